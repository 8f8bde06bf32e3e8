"""What a lead may do next about the review: change the verdict of any check there is."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.domain.checks import Verdict, failing, missing
from app.domain.evidence import SET_ASIDE, EvidenceKind, Judgement, Party
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.services.ways import few
from tests.services.ways_outward import Outward


class Checking(Outward):
    """The review, whatever has become of a ticket."""

    @rule(n=few, which=st.integers(0, 30), verdict=st.sampled_from(Verdict))
    def override_check(self, n: int, which: int, verdict: Verdict) -> None:
        def run(ticket: Ticket) -> None:
            findings = self.services.checking.review(ticket)
            chosen = findings[which % len(findings)]
            after = self.services.checking.override(
                ticket.id, ticket.version, chosen.check, verdict, "看过原件"
            )
            now = {one.check: one for one in self.services.checking.review(after)}
            assert now[chosen.check].verdict is verdict
            assert now[chosen.check].found is (chosen.found or chosen.verdict)

        self.attempt(n, Verb.OVERRIDE_CHECK, run)

    @rule(n=few, which=st.integers(0, 5), judgement=st.sampled_from(Judgement))
    def judge_evidence(self, n: int, which: int, judgement: Judgement) -> None:
        keys = self.tickets()
        if not keys:
            return
        # The same file again is the same piece.
        piece = self.services.evidence.add_bytes(
            keys[n % len(keys)], f"{which}".encode(), "a.txt", EvidenceKind.CHAT, Party.BUYER
        )
        judged = self.services.evidence.judge(piece.id, judgement, "看过")
        assert judged.judgement is judgement
        assert judged.set_aside == (judgement in SET_ASIDE)

    @rule()
    def everything_is_reviewed(self) -> None:
        for key in self.tickets():
            ticket = self.services.tickets.get(key)
            findings = self.services.checking.review(ticket)
            assert findings
            there, needed = self.services.checking.completeness(ticket)
            assert needed - there == len(missing(findings))
            assert self.services.decide.situation(ticket).failing == failing(findings)
