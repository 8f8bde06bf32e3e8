"""Pieces of the sentences of history: amounts, moments and words out of an event's data.

Data of an event is never rewritten: a key an older version did not write is simply missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.labels import label
from app.domain.money import Money
from app.i18n import _

Data = Mapping[str, Any]
Make = Callable[[Data], str]

_ZONE = "Asia/Shanghai"  # of shops whose zone an event does not name


def money(data: Data, key: str = "cents") -> str:
    """The amount under this key as people read it; zero when there is none."""
    return str(Money(int(data.get(key) or 0), str(data.get("currency") or "CNY")))


def named(kind: type[StrEnum], value: object) -> str:
    """The word on screen for a stored value; the value itself when this version has no word."""
    try:
        return label(kind(str(value)))
    except (KeyError, ValueError):
        return str(value or "")


def moment(data: Data, key: str) -> str:
    """`2026-11-29 23:59` in the shop's zone, of a UTC instant; empty when there is none."""
    try:
        at = datetime.fromisoformat(str(data.get(key) or ""))
    except ValueError:
        return ""
    if at.tzinfo is None:
        return ""
    return at.astimezone(ZoneInfo(str(data.get("zone") or _ZONE))).strftime("%Y-%m-%d %H:%M")


def limit(data: Data, key: str) -> str:
    """As `moment`, for the end of a period: midnight ends the day before it, `2026-11-25 24:00`."""
    text = moment(data, key)
    if not text.endswith(" 00:00"):
        return text
    return f"{date.fromisoformat(text[:10]) - timedelta(days=1)} 24:00"


def parcel(data: Data) -> str:
    """` 中通 7731…`, led by a blank, or nothing when neither courier nor number is known."""
    parts = [str(data[key]) for key in ("courier", "tracking") if data.get(key)]
    return "".join(f" {part}" for part in parts)


def amount(template: str) -> Make:
    """A sentence that names the event's amount as `{amount}`."""

    def make(data: Data) -> str:
        return _(template).format(amount=money(data))

    return make


def fixed(text: str) -> Make:
    """A sentence that is always the same."""

    def make(_data: Data) -> str:
        return _(text)

    return make


def with_reference(text: str, data: Data) -> str:
    """`…，凭证 20261122001` where the event holds a reference."""
    reference = data.get("reference")
    if not reference:
        return text
    return _("{text}，凭证 {reference}").format(text=text, reference=reference)
