"""Parts of the import dialog: the place to drop files, and one line per file that was read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.import_plan import PlannedFile
from app.i18n import _
from ui import icons
from ui.frame.drop import platform_files
from ui.tokens import Tone, tokens_of
from ui.widgets.button import Button
from ui.widgets.focus import draw_box
from ui.widgets.text import PlainLabel

_HEIGHT: Final = 190


class DropPlace(QWidget):
    """`dropped` carries files; `pressed` asks for the file dialog."""

    dropped = Signal(object)
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)
        self.setMinimumHeight(_HEIGHT)
        self.pick = Button(_("选择文件…"), "primary", icon="folder")
        self.pick.clicked.connect(self.pressed)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        column.addSpacing(44)
        column.addWidget(PlainLabel(_("把平台导出的文件拖到这里"), "heading"), 0, middle)
        words = _("可以一次放几个：订单列表、订单明细、退款导出，先后顺序不限。")
        column.addWidget(PlainLabel(words, "muted"), 0, middle)
        column.addWidget(self.pick, 0, middle)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if platform_files(event.mimeData()):
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        files: list[Path] = platform_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        draw_box(painter, box, tokens.color("accent_soft" if self._over else "bg"), None, 8)
        ink = tokens.color("accent" if self._over else "edge")
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 8, 8)
        drawing = icons.image("import", tokens.color("accent"), 32, self.devicePixelRatioF())
        painter.drawImage(self.width() // 2 - 16, self.height() // 2 - 74, drawing)


class FileLine(QWidget):
    """What a file is, or why it cannot be taken."""

    def __init__(self, file: PlannedFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused = bool(file.refusal)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(34, 8, 12, 8)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(file.name, "strong", elide=True))
        self.sentence = PlainLabel("", "bad", wrap=True, selectable=True)
        if file.refusal:
            self.sentence.setText(f"{file.refusal}{file.advice}")
            words.addWidget(self.sentence)
        row.addLayout(words, 1)
        if not file.refusal:
            note = _("{title} · {n} 行").format(title=file.title, n=f"{file.rows:,}")
            row.addWidget(PlainLabel(note, "muted"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        tone: Tone = "bad" if self._refused else "ok"
        ink, ground = tokens.tone(tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._refused:
            draw_box(painter, box, ground, None, 6)
        else:
            draw_box(painter, box, tokens.color("surface"), tokens.color("line"), 6)
        name = "error" if self._refused else "excel"
        drawing = icons.image(name, ink, 16, self.devicePixelRatioF())
        painter.drawImage(10, 11, drawing)
