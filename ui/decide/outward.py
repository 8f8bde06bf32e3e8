"""What the dialogs of approval, goods out, repair, charges and promises end in: service verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.clock import local_day
from app.domain.ticket import Ticket
from ui.decide.action_dialog import ActionDialog
from ui.decide.charges import ArrivedDraft, ReturnedDraft, WaivedDraft
from ui.decide.counter_offer import CounterDraft
from ui.decide.dispatching import (
    DeliveredDialog,
    DeliveredDraft,
    LostDraft,
    ShipDialog,
    ShipDraft,
)
from ui.decide.promises import KeptDraft
from ui.decide.repairing import DoneDraft
from ui.desk import Desk

if TYPE_CHECKING:
    from app.services import Services


def approve(services: Services, t: Ticket, note: str) -> Ticket:
    return services.decide.approve(t.id, t.version, note)


def deny(services: Services, t: Ticket, reason: str) -> Ticket:
    return services.decide.deny(t.id, t.version, reason)


def counter(services: Services, t: Ticket, draft: CounterDraft) -> Ticket:
    return services.negotiation.counter_offer(
        t.id, t.version, draft.channel, draft.words, draft.cents, draft.remedy
    )


def ship(services: Services, t: Ticket, draft: ShipDraft) -> Ticket:
    return services.dispatches.ship(
        t.id, t.version, draft.dispatch_id, draft.courier, draft.tracking, draft.sent_on
    )


def delivered(services: Services, t: Ticket, draft: DeliveredDraft) -> Ticket:
    return services.dispatches.delivered(t.id, t.version, draft.dispatch_id, draft.on)


def lost(services: Services, t: Ticket, draft: LostDraft) -> Ticket:
    return services.dispatches.lost(t.id, t.version, draft.dispatch_id, draft.reason)


def repair_start(services: Services, t: Ticket, _draft: None) -> Ticket:
    return services.repairs.start(t.id, t.version)


def repair_done(services: Services, t: Ticket, draft: DoneDraft) -> Ticket:
    return services.repairs.done(t.id, t.version, draft.result, draft.part_warranty_months)


def repair_failed(services: Services, t: Ticket, reason: str) -> Ticket:
    return services.repairs.failed(t.id, t.version, reason)


def charge_arrived(services: Services, t: Ticket, draft: ArrivedDraft) -> Ticket:
    return services.charges.arrived(
        t.id, t.version, draft.charge_ids, draft.reference, draft.intent_key
    )


def charge_waived(services: Services, t: Ticket, draft: WaivedDraft) -> Ticket:
    return services.charges.waive(t.id, t.version, draft.charge_ids, draft.reason)


def charge_returned(services: Services, t: Ticket, draft: ReturnedDraft) -> Ticket:
    return services.charges.returned(
        t.id, t.version, draft.charge_ids, draft.reference, draft.reason
    )


def give_back(services: Services, t: Ticket, reason: str) -> Ticket:
    return services.returns.give_back(t.id, t.version, reason)


def keep_promise(services: Services, t: Ticket, draft: KeptDraft) -> Ticket:
    return services.promises.keep(t.id, t.version, draft.obligation_id, draft.reference)


def ship_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    today = local_day(desk.services.context.now(), ticket.shop.zone)
    return ShipDialog(ticket, today, parent)


def delivered_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    today = local_day(desk.services.context.now(), ticket.shop.zone)
    return DeliveredDialog(ticket, today, parent)
