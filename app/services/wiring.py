"""Wires the verbs of the desk: `build()` is the only place that does.

Each service is loaded and made when somebody first asks for it: the window paints its list with
three of them, and reading a platform file or writing a report is not loaded for that.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.clock import Clock, SystemClock
from app.model.db import Database
from app.paths import Paths
from app.services.context import Context

if TYPE_CHECKING:
    from app.services.approvals import ApprovalService
    from app.services.calendars import CalendarService
    from app.services.cases import CaseService
    from app.services.charges import ChargeService
    from app.services.checking import CheckService
    from app.services.clocks import ClockService
    from app.services.closing import ClosingService
    from app.services.contacts import ContactService
    from app.services.decide import DecideService
    from app.services.dispatches import DispatchService
    from app.services.drafts import DraftService
    from app.services.evidence import EvidenceService
    from app.services.importing.service import ImportService
    from app.services.intake import IntakeService
    from app.services.limits import LimitService
    from app.services.negotiation import NegotiationService
    from app.services.payouts import PayoutService
    from app.services.pins import PinService
    from app.services.promises import PromiseService
    from app.services.queue import QueueService
    from app.services.recoveries import RecoveryService
    from app.services.repairs import RepairService
    from app.services.reports import ReportService
    from app.services.returns import ReturnsService
    from app.services.review import ReviewService
    from app.services.rules import RuleService
    from app.services.shops import ShopService
    from app.services.solution_notes import SolutionNoteService
    from app.services.staff import StaffService
    from app.services.sweep import SweepService
    from app.services.tickets import TicketService
    from app.services.verifying import VerifyService


class Services:
    """Everything a screen or a command may call."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @cached_property
    def staff(self) -> StaffService:
        """Who works here and who acts."""
        from app.services.staff import StaffService

        return StaffService(self.context)

    @cached_property
    def pins(self) -> PinService:
        """Proof of who acts, and the lock."""
        from app.services.pins import PinService

        return PinService(self.context)

    @cached_property
    def limits(self) -> LimitService:
        """Up to how much each role decides alone."""
        from app.services.limits import LimitService

        return LimitService(self.context)

    @cached_property
    def approvals(self) -> ApprovalService:
        """What waits for a second person, and what the limits look at."""
        from app.services.approvals import ApprovalService

        return ApprovalService(self.context)

    @cached_property
    def shops(self) -> ShopService:
        """Shops and what is printed for them."""
        from app.services.shops import ShopService

        return ShopService(self.context)

    @cached_property
    def queue(self) -> QueueService:
        """Tickets found, paged and counted."""
        from app.services.queue import QueueService

        return QueueService(self.context)

    @cached_property
    def tickets(self) -> TicketService:
        """One ticket with everything known of it."""
        from app.services.tickets import TicketService

        return TicketService(self.context)

    @cached_property
    def intake(self) -> IntakeService:
        """A new ticket by hand."""
        from app.services.intake import IntakeService

        return IntakeService(self.context)

    @cached_property
    def review(self) -> ReviewService:
        """Accepting, asking back, describing, rejecting."""
        from app.services.review import ReviewService

        return ReviewService(self.context)

    @cached_property
    def decide(self) -> DecideService:
        """Rounds of decision and the buyer's answers."""
        from app.services.decide import DecideService

        return DecideService(self.context)

    @cached_property
    def negotiation(self) -> NegotiationService:
        """What the buyer asks for instead."""
        from app.services.negotiation import NegotiationService

        return NegotiationService(self.context)

    @cached_property
    def dispatches(self) -> DispatchService:
        """Parcels to the buyer."""
        from app.services.dispatches import DispatchService

        return DispatchService(self.context)

    @cached_property
    def repairs(self) -> RepairService:
        """Work on the buyer's goods."""
        from app.services.repairs import RepairService

        return RepairService(self.context)

    @cached_property
    def charges(self) -> ChargeService:
        """What the buyer owes."""
        from app.services.charges import ChargeService

        return ChargeService(self.context)

    @cached_property
    def promises(self) -> PromiseService:
        """Obligations that stay open."""
        from app.services.promises import PromiseService

        return PromiseService(self.context)

    @cached_property
    def sweep(self) -> SweepService:
        """What time alone changes."""
        from app.services.sweep import SweepService

        return SweepService(self.context)

    @cached_property
    def returns(self) -> ReturnsService:
        """Goods on their way back, received, inspected."""
        from app.services.returns import ReturnsService

        return ReturnsService(self.context)

    @cached_property
    def payouts(self) -> PayoutService:
        """What was handed over, arrived, failed."""
        from app.services.payouts import PayoutService

        return PayoutService(self.context)

    @cached_property
    def closing(self) -> ClosingService:
        """How a ticket ends and begins again."""
        from app.services.closing import ClosingService

        return ClosingService(self.context)

    @cached_property
    def evidence(self) -> EvidenceService:
        """Files kept once by their fingerprint."""
        from app.services.evidence import EvidenceService

        return EvidenceService(self.context)

    @cached_property
    def importing(self) -> ImportService:
        """Platform files in."""
        from app.services.importing.service import ImportService

        return ImportService(self.context)

    @cached_property
    def reports(self) -> ReportService:
        """Frozen data sets for workbook and papers."""
        from app.services.reports import ReportService

        return ReportService(self.context)

    @cached_property
    def verify(self) -> VerifyService:
        """Whether everything is as it was written."""
        from app.services.verifying import VerifyService

        return VerifyService(self.context)

    @cached_property
    def rules(self) -> RuleService:
        """The rules of each shop, what the shop changed of them, and what was announced."""
        from app.services.rules import RuleService

        return RuleService(self.context)

    @cached_property
    def calendars(self) -> CalendarService:
        """When each shop works: opening hours, public holidays, days a person set."""
        from app.services.calendars import CalendarService

        return CalendarService(self.context)

    @cached_property
    def clocks(self) -> ClockService:
        """What is about to run out, what ran out, and why."""
        from app.services.clocks import ClockService

        return ClockService(self.context)

    @cached_property
    def checking(self) -> CheckService:
        """The review of a case, and verdicts somebody changed."""
        from app.services.checking import CheckService

        return CheckService(self.context)

    @cached_property
    def recoveries(self) -> RecoveryService:
        """What is claimed back from couriers, suppliers and insurers."""
        from app.services.recoveries import RecoveryService

        return RecoveryService(self.context)

    @cached_property
    def cases(self) -> CaseService:
        """What is known of a case, whose it is, and how it ends without a claim."""
        from app.services.cases import CaseService

        return CaseService(self.context)

    @cached_property
    def contacts(self) -> ContactService:
        """Talk with buyers and colleagues, and what somebody comes back to."""
        from app.services.contacts import ContactService

        return ContactService(self.context)

    @cached_property
    def solution_notes(self) -> SolutionNoteService:
        """What helped before, found by symptom."""
        from app.services.solution_notes import SolutionNoteService

        return SolutionNoteService(self.context)

    @cached_property
    def drafts(self) -> DraftService:
        """Typed text that survives."""
        from app.services.drafts import DraftService

        return DraftService(self.context)


def build(db: Database, paths: Paths, clock: Clock | None = None) -> Services:
    """The services of one open desk."""
    return Services(Context(db, paths, clock or SystemClock()))
