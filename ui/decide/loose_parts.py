"""Loose things to send along: a screw, a cable, whatever no line of the order names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.decisions import Asked
from app.domain.decisions.reship import means_parts
from app.domain.settlement.types import Choices, Replacement
from app.i18n import N_, _
from ui.decide.part import Given, Part
from ui.tab_order import follow, place_in_order
from ui.widgets.button import Button, IconButton
from ui.widgets.counter import Counter
from ui.widgets.fields import TextField


class PartRow(QWidget):
    """One thing and how many of it."""

    changed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextField(placeholder=_("例如 固定螺丝"), longest=80)
        self.title.setAccessibleName(_("补发的配件"))
        self.count = Counter(1, 1, 999)
        self.count.setAccessibleName(_("数量"))
        self.remove = IconButton("close", _("去掉这件配件"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.count)
        row.addWidget(self.remove)
        self.title.changed.connect(self._on_changed)
        self.count.changed.connect(self._on_changed)
        self.remove.clicked.connect(self._on_remove)

    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops in this row."""
        return (self.title, self.count, self.remove)

    def value(self) -> Replacement:
        """The loose thing as typed."""
        return Replacement(None, title=self.title.value(), quantity=self.count.value())

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_remove(self) -> None:
        self.removed.emit()


class LooseParts(Part):
    """Missing pieces of a line are counted in the goods table above.

    Starts empty, or with a row to fill in where the claim says that a part is missing.
    """

    label = N_("另外补发的配件")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PartRow] = []
        self._place = place_in_order(self)
        self.add = Button(_("添加配件"), icon="plus")
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._column)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def start(self, given: Given) -> None:
        if means_parts(Asked.of(given.ticket)) and not given.proposed.lines:
            self._append()

    def fill(self, choices: Choices) -> Choices:
        missing = tuple(
            Replacement(one.line_id, one.ordinals, quantity=len(one.ordinals) or 1)
            for one in choices.lines
        )
        loose = tuple(row.value() for row in self.rows if row.title.value())
        return replace(choices, replacements=(*missing, *loose))

    def problem(self) -> str:
        if any(not row.title.value() for row in self.rows):
            return _("请填写配件名称，或去掉这一行。")
        return ""

    def kept(self) -> Mapping[str, object]:
        return {"loose_parts": self}

    def state(self) -> object:
        """Every row."""
        return [[row.title.text(), row.count.value()] for row in self.rows]

    def restore(self, state: object) -> None:
        """Put the rows back."""
        if not isinstance(state, list):
            return
        for row in list(self.rows):
            self._take_away(row)
        for one in state:
            if isinstance(one, list) and len(one) == 2 and isinstance(one[1], int):
                row = self._append()
                row.title.set_value(str(one[0]))
                row.count.set_value(one[1])
        self.changed.emit()

    def _append(self) -> PartRow:
        row = PartRow()
        row.changed.connect(self._on_changed)
        row.removed.connect(self._on_removed)
        self._column.addWidget(row)
        # Shown at once: a layout shows new rows only at the next turn of the event loop.
        row.show()
        follow(self.rows[-1].remove if self.rows else self._place, row.stops())
        self.rows.append(row)
        return row

    def _take_away(self, row: PartRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.rows.remove(row)

    def _on_add(self) -> None:
        row = self._append()
        self.changed.emit()
        row.title.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, PartRow):
            self._take_away(row)
            self.changed.emit()
            self.add.setFocus()
