"""What else staff may do next: find who is liable to which part, and claim it back from others."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.domain.liability import Finding, LiabilityBasis, RootCause, Share
from app.domain.recovery import RECOVERY_OPEN, RecoveryFrom, RecoveryState
from app.domain.remedy import Liability, ProblemClass
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.services.ways import Verbs, few

SPLIT = (Share(Liability.MERCHANT, 60), Share(Liability.COURIER, 40))
ENDS = (RecoveryState.RECOVERED, RecoveryState.PARTLY, RecoveryState.REFUSED)


class Recovering(Verbs):
    """The verbs of findings and of recovery claims."""

    @rule(
        n=few,
        liability=st.sampled_from(Liability),
        basis=st.sampled_from(LiabilityBasis),
        cause=st.none() | st.sampled_from(RootCause),
    )
    def find(
        self, n: int, liability: Liability, basis: LiabilityBasis, cause: RootCause | None
    ) -> None:
        shares = SPLIT if liability is Liability.SHARED else ()
        finding = Finding(liability, (basis,), shares, "看了照片", cause)

        def run(ticket: Ticket) -> None:
            self.services.review.describe(
                ticket.id, ticket.version, ProblemClass.LOGISTICS, "压碎", finding, ""
            )
            assert self.services.tickets.get(ticket.id).finding == finding

        self.attempt(n, Verb.SET_FACTS, run)

    @rule(n=few, against=st.sampled_from(RecoveryFrom), cents=st.sampled_from((1, 3900)))
    def open_recovery(self, n: int, against: RecoveryFrom, cents: int) -> None:
        def run(ticket: Ticket) -> None:
            self.services.recoveries.open_recovery(
                ticket.id, ticket.version, against, cents, None, "外箱破损"
            )

        self.attempt(n, Verb.OPEN_RECOVERY, run)

    @rule(n=few, cents=st.sampled_from((1, 3900)))
    def file_recovery(self, n: int, cents: int) -> None:
        def run(ticket: Ticket) -> None:
            self.services.recoveries.file_recovery(
                ticket.id, ticket.version, _open_one(ticket), cents, "工单 5"
            )

        self.attempt(n, Verb.FILE_RECOVERY, run)

    @rule(n=few, state=st.sampled_from(ENDS), cents=st.sampled_from((0, 1, 3900)))
    def end_recovery(self, n: int, state: RecoveryState, cents: int) -> None:
        def run(ticket: Ticket) -> None:
            self.services.recoveries.end_recovery(
                ticket.id, ticket.version, _open_one(ticket), state, cents, "保价条款"
            )

        self.attempt(n, Verb.END_RECOVERY, run)


def _open_one(ticket: Ticket) -> int:
    return next((one.id for one in ticket.recoveries if one.state in RECOVERY_OPEN), 0)
