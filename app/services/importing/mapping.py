"""The rows of a recognised sheet → orders or claims, and a list of what could not be taken.

A row with any fault is not read in at all, and an order or claim is never read in by halves: what
is imported was understood completely. No number is ever invented.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.domain.imported import FileKind, ImportedClaim, ImportedOrder, Problem
from app.i18n import _
from app.services.importing import values
from app.services.importing.claims import Claims
from app.services.importing.columns import Columns
from app.services.importing.formats import KEYS
from app.services.importing.limits import Limits
from app.services.importing.orders import Orders
from app.services.importing.problems import Problems
from app.services.importing.readers import Row
from app.services.importing.recognise import Recognised

Progress = Callable[[int], None]
_PROGRESS_ROWS = 1000
_TOTALS = ("总计", "合计", "总合计", "汇总")


class Mapped(NamedTuple):
    """What the rows of a sheet gave."""

    orders: tuple[ImportedOrder, ...]
    claims: tuple[ImportedClaim, ...]
    problems: tuple[Problem, ...]
    rows_read: int


def map_rows(found: Recognised, file: str, limits: Limits, progress: Progress) -> Mapped:
    """Read every row below the header. `progress` is told the number of rows now and then."""
    importer = found.importer
    problems = Problems(file, limits.problems)
    columns = Columns(importer, importer.columns, found.keys, found.titles)
    _notes(found, columns, problems)
    records: Orders | Claims
    if importer.kind is FileKind.CLAIMS:
        records = Claims(importer, columns, problems)
    else:
        lines = Columns(importer, importer.lines, found.keys, found.titles)
        records = Orders(importer, columns, lines, problems)
    rows = 0
    held: Row | None = None
    for row in found.sheet.rows():
        if row.line <= found.header_line or _blank(row):
            continue
        if held is not None:  # it was not the last row, so it is no row of totals
            records.add(held)
            rows += 1
        held = row if _totals(row) else None
        if held is None and not _header_again(row, found, columns):
            records.add(row)
            rows += 1
            if rows % _PROGRESS_ROWS == 0:
                progress(rows)
    if rows == 0:
        problems.note(_("只有表头，没有一行数据。"))
    progress(rows)
    if isinstance(records, Claims):
        return Mapped((), records.result(), problems.all(), rows)
    return Mapped(records.result(), (), problems.all(), rows)


def _notes(found: Recognised, columns: Columns, problems: Problems) -> None:
    """What the user should know of the file as a whole."""
    importer = found.importer
    lacking = [f for f in importer.expected if f not in columns.fields]
    if lacking:
        names = "」「".join(importer.column(field).title for field in lacking)
        problems.note(_("里没有「{columns}」列，这些内容留空。").format(columns=names))
    if found.also:
        names = "」「".join(found.also)
        problems.note(
            _(
                "还有工作表「{others}」也是这种内容，这次只读了「{sheet}」；请把它们另存成文件再导入。"
            ).format(others=names, sheet=found.sheet.name)
        )


def _blank(row: Row) -> bool:
    return all(
        cell is None or (type(cell) is str and not cell.strip(values.BLANKS)) for cell in row.cells
    )


def _totals(row: Row) -> bool:
    """Whether the row begins with a word for totals."""
    for cell in row.cells:
        if cell not in (None, ""):
            word = cell.strip(values.BLANKS).rstrip(":：") if type(cell) is str else ""
            return word in _TOTALS
    return False


def _header_again(row: Row, found: Recognised, columns: Columns) -> bool:
    """Whether the header row stands here once more, as when exports were pasted together."""
    cell = columns.cell(row, KEYS[found.importer.kind][0])
    return type(cell) is str and cell in found.titles
