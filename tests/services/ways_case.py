"""What else staff may do next: learn more of a case, convert, answer, assign, take it although late."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.domain.case import AdviceResult, CaseDetails, LateGround, Receipt, SubReason, Urgency
from app.domain.case_fields import sub_reasons_of
from app.domain.drafts_case import CaseDraft
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.services.ways import few
from tests.services.ways_outward import Outward

CLAIMS = tuple(one for one in ProblemClass if one is not ProblemClass.ENQUIRY)


class Cases(Outward):
    """The verbs about the case itself."""

    @rule(text=st.sampled_from(("怎么安装", "什么时候有货")))
    def buyer_asks(self, text: str) -> None:
        if len(self.tickets()) > 7:
            return
        self.bench.phoned(paid=7800, problem=ProblemClass.ENQUIRY, buyer_words=text)

    @rule(
        n=few,
        problem=st.sampled_from(ProblemClass),
        receipt=st.sampled_from(Receipt),
        reason=few,
        urgency=st.sampled_from(Urgency),
        words=st.sampled_from(("", "洗了一次就这样", "又说了一遍")),
    )
    def set_case(
        self,
        n: int,
        problem: ProblemClass,
        receipt: Receipt,
        reason: int,
        urgency: Urgency,
        words: str,
    ) -> None:
        reasons: tuple[SubReason | None, ...] = (None, *sub_reasons_of(problem))
        details = CaseDetails(receipt=receipt, sub_reason=reasons[reason % len(reasons)])
        draft = CaseDraft(problem, details, urgency, {"conditions": words})

        def run(ticket: Ticket) -> None:
            self.services.cases.set_case(ticket.id, ticket.version, draft)

        self.attempt(n, Verb.SET_CASE, run)

    @rule(n=few, problem=st.sampled_from(CLAIMS), cents=st.none() | st.just(500))
    def convert(self, n: int, problem: ProblemClass, cents: int | None) -> None:
        def run(ticket: Ticket) -> None:
            self.services.cases.convert(
                ticket.id, ticket.version, problem, Remedy.REFUND_ONLY, cents
            )

        self.attempt(n, Verb.CONVERT, run)

    @rule(n=few, advice=st.sampled_from(AdviceResult))
    def solved(self, n: int, advice: AdviceResult) -> None:
        if n % 2:  # seldom: an end is the end
            return

        def run(ticket: Ticket) -> None:
            self.services.cases.solved(ticket.id, ticket.version, advice, "答复了")

        self.attempt(n, Verb.SOLVED, run)

    @rule(n=few, ground=st.sampled_from(LateGround))
    def late_claim(self, n: int, ground: LateGround) -> None:
        def run(ticket: Ticket) -> None:
            self.services.cases.late_claim(ticket.id, ticket.version, ground, "聊天记录")

        self.attempt(n, Verb.LATE_CLAIM, run)

    @rule(n=few, nobody=st.booleans())
    def assign(self, n: int, nobody: bool) -> None:
        people = self.services.staff.people()

        def run(ticket: Ticket) -> None:
            key = None if nobody else people[n % len(people)].id
            self.services.cases.assign(ticket.id, ticket.version, key)

        self.attempt(n, Verb.ASSIGN, run)
