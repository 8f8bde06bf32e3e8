"""Taking a ticket on, asking for what is missing, judging, refusing."""

from __future__ import annotations

from datetime import datetime

from app.domain.facts import Closing, Review
from app.domain.money import Money
from app.domain.remedy import Liability, ProblemClass, RejectReason
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import RuleViolation
from app.i18n import _
from app.model.fields import to_text
from app.model.tables import Order
from app.services.granting import call_off
from app.services.importing.platform_money import recount
from app.services.paid import most_paid, settle_by_person
from app.services.verb import TicketVerbs


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
        liability: Liability,
        liability_basis: str,
        summary: str,
    ) -> Ticket:
        """Our own view of the case, beside what the platform says."""
        with self._moving(ticket_id, version, Verb.SET_FACTS) as moving:
            moving.set(
                problem=problem.value,
                true_reason=true_reason.strip(),
                liability=liability.value,
                liability_basis=liability_basis.strip(),
            )
            moving.words("summary", summary.strip())
            moving.say(problem=problem.value, liability=liability.value)
        return self._fresh(ticket_id)

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
