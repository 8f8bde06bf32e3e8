"""The texts of the rules for reading offline: a list to search, one text to copy."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rulepack.keys import KEYS
from app.domain.rulepack.pack import RuleNote
from app.i18n import _
from ui.settings.rule_words import mark_pill
from ui.widgets.banner import EmptyState
from ui.widgets.button import IconButton
from ui.widgets.scroll import ScrollColumn
from ui.widgets.search import SearchField
from ui.widgets.surface import Card, clear
from ui.widgets.text import PlainLabel

_MOST: Final = 30


class TextsPage(QWidget):
    """`copied` carries the title of what went to the clipboard."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._notes: tuple[RuleNote, ...] = ()
        self._only = ""
        self.cards: list[TextCard] = []
        self.search = SearchField(_("找条文：名称、条号、内容"), keys="")
        self.found = PlainLabel("", "small")
        self.list = ScrollColumn((0, 0, 12, 12), 8)
        self.empty = EmptyState(
            "search", _("没有找到"), _("换一个词，例如「运费」「七日」「瑕疵」。")
        )
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.search, 1)
        head.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = _("按读到的版本摘录，供离线查阅；平台可能已经修改，要紧时请看平台页面。")
        column.addLayout(head)
        column.addWidget(PlainLabel(words, "small", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.search.searched.connect(self._on_searched)

    def show_notes(self, notes: tuple[RuleNote, ...]) -> None:
        """Every text, in its order."""
        if notes != self._notes:
            self._notes = notes
            self._show()

    def show_one(self, note_id: str) -> None:
        """The text a rule rests on, alone until something is searched."""
        self.search.clear()
        self._only = note_id
        self._show()

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        found = [note for note in self._notes if _has(note, words)]
        if self._only:
            found = [note for note in self._notes if note.id == self._only] or found
        clear(self.list.column)
        self.cards = []
        for note in found[:_MOST]:
            card = TextCard(note)
            card.copied.connect(self.copied)
            self.cards.append(card)
            self.list.column.addWidget(card)
            card.show()
        self.list.column.addStretch(1)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        text = _("{n} 条").format(n=len(found))
        if len(found) > _MOST:
            text = _("{n} 条，显示前 {m} 条；输入几个字缩小范围").format(n=len(found), m=_MOST)
        self.found.setText(text)
        self.list.verticalScrollBar().setValue(0)

    def _on_searched(self, _text: str) -> None:
        self._only = ""
        self._show()


class TextCard(QWidget):
    """One text with its article, source, day and how sure it is."""

    copied = Signal(str)

    def __init__(self, note: RuleNote) -> None:
        super().__init__()
        self._note = note
        self.copy = IconButton("copy", _("复制条文和出处"))
        tail = QWidget()
        row = QHBoxLayout(tail)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(mark_pill(note.mark))
        row.addWidget(self.copy)
        card = Card(f"{note.article}  {note.title}", note.group, action=tail)
        card.body.addWidget(PlainLabel(note.text, wrap=True, selectable=True))
        about = _("{source} · 读于 {day}").format(source=note.source, day=note.read_on)
        card.body.addWidget(PlainLabel(about, "tiny", wrap=True, selectable=True))
        if note.keys:
            names = "、".join(str(KEYS[key]) for key in note.keys)
            used = _("用在：{names}").format(names=names)
            card.body.addWidget(PlainLabel(used, "tiny", wrap=True, selectable=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.copy.clicked.connect(self._on_copy)

    def _on_copy(self) -> None:
        note = self._note
        text = _("{source} {article}：{text}").format(
            source=note.source, article=note.article, text=note.text
        )
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(note.title)


def _has(note: RuleNote, words: list[str]) -> bool:
    text = f"{note.title} {note.article} {note.group} {note.source} {note.text}".casefold()
    return all(word in text for word in words)
