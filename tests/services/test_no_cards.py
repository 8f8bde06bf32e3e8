"""No bank card number is kept beside a ticket, and the numbers of this desk are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.checks import Verdict
from app.domain.contact import ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.deadlines.clock import OverdueCause
from app.domain.drafts_case import ContactDraft, FollowUpDraft
from app.domain.evidence import EvidenceKind, Judgement, Party
from app.domain.negotiation import TalkChannel
from app.domain.recovery import RecoveryFrom
from app.domain.remedy import CancelReason, Channel
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from app.model import tables
from tests.services.bench import CUP, NOON, Bench, claim, order

CARD = "4111111111111111"
ORDER, CLAIM, PARCEL = CARD, "5555555555554444", "378282246310005"
SOON = NOON + timedelta(hours=1)


def talk(words: str) -> ContactDraft:
    return ContactDraft(
        Direction.OUTGOING, TalkChannel.PHONE, Reached.YES, ContactPurpose.PROGRESS, words
    )


class Writing:
    """Everything that keeps words about one ticket, each called with the same words."""

    def __init__(self, bench: Bench, ticket: Ticket) -> None:
        self.bench, self.ticket, key, s = bench, ticket, ticket.id, bench.services
        ming = s.staff.add("阿明", ("lead",))
        s.contacts.plan_follow_up(key, None, FollowUpDraft(FollowUpKind.CALL_BACK, SOON, "问问"))
        s.contacts.ask_colleague(key, None, ming.id, "怎么办")
        piece = s.evidence.add_bytes(key, b"x", "x.txt", EvidenceKind.CHAT, Party.BUYER)
        self.ways: dict[str, Callable[[str], object]] = {
            "note": lambda w: s.review.note(key, w),
            "override": lambda w: s.checking.override(key, None, "contact", Verdict.REFUSE, w),
            "talk": lambda w: s.contacts.log_contact(key, None, talk(w)),
            "follow up": lambda w: s.contacts.plan_follow_up(
                key, None, FollowUpDraft(FollowUpKind.OTHER, SOON, w)
            ),
            "followed up": lambda w: s.contacts.follow_up_done(key, None, 1, w),
            "question": lambda w: s.contacts.ask_colleague(key, None, ming.id, w),
            "answer": lambda w: s.contacts.answer_colleague(key, None, 1, w),
            "recovery": lambda w: s.recoveries.open_recovery(
                key, None, RecoveryFrom.COURIER, 500, note=w
            ),
            "doubt": lambda w: s.evidence.judge(piece.id, Judgement.DOUBTFUL, w),
            "evidence": lambda w: s.evidence.add_bytes(
                key, b"y", "y.txt", EvidenceKind.CHAT, Party.BUYER, w
            ),
            "reason": lambda w: s.closing.cancel(key, None, CancelReason.OTHER, w),
        }


WAYS = (
    "note", "override", "talk", "follow up", "followed up", "question", "answer", "recovery",
    "doubt", "evidence", "reason",
)  # fmt: skip


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    bench.take(order(ORDER, CUP, tracking=PARCEL))
    bench.take(claim(CLAIM, ORDER, CUP))
    return bench.claimed(CLAIM)


@pytest.mark.parametrize("way", WAYS)
def test_a_card_number_is_refused_and_nothing_of_it_stays(
    bench: Bench, ticket: Ticket, way: str
) -> None:
    ways = Writing(bench, ticket).ways
    assert set(ways) == set(WAYS)
    before = bench.db.read().scalar("SELECT count(*) FROM event")
    with pytest.raises(RuleViolation, match="尾号 0128"):
        ways[way]("退到 6222-0212-3456-7890-128")
    assert bench.db.read().scalar("SELECT count(*) FROM event") == before
    kept = [str(row["value"]) for row in bench.db.read().find(tables.Personal)]
    assert not [value for value in kept if "7890" in value]


@pytest.mark.parametrize("way", WAYS)
def test_the_numbers_of_this_desk_may_be_named_anywhere(
    bench: Bench, ticket: Ticket, way: str
) -> None:
    words = f"订单 {ORDER}，售后 {CLAIM}，运单 {PARCEL}"
    Writing(bench, ticket).ways[way](words)
    kept = [str(row["value"]) for row in bench.db.read().find(tables.Personal)]
    assert words in kept
    assert bench.faults() == []


def test_why_something_was_late_holds_no_card_number(bench: Bench) -> None:
    late = bench.phoned(channel=Channel.SOCIAL)
    bench.clock.set(NOON + timedelta(days=2))
    bench.services.sweep.run()
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.services.clocks.acknowledge(late.id, None, OverdueCause.SYSTEM, CARD)
    assert all(one.cause is None for one in bench.fresh(late).breaches)
