"""One ticket through every verb of talk, with planted words that must stay out of the history."""

from __future__ import annotations

from datetime import timedelta

from app.domain.contact import (
    ContactPurpose,
    Direction,
    FollowUpKind,
    Reached,
    SolutionNote,
)
from app.domain.drafts_case import ContactDraft, FollowUpDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.negotiation import TalkChannel
from tests.services.bench import Bench

PLANTED_IN_TALKS = {
    "talk": "暗号联系甲",
    "follow_up": "暗号跟进乙",
    "outcome": "暗号结果丙",
    "question": "暗号提问丁",
    "answer": "暗号答复戊",
}


def live_through_talks(bench: Bench) -> None:
    """A talk with a file, a promise kept late, daily progress, a colleague's answer, a note."""
    p, s = PLANTED_IN_TALKS, bench.services
    ticket = bench.phoned(order_no="1009")
    key = ticket.id
    contacts, now = s.contacts, bench.clock.now()
    contacts.plan_follow_up(
        key, None, FollowUpDraft(FollowUpKind.PROMISE, now + timedelta(hours=1), p["follow_up"])
    )
    contacts.plan_follow_up(
        key, None, FollowUpDraft(FollowUpKind.PROGRESS, now + timedelta(hours=1), p["follow_up"])
    )
    piece = s.evidence.add_bytes(key, b"talk", "聊天.txt", EvidenceKind.CHAT, Party.MERCHANT)
    for reached in Reached:
        contacts.log_contact(
            key,
            None,
            ContactDraft(
                Direction.OUTGOING,
                TalkChannel.PHONE,
                reached,
                ContactPurpose.PROGRESS,
                p["talk"],
                now - timedelta(days=1),
                (piece.id,),
            ),
        )
    bench.clock.advance(timedelta(hours=2))
    promise = bench.fresh(ticket).follow_ups[0].id
    contacts.follow_up_done(key, None, promise, p["outcome"], kept=True, satisfaction=4)
    with bench.somebody("小李"):
        asked = next(one for one in s.staff.people() if one.name == "小周")
        contacts.ask_colleague(key, None, asked.id, p["question"])
    contacts.answer_colleague(key, None, bench.fresh(ticket).questions[-1].id, p["answer"])
    kept = s.solution_notes.save(SolutionNote(0, "掉釉", "", "换新"))
    s.solution_notes.remove(kept.id)
