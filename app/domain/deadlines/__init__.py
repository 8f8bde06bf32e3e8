"""When things are due: spans, the shop's calendar, and the clocks of a ticket."""

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
