"""What the rules say of an order before there is a ticket: told at intake, never in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.clock import local_day
from app.domain.deadlines.arithmetic import after
from app.domain.deadlines.wording import day_text, end_text, span_text
from app.domain.labels import label
from app.domain.order import Order
from app.domain.remedy import ProblemClass
from app.domain.rulepack import Mark, Rules, RuleValue
from app.domain.rulepack.category import GoodsCategory, category_of
from app.i18n import _
from app.model.reading import Reader, Values
from app.services.calendar_reading import calendar_of
from app.services.goods_policies import policy_for
from app.services.rule_reading import rules_of

_MICRO = timedelta(microseconds=1)
_NO_WINDOW = frozenset({ProblemClass.ENQUIRY, ProblemClass.UNKNOWN, ProblemClass.SERVICE})


def foretold(
    read: Reader,
    shop: Values,
    order: Order,
    line_ids: Collection[int],
    problem: ProblemClass,
    now: datetime,
    signed_on: date | None = None,
) -> tuple[str, ...]:
    """Sentences about days since signing, the window, and goods with rules of their own.

    `signed_on`: the day the buyer names, where no file says one. Judged by the rules of the day the order was placed. Nothing is decided here: whatever is told
    to be too late can be taken in all the same.
    """
    zone = str(shop["zone"])
    rules = rules_of(read, shop, local_day(order.placed_at or now, zone))
    kinds = {
        category_of(policy_for(read, order.shop_id, line.sku, line.title), line.special): None
        for line in order.lines
        if not line_ids or line.id in line_ids
    } or {GoodsCategory.GENERAL: None}
    told: dict[str, None] = {}
    for kind in kinds:
        told |= dict.fromkeys(_of_goods(rules, kind, problem))
    signed = order.delivered_at
    if signed is None and signed_on is not None:
        signed = datetime.combine(signed_on, time(), ZoneInfo(zone))
    told |= dict.fromkeys(_of_time(read, shop, signed, rules, tuple(kinds), problem, now))
    return tuple(told)


def _of_goods(rules: Rules, kind: GoodsCategory, problem: ProblemClass) -> Iterator[str]:
    if problem is ProblemClass.CHANGE_OF_MIND:
        allowed = rules.get("no_reason.allowed", kind.value)
        if rules.flag("no_reason.confirmed", kind.value):
            text = _("「{kind}」支不支持七天无理由，要看买家下单时有没有单独确认{mark}。")
            yield text.format(kind=label(kind), mark=_mark(allowed))
        elif allowed is not None and allowed.value is False:
            text = _("「{kind}」不适用七天无理由{mark}；有质量问题照常受理。")
            yield text.format(kind=label(kind), mark=_mark(allowed))
    needed = rules.get("goods.return_needed", kind.value)
    if kind is not GoodsCategory.GENERAL and needed is not None and needed.value is False:
        text = _("「{kind}」退款不用寄回{mark}，请问清坏损的比例并要照片。")
        yield text.format(kind=label(kind), mark=_mark(needed))


def _of_time(
    read: Reader,
    shop: Values,
    signed_at: datetime | None,
    rules: Rules,
    kinds: tuple[GoodsCategory, ...],
    problem: ProblemClass,
    now: datetime,
) -> Iterator[str]:
    if problem in _NO_WINDOW:
        return
    windows = [rules.get(f"window.{problem.value}", kind.value) for kind in kinds]
    known = [one for one in windows if one is not None and one.unit is not None and one.value]
    known = list(dict.fromkeys(known))
    if not known:
        return
    if signed_at is None:
        yield _("还不知道哪天签收，期限没有算；请问买家。")
        return
    zone = str(shop["zone"])
    calendar = calendar_of(read, shop)
    signed, today = local_day(signed_at, zone), local_day(now, zone)
    for value in known:
        span = value.span
        due = after(signed_at, span, calendar)
        text = _("{day} 签收，今天是第 {n} 天；{problem}要在签收后 {span}内提出{mark}").format(
            day=day_text(signed, today),
            n=(today - signed).days,
            problem=label(problem),
            span=span_text(span),
            mark=_mark(value),
        )
        if now < due:
            yield _("{text}，到 {end} 为止。").format(text=text, end=end_text(due, zone, today))
            continue
        over = max(1, (today - local_day(due - _MICRO, zone)).days)
        yield _("{text}，已过 {n} 天。仍可录入，核实时再看有没有依据。").format(text=text, n=over)


def _mark(value: RuleValue | None) -> str:
    """`（未核实）` behind a rule nobody has read in the original."""
    if value is None or value.mark in (Mark.VERIFIED, Mark.OWN):
        return ""
    return _("（{mark}）").format(mark=label(value.mark))
