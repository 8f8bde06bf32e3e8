"""Frozen data sets for workbook, dispute report and return slip. Reads only."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from app.clock import local_day
from app.domain.access import Permission, show_nickname
from app.domain.decisions import by_remedy, comes_back
from app.domain.facts import Offer
from app.domain.labels import label
from app.domain.liability_text import weighed, who
from app.domain.money import Money
from app.domain.remedy import FreightBearer
from app.domain.reports import Dossier, DossierEvidence, Month, Slip, SlipLine
from app.domain.sheet import Sheet, outward_sheet
from app.domain.ticket import DecisionRecord, Ticket
from app.i18n import _
from app.services.context import Context
from app.services.evidence import EvidenceService
from app.services.month import month_of
from app.services.tickets import TicketService
from app.services.verifying import chain_of


class ReportService:
    """What exports are made of."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tickets = TicketService(context)
        self._evidence = EvidenceService(context)

    def month(self, year: int, month: int, shop_id: int | None = None) -> Month:
        """A month of one shop or of all; may run on a worker thread. Needs the right to export."""
        self._context.demand(Permission.EXPORT, _("导出月报"))
        return month_of(self._context, year, month, shop_id)

    def slip(self, ticket_id: int) -> Slip:
        """What the return slip of a ticket prints, at any stage."""
        ticket = self._tickets.get(ticket_id)
        decision = ticket.decision
        bearer = decision.freight_bearer if decision else FreightBearer.NONE
        send_by = decision.return_by if decision else ticket.buyer_due_at
        remedy = decision.remedy if decision else ticket.requested
        return Slip(
            ticket_number=ticket.number,
            shop=ticket.shop.name,
            kind=label(remedy) if remedy else _("退货"),
            address=ticket.shop.return_address,
            lines=tuple(_slip_lines(ticket, decision)),
            couriers=ticket.shop.couriers,
            send_by=local_day(send_by, ticket.shop.zone) if send_by else None,
            freight="" if bearer is FreightBearer.NONE else _freight(bearer, decision, ticket),
            order_no=ticket.order.number,
            claims=tuple(claim.claim_no for claim in ticket.claims),
            buyer=show_nickname(ticket.buyer.nickname) or _("未知"),
            phone_tail=ticket.buyer.phone[-4:],
            reason=ticket.platform_reason,
        )

    def dossier(self, ticket_id: int) -> Dossier:
        """Everything a dispute report prints, at any stage; may run on a worker thread.

        Needs the right to export.
        """
        self._context.demand(Permission.EXPORT, _("导出举证报告"))
        ticket = self._tickets.get(ticket_id)
        sound, count, head = chain_of(self._context.read(), ticket_id)
        order, decision = ticket.order, ticket.decision
        in_force = ticket.in_force
        tail = f"（*******{ticket.buyer.phone[-4:]}）" if ticket.buyer.phone else ""
        reported = self._context.read().scalar(
            "SELECT count(*) FROM event WHERE chain = ? AND kind = 'decided'", (ticket_id,)
        )
        return Dossier(
            ticket_number=ticket.number,
            version=max(1, int(reported)),
            shop=ticket.shop.name,
            platform=label(ticket.shop.platform),
            order_no=order.number,
            zone=ticket.shop.zone,
            made_at=self._context.now(),
            made_by=self._context.person.name if self._context.person else "",
            claims=tuple(claim.claim_no for claim in ticket.claims),
            buyer=(show_nickname(ticket.buyer.nickname) or _("未知")) + tail,
            placed_at=order.placed_at,
            paid_at=order.paid_at,
            delivered_at=order.delivered_at,
            outbound=" ".join(part for part in (order.courier, order.tracking) if part),
            goods=tuple(_goods(ticket)),
            currency=order.currency,
            paid_cents=None if order.conflict else order.paid_cents,
            buyer_claim=_buyer_claim(ticket),
            our_claim=_our_claim(decision),
            conclusion=_conclusion(ticket, decision),
            liability=who(ticket.finding),
            timeline=self._tickets.timeline(ticket_id, outward=True),
            sheet=_sheet(ticket, in_force),
            sheet_of=_round(in_force) if in_force else "",
            decisions=tuple(_decisions(ticket)),
            evidence=tuple(self._evidence_of(ticket)),
            basis=tuple(_basis(ticket)),
            chain_ok=sound,
            chain_count=count,
            chain_head=head,
        )

    def _evidence_of(self, ticket: Ticket) -> list[DossierEvidence]:
        found = []
        for piece in ticket.evidence:
            picture = self._evidence.preview(piece, "screen") if piece.is_picture else None
            found.append(
                DossierEvidence(
                    code=piece.code,
                    kind=label(piece.kind),
                    party=label(piece.party),
                    at=piece.captured_at or piece.added_at,
                    original_name=piece.original_name,
                    sha256=piece.sha256,
                    size=piece.size,
                    media_type=piece.media_type,
                    note=piece.note,
                    opener=_Opener(picture) if picture else None,
                )
            )
        return found


