"""Files that go along with a talk: pasted, dropped or chosen; kept at once, put on the ticket later.

Copying into the store needs no database: until the talk is logged the files belong to no ticket.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.file_names import display_name
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.evidence.adding import Given, GivenFile, GivenPicture, given_files
from ui.jobs import Cancelled, Steps
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip
from ui.widgets.text import PlainLabel

_PNG: Final = "image/png"


class TalkFiles(QWidget):
    """`value()` are the kept files, in the order they came."""

    changed = Signal()

    def __init__(self, desk: Desk, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._zone = ZoneInfo(zone)
        self._kept: list[Any] = []
        self._busy = 0
        self.chips: list[Chip] = []
        self.add = Button(_("选择文件…"), "ghost", icon="file")
        self.paste = Button(_("粘贴截图"), "ghost", icon="paste")
        self.add.clicked.connect(self._on_add)
        self.paste.clicked.connect(self._on_paste)
        self.trouble = PlainLabel("", "bad", wrap=True)
        self.trouble.hide()
        self._flow = Flow(6)
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.paste)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._flow)
        column.addWidget(self.trouble)
        self.setFocusProxy(self.add)

    def value(self) -> tuple[Any, ...]:
        """The `KeptFile`s."""
        return tuple(self._kept)

    def problem(self) -> str:
        """While something is being copied."""
        return _("正在保存文件，请稍等。") if self._busy else ""

    def offers(self, data: QMimeData) -> bool:
        """Whether a drop or the clipboard holds files or a picture rather than text."""
        return bool(given_files(data)) or (data.hasImage() and not data.hasFormat("text/plain"))

    def take(self, data: QMimeData) -> None:
        """Keep what a drop or the clipboard holds; says so when there is nothing of use."""
        files = given_files(data)
        if files:
            self._start([GivenFile(path) for path in files])
        elif data.hasImage():
            self._start([self._picture(data)])
        else:
            self._say(_("剪贴板里没有图片或文件，请先截图或复制文件。"))

    def _picture(self, data: QMimeData) -> GivenPicture:
        now = self._desk.services.context.now().astimezone(self._zone)
        name = _("截图 {time}.png").format(time=f"{now:%Y-%m-%d %H-%M-%S}")
        own = bytes(data.data(_PNG).data()) if data.hasFormat(_PNG) else b""
        image = data.imageData()
        return GivenPicture(name, image if isinstance(image, QImage) else QImage(), own)

    def _start(self, given: Sequence[Given]) -> None:
        self._busy += 1
        self._say("")
        work = _Keeping(self._desk.services, tuple(given))
        self._desk.jobs.run(_("保存文件"), work, done=self._on_kept, failed=self._on_failed)

    def _on_kept(self, found: tuple[tuple[Any, ...], tuple[str, ...]]) -> None:
        kept, refused = found
        self._busy -= 1
        known = {one.sha256 for one in self._kept}
        for one in kept:
            if one.sha256 not in known:
                known.add(one.sha256)
                self._kept.append(one)
                self._show(one)
        self._say("\n".join(refused))

    def _on_failed(self, error: BaseException) -> None:
        self._busy -= 1
        if isinstance(error, Cancelled):
            self._say(_("已停止，没有添加文件。"))
        elif isinstance(error, AppError):
            self._say(str(error))
        else:
            raise error

    def _show(self, kept: Any) -> None:
        chip = Chip(display_name(kept.name, 24), icon="image", closable=True)
        chip.set_tip(_("点一下去掉「{name}」").format(name=display_name(kept.name)))
        chip.clicked.connect(self._on_chip)
        self._flow.addWidget(chip)
        self.chips.append(chip)

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and chip in self.chips:
            place = self.chips.index(chip)
            del self.chips[place], self._kept[place]
            chip.hide()
            self._flow.removeWidget(chip)
            chip.deleteLater()
            self.changed.emit()

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self.changed.emit()

    def _on_add(self) -> None:
        self._desk.ask.pick_files(_("添加聊天截图或录音"), [_("所有文件 (*)")], self._on_picked)

    def _on_picked(self, paths: list[Path]) -> None:
        self._start([GivenFile(path) for path in paths])

    def _on_paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())


class _Keeping:
    """The work of a job: every file into the store; one refusal does not stop the others."""

    def __init__(self, services: Any, given: tuple[Given, ...]) -> None:
        self._services = services
        self._given = given

    def __call__(self, steps: Steps) -> tuple[tuple[Any, ...], tuple[str, ...]]:
        kept, refused = [], []
        for one in self._given:
            try:
                kept.append(one.keep(self._services, steps))
            except AppError as refusal:
                refused.append(str(refusal))
        return tuple(kept), tuple(refused)
