"""What the pages of a ticket have in common: a column of cards that is filled anew."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ticket import Ticket
from app.i18n import _
from ui.ticket import wording
from ui.widgets.copyable import Copyable
from ui.widgets.scroll import ScrollColumn
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel

_MARGINS = (18, 14, 18, 18)


class Page(ScrollColumn):
    """One tab of a ticket. Subclasses override `fill`."""

    said = Signal(str)
    """Something small was done (a number copied): to be told in passing."""
    verb_wanted = Signal(str)
    """The value of a `Verb` whose button on this page was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_MARGINS, 12, parent=parent)
        self._shown: tuple[Ticket, datetime] | None = None

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
        # One repaint at the end instead of one for every card.
        self.setUpdatesEnabled(False)
        clear(self.column)
        self.fill()
        self.column.addStretch(1)
        self.setUpdatesEnabled(True)
        self.verticalScrollBar().setValue(place)

    def fill(self) -> None:
        """Put the cards of `self.ticket` into `self.column`. Override."""
        raise NotImplementedError

    def tick(self, now: datetime) -> None:
        """Time went on; nothing else changed. Override where a countdown is shown."""

    # ----------------------------------------------------------------- parts of every page

    def number(self, number: str) -> QWidget:
        """A number to copy, grouped to be read; `未知` when there is none."""
        if not number:
            return PlainLabel(wording.unknown())
        shown = Copyable(wording.grouped(number), number)
        shown.copied.connect(self._on_copied)
        return shown

    def when(self, at: datetime | None) -> str:
        """An instant in the shop's zone."""
        return wording.instant(at, self.now, ZoneInfo(self.ticket.shop.zone))

    def _on_copied(self, value: str) -> None:
        self.said.emit(_("已复制 {value}").format(value=value))
