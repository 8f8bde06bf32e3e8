"""The ticket pane: one ticket, everything known of it, and what can be done now.

It reads the ticket when it is told to and when the desk announces a change; verbs go to the
dialogs of `ui.decide`, papers and evidence to their own parts.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import Stage
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import AppError
from app.i18n import _
from ui.actions import Commands
from ui.desk import Desk
from ui.evidence.adding import offers_evidence
from ui.evidence.drop_hint import DropHint
from ui.evidence.panel import WIDTH as EVIDENCE_WIDTH
from ui.evidence.panel import EvidencePanel
from ui.frame.drop import platform_files
from ui.ticket.action_bar import PASTE, WEIGHING, ActionBar, verb_commands
from ui.ticket.buyer_texts import SHORT_TEXTS
from ui.ticket.contact_page import ContactPage
from ui.ticket.head import TicketHead
from ui.ticket.ladder_page import LadderPage
from ui.ticket.money_page import MoneyPage, has_money
from ui.ticket.overview import OverviewPage
from ui.ticket.papers import PAPERS, Papers
from ui.ticket.return_page import ReturnPage, has_parcels
from ui.ticket.review_page import ReviewPage
from ui.ticket.timeline_page import TimelinePage
from ui.ticket.verbs import Acting
from ui.widgets.banner import EmptyState
from ui.widgets.surface import Ground, Line
from ui.widgets.tabs import Tabs

NARROW: Final = 600
"""Below this width the evidence is a tab instead of a column."""

_TICK_MS: Final = 30_000
_OVERVIEW, _REVIEW, _LADDER, _MONEY, _RETURN, _CONTACT, _TIMELINE, _EVIDENCE = range(8)
_SPLITTER: Final = "ticket"


class TicketPane(Ground):
    """`show_ticket` shows a ticket; `commands` are its keys for the list of shortcuts."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket: Ticket | None = None
        self._ticket_id: int | None = None
        self._stale = False
        self._narrow = False
        self.commands = Commands(self, desk.theme)
        self._make_commands()
        self.head = TicketHead()
        self.tabs = Tabs()
        self.overview = OverviewPage(desk)
        self.review = ReviewPage(desk)
        self.ladder = LadderPage()
        self.money = MoneyPage()
        self.returns = ReturnPage()
        self.contact = ContactPage(desk)
        self.timeline = TimelinePage()
        self.evidence = EvidencePanel(desk)
        self.actions_bar = ActionBar(self.commands, desk.theme)
        self.papers = Papers(desk, self)
        self.empty = EmptyState(
            "inbox", _("没有选中的售后单"), _("在左边的列表里选一张，或按 J、K 上下移动。")
        )
        self._pages = QStackedWidget()
        self._split = QSplitter()
        self._whole = QStackedWidget()
        # What each page was filled for: a hidden page is filled when it is looked at.
        self._filled: dict[int, Ticket] = {}
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.tabs)
        self.veil = DropHint(self)
        self.setAcceptDrops(True)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._on_tick)
        self.show_ticket(None)

    # ------------------------------------------------------------------------------ building

    def _make_commands(self) -> None:
        for command in (*verb_commands(), *WEIGHING, *PAPERS, *SHORT_TEXTS, PASTE):
            self.commands.add(command)
        self.commands.triggered.connect(self.do)
        self.commands.refused.connect(self._on_refused)

    def _lay_out(self) -> None:
        for name in (
            _("概览"), _("核实"), _("协商"), _("方案与金额"), _("物流"), _("联系"), _("时间线"),
            _("证据"),
        ):  # fmt: skip
            self.tabs.add(name)
        self.tabs.setTabVisible(_EVIDENCE, False)
        self.head.add_below(self.tabs)
        self.cards = (
            self.overview, self.review, self.ladder, self.money, self.returns, self.contact,
            self.timeline,
        )  # fmt: skip
        for page in self.cards:
            self._pages.addWidget(page)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self._pages)
        self._split.addWidget(self.evidence)
        self._split.setStretchFactor(0, 1)
        self._pages.setMinimumWidth(260)
        self.evidence.setMinimumWidth(240)
        ticket = QWidget()
        column = QVBoxLayout(ticket)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(self._split, 1)
        column.addWidget(Line())
        column.addWidget(self.actions_bar)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(ticket)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.head.said.connect(self._on_said)
        self.head.verb_wanted.connect(self.do)
        self.head.check_wanted.connect(self.evidence.check_all)
        for page in self.cards:
            page.said.connect(self._on_said)
            page.verb_wanted.connect(self.do)
            page.verb_wanted_for.connect(self.do_for)
            page.evidence_wanted.connect(self._on_evidence_wanted)
        self.evidence.counted.connect(self._on_counted)
        self.actions_bar.pressed.connect(self.do)
        self._split.splitterMoved.connect(self._on_split)
        self._desk.changes.changed.connect(self._on_changes)

    # ------------------------------------------------------------------------------- showing

    @property
    def ticket(self) -> Ticket | None:
        """The ticket that is shown, as it was read last."""
        return self._ticket

    def show_ticket(self, ticket_id: int | None) -> None:
        """Read a ticket and show it; None shows that none is chosen."""
        opened = ticket_id != self._ticket_id
        if opened:
            self._filled.clear()
        self._ticket_id = ticket_id
        self.refresh()
        waits = self._ticket is not None and self._ticket.stage is Stage.AWAITING_APPROVAL
        if opened and waits:
            # Both answers stand on the overview; a tab kept from another ticket would hide them.
            self.tabs.setCurrentIndex(_OVERVIEW)

    def refresh(self) -> None:
        """Read the shown ticket again and show it as it is now."""
        self._stale = False
        if self._ticket_id is None:
            self._show_nothing(
                _("没有选中的售后单"), _("在左边的列表里选一张，或按 J、K 上下移动。")
            )
            return
        services = self._desk.services
        try:
            ticket = services.tickets.get(self._ticket_id)
            entries = services.tickets.timeline(self._ticket_id)
        except AppError as refusal:
            self._show_nothing(refusal.sentence, refusal.advice)
            return
        self._ticket = ticket
        self.timeline.set_entries(entries)
        self.ladder.set_entries(entries)
        self._filled.clear()
        self.head.show_ticket(ticket, services.context.now())
        acting = self._acting(ticket)
        for page in self.cards:
            page.acting = acting
        self.actions_bar.show_ticket(ticket, acting)
        for command in (*WEIGHING, PASTE):
            self.commands.set_reason(command.id, "")
        self.tabs.set_count(_TIMELINE, len(entries))
        self.tabs.set_count(_LADDER, len(ticket.decisions) + len(ticket.counter_offers))
        self._show_tab(_MONEY, has_money(ticket))
        self._show_tab(_RETURN, has_parcels(ticket))
        self._whole.setCurrentIndex(1)
        self._fill(self.tabs.currentIndex())
        self.evidence.show_ticket(ticket, services.context.now())
        self._clock.start()

    def _acting(self, ticket: Ticket) -> Acting:
        services = self._desk.services
        name = services.staff.current.name if services.staff.current is not None else ""
        approver = None
        if ticket.stage is Stage.AWAITING_APPROVAL:
            approver = services.approvals.approver(ticket)
        return Acting(self._desk.roles, name, len(services.staff.people()), approver)

    def _show_nothing(self, title: str, text: str) -> None:
        self._ticket = None
        self._clock.stop()
        self.empty.say("inbox", title, text)
        self._whole.setCurrentIndex(0)
        reason = _("没有选中的售后单。")
        for name in self.commands.ids():
            self.commands.set_reason(name, reason)
        self.evidence.show_ticket(None, self._desk.services.context.now())

    def _show_tab(self, tab: int, there: bool) -> None:
        if not there and self.tabs.currentIndex() == tab:
            self.tabs.setCurrentIndex(_OVERVIEW)
        self.tabs.setTabVisible(tab, there)

    def _fill(self, tab: int) -> None:
        """Show a page, filled for the ticket as it was read last."""
        if tab == _EVIDENCE:
            self._pages.setCurrentWidget(self.evidence)
            return
        page = self.cards[tab]
        self._pages.setCurrentWidget(page)
        if self._ticket is not None and self._filled.get(tab) is not self._ticket:
            self._filled[tab] = self._ticket
            page.show_ticket(self._ticket, self._desk.services.context.now())

    def _on_tab(self, tab: int) -> None:
        self._fill(tab)

    def _on_counted(self, count: int) -> None:
        self.tabs.set_count(_EVIDENCE, count)

    def _on_tick(self) -> None:
        if self.isVisible() and self._ticket is not None:
            now = self._desk.services.context.now()
            self.head.tick(now)
            for tab in self._filled:
                self.cards[tab].tick(now)

    def _on_changes(self, changes: Any) -> None:
        if self._ticket_id is None:
            return
        order = self._ticket.order.id if self._ticket is not None else None
        shop = self._ticket.shop.id if self._ticket is not None else None
        if (
            changes.touches("ticket", self._ticket_id)
            or (order is not None and changes.touches("order", order))
            or (shop is not None and changes.touches("shop", shop))
        ):
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    # ----------------------------------------------------------------------- wide and narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._place_evidence()
        elif not narrow:
            self._share_width()

    def _place_evidence(self) -> None:
        """The evidence as a column of its own, or as the last tab."""
        if self._narrow:
            self._pages.addWidget(self.evidence)
            self.tabs.setTabVisible(_EVIDENCE, True)
            return
        if self.tabs.currentIndex() == _EVIDENCE:
            self.tabs.setCurrentIndex(_OVERVIEW)
        self.tabs.setTabVisible(_EVIDENCE, False)
        self._pages.removeWidget(self.evidence)
        self._split.addWidget(self.evidence)
        self.evidence.show()
        self._share_width()

    def _share_width(self) -> None:
        """The width a person gave the evidence, held so that the cards keep the larger half."""
        wanted = self._desk.memory.number(_SPLITTER, EVIDENCE_WIDTH)
        width = min(wanted, self.width() * 42 // 100)
        self._split.setSizes([self.width() - width - 1, width])

    def _on_split(self) -> None:
        self._desk.memory.put(_SPLITTER, self._split.sizes()[1])

    # --------------------------------------------------------------------------------- doing

    def do(self, command_id: str) -> None:
        """Begin a command of this pane: a verb by its value, or a paper."""
        ticket = self._ticket
        if ticket is None:
            return
        if self.papers.do(command_id, ticket):
            return
        if command_id == PASTE.id:
            self.evidence.paste()
            return
        if command_id == Verb.ADD_EVIDENCE.value:
            self._add_evidence()
            return
        # The dialogs are loaded when the first one is wanted: no pane needs them to be painted.
        from ui.decide import open_action
        from ui.decide.weighing import open_weighing

        if any(command.id == command_id for command in WEIGHING):
            open_weighing(self._desk, ticket, command_id, self)
            return
        open_action(self._desk, ticket, Verb(command_id), self)

    def do_for(self, command_id: str, about: int) -> None:
        """Begin a verb for one of several parcels, charges or promises, by its id."""
        if self._ticket is not None:
            from ui.decide import open_action

            open_action(self._desk, self._ticket, Verb(command_id), self, about)

    def _add_evidence(self) -> None:
        if self._narrow:
            self.tabs.setCurrentIndex(_EVIDENCE)
        self.evidence.pick()

    def _on_said(self, text: str) -> None:
        self._desk.ask.tell(text)

    def _on_refused(self, reason: str) -> None:
        self._desk.ask.warn(reason)

    def _on_evidence_wanted(self, code: str) -> None:
        if not self.evidence.show_code(code):
            self._desk.ask.warn(_("证据 {code} 已不在这张售后单上。").format(code=code))
        elif self._narrow:
            self.tabs.setCurrentIndex(_EVIDENCE)

    # ------------------------------------------------------------------------------ dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Tables go to the window, which imports them; over the evidence itself everything counts.
        data = event.mimeData()
        if self._ticket is None or platform_files(data) or not offers_evidence(data):
            event.ignore()
            return
        event.acceptProposedAction()
        self.veil.lower_over(self._ticket.number)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        if self._ticket is not None:
            event.acceptProposedAction()
            self.evidence.adding.take(self._ticket, event.mimeData())
