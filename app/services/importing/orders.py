"""Rows of an order file → orders: one row an order, or one row a line of goods."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.imported import ImportedLine, ImportedOrder
from app.i18n import _
from app.services.importing import values
from app.services.importing.columns import Columns, Fault, Values
from app.services.importing.formats import KEYS, Importer
from app.services.importing.problems import Problems
from app.services.importing.readers import Row

_ALIKE = ("amount", "quantity")


@dataclass(slots=True)
class _Draft:
    """An order while its rows come in."""

    line: int
    fields: Values
    lines: list[ImportedLine] = field(default_factory=list)


class Orders:
    """Collects the orders of one file; rows with the same number are one order."""

    def __init__(
        self, importer: Importer, columns: Columns, lines: Columns, problems: Problems
    ) -> None:
        self._importer = importer
        self._columns = columns
        self._lines = lines if importer.lines else None
        self._problems = problems
        self._numbers = KEYS[importer.kind]
        self._kinds = {column.field: column for column in importer.columns}
        self._drafts: dict[str, _Draft] = {}
        self._broken: dict[str, int] = {}

    def add(self, row: Row) -> None:
        """Take one row; its faults go to the problems."""
        fields, faults = self._columns.taken(row, self._numbers)
        goods: Values = {}
        if self._lines is not None and not row.fault:
            if shape := self._lines.shape(row):
                faults = faults or [Fault(None, None, shape)]
            else:
                goods = self._lines.read(row, faults)
        draft = None if faults else self._drafts.get(fields["number"])
        if draft is not None:
            faults = self._merge(draft, fields, row)
        if faults:
            for fault in faults:
                self._problems.row(row.line, fault)
            if number := fields.get("number") or self._number(row):
                self._broken.setdefault(number, row.line)
            return
        if draft is None:
            draft = self._drafts[fields["number"]] = _Draft(row.line, fields)
        if self._lines is not None:
            draft.lines.append(ImportedLine(**goods))

    def result(self) -> tuple[ImportedOrder, ...]:
        """The orders that can be trusted, in file order. To be asked once, at the end."""
        for number, line in self._broken.items():
            if draft := self._drafts.pop(number, None):
                self._problems.row(draft.line, self._halved(number, line))
        if values.rounded(list(self._drafts)):
            for number in [n for n in self._drafts if values.ends_rounded(n)]:
                fault = Fault(self._title, number, values.rounded_reason())
                self._problems.row(self._drafts.pop(number).line, fault)
        return tuple(self._order(draft) for draft in self._drafts.values())

    @property
    def _title(self) -> str:
        return self._columns.title("number")

    def _number(self, row: Row) -> str | None:
        """The number of a row that has other faults, if it can be read."""
        try:
            return values.number(self._columns.cell(row, "number"))
        except values.BadValue:
            return None

    def _merge(self, draft: _Draft, fields: Values, row: Row) -> list[Fault]:
        """Add a further row of the same order; the faults when the two rows disagree."""
        faults = []
        for name, value in fields.items():
            known = draft.fields[name]
            column = self._kinds[name]
            if value is None:
                continue
            if known is None:
                draft.fields[name] = value
            elif column.sum_rows:
                draft.fields[name] = known + value
            elif value != known and (self._lines is None or column.kind in _ALIKE):
                reason = _("同一个订单在第 {line} 行写的不一样，不知道以哪一行为准").format(
                    line=draft.line
                )
                cell = values.shown(self._columns.cell(row, name))
                faults.append(Fault(self._columns.title(name), cell, reason))
        return faults

    def _halved(self, number: str, line: int) -> Fault:
        return Fault(
            self._title,
            number,
            _("这个订单的第 {line} 行有错，为了不读入半个订单，这一行也没有读入").format(line=line),
        )

    def _order(self, draft: _Draft) -> ImportedOrder:
        fields = draft.fields
        fields["currency"] = fields.get("currency") or self._importer.currency
        fields["titles"] = fields.get("titles") or ""
        lines = tuple(draft.lines) if self._lines is not None else None
        return ImportedOrder(**fields, lines=lines, source_line=draft.line)
