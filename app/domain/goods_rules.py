"""What holds for each claimed line: may it come back without a reason, until when, which warranty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.checks.said import cited
from app.domain.checks.seen import Goods, category_name, goods_of, start_of
from app.domain.checks.types import Case, Cited
from app.domain.checks.warranty_time import warranty_of, warranty_window
from app.domain.checks.windows import Window, reckon, window_for
from app.domain.deadlines.wording import span_text
from app.domain.remedy import ProblemClass
from app.domain.rulepack import Mark
from app.i18n import _


@dataclass(frozen=True, slots=True)
class GoodsRules:
    """One claimed line under the rules of its order's day.

    `line_id` 0: nobody has supplied the lines. `no_reason` None: it depends, `no_reason_note` says
    on what. Days are the last ones, in the shop's zone; None while the start is not known. `terms`
    are the shop's own words.
    """

    line_id: int
    name: str
    category: str
    no_reason: bool | None
    no_reason_span: str
    no_reason_last: date | None
    no_reason_rule: Cited
    no_reason_note: str
    warranty_span: str
    warranty_last: date | None
    warranty_rule: Cited
    buyer_pays_return: bool | None = None
    terms: str = ""
    policy_id: int = 0


def rules_of_goods(case: Case) -> tuple[GoodsRules, ...]:
    """The claimed lines in their order."""
    return tuple(_of(case, goods) for goods in goods_of(case))


def _of(case: Case, goods: Goods) -> GoodsRules:
    policy = goods.policy
    allowed, rule, note = _no_reason(case, goods)
    longest = None if allowed is False else _no_reason_window(case, goods)
    start = start_of(case)
    if longest is not None and rule.mark != Mark.OWN.value:
        # The days stand in the text: what grants them is cited, which may be more than the law.
        rule = longest.rule
    window = warranty_window(case, goods)
    warranty = warranty_of(case, goods)
    return GoodsRules(
        line_id=goods.line.id if goods.line else 0,
        name=goods.name,
        category=category_name(goods.category),
        no_reason=allowed,
        no_reason_span=span_text(longest.span) if longest else "",
        no_reason_last=reckon(case, start, longest).last_day if longest and start else None,
        no_reason_rule=rule,
        no_reason_note=note,
        warranty_span=span_text(window.span) if window else "",
        warranty_last=warranty.reckoned.last_day if warranty else None,
        warranty_rule=window.rule if window else Cited(),
        buyer_pays_return=policy.buyer_pays_return if policy else None,
        terms=policy.terms if policy else "",
        policy_id=policy.id if policy else 0,
    )


def _no_reason(case: Case, goods: Goods) -> tuple[bool | None, Cited, str]:
    """What the shop grants, else what the rules say of the kind of goods.

    七日无理由退货办法 Art. 6-7: a shop may promise more, and cannot except goods by saying so.
    """
    stated = goods.policy.no_reason if goods.policy else None
    if stated:
        return True, Cited("no_reason.allowed", _("本店商品说明"), Mark.OWN.value), ""
    if case.rules.flag("no_reason.confirmed", goods.category):
        rule = cited(case.rules.get("no_reason.confirmed", goods.category))
        return None, rule, _("要看买家下单时有没有单独确认；没有确认就要支持")
    value = case.rules.get("no_reason.allowed", goods.category)
    if value is None or not isinstance(value.value, bool):
        return None, Cited(), _("规则没有写")
    if value.value and stated is False:
        return True, cited(value), _("本店写明不支持，但不在法定例外里，不能据此拒绝")
    return value.value, cited(value), ""


def _no_reason_window(case: Case, goods: Goods) -> Window | None:
    as_if = replace(case, ticket=replace(case.ticket, problem=ProblemClass.CHANGE_OF_MIND))
    return window_for(as_if, goods)
