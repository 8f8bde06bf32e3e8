"""One ticket as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from app.domain.access import mask_nickname, mask_phone
from app.domain.labels import label
from app.domain.money import Money
from app.domain.settlement.types import LineQuote
from app.domain.ticket import DueOwner, PlatformClaim, Ticket, TimelineEntry
from app.i18n import _
from ui.cli.instants import local
from ui.cli.masking import masked


def as_text(ticket: Ticket, timeline: Sequence[TimelineEntry], quotes: Sequence[LineQuote]) -> str:
    """What it is about, what can be refunded, what was decided and paid, what happened."""
    zone = ZoneInfo(ticket.shop.zone)
    lines = [*_head(ticket), *_goods(ticket, quotes), *_money(ticket), _("时间线：")]
    lines.extend(
        f"  {local(entry.at, zone)}  {entry.actor}  {masked(entry.text, ticket.buyer)}"
        for entry in timeline
    )
    return "\n".join(lines)


def _head(ticket: Ticket) -> Iterator[str]:
    buyer, shop = ticket.buyer, ticket.shop
    yield f"{ticket.number}  {label(ticket.stage)}"
    yield _("店铺：{name}（{platform}）").format(name=shop.name, platform=label(shop.platform))
    order = ticket.order.number or _("未提供")
    if not ticket.order.verified:
        order += _("（人工录入，未核实）")
    yield _("订单：{order}").format(order=order)
    name = mask_nickname(buyer.nickname) or _("未知")
    yield _("买家：{buyer}").format(buyer=" ".join(filter(None, (name, mask_phone(buyer.phone)))))
    wish = label(ticket.requested) if ticket.requested else _("未说明")
    asked = _amount(ticket.requested_cents, ticket.order.currency)
    reason = masked(ticket.true_reason or ticket.platform_reason, buyer)
    yield _("诉求：{wish}").format(wish=" ".join(filter(None, (wish, asked, reason))))
    if ticket.order.conflict is not None:
        yield _("! 实付金额有冲突：{reason}").format(reason=ticket.order.conflict.reason)
    for claim in ticket.claims:
        yield _("平台售后：{claim}").format(claim=_claim(claim, ZoneInfo(shop.zone)))


def _claim(claim: PlatformClaim, zone: ZoneInfo) -> str:
    words = [claim.claim_no, claim.status]
    if claim.due_at is not None:
        due = _("截止 {at}")
        if claim.due_owner is DueOwner.BUYER:
            due = _("买家截止 {at}")
        words.append(due.format(at=local(claim.due_at, zone)))
    return "  ".join(filter(None, words))


def _goods(ticket: Ticket, quotes: Sequence[LineQuote]) -> Iterator[str]:
    currency = ticket.order.currency
    for quote in quotes:
        line = ticket.order.line(quote.line_id)
        title = " ".join(filter(None, (line.title or line.sku, line.variant)))
        yield _("商品：{title} ×{n}  实付 {paid}  已退 {refunded}  可退 {left}").format(
            title=title,
            n="?" if line.quantity is None else line.quantity,
            paid=_amount(quote.paid_share_cents, currency),
            refunded=_amount(quote.refunded_cents, currency),
            left=_amount(quote.left_cents, currency),
        )


def _money(ticket: Ticket) -> Iterator[str]:
    for decision in ticket.decisions:
        yield _("第 {round} 轮方案：{remedy}，退款 {refund}，补偿 {compensation}").format(
            round=decision.round,
            remedy=label(decision.remedy),
            refund=_amount(decision.breakdown.refund_cents, ticket.order.currency),
            compensation=_amount(decision.breakdown.compensation_cents, ticket.order.currency),
        )
    for payout in ticket.payouts:
        yield _("打款：{what} {amount} {state}").format(
            what=label(payout.money_class),
            amount=_amount(payout.cents, payout.currency),
            state=label(payout.state),
        )
    if ticket.evidence:
        codes = "、".join(piece.code for piece in ticket.evidence)
        yield _("证据：{codes}").format(codes=codes)
    for mismatch in ticket.mismatches:
        yield f"! {masked(mismatch.text, ticket.buyer)}"


def _amount(cents: int | None, currency: str) -> str:
    return _("未知") if cents is None else str(Money(cents, currency))
