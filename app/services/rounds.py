"""One round of decision: the latest, settled once more, answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.facts import Offer, Work
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices
from app.domain.ticket import DecisionRecord, Ticket
from app.errors import RuleViolation
from app.i18n import _
from app.model import tables
from app.model.reading import Values
from app.services.loading import load_decision, load_ticket
from app.services.situation import situation_of
from app.services.verb import Moving


def latest_round(moving: Moving) -> Values | None:
    """The row of the latest round of decision."""
    rows = moving.write.find(tables.Decision, ticket_id=moving.ticket_id)
    return rows[-1] if rows else None


def latest_record(moving: Moving) -> DecisionRecord:
    """The latest round. Raises `RuleViolation` when there is none."""
    row = latest_round(moving)
    if row is None:
        raise RuleViolation(_("还没有方案。"))
    return load_decision(moving.write, row)


def settled(
    moving: Moving,
    choices: Choices,
    true_reason: str = "",
    platform_reason: str = "",
    *,
    weighed: bool = False,
) -> tuple[Ticket, Breakdown]:
    """The ticket as it is now and the calculation for it, with the reasons as just typed.

    `weighed`: whoever decided has seen the review; what it says since stands in nobody's way.
    """
    ticket = load_ticket(moving.write, moving.row)
    situation = situation_of(moving.write, ticket, moving.write.author.at)
    situation = replace(
        situation,
        true_reason=true_reason.strip() or situation.true_reason,
        platform_reason=platform_reason.strip() or situation.platform_reason,
        failing=() if weighed else situation.failing,
    )
    return ticket, settle(ticket.order, ticket.order_money, choices, situation)


def settled_again(moving: Moving, record: DecisionRecord) -> tuple[Ticket, Breakdown]:
    """A stored round settled once more. Raises `RuleViolation` when its amounts have moved."""
    ticket, breakdown = settled(moving, record.choices, weighed=True)
    demand_allowed(breakdown, record.guard_reason)
    stored = record.breakdown
    if (breakdown.payouts, breakdown.charges) != (stored.payouts, stored.charges):
        raise RuleViolation(
            _("方案的金额已经不再成立：提出后这笔订单又有别的退款或补偿。"),
            _("请撤回这个方案，按现在的可退金额重新提出。"),
        )
    return ticket, breakdown


def demand_allowed(breakdown: Breakdown, reason: str) -> None:
    """Raises `RuleViolation` with every sentence that stops the decision."""
    if breakdown.refused:
        raise RuleViolation("；".join(guard.text for guard in breakdown.refused))
    if breakdown.to_confirm and not reason.strip():
        first = breakdown.to_confirm[0].text
        raise RuleViolation(
            _("需要写明理由才能确认：{text}").format(text=first), _("请在确认框里写上理由。")
        )


def demand_valid(until: datetime | None, now: datetime) -> None:
    """Raises `RuleViolation` when an offer's time is over, whether or not the sweep has said so."""
    if until is not None and until <= now:
        raise RuleViolation(_("这个方案的有效期已经过了。"), _("请撤回它，按现在的情况重新提出。"))


def answer(moving: Moving, decision_id: int, state: Offer) -> None:
    """What the buyer said to an offer."""
    moving.write.update(tables.Decision, decision_id, state=state.value, answered_at=moving.now)


def decline(moving: Moving) -> None:
    """The open offer is refused; a repair quoted in it is off the table."""
    record = latest_record(moving)
    answer(moving, record.id, Offer.DECLINED)
    moving.set(offer=Offer.DECLINED.value)
    if moving.row["work"] == Work.QUOTED.value:
        moving.set(work=Work.NONE.value)
    moving.say(decision=record.id)
