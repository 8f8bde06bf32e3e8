"""What a clerk does in a decision dialog: opens it, clicks segments, reads sums, submits it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.decisions import DecisionDraft
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click
from tests.ui.shop_floor import Hands, dialog_of
from ui.decide import open_action
from ui.decide.decision_dialog import DecisionDialog
from ui.desk import Desk
from ui.widgets.segments import Segments


def decide(desk: Desk, ticket: Ticket, verb: Verb, home: QWidget) -> DecisionDialog:
    """The open dialog of a decision."""
    open_action(desk, ticket, verb, home)
    return dialog_of(DecisionDialog)


def choose(segments: Segments, text: str) -> None:
    """Click the segment with this text."""
    found = [one for one in segments.findChildren(QAbstractButton) if one.text() == text]
    assert len(found) == 1, f"{len(found)} segments {text}"
    click(found[0])


def sums(dialog: DecisionDialog) -> dict[str, str]:
    """The rows of the calculation."""
    return dict(dialog.quote.calculation.rows)


def said(dialog: DecisionDialog) -> str:
    """Every check, in one text."""
    return "\n".join(text for text, _tone in dialog.quote.checks.rows)


def confirm_again(dialog: DecisionDialog, reason: str) -> None:
    """Answer the red box: why, and that it was looked at."""
    dialog.second_look.reason.set_value(reason)
    click(dialog.second_look.seen)


def handed_out(dialog: DecisionDialog) -> DecisionDraft:
    """The draft the main button hands out; the dialog is closed by it."""
    drafts: list[object] = []
    dialog.submitted.connect(drafts.append)
    Hands(dialog)
    click(dialog.primary)
    assert drafts, dialog.hint.text()
    draft = drafts[0]
    assert isinstance(draft, DecisionDraft)
    return draft
