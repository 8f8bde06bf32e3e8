"""Names to choose from, as couriers or regions: chips to switch on and off, others by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip


class NamesField(QWidget):
    """A field whose value is a tuple of names."""

    changed = Signal()

    def __init__(
        self,
        chosen: Sequence[str],
        usual: Sequence[str],
        other: str,
        parent: QWidget | None = None,
    ) -> None:
        """`usual` names are offered even when they are off; `other` invites a name of one's own."""
        super().__init__(parent)
        self.chips: dict[str, Chip] = {}
        self._flow = Flow(6)
        for name in dict.fromkeys((*usual, *chosen)):
            self._add(name, name in chosen)
        self.other = TextField(placeholder=other, longest=20)
        self.other.setFixedWidth(140)
        self.more = Button(_("添加"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.other)
        row.addWidget(self.more)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._flow)
        column.addLayout(row)
        self.more.clicked.connect(self._on_more)

    def _add(self, name: str, on: bool) -> None:
        chip = Chip(name.replace("&", "&&"))
        chip.setChecked(on)
        chip.clicked.connect(self._on_chip)
        self.chips[name] = chip
        self._flow.addWidget(chip)

    def value(self) -> tuple[str, ...]:
        """The names that are on."""
        return tuple(name for name, chip in self.chips.items() if chip.isChecked())

    def problem(self) -> str:
        """Never one: no name at all is an answer too."""
        return ""

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            chip.setChecked(not chip.isChecked())
            self.changed.emit()

    def _on_more(self) -> None:
        name = self.other.value()
        if not name:
            return
        if name in self.chips:
            self.chips[name].setChecked(True)
        else:
            self._add(name, True)
            self.chips[name].show()
        self.other.set_value("")
        self.changed.emit()
