"""What is known of a case, in words: only what somebody has said. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.case import (
    CaseDetails,
    CaseWords,
    Frequency,
    IdentityCheck,
    Receipt,
    Severity,
    SizeReading,
    Urgency,
)
from app.domain.case_fields import CaseField, missing_of
from app.domain.labels import label
from app.domain.liability import Finding
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.ticket import wording
from ui.ticket.facts import Fact

URGENCIES = {
    Urgency.NORMAL: N_("一般"),
    Urgency.URGENT: N_("加急"),
    Urgency.TOP: N_("特急"),
}


def urgency(value: Urgency) -> str:
    """`一般`, `加急`, `特急`."""
    return _(URGENCIES[value])


def size(reading: SizeReading) -> str:
    """`衣长：页面 68.0 cm，实测 65.0 cm，差 −3.0 cm`."""
    return _("{name}：页面 {page}，实测 {measured}，差 {difference}").format(
        name=reading.name,
        page=length(reading.page_mm),
        measured=length(reading.measured_mm),
        difference=length(reading.measured_mm - reading.page_mm, signed=True),
    )


def length(mm: int, *, signed: bool = False) -> str:
    """Millimetres as centimetres with one decimal, with a real minus sign."""
    sign = "−" if mm < 0 else "+" if signed and mm > 0 else ""
    whole, tenth = divmod(abs(mm), 10)
    return f"{sign}{whole}.{tenth} cm"


def share_text(finding: Finding) -> str:
    """`商家责任 60% · 物流责任 40%`; empty when nothing is shared."""
    parts = (f"{label(share.party)} {share.percent}%" for share in finding.shares)
    return " · ".join(parts)


def receipt_and_severity(ticket: Ticket) -> str:
    """`已收到 · 明显问题`; empty when nobody asked."""
    details = ticket.details
    parts = []
    if details.receipt is not Receipt.UNKNOWN:
        parts.append(label(details.receipt))
    if details.severity is not Severity.UNKNOWN:
        parts.append(label(details.severity))
    return " · ".join(parts)


def case_facts(ticket: Ticket) -> list[Fact]:
    """Every detail somebody gave, in the order in which people ask for them."""
    details, words = ticket.details, ticket.words
    told = (
        *_goods(ticket),
        *_fault(details, words.get(CaseWords.CONDITIONS, "")),
        *_use(details),
        *_speaker(ticket),
    )
    return [fact for fact in told if fact.text]


def special_facts(ticket: Ticket) -> list[Fact]:
    """What is unusual about it, and what came later than it happened."""
    said = (
        (label(CaseField.SPECIAL), ticket.words.get(CaseWords.SPECIAL, "")),
        (_("补录说明"), ticket.words.get(CaseWords.RECEIVED_NOTE, "")),
        (label(CaseField.SUGGESTION), ticket.words.get(CaseWords.SUGGESTION, "")),
        (_("逾期理由"), label(ticket.late_ground) if ticket.late_ground else ""),
    )
    return [Fact(name, text) for name, text in said if text]


def not_asked(ticket: Ticket) -> str:
    """`还没有问到：收货状态、严重程度`; empty when the case can be judged by what was said."""
    said = {**ticket.words, CaseWords.BUYER: ticket.words.get(CaseWords.BUYER, ticket.buyer_words)}
    names = [label(one) for one in missing_of(ticket.problem, ticket.details, said)]
    if ticket.details.identity is IdentityCheck.NOT_DONE:
        names.append(_("核对身份"))
    return _("还没有问到：{names}").format(names="、".join(names)) if names else ""


def _goods(ticket: Ticket) -> Iterator[Fact]:
    details = ticket.details
    if details.receipt is not Receipt.UNKNOWN:
        yield Fact(label(CaseField.RECEIPT), label(details.receipt))
    if details.severity is not Severity.UNKNOWN:
        yield Fact(label(CaseField.SEVERITY), label(details.severity))
    if details.sub_reason is not None:
        yield Fact(label(CaseField.SUB_REASON), label(details.sub_reason))
    lines = {line.id: line for line in ticket.order.lines}
    for arrived in details.arrived:
        line = lines.get(arrived.line_id)
        if line is not None:
            bought = wording.unknown() if line.quantity is None else str(line.quantity)
            said = _("{goods}：收到 {n} / {bought} 件")
            text = said.format(goods=wording.goods(line), n=arrived.received, bought=bought)
            yield Fact(label(CaseField.ARRIVED), text)
    yield Fact(label(CaseField.SERIAL), details.serial, details.serial)
    yield Fact(label(CaseField.LOT), details.lot)


def _fault(details: CaseDetails, conditions: str) -> Iterator[Fact]:
    yield Fact(label(CaseField.SIGNED_ON), _day(details.signed_on))
    yield Fact(label(CaseField.FIRST_NOTICED), _day(details.first_noticed_on))
    if details.frequency is not Frequency.UNKNOWN:
        yield Fact(label(CaseField.FREQUENCY), label(details.frequency))
    yield Fact(label(CaseField.CONDITIONS), conditions)
    yield Fact(label(CaseField.SIZES), "\n".join(size(one) for one in details.sizes))
    if details.bad_percent is not None:
        yield Fact(label(CaseField.BAD_PERCENT), f"{details.bad_percent}%")
    marks = "、".join(label(mark) for mark in details.wear)
    yield Fact(label(CaseField.WEAR), marks or (_("问过，没有") if details.intact_asked else ""))


def _use(details: CaseDetails) -> Iterator[Fact]:
    yield Fact(label(CaseField.USED_SINCE), _day(details.used_since))
    yield Fact(label(CaseField.INSTALLED_ON), _day(details.installed_on))
    yield Fact(label(CaseField.WASHED_NORMALLY), _yes(details.washed_normally))
    yield Fact(label(CaseField.HUMAN_DAMAGE), _yes(details.human_damage))
    yield Fact(label(CaseField.REPAIRED_ELSEWHERE), _yes(details.repaired_elsewhere))
    yield Fact(label(CaseField.BOUGHT_ELSEWHERE), _yes(details.bought_elsewhere))


def _speaker(ticket: Ticket) -> Iterator[Fact]:
    details = ticket.details
    if details.identity is not IdentityCheck.NOT_DONE:
        failed = details.identity is IdentityCheck.FAILED
        yield Fact(_("核对身份"), label(details.identity), "", "bad" if failed else "text")
    if details.preferred_contact is not None:
        yield Fact(_("首选联系"), label(details.preferred_contact))
    yield Fact(_("方便时间"), ticket.words.get(CaseWords.BEST_TIME, ""))
    if details.mood is not None:
        yield Fact(_("语气"), label(details.mood))


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _yes(said: bool | None) -> str:
    return "" if said is None else _("是") if said else _("否")
