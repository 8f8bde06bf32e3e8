"""The base of every dialog that takes one verb to one ticket.

A dialog shows a frozen ticket and hands out a draft; whoever opened it calls the service. It can
be shown a newer ticket while it is open and keeps everything that was typed.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.access import show_nickname
from app.domain.ticket import Ticket
from app.i18n import _
from ui.field_dialog import FieldDialog
from ui.forms import Form, LabelledField
from ui.widgets.button import Kind


def goods_of(ticket: Ticket) -> str:
    """The goods a ticket is about, in a few words: `北欧羊毛地毯 等 2 种`."""
    claimed = {line.line_id for line in ticket.lines}
    lines = [line for line in ticket.order.lines if not claimed or line.id in claimed]
    bought = [line for line in lines if not line.gift] or lines
    if not bought:
        return ""
    name = bought[0].title or bought[0].sku or _("未命名商品")
    if len(bought) == 1:
        return name
    return _("{goods} 等 {n} 种").format(goods=name, n=len(bought))


def buyer_of(ticket: Ticket) -> str:
    """The buyer's nickname, or that nobody has said it."""
    return show_nickname(ticket.buyer.nickname) or _("买家未知")


class ActionDialog(FieldDialog):
    """The header names the ticket, its buyer and its goods."""

    def __init__(
        self,
        ticket: Ticket,
        title: str,
        *,
        primary: str,
        kind: Kind = "primary",
        panel: bool = False,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        parts = (ticket.number, buyer_of(ticket), goods_of(ticket))
        super().__init__(
            title,
            " · ".join(part for part in parts if part),
            primary=primary,
            kind=kind,
            panel=panel,
            width=width,
            parent=parent,
        )
        self.ticket = ticket
        self._blocked = ""
        self._held = ""

    def hold(self, reason: str) -> None:
        """Wait with everything typed; an empty reason lets the person go on."""
        self._held = reason
        self.check()

    def show_ticket(self, ticket: Ticket, blocked: str = "") -> None:
        """The ticket changed meanwhile. `blocked`: why the verb is not possible any more."""
        self.ticket = ticket
        self._blocked = blocked
        self.ticket_changed()
        self.check()

    def ticket_changed(self) -> None:
        """Show what is different on the newer ticket; typed text stays. Override."""

    def choose(self, row_id: int) -> None:
        """Preselect one of several parcels, charges or promises. Override where one is chosen."""

    def check(self) -> None:
        self.set_problem(self._held or self._blocked or self.problem_now())

    def copied(self) -> str:
        """The text that goes to the clipboard once the verb is done; empty: none. Override."""
        return ""


class FormDialog(ActionDialog):
    """An action dialog that is a column of fields."""

    def __init__(
        self,
        ticket: Ticket,
        title: str,
        *,
        primary: str,
        kind: Kind = "primary",
        columns: int = 1,
        panel: bool = False,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            ticket, title, primary=primary, kind=kind, panel=panel, width=width, parent=parent
        )
        self.fields = Form(columns=columns)
        self.fields.changed.connect(self.check)

    def add(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        note: str = "",
        required: bool = False,
        span: bool = False,
    ) -> LabelledField:
        """One more field; what is typed into it is kept under `name`."""
        if self.form.indexOf(self.fields) < 0:
            self.form.addWidget(self.fields)
        self.kept[name] = field
        return self.fields.add(label, field, note=note, required=required, span=span)

    def problem_now(self) -> str:
        return self.fields.problem()
