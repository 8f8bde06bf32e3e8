"""What is begun from the frame: import, a new ticket, shops, the month, checking, people, keys.

Each opens a dialog or runs a job and says in passing what was done. Dialogs are loaded when they
are wanted: none of them is needed to paint the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.access import Permission, may, missing
from app.domain.staff import Person
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.frame.switching import Switching
from ui.jobs import Cancelled, Steps
from ui.widgets.toast import ToastAction

if TYPE_CHECKING:
    from app.domain.ticket import Ticket


class Errands(QObject):
    """`ticket_made` carries the id of a ticket made by hand."""

    ticket_made = Signal(int)

    def __init__(self, desk: Desk, switching: Switching, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._switching = switching
        self._window = window
        self._written: Path | None = None
        self._month: tuple[int, int, int | None] | None = None
        switching.let_in.connect(self._on_let_in)
        switching.refused.connect(self._on_refused)

    # ------------------------------------------------------------------ files in

    def bring(self) -> None:
        """The import dialog, empty."""
        self.bring_files(())

    def bring_files(self, files: Sequence[Path]) -> None:
        """The import dialog, reading these files."""
        from ui.importing.dialog import ImportDialog

        dialog = ImportDialog(self._desk, self._window)
        dialog.open()
        if files:
            dialog.read(files)

    # ------------------------------------------------------------------ tickets and shops

    def new_ticket(self, shop_id: int | None) -> None:
        """The form for a phone call or a walk-in."""
        from ui.intake.dialog import IntakeDialog

        made = self._desk.perform(IntakeDialog, self._desk, shop_id, self._window)
        if made.result is not None:
            made.result.made.connect(self._on_made)
            made.result.wanted.connect(self.ticket_made)
            made.result.open()

    def _on_made(self, ticket: Ticket) -> None:
        self.ticket_made.emit(ticket.id)

    def shops(self, shop_id: int | None) -> None:
        """The shop screen, at this shop."""
        from ui.settings.shops import ShopsDialog

        ShopsDialog(self._desk, shop_id, self._window).open()

    # ------------------------------------------------------------------ people

    def become(self, person: Person) -> None:
        """This person acts from now on, once the PIN was asked where there is one."""
        acting = self._desk.services.staff.current
        if acting is not None and acting.id == person.id:
            return
        self._ask_who(person)

    def switch(self) -> None:
        """Show everybody who could take over."""
        self._ask_who(None)

    def _ask_who(self, person: Person | None) -> None:
        from ui.frame.person import PersonDialog

        if person is not None and not person.has_pin:
            self._switching.switch(person)
            return
        made = self._desk.perform(PersonDialog, self._desk, self._switching, person, self._window)
        if made.result is not None:
            made.result.people_wanted.connect(self.people)
            made.result.open()

    def _on_let_in(self, person: Person) -> None:
        self._desk.ask.tell(_("现在由{name}操作").format(name=person.name))

    def _on_refused(self, error: AppError) -> None:
        # A dialog or the lock screen says it where the PIN was typed.
        if QApplication.activeModalWidget() is None and not self._desk.services.staff.locked:
            self._desk.explain(error)

    def people(self) -> None:
        """Who works here and what each may do: the owner's."""
        if self._may_configure(_("管理人员")):
            from ui.settings.people import PeopleDialog

            dialog = PeopleDialog(self._desk, self._window)
            dialog.limits_wanted.connect(self.limits)
            dialog.open()

    def limits(self) -> None:
        """Up to how much each role decides alone: the owner's."""
        if self._may_configure(_("修改审批额度")):
            from ui.settings.limits import LimitsDialog

            LimitsDialog(self._desk, self._window).open()

    def _may_configure(self, doing: str) -> bool:
        roles = self._desk.roles
        if may(roles, Permission.CONFIGURE):
            return True
        sentence = missing(roles, (Permission.CONFIGURE,))
        self._desk.ask.warn(_("「{doing}」{sentence}").format(doing=doing, sentence=sentence))
        return False

    # ------------------------------------------------------------------ the month

    def month(self, shop_id: int | None) -> None:
        """Ask which month, then where to, then write it."""
        from ui.frame.month import MonthDialog

        services = self._desk.services
        dialog = MonthDialog(services.shops.all(), shop_id, services.context.clock, self._window)
        dialog.submitted.connect(self._on_month)
        # Asked once the first dialog is gone: a file dialog over it would die with it.
        dialog.accepted.connect(self._on_month_known)
        dialog.open()

    def _on_month(self, wanted: tuple[int, int, int | None]) -> None:
        self._month = wanted

    def _on_month_known(self) -> None:
        if self._month is None:
            return
        year, month, _shop = self._month
        self._desk.ask.pick_save(
            _("月度报表存到哪里"),
            _("售后月报 {year}-{month:02}.xlsx").format(year=year, month=month),
            self._on_month_file,
            filters=(_("Excel 工作簿 (*.xlsx)"),),
        )

    def _on_month_file(self, file: Path) -> None:
        if self._month is None:
            return
        errand = _MonthWork(self._desk.services, self._month, file)
        self._desk.jobs.run(_("正在写月度报表"), errand.run, done=self._on_written)

    def _on_written(self, file: Path) -> None:
        self._written = file
        self._desk.ask.tell(
            _("已写好 {name}").format(name=file.name),
            "ok",
            ToastAction(_("打开所在文件夹"), self._on_open_written),
        )

    def _on_open_written(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def open_folder(self) -> None:
        """The data folder in the system's file program."""
        root = self._desk.services.context.paths.root
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(root)))

    # ------------------------------------------------------------------ checking

    def check(self) -> None:
        """Verify everything beside the window."""
        self._desk.jobs.run(
            _("正在校验数据"), self._verify, done=self._on_checked, failed=self._on_check_failed
        )

    def _verify(self, steps: Steps) -> object:
        return self._desk.services.verify.run(steps, _Stopped(steps))

    def _on_checked(self, report: Any) -> None:
        if not report.faults:
            words = _("数据完好：{events} 条历史、{rows} 行数据、{files} 个证据文件全部相符。")
            self._desk.ask.tell(
                words.format(
                    events=f"{report.events:,}", rows=f"{report.rows:,}", files=f"{report.files:,}"
                )
            )
            return
        from ui.frame.faults import FaultsDialog

        FaultsDialog(report.faults, self._window).open()

    def _on_check_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._desk.ask.tell(_("校验已停止。"), "muted")
            return
        self._desk.jobs.broke.emit(error)

    # ------------------------------------------------------------------ keys

    def keys(self, overview: Sequence[tuple[str, str]]) -> None:
        """What can be done without the mouse."""
        from ui.frame.keys import KeysDialog

        KeysDialog(overview, self._window).open()


class _Stopped:
    """Whether the person stopped the job, for verbs that ask instead of being told."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def __call__(self) -> bool:
        return self._steps.stopped


class _MonthWork:
    """Reads a month and writes its workbook, on the worker."""

    def __init__(self, services: Any, wanted: tuple[int, int, int | None], file: Path) -> None:
        self._services = services
        self._wanted = wanted
        self._file = file

    def run(self, steps: Steps) -> Path:
        # Loads openpyxl: only here.
        from exports import monthly_xlsx

        year, number, shop_id = self._wanted
        steps(0, 0, f"{year}-{number:02}")
        month = self._services.reports.month(year, number, shop_id)
        return monthly_xlsx.write(month, self._file)
