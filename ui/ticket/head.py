"""The head of the pane: number, marks, a menu, and the steps the ticket goes through."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.case import Urgency
from app.domain.facts import Stage
from app.domain.labels import label, stepper, tone
from app.domain.remedy import ProblemClass
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.i18n import _
from ui.ticket import review_words, wording
from ui.ticket.clock_words import head_mark, head_tip
from ui.tokens import Tone
from ui.widgets.button import IconButton
from ui.widgets.copyable import Copyable
from ui.widgets.flow import Flow
from ui.widgets.pill import Pill
from ui.widgets.stage_bar import StageBar
from ui.widgets.surface import Surface
from ui.widgets.text import tip

_BAR_TONES: Final[dict[Stage, Tone]] = {
    Stage.REJECTED: "bad",
    Stage.DISPUTED: "bad",
    Stage.CANCELLED: "muted",
    Stage.EXPIRED: "muted",
    Stage.MERGED: "muted",
}


class TicketHead(Surface):
    """Emits `said` for what was copied and `verb_wanted` for the verbs of its menu."""

    said = Signal(str)
    verb_wanted = Signal(str)
    check_wanted = Signal()
    """Check that no evidence of this ticket was altered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: Ticket | None = None
        self._copies: dict[QAction, str] = {}
        self.number = Copyable(look="title")
        self.number.copied.connect(self._on_copied)
        self.pills: list[Pill] = []
        self._flow = Flow(6)
        marks = QWidget()
        marks.setLayout(self._flow)
        self.more = IconButton("more", _("更多"))
        self.more.clicked.connect(self._on_more)
        self.menu = QMenu(self)
        top = QHBoxLayout()
        top.setSpacing(8)
        # The number keeps its width; the marks break into a second row when it gets narrow.
        top.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(marks, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.steps = StageBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.steps)
        self._column = column

    def show_ticket(self, ticket: Ticket, now: datetime) -> None:
        """Show whose pane this is, as it stands `now`."""
        self._ticket = ticket
        self.number.show_text(ticket.number)
        self._show_marks(ticket, now)
        steps, at = stepper(ticket.stage)
        if ticket.stage is Stage.COMPLETED:
            at = len(steps)
        self.steps.show_steps(steps, at, _BAR_TONES.get(ticket.stage, "info"))

    def tick(self, now: datetime) -> None:
        """Time went on: less of it is left."""
        if self._ticket is not None:
            self._show_marks(self._ticket, now)

    def _show_marks(self, ticket: Ticket, now: datetime) -> None:
        due = head_mark(ticket, now)
        marks = [*_marks(ticket)[:1], *((due,) if due else ()), *_marks(ticket)[1:]]
        while len(self.pills) < len(marks):
            pill = Pill()
            self._flow.addWidget(pill)
            self.pills.append(pill)
        for place, pill in enumerate(self.pills):
            pill.setVisible(place < len(marks))
            if place < len(marks):
                pill.show_text(*marks[place])
                pill.setToolTip(tip(head_tip(ticket, now)) if marks[place] == due else "")

    def add_below(self, widget: QWidget) -> None:
        """Something that belongs to the head, such as the tabs."""
        self._column.addWidget(widget)

    def _on_copied(self, value: str) -> None:
        self.said.emit(_("已复制 {value}").format(value=value))

    def _on_more(self) -> None:
        self._fill_menu()
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def _fill_menu(self) -> None:
        """What concerns the ticket and is no step on its way."""
        self.menu.clear()
        self._copies.clear()
        ticket = self._ticket
        if ticket is None:
            return
        self._offer_copy(_("复制售后单号"), ticket.number)
        self._offer_copy(_("复制订单号"), ticket.order.number)
        for claim in ticket.claims:
            self._offer_copy(
                _("复制平台售后单号 {number}").format(number=claim.claim_no), claim.claim_no
            )
        self.menu.addSeparator()
        for verb in (Verb.SET_CASE, Verb.SET_FACTS, Verb.ASSIGN, Verb.LOG_CONTACT, Verb.NOTE):
            action = self.menu.addAction(_("{verb}…").format(verb=label(verb)))
            action.setData(verb.value)
            action.triggered.connect(self._on_verb)
        if ticket.evidence:
            self.menu.addSeparator()
            self.menu.addAction(_("校验全部证据")).triggered.connect(self.check_wanted)

    def _offer_copy(self, text: str, value: str) -> None:
        if value:
            action = self.menu.addAction(text)
            self._copies[action] = value
            action.triggered.connect(self._on_copy)

    def _on_copy(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            value = self._copies[action]
            QGuiApplication.clipboard().setText(value)
            self._on_copied(value)

    def _on_verb(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.verb_wanted.emit(str(action.data()))


def _marks(ticket: Ticket) -> list[tuple[str, Tone]]:
    """The pills beside the number."""
    marks: list[tuple[str, Tone]] = [(label(ticket.stage), tone(ticket.stage))]
    if ticket.urgency is not Urgency.NORMAL:
        pressing: Tone = "bad" if ticket.urgency is Urgency.TOP else "warn"
        marks.append((review_words.urgency(ticket.urgency), pressing))
    if ticket.requested is not None or ticket.decision is not None:
        remedy = ticket.decision.remedy if ticket.decision is not None else ticket.requested
        if remedy is not None:
            marks.append((label(remedy), "muted"))
    if ticket.problem is not ProblemClass.UNKNOWN:
        marks.append((label(ticket.problem), "muted"))
    marks.append((wording.blame(ticket.liability), "muted"))
    if ticket.facts.has_conflict:
        marks.append((_("实付有冲突"), "bad"))
    if not ticket.order.verified:
        marks.append((_("订单未核对"), "warn"))
    return marks
