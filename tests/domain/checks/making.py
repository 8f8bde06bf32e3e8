"""Cases for the tables: a ticket on one order, under the rules that ship for a platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.case import CaseDetails
from app.domain.checks import Case, CheckFinding
from app.domain.checks.reviewing import CHECKS
from app.domain.deadlines.calendar import WorkCalendar
from app.domain.deadlines.span import TimeUnit
from app.domain.evidence import Evidence, EvidenceKind, Judgement, Party
from app.domain.facts import Facts, Stage
from app.domain.order import (
    Buyer,
    Order,
    OrderLine,
    OrderSource,
    Platform,
    ShareState,
    Shop,
    Unit,
)
from app.domain.payment import MoneyClass, MoneyState, Payout, UnitAmount
from app.domain.remedy import Channel, Liability, ProblemClass, Remedy
from app.domain.rulepack import GoodsPolicy, Mark, Rules, RuleValue, resolve
from app.domain.rulepack.values import Scalar
from app.domain.ticket import PlatformClaim, Ticket, TicketLine
from app.services.rule_files import chain

ZONE = ZoneInfo("Asia/Shanghai")
YEAR = 2026


def at(text: str) -> datetime:
    """`6/3`, `6/3 14:05`, `2025/6/3`: noon where no time is given, in the shop's zone."""
    day, _blank, clock = text.partition(" ")
    numbers = [int(part) for part in day.split("/")]
    year, month, of_month = numbers if len(numbers) == 3 else (YEAR, *numbers)
    hour, minute = (int(part) for part in (clock or "12:00").split(":"))
    return datetime(year, month, of_month, hour, minute, tzinfo=ZONE).astimezone(UTC)


def on(text: str) -> date:
    """The day of `at`."""
    return at(text).astimezone(ZONE).date()


@lru_cache(maxsize=256)
def rules(platform: str, day: date, own: tuple[tuple[str, str, Scalar, str], ...] = ()) -> Rules:
    """What ships for a platform on a day; `own` are the shop's changes: key, goods, value, unit."""
    values = tuple(
        RuleValue(
            key,
            value,
            Mark.OWN,
            "本店规定",
            day,
            TimeUnit(unit) if unit else None,
            category=category,
        )
        for key, category, value, unit in own
    )
    return resolve(chain(platform), values, {}, day)


def line(
    line_id: int = 1,
    *,
    quantity: int | None = 1,
    share: int | None = 10_000,
    title: str = "",
    gift: bool = False,
) -> OrderLine:
    return OrderLine(
        line_id,
        line_id,
        sku=f"SKU-{line_id}",
        title=title or f"商品{line_id}",
        quantity=quantity,
        unit_price_cents=share,
        paid_share_cents=share,
        share_state=ShareState.UNKNOWN if share is None else ShareState.FROM_FILE,
        gift=gift,
    )


def policy(**said: Any) -> GoodsPolicy:
    """What the shop says of the first line's goods."""
    return GoodsPolicy(1, 1, "SKU-1", **said)


def paid_before(cents: int, *, ticket: int = 2, given: bool = False, **more: Any) -> Payout:
    """Money another ticket of the order gave: a refund, or a compensation."""
    kind = MoneyClass.COMPENSATION if given else MoneyClass.PRICE_REFUND
    values: dict[str, Any] = {"line_id": 1, **more}
    return Payout(9, ticket, 1, kind, cents, "CNY", MoneyState.ARRIVED, **values)


