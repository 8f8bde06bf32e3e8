"""The opening hours of a shop: a line per group of weekdays, typed as people write them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.deadlines.calendar import USUAL_WEEK, Period, Week
from app.domain.deadlines.opening_hours import check_week, periods_text, typed_periods
from app.domain.deadlines.own_times import WEEKDAYS
from app.errors import RuleViolation
from app.i18n import N_, _
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.text import PlainLabel

_LONGEST: Final = 120
_GROUPS: Final = ((N_("周一至周五"), 0, 4), (N_("周六"), 5, 5), (N_("周日"), 6, 6))
_DAYS: Final = tuple((name, day, day) for day, name in enumerate(WEEKDAYS))


class OpeningHours(QWidget):
    """A field whose value is a week; empty for the usual one. Monday to Friday are one line until
    somebody wants them apart.
    """

    changed = Signal()

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.lines: list[TextField] = []
        self._groups: tuple[tuple[str, int, int], ...] = ()
        self.apart = Button(_("每天分开填"), "ghost")
        self.apart.clicked.connect(self._on_apart)
        week = week or USUAL_WEEK
        together = len({week[day] for day in range(5)}) == 1
        self._show(_GROUPS if together else _DAYS, [periods_text(periods) for periods in week])

    def _show(self, groups: tuple[tuple[str, int, int], ...], texts: list[str]) -> None:
        """A line for each group; `texts` by weekday."""
        for row, line in enumerate(self.lines):
            label = self._grid.itemAtPosition(row, 0)
            for widget in (line, label.widget() if label else None):
                if widget is not None:
                    self._grid.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        self.lines = []
        self._groups = groups
        for row, (name, first, _last) in enumerate(groups):
            line = TextField(texts[first], placeholder=_("休息"), longest=_LONGEST)
            line.setAccessibleName(_("{day}营业时间").format(day=_(name)))
            line.changed.connect(self._on_changed)
            self.lines.append(line)
            self._grid.addWidget(PlainLabel(_(name), "small"), row, 0)
            self._grid.addWidget(line, row, 1)
            line.show()
        self._grid.addWidget(self.apart, len(groups), 1, Qt.AlignmentFlag.AlignLeft)
        self.apart.setVisible(groups is _GROUPS)
        self.setFocusProxy(self.lines[0])

    def value(self) -> Week:
        """The week as typed. Only meaningful while `problem()` is empty."""
        week = self._typed()
        return () if week == USUAL_WEEK else week

    def _typed(self) -> Week:
        """Raises `RuleViolation` for the first line that is wrong."""
        week: list[tuple[Period, ...]] = []
        for (name, first, last), line in zip(self._groups, self.lines, strict=True):
            field = _("{day}营业时间").format(day=_(name))
            week += [typed_periods(line.value(), field)] * (last - first + 1)
        check_week(tuple(week))
        return tuple(week)

    def problem(self) -> str:
        """What is wrong with the first wrong line, and how to write it; empty when all is well."""
        try:
            self._typed()
        except RuleViolation as violation:
            return str(violation)
        return ""

    def _on_changed(self) -> None:
        for (name, _first, _last), line in zip(self._groups, self.lines, strict=True):
            try:
                typed_periods(line.value(), _(name))
            except RuleViolation as violation:
                line.set_problem(str(violation))
            else:
                line.set_problem("")
        self.changed.emit()

    def _on_apart(self) -> None:
        texts = [
            line.text()
            for (_name, first, last), line in zip(self._groups, self.lines, strict=True)
            for _day in range(first, last + 1)
        ]
        self._show(_DAYS, texts)
        self.lines[0].setFocus()
        self.changed.emit()
