"""The live money of one order, sorted once: by line, by unit, by class.

Live means planned, approved, submitted or arrived, over all tickets of the order and with the
rows the platform's files brought. Failed, reversed and withdrawn rows free what they had taken
simply by not being counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.domain.facts import INSPECTED, GoodsIn
from app.domain.money import unit_shares
from app.domain.order import Order, OrderLine, Unit
from app.domain.payment import (
    POINTS,
    Leg,
    MoneyClass,
    MoneyState,
    Payout,
    PayoutSource,
    Tender,
    UnitAmount,
)

IN_HAND = INSPECTED | {GoodsIn.RECEIVED}


@dataclass(slots=True)
class LineMoney:
    """Live cents bound to one line. `taken`, `compensated_units`, `surcharges` go by ordinal.

    Surcharges are what the buyer paid on top for replacements: they raise what a unit is worth.
    """

    refunded: int = 0
    refunded_loose: int = 0  # of that, what names no unit
    compensated: int = 0
    compensated_loose: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    compensated_units: dict[int, int] = field(default_factory=dict)
    surcharge: int = 0
    surcharges: dict[int, int] = field(default_factory=dict)

    def add(self, money_class: MoneyClass, ordinal: int, cents: int) -> None:
        """Count one part; ordinal 0 binds it to the line as a whole."""
        if money_class is MoneyClass.PRICE_REFUND:
            self.refunded += cents
            if ordinal:
                self.taken[ordinal] = self.taken.get(ordinal, 0) + cents
            else:
                self.refunded_loose += cents
            return
        self.compensated += cents
        if ordinal:
            before = self.compensated_units.get(ordinal, 0)
            self.compensated_units[ordinal] = before + cents
        else:
            self.compensated_loose += cents

    def compensated_for(self, ordinal: int, quantity: int) -> int:
        """What was given as compensation on this unit, line-wide amounts spread over all units."""
        return self.compensated_on((ordinal,), quantity)[0] if self.compensated else 0

    def compensated_on(self, ordinals: tuple[int, ...], quantity: int) -> tuple[int, ...]:
        """The same for each of these units."""
        if not self.compensated:
            return (0,) * len(ordinals)
        own = self.compensated_units
        spread = unit_shares(self.compensated_loose, ordinals, quantity)
        return tuple([own.get(k, 0) + part for k, part in zip(ordinals, spread, strict=True)])


NOTHING = LineMoney()


@dataclass(slots=True)
class TenderMoney:
    """What live rows gave back of one tender: in all, and by line id."""

    used: int = 0
    lines: dict[int, LineMoney] = field(default_factory=dict)

    def line(self, line_id: int) -> LineMoney:
        return self.lines.get(line_id, NOTHING)

    def add(self, row: Payout) -> None:
        """Count a row; what names neither unit nor line only counts in the whole."""
        self.used += row.cents
        rest = row.cents
        for part in row.units:
            self._bind(part.unit.line_id, part.unit.ordinal, part.cents)
            rest -= part.cents
        if row.line_id is not None and rest > 0:
            self._bind(row.line_id, 0, rest)

    def _bind(self, line_id: int, ordinal: int, cents: int) -> None:
        held = self.lines.setdefault(line_id, LineMoney())
        held.add(MoneyClass.PRICE_REFUND, ordinal, cents)


class Ledger:
    """Live money of `order` without the rows in `replaced`.

    `promised` are discounts promised on the order's behalf (cents), `promised_here` those of them
    that this ticket gave: they take room under the caps like compensation that was paid.
    """

    __slots__ = (
        "foreign",
        "lines",
        "loose_refunded",
        "outbound",
        "price",
        "returned_elsewhere",
        "returned_here",
        "returned_times",
        "surcharge",
        "tenders",
        "ticket_compensated",
    )

    def __init__(
        self,
        order: Order,
        money: Iterable[Payout],
        ticket_id: int | None = None,
        replaced: frozenset[int] = frozenset(),
        promised: int = 0,
        promised_here: int = 0,
    ) -> None:
        # Classes (a) and (b); a discount on the next order is given as much as money is.
        self.price = promised
        self.loose_refunded = 0  # class (a), bound to no line
        self.outbound = 0
        self.returned_here = 0  # return freight of this ticket
        self.returned_times = 0  # in how many rows
        self.returned_elsewhere = 0
        self.ticket_compensated = promised_here
        self.foreign: list[Payout] = []
        self.surcharge = 0  # paid on top for replacements, all units together
        self.tenders: dict[Tender, TenderMoney] = {}
        self.lines: dict[int, LineMoney] = {}
        for extra in order.surcharges:
            held = self.lines.setdefault(extra.unit.line_id, LineMoney())
            held.surcharge += extra.cents
            before = held.surcharges.get(extra.unit.ordinal, 0)
            held.surcharges[extra.unit.ordinal] = before + extra.cents
            self.surcharge += extra.cents
        for row in money:
            if not row.live or row.order_id != order.id or row.id in replaced:
                continue
            points = row.tender is Tender.POINTS
            if row.currency != (POINTS if points else order.currency):
                self.foreign.append(row)
            elif row.tender is not Tender.CASH:
                self.tenders.setdefault(row.tender, TenderMoney()).add(row)
            elif row.money_class is MoneyClass.FREIGHT:
                self._freight(row, ticket_id)
            elif row.money_class is not MoneyClass.DAMAGES:
                self._price(row, ticket_id)

    def line(self, line_id: int) -> LineMoney:
        """What is live on this line."""
        return self.lines.get(line_id, NOTHING)

    def tender(self, kind: Tender) -> TenderMoney:
        """What is live of this tender. Never part of a sum of money."""
        return self.tenders.get(kind) or TenderMoney()

    def _freight(self, row: Payout, ticket_id: int | None) -> None:
        if row.leg is Leg.OUTBOUND:
            self.outbound += row.cents
        elif row.ticket_id == ticket_id:
            self.returned_here += row.cents
            self.returned_times += 1
        else:
            self.returned_elsewhere += row.cents

    def _price(self, row: Payout, ticket_id: int | None) -> None:
        self.price += row.cents
        if row.money_class is MoneyClass.COMPENSATION and row.ticket_id == ticket_id:
            self.ticket_compensated += row.cents
        rest = row.cents
        for part in row.units:
            self._bind(row.money_class, part.unit.line_id, part.unit.ordinal, part.cents)
            rest -= part.cents
        if rest > 0 or not row.units:
            self._bind(row.money_class, row.line_id, 0, rest)

    def _bind(self, money_class: MoneyClass, line_id: int | None, ordinal: int, cents: int) -> None:
        if line_id is not None:
            self.lines.setdefault(line_id, LineMoney()).add(money_class, ordinal, cents)
        elif money_class is MoneyClass.PRICE_REFUND:
            self.loose_refunded += cents


def replaceable(money: Iterable[Payout], ticket_id: int) -> tuple[int, ...]:
    """Ids of this ticket's own rows that a new round of decision takes the place of.

    Granted but not handed over: planned or approved. What was submitted or has arrived stays.
    """
    states = (MoneyState.PLANNED, MoneyState.APPROVED)
    return tuple(
        row.id
        for row in money
        if row.ticket_id == ticket_id and row.state in states and row.source is PayoutSource.DESK
    )


def free_ordinals(line: OrderLine, held: LineMoney) -> tuple[int, ...]:
    """Ordinals of the line that no live refund has taken; none while the quantity is unknown."""
    if line.quantity is None:
        return ()
    if not held.taken:
        return tuple(range(1, line.quantity + 1))
    return tuple(k for k in range(1, line.quantity + 1) if k not in held.taken)


def line_left(line: OrderLine, held: LineMoney) -> int | None:
    """What refunds and compensation may still take of the line; None when its share is unknown.

    The line is worth its paid share and what was paid on top for replacements.
    """
    if line.paid_share_cents is None:
        return None
    return max(0, line.paid_share_cents + held.surcharge - held.refunded - held.compensated)


def is_used_up(line: OrderLine, held: LineMoney, now: Sequence[int], cents_now: int) -> bool:
    """Whether nothing of a line is left once ordinals `now` and `cents_now` are refunded too."""
    if line.gift and not held.surcharge:
        return True
    left = line_left(line, held)
    if left is not None and cents_now >= left:
        return True
    if not line.quantity:
        return False
    return len(held.taken.keys() | set(now)) >= line.quantity


def worth(line: OrderLine, ordinals: Sequence[int], held: LineMoney = NOTHING) -> dict[int, int]:
    """What each of these units was paid with, by ordinal. Needs a known share.

    `S(k) − S(k−1)`, and what `held` says was paid on top for the unit's replacement.
    """
    share, quantity = line.paid_share_cents, line.quantity
    if share is None or quantity is None:
        raise ValueError("the share and quantity of this line are not known")
    values = dict(zip(ordinals, unit_shares(share, tuple(ordinals), quantity), strict=True))
    for k, extra in held.surcharges.items():
        if k in values:
            values[k] += extra
    return values


@lru_cache(maxsize=4096)
def units_of(line_id: int, ordinals: tuple[int, ...]) -> tuple[Unit, ...]:
    """The pieces of a line by their ordinals."""
    return tuple([Unit(line_id, k) for k in ordinals])


@lru_cache(maxsize=4096)
def amounts_of(
    line_id: int, ordinals: tuple[int, ...], parts: tuple[int, ...]
) -> tuple[UnitAmount, ...]:
    """Parts of a money row, by the piece of a line each is bound to. Cents, or points."""
    pairs = zip(units_of(line_id, ordinals), parts, strict=True)
    return tuple([UnitAmount(unit, cents) for unit, cents in pairs])


def in_hand(unit: Unit, goods_in: Mapping[Unit, GoodsIn]) -> bool:
    """Whether this unit is back with us: received, or received and inspected."""
    return goods_in.get(unit) in IN_HAND
