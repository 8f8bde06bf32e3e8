"""What the dialog shows beside every order line, whatever was chosen of it."""

from __future__ import annotations

from app.domain.money import unit_share
from app.domain.order import OrderLine
from app.domain.settlement.ledger import free_ordinals, line_left
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import LineQuote


def quotes(scene: Scene, found: list[LineRefund]) -> tuple[LineQuote, ...]:
    """One quote for each line of the order, in the order of the lines."""
    chosen = {refund.line.id: refund.cents for refund in found if refund.line is not None}
    whole = scene.left
    return tuple(_quote(scene, line, whole, chosen.get(line.id, 0)) for line in scene.order.lines)


def _quote(scene: Scene, line: OrderLine, whole: int | None, chosen: int) -> LineQuote:
    held = scene.held(line)
    share = line.paid_share_cents
    left = line_left(line, held)
    if left is not None and whole is not None:
        left = min(left, whole)
    piece = unit_share(share, 1, line.quantity) if share is not None and line.quantity else None
    if piece is not None and held.surcharges:
        piece += held.surcharges.get(1, 0)
    return LineQuote(
        line_id=line.id,
        paid_share_cents=share,
        unit_cents=piece,
        refunded_cents=held.refunded,
        left_cents=left,
        free_ordinals=free_ordinals(line, held),
        chosen_cents=chosen,
    )
