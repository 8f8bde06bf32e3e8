"""Talk with buyers and colleagues, and what somebody comes back to.

Words stay in the side table under `contact`, `follow_up` and `question`; events hold digests.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from app.clock import local_day
from app.domain.contact import ComeBack, FollowUpKind, Reached
from app.domain.deadlines.arithmetic import after
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.drafts_case import ContactDraft, FollowUpDraft
from app.domain.follow_up_times import Preset, presets
from app.domain.rulepack.pack import Rules
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.fields import needed_instant, to_text
from app.model.reading import Reader, Values
from app.model.tables import Contact, ContactEvidence, Evidence, FollowUp, Question, Shop
from app.services import coming_back
from app.services.calendar_reading import calendar_of
from app.services.people import load_person
from app.services.rule_reading import rules_of
from app.services.talk_words import place
from app.services.verb import Moving, TicketVerbs

LONGEST: Final = 4000
"""Characters of one text; a talk is summed up, not transcribed."""
NUDGES: Final = 3
"""After how many nudges of the buyer a lead is worth asking, where no rule says otherwise."""
_ANSWER: Final = Span(4, TimeUnit.WORKING_HOURS)
_PROGRESS: Final = Span(1, TimeUnit.NATURAL_DAYS)
_CLOCKS_DIFFER: Final = timedelta(minutes=2)
SATISFACTION: Final = range(1, 6)
_ASKS_KEPT: Final = frozenset({FollowUpKind.PROMISE})
_SAYS_ENOUGH: Final = frozenset(FollowUpKind) - {FollowUpKind.PROMISE, FollowUpKind.OTHER}


class ContactService(TicketVerbs):
    """Verbs of talk; `due_today` reads across tickets."""

    # ------------------------------------------------------------------------------ the buyer

    def log_contact(self, ticket_id: int, version: int | None, draft: ContactDraft) -> Ticket:
        """A talk with the buyer, or a try; what was said is kept verbatim in the side table.

        Only a buyer who was reached moves the time of the last contact, and an open daily progress
        report to its next day. Raises `RuleViolation` for a time to come, words that are missing
        or hold a card number, and files of another ticket.
        """
        summary = _checked(draft.summary)
        if draft.reached is Reached.YES and not summary:
            raise RuleViolation(_("请写一句谈了什么，接手的同事要看。"))
        with self._moving(ticket_id, version, Verb.LOG_CONTACT) as moving:
            now = moving.write.author.at
            at = draft.at or now
            if at - now > _CLOCKS_DIFFER:
                raise RuleViolation(
                    _("联系的时间还没有到，请核对；约好以后再联系请用「安排跟进」。")
                )
            at = min(at, now)
            codes = _codes(moving, draft.evidence_ids)
            key = moving.write.insert(
                Contact,
                ticket_id=ticket_id,
                at=to_text(at),
                entered_at=moving.now,
                direction=draft.direction.value,
                channel=draft.channel.value,
                reached=draft.reached.value,
                purpose=draft.purpose.value,
                staff_id=moving.write.author.staff_id,
            )
            for evidence_id in dict.fromkeys(draft.evidence_ids):
                moving.write.insert(ContactEvidence, contact_id=key, evidence_id=evidence_id)
            moving.say(
                contact=key,
                direction=draft.direction.value,
                channel=draft.channel.value,
                reached=draft.reached.value,
                purpose=draft.purpose.value,
            )
            if draft.at is not None and now - at > _CLOCKS_DIFFER:
                moving.say(at=to_text(at), zone=moving.zone())
            if codes:
                moving.say(evidence=list(codes))
            if draft.reached is Reached.YES:
                self._reached(moving, at)
            if draft.reached is Reached.NUDGE:
                moving.say(nudges=len(_nudges(moving.write, ticket_id)))
            _keep(moving, "contact", key, "summary", summary)
        return self._fresh(ticket_id)

    def _reached(self, moving: Moving, at: datetime) -> None:
        """The buyer heard from us: so much for the last contact, and for today's progress."""
        known = moving.row["last_contact_at"]
        if known is None or needed_instant(known) < at:
            moving.set(last_contact_at=to_text(at))
        shop = _shop(moving)
        rules, calendar = self._rules(moving.write, shop), calendar_of(moving.write, shop)
        span = rules.span("ours.progress") or _PROGRESS
        for row in moving.write.find(
            FollowUp, ticket_id=moving.ticket_id, kind=FollowUpKind.PROGRESS.value
        ):
            if row["done_at"] is None:
                due = after(at, span, calendar)
                if due > needed_instant(row["due_at"]):
                    moving.write.update(FollowUp, int(row["id"]), due_at=to_text(due))
                    moving.say(progress=int(row["id"]), next_at=to_text(due), zone=moving.zone())

    def nudges(self, ticket: Ticket) -> int:
        """How often the buyer has asked how far it is, once that is often enough to ask a lead.

        0 below the number the rules name (`ours.nudges`).
        """
        count = sum(1 for one in ticket.contacts if one.reached is Reached.NUDGE)
        read = self._context.read()
        shop = read.get(Shop, ticket.shop.id)
        most = NUDGES if shop is None else self._rules(read, shop).number("ours.nudges", NUDGES)
        return count if 0 < most <= count else 0

    # -------------------------------------------------------------------------- coming back

    def plan_follow_up(self, ticket_id: int, version: int | None, draft: FollowUpDraft) -> Ticket:
        """Come back to something by a time; possible after the ticket has ended.

        Raises `RuleViolation` for a time that has passed, a colleague who left, missing words.
        """
        what = _checked(draft.what)
        if not what and draft.kind not in _SAYS_ENOUGH:
            raise RuleViolation(_("请写明要跟进什么，或者答应了买家什么。"))
        with self._moving(ticket_id, version, Verb.PLAN_FOLLOW_UP) as moving:
            if draft.due_at <= moving.write.author.at:
                raise RuleViolation(_("跟进的时间已经过了，请改成以后的时间。"))
            author = moving.write.author.staff_id
            owner = _colleague(moving, author if draft.staff_id is None else draft.staff_id)
            key = moving.write.insert(
                FollowUp,
                ticket_id=ticket_id,
                kind=draft.kind.value,
                due_at=to_text(draft.due_at),
                staff_id=owner,
                planned_at=moving.now,
                planned_by_id=author,
            )
            moving.say(
                follow_up=key,
                what=draft.kind.value,
                due_at=to_text(draft.due_at),
                zone=moving.zone(),
            )
            if owner != author:
                moving.say(staff=owner)
            _keep(moving, "follow_up", key, "what", what)
        return self._fresh(ticket_id)

    def follow_up_done(
        self,
        ticket_id: int,
        version: int | None,
        follow_up_id: int,
        result: str,
        kept: bool | None = None,
        satisfaction: int | None = None,
    ) -> Ticket:
        """It was seen to. `kept`: whether a promise was kept, or what was checked is as it should
        be; `satisfaction` 1-5 where the buyer was asked.

        Raises `RuleViolation` where that or the result is missing, `NotFound` for another ticket's.
        """
        said = _checked(result)
        if satisfaction is not None and satisfaction not in SATISFACTION:
            raise RuleViolation(_("满意度是 1 到 5 分。"))
        if kept is False and not said:
            raise RuleViolation(_("请写明哪里没有做到，或者发现了什么问题。"))
        with self._moving(ticket_id, version, Verb.FOLLOW_UP_DONE) as moving:
            row = moving.write.get(FollowUp, follow_up_id)
            if row is None or int(row["ticket_id"]) != ticket_id:
                raise NotFound(_("找不到这件待跟进的事。"))
            if row["done_at"] is not None:
                raise RuleViolation(_("这件事已经有人跟进完成。"))
            kind = FollowUpKind(row["kind"])
            if kept is None and kind in _ASKS_KEPT:
                raise RuleViolation(_("请选择答应的事有没有做到。"))
            if satisfaction is None and kind is FollowUpKind.SATISFACTION and not said:
                raise RuleViolation(_("请打分；问不到的话写明原因。"))
            moving.write.update(
                FollowUp, follow_up_id, done_at=moving.now, kept=kept, satisfaction=satisfaction
            )
            moving.say(follow_up=follow_up_id, what=kind.value)
            if moving.write.author.at > needed_instant(row["due_at"]):
                moving.say(due_at=str(row["due_at"]), zone=moving.zone(), late=True)
            if kept is not None:
                moving.say(kept=kept)
            if satisfaction is not None:
                moving.say(satisfaction=satisfaction)
            _keep(moving, "follow_up", follow_up_id, "result", said)
        return self._fresh(ticket_id)

    def due_today(self) -> tuple[ComeBack, ...]:
        """What somebody comes back to until the end of today, across tickets, the oldest first."""
        person = self._context.acting()
        return coming_back.due_today(self._context.read(), person.id, self._context.now())

    def presets(self, ticket: Ticket) -> tuple[Preset, ...]:
        """Times to choose from for a follow-up, in the opening hours of the ticket's shop."""
        read = self._context.read()
        shop = read.get(Shop, ticket.shop.id)
        if shop is None:
            return ()
        return presets(self._context.now(), calendar_of(read, shop))

    # --------------------------------------------------------------------------- colleagues

    def ask_colleague(
        self, ticket_id: int, version: int | None, staff_id: int, text: str
    ) -> Ticket:
        """Ask a named colleague inside the ticket; the answer is due by the rule `ours.question`.

        Raises `RuleViolation` for an empty question, oneself, or somebody who left.
        """
        question = _checked(text)
        if not question:
            raise RuleViolation(_("请写下要请同事做什么或回答什么。"))
        with self._moving(ticket_id, version, Verb.ASK_COLLEAGUE) as moving:
            if staff_id == moving.write.author.staff_id:
                raise RuleViolation(_("不能问自己；给自己留事请用「安排跟进」。"))
            asked = _colleague(moving, staff_id)
            shop = _shop(moving)
            span = self._rules(moving.write, shop).span("ours.question") or _ANSWER
            due = to_text(after(moving.write.author.at, span, calendar_of(moving.write, shop)))
            key = moving.write.insert(
                Question,
                ticket_id=ticket_id,
                asked_by_id=moving.write.author.staff_id,
                asked_of_id=asked,
                asked_at=moving.now,
                due_at=due,
            )
            moving.say(question=key, staff=asked, due_at=due, zone=moving.zone())
            _keep(moving, "question", key, "text", question)
        return self._fresh(ticket_id)

    def answer_colleague(
        self, ticket_id: int, version: int | None, question_id: int, text: str
    ) -> Ticket:
        """Answer a question; whoever knows may, and the history says who did."""
        answer = _checked(text)
        if not answer:
            raise RuleViolation(_("答复还是空的。"))
        with self._moving(ticket_id, version, Verb.ANSWER_COLLEAGUE) as moving:
            row = moving.write.get(Question, question_id)
            if row is None or int(row["ticket_id"]) != ticket_id:
                raise NotFound(_("找不到这个问题。"))
            if row["answered_at"] is not None:
                raise RuleViolation(_("这个问题已经有人答复。"))
            author = moving.write.author
            moving.write.update(
                Question, question_id, answered_at=moving.now, answered_by_id=author.staff_id
            )
            moving.say(question=question_id, staff=int(row["asked_by_id"]))
            if row["due_at"] is not None and author.at > needed_instant(row["due_at"]):
                moving.say(due_at=str(row["due_at"]), zone=moving.zone(), late=True)
            _keep(moving, "question", question_id, "answer", answer)
        return self._fresh(ticket_id)

    def _rules(self, read: Reader, shop: Values) -> Rules:
        """The rules valid today: talk is not judged by the day of the order."""
        return rules_of(read, shop, local_day(self._context.now(), str(shop["zone"])))


