"""One start up to its first picture, told as a line of JSON: what `benchmarks.start` runs.

python -m benchmarks.first_paint bare | static | desk FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

HEAVY = (
    "openpyxl", "reportlab", "PIL", "numpy", "lxml", "psycopg", "asyncio", "ssl", "pyqtgraph",
    "python_calamine",
)  # fmt: skip


_stages: list[tuple[str, int]] = []


def reached(stage: str) -> None:
    """Remember how much processor time (ms) had gone when this was done."""
    _stages.append((stage, round(time.process_time() * 1000)))


def told() -> None:
    """The picture is there: say what it took so far."""
    tops = {name.partition(".")[0] for name in sys.modules}
    reached("first picture")
    line = {
        "stages": _stages,
        "cpu_ms": time.process_time() * 1000,
        "memory_mb": _most_memory(),
        "modules": len(sys.modules),
        "heavy": sorted(tops & set(HEAVY)),
    }
    print(json.dumps(line), flush=True)


def _most_memory() -> int:
    """The most megabytes the process ever held, where the system tells."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def bare() -> None:
    """The limit: an empty main window of the stock library."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    _leave_after_paint(app, window)


def static() -> None:
    """The same with a table of 64 Chinese rows and nothing behind it."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    view = QTableView()
    view.setModel(QStringListModel(["保温壶 1.5L 墨绿，收到时外箱破损"] * 64, view))
    window.setCentralWidget(view)
    window.resize(1280, 800)
    window.show()
    _leave_after_paint(app, view.viewport())


def desk(folder: Path) -> None:
    """The desk as `python -m ui --data-dir FOLDER` opens it."""
    reached("Python itself")
    from ui.bootstrap import window_options

    reached("services imported")
    options = window_options(["--data-dir", str(folder)])
    if options is None:
        raise SystemExit("no window is opened for this folder")
    from ui.queue.view import QueueView
    from ui.window import Program, make_application

    reached("window imported")
    app = make_application()
    reached("application made")
    program = Program(app, options)
    program.start()
    reached("desk open, window built")
    session = program.session
    if session is None:
        raise SystemExit("the desk could not be opened")
    _leave_after_paint(app, session.window.findChild(QueueView).viewport())


def _leave_after_paint(app: Any, painted: Any) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted.removeEventFilter(self)
                QTimer.singleShot(0, told)
                QTimer.singleShot(0, app.closeAllWindows)
            return super().eventFilter(watched, event)

    watch = Watch()
    painted.installEventFilter(watch)
    app.exec()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare"]:
            bare()
        case ["static"]:
            static()
        case ["desk", place]:
            desk(Path(place))
        case _:
            raise SystemExit(__doc__)
