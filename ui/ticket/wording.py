"""Values of a ticket in words. What nobody has said reads `未知`, never as a blank. No Qt."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.access import mask_phone, show_nickname
from app.domain.decisions import by_remedy
from app.domain.facts import Offer
from app.domain.imported import FileKind
from app.domain.labels import label
from app.domain.money import Money
from app.domain.order import Buyer, Order, OrderLine, PaidClaim
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.ticket import DecisionRecord, Ticket, TicketLine
from app.errors import NotFound
from app.i18n import _

_INSIDE = re.compile(r"(?<=\d) (?=天|小时|分|件|轮|个)|(?<=[天时]) (?=\d)|(?<=¥) (?=\d)")
_GROUP = 4
_SHORTEST_GROUPED = 9


def unknown() -> str:
    """The word for what no file and no person has said."""
    return _("未知")


def amount(cents: int | None, currency: str) -> str:
    """`¥ 78.00`, or that it is not known."""
    return unknown() if cents is None else str(Money(cents, currency))


def grouped(number: str) -> str:
    """A long number in groups of four, as people read it aloud: `2749 0183 5527 1180 993`."""
    if len(number) < _SHORTEST_GROUPED or not (number.isascii() and number.isdigit()):
        return number
    return " ".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))


def instant(at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """`今天 09:31`, `昨天 16:42`, `11-20 16:42`, `2025-11-20 16:42`, or that it is not known."""
    if at is None:
        return unknown()
    there, here = at.astimezone(zone), now.astimezone(zone)
    days = (here.date() - there.date()).days
    if days == 0:
        return _("今天 {time}").format(time=f"{there:%H:%M}")
    if days == 1:
        return _("昨天 {time}").format(time=f"{there:%H:%M}")
    return f"{there:%m-%d %H:%M}" if there.year == here.year else f"{there:%Y-%m-%d %H:%M}"


def delivered(order: Order, now: datetime, zone: ZoneInfo) -> str:
    """When the buyer signed and which day of the after-sales time it is, the day after being one."""
    at = order.delivered_at
    if at is None:
        return unknown()
    days = (now.astimezone(zone).date() - at.astimezone(zone).date()).days
    day = _("当天") if days <= 0 else _("第 {n} 天").format(n=days)
    return _("{when}（{day}）").format(when=instant(at, now, zone), day=day)


def buyer(who: Buyer) -> str:
    """Nickname and the tail of the phone; either may be unknown."""
    name = show_nickname(who.nickname) or unknown()
    phone = mask_phone(who.phone)
    return f"{name} · {phone}" if phone else name


def wish(ticket: Ticket) -> str:
    """What the buyer asks for, `补偿 ¥ 15.00`."""
    if ticket.requested is None and ticket.requested_cents is None:
        return unknown()
    remedy = label(ticket.requested) if ticket.requested is not None else _("处理方式未知")
    if ticket.requested_cents is None:
        return remedy
    return f"{remedy} {amount(ticket.requested_cents, ticket.order.currency)}"


def problem(ticket: Ticket) -> str:
    """What is wrong, in the staff's words, else in the platform's, else by its class."""
    said = ticket.summary or ticket.true_reason or ticket.platform_reason
    if said or ticket.problem is ProblemClass.UNKNOWN:
        return said or unknown()
    return label(ticket.problem)


def blame(liability: Liability) -> str:
    """The pill of the liability: `商家责任`, `责任待定`."""
    if liability is Liability.UNDETERMINED:
        return _("责任待定")
    return label(liability)


def goods(line: OrderLine) -> str:
    """Title and variant; the code or the place when there is no title."""
    name = " ".join(part for part in (line.title, line.variant) if part)
    name = name or line.sku or _("第 {n} 行商品").format(n=line.position)
    return _("{goods}（赠品）").format(goods=name) if line.gift else name


def pieces(line: OrderLine, claimed: TicketLine | None) -> str:
    """Claimed of bought, `1 / 2`; either may be unknown."""
    bought = unknown() if line.quantity is None else str(line.quantity)
    if claimed is None:
        return bought
    wanted = str(len(claimed.ordinals)) if claimed.ordinals else unknown()
    if wanted == bought == unknown():
        return unknown()
    return f"{wanted} / {bought}"


def source(statement: PaidClaim) -> str:
    """Who said what was paid: the file's own title, else its kind."""
    known = {kind.value: label(kind) for kind in FileKind}
    known |= {"typed": _("手工录入"), "person": _("人工核对")}
    return statement.detail or known.get(statement.source, statement.source)


def offer(decision: DecisionRecord) -> str:
    """A round of decision in a few words: `部分补偿 ¥ 8.00`."""
    return " ".join(part for part in (label(decision.remedy), gist(decision)) if part)


def gist(decision: DecisionRecord) -> str:
    """The amount of a round: what the buyer gets, else what the buyer pays; empty for neither."""
    shown = decision.breakdown
    freight = shown.freight_cents if decision.remedy is Remedy.FREIGHT else 0
    given = shown.refund_cents or shown.compensation_cents or shown.damages_cents or freight
    if given:
        return str(Money(given, shown.currency))
    if shown.charge_cents:
        return _("买家付 {amount}").format(amount=Money(shown.charge_cents, shown.currency))
    return ""


def detail(decision: DecisionRecord) -> str:
    """The one line of a round, as timeline and report have it."""
    try:
        return by_remedy(decision.remedy).sentence(decision.choices, decision.breakdown)
    except NotFound:
        return offer(decision)


def standing(ticket: Ticket) -> str:
    """The latest round with where it stands: `部分补偿 ¥ 8.00（等买家答复）`."""
    decision = ticket.decision
    if decision is None:
        return _("还没有方案")
    return _("{offer}（{state}）").format(offer=offer(decision), state=offer_state(decision.state))


def offer_state(state: str) -> str:
    """The word for where a round stands; what is unknown stays as it was written."""
    try:
        return label(Offer(state))
    except ValueError:
        return state or unknown()


def asked_by(decision: DecisionRecord) -> str:
    """Who wants to do what and on which grounds: `阿青 提出第 2 轮方案「部分补偿」，理由：…`."""
    said = _("{who} 提出第 {n} 轮方案「{remedy}」").format(
        who=decision.decided_by or unknown(), n=decision.round, remedy=label(decision.remedy)
    )
    if decision.agreed_before:
        said = _("{said}，买家已经同意").format(said=said)
    if decision.guard_reason:
        said = _("{said}，理由：{reason}").format(said=said, reason=decision.guard_reason)
    return said


def unbroken(text: str) -> str:
    """A number stays on the line of its sign or unit: `897 天 9 小时`, `¥ 15.00`."""
    return _INSIDE.sub("\u00a0", text)


def file_size(size: int) -> str:
    """`3.2 MB`; whole bytes below a kilobyte."""
    if size < 1024:
        return _("{n} 字节").format(n=size)
    for name, unit in (("KB", 1024), ("MB", 1024**2), ("GB", 1024**3)):
        if size < 1024 * unit or name == "GB":
            tenths = (size * 10 + unit // 2) // unit
            return (
                f"{tenths // 10}.{tenths % 10} {name}"
                if tenths < 1000
                else f"{tenths // 10} {name}"
            )
    return str(size)


def fingerprint(sha256: str) -> str:
    """The ends of a fingerprint: `9f2c…a41d`."""
    return f"{sha256[:4]}…{sha256[-4:]}"
