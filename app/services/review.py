"""Taking a ticket on, asking for what is missing, judging, refusing."""

from __future__ import annotations

from datetime import datetime

from app.clock import local_day
from app.domain.access import Role
from app.domain.case_json import finding_json
from app.domain.deadlines.arithmetic import after
from app.domain.facts import Closing, Review
from app.domain.labels import label
from app.domain.liability import Finding, problem_with
from app.domain.money import Money
from app.domain.remedy import Liability, ProblemClass, RejectReason
from app.domain.staff import Person
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import RuleViolation
from app.i18n import _
from app.model.fields import to_text
from app.model.tables import Order, Shop
from app.services.calendar_reading import calendar_of
from app.services.case_rows import demand_same_side
from app.services.contacts import ContactService
from app.services.granting import call_off
from app.services.importing.platform_money import recount
from app.services.paid import most_paid, settle_by_person
from app.services.people import load_people
from app.services.rule_reading import rules_of
from app.services.verb import Moving, TicketVerbs

LEADING = frozenset({Role.LEAD, Role.OWNER})


class ReviewService(TicketVerbs):
    """Verbs of the review."""

    def accept(self, ticket_id: int, version: int | None) -> Ticket:
        """Take the ticket on: 待受理 → 核实中."""
        with self._moving(ticket_id, version, Verb.ACCEPT) as moving:
            moving.set(review=Review.REVIEWING.value)
        return self._fresh(ticket_id)

    def request_info(
        self, ticket_id: int, version: int | None, items: str, until: datetime | None = None
    ) -> Ticket:
        """Ask the buyer for everything that is missing, in one message.

        `until` (aware): the buyer's limit; None leaves it open. Raises `RuleViolation` when
        nothing is asked for or the limit lies behind us.
        """
        if not items.strip():
            raise RuleViolation(_("请写明需要买家补充哪些资料，一次写全。"))
        with self._moving(ticket_id, version, Verb.REQUEST_INFO) as moving:
            if until is not None and until <= moving.write.author.at:
                raise RuleViolation(_("补充资料的期限已经过了，请改成以后的时间。"))
            asked = moving.write.personal_fields("ticket", moving.ticket_id)
            times = 1 + sum(1 for name in asked if name.startswith("request:"))
            moving.set(review=Review.NEED_INFO.value, info_due_at=to_text(until))
            moving.numbered_words("request", items.strip())
            moving.say(times=times)
            if until is not None:
                moving.say(until=to_text(until), zone=moving.zone())
        return self._fresh(ticket_id)

    def info_until(self, ticket: Ticket) -> datetime | None:
        """Until when (UTC) a buyer who is asked now may answer; None: the shop's rules name no limit.

        Counted by the rules that hold today, in the shop's own calendar.
        """
        read, now = self._context.read(), self._context.now()
        shop = read.get(Shop, ticket.shop.id)
        if shop is None:
            return None
        span = rules_of(read, shop, local_day(now, ticket.shop.zone)).span("ours.info")
        return after(now, span, calendar_of(read, shop)) if span is not None else None

    def info_received(self, ticket_id: int, version: int | None) -> Ticket:
        """The buyer has supplied it: back to review."""
        with self._moving(ticket_id, version, Verb.INFO_RECEIVED) as moving:
            moving.set(review=Review.REVIEWING.value, info_due_at=None)
        return self._fresh(ticket_id)

    def describe(
        self,
        ticket_id: int,
        version: int | None,
        problem: ProblemClass,
        true_reason: str,
        finding: Finding,
        summary: str,
        ask: int | None = None,
    ) -> Ticket:
        """Our own view of the case, beside what the platform says.

        `ask`: the id of a lead who is asked in the same transaction to say who is liable. Raises
        `RuleViolation` for a finding whose parts do not add up, a question beside a finding, and a
        change between enquiry and claim.
        """
        wrong = problem_with(finding)
        if wrong:
            raise RuleViolation(wrong)
        if ask is not None and finding.liability is not Liability.UNDETERMINED:
            raise RuleViolation(_("责任已经认定，不用再请主管判断。"))
        with self._context.write():
            with self._moving(ticket_id, version, Verb.SET_FACTS) as moving:
                demand_same_side(moving.row, problem)
                moving.set(
                    problem=problem.value,
                    true_reason=true_reason.strip(),
                    liability=finding.liability.value,
                    liability_basis=finding.text.strip(),
                    liability_marks=finding_json(finding),
                )
                moving.words("summary", summary.strip())
                moving.say(problem=problem.value, liability=finding.liability.value)
                _say_finding(moving, finding)
            if ask is not None:
                text = _("责任定不了，请判断由谁承担：{problem}。").format(problem=label(problem))
                ContactService(self._context).ask_colleague(ticket_id, None, ask, text)
        return self._fresh(ticket_id)

    def leads(self) -> tuple[Person, ...]:
        """Who may be asked for a finding: nobody where the acting person is a lead already."""
        acting = self._context.person
        if acting is None or LEADING & set(acting.roles):
            return ()
        return tuple(
            one
            for one in load_people(self._context.read())
            if LEADING & set(one.roles) and one.id != acting.id
        )

    def reject(
        self, ticket_id: int, version: int | None, reason: RejectReason, message: str
    ) -> Ticket:
        """Refuse, with a reason code and the sentence the buyer reads."""
        if not message.strip():
            raise RuleViolation(_("请写明给买家的拒绝说明。"))
        with self._moving(ticket_id, version, Verb.REJECT) as moving:
            call_off(moving)
            moving.expect_nothing()
            moving.set(
                review=Review.REJECTED.value,
                closing=Closing.REJECTED.value,
                reject_reason=reason.value,
                closed_at=moving.now,
            )
            moving.numbered_words("rejection", message.strip())
            moving.say(reason=reason.value)
        return self._fresh(ticket_id)

    def note(self, ticket_id: int, text: str) -> Ticket:
        """An internal note; possible at any stage."""
        if not text.strip():
            raise RuleViolation(_("备注还是空的。"))
        with self._moving(ticket_id, None, Verb.NOTE) as moving:
            moving.numbered_words("note", text.strip())
        return self._fresh(ticket_id)

    def settle_paid(
        self, ticket_id: int, version: int | None, paid_cents: int, reason: str
    ) -> Ticket:
        """A person says what was paid, where files disagree or none says it.

        `paid_cents` is in the order's currency and includes the shipping.
        """
        if paid_cents <= 0:
            raise RuleViolation(_("实付金额要大于 0。"))
        if not reason.strip():
            raise RuleViolation(_("请写明核对的依据，例如看了平台后台的哪一页。"))
        with self._moving(ticket_id, version, Verb.SETTLE_PAID) as moving:
            order_id = int(moving.row["order_id"])
            most = most_paid(moving.write, order_id)
            if most is not None and paid_cents > most:
                currency = str(moving.row["currency"])
                raise RuleViolation(
                    _("{paid} 比所有文件和商品标价都高（最高 {most}），没有写入。").format(
                        paid=Money(paid_cents, currency), most=Money(most, currency)
                    ),
                    _("请再看一遍平台后台；如果确实更高，先导入最新的订单文件。"),
                )
            settle_by_person(moving.write, order_id, paid_cents, moving.now)
            recount(moving.write, order_id, moving.now)
            order = moving.write.get(Order, order_id) or {}
            moving.say(paid=str(Money(paid_cents, str(order["currency"]))))
            moving.numbered_words("paid_reason", reason.strip())
        return self._fresh(ticket_id)


def _say_finding(moving: Moving, finding: Finding) -> None:
    """What the finding was weighed by, and the parts of a shared one."""
    if finding.basis:
        moving.say(basis=[one.value for one in finding.basis])
    if finding.shares:
        moving.say(shares=[[one.party.value, one.percent] for one in finding.shares])
    if finding.cause is not None:
        moving.say(cause=finding.cause.value)
