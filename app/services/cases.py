"""What is known of a case, whose it is, and how it ends without a claim."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.access import Permission, may
from app.domain.assigning import Hand, is_hard, suggested
from app.domain.case import GRACE, AdviceResult, CaseDetails, CaseWords, LateGround, Urgency
from app.domain.case_fields import narrowed
from app.domain.case_json import details_of
from app.domain.drafts import IntakeDraft
from app.domain.drafts_case import CaseDraft, Twin
from app.domain.facts import Closing
from app.domain.history import Json
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_text
from app.services import case_rows
from app.services.beforehand import foretold
from app.services.loading import load_order
from app.services.people import load_people
from app.services.twins import twins_of
from app.services.verb import Moving, TicketVerbs


class CaseService(TicketVerbs):
    """What is known of a case, whose it is, and how it ends without a claim."""

    def set_case(self, ticket_id: int, version: int | None, draft: CaseDraft) -> Ticket:
        """Details learned later. What the class of problem does not ask for stays as it was.

        The draft says everything anew: a word that is missing in it stays, an empty one is
        removed. Who handles the ticket is `assign`'s. Raises `RuleViolation` for details that
        cannot be, for a change between enquiry and claim, and when nothing differs.
        """
        with self._moving(ticket_id, version, Verb.SET_CASE) as moving:
            case_rows.demand_same_side(moving.row, draft.problem)
            if not _write_case(moving, draft):
                raise RuleViolation(_("没有改动，不需要保存。"))
        return self._fresh(ticket_id)

    def convert(
        self,
        ticket_id: int,
        version: int | None,
        problem: ProblemClass,
        requested: Remedy | None,
        requested_cents: int | None,
        case: CaseDraft | None = None,
    ) -> Ticket:
        """An enquiry becomes a claim: what is wrong, what the buyer asks for (minor units).

        `case`: details learned in the same talk; its problem class is the one given here.
        """
        if problem is ProblemClass.ENQUIRY:
            raise RuleViolation(_("请选择问题类别；咨询不是售后申请。"))
        if requested_cents is not None and requested_cents < 0:
            raise RuleViolation(_("期望金额不能是负数。"))
        with self._moving(ticket_id, version, Verb.CONVERT) as moving:
            if case is not None:
                _write_case(moving, case, problem)
            moving.set(
                problem=problem.value,
                requested=requested.value if requested else "",
                requested_cents=requested_cents,
            )
            moving.say(
                problem=problem.value,
                requested=requested.value if requested else "",
                requested_cents=requested_cents,
                currency=str(moving.row["currency"]),
            )
        return self._fresh(ticket_id)

    def solved(
        self, ticket_id: int, version: int | None, advice: AdviceResult, summary: str
    ) -> Ticket:
        """End without a decision: a question answered, a difficulty explained away."""
        if not summary.strip():
            raise RuleViolation(_("请写一句结案说明：怎样答复的，买家怎么说。"))
        with self._moving(ticket_id, version, Verb.SOLVED) as moving:
            moving.set(closing=Closing.COMPLETED.value, closed_at=moving.now, advice=advice.value)
            moving.say(advice=advice.value)
            moving.words("closing_summary", summary.strip())
        return self._fresh(ticket_id)

    def late_claim(
        self, ticket_id: int, version: int | None, ground: LateGround, words: str
    ) -> Ticket:
        """Take a claim after its window: on what ground, and what shows it."""
        if not words.strip():
            raise RuleViolation(_("请写明依据，例如判决书编号、哪天答应过买家什么。"))
        with self._moving(ticket_id, version, Verb.LATE_CLAIM) as moving:
            if ground not in GRACE:
                # It makes the check pass, like a verdict somebody changes: the same people may.
                self._context.demand_verb(Verb.OVERRIDE_CHECK, str(moving.row["number"]))
            moving.set(late_ground=ground.value)
            moving.say(ground=ground.value)
            moving.numbered_words("late_claim", words.strip())
        return self._fresh(ticket_id)

    # ----------------------------------------------------------------------------- whose it is

    def assign(self, ticket_id: int, version: int | None, staff_id: int | None) -> Ticket:
        """Give the ticket to somebody; None: nobody has it. Raises for somebody who left."""
        with self._moving(ticket_id, version, Verb.ASSIGN) as moving:
            case_rows.demand_staff(moving.write, staff_id)
            if moving.row["assignee_id"] == staff_id:
                raise RuleViolation(_("已经是这样指派的。"))
            moving.say(staff=staff_id, before=moving.row["assignee_id"])
            moving.set(assignee_id=staff_id)
        return self._fresh(ticket_id)

    def hands(self) -> tuple[Hand, ...]:
        """Everybody active with the number of their open tickets, in the order they came."""
        read = self._context.read()
        rows = read.query(
            "SELECT assignee_id, count(*) FROM ticket WHERE is_open = 1"
            " AND assignee_id IS NOT NULL GROUP BY assignee_id"
        )
        load = {int(key): int(count) for key, count in rows}
        return tuple(
            Hand(one.id, one.name, one.roles, load.get(one.id, 0)) for one in load_people(read)
        )

    def suggest(
        self, details: CaseDetails | None = None, urgency: Urgency = Urgency.NORMAL
    ) -> Hand | None:
        """Who should take a case like this one; None while nobody may handle tickets."""
        return suggested(self.hands(), hard=is_hard(details or CaseDetails(), urgency))

    def may_handle(self, staff_id: int) -> bool:
        """Whether this person's roles carry the handling of tickets."""
        row = self._context.read().get(tables.Staff, staff_id)
        return row is not None and may(str(row["roles"]).split(","), Permission.HANDLE)

    # ------------------------------------------------------------------------- the same again

    def twins(
        self, subject: IntakeDraft | Ticket, pictures: Iterable[str] = ()
    ) -> tuple[Twin, ...]:
        """Other tickets that may be the same case, the likeliest first; a few milliseconds.

        `pictures`: fingerprints (SHA-256, hex) of files kept for a ticket that is not opened yet.
        """
        return twins_of(self._context.read(), subject, pictures)

    def foretold(
        self,
        order_id: int,
        line_ids: Collection[int],
        problem: ProblemClass,
        signed_on: date | None = None,
    ) -> tuple[str, ...]:
        """What the rules say of an order before there is a ticket, in sentences; decides nothing.

        `line_ids` empty: all of its goods. `signed_on`: the day the buyer names, for an order of
        which no file says when it was signed for. Raises `NotFound`.
        """
        read = self._context.read()
        row = read.get(tables.Order, order_id)
        shop = read.get(tables.Shop, row["shop_id"]) if row else None
        if row is None or shop is None:
            raise NotFound(_("找不到选中的订单。"))
        now = self._context.now()
        return foretold(read, shop, load_order(read, row), line_ids, problem, now, signed_on)


