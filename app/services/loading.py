"""Rows into the frozen types of the domain: the only place where a whole ticket is put together."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.decisions import from_json
from app.domain.evidence import Evidence, EvidenceKind, Judgement, Party
from app.domain.facts import GoodsIn, Stage
from app.domain.history import parsed
from app.domain.negotiation import TalkChannel
from app.domain.order import (
    Buyer,
    Order,
    OrderLine,
    OrderSource,
    PaidClaim,
    PaidConflict,
    ShareState,
    Unit,
)
from app.domain.order_number import shown_number
from app.domain.payment import (
    Leg,
    MoneyClass,
    MoneyState,
    PayMethod,
    Payout,
    PayoutSource,
    Tender,
    UnitAmount,
)
from app.domain.remedy import (
    CancelReason,
    Channel,
    FreightBearer,
    Liability,
    ProblemClass,
    RejectReason,
    Remedy,
)
from app.domain.ticket import (
    DecisionRecord,
    DueOwner,
    PlatformClaim,
    Ticket,
    TicketLine,
)
from app.errors import NotFound
from app.i18n import _
from app.model import tables
from app.model.fields import needed_instant, to_instant
from app.model.reading import Reader, Values
from app.services.loading_case import load_case
from app.services.loading_outward import (
    load_charges,
    load_counter_offers,
    load_dispatches,
    load_inspections,
    load_obligations,
    load_other_costs,
    load_recovered,
    load_repairs,
    load_surcharges,
    load_tenders,
)
from app.services.mismatches import mismatches_of
from app.services.shops import load_shop
from app.services.standing import facts_of


def load_order(read: Reader, row: Values) -> Order:
    """The frozen order of a row, with its lines and its buyer."""
    order_id = int(row["id"])
    personal = read.personal_fields("order", order_id)
    nickname = ""
    if row["buyer_id"] is not None:
        nickname = read.personal("buyer", int(row["buyer_id"]), "nickname")
    return Order(
        id=order_id,
        shop_id=int(row["shop_id"]),
        number=shown_number(str(row["number"])),
        source=OrderSource(row["source"]),
        currency=str(row["currency"]),
        status=str(row["status"]),
        paid_cents=row["paid_cents"],
        shipping_cents=row["shipping_cents"],
        lines=tuple(load_line(line) for line in order_lines(read, order_id)),
        buyer=Buyer(
            nickname,
            personal.get("receiver", ""),
            personal.get("phone", ""),
            personal.get("address", ""),
        ),
        placed_at=to_instant(row["placed_at"]),
        paid_at=to_instant(row["paid_at"]),
        shipped_at=to_instant(row["shipped_at"]),
        delivered_at=to_instant(row["delivered_at"]),
        courier=str(row["courier"]),
        tracking=str(row["tracking"]),
        conflict=load_conflict(str(row["conflict"])),
        version=int(row["version"]),
        tenders=load_tenders(read, order_id),
        surcharges=load_surcharges(read, order_id),
        promised_at=to_instant(row["promised_at"]),
    )


def order_lines(read: Reader, order_id: int) -> list[Values]:
    """The rows of an order's lines in their order."""
    rows = read.find(tables.OrderLine, order_id=order_id)
    return sorted(rows, key=_position)


def _position(row: Values) -> int:
    return int(row["position"])


def load_line(row: Values) -> OrderLine:
    """The frozen line of a row."""
    return OrderLine(
        id=int(row["id"]),
        position=int(row["position"]),
        sku=str(row["sku"]),
        title=str(row["title"]),
        variant=str(row["variant"]),
        quantity=row["quantity"],
        unit_price_cents=row["unit_price_cents"],
        paid_share_cents=row["paid_share_cents"],
        share_state=ShareState(row["share_state"]),
        share_frozen=bool(row["share_frozen"]),
        gift=bool(row["gift"]),
        special=str(row["special"]),
    )


def load_conflict(text: str) -> PaidConflict | None:
    """What is stored of files that disagree; empty text: they agree."""
    if not text:
        return None
    body = parsed(text)
    return PaidConflict(
        tuple(PaidClaim(s["source"], s["cents"], s["detail"]) for s in body["statements"]),
        body["reason"],
    )


def load_payouts(read: Reader, **equal: int) -> tuple[Payout, ...]:
    """Money rows with the given columns, in the order they were planned."""
    return tuple(_payout(read, row) for row in read.find(tables.Payout, **equal))


