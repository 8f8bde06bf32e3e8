"""The shop's own time limits in words for buyers: what staff copy into a chat or onto a page."""

from __future__ import annotations

from typing import Final

from app.domain.deadlines.calendar import USUAL_WEEK, Week
from app.domain.deadlines.opening_hours import periods_text
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.deadlines.wording import span_text
from app.domain.rulepack.pack import Rules
from app.i18n import N_, _

WEEKDAYS: Final = (
    N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"),
)  # fmt: skip
_DASH: Final = "–"
# Only what a buyer waits for; how long a colleague has for an answer is nobody else's business.
_LINES: Final = (
    ("ours.first_contact", N_("收到售后申请后 {span}内联系您")),
    ("ours.enquiry", N_("使用咨询 {span}内答复")),
    ("ours.review", N_("资料齐全后 {span}内给出处理意见")),
    ("ours.inspection", N_("收到退货后 {span}内验货")),
    ("ours.refund", N_("退款在确认后 {span}内打出")),
    ("ours.repair", N_("维修在收到商品后 {span}内完成")),
)


def week_text(week: Week) -> str:
    """`周一至周五 9:00–18:00，周六、周日休息`: weekdays with the same hours together."""
    week = week or USUAL_WEEK
    groups: list[tuple[int, int]] = []
    for day, periods in enumerate(week):
        if groups and week[groups[-1][0]] == periods:
            groups[-1] = (groups[-1][0], day)
        else:
            groups.append((day, day))
    return _("，").join(_group_text(week, first, last) for first, last in groups)


def _group_text(week: Week, first: int, last: int) -> str:
    if (first, last) == (0, len(week) - 1):
        days = _("每天")
    elif first == last:
        days = _(WEEKDAYS[first])
    elif last == first + 1:
        days = _("{first}、{last}").format(first=_(WEEKDAYS[first]), last=_(WEEKDAYS[last]))
    else:
        days = _("{first}至{last}").format(first=_(WEEKDAYS[first]), last=_(WEEKDAYS[last]))
    if not week[first]:
        return _("{days}休息").format(days=days)
    return f"{days} {periods_text(week[first], _DASH)}"


def own_times_text(shop: str, week: Week, rules: Rules, ship_hours: int) -> str:
    """Several lines to copy: opening hours, then each limit a buyer waits for.

    A rule that says nothing (or nothing may be said of) is left out. `ship_hours`: within how many
    natural hours a replacement leaves; 0 leaves it out.
    """
    lines = [
        _("【{shop}】售后时限").format(shop=shop),
        _("客服时间：{week}；法定节假日休息，调休上班的日子照常").format(week=week_text(week)),
    ]
    for key, words in _LINES:
        span = rules.span(key)
        if span is not None:
            lines.append("· " + _(words).format(span=span_text(span)))
    if ship_hours:
        span = Span(ship_hours, TimeUnit.NATURAL_HOURS)
        lines.append("· " + _("换货、补发的货 {span}内寄出").format(span=span_text(span)))
    lines.append(_("工作小时、工作日只算客服时间；平台规则另有时限的，以平台为准。"))
    return "\n".join(lines)
