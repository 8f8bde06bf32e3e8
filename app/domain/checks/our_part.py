"""What the law asks of the shop itself: an answer in time, and the money back in time."""

from __future__ import annotations

from app.domain.checks.said import day_text, law, open_question, passed
from app.domain.checks.seen import day_of
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.facts import GoodsIn, Offer, Review
from app.domain.remedy import ProblemClass, Remedy
from app.i18n import N_, _

_ANSWER, _ANSWER_TITLE = "our_answer", N_("本店是否及时处理")
_REFUND, _REFUND_TITLE = "our_refund", N_("退货收到后是否及时退款")
_UNANSWERED = frozenset({Review.NEW, Review.NEED_INFO, Review.REVIEWING})
_NO_OFFER = frozenset({Offer.NONE, Offer.DRAFTED, Offer.WITHDRAWN, Offer.DENIED})
_REPLY_DAYS = 15  # 七日无理由退货办法 Art. 30-31; 侵害消费者权益行为处罚办法 Art. 8-9
_SAY_FROM = 10
_REFUND_DAYS = 7  # 消法 Art. 25; 七日无理由退货办法 Art. 11-13
_BACK_RULE = "《消费者权益保护法》第 25 条、《网络购买商品七日无理由退货暂行办法》第 11–13、31 条"


def _our_answer(case: Case) -> CheckFinding | None:
    """The law takes more than fifteen days without an answer for a refusal of the buyer's right."""
    ticket, facts = case.ticket, case.ticket.facts
    if ticket.problem is ProblemClass.ENQUIRY or not facts.open:
        return None
    if facts.review not in _UNANSWERED or facts.offer not in _NO_OFFER:
        return None
    applied = day_of(case, ticket.applied_at)
    days = (day_of(case, case.now) - applied).days
    if days < _SAY_FROM:
        return None
    no_reason = ticket.problem is ProblemClass.CHANGE_OF_MIND
    source = (
        "《网络购买商品七日无理由退货暂行办法》第 30、31 条"
        if no_reason
        else "《侵害消费者权益行为处罚办法》第 8、9 条"
    )
    total = _("申请 {applied}，今天 {today}，过了 {days} 天").format(
        applied=day_text(case, applied), today=day_text(case, day_of(case, case.now)), days=days
    )
    if days > _REPLY_DAYS:
        text = _("申请后超过 {n} 天没有处理，可能被认定为故意拖延、拒绝。").format(n=_REPLY_DAYS)
        return open_question(_ANSWER, _ANSWER_TITLE, text, law(source), total)
    text = _("再过 {left} 天就超过法律规定的 {n} 天，请尽快答复买家。").format(
        left=_REPLY_DAYS - days + 1, n=_REPLY_DAYS
    )
    return passed(_ANSWER, _ANSWER_TITLE, text, law(source), total)


def _our_refund(case: Case) -> CheckFinding | None:
    """Seven days from the intact goods; whoever is silent for fifteen can be punished."""
    ticket = case.ticket
    decision = ticket.in_force
    if ticket.problem is not ProblemClass.CHANGE_OF_MIND or not ticket.facts.open:
        return None
    if decision is None or decision.remedy is not Remedy.RETURN_REFUND:
        return None
    seen = [one.at for one in ticket.inspections if one.found is GoodsIn.SELLABLE]
    if not seen or not ticket.facts.money_unpaid:
        return None
    # The law counts from the goods' return, however long they then lay unopened.
    back = day_of(case, min(seen) if case.back_at is None else min(case.back_at, *seen))
    days = (day_of(case, case.now) - back).days
    total = _("收到退货 {back}，今天 {today}，过了 {days} 天").format(
        back=day_text(case, back), today=day_text(case, day_of(case, case.now)), days=days
    )
    if days > _REFUND_DAYS:
        text = _("完好的退货收到后超过 {n} 天还没有退款；超过 15 天可能受处罚。")
        shown = text.format(n=_REFUND_DAYS)
        return open_question(_REFUND, _REFUND_TITLE, shown, law(_BACK_RULE), total)
    text = _("应在收到退货后 {n} 天内退款，还剩 {left} 天。")
    shown = text.format(n=_REFUND_DAYS, left=_REFUND_DAYS - days)
    return passed(_REFUND, _REFUND_TITLE, shown, law(_BACK_RULE), total)


OUR_PART = (
    Check(_ANSWER, _ANSWER_TITLE, _our_answer),
    Check(_REFUND, _REFUND_TITLE, _our_refund),
)
