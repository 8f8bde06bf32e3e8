"""处理经验: what helped before, found by symptom, fault code or goods; copied, worded anew, removed."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.access import Permission, may, missing
from app.domain.contact import SolutionNote
from app.i18n import _
from ui.desk import Desk
from ui.frame.note_form import NoteForm
from ui.widgets.banner import EmptyState
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.flow import Flow
from ui.widgets.search import SearchField
from ui.widgets.surface import Card, clear
from ui.widgets.text import PlainLabel

MOST: Final = 30
"""Notes shown at once; who sees more of them searches."""
_HEIGHT: Final = 560


class SolutionNotesDialog(DraftDialog):
    """Everybody reads; who may handle tickets writes."""

    def __init__(self, desk: Desk, sku: str = "", parent: QWidget | None = None) -> None:
        """`sku`: the goods somebody is busy with; notes about them stand first."""
        super().__init__(_("处理经验"), primary=_("关闭"), width=680, parent=parent)
        self._sku = sku
        self.cancel.hide()
        self._desk = desk
        self._removing: SolutionNote | None = None
        self.search = SearchField(_("搜现象、故障代码、商品，例如 掉釉、E-07"), keys="")
        self.add = Button(_("新增…"), icon="plus")
        self.cards: list[NoteCard] = []
        self._why = "" if may(desk.roles, Permission.HANDLE) else missing(
            desk.roles, (Permission.HANDLE,)
        )  # fmt: skip
        self.add.set_reason(self._why)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.add)
        self.form.addLayout(row)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(10)
        self.form.addLayout(self._notes)
        self.search.searched.connect(self.show_notes)
        self.add.clicked.connect(self._on_add)
        desk.changes.changed.connect(self._on_changes)
        self.setMinimumHeight(_HEIGHT)
        self.show_notes("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> object:
        return None

    def show_notes(self, text: str) -> None:
        """The notes that hold these words."""
        clear(self._notes)
        self.cards = []
        outcome = self._desk.attempt(self._desk.services.solution_notes.find, text, self._sku)
        found = outcome.result or ()
        for note in found[:MOST]:
            card = NoteCard(note, self._why)
            card.copied.connect(self._on_copied)
            card.edited.connect(self._on_edit)
            card.removed.connect(self._on_remove)
            self._notes.addWidget(card)
            self.cards.append(card)
        if len(found) > MOST:
            more = _("还有 {n} 条，请多输入几个字。").format(n=len(found) - MOST)
            self._notes.addWidget(PlainLabel(more, "small"))
        if not found:
            self._notes.addWidget(_nothing(text))

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("solution_note"):
            self.show_notes(self.search.text().strip())

    def _on_add(self) -> None:
        NoteForm(self._desk, parent=self).open()

    def _on_edit(self, note: SolutionNote) -> None:
        NoteForm(self._desk, note, parent=self).open()

    def _on_copied(self, note: SolutionNote) -> None:
        QGuiApplication.clipboard().setText(note.advice)
        self._desk.attempt(self._desk.services.solution_notes.use, note.id)
        self.set_hint(_("「{title}」的做法已复制，可以发给买家或同事").format(title=note.title))

    def _on_remove(self, note: SolutionNote) -> None:
        self._removing = note
        self._desk.ask.confirm(
            _("删除「{title}」？").format(title=note.title), _("删除"), self._on_remove_surely
        )

    def _on_remove_surely(self) -> None:
        note, self._removing = self._removing, None
        if note is not None:
            said = _("「{title}」已删除。").format(title=note.title)
            self._desk.perform(self._desk.services.solution_notes.remove, note.id, said=said)


def _nothing(text: str) -> EmptyState:
    if text:
        said = _("换一个说法试试，或把这次的做法新增进来。")
        return EmptyState("search", _("没有找到「{text}」").format(text=text), said)
    said = _("处理好一张售后后，在「全部操作」里「存为处理经验」，下次遇到同样的问题就能搜到。")
    return EmptyState("help", _("还没有处理经验"), said)


class NoteCard(Card):
    """One note. Every signal carries it."""

    copied = Signal(object)
    edited = Signal(object)
    removed = Signal(object)

    def __init__(self, note: SolutionNote, why_not: str) -> None:
        super().__init__(note.title, _about(note))
        self.note_shown = note
        self.body.setSpacing(6)
        if note.symptom:
            self.body.addWidget(PlainLabel(note.symptom, "muted", wrap=True, selectable=True))
        self.body.addWidget(PlainLabel(note.advice, wrap=True, selectable=True))
        self.copy = Button(_("复制做法"), icon="copy")
        self.edit = Button(_("修改…"), "ghost", icon="edit")
        self.remove = Button(_("删除…"), "ghost")
        row = QWidget()
        flow = Flow(8, row)
        for button in (self.copy, self.edit, self.remove):
            flow.addWidget(button)
        self.edit.set_reason(why_not)
        self.remove.set_reason(why_not)
        self.copy.clicked.connect(self._on_copy)
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)
        self.body.addWidget(row)

    def _on_copy(self) -> None:
        self.copied.emit(self.note_shown)

    def _on_edit(self) -> None:
        self.edited.emit(self.note_shown)

    def _on_remove(self) -> None:
        self.removed.emit(self.note_shown)


def _about(note: SolutionNote) -> str:
    parts = [note.sku, note.fault_code, note.written_by]
    if note.used:
        parts.append(_("用过 {n} 次").format(n=note.used))
    return " · ".join(part for part in parts if part)
