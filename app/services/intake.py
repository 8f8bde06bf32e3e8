"""A ticket by hand: a phone call, a walk-in, a message; with an imported order or a typed one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.access import Permission
from app.domain.case import ArrivedLine, CaseWords
from app.domain.case_fields import narrowed
from app.domain.drafts import IntakeDraft
from app.domain.drafts_case import CaseDraft
from app.domain.facts import GoodsIn
from app.domain.order import Order, OrderSource, Unit
from app.domain.ticket import Ticket
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_text
from app.model.reading import Values
from app.model.search import number_key
from app.model.writing import Write
from app.services import case_rows
from app.services.buyers import buyer_named
from app.services.context import Context
from app.services.loading import load_order, load_ticket, order_lines
from app.services.no_cards import demand_no_card
from app.services.opening import NewTicket, log_opened, open_ticket
from app.services.paid import TYPED, state_paid, weigh


class IntakeService:
    """Opens tickets by hand."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find_orders(
        self, text: str, shop_id: int | None = None, limit: int = 8
    ) -> tuple[Order, ...]:
        """Known orders whose number starts or ends with the text, or whose phone ends with it."""
        key = number_key(text)
        if len(key) < 3:
            return ()
        read = self._context.read()
        rows = read.query(
            "SELECT id FROM (SELECT id, shop_id FROM orders WHERE number >= ? AND number < ?"
            " UNION SELECT id, shop_id FROM orders WHERE number_reversed >= ?"
            " AND number_reversed < ?"
            " UNION SELECT id, shop_id FROM orders WHERE phone_tail = ?)"
            " WHERE ? IS NULL OR shop_id = ? ORDER BY id DESC LIMIT ?",
            (
                key,
                key + "\U0010ffff",
                key[::-1],
                key[::-1] + "\U0010ffff",
                key if len(key) == 4 else None,  # "" would be every order without a phone
                shop_id,
                shop_id,
                limit,
            ),
        )
        found = (read.get(tables.Order, int(row[0])) for row in rows)
        return tuple(load_order(read, row) for row in found if row is not None)

    def new_ticket(self, draft: IntakeDraft) -> Ticket:
        """Open a ticket. The same intent key opens one ticket only.

        Raises `RuleViolation` when a typed order lacks goods or says an impossible amount, for
        details that cannot be, and for a bank card number in the words.
        """
        with self._context.write() as write:
            self._context.demand(Permission.HANDLE, _("新建售后单"))
            # Asked inside the write: two clicks at once must not both find nothing.
            known = write.one(tables.Setting, key=f"intent:{draft.intent_key}")
            if known is not None:
                return self._load(int(known["value"]))
            shop = write.get(tables.Shop, draft.shop_id)
            if shop is None:
                raise NotFound(_("请先选择店铺。"))
            order = self._order(write, draft, shop)
            now = self._context.now()
            case = _case_of(write, draft, order)
            _demand(write, case, draft, order, now.astimezone(ZoneInfo(str(shop["zone"]))))
            received = case_rows.received_at(case, order, now)
            words = case_rows.words_of(case)
            ticket_id = open_ticket(
                write,
                NewTicket(
                    shop=shop,
                    order=order,
                    channel=draft.channel,
                    applied_at=received,
                    requested=draft.requested,
                    requested_cents=draft.requested_cents,
                    problem=draft.problem,
                    platform_reason=draft.platform_reason.strip(),
                    units=_units(write, draft, order),
                    words={name: text for name, text in words.items() if text},
                    facts={**case_rows.columns_of(case), "assignee_id": case.assignee_id},
                ),
                now,
            )
            write.insert(tables.Setting, key=f"intent:{draft.intent_key}", value=str(ticket_id))
            said = (
                {"received_at": to_text(received), "zone": str(shop["zone"])}
                if received != now
                else {}
            )
            log_opened(write, ticket_id, now, source="hand", channel=draft.channel.value, **said)
        return self._load(ticket_id)

    def _load(self, ticket_id: int) -> Ticket:
        read = self._context.read()
        row = read.get(tables.Ticket, ticket_id)
        if row is None:
            raise NotFound(_("找不到这张售后单。"))
        return load_ticket(read, row)

    def _order(self, write: Write, draft: IntakeDraft, shop: Values) -> Values:
        if draft.order_id is not None:
            row = write.get(tables.Order, draft.order_id)
            if row is None or row["shop_id"] != shop["id"]:
                raise NotFound(_("找不到选中的订单。"))
            return row
        return self._typed_order(write, draft, shop)

    def _typed_order(self, write: Write, draft: IntakeDraft, shop: Values) -> Values:
        """An order somebody typed: unverified, under the same caps."""
        number = number_key(draft.order_number)
        if not draft.typed_lines or not any(line.title.strip() for line in draft.typed_lines):
            raise RuleViolation(_("请至少填写一件商品的名称。"))
        if any(line.quantity < 1 for line in draft.typed_lines):
            raise RuleViolation(_("商品数量至少是 1。"))
        if any((line.unit_price_cents or 0) < 0 for line in draft.typed_lines):
            raise RuleViolation(_("单价不能是负数。"))
        if draft.shipping_cents < 0:
            raise RuleViolation(_("运费不能是负数。"))
        if draft.paid_cents is not None and draft.paid_cents < draft.shipping_cents:
            raise RuleViolation(_("实付金额不能小于其中的运费。"))
        if number and write.one(tables.Order, shop_id=shop["id"], number=number) is not None:
            raise RuleViolation(
                _("订单 {number} 已经在这里，请直接选它，不要另外录一份。").format(number=number)
            )
        if not number:
            # No number is ever invented: the row is told apart by the key of its form, and every
            # screen and paper says that the number is unknown.
            number = f"-{draft.intent_key}"
        now = self._context.now_text()
        order_id = write.insert(
            tables.Order,
            shop_id=shop["id"],
            buyer_id=buyer_named(write, int(shop["id"]), draft.nickname.strip(), now),
            number=number,
            number_reversed=number[::-1],
            source=OrderSource.TYPED.value,
            currency=shop["currency"],
            shipping_cents=draft.shipping_cents,
            phone_tail=draft.phone.strip()[-4:],
            created_at=now,
        )
        if draft.phone.strip():
            write.set_personal("order", order_id, "phone", draft.phone.strip())
        for position, line in enumerate(draft.typed_lines, start=1):
            write.insert(
                tables.OrderLine,
                order_id=order_id,
                position=position,
                sku=line.sku.strip(),
                title=line.title.strip(),
                variant=line.variant.strip(),
                quantity=line.quantity,
                unit_price_cents=line.unit_price_cents,
                source=TYPED,
            )
        if draft.paid_cents is not None:
            state_paid(write, order_id, TYPED, draft.paid_cents, _("人工录入"), now)
        weigh(write, order_id)
        row = write.get(tables.Order, order_id)
        if row is None:
            raise LookupError(order_id)
        return row