def _checked(text: str) -> str:
    """What somebody wrote, without outer blanks. Raises `RuleViolation` when it is too long."""
    words = text.strip()
    if len(words) > LONGEST:
        raise RuleViolation(_("文字太长，请删去 {n} 个字。").format(n=len(words) - LONGEST))
    return words


def _keep(moving: Moving, subject: str, key: int, name: str, words: str) -> None:
    """Words of a row; the event gets their digest. Raises `RuleViolation` for a card number."""
    if words:
        digest = moving.keep(subject, key, name, words)
        moving.say(**{f"{name}_digest": digest, "said": place(subject, key, name)})


def _codes(moving: Moving, evidence_ids: tuple[int, ...]) -> tuple[str, ...]:
    codes = []
    for evidence_id in dict.fromkeys(evidence_ids):
        row = moving.write.get(Evidence, evidence_id)
        if row is None or int(row["ticket_id"]) != moving.ticket_id or row["withdrawn"]:
            raise RuleViolation(_("附上的文件不在这张售后单的证据里，请重新添加。"))
        codes.append(f"E{row['code_number']}")
    return tuple(codes)


def _nudges(read: Reader, ticket_id: int) -> list[Values]:
    return read.find(Contact, ticket_id=ticket_id, reached=Reached.NUDGE.value)


def _colleague(moving: Moving, staff_id: int) -> int:
    """Somebody who works here. Raises `NotFound`, or `RuleViolation` for one who left."""
    person = load_person(moving.write, staff_id)
    if not person.active:
        raise RuleViolation(
            _("{name} 已离职，没有写入。").format(name=person.name), _("请换一位同事。")
        )
    return person.id


def _shop(moving: Moving) -> Values:
    row = moving.write.get(Shop, moving.row["shop_id"])
    if row is None:
        raise LookupError(moving.row["shop_id"])
    return row
