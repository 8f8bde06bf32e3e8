"""What ran out, line by line and counted: by stage, person, weekday, platform and cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.deadlines.clock import Breach
from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.shop import Platform
from app.i18n import N_, _

_WEEKDAYS = (
    N_("星期一"), N_("星期二"), N_("星期三"), N_("星期四"), N_("星期五"), N_("星期六"), N_("星期日"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """A breach with where it happened. `zone` is the shop's; `running`: it is still not done."""

    breach: Breach
    shop: str
    platform: Platform
    zone: str
    running: bool = False


def _stage(line: OverdueLine) -> str:
    return label(Stage(line.breach.stage))


def _what(line: OverdueLine) -> str:
    return label(line.breach.kind)


def _person(line: OverdueLine) -> str:
    return line.breach.assignee or _("没有指派")


def _weekday(line: OverdueLine) -> str:
    return _(_WEEKDAYS[line.breach.due_at.astimezone(ZoneInfo(line.zone)).weekday()])


def _platform(line: OverdueLine) -> str:
    return label(line.platform)


def _cause(line: OverdueLine) -> str:
    return label(line.breach.cause) if line.breach.cause is not None else _("未登记")


SIDES: Final[tuple[tuple[str, Callable[[OverdueLine], str]], ...]] = (
    (N_("阶段"), _stage),
    (N_("时限"), _what),
    (N_("处理人"), _person),
    (N_("星期"), _weekday),
    (N_("平台"), _platform),
    (N_("原因"), _cause),
)
"""From which sides a pattern may show; titles are marked for translation."""


def tally(
    lines: Iterable[OverdueLine], side: Callable[[OverdueLine], str]
) -> tuple[tuple[str, int], ...]:
    """How many lines are alike seen from one side, the most first."""
    return tuple(Counter(map(side, lines)).most_common())
