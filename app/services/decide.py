"""Deciding: the same pure settlement the dialog showed runs again inside the write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.approval import Need, approval_needs, approver_role
from app.domain.case_json import finding_json, finding_of
from app.domain.decisions import DecisionDraft, by_grace, by_remedy, to_json
from app.domain.evidence import SET_ASIDE
from app.domain.facts import FLAWED, GoodsIn, Offer, Review, Work
from app.domain.history import Json, canonical
from app.domain.remedy import Liability, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.domain.ticket import DecisionRecord, Ticket
from app.domain.workflow import VERB_OF_REMEDY, Verb
from app.domain.workflow.refusals import beside_agreement
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_text
from app.services.approvals import (
    author_standing,
    demand_approver,
    demand_other_person,
    standing_of,
)
from app.services.case_reading import rule_versions
from app.services.goods_rows import with_buyer_again
from app.services.granting import call_off, demand_promise, grant, supersede
from app.services.no_cards import demand_no_card
from app.services.rounds import (
    answer,
    decline,
    demand_allowed,
    demand_valid,
    latest_record,
    settled,
    settled_again,
)
from app.services.situation import situation_of
from app.services.verb import Moving, TicketVerbs


class DecideService(TicketVerbs):
    """Verbs of the decision, of its approval and of the buyer's answer."""

    def situation(self, ticket: Ticket) -> Situation:
        """What the settlement must know beside the order. Reads only what no ticket shows."""
        return situation_of(self._context.read(), ticket, self._context.now())

    def quote(self, ticket: Ticket, choices: Choices) -> Breakdown:
        """The calculation for these choices, as it would be stored now. Writes nothing."""
        return settle(ticket.order, ticket.order_money, choices, self.situation(ticket))

    def decide(self, draft: DecisionDraft) -> Ticket:
        """Store one round of decision; what was agreed is granted at once, unless it needs approval.

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
        choices = draft.choices
        with self._moving(
            draft.ticket_id, draft.ticket_version, _verb_of(choices.remedy), "decided"
        ) as moving:
            ticket, breakdown = settled(moving, choices, draft.true_reason, draft.platform_reason)
            demand_allowed(breakdown, draft.guard_reason)
            if choices.remedy is Remedy.REAPPLY and beside_agreement(moving.facts):
                _ask_beside(moving, draft, breakdown)
                return
            demand_promise(moving, choices)
            choices = by_grace(ticket, choices)
            draft = replace(draft, choices=choices)
            standing = standing_of(moving.write, self._context, ticket)
            needs = approval_needs(standing, choices, breakdown)
            state = _first_state(draft, needs)
            versions = rule_versions(moving.write, ticket)
            decision_id = self._store(moving, draft, breakdown, state, needs, versions)
            self._describe(moving, draft)
            _decided_again(moving, waits=bool(needs))
            if state is Offer.ACCEPTED:
                _grant(moving, ticket, decision_id, choices, breakdown)
            else:
                _put_forward(moving, state, choices)
            moving.say(
                remedy=choices.remedy.value,
                agreed=draft.agreed,
                refund=breakdown.refund_cents,
                compensation=breakdown.compensation_cents,
                freight=breakdown.freight_cents,
                damages=breakdown.damages_cents,
                charge=breakdown.charge_cents,
                waived=breakdown.waived_cents,
                currency=breakdown.currency,
            )
            if needs:
                moving.say(awaiting=approver_role(needs).value)
            if draft.channel is not None:
                moving.say(channel=draft.channel.value)

    def _store(
        self,
        moving: Moving,
        draft: DecisionDraft,
        breakdown: Breakdown,
        state: Offer,
        needs: tuple[Need, ...],
        versions: Mapping[str, str],
    ) -> int:
        write, choices = moving.write, draft.choices
        until = to_text(_valid_until(moving, draft, state))
        if until:
            moving.say(valid_until=until, zone=moving.zone())
        rounds = write.find(tables.Decision, ticket_id=moving.ticket_id)
        pinned: list[Json] = [
            f"E{e['code_number']}:{e['sha256']}"
            for e in write.find(tables.Evidence, ticket_id=moving.ticket_id, pinned=True)
            if not e["withdrawn"] and e["judgement"] not in SET_ASIDE
        ]
        decision_id = write.insert(
            tables.Decision,
            ticket_id=moving.ticket_id,
            round=len(rounds) + 1,
            remedy=choices.remedy.value,
            schema_version=by_remedy(choices.remedy).schema_version,
            body=to_json(choices, breakdown),
            state=state.value,
            refund_cents=breakdown.refund_cents,
            compensation_cents=breakdown.compensation_cents,
            freight_cents=breakdown.freight_cents,
            damages_cents=breakdown.damages_cents,
            charge_cents=breakdown.charge_cents,
            cost_cents=breakdown.cost_cents,
            currency=breakdown.currency,
            liability=choices.liability.value,
            freight_bearer=choices.freight_bearer.value,
            rule_versions=canonical(dict(versions)),
            pinned_evidence=canonical(pinned),
            return_by_at=to_text(draft.return_by),
            valid_until_at=until,
            intent_key=draft.intent_key,
            staff_id=write.author.staff_id,
            decided_at=moving.now,
            answered_at=moving.now if state is Offer.ACCEPTED else None,
            agreed=draft.agreed,
            channel=draft.channel.value if draft.channel else "",
            goodwill=choices.goodwill,
            needs=canonical([need.text for need in needs]),
        )
        personal = {
            "message": draft.message,
            "guard_reason": draft.guard_reason,
            "payee": draft.payee.strip(),
            "payee_name": draft.payee_name.strip(),
        }
        moving.say(decision=decision_id)
        # Where a transfer goes is an account the buyer gave for it; nothing else is.
        demand_no_card(write, (draft.message, draft.guard_reason))
        for name, value in personal.items():
            digest = write.set_personal("decision", decision_id, name, value)
            if digest:
                moving.say(**{f"{name}_digest": digest})
        return decision_id

    def _describe(self, moving: Moving, draft: DecisionDraft) -> None:
        moving.set(
            review=Review.ACCEPTED.value,
            confirmed_at=None,
            remedy=draft.choices.remedy.value,
            liability=draft.choices.liability.value,
            liability_marks=_marks(moving, draft.choices.liability),
            return_by_at=to_text(draft.return_by),
        )
        if draft.platform_reason.strip():
            moving.set(platform_reason=draft.platform_reason.strip())
        if draft.true_reason.strip():
            moving.set(true_reason=draft.true_reason.strip())

    def approve(self, ticket_id: int, version: int | None, note: str = "") -> Ticket:
        """Another person agrees: what was agreed with the buyer is granted, else it is offered now.

        The money is settled once more. Raises `NotAllowed` for the author and where the owner has
        to agree; `RuleViolation` when the amounts no longer hold.
        """
        with self._moving(ticket_id, version, Verb.APPROVE) as moving:
            record = self._awaiting(moving)
            ticket, breakdown = settled_again(moving, record)
            author = self._author_of(moving, record)
            standing = author_standing(moving.write, self._context, ticket, author)
            demand_approver(self._context, approval_needs(standing, record.choices, breakdown))
            state = Offer.ACCEPTED if record.agreed_before else Offer.OFFERED
            until = record.valid_until
            if state is Offer.OFFERED:
                until = until or self._context.now() + timedelta(hours=ticket.shop.offer_hours)
                demand_valid(until, self._context.now())
            moving.write.update(
                tables.Decision,
                record.id,
                state=state.value,
                approved_by_id=moving.write.author.staff_id,
                approved_at=moving.now,
                valid_until_at=to_text(until),
                answered_at=moving.now if state is Offer.ACCEPTED else None,
            )
            _decided_again(moving, waits=False)
            if state is Offer.ACCEPTED:
                _grant(moving, ticket, record.id, record.choices, breakdown)
            else:
                _put_forward(moving, state, record.choices)
            moving.say(decision=record.id, agreed=record.agreed_before)
            moving.numbered_words("approval", note.strip())
        return self._fresh(ticket_id)

    def deny(self, ticket_id: int, version: int | None, reason: str) -> Ticket:
        """Another person says no; a new decision is due. Raises `NotAllowed` for the author."""
        if not reason.strip():
            raise RuleViolation(_("请写明为什么不同意，提方案的人要据此修改。"))
        with self._moving(ticket_id, version, Verb.DENY) as moving:
            record = self._awaiting(moving)
            moving.write.update(
                tables.Decision,
                record.id,
                state=Offer.DENIED.value,
                approved_by_id=moving.write.author.staff_id,
                approved_at=moving.now,
            )
            moving.set(offer=Offer.DENIED.value)
            moving.say(
                decision=record.id,
                denial_digest=moving.write.set_personal(
                    "decision", record.id, "denial", reason.strip()
                ),
            )
            moving.numbered_words("denial", reason.strip())
        return self._fresh(ticket_id)

    def _awaiting(self, moving: Moving) -> DecisionRecord:
        """The round that waits for approval, looked at by somebody else than its author."""
        record = latest_record(moving)
        demand_other_person(self._context, self._author_of(moving, record))
        return record

    def _author_of(self, moving: Moving, record: DecisionRecord) -> int:
        row = moving.write.get(tables.Decision, record.id) or {}
        return int(row["staff_id"])

    def buyer_accepts(self, ticket_id: int, version: int | None) -> Ticket:
        """The buyer takes the offer. The money is settled once more: caps may have moved."""
        with self._moving(ticket_id, version, Verb.BUYER_ACCEPTS) as moving:
            record = latest_record(moving)
            demand_valid(record.valid_until, self._context.now())
            ticket, breakdown = settled_again(moving, record)
            answer(moving, record.id, Offer.ACCEPTED)
            _grant(moving, ticket, record.id, record.choices, breakdown)
            moving.say(decision=record.id)
        return self._fresh(ticket_id)

    def buyer_declines(self, ticket_id: int, version: int | None, words: str) -> Ticket:
        """The buyer refuses the offer; `words` are kept verbatim."""
        with self._moving(ticket_id, version, Verb.BUYER_DECLINES) as moving:
            decline(moving)
            moving.numbered_words("answer", words.strip())
        return self._fresh(ticket_id)

    def withdraw_offer(self, ticket_id: int, version: int | None, reason: str) -> Ticket:
        """Take an offer back before the goods are sent, with whatever of it is not done yet."""
        if not reason.strip():
            raise RuleViolation(_("请写明为什么撤回方案。"))
        with self._moving(ticket_id, version, Verb.WITHDRAW_OFFER) as moving:
            if call_off(moving):
                moving.set(offer=Offer.WITHDRAWN.value)
            moving.expect_nothing()
            moving.numbered_words("withdrawal", reason.strip())
        return self._fresh(ticket_id)


def _ask_beside(moving: Moving, draft: DecisionDraft, breakdown: Breakdown) -> None:
    """Ask for another application on the platform; what was agreed stands and goes on.

    It is no round of its own: that would take the place of the agreement it serves.
    """
    if breakdown.payouts:
        raise RuleViolation(_("已达成的方案还在办理，这里不能另外给钱；请等办完再定。"))
    wanted = draft.choices.reapply_remedy
    moving.kind = "reapply_asked"
    moving.say(remedy=wanted.value if wanted else "")
    moving.numbered_words("reapply", draft.message.strip())


def _verb_of(remedy: Remedy) -> Verb:
    """Raises `NotFound` for a remedy that cannot be decided here."""
    by_remedy(remedy)
    verb = VERB_OF_REMEDY.get(remedy)
    if verb is None:
        raise NotFound(_("这种处理方式还不能在这里作出。"))
    return verb


def _marks(moving: Moving, liability: Liability) -> str:
    """What the finding rests on; parts of a shared liability end with it."""
    row = moving.row
    found = finding_of(liability, str(row["liability_basis"]), str(row["liability_marks"]))
    return finding_json(found if liability is Liability.SHARED else replace(found, shares=()))


def _first_state(draft: DecisionDraft, needs: tuple[Need, ...]) -> Offer:
    if needs:
        return Offer.AWAITING_APPROVAL
    return Offer.ACCEPTED if draft.agreed else Offer.OFFERED


def _valid_until(moving: Moving, draft: DecisionDraft, state: Offer) -> datetime | None:
    """Until when the offer stands: as typed, else as the shop has set, from when it is made."""
    if draft.agreed:
        return None
    if draft.valid_until is not None:
        if draft.valid_until <= moving.write.author.at:
            raise RuleViolation(_("方案的有效期已经过了，请改成以后的时间。"))
        return draft.valid_until
    if state is Offer.AWAITING_APPROVAL:
        return None  # its time begins with the approval
    shop = moving.write.get(tables.Shop, moving.row["shop_id"]) or {}
    return moving.write.author.at + timedelta(hours=int(shop["offer_hours"]))


def _decided_again(moving: Moving, *, waits: bool) -> None:
    """A decision on flawed goods takes the place of what was granted before inspection.

    While it waits for approval nothing of the earlier agreement is touched.
    """
    if moving.facts.flawed and waits:
        return
    if moving.facts.flawed:
        supersede(moving)
    if any(state in FLAWED for state in moving.facts.goods_in):
        moving.set(flaws_settled=True)


def _put_forward(moving: Moving, state: Offer, choices: Choices) -> None:
    """An offer, or what waits to become one; the offer of a repair is its quote."""
    moving.set(offer=state.value)
    if choices.remedy is Remedy.REPAIR and state is Offer.OFFERED:
        moving.set(work=Work.QUOTED.value)


def _grant(
    moving: Moving, ticket: Ticket, decision_id: int, choices: Choices, breakdown: Breakdown
) -> None:
    moving.goods(dict.fromkeys(with_buyer_again(ticket), GoodsIn.GIVEN_BACK))
    grant(moving, decision_id, choices, breakdown)
