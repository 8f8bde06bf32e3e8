"""The negotiation as a ladder: what the buyer wants, each of our rounds, each answer. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from app.domain.facts import Offer
from app.domain.labels import label
from app.domain.money import Money
from app.domain.negotiation import CounterOffer
from app.domain.ticket import DecisionRecord, Ticket, TimelineEntry
from app.i18n import _
from ui.queue.due import moment, span
from ui.ticket import wording
from ui.tokens import Tone

Side = Literal["us", "buyer"]

STATE_TONES: Final[dict[str, Tone]] = {
    Offer.OFFERED.value: "info",
    Offer.ACCEPTED.value: "ok",
    Offer.DECLINED.value: "warn",
    Offer.AWAITING_APPROVAL.value: "violet",
    Offer.APPROVED.value: "ok",
    Offer.DENIED.value: "bad",
    Offer.WITHDRAWN.value: "muted",
    Offer.LAPSED.value: "muted",
}
_OVER: Final = frozenset({Offer.WITHDRAWN.value, Offer.LAPSED.value, Offer.DENIED.value})


@dataclass(frozen=True, slots=True)
class Rung:
    """One line: who, what, how much; how it was said; what was said; where it stands.

    `over`: it no longer counts and is drawn fainter. `locked`: agreed on, nobody changes it.
    """

    side: Side
    at: datetime
    title: str
    amount: str = ""
    detail: str = ""
    told: str = ""
    words: str = ""
    state: str = ""
    tone: Tone = "muted"
    remarks: tuple[str, ...] = ()
    over: bool = False
    locked: bool = False


def has_rounds(ticket: Ticket) -> bool:
    """Whether anything was offered or countered yet."""
    return bool(ticket.decisions or ticket.counter_offers)


def rungs(ticket: Ticket, entries: Sequence[TimelineEntry], now: datetime) -> tuple[Rung, ...]:
    """The ladder from the first wish to the last answer, in the order it was recorded."""
    zone = ZoneInfo(ticket.shop.zone)
    known: list[tuple[int, Rung]] = []
    decided = _places(entries, "decided", len(ticket.decisions))
    for place, decision in zip(decided, ticket.decisions, strict=True):
        known.append((place, _round(decision, now, zone)))
    countered = _places(entries, "counter_offer", len(ticket.counter_offers))
    for place, counter in zip(countered, ticket.counter_offers, strict=True):
        known.append((place, _counter(counter, ticket.order.currency, now, zone)))
    for entry in entries:
        answer = _answer(entry, now, zone)
        if answer is not None:
            known.append((entry.seq, answer))
    known.sort(key=_place)
    return (*_wish(ticket, now, zone), *(rung for _seq, rung in known))


def _place(one: tuple[int, Rung]) -> tuple[int, datetime]:
    return one[0], one[1].at


_LAST: Final = 1 << 40


def _places(entries: Iterable[TimelineEntry], kind: str, count: int) -> list[int]:
    """Where in the history things of a kind stand; what is not found there comes last."""
    found = [entry.seq for entry in entries if entry.kind == kind][:count]
    return found + [_LAST] * (count - len(found))


def _wish(ticket: Ticket, now: datetime, zone: ZoneInfo) -> Iterator[Rung]:
    """What the buyer asked for at first."""
    if ticket.requested is None and ticket.requested_cents is None:
        return
    told = [label(ticket.channel), wording.instant(ticket.applied_at, now, zone)]
    cents = ticket.requested_cents
    yield Rung(
        "buyer",
        ticket.applied_at,
        _("最初诉求：{wish}").format(
            wish=label(ticket.requested) if ticket.requested else _("处理方式未知")
        ),
        amount="" if cents is None else str(Money(cents, ticket.order.currency)),
        told=" · ".join(told),
        words=ticket.buyer_words,
    )


def _round(decision: DecisionRecord, now: datetime, zone: ZoneInfo) -> Rung:
    told = [decision.decided_by or wording.unknown()]
    if decision.channel is not None:
        told.insert(0, label(decision.channel))
    told.append(wording.instant(decision.decided_at, now, zone))
    until = _until(decision, now, zone)
    if until:
        told.append(until)
    return Rung(
        "us",
        decision.decided_at,
        _("第 {n} 轮 · {remedy}").format(n=decision.round, remedy=label(decision.remedy)),
        amount=wording.gist(decision),
        detail=wording.detail(decision),
        told=" · ".join(told),
        state=wording.offer_state(decision.state),
        tone=STATE_TONES.get(decision.state, "muted"),
        remarks=tuple(_remarks(decision)),
        over=decision.state in _OVER,
        locked=decision.state == Offer.ACCEPTED,
    )


def _until(decision: DecisionRecord, now: datetime, zone: ZoneInfo) -> str:
    """Until when it stands, with what is left of it while somebody waits."""
    until = decision.valid_until
    if until is None:
        return ""
    if decision.state != Offer.OFFERED:
        return _("有效至 {time}").format(time=wording.instant(until, now, zone))
    if until <= now:
        return _("有效期已过：{time}").format(time=wording.instant(until, now, zone))
    shown = _("有效至 {time}（还剩 {left}）")
    return wording.unbroken(shown.format(time=moment(until, now, zone), left=span(until - now)))


def _remarks(decision: DecisionRecord) -> Iterator[str]:
    if decision.state == Offer.AWAITING_APPROVAL:
        yield from decision.needs
    elif decision.state == Offer.DENIED:
        who = decision.approved_by or wording.unknown()
        yield _("{who} 审批不通过：{why}").format(who=who, why=decision.denial)
    elif decision.approved_by:
        yield _("{who} 审批通过").format(who=decision.approved_by)
    if decision.state == Offer.ACCEPTED:
        yield _("已达成，改动需先撤回并写明原因")
    elif decision.state == Offer.LAPSED:
        yield _("有效期内没有答复，方案已失效，可以再提。")


def _counter(counter: CounterOffer, currency: str, now: datetime, zone: ZoneInfo) -> Rung:
    wanted = label(counter.remedy) if counter.remedy is not None else ""
    told = (label(counter.channel), wording.instant(counter.made_at, now, zone))
    return Rung(
        "buyer",
        counter.made_at,
        _("还价：{wanted}").format(wanted=wanted) if wanted else _("还价"),
        amount="" if counter.cents is None else str(Money(counter.cents, currency)),
        told=" · ".join((*told, _("{who} 记录").format(who=counter.taken_by)))
        if counter.taken_by
        else " · ".join(told),
        words=counter.words,
    )


def _answer(entry: TimelineEntry, now: datetime, zone: ZoneInfo) -> Rung | None:
    """An answer or a withdrawal, as the history has it."""
    told = wording.instant(entry.at, now, zone)
    if entry.actor:
        told = _("{when} · {who} 记录").format(when=told, who=entry.actor)
    if entry.kind == "buyer_declines":
        return Rung("buyer", entry.at, _("不接受"), told=told, words=entry.said)
    if entry.kind == "buyer_accepts":
        return Rung("buyer", entry.at, _("接受"), told=told, words=entry.said)
    if entry.kind == "withdraw_offer":
        return Rung("us", entry.at, _("撤回方案"), told=told, words=entry.said, over=True)
    return None
