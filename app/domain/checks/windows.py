"""Until when a buyer may apply: the window of each claimed line, reckoned and written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.checks.said import BY_HOURS, cited, law
from app.domain.checks.seen import Goods, Start, day_of
from app.domain.checks.types import Case, Cited
from app.domain.deadlines.arithmetic import after
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.deadlines.wording import arithmetic_text, span_text
from app.domain.remedy import ProblemClass
from app.domain.rulepack import Mark, RuleValue
from app.i18n import _

_MICRO = timedelta(microseconds=1)
_DAYS_BY_LAW = 7  # 消法 Art. 25


@dataclass(frozen=True, slots=True)
class Window:
    """How long something may be asked for, and the rule that says so."""

    span: Span
    rule: Cited


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A window counted from a start. `due` (UTC) is its first instant that is too late."""

    window: Window
    due: datetime
    last_day: date
    text: str

    @property
    def by_hours(self) -> bool:
        """Whether it ends at an hour, and not with a day."""
        return self.window.span.unit in BY_HOURS

    def late_by(self, case: Case, at: datetime) -> str:
        """`3 天` or `20 小时` when `at` is too late; empty when it is in time."""
        if at < self.due:
            return ""
        days = (day_of(case, at) - self.last_day).days
        if self.by_hours and days < 1:
            hours = (at - self.due) // timedelta(hours=1)
            return _("{n} 小时").format(n=hours) if hours else _("不到 1 小时")
        return _("{n} 天").format(n=max(days, 1))


_BY_LAW = Window(
    Span(_DAYS_BY_LAW, TimeUnit.NATURAL_DAYS),
    law("《消费者权益保护法》第 25 条；本店写的期限更短，不能低于法律"),
)


def window_for(case: Case, goods: Goods) -> Window | None:
    """The window for the problem of this ticket and these goods; None when no rule says one.

    What the shop promised for its goods counts where it is longer (《淘宝平台争议处理规则》 Art. 5);
    a shorter one of its own is void (消法 Art. 26).
    """
    problem = case.ticket.problem
    value = case.rules.get(f"window.{problem.value}", goods.category)
    window = _window(value)
    if problem is ProblemClass.CHANGE_OF_MIND and _undercuts(value):
        window = _BY_LAW
    promised = goods.policy.no_reason_days if goods.policy else None
    if problem is not ProblemClass.CHANGE_OF_MIND or not promised:
        return window
    longer = Window(Span(promised, TimeUnit.NATURAL_DAYS), _own("window.change_of_mind"))
    if window is None or (
        window.span.unit is TimeUnit.NATURAL_DAYS and window.span.amount < promised
    ):
        return longer
    return window


def window_of_key(case: Case, key: str, category: str) -> Window | None:
    """The window a rule with this key gives goods of a category."""
    return _window(case.rules.get(key, category))


def _undercuts(value: RuleValue | None) -> bool:
    """Whether the shop itself gives less than the law's seven days."""
    if value is None or value.mark is not Mark.OWN or value.unit is None or not value.value:
        return False
    if value.unit is TimeUnit.NATURAL_DAYS:
        return value.span.amount < _DAYS_BY_LAW
    return value.unit in BY_HOURS


def _window(value: RuleValue | None) -> Window | None:
    if value is None or value.unit is None or not value.value:
        return None
    return Window(value.span, cited(value))


def _own(key: str) -> Cited:
    return Cited(key, _("本店商品说明"), Mark.OWN.value)


def reckon(case: Case, start: Start, window: Window, extra_days: int = 0) -> Reckoned:
    """Count a window from a start, longer by `extra_days`, and write the sum out.

    A window in hours on something of which only the day is known runs from the end of that day.
    """
    span, begin = window.span, start.at
    if start.by_day and span.unit in BY_HOURS:
        begin += timedelta(days=1)
    due = after(begin, span, case.calendar) + timedelta(days=extra_days)
    counted = arithmetic_text(begin, span, case.calendar, due, start.word)
    text = _("{span}：{counted}").format(span=_spans(span, extra_days), counted=counted)
    return Reckoned(window, due, day_of(case, due - _MICRO), text)


def _spans(span: Span, extra_days: int) -> str:
    if not extra_days:
        return span_text(span)
    return _("{span}另加 {n} 天").format(span=span_text(span), n=extra_days)
