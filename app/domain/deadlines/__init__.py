"""When things are due: spans, the shop's calendar, and the clocks of a ticket.

The list of tickets needs to know what a clock is called, and not how working time is counted: each
part is loaded when somebody first asks for it, so that the first picture does not wait for all.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.domain.deadlines.arithmetic import after, between, later
    from app.domain.deadlines.calendar import DayKind, Period, WorkCalendar
    from app.domain.deadlines.clock import Breach, Clock, ClockKind, OverdueCause, Reminder
    from app.domain.deadlines.span import Span, TimeUnit

__all__ = [
    "Breach",
    "Clock",
    "ClockKind",
    "DayKind",
    "OverdueCause",
    "Period",
    "Reminder",
    "Span",
    "TimeUnit",
    "WorkCalendar",
    "after",
    "between",
    "later",
]

_PARTS: Final = {
    "arithmetic": ("after", "between", "later"),
    "calendar": ("DayKind", "Period", "WorkCalendar"),
    "clock": ("Breach", "Clock", "ClockKind", "OverdueCause", "Reminder"),
    "span": ("Span", "TimeUnit"),
}
_PART_OF: Final = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> object:
    part = _PART_OF.get(name)
    if part is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{part}"), name)
