"""The zones and currencies a shop can be set to, in words."""

from __future__ import annotations

from typing import Final

from app.domain import money
from app.i18n import N_, _

_ZONES: Final = (
    ("Asia/Shanghai", N_("中国大陆")),
    ("Asia/Hong_Kong", N_("香港")),
    ("Asia/Macau", N_("澳门")),
    ("Asia/Taipei", N_("台湾")),
    ("Asia/Singapore", N_("新加坡")),
    ("Asia/Tokyo", N_("日本")),
    ("Asia/Seoul", N_("韩国")),
    ("Asia/Bangkok", N_("泰国")),
    ("Europe/London", N_("英国")),
    ("Europe/Berlin", N_("德国")),
    ("America/New_York", N_("美国东部")),
    ("America/Los_Angeles", N_("美国西部")),
    ("Australia/Sydney", N_("澳大利亚东部")),
)
_CURRENCIES: Final = (
    ("CNY", N_("人民币")),
    ("HKD", N_("港币")),
    ("TWD", N_("新台币")),
    ("USD", N_("美元")),
    ("EUR", N_("欧元")),
    ("GBP", N_("英镑")),
    ("JPY", N_("日元")),
)


def zones(current: str) -> list[tuple[object, str]]:
    """(IANA name, words); a zone set elsewhere is offered too."""
    found: list[tuple[object, str]] = [(name, f"{_(words)} · {name}") for name, words in _ZONES]
    if current not in {name for name, _words in _ZONES}:
        found.append((current, current))
    return found


def currencies(current: str) -> list[tuple[object, str]]:
    """(ISO code, words with the sign)."""
    found: list[tuple[object, str]] = [
        (code, f"{_(words)} {money.sign(code)}") for code, words in _CURRENCIES
    ]
    if current not in {code for code, _words in _CURRENCIES}:
        found.append((current, current))
    return found
