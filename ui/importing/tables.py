"""Tables of the preview: a list of columns over rows that are there already, no widget per row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from app.domain.import_plan import Change
from app.domain.imported import Problem
from app.i18n import N_, _
from ui.importing.preview import PreviewRow
from ui.tokens import Tone
from ui.widgets.table import TONE_ROLE, Table
from ui.widgets.text import tip

_ROW_HEIGHT: Final = 30
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its title, how its cell reads, its width (0 takes what is left)."""

    title: str
    text: Callable[[Any], str]
    width: int = 0
    tone: Callable[[Any], Tone] | None = None


class TableModel(QAbstractTableModel):
    """Rows of any frozen kind."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[Any] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; they are not copied."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> Any:
        """The row at this place."""
        return self._rows[number]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self._rows[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.text(self._rows[index.row()]))
        if role == TONE_ROLE and column.tone is not None:
            return column.tone(self._rows[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self.columns[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class TableView(Table):
    """Reads well, edits nothing. Give it rows with `show_rows`."""

    def __init__(self, columns: Sequence[TableColumn], parent: QWidget | None = None) -> None:
        super().__init__(row_height=_ROW_HEIGHT, parent=parent)
        self.rows = TableModel(columns, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self.rows)
        across = self.horizontalHeader()
        across.setSectionsClickable(False)
        across.setStretchLastSection(False)
        for at, column in enumerate(columns):
            if column.width:
                across.resizeSection(at, column.width)
            else:
                across.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Other rows, from the top."""
        self.rows.show_rows(rows)
        self.scrollToTop()


def change_words(change: Change) -> str:
    """What an import means for a row."""
    words = {Change.NEW: _("新增"), Change.CHANGED: _("有变化"), Change.UNCHANGED: _("无变化")}
    return words[change]


def change_tone(change: Change) -> Tone:
    """The colour of a change."""
    tones: dict[Change, Tone] = {Change.NEW: "ok", Change.CHANGED: "info"}
    return tones.get(change, "muted")


def _change(row: PreviewRow) -> str:
    return change_words(row.change)


def _change_tone(row: PreviewRow) -> Tone:
    return change_tone(row.change)


def _kind(row: PreviewRow) -> str:
    return _("订单") if row.kind == "order" else _("售后")


def _number(row: PreviewRow) -> str:
    return row.number


def _text(row: PreviewRow) -> str:
    return row.text


def _place(row: PreviewRow) -> str:
    file, line = row.places[0]
    if len(row.places) == 1:
        return _("第 {line} 行 · {file}").format(line=line, file=file)
    return _("第 {line} 行等 {n} 处 · {file}").format(line=line, n=len(row.places), file=file)


def _problem_file(problem: Problem) -> str:
    return problem.file


def _problem_line(problem: Problem) -> str:
    return "" if problem.line is None else str(problem.line)


def _problem_column(problem: Problem) -> str:
    return problem.column or ""


def _problem_value(problem: Problem) -> str:
    return problem.value or ""


def _problem_message(problem: Problem) -> str:
    return problem.message


ROW_COLUMNS: Final = (
    TableColumn(N_("变化"), _change, 68, _change_tone),
    TableColumn(N_("种类"), _kind, 56),
    TableColumn(N_("编号"), _number, 170),
    TableColumn(N_("内容"), _text),
    TableColumn(N_("出处"), _place, 168),
)
PROBLEM_COLUMNS: Final = (
    TableColumn(N_("文件"), _problem_file, 190),
    TableColumn(N_("行"), _problem_line, 52),
    TableColumn(N_("列"), _problem_column, 110),
    TableColumn(N_("值"), _problem_value, 140),
    TableColumn(N_("哪里不对"), _problem_message),
)
NOTE_COLUMNS: Final = (TableColumn(N_("说明"), str),)
