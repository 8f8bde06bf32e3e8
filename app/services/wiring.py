"""Wires the verbs of the desk: `build()` is the only place that does."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import Clock, SystemClock
from app.model.db import Database
from app.paths import Paths
from app.services.closing import ClosingService
from app.services.context import Context
from app.services.decide import DecideService
from app.services.drafts import DraftService
from app.services.evidence import EvidenceService
from app.services.importing.service import ImportService
from app.services.intake import IntakeService
from app.services.payouts import PayoutService
from app.services.queue import QueueService
from app.services.reports import ReportService
from app.services.returns import ReturnsService
from app.services.review import ReviewService
from app.services.shops import ShopService
from app.services.staff import StaffService
from app.services.tickets import TicketService
from app.services.verifying import VerifyService


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a screen or a command may call."""

    context: Context
    staff: StaffService
    shops: ShopService
    queue: QueueService
    tickets: TicketService
    intake: IntakeService
    review: ReviewService
    decide: DecideService
    returns: ReturnsService
    payouts: PayoutService
    closing: ClosingService
    evidence: EvidenceService
    importing: ImportService
    reports: ReportService
    verify: VerifyService
    drafts: DraftService


def build(db: Database, paths: Paths, clock: Clock | None = None) -> Services:
    """The services of one open desk."""
    context = Context(db, paths, clock or SystemClock())
    return Services(
        context=context,
        staff=StaffService(context),
        shops=ShopService(context),
        queue=QueueService(context),
        tickets=TicketService(context),
        intake=IntakeService(context),
        review=ReviewService(context),
        decide=DecideService(context),
        returns=ReturnsService(context),
        payouts=PayoutService(context),
        closing=ClosingService(context),
        evidence=EvidenceService(context),
        importing=ImportService(context),
        reports=ReportService(context),
        verify=VerifyService(context),
        drafts=DraftService(context),
    )
