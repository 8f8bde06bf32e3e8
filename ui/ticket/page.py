"""What the pages of a ticket have in common: a column of cards for the ticket that is shown."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.ticket import Ticket
from app.i18n import _
from ui.ticket import wording
from ui.ticket.facts import Fact, Facts
from ui.ticket.verbs import ALONE, Acting
from ui.widgets.scroll import ScrollColumn
from ui.widgets.surface import clear

_MARGINS = (18, 14, 18, 18)
WIDE: Final = 430
"""From this width on facts stand in two columns."""


class Page(ScrollColumn):
    """One tab of a ticket. Subclasses override `fill`."""

    said = Signal(str)
    """Something small was done (a number copied): to be told in passing."""
    verb_wanted = Signal(str)
    """The value of a `Verb` whose button on this page was pressed."""
    verb_wanted_for = Signal(str, int)
    """The same with the id of the parcel, charge or promise the button stands beside."""
    evidence_wanted = Signal(str)
    """The code of a piece of evidence that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_MARGINS, 12, parent=parent)
        self._shown: tuple[Ticket, datetime] | None = None
        self._was_wide = True
        self.acting: Acting = ALONE
        """Who looks at it: set before `show_ticket`."""

    @property
    def ticket(self) -> Ticket:
        """The ticket shown. Raises `LookupError` before the first one."""
        return self._there()[0]

    @property
    def now(self) -> datetime:
        """The instant for which it is shown."""
        return self._there()[1]

    def _there(self) -> tuple[Ticket, datetime]:
        if self._shown is None:
            raise LookupError("no ticket is shown")
        return self._shown

    def show_ticket(self, ticket: Ticket, now: datetime) -> None:
        """Show a ticket as it is `now`; the place is kept while it is the same ticket."""
        same = self._shown is not None and self._shown[0].id == ticket.id
        place = self.verticalScrollBar().value() if same else 0
        self._shown = (ticket, now)
        self._was_wide = self.wide
        self.fill()
        self.verticalScrollBar().setValue(place)

    # A page has the room it is given: asking what it would like is work for every new word on it.
    def sizeHint(self) -> QSize:
        return QSize(480, 500)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 120)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return QScrollArea.eventFilter(self, watched, event)

    @property
    def wide(self) -> bool:
        """Whether there is room for two columns of facts."""
        return self.width() >= WIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self.wide != self._was_wide:
            self.show_ticket(*self._shown)

    def fill(self) -> None:
        """Put what is known of `self.ticket` into the cards. Override."""
        raise NotImplementedError

    def tick(self, now: datetime) -> None:
        """Time went on; nothing else changed. Override where a countdown is shown."""

    # ----------------------------------------------------------------- parts of every page

    def facts(self, columns: int = 2) -> Facts:
        """A new set of facts whose copying is told in passing."""
        made = Facts(columns)
        made.copied.connect(self.tell_copied)
        return made

    def number(self, name: str, number: str) -> Fact:
        """A number to copy, grouped to be read; `未知` when there is none."""
        return Fact(name, wording.grouped(number) or wording.unknown(), number)

    def when(self, at: datetime | None) -> str:
        """An instant in the shop's zone."""
        return wording.instant(at, self.now, ZoneInfo(self.ticket.shop.zone))

    def tell_copied(self, value: str) -> None:
        """Say that a number went to the clipboard."""
        self.said.emit(_("已复制 {value}").format(value=value))


class CardPage(Page):
    """A page whose cards differ from ticket to ticket: they are made anew each time."""

    def fill(self) -> None:
        # One repaint at the end instead of one for every card.
        self.setUpdatesEnabled(False)
        clear(self.column)
        self.make_cards()
        self.column.addStretch(1)
        self.setUpdatesEnabled(True)

    def make_cards(self) -> None:
        """Put the cards of `self.ticket` into `self.column`. Override."""
        raise NotImplementedError
