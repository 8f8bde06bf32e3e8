"""Money the buyer owes: it has arrived, or it is waived."""

from __future__ import annotations

from app.domain.money import Money
from app.domain.payment import MoneyState
from app.domain.settlement import overdrawn
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.reading import Values
from app.model.tables import Charge, Decision, Dispatch, Order
from app.services.charge_rows import plan_charge_again
from app.services.held import counted_in, due_back
from app.services.loading import load_order, load_payouts
from app.services.paid import freeze_shares
from app.services.verb import Moving, TicketVerbs


class ChargeService(TicketVerbs):
    """Verbs of charges. The program never moves money: it keeps what staff have seen arrive."""

    def arrived(
        self,
        ticket_id: int,
        version: int | None,
        charge_ids: tuple[int, ...],
        reference: str,
        intent_key: str,
    ) -> Ticket:
        """The buyer has paid. The units the charge is bound to are worth that much more.

        A reference is needed; one intent takes a charge as paid once.
        """
        if not reference.strip():
            raise RuleViolation(_("请填写收款凭证号（转账单号、补差订单号或收据号）。"))
        with self._context.write() as write:
            # Asked inside the write: two clicks at once must not both find nothing.
            known = [write.get(Charge, key) for key in charge_ids] if intent_key else []
            if known and all(row is not None and row["intent_key"] == intent_key for row in known):
                return self._fresh(ticket_id)
            with self._moving(ticket_id, version, Verb.CHARGE_ARRIVED) as moving:
                rows = _rows(moving, charge_ids)
                for row in rows:
                    moving.write.update(
                        Charge,
                        int(row["id"]),
                        state=MoneyState.ARRIVED.value,
                        reference=reference.strip(),
                        arrived_at=moving.now,
                        intent_key=intent_key,
                    )
                freeze_shares(moving.write, int(moving.row["order_id"]))
                moving.say(**_spoken(rows), reference=reference.strip())
        return self._fresh(ticket_id)

    def waive(
        self, ticket_id: int, version: int | None, charge_ids: tuple[int, ...], reason: str
    ) -> Ticket:
        """The buyer need not pay; the units stay worth what was paid for them."""
        if not reason.strip():
            raise RuleViolation(_("请写明为什么免收。"))
        with self._moving(ticket_id, version, Verb.CHARGE_WAIVED) as moving:
            rows = _rows(moving, charge_ids)
            for row in rows:
                moving.write.update(
                    Charge,
                    int(row["id"]),
                    state=MoneyState.WITHDRAWN.value,
                    ended_at=moving.now,
                )
            moving.say(**_spoken(rows))
            moving.numbered_words("waiver", reason.strip())
        return self._fresh(ticket_id)

    def returned(
        self,
        ticket_id: int,
        version: int | None,
        charge_ids: tuple[int, ...],
        reference: str,
        reason: str,
    ) -> Ticket:
        """The buyer has the money back, or it had never come: the units lose that worth again.

        While the agreement it belongs to stands, the same is owed again; it may then be waived.
        Refused where a later refund or exchange has reckoned with it already.
        """
        if not reference.strip():
            raise RuleViolation(_("请填写退还的凭证号（转账单号、退款单号或收据号）。"))
        if not reason.strip():
            raise RuleViolation(_("请写明为什么退还。"))
        with self._moving(ticket_id, version, Verb.CHARGE_RETURNED) as moving:
            rows = _rows(moving, charge_ids, MoneyState.ARRIVED)
            rounds = moving.write.find(Decision, ticket_id=ticket_id)
            parcels = moving.write.find(Dispatch, ticket_id=ticket_id)
            for row in rows:
                if counted_in(moving.write, row, rounds):
                    raise RuleViolation(_("后来的退款或换货已经算进了这笔补款，不能再单独退还。"))
                moving.write.update(
                    Charge,
                    int(row["id"]),
                    state=MoneyState.REVERSED.value,
                    ended_at=moving.now,
                )
                if not due_back(moving.write, row, rounds, parcels):
                    plan_charge_again(moving, row)
                    moving.say(again=True)
            _demand_covered(moving)
            moving.set(confirmed_at=None)
            moving.say(**_spoken(rows), reference=reference.strip())
            moving.numbered_words("charge_return", reason.strip())
        return self._fresh(ticket_id)


def _demand_covered(moving: Moving) -> None:
    """Raises `RuleViolation` when what was refunded already needs the money that would go back."""
    order_id = int(moving.row["order_id"])
    row = moving.write.get(Order, order_id) or {}
    if overdrawn(load_order(moving.write, row), load_payouts(moving.write, order_id=order_id)):
        raise RuleViolation(
            _("这笔补款已经随退款退给买家了，再退就超过了买家实付。"),
            _("如果退款有误，请先冲回退款。"),
        )


def _rows(
    moving: Moving, charge_ids: tuple[int, ...], state: MoneyState = MoneyState.PLANNED
) -> list[Values]:
    if not charge_ids:
        raise RuleViolation(_("请选择至少一笔补款。"))
    rows = []
    for key in dict.fromkeys(charge_ids):
        row = moving.write.get(Charge, key)
        if row is None or row["ticket_id"] != moving.ticket_id:
            raise NotFound(_("找不到这笔补款。"))
        if row["state"] != state.value:
            raise RuleViolation(
                _("{amount} 这笔补款的状态已经变了，请重新查看。").format(
                    amount=Money(int(row["amount_cents"]), str(row["currency"]))
                )
            )
        rows.append(row)
    return rows


def _spoken(rows: list[Values]) -> dict[str, int | str]:
    return {
        "cents": sum(int(row["amount_cents"]) for row in rows),
        "currency": str(rows[0]["currency"]),
        "reason": str(rows[0]["reason"]),
    }
