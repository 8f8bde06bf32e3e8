"""The bar of steps a ticket goes through: done, now, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.tokens import Tokens, Tone, tokens_of
from ui.widgets.text import sized

_CIRCLE = 18
_GAP = 6
_REST = 8


class StageBar(QWidget):
    """Steps from left to right. `current` counts from 0; `len(steps)` means all are done."""

    def __init__(self, steps: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[str, ...] = ()
        self._current = 0
        self._tone: Tone = "info"
        self.setFont(sized(self.font(), 12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps(steps, 0)

    @property
    def current(self) -> int:
        """The step that is on."""
        return self._current

    def show_steps(self, steps: Sequence[str], current: int, tone: Tone = "info") -> None:
        """Show these steps; `tone` colours the one that is on (bad for a rejected ticket)."""
        self._steps = tuple(steps)
        self._current = current
        self._tone = tone
        here = self._steps[current] if 0 <= current < len(self._steps) else ""
        self.setAccessibleName(" → ".join(self._steps))
        self.setAccessibleDescription(here)
        self.updateGeometry()
        self.update()

    def _text_width(self, index: int) -> int:
        font = sized(self.font(), 12, strong=index == self._current)
        return QFontMetrics(font).horizontalAdvance(self._steps[index])

    def sizeHint(self) -> QSize:
        width = sum(_CIRCLE + _GAP + self._text_width(i) for i in range(len(self._steps)))
        return QSize(width + max(0, len(self._steps) - 1) * (2 * _REST + 32), 24)

    def minimumSizeHint(self) -> QSize:
        # Narrow panes keep the circles and the word of the step that is on.
        return QSize(len(self._steps) * (_CIRCLE + 10) + 60, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widths = [_CIRCLE + _GAP + self._text_width(i) for i in range(len(self._steps))]
        gaps = max(1, len(self._steps) - 1)
        link = (self.width() - sum(widths)) / gaps
        words = link >= 2 * _REST + 8
        if not words:
            widths = [w if i == self._current else _CIRCLE for i, w in enumerate(widths)]
            link = max(6.0, (self.width() - sum(widths)) / gaps)
        x = 0.0
        middle = self.height() / 2
        rest = _REST if link > 2 * _REST + 4 else 3
        for index, width in enumerate(widths):
            self._paint_step(painter, tokens, index, x, words or index == self._current)
            x += width
            if index < len(widths) - 1:
                painter.setPen(QPen(tokens.color("line"), 1.5))
                painter.drawLine(QPointF(x + rest, middle), QPointF(x + link - rest, middle))
                x += link

    def _paint_step(
        self, painter: QPainter, tokens: Tokens, index: int, x: float, word: bool
    ) -> None:
        circle = QRectF(x, (self.height() - _CIRCLE) / 2, _CIRCLE, _CIRCLE)
        done, now = index < self._current, index == self._current
        ink = tokens.tone(self._tone)[0]
        fill = tokens.color("ok") if done else ink if now else QColor(Qt.GlobalColor.transparent)
        painter.setBrush(fill)
        painter.setPen(Qt.PenStyle.NoPen if done or now else QPen(tokens.color("line"), 1.5))
        painter.drawEllipse(circle if done or now else circle.adjusted(0.75, 0.75, -0.75, -0.75))
        mark = tokens.color("on_mark")
        if done:
            drawing = icons.image("check", mark, 12, self.devicePixelRatioF())
            painter.drawImage(circle.topLeft() + QPointF(3, 3), drawing)
        else:
            painter.setFont(sized(self.font(), 11))
            painter.setPen(mark if now else tokens.color("faint"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        if not word:
            return
        painter.setFont(sized(self.font(), 12, strong=now))
        painter.setPen(ink if now else tokens.color("faint"))
        box = QRectF(circle.right() + _GAP, 0, self.width(), self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, flags, self._steps[index])
