"""Deciding: the same pure settlement the dialog showed runs again inside the write."""

from __future__ import annotations

from app.domain.decisions import DecisionDraft, by_remedy, to_json
from app.domain.facts import GoodsIn, Offer, Review
from app.domain.history import Json, canonical
from app.domain.order import Unit
from app.domain.remedy import Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_text
from app.model.reading import Reader, Values
from app.services.loading import load_decision, load_ticket
from app.services.payout_rows import call_off, plan_payouts, withdraw_planned
from app.services.verb import Moving, TicketVerbs

_VERBS = {
    Remedy.REFUND_ONLY: Verb.DECIDE_REFUND_ONLY,
    Remedy.RETURN_REFUND: Verb.DECIDE_RETURN_REFUND,
    Remedy.COMPENSATION: Verb.DECIDE_COMPENSATION,
}


class DecideService(TicketVerbs):
    """Verbs of the decision and of the buyer's answer."""

    def situation(self, ticket: Ticket) -> Situation:
        """What the settlement must know beside the order. Reads only what no ticket shows."""
        return self._situation(self._context.read(), ticket)

    def _situation(self, read: Reader, ticket: Ticket) -> Situation:
        platform = next((c for c in ticket.claims if c.remedy is not None), None)
        return Situation(
            ticket_id=ticket.id,
            facts=ticket.facts,
            now=self._context.now(),
            goods_in=ticket.goods_in,
            requested_cents=ticket.requested_cents,
            platform_remedy=platform.remedy if platform else None,
            platform_reason=ticket.platform_reason,
            return_freight_cap_cents=ticket.shop.return_freight_cap_cents,
            avoided_freight_cents=ticket.shop.one_way_freight_cents,
            units_claimed_elsewhere=_claimed_elsewhere(read, ticket),
            zone=ticket.shop.zone,
        )

    def quote(self, ticket: Ticket, choices: Choices) -> Breakdown:
        """The calculation for these choices, as it would be stored now. Writes nothing."""
        return settle(ticket.order, ticket.order_money, choices, self.situation(ticket))

    def decide(self, draft: DecisionDraft) -> Ticket:
        """Store one round of decision; what was agreed is granted at once.

        The same intent key never decides twice: the second call returns the ticket as it is.
        Raises `RuleViolation` when a guard refuses or a needed reason is missing, `Stale` when
        the ticket changed since the dialog read it.
        """
        with self._context.write() as write:
            # Asked inside the write: two clicks at once must not both find nothing.
            done = write.one(tables.Decision, intent_key=draft.intent_key)
            if done is not None:
                return self._fresh(int(done["ticket_id"]))
            self._decide(draft)
        return self._fresh(draft.ticket_id)

    def _decide(self, draft: DecisionDraft) -> None:
        remedy = draft.choices.remedy
        with self._moving(
            draft.ticket_id, draft.ticket_version, _verb_of(remedy), "decided"
        ) as moving:
            self._replace_flawed(moving)
            ticket = load_ticket(moving.write, moving.row)
            breakdown = settle(
                ticket.order,
                ticket.order_money,
                draft.choices,
                self._situation(moving.write, ticket),
            )
            _demand_allowed(breakdown, draft.guard_reason)
            decision_id = self._store(moving, draft, breakdown)
            self._describe(moving, draft)
            if draft.agreed:
                self._grant(moving, decision_id, draft.choices, breakdown)
            else:
                moving.set(offer=Offer.OFFERED.value)
            moving.say(
                remedy=remedy.value,
                agreed=draft.agreed,
                refund=breakdown.refund_cents,
                compensation=breakdown.compensation_cents,
                freight=breakdown.freight_cents,
                currency=breakdown.currency,
            )

    def _replace_flawed(self, moving: Moving) -> None:
        """A decision on flawed goods takes the place of what was granted before inspection."""
        if moving.facts.flawed:
            withdraw_planned(moving)
            moving.set(flaws_settled=True)

    def _store(self, moving: Moving, draft: DecisionDraft, breakdown: Breakdown) -> int:
        write, choices = moving.write, draft.choices
        rounds = write.find(tables.Decision, ticket_id=moving.ticket_id)
        pinned: list[Json] = [
            f"E{e['code_number']}:{e['sha256']}"
            for e in write.find(tables.Evidence, ticket_id=moving.ticket_id, pinned=True)
        ]

        decision_id = write.insert(
            tables.Decision,
            ticket_id=moving.ticket_id,
            round=len(rounds) + 1,
            remedy=choices.remedy.value,
            schema_version=by_remedy(choices.remedy).schema_version,
            body=to_json(choices, breakdown),
            state=(Offer.ACCEPTED if draft.agreed else Offer.OFFERED).value,
            refund_cents=breakdown.refund_cents,
            compensation_cents=breakdown.compensation_cents,
            freight_cents=breakdown.freight_cents,
            cost_cents=breakdown.cost_cents,
            currency=breakdown.currency,
            liability=choices.liability.value,
            freight_bearer=choices.freight_bearer.value,
            pinned_evidence=canonical(pinned),
            return_by_at=to_text(draft.return_by),
            intent_key=draft.intent_key,
            staff_id=write.author.staff_id,
            decided_at=moving.now,
            answered_at=moving.now if draft.agreed else None,
        )
        moving.say(
            decision=decision_id,
            message_digest=write.set_personal("decision", decision_id, "message", draft.message),
            reason_digest=write.set_personal(
                "decision", decision_id, "guard_reason", draft.guard_reason
            ),
        )
        return decision_id

    def _describe(self, moving: Moving, draft: DecisionDraft) -> None:
        moving.set(
            review=Review.ACCEPTED.value,
            confirmed_at=None,
            remedy=draft.choices.remedy.value,
            liability=draft.choices.liability.value,
            return_by_at=to_text(draft.return_by),
        )
        if draft.platform_reason.strip():
            moving.set(platform_reason=draft.platform_reason.strip())
        if draft.true_reason.strip():
            moving.set(true_reason=draft.true_reason.strip())

    def _grant(
        self, moving: Moving, decision_id: int, choices: Choices, breakdown: Breakdown
    ) -> None:
        """The buyer agreed: money is planned, goods are expected where they must come back.

        What an earlier round granted and nobody handed over gives way: the caps counted without it.
        """
        withdraw_planned(moving)
        order_id = int(moving.row["order_id"])
        plan_payouts(
            moving.write,
            moving.ticket_id,
            order_id,
            decision_id,
            breakdown.payouts,
            breakdown.currency,
            moving.now,
        )
        moving.set(offer=Offer.ACCEPTED.value)
        if by_remedy(choices.remedy).goods_come_back:
            _expect(moving, _units_of(choices))

    def buyer_accepts(self, ticket_id: int, version: int | None) -> Ticket:
        """The buyer takes the offer. The money is settled once more: caps may have moved."""
        with self._moving(ticket_id, version, Verb.BUYER_ACCEPTS) as moving:
            row = _latest(moving)
            record = load_decision(moving.write, row)
            ticket = load_ticket(moving.write, moving.row)
            breakdown = settle(
                ticket.order,
                ticket.order_money,
                record.choices,
                self._situation(moving.write, ticket),
            )
            _demand_allowed(breakdown, record.guard_reason)
            if breakdown.payouts != record.breakdown.payouts:
                raise RuleViolation(
                    _("方案的金额已经不再成立：提出后这笔订单又有别的退款或补偿。"),
                    _("请撤回这个方案，按现在的可退金额重新提出。"),
                )
            self._answer(moving, record.id, Offer.ACCEPTED)
            self._grant(moving, record.id, record.choices, record.breakdown)
            moving.say(decision=record.id)
        return self._fresh(ticket_id)

    def buyer_declines(self, ticket_id: int, version: int | None, words: str) -> Ticket:
        """The buyer refuses the offer; `words` are kept verbatim."""
        with self._moving(ticket_id, version, Verb.BUYER_DECLINES) as moving:
            record = _latest(moving)
            self._answer(moving, int(record["id"]), Offer.DECLINED)
            moving.set(offer=Offer.DECLINED.value)
            moving.say(decision=int(record["id"]))
            moving.numbered_words("answer", words.strip())
        return self._fresh(ticket_id)

    def withdraw_offer(self, ticket_id: int, version: int | None, reason: str) -> Ticket:
        """Take an offer back before the goods are sent, with whatever of it is not paid yet."""
        if not reason.strip():
            raise RuleViolation(_("请写明为什么撤回方案。"))
        with self._moving(ticket_id, version, Verb.WITHDRAW_OFFER) as moving:
            if call_off(moving):
                moving.set(offer=Offer.WITHDRAWN.value)
                moving.expect_nothing()
            moving.numbered_words("withdrawal", reason.strip())
        return self._fresh(ticket_id)

    def _answer(self, moving: Moving, decision_id: int, state: Offer) -> None:
        moving.write.update(tables.Decision, decision_id, state=state.value, answered_at=moving.now)


