"""One row of a table: a situation, what the check has to say of it, and the text it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.checks import CheckFinding, Verdict
from tests.domain.checks.making import case, found

PASS, REFUSE, PERSON = Verdict.PASS, Verdict.REFUSE, Verdict.PERSON
NONE = None
"""The check says nothing of such a case."""


@dataclass(frozen=True)
class Row:
    """`facts` are those of `making.case`; `sum` is the reckoning by hand, as the document shows it.

    `due` has to stand in the arithmetic of the finding, `says` in its fact.
    """

    title: str
    check: str
    verdict: Verdict | None
    source: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    sum: str = ""
    due: str = ""
    says: str = ""
    missing: tuple[str, ...] | None = None

    def finding(self) -> CheckFinding | None:
        """What the program says of it."""
        return found(case(**self.facts), self.check)


@dataclass(frozen=True)
class Chapter:
    """Rows about one thing, with the rule in a sentence."""

    title: str
    rule: str
    rows: tuple[Row, ...]


def row(
    title: str,
    check: str,
    verdict: Verdict | None,
    source: str,
    *,
    sum: str = "",  # noqa: A002 - the column is called that
    due: str = "",
    says: str = "",
    missing: tuple[str, ...] | None = None,
    **facts: Any,
) -> Row:
    """A row with its facts as keywords."""
    return Row(title, check, verdict, source, facts, sum, due, says, missing)
