"""Recording what staff did with money. The program never moves any."""

from __future__ import annotations

from datetime import date

from app.domain.facts import Offer
from app.domain.labels import label
from app.domain.money import Money
from app.domain.money_state import LIVE
from app.domain.order import Unit
from app.domain.pay_methods import departs, fitting, needs_number, number_missing
from app.domain.payment import Leg as FreightLeg
from app.domain.payment import (
    MoneyClass,
    MoneyState,
    PayMethod,
    PlannedPayout,
    Tender,
    UnitAmount,
)
from app.domain.settlement import overdrawn
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.domain.workflow.refusals import pays_early
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.reading import Values
from app.model.tables import Order, Payout, PayoutUnit
from app.services.granting import end_round, nothing_is_left, supersede
from app.services.loading import load_order, load_payouts
from app.services.payout_rows import plan_payouts
from app.services.rounds import latest_round
from app.services.verb import Moving, TicketVerbs

_UNPAID = (MoneyState.PLANNED, MoneyState.APPROVED)


class PayoutService(TicketVerbs):
    """Verbs of money rows."""

    def pay(
        self,
        ticket_id: int,
        version: int | None,
        payout_ids: tuple[int, ...],
        method: PayMethod,
        reference: str,
        intent_key: str,
        guard_reason: str = "",
    ) -> Ticket:
        """Staff have paid these rows. A transfer needs its reference; one intent pays once.

        Paying before the goods are back and looked at, or another way than was decided, needs
        `guard_reason`, which is kept. Raises `RuleViolation` where the way does not fit a row:
        money is not paid with a coupon.
        """
        if needs_number(method) and not reference.strip():
            raise RuleViolation(number_missing(method))
        with self._context.write() as write:
            # Asked inside the write: two clicks at once must not both find nothing.
            done = write.one(Payout, intent_key=intent_key) if intent_key else None
            if done is not None:
                return self._fresh(int(done["ticket_id"]))
            with self._moving(ticket_id, version, Verb.PAY) as moving:
                early = pays_early(moving.facts)
                if early and not guard_reason.strip():
                    raise RuleViolation(
                        _("退货还没有收到并验完，先打款可能货款两失。"),
                        _("确实要先打款，请写明理由再确认一次。"),
                    )
                rows = _rows(moving, payout_ids, _UNPAID)
                _demand_fitting(rows, method, guard_reason)
                if early:
                    moving.say(early=True)
                moving.numbered_words(
                    "early_payment" if early else "payment_way", guard_reason.strip()
                )
                _demand_covered(moving)
                for row in rows:
                    moving.write.update(
                        Payout,
                        int(row["id"]),
                        state=MoneyState.SUBMITTED.value,
                        method=method.value,
                        reference=reference.strip(),
                        submitted_at=moving.now,
                        intent_key=intent_key,
                    )
                moving.say(**_spoken(rows), method=method.value, reference=reference.strip())
        return self._fresh(ticket_id)

    def payment_arrived(
        self,
        ticket_id: int,
        version: int | None,
        payout_ids: tuple[int, ...],
        arrived_on: date | None = None,
    ) -> Ticket:
        """The buyer has the money."""
        with self._moving(ticket_id, version, Verb.PAYMENT_ARRIVED) as moving:
            rows = _rows(moving, payout_ids, (MoneyState.SUBMITTED,))
            at = moving.noon(arrived_on, _("到账日期"))
            for row in rows:
                moving.write.update(
                    Payout, int(row["id"]), state=MoneyState.ARRIVED.value, arrived_at=at
                )
            moving.say(**_spoken(rows))
        return self._fresh(ticket_id)

    def payment_failed(
        self, ticket_id: int, version: int | None, payout_ids: tuple[int, ...], reason: str
    ) -> Ticket:
        """A payment did not go through: the row ends, and the same amount is due again."""
        if not reason.strip():
            raise RuleViolation(_("请写明打款失败的原因。"))
        with self._moving(ticket_id, version, Verb.PAYMENT_FAILED) as moving:
            rows = _rows(moving, payout_ids, (MoneyState.SUBMITTED,))
            for row in rows:
                moving.write.update(
                    Payout, int(row["id"]), state=MoneyState.FAILED.value, ended_at=moving.now
                )
                _plan_again(moving, row)
            moving.say(**_spoken(rows))
            moving.numbered_words("failure", reason.strip())
        return self._fresh(ticket_id)

    def reverse(
        self, ticket_id: int, version: int | None, payout_ids: tuple[int, ...], reason: str
    ) -> Ticket:
        """Money came back from the buyer: the row ends and frees exactly what it named."""
        if not reason.strip():
            raise RuleViolation(_("请写明冲回的原因和凭证。"))
        with self._moving(ticket_id, version, Verb.REVERSE) as moving:
            rows = _rows(moving, payout_ids, (MoneyState.SUBMITTED, MoneyState.ARRIVED))
            for row in rows:
                moving.write.update(
                    Payout, int(row["id"]), state=MoneyState.REVERSED.value, ended_at=moving.now
                )
            left = [
                r
                for r in moving.write.find(Payout, ticket_id=moving.ticket_id)
                if MoneyState(r["state"]) in (*_UNPAID, MoneyState.SUBMITTED, MoneyState.ARRIVED)
            ]
            if not left:
                moving.set(confirmed_at=None)
                if moving.row["offer"] == Offer.ACCEPTED.value:
                    _end_agreed_round(moving)
            elif _refund_is_gone(moving, rows):
                # Freight alone is not what was agreed: a new decision is due.
                moving.set(confirmed_at=None)
                supersede(moving, home_too=False)
                end_round(moving, int((latest_round(moving) or {})["id"]))
            moving.say(**_spoken(rows))
            moving.numbered_words("reversal", reason.strip())
        return self._fresh(ticket_id)


