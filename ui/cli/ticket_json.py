"""One ticket as JSON. Keys are stable: only ever added to."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.access import mask_nickname, mask_phone
from app.domain.settlement.types import LineQuote
from app.domain.ticket import Ticket, TimelineEntry
from app.domain.workflow import actions
from ui.cli.instants import iso
from ui.cli.masking import masked

Json = dict[str, object]


def as_json(ticket: Ticket, timeline: Sequence[TimelineEntry], quotes: Sequence[LineQuote]) -> Json:
    """Amounts in minor units of `currency`, instants in UTC, unknown values null."""
    buyer = ticket.buyer
    return {
        "number": ticket.number,
        "version": ticket.version,
        "shop": ticket.shop.name,
        "platform": ticket.shop.platform.value,
        "order_no": ticket.order.number or None,
        "order_verified": ticket.order.verified,
        "paid_minor": ticket.order.paid_cents,
        "paid_conflict": ticket.order.conflict.reason if ticket.order.conflict else None,
        "currency": ticket.order.currency,
        "stage": ticket.stage.value,
        "kind": ticket.facts.remedy or None,
        "requested": ticket.requested.value if ticket.requested else None,
        "requested_minor": ticket.requested_cents,
        "reason": masked(ticket.true_reason or ticket.platform_reason, buyer) or None,
        "buyer": mask_nickname(buyer.nickname) or None,
        "phone": mask_phone(buyer.phone) or None,
        "liability": ticket.liability.value,
        "due_at": iso(ticket.due_at),
        "buyer_due_at": iso(ticket.buyer_due_at),
        "applied_at": iso(ticket.applied_at),
        "closed_at": iso(ticket.closed_at),
        "claims": [
            {
                "claim_no": claim.claim_no,
                "status": claim.status,
                "amount_minor": claim.amount_cents,
                "due_at": iso(claim.due_at),
                "due_owner": claim.due_owner.value if claim.due_owner else None,
                "paid": claim.paid,
            }
            for claim in ticket.claims
        ],
        "lines": _lines(ticket, quotes),
        "decisions": [
            {
                "round": decision.round,
                "kind": decision.remedy.value,
                "state": decision.state,
                "refund_minor": decision.breakdown.refund_cents,
                "compensation_minor": decision.breakdown.compensation_cents,
                "freight_minor": decision.breakdown.freight_cents,
                "decided_at": iso(decision.decided_at),
                "decided_by": decision.decided_by,
            }
            for decision in ticket.decisions
        ],
        "payouts": [
            {
                "class": payout.money_class.value,
                "amount_minor": payout.cents,
                "currency": payout.currency,
                "state": payout.state.value,
                "source": payout.source.value,
                "reference": masked(payout.reference, buyer) or None,
            }
            for payout in ticket.payouts
        ],
        "evidence": [
            {
                "code": piece.code,
                "kind": piece.kind.value,
                "party": piece.party.value,
                "sha256": piece.sha256,
            }
            for piece in ticket.evidence
        ],
        "mismatches": [masked(mismatch.text, buyer) for mismatch in ticket.mismatches],
        "actions": [action.verb.value for action in actions(ticket.facts) if action.possible],
        "timeline": [
            {
                "at": iso(entry.at),
                "actor": entry.actor,
                "kind": entry.kind,
                "text": masked(entry.text, buyer),
            }
            for entry in timeline
        ],
    }


def _lines(ticket: Ticket, quotes: Sequence[LineQuote]) -> list[Json]:
    claimed = {line.line_id: len(line.ordinals) for line in ticket.lines}
    found: list[Json] = []
    for quote in quotes:
        line = ticket.order.line(quote.line_id)
        found.append(
            {
                "title": line.title or line.sku or None,
                "variant": line.variant or None,
                "quantity": line.quantity,
                "claimed": claimed.get(line.id, 0),
                "paid_minor": quote.paid_share_cents,
                "refunded_minor": quote.refunded_cents,
                "left_minor": quote.left_cents,
            }
        )
    return found
