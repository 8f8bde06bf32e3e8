"""The month's decisions, what buyers paid, and what tickets cost: a sheet each."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from app.domain.costs import CostKind
from app.domain.money import Money
from app.domain.reports import (
    Month,
    MonthCharge,
    MonthCost,
    MonthDecision,
    MonthDeparture,
    MonthEnquiry,
    MonthOverdue,
)
from app.i18n import N_, _
from exports._book import Book
from exports._sheet import Column, Kind, word, write_table


def _money(row: MonthDecision, cents: int) -> Money | None:
    """Nothing where there is nothing: a sheet full of zeros hides the amounts."""
    return Money(cents, row.currency) if cents else None


def _cost(row: MonthCost, *kinds: CostKind) -> Money | None:
    cents = sum(one.cents for one in row.costs.rows if one.kind in kinds)
    return Money(cents, row.costs.currency) if cents else None


_DECISIONS: Final[tuple[Column[MonthDecision], ...]] = (
    Column(N_("售后单号"), 18, lambda d: d.ticket),
    Column(N_("店铺"), 20, lambda d: d.shop),
    Column(N_("轮次"), 7, lambda d: d.round, Kind.COUNT),
    Column(N_("处理方式"), 11, lambda d: word(d.remedy)),
    Column(N_("方案"), 60, lambda d: d.sentence),
    Column(N_("状态"), 12, lambda d: d.state),
    Column(N_("币种"), 7, lambda d: d.currency),
    Column(N_("退款"), 12, lambda d: _money(d, d.refund_cents), Kind.MONEY),
    Column(N_("补偿"), 11, lambda d: _money(d, d.compensation_cents), Kind.MONEY),
    Column(N_("另付运费"), 11, lambda d: _money(d, d.freight_cents), Kind.MONEY),
    Column(N_("赔付"), 11, lambda d: _money(d, d.damages_cents), Kind.MONEY),
    Column(N_("商家现金成本"), 14, lambda d: Money(d.cost_cents, d.currency), Kind.MONEY),
    Column(N_("买家应付"), 11, lambda d: _money(d, d.charge_cents), Kind.MONEY),
    Column(N_("免收差价"), 11, lambda d: _money(d, d.waived_cents), Kind.MONEY),
    Column(N_("退积分"), 9, lambda d: d.points or None, Kind.COUNT),
    Column(N_("退店铺券"), 11, lambda d: _money(d, d.coupon_cents), Kind.MONEY),
    Column(N_("退储值"), 11, lambda d: _money(d, d.stored_cents), Kind.MONEY),
    Column(N_("善意支出"), 10, lambda d: _("善意支出") if d.goodwill else ""),
    Column(N_("作决定"), 11, lambda d: d.decided_by),
    Column(N_("决定时间"), 17, lambda d: d.decided_at, Kind.MOMENT),
    Column(N_("审批人"), 11, lambda d: d.approved_by),
    Column(N_("审批时间"), 17, lambda d: d.approved_at, Kind.MOMENT),
)

_CHARGES: Final[tuple[Column[MonthCharge], ...]] = (
    Column(N_("售后单号"), 18, lambda c: c.ticket),
    Column(N_("店铺"), 20, lambda c: c.shop),
    Column(N_("收什么"), 14, lambda c: c.reason),
    Column(N_("币种"), 7, lambda c: c.currency),
    Column(N_("金额"), 14, lambda c: Money(c.cents, c.currency), Kind.MONEY),
    Column(N_("流水号"), 30, lambda c: c.reference),
    Column(N_("到账时间"), 17, lambda c: c.arrived_at, Kind.MOMENT),
)

_COSTS: Final[tuple[Column[MonthCost], ...]] = (
    Column(N_("售后单号"), 18, lambda c: c.ticket),
    Column(N_("店铺"), 20, lambda c: c.shop),
    Column(N_("责任"), 12, lambda c: word(c.costs.liability)),
    Column(N_("币种"), 7, lambda c: c.costs.currency),
    Column(N_("退款"), 12, lambda c: _cost(c, CostKind.REFUND), Kind.MONEY),
    Column(N_("补偿"), 11, lambda c: _cost(c, CostKind.COMPENSATION), Kind.MONEY),
    Column(N_("运费"), 11, lambda c: _cost(c, CostKind.FREIGHT), Kind.MONEY),
    Column(N_("赔付"), 11, lambda c: _cost(c, CostKind.DAMAGES), Kind.MONEY),
    Column(N_("买家补付"), 11, lambda c: _cost(c, CostKind.CHARGED), Kind.MONEY),
    Column(N_("现金合计"), 12, lambda c: Money(c.costs.cash_cents, c.costs.currency), Kind.MONEY),
    Column(N_("另发商品"), 11, lambda c: _cost(c, CostKind.GOODS_SENT), Kind.MONEY),
    Column(N_("退回报损"), 11, lambda c: _cost(c, CostKind.WRITTEN_OFF), Kind.MONEY),
    Column(N_("退回商品"), 11, lambda c: _cost(c, CostKind.GOODS_BACK), Kind.MONEY),
    Column(N_("维修和其他"), 12, lambda c: _cost(c, CostKind.REPAIR, CostKind.OTHER), Kind.MONEY),
    Column(N_("兑现的优惠"), 12, lambda c: _cost(c, CostKind.PROMISE), Kind.MONEY),
    Column(N_("追回"), 11, lambda c: _cost(c, CostKind.RECOVERED), Kind.MONEY),
    Column(N_("净成本"), 12, lambda c: Money(c.costs.net_cents, c.costs.currency), Kind.MONEY),
    Column(N_("未能计价件数"), 14, lambda c: c.costs.unvalued or None, Kind.COUNT),
)


_ENQUIRIES: Final[tuple[Column[MonthEnquiry], ...]] = (
    Column(N_("售后单号"), 18, lambda e: e.number),
    Column(N_("店铺"), 20, lambda e: e.shop),
    Column(N_("订单号"), 23, lambda e: e.order_no),
    Column(N_("买家"), 22, lambda e: e.buyer),
    Column(N_("商品"), 36, lambda e: e.goods),
    Column(N_("渠道"), 12, lambda e: word(e.channel)),
    Column(N_("问什么"), 14, lambda e: word(e.topic)),
    Column(N_("阶段"), 12, lambda e: word(e.stage)),
    Column(N_("结果"), 16, lambda e: word(e.advice)),
    Column(N_("收到时间"), 17, lambda e: e.applied_at, Kind.MOMENT),
    Column(N_("结束时间"), 17, lambda e: e.closed_at, Kind.MOMENT),
    Column(N_("处理人"), 11, lambda e: e.handler),
)


_OVERDUE: Final[tuple[Column[MonthOverdue], ...]] = (
    Column(N_("售后单号"), 18, lambda o: o.ticket),
    Column(N_("店铺"), 20, lambda o: o.shop),
    Column(N_("时限"), 14, lambda o: word(o.what)),
    Column(N_("应在"), 17, lambda o: o.due_at, Kind.MOMENT),
    Column(N_("登记时间"), 17, lambda o: o.found_at, Kind.MOMENT),
    Column(N_("阶段"), 12, lambda o: word(o.stage)),
    Column(N_("处理人"), 11, lambda o: o.handler),
    Column(N_("原因"), 14, lambda o: word(o.cause) or _("未登记")),
)


_DEPARTURES: Final[tuple[Column[MonthDeparture], ...]] = (
    Column(N_("售后单号"), 18, lambda d: d.ticket),
    Column(N_("店铺"), 20, lambda d: d.shop),
    Column(N_("事项"), 14, lambda d: word(d.what)),
    Column(N_("经过"), 60, lambda d: d.text),
    Column(N_("时间"), 17, lambda d: d.at, Kind.MOMENT),
    Column(N_("经手人"), 11, lambda d: d.who),
)


def write_more(book: Book, month: Month, zone: ZoneInfo) -> None:
    """Add the sheets; each row set of `month` is read once. A month without says so."""
    nothing = _("本月没有作出方案。")
    write_table(book, _("方案明细"), _DECISIONS, month.decisions, zone=zone, nothing=nothing)
    nothing = _("本月没有买家付来的款。")
    write_table(book, _("收款明细"), _CHARGES, month.charges, zone=zone, nothing=nothing)
    nothing = _("本月的售后单还没有产生成本。")
    write_table(book, _("成本明细"), _COSTS, month.costs, zone=zone, nothing=nothing)
    if month.enquiry_count:
        write_table(book, _("咨询明细"), _ENQUIRIES, month.enquiries, zone=zone, nothing="")
    if month.overdue_count:
        write_table(book, _("超时明细"), _OVERDUE, month.overdue, zone=zone, nothing="")
    if month.departure_count:
        title = _("特殊处理明细")
        write_table(book, title, _DEPARTURES, month.departures, zone=zone, nothing="")
