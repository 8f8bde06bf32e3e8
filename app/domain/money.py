"""Amounts: whole minor units with a currency, and the only arithmetic on them.

A cent never comes into being or vanishes: every division is an allocation whose parts add up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.errors import RuleViolation
from app.i18n import _

# ISO 4217 exponents that differ from two digits, for the currencies merchants here meet.
_EXPONENTS = {"JPY": 0, "KRW": 0, "VND": 0, "IDR": 2, "TWD": 2, "KWD": 3, "BHD": 3}
_SIGNS = {
    "CNY": "¥",
    "USD": "US$",
    "HKD": "HK$",
    "TWD": "NT$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "JP¥",
}
_PLAIN = re.compile(r"\A(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\Z")
LARGEST = 10**13  # a hundred thousand million yuan: anything larger is a typing error


def exponent(currency: str) -> int:
    """Number of decimal digits of a currency (ISO 4217)."""
    return _EXPONENTS.get(currency, 2)


def sign(currency: str) -> str:
    """The sign staff read before an amount; the code itself for a rare currency."""
    return _SIGNS.get(currency, currency)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`minor` whole minor units (cents for CNY) of `currency`. May be negative."""

    minor: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise TypeError("an amount is a whole number of minor units")

    def _same(self, other: Money) -> None:
        if other.currency != self.currency:
            raise RuleViolation(
                _("不同币种的金额不能相加：{a} 与 {b}。").format(a=self.currency, b=other.currency)
            )

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def digits(self) -> str:
        """The amount without its sign of currency: `1,299.00`."""
        return digits(self.minor, self.currency)

    def __str__(self) -> str:
        """As staff read it: `¥ 1,299.00`, `−¥ 3.00`."""
        lead = "−" if self.minor < 0 else ""
        return f"{lead}{sign(self.currency)} {digits(abs(self.minor), self.currency)}"


def digits(minor: int, currency: str = "CNY", *, grouped: bool = True) -> str:
    """`129900` → `1,299.00` (CNY), `1299` → `1,299` (JPY)."""
    places = exponent(currency)
    lead = "−" if minor < 0 else ""
    text = str(abs(minor)).rjust(places + 1, "0")
    whole, part = (text[:-places], text[-places:]) if places else (text, "")
    body = f"{int(whole):,}" if grouped else whole
    return f"{lead}{body}.{part}" if part else f"{lead}{body}"


def parse(text: str, currency: str = "CNY") -> int:
    """Minor units of an amount somebody typed, zero or more.

    Accepts `12`, `12.5`, `1,299.00`, a leading ¥ or currency sign and outer blanks. Everything
    Python would also take for a number (exponents, underscores, full-width or Arabic digits, NaN)
    is refused. Raises `RuleViolation` with the reason.
    """
    typed = text.strip()
    bare = typed
    for mark in (sign(currency), "¥", "￥", currency, "元"):
        bare = bare.removeprefix(mark).removesuffix(mark).strip()
    if not bare:
        raise RuleViolation(_("请填写金额。"))
    if any(unicodedata.category(c) == "Nd" and c not in "0123456789" for c in bare):
        raise RuleViolation(
            _("金额「{text}」里有全角或其他文字的数字，请用半角 0-9。").format(text=typed)
        )
    if bare.startswith(("-", "−")):
        raise RuleViolation(_("金额「{text}」是负数；这里只填 0 或正数。").format(text=typed))
    match = _PLAIN.match(bare)
    if match is None:
        raise RuleViolation(
            _("「{text}」不是金额；请写成 12.50 这样，不要用科学计数或其他符号。").format(
                text=typed
            )
        )
    fraction = match.group(1) or ""
    places = exponent(currency)
    if len(fraction) > places:
        raise RuleViolation(
            _("金额「{text}」的小数超过 {places} 位。").format(text=typed, places=places)
        )
    whole = bare.split(".")[0].replace(",", "")
    minor = int(whole + fraction.ljust(places, "0"))
    if minor > LARGEST:
        raise RuleViolation(_("金额「{text}」太大，请检查是否多打了位数。").format(text=typed))
    return minor


def share_upto(paid: int, k: int, n: int) -> int:
    """`S(k)`: what the first `k` of `n` equal pieces are worth, rounded half up. Minor units.

    The piece with ordinal `k` is worth `S(k) − S(k−1)`, so that any set of pieces that together
    make all `n` adds up to exactly `paid`.
    """
    if n <= 0 or not 0 <= k <= n:
        raise ValueError("0 ≤ k ≤ n, n > 0")
    if paid < 0:
        raise ValueError("a paid share is never negative")
    return (2 * paid * k + n) // (2 * n)


def unit_share(paid: int, ordinal: int, n: int) -> int:
    """What the piece with this ordinal (1..n) is worth, in minor units."""
    return unit_shares(paid, (ordinal,), n)[0]


# Asked for every piece of an order at every key that is typed, mostly for the same pieces.
@lru_cache(maxsize=4096)
def unit_shares(paid: int, ordinals: tuple[int, ...], n: int) -> tuple[int, ...]:
    """What each of the pieces with these ordinals (1..n) is worth, in minor units."""
    if not ordinals:
        return ()
    if min(ordinals) < 1 or max(ordinals) > n:
        raise ValueError("1 ≤ ordinal ≤ n")
    if paid < 0:
        raise ValueError("a paid share is never negative")
    twice, whole = 2 * paid, 2 * n
    return tuple([(twice * k + n) // whole - (twice * (k - 1) + n) // whole for k in ordinals])


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split `total` minor units by weight with the largest remainder; the parts add up to it.

    Ties go to the earlier place. All weights zero: everything goes to the first place. An empty
    sequence is refused unless `total` is 0.
    """
    if total < 0 or any(w < 0 for w in weights):
        raise ValueError("totals and weights are never negative")
    if not weights:
        if total:
            raise ValueError("nothing to allocate to")
        return ()
    whole = sum(weights)
    if whole == 0:
        return (total, *(0 for _w in weights[1:]))
    parts = [total * w // whole for w in weights]
    rest = total - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[:rest]:
        parts[i] += 1
    return tuple(parts)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of amounts of one currency. Raises `RuleViolation` when another one is among them."""
    result = Money(0, currency)
    for amount in amounts:
        result = result + amount
    return result
