"""Remedies side by side: what each would cost, what comes back, how long it takes.

Nothing is created and nothing is picked: every figure is that of the draft a dialog would open
with, settled by the same function. What nobody can know yet stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.decisions import Asked, by_remedy, comes_back
from app.domain.facts import INSPECTED, GoodsIn
from app.domain.goods_worth import unit_worth
from app.domain.order import Order, Shop, Unit
from app.domain.payment import CapName, MoneyClass, Payout, Tender
from app.domain.remedy import FreightBearer, GoodsWay, ProblemClass, Remedy, RepairPlace
from app.domain.settlement import paid_shares, settle
from app.domain.settlement.types import Breakdown, Choices, Replacement, Situation
from app.domain.workflow import VERB_OF_REMEDY, why_not

COMPARED = (
    Remedy.REFUND_ONLY,
    Remedy.RETURN_REFUND,
    Remedy.EXCHANGE,
    Remedy.RESHIP,
    Remedy.REPAIR,
    Remedy.COMPENSATION,
)
_HOURS_A_DAY = 24
_SENDS = frozenset({Remedy.EXCHANGE, Remedy.RESHIP, Remedy.REPAIR})
# Where the goods are as good as new when nobody has looked at them yet: the buyer only changed
# their mind. In every other case what comes back may be worth anything.
_LIKELY_SOUND = frozenset({ProblemClass.CHANGE_OF_MIND, ProblemClass.LATE_SHIPMENT})


@dataclass(frozen=True, slots=True)
class Alternative:
    """One remedy as it would be decided now. Cents of the order's currency; None: not known.

    `cash_cents` leaves the shop, return freight included once it has an amount; `charge_cents`
    comes in. `freight_in_cents` and `freight_out_cents` are what the parcels would cost the shop,
    beside what is in `cash_cents` already; `repair_cents` is what the work costs it, unknown until
    somebody has named an amount. `salvage_cents` is the worth of goods that come back
    sellable (`salvage_sure` once they were looked at), `goods_out_cents` that of goods sent.
    `days` is how long it takes at most when everybody keeps to the shop's times. `left_cents` may
    still be claimed for the order afterwards. `refusal` is the first reason why it is not
    possible; `to_confirm` are the checks that ask for a reason.
    """

    remedy: Remedy
    choices: Choices
    breakdown: Breakdown
    cash_cents: int
    charge_cents: int
    freight_in_cents: int | None
    freight_out_cents: int | None
    goods_out_cents: int | None
    repair_cents: int | None
    salvage_cents: int | None
    salvage_sure: bool
    days: int
    left_cents: int | None
    refusal: str = ""
    to_confirm: tuple[str, ...] = ()

    @property
    def net_cents(self) -> int | None:
        """Everything out less everything in; None while a part of it is unknown."""
        out = (
            self.freight_in_cents,
            self.freight_out_cents,
            self.goods_out_cents,
            self.repair_cents,
        )
        if self.salvage_cents is None or any(cents is None for cents in out):
            return None
        paid_out = self.cash_cents + sum(cents or 0 for cents in out)
        return paid_out - self.charge_cents - self.salvage_cents


def compare(
    order: Order, money: Sequence[Payout], situation: Situation, asked: Asked, shop: Shop
) -> tuple[Alternative, ...]:
    """One alternative for each remedy of `COMPARED`, the impossible ones with their reason."""
    return tuple(alternative(order, money, situation, asked, shop, remedy) for remedy in COMPARED)


def alternative(
    order: Order,
    money: Sequence[Payout],
    situation: Situation,
    asked: Asked,
    shop: Shop,
    remedy: Remedy,
) -> Alternative:
    """What this remedy would come to with the draft its dialog opens with."""
    choices = by_remedy(remedy).draft_defaults(order, money, situation, asked)
    breakdown = settle(order, money, choices, situation)
    refused = why_not(situation.facts, VERB_OF_REMEDY[remedy])
    stops = (refused, *(guard.text for guard in breakdown.refused))
    shared = replace(order, lines=paid_shares(order))
    salvage, sure = _salvage(shared, choices, breakdown, situation)
    return Alternative(
        remedy=remedy,
        choices=choices,
        breakdown=breakdown,
        cash_cents=breakdown.cost_cents,
        charge_cents=breakdown.charge_cents,
        freight_in_cents=_freight_in(choices, breakdown, situation),
        freight_out_cents=_freight_out(choices, situation),
        goods_out_cents=_goods_out(shared, choices),
        repair_cents=0 if choices.repair is None else choices.repair.cost_cents or None,
        salvage_cents=salvage,
        salvage_sure=sure,
        days=_days(choices, shop, _back(breakdown, situation)),
        left_cents=_left(breakdown),
        refusal=next((text for text in stops if text), ""),
        to_confirm=tuple(guard.text for guard in breakdown.to_confirm),
    )


def _back(breakdown: Breakdown, situation: Situation) -> bool:
    """Whether everything this is about is with the shop already."""
    here = INSPECTED | {GoodsIn.RECEIVED}
    units = breakdown.units
    return bool(units) and all(situation.goods_in.get(unit) in here for unit in units)


def _freight_in(choices: Choices, breakdown: Breakdown, situation: Situation) -> int | None:
    """What the parcel back would cost the shop beside what the calculation pays already."""
    if not comes_back(choices) or _back(breakdown, situation):
        return 0
    if choices.freight_bearer is not FreightBearer.MERCHANT or breakdown.freight_cents:
        return 0
    return situation.avoided_freight_cents


def _freight_out(choices: Choices, situation: Situation) -> int | None:
    if choices.remedy not in _SENDS or choices.outbound_bearer is not FreightBearer.MERCHANT:
        return 0
    if choices.repair is not None and choices.repair.place in (
        RepairPlace.ON_SITE,
        RepairPlace.IN_STORE,
    ):
        return 0
    return situation.avoided_freight_cents


def _goods_out(order: Order, choices: Choices) -> int | None:
    """The worth of what is sent: today's price where it is named, else the share of the unit."""
    total = 0
    for new in choices.replacements:
        count = len(new.ordinals) or new.quantity
        if new.price_cents is not None:
            total += new.price_cents * count
            continue
        values = [unit_worth(order, unit) for unit in _replaced(new)]
        if not values or None in values:
            return None
        total += sum(value or 0 for value in values)
    return total


