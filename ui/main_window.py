"""The window: the desk or the welcome of a first start, what is dropped on it, how it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.frame.desk_page import DeskPage
from ui.frame.drop import DropVeil, platform_files
from ui.frame.lock import Lock

if TYPE_CHECKING:
    from ui.ticket.pane import TicketPane
    from ui.welcome.screen import WelcomeScreen

_SIZE: Final = QSize(1440, 900)
_LEAST: Final = QSize(960, 600)


class MainWindow(QWidget):
    """One desk on screen. Made hidden; `show()` it. Its parts are those of `page`."""

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
        self._welcome: WelcomeScreen | None = None
        self.page = DeskPage(desk)
        self.bar, self.rail, self.queue = self.page.bar, self.page.rail, self.page.queue
        self.status, self.errands = self.page.status, self.page.errands
        self.veil = DropVeil(self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setMinimumSize(_LEAST)
        self.setAcceptDrops(True)
        if not desk.memory.place_window("window", self):
            self.resize(_SIZE.boundedTo(self.screen().availableGeometry().size()))
        self.page.place_panes(self.width())
        self.status.set_demo(demo)
        self.status.left.connect(self.home_wanted)
        self.lock = Lock(desk, self.page.switching, self, self._pages)
        self.page.named.connect(self._on_named)
        self.page.lock_wanted.connect(self._on_lock_wanted)
        self.lock.opened.connect(self._on_unlocked)
        self._on_named("")
        self._load()

    @property
    def ticket(self) -> TicketPane | None:
        """The pane of the ticket; None until the first picture."""
        return self.page.ticket

    def open_ticket(self, ticket_id: int) -> None:
        """Show a ticket, wherever it stands."""
        self.page.open_ticket(ticket_id)

    def _load(self) -> None:
        """Show what there is: the desk, or the welcome of a first start."""
        services = self._desk.services
        try:
            if services.staff.needed() or not services.shops.all():
                self._welcome_in()
            elif services.staff.locked:
                self.lock.close_over()
            else:
                self.page.load()
                self.lock.follow()
        except AppError as error:
            self._desk.explain(error)

    def _welcome_in(self) -> None:
        from ui.welcome.screen import WelcomeScreen

        screen = WelcomeScreen(self._desk)
        screen.begun.connect(self._on_begun)
        screen.demo_wanted.connect(self.demo_wanted)
        self._welcome = screen
        self._pages.addWidget(screen)
        self._pages.setCurrentWidget(screen)

    def _on_begun(self) -> None:
        if self._welcome is not None:
            self._pages.removeWidget(self._welcome)
            self._welcome.deleteLater()
            self._welcome = None
        self._load()
        self.page.begin()

    def _on_lock_wanted(self) -> None:
        if not self.lock.put_on():
            self._desk.ask.warn(
                _("你还没有设 PIN，锁了也谁都能打开，没有锁定。"),
                _("在「人员」里给自己设一个 PIN。"),
            )

    def _on_unlocked(self) -> None:
        """The first time it is the start of the desk: nothing was read before the PIN."""
        if not self.page.loaded:
            self._load()
            self.page.begin()

    def _on_named(self, shop: str) -> None:
        self.setWindowTitle(_("{shop} — 售后台").format(shop=shop) if shop else _("售后台"))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if not self._painted and event.type() == QEvent.Type.UpdateRequest:
            self._painted = True
            QTimer.singleShot(0, self._after_first_paint)
        return done

    def _after_first_paint(self) -> None:
        if self._welcome is None and not self.lock.on:
            self.page.begin()
        self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._welcome is None and not self.lock.on and platform_files(event.mimeData()):
            event.acceptProposedAction()
            self.veil.lower_over()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        files = platform_files(event.mimeData())
        if files and not self.lock.on:
            event.acceptProposedAction()
            self.errands.bring_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        job = self._desk.jobs.current
        if job is not None and not self._sure:
            event.ignore()
            if self.lock.page is not None:
                self.lock.page.say(_("「{job}」还没有完成，请先解锁。").format(job=job.title))
                return
            self._desk.ask.confirm(
                _("「{job}」还没有完成。").format(job=job.title),
                _("停止并关闭"),
                self._close_surely,
                details=_("已经保存的内容都在；没有做完的部分不会写入。"),
            )
            return
        self._desk.memory.put_window("window", self)
        self.page.remember()
        self.page.stop()
        self.lock.stop()
        super().closeEvent(event)
        self.closing.emit()

    def _close_surely(self) -> None:
        self._sure = True
        self.close()
