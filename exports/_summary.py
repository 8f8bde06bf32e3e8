"""The first sheet of the month: figures at a glance, tables, and one chart of its days.

Counts come with the month; what each shop has is counted while the details are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.text import (
    Paragraph as TitleLine,
)

from app.domain.money import Money
from app.domain.payment import Tender
from app.domain.reports import Month, MonthMoney, MonthTicket
from app.i18n import _
from exports._book import Book, ReadyCell, Sheet
from exports._sheet import (
    ACCENT,
    COUNT,
    DAY,
    HEAD,
    HEAD_RIGHT,
    MUTED,
    NOTE,
    SHARE,
    Look,
    amount,
    day_number,
    make_cell,
    money_format,
    set_up,
    word,
)

_LEFT: Final = 2  # the column where the tables begin
_RIGHT: Final = 9  # the column where the chart and the table of days begin
_TOP: Final = 6
_WIDTHS: Final = (2, 20, 13, 13, 13, 13, 15, 3, 14, 11, 11, 13, 13, 13)
_CHART_ROWS: Final = 15
_CHART_CM: Final = (17, 9)

_TITLE: Final = Look(size=18, bold=True, rule=None)
_FIGURE: Final = Look(COUNT, size=18, bold=True, rule=None, align="left")
_HEADING: Final = Look(size=12, bold=True, color=ACCENT, rule=None)
_NAME: Final = Look()
_COUNT: Final = Look(COUNT, align="right")
_SHARE: Final = Look(SHARE, color=MUTED, align="right")
_DAY: Final = Look(DAY, align="left")


@dataclass(slots=True)
class Tally:
    """What each shop has, counted while rows go by."""

    tickets: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    evidence: int = 0
    payouts: Counter[tuple[str, str]] = field(default_factory=Counter)
    paid: Counter[tuple[str, str]] = field(default_factory=Counter)

    def of_tickets(self, tickets: Iterable[MonthTicket]) -> Iterator[MonthTicket]:
        """The same tickets, counted."""
        for ticket in tickets:
            self.tickets[ticket.shop] += 1
            self.closed[ticket.shop] += ticket.closed_at is not None
            self.evidence += ticket.evidence_count
            yield ticket

    def of_money(self, rows: Iterable[MonthMoney]) -> Iterator[MonthMoney]:
        """The same money rows, counted and added up by shop and currency."""
        for row in rows:
            if row.tender is Tender.CASH:  # points and coupons are no money
                self.payouts[row.shop, row.currency] += 1
                self.paid[row.shop, row.currency] += row.cents
            yield row


def write_summary(book: Book, month: Month, tally: Tally) -> None:
    """Add the sheet before all others. Sums of different currencies are never added up."""
    sheet = book.add_sheet(_("汇总"), index=0)
    set_up(sheet, _WIDTHS, repeat=False)
    page = _Page(sheet)
    _write_head(page, month)
    rows = (month.ticket_count, month.money_count, month.enquiry_count)
    if any((*rows, month.overdue_count, month.departure_count)):
        row = _write_figures(page, month, tally, _TOP)
        row = _write_sums(page, month, row)
        row = _write_shops(page, month, tally, row)
        for title, counts in (
            (_("阶段"), month.by_stage),
            (_("处理方式"), month.by_remedy),
            (_("责任"), month.by_liability),
        ):
            row = _write_counts(page, title, counts, row)
        if month.enquiry_count:
            row = _write_enquiries(page, month, row)
        if month.overdue_count:
            row = _write_overdue(page, month, row)
        if month.departure_count:
            row = _write_departures(page, month, row)
    else:
        text = _("{year} 年 {month} 月没有售后单，也没有到账的打款。")
        page.text(_TOP, _LEFT, text.format(year=month.year, month=month.month), _HEADING)
    if any(day.applied or day.closed for day in month.days):
        _write_days(page, month)
    page.finish()


class _Page:
    """A small sheet filled in any order and written row by row at the end."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: dict[int, dict[int, ReadyCell]] = {}

    def text(self, row: int, column: int, text: str, look: Look = _NAME) -> None:
        cell = make_cell(self.sheet, look)
        cell.put_text(text)
        self.rows.setdefault(row, {})[column] = cell

    def number(self, row: int, column: int, value: Decimal | int, look: Look = _COUNT) -> None:
        cell = make_cell(self.sheet, look)
        cell.put_number(value)
        self.rows.setdefault(row, {})[column] = cell

    def heads(self, row: int, column: int, titles: Iterable[str], *, texts: int = 1) -> None:
        """A line of titles, the first `texts` of them over text."""
        for place, title in enumerate(titles):
            self.text(row, column + place, title, HEAD if place < texts else HEAD_RIGHT)

    def finish(self) -> None:
        for number in range(1, max(self.rows) + 1):
            row = self.rows.get(number, {})
            self.sheet.append([row.get(place) for place in range(1, max(row, default=0) + 1)])
        self.sheet.close()


