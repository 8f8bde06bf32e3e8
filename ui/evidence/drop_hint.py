"""What covers the evidence while something hangs over it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui import icons
from ui.tokens import tokens_of
from ui.widgets.text import sized

_INSET: Final = 8


class DropHint(QWidget):
    """A veil over `home` that says what letting go will do."""

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._number = ""
        self.hide()

    def lower_over(self, number: str) -> None:
        """Cover all of the home; `number` is the ticket that gets the evidence."""
        self._number = number
        home = self.parentWidget()
        if home is not None:
            self.setGeometry(home.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(tokens.surface)
        ground.setAlphaF(0.9)
        painter.fillRect(self.rect(), ground)
        box = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.setPen(QPen(tokens.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 8, 8)
        middle = box.center()
        drawing = icons.image("camera", tokens.color("accent"), 36, self.devicePixelRatioF())
        painter.drawImage(middle - QPointF(18, 48), drawing)
        flags = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
        words = QRectF(box.left() + 12, middle.y(), box.width() - 24, box.height() / 2)
        painter.setPen(tokens.color("text"))
        painter.setFont(sized(self.font(), 15, strong=True))
        title = _("松开鼠标，添加为证据")
        used = painter.boundingRect(words, flags, title)
        painter.drawText(words, flags, title)
        painter.setPen(tokens.color("muted"))
        painter.setFont(sized(self.font(), 12))
        painter.drawText(words.adjusted(0, used.height() + 6, 0, 0), flags, self._number)
