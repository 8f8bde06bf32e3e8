"""Other tickets that look like the case being typed: told, never in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.drafts_case import Twin
from app.i18n import _
from ui.tokens import tokens_of
from ui.widgets.button import Button
from ui.widgets.focus import draw_box
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel

_MOST = 3


class TwinList(QWidget):
    """A line for each, with what they have in common and a button to open it."""

    wanted = Signal(int)
    """The id of the ticket that shall be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._twins: tuple[Twin, ...] = ()
        self.buttons: list[Button] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(2)
        self._head = PlainLabel("", "warn", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addWidget(self._head)
        column.addLayout(self._rows)
        self.hide()

    @property
    def told(self) -> tuple[Twin, ...]:
        """What is shown, and what there is more."""
        return self._twins

    def show_twins(self, twins: Sequence[Twin], *, beside: bool = False) -> None:
        """Show these; nothing hides the list. `beside`: a ticket that is open already has them."""
        if tuple(twins) == self._twins:
            return
        self._twins = tuple(twins)
        clear(self._rows)
        self.buttons = []
        for twin in twins[:_MOST]:
            self._rows.addWidget(self._row(twin))
        more = len(twins) - _MOST
        text = (
            _("另有看起来是同一件事的售后单。")
            if beside
            else _("可能已经有这件事的售后单，先看一眼；不影响建单。")
        )
        if more > 0:
            text = _("{text}另有 {n} 张。").format(text=text, n=more)
        self._head.setText(text)
        self.setVisible(bool(twins))

    def _row(self, twin: Twin) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        state = _("处理中") if twin.open else _("已结束")
        line.addWidget(PlainLabel(twin.number, "strong"))
        words = f"{state} · {'、'.join(twin.by)}"
        line.addWidget(PlainLabel(words, "muted", elide=True), 1)
        button = Button(_("打开"), "ghost")
        button.setAccessibleName(_("打开 {number}").format(number=twin.number))
        button.clicked.connect(self._on_open)
        self.buttons.append(button)
        line.addWidget(button)
        row.show()
        return row

    def paintEvent(self, _event: QPaintEvent) -> None:
        _ink, ground = tokens_of(self).tone("warn")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), ground, None, 6)

    def _on_open(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.buttons:
            self.wanted.emit(self._twins[self.buttons.index(button)].ticket_id)
