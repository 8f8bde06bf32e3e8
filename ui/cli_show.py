"""One ticket for the terminal: as text and as JSON. Personal data stays masked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.access import mask_nickname, mask_phone
from app.domain.labels import label
from app.domain.money import Money
from app.domain.remedy import Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Choices, Situation
from app.domain.ticket import Ticket, TimelineEntry
from app.domain.workflow import actions
from app.i18n import _
from app.logs import mask


def ticket_as_json(ticket: Ticket, timeline: tuple[TimelineEntry, ...]) -> dict[str, object]:
    """Everything a program may want to know of a ticket; keys are stable."""
    return {
        "number": ticket.number,
        "version": ticket.version,
        "shop": ticket.shop.name,
        "platform": ticket.shop.platform.value,
        "order_no": ticket.order.number,
        "order_verified": ticket.order.verified,
        "paid_minor": ticket.order.paid_cents,
        "paid_conflict": ticket.order.conflict.reason if ticket.order.conflict else None,
        "currency": ticket.order.currency,
        "stage": ticket.stage.value,
        "kind": ticket.facts.remedy or None,
        "requested": ticket.requested.value if ticket.requested else None,
        "requested_minor": ticket.requested_cents,
        "buyer": mask_nickname(ticket.buyer.nickname) if ticket.buyer.nickname else None,
        "phone": mask_phone(ticket.buyer.phone) if ticket.buyer.phone else None,
        "liability": ticket.liability.value,
        "due_at": _iso(ticket.due_at),
        "buyer_due_at": _iso(ticket.buyer_due_at),
        "applied_at": _iso(ticket.applied_at),
        "closed_at": _iso(ticket.closed_at),
        "claims": [
            {
                "claim_no": c.claim_no,
                "status": c.status,
                "amount_minor": c.amount_cents,
                "due_at": _iso(c.due_at),
                "due_owner": c.due_owner.value if c.due_owner else None,
                "paid": c.paid,
            }
            for c in ticket.claims
        ],
        "lines": [
            {
                "title": quote[0],
                "quantity": quote[1],
                "claimed": quote[2],
                "paid_minor": quote[3],
                "refunded_minor": quote[4],
                "left_minor": quote[5],
            }
            for quote in _quotes(ticket)
        ],
        "payouts": [
            {
                "class": p.money_class.value,
                "amount_minor": p.cents,
                "currency": p.currency,
                "state": p.state.value,
                "source": p.source.value,
                "reference": p.reference,
            }
            for p in ticket.payouts
        ],
        "evidence": [
            {"code": e.code, "kind": e.kind.value, "party": e.party.value, "sha256": e.sha256}
            for e in ticket.evidence
        ],
        "mismatches": [m.text for m in ticket.mismatches],
        "actions": [a.verb.value for a in actions(ticket.facts) if a.possible],
        "timeline": [
            {"at": _iso(e.at), "actor": e.actor, "kind": e.kind, "text": mask(e.text)}
            for e in timeline
        ],
    }


def ticket_as_text(ticket: Ticket, timeline: tuple[TimelineEntry, ...]) -> str:
    """The same for people."""
    currency = ticket.order.currency
    zone = ZoneInfo(ticket.shop.zone)
    lines = [
        f"{ticket.number}  {label(ticket.stage)}",
        _("店铺：{name}（{platform}）").format(
            name=ticket.shop.name, platform=label(ticket.shop.platform)
        ),
        _("订单：{number}").format(number=ticket.order.number or _("未提供"))
        + ("" if ticket.order.verified else _("（人工录入，未核实）")),
        _("买家：{name} {phone}")
        .format(
            name=mask_nickname(ticket.buyer.nickname) if ticket.buyer.nickname else _("未知"),
            phone=mask_phone(ticket.buyer.phone) if ticket.buyer.phone else "",
        )
        .rstrip(),
        _("诉求：{wish} {amount} {reason}")
        .format(
            wish=label(ticket.requested) if ticket.requested else _("未说明"),
            amount=_money(ticket.requested_cents, currency),
            reason=ticket.true_reason or ticket.platform_reason,
        )
        .rstrip(),
    ]
    if ticket.order.conflict is not None:
        lines.append(_("! 实付金额有冲突：{reason}").format(reason=ticket.order.conflict.reason))
    for claim in ticket.claims:
        due = f"，{_('截止')} {claim.due_at.astimezone(zone):%m-%d %H:%M}" if claim.due_at else ""
        lines.append(
            _("平台售后：{no} {status}").format(no=claim.claim_no, status=claim.status) + due
        )
    for title, quantity, _claimed, paid, refunded, left in _quotes(ticket):
        lines.append(
            _("商品：{title} ×{n}  实付 {paid}  已退 {refunded}  可退 {left}").format(
                title=title,
                n=quantity if quantity is not None else "?",
                paid=_money(paid, currency),
                refunded=_money(refunded, currency),
                left=_money(left, currency),
            )
        )
    for payout in ticket.payouts:
        lines.append(
            _("打款：{what} {amount} {state}").format(
                what=label(payout.money_class),
                amount=_money(payout.cents, payout.currency),
                state=label(payout.state),
            )
        )
    lines.extend(f"! {mismatch.text}" for mismatch in ticket.mismatches)
    lines.append(_("时间线："))
    lines.extend(
        f"  {entry.at.astimezone(zone):%m-%d %H:%M}  {entry.actor}  {mask(entry.text)}"
        for entry in timeline
    )
    return "\n".join(lines)


_Quote = tuple[str, int | None, int, int | None, int, int | None]


def _quotes(ticket: Ticket) -> list[_Quote]:
    """Title, bought, claimed pieces, paid share, refunded and left cents of each order line."""
    situation = Situation(ticket_id=ticket.id, facts=ticket.facts, now=ticket.created_at)
    empty = Choices(remedy=Remedy.REFUND_ONLY)
    breakdown = settle(ticket.order, ticket.order_money, empty, situation)
    claimed = {line.line_id: len(line.ordinals) for line in ticket.lines}
    found: list[_Quote] = []
    for quote in breakdown.quotes:
        line = ticket.order.line(quote.line_id)
        title = " ".join(part for part in (line.title or line.sku, line.variant) if part)
        found.append(
            (
                title,
                line.quantity,
                claimed.get(line.id, 0),
                quote.paid_share_cents,
                quote.refunded_cents,
                quote.left_cents,
            )
        )
    return found


def _money(cents: int | None, currency: str) -> str:
    return _("未知") if cents is None else str(Money(cents, currency))


def _iso(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
