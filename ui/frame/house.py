"""What concerns the rules of the house: rules, limits of time, the calendar, what ran out, notes;
and what is due today.

Each opens a dialog, which is loaded only then. Everybody may read; who may change is the dialog's
business.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import N_
from ui.actions import Command, Commands
from ui.desk import Desk

RULES: Final = Command("rules", N_("规则与时限"), "gavel", ("Ctrl+Shift+R",))
CALENDAR: Final = Command("calendar", N_("工作日历"), "calendar", ("Ctrl+Shift+C",))
OVERDUE: Final = Command("overdue-list", N_("超时登记"), "overdue", ("Ctrl+Shift+O",))
TODAY: Final = Command("today", N_("今日待跟进"), "bell", ("Ctrl+Shift+D",))
NOTES: Final = Command("solution-notes", N_("处理经验"), "help", ("Ctrl+J",))
HOUSE: Final = (TODAY, RULES, CALENDAR, OVERDUE, NOTES)


class House(QObject):
    """`ticket_wanted` carries the id of a ticket somebody wants to see from one of the lists."""

    ticket_wanted = Signal(int)

    def __init__(self, desk: Desk, commands: Commands, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        slots = (self.today, self.rules, self.calendar, self.overdue, self.notes)
        for command, slot in zip(HOUSE, slots, strict=True):
            commands.add(command, slot)

    def today(self) -> None:
        """What somebody comes back to until the end of today."""
        from ui.frame.today import TodayDialog

        dialog = TodayDialog(self._desk, self._window)
        dialog.ticket_wanted.connect(self.ticket_wanted)
        dialog.open()

    def rules(self) -> None:
        """The rules of every shop, with their sources."""
        from ui.settings.rules import RulesDialog

        shop = self._desk.memory.number("shop") or None
        RulesDialog(self._desk, shop, self._window).open()

    def calendar(self) -> None:
        """Holidays, days made up for them, the years announced."""
        from ui.settings.calendar import CalendarDialog

        CalendarDialog(self._desk, self._window).open()

    def overdue(self) -> None:
        """What ran out and nobody has said why."""
        from ui.frame.overdue import OverdueDialog

        dialog = OverdueDialog(self._desk, self._window)
        dialog.ticket_wanted.connect(self.ticket_wanted)
        dialog.open()

    def notes(self) -> None:
        """What helped before."""
        from ui.frame.solution_notes import SolutionNotesDialog

        SolutionNotesDialog(self._desk, parent=self._window).open()
