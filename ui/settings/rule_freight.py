"""Who pays which parcel, as a table of cells; every cell is a rule that can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.rulepack.freight_table import FREIGHT_KEYS, FreightLeg, ReasonGroup, freight_key
from app.domain.rulepack.sheet import RuleLine
from app.domain.rulepack.wording import value_text
from app.i18n import _
from ui.settings.rule_words import TONES, later_text, mark_text, provenance
from ui.widgets.button import Button
from ui.widgets.pill import Pill
from ui.widgets.surface import Line
from ui.widgets.text import PlainLabel, tip

CELLS: Final = {freight_key(group, leg): (group, leg) for group, leg in FREIGHT_KEYS}
_NAME_WIDTH: Final = 210


class FreightGrid(QWidget):
    """Reasons down, parcels across. `wanted` carries the `RuleLine` of the cell that was pressed."""

    wanted = Signal(object)

    def __init__(self, lines: Sequence[RuleLine], refusal: str) -> None:
        """`lines`: those of the cells; `refusal`: why this person may not change them."""
        super().__init__()
        self.cells: dict[str, FreightCell] = {}
        by_key = {line.key.key: line for line in lines}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        for at, leg in enumerate(FreightLeg, 1):
            grid.addWidget(PlainLabel(label(leg), "small"), 0, at)
            grid.setColumnStretch(at, 1)
        for row, group in enumerate(ReasonGroup):
            grid.addWidget(Line(), 2 * row + 1, 0, 1, len(FreightLeg) + 1)
            name = PlainLabel(label(group), "strong", wrap=True)
            name.setFixedWidth(_NAME_WIDTH)
            grid.addWidget(name, 2 * row + 2, 0, Qt.AlignmentFlag.AlignVCenter)
            for at, leg in enumerate(FreightLeg, 1):
                line = by_key.get(freight_key(group, leg))
                if line is not None:
                    cell = FreightCell(line, refusal)
                    cell.wanted.connect(self.wanted)
                    self.cells[line.key.key] = cell
                    grid.addWidget(cell, 2 * row + 2, at)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 9, 0, 9)
        outer.setSpacing(8)
        outer.addLayout(grid)
        words = _("每一格是这件包裹的运费由谁承担；停在格子上看来源，按一下修改或恢复。")
        outer.addWidget(PlainLabel(words, "small", wrap=True))


class FreightCell(QWidget):
    """Who pays, and how sure that is; the source on hovering."""

    wanted = Signal(object)

    def __init__(self, line: RuleLine, refusal: str) -> None:
        super().__init__()
        self._line = line
        self.button = Button(value_text(line.value))
        self.button.setAccessibleName(f"{line.key} {value_text(line.value)}")
        self.button.set_reason(refusal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.button)
        if line.value is not None:
            row.addWidget(Pill(mark_text(line.value.mark), TONES[line.value.mark]))
            about = [provenance(line.value)]
            if line.own is not None and line.shipped is not None:
                about.append(_("规则库：{value}").format(value=value_text(line.shipped)))
            about += [later_text(change) for change in line.later]
            self.setToolTip(tip("\n".join(about)))
        row.addStretch(1)
        self.button.clicked.connect(self._on_pressed)

    def _on_pressed(self) -> None:
        self.wanted.emit(self._line)