def _case_of(write: Write, draft: IntakeDraft, order: Values) -> CaseDraft:
    """The details of the form; buyer's words and summary stand beside them in the draft.

    Lines of a typed order have no ids yet: what arrived of them is told by their place, from 1.
    """
    case = draft.case or CaseDraft()
    said = {CaseWords.BUYER.value: draft.buyer_words, CaseWords.SUMMARY.value: draft.summary}
    details = case_rows.tidy(narrowed(draft.problem, case.details))
    if draft.order_id is None and details.arrived:
        rows = order_lines(write, int(order["id"]))
        ids = {int(row["position"]): int(row["id"]) for row in rows}
        arrived = tuple(
            ArrivedLine(ids.get(one.line_id, -1), one.received) for one in details.arrived
        )
        details = replace(details, arrived=arrived)
    return replace(case, problem=draft.problem, details=details, words={**case.words, **said})


def _demand(
    write: Write, case: CaseDraft, draft: IntakeDraft, order: Values, now: datetime
) -> None:
    """Raises `RuleViolation` for details that cannot be; `now` in the shop's zone."""
    lines = {int(line["id"]): line["quantity"] for line in order_lines(write, int(order["id"]))}
    case_rows.demand_details(case.details, lines)
    case_rows.demand_days(case.details, now)
    case_rows.demand_staff(write, case.assignee_id)
    known = (str(order["number"]), str(order["tracking"]))
    case_rows.demand_words(write, case, known)
    demand_no_card(write, (draft.nickname, draft.platform_reason), known)


def _units(write: Write, draft: IntakeDraft, order: Values) -> dict[Unit, GoodsIn]:
    """The claimed pieces: as chosen, else every piece of every line."""
    lines = {int(line["id"]): line for line in order_lines(write, int(order["id"]))}
    chosen = {line.line_id: line.ordinals for line in draft.lines} or dict.fromkeys(lines, ())
    units: dict[Unit, GoodsIn] = {}
    for line_id, ordinals in chosen.items():
        if line_id not in lines:
            raise NotFound(_("选中的商品不在这笔订单里。"))
        quantity = lines[line_id]["quantity"]
        if quantity is None:
            units[Unit(line_id, 0)] = GoodsIn.NOT_NEEDED
            continue
        for ordinal in ordinals or range(1, int(quantity) + 1):
            if not 1 <= ordinal <= int(quantity):
                raise RuleViolation(_("选中的件数超过了购买数量。"))
            units[Unit(line_id, ordinal)] = GoodsIn.NOT_NEEDED
    return units