def _write_head(page: _Page, month: Month) -> None:
    made = month.made_at.astimezone(ZoneInfo(month.zone))
    title = _("售后月报 {year} 年 {month} 月").format(year=month.year, month=month.month)
    shops = _("店铺：{names}").format(names="、".join(month.shops) or _("没有"))
    by = _("时区 {zone} · {when} 由{who}制表").format(
        zone=month.zone, when=made.strftime("%Y-%m-%d %H:%M"), who=month.made_by or _("本机")
    )
    page.sheet.row_dimensions[1].height = 32
    page.text(1, _LEFT, title, _TITLE)
    page.text(2, _LEFT, shops, NOTE)
    page.text(3, _LEFT, by, NOTE)
    rule = _("售后单按申请日期归入本月，金额按到账日期归入本月；不同币种分开合计，从不相加。")
    page.text(4, _LEFT, rule, NOTE)


def _write_figures(page: _Page, month: Month, tally: Tally, row: int) -> int:
    figures = (
        (_("本月售后单"), month.ticket_count),
        (_("其中已结束"), tally.closed.total()),
        (_("打款笔数"), month.money_count),
        (_("证据件数"), tally.evidence),
        *(((_("另有咨询"), month.enquiry_count),) if month.enquiry_count else ()),
    )
    page.sheet.row_dimensions[row + 1].height = 30
    for place, (name, value) in enumerate(figures):
        page.text(row, _LEFT + place, name, NOTE)
        page.number(row + 1, _LEFT + place, value, _FIGURE)
    return row + 3


def _write_sums(page: _Page, month: Month, row: int) -> int:
    page.text(row, _LEFT, _("到账金额"), _HEADING)
    titles = (_("币种"), _("退款"), _("补偿"), _("运费"), _("赔付"), _("合计"))
    page.heads(row + 1, _LEFT, titles)
    row += 2
    if not month.sums:
        page.text(row, _LEFT, _("本月没有到账的打款。"), NOTE)
        return row + 2
    for one in month.sums:
        page.text(row, _LEFT, one.currency)
        parts = (one.refund_cents, one.compensation_cents, one.freight_cents, one.damages_cents)
        form = money_format(one.currency)
        for place, cents in enumerate(parts, 1):
            look = Look(form, align="right")
            page.number(row, _LEFT + place, amount(cents, one.currency), look)
        total = amount(one.total_cents, one.currency)
        page.number(row, _LEFT + 5, total, Look(form, bold=True, align="right"))
        row += 1
    for text in _beside(month):
        page.text(row, _LEFT, text, NOTE)
        row += 1
    return row + 1


def _beside(month: Month) -> Iterator[str]:
    """What is no part of the sums above."""
    for currency, cents in month.charged:
        yield _("另收买家补款 {amount}（收款明细），没有从上面减去。").format(
            amount=Money(cents, currency)
        )
    for tender, currency, amount_ in month.given_back:
        shown = (
            _("{n} 分").format(n=amount_)
            if tender is Tender.POINTS
            else str(Money(amount_, currency))
        )
        yield _("另退{tender} {amount}，不是现金，不计入上面。").format(
            tender=word(tender), amount=shown
        )


def _write_shops(page: _Page, month: Month, tally: Tally, row: int) -> int:
    page.text(row, _LEFT, _("各店铺"), _HEADING)
    titles = (_("店铺"), _("售后单"), _("其中已结束"), _("打款笔数"), _("币种"), _("到账合计"))
    page.heads(row + 1, _LEFT, titles)
    row += 2
    for shop in dict.fromkeys((*month.shops, *tally.tickets, *(name for name, _c in tally.paid))):
        page.text(row, _LEFT, shop)
        page.number(row, _LEFT + 1, tally.tickets[shop])
        page.number(row, _LEFT + 2, tally.closed[shop])
        currencies = sorted(currency for name, currency in tally.paid if name == shop)
        for currency in currencies:
            page.number(row, _LEFT + 3, tally.payouts[shop, currency])
            page.text(row, _LEFT + 4, currency, Look(align="right"))
            paid = amount(tally.paid[shop, currency], currency)
            page.number(row, _LEFT + 5, paid, Look(money_format(currency), align="right"))
            row += 1
        if not currencies:
            page.number(row, _LEFT + 3, 0)
            page.text(row, _LEFT + 4, "")
            page.text(row, _LEFT + 5, "")
            row += 1
    return row + 1


