"""Why a verb is not possible now: one pure function per verb, a sentence or None."""

from __future__ import annotations

from dataclasses import replace

from app.domain.facts import (
    OPEN_DISPUTES,
    Closing,
    Facts,
    GoodsIn,
    GoodsOut,
    Offer,
    Review,
    Work,
)
from app.domain.payment import MoneyState
from app.i18n import _


def closed_why(facts: Facts) -> str | None:
    if facts.open:
        return None
    return _("售后单已结束；如需继续，请先重新打开。")


def disputed_why(facts: Facts) -> str | None:
    if facts.dispute in OPEN_DISPUTES:
        return _("平台介入期间不能打款或改方案，等裁决后再处理。")
    return None


def accept_why(facts: Facts) -> str | None:
    if facts.review is not Review.NEW:
        return _("已经受理过了。")
    return None


def request_info(facts: Facts) -> str | None:
    if facts.offer is not Offer.NONE:
        return _("已经有方案，不再索要资料；可以先撤回方案。")
    if facts.review not in (Review.NEW, Review.REVIEWING):
        return _("只有在受理或核实时才能请买家补充资料。")
    return None


def info_received(facts: Facts) -> str | None:
    return None if facts.review is Review.NEED_INFO else _("没有在等买家补充资料。")


def decide_why(facts: Facts) -> str | None:
    if facts.has_conflict:
        return _("不同文件的实付金额不一致，请先核对实付金额。")
    if facts.offer is Offer.OFFERED:
        return _("已有方案在等买家答复；先记录买家的答复，或撤回方案。")
    if facts.offer is Offer.AWAITING_APPROVAL:
        return _("方案在等主管审批。")
    if facts.flawed:
        return None
    if facts.goods_expected:
        return _("退货还没有收到并验完，验货后才能改方案。")
    if facts.money_unpaid:
        return _("还有已同意而未打的款，请先打款或撤回方案。")
    if facts.money_on_its_way:
        return _("有一笔款正在途中，等它到账或失败后再定新方案。")
    # What waits to go back to the buyer as it is may still be decided on otherwise.
    if facts.others_to_ship or (facts.to_ship and facts.work is Work.DONE):
        return _("还有已同意而未寄出的货，请先寄出或撤回方案。")
    if facts.charge_open:
        return _("买家还有一笔款没有补，请先收款、免收或撤回方案。")
    if facts.repairing:
        return _("维修还没有结束；先登记修好或无法修复。")
    return None


def decide_goods(facts: Facts) -> str | None:
    """A refund or another parcel is not decided on while one is on its way with the same goods."""
    why = decide_why(facts)
    if why is None and GoodsOut.SHIPPED in facts.goods_out and not facts.flawed:
        return _("寄给买家的货还在路上；先登记签收或丢失，再定新方案。")
    return why


def decide_reship(facts: Facts) -> str | None:
    return decide_compensation(facts) or decide_goods(facts)


def decide_words(facts: Facts) -> str | None:
    """Words without money do not wait for an amount that is still disputed."""
    if facts.has_conflict and not facts.flawed:
        return decide_why(replace(facts, has_conflict=False))
    return decide_compensation(facts)


def beside_agreement(facts: Facts) -> bool:
    """Whether words now would stand beside an agreement that is still being carried out."""
    return facts.offer is Offer.ACCEPTED and decide_words(facts) is not None


def decide_reapply(facts: Facts) -> str | None:
    """Another application on the platform may be just what was agreed needs."""
    return None if beside_agreement(facts) else decide_words(facts)


def approve_why(facts: Facts) -> str | None:
    if facts.offer is Offer.AWAITING_APPROVAL:
        return None
    return _("现在没有等审批的方案。")


def counter_why(facts: Facts) -> str | None:
    if facts.offer is Offer.ACCEPTED:
        return _("已达成方案；买家另有要求，请先撤回方案。")
    if facts.offer is Offer.AWAITING_APPROVAL:
        return _("方案还在等审批；先等审批结果，或撤回方案。")
    return None


def ship_why(facts: Facts) -> str | None:
    if not facts.to_ship:
        return _("没有要寄给买家的货。")
    if facts.charge_open:
        return _("买家的补款还没有到账；先收款，或由主管免收。")
    return None


def delivered_why(facts: Facts) -> str | None:
    return None if GoodsOut.SHIPPED in facts.goods_out else _("没有在途的寄件。")


def repair_start(facts: Facts) -> str | None:
    if facts.work is not Work.CONSENTED:
        return _("没有等着开工的维修；买家同意报价后才能开始。")
    waiting = (GoodsIn.TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED)
    if any(state in waiting for state in facts.goods_in):
        return _("要修的商品还没有收到并验完。")
    if GoodsIn.NOT_ARRIVED in facts.goods_in or GoodsIn.NEVER_SENT in facts.goods_in:
        return _("要修的商品不在店里，没有东西可修；请撤回方案或重新决定。")
    if facts.charge_open:
        return _("买家的维修费还没有到账；先收款，或由主管免收。")
    return None


