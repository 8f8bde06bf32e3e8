"""核实: what the rules say of the case, what is missing, who is liable."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.ticket.page import CardPage


class ReviewPage(CardPage):
    """核实."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def make_cards(self) -> None:
        """Nothing yet."""
