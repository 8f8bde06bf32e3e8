"""Writes docs/coverage.md from docs/coverage.toml: `python -m docs.coverage`.

Every need of a merchant's after-sales desk has a number. It is covered (where, and by which test),
refused (why), or not there yet (in which room it will stand).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SOURCE: Final = Path(__file__).with_suffix(".toml")
TARGET: Final = Path(__file__).with_suffix(".md")
LAST: Final = 400

_HEAD = """# What is covered, what is refused, what is not there yet

Each row is a need of an after-sales desk. *Covered*: works in the program, proved by the test
named. *Refused*: left out on purpose. *Not yet*: the room where it will stand.

Written from `docs/coverage.toml`: change that and run `python -m docs.coverage`. A test holds every
row to files and tests that exist.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One need: `where` files, `by` tests (`path::name`); or why it is refused; or a room."""

    id: str
    chapter: str
    need: str
    where: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    refused: str = ""
    later: str = ""

    @property
    def state(self) -> str:
        """`covered`, `refused` or `not yet`."""
        if self.refused:
            return "refused"
        return "not yet" if self.later else "covered"


def rows() -> tuple[Row, ...]:
    """Every row, in the order of the numbers. Raises `TypeError` for a key nobody knows."""
    book = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    found = []
    for chapter in book["chapter"]:
        for key, said in chapter["rows"].items():
            plain: dict[str, Any] = {
                name: tuple(v) if isinstance(v, list) else v for name, v in said.items()
            }
            found.append(Row(id=key, chapter=chapter["title"], **plain))
    return tuple(sorted(found, key=_number))


def _number(row: Row) -> str:
    return row.id


def text() -> str:
    """The whole document."""
    found = rows()
    tally = dict.fromkeys(("covered", "refused", "not yet"), 0)
    for row in found:
        tally[row.state] += 1
    counted = ", ".join(f"{count} {state}" for state, count in tally.items())
    parts = [_HEAD, f"{len(found)} needs: {counted}.\n"]
    for chapter in dict.fromkeys(row.chapter for row in found):
        parts.append(
            f"## {chapter}\n\n| | need | | where, by which test, or why |\n|---|---|---|---|"
        )
        parts += [_line(row) for row in found if row.chapter == chapter]
        parts.append("")
    return "\n".join(parts)


def _line(row: Row) -> str:
    if row.state == "covered":
        places = ", ".join(f"`{place}`" for place in row.where)
        proofs = "<br>".join(f"`{proof}`" for proof in row.by)
        told = "<br>".join(part for part in (places, proofs) if part)
    else:
        told = row.refused or row.later
    return f"| {row.id} | {row.need.replace('|', '/')} | {row.state} | {told} |"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    print(TARGET.name)
