"""Rows of a claims file → platform claims: one row, one claim."""

from __future__ import annotations

from dataclasses import replace

from app.domain.imported import ImportedClaim, ReturnAddress
from app.domain.remedy import Remedy
from app.i18n import _
from app.services.importing import values
from app.services.importing.columns import Columns, Fault, Values
from app.services.importing.formats import KEYS, Importer, StatusRule
from app.services.importing.headers import normal
from app.services.importing.problems import Problems
from app.services.importing.readers import Row


class Claims:
    """Collects the claims of one file."""

    def __init__(self, importer: Importer, columns: Columns, problems: Problems) -> None:
        self._importer = importer
        self._columns = columns
        self._problems = problems
        self._numbers = KEYS[importer.kind]
        asking = dict.fromkeys(rule.column for rule in importer.remedies)
        self._asking = tuple(field for field in asking if field in columns.fields)
        self._statuses: dict[str, StatusRule | None] = {}
        self._claims: dict[str, ImportedClaim] = {}
        self._refused: set[str] = set()

    def add(self, row: Row) -> None:
        """Take one row; its faults go to the problems."""
        fields, faults = self._columns.taken(row, self._numbers)
        if faults:
            for fault in faults:
                self._problems.row(row.line, fault)
            return
        claim = self._claim(row, fields)
        known = self._claims.setdefault(claim.claim_no, claim)
        if known is claim or replace(known, source_line=claim.source_line) == claim:
            return
        self._problems.row(row.line, self._twice(claim, known.source_line))
        if claim.claim_no not in self._refused:
            self._refused.add(claim.claim_no)
            self._problems.row(known.source_line, self._twice(claim, row.line))

    def result(self) -> tuple[ImportedClaim, ...]:
        """The claims that can be trusted, in file order. To be asked once, at the end."""
        claims = [c for c in self._claims.values() if c.claim_no not in self._refused]
        for field in self._numbers:
            numbers = [getattr(claim, field) for claim in claims]
            if not values.rounded(numbers):
                continue
            for claim, number in zip(claims, numbers, strict=True):
                if values.ends_rounded(number):
                    fault = Fault(self._columns.title(field), number, values.rounded_reason())
                    self._problems.row(claim.source_line, fault)
            claims = [c for c in claims if not values.ends_rounded(getattr(c, field))]
        return tuple(claims)

    def _twice(self, claim: ImportedClaim, line: int) -> Fault:
        return Fault(
            self._columns.title("claim_no"),
            claim.claim_no,
            _("第 {line} 行是同一个编号而内容不同，不知道以哪一行为准，两行都没有读入").format(
                line=line
            ),
        )

    def _claim(self, row: Row, fields: Values) -> ImportedClaim:
        status = fields.get("status")
        rule = self._rule(status) if status else None
        asked = {
            field: fields[field] if field != "needs_return" else self._word(row, field)
            for field in self._asking
        }
        claim_type = fields.pop("claim_type", None)
        fields["return_address"] = _address(fields)
        fields["currency"] = fields.get("currency") or self._importer.currency
        return ImportedClaim(
            **fields,
            remedy=self._remedy(asked),
            remedy_text=claim_type or asked.get("needs_return"),
            facts=rule.facts if rule else None,
            due_whose=rule.due if rule and fields.get("due_at") else None,
            source_line=row.line,
        )

    def _word(self, row: Row, field: str) -> str | None:
        """The word behind a yes or no."""
        return values.text(self._columns.cell(row, field))

    def _rule(self, status: str) -> StatusRule | None:
        if status not in self._statuses:
            self._statuses[status] = self._importer.status(normal(status))
        return self._statuses[status]

    def _remedy(self, asked: dict[str, str | None]) -> Remedy | None:
        for rule in self._importer.remedies:
            text = asked.get(rule.column)
            if text and rule.words.fit(normal(text)):
                return rule.gives
        return None


def _address(fields: Values) -> ReturnAddress | None:
    """Takes the parts of the return address out of the fields."""
    parts = {
        name: fields.pop(f"return_{name}", None)
        for name in ("contact", "phone", "address", "postcode")
    }
    return ReturnAddress(**parts) if parts["address"] or parts["phone"] else None
