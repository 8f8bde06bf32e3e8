"""What was paid for an order: statements side by side, their conflict, the shares of the lines.

Each kind of file makes its own statement. While they agree the order has an amount; when they do
not, a person settles it, and nothing is decided from the lower or the zero value.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.history import Json, canonical
from app.domain.money import Money
from app.domain.order import ShareState
from app.domain.settlement import paid_shares
from app.i18n import _
from app.model.reading import Values
from app.model.tables import Order, OrderLine, OrderStatement
from app.model.writing import Write
from app.services.loading import load_order, order_lines

PERSON = "person"


def state_paid(
    write: Write, order_id: int, source: str, cents: int | None, detail: str, now: str
) -> bool:
    """Record what one source says was paid; returns whether it said something new."""
    known = write.one(OrderStatement, order_id=order_id, source=source)
    if known is not None:
        if known["paid_cents"] == cents and known["detail"] == detail:
            return False
        write.update(
            OrderStatement, int(known["id"]), paid_cents=cents, detail=detail, stated_at=now
        )
        return True
    write.insert(
        OrderStatement,
        order_id=order_id,
        source=source,
        paid_cents=cents,
        detail=detail,
        stated_at=now,
    )
    return True


def weigh(write: Write, order_id: int, quantity_reason: str = "") -> None:
    """Bring the order's amount, its conflict and its lines' shares in step with the statements.

    A share that is frozen (money has moved) stays; the disagreement then shows as a conflict.
    """
    order = write.get(Order, order_id)
    if order is None:
        raise LookupError(order_id)
    statements = write.find(OrderStatement, order_id=order_id)
    person = [s for s in statements if s["source"] == PERSON]
    if person:
        _set(write, order, int(person[-1]["paid_cents"]), "")
    else:
        reason = _disagreement(statements) or quantity_reason
        paid = next((s["paid_cents"] for s in statements if s["paid_cents"]), None)
        if reason:
            body = _conflict(statements, reason)
            _set(write, order, order["paid_cents"] or paid, body)
        else:
            zero = any(s["paid_cents"] == 0 for s in statements)
            _set(write, order, paid if paid is not None else (0 if zero else None), "")
    share(write, order_id)


def _set(write: Write, order: Values, paid: int | None, conflict: str) -> None:
    if order["paid_cents"] != paid or order["conflict"] != conflict:
        write.update(
            Order,
            int(order["id"]),
            paid_cents=paid,
            conflict=conflict,
            version=int(order["version"]) + 1,
        )


def _disagreement(statements: Iterable[Values]) -> str:
    said = {s["paid_cents"] for s in statements if s["paid_cents"] is not None}
    if len(said) < 2:
        return ""
    return _("不同文件写的实付金额不一样。")


def _conflict(statements: Iterable[Values], reason: str) -> str:
    said: list[Json] = [
        {"source": str(s["source"]), "cents": s["paid_cents"], "detail": str(s["detail"])}
        for s in statements
    ]
    return canonical({"statements": said, "reason": reason})


def share(write: Write, order_id: int) -> None:
    """Write the paid share of each line; frozen shares stay as they are."""
    row = write.get(Order, order_id)
    if row is None:
        raise LookupError(order_id)
    order = load_order(write, row)
    rows = {int(line["id"]): line for line in order_lines(write, order_id)}
    for line in paid_shares(order):
        known = rows[line.id]
        if known["share_frozen"]:
            continue
        wanted = {"paid_share_cents": line.paid_share_cents, "share_state": line.share_state.value}
        if any(known[name] != value for name, value in wanted.items()):
            write.update(OrderLine, line.id, **wanted)


def freeze_shares(write: Write, order_id: int) -> None:
    """From the first money move on, a share is what it was."""
    for line in order_lines(write, order_id):
        if not line["share_frozen"] and line["share_state"] != ShareState.UNKNOWN.value:
            write.update(OrderLine, int(line["id"]), share_frozen=True)


def settle_by_person(write: Write, order_id: int, paid_cents: int, now: str) -> None:
    """A person's word ends the conflict; why is for the caller's event to say."""
    order = write.get(Order, order_id) or {}
    state_paid(
        write,
        order_id,
        PERSON,
        paid_cents,
        _("人工核对：{paid}").format(paid=Money(paid_cents, str(order["currency"]))),
        now,
    )
    write.update(Order, order_id, paid_settled=True)
    weigh(write, order_id)


def quantity_reason(write: Write, order_id: int) -> str:
    """Order list and line list that disagree on the number of pieces: no share can be trusted."""
    order = write.get(Order, order_id) or {}
    lines = order_lines(write, order_id)
    counted = [line["quantity"] for line in lines]
    if order.get("total_quantity") is None or not counted or None in counted:
        return ""
    total = sum(int(quantity) for quantity in counted)
    if total == order["total_quantity"]:
        return ""
    return _("订单列表写 {a} 件，明细合计 {b} 件，实付金额不能确定。").format(
        a=order["total_quantity"], b=total
    )
