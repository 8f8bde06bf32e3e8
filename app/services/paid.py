"""What was paid for an order: statements side by side, their conflict, the shares of the lines.

Each kind of file makes its own statement. While they agree the order has an amount; when they do
not, a person settles it, and nothing is decided from the lower or the zero value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.history import Json, canonical
from app.domain.money import Money
from app.domain.order import OrderLine as OrderLineData
from app.domain.order import ShareState
from app.domain.settlement import goods_paid, paid_shares
from app.i18n import _
from app.model.reading import Reader, Values
from app.model.tables import Order, OrderLine, OrderStatement
from app.model.writing import Write
from app.services.loading import load_conflict, load_order, order_lines

# Who made a statement, beside the importers of order files.
PERSON = "person"
TYPED = "typed"
FROM_CLAIM = "claim_file"
BEFORE = "before"  # not a statement of its own: the amount that counted when money moved


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


def weigh(write: Write, order_id: int) -> None:
    """Bring the order's amount, its conflict and its lines' shares in step with the statements.

    Whatever came first, the same statements give the same result. Once money has moved, a file
    that changes its own mind is a conflict too: shares are frozen and nothing is recomputed.
    """
    order = write.get(Order, order_id)
    if order is None:
        raise LookupError(order_id)
    said = sorted(write.find(OrderStatement, order_id=order_id), key=_trust)
    moved = money_moved(write, order_id)
    person = next((s for s in said if s["source"] == PERSON), None)
    if person is not None:
        _set(write, order, int(person["paid_cents"]), "")
    else:
        known = [s["paid_cents"] for s in said if s["paid_cents"] is not None]
        paid = next((cents for cents in known if cents), 0 if known else None)
        reason = _disagreement(said) or _quantity_reason(write, order)
        before = _frozen_amount(order) if moved else None
        if not reason and before is not None and paid != before:
            reason = _("已有退款或补偿之后，文件里的实付金额变了。")
            detail = _("退款或补偿时")
            said = [{"source": BEFORE, "paid_cents": before, "detail": detail}, *said]
            paid = before
        _set(write, order, paid, _conflict(said, reason) if reason else "")
    _share(write, order_id)
    if moved:
        freeze_shares(write, order_id)


def _trust(statement: Values) -> tuple[int, str]:
    """Order files before refund files before what staff typed; where all agree it is no matter."""
    source = str(statement["source"])
    return ({FROM_CLAIM: 1, TYPED: 2}.get(source, 0), source)


def money_moved(read: Reader, order_id: int) -> bool:
    """Whether any money row names this order, live or not: from then on its shares stand."""
    found = read.scalar(
        "SELECT 1 FROM payout WHERE order_id = ?1"
        " UNION ALL SELECT 1 FROM charge WHERE order_id = ?1 LIMIT 1",
        (order_id,),
    )
    return found is not None


def _frozen_amount(order: Values) -> int | None:
    """What the order was paid with when its money moved; None while files disagree anyway."""
    conflict = load_conflict(str(order["conflict"]))
    if conflict is None:
        return None if order["paid_cents"] is None else int(order["paid_cents"])
    return next((said.cents for said in conflict.statements if said.source == BEFORE), None)


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


def _share(write: Write, order_id: int) -> None:
    """Write the paid share of each line; what a file gave and what is frozen stays as it is."""
    row = write.get(Order, order_id)
    if row is None:
        raise LookupError(order_id)
    order = load_order(write, row)
    if goods_paid(order) is None:
        order = replace(order, lines=tuple(_without_estimate(line) for line in order.lines))
    rows = {int(line["id"]): line for line in order_lines(write, order_id)}
    for line in paid_shares(order):
        known = rows[line.id]
        if known["share_frozen"]:
            continue
        wanted = {"paid_share_cents": line.paid_share_cents, "share_state": line.share_state.value}
        if any(known[name] != value for name, value in wanted.items()):
            write.update(OrderLine, line.id, **wanted)


def _without_estimate(line: OrderLineData) -> OrderLineData:
    # An estimate made of an amount that is in doubt now is no estimate any more.
    if line.share_state is ShareState.ESTIMATED and not line.share_frozen:
        return replace(line, paid_share_cents=None, share_state=ShareState.UNKNOWN)
    return line


def freeze_shares(write: Write, order_id: int) -> None:
    """From the first money move on, a share is what it was."""
    for line in order_lines(write, order_id):
        if not line["share_frozen"] and line["share_state"] != ShareState.UNKNOWN.value:
            write.update(OrderLine, int(line["id"]), share_frozen=True)


def most_paid(write: Write, order_id: int) -> int | None:
    """The highest sum anybody or any price list speaks of, in cents; None when nothing does."""
    said = [
        int(s["paid_cents"])
        for s in write.find(OrderStatement, order_id=order_id)
        if s["paid_cents"] is not None and s["source"] != PERSON
    ]
    lines = order_lines(write, order_id)
    if lines and all(x["unit_price_cents"] is not None and x["quantity"] for x in lines):
        order = write.get(Order, order_id) or {}
        listed = sum(int(x["unit_price_cents"]) * int(x["quantity"]) for x in lines)
        said.append(listed + int(order.get("shipping_cents") or 0))
    # A zero says nothing of what may have been paid.
    return max((cents for cents in said if cents), default=None)


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


def _quantity_reason(read: Reader, order: Values) -> str:
    """Order list and line list that disagree on the number of pieces: no share can be trusted."""
    listed = order["total_quantity"]
    counted = [line["quantity"] for line in order_lines(read, int(order["id"]))]
    if listed is None or not counted or None in counted:
        return ""
    total = sum(int(quantity) for quantity in counted)
    if total == listed:
        return ""
    return _("订单列表写 {a} 件，明细合计 {b} 件，实付金额不能确定。").format(a=listed, b=total)
