"""The order behind a ticket: known, paid, not given back before, bought here, and how many."""

from __future__ import annotations

from app.domain.case import SubReason
from app.domain.checks.said import law, open_question, passed, refused
from app.domain.checks.seen import NO_GOODS, goods_of, listed
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.money import Money
from app.domain.order import OrderSource, Unit
from app.domain.payment import MoneyClass, Payout, Tender
from app.domain.remedy import ProblemClass
from app.domain.settlement.caps import tenders_paid
from app.i18n import N_, _

_ORDER, _ORDER_TITLE = "order_known", N_("订单是否查到")
_PAID, _PAID_TITLE = "order_paid", N_("订单是否已付款")
_BACK, _BACK_TITLE = "not_refunded", N_("此前是否退过、赔过")
_UNITS, _UNITS_TITLE = "units_free", N_("同一件是否已在售后")
_COUNT, _COUNT_TITLE = "quantity", N_("件数是否不超过所买")
_HERE, _HERE_TITLE = "bought_here", N_("是否在本店购买")
_SETTLED = "《淘宝平台争议处理规则》第 6 条"


def _order_known(case: Case) -> CheckFinding | None:
    order = case.ticket.order
    if not order.number:
        text = _("没有订单号，还不能确定是哪笔订单。")
        asked = (_("订单号（订单详情页截图）"),)
        return open_question(_ORDER, _ORDER_TITLE, text, missing=asked)
    if order.source is OrderSource.TYPED:
        text = _("订单由人录入，还没有和平台核对。请导入订单文件，或在后台查看这笔订单。")
        return open_question(_ORDER, _ORDER_TITLE, text)
    if not order.lines:
        text = _("查到了订单，但没有商品明细；请导入订单商品文件。")
        return open_question(_ORDER, _ORDER_TITLE, text)
    text = _("平台订单 {number}，{n} 行商品。").format(number=order.number, n=len(order.lines))
    return passed(_ORDER, _ORDER_TITLE, text)


def _order_paid(case: Case) -> CheckFinding | None:
    order = case.ticket.order
    if case.ticket.problem is ProblemClass.ENQUIRY:
        return None
    if order.conflict is not None:
        text = _("不同文件的实付金额不一致，请先核对实付金额。")
        return open_question(_PAID, _PAID_TITLE, text)
    if order.paid_cents is None:
        text = _("实付金额未知；请导入订单文件，或在订单里填写实付金额。")
        return open_question(_PAID, _PAID_TITLE, text)
    if order.paid_cents > 0:
        text = _("实付 {paid}。").format(paid=Money(order.paid_cents, order.currency))
        return passed(_PAID, _PAID_TITLE, text)
    if tenders_paid(order):
        return passed(_PAID, _PAID_TITLE, _("没有付现金，用积分、券或储值支付。"))
    if order.source is OrderSource.ORDER_FILE and not order.paid_at:
        text = _("订单文件显示实付 0，也没有付款时间：没有可退的钱。")
        return refused(_PAID, _PAID_TITLE, text)
    return open_question(_PAID, _PAID_TITLE, _("实付金额是 0，请核对是否付过款。"))


def _not_refunded(case: Case) -> CheckFinding | None:
    order, ticket = case.ticket.order, case.ticket
    if ticket.problem is ProblemClass.ENQUIRY:
        return None
    rows = [row for row in ticket.order_money if _counts(row, case)]
    refunded = sum(row.cents for row in rows if row.money_class is MoneyClass.PRICE_REFUND)
    given = sum(row.cents for row in rows if row.money_class is MoneyClass.COMPENSATION)
    if not rows:
        return passed(_BACK, _BACK_TITLE, _("别的售后单没有退过款，也没有补偿过。"))
    total = refunded + given
    paid = order.paid_cents
    text = _("别的售后单已退 {refunded}、已补偿 {given}").format(
        refunded=Money(refunded, order.currency), given=Money(given, order.currency)
    )
    if paid is None:
        return open_question(_BACK, _BACK_TITLE, _("{text}；实付未知。").format(text=text))
    total_text = _("{refunded} ＋ {given} ＝ {total}，实付 {paid}").format(
        refunded=Money(refunded, order.currency),
        given=Money(given, order.currency),
        total=Money(total, order.currency),
        paid=Money(paid, order.currency),
    )
    if total >= paid > 0:
        shown = _("{text}，实付已经全部退还。").format(text=text)
        return refused(_BACK, _BACK_TITLE, shown, arithmetic=total_text)
    if given and _same_goods(case, rows):
        shown = _("{text}：同一商品已经协商补偿过，请看当时说的是什么问题。").format(text=text)
        return open_question(_BACK, _BACK_TITLE, shown, law(_SETTLED), total_text)
    shown = _("{text}，没有退完。").format(text=text)
    return passed(_BACK, _BACK_TITLE, shown, arithmetic=total_text)


def _counts(row: Payout, case: Case) -> bool:
    return (
        row.live
        and row.ticket_id != case.ticket.id
        and row.tender is Tender.CASH
        and row.currency == case.ticket.order.currency
        and row.money_class in (MoneyClass.PRICE_REFUND, MoneyClass.COMPENSATION)
    )


