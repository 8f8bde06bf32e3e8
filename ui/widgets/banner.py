"""What stands inside a screen: the coloured banner and the empty state."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.tokens import Tone, tokens_of
from ui.widgets.button import Button, Kind
from ui.widgets.focus import draw_box
from ui.widgets.text import PlainLabel


class Banner(QWidget):
    """A remark across a screen: strong words, a sentence, perhaps one button. Starts hidden
    when it has nothing to say."""

    pressed = Signal()

    def __init__(
        self,
        text: str = "",
        tone: Tone = "warn",
        *,
        strong: str = "",
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self._strong = PlainLabel("", "strong")
        self._text = PlainLabel("", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._button = Button("", "normal")
        self._button.clicked.connect(self.pressed)
        row.addWidget(self._strong, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(text, tone, strong=strong, button=button)

    @property
    def text(self) -> str:
        """What it says, strong words first."""
        return f"{self._strong.text()} {self._text.text()}".strip()

    def say(self, text: str, tone: Tone = "warn", *, strong: str = "", button: str = "") -> None:
        """Say something else; saying nothing hides the banner."""
        self._tone = tone
        self._strong.setText(strong)
        self._text.setText(text)
        self._button.setText(button)
        self._strong.setVisible(bool(strong))
        self._button.setVisible(bool(button))
        self._colour()
        if (text or strong) and self.parentWidget() is None:
            # Shown now it would be a window of its own; its place will show it.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            self.setVisible(bool(text or strong))
        self.update()

    def _colour(self) -> None:
        ink = {"info": "info", "ok": "ok", "bad": "bad", "warn": "warn"}.get(self._tone, "text")
        for label in (self._strong, self._text):
            label.setProperty("look", ink)
            label.style().unpolish(label)
            label.style().polish(label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _ink, ground = tokens_of(self).tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), ground, None, 6)


class EmptyState(QWidget):
    """What a list or a pane shows when there is nothing: a drawing, why, and what to do."""

    pressed = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        *,
        button: str = "",
        kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        self._drawing = _Drawing(icon)
        self._title = PlainLabel(title, "heading")
        self._text = PlainLabel(text, "muted", wrap=True)
        self._button = Button(button, kind)
        self._button.clicked.connect(self.pressed)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title.setAlignment(centre)
        self._text.setAlignment(centre | Qt.AlignmentFlag.AlignTop)
        self._text.setMaximumWidth(360)
        self._text.setMinimumWidth(200)
        column.addStretch(2)
        column.addWidget(self._drawing, 0, centre)
        column.addSpacing(4)
        column.addWidget(self._title, 0, centre)
        # Between stretches, not aligned: an aligned label wraps at its hint and loses a line.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(8)
        column.addWidget(self._button, 0, centre)
        column.addStretch(3)
        self._text.setVisible(bool(text))
        self._button.setVisible(bool(button))

    def say(self, icon: str, title: str, text: str = "", button: str = "") -> None:
        """Another reason for the emptiness, such as a search without a hit."""
        self._drawing.show_drawing(icon)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._button.updateGeometry()


class _Drawing(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(QSize(72, 72))

    def show_drawing(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.palette().color(QPalette.ColorRole.Window)
        soft = tokens.color("accent_soft")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft if soft != ground else tokens.color("hover"))
        painter.drawEllipse(QRectF(self.rect()))
        drawing = icons.image(self._name, tokens.color("accent"), 32, self.devicePixelRatioF())
        painter.drawImage(QPointF(20, 20), drawing)
