"""建议: what shops usually do with such a case, each with the button that begins it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.workflow import Action, Verb
from app.i18n import _
from ui.ticket.page import Page
from ui.ticket.review_case import dress, small_button
from ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from app.domain.suggesting import Suggestion


class AdviceLine(QWidget):
    """One suggestion."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.text = PlainLabel("", wrap=True)
        self.button = small_button(Verb.NOTE)
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def show_suggestion(self, suggestion: Suggestion, found: Mapping[Verb, Action]) -> None:
        """Say it; a verb that is not possible now is left out, the sentence stays."""
        self.text.setText(suggestion.text)
        action = found[suggestion.verb] if suggestion.verb is not None else None
        self.button.setVisible(action is not None and action.possible)
        if action is not None:
            self.button.setObjectName(action.verb.value)
            dress(self.button, action)

    def _on_button(self) -> None:
        self._page.verb_wanted.emit(self.button.objectName())


class Advice(QWidget):
    """A few suggestions under a small heading; hidden when there is none."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.lines: list[AdviceLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(PlainLabel(_("通常这样处理（不是规则）"), "small"))

    def show_suggestions(
        self, suggestions: Sequence[Suggestion], found: Mapping[Verb, Action]
    ) -> None:
        """Show these."""
        self.setVisible(bool(suggestions))
        while len(self.lines) < len(suggestions):
            line = AdviceLine(self._page)
            self._column.addWidget(line)
            self.lines.append(line)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(suggestions))
            if place < len(suggestions):
                line.show_suggestion(suggestions[place], found)
