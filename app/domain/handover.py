"""The hand-over note: a few lines from which a colleague can go on, short enough for a remark.

What is personal is masked: a colleague recognises an account by its last digits, and the note is
pasted into places the desk knows nothing of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.access import mask_name, mask_nickname
from app.domain.decisions import by_remedy
from app.domain.facts import GoodsOut
from app.domain.labels import label
from app.domain.ticket import DecisionRecord, Ticket
from app.errors import NotFound
from app.i18n import _

MOST: Final = 500
"""Platforms cut a seller's remark off at this many characters."""

_TAIL = 4
_SHORTEST_MASKED = 7
_MOST_REASON = 120


def handover_note(ticket: Ticket, handler: str, now: datetime) -> str:
    """Reason, where it stands, courier and number, account, who hands over and when.

    `now` is shown as a day of the shop's zone. Never longer than `MOST`.
    """
    day = now.astimezone(ZoneInfo(ticket.shop.zone)).date().isoformat()
    last = _("经手：{who} {day}").format(who=handler or _("未知"), day=day)
    lines = "\n".join((*_lines(ticket), ""))
    room = MOST - len(last)
    return (lines if len(lines) <= room else lines[: room - 2].rstrip("\n") + "…\n") + last


def mask_account(text: str) -> str:
    """The tail of an account, `尾号 2209`, or where a mailbox is; a short one hides altogether."""
    account = "".join(text.split())
    if not account:
        return ""
    name, at, host = account.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    if len(account) < _SHORTEST_MASKED:
        return _("（已隐去）")
    return _("尾号 {tail}").format(tail=account[-_TAIL:])


def _lines(ticket: Ticket) -> Iterator[str]:
    order = ticket.order.number
    head = [ticket.number]
    if order:
        head.append(_("订单 {number}").format(number=order))
    buyer = mask_nickname(ticket.buyer.nickname)
    if buyer:
        head.append(_("买家 {name}").format(name=buyer))
    yield " ".join(head)
    yield _("原因：{reason}").format(reason=_reason(ticket))
    yield _("进度：{stage}").format(stage=label(ticket.stage))
    if ticket.decision is not None:
        yield _("方案：{what}").format(what=_decided(ticket.decision))
        account = _account(ticket.decision)
        if account:
            yield _("收款账户：{account}").format(account=account)
    back = " ".join(part for part in (ticket.return_courier, ticket.return_tracking) if part)
    if back:
        yield _("退回快递：{courier}").format(courier=back)
    for sent in ticket.dispatches:
        if sent.tracking and sent.state is not GoodsOut.CALLED_OFF:
            number = " ".join(part for part in (sent.courier, sent.tracking) if part)
            yield _("{what}快递：{courier}").format(what=label(sent.purpose), courier=number)


def _reason(ticket: Ticket) -> str:
    said = ticket.true_reason or ticket.summary or ticket.platform_reason or label(ticket.problem)
    plain = " ".join(said.split())
    return plain if len(plain) <= _MOST_REASON else plain[: _MOST_REASON - 1] + "…"


def _decided(decision: DecisionRecord) -> str:
    try:
        return by_remedy(decision.remedy).sentence(decision.choices, decision.breakdown)
    except NotFound:
        return label(decision.remedy)


def _account(decision: DecisionRecord) -> str:
    parts = (mask_account(decision.payee), mask_name(decision.payee_name))
    return " ".join(part for part in parts if part)
