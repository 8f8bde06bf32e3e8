"""Import: pick files, see what they would change, take it in one go. Nothing is written before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.domain.import_plan import ImportOutcome, ImportPlan
from app.domain.order import Shop
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.importing.parts import DropPlace
from ui.importing.preview import Preview, done_words, shop_address
from ui.importing.review import ReviewPage
from ui.jobs import Cancelled, Job, Progress, Steps
from ui.widgets.dialog import DraftDialog
from ui.widgets.text import PlainLabel

_WIDTH: Final = 920
_PICK, _WAIT, _REVIEW = range(3)
_FILTERS: Final = ("*.xlsx *.xls *.csv",)


class ImportDialog(DraftDialog):
    """Opens empty; `read(files)` begins at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("导入平台文件"), primary=_("导入"), width=_WIDTH, parent=parent)
        self._desk = desk
        self._job: Job | None = None
        self._files: tuple[Path, ...] = ()
        self.preview: Preview | None = None
        self.place = DropPlace()
        self.review = ReviewPage(desk)
        # No stack of pages: it would be as high as the highest of them.
        self._pages = (self._pick_page(), self._wait_page(), self.review)
        for page in self._pages:
            self.form.addWidget(page)
        self.place.pressed.connect(self._on_pick)
        self.place.dropped.connect(self.read)
        self.review.shop_chosen.connect(self._on_shop)
        self.review.other_files.connect(self._on_pick)
        self.submitted.connect(self._on_submitted)
        self._turn_to(_PICK)

    def _turn_to(self, number: int) -> None:
        for at, page in enumerate(self._pages):
            page.setVisible(at == number)
        # While nothing is read there is nothing to agree to.
        self.primary.setVisible(number == _REVIEW)
        self.primary.set_reason("")
        self.set_hint("")
        self.fit()

    def _pick_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.place)
        titles = "、".join(one.title for one in self._desk.services.importing.known_formats())
        words = _("认得的文件：{titles}。按表头识别，文件名随意；导入前先给你看会改动什么。")
        column.addWidget(PlainLabel(words.format(titles=titles), "small", wrap=True))
        column.addStretch(1)
        return page

    def _wait_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(10)
        self.waiting = PlainLabel("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = PlainLabel("", "muted", elide=True)
        column.addStretch(1)
        for widget in (self.waiting, self._bar, self._words):
            column.addWidget(widget)
        column.addStretch(2)
        page.setMinimumHeight(220)
        return page

    # ------------------------------------------------------------------ reading

    def read(self, files: Sequence[Path]) -> None:
        """Read these files beside the window and show what they would change."""
        self._files = tuple(files)
        self._wait(_("正在读取文件"), _Reading(self._desk.services, self._files).run, self._on_read)

    def _wait(self, title: str, work: Any, done: Any) -> None:
        self.complain("")
        self.waiting.setText(title)
        self._words.setText("")
        self._bar.setRange(0, 0)
        self._turn_to(_WAIT)
        self._job = self._desk.jobs.run(
            title, work, done=done, failed=self._on_failed, progress=self._on_progress
        )

    def _on_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._words.setText(progress.text)

    def _on_read(self, preview: Preview) -> None:
        self._job = None
        self.preview = preview
        self.review.show_preview(preview)
        self._turn_to(_REVIEW)
        self.set_problem(preview.reason_against())
        self.set_primary(
            _("导入 {n} 条").format(n=f"{preview.taken:,}") if preview.taken else _("导入")
        )
        self.set_hint(_("按下导入之前，什么也不会写入。"))
        self.primary.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self._begin_again()
        elif isinstance(error, AppError):
            self._begin_again()
            self.complain(str(error))
        else:
            self._begin_again()
            self._desk.jobs.broke.emit(error)

    def _begin_again(self) -> None:
        """Back to what stood there before the wait."""
        if self.preview is not None:
            self._turn_to(_REVIEW)
            self.set_problem(self.preview.reason_against())
        else:
            self._turn_to(_PICK)

    def _on_pick(self) -> None:
        filters = (_("平台导出的表格 ({kinds})").format(kinds=_FILTERS[0]), _("所有文件 (*)"))
        self._desk.ask.pick_files(_("选择平台导出的文件"), filters, self._on_picked)

    def _on_picked(self, files: list[Path]) -> None:
        if files:
            self.read(files)

    def _on_shop(self, shop: Shop) -> None:
        if self.preview is not None:
            work = _Comparing(self._desk.services, self.preview.plan, shop)
            self._wait(_("正在与店铺比对"), work.run, self._on_read)

    # ------------------------------------------------------------------ taking

    def draft(self) -> object:
        return self.preview

    def submit(self) -> None:
        """Nothing while there is no preview on screen."""
        if self.primary.isVisible():
            super().submit()

    def _on_submitted(self, preview: Preview) -> None:
        # The dialog stays until the rows are written: it is where a refusal is read.
        self.keep_open()
        self._wait(_("正在导入"), _Taking(self._desk.services, preview.plan).run, self._on_taken)

    def _on_taken(self, outcome: ImportOutcome) -> None:
        self._job = None
        preview = self.preview
        if preview is not None and preview.plan.address is not None and self.review.takes_address():
            self._desk.perform(
                self._desk.services.shops.take_address,
                outcome.shop_id,
                shop_address(preview.plan.address),
            )
        self._desk.ask.tell(done_words(outcome))
        self.accept()

    def reject(self) -> None:
        """Close; what is being read is stopped, and nothing was written."""
        if self._job is not None:
            self._job.cancel()
        super().reject()


class _Reading:
    """Reads and compares, on the worker."""

    def __init__(self, services: Any, files: tuple[Path, ...]) -> None:
        self._services = services
        self._files = files

    def run(self, steps: Steps) -> Preview:
        stopped = _Stopped(steps)
        plan = self._services.importing.read(self._files, None, stopped, steps)
        if steps.stopped:
            raise Cancelled
        return Preview.of(plan)


class _Comparing:
    """Compares what was read with another shop, on the worker."""

    def __init__(self, services: Any, plan: ImportPlan, shop: Shop) -> None:
        self._services = services
        self._plan = plan
        self._shop = shop

    def run(self, _steps: Steps) -> Preview:
        plan = self._services.importing.for_shop(self._plan, self._shop)
        # The others stay on offer: a person may have chosen wrongly.
        return Preview.of(replace(plan, shop_choices=self._plan.shop_choices))


class _Taking:
    """Writes the plan in one transaction, on the worker."""

    def __init__(self, services: Any, plan: ImportPlan) -> None:
        self._services = services
        self._plan = plan

    def run(self, _steps: Steps) -> ImportOutcome:
        outcome: ImportOutcome = self._services.importing.apply(self._plan)
        return outcome


class _Stopped:
    """Whether the person stopped the job, for readers that ask instead of being told."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def __call__(self) -> bool:
        return self._steps.stopped
