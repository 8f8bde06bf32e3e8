"""Order numbers as people know them."""

from __future__ import annotations


def shown_number(number: str) -> str:
    """The number without its stand-in: empty when a typed order has none."""
    return "" if number.startswith("-") else number
