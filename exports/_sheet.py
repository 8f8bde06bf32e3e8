"""Tables in workbooks: one kind of cell for each column, made once and filled again for every row.

Text is always text, never a formula or an error value. Money is a number with the decimals of its
currency, a moment a real Excel date in the shop's zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import Enum, StrEnum, auto
from typing import Final, Generic, Literal, TypeVar

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from app.domain.labels import label
from app.domain.money import Money, exponent
from app.i18n import _
from exports._book import MOST_ROWS, Book, ReadyCell, Sheet
from exports._text import starts_like_formula

INK: Final = "FF1D2129"
MUTED: Final = "FF5B6370"
ACCENT: Final = "FF2460D8"
SOFT: Final = "FFE8F0FE"
LINE: Final = "FFE3E6EB"

MOMENT: Final = "yyyy-mm-dd hh:mm"
DAY: Final = "yyyy-mm-dd"
COUNT: Final = "#,##0"
SHARE: Final = "0.0%"
TEXT: Final = "@"

_FONT: Final = "微软雅黑"  # Excel and WPS take another Chinese font where it is missing
_ROW_HEIGHT: Final = 19.5  # points
_EPOCH: Final = date(1899, 12, 30)
_DAY_SECONDS: Final = 86_400

R = TypeVar("R")
Fill = Callable[[object], ReadyCell]


class Kind(Enum):
    """What a column holds; its value function returns what is named here, or None."""

    TEXT = auto()  # str
    MONEY = auto()  # Money
    COUNT = auto()  # int
    MOMENT = auto()  # aware datetime


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a table. `width` in characters, a Chinese one counting twice."""

    title: str
    width: float
    value: Callable[[R], object]
    kind: Kind = Kind.TEXT


def money_format(currency: str) -> str:
    """`#,##0.00` for two decimals, `#,##0` for none. The currency stands in its own column."""
    places = exponent(currency)
    return "#,##0." + "0" * places if places else "#,##0"


def amount(minor: int, currency: str) -> Decimal:
    """An amount as Excel counts it, exact to the cent."""
    return Decimal(minor).scaleb(-exponent(currency))


def day_number(day: date, seconds: int = 0) -> Decimal | int:
    """The number Excel counts days by; `seconds` since midnight become its fraction."""
    days = (day - _EPOCH).days
    return days + Decimal(seconds) / _DAY_SECONDS if seconds else days