def _verb_of(remedy: Remedy) -> Verb:
    """Raises `NotFound` for a remedy that cannot be decided here."""
    by_remedy(remedy)
    verb = _VERBS.get(remedy)
    if verb is None:
        raise NotFound(_("这种处理方式还不能在这里作出。"))
    return verb


def _latest(moving: Moving) -> Values:
    rows = moving.write.find(tables.Decision, ticket_id=moving.ticket_id)
    if not rows:
        raise RuleViolation(_("还没有方案。"))
    return rows[-1]


def _demand_allowed(breakdown: Breakdown, reason: str) -> None:
    """Raises `RuleViolation` with every sentence that stops the decision."""
    if breakdown.refused:
        raise RuleViolation("；".join(guard.text for guard in breakdown.refused))
    if breakdown.to_confirm and not reason.strip():
        first = breakdown.to_confirm[0].text
        raise RuleViolation(
            _("需要写明理由才能确认：{text}").format(text=first), _("请在确认框里写上理由。")
        )


def _units_of(choices: Choices) -> tuple[Unit, ...]:
    units: list[Unit] = []
    for line in choices.lines:
        if line.line_id is None:
            continue
        if line.ordinals:
            units.extend(Unit(line.line_id, ordinal) for ordinal in line.ordinals)
        elif line.amount_cents:
            units.append(Unit(line.line_id, 0))
    return tuple(units)


