"""Which decisions need a second person: limits per role, remedy and scope, and what is special.

Pure: the dialog shows what this says while somebody types, and the service asks it again inside
the write transaction. A shop of one person never needs anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
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
    """Up to how much a role decides alone, in minor units of `currency`.

    `remedy` None: every remedy without a limit of its own in this scope. `cents` None: any amount.
    """

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
    """What was granted so far, without the decision at hand: minor units of its currency.

    The order and the buyer count what everybody granted; the day what this person decided alone.
    """

    order_cents: int = 0
    buyer_cents: int = 0
    day_cents: int = 0
    goodwill_month_cents: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Who decides, and what the limits look at. `people` counts everybody active at the desk.

    `goodwill_budget_cents` per month, None: no budget is kept. `waive_up_to_cents`: up to here the
    difference of an exchange may be left to the buyer without asking.
    """

    roles: tuple[str, ...]
    people: int
    limits: tuple[Limit, ...] = DEFAULT_LIMITS
    spent: Spent = Spent()
    goodwill_budget_cents: int | None = None
    waive_up_to_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One reason why somebody else must agree: a stable code, who may agree, and the sentence."""

    code: str
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that waits for somebody who may approve it.

    `cents` is what it gives away in minor units of `currency`; `since` UTC. `yours`: the person
    looking wrote it and so cannot approve it.
    """

    ticket_id: int
    number: str
    version: int
    shop: str
    remedy: Remedy
    cents: int
    currency: str
    author: str
    since: datetime
    needs: tuple[str, ...]
    yours: bool = False


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
    """The amount above which a decision of this kind needs approval; None: any amount stands."""
    if standing.people < 2 or Role.OWNER in standing.roles:
        return None
    return _limit_for(standing, LimitScope.DECISION, remedy, currency)


def given_away(choices: Choices, breakdown: Breakdown) -> int:
    """What the limits weigh: what the shop pays or promises to take off the next order, work it
    does without being paid, and goods sent out while nothing comes back.

    Loose things always count, with the price they were given; what has none needs a lead instead.
    """
    cents = (
        breakdown.refund_cents
        + breakdown.compensation_cents  # with what is promised: no money leaves for that yet
        + breakdown.freight_cents
        + breakdown.damages_cents
    )
    if choices.repair is not None and choices.remedy is Remedy.REPAIR:
        cents += max(0, choices.repair.cost_cents - choices.repair.quote_cents)
    worth = {quote.line_id: quote.unit_cents or 0 for quote in breakdown.quotes}
    comes_back = choices.remedy is Remedy.EXCHANGE and choices.way is not GoodsWay.NOTHING_BACK
    for sent in breakdown.dispatches:
        if not sent.ordinals:
            cents += (sent.price_cents or 0) * sent.quantity
        elif sent.line_id is not None and not comes_back:
            each = sent.price_cents if sent.price_cents is not None else worth.get(sent.line_id, 0)
            cents += each * len(sent.ordinals)
    # What the buyer pays on top for dearer goods is not given.
    owed = breakdown.charge_cents if breakdown.dispatches and not comes_back else 0
    return cents - owed


def _unvalued(choices: Choices, breakdown: Breakdown) -> tuple[str, ...]:
    """Names of what is given without anybody having said what it is worth."""
    loose = [
        sent.title
        for sent in breakdown.dispatches
        if not sent.ordinals and sent.price_cents is None
    ]
    if choices.promise is not None and choices.promise.part.strip():
        loose.append(choices.promise.part.strip())
    return tuple(loose)


