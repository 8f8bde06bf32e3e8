"""The month as a workbook: a summary with a chart, every ticket, payment, decision and cost.

A ticket belongs to the month of its application, money to the month in which it arrived. Money is
a number beside its currency, numbers of orders and claims are text, times are those of the shop.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from app.domain.money import Money
from app.domain.payment import Tender
from app.domain.reports import Month, MonthMoney, MonthTicket
from app.i18n import N_, _
from exports._book import Book
from exports._file import write_file
from exports._month_more import write_more
from exports._sheet import Column, Kind, word, write_table
from exports._summary import Tally, write_summary


def _requested(ticket: MonthTicket) -> Money | None:
    cents = ticket.requested_cents
    return None if cents is None else Money(cents, ticket.currency)


def _decided(ticket: MonthTicket) -> Money | None:
    cents = ticket.decided_cents
    return None if cents is None else Money(cents, ticket.currency)


def _cash(row: MonthMoney) -> Money | None:
    return Money(row.cents, row.currency) if row.tender is Tender.CASH else None


def _tender(row: MonthMoney, tender: Tender) -> int | None:
    return row.cents if row.tender is tender else None


def _in_kind(row: MonthMoney, tender: Tender) -> Money | None:
    return Money(row.cents, row.currency) if row.tender is tender else None


_TICKETS: Final[tuple[Column[MonthTicket], ...]] = (
    Column(N_("售后单号"), 18, lambda t: t.number),
    Column(N_("店铺"), 20, lambda t: t.shop),
    Column(N_("平台"), 9, lambda t: word(t.platform)),
    Column(N_("订单号"), 23, lambda t: t.order_no),
    Column(N_("平台售后单号"), 21, lambda t: t.claims),
    Column(N_("买家"), 22, lambda t: t.buyer),
    Column(N_("商品"), 36, lambda t: t.goods),
    Column(N_("原因"), 22, lambda t: t.reason),
    Column(N_("买家诉求"), 11, lambda t: word(t.requested)),
    Column(N_("处理方式"), 11, lambda t: word(t.decided)),
    Column(N_("阶段"), 12, lambda t: word(t.stage)),
    Column(N_("责任"), 10, lambda t: word(t.liability)),
    Column(N_("币种"), 7, lambda t: t.currency),
    Column(N_("申请金额"), 12, _requested, Kind.MONEY),
    Column(N_("决定金额"), 12, _decided, Kind.MONEY),
    Column(N_("已到账"), 12, lambda t: Money(t.arrived_cents, t.currency), Kind.MONEY),
    Column(N_("申请时间"), 17, lambda t: t.applied_at, Kind.MOMENT),
    Column(N_("结束时间"), 17, lambda t: t.closed_at, Kind.MOMENT),
    Column(N_("处理人"), 11, lambda t: t.handler),
    Column(N_("证据"), 7, lambda t: t.evidence_count, Kind.COUNT),
)

_MONEY: Final[tuple[Column[MonthMoney], ...]] = (
    Column(N_("售后单号"), 18, lambda m: m.ticket),
    Column(N_("店铺"), 20, lambda m: m.shop),
    Column(N_("订单号"), 23, lambda m: m.order_no),
    Column(N_("款项"), 10, lambda m: word(m.money_class)),
    Column(N_("支付方式"), 13, lambda m: word(m.tender)),
    Column(N_("退回方式"), 13, lambda m: word(m.method)),
    Column(N_("来源"), 12, lambda m: word(m.source)),
    Column(N_("币种"), 7, lambda m: m.currency),
    Column(N_("金额"), 14, _cash, Kind.MONEY),
    Column(N_("积分"), 9, lambda m: _tender(m, Tender.POINTS), Kind.COUNT),
    Column(N_("店铺券"), 11, lambda m: _in_kind(m, Tender.COUPON), Kind.MONEY),
    Column(N_("储值"), 11, lambda m: _in_kind(m, Tender.STORED), Kind.MONEY),
    Column(N_("流水号"), 30, lambda m: m.reference),
    Column(N_("到账时间"), 17, lambda m: m.arrived_at, Kind.MOMENT),
)


def write(month: Month, path: Path) -> Path:
    """Write the workbook; return the path really written (see `write_file`).

    Reads `month.tickets` and `month.money` once, in little memory whatever their number. Raises
    `StorageProblem`; an error of the two is passed on and leaves no file.
    """
    return write_file(path, partial(_build, month))


def _build(month: Month, stream: BinaryIO) -> None:
    zone = ZoneInfo(month.zone)
    tally = Tally()
    with ExitStack() as files:
        book = Book(files)
        book.properties.creator = _("售后台")
        book.properties.title = _("售后月报 {year}-{month:02}").format(
            year=month.year, month=month.month
        )
        write_table(
            book,
            _("售后明细"),
            _TICKETS,
            tally.of_tickets(month.tickets),
            zone=zone,
            nothing=_("本月没有售后单。"),
        )
        write_table(
            book,
            _("打款明细"),
            _MONEY,
            tally.of_money(month.money),
            zone=zone,
            nothing=_("本月没有到账的打款。"),
        )
        write_more(book, month, zone)
        write_summary(book, month, tally)
        book.write_to(stream, month.made_at.astimezone(zone).replace(tzinfo=None))
