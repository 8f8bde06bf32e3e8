"""The rules of a shop in their groups: read by everybody, changed by the owner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.rulepack.keys import RuleGroup
from app.domain.rulepack.sheet import RuleLine
from app.domain.rulepack.values import Mark
from app.domain.rulepack.wording import value_text
from app.i18n import _
from ui.settings.rule_freight import CELLS, FreightGrid
from ui.settings.rule_row import RuleRow
from ui.widgets.banner import EmptyState
from ui.widgets.rail_item import RailItem
from ui.widgets.scroll import ScrollColumn
from ui.widgets.search import SearchField
from ui.widgets.surface import Line, clear
from ui.widgets.text import PlainLabel

_RAIL_WIDTH: Final = 176
_MOST_FOUND: Final = 40
_ICONS: Final[dict[RuleGroup, str]] = {
    RuleGroup.WINDOWS: "calendar",
    RuleGroup.PLATFORM_CLOCKS: "gavel",
    RuleGroup.OUR_CLOCKS: "clock",
    RuleGroup.GOODS: "tag",
    RuleGroup.CHECKS: "check",
    RuleGroup.FREIGHT: "truck",
    RuleGroup.EVIDENCE: "image",
    RuleGroup.WORDS: "note",
}


class RulesPage(QWidget):
    """`wanted` carries a `RuleLine`, `taken_back` an id, `text_wanted` the id of a note."""

    wanted = Signal(object)
    taken_back = Signal(int)
    text_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[RuleLine, ...] = ()
        self._refusal = ""
        self.group = RuleGroup.WINDOWS
        self.groups: dict[RuleGroup, RailItem] = {}
        self.rows: list[RuleRow] = []
        self.freight: FreightGrid | None = None
        self.search = SearchField(_("找规则：名称、来源、说明"), keys="")
        self.found = PlainLabel("", "small")
        self.empty = EmptyState("search", _("没有找到"), _("换一个词，或清空搜索看左边的分组。"))
        self.list = ScrollColumn((0, 0, 12, 12), 0)
        self._buttons = QButtonGroup(self)
        self._lay_out()
        self.search.searched.connect(self._on_searched)
        self._buttons.idClicked.connect(self._on_group)

    def _lay_out(self) -> None:
        rail = QVBoxLayout()
        rail.setSpacing(2)
        for at, group in enumerate(RuleGroup):
            item = RailItem(label(group), _ICONS[group])
            item.setFixedWidth(_RAIL_WIDTH)
            self.groups[group] = item
            self._buttons.addButton(item, at)
            rail.addWidget(item)
        rail.addStretch(1)
        self.groups[self.group].setChecked(True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.search, 1)
        head.addWidget(self.found)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.list, 1)
        right.addWidget(self.empty, 1)
        self.empty.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(rail)
        row.addWidget(Line(vertical=True))
        row.addLayout(right, 1)

    def show_lines(self, lines: tuple[RuleLine, ...], refusal: str) -> None:
        """Show these; the group, the search and the place in the list stay."""
        same_place = self.list.verticalScrollBar().value()
        self._lines = lines
        self._refusal = refusal
        counts = dict.fromkeys(RuleGroup, 0)
        for line in lines:
            counts[line.key.group] += line.own is not None
        for group, item in self.groups.items():
            item.show_count(counts[group] or None)
        self._show()
        self.list.column.activate()
        self.list.verticalScrollBar().setValue(same_place)

    def _show(self) -> None:
        clear(self.list.column)
        self.rows = []
        self.freight = None
        words = self.search.text().strip()
        wanted = list(self._found(words)) if words else self._of_group()
        rest = wanted[:_MOST_FOUND] if words else wanted
        if not words and self.group is RuleGroup.FREIGHT:
            rest = self._freight(wanted)
        for line in rest:
            self._add(line, label(line.key.group) if words else "")
        self.list.column.addStretch(1)
        self.empty.setVisible(not wanted)
        self.list.setVisible(bool(wanted))
        self._say(len(wanted), searching=bool(words))

    def _of_group(self) -> list[RuleLine]:
        return [line for line in self._lines if line.key.group is self.group]

    def _freight(self, lines: Sequence[RuleLine]) -> list[RuleLine]:
        """The cells as a table; what is no cell is left for rows."""
        self.freight = FreightGrid([one for one in lines if one.key.key in CELLS], self._refusal)
        self.freight.wanted.connect(self.wanted)
        self.list.column.addWidget(self.freight)
        self.freight.show()
        return [one for one in lines if one.key.key not in CELLS]

    def _add(self, line: RuleLine, group: str) -> None:
        row = RuleRow(line, self._refusal, group)
        row.wanted.connect(self.wanted)
        row.taken_back.connect(self.taken_back)
        row.text_wanted.connect(self.text_wanted)
        self.rows.append(row)
        self.list.column.addWidget(row)
        row.show()

    def _found(self, words: str) -> Iterator[RuleLine]:
        wanted = words.casefold().split()
        for line in self._lines:
            value = line.value
            about = [str(line.key), label(line.key.group), line.key.hint, value_text(value)]
            if value is not None:
                about += [value.source, value.note]
            text = " ".join(about).casefold()
            if all(word in text for word in wanted):
                yield line

    def _say(self, n: int, *, searching: bool) -> None:
        if searching:
            text = _("找到 {n} 条").format(n=n)
            if n > _MOST_FOUND:
                text = _("找到 {n} 条，显示前 {m} 条").format(n=n, m=_MOST_FOUND)
        else:
            doubtful = sum(
                line.value is not None and line.value.mark is Mark.UNVERIFIED
                for line in self._of_group()
            )
            text = _("{n} 条，其中 {m} 条未核实").format(n=n, m=doubtful)
        self.found.setText(text)

    def _on_searched(self, _text: str) -> None:
        self._show()
        self.list.verticalScrollBar().setValue(0)

    def _on_group(self, at: int) -> None:
        self.group = tuple(RuleGroup)[at]
        if self.search.text():
            # What is chosen at the left is what is wanted now.
            self.search.clear()
        self._show()
        self.list.verticalScrollBar().setValue(0)
