"""A real desk in a temporary folder, with short ways to what files, staff and buyers do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.clock import FixedClock
from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.drafts import ClaimedLine, InspectionResult, IntakeDraft, TypedLine
from app.domain.facts import Closing, GoodsIn, GoodsOut, Review
from app.domain.import_plan import ImportOutcome
from app.domain.imported import (
    ClaimFacts,
    FileKind,
    ImportedClaim,
    ImportedLine,
    ImportedOrder,
    ParsedFile,
)
from app.domain.order import Platform
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import Remedy
from app.domain.settlement.types import Choices, LineChoice
from app.domain.ticket import Ticket
from app.model.db import Database
from app.model.tables import PlatformClaim
from app.model.writing import Changes
from app.paths import Paths
from app.services import Services, build
from app.services.importing.plan import make_plan

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
SHIPPED = "卖家已发货，等待买家确认"
WAITING = ("买家已经申请退款，等待卖家同意", ClaimFacts(Review.NEW, closing=Closing.OPEN))
TO_BE_SENT = ("卖家已经同意退款，等待买家退货", ClaimFacts(Review.ACCEPTED, GoodsIn.TO_BE_SENT))
IN_TRANSIT = ("买家已经退货，等待卖家确认收货", ClaimFacts(Review.ACCEPTED, GoodsIn.IN_TRANSIT))
REFUSED = ("卖家拒绝退款", ClaimFacts(Review.REJECTED))
CLOSED = ("退款关闭", ClaimFacts(closing=Closing.CANCELLED))
PAID = ("退款成功", ClaimFacts(closing=Closing.COMPLETED, money=MoneyState.ARRIVED))

CUP = ImportedLine("MK-350-B", "手工陶瓷马克杯", "蓝釉 350ml", 2, 3900)
RUG = ImportedLine("DT-160-H", "北欧羊毛地毯", "160×230 灰", 1, 25800)
LAMP = ImportedLine("TD-09-W", "实木台灯", "白", 3, 3333)


def order(
    number: str,
    *lines: ImportedLine,
    paid: int | None = None,
    shipping: int | None = 0,
    **more: Any,
) -> ImportedOrder:
    """What an order file says of an order; `paid` includes shipping and defaults to the prices."""
    total = sum((line.unit_price_cents or 0) * (line.quantity or 0) for line in lines)
    values: dict[str, Any] = {
        "status": SHIPPED,
        "buyer_nickname": "墨染青山",
        "receiver": "林小满",
        "phone": "13812342209",
        "paid_cents": total + (shipping or 0) if paid is None else paid,
        "shipping_cents": shipping,
        "placed_at": NOON - timedelta(days=5),
        "paid_at": NOON - timedelta(days=5),
        "shipped_at": NOON - timedelta(days=4),
        "lines": lines or None,
    }
    return ImportedOrder(number, **(values | more))


def claim(
    number: str,
    order_no: str,
    line: ImportedLine | None = CUP,
    *,
    cents: int | None = 3900,
    status: tuple[str, ClaimFacts | None] = WAITING,
    remedy: Remedy | None = Remedy.RETURN_REFUND,
    **more: Any,
) -> ImportedClaim:
    """What a refund file says of a claim."""
    text, facts = status
    values: dict[str, Any] = {
        "remedy": remedy,
        "reason": "商品与描述不符",
        "amount_cents": cents,
        "status": text,
        "facts": facts,
        "applied_at": NOON - timedelta(hours=3),
        "sku": line.sku if line else None,
        "title": line.title if line else None,
    }
    if facts is not None and facts.closing in (Closing.COMPLETED, Closing.CANCELLED):
        values["finished_at"] = NOON - timedelta(hours=1)
    return ImportedClaim(number, order_no, **(values | more))


def file_of(
    *rows: ImportedOrder | ImportedClaim, name: str = "x.csv", importer: str = ""
) -> ParsedFile:
    """A parsed file of orders or of claims."""
    orders = tuple(row for row in rows if isinstance(row, ImportedOrder))
    claims = tuple(row for row in rows if isinstance(row, ImportedClaim))
    lists_lines = any(row.lines for row in orders)
    kind = FileKind.CLAIMS if claims else FileKind.ORDERS
    known = {FileKind.CLAIMS: "qianniu_refund_export", FileKind.ORDERS: "taobao_order_list"}
    return ParsedFile(
        path_name=name,
        sha256="0" * 64,
        importer_id=importer or known[kind],
        platform=Platform.TAOBAO,
        kind=FileKind.ORDER_LINES if lists_lines and importer else kind,
        encoding="utf-8",
        orders=orders,
        claims=claims,
        problems=(),
        rows_read=len(rows),
    )


class Bench:
    """One desk with one shop; 小周 acts, and the clock stands at noon of 2026-11-22."""

    def __init__(self, folder: Path, *, shop: bool = True) -> None:
        self.paths = Paths(folder)
        self.clock = FixedClock(NOON)
        folder.mkdir(parents=True, exist_ok=True)
        self.db = Database.open(self.paths.database)
        self.services: Services = build(self.db, self.paths, self.clock)
        self.services.staff.act_as("小周")
        self.shop_id = self.services.shops.create(Platform.TAOBAO, "云岚家居").id if shop else 0
        self.heard: list[Changes] = []
        self.db.listen(self.heard.append)
        self._keys = 0

    def close(self) -> None:
        self.db.close()

    def key(self) -> str:
        """An intent key nobody used before."""
        self._keys += 1
        return f"key-{self._keys}"

    # ------------------------------------------------------------------------------ files, calls

    def take(self, *rows: ImportedOrder | ImportedClaim) -> ImportOutcome:
        """Import one made-up file."""
        return self.take_files((file_of(*rows),))

    def take_files(self, files: Sequence[ParsedFile]) -> ImportOutcome:
        """Import parsed files together, through the same plan a person sees."""
        services = self.services
        plan = make_plan(self.db.read(), services.shops.all(), tuple(files), (), None)
        return services.importing.apply(plan)

    def claimed(self, claim_no: str) -> Ticket:
        """The ticket of a claim."""
        row = self.db.read().one(PlatformClaim, claim_no=claim_no)
        assert row is not None
        return self.services.tickets.get(int(row["ticket_id"]))

    def imported(
        self,
        number: str = "3300008641975230861",
        *lines: ImportedLine,
        status: tuple[str, ClaimFacts | None] = WAITING,
        cents: int | None = 3900,
        remedy: Remedy | None = Remedy.RETURN_REFUND,
        **more: Any,
    ) -> Ticket:
        """An order and one claim on its first line; returns the ticket."""
        lines = lines or (CUP,)
        self.take(order(number, *lines, **more))
        self.take(claim(f"C{number}", number, lines[0], cents=cents, status=status, remedy=remedy))
        return self.claimed(f"C{number}")

    def phoned(
        self,
        *,
        order_no: str = "",
        paid: int | None = 7800,
        shipping: int = 0,
        order_id: int | None = None,
        lines: Iterable[ClaimedLine] = (),
        typed: tuple[TypedLine, ...] = (
            TypedLine("手工陶瓷马克杯", quantity=2, unit_price_cents=3900),
        ),
        **more: Any,
    ) -> Ticket:
        """A ticket by hand, on a typed order unless `order_id` says otherwise."""
        return self.services.intake.new_ticket(
            IntakeDraft(
                self.shop_id,
                self.key(),
                order_id=order_id,
                order_number=order_no,
                typed_lines=() if order_id else typed,
                paid_cents=paid,
                shipping_cents=shipping,
                lines=tuple(lines),
                **more,
            )
        )

    # ------------------------------------------------------------------------------------- staff

    def fresh(self, ticket: Ticket) -> Ticket:
        return self.services.tickets.get(ticket.id)

    def choices(self, ticket: Ticket, remedy: Remedy, *lines: LineChoice, **more: Any) -> Choices:
        """What the dialog preselects, with the lines and fields given."""
        ticket = self.fresh(ticket)
        situation = self.services.decide.situation(ticket)
        chosen = by_remedy(remedy).draft_defaults(
            ticket.order, ticket.order_money, situation, Asked.of(ticket)
        )
        fields: dict[str, Any] = {"lines": lines, **more} if lines else more
        return replace(chosen, **fields)

    def draft(
        self,
        ticket: Ticket,
        remedy: Remedy,
        *lines: LineChoice,
        agreed: bool = True,
        **more: Any,
    ) -> DecisionDraft:
        """A decision as a dialog hands it over, with a reason for whatever asks for one."""
        return DecisionDraft(
            ticket.id,
            self.fresh(ticket).version,
            self.key(),
            self.choices(ticket, remedy, *lines, **more),
            message="您好，已为您办理。",
            guard_reason="已与买家核实",
            agreed=agreed,
        )

    def decide(
        self, ticket: Ticket, remedy: Remedy, *lines: LineChoice, agreed: bool = True, **more: Any
    ) -> Ticket:
        """Decide; agreed with the buyer unless said otherwise."""
        return self.services.decide.decide(
            self.draft(ticket, remedy, *lines, agreed=agreed, **more)
        )

    def due(self, ticket: Ticket, *states: MoneyState) -> tuple[int, ...]:
        """Ids of the ticket's money rows in these states."""
        return tuple(p.id for p in self.fresh(ticket).payouts if p.state in states)

    def pay(self, ticket: Ticket) -> Ticket:
        """Pay everything granted."""
        return self.services.payouts.pay(
            ticket.id,
            None,
            self.due(ticket, MoneyState.PLANNED, MoneyState.APPROVED),
            PayMethod.ORIGINAL,
            "",
            self.key(),
        )

    def arrive(self, ticket: Ticket) -> Ticket:
        """Everything paid has arrived."""
        return self.services.payouts.payment_arrived(
            ticket.id, None, self.due(ticket, MoneyState.SUBMITTED)
        )

    def paid_out(self, ticket: Ticket) -> Ticket:
        """Pay and arrive."""
        self.pay(ticket)
        return self.arrive(ticket)

    @contextlib.contextmanager
    def somebody(self, name: str, *roles: str) -> Iterator[None]:
        """Another person acts for a while, hired when new."""
        people = {person.name for person in self.services.staff.people()}
        if name not in people:
            self.services.staff.add(name, roles or ("agent",))
        before = self.services.staff.current
        self.services.staff.act_as(name)
        try:
            yield
        finally:
            if before is not None:
                self.services.staff.act_as(before.name)

    def back(self, ticket: Ticket, condition: GoodsIn = GoodsIn.SELLABLE) -> Ticket:
        """The goods come back and are found in this condition."""
        self.services.returns.return_sent(ticket.id, None, "中通", f"ZT{ticket.id}")
        self.services.returns.return_received(ticket.id, None)
        return self.inspect(ticket, condition)

    def parcel(self, ticket: Ticket, state: GoodsOut = GoodsOut.TO_SHIP) -> int:
        """The id of the ticket's parcel in this state."""
        return next(d.id for d in self.fresh(ticket).dispatches if d.state is state)

    def ship(self, ticket: Ticket, tracking: str = "SF1000") -> Ticket:
        """What waits to leave has left."""
        return self.services.dispatches.ship(ticket.id, None, self.parcel(ticket), "顺丰", tracking)

    def owed(self, ticket: Ticket) -> tuple[int, ...]:
        """Ids of what the buyer still owes."""
        charges = self.fresh(ticket).charges
        return tuple(c.id for c in charges if c.state is MoneyState.PLANNED)

    def inspect(
        self, ticket: Ticket, condition: GoodsIn = GoodsIn.SELLABLE, note: str = ""
    ) -> Ticket:
        """Every received piece is found in this condition."""
        here = [u for u, state in self.fresh(ticket).goods_in.items() if state is GoodsIn.RECEIVED]
        results = tuple(InspectionResult(u.line_id, u.ordinal, condition, note) for u in here)
        return self.services.returns.inspect(ticket.id, None, results)

    def faults(self) -> list[str]:
        """What `verify` finds, one line each."""
        return [f"{f.place}: {f.sentence}" for f in self.services.verify.run().faults]
