"""Instants as the command line writes them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def iso(at: datetime | None) -> str | None:
    """For programs: UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def local(at: datetime, zone: ZoneInfo) -> str:
    """For people, in the shop's zone."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
