"""核实: what the rules say of the case, what is missing, who is liable."""

from __future__ import annotations

from ui.ticket.page import CardPage


class ReviewPage(CardPage):
    """核实."""

    def make_cards(self) -> None:
        """Nothing yet."""
