"""引导重新申请: the application on the platform is genuinely of the wrong type or for a wrong reason.

It only ever leads to what was agreed or found. A fault of the goods is never talked into a return
without a reason: what a platform counts must be what happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import wording, wording_times
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import liability_for
from app.domain.facts import Offer
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.reasons import problem_of
from app.domain.remedy import ProblemClass, ReapplyCause, Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _

# What a buyer can apply for on a platform.
APPLIED_FOR = (
    Remedy.REFUND_ONLY,
    Remedy.RETURN_REFUND,
    Remedy.EXCHANGE,
    Remedy.RESHIP,
    Remedy.REPAIR,
    Remedy.PRICE_PROTECTION,
)
# Words that say too little to apply with, and the one reason a fault is never talked into.
_NEVER_PROPOSED = frozenset(
    {
        ProblemClass.UNKNOWN,
        ProblemClass.SERVICE,
        ProblemClass.USAGE,
        ProblemClass.CHANGE_OF_MIND,
    }
)


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    del order, money
    remedy = _agreed(situation)
    reason = _found(asked)
    cause = None
    if remedy is not None:
        cause = ReapplyCause.WRONG_TYPE
    elif reason:
        cause = ReapplyCause.WRONG_REASON
    return Choices(
        Remedy.REAPPLY,
        liability=liability_for(asked),
        reapply_cause=cause,
        reapply_remedy=remedy,
        reapply_reason=reason if cause is ReapplyCause.WRONG_REASON else "",
    )


def _agreed(situation: Situation) -> Remedy | None:
    """What the buyer has agreed to, where the application on the platform says something else."""
    facts, applied = situation.facts, situation.platform_remedy
    if facts.offer is not Offer.ACCEPTED or applied is None:
        return None
    return next((r for r in APPLIED_FOR if r.value == facts.remedy and r is not applied), None)


def _found(asked: Asked) -> str:
    """Our own finding, where the platform's reason says another one.

    Nobody is steered away from late shipment, and no fault is talked into a change of mind.
    """
    applied = problem_of(asked.platform_reason)
    if applied in (ProblemClass.UNKNOWN, ProblemClass.LATE_SHIPMENT, asked.problem):
        return ""
    return "" if asked.problem in _NEVER_PROPOSED else label(asked.problem)


def _message(letter: Letter) -> str:
    return wording.join(
        _("您好，您在平台上提交的售后申请我们看到了。"),
        wording_times.left_in_time(letter),
        _change(letter),
        _("请您修改后重新提交，我们收到后马上处理；申请原因请按实际情况选择。"),
        _("请留意平台显示的申请期限。"),
        wording.beside(letter),
        wording.appeal(),
    )


def _change(letter: Letter) -> str:
    choices = letter.choices
    if choices.reapply_cause is ReapplyCause.WRONG_REASON:
        if not choices.reapply_reason:
            return _("申请原因和我们核实的情况不一致。")
        text = _("申请原因和我们核实的情况不一致，我们核实的是「{reason}」。")
        return text.format(reason=choices.reapply_reason)
    if choices.reapply_remedy is None:
        return _("申请类型和这次的处理方式不一致。")
    text = _("申请类型和这次的处理方式不一致，请改为「{type}」。")
    return text.format(type=label(choices.reapply_remedy))


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    del breakdown
    cause = label(choices.reapply_cause) if choices.reapply_cause else _("申请有误")
    to = "、".join(
        part
        for part in (
            label(choices.reapply_remedy) if choices.reapply_remedy else "",
            choices.reapply_reason,
        )
        if part
    )
    text = _("引导重新申请（{cause}）").format(cause=cause)
    return _("{text}，应为：{to}").format(text=text, to=to) if to else text


REAPPLY = DecisionKind(
    remedy=Remedy.REAPPLY,
    title=N_("引导重新申请"),
    schema_version=1,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
