"""Until when the buyer may apply, for the buyer: the window of each kind of trouble, written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.domain.checks.seen import Goods, goods_of, not_begun, start_of
from app.domain.checks.types import Case
from app.domain.checks.windows import reckon, window_for
from app.domain.deadlines.wording import day_text, end_text, span_text
from app.domain.goods_rules import rules_of_goods
from app.domain.remedy import ProblemClass
from app.i18n import N_, _

_WORDS: Final = {
    ProblemClass.CHANGE_OF_MIND: N_("七天无理由退货"),
    ProblemClass.QUALITY: N_("质量问题"),
    ProblemClass.NOT_AS_DESCRIBED: N_("与描述不符"),
    ProblemClass.WRONG_OR_MISSING: N_("错发、少发"),
    ProblemClass.LOGISTICS: N_("运输损坏、未收到"),
    ProblemClass.USAGE: N_("使用问题"),
}
_MOST_GOODS: Final = 3


def apply_until_text(case: Case) -> str:
    """A message to the buyer: for each kind of trouble how long, counted from when, until when.

    An unknown day of signing stays unknown: the text then says how long, and from when it counts.
    What a shop leaves out of its rules is not named; a window that is over is told as over.
    """
    goods = goods_of(case)
    parts = [_beginning(case)]
    for one in goods[:_MOST_GOODS]:
        lines = list(_lines(case, one))
        if not lines:
            continue
        if len(goods) > 1:
            parts.append(_("「{goods}」").format(goods=one.name))
        parts.extend(lines)
    if len(parts) == 1:
        parts.append(_("可以申请的时间请看平台订单页面。"))
    else:
        parts.append(_("以上按我们记录的规则计算，平台页面另有显示的以平台为准。"))
    parts.append(_("过了时间但确有质量问题的，也请告诉我们，我们会核实后给您答复。"))
    return "\n".join(parts)


def _beginning(case: Case) -> str:
    number = case.ticket.order.number
    which = _("您的订单 {order}").format(order=number) if number else _("您的订单")
    start = start_of(case)
    if start is not None:
        return _("您好，{which} {day} {what}，各类售后可以申请到：").format(
            which=which, day=day_text(start.day, case.today), what=start.word
        )
    if not_begun(case):
        text = _("您好，{which} 还没有签收，期限还没有开始。签收后的第二天算第 1 天：")
    else:
        text = _("您好，{which} 我们还查不到签收时间。签收后的第二天算第 1 天：")
    return text.format(which=which)


def _lines(case: Case, goods: Goods) -> Iterator[str]:
    start = None if not_begun(case) else start_of(case)
    for problem in _problems(case):
        if problem is ProblemClass.CHANGE_OF_MIND and not _may_return(case, goods):
            yield _("· {problem}：这件商品不支持").format(problem=_(_WORDS[problem]))
            continue
        window = window_for(_as_if(case, problem), goods)
        if window is None:
            continue
        words, span = _(_WORDS[problem]), span_text(window.span)
        if start is None:
            yield _("· {problem}：{span}内").format(problem=words, span=span)
            continue
        reckoned = reckon(case, start, window)
        until = end_text(reckoned.due, case.ticket.shop.zone, case.today)
        template = _("· {problem}：{span}，到 {until}")
        if reckoned.due <= case.now:
            template = _("· {problem}：{span}，已于 {until} 到期")
        yield template.format(problem=words, span=span, until=until)


def _problems(case: Case) -> tuple[ProblemClass, ...]:
    """The trouble the ticket is about first, then what anybody may ask for."""
    own = case.ticket.problem
    always = (ProblemClass.CHANGE_OF_MIND, ProblemClass.QUALITY)
    if own not in _WORDS:
        return (*always, ProblemClass.NOT_AS_DESCRIBED, ProblemClass.WRONG_OR_MISSING)
    return (own, *(one for one in always if one is not own))


def _as_if(case: Case, problem: ProblemClass) -> Case:
    return replace(case, ticket=replace(case.ticket, problem=problem))


def _may_return(case: Case, goods: Goods) -> bool:
    """Whether these goods may come back without a reason, as far as a rule says; else yes."""
    line_id = goods.line.id if goods.line else 0
    found = next((one for one in rules_of_goods(case) if one.line_id == line_id), None)
    return found is None or found.no_reason is not False
