"""Which line of goods is which: a file's lines against the lines that are known of an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from app.domain.imported import ImportedLine, ImportedOrder
from app.domain.order import ShareState
from app.model.reading import Values
from app.model.search import fold

# Who knows of a line. Titles and claims name goods without saying how many or at what price.
LISTED = "order_file"
TITLED = "order_titles"
CLAIMED = "claim_file"
STAND_INS = frozenset({TITLED, CLAIMED})

Named = TypeVar("Named", bound=Mapping[str, Any])
LineDiff = tuple[Values | None, dict[str, Any]]


def match_line(rows: Iterable[Named], sku: str, title: str, variant: str = "") -> Named | None:
    """The one line with this merchant SKU, else with this title; None when it cannot be told."""
    found = candidates(rows, sku, title, variant)
    return found[0] if len(found) == 1 else None


def candidates(rows: Iterable[Named], sku: str, title: str, variant: str = "") -> list[Named]:
    """The lines that may be meant, as few as SKU, title and variant can tell apart."""
    rows = list(rows)
    same = [row for row in rows if sku and row["sku"] and fold(row["sku"]) == fold(sku)]
    if not same and title:
        same = [
            row for row in rows if _agree(row["sku"], sku) and fold(row["title"]) == fold(title)
        ]
    for name, value in (("title", title), ("variant", variant)):
        if len(same) > 1 and value:
            same = [row for row in same if fold(row[name]) == fold(value)] or same
    return same


def _agree(known: str, sku: str) -> bool:
    return not known or not sku or fold(known) == fold(sku)


def compare_lines(there: Sequence[Values], lines: Sequence[ImportedLine]) -> list[LineDiff]:
    """Lines of a file that lists goods: to add (row None) or to change, with what differs."""
    said = [_said(line) for line in lines]
    found: dict[int, Values] = {}
    free = list(there)
    for pick in (_exactly, _by_name, _stand_in):
        for number, values in enumerate(said):
            row = None if number in found else pick(free, values, said)
            if row is not None:
                found[number] = row
                free.remove(row)
    result: list[LineDiff] = []
    for number, values in enumerate(said):
        known = found.get(number)
        if known is None:
            result.append((None, {k: v for k, v in values.items() if v is not None}))
            continue
        news = {k: v for k, v in values.items() if v not in (None, "") and known[k] != v}
        if known["share_frozen"]:
            news = {k: v for k, v in news.items() if k not in ("paid_share_cents", "share_state")}
        if news:
            result.append((known, news))
    return result


def _said(line: ImportedLine) -> dict[str, Any]:
    values: dict[str, Any] = {
        "sku": line.sku,
        "title": line.title,
        "variant": line.variant,
        "quantity": line.quantity,
        "unit_price_cents": line.unit_price_cents,
        "source": LISTED,
    }
    if line.paid_share_cents is not None:
        values["paid_share_cents"] = line.paid_share_cents
        values["share_state"] = ShareState.FROM_FILE.value
    if line.warranty_months is not None:
        values["warranty_months"] = line.warranty_months
    return values


def _exactly(free: list[Values], values: dict[str, Any], _all: object) -> Values | None:
    # Two lines may be alike in everything: each has its own row, and the next file finds both.
    names = ("sku", "title", "variant", "quantity", "unit_price_cents", "source")
    known = {name: values[name] for name in names if values[name] not in (None, "")}
    return next((row for row in free if all(row[k] == v for k, v in known.items())), None)


def _by_name(free: list[Values], values: dict[str, Any], _all: object) -> Values | None:
    rows = [row for row in free if row["source"] not in STAND_INS]
    found = candidates(rows, *_names(values))
    return found[0] if found else None


def _stand_in(
    free: list[Values], values: dict[str, Any], lines: Sequence[dict[str, Any]]
) -> Values | None:
    """The row that stood for these goods until now, when it cannot stand for any others."""
    for row in candidates([r for r in free if r["source"] in STAND_INS], *_names(values)):
        named = [{name: line[name] or "" for name in ("sku", "title", "variant")} for line in lines]
        meant = candidates(named, str(row["sku"]), str(row["title"]), str(row["variant"]))
        if len(meant) == 1 or row["source"] == TITLED:
            return row
    return None


def _names(values: Mapping[str, Any]) -> tuple[str, str, str]:
    return values["sku"] or "", values["title"] or "", values["variant"] or ""


def compare_titles(there: Sequence[Values], order: ImportedOrder) -> list[LineDiff]:
    """Goods as far as an order list tells them: titles in one cell, joined by full-width commas.

    Nothing where a file or a person has already listed the lines.
    """
    if any(row["source"] not in STAND_INS for row in there):
        return []
    titles = [title.strip() for title in order.titles.split("，") if title.strip()]
    free = list(there)
    result: list[LineDiff] = []
    for title in titles:
        values: dict[str, Any] = {"title": title, "source": TITLED}
        if len(titles) == 1 and order.total_quantity is not None:
            values["quantity"] = order.total_quantity
        row = next(iter(candidates(free, "", title)), None)
        if row is not None:
            free.remove(row)
            news = {k: v for k, v in values.items() if row[k] != v}
            if news:
                result.append((row, news))
        else:
            result.append((None, values))
    return result
