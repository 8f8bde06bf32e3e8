"""The review of a case: what every check says, what is missing, and verdicts a person changed."""

from __future__ import annotations

from app.domain.checks import Case, CheckFinding, Verdict, completeness, missing, review
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.tables import CheckOverride
from app.services.case_reading import case_of
from app.services.loading import load_ticket
from app.services.talk_words import place
from app.services.verb import TicketVerbs


class CheckService(TicketVerbs):
    """Reads and weighs; the only thing it writes is a verdict somebody changed."""

    def case(self, ticket: Ticket) -> Case:
        """The ticket with everything around it that the checks look at. Raises `NotFound`."""
        return case_of(self._context.read(), ticket, self._context.now())

    def review(self, ticket: Ticket) -> tuple[CheckFinding, ...]:
        """Every check that applies, in its fixed order, with what people changed laid over."""
        return review(self.case(ticket))

    def missing(self, ticket: Ticket) -> tuple[str, ...]:
        """Everything the buyer has to supply, each thing once, ready to be asked for in one message."""
        return missing(self.review(ticket))

    def completeness(self, ticket: Ticket) -> tuple[int, int]:
        """How many of the things the buyer has to supply are there, and how many it takes."""
        return completeness(self.review(ticket))

    def override(
        self, ticket_id: int, version: int | None, check_id: str, verdict: Verdict, reason: str
    ) -> Ticket:
        """Another verdict for one check, with the reason why; the latest of a check holds.

        Raises `NotFound` for a check that does not apply to the ticket, `RuleViolation` without a
        reason or where the verdict is what holds already.
        """
        if not reason.strip():
            raise RuleViolation(_("请写明为什么改判，理由会记入历史。"))
        with self._moving(ticket_id, version, Verb.OVERRIDE_CHECK) as moving:
            write = moving.write
            ticket = load_ticket(write, moving.row)
            findings = {one.check: one for one in review(case_of(write, ticket, write.author.at))}
            finding = findings.get(check_id)
            if finding is None:
                raise NotFound(_("这张售后单没有这项核实，可能情况已经变了；请刷新后再看。"))
            if finding.verdict is verdict:
                raise RuleViolation(_("「{title}」现在就是这个结论。").format(title=finding.title))
            key = write.insert(
                CheckOverride,
                ticket_id=ticket_id,
                check_id=check_id,
                verdict=verdict.value,
                staff_id=write.author.staff_id,
                made_at=moving.now,
            )
            digest = moving.keep("check_override", key, "reason", reason.strip())
            moving.say(
                check=check_id,
                before=finding.verdict.value,
                after=verdict.value,
                reason_digest=digest,
                said=place("check_override", key, "reason"),
            )
        return self._fresh(ticket_id)