def of_units(cents: int, *ordinals: int) -> Payout:
    """A refund of named pieces of the first line by another ticket."""
    parts = tuple(UnitAmount(Unit(1, k), cents // len(ordinals)) for k in ordinals)
    return paid_before(cents, units=parts)


def piece(number: int, kind: EvidenceKind, judged: Judgement = Judgement.NOT_YET) -> Evidence:
    """A picture the buyer gave; `number` 2 is E2."""
    return Evidence(
        number, 1, f"E{number}", "0" * 64, "image/jpeg", 1, "a.jpg", kind, Party.BUYER,
        at("7/3"), "阿青", judgement=judged,
    )  # fmt: skip


def claim(remedy: Remedy = Remedy.RETURN_REFUND, **more: Any) -> PlatformClaim:
    return PlatformClaim(1, "C1", "1001", "买家已经申请退款，等待卖家同意", remedy, **more)


_ORDER = frozenset(
    {
        "order_source", "status", "paid_cents", "lines", "promised_at", "shipped_at", "conflict",
        "tenders", "order_number", "paid_at",
    }
)  # fmt: skip
_CASE = frozenset(
    {
        "remote", "serial_elsewhere", "history", "claimed_elsewhere", "applications", "repairs",
        "repair_days", "overrides",
    }
)  # fmt: skip
_DETAILS = frozenset(CaseDetails.__dataclass_fields__)


def case(  # every fact of a case under its own name
    platform: str = "taobao",
    *,
    problem: ProblemClass = ProblemClass.QUALITY,
    signed: str | None = "7/1",
    applied: str = "7/3",
    now: str | None = None,
    placed: str | None = None,
    category: str = "",
    categories: Mapping[int, str] | None = None,
    policy: GoodsPolicy | None = None,
    own: tuple[tuple[str, str, Scalar, str], ...] = (),
    evidence: tuple[EvidenceKind, ...] = (),
    couriers: tuple[str, ...] = (),
    claimed: tuple[TicketLine, ...] | None = None,
    **more: Any,
) -> Case:
    """A case with one piece of one line unless said otherwise; times as `at` reads them."""
    begun = at(signed) if signed else None
    ordered = at(placed) if placed else (begun or at(applied)) - timedelta(days=3)
    order = _order(begun, ordered, {k: more.pop(k) for k in _ORDER & more.keys()})
    around: dict[str, Any] = {k: more.pop(k) for k in _CASE & more.keys()}
    details = _details({k: more.pop(k) for k in _DETAILS & more.keys()})
    first = order.lines[0].id if order.lines else None
    if claimed is None:
        claimed = () if first is None else (TicketLine(first, (1,)),)
    more["evidence"] = tuple(piece(n, kind) for n, kind in enumerate(evidence, 1))
    ticket = _ticket(order, details, claimed, at(applied), problem, platform, couriers, more)
    known = {key.id: category for key in order.lines} if categories is None else dict(categories)
    day = ordered.astimezone(ZONE).date()
    return Case(
        ticket=ticket,
        rules=rules(platform, day, own),
        calendar=WorkCalendar(),
        now=at(now or applied),
        policies={} if policy is None else {1: policy},
        categories=known,
        **around,
    )


def _details(said: dict[str, Any]) -> CaseDetails:
    for name in ("first_noticed_on", "used_since", "installed_on", "signed_on"):
        if isinstance(said.get(name), str):
            said[name] = on(said[name])
    return CaseDetails(**said)


def _order(begun: datetime | None, ordered: datetime, said: dict[str, Any]) -> Order:
    number = said.pop("order_number", "2749018355271180993")
    for name in ("promised_at", "shipped_at", "paid_at"):
        if isinstance(said.get(name), str):
            said[name] = at(said[name])
    lines = said.pop("lines", (line(),))
    values: dict[str, Any] = {
        "source": said.pop("order_source", OrderSource.ORDER_FILE),
        "status": "卖家已发货，等待买家确认",
        "paid_cents": sum(one.paid_share_cents or 0 for one in lines),
        "shipping_cents": 0,
        "paid_at": ordered,
        **said,
    }
    return Order(
        1, 1, number, lines=lines, placed_at=ordered, delivered_at=begun,
        buyer=Buyer("墨染青山", "林小满", "13812342209", "浙江省杭州市"), **values,
    )  # fmt: skip


def _ticket(
    order: Order,
    details: CaseDetails,
    claimed: tuple[TicketLine, ...],
    applied: datetime,
    problem: ProblemClass,
    platform: str,
    couriers: tuple[str, ...],
    more: dict[str, Any],
) -> Ticket:
    values: dict[str, Any] = {
        "channel": Channel.PHONE,
        "facts": Facts(),
        "stage": Stage.REVIEWING,
        "requested": None,
        "requested_cents": None,
        "platform_reason": "",
        "true_reason": "",
        "buyer_words": "",
        "summary": "",
        "buyer": order.buyer,
        "claims": (),
        "decisions": (),
        "order_money": (),
        "goods_in": {},
        "late_ground": None,
        "dispatches": (),
        "inspections": (),
        **more,
    }
    return Ticket(
        id=1,
        number="AS-260703-0001",
        version=1,
        shop=Shop(1, Platform(platform), "云岚家居", couriers=couriers),
        order=order,
        problem=problem,
        liability=Liability.UNDETERMINED,
        liability_basis="",
        lines=claimed,
        payouts=(),
        mismatches=(),
        due_at=None,
        buyer_due_at=None,
        applied_at=applied,
        created_at=applied,
        closed_at=None,
        follows_platform=False,
        details=details,
        **values,
    )


@dataclass(frozen=True)
class Agreed:
    """What a decision in force is, as far as the checks look at it."""

    remedy: Remedy
    state: str = "accepted"
    return_by: datetime | None = None
    breakdown: Any = None


def found(made: Case, check: str) -> CheckFinding | None:
    """What one check says of a case."""
    return next(one for one in CHECKS if one.id == check).look(made)
