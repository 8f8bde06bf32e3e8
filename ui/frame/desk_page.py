"""The desk on screen: top bar, rail, queue, ticket, status line, and what they tell one another.

Holds the scope that is listed and the ticket that is chosen; decides nothing about tickets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.remedy import Remedy
from app.domain.shop import Shop
from app.domain.ticket_list import View
from app.errors import AppError
from app.i18n import N_, _
from ui.actions import Command, Commands
from ui.desk import Desk
from ui.frame.errands import Errands
from ui.frame.house import House
from ui.frame.news import News
from ui.frame.rail import WIDTH as RAIL_WIDTH
from ui.frame.rail import Rail
from ui.frame.reminding import Reminding
from ui.frame.status_line import StatusLine
from ui.frame.sweeping import Sweeping
from ui.frame.switching import Switching
from ui.frame.top_bar import TopBar
from ui.queue.pane import QueuePane
from ui.queue.scope import Scope
from ui.widgets.surface import Ground

if TYPE_CHECKING:
    from ui.ticket.pane import TicketPane

_QUEUE_WIDTH: Final = 430
_NARROW_QUEUE: Final = 356
_WIDE_FROM: Final = 1400
_RAIL_LEAST, _RAIL_MOST, _QUEUE_LEAST, _TICKET_LEAST = 150, 280, 300, 420
_SHOW_MS: Final = 15

NEW = Command("new-ticket", N_("新建售后单"), "plus", ("Ctrl+N",))
BRING = Command("import", N_("导入平台文件"), "import", ("Ctrl+I",))
SEARCH = Command("search", N_("搜索"), "search", ("Ctrl+K", "/"))
NEXT = Command("next", N_("下一张售后单"), "next", ("J",))
PREVIOUS = Command("previous", N_("上一张售后单"), "previous", ("K",))
LEAVE = Command("leave", N_("清空搜索，回到列表"), "", ("Esc",))
RELOAD = Command("reload", N_("重新载入"), "", ("F5",))
KEYS = Command("keys", N_("快捷键"), "keyboard", ("F1",))
SWITCH = Command("switch-person", N_("换人操作"), "people", ("Ctrl+Shift+P",))
LOCK = Command("lock", N_("锁定"), "lock", ("Ctrl+L",))


class DeskPage(QWidget):
    """Everything of one desk but the window around it. `errands` opens the dialogs."""

    named = Signal(str)
    """Which shop is looked at; empty for several."""
    lock_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scope = Scope(shop_id=desk.memory.number("shop") or None)
        self._shops: tuple[Shop, ...] = ()
        self._loaded = False
        self.bar = TopBar()
        self.rail = Rail()
        self.queue = QueuePane(desk, desk.services.context.clock)
        # The ticket's pane is the larger half of the window; the list is painted without it.
        self.ticket: TicketPane | None = None
        self._ground = Ground()
        self.status = StatusLine()
        self.switching = Switching(desk, self)
        self.errands = Errands(desk, self.switching, self)
        self.sweeping = Sweeping(desk, self)
        self.reminding = Reminding(desk, self)
        self.commands = Commands(self, desk.theme)
        self.house = House(desk, self.commands, self)
        self.news = News(desk)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        # Keys may be held down: only the ticket on which they rest is read.
        self._show_later = QTimer(self)
        self._show_later.setSingleShot(True)
        self._show_later.setInterval(_SHOW_MS)
        self._pending: int | None = None
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        parts = (
            (self.rail, _RAIL_LEAST),
            (self.queue, _QUEUE_LEAST),
            (self._ground, _TICKET_LEAST),
        )
        for pane, least in parts:
            pane.setMinimumWidth(least)
            self.panes.addWidget(pane)
        self.rail.setMaximumWidth(_RAIL_MOST)
        self.panes.setStretchFactor(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.news)
        column.addWidget(self.panes, 1)
        column.addWidget(self.status)
        self.status.show_keys(_("J / K 上下 · Enter 打开 · Ctrl+K 搜索 · F1 全部快捷键"))

    def _connect(self) -> None:
        desk = self._desk
        for command, slot in (
            (NEW, self._on_new),
            (BRING, self.errands.bring),
            (SEARCH, self._on_search_key),
            (NEXT, self.queue.next),
            (PREVIOUS, self.queue.previous),
            (LEAVE, self._on_leave),
            (RELOAD, self._on_reload),
            (KEYS, self._on_keys),
            (SWITCH, self.errands.switch),
            (LOCK, self._on_lock),
        ):
            self.commands.add(command, slot)
        self.bar.new.clicked.connect(self._on_new)
        self.bar.new.set_tip(_("新建售后单（Ctrl+N）"))
        self.bar.bring.clicked.connect(self.errands.bring)
        self.bar.bring.set_tip(_("千牛退款、淘宝订单等导出文件；也可以直接拖进窗口（Ctrl+I）"))
        self.bar.search.searched.connect(self._on_searched)
        self.bar.search.left_down.connect(self._on_search_down)
        self.bar.search.returnPressed.connect(self._on_search_down)
        self.bar.shop_chosen.connect(self._on_shop)
        self.bar.shops_wanted.connect(self._on_shops_wanted)
        self.bar.person_chosen.connect(self.errands.become)
        self.bar.switch_wanted.connect(self.errands.switch)
        self.bar.lock_wanted.connect(self.lock_wanted)
        self.bar.people_wanted.connect(self.errands.people)
        self.bar.limits_wanted.connect(self.errands.limits)
        self.bar.mode_chosen.connect(self._on_mode)
        self.bar.keys_wanted.connect(self._on_keys)
        self.bar.folder_wanted.connect(self.errands.open_folder)
        self.bar.show_house(self.commands)
        self.house.ticket_wanted.connect(self.open_ticket)
        self.reminding.ticket_wanted.connect(self.open_ticket)
        self.reminding.view_wanted.connect(self._on_view)
        self.news.rules_wanted.connect(self.house.rules)
        self.rail.view_chosen.connect(self._on_view)
        self.rail.report_wanted.connect(self._on_report)
        self.rail.shop_wanted.connect(self._on_shops_wanted)
        self.rail.people_wanted.connect(self.errands.people)
        self.rail.check_wanted.connect(self.errands.check)
        self.queue.ticket_chosen.connect(self._on_ticket_chosen)
        self.queue.opened.connect(self._on_opened)
        self.queue.kind_chosen.connect(self._on_kind)
        self.queue.helped.connect(self._on_helped)
        self.status.cancelled.connect(self._on_cancel_job)
        self.errands.ticket_made.connect(self.open_ticket)
        self.switching.let_in.connect(self._on_let_in)
        self._show_later.timeout.connect(self._on_show_later)
        desk.jobs.running.connect(self.status.show_progress)
        desk.changes.changed.connect(self._on_changes)
        desk.theme.changed.connect(self._show_person)

    def place_panes(self, width: int) -> None:
        """The widths of last time, else those that suit a window of this width."""
        if not self._desk.memory.place_splitter("panes", self.panes):
            queue = _QUEUE_WIDTH if width >= _WIDE_FROM else _NARROW_QUEUE
            self.panes.setSizes([RAIL_WIDTH, queue, width - RAIL_WIDTH - queue])

    def remember(self) -> None:
        """Keep the widths for next time; a page that was never on screen has none."""
        if self._loaded:
            self._desk.memory.put_splitter("panes", self.panes)

    @property
    def loaded(self) -> bool:
        """Whether anything of the desk was read yet."""
        return self._loaded

    def load(self) -> None:
        """Read what is shown; call once there are a person and a shop. May raise `AppError`."""
        self._loaded = True
        self._show_person()
        self._show_shops()
        self._show_scope(self._scope)
        self._show_counts()

    def begin(self) -> None:
        """The window is painted: choose the ticket that runs out first."""
        self.queue.take_focus()
        self.queue.choose_first()
        self.sweeping.start()
        self.reminding.start()
        self.news.begin()

    def stop(self) -> None:
        """Nothing reads the database any more: before it is closed."""
        self._show_later.stop()
        self.sweeping.stop()
        self.reminding.stop()
        self.news.stop()
        self.queue.stop()

    # ------------------------------------------------------------------ showing

    def _show_shops(self) -> None:
        self._shops = self._desk.services.shops.all()
        known = {shop.id for shop in self._shops}
        if self._scope.shop_id not in known:
            self._scope = replace(self._scope, shop_id=None)
        self.queue.set_shops(self._shops)
        self.bar.show_shops(self._shops, self._scope.shop_id)
        only = next((s.name for s in self._shops if s.id == self._scope.shop_id), "")
        if len(self._shops) == 1:
            only = self._shops[0].name
        self.named.emit(only)

    def _show_person(self) -> None:
        staff = self._desk.services.staff
        people = staff.people()
        self.bar.show_person(staff.current, people, self._desk.theme.mode)
        self.rail.show_approvals(len(people) > 1)

    def _show_counts(self) -> None:
        counts = self._desk.services.queue.counts(self._scope.shop_id)
        self.rail.show_counts(counts)
        total = counts.get(View.ALL, 0)
        self.queue.set_total(total)
        self.status.show_total(total)

    def _show_scope(self, scope: Scope) -> None:
        self._scope = scope
        self.rail.mark(None if scope.everywhere else scope.view)
        self.queue.show_scope(scope)

    def _keep_scope(self, scope: Scope) -> None:
        """As `_show_scope`; the chosen ticket stays chosen where it is listed."""
        self._show_scope(scope)
        self.queue.hold(self.queue.current)

    def open_ticket(self, ticket_id: int) -> None:
        """Show a ticket, wherever it stands: in the list if it is there, else among all."""
        if not self.queue.choose(ticket_id):
            self.bar.search.clear()
            self._show_scope(Scope(view=View.ALL, shop_id=self._scope.shop_id))
            if not self.queue.choose(ticket_id):
                self._show_scope(Scope(view=View.ALL))
                self.queue.choose(ticket_id)
        self._on_ticket_chosen(ticket_id)

    def _on_ticket_chosen(self, ticket_id: int | None) -> None:
        self._pending = ticket_id
        self._show_later.start()

    def _on_show_later(self) -> None:
        self._ticket_pane().show_ticket(self._pending)

    def _ticket_pane(self) -> TicketPane:
        """The pane of the ticket, made when it is first wanted."""
        if self.ticket is None:
            from ui.ticket.pane import TicketPane

            self.ticket = TicketPane(self._desk)
            self.ticket.setMinimumWidth(_TICKET_LEAST)
            sizes = self.panes.sizes()
            self.panes.replaceWidget(2, self.ticket)
            self._ground.deleteLater()
            self.panes.setStretchFactor(2, 1)
            self.panes.setSizes(sizes)
            self.ticket.show()
        return self.ticket

    # ------------------------------------------------------------------ what was wanted

    def _on_view(self, view: View) -> None:
        self._show_scope(self._scope.in_view(view))
        if self.queue.model.rowCount():
            self.queue.choose_first()
        else:
            self.queue.hold(None)
            self._on_ticket_chosen(None)

    def _on_searched(self, text: str) -> None:
        if text:
            self._show_scope(self._scope.searching(text))
            self.queue.choose_first()
        else:
            self._keep_scope(self._scope.searching(text))

    def _on_search_key(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def _on_search_down(self) -> None:
        self.queue.take_focus()

    def _on_leave(self) -> None:
        if self.bar.search.text():
            self.bar.search.clear()
        self.queue.take_focus()

    def _on_shop(self, shop_id: int | None) -> None:
        self._scope = replace(self._scope, shop_id=shop_id)
        self._desk.memory.put("shop", shop_id or 0)
        self._show_shops()
        self._keep_scope(self._scope)
        self._show_counts()

    def _on_kind(self, kind: Remedy | None) -> None:
        self._keep_scope(replace(self._scope, kind=kind))

    def _on_helped(self, what: str) -> None:
        if what == "import":
            self.errands.bring()
        elif what == "overdue":
            self.house.overdue()
        else:
            self._show_scope(self._scope.widened())
            self.queue.choose_first()

    def _on_opened(self) -> None:
        self._show_later.stop()
        self._on_show_later()
        self._ticket_pane().setFocus(Qt.FocusReason.TabFocusReason)

    def _on_new(self) -> None:
        self.errands.new_ticket(self._scope.shop_id)

    def _on_shops_wanted(self) -> None:
        self.errands.shops(self._scope.shop_id)

    def _on_report(self) -> None:
        self.errands.month(self._scope.shop_id)

    def _on_keys(self) -> None:
        more = self._ticket_pane().commands.overview()
        self.errands.keys(self.commands.overview() + more)

    def _on_let_in(self) -> None:
        """Somebody else acts: what may be done is another."""
        if not self._loaded:
            return
        self._show_person()
        self.news.begin()
        if self.ticket is not None:
            self.ticket.show_ticket(self.queue.current)

    def _on_lock(self) -> None:
        self.lock_wanted.emit()

    def _on_mode(self, mode: str) -> None:
        self._desk.theme.apply(mode)  # type: ignore[arg-type]  # the menu holds the modes

    def _on_cancel_job(self) -> None:
        job = self._desk.jobs.current
        if job is not None:
            job.cancel()

    def _on_reload(self) -> None:
        self._show_shops()
        self.queue.reload()
        self._show_counts()
        self._ticket_pane().show_ticket(self.queue.current)

    def _on_changes(self, changes: Any) -> None:
        if not self._loaded:
            return
        try:
            self._follow(changes)
        except AppError as error:
            self._desk.explain(error)

    def _follow(self, changes: Any) -> None:
        if changes.touches("shop"):
            self._show_shops()
        if changes.touches("staff"):
            self._show_person()
        if changes.touches("ticket") or changes.touches("order") or changes.touches("shop"):
            self.queue.reload()
            self._show_counts()
            if self.queue.current is None:
                # The first tickets of an empty list: the one that runs out first is shown.
                self.queue.choose_first()