def repair_end(facts: Facts) -> str | None:
    return None if facts.work is Work.UNDER_REPAIR else _("没有正在进行的维修。")


def promise_why(facts: Facts) -> str | None:
    return None if facts.promises_open else _("没有待兑现的承诺。")


def charge_why(facts: Facts) -> str | None:
    return None if facts.charge_open else _("买家没有要补的款。")


def charge_returned(facts: Facts) -> str | None:
    return None if MoneyState.ARRIVED in facts.charges else _("没有已收的补款可以退还。")


def give_back_why(facts: Facts) -> str | None:
    if not facts.goods_kept:
        return _("没有买家的货留在店里。")
    if facts.home_waiting:
        return _("已经有要寄回买家的包裹，请直接寄出。")
    if facts.offer in (Offer.OFFERED, Offer.AWAITING_APPROVAL):
        return _("方案还没有结果；先记录答复，或撤回方案。")
    if facts.work is Work.UNDER_REPAIR:
        return _("正在维修；先登记修好或无法修复。")
    if facts.goods_expected:
        return _("退货还没有收到并验完。")
    if facts.money_on_its_way:
        return _("有一笔款正在途中，等它到账或失败后再寄回。")
    if facts.offer is Offer.ACCEPTED and _undone(facts) and not facts.flawed:
        return _("已达成的方案还没有办完；不再办理请先撤回方案。")
    return None


def decide_compensation(facts: Facts) -> str | None:
    if facts.flawed:
        return _("退回的货有问题，请用退款方案决定：全额、扣减或拒收退回。")
    return decide_why(facts)


def _goods_coming(facts: Facts) -> bool:
    """The buyer has sent goods and nobody has looked at them yet."""
    return GoodsIn.IN_TRANSIT in facts.goods_in or GoodsIn.RECEIVED in facts.goods_in


def answer_why(facts: Facts) -> str | None:
    if facts.offer is Offer.OFFERED:
        return None
    return _("现在没有等买家答复的方案。")


def withdraw_why(facts: Facts) -> str | None:
    if facts.work is Work.UNDER_REPAIR:
        return _("已经开始维修，不能撤回方案；先登记修好或无法修复。")
    if facts.offer not in (Offer.OFFERED, Offer.ACCEPTED, Offer.AWAITING_APPROVAL):
        return _("没有可以撤回的方案。")
    if facts.offer is Offer.ACCEPTED and not _undone(facts):
        if facts.anything_paid:
            return _("方案已经打款，不能撤回；付错了请用「冲回」。")
        left = GoodsOut.SHIPPED in facts.goods_out or GoodsOut.DELIVERED in facts.goods_out
        if left and not _awaited(facts):
            return _("货已寄给买家，不能撤回方案。")
        if facts.home_waiting:
            return _("买家的货还没有寄回；请先寄出。")
    if _goods_coming(facts):
        return _("买家已寄出退货，不能撤回方案；请在收货验货后重新决定。")
    return None


def _undone(facts: Facts) -> bool:
    """Something that was agreed waits for us or for the buyer's money."""
    booked = facts.work is Work.CONSENTED
    return facts.money_unpaid or facts.others_to_ship or facts.charge_open or booked


def _awaited(facts: Facts) -> bool:
    """The buyer was to send something and has not."""
    return GoodsIn.TO_BE_SENT in facts.goods_in or GoodsIn.NEVER_SENT in facts.goods_in


def return_sent(facts: Facts) -> str | None:
    return None if _awaited(facts) else _("没有在等买家寄回的货。")


def return_received(facts: Facts) -> str | None:
    if any(s in (GoodsIn.TO_BE_SENT, GoodsIn.IN_TRANSIT) for s in facts.goods_in):
        return None
    return _("没有在途的退货。")


def inspect_why(facts: Facts) -> str | None:
    return None if GoodsIn.RECEIVED in facts.goods_in else _("还没有收到退货，不能验货。")


def pay_why(facts: Facts) -> str | None:
    if facts.has_conflict:
        return _("不同文件的实付金额不一致，请先核对实付金额。")
    if facts.flawed:
        return _("退回的货有问题，请先定新方案。")
    if not facts.money_unpaid:
        return _("没有待打的款。")
    return None


def pays_early(facts: Facts) -> bool:
    """Paying now would be before the goods are back and looked at: it needs a written reason."""
    return facts.goods_expected


def arrived_why(facts: Facts) -> str | None:
    return None if facts.money_on_its_way else _("没有已打出、未到账的款。")


def reverse_why(facts: Facts) -> str | None:
    return None if facts.anything_paid else _("没有打出的款可以冲回。")


