"""拒绝: no money, but a reason with the rule it rests on and the way to appeal."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import one_line, wording, wording_times
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import liability_for
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import RejectReason, Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _

# What is said to the buyer, the rule it rests on, and what would change the outcome.
_TEXTS: dict[RejectReason, tuple[str, str, str]] = {
    RejectReason.OUT_OF_TIME: (
        N_("您提出申请时已超过签收次日起七天的无理由退货期"),
        N_("《网络购买商品七日无理由退货暂行办法》第十条"),
        N_("如果商品本身有质量问题，请把照片或检测结果发给我们，可以按质量问题另行处理"),
    ),
    RejectReason.INCOMPLETE: (
        N_("目前收到的凭证还不足以确认您反映的问题"),
        N_("平台关于售后举证的规则"),
        N_("请补充整体照、问题部位近照和外包装照片，我们收到后重新核实"),
    ),
    RejectReason.NOT_RESALEABLE: (
        N_("退回的商品已不完好，不符合无理由退货的条件"),
        N_("《网络购买商品七日无理由退货暂行办法》第八条、第九条"),
        N_("如果收到时就是这样，请提供开箱时的照片或视频"),
    ),
    RejectReason.SPECIAL_GOODS: (
        N_("该商品依法或经您下单时确认，不适用七日无理由退货"),
        N_("《消费者权益保护法》第二十五条、《网络购买商品七日无理由退货暂行办法》第六条、第七条"),
        N_("如果商品有质量问题，不受此限，请把凭证发给我们"),
    ),
    RejectReason.NO_FAULT_FOUND: (
        N_("经检查没有发现您反映的问题"),
        N_("《消费者权益保护法》第二十四条"),
        N_("如果问题再次出现，请拍下视频，我们重新检查"),
    ),
    RejectReason.DELIVERED_INTACT: (
        N_("物流记录和凭证显示签收时商品完好"),
        N_("平台关于签收与举证的规则"),
        N_("如果您有签收时的照片或物流出具的证明，请发给我们"),
    ),
    RejectReason.ALREADY_REFUNDED: (
        N_("您申请的商品此前已经退款"),
        N_("同一件商品的实付金额只退一次"),
        N_("如果您没有收到款项，请把收款记录发给我们核对"),
    ),
    RejectReason.OTHER: (
        N_("经核实，您的申请暂不符合处理条件"),
        N_("您申请时适用的平台售后规则"),
        N_("如果有新的情况或凭证，请发给我们"),
    ),
}


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    del order, money, situation
    return Choices(Remedy.REJECT, liability=liability_for(asked))


def reject_text(reason: RejectReason) -> str:
    """The polite refusal: why, by which rule, and the two ways to have it looked at again."""
    why, rule, way = _TEXTS[reason]
    return _(
        "您好，很抱歉，{why}，这次申请我们无法同意（依据：{rule}）。"
        "{way}；您也可以重新提交申请，或申请平台介入。"
    ).format(why=_(why), rule=_(rule), way=_(way))


def _message(letter: Letter) -> str:
    reason = letter.choices.reject_reason or RejectReason.OTHER
    return wording.join(
        reject_text(reason), wording_times.left_in_time(letter), wording.beside(letter)
    )


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    reason = choices.reject_reason or RejectReason.OTHER
    return _("拒绝申请，原因：{reason}{beside}").format(
        reason=label(reason), beside=one_line.beside(choices, breakdown)
    )


REJECT = DecisionKind(
    remedy=Remedy.REJECT,
    title=N_("拒绝"),
    schema_version=2,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
