"""Which decisions need a second person: limits per role, remedy and scope, and what is special.

Pure: the dialog shows what this says while somebody types, and the service asks it again inside
the write transaction. A shop of one person never needs anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.access import GRANTS, ROLE_NAMES, Permission, Role, may
from app.domain.money import Money
from app.domain.remedy import GoodsWay, Remedy
from app.domain.settlement.types import Breakdown, Choices
from app.i18n import _


class LimitScope(StrEnum):
    """What a limit adds up: this decision alone, or everything granted so far with it."""

    DECISION = "decision"
    ORDER = "order"
    BUYER = "buyer"
    DAY = "day"  # what this person granted within the last 24 hours


@dataclass(frozen=True, slots=True)
class Limit:
    """Up to how much a role decides alone. `remedy` None: any; `cents` None: any amount."""

    role: Role
    scope: LimitScope
    cents: int | None
    remedy: Remedy | None = None
    currency: str = "CNY"


DEFAULT_LIMITS = (
    Limit(Role.AGENT, LimitScope.DECISION, 50_000),
    Limit(Role.AGENT, LimitScope.ORDER, 50_000),
    Limit(Role.AGENT, LimitScope.BUYER, 100_000),
    Limit(Role.AGENT, LimitScope.DAY, 200_000),
    Limit(Role.AGENT, LimitScope.DECISION, 5_000, Remedy.COMPENSATION),
    Limit(Role.LEAD, LimitScope.DECISION, 200_000),
)
"""Editable proposals of this program, no rule of any platform."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was granted so far, without the decision at hand: minor units of its currency."""

    order_cents: int = 0
    buyer_cents: int = 0
    day_cents: int = 0
    goodwill_month_cents: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Who decides, and what the limits look at. `people` counts everybody active at the desk."""

    roles: tuple[str, ...]
    people: int
    limits: tuple[Limit, ...] = DEFAULT_LIMITS
    spent: Spent = Spent()
    goodwill_budget_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One reason why somebody else must agree: a stable code, who may agree, and the sentence."""

    code: str
    role: Role
    text: str


def approval_needs(standing: Standing, choices: Choices, breakdown: Breakdown) -> tuple[Need, ...]:
    """Every reason why this decision has to be approved by another person; none: it stands."""
    if standing.people < 2 or Role.OWNER in standing.roles:
        return ()
    return (
        *_limit_needs(standing, choices, breakdown),
        *_special_needs(standing, choices, breakdown),
    )


def approver_role(needs: Iterable[Need]) -> Role:
    """The role that may settle all of them."""
    return Role.OWNER if any(need.role is Role.OWNER for need in needs) else Role.LEAD


def lowest_limit(standing: Standing, remedy: Remedy, currency: str) -> int | None:
    """The amount from which on a decision of this kind needs approval; None: any amount stands."""
    return _limit_for(standing, LimitScope.DECISION, remedy, currency)


def _limit_needs(standing: Standing, choices: Choices, breakdown: Breakdown) -> Iterator[Need]:
    cents = breakdown.cost_cents
    sums = {
        LimitScope.DECISION: (cents, _("本次方案 {sum} 超过你可以自己决定的 {limit}。")),
        LimitScope.ORDER: (
            cents + standing.spent.order_cents,
            _("这笔订单累计 {sum} 超过你可以自己决定的 {limit}。"),
        ),
        LimitScope.BUYER: (
            cents + standing.spent.buyer_cents,
            _("这位买家累计 {sum} 超过你可以自己决定的 {limit}。"),
        ),
        LimitScope.DAY: (
            cents + standing.spent.day_cents,
            _("你 24 小时内累计 {sum} 超过可以自己决定的 {limit}。"),
        ),
    }
    if not cents:
        return
    for scope, (total, text) in sums.items():
        limit = _limit_for(standing, scope, choices.remedy, breakdown.currency)
        if limit is not None and total > limit:
            shown = text.format(
                sum=Money(total, breakdown.currency), limit=Money(limit, breakdown.currency)
            )
            yield Need(
                f"limit_{scope.value}", _who_may(standing, scope, total, choices, breakdown), shown
            )


def _limit_for(standing: Standing, scope: LimitScope, remedy: Remedy, currency: str) -> int | None:
    """The most generous limit among the person's roles; the strictest within one role."""
    best: int | None = 0
    for role in Role:
        if role.value not in standing.roles or Permission.DECIDE not in GRANTS[role]:
            continue
        own = _role_limit(standing.limits, role, scope, remedy, currency)
        if own is None:
            return None
        best = max(best or 0, own)
    return best


def _role_limit(
    limits: Iterable[Limit], role: Role, scope: LimitScope, remedy: Remedy, currency: str
) -> int | None:
    known = [
        limit.cents
        for limit in limits
        if limit.role is role
        and limit.scope is scope
        and limit.currency == currency
        and limit.remedy in (None, remedy)
        and limit.cents is not None
    ]
    return min(known) if known else None


def _who_may(
    standing: Standing, scope: LimitScope, total: int, choices: Choices, breakdown: Breakdown
) -> Role:
    if Role.LEAD in standing.roles:
        return Role.OWNER
    lead = _role_limit(standing.limits, Role.LEAD, scope, choices.remedy, breakdown.currency)
    return Role.LEAD if lead is None or total <= lead else Role.OWNER


def _special_needs(standing: Standing, choices: Choices, breakdown: Breakdown) -> Iterator[Need]:
    ships_first = choices.way is GoodsWay.SHIP_FIRST and bool(breakdown.dispatches)
    if ships_first and not may(standing.roles, Permission.APPROVE):
        yield Need("ship_first", Role.LEAD, _("先发后退：货先寄出，需要主管同意。"))
    over_saved = any(guard.code == "over_saved" for guard in breakdown.to_confirm)
    if over_saved and not may(standing.roles, Permission.EXCEED_SAVED):
        yield Need("over_saved", Role.OWNER, _("补偿超过省下的运费，需要店主同意。"))
    if breakdown.damages_cents:
        yield Need("damages", Role.OWNER, _("赔付在实付之外，需要店主同意。"))
    budget = standing.goodwill_budget_cents
    if choices.goodwill and budget is not None:
        used = standing.spent.goodwill_month_cents + breakdown.cost_cents
        if used > budget:
            text = _("本月善意支出将达到 {used}，超过预算 {budget}，需要店主同意。")
            yield Need(
                "goodwill_budget",
                Role.OWNER,
                text.format(
                    used=Money(used, breakdown.currency), budget=Money(budget, breakdown.currency)
                ),
            )


def needs_sentence(needs: Iterable[Need]) -> str:
    """`提交后等主管审批：…`, for the dialog and the event."""
    found = tuple(needs)
    if not found:
        return ""
    return _("提交后等{role}审批：{texts}").format(
        role=_(ROLE_NAMES[approver_role(found)]), texts="".join(need.text for need in found)
    )
