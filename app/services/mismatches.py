"""Where the platform and the desk disagree: shown to a person, never resolved by the program."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.facts import Closing, Facts, Offer, Review
from app.domain.money import Money
from app.domain.order import Order
from app.domain.payment import CapName, MoneyState, Payout
from app.domain.settlement import overdrawn
from app.domain.ticket import Mismatch, PlatformClaim
from app.i18n import _
from app.model.reading import Values

_ENDED_THERE = ("关闭", "取消", "撤销", "拒绝", "驳回", "不通过")
"""How platforms write that a claim waits for the shop no more."""


def mismatches_of(
    ticket: Values,
    facts: Facts,
    claims: tuple[PlatformClaim, ...],
    payouts: tuple[Payout, ...],
    order: Order,
    order_money: tuple[Payout, ...],
) -> tuple[Mismatch, ...]:
    """Every disagreement of one ticket, in words."""
    found = list(_amounts(claims, payouts))
    found.extend(too_much(order, order_money))
    for claim in claims:
        found.extend(_states(ticket, facts, claim))
    return tuple(found)


def too_much(order: Order, money: tuple[Payout, ...]) -> Iterable[Mismatch]:
    """Money of the order that goes beyond what was paid: only a platform can have done that."""
    total = next((cap for cap in overdrawn(order, money) if cap.name is CapName.TOTAL), None)
    if total is not None and total.limit_cents is not None:
        yield Mismatch(
            _("这笔订单已退和待退合计 {used}，超过买家实付 {paid}；请马上核对。").format(
                used=Money(total.used_cents, order.currency),
                paid=Money(total.limit_cents, order.currency),
            )
        )


def _amounts(claims: tuple[PlatformClaim, ...], payouts: tuple[Payout, ...]) -> Iterable[Mismatch]:
    numbers = {claim.id: claim.claim_no for claim in claims}
    for payout in payouts:
        if payout.file_cents is not None and payout.file_cents != payout.cents:
            yield Mismatch(
                _("平台文件里的退款是 {file}，本单记录的是 {ours}；请核对后处理。").format(
                    file=Money(payout.file_cents, payout.currency),
                    ours=Money(payout.cents, payout.currency),
                ),
                numbers.get(payout.claim_id or 0, ""),
            )


def _nothing_left(facts: Facts) -> bool:
    """No goods on their way and no confirmation yet: only the desk does not know that it is over."""
    return not facts.goods_expected and not facts.confirmed


def _states(ticket: Values, facts: Facts, claim: PlatformClaim) -> Iterable[Mismatch]:
    if ticket["follows_platform"]:
        return
    paid_here = any(s in (MoneyState.SUBMITTED, MoneyState.ARRIVED) for s in facts.money)
    if claim.paid and facts.open and not paid_here:
        yield Mismatch(_("平台显示已退款成功，本单还没有打款记录。"), claim.claim_no)
    elif claim.paid and facts.open and facts.offer is Offer.NONE and _nothing_left(facts):
        yield Mismatch(
            _("平台已退款成功，本单还没有方案；没有别的要办，请记下买家的确认并结案。"),
            claim.claim_no,
        )
    elif "关闭" in claim.status and facts.open:
        yield Mismatch(_("平台上的申请已关闭，本单还在办理；如不再办理请取消。"), claim.claim_no)
    elif facts.closing is Closing.CANCELLED and claim.finished_at is None and not claim.paid:
        if "关闭" not in claim.status:
            yield Mismatch(_("本单已取消，平台上的申请还没有关闭。"), claim.claim_no)
    elif facts.closing is Closing.REJECTED and claim.finished_at is None and not claim.paid:
        if not any(word in claim.status for word in _ENDED_THERE):
            yield Mismatch(
                _(
                    "本单已拒绝，平台上的申请还没有拒绝；平台的时限到期会自行处理，请马上去平台拒绝。"
                ),
                claim.claim_no,
            )
    elif (
        facts.review is Review.NEW and "同意" in claim.status and "等待卖家同意" not in claim.status
    ):
        yield Mismatch(_("平台上已经同意，本单还没有受理。"), claim.claim_no)