def _salvage(
    order: Order, choices: Choices, breakdown: Breakdown, situation: Situation
) -> tuple[int | None, bool]:
    """The worth of what comes back sellable, and whether somebody has looked at it."""
    if not comes_back(choices) or choices.remedy is Remedy.REPAIR:
        return 0, True
    total, sure = 0, True
    for unit in breakdown.units:
        state = situation.goods_in.get(unit)
        value = unit_worth(order, unit)
        if value is None or (state in INSPECTED and state is not GoodsIn.SELLABLE):
            return None, False
        if state is not GoodsIn.SELLABLE:
            sure = False
            if situation.problem not in _LIKELY_SOUND:
                return None, False
        total += value
    return (total, sure) if breakdown.units else (None, False)


def _replaced(new: Replacement) -> tuple[Unit, ...]:
    """The pieces that get another one; none for something loose."""
    if new.line_id is None:
        return ()
    ordinals = new.ordinals or range(1, new.quantity + 1)
    return tuple(Unit(new.line_id, ordinal) for ordinal in ordinals)


def _days(choices: Choices, shop: Shop, back: bool) -> int:
    """Days at most: for the buyer to send back, for the work, for us to send."""
    days = shop.return_days if comes_back(choices) and not back else 0
    if choices.way is GoodsWay.SHIP_FIRST and choices.remedy is Remedy.EXCHANGE:
        days = 0
    if choices.repair is not None:
        days += choices.repair.days
    if choices.remedy in _SENDS:
        hours = choices.ship_hours or shop.ship_hours
        days += -(-hours // _HOURS_A_DAY)
    return days


def _left(breakdown: Breakdown) -> int | None:
    paid = next((cap for cap in breakdown.caps if cap.name is CapName.PAID), None)
    if paid is None or paid.left_cents is None:
        return None
    used = sum(
        row.cents
        for row in breakdown.payouts
        if row.tender is Tender.CASH
        and row.money_class in (MoneyClass.PRICE_REFUND, MoneyClass.COMPENSATION)
    )
    return max(0, paid.left_cents - used)
