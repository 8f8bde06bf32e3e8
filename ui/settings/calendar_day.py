"""The chosen day (or days in a row): what was announced, and what counts instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.deadlines.calendar import DayKind
from app.domain.deadlines.year import LONGEST_NAME, PlannedDay
from app.i18n import N_, _
from ui.forms import LabelledField
from ui.settings.calendar_words import day_title, kind_words
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

_KINDS: Final = (
    (DayKind.HOLIDAY, N_("放假")),
    (DayKind.WORKDAY, N_("上班")),
    (DayKind.ORDINARY, N_("平常")),
)


class DayEditor(QWidget):
    """A draft of one change. `apply_wanted` and `undo_wanted` ask for it to be written."""

    apply_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, refused: str, parent: QWidget | None = None) -> None:
        """`refused`: why this person changes nothing here; empty when they may."""
        super().__init__(parent)
        self._refused = refused
        self._days: tuple[PlannedDay, ...] = ()
        self.title = PlainLabel("", "heading")
        self.published = PlainLabel("", "small", wrap=True)
        self.kind = Segments([(kind, _(text)) for kind, text in _KINDS])
        self.name = TextField(placeholder=_("可不填，如 店庆"), longest=LONGEST_NAME)
        self.apply = Button(_("改成这样"), "normal", icon="check")
        self.undo = Button(_("恢复公布的安排"), "ghost", icon="undo")
        self._name_row = LabelledField(_("叫什么"), self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self.published, self.kind, self._name_row, self.apply, self.undo):
            column.addWidget(part)
        self.kind.changed.connect(self._on_changed)
        self.name.changed.connect(self._on_changed)
        self.name.returnPressed.connect(self._on_return)
        self.apply.clicked.connect(self.apply_wanted)
        self.undo.clicked.connect(self.undo_wanted)

    def show_days(self, days: Sequence[PlannedDay], *, announced: bool) -> None:
        """Other days, or the same ones after a change."""
        self._days = tuple(days)
        self.title.setText(day_title([planned.day for planned in days]))
        self.published.setText(self._published_words(announced=announced))
        kinds, names = ({one.kind for one in days}, {one.name for one in days})
        self.kind.set_value(days[0].kind if len(kinds) == 1 else None)
        self.name.set_value(days[0].name if len(names) == 1 else "")
        self._on_changed()

    def _published_words(self, *, announced: bool) -> str:
        said = {kind_words(one.day, one.published, one.published_name) for one in self._days}
        if len(said) > 1:
            return ""
        words = _("公布：{kind}") if announced else _("估算：{kind}")
        return words.format(kind=said.pop())

    def wanted(self) -> tuple[DayKind, str]:
        """What the days shall be. Only meaningful while `apply` is enabled."""
        kind = self.kind.value()
        assert isinstance(kind, DayKind)  # noqa: S101 - the button is off without one
        return kind, self.name.value() if kind is DayKind.HOLIDAY else ""

    def take_focus(self) -> None:
        """The keyboard goes on here."""
        self.kind.setFocus()

    def _on_changed(self) -> None:
        kind = self.kind.value()
        self._name_row.setVisible(kind is DayKind.HOLIDAY)
        self.apply.set_reason(self._refused or self._nothing_to_apply())
        own = any(one.own for one in self._days)
        self.undo.set_reason(self._refused or ("" if own else _("没有自行修改过。")))

    def _nothing_to_apply(self) -> str:
        if self.kind.value() is None:
            return _("请先选放假、上班还是平常。")
        kind, name = self.wanted()
        same = all(one.kind is kind and _same_name(one, name) for one in self._days)
        return _("已经是这样。") if same else ""

    def _on_return(self) -> None:
        if self.apply.isEnabled():
            self.apply_wanted.emit()


def _same_name(planned: PlannedDay, name: str) -> bool:
    """A published holiday keeps its name when the field is emptied."""
    return name == planned.name or (not name and not planned.own)
