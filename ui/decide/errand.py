"""What happens between a dialog and the services: the verb is called, and nothing typed is lost.

A refusal keeps the dialog open with its sentence. A ticket that somebody changed meanwhile is
shown afresh in the open dialog, with who did what.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from app.domain.ticket import Ticket
from app.domain.workflow import Verb, why_not
from app.errors import AppError, Busy, NotFound, RuleViolation, Stale, StorageProblem
from app.i18n import _
from ui.decide.action_dialog import ActionDialog
from ui.decide.offer import offer_after
from ui.desk import Desk, Outcome
from ui.drafts import DraftKeeper

Call = Callable[[Any, Ticket, Any], Ticket]
"""(services, ticket as shown, draft of the dialog) → the ticket as it is now."""


class Errand(QObject):
    """Takes the draft of one open dialog to one verb; a child of the dialog."""

    def __init__(
        self,
        desk: Desk,
        dialog: ActionDialog,
        verb: Verb,
        call: Call,
        said: str,
        *,
        filled: bool = False,
        kept_as: str = "",
    ) -> None:
        """`said` is told in passing once it is done; `{number}` stands for the ticket's.

        `filled`: the dialog opens with what was chosen elsewhere, not with what was typed the
        last time. `kept_as`: under which name typed text is kept, where a verb has several forms.
        """
        super().__init__(dialog)
        self._desk = desk
        self._dialog = dialog
        self._verb = verb
        self._call = call
        self._said = said
        self._under_way = False
        self._seen = last_entry(desk, dialog.ticket)
        key = f"ticket/{dialog.ticket.id}/{kept_as or verb.value}"
        self.keeper = DraftKeeper(desk, key, dialog)
        for name, field in dialog.kept.items():
            self.keeper.keep(name, field)
        dialog.submitted.connect(self._on_submitted)
        desk.changes.changed.connect(self._on_changes)
        if not filled:
            self.keeper.restore()

    def _on_submitted(self, draft: object) -> None:
        outcome = self._attempt(draft)
        if outcome:
            self._done(outcome.result)
        elif isinstance(outcome.error, Busy):
            self._dialog.keep_open()
            self._dialog.hold(_("正在写入别的内容，这一步排在后面，马上自动执行。"))
            self._desk.pending.put_off(_Later(self, draft))
        else:
            self._refused(outcome)

    @property
    def open(self) -> bool:
        """Whether the dialog is still there to be carried out."""
        return self._dialog.isVisible()

    def _attempt(self, draft: object) -> Outcome[Ticket]:
        self._under_way = True
        try:
            return self._desk.attempt(self._call, self._desk.services, self._dialog.ticket, draft)
        finally:
            self._under_way = False

    def try_again(self, draft: object) -> bool:
        """Carry out what was put off; False while it still cannot start."""
        outcome = self._attempt(draft)
        if isinstance(outcome.error, Busy):
            return False
        self._dialog.hold("")
        if outcome:
            self._done(outcome.result)
            self._dialog.accept()
        else:
            self._refused(outcome)
        return True

    def _refused(self, outcome: Outcome[Ticket]) -> None:
        self._dialog.keep_open(outcome.sentence)
        if isinstance(outcome.error, StorageProblem):
            self._desk.explain(outcome.error)
        elif isinstance(outcome.error, Stale | RuleViolation | NotFound):
            self._show_afresh(outcome.sentence)

    def _done(self, fresh: Ticket | None) -> None:
        self.keeper.forget()
        copied = self._dialog.copied()
        said = self._said.format(number=self._dialog.ticket.number)
        if copied:
            QGuiApplication.clipboard().setText(copied)
            said = _("{said}给买家的话已复制。").format(said=said)
        offer = offer_after(self._desk, self._verb, fresh, self._dialog.parent())
        self._desk.ask.tell(said, "ok", offer)

    def _on_changes(self, changes: object) -> None:
        """Somebody else wrote while the dialog is open."""
        touches = getattr(changes, "touches", None)
        if self._under_way or touches is None:
            return
        ticket = self._dialog.ticket
        if touches("ticket", ticket.id) or touches("order", ticket.order.id):
            self._show_afresh("")

    def _show_afresh(self, refusal: str) -> None:
        """Show the ticket as it is now, and say what changed since the dialog opened."""
        try:
            fresh = self._desk.services.tickets.get(self._dialog.ticket.id)
        except AppError as gone:
            self._dialog.complain(str(gone))
            return
        if (
            fresh.version == self._dialog.ticket.version
            and fresh.order == self._dialog.ticket.order
        ):
            return
        changed = what_changed(self._desk, fresh, self._seen)
        self._seen = last_entry(self._desk, fresh)
        self._dialog.show_ticket(fresh, why_not(fresh.facts, self._verb) or "")
        sentences = (
            refusal or _("这张售后单刚刚有变化，已按最新内容重新计算，你填的没有丢。"),
            changed,
        )
        self._dialog.complain("\n".join(one for one in sentences if one))


class _Later:
    """A verb that waits its turn. A dialog that was closed meanwhile takes it back."""

    def __init__(self, errand: Errand, draft: object) -> None:
        self._errand, self._draft = errand, draft

    def __call__(self) -> bool:
        if not isValid(self._errand) or not self._errand.open:
            return True
        return self._errand.try_again(self._draft)


def last_entry(desk: Desk, ticket: Ticket) -> int:
    """The place of the newest line in a ticket's history; 0 when it cannot be read."""
    try:
        entries = desk.services.tickets.timeline(ticket.id)
    except AppError:
        return 0
    return entries[-1].seq if entries else 0


def what_changed(desk: Desk, ticket: Ticket, after: int) -> str:
    """`老王：买家寄回：中通 7312…`: what was written since the entry `after`, at most three lines."""
    try:
        entries = desk.services.tickets.timeline(ticket.id)
    except AppError:
        return ""
    news = [entry for entry in entries if entry.seq > after] or list(entries[-1:])
    said = [_("{who}：{what}").format(who=e.actor or _("系统"), what=e.text) for e in news[-3:]]
    return "\n".join(said)
