"""The one door to the user: nothing else says a word, asks a question or picks a file.

Nothing here blocks: a question takes the bound method to call for "yes". What was said is logged
(masked) and the last of it kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from app.i18n import _
from ui.reply import Reply
from ui.reveal import open_folder
from ui.tokens import Tone
from ui.widgets.message import ConfirmDialog, MessageDialog, Question
from ui.widgets.toast import Toast, ToastAction

_log = logging.getLogger(__name__)

Kind = Literal["tell", "warn", "error", "confirm", "pick"]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said or asked."""

    kind: Kind
    text: str
    details: str = ""


class Ask(QObject):
    """Speaks over `home`, the window. Give it one with `settle` before the first word."""

    said = Signal(object)
    """A `Said`, after it was shown."""

    def __init__(self, home: QWidget | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.last: Said | None = None
        self._home = home
        self._toast: Toast | None = None
        self._folder = str(Path.home())
        self._saved: Path | None = None

    def settle(self, home: QWidget) -> None:
        """The window over which everything is shown from now on."""
        self._home = home
        self._toast = None

    def tell(self, text: str, kind: Tone = "ok", action: ToastAction | None = None) -> None:
        """Say in passing what was done, perhaps with one thing to do now (undo, open folder)."""
        self._pass_on(Said("tell", text))
        self._show_toast(text, kind, action)

    def tell_saved(self, text: str, file: Path) -> None:
        """Say that a file was written, and offer to open it in its folder."""
        self._saved = file
        self.tell(text, "ok", ToastAction(_("打开文件夹"), self._on_open_folder))

    def warn(self, text: str, advice: str = "") -> None:
        """Say in passing that something was refused, and what to do instead."""
        self._pass_on(Said("warn", text, advice))
        self._show_toast(f"{text}\n{advice}" if advice else text, "warn", None)

    def error(self, sentence: str, details: str | None = None, advice: str = "") -> None:
        """A dialog about something that could not be done; `details` can be copied."""
        self._pass_on(Said("error", sentence, details or ""))
        self._show_error(sentence, advice, details or "")

    def confirm(
        self,
        text: str,
        yes_text: str,
        on_yes: Callable[..., Any],
        *,
        title: str = "",
        details: str = "",
        danger: bool = False,
        reason_required: bool = False,
    ) -> None:
        """Ask before something that cannot be taken back.

        `on_yes`: bound method, called without arguments, or with the reason when one is required.
        """
        yes = Reply(on_yes)
        self._pass_on(Said("confirm", text, details))
        question = Question(title or _("请确认"), text, yes_text, details, danger, reason_required)
        self._show_question(question, yes)

    def pick_files(
        self,
        title: str,
        filters: Sequence[str],
        on_picked: Callable[[list[Path]], Any],
        *,
        several: bool = True,
    ) -> None:
        """Let files be chosen. `filters`: `图片 (*.png *.jpg)`; `on_picked`: bound method."""
        picked = Reply(on_picked)
        self._pass_on(Said("pick", title))
        mode = QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile
        self._show_picker(title, filters, picked, mode, "")

    def pick_save(
        self,
        title: str,
        name: str,
        on_picked: Callable[[Path], Any],
        *,
        filters: Sequence[str] = (),
    ) -> None:
        """Let a new file be named; `name` is proposed. `on_picked`: bound method."""
        picked = Reply(on_picked)
        self._pass_on(Said("pick", title, name))
        self._show_picker(title, filters, picked, QFileDialog.FileMode.AnyFile, name)

    def pick_folder(self, title: str, on_picked: Callable[[Path], Any]) -> None:
        """Let a folder be chosen. `on_picked`: bound method."""
        picked = Reply(on_picked)
        self._pass_on(Said("pick", title))
        self._show_picker(title, (), picked, QFileDialog.FileMode.Directory, "")

    def _on_open_folder(self) -> None:
        if self._saved is not None and not open_folder(self._saved):
            self.warn(_("系统没有打开文件夹。"), _("文件在 {path}").format(path=self._saved))

    def _pass_on(self, said: Said) -> None:
        _log.info("%s: %s %s", said.kind, said.text, said.details)
        self.last = said
        self.said.emit(said)

    def _over(self) -> QWidget | None:
        """The dialog in front, else the window."""
        front = QApplication.activeModalWidget()
        if front is not None:
            return front
        return self._home if self._home is not None and isValid(self._home) else None

    def _show_toast(self, text: str, tone: Tone, action: ToastAction | None) -> None:
        home = self._home
        if home is None or not isValid(home):
            return
        if self._toast is None or not isValid(self._toast):
            self._toast = Toast(home)
        self._toast.say(text, tone, action)

    def _show_error(self, sentence: str, advice: str, details: str) -> None:
        MessageDialog(sentence, advice, details, parent=self._over()).open()

    def _show_question(self, question: Question, yes: Reply) -> None:
        ConfirmDialog(question, yes, parent=self._over()).open()

    def _show_picker(
        self,
        title: str,
        filters: Sequence[str],
        picked: Reply,
        mode: QFileDialog.FileMode,
        name: str,
    ) -> None:
        dialog = _Picker(title, picked, mode, self._folder, self._over())
        if filters:
            dialog.setNameFilters(list(filters))
        if name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
            dialog.selectFile(name)
        dialog.directoryEntered.connect(self._on_folder)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self._folder = folder


class _Picker(QFileDialog):
    """A file dialog that answers by itself and dies."""

    def __init__(
        self,
        title: str,
        picked: Reply,
        mode: QFileDialog.FileMode,
        folder: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent, title, folder)
        self._picked = picked
        self._several = mode is QFileDialog.FileMode.ExistingFiles
        self.setFileMode(mode)
        # Qt's Chinese catalogue lacks these two; a dialog of the system's own ignores them.
        self.setLabelText(QFileDialog.DialogLabel.LookIn, _("位置："))
        self.setLabelText(QFileDialog.DialogLabel.FileType, _("文件类型："))
        self.fileSelected.connect(self._on_one)
        self.filesSelected.connect(self._on_all)
        self.finished.connect(self.deleteLater)

    def _on_one(self, name: str) -> None:
        if not self._several and self.fileMode() is not QFileDialog.FileMode.ExistingFile:
            self._picked(Path(name))

    def _on_all(self, names: list[str]) -> None:
        if self._several or self.fileMode() is QFileDialog.FileMode.ExistingFile:
            self._picked([Path(name) for name in names])
