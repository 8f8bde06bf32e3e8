"""What is taken along of a ticket: texts for the clipboard, the dispute report, the return slip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.handover import handover_note
from app.domain.ticket import Ticket
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.jobs import Steps
from ui.reveal import open_file
from ui.ticket.printing import PrintErrand, has_printer
from ui.widgets.toast import ToastAction

if TYPE_CHECKING:
    from app.services import Services

_PDF = "PDF (*.pdf)"


class Papers(QObject):
    """Asks where, writes in a job, says where it is. `window` is what dialogs stand over."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._ticket: Ticket | None = None
        self._written: Path | None = None

    def copy_words(self, ticket: Ticket) -> None:
        """The words to the buyer of the latest round, to the clipboard."""
        decision = ticket.decision
        if decision is not None and decision.message:
            QGuiApplication.clipboard().setText(decision.message)
            self._desk.ask.tell(_("给买家的话已复制"))

    def copy_handover(self, ticket: Ticket) -> None:
        """The hand-over note for a colleague, to the clipboard."""
        who = self._desk.services.staff.current
        now = self._desk.services.context.now()
        note = handover_note(ticket, who.name if who is not None else "", now)
        QGuiApplication.clipboard().setText(note)
        self._desk.ask.tell(_("交接说明已复制，{n} 字").format(n=len(note)))

    def dispute(self, ticket: Ticket) -> None:
        """The dispute report."""
        self._ticket = ticket
        name = _("{number} 纠纷报告.pdf").format(number=ticket.number)
        self._desk.ask.pick_save(_("导出纠纷报告"), name, self._on_dispute_place, filters=[_PDF])

    def slip(self, ticket: Ticket) -> None:
        """The return slip, 76 × 130 mm."""
        self._ticket = ticket
        name = _("{number} 退货卡.pdf").format(number=ticket.number)
        self._desk.ask.pick_save(_("导出退货卡"), name, self._on_slip_place, filters=[_PDF])

    def print_slip(self, ticket: Ticket) -> None:
        """The return slip on paper, through the system's own print dialog."""
        if not has_printer():
            self._desk.ask.warn(
                _("这台电脑上没有打印机，退货卡没有打印。"),
                _("请先安装打印机；也可以「导出退货卡 PDF」，换一台电脑打印或发给买家。"),
            )
            return
        folder = self._desk.services.context.paths.root / "opened" / str(ticket.id)
        target = folder / _("{number} 退货卡.pdf").format(number=ticket.number)
        work = _Writing(self._desk.services, ticket.id, target, _write_slip)
        self._desk.jobs.run(_("准备打印"), work, done=self._on_ready)

    def _on_dispute_place(self, path: Path) -> None:
        self._write(path, _write_dispute, _("正在写纠纷报告"))

    def _on_slip_place(self, path: Path) -> None:
        self._write(path, _write_slip, _("正在写退货卡"))

    def _write(self, path: Path, write: Write, title: str) -> None:
        if self._ticket is not None:
            work = _Writing(self._desk.services, self._ticket.id, path, write)
            self._desk.jobs.run(title, work, done=self._on_written)

    def _on_written(self, path: Path) -> None:
        self._written = path
        self._desk.ask.tell(
            _("已导出「{name}」，在 {folder}").format(name=path.name, folder=path.parent),
            "ok",
            ToastAction(_("打开"), self._on_open),
        )

    def _on_open(self) -> None:
        if self._written is not None and not open_file(self._written):
            self._desk.ask.warn(
                _("系统里没有能打开 PDF 的程序。"),
                _("文件在 {path}").format(path=self._written),
            )

    def _on_ready(self, path: Path) -> None:
        try:
            errand = PrintErrand(path, self._window)
        except AppError as refusal:
            self._desk.explain(refusal)
            return
        errand.printed.connect(self._on_printed)
        errand.failed.connect(self._desk.explain)
        errand.start()

    def _on_printed(self, pages: int, printer: str) -> None:
        self._desk.ask.tell(_("已交给打印机「{printer}」，{n} 页").format(printer=printer, n=pages))


Write = Callable[["Services", int, Path], Path]


class _Writing:
    """The work of a job: reads the ticket afresh on the worker, writes, says where it landed."""

    def __init__(self, services: Any, ticket_id: int, path: Path, write: Write) -> None:
        self._services = services
        self._ticket_id = ticket_id
        self._path = path
        self._write = write

    def __call__(self, _steps: Steps) -> Path:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return self._write(self._services, self._ticket_id, self._path)


def _write_dispute(services: Services, ticket_id: int, path: Path) -> Path:
    # Writing PDF is not loaded before somebody wants one.
    from exports import dispute_pdf

    return dispute_pdf.write(services.reports.dossier(ticket_id), path)


def _write_slip(services: Services, ticket_id: int, path: Path) -> Path:
    from exports import return_slip_pdf

    return return_slip_pdf.write(services.reports.slip(ticket_id), path)
