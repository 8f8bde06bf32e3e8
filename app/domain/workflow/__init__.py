"""How a ticket moves: `stage(facts)`, `actions(facts)` and the table of moves behind them.

Buttons, menus, shortcuts, the command line, services and tests all read these; there is no other
place that knows what may happen next.
"""

from app.domain.workflow.moves import (
    BESIDE,
    MOVES,
    VERB_OF_REMEDY,
    Action,
    Move,
    Verb,
    actions,
    demand,
    not_yours,
    rights_for,
    why_not,
)
from app.domain.workflow.stages import clock_runs, stage

__all__ = [
    "BESIDE",
    "MOVES",
    "VERB_OF_REMEDY",
    "Action",
    "Move",
    "Verb",
    "actions",
    "clock_runs",
    "demand",
    "not_yours",
    "rights_for",
    "stage",
    "why_not",
]
