"""Bank card numbers in what people type: they are never stored.

A card number is 13 to 19 digits, begins with the digits of a card network, and its last digit
checks the others (ISO/IEC 7812-1, Annex B, known as Luhn). Numbers of orders, claims and parcels
look alike; whoever asks takes away those that are known.
"""

from __future__ import annotations

import re
import unicodedata

_LENGTHS = range(13, 20)
# One run, or the groups that stand on a card: fours, or 4-6-5. A run that goes on behind a dash is
# the number of an order.
_CANDIDATE = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d-)"
    r"(?:\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?|\d{4}[ -]\d{6}[ -]\d{5}|\d{13,19})"
    r"(?![0-9A-Za-z])(?!-\d)"
)
# UnionPay and Discover 6, Visa 4, Mastercard 51-55 and 2221-2720, American Express, JCB and
# Diners 3, the older cards of Chinese banks 9.
_NETWORK = re.compile(r"3[04-9]|4|5[0-9]|6|9|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)")


def card_like(text: str) -> tuple[str, ...]:
    """The numbers in the text that look like bank cards, digits only, each once."""
    plain = unicodedata.normalize("NFKC", text)
    found = (re.sub(r"[ -]", "", run) for run in _CANDIDATE.findall(plain))
    return tuple(dict.fromkeys(number for number in found if _is_card(number)))


def without_cards(text: str) -> str:
    """The text with every such number down to its last four digits; where there is none, as it is.

    For what is kept before anybody has sent it: a draft is refused nothing, but no card stays.
    """
    if not card_like(text):
        return text
    return _CANDIDATE.sub(_last_four, text)


def _last_four(found: re.Match[str]) -> str:
    number = re.sub(r"[ -]", "", unicodedata.normalize("NFKC", found.group()))
    return f"****{number[-4:]}" if _is_card(number) else found.group()


def _is_card(number: str) -> bool:
    return len(number) in _LENGTHS and bool(_NETWORK.match(number)) and _checks(number)


def _checks(number: str) -> bool:
    """Whether the last digit fits the others; a row of one digit repeated is nobody's card."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        digit = int(sign) * (2 if place % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0 and len(set(number)) > 1
