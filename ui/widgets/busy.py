"""Work under way: a strip for the status line, and a veil over a pane that must wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from ui.jobs import Progress
from ui.tokens import tokens_of
from ui.widgets.button import Button, IconButton
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

_WIDTH = 320


def _fill(bar: QProgressBar, progress: Progress) -> None:
    # Without a total the bar runs to and fro.
    bar.setRange(0, progress.total)
    if progress.total:
        bar.setValue(min(progress.done, progress.total))


class JobStrip(QWidget):
    """Title, bar and a cross, in one line. Connect `Jobs.running` to `show_progress`."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.title = PlainLabel("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.cross = IconButton("close", _("取消"))
        self.cross.setFixedSize(20, 20)
        self.cross.clicked.connect(self.cancelled)
        for widget in (self.title, self.bar, self.cross):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far a job is; None hides the strip."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        share = f"{progress.done:,} / {progress.total:,}" if progress.total else progress.text
        self.title.setText(f"{progress.title} {share}".strip())
        _fill(self.bar, progress)


class BusyVeil(QWidget):
    """Covers `home` while a job decides what it shows; the rest of the window stays usable."""

    cancelled = Signal()

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self.card = Card()
        self.card.setFixedWidth(_WIDTH)
        self.title = PlainLabel("", "strong")
        self.text = PlainLabel("", "small", elide=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(_("取消"))
        self.cancel.clicked.connect(self.cancelled)
        for widget in (self.title, self.bar, self.text):
            self.card.body.addWidget(widget)
        self.card.body.setSpacing(8)
        self.card.body.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        home.installEventFilter(self)
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far a job is; None lifts the veil."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        self.title.setText(progress.title)
        count = f"{progress.done:,} / {progress.total:,}" if progress.total else ""
        self.text.setText("  ".join(part for part in (count, progress.text) if part))
        _fill(self.bar, progress)
        self._cover()
        self.raise_()

    def _cover(self) -> None:
        home = self.parentWidget()
        if home is not None:
            self.setGeometry(home.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(tokens_of(self).bg)
        veil.setAlphaF(0.72)
        QPainter(self).fillRect(self.rect(), veil)
