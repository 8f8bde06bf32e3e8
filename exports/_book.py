"""Workbooks of any length in little memory: every row goes to a temporary file at once.

Built on openpyxl's write-only sheets, whose inner methods are overridden here and nowhere else (its
version is pinned). Ready cells are taken as they are, because handing over a styled cell costs
half as much again otherwise; a full disk is told as such; the same rows give the same bytes.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from datetime import datetime
from decimal import Decimal
from typing import IO, Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml.etree import Element, LxmlError, SubElement
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart._chart import ChartBase
from openpyxl.utils import get_column_letter
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import (
    ColumnDimension,
    DimensionHolder,
    RowDimension,
    SheetFormatProperties,
)
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import WorksheetProperties
from openpyxl.writer.excel import ExcelWriter

from exports._text import xl_text

MOST_ROWS: Final = 1_048_576  # of a sheet in Excel


class _Writer(WorksheetWriter):
    """Writes to a file its sheet's owner opened, and closes."""

    def write_drawings(self) -> None:
        columns = getattr(self.ws, "text_columns", 0)
        if columns:
            area = f"A1:{get_column_letter(columns)}{MOST_ROWS}"
            ignored = Element("ignoredErrors")
            SubElement(ignored, "ignoredError", {"sqref": area, "numberStoredAsText": "1"})
            self.xf.send(ignored)
        super().write_drawings()

    def cleanup(self) -> None:
        """Nothing is left over: the temporary file has no name."""


class ReadyCell(Cell):
    """A cell filled again and again without openpyxl guessing each time what a value may be."""

    __slots__ = ()

    def put_text(self, text: str) -> None:
        """Anybody's text: never a formula, an error value or a number."""
        self._value: object = xl_text(text)
        self.data_type = "s"

    def put_number(self, value: Decimal | int | None) -> None:
        self._value = value
        self.data_type = "n"


class Sheet(WriteOnlyWorksheet):
    """A sheet that takes lists of ready cells; None leaves a place empty.

    `text_columns`: so many columns from the left may hold numbers as text, which Excel would mark
    with a green corner in every cell.
    """

    text_columns = 0

    # What every sheet has and the stubs leave out of write-only ones.
    auto_filter: AutoFilter
    column_dimensions: DimensionHolder[str, ColumnDimension]
    page_margins: PageMargins
    page_setup: PrintPageSetup
    row_dimensions: BoundDictionary[int, RowDimension]
    sheet_format: SheetFormatProperties
    sheet_properties: WorksheetProperties

    def __init__(self, book: Book, title: str, out: IO[bytes]) -> None:
        super().__init__(book, title)
        self.out = out
        self._charts: list[ChartBase] = []
        self._writer: _Writer | None = None
        self._rows: Any = None

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _Writer(self, self.out)
            self._writer.write_top()

    def _values_to_row(
        self, values: Iterable[ReadyCell | None], row_idx: int
    ) -> Iterator[ReadyCell]:
        for column, cell in enumerate(values, 1):
            if cell is not None:
                cell.row, cell.column = row_idx, column
                yield cell

    def put_chart(self, chart: ChartBase, anchor: str) -> None:
        """Place a chart with its upper left corner at a cell. Before `close()`."""
        chart.anchor = anchor
        self._charts.append(chart)

    def abandon(self) -> None:
        """Let go of the writing end, finished or not. May be called again."""
        for generator in (self._rows, self._writer.xf if self._writer else None):
            if generator is not None:
                with suppress(LxmlError, OSError, ValueError):
                    generator.close()


class Book(Workbook):
    """A write-only workbook whose temporary files live as long as `files`."""

    def __init__(self, files: ExitStack) -> None:
        super().__init__(write_only=True)
        self._files = files

    def add_sheet(self, title: str, index: int | None = None) -> Sheet:
        """A new sheet at `index`, at the end by default."""
        out = tempfile.TemporaryFile()  # noqa: SIM115 - closed with all the others
        self._files.enter_context(out)
        sheet = Sheet(self, title, out)
        self._files.callback(sheet.abandon)
        self._add_sheet(sheet, index)  # type: ignore[attr-defined]  # missing from the stubs
        return sheet

    def write_to(self, stream: BinaryIO, moment: datetime) -> None:
        """Write the finished workbook, dated `moment` (naive, as a clock on the wall shows it)."""
        self.properties.created = self.properties.modified = moment
        with _Archive(stream, moment) as archive:
            ExcelWriter(self, archive).write_data()


class _Archive(ZipFile):
    """A zip file whose members all bear one date."""

    def __init__(self, stream: BinaryIO, moment: datetime) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED, allowZip64=True)
        self._date = moment.timetuple()[:6]

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        info = self._info(zinfo_or_arcname)
        super().writestr(info, data, compress_type, compresslevel)

    def write(
        self,
        filename: Any,
        arcname: Any = None,
        compress_type: int | None = None,  # noqa: ARG002 - of the inherited method
        compresslevel: int | None = None,  # noqa: ARG002
    ) -> None:
        """Copy an open file into the archive, not one on the disk."""
        filename.seek(0)
        with self.open(self._info(arcname), "w", force_zip64=True) as member:
            shutil.copyfileobj(filename, member)

    def _info(self, member: str | ZipInfo) -> ZipInfo:
        name = member.filename if isinstance(member, ZipInfo) else member
        info = ZipInfo(name, self._date)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info