def _write_counts(
    page: _Page, title: str, counts: Iterable[tuple[StrEnum | None, int]], row: int
) -> int:
    """One vocabulary: how many tickets each of its values has, the largest first."""
    page.text(row, _LEFT, title, _HEADING)
    page.heads(row + 1, _LEFT, (title, _("售后单"), _("占比")))
    row += 2
    ordered = sorted(counts, key=lambda pair: -pair[1])
    everything = sum(count for _member, count in ordered)
    if not ordered:
        page.text(row, _LEFT, _("本月没有申请的售后单。"), NOTE)
        return row + 2
    for member, count in ordered:
        page.text(row, _LEFT, word(member) or _("尚未决定"))
        page.number(row, _LEFT + 1, count)
        share = round(Decimal(count) / everything, 4) if everything else Decimal(0)
        page.number(row, _LEFT + 2, share, _SHARE)
        row += 1
    return row + 1


def _write_enquiries(page: _Page, month: Month, row: int) -> int:
    """Questions stand apart: they are no claims and count in no share above."""
    page.text(row, _LEFT, _("咨询（不计入上面的售后单和占比）"), _HEADING)
    page.heads(row + 1, _LEFT, (_("结果"), _("咨询")))
    row += 2
    for result, count in month.by_advice:
        page.text(row, _LEFT, word(result) or _("还没有解答"))
        page.number(row, _LEFT + 1, count)
        row += 1
    return row + 1


def _write_overdue(page: _Page, month: Month, row: int) -> int:
    """What was not done in time, by the cause people gave."""
    page.text(row, _LEFT, _("超时（按原因）"), _HEADING)
    page.heads(row + 1, _LEFT, (_("原因"), _("次数")))
    row += 2
    for cause, count in month.by_cause:
        page.text(row, _LEFT, word(cause) or _("未登记"))
        page.number(row, _LEFT + 1, count)
        row += 1
    return row + 1


def _write_departures(page: _Page, month: Month, row: int) -> int:
    """How often somebody left the usual way, by what it was."""
    page.text(row, _LEFT, _("特殊处理"), _HEADING)
    page.heads(row + 1, _LEFT, (_("事项"), _("次数")))
    row += 2
    for what, count in month.by_departure:
        page.text(row, _LEFT, word(what))
        page.number(row, _LEFT + 1, count)
        row += 1
    return row + 1


def _write_days(page: _Page, month: Month) -> None:
    """The chart, and under it the table it is drawn from."""
    first = _TOP + _CHART_ROWS
    page.heads(first, _RIGHT, (_("日期"), _("申请"), _("结束")))
    for place, day in enumerate(month.days, 1):
        page.number(first + place, _RIGHT, day_number(day.day), _DAY)
        page.number(first + place, _RIGHT + 1, day.applied)
        page.number(first + place, _RIGHT + 2, day.closed)
    last = first + len(month.days)

    chart = BarChart()
    chart.type, chart.grouping = "col", "clustered"
    chart.title = _chart_title(_("每天申请与结束的售后单"))
    chart.legend.position = "b"
    chart.gapWidth, chart.overlap = 60, 0
    chart.width, chart.height = _CHART_CM
    data = Reference(
        page.sheet, min_col=_RIGHT + 1, max_col=_RIGHT + 2, min_row=first, max_row=last
    )
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(page.sheet, min_col=_RIGHT, min_row=first + 1, max_row=last))
    for series, color in zip(chart.series, ("2460D8", "9DB9F2"), strict=True):
        series.graphicalProperties = GraphicalProperties(solidFill=color)
        series.graphicalProperties.line = LineProperties(noFill=True)
    # Without this no axis is drawn at all.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format, chart.x_axis.tickLblSkip = "d", 2
    chart.y_axis.number_format = "0"
    faint = GraphicalProperties(ln=LineProperties(solidFill="E3E6EB"))
    chart.y_axis.majorGridlines = ChartLines(spPr=faint)
    page.sheet.put_chart(chart, f"{'ABCDEFGHI'[_RIGHT - 1]}{_TOP}")


def _chart_title(text: str) -> Title:
    small = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))
    line = TitleLine(pPr=small, r=[RegularTextRun(t=text)])
    return Title(tx=Text(rich=RichText(p=[line])), overlay=False)