def _same_goods(case: Case, rows: list[Payout]) -> bool:
    """Whether a compensation was for one of the claimed lines, or for the order as a whole."""
    claimed = {goods.line.id for goods in goods_of(case) if goods.line}
    return any(
        row.line_id is None or row.line_id in claimed
        for row in rows
        if row.money_class is MoneyClass.COMPENSATION
    )


def _claimed_units(case: Case) -> tuple[Unit, ...]:
    return tuple(
        Unit(line.line_id, ordinal) for line in case.ticket.lines for ordinal in line.ordinals
    )


def _units_free(case: Case) -> CheckFinding | None:
    if case.ticket.problem in NO_GOODS:
        return None
    units = set(_claimed_units(case))
    refunded = {
        part.unit
        for row in case.ticket.order_money
        if _counts(row, case) and row.money_class is MoneyClass.PRICE_REFUND
        for part in row.units
    }
    gone = sorted(units & refunded)
    if gone:
        text = _("{units}已在别的售后单退过款。").format(units=_named(case, gone))
        return refused(_UNITS, _UNITS_TITLE, text)
    twice = sorted(units & case.claimed_elsewhere)
    if twice:
        text = _("{units}另有未完结的售后单，请先看是不是同一件事。")
        return open_question(_UNITS, _UNITS_TITLE, text.format(units=_named(case, twice)))
    if not units:
        others = listed(case.ticket.other_tickets)
        if not others:
            return passed(_UNITS, _UNITS_TITLE, _("这笔订单没有别的售后单。"))
        text = _("没有写明是哪几件，而这笔订单还有售后单 {others}。").format(others=others)
        return open_question(_UNITS, _UNITS_TITLE, text)
    return passed(_UNITS, _UNITS_TITLE, _("所申请的件没有别的售后单，也没有退过款。"))


def _named(case: Case, units: list[Unit]) -> str:
    titles = {line.id: line.title or line.sku or _("商品") for line in case.ticket.order.lines}
    return listed(
        _("「{title}」第 {n} 件").format(title=titles.get(unit.line_id, ""), n=unit.ordinal)
        for unit in units
    )


def _quantity(case: Case) -> CheckFinding | None:
    if case.ticket.problem in NO_GOODS:
        return None
    arrived = {one.line_id: one.received for one in case.ticket.details.arrived}
    said: list[str] = []
    for goods in goods_of(case):
        line, claimed = goods.line, len(goods.ordinals)
        if line is None or line.quantity is None:
            text = _("「{name}」买了几件没有写明，不能核对件数。").format(name=goods.name)
            return open_question(_COUNT, _COUNT_TITLE, text)
        if any(ordinal > line.quantity for ordinal in goods.ordinals):
            text = _("「{name}」只买了 {bought} 件，申请的是第 {n} 件。").format(
                name=goods.name, bought=line.quantity, n=max(goods.ordinals)
            )
            return refused(_COUNT, _COUNT_TITLE, text)
        got = arrived.get(line.id)
        if case.ticket.details.sub_reason is SubReason.MISSING_ITEM and got is not None:
            short = line.quantity - got
            if claimed and claimed != short:
                text = _(
                    "「{name}」买 {bought} 件、收到 {got} 件，少 {short} 件，申请 {claimed} 件。"
                )
                return open_question(
                    _COUNT,
                    _COUNT_TITLE,
                    text.format(
                        name=goods.name,
                        bought=line.quantity,
                        got=got,
                        short=short,
                        claimed=claimed,
                    ),
                    arithmetic=f"{line.quantity} − {got} ＝ {short}",
                )
        text = (
            _("「{name}」买 {bought} 件，申请 {claimed} 件")
            if claimed
            else _("「{name}」买 {bought} 件，没有写明申请几件")
        )
        said.append(text.format(name=goods.name, bought=line.quantity, claimed=claimed))
    return passed(_COUNT, _COUNT_TITLE, _("{lines}。").format(lines="；".join(said)))


def _bought_here(case: Case) -> CheckFinding | None:
    elsewhere = case.ticket.details.bought_elsewhere
    if elsewhere:
        return refused(_HERE, _HERE_TITLE, _("商品不是在本店购买的，请指引到购买的店铺。"))
    if case.ticket.order.verified and case.ticket.order.number:
        return passed(_HERE, _HERE_TITLE, _("本店的平台订单。"))
    if elsewhere is False:
        return passed(_HERE, _HERE_TITLE, _("已核对，是在本店购买的。"))
    asked = (_("购买凭证（订单截图或发票）"),)
    text = _("订单还没有核对，不能确定是不是在本店购买的。")
    return open_question(_HERE, _HERE_TITLE, text, missing=asked)


ORDERING = (
    Check(_ORDER, _ORDER_TITLE, _order_known),
    Check(_HERE, _HERE_TITLE, _bought_here),
    Check(_PAID, _PAID_TITLE, _order_paid),
    Check(_BACK, _BACK_TITLE, _not_refunded),
    Check(_UNITS, _UNITS_TITLE, _units_free),
    Check(_COUNT, _COUNT_TITLE, _quantity),
)