class _Opener:
    """Gives the bytes of a preview when the paper needs them, and not before."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> BinaryIO:
        return self._path.open("rb")


def _slip_lines(ticket: Ticket, decision: DecisionRecord | None) -> list[SlipLine]:
    if decision is not None and comes_back(decision.choices):
        chosen = {c.line_id: len(c.ordinals) or None for c in decision.choices.lines}
    else:
        chosen = {claimed.line_id: len(claimed.ordinals) or None for claimed in ticket.lines}
    lines = [
        SlipLine(line.title or line.sku, line.variant, line.sku, chosen[line.id], line.gift)
        for line in ticket.order.lines
        if line.id in chosen
    ]
    gifts = [
        SlipLine(line.title or line.sku, line.variant, line.sku, line.quantity, True)
        for line in ticket.order.lines
        if line.gift and line.id not in chosen
    ]
    return lines + gifts


def _freight(bearer: FreightBearer, decision: DecisionRecord | None, ticket: Ticket) -> str:
    if bearer is FreightBearer.MERCHANT:
        cents = decision.breakdown.freight_cents if decision else 0
        if cents:
            return _("商家承担（买家先垫付，凭单补 {amount}）").format(
                amount=Money(cents, ticket.order.currency)
            )
        return _("商家承担")
    return label(bearer)


def _goods(ticket: Ticket) -> list[str]:
    claimed = {line.line_id for line in ticket.lines}
    shown = [line for line in ticket.order.lines if line.id in claimed] or list(ticket.order.lines)
    return [
        " ".join(
            part
            for part in (
                line.title or line.sku,
                line.variant,
                f"×{line.quantity}" if line.quantity else "",
            )
            if part
        )
        for line in shown
    ]


def _buyer_claim(ticket: Ticket) -> str:
    wish = label(ticket.requested) if ticket.requested else ""
    if ticket.requested_cents is not None:
        wish = f"{wish} {Money(ticket.requested_cents, ticket.order.currency)}".strip()
    parts = (wish, ticket.platform_reason, ticket.buyer_words)
    return "；".join(part for part in parts if part) or _("未说明")


def _our_claim(decision: DecisionRecord | None) -> str:
    if decision is None:
        return _("尚未作出决定")
    return by_remedy(decision.remedy).sentence(decision.choices, decision.breakdown)


def _conclusion(ticket: Ticket, decision: DecisionRecord | None) -> str:
    """What stands so far, from the records alone; nothing is argued that nobody has decided."""
    parts = [_("当前阶段：{stage}。").format(stage=label(ticket.stage))]
    if ticket.order.conflict is not None:
        said = "，".join(
            f"{one.detail or one.source} {Money(one.cents, ticket.order.currency)}"
            for one in ticket.order.conflict.statements
            if one.cents is not None
        )
        parts.append(_("实付金额尚未核对一致（{said}）。").format(said=said))
    parts.append(_("责任：{liability}。").format(liability=who(ticket.finding)))
    basis = weighed(ticket.finding)
    if basis:
        parts.append(_("依据：{basis}。").format(basis=basis.rstrip("。")))
    if decision is not None:
        parts.append(_("我方方案：{text}。").format(text=_our_claim(decision).rstrip("。")))
    if ticket.reject_reason is not None:
        parts.append(_("已拒绝：{reason}。").format(reason=label(ticket.reject_reason)))
    return "".join(parts)


def _decisions(ticket: Ticket) -> list[str]:
    return [
        _("{round}：{text}").format(
            round=_round(record),
            text=by_remedy(record.remedy).sentence(record.choices, record.breakdown),
        )
        for record in ticket.decisions
    ]


def _round(record: DecisionRecord) -> str:
    """`第 2 轮（买家已接受）`, so that nobody takes a refused offer for what was done."""
    return _("第 {n} 轮（{state}）").format(n=record.round, state=label(Offer(record.state)))


def _sheet(ticket: Ticket, record: DecisionRecord | None) -> Sheet | None:
    """What is reckoned with the buyer; nothing for words alone, which have no amounts."""
    if record is None:
        return None
    made = outward_sheet(ticket.order, record.choices, record.breakdown)
    return made if made.rows else None


def _basis(ticket: Ticket) -> list[str]:
    """What the decision rests on: the reason of the application and the finding.

    The checks spoke to the shop's own people and so did the answer to them: none is printed.
    """
    found: list[str] = []
    if ticket.platform_reason:
        found.append(_("平台登记的退款原因：{reason}").format(reason=ticket.platform_reason))
    basis = weighed(ticket.finding)
    if basis:
        found.append(
            _("责任认定「{liability}」的依据：{basis}").format(
                liability=who(ticket.finding), basis=basis
            )
        )
    return found
