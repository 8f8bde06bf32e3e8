"""时间线: everything that happened, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.ticket import TimelineEntry
from app.i18n import _
from ui.ticket.page import Page
from ui.tokens import tokens_of
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip, Pill
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel, tip

MOST: Final = 100
"""As many lines at once; nobody reads more, and each is several widgets."""

_BESIDE: Final = 2  # codes that fit beside the words; more stand below them


class TimelinePage(Page):
    """时间线. Give it the entries with `set_entries` before `show_ticket`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._all_of = 0  # the id of the ticket of which everything was asked for
        self._card = Card()
        self._card.body.setSpacing(0)
        self.rows: list[EntryRow] = []
        self.more = Button("")
        self.more.clicked.connect(self._on_more)
        self.column.addWidget(self._card)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """The history, oldest first, as the service gives it."""
        self._entries = tuple(entries)

    @property
    def shown(self) -> tuple[TimelineEntry, ...]:
        """The entries that can be seen, the newest first."""
        most = len(self._entries) if self._all_of == self.ticket.id else MOST
        return self._entries[::-1][:most]

    def fill(self) -> None:
        newest = self.shown
        while len(self.rows) < len(newest):
            row = EntryRow()
            row.evidence_wanted.connect(self.evidence_wanted)
            self._card.body.addWidget(row)
            self.rows.append(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(newest))
            if place < len(newest):
                entry = newest[place]
                row.show_entry(entry, self.when(entry.at), last=place == len(newest) - 1)
        older = len(self._entries) - len(newest)
        self.more.setVisible(older > 0)
        self.more.setText(_("显示更早的 {n} 条").format(n=older))
        self.more.updateGeometry()

    def _on_more(self) -> None:
        self._all_of = self.ticket.id
        self.show_ticket(self.ticket, self.now)


class EntryRow(QWidget):
    """A dot on a line, when and who, what happened, and the evidence it names."""

    evidence_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rail = _Rail()
        self.when = PlainLabel("", "small")
        self.who = PlainLabel("", "small")
        self.doubt = Pill(_("时钟存疑"), "warn")
        self.doubt.setToolTip(tip(_("记下这一条时，电脑的时间比前一条还早；先后以顺序为准。")))
        self.text = PlainLabel("", wrap=True, selectable=True)
        self.codes: list[Chip] = []
        self._beside = QHBoxLayout()
        self._beside.setSpacing(6)
        self._beside.addWidget(self.text, 1)
        self._below = Flow(6)
        self._holder = QWidget()
        self._holder.setLayout(self._below)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.when, self.who, self.doubt):
            head.addWidget(part)
        head.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addLayout(self._beside)
        self._column.addWidget(self._holder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.rail)
        row.addLayout(self._column, 1)

    def show_entry(self, entry: TimelineEntry, when: str, *, last: bool) -> None:
        """Show one line of history."""
        self.rail.set_last(last)
        self._column.setContentsMargins(0, 0, 0, 2 if last else 12)
        self.when.setText(when)
        self.who.setText(entry.actor or _("系统"))
        self.doubt.setVisible(entry.clock_suspect)
        self.text.setText(entry.text)
        self._holder.setVisible(len(entry.evidence) > _BESIDE)
        while len(self.codes) < len(entry.evidence):
            chip = Chip("", icon="image")
            chip.clicked.connect(self._on_code)
            if len(self.codes) < _BESIDE:
                self._beside.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
            else:
                self._below.addWidget(chip)
            self.codes.append(chip)
        for place, chip in enumerate(self.codes):
            there = place < len(entry.evidence)
            chip.setVisible(there)
            if there:
                code = entry.evidence[place]
                chip.setText(code)
                chip.set_tip(_("查看证据 {code}").format(code=code))

    def _on_code(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.evidence_wanted.emit(chip.text())


class _Rail(QWidget):
    """The line on which the entries hang."""

    def __init__(self) -> None:
        super().__init__()
        self._last = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_last(self, last: bool) -> None:
        """The oldest entry ends the line."""
        self._last = last
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(11, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.fillRect(QRectF(5, 16, 1, self.height() - 14), tokens.color("line"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent"))
        painter.drawEllipse(QRectF(2, 6, 7, 7))
