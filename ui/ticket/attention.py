"""What must be noticed before anything else: deadlines, disagreements, an offer in the air. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.deadlines.clock import Clock, ClockKind, whose
from app.domain.deadlines.live import earliest
from app.domain.deadlines.telling import clock_name
from app.domain.facts import Offer, Review
from app.domain.labels import label
from app.domain.ticket import DueOwner, PlatformClaim, Ticket
from app.domain.workflow import Verb
from app.i18n import _
from ui.queue.due import URGENT, moment, span
from ui.ticket import wording
from ui.ticket.attention_liability import shifted, to_claim
from ui.ticket.attention_talk import due_now, unanswered
from ui.tokens import Tone

_MANY_DAYS: Final = 10
"""From here on nobody counts hours."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One banner: strong words, a sentence, and the verb its button begins (with its label)."""

    text: str
    tone: Tone
    strong: str = ""
    verb: Verb | None = None
    button: str = ""


def notices(ticket: Ticket, now: datetime) -> tuple[Notice, ...]:
    """Everything to notice, the most pressing first."""
    zone = ZoneInfo(ticket.shop.zone)
    found = (
        *_conflict(ticket),
        *_clock(ticket, now, zone),
        *_late(ticket, zone),
        *_disagreements(ticket),
        *_asked(ticket),
        *_goods(ticket),
        *_liability(ticket),
        *_talk(ticket, now),
    )
    return tuple(replace(one, text=wording.unbroken(one.text)) for one in found)


def _conflict(ticket: Ticket) -> Iterator[Notice]:
    conflict = ticket.order.conflict
    if conflict is None:
        return
    said = _("；").join(
        _("{who}：{amount}").format(
            who=wording.source(statement),
            amount=wording.amount(statement.cents, ticket.order.currency),
        )
        for statement in conflict.statements
    )
    text = f"{said}{_('。')}{conflict.reason}" if said else conflict.reason
    yield Notice(
        text,
        "bad",
        _("实付金额不一致"),
        Verb.SETTLE_PAID if ticket.facts.has_conflict else None,
        _("核对实付金额…"),
    )


def _clock(ticket: Ticket, now: datetime, zone: ZoneInfo) -> Iterator[Notice]:
    """The time that is left, ours coloured by urgency and the buyer's always calm; then the offer."""
    story = _offer(ticket)
    if ticket.facts.open and ticket.due_at is not None:
        left = ticket.due_at - now
        clock = _clock_of(ticket, DueOwner.US, ticket.due_at)
        waits = _waits_for(ticket, DueOwner.US, clock)
        text = _join(story, waits, _limit(ticket.due_at, clock, now, zone))
        if left < timedelta(0):
            yield Notice(text, "bad", _("已超时 {time}").format(time=_stretch(-left)))
        else:
            tone: Tone = "warn" if left < URGENT else "info"
            yield Notice(text, tone, _("还剩 {time}").format(time=_stretch(left)))
    elif ticket.facts.open and ticket.buyer_due_at is not None:
        passed = ticket.buyer_due_at < now
        clock = _clock_of(ticket, DueOwner.BUYER, ticket.buyer_due_at)
        waits = _waits_for(ticket, DueOwner.BUYER, clock)
        limit = _limit(ticket.buyer_due_at, clock, now, zone)
        strong = _("买家已超时") if passed else _("等买家")
        yield Notice(_join(story, waits, limit), "muted", strong)
    elif story:
        yield Notice(story, "info")


def _late(ticket: Ticket, zone: ZoneInfo) -> Iterator[Notice]:
    """What ran out on it and nobody has said why."""
    late = [one for one in ticket.breaches if one.acknowledged_at is None]
    if late:
        told = _("；").join(
            _("{what} 应在 {time} 前").format(
                what=label(one.kind), time=f"{one.due_at.astimezone(zone):%m-%d %H:%M}"
            )
            for one in late
        )
        yield Notice(told, "warn", _("超时未登记原因"), Verb.ACKNOWLEDGE, _("登记原因…"))


def _stretch(left: timedelta) -> str:
    """As in the queue, but with the hours of the days: here there is room for them."""
    hours = left.seconds // 3600
    if 0 < left.days < _MANY_DAYS and hours:
        return _("{days} 天 {hours} 小时").format(days=left.days, hours=hours)
    return span(left)


def _limit(at: datetime, clock: Clock | None, now: datetime, zone: ZoneInfo) -> str:
    """Which limit it is and when it ends; the platform's own is told from an estimate."""
    shown = moment(at, now, zone)
    if clock is None or (clock.kind is ClockKind.PLATFORM and not clock.estimated):
        return _("平台时限：{time}").format(time=shown)
    if clock.estimated:
        return _("平台时限（按预设估算）：{time}").format(time=shown)
    return _("{what}（{whose}）：{time}").format(
        what=clock_name(clock), whose=whose(clock.kind, clock.owner), time=shown
    )


