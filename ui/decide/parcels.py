"""Dialogs about the parcel that comes back: the buyer has sent it, it is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import couriers
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.tab_order import follow
from ui.widgets.fields import DayField, TextField
from ui.widgets.pill import Chip
from ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class ParcelDraft:
    """A parcel as it was typed; `sent_on` is a day of the shop's zone."""

    courier: str
    tracking: str
    sent_on: date | None = None


class CourierField(QWidget):
    """A courier's name; below it those a number may belong to, else those of the shop."""

    changed = Signal()

    def __init__(
        self,
        names: tuple[str, ...],
        value: str = "",
        parent: QWidget | None = None,
        *,
        ours: bool = False,
    ) -> None:
        """`ours`: the shop sends it itself, so that its couriers are a habit and no condition."""
        super().__init__(parent)
        self._names = names
        self._heading = _("常用快递") if ours else _("指定快递")
        self.line = TextField(value, placeholder=_("例如 中通"), longest=30)
        self.line.changed.connect(self._on_line)
        self._proposed = ""
        self._offers = QWidget()
        self._row = QHBoxLayout(self._offers)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._offers)
        self._offers.hide()
        self._chips: list[Chip] = []
        self.setFocusProxy(self.line)

    def value(self) -> str:
        """The name, without outer blanks."""
        return self.line.value()

    def problem(self) -> str:
        """Never one: any courier may carry a parcel."""
        return ""

    def state(self) -> object:
        """The name as typed."""
        return self.line.text()

    def restore(self, state: object) -> None:
        """Put a name back."""
        if isinstance(state, str):
            self.line.set_value(state)

    def propose(self, tracking: str) -> None:
        """Fill in the only courier that fits while nothing else was typed; offer several."""
        found = couriers.possible(tracking, self._names)
        only = found[0] if len(found) == 1 else ""
        if self.value() in ("", self._proposed) and only != self.value():
            self._proposed = only
            self.line.set_value(only)
        self._offer(found or self._names, _("可能是") if found else self._heading)

    def _offer(self, names: tuple[str, ...], words: str) -> None:
        if [chip.text() for chip in self._chips] == list(names):
            return
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._chips = []
        if names:
            self._row.addWidget(PlainLabel(words, "small"))
        for name in names:
            chip = Chip(name)
            chip.clicked.connect(self._on_chip)
            self._row.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        follow(self.line, self._chips)
        self._on_line()
        self._row.addStretch(1)
        self._offers.setVisible(bool(names))

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.line.set_value(chip.text())
            self.line.setFocus()

    def _on_line(self) -> None:
        for chip in self._chips:
            chip.setChecked(chip.text() == self.value())
        self.changed.emit()


class _ParcelDialog(FormDialog):
    """Tracking number first, as a scanner types it; the courier follows from it."""

    def __init__(
        self,
        ticket: Ticket,
        words: tuple[str, str],
        tracking: str,
        courier: str,
        parent: QWidget | None,
    ) -> None:
        """`words`: title, main button."""
        title, primary = words
        super().__init__(ticket, title, primary=primary, parent=parent)
        self.tracking = TextField(tracking, placeholder=_("扫描或粘贴快递单号"), longest=60)
        self.courier = CourierField(ticket.shop.couriers, courier)
        self.tracking.changed.connect(self._on_tracking)

    def _on_tracking(self) -> None:
        self.courier.propose(self.tracking.value())

    def check(self) -> None:
        super().check()
        allowed = self.ticket.shop.couriers
        name = self.courier.value()
        strange = bool(name and allowed) and not couriers.among(name, allowed)
        self.strange.say(
            _("「{name}」不在本店指定的快递（{allowed}）里；可以照实记录，运费按约定处理。").format(
                name=name, allowed="、".join(allowed)
            )
            if strange
            else "",
            "warn",
        )

    def add_strange(self) -> None:
        """The remark about a courier the shop did not name, below the fields."""
        self.strange = self.remark("", "warn")
        self.courier.propose(self.tracking.value())
        self.check()


class SentDialog(_ParcelDialog):
    """The buyer has sent the goods."""

    def __init__(self, ticket: Ticket, today: date, parent: QWidget | None = None) -> None:
        super().__init__(ticket, (_("买家已寄回"), _("记录寄回")), "", "", parent)
        self._today = today
        self.add("tracking", _("快递单号"), self.tracking, required=True)
        self.add("courier", _("快递公司"), self.courier)
        self.day = DayField(today)
        self.add("day", _("寄出日期"), self.day)
        self.add_strange()

    def problem_now(self) -> str:
        day = self.day.value()
        if day is not None and day > self._today:
            return _("寄出日期不能晚于今天（{today}）。").format(today=self._today.isoformat())
        return self.fields.problem()

    def draft(self) -> ParcelDraft:
        day = self.day.value()
        return ParcelDraft(
            self.courier.value(),
            couriers.normalised(self.tracking.value()),
            None if day == self._today else day,
        )


class ReceivedDialog(_ParcelDialog):
    """The parcel is here."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            (_("收到退货"), _("记录收货")),
            ticket.return_tracking,
            ticket.return_courier,
            parent,
        )
        self.explain(_("请核对面单上的单号。记录后进入验货，验完才会打款。"))
        self.add("tracking", _("快递单号（没有面单可以留空）"), self.tracking)
        self.add("courier", _("快递公司"), self.courier)
        self.add_strange()

    def check(self) -> None:
        super().check()
        known = self.ticket.return_tracking
        typed = couriers.normalised(self.tracking.value())
        if known and typed and typed != couriers.normalised(known):
            self.set_hint(_("与买家填写的单号 {known} 不同，将另记一个包裹").format(known=known))
        else:
            self.set_hint("")

    def draft(self) -> ParcelDraft:
        return ParcelDraft(self.courier.value(), couriers.normalised(self.tracking.value()))
