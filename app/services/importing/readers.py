"""A file → sheets of rows, whatever it is stored as. Knows nothing of orders and claims.

Rows carry the number the user sees: the spreadsheet's row, or the physical line on which a
record of a text file starts (a cell may hold line breaks).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.i18n import _
from app.services.importing import decoding, workbook_guard
from app.services.importing.html_table import TableReader
from app.services.importing.limits import Limits
from app.services.importing.refusal import Unreadable, export_again
from app.services.importing.sniff import FileType, locked, sniff
from app.services.importing.values import Cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

SEPARATORS = ",\t;"


class Row(NamedTuple):
    """One row; `fault` says why its cells cannot be trusted, None when they can."""

    line: int
    cells: Sequence[Cell]
    fault: str | None = None


class Sheet(Protocol):
    """A table that can be read from its top more than once."""

    @property
    def name(self) -> str: ...
    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """The sheets of a file, opened one after the other.

    `readings` True: the sheets are one and the same text cut at different separators.
    """

    encoding: str
    sheets: Iterable[Sheet]
    readings: bool = False


def open_source(path: Path, limits: Limits, encoding: str | None = None) -> Source:
    """The sheets of a file by what it really is.

    `encoding` overrides what was detected for a text file. Raises `Unreadable`; `OSError` and the
    workbook parser's panics (which are not even `Exception`s) pass through.
    """
    kind = sniff(path, limits)
    if kind is FileType.ZIP:
        kept = workbook_guard.check(path, limits)
        return Source(kept.name.lower(), _workbook(path, limits))
    if kind is FileType.XLS:
        return Source("xls", _workbook(path, limits))
    found = decoding.Encoding(encoding) if encoding else decoding.detect(path)
    if kind is FileType.HTML:
        return Source(f"html {found.name}", _html(path, found, limits))
    cuts = [TextSheet(path, found, mark, limits) for mark in _separators(path, found, limits)]
    return Source(found.name, cuts, readings=True)


# --------------------------------------------------------------------------------------- text


class _Lines:
    """The physical lines of a file; remembers those of the record being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.record.append(line)
        return line


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A text file cut at one separator."""

    path: Path
    encoding: decoding.Encoding
    separator: str
    limits: Limits
    name: str = ""

    def rows(self) -> Iterator[Row]:
        csv.field_size_limit(self.limits.field_characters)
        encoding = self.encoding
        with self.path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
            lines = _Lines(file)
            reader = csv.reader(lines, delimiter=self.separator)
            start = 1
            last: Row | None = None
            open_quote = False
            try:
                for number, cells in enumerate(reader):
                    if number > self.limits.rows:
                        raise _too_many_rows(self.limits)
                    if last is not None:
                        yield last
                    last = Row(start, cells, self._fault(lines.record))
                    start = reader.line_num + 1
                    open_quote = len(lines.record) > 1 and _odd_quotes(lines.record)
                    lines.record.clear()
            except csv.Error as error:
                raise Unreadable(
                    _("从第 {line} 行起读不下去：一格超过 {limit} 字，多半是引号没有配对。").format(
                        line=start, limit=self.limits.field_characters
                    ),
                    export_again(),
                ) from error
            except UnicodeDecodeError as error:
                raise Unreadable(
                    _("从第 {line} 行起不能按编码 {encoding} 读出。").format(
                        line=start, encoding=encoding.name
                    ),
                    decoding.not_text(),
                ) from error
            if last is not None:
                # Only the end of the file shows that a quote was never closed.
                fault = _("从这一行起引号没有配对，后面的内容都被算进了同一格")
                yield last._replace(fault=fault) if open_quote else last

    def _fault(self, record: Sequence[str]) -> str | None:
        for line in record:
            if "\x00" in line:
                return _("这一行有空字符，文件可能已损坏")
            if self.encoding.damaged and decoding.REPLACEMENT in line:
                return _("这一行有读不出的字，文件可能已损坏")
        return None


def _odd_quotes(record: Sequence[str]) -> bool:
    return sum(line.count('"') for line in record) % 2 == 1


def _separators(path: Path, encoding: decoding.Encoding, limits: Limits) -> str:
    """The separators that occur near the top, the most frequent first."""
    with path.open(encoding=encoding.name, errors="replace", newline="") as file:
        # A damaged file may have one endless line.
        top = "".join(islice(iter(lambda: file.readline(65_536), ""), limits.header_rows))
    found = sorted((mark for mark in SEPARATORS if mark in top), key=top.count, reverse=True)
    return "".join(found) or ","


# ------------------------------------------------------------------------- workbooks and HTML


@dataclass(frozen=True, slots=True)
class MemorySheet:
    """A table that is held in memory."""

    name: str
    content: Sequence[Sequence[Cell]]

    def rows(self) -> Iterator[Row]:
        return (Row(line, cells) for line, cells in enumerate(self.content, 1))


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook; formulas give the value that was saved with them."""

    name: str
    content: CalamineSheet

    def rows(self) -> Iterator[Row]:
        return (Row(line, cells) for line, cells in enumerate(self.content.iter_rows(), 1))


def _workbook(path: Path, limits: Limits) -> Iterator[Sheet]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        tables = [m for m in workbook.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        visible = [m for m in tables if m.visible == SheetVisibleEnum.Visible]
        for meta in visible or tables:
            sheet = workbook.get_sheet_by_name(meta.name)
            row, column = sheet.end or (-1, -1)  # counted from zero; None: an empty sheet
            height, width = row + 1, column + 1
            if height > limits.rows or width > limits.columns or height * width > limits.cells:
                raise workbook_guard.too_wide(_reference(height, width), limits)
            yield WorkbookSheet(meta.name, sheet)
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(_("已损坏，或不是真正的表格文件，打不开。"), export_again()) from error


def _reference(row: int, column: int) -> str:
    """`(3, 28)` → `AB3`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _html(path: Path, encoding: decoding.Encoding, limits: Limits) -> Iterator[Sheet]:
    reader = TableReader(limits)
    with path.open(encoding=encoding.name, errors=encoding.errors) as file:
        while chunk := file.read(1 << 16):
            reader.feed(chunk)
    reader.close()
    for number, table in enumerate(reader.tables, 1):
        yield MemorySheet(str(number), table.rows)


def _too_many_rows(limits: Limits) -> Unreadable:
    return Unreadable(
        _("超过 {rows} 行，没有读入。").format(rows=limits.rows),
        _("请在平台后台按较短的日期范围分几次导出。"),
    )
