"""Taking originals out: a proved copy to look at, a copy into a folder, a check of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.domain.evidence import Evidence
from app.i18n import _
from ui.desk import Desk
from ui.jobs import Steps
from ui.reveal import open_file


class Originals(QObject):
    """Every act runs beside the window: a film takes the disk a while."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._piece: Evidence | None = None

    def open(self, piece: Evidence) -> None:
        """Hand a read-only copy to the system's viewer; types that could do harm are refused."""
        work = _Copy(self._desk.services, piece, None)
        self._desk.jobs.run(_("准备打开"), work, done=self._on_ready)

    def export(self, piece: Evidence) -> None:
        """A proved copy into a folder of the person's choice."""
        self._piece = piece
        self._desk.ask.pick_folder(_("把证据导出到哪里"), self._on_folder)

    def check_all(self, pieces: Sequence[Evidence]) -> None:
        """Read every file again and compare it with its fingerprint."""
        work = _CheckAll(self._desk.services, tuple(pieces))
        self._desk.jobs.run(_("校验证据"), work, done=self._on_checked)

    def _on_folder(self, folder: Path) -> None:
        if self._piece is not None:
            work = _Copy(self._desk.services, self._piece, folder)
            self._desk.jobs.run(_("导出证据"), work, done=self._on_exported)

    def _on_ready(self, path: Path) -> None:
        if not open_file(path):
            self._desk.ask.warn(
                _("系统里没有能打开这种文件的程序。"), _("可以用「导出证据」另存一份。")
            )

    def _on_exported(self, path: Path) -> None:
        self._desk.ask.tell_saved(_("已导出 {name}，与原件一致").format(name=path.name), path)

    def _on_checked(self, wrong: tuple[tuple[str, bool], ...]) -> None:
        if not wrong:
            self._desk.ask.tell(_("全部证据都在，没有一份被改动"))
            return
        words = [
            (_("{code} 文件不见了") if missing else _("{code} 文件已被改动")).format(code=code)
            for code, missing in wrong
        ]
        self._desk.ask.error(
            _("{what}。").format(what="、".join(words)),
            None,
            _("请从备份的 evidence 文件夹里找回；如有原件，重新添加同一文件即可修复。"),
        )


class _Copy:
    """The work: a copy to open, or into a folder."""

    def __init__(self, services: Any, piece: Evidence, folder: Path | None) -> None:
        self._evidence = services.evidence
        self._piece = piece
        self._folder = folder

    def __call__(self, _steps: Steps) -> Path:
        if self._folder is None:
            copy: Path = self._evidence.original(self._piece)
        else:
            copy = self._evidence.export_copy(self._piece, self._folder)
        return copy


class Tidying:
    """The work: what interrupted copies and yesterday's openings left is taken away."""

    def __init__(self, services: Any) -> None:
        self._evidence = services.evidence

    def __call__(self, _steps: Steps) -> None:
        self._evidence.tidy()


class _CheckAll:
    """The work: (code, whether the file is missing) of every piece that is not intact."""

    def __init__(self, services: Any, pieces: tuple[Evidence, ...]) -> None:
        self._evidence = services.evidence
        self._pieces = pieces

    def __call__(self, steps: Steps) -> tuple[tuple[str, bool], ...]:
        wrong: list[tuple[str, bool]] = []
        for number, piece in enumerate(self._pieces):
            steps(number, len(self._pieces), piece.code)
            state = str(self._evidence.state(piece))
            if state != "intact":
                wrong.append((piece.code, state == "missing"))
        return tuple(wrong)
