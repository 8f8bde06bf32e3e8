"""The banners on top of a ticket."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.ticket.attention import Notice
from ui.tokens import tokens_of
from ui.widgets.banner import Banner
from ui.widgets.focus import draw_box


class NoticeBanner(Banner):
    """A notice on screen; its button names the verb it begins."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.notice: Notice | None = None
        self.pressed.connect(self._on_pressed)

    def show_notice(self, notice: Notice | None) -> None:
        """Say this; None hides the banner."""
        if notice == self.notice:
            return
        self.notice = notice
        if notice is None:
            self.hide()
            return
        button = notice.button if notice.verb is not None else ""
        self.say(notice.text, notice.tone, strong=notice.strong, button=button)

    def _on_pressed(self) -> None:
        if self.notice is not None and self.notice.verb is not None:
            self.wanted.emit(self.notice.verb.value)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.notice is None or self.notice.tone != "muted":
            super().paintEvent(event)
            return
        # The quiet tone has the colour of the desk: on it, a line makes it a banner.
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        draw_box(painter, box, tokens.color("hover"), tokens.color("line"), 6)


class Notices(QWidget):
    """The banners below each other; those that are there already only change their words."""

    wanted = Signal(str)
    """The value of the verb whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._banners: list[NoticeBanner] = []
        self._shown: tuple[Notice, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def shown(self) -> tuple[Notice, ...]:
        """What is noticed now."""
        return self._shown

    def show_notices(self, found: tuple[Notice, ...]) -> None:
        """Show these; none hides the widget."""
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        while len(self._banners) < len(found):
            banner = NoticeBanner()
            banner.wanted.connect(self.wanted)
            self._column.addWidget(banner)
            self._banners.append(banner)
        for place, banner in enumerate(self._banners):
            banner.show_notice(found[place] if place < len(found) else None)
