"""What is taken along of a ticket: texts for the clipboard, the dispute report, the return slip.

A text for the buyer can be logged as sent with one more key, so that the last contact is right.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.contact import ContactPurpose, Direction, Reached
from app.domain.drafts_case import ContactDraft
from app.domain.handover import handover_note
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.errors import AppError
from app.i18n import N_, _
from ui.actions import Command
from ui.desk import Desk
from ui.jobs import Steps
from ui.reveal import open_file
from ui.ticket.buyer_texts import (
    COPY_PROGRESS,
    COPY_UNTIL,
    LOG_COPIED,
    PURPOSES,
    text_of,
    usual_channel,
    why_none,
)
from ui.ticket.printing import PrintErrand, has_printer
from ui.widgets.toast import ToastAction

if TYPE_CHECKING:
    from app.services import Services

_PDF = "PDF (*.pdf)"
COPY_WORDS: Final = Command("copy-words", N_("复制话术"), "copy", ("W",))
COPY_HANDOVER: Final = Command("copy-handover", N_("复制交接说明"), "handover", ("Shift+W",))
EXPORT_DISPUTE: Final = Command("export-dispute", N_("导出纠纷报告 PDF…"), "pdf")
EXPORT_SLIP: Final = Command("export-slip", N_("导出退货卡 PDF…"), "parcel-return")
PRINT_SLIP: Final = Command("print-slip", N_("打印退货卡…"), "printer")
KEEP_NOTE: Final = Command("keep-note", N_("存为处理经验…"), "star")
PAPERS: Final = (
    COPY_WORDS, COPY_PROGRESS, COPY_UNTIL, LOG_COPIED, COPY_HANDOVER, EXPORT_DISPUTE, EXPORT_SLIP,
    PRINT_SLIP, KEEP_NOTE,
)  # fmt: skip
"""What stands in the menu of all commands; the short texts have a menu of their own."""


class Papers(QObject):
    """Asks where, writes in a job, says where it is. `window` is what dialogs stand over."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._ticket: Ticket | None = None
        self._written: Path | None = None
        self._copied: tuple[Ticket, ContactPurpose, str] | None = None
        self._acts: dict[str, Callable[[Ticket], None]] = {
            COPY_WORDS.id: self.copy_words,
            COPY_HANDOVER.id: self.copy_handover,
            EXPORT_DISPUTE.id: self.dispute,
            EXPORT_SLIP.id: self.slip,
            PRINT_SLIP.id: self.print_slip,
            LOG_COPIED.id: self.log_copied,
            KEEP_NOTE.id: self.keep_note,
        }

    def do(self, command_id: str, ticket: Ticket) -> bool:
        """Do a command that takes something along; False for any other."""
        if command_id in PURPOSES:
            self.copy_text(ticket, command_id)
            return True
        act = self._acts.get(command_id)
        if act is not None:
            act(ticket)
        return act is not None

    def copy_words(self, ticket: Ticket) -> None:
        """The words to the buyer of the latest round, to the clipboard."""
        decision = ticket.decision
        if decision is not None and decision.message:
            self._copy(ticket, ContactPurpose.PROPOSAL, decision.message, _("给买家的话已复制"))

    def copy_text(self, ticket: Ticket, command_id: str) -> None:
        """One of the texts for the buyer, made for the ticket as it stands."""
        outcome = self._desk.attempt(text_of, self._desk, ticket, command_id)
        if outcome.error is not None:
            self._desk.explain(outcome.error)
        elif not outcome.result:
            self._desk.ask.warn(why_none(command_id))
        else:
            text = outcome.result
            said = _("给买家的话已复制，{n} 字").format(n=len(text))
            self._copy(ticket, PURPOSES[command_id], text, said)

    def _copy(self, ticket: Ticket, purpose: ContactPurpose, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copied = (ticket, purpose, text)
        offer = _("发出后记一笔（{key}）").format(key=LOG_COPIED.keys[0])
        self._desk.ask.tell(said, "ok", ToastAction(offer, self._on_log))

    def log_copied(self, ticket: Ticket) -> None:
        """What was copied last for this ticket has been sent: a talk without another form."""
        if self._copied is None or self._copied[0].id != ticket.id:
            self._desk.ask.warn(
                _("还没有复制过给这位买家的话，没有记录。"),
                _("先复制一段话发给买家；打过电话请用「记录联系」。"),
            )
            return
        _ticket, purpose, text = self._copied
        channel = usual_channel(self._desk, ticket)
        draft = ContactDraft(Direction.OUTGOING, channel, Reached.YES, purpose, text)
        said = _("{number} 已记下：{what}，经{channel}发给买家。").format(
            number=ticket.number, what=label(purpose), channel=label(channel)
        )
        log = self._desk.services.contacts.log_contact
        if self._desk.perform(log, ticket.id, None, draft, said=said):
            # Once is once: the same words are not logged again by a second press.
            self._copied = None

    def _on_log(self) -> None:
        if self._copied is not None:
            self.log_copied(self._copied[0])

    def keep_note(self, ticket: Ticket) -> None:
        """What helped here, for the next time."""
        from ui.frame.note_form import NoteForm, note_of

        NoteForm(self._desk, note_of(ticket), ticket, self._window).open()

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