def _payout(read: Reader, row: Values) -> Payout:
    units = tuple(
        UnitAmount(Unit(int(u["line_id"]), int(u["ordinal"])), int(u["amount_cents"]))
        for u in read.find(tables.PayoutUnit, payout_id=row["id"])
    )
    return Payout(
        id=int(row["id"]),
        ticket_id=int(row["ticket_id"]),
        order_id=int(row["order_id"]),
        money_class=MoneyClass(row["money_class"]),
        cents=int(row["amount_cents"]),
        currency=str(row["currency"]),
        state=MoneyState(row["state"]),
        line_id=row["line_id"],
        units=units,
        leg=Leg(row["leg"]) if row["leg"] else None,
        method=PayMethod(row["method"]),
        source=PayoutSource(row["source"]),
        decision_id=row["decision_id"],
        claim_id=row["claim_id"],
        reference=str(row["reference"]),
        planned_at=to_instant(row["planned_at"]),
        submitted_at=to_instant(row["submitted_at"]),
        arrived_at=to_instant(row["arrived_at"]),
        confirmed_by_file=bool(row["confirmed_by_file"]),
        file_cents=row["file_cents"],
        tender=Tender(row["tender"]),
    )


def load_claim(row: Values) -> PlatformClaim:
    """The frozen claim of a row."""
    return PlatformClaim(
        id=int(row["id"]),
        claim_no=str(row["claim_no"]),
        order_no=str(row["order_no"]),
        status=str(row["status"]),
        remedy=Remedy(row["remedy"]) if row["remedy"] else None,
        remedy_text=str(row["remedy_text"]),
        reason=str(row["reason"]),
        amount_cents=row["amount_cents"],
        currency=str(row["currency"]),
        due_at=to_instant(row["due_at"]),
        due_owner=DueOwner(row["due_owner"]) if row["due_owner"] else None,
        applied_at=to_instant(row["applied_at"]),
        finished_at=to_instant(row["finished_at"]),
        goods_state=str(row["goods_state"]),
        return_courier=str(row["return_courier"]),
        return_tracking=str(row["return_tracking"]),
        intervention=str(row["intervention"]),
        status_known=bool(row["status_known"]),
        paid='"money":"arrived"' in str(row["facts"]),
    )


def load_evidence(read: Reader, row: Values) -> Evidence:
    """The frozen evidence of a row."""
    person = read.get(tables.Staff, row["staff_id"])
    words = read.personal_fields("evidence", int(row["id"]))
    return Evidence(
        id=int(row["id"]),
        ticket_id=int(row["ticket_id"]),
        code=f"E{row['code_number']}",
        sha256=str(row["sha256"]),
        media_type=str(row["media_type"]),
        size=int(row["size"]),
        original_name=str(row["original_name"]),
        kind=EvidenceKind(row["kind"]),
        party=Party(row["party"]),
        added_at=needed_instant(row["added_at"]),
        added_by=str(person["name"]) if person else "",
        captured_at=to_instant(row["captured_at"]),
        note=words.get("note", ""),
        derived_from=row["derived_from_id"],
        pinned=bool(row["pinned"]),
        withdrawn=bool(row["withdrawn"]),
        judgement=_judgement(str(row["judgement"])),
        why=words.get("judgement", ""),
    )


def _judgement(stored: str) -> Judgement:
    """A judgement of a newer program counts as none."""
    return Judgement(stored) if stored in set(Judgement) else Judgement.NOT_YET


def load_decision(read: Reader, row: Values) -> DecisionRecord:
    """The frozen decision of a row, as it was shown when it was made."""
    choices, breakdown = from_json(str(row["body"]))
    person = read.get(tables.Staff, row["staff_id"])
    words = read.personal_fields("decision", int(row["id"]))
    return DecisionRecord(
        id=int(row["id"]),
        round=int(row["round"]),
        remedy=Remedy(row["remedy"]),
        state=str(row["state"]),
        choices=choices,
        breakdown=breakdown,
        message=words.get("message", ""),
        decided_at=needed_instant(row["decided_at"]),
        decided_by=str(person["name"]) if person else "",
        liability=Liability(row["liability"]),
        freight_bearer=FreightBearer(row["freight_bearer"]),
        return_by=to_instant(row["return_by_at"]),
        valid_until=to_instant(row["valid_until_at"]),
        guard_reason=words.get("guard_reason", ""),
        channel=TalkChannel(row["channel"]) if row["channel"] else None,
        answered_at=to_instant(row["answered_at"]),
        agreed_before=bool(row["agreed"]),
        approved_by=_name(read, row["approved_by_id"]),
        approved_at=to_instant(row["approved_at"]),
        denial=words.get("denial", ""),
        needs=tuple(str(need) for need in parsed(str(row["needs"]))),
        rules=tuple(parsed(str(row["rule_versions"])).items()),
        payee=words.get("payee", ""),
        payee_name=words.get("payee_name", ""),
    )


