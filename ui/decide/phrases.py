"""Short phrases beside a text: a click puts one at its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.fields import TextArea
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip


class Phrases(QWidget):
    """Chips that write into `area`; the keyboard comes back to the text afterwards."""

    def __init__(self, area: TextArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self.chips: list[Chip] = []
        self._flow = Flow(6, self)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """These instead of the ones before."""
        while len(self.chips) < len(phrases):
            chip = Chip("")
            chip.clicked.connect(self._on_chip)
            self._flow.addWidget(chip)
            self.chips.append(chip)
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(phrases))
            if place < len(phrases):
                chip.setText(phrases[place])
                chip.updateGeometry()

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            said = self._area.value().rstrip("，")
            self._area.set_value(f"{said}，{chip.text()}" if said else chip.text())
            self._area.setFocus()
            self._area.moveCursor(self._area.textCursor().MoveOperation.End)
