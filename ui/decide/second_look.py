"""The second confirmation: what is dangerous here, in red, why it is done all the same, and a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from ui.tokens import tokens_of
from ui.widgets.fields import TextArea, Tick
from ui.widgets.focus import draw_box
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel, unbroken


class SecondLook(QWidget):
    """Hidden while nothing needs it. The reason stays typed when the danger comes and goes.

    The tick is for exactly what is asked now: another danger, or a draft taken up again, wants it
    anew.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[str, ...] = ()
        self.reason = TextArea(lines=2, longest=500, placeholder=_("写明理由（买家看不到）"))
        self.reason.changed.connect(self._on_typed)
        self.seen = Tick(_("我已核对以上内容"))
        self.seen.changed.connect(self._on_typed)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        column.addWidget(PlainLabel(_("需要再次确认"), "bad"))
        column.addLayout(self._sentences)
        column.addWidget(self.reason)
        column.addWidget(self.seen)
        self.setFocusProxy(self.reason)
        self.hide()

    @property
    def asked(self) -> tuple[str, ...]:
        """The sentences shown."""
        return self._asked

    def ask(self, sentences: Sequence[str]) -> None:
        """Ask about these; nothing hides the box."""
        if tuple(sentences) == self._asked:
            return
        self._asked = tuple(sentences)
        self._take_back()
        clear(self._sentences)
        for sentence in self._asked:
            self._sentences.addWidget(PlainLabel(unbroken(sentence), wrap=True))
        self.setVisible(bool(self._asked))

    def value(self) -> str:
        """The reason, empty while nothing is asked."""
        return self.reason.value() if self._asked else ""

    def problem(self) -> str:
        """A reason is missing or too long, or what is asked was not ticked."""
        if not self._asked:
            return ""
        if not self.reason.value():
            return _("请在红框里写明理由。")
        return self.reason.problem() or (
            "" if self.seen.value() else _("请在红框里勾选「我已核对」。")
        )

    def state(self) -> object:
        """The reason as typed; the tick is never kept."""
        return self.reason.toPlainText()

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, str):
            self.reason.set_value(state)
        self._take_back()

    def _take_back(self) -> None:
        """Without a word: whoever asks or restores judges the form afterwards."""
        self.seen.blockSignals(True)
        self.seen.set_value(False)
        self.seen.blockSignals(False)

    def _on_typed(self) -> None:
        self.changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        draw_box(painter, box, tokens.color("bad_soft"), tokens.color("bad"), 6)
