"""Which dialog belongs to which verb, and which verb of the services it ends in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.clock import local_day
from app.domain.decisions import DecisionDraft
from app.domain.drafts import InspectionResult
from app.domain.remedy import Remedy
from app.domain.settlement.types import Choices
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY, Verb, not_yours, why_not
from app.i18n import N_, _
from ui.decide import (
    approving,
    charges,
    closing,
    counter_offer,
    dispatching,
    finding,
    inspection,
    outward,
    parcels,
    payments,
    promises,
    reasons,
    repairing,
    request_info,
    review,
)
from ui.decide.action_dialog import ActionDialog
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.errand import Errand
from ui.decide.opening_case import CASE_WAYS
from ui.decide.way import Make, Way, plain
from ui.desk import Desk

if TYPE_CHECKING:
    from app.services import Services


def open_action(desk: Desk, ticket: Ticket, verb: Verb, parent: QWidget, about: int = 0) -> None:
    """Open the dialog of a verb over `parent`, or do the verb when it asks nothing.

    `ticket` is the one the person looks at; `about` the id of the one of several parcels, charges
    or promises the dialog opens for, 0 for none. A verb that is not possible now is explained in
    passing. Adding evidence has no dialog here: raises `KeyError` for it.
    """
    verb = Verb(verb)
    way = WAYS[verb]
    if _refused(desk, ticket, verb):
        return
    if way.make is None:
        said = _(way.said).format(number=ticket.number)
        desk.perform(way.call, desk.services, ticket, None, said=said)
        return
    dialog = way.make(desk, ticket, parent)
    if about:
        dialog.choose(about)  # no typing that would have to be kept
    Errand(desk, dialog, verb, way.call, _(way.said))
    if about:
        dialog.choose(about)  # whatever was kept from the last time
    dialog.open()


def open_filled(desk: Desk, ticket: Ticket, choices: Choices, parent: QWidget) -> None:
    """Open the form of a decision with `choices` in it, whatever was typed there the last time."""
    verb = VERB_OF_REMEDY[choices.remedy]
    way = WAYS[verb]
    if _refused(desk, ticket, verb):
        return
    dialog = _decision(desk, ticket, choices.remedy, parent, choices)
    Errand(desk, dialog, verb, way.call, _(way.said), filled=True)
    dialog.open()


def _refused(desk: Desk, ticket: Ticket, verb: Verb) -> bool:
    """Whether the verb is not possible now, which is then said."""
    refusal = why_not(ticket.facts, verb) or not_yours(verb, desk.roles)
    if refusal is not None:
        desk.ask.warn(refusal)
    return refusal is not None


def _today(desk: Desk, ticket: Ticket) -> date:
    return local_day(desk.services.context.now(), ticket.shop.zone)


# ----------------------------------------------------------------------------------- dialogs


def _decide(remedy: Remedy) -> Make:
    def make(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
        return _decision(desk, ticket, remedy, parent)

    return make


def _decision(
    desk: Desk, ticket: Ticket, remedy: Remedy, parent: QWidget, proposed: Choices | None = None
) -> DecisionDialog:
    services = desk.services
    return DecisionDialog(
        ticket,
        remedy,
        services.decide.situation,
        parent,
        standing_of=services.approvals.standing,
        proposed=proposed,
    )


def _sent(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    return parcels.SentDialog(ticket, _today(desk, ticket), parent)


def _arrived(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    return payments.ArrivedDialog(ticket, _today(desk, ticket), parent)


# ------------------------------------------------------------------------------------- verbs


def _accept(services: Services, t: Ticket, _draft: None) -> Ticket:
    return services.review.accept(t.id, t.version)


def _info_received(services: Services, t: Ticket, _draft: None) -> Ticket:
    return services.review.info_received(t.id, t.version)


def _reject(services: Services, t: Ticket, draft: review.RejectDraft) -> Ticket:
    return services.review.reject(t.id, t.version, draft.reason, draft.message)


def _note(services: Services, t: Ticket, draft: str) -> Ticket:
    return services.review.note(t.id, draft)


def _settle_paid(services: Services, t: Ticket, draft: review.PaidDraft) -> Ticket:
    return services.review.settle_paid(t.id, t.version, draft.paid_cents, draft.reason)


def _decided(services: Services, _ticket: Ticket, draft: DecisionDraft) -> Ticket:
    return services.decide.decide(draft)


def _buyer_accepts(services: Services, t: Ticket, _draft: None) -> Ticket:
    return services.decide.buyer_accepts(t.id, t.version)


def _buyer_declines(services: Services, t: Ticket, draft: str) -> Ticket:
    return services.decide.buyer_declines(t.id, t.version, draft)


def _withdraw(services: Services, t: Ticket, draft: str) -> Ticket:
    return services.decide.withdraw_offer(t.id, t.version, draft)


def _return_sent(services: Services, t: Ticket, draft: parcels.ParcelDraft) -> Ticket:
    return services.returns.return_sent(
        t.id, t.version, draft.courier, draft.tracking, draft.sent_on
    )


def _return_received(services: Services, t: Ticket, draft: parcels.ParcelDraft) -> Ticket:
    return services.returns.return_received(t.id, t.version, draft.courier, draft.tracking)


def _inspected(services: Services, t: Ticket, draft: tuple[InspectionResult, ...]) -> Ticket:
    return services.returns.inspect(t.id, t.version, draft)


def _paid(services: Services, t: Ticket, draft: payments.PayDraft) -> Ticket:
    return services.payouts.pay(
        t.id,
        t.version,
        draft.payout_ids,
        draft.method,
        draft.reference,
        draft.intent_key,
        guard_reason=draft.guard_reason,
    )


def _arrived_call(services: Services, t: Ticket, draft: payments.ArrivedDraft) -> Ticket:
    return services.payouts.payment_arrived(t.id, t.version, draft.payout_ids, draft.arrived_on)


def _failed(services: Services, t: Ticket, draft: payments.PayoutsAndReason) -> Ticket:
    return services.payouts.payment_failed(t.id, t.version, draft.payout_ids, draft.reason)


def _reversed(services: Services, t: Ticket, draft: payments.PayoutsAndReason) -> Ticket:
    return services.payouts.reverse(t.id, t.version, draft.payout_ids, draft.reason)


def _confirmed(services: Services, t: Ticket, draft: closing.ConfirmDraft) -> Ticket:
    fresh = services.closing.confirm(t.id, t.version, draft.how)
    if draft.summary is None:
        return fresh
    return services.closing.close(fresh.id, fresh.version, draft.summary)


def _closed(services: Services, t: Ticket, draft: str) -> Ticket:
    return services.closing.close(t.id, t.version, draft)


def _cancelled(services: Services, t: Ticket, draft: closing.CancelDraft) -> Ticket:
    return services.closing.cancel(t.id, t.version, draft.reason, draft.note)


def _reopened(services: Services, t: Ticket, draft: str) -> Ticket:
    return services.closing.reopen(t.id, t.version, draft)


_DECIDED = N_("{number} 方案已记录。")
WAYS: Mapping[Verb, Way] = {
    Verb.ACCEPT: Way(_accept, N_("{number} 已受理。")),
    Verb.INFO_RECEIVED: Way(_info_received, N_("{number} 资料已补充，继续核实。")),
    Verb.BUYER_ACCEPTS: Way(_buyer_accepts, N_("{number} 买家接受方案。")),
    **{verb: Way(_decided, _DECIDED, _decide(remedy)) for remedy, verb in VERB_OF_REMEDY.items()},
    Verb.BUYER_DECLINES: Way(
        _buyer_declines, N_("{number} 已记录买家的答复。"), plain(reasons.DeclinesDialog)
    ),
    Verb.APPROVE: Way(outward.approve, N_("{number} 审批通过。"), plain(approving.ApproveDialog)),
    Verb.DENY: Way(outward.deny, N_("{number} 审批不通过。"), plain(approving.DenyDialog)),
    Verb.COUNTER_OFFER: Way(
        outward.counter, N_("{number} 已记录买家还价。"), plain(counter_offer.CounterOfferDialog)
    ),
    Verb.SHIP: Way(outward.ship, N_("{number} 已记录寄出。"), outward.ship_dialog),
    Verb.DELIVERED: Way(outward.delivered, N_("{number} 已记录签收。"), outward.delivered_dialog),
    Verb.LOST: Way(outward.lost, N_("{number} 已记录丢失。"), plain(dispatching.LostDialog)),
    Verb.REPAIR_START: Way(
        outward.repair_start, N_("{number} 已开始维修。"), plain(repairing.StartDialog)
    ),
    Verb.REPAIR_DONE: Way(
        outward.repair_done, N_("{number} 已记录修好。"), plain(repairing.DoneDialog)
    ),
    Verb.REPAIR_FAILED: Way(
        outward.repair_failed, N_("{number} 已记录无法修复。"), plain(repairing.FailedDialog)
    ),
    Verb.CHARGE_ARRIVED: Way(
        outward.charge_arrived, N_("{number} 已记录补款。"), plain(charges.ChargeArrivedDialog)
    ),
    Verb.CHARGE_WAIVED: Way(
        outward.charge_waived, N_("{number} 已免收。"), plain(charges.WaiveDialog)
    ),
    Verb.CHARGE_RETURNED: Way(
        outward.charge_returned,
        N_("{number} 已记录退还补款。"),
        plain(charges.ChargeReturnedDialog),
    ),
    Verb.GIVE_BACK: Way(
        outward.give_back, N_("{number} 已列为待寄还。"), plain(reasons.GiveBackDialog)
    ),
    Verb.KEEP_PROMISE: Way(
        outward.keep_promise, N_("{number} 承诺已兑现。"), plain(promises.KeepPromiseDialog)
    ),
    Verb.WITHDRAW_OFFER: Way(_withdraw, N_("{number} 方案已撤回。"), plain(reasons.WithdrawDialog)),
    Verb.RETURN_SENT: Way(_return_sent, N_("{number} 已记录买家寄回。"), _sent),
    Verb.RETURN_RECEIVED: Way(
        _return_received, N_("{number} 已收到退货，请验货。"), plain(parcels.ReceivedDialog)
    ),
    Verb.INSPECT: Way(_inspected, N_("{number} 验货已记录。"), plain(inspection.InspectDialog)),
    Verb.PAY: Way(_paid, N_("{number} 已记录打款。"), plain(payments.PayDialog)),
    Verb.PAYMENT_ARRIVED: Way(_arrived_call, N_("{number} 已记录到账。"), _arrived),
    Verb.PAYMENT_FAILED: Way(
        _failed, N_("{number} 打款失败，已重新列为待打款。"), plain(payments.FailedDialog)
    ),
    Verb.REVERSE: Way(_reversed, N_("{number} 已冲回。"), plain(payments.ReverseDialog)),
    Verb.CONFIRM: Way(_confirmed, N_("{number} 买家已确认。"), plain(closing.ConfirmDialog)),
    Verb.CLOSE: Way(_closed, N_("{number} 已结案。"), plain(closing.CloseDialog)),
    Verb.REQUEST_INFO: Way(
        request_info.request_info, N_("{number} 已记录索要的资料。"), request_info.request_dialog
    ),
    Verb.REJECT: Way(_reject, N_("{number} 已拒绝。"), plain(review.RejectDialog)),
    Verb.CANCEL: Way(_cancelled, N_("{number} 已取消。"), plain(closing.CancelDialog)),
    Verb.REOPEN: Way(_reopened, N_("{number} 已重新打开。"), plain(reasons.ReopenDialog)),
    Verb.SETTLE_PAID: Way(
        _settle_paid, N_("{number} 实付金额已核对。"), plain(review.SettlePaidDialog)
    ),
    Verb.SET_FACTS: Way(finding.describe, N_("{number} 已保存。"), finding.finding_dialog),
    **CASE_WAYS,
    Verb.NOTE: Way(_note, N_("{number} 备注已写入时间线。"), plain(reasons.NoteDialog)),
}
