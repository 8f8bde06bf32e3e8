"""A word in passing at the bottom of the window; goes away by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.reply import Reply
from ui.tokens import DARK, LIGHT, Tone, tokens_of
from ui.widgets.focus import draw_box
from ui.widgets.text import sized

_ICONS: Final[dict[Tone, str]] = {
    "ok": "confirm", "warn": "warning", "bad": "error", "info": "info",
    "violet": "info", "muted": "info",
}  # fmt: skip
_SHORT_MS = 3500
_LONG_MS = 9000
_WIDEST = 560
_MARGIN = 20
# Clear of the status line and of the action bar: the next verb's button stays to be clicked.
_FOOT = 92


@dataclass(frozen=True, slots=True)
class ToastAction:
    """What a toast offers: undo, open the folder. `act` is a bound method without arguments."""

    text: str
    act: Callable[[], Any]


class Toast(QWidget):
    """One toast over `home`; a new text replaces the old one. Stays while the mouse is on it."""

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self._tone: Tone = "ok"
        self._reply: Reply | None = None
        self.words = _Words(self)
        self.button = _Link(self)
        self.button.clicked.connect(self._on_act)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        home.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says or said last."""
        return self.words.text()

    def say(self, text: str, tone: Tone = "ok", action: ToastAction | None = None) -> None:
        """Show a text; longer when it warns or offers something."""
        self._tone = tone
        self._reply = Reply(action.act) if action is not None else None
        self.words.show_text(text)
        self.button.setText(action.text if action is not None else "")
        self.button.setVisible(action is not None)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._start()

    def _start(self) -> None:
        long = self._tone in ("warn", "bad") or self._reply is not None
        self._clock.start(_LONG_MS if long else _SHORT_MS)

    def _on_act(self) -> None:
        self.hide()
        if self._reply is not None:
            self._reply()

    def _place(self) -> None:
        home = self.parentWidget()
        if home is None:
            return
        self.words.fit(min(_WIDEST, home.width() - 2 * _MARGIN) - 140)
        self.adjustSize()
        x = (home.width() - self.width()) // 2
        self.move(max(x, 0), home.height() - self.height() - _FOOT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), tokens.color("toast"), None, 8)
        # The toast's ground is the other set's: light on dark and dark on light.
        mark = _mark_colour(self._tone, tokens.dark)
        drawing = icons.image(_ICONS[self._tone], mark, 18, self.devicePixelRatioF())
        painter.drawImage(QPointF(16, (self.height() - 18) / 2), drawing)


def _mark_colour(tone: Tone, dark: bool) -> QColor:
    return (LIGHT if dark else DARK).tone(tone)[0]


class _Words(QWidget):
    """Plain text that wraps to a width, in the toast's own colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._width = 320
        self._size = QSize(0, 0)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        self._text = text

    def fit(self, width: int) -> None:
        """Wrap at this width; measure again."""
        self._width = max(width, 120)
        box = self.fontMetrics().boundingRect(
            0, 0, self._width, 4000, int(Qt.TextFlag.TextWordWrap), self._text
        )
        self._size = QSize(box.width() + 2, max(box.height(), 20))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens_of(self).color("on_toast"))
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), flags, self._text)


class _Link(QAbstractButton):
    """The act a toast offers, as a strong word."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(sized(self.font(), max(self.font().pixelSize(), 1), strong=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Reachable with the mouse only: a passing word must not catch the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 8, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(tokens_of(self).color("toast_link"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
