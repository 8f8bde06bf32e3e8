"""What earlier tickets tell: serial numbers seen before, applications made, a buyer's year."""

from __future__ import annotations

from app.domain.checks.said import cited, open_question, passed
from app.domain.checks.seen import listed, wanted
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.money import Money
from app.domain.remedy import ProblemClass, Remedy
from app.i18n import N_, _

_SERIAL, _SERIAL_TITLE = "serial", N_("序列号")
_TIMES, _TIMES_TITLE = "applications", N_("同一商品申请过几次")
_HISTORY, _HISTORY_TITLE = "history", N_("买家近一年的记录")


def _serial(case: Case) -> CheckFinding | None:
    serial = case.ticket.details.serial
    if case.serial_elsewhere:
        text = _("序列号 {serial} 也在售后单 {numbers} 里，请看是不是同一件商品。")
        shown = text.format(serial=serial, numbers=listed(case.serial_elsewhere))
        return open_question(_SERIAL, _SERIAL_TITLE, shown)
    if serial:
        text = _("序列号 {serial} 没有在别的售后单出现过。").format(serial=serial)
        return passed(_SERIAL, _SERIAL_TITLE, text)
    if wanted(case) is Remedy.REPAIR:
        asked = (_("型号和序列号（铭牌照片）"),)
        text = _("维修要登记序列号，还没有。")
        return open_question(_SERIAL, _SERIAL_TITLE, text, missing=asked)
    return None


def _applications(case: Case) -> CheckFinding | None:
    """Nothing here refuses: it keeps the desk from asking for an application no longer taken."""
    if case.ticket.problem is ProblemClass.ENQUIRY:
        return None
    most = case.rules.number("request.most", 0)
    if most < 1 or not case.applications:
        return None
    rule = cited(case.rules.get("request.most"))
    text = _("申请过 {n} 次，规则里的上限是 {most} 次").format(n=case.applications, most=most)
    if case.applications >= most:
        shown = _("{text}：平台可能不再受理新的申请，请不要让买家撤销后重提。").format(text=text)
        return open_question(_TIMES, _TIMES_TITLE, shown, rule)
    return passed(_TIMES, _TIMES_TITLE, _("{text}。").format(text=text), rule)


def _history(case: Case) -> CheckFinding | None:
    """Facts for whoever handles the case; how often somebody complained never decides it."""
    if case.ticket.problem is ProblemClass.ENQUIRY:
        return None
    past, currency = case.history, case.ticket.order.currency
    if not past.orders and not past.tickets:
        return passed(_HISTORY, _HISTORY_TITLE, _("没有此前的记录。"))
    text = _(
        "{orders} 笔订单，此前 {tickets} 张售后单（其中退货 {returns} 张、这笔订单 {here} 张）；"
        "已付 {paid}，已退 {refunded}。"
    )
    shown = text.format(
        orders=past.orders,
        tickets=past.tickets,
        here=past.on_this_order,
        returns=past.returns,
        paid=Money(past.paid_cents, currency),
        refunded=Money(past.refunded_cents, currency),
    )
    rule = case.rules.get("history.many")
    if rule is None or type(rule.value) is not int or not 0 < rule.value < past.tickets:
        return passed(_HISTORY, _HISTORY_TITLE, shown)
    many = _("{text}售后多于 {n} 次，只作提示。").format(text=shown, n=rule.value)
    return passed(_HISTORY, _HISTORY_TITLE, many, cited(rule))


RECORD = (
    Check(_SERIAL, _SERIAL_TITLE, _serial),
    Check(_TIMES, _TIMES_TITLE, _applications),
    Check(_HISTORY, _HISTORY_TITLE, _history),
)