def _held_why(facts: Facts) -> str | None:
    """What is the buyer's and has not gone back: a ticket never ends on it."""
    if facts.home_waiting:
        return _("买家的货还没有寄回；请先寄出。")
    if facts.goods_kept:
        return _("买家的货还在店里；先寄还买家，或退款、换货。")
    if facts.goods_lost:
        return _("买家的货在寄回途中丢失，还没有赔付或补发。")
    if facts.charge_due_back:
        return _("已收的补款还没有退还买家。")
    return None


def unfinished_why(facts: Facts) -> str | None:
    # Where the platform has paid already there may be nothing left to decide on.
    if facts.flawed and (facts.money_unpaid or not facts.anything_paid):
        return _("退回的货有问题，还没有定新方案。")
    if facts.goods_expected:
        return _("退货还没有收到并验完。")
    if facts.money_unpaid:
        return _("还有已同意而未打的款。")
    if facts.money_on_its_way:
        return _("还有一笔款没有到账。")
    if GoodsOut.TO_SHIP in facts.goods_out:
        return _("还有要寄出的货没有发出。")
    if GoodsOut.SHIPPED in facts.goods_out:
        return _("寄给买家的货还没有签收。")
    if facts.charge_open:
        return _("买家还有一笔款没有补。")
    if facts.repairing:
        return _("维修还没有结束。")
    if facts.offer is Offer.OFFERED:
        return _("还有方案在等买家答复；先记录答复，或撤回方案。")
    if facts.offer is Offer.AWAITING_APPROVAL:
        return _("还有方案在等审批。")
    if facts.refund_undone:
        return _("退款冲回后还没有定新方案。")
    return _held_why(facts)


def _carried_out(facts: Facts) -> bool:
    """Something was agreed, or an earlier round has reached the buyer."""
    had = GoodsOut.DELIVERED in facts.goods_out or facts.work is Work.DONE
    return facts.offer is Offer.ACCEPTED or facts.anything_paid or had


def confirm_why(facts: Facts) -> str | None:
    if not _carried_out(facts):
        return _("还没有与买家达成的方案。")
    if facts.confirmed:
        return _("买家已经确认过了。")
    return unfinished_why(facts)


def close_why(facts: Facts) -> str | None:
    unfinished = unfinished_why(facts)
    if unfinished:
        return unfinished
    if not _carried_out(facts):
        return _("还没有方案；不办理请用「拒绝」或「取消」。")
    if not facts.confirmed:
        return _("买家还没有确认；先记录买家的确认。")
    return None


def _received_on_top(facts: Facts) -> bool:
    """The buyer paid for something on top and has not had it."""
    had = GoodsOut.DELIVERED in facts.goods_out or facts.work is Work.DONE
    return MoneyState.ARRIVED in facts.charges and not had


def reject_why(facts: Facts) -> str | None:
    # What was delivered in an earlier round does not make flawed goods that came back ours.
    had = GoodsOut.DELIVERED in facts.goods_out and not facts.flawed
    if GoodsOut.SHIPPED in facts.goods_out or had:
        return _("货已寄给买家，不能拒绝；请结案。")
    if facts.work is Work.UNDER_REPAIR:
        return _("已经开始维修，不能拒绝；先登记修好或无法修复。")
    if facts.anything_paid:
        return _("已经打过款，不能拒绝；请先冲回，或直接结案。")
    if _received_on_top(facts):
        return _("买家补的款已经到账，不能拒绝；请先退还补款。")
    if _goods_coming(facts):
        return _("退货已在途或已收到，请先收货验货再决定。")
    return _held_why(facts)


def cancel_why(facts: Facts) -> str | None:
    if GoodsOut.SHIPPED in facts.goods_out or GoodsOut.DELIVERED in facts.goods_out:
        return _("货已寄给买家，不能直接取消；等签收后结案。")
    if facts.work is Work.UNDER_REPAIR:
        return _("已经开始维修，不能取消；先登记修好或无法修复。")
    if facts.money_on_its_way:
        return _("有一笔款正在途中，等它到账或失败后再取消。")
    if MoneyState.ARRIVED in facts.money:
        return _("已经退过款；请冲回后再取消，或直接结案。")
    if _received_on_top(facts):
        return _("买家补的款已经到账，不能取消；请先退还补款。")
    if _goods_coming(facts):
        return _("退货已寄出或已收到，不能直接取消；请先收货验货。")
    return _held_why(facts)


def reopen_why(facts: Facts) -> str | None:
    if facts.open:
        return _("售后单没有结束。")
    return _("已合并的售后单不能重新打开。") if facts.closing is Closing.MERGED else None


def settle_paid(facts: Facts) -> str | None:
    if facts.has_conflict or facts.paid_unknown:
        return None
    return _("实付金额已经清楚，没有要核对的。")


def always_why(_facts: Facts) -> str | None:
    return None
