"""How far it is, for the buyer: where the case stands, what happens next, until when.

Only clocks that run and have not run out name a time; nothing inside the shop is told, and
nothing is promised that no clock and no promise says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.contact import FollowUpKind
from app.domain.deadlines.clock import ClockKind
from app.domain.deadlines.wording import end_text
from app.domain.facts import GoodsIn, GoodsOut, Offer, Stage
from app.domain.labels import label
from app.domain.money import Money
from app.domain.parcel_text import waybill_text
from app.domain.payment import MoneyState, Tender
from app.domain.ticket import DueOwner, Ticket
from app.i18n import _

_OURS: Final[Mapping[Stage, frozenset[ClockKind]]] = {
    Stage.NEW: frozenset({ClockKind.FIRST_CONTACT, ClockKind.REVIEW, ClockKind.ENQUIRY}),
    Stage.REVIEWING: frozenset({ClockKind.REVIEW, ClockKind.ENQUIRY}),
    Stage.AWAITING_APPROVAL: frozenset({ClockKind.APPROVAL}),
    Stage.NEGOTIATING: frozenset({ClockKind.NEGOTIATION}),
    Stage.INSPECTING: frozenset({ClockKind.INSPECTION}),
    Stage.REPAIRING: frozenset({ClockKind.REPAIR}),
    Stage.FULFILLING: frozenset({ClockKind.REFUND, ClockKind.DISPATCH}),
}
"""The clocks that tell until when the shop acts at a stage."""


def progress_text(ticket: Ticket, now: datetime) -> str:
    """A message to the buyer as the case stands `now` (aware); times in the shop's zone."""
    parts = (
        _opening(ticket),
        _STAGES[ticket.stage](ticket, now),
        _promise(ticket, now),
        _closing(ticket),
    )
    return "".join(part for part in parts if part)


def till(ticket: Ticket, at: datetime, now: datetime) -> str:
    """`11/23 18:00` in the shop's zone, `11/23 24:00` at the end of a day."""
    return end_text(at, ticket.shop.zone, now.astimezone(ZoneInfo(ticket.shop.zone)).date())


def _opening(ticket: Ticket) -> str:
    number = ticket.order.number
    if number:
        text = _("您好，您的订单 {order} 的售后（编号 {number}）进度如下：")
        return text.format(order=number, number=ticket.number)
    return _("您好，您的售后（编号 {number}）进度如下：").format(number=ticket.number)


def _closing(ticket: Ticket) -> str:
    return _("有新进展我们会再告诉您。") if ticket.facts.open else ""


def _promise(ticket: Ticket, now: datetime) -> str:
    """What was promised by a time; the words of it are our own people's."""
    kinds = (FollowUpKind.PROMISE, FollowUpKind.CALL_BACK)
    due = [
        one.due_at
        for one in ticket.follow_ups
        if one.kind in kinds and one.done_at is None and one.due_at > now
    ]
    if not due or not ticket.facts.open:
        return ""
    return _("按之前和您说好的，{until} 前我们会再联系您。").format(
        until=till(ticket, min(due), now)
    )


# -------------------------------------------------------------------------------- what is next


def _answer_by(ticket: Ticket, now: datetime) -> str:
    """`，最晚 11/23 18:00 给您答复`; empty when no clock of ours says so."""
    until = _until(ticket, now)
    return _("，最晚 {until} 给您答复").format(until=until) if until else ""


def _until(ticket: Ticket, now: datetime) -> str:
    kinds = _OURS.get(ticket.stage, frozenset())
    due = [
        clock.due_at
        for clock in ticket.clocks
        if clock.due_at is not None
        and clock.due_at > now
        and clock.owner is DueOwner.US
        and not clock.estimated
        and clock.kind in kinds
    ]
    return till(ticket, min(due), now) if due else ""


def _new(ticket: Ticket, now: datetime) -> str:
    what = _("您的咨询") if ticket.facts.enquiry else _("您的申请")
    return _("{what}已收到，正在安排处理{by}。").format(what=what, by=_answer_by(ticket, now))


def _reviewing(ticket: Ticket, now: datetime) -> str:
    if ticket.facts.enquiry:
        return _("您的问题正在了解中{by}。").format(by=_answer_by(ticket, now))
    return _("正在核实您反映的情况和资料{by}。").format(by=_answer_by(ticket, now))


def _deciding(ticket: Ticket, now: datetime) -> str:
    return _("核实已完成，处理方案正在确认{by}。").format(by=_answer_by(ticket, now))


def _need_info(ticket: Ticket, now: datetime) -> str:
    items = "、".join(line.strip() for line in ticket.asked_for.splitlines() if line.strip())
    what = _("：{items}").format(items=items.rstrip("。；")) if items else ""
    due = ticket.info_due_at
    if due is not None and due > now:
        text = _("还需要您在 {until} 前补充资料{what}。收到后马上继续核实。")
        return text.format(until=till(ticket, due, now), what=what)
    return _("还需要您补充资料{what}。收到后马上继续核实。").format(what=what)


def _negotiating(ticket: Ticket, now: datetime) -> str:
    decision = ticket.decision
    if decision is None or ticket.facts.offer is not Offer.OFFERED:
        return _("我们正在准备新的处理方案{by}。").format(by=_answer_by(ticket, now))
    text = _("我们提出的方案是「{remedy}」，正等您答复").format(remedy=label(decision.remedy))
    if decision.valid_until is not None and decision.valid_until > now:
        until = till(ticket, decision.valid_until, now)
        return _("{text}，方案保留到 {until}。").format(text=text, until=until)
    return _("{text}。").format(text=text)


