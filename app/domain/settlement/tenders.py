"""What was paid beside money — points, coupons, stored value — and goes back in kind.

Each tender is a ledger of its own: its amount is spread over the lines by what was paid for them
(gifts nothing) and over the pieces of a line as money is, `S(k) − S(k−1)`. So any set of refunds
over all pieces gives back exactly what was paid with it. Source: 七日无理由退货暂行办法 Art. 15:
points and coupons go back in kind or as agreed.
"""

from __future__ import annotations

from app.domain.money import allocate, unit_shares
from app.domain.order import Order, OrderLine
from app.domain.payment import MoneyClass, PayMethod, PlannedPayout, Tender, UnitAmount
from app.domain.settlement.caps import tenders_paid
from app.domain.settlement.ledger import TenderMoney, amounts_of, line_left
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.refund import LineRefund, by_arrival
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import BreakdownLine, Guard, GuardLevel, Row
from app.i18n import N_, _

_METHODS = {
    Tender.POINTS: PayMethod.ORIGINAL,
    Tender.COUPON: PayMethod.COUPON,
    Tender.STORED: PayMethod.BALANCE,
}
_NAMES = {
    Tender.POINTS: N_("积分"),
    Tender.COUPON: N_("店铺券"),
    Tender.STORED: N_("储值（礼品卡／购物金）"),
}


def give_back_tenders(scene: Scene, outcome: Outcome, guards: list[Guard]) -> None:
    """Propose what goes back of every tender with the units that are refunded."""
    for kind, amount in tenders_paid(scene.order).items():
        shares = tender_shares(scene.order, amount)
        if shares is None:
            text = _("这笔订单用{tender}支付过 {n}，各商品金额未知，无法按件退回；请自行核对。")
            shown = text.format(tender=_(_NAMES[kind]), n=_shown(scene, kind, amount))
            guards.append(Guard(GuardLevel.WARN, "tender_unknown", shown))
            continue
        rows = _rows(scene, kind, amount, shares, outcome.found)
        given = sum(row.cents for row in rows)
        if not given:
            continue
        if not scene.choices.return_tenders:
            text = _("{tender} {n} 本次不退回，请确认与买家有约定。")
            shown = text.format(tender=_(_NAMES[kind]), n=_shown(scene, kind, given))
            guards.append(Guard(GuardLevel.WARN, "tender_kept", shown))
            continue
        outcome.payouts.extend(rows)
        outcome.lines.append(_line(scene, kind, amount, given))


def tender_shares(order: Order, amount: int) -> dict[int, int] | None:
    """A tender's amount by line id; None while nobody knows how to spread it.

    By paid shares; where nothing was paid in money, or a share is unknown, by price × quantity.
    """
    payable = [line for line in order.lines if not line.gift]
    if not payable:
        return None
    weights = [line.paid_share_cents or 0 for line in payable]
    if any(line.paid_share_cents is None for line in payable) or not sum(weights):
        weights = [(line.unit_price_cents or 0) * (line.quantity or 0) for line in payable]
        if len(payable) > 1 and not all(weights):
            return None
    shares = allocate(amount, weights)
    return {line.id: share for line, share in zip(payable, shares, strict=True) if share}


def _rows(
    scene: Scene, kind: Tender, amount: int, shares: dict[int, int], found: list[LineRefund]
) -> list[PlannedPayout]:
    money = scene.ledger.tender(kind)
    left = amount - money.used
    rows: list[PlannedPayout] = []
    for refund in found:
        line = refund.line
        if line is None or line.id not in shares:
            continue
        mine = _parts(scene, money, line, shares[line.id], refund)
        given = sum(mine)
        if not given or left <= 0:
            continue
        if given > left:
            mine, given = allocate(left, mine), left
        left -= given
        rows.extend(_payouts(scene, kind, line.id, refund, mine, given))
    return rows


def _parts(
    scene: Scene, money: TenderMoney, line: OrderLine, share: int, refund: LineRefund
) -> tuple[int, ...]:
    """What goes back by ordinal; one part for an amount that takes all that is left of a line."""
    held = money.line(line.id)
    room = max(0, share - held.refunded)
    if not refund.ordinals or line.quantity is None:
        left = line_left(line, scene.held(line))
        whole = left is not None and refund.consumed >= left > 0
        return (room if whole else 0,)
    parts = unit_shares(share, refund.ordinals, line.quantity)
    if held.taken:
        pairs = zip(refund.ordinals, parts, strict=True)
        parts = tuple([max(0, part - held.taken.get(k, 0)) for k, part in pairs])
    return parts if sum(parts) <= room else allocate(room, parts)


def _payouts(
    scene: Scene,
    kind: Tender,
    line_id: int,
    refund: LineRefund,
    parts: tuple[int, ...],
    given: int,
) -> list[PlannedPayout]:
    """The rows of one line that together give `given` of this tender back."""
    ordinals = refund.ordinals
    if not ordinals:
        return [_payout(kind, given, line_id, ())]
    if 0 in parts:
        ordinals = tuple([k for k, part in zip(ordinals, parts, strict=True) if part])
        parts = tuple([part for part in parts if part])
    amounts = amounts_of(line_id, ordinals, parts)
    return [
        _payout(kind, cents, line_id, group) for cents, group in by_arrival(scene, amounts, given)
    ]


def _payout(kind: Tender, cents: int, line_id: int, parts: tuple[UnitAmount, ...]) -> PlannedPayout:
    return PlannedPayout(
        MoneyClass.PRICE_REFUND, cents, line_id, parts, method=_METHODS[kind], tender=kind
    )


def _line(scene: Scene, kind: Tender, amount: int, given: int) -> BreakdownLine:
    before = scene.ledger.tender(kind).used
    unit = "" if kind is Tender.POINTS else "_cents"
    return BreakdownLine(
        _("退回{tender}").format(tender=_(_NAMES[kind])),
        given,
        _("按商品实付分摊到件，原样退回，不与金额相加"),
        {
            "tender": kind.value,
            f"tender_paid{unit}": amount,
            f"tender_used{unit}": before,
            f"tender_left{unit}": max(0, amount - before),
        },
        Row.TENDER,
    )


def _shown(scene: Scene, kind: Tender, amount: int) -> str:
    return _("{n} 分").format(n=amount) if kind is Tender.POINTS else scene.show(amount)
