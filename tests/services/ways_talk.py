"""What staff may say next: to the buyer, to each other, and what they come back to."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from app.domain.contact import ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.drafts_case import ContactDraft, FollowUpDraft
from app.domain.negotiation import TalkChannel
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.services.ways import few
from tests.services.ways_outward import Outward


class Talking(Outward):
    """The verbs of talk."""

    @initialize()
    def somebody_to_ask(self) -> None:
        self.colleague = self.services.staff.add("问得到的人", ("warehouse",)).id

    @rule(
        n=few,
        direction=st.sampled_from(Direction),
        reached=st.sampled_from(Reached),
        back=st.integers(0, 30),
        words=st.sampled_from(("", "说好等到周三")),
    )
    def talk(self, n: int, direction: Direction, reached: Reached, back: int, words: str) -> None:
        at = self.bench.clock.now() - timedelta(hours=back)
        draft = ContactDraft(
            direction,
            TalkChannel.PHONE,
            reached,
            ContactPurpose.PROGRESS,
            words or "答应再看看",
            at,
        )

        def run(ticket: Ticket) -> None:
            self.services.contacts.log_contact(ticket.id, ticket.version, draft)

        self.attempt(n, Verb.LOG_CONTACT, run)

    @rule(n=few, kind=st.sampled_from(FollowUpKind), hours=st.integers(1, 60), mine=st.booleans())
    def plan(self, n: int, kind: FollowUpKind, hours: int, mine: bool) -> None:
        due = self.bench.clock.now() + timedelta(hours=hours)
        draft = FollowUpDraft(kind, due, "再看看", None if mine else self.colleague)

        def run(ticket: Ticket) -> None:
            self.services.contacts.plan_follow_up(ticket.id, ticket.version, draft)

        self.attempt(n, Verb.PLAN_FOLLOW_UP, run)

    @rule(n=few, kept=st.booleans(), satisfaction=st.none() | st.integers(1, 5))
    def see_to_it(self, n: int, kept: bool, satisfaction: int | None) -> None:
        def run(ticket: Ticket) -> None:
            waiting = [one.id for one in ticket.follow_ups if one.done_at is None]
            key = waiting[0] if waiting else 0
            self.services.contacts.follow_up_done(
                ticket.id, ticket.version, key, "问过了", kept, satisfaction
            )

        self.attempt(n, Verb.FOLLOW_UP_DONE, run)

    @rule(n=few)
    def ask(self, n: int) -> None:
        def run(ticket: Ticket) -> None:
            self.services.contacts.ask_colleague(
                ticket.id, ticket.version, self.colleague, "还有货吗"
            )

        self.attempt(n, Verb.ASK_COLLEAGUE, run)

    @rule(n=few)
    def answer(self, n: int) -> None:
        def run(ticket: Ticket) -> None:
            waiting = [one.id for one in ticket.questions if one.answered_at is None]
            self.services.contacts.answer_colleague(
                ticket.id, ticket.version, waiting[0] if waiting else 0, "有"
            )

        self.attempt(n, Verb.ANSWER_COLLEAGUE, run)

    @invariant()
    def the_last_contact_is_the_latest_talk_in_which_the_buyer_was_reached(self) -> None:
        for row in self.bench.db.read().query("SELECT id, last_contact_at FROM ticket"):
            ticket = self.services.tickets.get(int(row[0]))
            talks = [one.at for one in ticket.contacts if one.reached is Reached.YES]
            latest = max(talks).strftime("%Y-%m-%dT%H:%M:%S") if talks else None
            assert (row[1] or "")[:19] == (latest or "")

    @invariant()
    def nothing_that_is_due_is_missing_from_todays_list(self) -> None:
        now = self.bench.clock.now()
        listed = {one.about for one in self.services.contacts.due_today() if one.follow_up}
        for key in self.tickets():
            for one in self.services.tickets.get(key).follow_ups:
                if one.done_at is None and one.due_at <= now:
                    assert one.id in listed
                if one.done_at is not None:
                    assert one.id not in listed
