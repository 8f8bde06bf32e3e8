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


class TimelinePage(Page):
    """时间线. Give it the entries with `set_entries` before `show_ticket`."""

    evidence_wanted = Signal(str)
    """The code of a piece of evidence that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._most = MOST

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """The history, oldest first, as the service gives it."""
        self._entries = tuple(entries)

    def fill(self) -> None:
        card = Card()
        card.body.setSpacing(0)
        newest = self._entries[::-1][: self._most]
        for place, entry in enumerate(newest):
            row = EntryRow(entry, self.when(entry.at), last=place == len(newest) - 1)
            row.evidence_wanted.connect(self.evidence_wanted)
            card.body.addWidget(row)
        self.column.addWidget(card)
        older = len(self._entries) - len(newest)
        if older > 0:
            more = Button(_("显示更早的 {n} 条").format(n=older))
            more.clicked.connect(self._on_more)
            self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)

    def _on_more(self) -> None:
        self._most = len(self._entries)
        self.show_ticket(self.ticket, self.now)


class EntryRow(QWidget):
    """A dot on a line, when and who, what happened, and the evidence it names."""

    evidence_wanted = Signal(str)

    def __init__(self, entry: TimelineEntry, when: str, *, last: bool) -> None:
        super().__init__()
        self.entry = entry
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(_Rail(last))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 12 if not last else 2)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(when, "small"))
        head.addWidget(PlainLabel(entry.actor or _("系统"), "small"))
        if entry.clock_suspect:
            doubt = Pill(_("时钟存疑"), "warn")
            doubt.setToolTip(tip(_("记下这一条时，电脑的时间比前一条还早；先后以顺序为准。")))
            head.addWidget(doubt)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(PlainLabel(entry.text, wrap=True, selectable=True))
        if entry.evidence:
            column.addLayout(self._codes(entry))
        row.addLayout(column, 1)

    def _codes(self, entry: TimelineEntry) -> Flow:
        flow = Flow(6)
        for code in entry.evidence:
            chip = Chip(code, icon="image")
            chip.set_tip(_("查看证据 {code}").format(code=code))
            chip.clicked.connect(self._on_code)
            flow.addWidget(chip)
        return flow

    def _on_code(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.evidence_wanted.emit(chip.text())


class _Rail(QWidget):
    """The line on which the entries hang."""

    def __init__(self, last: bool) -> None:
        super().__init__()
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

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