def word(value: str | StrEnum | None) -> str:
    """A value of a vocabulary in Chinese; any other text as it is; nothing for None."""
    if value is None:
        return ""
    return label(value) if isinstance(value, StrEnum) else value


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; `rule` is the colour of the line under it.

    `quoted` keeps what looks like a formula text even when somebody types it again.
    """

    form: str = "General"
    size: float = 10
    bold: bool = False
    color: str = INK
    fill: str | None = None
    rule: str | None = LINE
    align: Literal["left", "right"] | None = None
    quoted: bool = False


def make_cell(sheet: Sheet, look: Look) -> ReadyCell:
    """An empty cell. Make few and fill them often: a style costs more than a value."""
    cell = ReadyCell(sheet, 1, 1)
    cell.font = Font(name=_FONT, size=look.size, bold=look.bold, color=look.color)
    # A number keeps away from the text in the next column.
    away = 1 if look.align == "right" else 0
    cell.alignment = Alignment(horizontal=look.align, vertical="center", indent=away)
    cell.number_format = look.form
    if look.fill is not None:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.rule is not None:
        strength: Literal["medium", "thin"] = "medium" if look.rule == ACCENT else "thin"
        cell.border = Border(bottom=Side(strength, color=look.rule))
    if look.quoted:
        cell.quotePrefix = True
    return cell


HEAD: Final = Look(bold=True, fill=SOFT, rule=ACCENT, align="left")
HEAD_RIGHT: Final = Look(bold=True, fill=SOFT, rule=ACCENT, align="right")
NOTE: Final = Look(color=MUTED, rule=None)


def set_up(sheet: Sheet, widths: Sequence[float], *, repeat: bool) -> None:
    """Column widths and the printed page: A4 across, as wide as the table, pages numbered."""
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.sheet_format.defaultRowHeight = _ROW_HEIGHT
    sheet.sheet_format.customHeight = True
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    margins.header = margins.footer = 0.3
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(_("第 &P / &N 页")))
    if repeat:
        sheet.print_title_rows = "1:1"


def write_table(
    book: Book,
    title: str,
    columns: Sequence[Column[R]],
    rows: Iterable[R],
    *,
    zone: tzinfo,
    nothing: str,
    most_rows: int = MOST_ROWS,
) -> None:
    """A sheet with a frozen, filtered heading and one line for each row; `nothing` when empty.

    Reads `rows` once. What Excel cannot hold in one sheet goes on in `title (2)`.
    """
    number = 1
    sheet, fills = _begin(book, title, columns, zone)
    used = 1
    for row in rows:
        if used == most_rows:
            _end(sheet, len(columns), used)
            number += 1
            sheet, fills = _begin(book, f"{title} ({number})", columns, zone)
            used = 1
        sheet.append([fill(column.value(row)) for column, fill in zip(columns, fills, strict=True)])
        used += 1
    if used == 1:
        cell = make_cell(sheet, NOTE)
        cell.put_text(nothing)
        sheet.append([cell])
    _end(sheet, len(columns), used)


def _begin(
    book: Book, title: str, columns: Sequence[Column[R]], zone: tzinfo
) -> tuple[Sheet, list[Fill]]:
    sheet = book.add_sheet(title)
    set_up(sheet, [column.width for column in columns], repeat=True)
    sheet.freeze_panes = "B2"
    sheet.text_columns = len(columns)
    sheet.row_dimensions[1].height = 26
    heads = []
    for column in columns:
        look = HEAD_RIGHT if column.kind in (Kind.MONEY, Kind.COUNT) else HEAD
        cell = make_cell(sheet, look)
        cell.put_text(_(column.title))
        heads.append(cell)
    sheet.append(heads)
    return sheet, [_fill_for(sheet, column.kind, zone) for column in columns]


def _end(sheet: Sheet, columns: int, rows: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows}"
    sheet.close()


def _fill_for(sheet: Sheet, kind: Kind, zone: tzinfo) -> Fill:
    makers = {Kind.TEXT: _text_fill, Kind.MONEY: _money_fill, Kind.COUNT: _count_fill}
    return makers[kind](sheet) if kind in makers else _moment_fill(sheet, zone)


def _text_fill(sheet: Sheet) -> Fill:
    plain = make_cell(sheet, Look(TEXT))
    quoted = make_cell(sheet, Look(TEXT, quoted=True))

    def fill(value: object) -> ReadyCell:
        text = "" if value is None else str(value)
        cell = quoted if starts_like_formula(text) else plain
        cell.put_text(text)
        return cell

    return fill


def _money_fill(sheet: Sheet) -> Fill:
    empty = make_cell(sheet, Look())
    cells: dict[str, ReadyCell] = {}

    def fill(value: object) -> ReadyCell:
        if not isinstance(value, Money):
            return empty
        cell = cells.get(value.currency)
        if cell is None:
            cell = cells[value.currency] = make_cell(
                sheet, Look(money_format(value.currency), align="right")
            )
        cell.put_number(amount(value.minor, value.currency))
        return cell

    return fill


def _count_fill(sheet: Sheet) -> Fill:
    cell = make_cell(sheet, Look(COUNT, align="right"))

    def fill(value: object) -> ReadyCell:
        cell.put_number(value if isinstance(value, int) else None)
        return cell

    return fill


def _moment_fill(sheet: Sheet, zone: tzinfo) -> Fill:
    empty = make_cell(sheet, Look())
    cell = make_cell(sheet, Look(MOMENT, align="left"))

    def fill(value: object) -> ReadyCell:
        if not isinstance(value, datetime):
            return empty
        local = value.astimezone(zone)
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        cell.put_number(day_number(local.date(), seconds))
        return cell

    return fill
