"""The cells of one row → the fields of a format, and the faults found on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from app.i18n import _
from app.services.importing import values
from app.services.importing.formats import Column, Importer
from app.services.importing.headers import places
from app.services.importing.readers import Row
from app.services.importing.times import instant
from app.services.importing.values import BadValue, Cell, shown

Values = dict[str, Any]
_Parse = Callable[[Cell, str], object]


class Fault(NamedTuple):
    """Why a row cannot be taken: a column as the file names it, the cell, the reason.

    `value` None with a column: the cell is blank but must not be.
    """

    column: str | None
    value: str | None
    reason: str


class _Bound(NamedTuple):
    """A column of the format, bound to the positions it has in this file."""

    field: str
    positions: tuple[int, ...]
    join: str | None
    parse: _Parse
    known: dict[str, object] | None  # texts read before: a column repeats itself; None: it does not


_UNIQUE = ("number", "instant")
_KNOWN = 10_000  # texts remembered per column


class Columns:
    """Reads rows of one file. `keys` are the header cells in normal form, `titles` as written."""

    def __init__(
        self,
        importer: Importer,
        columns: Sequence[Column],
        keys: Sequence[str],
        titles: Sequence[str],
    ) -> None:
        self._titles = titles
        self._default_currency = self._currency = importer.currency
        self._width = len(keys)
        bound = [
            _Bound(
                column.field,
                found,
                column.join,
                _parser(column, importer),
                None if column.join or column.kind in _UNIQUE else {},
            )
            for column in columns
            if (found := places(keys, column.headers))
        ]
        # The currency of a row is needed before its amounts.
        self._bound = sorted(bound, key=lambda column: column.field != "currency")
        self._positions = {column.field: column.positions for column in bound}
        self._reach = 1 + max((p for column in bound for p in column.positions), default=-1)

    @property
    def fields(self) -> frozenset[str]:
        """The fields this file has a column for."""
        return frozenset(self._positions)

    def title(self, field: str) -> str:
        """What the file calls the column of a field it has."""
        return self._titles[self._positions[field][0]]

    def cell(self, row: Row, field: str) -> Cell:
        """The raw cell of a field: the first of its columns that is filled; None if there is none."""
        for position in self._positions.get(field, ()):
            if position < len(row.cells):
                cell = row.cells[position]
                if cell is not None and (type(cell) is not str or cell.strip(values.BLANKS)):
                    return cell
        return None

    def shape(self, row: Row) -> str | None:
        """What is wrong with the number of cells of a row, if anything."""
        cells = row.cells
        if self._reach <= len(cells) <= self._width:
            return None
        if len(cells) < self._reach or any(c not in (None, "") for c in cells[self._width :]):
            return _("这一行有 {cells} 格，表头有 {width} 列，内容可能错位了").format(
                cells=len(cells), width=self._width
            )
        return None

    def taken(self, row: Row, numbers: Sequence[str]) -> tuple[Values, list[Fault]]:
        """The fields of a row and its faults; each of the fields `numbers` must be there.

        With any fault the row is not to be used, though the values that could be read are given.
        """
        if reason := row.fault or self.shape(row):
            return {}, [Fault(None, None, reason)]
        faults: list[Fault] = []
        result = self.read(row, faults)
        faulty = {fault.column for fault in faults}
        missing = [f for f in numbers if result[f] is None and self.title(f) not in faulty]
        faults += [Fault(self.title(f), None, _("编号不会由程序编造")) for f in missing]
        return result, faults

    def read(self, row: Row, faults: list[Fault]) -> Values:
        """The fields of a row; every cell that cannot be taken is added to `faults`."""
        cells = row.cells
        result: Values = {}
        currency = self._default_currency
        for field, positions, join, parse, known in self._bound:
            value: object = None
            joined = []
            for position in positions:
                cell = cells[position]
                if cell is None or cell == "":
                    continue
                if known is not None and type(cell) is str and cell in known:
                    value = known[cell]
                else:
                    try:
                        value = parse(cell, currency)
                    except BadValue as error:
                        faults.append(Fault(self._titles[position], shown(cell), str(error)))
                        break
                    if known is not None and type(cell) is str and len(known) < _KNOWN:
                        known[cell] = value
                if value is not None:
                    if join is None:
                        break
                    joined.append(str(value))
            result[field] = value if join is None else join.join(joined) or None
            if field == "currency":
                currency = str(value or currency)
                self._use(currency)
        return result

    def _use(self, currency: str) -> None:
        """Amounts read in one currency are not those of another."""
        if currency != self._currency:
            self._currency = currency
            for column in self._bound:
                if column.known is not None and column.field != "currency":
                    column.known.clear()


def _parser(column: Column, importer: Importer) -> _Parse:
    """How a cell of this column is read: (cell, currency of the row) → value or None."""
    empty = values.EMPTY_MARKS | importer.empty
    kind = column.kind
    if kind == "amount":
        return lambda cell, currency: values.amount(cell, currency, negative=column.negative)
    if kind == "instant":
        return lambda cell, _currency: instant(cell, importer.zone, column.formats)
    if kind == "quantity":
        return lambda cell, _currency: values.quantity(cell)
    if kind == "flag":
        return lambda cell, _currency: values.flag(cell, column.yes, column.no)
    read = {
        "number": values.number,
        "code": values.code,
        "personal": values.personal,
        "text": values.text,
    }[kind]
    if column.extract is None and not column.strip_prefix:
        return lambda cell, _currency: read(cell, empty)
    return lambda cell, _currency: _part(read(cell, empty), column)


def _part(value: str | None, column: Column) -> str | None:
    if value is None:
        return None
    for prefix in column.strip_prefix:
        value = value.removeprefix(prefix)
    if column.extract is not None:
        match = column.extract.search(value)
        return match.group(1) if match else None
    return value or None
