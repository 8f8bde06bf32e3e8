"""One cell of a platform file → a value of the desk, by strict grammars.

A value that is not certain is refused with the reason: a rounded order number, an amount in
exponent notation or a day that does not exist must never come in as something plausible.
Blank is None, which is not 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from app.domain import money
from app.errors import RuleViolation
from app.i18n import _

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""What the readers hand over: text files give only `str`; blank workbook cells are ''."""

BLANKS = " \t\r\n\v\f\u00a0\u3000\ufeff\u200b\u200e\u2060"
EMPTY_MARKS = frozenset(
    {"", "-", "--", "—", "——", "/", "null", "'null", "NULL", "'NULL", "None", "无", "暂无", "'"}
    | {"0000-00-00 00:00:00", "0000-00-00"}
)
EXACT_DIGITS = 15
"""Spreadsheets keep this many digits of a number; further ones are lost."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA_TEXT = re.compile(r'\A="(.*)"\Z', re.DOTALL)
_EXPONENT = re.compile(r"\A[+-]?\d(?:[.,]\d+)?[eE][+-]?\d{1,3}\Z")
_WHOLE_FLOAT = re.compile(r"\A(\d{8,})\.0\Z")
_ID = re.compile(r"\A#?[A-Za-z0-9][A-Za-z0-9_/#:-]{0,63}\Z")
_PLAIN_ID = re.compile(r'\A[\t ]*(?:="(\d{6,40})"|(\d{6,40}))[\t ]*\Z', re.ASCII)  # the usual ones
_CIPHER = re.compile(r"\A(?:##.+##|\$\$.+\$\$)\Z", re.DOTALL)
_PLAIN_AMOUNT = re.compile(r"\A(0|[1-9]\d{0,8})(?:\.(\d\d?))?\Z", re.ASCII)  # the usual ones
_QUANTITY = re.compile(r"\A(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?(?:件)?\Z", re.ASCII)
LARGEST_QUANTITY = 1_000_000


class BadValue(ValueError):
    """A cell that cannot be taken; the text is the reason, for the user."""


def text(cell: Cell, empty: frozenset[str] = EMPTY_MARKS) -> str | None:
    """Free text: outer blanks and control characters go, inner line breaks stay.

    What the platform enciphered (`##…##`) says nothing and is None.
    """
    if type(cell) is not str:
        cell = _shown_number(cell)
    stripped = cell.strip(BLANKS)
    if stripped in empty or (stripped[0] in "#$" and _CIPHER.match(stripped)):
        return None
    if not stripped.isprintable():
        stripped = _CONTROLS.sub("", stripped.replace("\r\n", "\n").replace("\r", "\n"))
    return stripped


def code(cell: Cell, empty: frozenset[str] = EMPTY_MARKS) -> str | None:
    """A code that may hold other characters (SKU, tracking, postcode) but no rounded number."""
    bare = _exact(cell, empty)
    return bare if bare is None or bare.isprintable() else _CONTROLS.sub("", bare)


def number(cell: Cell, empty: frozenset[str] = EMPTY_MARKS) -> str | None:
    """The number of an order or claim: kept as text, digit by digit.

    Strips what exports wrap around it (`="…"`, a leading ' or `, tabs, full-width blanks).
    """
    if type(cell) is str and (plain := _PLAIN_ID.match(cell)):
        return plain.group(1) or plain.group(2)
    bare = _exact(cell, empty)
    if bare is None or _ID.match(bare):
        return bare
    if "*" in bare:
        raise BadValue(_("编号被平台隐去了一部分；请导出完整的编号"))
    raise BadValue(_("不是编号：只能有半角字母、数字和 - _ / # :，最多 64 位"))


def _exact(cell: Cell, empty: frozenset[str]) -> str | None:
    """A cell whose every character counts, without its wrapping."""
    if type(cell) is not str:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _digits(cell)
        if cell is None:
            return None
        raise BadValue(_("不是编号，而是日期或真假值；请在表格里把这一列改成文本格式"))
    bare = unwrapped(cell)
    if bare in empty:
        return None
    if _EXPONENT.match(bare) and ("+" in bare or "." in bare):
        raise BadValue(rounded_reason())
    if whole := _WHOLE_FLOAT.match(bare):  # a number column, saved by a program
        return _digits_text(whole.group(1))
    return bare


def personal(cell: Cell, empty: frozenset[str] = EMPTY_MARKS) -> str | None:
    """A name, phone or address; a masked or enciphered one says nothing and is None."""
    bare = code(cell, empty)
    return None if bare is None or "*" in bare or _CIPHER.match(bare) else bare


def amount(cell: Cell, currency: str, *, negative: bool = False) -> int | None:
    """Minor units of an amount. `negative`: the column may hold amounts below zero."""
    if type(cell) is str:
        bare = unwrapped(cell)
    elif isinstance(cell, bool) or not isinstance(cell, (int, float)):
        if cell is None:
            return None
        raise BadValue(_("不是金额，而是日期或真假值"))
    else:
        # 15 significant digits are what the spreadsheet shows: 0.1+0.2 is 0.3 there.
        bare = f"{cell:.15g}"
    if (plain := _PLAIN_AMOUNT.match(bare)) and money.exponent(currency) == 2:
        return int(plain.group(1) + (plain.group(2) or "").ljust(2, "0"))
    if bare in EMPTY_MARKS:
        return None
    lead = bare[0]
    minus = negative and lead in "-－−"
    if minus or lead == "+":
        bare = bare[1:].lstrip(BLANKS)
    elif negative and lead in "¥￥" and bare[1:2] in tuple("-－−"):
        minus, bare = True, bare[2:]
    try:
        minor = money.parse(bare, currency)
    except RuleViolation as refusal:
        raise BadValue(refusal.sentence.rstrip("。")) from None
    return -minor if minus else minor


def quantity(cell: Cell) -> int | None:
    """A whole number of pieces, zero or more."""
    if type(cell) is not str:
        if cell is None:
            return None
        bare = "" if isinstance(cell, bool) else _shown_number(cell)
    else:
        bare = unwrapped(cell)
        if bare in EMPTY_MARKS:
            return None
    match = _QUANTITY.match(bare)
    if match is None:
        raise BadValue(_("不是数量；请写成 0 或正整数"))
    count = int(match.group(1).replace(",", ""))
    if count > LARGEST_QUANTITY:
        raise BadValue(_("数量太大，请检查是否多打了位数"))
    return count


def flag(cell: Cell, yes: frozenset[str], no: frozenset[str]) -> bool | None:
    """True or False by the format's own words; any other word says nothing."""
    if isinstance(cell, bool):
        return cell
    word = text(cell)
    if word in yes:
        return True
    return False if word in no else None


def rounded(numbers: Sequence[str]) -> bool:
    """True when a column of numbers was rounded by a spreadsheet and then saved as text.

    A spreadsheet keeps 15 digits and fills up with zeros. One number may truly end so; that all
    distinct long numbers of a file do, over four zeros in all, happens once in ten thousand.
    """
    long = {n for n in numbers if len(n) > EXACT_DIGITS and n.isascii() and n.isdigit()}
    zeros = 0
    for digits in long:
        tail = digits[EXACT_DIGITS:]
        if tail.strip("0"):
            return False
        zeros += len(tail)
    return zeros >= 4


def ends_rounded(digits: str) -> bool:
    """Whether this one number has nothing but zeros beyond the digits a spreadsheet keeps."""
    tail = digits[EXACT_DIGITS:]
    return bool(tail) and digits.isascii() and digits.isdigit() and not tail.strip("0")


def rounded_reason() -> str:
    """Why a rounded number is refused."""
    return _(
        "这个编号被表格软件当成数字四舍五入了，后面几位已经丢失；"
        "请从平台重新导出，不要用表格软件打开后再保存"
    )


def _digits(cell: float) -> str:
    if not math.isfinite(cell) or not float(cell).is_integer():
        raise BadValue(_("不是编号，而是带小数的数字"))
    return _digits_text(str(int(cell)))


def _digits_text(digits: str) -> str:
    if len(digits.lstrip("-")) > EXACT_DIGITS:
        raise BadValue(rounded_reason())
    return digits


def _shown_number(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("是") if cell else _("否")
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def unwrapped(cell: str) -> str:
    """Without what exports and spreadsheets put around a value to keep it text."""
    bare = cell.strip(BLANKS)
    if bare.isalnum():
        return bare
    while bare:
        match = _FORMULA_TEXT.match(bare)
        inner = match.group(1).replace('""', '"') if match else bare
        inner = inner.lstrip("'`‘’").strip(BLANKS)
        if inner == bare:
            break
        bare = inner
    return bare


def shown(cell: Cell, limit: int = 40) -> str:
    """A cell as it is quoted in a message: one line, not too long, nothing invisible."""
    line = _shown_number(cell)
    line = "".join(c if c.isprintable() else "␣" for c in line.strip(BLANKS))
    return line if len(line) <= limit else f"{line[: limit - 8]}…{line[-7:]}"
