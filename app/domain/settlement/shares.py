"""What was paid for each line: from the file when it says so, else a fair estimate.

The order's discount is spread over the lines by price × quantity with the largest remainder;
gifts weigh nothing. Goods paid is what was paid less the shipping in it.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Final

from app.domain.money import allocate
from app.domain.order import Order, OrderLine, ShareState

# `dataclasses.replace` by hand: every line passes here at every key that is typed.
_NAMES: Final = [one.name for one in fields(OrderLine)]
_VALUES: Final = attrgetter(*_NAMES)
_SHARE: Final = _NAMES.index("paid_share_cents")
_STATE: Final = _NAMES.index("share_state")


def goods_paid(order: Order) -> int | None:
    """What was paid for the goods alone, in cents; None while that is not known for certain.

    Unknown shipping leaves it unknown, and so do files that disagree and shipping above the sum.
    """
    if order.conflict is not None or order.paid_cents is None or order.shipping_cents is None:
        return None
    goods = order.paid_cents - order.shipping_cents
    return goods if goods >= 0 and order.shipping_cents >= 0 else None


def paid_shares(order: Order) -> tuple[OrderLine, ...]:
    """The order's lines, each with the best paid share there is, in their own order.

    A share given by a file and a frozen share stay as they are. What remains of the goods paid is
    estimated over the other lines; when one of them has no price or quantity, or the sums
    contradict each other, these stay unknown: a guessed share would become a wrong cap.
    """
    goods = goods_paid(order)
    if goods is None or not any(_open(line) for line in order.lines):
        return order.lines
    rest = goods - sum(line.paid_share_cents or 0 for line in order.lines if not _open(line))
    payable = [line for line in order.lines if _open(line) and not line.gift]
    estimate = _estimate(rest, payable)
    return tuple(
        _with_share(line, estimate, known=rest >= 0) if _open(line) else line
        for line in order.lines
    )


def _open(line: OrderLine) -> bool:
    """Nobody has fixed this line's share: neither a file nor the first money row."""
    if line.share_frozen:
        return False
    return line.share_state is not ShareState.FROM_FILE or line.paid_share_cents is None


def _estimate(rest: int, payable: list[OrderLine]) -> dict[int, int] | None:
    """Cents by line id for the lines nobody has fixed; None when no fair split is known."""
    if rest < 0:
        return None
    if len(payable) == 1:
        return {payable[0].id: rest}
    weights: list[int] = []
    for line in payable:
        if line.unit_price_cents is None or line.quantity is None:
            return None
        weights.append(line.unit_price_cents * line.quantity)
    if rest and not sum(weights):
        return None
    return dict(zip((line.id for line in payable), allocate(rest, weights), strict=True))


def _with_share(line: OrderLine, estimate: dict[int, int] | None, *, known: bool) -> OrderLine:
    share, state = None, ShareState.UNKNOWN
    if line.gift and known:
        share, state = 0, ShareState.ESTIMATED
    elif estimate is not None:
        share, state = estimate[line.id], ShareState.ESTIMATED
    if line.paid_share_cents == share and line.share_state is state:
        return line  # stored earlier and still right: the usual case
    values = list(_VALUES(line))
    values[_SHARE], values[_STATE] = share, state
    return OrderLine(*values)