def _limit_needs(standing: Standing, choices: Choices, breakdown: Breakdown) -> Iterator[Need]:
    cents, currency = given_away(choices, breakdown), breakdown.currency
    if cents <= 0:
        return
    spent = standing.spent
    for scope, before, text in (
        (LimitScope.DECISION, 0, _("本次方案 {sum} 超过可以自己决定的 {limit}。")),
        (
            LimitScope.ORDER,
            spent.order_cents,
            _("这笔订单累计 {sum} 超过可以自己决定的 {limit}。"),
        ),
        (
            LimitScope.BUYER,
            spent.buyer_cents,
            _("这位买家累计 {sum} 超过可以自己决定的 {limit}。"),
        ),
        (LimitScope.DAY, spent.day_cents, _("24 小时内累计 {sum} 超过可以自己决定的 {limit}。")),
    ):
        total = cents + before
        limit = _limit_for(standing, scope, choices.remedy, currency)
        if limit is None or total <= limit:
            continue
        yield Need(
            f"limit_{scope.value}",
            _who_may(standing, scope, total, choices.remedy, currency),
            text.format(sum=Money(total, currency), limit=Money(limit, currency)),
        )


def _limit_for(standing: Standing, scope: LimitScope, remedy: Remedy, currency: str) -> int | None:
    """The most generous limit among the person's roles that decide at all; None: any amount."""
    best = 0
    for role in Role:
        if role.value not in standing.roles or Permission.DECIDE not in GRANTS[role]:
            continue
        own = _role_limit(standing.limits, role, scope, remedy, currency)
        if own is None:
            return None
        best = max(best, own)
    return best


def _role_limit(
    limits: Iterable[Limit], role: Role, scope: LimitScope, remedy: Remedy, currency: str
) -> int | None:
    """A limit of the remedy's own goes before the one for every remedy; none at all: any amount.

    Amounts of different currencies are never compared: where a role is limited in one currency
    and nothing is said of another, nothing of the other is decided alone.
    """
    own = [limit for limit in limits if limit.role is role and limit.scope is scope]
    for wanted in (remedy, None):
        for limit in own:
            if limit.remedy is wanted and limit.currency == currency:
                return limit.cents
    elsewhere = any(
        limit.cents is not None and limit.remedy in (remedy, None)
        for limit in own
        if limit.currency != currency
    )
    return 0 if elsewhere else None


def _who_may(
    standing: Standing, scope: LimitScope, total: int, remedy: Remedy, currency: str
) -> Role:
    if Role.LEAD in standing.roles:
        return Role.OWNER
    lead = _role_limit(standing.limits, Role.LEAD, scope, remedy, currency)
    return Role.LEAD if lead is None or total <= lead else Role.OWNER


def _special_needs(standing: Standing, choices: Choices, breakdown: Breakdown) -> Iterator[Need]:
    leads = may(standing.roles, Permission.APPROVE)
    sends = bool(breakdown.dispatches or choices.replacements)
    if choices.way is GoodsWay.SHIP_FIRST and sends and not leads:
        yield Need("ship_first", Role.LEAD, _("先发后退：货先寄出，需要主管同意。"))
    unvalued = _unvalued(choices, breakdown)
    if unvalued and not leads:
        text = _("「{goods}」没有价格，不能按额度判断，需要主管同意。")
        yield Need("unvalued", Role.LEAD, text.format(goods="、".join(unvalued)))
    up_to = standing.waive_up_to_cents
    if up_to is not None and breakdown.waived_cents > up_to and not leads:
        text = _("免收差价 {sum}，超过店铺设定的 {limit}，需要主管同意。")
        yield Need(
            "waived",
            Role.LEAD,
            text.format(
                sum=Money(breakdown.waived_cents, breakdown.currency),
                limit=Money(up_to, breakdown.currency),
            ),
        )
    over_saved = any(guard.code == "over_saved" for guard in breakdown.to_confirm)
    if over_saved and not may(standing.roles, Permission.EXCEED_SAVED):
        yield Need("over_saved", Role.OWNER, _("补偿超过省下的运费，需要店主同意。"))
    if breakdown.damages_cents:
        yield Need("damages", Role.OWNER, _("赔付在实付之外，需要店主同意。"))
    budget = standing.goodwill_budget_cents
    if choices.goodwill and budget is not None:
        used = standing.spent.goodwill_month_cents + given_away(choices, breakdown)
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
