"""A day and a time of day, in a shop's zone: `2026-11-22` `14:30`."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import _
from ui.widgets.day_field import DayField
from ui.widgets.fields import TextField

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.点时](\d{1,2})?分?)?|(\d{1,2})(\d{2})")
_DAY_MINUTES: Final = 24 * 60


class MomentField(QWidget):
    """`value()` is an instant (UTC), None while the time of day cannot be read.

    `24:00` is the end of the day. Times are shown and typed in `zone` (IANA).
    """

    changed = Signal()

    def __init__(self, at: datetime, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = ZoneInfo(zone)
        self.day = DayField(at.astimezone(self._zone).date())
        self.clock = TextField(longest=8, placeholder=_("例如 14:30"))
        self.clock.setFixedWidth(92)
        self.clock.setAccessibleName(_("几点"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.day)
        row.addWidget(self.clock)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.day)
        self.set_value(at)
        self.day.changed.connect(self._on_part)
        self.clock.changed.connect(self._on_part)

    def value(self) -> datetime | None:
        """The instant, UTC."""
        day, minutes = self.day.value(), typed_minutes(self.clock.value())
        if day is None or minutes is None:
            return None
        start = datetime.combine(day + timedelta(days=minutes // _DAY_MINUTES), time(), self._zone)
        hours, rest = divmod(minutes % _DAY_MINUTES, 60)
        return start.replace(hour=hours, minute=rest).astimezone(UTC)

    def set_value(self, at: datetime) -> None:
        """Show another instant (aware); midnight is shown as the end of the day before."""
        local = at.astimezone(self._zone)
        midnight = local.time().replace(second=0, microsecond=0) == time()
        self.day.set_value(local.date() - timedelta(days=1) if midnight else local.date())
        self.clock.set_value("24:00" if midnight else f"{local:%H:%M}")

    def problem(self) -> str:
        """A time of day nobody can read."""
        if typed_minutes(self.clock.value()) is None:
            return _("请把几点写成 14:30 这样。")
        return ""

    def state(self) -> object:
        """Day and time of day as they stand there, to be kept."""
        day = self.day.value()
        return [day.isoformat() if day else "", self.clock.value()]

    def restore(self, state: object) -> None:
        """Put them back. Raises `ValueError` or `TypeError` for anything else."""
        if not isinstance(state, list) or len(state) != 2:
            raise TypeError(state)
        self.day.set_value(date.fromisoformat(str(state[0])))
        self.clock.set_value(str(state[1]))

    def _on_part(self) -> None:
        self.clock.set_problem(self.problem())
        self.changed.emit()


def typed_minutes(text: str) -> int | None:
    """Minutes since midnight of `9`, `9:30`, `0930`, `21点半`…, 1440 for `24:00`; None: unreadable."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("半", "30")
    found = _CLOCK.fullmatch(plain)
    if found is None:
        return None
    hours, minutes = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= _DAY_MINUTES else None
