"""A clock in words: what ends, whose it is, until when, how it was computed, why it stands still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.deadlines.clock import Clock, ClockKind, whose
from app.domain.deadlines.live_ours import is_hard
from app.domain.deadlines.wording import arithmetic_text, span_text
from app.domain.due import DueOwner
from app.domain.labels import label
from app.i18n import N_, _

if TYPE_CHECKING:
    from app.domain.deadlines.calendar import WorkCalendar
    from app.domain.facts import Stage
    from app.domain.rulepack.pack import Rules
    from app.domain.rulepack.values import RuleValue

_BEGINS: Final = {
    ClockKind.FIRST_CONTACT: N_("申请"),
    ClockKind.PLATFORM: N_("起算"),
    ClockKind.IN_TRANSIT: N_("寄出"),
    ClockKind.INSPECTION: N_("收到"),
    ClockKind.SILENCE: N_("上次联系"),
    ClockKind.QUESTION: N_("提问"),
    ClockKind.RECOVERY: N_("登记"),
}
_SAID: Final = {
    ClockKind.PLATFORM: N_("平台文件里的时限"),
    ClockKind.INFO: N_("请买家补充时约定"),
    ClockKind.RETURN: N_("同意退货时约定"),
    ClockKind.OFFER: N_("方案的有效期"),
    ClockKind.REPAIR: N_("维修时约定"),
    ClockKind.DISPATCH: N_("方案里约定"),
}
_PAUSED: Final = {
    ClockKind.REVIEW: N_("等买家补充资料，已用的时间保留"),
    ClockKind.ENQUIRY: N_("等买家补充资料，已用的时间保留"),
    ClockKind.DISPATCH: N_("等买家补款"),
}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock as it is shown. `how` is empty where nothing was computed."""

    clock: Clock
    name: str
    whose: str
    how: str
    source: str = ""
    paused: str = ""  # why it stands still; empty while it runs


def clock_name(clock: Clock) -> str:
    """What ends: `核实`, `核实最长`."""
    return _("{what}最长").format(what=label(clock.kind)) if is_hard(clock) else label(clock.kind)


def clock_lines(
    clocks: Iterable[Clock], rules: Rules, calendar: WorkCalendar
) -> tuple[ClockLine, ...]:
    """Every clock of a ticket in words, in the order given; a paused one stands once."""
    return tuple(
        ClockLine(
            clock=one,
            name=clock_name(one),
            whose=whose(one.kind, one.owner),
            how=_how(one, rules.get(one.rule), calendar),
            source=_source(rules.get(one.rule)),
            paused=_(_PAUSED.get(one.kind, N_("等买家"))) if one.paused else "",
        )
        for one in clocks
        if not (one.paused and is_hard(one))
    )


def waiting_line(stage: Stage, clocks: Iterable[Clock]) -> str:
    """Said where nothing runs against us because the buyer must act."""
    ours = [
        one for one in clocks if one.owner is DueOwner.US and one.kind is not ClockKind.PLATFORM
    ]
    if ours:
        return ""
    return _("本店时限暂停：{stage}").format(stage=label(stage))


def _how(clock: Clock, value: RuleValue | None, calendar: WorkCalendar) -> str:
    if value is None or not clock.rule:
        return _(_SAID.get(clock.kind, N_("约定的时间")))
    span = value.span
    if clock.due_at is None:
        return span_text(span)
    begins = _(_BEGINS.get(clock.kind, N_("开始")))
    counted = arithmetic_text(clock.started_at, span, calendar, clock.due_at, begins)
    return f"{span_text(span)}：{counted}"


def _source(value: RuleValue | None) -> str:
    """Who says so, how sure that is, and when it was read."""
    if value is None:
        return ""
    return "，".join(_parts(value))


def _parts(value: RuleValue) -> Iterator[str]:
    if value.source:
        yield value.source
    yield label(value.mark)
    yield _("{day} 查阅").format(day=value.read_on)
