"""Every dialog on the way of a ticket: reviewing, deciding, goods coming back, money, the end."""

from ui.decide.opening import open_action

__all__ = ["open_action"]
