"""What a new draft starts with: liability, freight bearer, units and amounts from the claim."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions.base import Asked
from app.domain.facts import GoodsIn
from app.domain.order import Order, OrderLine, Unit
from app.domain.payment import Payout
from app.domain.remedy import FreightBearer, Liability, ProblemClass, Remedy
from app.domain.rulepack.freight_table import FreightLeg
from app.domain.settlement import (
    free_ordinals,
    goods_paid,
    in_hand,
    paid_shares,
)
from app.domain.settlement.freight_rule import freight_rule
from app.domain.settlement.ledger import is_used_up, line_left, worth
from app.domain.settlement.scene import ledger_for
from app.domain.settlement.types import LineChoice, Situation

_LIABILITY_OF = {
    ProblemClass.QUALITY: Liability.MERCHANT,
    ProblemClass.NOT_AS_DESCRIBED: Liability.MERCHANT,
    ProblemClass.WRONG_OR_MISSING: Liability.MERCHANT,
    ProblemClass.LATE_SHIPMENT: Liability.MERCHANT,
    ProblemClass.LOGISTICS: Liability.COURIER,
    ProblemClass.CHANGE_OF_MIND: Liability.BUYER,
}
_GONE = frozenset(
    {GoodsIn.NOT_ARRIVED, GoodsIn.NEVER_SENT, GoodsIn.REFUSED_BACK, GoodsIn.GIVEN_BACK}
)


def liability_for(asked: Asked) -> Liability:
    """The finding if there is one, else what the problem class usually means."""
    if asked.liability is not Liability.UNDETERMINED:
        return asked.liability
    return _LIABILITY_OF.get(asked.problem, Liability.UNDETERMINED)


def return_freight_bearer(
    liability: Liability,
    order: Order,
    situation: Situation,
    money: Sequence[Payout] = (),
    lines: Sequence[LineChoice] = (),
) -> FreightBearer:
    """Who pays the parcel back, by the freight table of the shop."""
    return freight_rule(FreightLeg.RETURN, liability, order, situation, money, lines).bearer


def outbound_bearer(liability: Liability, order: Order, situation: Situation) -> FreightBearer:
    """Who pays what is sent to the buyer now, by the freight table of the shop."""
    return freight_rule(FreightLeg.AGAIN, liability, order, situation).bearer


def return_outlay(goods: Goods, situation: Situation, bearer: FreightBearer) -> int:
    """One way's freight within the shop's cap, once; 0 while the buyer's outlay is not known."""
    known = situation.avoided_freight_cents
    paid = goods.ledger.returned_here or goods.ledger.returned_elsewhere
    if bearer is not FreightBearer.MERCHANT or not known or paid:
        return 0
    cap = situation.return_freight_cap_cents
    return known if cap is None else min(known, cap)


