"""The program with a window: the application, the desk that is open, and going from one to another.

Everything Qt needs is put around what `bootstrap` built; nothing is decided here.
"""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

import resources
from app import __version__, i18n
from app.domain.staff import Person
from app.errors import AppError, StorageProblem
from app.i18n import _
from app.paths import Paths
from ui import bootstrap
from ui.ask import Ask
from ui.bootstrap import Opened, Options
from ui.changes import ChangeRelay
from ui.crash import CrashDoor
from ui.desk import Desk
from ui.jobs import Cancelled, Jobs, Steps
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.single import Single
from ui.theme import Theme
from ui.widgets.message import MessageDialog

_log = logging.getLogger(__name__)

REFUSED: Final = 1
"""Exit code when no desk could be opened; the sentence was shown."""

DEMO_FOLDER: Final = "demo"


class AlreadyOpen(Exception):
    """Another window has this folder; it was asked to come forward."""


class Session:
    """One open desk with its window, and how everything of it ends."""

    def __init__(
        self,
        app: QApplication,
        options: Options,
        paths: Paths,
        *,
        demo: bool = False,
        theme: Theme | None = None,
    ) -> None:
        """`theme`: the look that is on already; dressing all windows anew takes half a second.

        Raises `AlreadyOpen`, `StorageProblem` with the reason, or `NotAllowed` for somebody who
        does not work here.
        """
        self.paths = paths
        self.demo = demo
        self.single = Single(paths.lock)
        _claim(self.single, paths)
        try:
            self.opened: Opened = bootstrap.open_desk(paths)
        except BaseException:
            self.single.release()
            raise
        self.opened.services.context.main_thread_waits = False
        self.memory = Memory(paths.window)
        try:
            _name_the_actor(self.opened.services, options.person, self.memory)
        except BaseException:
            self.opened.db.close()
            self.single.release()
            raise
        self.theme = theme if theme is not None else Theme(app, self.memory)
        if options.theme:
            self.theme.apply(options.theme)  # type: ignore[arg-type]  # checked when it was read
        self.ask = Ask()
        self.jobs = Jobs()
        self.relay = ChangeRelay(self.opened.db.listen, self.opened.db.poll)
        self.desk = Desk(
            self.opened.services, self.relay, self.ask, self.jobs, self.theme, self.memory
        )
        self.window = MainWindow(self.desk, demo=demo)
        self.ask.settle(self.window)

    def end(self) -> None:
        """Stop everything that reads, then close the file, then give the folder back."""
        self.jobs.stop()
        self.relay.stop()
        self.memory.save()
        self.opened.db.close()
        self.single.release()


def _claim(single: Single, paths: Paths) -> None:
    if single.take():
        return
    if single.answered:
        raise AlreadyOpen
    holder = single.holder()
    raise StorageProblem(
        _("这个数据文件夹正被占用：{path}（{holder}）").format(path=paths.root, holder=holder)
        if holder
        else _("没有权限写入数据文件夹 {path}。").format(path=paths.root),
        _("请关掉正在使用它的售后台，或用 --data-dir 换一个文件夹。"),
    )


def _name_the_actor(services: Any, wanted: str, memory: Memory) -> None:
    """Whoever `--as` names, else who worked here last, else the first; nobody on a first start.

    Those with a PIN come in behind the lock.
    """
    people: tuple[Person, ...] = services.staff.people()
    if wanted:
        person = services.staff.resume(wanted)
        memory.put("person", person.id)
    elif people:
        last = memory.number("person")
        name = next((one.name for one in people if one.id == last), people[0].name)
        services.staff.resume(name)


