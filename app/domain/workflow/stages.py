"""`stage(facts)`: what the queue shows. Nobody sets a stage by hand."""

from __future__ import annotations

from app.domain.facts import (
    OPEN_DISPUTES,
    Closing,
    Facts,
    GoodsIn,
    GoodsOut,
    Offer,
    Review,
    Stage,
    Work,
)

_CLOSED_STAGES = {
    Closing.COMPLETED: Stage.COMPLETED,
    Closing.REJECTED: Stage.REJECTED,
    Closing.CANCELLED: Stage.CANCELLED,
    Closing.EXPIRED: Stage.EXPIRED,
    Closing.MERGED: Stage.MERGED,
}
_DECIDED = frozenset({Offer.ACCEPTED})
_OFFER_OPEN_TO_US = frozenset(
    {Offer.DRAFTED, Offer.APPROVED, Offer.DENIED, Offer.DECLINED, Offer.LAPSED, Offer.WITHDRAWN}
)


def stage(facts: Facts) -> Stage:
    """The stage of a ticket, from its facts alone."""
    if facts.closing is not Closing.OPEN:
        return _CLOSED_STAGES[facts.closing]
    if facts.dispute in OPEN_DISPUTES:
        return Stage.DISPUTED
    if facts.offer in _DECIDED:
        return _stage_once_agreed(facts)
    return _stage_before_agreement(facts)


def _stage_before_agreement(facts: Facts) -> Stage:
    if facts.review is Review.NEED_INFO:
        return Stage.NEED_INFO
    if facts.offer is Offer.AWAITING_APPROVAL:
        return Stage.AWAITING_APPROVAL
    if (
        facts.home_waiting
        and facts.work is not Work.CANNOT_BE_REPAIRED
        and facts.offer is not Offer.OFFERED
    ):
        return Stage.FULFILLING
    if facts.offer is Offer.OFFERED or facts.offer in _OFFER_OPEN_TO_US:
        return Stage.NEGOTIATING
    if facts.review is Review.REJECTED:
        return Stage.NEGOTIATING
    if facts.review is Review.NEW:
        return Stage.NEW
    if facts.review in (Review.ACCEPTED, Review.PARTLY_ACCEPTED):
        return _stage_once_agreed(facts)
    return Stage.REVIEWING


def _stage_once_agreed(facts: Facts) -> Stage:
    if facts.to_ship and GoodsIn.TO_BE_SENT in facts.goods_in:
        return Stage.FULFILLING  # what goes first waits for us, not for the buyer's parcel
    if facts.flawed or GoodsIn.IN_TRANSIT in facts.goods_in or GoodsIn.RECEIVED in facts.goods_in:
        return Stage.INSPECTING
    if GoodsIn.TO_BE_SENT in facts.goods_in or GoodsIn.NEVER_SENT in facts.goods_in:
        return Stage.AWAITING_RETURN
    if facts.repairing:
        return Stage.REPAIRING
    if facts.money_unpaid or facts.money_on_its_way or facts.to_ship:
        return Stage.FULFILLING
    if GoodsOut.SHIPPED in facts.goods_out or facts.charge_open:
        return Stage.FULFILLING
    if facts.anything_paid or facts.goods_out or facts.offer is Offer.ACCEPTED:
        return Stage.AWAITING_CONFIRMATION
    return Stage.REVIEWING


def clock_runs(facts: Facts) -> bool:
    """Whether our own clock runs: it pauses while the buyer must act."""
    if not facts.open:
        return False
    now = stage(facts)
    if now is Stage.NEGOTIATING:
        return facts.offer is not Offer.OFFERED
    return now not in (Stage.NEED_INFO, Stage.AWAITING_RETURN, Stage.AWAITING_CONFIRMATION)