def _write_case(moving: Moving, draft: CaseDraft, problem: ProblemClass | None = None) -> bool:
    """Write the differences; the event says which fields, and old and new where that is no text."""
    write, row = moving.write, moving.row
    problem = problem or draft.problem
    before = details_of(str(row["details"]))
    after = case_rows.tidy(narrowed(problem, draft.details, before))
    order = write.get(tables.Order, row["order_id"]) or {}
    lines = write.find(tables.OrderLine, order_id=row["order_id"])
    case_rows.demand_details(after, {int(line["id"]): line["quantity"] for line in lines})
    case_rows.demand_days(after, write.author.at.astimezone(ZoneInfo(moving.zone())))
    changed = case_rows.changes_between(before, after)
    was: dict[str, Json] = {name: old for name, (old, _new) in changed.items()}
    now: dict[str, Json] = {name: new for name, (_old, new) in changed.items()}
    columns = case_rows.columns_of(replace(draft, details=after))
    if row["problem"] != problem.value:
        columns["problem"] = problem.value
        was["problem"], now["problem"] = str(row["problem"]), problem.value
    if int(row["urgency"]) != int(draft.urgency):
        was["urgency"], now["urgency"] = int(row["urgency"]), int(draft.urgency)
    at = to_text(case_rows.received_at(draft, order, write.author.at))
    if draft.received_at is not None and at != row["applied_at"]:
        if write.find(tables.PlatformClaim, ticket_id=moving.ticket_id):
            raise RuleViolation(_("申请时间来自平台文件，不能改。"))
        columns["applied_at"] = at
        was["applied_at"], now["applied_at"] = str(row["applied_at"]), at
    case_rows.demand_words(write, draft)
    said = _write_words(moving, draft)
    moving.set(**columns)
    moving.say(fields=[*now, *said], was=was, now=now, zone=moving.zone())
    return bool(now or said)


def _write_words(moving: Moving, draft: CaseDraft) -> list[str]:
    """Keep the words that differ; returns their names."""
    changed = []
    for name, text in case_rows.words_of(draft).items():
        if text == moving.write.personal("ticket", moving.ticket_id, name):
            continue
        changed.append(name)
        digest = moving.write.set_personal("ticket", moving.ticket_id, name, text)
        moving.say(**{f"{name}_digest": digest})
    if CaseWords.BUYER in changed and not draft.words[CaseWords.BUYER].strip():
        raise RuleViolation(_("买家的原话不能删空；记错了请改成买家真正说的话。"))
    return changed