def _clock_of(ticket: Ticket, owner: DueOwner, at: datetime) -> Clock | None:
    first = earliest(ticket.clocks, owner)
    return first if first is not None and first.due_at == at else None


def _waits_for(ticket: Ticket, owner: DueOwner, clock: Clock | None) -> str:
    """The platform's own words of the claim whose clock runs first, where it is the platform's."""
    if clock is not None and clock.kind is not ClockKind.PLATFORM:
        return ""
    running = [c for c in ticket.claims if c.due_owner is owner and c.due_at is not None]
    if not running:
        return ""
    first = min(running, key=_due)
    return _("平台状态「{status}」").format(status=first.status) if first.status else ""


def _due(claim: PlatformClaim) -> str:
    return claim.due_at.isoformat() if claim.due_at is not None else ""


def _offer(ticket: Ticket) -> str:
    """Where the negotiation stands."""
    decision = ticket.decision
    if decision is None or not ticket.facts.open:
        return ""
    offer = wording.offer(decision)
    if ticket.facts.offer is Offer.OFFERED:
        return _("方案「{offer}」在等买家答复").format(offer=offer)
    if ticket.facts.offer is Offer.DECLINED:
        return _("买家没有接受第 {n} 轮方案「{offer}」，期望 {wish}").format(
            n=decision.round, offer=offer, wish=_wanted_last(ticket)
        )
    if ticket.facts.offer is Offer.DENIED:
        said = _("第 {n} 轮方案「{offer}」审批不通过：{why}")
        return said.format(n=decision.round, offer=offer, why=decision.denial.rstrip("。"))
    if ticket.facts.offer is Offer.LAPSED:
        said = _("第 {n} 轮方案「{offer}」过了有效期，买家没有答复；没有生效，可以再提")
        return said.format(n=decision.round, offer=offer)
    return ""


def _wanted_last(ticket: Ticket) -> str:
    """What the buyer said last: a counter-offer, else the first wish."""
    countered = [one for one in ticket.counter_offers if one.cents is not None]
    if not countered:
        return wording.wish(ticket)
    return wording.amount(countered[-1].cents, ticket.order.currency)


def _asked(ticket: Ticket) -> Iterator[Notice]:
    """What the buyer was asked to supply and has not."""
    if ticket.facts.open and ticket.facts.review is Review.NEED_INFO and ticket.asked_for:
        items = "；".join(line.strip() for line in ticket.asked_for.splitlines() if line.strip())
        yield Notice(items, "info", _("等买家补充"), Verb.INFO_RECEIVED, _("资料已补充"))


def _disagreements(ticket: Ticket) -> Iterator[Notice]:
    for one in ticket.mismatches:
        lead = _("平台售后 {number}：").format(number=one.claim_no) if one.claim_no else ""
        yield Notice(f"{lead}{one.text}", "warn", _("与平台不一致"))
    for claim in ticket.claims:
        if not claim.status_known:
            text = _("平台售后 {number} 的状态「{status}」不认识，原样保留，请自行判断。")
            yield Notice(text.format(number=claim.claim_no, status=claim.status), "warn")


def _goods(ticket: Ticket) -> Iterator[Notice]:
    if ticket.facts.open and ticket.facts.flawed:
        yield Notice(_("请定新方案：全额退、扣减后退，或拒收退回。"), "warn", _("退回的货有问题"))


def _liability(ticket: Ticket) -> Iterator[Notice]:
    shift = shifted(ticket)
    if shift is not None:
        text, verb, button = shift
        yield Notice(text, "warn", _("责任已改判"), verb, button)
    claim = to_claim(ticket)
    if claim and ticket.facts.open:
        yield Notice(claim, "info", _("还没有追偿"), Verb.OPEN_RECOVERY, _("登记追偿…"))


def _join(*parts: str) -> str:
    return _("。").join(part for part in parts if part)


def _talk(ticket: Ticket, now: datetime) -> Iterator[Notice]:
    """What the buyer or a colleague waits for."""
    due = due_now(ticket, now)
    if due:
        yield Notice(due, "warn", _("该跟进了"), Verb.FOLLOW_UP_DONE, _("跟进完成…"))
    text, late = unanswered(ticket, now)
    if text:
        tone: Tone = "warn" if late else "info"
        yield Notice(text, tone, _("等同事答复"), Verb.ANSWER_COLLEAGUE, _("答复同事…"))