def _rows(
    moving: Moving, payout_ids: tuple[int, ...], states: tuple[MoneyState, ...]
) -> list[Values]:
    if not payout_ids:
        raise RuleViolation(_("请选择至少一笔款。"))
    rows = []
    for key in dict.fromkeys(payout_ids):
        row = moving.write.get(Payout, key)
        if row is None or row["ticket_id"] != moving.ticket_id:
            raise NotFound(_("找不到这笔款。"))
        if MoneyState(row["state"]) not in states:
            raise RuleViolation(
                _("{amount} 这笔款的状态已经变了，请重新查看。").format(
                    amount=Money(int(row["amount_cents"]), str(row["currency"]))
                )
            )
        rows.append(row)
    return rows


def _demand_fitting(rows: list[Values], method: PayMethod, reason: str) -> None:
    """Raises `RuleViolation` where a row is not paid so, or not without a reason."""
    for row in rows:
        decided, tender = PayMethod(row["method"]), Tender(row["tender"])
        amount = Money(int(row["amount_cents"]), str(row["currency"]))
        if method not in fitting(decided, tender):
            raise RuleViolation(
                _("{amount} 定的是「{decided}」，不能记成「{method}」。").format(
                    amount=amount, decided=label(decided), method=label(method)
                ),
                _("请按方案打款；要换一种给法，请先撤回方案再重新决定。"),
            )
        leg = FreightLeg(row["leg"]) if row["leg"] else None
        if departs(decided, tender, leg, method) and not reason.strip():
            raise RuleViolation(
                _("{amount} 定的是「{decided}」，现在要用「{method}」。").format(
                    amount=amount, decided=label(decided), method=label(method)
                ),
                _("确实要换一种打款方式，请写明理由再确认一次。"),
            )


def _refund_is_gone(moving: Moving, reversed_rows: list[Values]) -> bool:
    """Whether the agreed round has lost the price it refunded while something else of it lives."""
    latest = latest_round(moving)
    price = MoneyClass.PRICE_REFUND.value
    if latest is None or latest["state"] != Offer.ACCEPTED.value:
        return False
    of_round = moving.write.find(Payout, ticket_id=moving.ticket_id, decision_id=latest["id"])
    refunds = [row for row in of_round if row["money_class"] == price]
    gone = any(
        row["money_class"] == price and row["decision_id"] == latest["id"] for row in reversed_rows
    )
    return gone and not any(MoneyState(row["state"]) in LIVE for row in refunds)


def _end_agreed_round(moving: Moving) -> None:
    """Nothing is left of what was agreed: a new decision is due, unless somebody ends the ticket."""
    latest = latest_round(moving)
    if latest is None:
        moving.set(offer=Offer.NONE.value)
    elif nothing_is_left(moving, int(latest["id"])):
        end_round(moving, int(latest["id"]))


def _demand_covered(moving: Moving) -> None:
    """Raises `RuleViolation` when the platform has meanwhile paid what was granted here.

    A platform refund counts at once, so that what is still planned may no longer be covered by
    what the buyer paid; nothing is handed over until a person has looked.
    """
    order_id = int(moving.row["order_id"])
    row = moving.write.get(Order, order_id)
    if row is None:
        raise LookupError(order_id)
    over = overdrawn(load_order(moving.write, row), load_payouts(moving.write, order_id=order_id))
    if over:
        raise RuleViolation(
            _("不能打款：这笔订单已退和待退的合计超过了买家实付（{caps}）。").format(
                caps="、".join(label(cap.name) for cap in over)
            ),
            _("平台可能已经退过款；请核对后撤回方案，按剩余金额重新决定。"),
        )


def _spoken(rows: list[Values]) -> dict[str, int | str]:
    """What the event says of the rows: money is added up, points and coupons never with it."""
    money = [r for r in rows if r["tender"] == Tender.CASH.value] or rows[:1]
    return {
        "cents": sum(int(r["amount_cents"]) for r in money),
        "currency": str(money[0]["currency"]),
        "rows_count": len(rows),
    }


def _plan_again(moving: Moving, row: Values) -> None:
    units = tuple(
        UnitAmount(Unit(int(u["line_id"]), int(u["ordinal"])), int(u["amount_cents"]))
        for u in moving.write.find(PayoutUnit, payout_id=row["id"])
    )
    part = PlannedPayout(
        MoneyClass(row["money_class"]),
        int(row["amount_cents"]),
        row["line_id"],
        units,
        FreightLeg(row["leg"]) if row["leg"] else None,
        PayMethod(row["method"]),
        Tender(row["tender"]),
    )
    plan_payouts(
        moving.write,
        moving.ticket_id,
        int(row["order_id"]),
        row["decision_id"],
        (part,),
        str(row["currency"]),
        moving.now,
    )
