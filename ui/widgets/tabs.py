"""The tabs of a pane: words with a line below the one that is on, and a count beside some."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.tokens import Tone, tokens_of
from ui.widgets.focus import came_by_key
from ui.widgets.text import sized

_BETWEEN = 20
_HEIGHT = 33


class Tabs(QTabBar):
    """Use `currentChanged(int)`; arrow keys move. A count of 0 is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: list[tuple[int, Tone]] = []
        self._by_key = False
        self._over = -1
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def add(self, text: str, count: int = 0, tone: Tone = "muted") -> int:
        """One more tab at the right; returns its index."""
        self._counts.append((count, tone))
        return self.addTab(text)

    def set_count(self, index: int, count: int, tone: Tone = "muted") -> None:
        """Another count beside a tab; a tone other than muted makes it strong."""
        self._counts[index] = (count, tone)
        # The bar measures its tabs again only when a text is set.
        self.setTabText(index, self.tabText(index))

    def _words(self, index: int) -> tuple[str, str]:
        count = self._counts[index][0] if index < len(self._counts) else 0
        return self.tabText(index).replace("&&", "&"), str(count) if count else ""

    def tabSizeHint(self, index: int) -> QSize:
        text, count = self._words(index)
        bold = QFontMetrics(sized(self.font(), max(self.font().pixelSize(), 1), strong=True))
        width = bold.horizontalAdvance(text)
        if count:
            width += 4 + bold.horizontalAdvance(count)
        last = index == self.count() - 1
        return QSize(width + (2 if last else _BETWEEN), _HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.tabAt(event.position().toPoint())
        if over != self._over:
            self._over = over
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index, self.tabRect(index))

    def _paint_tab(self, painter: QPainter, index: int, box: QRect) -> None:
        tokens = tokens_of(self)
        on = index == self.currentIndex()
        over = index == self._over and self.underMouse()
        pixels = max(self.font().pixelSize(), 1)
        text, count = self._words(index)
        painter.setFont(sized(self.font(), pixels, strong=on))
        ink = "accent" if on else "text" if over else "muted"
        painter.setPen(tokens.color(ink if self.isTabEnabled(index) else "faint"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = box.adjusted(0, 0, 0, -3)
        painter.drawText(room, flags, text)
        width = painter.fontMetrics().horizontalAdvance(text)
        if count:
            tone = self._counts[index][1]
            painter.setFont(sized(self.font(), pixels, strong=tone != "muted"))
            painter.setPen(tokens.tone(tone)[0])
            painter.drawText(room.adjusted(width + 4, 0, 0, 0), flags, count)
            width += 4 + painter.fontMetrics().horizontalAdvance(count)
        if on:
            painter.fillRect(box.left(), box.bottom() - 1, width, 2, tokens.color("accent"))
            if self.hasFocus() and self._by_key:
                painter.fillRect(box.left(), box.top() + 3, width, 1, tokens.color("accent"))
