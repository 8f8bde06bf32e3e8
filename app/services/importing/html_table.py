"""Rows out of an HTML file that a platform named .xls: the cells' text, nothing is followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.i18n import _
from app.services.importing.limits import Limits
from app.services.importing.refusal import Unreadable, save_as_workbook

_SKIPPED = frozenset({"script", "style", "head", "title"})
_WIDEST_SPAN = 64


@dataclass(slots=True)
class HtmlTable:
    """One table: its rows of texts, and the cells that rowspan carries into later rows."""

    rows: list[list[str]] = field(default_factory=list)
    carried: dict[int, int] = field(default_factory=dict)


class TableReader(HTMLParser):
    """Collects every table of a document, inner ones as tables of their own.

    Raises `Unreadable` from `feed` when a budget is exceeded.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[HtmlTable] = []
        self._open: list[HtmlTable] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._skipping = 0
        self._limits = limits
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "table":
            self._end_cell()
            self._open.append(HtmlTable())
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._begin_row(self._open[-1])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            if not self._open[-1].rows:
                self._begin_row(self._open[-1])
            spans = dict(attrs)
            self._span = (_span(spans.get("colspan")), _span(spans.get("rowspan")))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._skipping:
            self._cell.append(data)

    def _begin_row(self, table: HtmlTable) -> None:
        if len(table.rows) >= self._limits.rows:
            raise Unreadable(
                _("超过 {rows} 行。").format(rows=self._limits.rows), save_as_workbook()
            )
        table.rows.append([])
        self._carry(table)

    def _carry(self, table: HtmlTable) -> None:
        """Leave blank what a cell of an earlier row covers."""
        row = table.rows[-1]
        while table.carried.get(len(row), 0):
            table.carried[len(row)] -= 1
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        table = self._open[-1]
        row = table.rows[-1]
        across, down = self._span
        text, self._cell = "".join(self._cell), None
        for place in range(across):
            if down > 1:
                table.carried[len(row)] = down - 1
            row.append("" if place else text)
        self._cells += across
        if len(row) > self._limits.columns or self._cells > self._limits.cells:
            raise Unreadable(
                _("的表格太大（最多 {columns} 列、共 {cells} 格）。").format(
                    columns=self._limits.columns, cells=self._limits.cells
                ),
                save_as_workbook(),
            )
        self._carry(table)


def _span(written: str | None) -> int:
    if written is None or not written.isascii() or not written.isdigit():
        return 1
    return max(1, min(int(written[:4]), _WIDEST_SPAN))
