"""What an example is, and what the program says to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from app.domain.facts import Facts
from app.domain.order import Order
from app.domain.payment import CapName, MoneyClass, Payout, Tender
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, GuardLevel, Row, Situation

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
HERE = 1  # the ticket the example decides on; other numbers are other tickets of the order
SITUATION = Situation(ticket_id=HERE, facts=Facts(), now=NOW, return_freight_cap_cents=25_00)


class Total(StrEnum):
    """The sums of a breakdown, by the word that stands for them in the document."""

    REFUND = "退款"
    COMPENSATION = "补偿"
    FREIGHT = "另付运费"
    DAMAGES = "赔付"
    CHARGE = "买家应付"
    WAIVED = "免收"
    COST = "商家现金成本"
    SUGGESTED = "建议补偿"
    RAISED = "买家拒绝后可加到"
    KEPT = "保留满减时退款"
    CLAWED = "收回满减时退款"


_TOTALS: Mapping[Total, Callable[[Breakdown], int | None]] = {
    Total.REFUND: lambda b: b.refund_cents,
    Total.COMPENSATION: lambda b: b.compensation_cents,
    Total.FREIGHT: lambda b: b.freight_cents,
    Total.DAMAGES: lambda b: b.damages_cents,
    Total.CHARGE: lambda b: b.charge_cents,
    Total.WAIVED: lambda b: b.waived_cents,
    Total.COST: lambda b: b.cost_cents,
    Total.SUGGESTED: lambda b: b.suggested_compensation_cents,
    Total.RAISED: lambda b: b.raised_compensation_cents,
    Total.KEPT: lambda b: b.kept_cents,
    Total.CLAWED: lambda b: b.clawed_cents,
}


@dataclass(frozen=True, slots=True)
class Says:
    """A guard that must speak, with a part of its sentence."""

    level: GuardLevel
    code: str
    words: str = ""


def refuses(code: str, words: str = "") -> Says:
    """The decision is stopped."""
    return Says(GuardLevel.REFUSE, code, words)


def asks(code: str, words: str = "") -> Says:
    """A second confirmation with a reason is needed."""
    return Says(GuardLevel.CONFIRM, code, words)


def warns(code: str, words: str = "") -> Says:
    return Says(GuardLevel.WARN, code, words)


def informs(code: str, words: str = "") -> Says:
    return Says(GuardLevel.INFO, code, words)


def passes(code: str, words: str = "") -> Says:
    return Says(GuardLevel.PASS, code, words)


@dataclass(frozen=True, slots=True)
class Example:
    """A decision and what it comes to. Amounts in minor units: `33_33` reads 33.33.

    `units` are the amounts paid for single pieces, `left` what the caps still hold before the
    decision, `says` guards that must speak, `silent` codes of guards that must not.
    """

    title: str
    order: Order
    choices: Choices
    calculation: str
    totals: Mapping[Total, int | None] = field(default_factory=dict)
    money: tuple[Payout, ...] = ()
    situation: Situation = SITUATION
    units: Mapping[tuple[int, int], int] = field(default_factory=dict)
    rows: Mapping[Row, int] = field(default_factory=dict)
    left: Mapping[CapName, int | None] = field(default_factory=dict)
    tenders: Mapping[Tender, int] = field(default_factory=dict)
    says: tuple[Says, ...] = ()
    silent: tuple[str, ...] = ()

    def settle(self) -> Breakdown:
        """What the program says."""
        return settle(self.order, self.money, self.choices, self.situation)

    def expected(self) -> dict[str, object]:
        """What was worked out by hand, by name."""
        return {
            **{total.value: cents for total, cents in self.totals.items()},
            **{f"unit {key}": cents for key, cents in self.units.items()},
            **{f"row {row.value}": cents for row, cents in self.rows.items()},
            **{f"left {name.value}": cents for name, cents in self.left.items()},
            **{f"tender {tender.value}": amount for tender, amount in self.tenders.items()},
            **{f"guard {said.code}": (said.level.value, True) for said in self.says},
            **{f"guard {code}": None for code in self.silent},
        }

    def observed(self) -> dict[str, object]:
        """The same names, as the program fills them."""
        breakdown = self.settle()
        caps = {cap.name: cap.left_cents for cap in breakdown.caps}
        guards = {guard.code: guard for guard in breakdown.guards}
        words = {said.code: said.words for said in self.says}
        said = {
            code: (guards[code].level.value, words.get(code, "") in guards[code].text)
            if code in guards
            else None
            for code in (*words, *self.silent)
        }
        return {
            **{total.value: _TOTALS[total](breakdown) for total in self.totals},
            **{f"unit {key}": _unit(breakdown, *key) for key in self.units},
            **{f"row {row.value}": _row(breakdown, row) for row in self.rows},
            **{f"left {name.value}": caps.get(name) for name in self.left},
            **{f"tender {tender.value}": _tender(breakdown, tender) for tender in self.tenders},
            **{f"guard {code}": found for code, found in said.items()},
        }


def _unit(breakdown: Breakdown, line_id: int, ordinal: int) -> int:
    return sum(
        part.cents
        for payout in breakdown.payouts
        if payout.tender is Tender.CASH and payout.money_class is not MoneyClass.FREIGHT
        for part in payout.units
        if (part.unit.line_id, part.unit.ordinal) == (line_id, ordinal)
    )


def _row(breakdown: Breakdown, row: Row) -> int:
    return sum(line.cents for line in breakdown.lines if line.row is row)


def _tender(breakdown: Breakdown, tender: Tender) -> int:
    return sum(payout.cents for payout in breakdown.payouts if payout.tender is tender)


@dataclass(frozen=True, slots=True)
class Sum:
    """An example of another function than the settlement: what is given, done and expected.

    `ask` returns what the program says under the names of `results`.
    """

    title: str
    given: str
    done: str
    calculation: str
    results: Mapping[str, object]
    ask: Callable[[], Mapping[str, object]]

    def expected(self) -> dict[str, object]:
        return dict(self.results)

    def observed(self) -> dict[str, object]:
        said = self.ask()
        return {name: said.get(name) for name in self.results}


@dataclass(frozen=True, slots=True)
class Chapter:
    """Examples of one rule; `rule` explains it in a few sentences, with its source if public."""

    title: str
    rule: str
    examples: tuple[Example | Sum, ...]