class Program(QObject):
    """The application and the session that is on."""

    painted = Signal()
    """The first picture is on screen."""

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__()
        self._app = app
        self._options = options
        self._home: Paths | None = None
        self._crash: CrashDoor | None = None
        self._trouble: MessageDialog | None = None
        self._sessions: list[Session] = []
        self.code = 0

    @property
    def session(self) -> Session | None:
        """The desk on screen; while one takes the other's place, the newer one."""
        return self._sessions[-1] if self._sessions else None

    def start(self) -> bool:
        """Open the desk of the options. False: there is nothing to wait for, the other window
        came forward."""
        try:
            self._home = bootstrap.find_data(self._options.data_dir)
            self._open(self._home, demo=False)
        except AlreadyOpen:
            return False
        except AppError as error:
            self._say_why_not(error)
        return True

    def _open(self, paths: Paths, *, demo: bool) -> None:
        left = self.session
        options = self._options if left is None else Options()
        theme = left.theme if left is not None else None
        session = Session(self._app, options, paths, demo=demo, theme=theme)
        window = session.window
        window.closing.connect(self._on_closing)
        window.painted.connect(self._on_painted)
        window.demo_wanted.connect(self._on_demo_wanted)
        window.home_wanted.connect(self._on_home_wanted)
        session.single.knocked.connect(self._on_knocked)
        if self._crash is None:
            self._crash = CrashDoor(paths.logs, __version__, parent=self)
            self._crash.install()
        self._crash.settle(window)
        self._sessions.append(session)
        window.show()
        if left is not None:
            left.window.close()

    def _say_why_not(self, error: AppError) -> None:
        _log.error("no desk: %s", str(error))
        self._look = Theme(self._app)
        self._trouble = MessageDialog(error.sentence, error.advice, title=_("售后台打不开"))
        self._trouble.finished.connect(self._on_trouble_read)
        self._trouble.open()

    def _on_trouble_read(self) -> None:
        self.code = REFUSED
        # Not now: it is closing and would be gone in the middle of it.
        QTimer.singleShot(0, self._forget_trouble)

    def _forget_trouble(self) -> None:
        self._trouble = None
        self._app.quit()

    def end(self) -> None:
        """Give back what belongs to the process: after the last window."""
        if self._crash is not None:
            self._crash.remove()
            self._crash = None

    # ------------------------------------------------------------------ windows

    def _on_painted(self) -> None:
        if self.session is not None and self.sender() is self.session.window:
            self.session.single.listen()
            self.painted.emit()

    def _on_knocked(self) -> None:
        if self.session is not None:
            window = self.session.window
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def _on_closing(self) -> None:
        window = self.sender()
        for session in [one for one in self._sessions if one.window is window]:
            self._sessions.remove(session)
            session.end()
            session.window.deleteLater()

    # ------------------------------------------------------------------ the demo shop

    def _on_demo_wanted(self) -> None:
        session = self.session
        if session is None:
            return
        folder = session.paths.root / DEMO_FOLDER
        if (folder / session.paths.database.name).exists():
            self._show_demo(folder)
            return
        work = _DemoWork(folder, session.opened.clock.now())
        session.jobs.run(
            _("正在布置演示店铺"), work.run, done=self._show_demo, failed=self._on_demo_failed
        )

    def _show_demo(self, folder: Path) -> None:
        self._go_to(Paths(folder), demo=True)

    def _on_demo_failed(self, error: BaseException) -> None:
        if self.session is not None and not isinstance(error, Cancelled):
            self.session.jobs.broke.emit(error)

    def _on_home_wanted(self) -> None:
        if self._home is not None:
            self._go_to(self._home, demo=False)

    def _go_to(self, paths: Paths, *, demo: bool) -> None:
        left = self.session
        if left is None:
            return
        try:
            self._open(paths, demo=demo)
        except AlreadyOpen:
            left.ask.warn(_("这份数据已经在另一个窗口里打开了。"))
        except AppError as error:
            left.desk.explain(error)


class _DemoWork:
    """Fills the demo shop beside the window; a half-filled one is never found under its name."""

    def __init__(self, folder: Path, now: Any) -> None:
        self._folder = folder
        self._now = now

    def run(self, steps: Steps) -> Path:
        import shutil

        from app.services import demo

        part = self._folder.with_name(f"{self._folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        try:
            part.mkdir(parents=True)
            demo.fill(part, now=self._now, progress=steps)
            part.rename(self._folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return self._folder


def make_application() -> QApplication:
    """The application object, dressed: name, icon, Qt's own words in the chosen language."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("aftersales-desk")
    app.setApplicationDisplayName(_("售后台"))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("aftersales-desk")
    app.setWindowIcon(QIcon(QPixmap(str(resources.path("icons", "app.png")))))
    QLocale.setDefault(QLocale(i18n.language()))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{i18n.language()}", folder):
        app.installTranslator(translator)
    return app


def run(options: Options) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    bootstrap.choose_language(options.lang)
    app = make_application()
    program = Program(app, options)
    _quit_on_signals(program)
    if not program.start():
        return 0
    QApplication.exec()
    program.end()
    return program.code


class _Quitter(QObject):
    """Ends the program in good order when the system or a terminal asks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Python hears a signal only while Python runs; Qt alone would sleep through it.
        self._look = QTimer(self)
        self._look.timeout.connect(self._on_look)
        self._look.start(500)

    def _on_look(self) -> None:
        """Nothing: being called is enough."""

    def heard(self, _number: int, _frame: FrameType | None) -> None:
        """Close the windows, as the person would."""
        QApplication.closeAllWindows()
        QApplication.quit()


def _quit_on_signals(parent: QObject) -> None:
    quitter = _Quitter(parent)
    for name in ("SIGINT", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), quitter.heard)
