"""One rule on the screen: its name, what holds, how sure that is, and what the shop made of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.rulepack.keys import RuleGroup
from app.domain.rulepack.sheet import RuleLine
from app.domain.rulepack.wording import value_text
from app.i18n import _
from ui.settings.rule_words import later_text, mark_pill, mark_text, provenance
from ui.widgets.button import IconButton
from ui.widgets.surface import Line
from ui.widgets.text import PlainLabel

_NAME_WIDTH: Final = 210
_TOP: Final = Qt.AlignmentFlag.AlignTop


class RuleRow(QWidget):
    """`wanted` carries the `RuleLine` to change, `taken_back` the id of a change to end,
    `text_wanted` the id of the note with the rule's text."""

    wanted = Signal(object)
    taken_back = Signal(int)
    text_wanted = Signal(str)

    def __init__(self, line: RuleLine, refusal: str, group: str = "") -> None:
        """`refusal`: why this person may not change it; `group`: named where groups are mixed."""
        super().__init__()
        self.line = line
        self.change = IconButton("edit", _("修改「{rule}」").format(rule=line.key))
        self.reset = IconButton("undo", _("恢复规则库的值"))
        self.text = IconButton("help", _("看规则原文"))
        self.change.set_reason(refusal)
        self.reset.set_reason(refusal)
        value = line.value
        # Hidden, never shown here: what has no place yet would be a window of its own.
        if line.own is None:
            self.reset.hide()
        if value is None or not value.article:
            self.text.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Line(), 0, 0, 1, 4)
        grid.addLayout(self._name(group), 1, 0, _TOP)
        grid.addLayout(self._said(), 1, 1, _TOP)
        if value is not None:
            held = QVBoxLayout()
            held.setContentsMargins(0, 12, 0, 0)
            held.addWidget(mark_pill(value.mark))
            grid.addLayout(held, 1, 2, _TOP | Qt.AlignmentFlag.AlignRight)
        grid.addLayout(self._buttons(), 1, 3, _TOP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.change.clicked.connect(self._on_change)
        self.reset.clicked.connect(self._on_reset)
        self.text.clicked.connect(self._on_text)

    def _name(self, group: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 9, 0, 9)
        column.setSpacing(2)
        name = PlainLabel(str(self.line.key), "strong", wrap=True)
        name.setFixedWidth(_NAME_WIDTH)
        column.addWidget(name)
        hint = group or (_(self.line.key.hint) if self.line.key.hint else "")
        if hint:
            below = PlainLabel(hint, "tiny", wrap=True)
            below.setFixedWidth(_NAME_WIDTH)
            column.addWidget(below)
        return column

    def _said(self) -> QVBoxLayout:
        line = self.line
        column = QVBoxLayout()
        column.setContentsMargins(0, 9, 0, 9)
        column.setSpacing(2)
        column.addWidget(PlainLabel(_held(line), wrap=True, selectable=True))
        if line.value is not None:
            words = provenance(line.value)
            if line.category and not line.value.category:
                words = _("所有商品相同 · {said}").format(said=words)
            column.addWidget(PlainLabel(words, "tiny", wrap=True, selectable=True))
        if line.own is not None:
            column.addWidget(PlainLabel(self._beside(), "tiny", wrap=True, selectable=True))
        for change in line.later:
            column.addLayout(self._later(change.id, later_text(change)))
        return column

    def _beside(self) -> str:
        """What the packs say where the shop says otherwise."""
        line = self.line
        where = _("全部店铺") if line.own is not None and line.own.shop_id is None else _("本店")
        by = line.own.by if line.own is not None else ""
        if line.shipped is None:
            return _("{where}设置，{by}；规则库没有规定").format(where=where, by=by)
        return _("{where}设置，{by}；规则库：{value}（{mark}，{source}）").format(
            where=where,
            by=by,
            value=value_text(line.shipped),
            mark=mark_text(line.shipped.mark),
            source=line.shipped.source,
        )

    def _later(self, own_id: int, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(PlainLabel(words, "info", wrap=True), 1)
        cross = IconButton("close", _("取消这条还没有生效的修改"))
        cross.setFixedSize(22, 22)
        cross.setProperty("own", own_id)
        cross.set_reason(self.change.reason)
        cross.clicked.connect(self._on_cross)
        row.addWidget(cross, 0, _TOP)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 5, 0, 0)
        row.setSpacing(0)
        for button in (self.text, self.reset, self.change):
            # A place of its own also while it is hidden: the columns of all rows stand alike.
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            row.addWidget(button)
        return row

    def _on_change(self) -> None:
        self.wanted.emit(self.line)

    def _on_reset(self) -> None:
        if self.line.own is not None:
            self.taken_back.emit(self.line.own.id)

    def _on_cross(self) -> None:
        self.taken_back.emit(int(self.sender().property("own")))

    def _on_text(self) -> None:
        if self.line.value is not None:
            self.text_wanted.emit(self.line.value.article)


def _held(line: RuleLine) -> str:
    """What holds, in words; lists of words for buyers stand line by line."""
    if line.key.group is RuleGroup.WORDS and line.value is not None:
        words = line.value.value
        return "\n".join(words) if isinstance(words, tuple) else str(words)
    return value_text(line.value)
