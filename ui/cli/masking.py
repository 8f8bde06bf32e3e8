"""Personal data on its way to a terminal: masked, whoever asks.

What is printed ends in scroll-back, scripts and screenshots; only the window shows it in full.
"""

from __future__ import annotations

from app.domain.access import mask_address, mask_name, mask_nickname, mask_phone
from app.domain.order import Buyer
from app.logs import mask_contacts

_SHORTEST = 2  # one character stands in too many words


def masked(text: str, buyer: Buyer | None = None) -> str:
    """The text without contacts of anybody, and without what is known of this buyer."""
    if buyer is not None:
        for value, hidden in (
            (buyer.address, mask_address(buyer.address)),
            (buyer.receiver, mask_name(buyer.receiver)),
            (buyer.nickname, mask_nickname(buyer.nickname)),
            (buyer.phone, mask_phone(buyer.phone)),
        ):
            if len(value) >= _SHORTEST:
                text = text.replace(value, hidden)
    return mask_contacts(text)
