"""The crash door: a bug is written down and shown, and the program stays open.

Catches exceptions of slots, threads and destructors, messages of Qt, and (into a file) crashes of
native code. A bug that repeats is counted, not piled up. Personal data is masked.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.i18n import _, ngettext
from app.logs import mask
from ui.reveal import open_folder
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.message import Details
from ui.widgets.text import PlainLabel

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

NATIVE_LOG = "native-crash.log"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashDoor(QObject):
    """Install once, after the application object exists; give it the window with `settle`."""

    _broke = Signal(str)

    def __init__(self, logs: Path, version: str = "", *, parent: QObject | None = None) -> None:
        """`logs`: the folder of the logs, offered to the user."""
        super().__init__(parent)
        self._logs = logs
        self._version = version
        self._home: QWidget | None = None
        self._dialog: CrashDialog | None = None
        self._native: IO[str] | None = None
        self.counts: dict[str, int] = {}
        # Queued by hand: the bug may have happened in a worker or in the middle of painting.
        self._broke.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def settle(self, home: QWidget) -> None:
        """The window over which the dialog appears."""
        self._home = home

    def install(self) -> None:
        """From now on every uncaught exception ends here."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = self._caught_unraisable
        qInstallMessageHandler(self._qt_said)
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            self._native = (self._logs / NATIVE_LOG).open("a", encoding="utf-8")
            faulthandler.enable(self._native)
        except OSError:
            _log.info("no file for crashes of native code")

    def remove(self) -> None:
        """Give the hooks back to Python: at the end of the program and in tests."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write a bug down and show it; any thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = mask("".join(traceback.format_exception(kind, error, trace)))
        _log.error("uncaught: %s", text)
        self._broke.emit(text)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _caught_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            _log.error("in a destructor: %s", mask(repr(args.exc_value)))

    def _qt_said(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)

    @Slot(str)
    def _show(self, text: str) -> None:
        self.counts[text] = self.counts.get(text, 0) + 1
        count = self.counts[text]
        if self._dialog is not None:
            self._dialog.again(sum(self.counts.values()))
            return
        if count > 1:
            # Shown before and closed: counting it in the log is enough.
            return
        home = self._home if self._home is not None and isValid(self._home) else None
        self._dialog = CrashDialog(self.report(text), self._logs, parent=home)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None

    def report(self, trace: str) -> str:
        """What the user can copy: the trace and the versions, nothing of the shop."""
        python, system = platform.python_version(), platform.platform()
        versions = f"{self._version or '—'} · Python {python} · PySide6 {pyside_version} · {system}"
        return f"{versions}\n\n{trace.rstrip()}"


class CrashDialog(DraftDialog):
    """Something went wrong; the program is still there."""

    def __init__(self, report: str, logs: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            _("出了点问题，程序没有关闭"), primary=_("继续使用"), width=600, parent=parent
        )
        self._logs = logs
        self.cancel.hide()
        self.form.addWidget(
            PlainLabel(
                _("刚才的操作没有完成，已保存的数据不受影响。详情已写入日志，个人信息已遮盖。"),
                wrap=True,
            )
        )
        self.details = Details(report)
        self.form.addWidget(self.details)
        self.copy = Button(_("复制详情"), icon="copy")
        self.folder = Button(_("打开日志文件夹"), "ghost", icon="folder")
        self.copy.clicked.connect(self._on_copy)
        self.folder.clicked.connect(self._on_folder)
        self.add_beside(self.copy, self.folder)

    def draft(self) -> object:
        return None

    def again(self, times: int) -> None:
        """Something broke while the dialog was open."""
        self.set_hint(ngettext("共 {n} 次", "共 {n} 次", times).format(n=times))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.set_hint(_("已复制"))

    def _on_folder(self) -> None:
        open_folder(self._logs)
