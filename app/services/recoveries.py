"""What is claimed back from couriers, suppliers and insurers: opened, filed, ended.

Nothing is opened by itself: the finding proposes, a person opens. What came back lowers the net
cost of the ticket and of its month.
"""

from __future__ import annotations

from datetime import datetime

from app.clock import local_day
from app.domain.deadlines import after
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.money import Money
from app.domain.recovery import RECOVERY_OPEN, RecoveryFrom, RecoveryState
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.fields import needed_instant, to_text
from app.model.reading import Reader, Values
from app.model.tables import Recovery, Shop
from app.services.calendar_reading import calendar_of
from app.services.rule_reading import rules_of
from app.services.verb import Moving, TicketVerbs

FILE_BY = "ours.recovery"
_FILE_WITHIN = Span(7, TimeUnit.NATURAL_DAYS)  # an unverified default where no rule says anything
_ENDED = frozenset(RecoveryState) - RECOVERY_OPEN
_WITHOUT_MONEY = frozenset({RecoveryState.REFUSED, RecoveryState.DROPPED})


class RecoveryService(TicketVerbs):
    """Verbs of recovery claims. The program never moves money: it keeps what others have paid."""

    def due_by(self, ticket: Ticket) -> datetime:
        """Until when (UTC) a claim opened now is to be filed, by the rule of the shop."""
        read = self._context.read()
        shop = read.get(Shop, ticket.shop.id) or {}
        return self._due(read, shop)

    def open_recovery(
        self,
        ticket_id: int,
        version: int | None,
        against: RecoveryFrom,
        cents: int,
        due_at: datetime | None = None,
        note: str = "",
    ) -> Ticket:
        """Open a claim over so many cents of the ticket's currency.

        `due_at` (UTC): until when to file it; None: as the shop's rule says. Raises `RuleViolation`
        for an amount that is none, a moment that has passed, or a second open claim on one party.
        """
        _demand_amount(cents)
        with self._moving(ticket_id, version, Verb.OPEN_RECOVERY) as moving:
            now = moving.write.author.at
            if due_at is not None and due_at <= now:
                raise RuleViolation(_("提交期限已经过了，请选以后的日子。"))
            _demand_no_other(moving, against)
            shop = moving.write.get(Shop, moving.row["shop_id"]) or {}
            due = to_text(due_at or self._due(moving.write, shop))
            key = moving.write.insert(
                Recovery,
                ticket_id=ticket_id,
                against=against.value,
                filed_cents=cents,
                recovered_cents=None,
                currency=str(moving.row["currency"]),
                due_at=due,
                state=RecoveryState.OPENED.value,
                opened_at=moving.now,
                filed_at=None,
                ended_at=None,
                reference="",
            )
            _say(moving, key, against.value, cents, note)
            moving.say(due_at=due, zone=moving.zone())
        return self._fresh(ticket_id)

    def file_recovery(
        self, ticket_id: int, version: int | None, recovery_id: int, cents: int, reference: str
    ) -> Ticket:
        """The other side has the claim now; `reference` is the number it is found by there."""
        _demand_amount(cents)
        if not reference.strip():
            raise RuleViolation(_("请填写对方的受理编号、邮件或工单号，以后查得到。"))
        with self._moving(ticket_id, version, Verb.FILE_RECOVERY) as moving:
            row = _one(moving, recovery_id, RecoveryState.OPENED)
            moving.write.update(
                Recovery,
                recovery_id,
                state=RecoveryState.FILED.value,
                filed_cents=cents,
                filed_at=moving.now,
                reference=reference.strip(),
            )
            _say(moving, recovery_id, str(row["against"]), cents)
            moving.say(reference=reference.strip())
            if row["due_at"] and moving.write.author.at > needed_instant(row["due_at"]):
                moving.say(late=True)
        return self._fresh(ticket_id)

    def end_recovery(
        self,
        ticket_id: int,
        version: int | None,
        recovery_id: int,
        state: RecoveryState,
        cents: int,
        note: str = "",
    ) -> Ticket:
        """How it ended. `cents` is what came back in the claim's currency.

        Raises `RuleViolation` where amount and outcome contradict each other, and for a refusal or
        a waiver without a reason.
        """
        with self._moving(ticket_id, version, Verb.END_RECOVERY) as moving:
            row = _one(moving, recovery_id, RecoveryState.OPENED, RecoveryState.FILED)
            _demand_outcome(row, state, cents, note)
            moving.write.update(
                Recovery,
                recovery_id,
                state=state.value,
                recovered_cents=cents or None,
                ended_at=moving.now,
            )
            _say(moving, recovery_id, str(row["against"]), cents, note)
            moving.say(state=state.value)
        return self._fresh(ticket_id)

    def _due(self, read: Reader, shop: Values) -> datetime:
        now = self._context.now()
        today = local_day(now, str(shop["zone"]))
        span = rules_of(read, shop, today).span(FILE_BY) or _FILE_WITHIN
        return after(now, span, calendar_of(read, shop))


def _demand_amount(cents: int) -> None:
    if cents <= 0:
        raise RuleViolation(_("追偿金额要大于 0。"))


def _demand_no_other(moving: Moving, against: RecoveryFrom) -> None:
    for row in moving.write.find(Recovery, ticket_id=moving.ticket_id, against=against.value):
        if RecoveryState(row["state"]) in RECOVERY_OPEN:
            raise RuleViolation(_("向同一方的追偿还没有结束，请在那一笔上继续。"))


def _demand_outcome(row: Values, state: RecoveryState, cents: int, note: str) -> None:
    if state not in _ENDED:
        raise RuleViolation(_("请选择追偿的结果。"))
    asked = row["filed_cents"]
    shown = Money(int(asked or 0), str(row["currency"]))
    if state in _WITHOUT_MONEY:
        if cents:
            raise RuleViolation(_("对方拒绝或放弃时没有追回金额；收到了钱请选「部分追回」。"))
        if not note.strip():
            raise RuleViolation(_("请写明对方为什么拒绝，或为什么放弃。"))
        return
    if cents <= 0:
        raise RuleViolation(_("请填写追回的金额。"))
    if state is RecoveryState.PARTLY and asked is not None and cents >= int(asked):
        raise RuleViolation(_("追回的不少于要求的 {asked}，请选「已追回」。").format(asked=shown))
    if state is RecoveryState.RECOVERED and asked is not None and cents < int(asked):
        raise RuleViolation(_("追回的少于要求的 {asked}，请选「部分追回」。").format(asked=shown))


def _one(moving: Moving, recovery_id: int, *states: RecoveryState) -> Values:
    row = moving.write.get(Recovery, recovery_id)
    if row is None or int(row["ticket_id"]) != moving.ticket_id:
        raise NotFound(_("找不到这笔追偿。"))
    if RecoveryState(row["state"]) not in states:
        raise RuleViolation(_("这笔追偿的状态已经变了，请重新查看。"))
    return row


def _say(moving: Moving, key: int, against: str, cents: int, note: str = "") -> None:
    moving.say(recovery=key, against=against, cents=cents, currency=str(moving.row["currency"]))
    if note.strip():
        moving.keep("recovery", key, "note", note.strip())
        moving.numbered_words("recovery", note.strip())