def _expect(moving: Moving, units: tuple[Unit, ...]) -> None:
    """These units must come back; what is already here or on its way stays as it is."""
    known = moving.units()
    for unit in units:
        if unit not in known:
            _claim_line(moving, unit)
            moving.write.insert(
                tables.TicketUnit,
                ticket_id=moving.ticket_id,
                line_id=unit.line_id,
                ordinal=unit.ordinal,
                goods_in=_to_come(known.get(Unit(unit.line_id, 0))).value,
            )
    moving.goods({unit: _to_come(known[unit]) for unit in units if unit in known})
    for line_id in {unit.line_id for unit in units if unit.ordinal}:
        _drop_stand_in(moving, line_id)


def _to_come(state: GoodsIn | None) -> GoodsIn:
    return GoodsIn.TO_BE_SENT if state in (None, GoodsIn.NOT_NEEDED) else state


def _claim_line(moving: Moving, unit: Unit) -> None:
    write, key = moving.write, moving.ticket_id
    if write.one(tables.TicketLine, ticket_id=key, line_id=unit.line_id) is None:
        write.insert(
            tables.TicketLine,
            ticket_id=key,
            line_id=unit.line_id,
            quantity_known=unit.ordinal > 0,
        )


def _drop_stand_in(moving: Moving, line_id: int) -> None:
    """Once pieces are named, the row that stood for "some of this line" says nothing more."""
    write, key = moving.write, moving.ticket_id
    row = write.one(tables.TicketUnit, ticket_id=key, line_id=line_id, ordinal=0)
    if row is None:
        return
    write.delete(tables.TicketUnit, int(row["id"]))
    claimed = write.one(tables.TicketLine, ticket_id=key, line_id=line_id)
    if claimed is not None:
        write.update(tables.TicketLine, int(claimed["id"]), quantity_known=True)


def _claimed_elsewhere(read: Reader, ticket: Ticket) -> frozenset[Unit]:
    """Units that other open tickets of the same order claim and have not been paid for."""
    rows = read.query(
        "SELECT u.line_id, u.ordinal FROM ticket_unit u JOIN ticket t ON t.id = u.ticket_id"
        " WHERE t.order_id = ? AND t.id <> ? AND t.is_open = 1",
        (ticket.order.id, ticket.id),
    )
    return frozenset(Unit(int(line), int(ordinal)) for line, ordinal in rows)
