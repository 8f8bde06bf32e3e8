"""Which courier a tracking number may belong to: a proposal, never a verdict.

The shapes are those shops and waybill readers use. Several couriers share a shape (thirteen
digits may be ZTO, Yunda or the post), so all that fit are named and a person chooses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

# Name, what only this courier writes, and what others write as well.
_SHAPES: Final[tuple[tuple[str, str, str], ...]] = (
    ("顺丰", r"SF\d{10,15}", r"\d{12}"),
    ("圆通", r"YT\d{10,15}", ""),
    ("中通", r"7[3-5]\d{11,13}", r"\d{13}"),
    ("申通", r"7[7-9]\d{11}|(?:268|368|468|568|668|768|868|888|968)\d{9}", ""),
    ("韵达", r"YD\d{8,16}|46\d{10}|1\d{12,13}", r"\d{13}"),
    ("极兔", r"JT\d{10,15}", ""),
    ("京东", r"JD[0-9A-Z]{8,18}", ""),
    ("邮政", r"[A-Z]{2}\d{9}[A-Z]{2}", r"\d{13}"),
    ("德邦", r"DPK\d+|DB[0-9A-Z]+", ""),
)
_OWN: Final = {name: re.compile(own) for name, own, _shared in _SHAPES}
_SHARED: Final = {name: re.compile(shared) for name, _own, shared in _SHAPES if shared}
_LABEL: Final = re.compile(r"^(?:NO[:.]|单号:?|运单号?:?|快递单号:?)")
_LEADING_NAME: Final = re.compile(r"^[^\x00-\x7f]+:?(?=[0-9A-Z])")

NAMES: Final = tuple(_OWN)


def normalised(text: str) -> str:
    """A tracking number as it is kept: no blanks, half width, upper case, no name stuck to it.

    `圆通速递 yt 88…` → `YT88…`; `No: 7312…` → `7312…`.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return _LEADING_NAME.sub("", _LABEL.sub("", plain))


def possible(text: str, preferred: Sequence[str] = ()) -> tuple[str, ...]:
    """The couriers whose numbers look like this one, the likeliest first.

    A name written before the number settles it; a prefix only one courier uses comes next, then
    the shared shapes, those of the couriers the shop works with first.
    """
    said = next((name for name in NAMES if text.strip().startswith(name)), "")
    if said:
        return (said,)
    number = normalised(text)
    own = [name for name, shape in _OWN.items() if shape.fullmatch(number)]
    shared = [
        name for name, shape in _SHARED.items() if name not in own and shape.fullmatch(number)
    ]
    shared.sort(key=lambda name: name not in preferred)
    return (*own, *shared)


def among(courier: str, names: Sequence[str]) -> bool:
    """Whether a courier is one of these, however long its name is written: 中通快递 is 中通."""
    said = courier.strip()
    return any(said.startswith(name) or name.startswith(said) for name in names if said and name)


def certain(text: str, preferred: Sequence[str] = ()) -> str:
    """The only courier that fits, or empty when none or several do."""
    found = possible(text, preferred)
    return found[0] if len(found) == 1 else ""