def _name(read: Reader, staff_id: int | None) -> str:
    person = None if staff_id is None else read.get(tables.Staff, staff_id)
    return str(person["name"]) if person else ""


def load_ticket(read: Reader, row: Values) -> Ticket:
    """A whole ticket from its row. Raises `NotFound` when its shop or order is gone."""
    key = int(row["id"])
    shop_row = read.get(tables.Shop, row["shop_id"])
    order_row = read.get(tables.Order, row["order_id"])
    if shop_row is None or order_row is None:
        raise NotFound(
            _("{number} 的店铺或订单记录缺失。").format(number=row["number"]),
            _("请运行「校验数据」查看哪里损坏。"),
        )
    order = load_order(read, order_row)
    units = read.find(tables.TicketUnit, ticket_id=key)
    words = read.personal_fields("ticket", key)
    payouts = load_payouts(read, ticket_id=key)
    order_money = load_payouts(read, order_id=int(row["order_id"]))
    claims = tuple(load_claim(c) for c in read.find(tables.PlatformClaim, ticket_id=key))
    others = read.find(tables.Ticket, order_id=row["order_id"])
    facts = facts_of(read, row)
    return Ticket(
        id=key,
        number=str(row["number"]),
        version=int(row["version"]),
        shop=load_shop(read, shop_row),
        order=order,
        channel=Channel(row["channel"]),
        facts=facts,
        stage=Stage(row["stage"]),
        requested=Remedy(row["requested"]) if row["requested"] else None,
        requested_cents=row["requested_cents"],
        problem=ProblemClass(row["problem"]),
        platform_reason=str(row["platform_reason"]),
        true_reason=str(row["true_reason"]),
        buyer_words=words.get("buyer_words", ""),
        summary=words.get("summary", ""),
        liability=Liability(row["liability"]),
        liability_basis=str(row["liability_basis"]),
        buyer=order.buyer,
        lines=_ticket_lines(read, key, units),
        goods_in={
            Unit(int(u["line_id"]), int(u["ordinal"])): GoodsIn(u["goods_in"]) for u in units
        },
        claims=claims,
        decisions=tuple(load_decision(read, d) for d in read.find(tables.Decision, ticket_id=key)),
        payouts=payouts,
        order_money=order_money,
        evidence=tuple(
            load_evidence(read, e)
            for e in read.find(tables.Evidence, ticket_id=key, withdrawn=False)
        ),
        mismatches=mismatches_of(row, facts, claims, payouts, order, order_money),
        due_at=to_instant(row["due_at"]),
        buyer_due_at=to_instant(row["buyer_due_at"]),
        applied_at=needed_instant(row["applied_at"]),
        created_at=needed_instant(row["created_at"]),
        closed_at=to_instant(row["closed_at"]),
        follows_platform=bool(row["follows_platform"]),
        return_courier=str(row["return_courier"]),
        return_tracking=str(row["return_tracking"]),
        closing_summary=words.get("closing_summary", ""),
        reject_reason=RejectReason(row["reject_reason"]) if row["reject_reason"] else None,
        other_tickets=tuple(str(o["number"]) for o in others if o["id"] != key),
        counter_offers=load_counter_offers(read, key),
        dispatches=load_dispatches(read, key),
        repairs=load_repairs(read, key),
        charges=load_charges(read, ticket_id=key),
        obligations=load_obligations(read, key),
        inspections=load_inspections(read, key),
        other_costs=load_other_costs(read, key),
        recovered=load_recovered(read, key),
        cancel_reason=CancelReason(row["cancel_reason"]) if row["cancel_reason"] else None,
        cancel_note=_latest(words, "cancellation"),
        asked_for=_latest(words, "request"),
        asked_times=sum(1 for name in words if name.startswith("request:")),
        **load_case(read, row, words),
        notes=tuple(
            value for name, value in sorted(words.items()) if name.startswith("note:") and value
        ),
    )


def _latest(words: Mapping[str, str], name: str) -> str:
    """What was written the last time under a numbered name; empty when never."""
    found = sorted(field for field in words if field.startswith(f"{name}:"))
    return words[found[-1]] if found else ""


def _ticket_lines(read: Reader, ticket_id: int, units: list[Values]) -> tuple[TicketLine, ...]:
    found = []
    for row in read.find(tables.TicketLine, ticket_id=ticket_id):
        ordinals = tuple(
            int(u["ordinal"]) for u in units if u["line_id"] == row["line_id"] and u["ordinal"] > 0
        )
        found.append(TicketLine(int(row["line_id"]), ordinals, bool(row["quantity_known"])))
    return tuple(found)
