"""Where things go once a decision is confirmed: the address, the account; both masked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.access import mask_address, mask_name, mask_phone
from app.domain.labels import label
from app.domain.payment import PayMethod
from app.domain.settlement.types import Breakdown, Choices
from app.domain.ticket import Ticket
from app.i18n import _
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel

_SHOWN_DIGITS = 4


def mask_account(text: str) -> str:
    """`6222 0213 0123 4567` → `***4567`: only the last four signs, and only of a long account."""
    signs = "".join(text.split())
    return f"***{signs[-_SHOWN_DIGITS:]}" if len(signs) > 2 * _SHOWN_DIGITS else "***"


def destinations(
    ticket: Ticket, choices: Choices, breakdown: Breakdown, payee: tuple[str, str]
) -> tuple[tuple[str, str], ...]:
    """(`退至`, …), (`寄往`, …): what has to be right before anything leaves."""
    found: list[tuple[str, str]] = []
    if breakdown.cost_cents:
        found.append((_("退至"), _account(choices, breakdown, payee)))
    if choices.replacements:
        buyer = ticket.order.buyer
        parts = (mask_name(buyer.receiver), mask_phone(buyer.phone), mask_address(buyer.address))
        known = " ".join(part for part in parts if part)
        found.append((_("寄往"), known or _("订单里没有收货地址，请先向买家确认")))
    return tuple(found)


def _account(choices: Choices, breakdown: Breakdown, payee: tuple[str, str]) -> str:
    """How the money goes; a transfer names the account it goes to."""
    account, name = payee
    method = next((row.method for row in breakdown.payouts), choices.pay_method)
    if choices.pay_method is not PayMethod.ORIGINAL:
        method = choices.pay_method
    if not account:
        return label(method)
    return f"{label(method)} {mask_account(account)} {mask_name(name)}".rstrip()


class Destination(QWidget):
    """A small block of the panel; hidden when nothing leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._shown

    def show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Show these; does nothing when they are shown already."""
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._column)
        for what, where in rows:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(PlainLabel(what, "small"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(PlainLabel(where, "small", wrap=True), 1)
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(rows))
