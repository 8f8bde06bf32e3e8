"""Opening a ticket by hand: a phone call, a walk-in, a message."""

from ui.intake.dialog import IntakeDialog

__all__ = ["IntakeDialog"]
