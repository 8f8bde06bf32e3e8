"""Cards of talk: when the buyer was spoken to last, what to come back to, what colleagues asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.contact import (
    CHECKED,
    Contact,
    ContactPurpose,
    Direction,
    FollowUp,
    Question,
    Reached,
)
from app.domain.deadlines.wording import end_text
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.i18n import _
from ui.queue.due import span
from ui.ticket import wording
from ui.ticket.facts import Fact
from ui.ticket.page import Page
from ui.ticket.verb_row import VerbRow
from ui.tokens import Tone
from ui.widgets.pill import Chip, Pill
from ui.widgets.surface import Card, Line
from ui.widgets.text import Look, PlainLabel

_TONES: Final[dict[Reached, Tone]] = {
    Reached.YES: "ok",
    Reached.NO_ANSWER: "warn",
    Reached.NUDGE: "bad",
}
_DAY: Final = timedelta(days=1)
MOST_DONE: Final = 3
"""Of what is over only the latest; the history tells the rest."""


def last_talk(ticket: Ticket) -> Contact | None:
    """The latest talk in which the buyer was reached."""
    talks = [one for one in ticket.contacts if one.reached is Reached.YES]
    return talks[-1] if talks else None


def since_words(ticket: Ticket, now: datetime) -> str:
    """`今天联系过`, `3 天没有联系买家`, `还没有联系过买家`."""
    last = last_talk(ticket)
    if last is None:
        return _("还没有联系过买家")
    days = (now - last.at) // _DAY
    return _("{n} 天没有联系买家").format(n=days) if days > 0 else _("一天内联系过买家")


class ContactHead(Card):
    """How long ago, how often, how the buyer wants to be reached; what can be done."""

    def __init__(self, page: Page) -> None:
        ticket = page.ticket
        super().__init__(_("联系买家"), since_words(ticket, page.now))
        self.body.setSpacing(8)
        facts = page.facts(2 if page.wide else 1)
        facts.show_facts(_facts(page))
        self.body.addWidget(facts)
        self.row = VerbRow(page, (Verb.LOG_CONTACT, Verb.PLAN_FOLLOW_UP, Verb.ASK_COLLEAGUE))
        self.body.addWidget(self.row)


def _facts(page: Page) -> list[Fact]:
    ticket = page.ticket
    last = last_talk(ticket)
    known = [
        Fact(
            _("上次联系"),
            _("{when}（{channel}）").format(when=page.when(last.at), channel=label(last.channel))
            if last is not None
            else _("没有记录"),
        ),
        Fact(_("联系次数"), counted(ticket)),
    ]
    wish = ticket.details.preferred_contact
    best = ticket.words.get("best_time", "")
    if wish is not None or best:
        how = "，".join(part for part in (label(wish) if wish else "", best) if part)
        known.append(Fact(_("买家希望"), how))
    if ticket.details.mood is not None:
        known.append(Fact(_("情绪"), label(ticket.details.mood)))
    return known


def counted(ticket: Ticket) -> str:
    """`联系上 3 次，没联系上 1 次，催办 2 次`."""
    names = (
        (Reached.YES, _("联系上 {n} 次")),
        (Reached.NO_ANSWER, _("没联系上 {n} 次")),
        (Reached.NUDGE, _("催办 {n} 次")),
    )
    parts = []
    for reached, text in names:
        count = sum(1 for one in ticket.contacts if one.reached is reached)
        if count:
            parts.append(text.format(n=count))
    return "，".join(parts) or _("0 次")


class FollowUpsCard(Card):
    """待跟进: what is open with its button, and the latest of what is over."""

    def __init__(self, page: Page) -> None:
        ticket = page.ticket
        waiting = sorted((one for one in ticket.follow_ups if one.done_at is None), key=_due)
        over = sorted((one for one in ticket.follow_ups if one.done_at is not None), key=_done)
        super().__init__(_("跟进"), _("售后结束后仍然有效"))
        self.body.setSpacing(0)
        self.rows: dict[int, VerbRow] = {}
        for place, one in enumerate([*waiting, *over[-MOST_DONE:]]):
            if place:
                self.body.addWidget(Line())
            self.body.addWidget(self._row(page, one))

    def _row(self, page: Page, one: FollowUp) -> QWidget:
        row, column = _line()
        late = one.done_at is None and one.due_at <= page.now
        title = _("{kind} · {owner}").format(
            kind=label(one.kind), owner=one.owner or wording.unknown()
        )
        state, tone = _state(one, page.now)
        column.addLayout(_head(title, state, tone, muted=one.done_at is not None))
        if one.what:
            column.addWidget(PlainLabel(one.what, wrap=True, selectable=True))
        if one.done_at is None:
            due = _("{due} 前").format(due=end_text(one.due_at, page.ticket.shop.zone))
            column.addWidget(PlainLabel(due, "bad" if late else "small", wrap=True))
            verbs = VerbRow(page, (Verb.FOLLOW_UP_DONE,), explain=False, about=one.id)
            self.rows[one.id] = verbs
            column.addWidget(verbs)
            return row
        column.addWidget(PlainLabel(_outcome(one, page), "small", wrap=True))
        return row


def _due(one: FollowUp) -> datetime:
    return one.due_at


def _done(one: FollowUp) -> datetime:
    return one.done_at or one.due_at


def _state(one: FollowUp, now: datetime) -> tuple[str, Tone]:
    if one.done_at is None:
        if one.due_at <= now:
            late = wording.unbroken(_("已超 {time}").format(time=span(now - one.due_at)))
            return late, "bad"
        return wording.unbroken(_("还剩 {time}").format(time=span(one.due_at - now))), "info"
    if one.kept is False:
        return (_("发现问题") if one.kind in CHECKED else _("没有做到")), "bad"
    return _("已完成"), "ok"


def _outcome(one: FollowUp, page: Page) -> str:
    parts = [page.when(one.done_at)]
    if one.satisfaction is not None:
        parts.append(_("满意度 {n} 分").format(n=one.satisfaction))
    if one.result:
        parts.append(one.result)
    return " · ".join(parts)


class QuestionsCard(Card):
    """同事协助: who asked whom what, and the answer."""

    def __init__(self, page: Page) -> None:
        ticket = page.ticket
        super().__init__(_("同事协助"), _("只有店里的人看得到"))
        self.body.setSpacing(0)
        self.rows: dict[int, VerbRow] = {}
        for place, one in enumerate(ticket.questions):
            if place:
                self.body.addWidget(Line())
            self.body.addWidget(self._row(page, one))

    def _row(self, page: Page, one: Question) -> QWidget:
        row, column = _line()
        title = _("{who} 问 {whom}").format(who=one.asked_by, whom=one.asked_of)
        waits = one.answered_at is None
        late = waits and one.due_at is not None and one.due_at <= page.now
        state = _("等答复") if waits else _("已答复")
        tone: Tone = "bad" if late else "warn" if waits else "ok"
        column.addLayout(_head(title, state, tone, muted=not waits))
        column.addWidget(PlainLabel(one.text, wrap=True, selectable=True))
        if waits:
            when = page.when(one.asked_at)
            if one.due_at is not None:
                due = end_text(one.due_at, page.ticket.shop.zone)
                when = _("{when} 提出，请在 {due} 前答复").format(when=when, due=due)
            column.addWidget(PlainLabel(when, "bad" if late else "small", wrap=True))
            verbs = VerbRow(page, (Verb.ANSWER_COLLEAGUE,), explain=False, about=one.id)
            self.rows[one.id] = verbs
            column.addWidget(verbs)
            return row
        said = _("{who}：{answer}").format(who=one.answered_by or one.asked_of, answer=one.answer)
        column.addWidget(PlainLabel(said, wrap=True, selectable=True))
        column.addWidget(PlainLabel(page.when(one.answered_at), "small"))
        return row


class LogCard(Card):
    """联系记录, the newest last."""

    def __init__(self, page: Page) -> None:
        contacts = page.ticket.contacts
        super().__init__(_("联系记录"), _("按先后排列，最新的在最下面；写错了再记一条更正"))
        self._page = page
        self.body.setSpacing(0)
        self.rows: list[QWidget] = []
        for place, one in enumerate(contacts):
            if place:
                self.body.addWidget(Line())
            row = self._row(one)
            self.rows.append(row)
            self.body.addWidget(row)

    def _row(self, one: Contact) -> QWidget:
        row, column = _line()
        who = label(one.direction)
        title = _("{who} · {channel}").format(who=who, channel=label(one.channel))
        if one.purpose is not ContactPurpose.OTHER and one.reached is not Reached.NUDGE:
            title = _("{title} · {purpose}").format(title=title, purpose=label(one.purpose))
        state = label(one.reached)
        if one.reached is Reached.YES and one.direction is Direction.INCOMING:
            state = _("已接待")
        column.addLayout(_head(title, state, _TONES[one.reached], muted=False))
        if one.summary:
            column.addWidget(PlainLabel(one.summary, wrap=True, selectable=True))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        told = _("{when} · {who}").format(
            when=self._page.when(one.at), who=one.staff or wording.unknown()
        )
        foot.addWidget(PlainLabel(told, "small"))
        for code in one.evidence:
            chip = Chip(code, icon="image")
            chip.set_tip(_("查看证据 {code}").format(code=code))
            chip.clicked.connect(self._on_code)
            foot.addWidget(chip)
        foot.addStretch(1)
        column.addLayout(foot)
        return row

    def _on_code(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._page.evidence_wanted.emit(chip.text())


def _line() -> tuple[QWidget, QVBoxLayout]:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(3)
    return row, column


def _head(title: str, state: str, tone: Tone, *, muted: bool) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(8)
    look: Look = "muted" if muted else "strong"
    head.addWidget(PlainLabel(title, look, wrap=True), 1)
    head.addWidget(Pill(state, tone), 0, Qt.AlignmentFlag.AlignTop)
    return head
