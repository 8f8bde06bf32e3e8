"""联系: talk with the buyer and with colleagues, and what somebody comes back to."""

from __future__ import annotations

from ui.ticket.page import CardPage


class ContactPage(CardPage):
    """联系."""

    def make_cards(self) -> None:
        """Nothing yet."""