class Goods:
    """The order's lines with their shares and what is still free on them, for one draft."""

    def __init__(self, order: Order, money: Sequence[Payout], situation: Situation) -> None:
        self.lines = paid_shares(order)
        self._order = order
        self.ledger = ledger_for(order, money, situation)
        self._situation = situation

    def claimed(self, asked: Asked) -> list[LineChoice]:
        """The claimed lines with their free units; the only line when the claim names none.

        A claimed line without unit numbers takes all its free units when there is one of it.
        """
        by_id = {line.id: line for line in self.lines}
        wanted = [(by_id[c.line_id], c.ordinals) for c in asked.lines if c.line_id in by_id]
        if not wanted:
            payable = [line for line in self.lines if not line.gift]
            wanted = [(payable[0], ())] if len(payable) == 1 else []
        return [self._choice(line, ordinals) for line, ordinals in wanted]

    def again(self, before: Sequence[LineChoice]) -> list[LineChoice]:
        """The pieces of an earlier round that are still free; lines without pieces are left out."""
        by_id = {line.id: line for line in self.lines}
        found = [self._choice(by_id[c.line_id], c.ordinals) for c in before if c.line_id in by_id]
        return [choice for choice in found if choice.ordinals]

    def kept(self, asked: Asked) -> list[LineChoice]:
        """The claimed pieces where goods stay; a line nobody has counted stays without any."""
        claimed = self.claimed(asked)
        by_id = {line.id: line for line in self.lines}
        if any(
            choice.line_id is None or by_id[choice.line_id].quantity is None for choice in claimed
        ):
            return claimed
        return self.pieces(claimed, asked.cents)

    def _choice(self, line: OrderLine, ordinals: tuple[int, ...]) -> LineChoice:
        free = free_ordinals(line, self.ledger.line(line.id))
        if ordinals:
            return LineChoice(line.id, tuple(k for k in ordinals if k in free))
        return LineChoice(line.id, free if line.quantity == 1 else ())

    def whole_order(self, asked: Asked) -> list[LineChoice]:
        """Everything still free, gifts too, for a claim that names no line but all of the money."""
        if any(choice.line_id is not None for choice in asked.lines):
            return []
        order = self._order
        if asked.cents is not None and asked.cents not in (order.paid_cents, goods_paid(order)):
            return []
        chosen = [
            LineChoice(line.id, free_ordinals(line, self.ledger.line(line.id)))
            for line in self.lines
        ]
        return [choice for choice in chosen if choice.ordinals]

    def pieces(self, chosen: list[LineChoice], cents: int | None) -> list[LineChoice]:
        """Units for remedies that move goods, where it is known how many there are.

        Those the claim means; where it names an amount only, the fewest that are worth it.
        """
        by_id = {line.id: line for line in self.lines}
        result: list[LineChoice] = []
        for choice in self.amounts(chosen, cents):
            line = by_id.get(choice.line_id or 0)
            if choice.ordinals or line is None or line.quantity is None:
                result.append(choice)
                continue
            free = self._covering(line, choice.amount_cents or 0)
            result.append(LineChoice(line.id, free))
        return result

    def _covering(self, line: OrderLine, cents: int) -> tuple[int, ...]:
        held = self.ledger.line(line.id)
        free = free_ordinals(line, held)
        if line.paid_share_cents is None:
            return free[:1]
        value = 0
        for count, (ordinal, cost) in enumerate(worth(line, free, held).items(), start=1):
            value += cost - held.compensated_for(ordinal, line.quantity or 0)
            if value >= cents:
                return free[:count]
        return free

    def asks_for(self, remedy: Remedy, asked: Asked) -> bool:
        """Whether the amount asked for is asked for as this."""
        return remedy in (asked.remedy, self._situation.platform_remedy)

    def received(self, chosen: list[LineChoice]) -> list[LineChoice]:
        """The same without units that did not come back; only those in hand once any is."""
        where = self._situation.goods_in
        arrived = any(
            in_hand(Unit(c.line_id, k), where)
            for c in chosen
            for k in c.ordinals
            if c.line_id is not None
        )
        result: list[LineChoice] = []
        for choice in chosen:
            if choice.line_id is None or not choice.ordinals:
                result.append(choice)
                continue
            kept = tuple(
                k
                for k in choice.ordinals
                if (
                    in_hand(Unit(choice.line_id, k), where)
                    if arrived
                    else where.get(Unit(choice.line_id, k)) not in _GONE
                )
            )
            if kept:
                result.append(LineChoice(choice.line_id, kept, choice.amount_cents))
        return result

    def with_gifts(self, chosen: list[LineChoice]) -> list[LineChoice]:
        """Add the gifts when everything bought goes back."""
        ordinals = {choice.line_id: choice.ordinals for choice in chosen}
        whole = all(
            is_used_up(line, self.ledger.line(line.id), ordinals.get(line.id, ()), 0)
            for line in self.lines
        )
        gifts = [line for line in self.lines if line.gift and line.id not in ordinals]
        if not whole or not chosen:
            return chosen
        return chosen + [
            LineChoice(gift.id, free_ordinals(gift, self.ledger.line(gift.id)))
            for gift in gifts
            if gift.quantity
        ]

    def amounts(self, chosen: list[LineChoice], cents: int | None) -> list[LineChoice]:
        """Units or amounts for a claim that names a line but no units of it.

        Only when it is plain which line is meant: one such line, and nothing else chosen. The
        first free units where the amount asked for is exactly theirs (or none was named), else
        the amount itself within what is left.
        """
        if len(chosen) != 1 or chosen[0].ordinals or chosen[0].line_id is None:
            return [choice for choice in chosen if choice.ordinals]
        line = next(line for line in self.lines if line.id == chosen[0].line_id)
        held = self.ledger.line(line.id)
        units = self._units_worth(line, cents)
        if units:
            return [LineChoice(line.id, units)]
        left = line_left(line, held)
        if cents is None or (left is not None and left < cents):
            cents = left
        return [LineChoice(line.id, (), cents)] if cents else chosen

    def room(self, chosen: Sequence[LineChoice]) -> int | None:
        """What may still be given on what is chosen, in cents; None while a share is unknown."""
        by_id = {line.id: line for line in self.lines}
        total = 0
        for choice in chosen:
            line = by_id.get(choice.line_id or 0)
            left = None if line is None else line_left(line, self.ledger.line(line.id))
            if line is None or left is None:
                return None
            if choice.ordinals and line.quantity is not None:
                held = self.ledger.line(line.id)
                left = min(
                    left,
                    sum(
                        max(0, cents - held.compensated_for(k, line.quantity))
                        for k, cents in worth(line, choice.ordinals, held).items()
                    ),
                )
            total += left
        return total

    def most_worth(self, line_id: int, ordinals: tuple[int, ...]) -> int | None:
        """What the dearest of these pieces was paid with, in cents; None while that is unknown."""
        line = next(line for line in self.lines if line.id == line_id)
        if line.paid_share_cents is None or line.quantity is None or not ordinals:
            return None
        return max(worth(line, ordinals, self.ledger.line(line_id)).values())

    def _units_worth(self, line: OrderLine, cents: int | None) -> tuple[int, ...]:
        held = self.ledger.line(line.id)
        free = free_ordinals(line, held)
        if cents is None or line.paid_share_cents is None or line.quantity is None:
            return free
        value = 0
        for count, (ordinal, cost) in enumerate(worth(line, free, held).items(), start=1):
            value += cost - held.compensated_for(ordinal, line.quantity)
            if value >= cents:
                return free[:count] if value == cents else ()
        return ()
