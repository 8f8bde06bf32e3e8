"""The window: top bar, rail, queue, ticket, status line. It arranges and passes on; no business."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.order import Shop
from app.domain.remedy import Remedy
from app.domain.ticket import View
from app.errors import AppError
from app.i18n import N_, _
from ui.actions import Command, Commands
from ui.desk import Desk
from ui.frame.drop import DropVeil, platform_files
from ui.frame.errands import Errands
from ui.frame.rail import WIDTH as RAIL_WIDTH
from ui.frame.rail import Rail
from ui.frame.status_line import StatusLine
from ui.frame.top_bar import TopBar
from ui.queue.pane import QueuePane
from ui.queue.scope import Scope
from ui.widgets.surface import Ground

if TYPE_CHECKING:
    from ui.ticket.pane import TicketPane

_SIZE: Final = QSize(1440, 900)
_LEAST: Final = QSize(960, 600)
_QUEUE_WIDTH: Final = 430
_NARROW_QUEUE: Final = 356
_WIDE_FROM: Final = 1400
_TICKET_LEAST: Final = 420
_SHOW_MS: Final = 15

NEW = Command("new-ticket", N_("新建售后单"), "plus", ("Ctrl+N",))
BRING = Command("import", N_("导入平台文件"), "import", ("Ctrl+I",))
SEARCH = Command("search", N_("搜索"), "search", ("Ctrl+K", "/"))
NEXT = Command("next", N_("下一张售后单"), "next", ("J",))
PREVIOUS = Command("previous", N_("上一张售后单"), "previous", ("K",))
LEAVE = Command("leave", N_("清空搜索，回到列表"), "", ("Esc",))
RELOAD = Command("reload", N_("重新载入"), "", ("F5",))
KEYS = Command("keys", N_("快捷键"), "keyboard", ("F1",))


class MainWindow(QWidget):
    """One desk on screen. Made hidden; `show()` it."""

    painted = Signal()
    """Once, when the first picture is on screen."""
    closing = Signal()
    """The window will close now; everything that reads the database must stop."""
    demo_wanted = Signal()
    """Open the demo shop in place of this desk."""
    home_wanted = Signal()
    """Away from the demo shop."""

    def __init__(self, desk: Desk, *, demo: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._painted = False
        self._sure = False
        self._scope = Scope(shop_id=desk.memory.number("shop") or None)
        self._shops: tuple[Shop, ...] = ()
        self.bar = TopBar()
        self.rail = Rail()
        self.queue = QueuePane(desk, desk.services.context.clock)
        # The ticket's pane is the larger half of the window; the list is painted without it.
        self.ticket: TicketPane | None = None
        self._ground = Ground()
        self.status = StatusLine()
        self.errands = Errands(desk, self)
        self.commands = Commands(self, desk.theme)
        self.veil = DropVeil(self)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._pages = QStackedWidget()
        self._welcome: QWidget | None = None
        # Keys may be held down: only the ticket on which they rest is read.
        self._show_later = QTimer(self)
        self._show_later.setSingleShot(True)
        self._show_later.setInterval(_SHOW_MS)
        self._pending: int | None = None
        self._lay_out()
        self._connect()
        self.status.set_demo(demo)
        self._begin()

    # ------------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE.boundedTo(self.screen().availableGeometry().size()))
        self.setAcceptDrops(True)
        desk_page = QWidget()
        inside = QVBoxLayout(desk_page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(1)
        for pane, least in ((self.rail, 150), (self.queue, 300), (self._ground, _TICKET_LEAST)):
            pane.setMinimumWidth(least)
            self._panes.addWidget(pane)
        self.rail.setMaximumWidth(280)
        self._panes.setStretchFactor(2, 1)
        inside.addWidget(self.bar)
        inside.addWidget(self._panes, 1)
        inside.addWidget(self.status)
        self._pages.addWidget(desk_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

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
        self.bar.person_chosen.connect(self._on_person)
        self.bar.new_person_wanted.connect(self.errands.new_person)
        self.bar.mode_chosen.connect(self._on_mode)
        self.bar.keys_wanted.connect(self._on_keys)
        self.bar.folder_wanted.connect(self.errands.open_folder)
        self.rail.view_chosen.connect(self._on_view)
        self.rail.report_wanted.connect(self._on_report)
        self.rail.shop_wanted.connect(self._on_shops_wanted)
        self.rail.check_wanted.connect(self.errands.check)
        self.queue.ticket_chosen.connect(self._on_ticket_chosen)
        self.queue.opened.connect(self._on_opened)
        self.queue.kind_chosen.connect(self._on_kind)
        self.queue.helped.connect(self._on_helped)
        self.status.cancelled.connect(self._on_cancel_job)
        self.status.left.connect(self.home_wanted)
        self.errands.ticket_made.connect(self.open_ticket)
        self.errands.person_changed.connect(self._show_person)
        self._show_later.timeout.connect(self._on_show_later)
        desk.jobs.running.connect(self.status.show_progress)
        desk.changes.changed.connect(self._on_changes)
        desk.theme.changed.connect(self._show_person)

    def _begin(self) -> None:
        desk = self._desk
        if not desk.memory.place_window("window", self):
            self.resize(_SIZE.boundedTo(self.screen().availableGeometry().size()))
        if not desk.memory.place_splitter("panes", self._panes):
            width = self.width()
            queue = _QUEUE_WIDTH if width >= _WIDE_FROM else _NARROW_QUEUE
            self._panes.setSizes([RAIL_WIDTH, queue, width - RAIL_WIDTH - queue])
        self.status.show_keys(_("J / K 上下 · Enter 打开 · Ctrl+K 搜索 · F1 全部快捷键"))
        self._load()

    def _load(self) -> None:
        """Show what there is: the desk, or the welcome of a first start."""
        services = self._desk.services
        try:
            first = services.staff.needed() or not services.shops.all()
        except AppError as error:
            self._desk.explain(error)
            return
        if first:
            self._welcome_in()
            return
        self._show_person()
        self._show_shops()
        self._show_scope(self._scope)
        self._show_counts()

    def _welcome_in(self) -> None:
        from ui.welcome.screen import WelcomeScreen

        screen = WelcomeScreen(self._desk)
        screen.begun.connect(self._on_begun)
        screen.demo_wanted.connect(self.demo_wanted)
        self._welcome = screen
        self._pages.addWidget(screen)
        self._pages.setCurrentWidget(screen)
        self._set_keys(False)
        self.setWindowTitle(_("售后台"))

    def _on_begun(self) -> None:
        if self._welcome is not None:
            self._pages.removeWidget(self._welcome)
            self._welcome.deleteLater()
            self._welcome = None
        self._set_keys(True)
        self._load()
        self.queue.take_focus()

    def _set_keys(self, on: bool) -> None:
        for name in self.commands.ids():
            self.commands[name].setEnabled(on)

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
        self.setWindowTitle(_("{shop} — 售后台").format(shop=only) if only else _("售后台"))

    def _show_person(self) -> None:
        staff = self._desk.services.staff
        self.bar.show_person(staff.current, staff.people(), self._desk.theme.mode)

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
            sizes = self._panes.sizes()
            self._panes.replaceWidget(2, self.ticket)
            self._ground.deleteLater()
            self._panes.setStretchFactor(2, 1)
            self._panes.setSizes(sizes)
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
        self._show_scope(self._scope.searching(text))
        if text:
            self.queue.choose_first()

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
        self._show_scope(self._scope)
        self._show_counts()

    def _on_kind(self, kind: Remedy | None) -> None:
        self._show_scope(replace(self._scope, kind=kind))

    def _on_helped(self, what: str) -> None:
        if what == "import":
            self.errands.bring()
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

    def _on_person(self, name: str) -> None:
        self.errands.become(name)

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
        if self._welcome is not None:
            return
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

    # ------------------------------------------------------------------ the window itself

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if not self._painted and event.type() == QEvent.Type.UpdateRequest:
            self._painted = True
            QTimer.singleShot(0, self._after_first_paint)
        return done

    def _after_first_paint(self) -> None:
        if self._welcome is None:
            self.queue.take_focus()
            self.queue.choose_first()
        self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._welcome is None and platform_files(event.mimeData()):
            event.acceptProposedAction()
            self.veil.lower_over()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        files = platform_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.errands.bring_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        job = self._desk.jobs.current
        if job is not None and not self._sure:
            event.ignore()
            self._desk.ask.confirm(
                _("「{job}」还没有完成。").format(job=job.title),
                _("停止并关闭"),
                self._close_surely,
                details=_("已经保存的内容都在；没有做完的部分不会写入。"),
            )
            return
        memory = self._desk.memory
        memory.put_window("window", self)
        memory.put_splitter("panes", self._panes)
        self._show_later.stop()
        self.queue.stop()
        super().closeEvent(event)
        self.closing.emit()

    def _close_surely(self) -> None:
        self._sure = True
        self.close()
