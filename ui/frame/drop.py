"""Platform files dropped anywhere on the window, and the veil that says so meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui import icons
from ui.tokens import tokens_of
from ui.widgets.text import sized

SUFFIXES: Final = frozenset({".xlsx", ".xls", ".csv", ".xlsm", ".txt", ".tsv"})
_INSET: Final = 14


def platform_files(data: QMimeData) -> list[Path]:
    """The files of a drag when all of them may be a platform's tables, else none.

    Pictures and films are evidence and belong to the ticket below the mouse.
    """
    if not data.hasUrls():
        return []
    urls = data.urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    wanted = len(files) == len(urls) and all(one.suffix.lower() in SUFFIXES for one in files)
    return files if wanted else []


class DropVeil(QWidget):
    """Covers the window while files hang over it."""

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lower_over(self) -> None:
        """Cover all of the window."""
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
        ground.setAlphaF(0.86)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(tokens.color("accent"), 2, Qt.PenStyle.DashLine))
        box = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(box, 10, 10)
        middle = box.center()
        drawing = icons.image("import", tokens.color("accent"), 40, self.devicePixelRatioF())
        painter.drawImage(QPointF(middle.x() - 20, middle.y() - 48), drawing)
        painter.setFont(sized(self.font(), 17, strong=True))
        painter.setPen(tokens.color("text"))
        words = QRectF(box.left(), middle.y() + 4, box.width(), 30)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _("松开鼠标，导入平台文件"))
