"""Names of files that strangers gave: how they are shown, and how a copy may be called."""

from __future__ import annotations

import unicodedata

from app.i18n import _

_LONGEST_KEPT = 255
_SPACE = 80
_BYTES = 200  # file systems count bytes: 255 of them hold 85 Chinese characters
_COMBINING = 3  # marks piled on one letter before the rest is noise
_ALLOWED = frozenset("-_()[]{}+=,@#%~·、（）【】《》")
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{stem}{digit}" for stem in ("COM", "LPT") for digit in "0123456789¹²³"
}


def kept_name(name: str) -> str:
    """The last part of a path as the database can hold it: no folders, no NUL, no half characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    whole = last.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\x00", "")[:_LONGEST_KEPT]


def display_name(name: str, longest: int = 48) -> str:
    """A name that cannot lie about its order or its ending: controls and direction marks removed.

    Too long ones lose their middle and keep their ending.
    """
    shown: list[str] = []
    pile = 0
    for char in unicodedata.normalize("NFC", name):
        category = unicodedata.category(char)
        if category[0] == "C" or category in ("Zl", "Zp"):
            continue
        pile = pile + 1 if category in ("Mn", "Me") else 0
        if pile <= _COMBINING:
            shown.append(" " if category == "Zs" else char)
    text = " ".join("".join(shown).split())
    if not text:
        return _("未命名")
    if len(text) <= longest:
        return text
    tail = longest // 3
    return f"{text[: longest - tail - 1]}…{text[-tail:]}"


def safe_name(name: str, extension: str, lead: str = "") -> str:
    """A name for a copy on disk: letters, digits and a few marks, at most 80 characters.

    `lead` comes first (an evidence code); the ending is always `extension`, whatever the name says.
    Never a folder, a hidden file or a device of Windows.
    """
    stem = kept_name(name)
    dot = stem.rfind(".")
    if dot > 0:
        stem = stem[:dot]
    stem = "".join(_safe(char) for char in unicodedata.normalize("NFC", stem))
    stem = " ".join(stem.split()).strip(" .-_")
    if stem.split(".")[0].strip().upper() in _RESERVED:
        stem = f"{stem}-"
    whole = " ".join(part for part in (lead, stem) if part) or "file"
    room = _SPACE - len(extension)
    whole = whole[:room].rstrip(" .")
    while len((whole + extension).encode("utf-8")) > _BYTES:
        whole = whole[:-1].rstrip(" .")
    return whole + extension


def _safe(char: str) -> str:
    if char.isalnum() or char in _ALLOWED:
        return char
    return " " if unicodedata.category(char)[0] in "ZP" else ""
