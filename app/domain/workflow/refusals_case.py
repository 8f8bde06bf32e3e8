"""Why a verb about the case itself is not possible now: a sentence or None."""

from __future__ import annotations

from app.domain.facts import Facts, Offer
from app.domain.workflow import refusals
from app.i18n import _


def convert_why(facts: Facts) -> str | None:
    return None if facts.enquiry else _("这不是咨询，已经是售后申请。")


def solved_why(facts: Facts) -> str | None:
    if facts.claims_open:
        return _("平台上的申请还没有结束；请在平台上处理后再结束。")
    if facts.offer not in (Offer.NONE, Offer.DECLINED, Offer.LAPSED, Offer.WITHDRAWN):
        return _("已经有方案，请按方案办完后结案。")
    if facts.anything_paid:
        return _("已经打过款，请直接结案。")
    return refusals.unfinished_why(facts)


def late_why(facts: Facts) -> str | None:
    return _("已经按逾期特殊处理。") if facts.late else None


def follow_up_why(facts: Facts) -> str | None:
    return None if facts.follow_ups_open else _("没有待跟进的事。")


def question_why(facts: Facts) -> str | None:
    return None if facts.questions_open else _("没有等同事答复的问题。")


def recovery_why(facts: Facts) -> str | None:
    return None if facts.recoveries_open else _("没有进行中的追偿。")


def overdue_why(facts: Facts) -> str | None:
    return None if facts.breaches_open else _("没有未登记原因的超时。")
