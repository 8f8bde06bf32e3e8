"""The application on the platform against what is agreed here."""

from __future__ import annotations

from app.domain.checks.said import cited, open_question, passed
from app.domain.checks.seen import FAULTS, GOODS_BACK, categories_of, with_buyer
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.labels import label
from app.domain.reasons import problem_of
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import PlatformClaim
from app.i18n import N_, _

_TYPE, _TYPE_TITLE = "platform_type", N_("平台类型与处理方式是否一致")
_REASON, _REASON_TITLE = "platform_reason", N_("平台理由与真实原因是否一致")
_OUT, _OUT_TITLE = "refund_only", N_("货在买家处的仅退款")


def _open_claims(case: Case) -> tuple[PlatformClaim, ...]:
    """What the platform still waits for; an application that has ended binds nobody."""
    return tuple(one for one in case.ticket.claims if one.finished_at is None)


def _type(case: Case) -> CheckFinding | None:
    applied = next((one.remedy for one in _open_claims(case) if one.remedy is not None), None)
    if applied is None:
        return None
    decision = case.ticket.in_force
    agreed = decision.remedy if decision is not None else case.ticket.requested
    if agreed is None or agreed is applied:
        text = _("平台申请的是「{applied}」。").format(applied=label(applied))
        return passed(_TYPE, _TYPE_TITLE, text)
    text = _(
        "平台申请的是「{applied}」，这里是「{agreed}」：同意前请买家改成一致的类型，或按平台类型处理。"
    )
    return open_question(
        _TYPE, _TYPE_TITLE, text.format(applied=label(applied), agreed=label(agreed))
    )


def _reason(case: Case) -> CheckFinding | None:
    """A wrong choice may be put right by the buyer; a fault is never relabelled as no-reason."""
    reason, problem = case.ticket.platform_reason.strip(), case.ticket.problem
    meant = problem_of(reason)
    if not reason or ProblemClass.UNKNOWN in (meant, problem):
        return None
    if meant is problem or {meant, problem} <= FAULTS:
        text = _("平台理由「{reason}」与真实原因一致。").format(reason=reason)
        return passed(_REASON, _REASON_TITLE, text)
    if meant in FAULTS and problem is ProblemClass.CHANGE_OF_MIND:
        text = _("平台理由是「{reason}」，这里登记为无理由：有质量问题的不能按无理由处理，请核对。")
    else:
        text = _("平台理由是「{reason}」，与这里登记的问题类别不同，请核对哪个是真的。")
    return open_question(_REASON, _REASON_TITLE, text.format(reason=reason))


def _refund_only(case: Case) -> CheckFinding | None:
    """Agreeing to a refund without return pays at once, whatever becomes of the goods."""
    decision = case.ticket.in_force
    kinds = {one.remedy for one in _open_claims(case)}
    kinds.add(decision.remedy if decision is not None else case.ticket.requested)
    if Remedy.REFUND_ONLY not in kinds or not with_buyer(case):
        return None
    values = [case.rules.get("goods.return_needed", kind) for kind in categories_of(case)]
    if all(value is not None and value.value is False for value in values):
        text = _("货在买家处，这类商品退款不要求退回。")
        return passed(_OUT, _OUT_TITLE, text, cited(values[0]))
    if decision is not None and decision.remedy in GOODS_BACK:
        text = _("平台类型是仅退款，而这里定的是要退货：同意平台申请就会不退货直接打款。")
    else:
        text = _("已发货的仅退款：同意后不退货直接打款，请确认货物怎么处理。")
    return open_question(_OUT, _OUT_TITLE, text)


PLATFORM = (
    Check(_TYPE, _TYPE_TITLE, _type),
    Check(_REASON, _REASON_TITLE, _reason),
    Check(_OUT, _OUT_TITLE, _refund_only),
)
