"""Parcels: the way back, far regions, late shipment."""

from __future__ import annotations

from datetime import datetime

from app.domain.checks.said import (
    cited,
    moment_text,
    open_question,
    passed,
    refused,
)
from app.domain.checks.seen import listed, wanted
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.couriers import among
from app.domain.facts import GoodsIn, Offer
from app.domain.money import Money
from app.domain.remedy import ProblemClass, Remedy
from app.i18n import N_, _

_COURIER, _COURIER_TITLE = "return_courier", N_("寄回的快递是否约定的")
_REGION, _REGION_TITLE = "region", N_("偏远地区")
_BACK, _BACK_TITLE = "returned_in_time", N_("是否按期寄回")
_LATE, _LATE_TITLE = "late_shipment", N_("是否晚于约定发货")
_LATE_REASON = "未按约定时间发货"
_WAITING = frozenset({GoodsIn.TO_BE_SENT, GoodsIn.NEVER_SENT})


def _courier(case: Case) -> CheckFinding | None:
    used, allowed = case.ticket.return_courier.strip(), case.ticket.shop.couriers
    if not used:
        return None
    if not allowed or among(used, allowed):
        text = _("用{used}寄回。").format(used=used)
        return passed(_COURIER, _COURIER_TITLE, text)
    text = _(
        "用{used}寄回，不是约定的快递（{allowed}）：退货运费要不要照付，请先看约定时怎么说的。"
    )
    return open_question(_COURIER, _COURIER_TITLE, text.format(used=used, allowed=listed(allowed)))


def _region(case: Case) -> CheckFinding | None:
    if not case.remote or wanted(case) not in (Remedy.EXCHANGE, Remedy.RESHIP):
        return None
    text = _("收货地址在偏远地区，来回运费高：可以建议退款，买家坚持的照买家的意思办。")
    return passed(_REGION, _REGION_TITLE, text)


def _returned(case: Case) -> CheckFinding | None:
    decision = case.ticket.in_force
    if decision is None or decision.return_by is None or decision.state != Offer.ACCEPTED:
        return None
    states = set(case.ticket.goods_in.values())
    if not states or states <= {GoodsIn.NOT_NEEDED}:
        return None
    total = _("寄回期限 {until}").format(until=moment_text(case, decision.return_by))
    rule = cited(case.rules.get("platform.buyer_ships"))
    if not states & _WAITING:
        return passed(_BACK, _BACK_TITLE, _("已经寄回。"), rule, total)
    if GoodsIn.NEVER_SENT in states or case.now > decision.return_by:
        text = _("过了期限还没有寄回：原来的约定不再成立，要重新商定。")
        return open_question(_BACK, _BACK_TITLE, text, rule, total)
    return passed(_BACK, _BACK_TITLE, _("还在寄回期限内。"), rule, total)


def _late_shipment(case: Case) -> CheckFinding | None:
    ticket, order = case.ticket, case.ticket.order
    if ticket.problem is not ProblemClass.LATE_SHIPMENT and not any(
        _LATE_REASON in said for said in (ticket.platform_reason, ticket.true_reason)
    ):
        return None
    promised, shipped = order.promised_at, order.shipped_at
    if promised is None:
        text = _("约定的发货时间未知；请查商品页或聊天里答应的时间。")
        return open_question(_LATE, _LATE_TITLE, text)
    if shipped is None and order.shipped is not False:
        return open_question(_LATE, _LATE_TITLE, _("实际发货时间未知，不能核对是否按时。"))
    total = _times(case, promised, shipped)
    if (shipped or case.now) > promised:
        text = _("晚于约定，买家的理由属实。{exposure}").format(exposure=_exposure(case))
        rule = cited(case.rules.get("late.penalty_percent"))
        return passed(_LATE, _LATE_TITLE, text, rule, total)
    if shipped is None:
        return open_question(
            _LATE, _LATE_TITLE, _("还没有发货，也还没有到约定的时间。"), arithmetic=total
        )
    text = _("记录显示按时发货；可以把发货记录发给买家看。")
    return refused(_LATE, _LATE_TITLE, text, arithmetic=total)


def _times(case: Case, promised: datetime, shipped: datetime | None) -> str:
    actual = moment_text(case, shipped) if shipped else _("还没有发货")
    return _("约定 {promised} 前，实际 {actual}").format(
        promised=moment_text(case, promised), actual=actual
    )


def _exposure(case: Case) -> str:
    paid, currency = case.ticket.order.paid_cents, case.ticket.order.currency
    percent = case.rules.number("late.penalty_percent", 0)
    if not paid or not percent:
        return ""
    cents = (2 * paid * percent + 100) // 200
    cap = case.rules.number("late.penalty_cap_cents", 0)
    text = _("可能的赔付：实付 {paid} × {percent}% ＝ {cents}")
    shown = text.format(paid=Money(paid, currency), percent=percent, cents=Money(cents, currency))
    if cap and cents > cap:
        shown = _("{text}，封顶 {cap}").format(text=shown, cap=Money(cap, currency))
    return shown + _("。")


PARCELS = (
    Check(_LATE, _LATE_TITLE, _late_shipment),
    Check(_BACK, _BACK_TITLE, _returned),
    Check(_COURIER, _COURIER_TITLE, _courier),
    Check(_REGION, _REGION_TITLE, _region),
)
