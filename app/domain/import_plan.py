"""What an import would do, shown before anything is written; and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.imported import ParsedFile, Problem, ReturnAddress
from app.domain.order import Platform, Shop


class Change(StrEnum):
    """What a row of a file means for the desk."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


_STRENGTH = (Change.NEW, Change.CHANGED, Change.UNCHANGED)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of the plan; `refusal` is the sentence why the whole file cannot be taken."""

    name: str
    title: str = ""
    rows: int = 0
    refusal: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One order or claim of the plan. `kind` is `order` or `claim`."""

    kind: str
    number: str
    change: Change
    text: str
    file: str
    source_line: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything a preview shows; `parsed` is what `apply` writes.

    `shop` None with `shop_to_create` set: the shop will be made. Both None: a person must choose
    among `shop_choices`.
    """

    files: tuple[PlannedFile, ...]
    parsed: tuple[ParsedFile, ...]
    shop: Shop | None
    shop_to_create: tuple[Platform, str] | None
    shop_choices: tuple[Shop, ...]
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    conflicts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    address: ReturnAddress | None = None
    tickets_new: int = 0

    def count(self, kind: str, change: Change) -> int:
        """How many orders or claims mean this change; two files about one count once."""
        strongest: dict[str, Change] = {}
        for row in self.rows:
            if row.kind == kind:
                known = strongest.get(row.number, row.change)
                strongest[row.number] = min(known, row.change, key=_STRENGTH.index)
        return sum(1 for found in strongest.values() if found is change)

    @property
    def anything_to_do(self) -> bool:
        return any(row.change is not Change.UNCHANGED for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did."""

    shop_id: int
    shop_created: bool
    orders_new: int = 0
    orders_changed: int = 0
    claims_new: int = 0
    claims_changed: int = 0
    tickets_new: tuple[str, ...] = ()
    tickets_changed: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    mismatches: tuple[str, ...] = ()