def _awaiting_return(ticket: Ticket, now: datetime) -> str:
    decision = ticket.in_force
    by = decision.return_by if decision is not None else None
    if by is not None and by > now:
        text = _("退回申请已同意，请在 {until} 前把商品寄回，并在售后页面填写快递单号。")
        return text.format(until=till(ticket, by, now))
    return _("退回申请已同意，等您把商品寄回，并在售后页面填写快递单号。")


def _inspecting(ticket: Ticket, now: datetime) -> str:
    until = _until(ticket, now)
    if GoodsIn.IN_TRANSIT in ticket.goods_in.values():
        number = " ".join(p for p in (ticket.return_courier, ticket.return_tracking) if p)
        return _("您寄回的商品在路上{number}，收到后马上验收。").format(
            number=_("（{number}）").format(number=number) if number else ""
        )
    by = _("，最晚 {until} 验完").format(until=until) if until else ""
    return _("您寄回的商品已收到，正在验收{by}。").format(by=by)


def _repairing(ticket: Ticket, now: datetime) -> str:
    until = _until(ticket, now)
    by = _("，预计 {until} 前完成").format(until=until) if until else ""
    return _("您的商品正在维修{by}。").format(by=by)


def _fulfilling(ticket: Ticket, now: datetime) -> str:
    parts = [*_money(ticket, now), *_parcels(ticket, now)]
    return "".join(parts) or _("方案已确定，正在为您办理。")


def _money(ticket: Ticket, now: datetime) -> list[str]:
    waits, sent = (
        _sum(ticket, MoneyState.PLANNED, MoneyState.APPROVED),
        _sum(ticket, MoneyState.SUBMITTED),
    )
    found = []
    if waits:
        until = _until(ticket, now) if not _to_ship(ticket) else ""
        by = _("，最晚 {until} 办理").format(until=until) if until else ""
        found.append(_("应退给您的 {amount} 正在办理{by}。").format(amount=waits, by=by))
    if sent:
        found.append(_("退款 {amount} 已经提交，正等到账。").format(amount=sent))
    return found


def _sum(ticket: Ticket, *states: MoneyState) -> str:
    rows = [one for one in ticket.payouts if one.state in states and one.tender is Tender.CASH]
    return str(Money(sum(one.cents for one in rows), rows[0].currency)) if rows else ""


def _to_ship(ticket: Ticket) -> bool:
    return any(one.state is GoodsOut.TO_SHIP for one in ticket.dispatches)


def _parcels(ticket: Ticket, now: datetime) -> list[str]:
    found = []
    for one in ticket.dispatches:
        if one.state is GoodsOut.TO_SHIP and not ticket.facts.goods_expected:
            by = one.ship_by
            until = _("，最晚 {until} 寄出").format(until=till(ticket, by, now)) if (
                by is not None and by > now
            ) else ""  # fmt: skip
            found.append(_("要寄给您的商品正在准备{by}。").format(by=until))
        if one.state is GoodsOut.SHIPPED:
            text = waybill_text(one.purpose, one.lines, one.courier, one.tracking)
            found.append(text.removeprefix(_("您好，")))
    return found


def _disputed(_ticket: Ticket, _now: datetime) -> str:
    return _("平台已经介入，我们正在配合平台处理，结果以平台通知为准。")


def _confirming(ticket: Ticket, now: datetime) -> str:
    due = [
        clock.due_at
        for clock in ticket.clocks
        if clock.kind is ClockKind.CONFIRMATION and clock.due_at is not None and clock.due_at > now
    ]
    text = _("已经按方案办完，请您看看是否都妥当")
    if due:
        until = till(ticket, min(due), now)
        return _("{text}；{until} 前没有异议就视为确认。").format(text=text, until=until)
    return _("{text}。").format(text=text)


def _completed(ticket: Ticket, _now: datetime) -> str:
    if ticket.advice is not None:
        return _("您的问题已经解答完毕，还有疑问随时找我们。")
    return _("已经办理完毕，感谢您的理解；之后还有问题随时找我们。")


def _rejected(_ticket: Ticket, _now: datetime) -> str:
    return _("很抱歉，这次申请没有通过，原因之前已经向您说明；有新的资料可以再发给我们重新核实。")


def _cancelled(_ticket: Ticket, _now: datetime) -> str:
    return _("这次售后已经取消；还需要处理的话，告诉我们或重新申请即可。")


def _expired(_ticket: Ticket, _now: datetime) -> str:
    return _("因为一直没有等到补充的资料，这次售后先结束了；资料齐了可以随时再联系我们。")


def _merged(_ticket: Ticket, _now: datetime) -> str:
    return _("它已并入您的另一张售后一起处理。")


_STAGES: Final[Mapping[Stage, Callable[[Ticket, datetime], str]]] = {
    Stage.NEW: _new,
    Stage.NEED_INFO: _need_info,
    Stage.REVIEWING: _reviewing,
    Stage.AWAITING_APPROVAL: _deciding,
    Stage.NEGOTIATING: _negotiating,
    Stage.AWAITING_RETURN: _awaiting_return,
    Stage.INSPECTING: _inspecting,
    Stage.REPAIRING: _repairing,
    Stage.FULFILLING: _fulfilling,
    Stage.DISPUTED: _disputed,
    Stage.AWAITING_CONFIRMATION: _confirming,
    Stage.COMPLETED: _completed,
    Stage.REJECTED: _rejected,
    Stage.CANCELLED: _cancelled,
    Stage.EXPIRED: _expired,
    Stage.MERGED: _merged,
}
