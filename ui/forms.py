"""Forms: a small label above each field, the problem in red below it, one reason for the button.

A field is any widget with `problem()` (one sentence, empty when all is well) and `changed`.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets.text import PlainLabel


@runtime_checkable
class Field(Protocol):
    """What a form asks of a field."""

    @property
    def changed(self) -> SignalInstance:
        """Fires after every change of the value."""
        ...

    def problem(self) -> str:
        """One sentence, or empty."""
        ...


class LabelledField(QWidget):
    """A muted label above a field, as in every dialog."""

    def __init__(
        self, label: str, field: QWidget, *, note: str = "", parent: QWidget | None = None
    ) -> None:
        """`note`: a faint explanation below the field."""
        super().__init__(parent)
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = PlainLabel(label, "small", wrap=False)
        self.label.setBuddy(field)
        column.addWidget(self.label)
        fixed = field.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0))
        if note:
            column.addWidget(PlainLabel(note, "tiny", wrap=True))
        if not field.accessibleName():
            field.setAccessibleName(label)


class Form(QWidget):
    """Fields in one or two columns. `changed` fires for every field; `problem()` is the first one."""

    changed = Signal()

    def __init__(self, *, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(14)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._fields: list[tuple[str, QWidget]] = []
        self._required: set[int] = set()
        self._row = 0
        self._column = 0

    def add(
        self,
        label: str,
        field: QWidget,
        *,
        note: str = "",
        required: bool = False,
        span: bool = False,
    ) -> LabelledField:
        """One more field. `required`: an empty value is a problem; `span`: the whole width."""
        whole = LabelledField(label, field, note=note)
        width = self._columns if span else 1
        if self._column + width > self._columns:
            self._row, self._column = self._row + 1, 0
        self._grid.addWidget(whole, self._row, self._column, 1, width, Qt.AlignmentFlag.AlignTop)
        self._column += width
        self._fields.append((label, field))
        if required:
            self._required.add(len(self._fields) - 1)
        if isinstance(field, Field):
            field.changed.connect(self._on_changed)
        return whole

    def problem(self) -> str:
        """The first problem, or empty."""
        found = self.problems()
        return found[0] if found else ""

    def problems(self) -> tuple[str, ...]:
        """Every problem from top to bottom."""
        found: list[str] = []
        for index, (label, field) in enumerate(self._fields):
            if not field.isVisibleTo(self):
                continue
            said = field.problem() if isinstance(field, Field) else ""
            if not said and index in self._required and _is_empty(field):
                asked = _("请选择「{label}」。") if _is_list(field) else _("请填写「{label}」。")
                said = asked.format(label=label)
            if said:
                found.append(said)
        return tuple(found)

    def _on_changed(self) -> None:
        self.changed.emit()


def _is_list(field: QWidget) -> bool:
    return isinstance(field, QComboBox) and not field.isEditable()


def _is_empty(field: QWidget) -> bool:
    value = getattr(field, "value", None)
    return callable(value) and value() in (None, "", ())
