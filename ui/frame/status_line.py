"""The line at the bottom: everything is saved, how many tickets there are, what runs, which keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.jobs import Progress
from ui.tokens import tokens_of
from ui.widgets.busy import JobStrip
from ui.widgets.button import Button
from ui.widgets.surface import Line, Surface
from ui.widgets.text import PlainLabel

HEIGHT: Final = 25
_DOT: Final = 8


class StatusLine(QWidget):
    """`cancelled`: the cross beside a running job; `left`: away from the demo shop."""

    cancelled = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.saved = _Saved()
        self.total = PlainLabel("", "small")
        self.demo = PlainLabel(_("演示店铺 · 数据都是虚构的"), "small")
        self.leave = Button(_("离开演示"), "ghost")
        self.job = JobStrip()
        self.keys = PlainLabel("", "small", elide=True, right=True)
        paper = Surface()
        row = QHBoxLayout(paper)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(18)
        for widget in (self.saved, self.total, self.demo, self.leave, self.job):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.keys, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addWidget(paper, 1)
        self.leave.setFixedHeight(HEIGHT - 3)
        self.set_demo(False)
        self.job.cancelled.connect(self.cancelled)
        self.leave.clicked.connect(self.left)

    def set_demo(self, on: bool) -> None:
        """Whether this is the demo shop, which can be left again."""
        self.demo.setVisible(on)
        self.leave.setVisible(on)

    def show_total(self, total: int) -> None:
        """How many tickets the desk holds."""
        self.total.setText(_("{n} 单").format(n=f"{total:,}"))

    def show_keys(self, keys: str) -> None:
        """The keys worth knowing here."""
        self.keys.setText(keys)

    def show_progress(self, progress: Progress | None) -> None:
        """The job under way, None for none."""
        self.job.show_progress(progress)
        self.saved.setVisible(progress is None)


class _Saved(QWidget):
    """A green dot and the word: everything that was confirmed is on the disk."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(_DOT + 6, 0, 0, 0)
        row.addWidget(PlainLabel(_("已保存"), "small"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens_of(self).color("ok"))
        painter.drawEllipse(QRectF(0, (self.height() - _DOT) / 2, _DOT, _DOT))
