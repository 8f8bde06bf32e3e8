"""The base of every dialog that takes one verb to one ticket.

A dialog shows a frozen ticket and hands out a draft; whoever opened it calls the service. It can
be shown a newer ticket while it is open and keeps everything that was typed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.access import show_nickname
from app.domain.ticket import Ticket
from app.i18n import _
from ui.forms import Form, LabelledField
from ui.widgets.banner import Banner
from ui.widgets.button import Kind
from ui.widgets.dialog import DraftDialog
from ui.widgets.text import PlainLabel, tip

_FIRST_DIGIT = Qt.Key.Key_1.value


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


class ActionDialog(DraftDialog):
    """Subclasses add widgets to `form`, name what is kept in `kept`, and override `draft`.

    Alt and a digit goes to the field with that place; Ctrl+Enter confirms; Esc leaves.
    """

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
        self.kept: dict[str, object] = {}
        self._blocked = ""
        self.primary.set_tip(_("Ctrl+Enter"))
        self.cancel.set_tip(_("Esc"))

    def show_ticket(self, ticket: Ticket, blocked: str = "") -> None:
        """The ticket changed meanwhile. `blocked`: why the verb is not possible any more."""
        self.ticket = ticket
        self._blocked = blocked
        self.ticket_changed()
        self.check()

    def ticket_changed(self) -> None:
        """Show what is different on the newer ticket; typed text stays. Override."""

    def problem_now(self) -> str:
        """What stands between the draft and the main button; empty when nothing. Override."""
        return ""

    def check(self) -> None:
        """Judge the draft again; call after every change."""
        self.set_problem(self._blocked or self.problem_now())

    def copied(self) -> str:
        """The text that goes to the clipboard once the verb is done; empty: none. Override."""
        return ""

    def first_field(self) -> QWidget | None:
        """Where the keyboard starts. Override when it is not the first field."""
        return None

    def remark(self, text: str, tone: str = "info") -> Banner:
        """A remark across the form, such as a warning that is always true here."""
        banner = Banner("", "info")
        if tone == "warn":
            banner.say(text, "warn")
        elif tone == "bad":
            banner.say(text, "bad")
        else:
            banner.say(text, "info")
        self.form.addWidget(banner)
        return banner

    def explain(self, text: str) -> PlainLabel:
        """A muted sentence above the fields."""
        label = PlainLabel(text, "muted", wrap=True)
        self.form.addWidget(label)
        return label

    def _places(self) -> list[LabelledField]:
        found = self.findChildren(LabelledField)
        return [place for place in found if place.isVisibleTo(self)]

    def showEvent(self, event: QShowEvent) -> None:
        for place, field in enumerate(self._places()[:9], 1):
            field.label.setToolTip(tip(f"Alt+{place}"))
        self.check()
        super().showEvent(event)
        places = self._places()
        first = self.first_field() or (places[0].field if places else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        """Make room for what appeared, as far as the screen allows; never take any away."""
        wanted = self.sizeHint().height()
        if wanted <= self.height():
            return
        self.resize(self.width(), wanted)
        room = self.screen().availableGeometry()
        over = self.frameGeometry().bottom() - room.bottom()
        if over > 0:
            self.move(self.x(), max(room.top(), self.y() - over))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - _FIRST_DIGIT
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= place < 9:
            places = self._places()
            if place < len(places):
                places[place].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)


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
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ticket, title, primary=primary, kind=kind, width=width, parent=parent)
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
