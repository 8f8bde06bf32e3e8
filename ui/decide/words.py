"""A text for the buyer: written by default, free to edit, never overwritten behind one's back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets.button import Button
from ui.widgets.fields import TextArea
from ui.widgets.text import PlainLabel


class BuyerWords(QWidget):
    """The text follows the draft until a person edits it; then a newer default is only offered."""

    changed = Signal()

    def __init__(self, *, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = TextArea(lines=lines, longest=2000)
        self._default = ""
        self._mine = False
        self._offer = QWidget()
        self._take = Button(_("换成新的文字"), "ghost")
        self._take.clicked.connect(self._on_take)
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(PlainLabel(_("方案变了，这里还是你改过的文字。"), "warn", wrap=True), 1)
        row.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.area)
        column.addWidget(self._offer)
        self._offer.hide()
        self.setFocusProxy(self.area)
        self.area.changed.connect(self._on_typed)

    @property
    def edited(self) -> bool:
        """Whether a person changed the text that was written by default."""
        return self._mine

    def value(self) -> str:
        """The text without outer blanks."""
        return self.area.value()

    def suggest(self, text: str) -> None:
        """The default text for the draft as it is now."""
        if text == self._default:
            return
        self._default = text
        if not self._mine:
            self.area.set_value(text)
        self._show_offer()

    def withhold(self) -> None:
        """Nothing is proposed while the draft cannot stand: no text promises what is refused."""
        self.suggest("")
        self.area.setPlaceholderText(_("方案成立后，这里会写好给买家的话。"))

    def problem(self) -> str:
        """Too long, or nothing."""
        return self.area.problem()

    def state(self) -> object:
        """The text when a person changed it; nothing otherwise, so that it stays up to date."""
        return self.area.toPlainText() if self._mine else ""

    def restore(self, state: object) -> None:
        """Put back a text that a person wrote, or the default."""
        if isinstance(state, str):
            self.area.set_value(state or self._default)

    def _show_offer(self) -> None:
        stale = self._mine and self.area.toPlainText() != self._default
        self._offer.setVisible(stale and bool(self._default))

    def _on_typed(self) -> None:
        self._mine = self.area.toPlainText() != self._default
        # While somebody types nothing is offered: the draft did not change, the text did.
        if not self._mine:
            self._offer.hide()
        self.changed.emit()

    def _on_take(self) -> None:
        self._mine = False
        self.area.set_value(self._default)
        self._offer.hide()
        self.area.setFocus()
