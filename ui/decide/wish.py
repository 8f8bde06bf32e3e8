"""What the buyer wants, in one line that stays in sight whatever is proposed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.settlement.types import Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.widgets.surface import Ground
from ui.widgets.text import PlainLabel


def wish_of(ticket: Ticket) -> str:
    """`退货退款 ¥ 258.00`: what was asked for, as far as anybody said."""
    asked = label(ticket.requested) if ticket.requested is not None else _("没有指明")
    if ticket.requested_cents is None:
        return asked
    return f"{asked} {Money(ticket.requested_cents, ticket.order.currency)}"


def further(ticket: Ticket, situation: Situation) -> str:
    """What else is known of the buyer's wish: the platform's type, the last counter-offer."""
    said = []
    platform = situation.platform_remedy
    if platform is not None and platform is not ticket.requested:
        said.append(_("平台申请的是「{remedy}」").format(remedy=label(platform)))
    if situation.counter_cents is not None:
        counter = Money(situation.counter_cents, ticket.order.currency)
        said.append(_("最近还价 {sum}").format(sum=counter))
    if situation.last_offer_cents is not None:
        refused = Money(situation.last_offer_cents, ticket.order.currency)
        said.append(_("上次拒绝了 {sum}").format(sum=refused))
    return " · ".join(said)


class WishStrip(Ground):
    """Between the head of the dialog and its fields; it does not scroll away."""

    def __init__(self, ticket: Ticket, situation: Situation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wish = PlainLabel("", "strong")
        self._further = PlainLabel("", "small", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 20, 7)
        row.setSpacing(8)
        row.addWidget(PlainLabel(_("买家诉求"), "small"))
        row.addWidget(self._wish)
        row.addSpacing(6)
        row.addWidget(self._further, 1)
        self.show_wish(ticket, situation)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._wish.text()} {self._further.text()}".strip()

    def show_wish(self, ticket: Ticket, situation: Situation) -> None:
        """Show the wish as it is now."""
        self._wish.setText(wish_of(ticket))
        self._further.setText(further(ticket, situation))
