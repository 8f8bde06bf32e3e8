"""Hands and eyes of the clerk: real pointer and key events, and looking until something is so.

Widgets are found in the process; the events come from outside, through the X server, so that
focus, modality and shortcuts are the real ones. There is no window manager on the tour's screen:
what one would do, giving a new window the keyboard, is done here.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QCursor, QDrag, QInputMethodEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

W = TypeVar("W", bound=QWidget)

PATIENCE = 15.0
"""Seconds until something that should happen counts as broken."""

_DELIVERED = {
    "click": QEvent.Type.MouseButtonRelease,
    "key": QEvent.Type.KeyRelease,
}


class Stuck(AssertionError):
    """Something the clerk waited for did not happen."""


class Hands(QObject):
    """Moves the pointer, presses keys, waits. `pause` is called while nothing is to be done."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._seen: dict[QEvent.Type, int] = dict.fromkeys(_DELIVERED.values(), 0)
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.spontaneous() and event.type() in self._seen:
            self._seen[event.type()] += 1
        return False

    # --------------------------------------------------------------------------------- waiting

    def until(self, what: str, so: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Let the program run until `so` answers with something true; returns that."""
        end = time.monotonic() + patience
        while True:
            self._turn()
            answer = so()
            if answer:
                return answer
            if time.monotonic() > end:
                raise Stuck(f"waited {patience:.0f} s for: {what}\n{self.describe()}")

    def rest(self, seconds: float = 0.15) -> None:
        """Let the program run for a while, for paint and animation before a picture."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._turn()

    def _turn(self) -> None:
        self._app.processEvents()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        front = self.front()
        if (
            front is not None
            and front.isVisible()
            and not front.isActiveWindow()
            and QApplication.activePopupWidget() is None
        ):
            front.activateWindow()
        time.sleep(0.005)

    def front(self) -> QWidget | None:
        """The window that takes input: the dialog in front, else the main window."""
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
        plain = [w for w in windows if w.windowType() == Qt.WindowType.Window]
        return plain[-1] if plain else None

    def describe(self) -> str:
        """What stands in front now, for a message."""
        front = self.front()
        if front is None:
            return "no window"
        words = [b.text() for b in front.findChildren(QAbstractButton) if b.isVisible()]
        focus = QApplication.focusWidget()
        return (
            f"in front: {type(front).__name__} {front.windowTitle()!r}; buttons {words};"
            f" focus {type(focus).__name__ if focus else None}"
        )

    # --------------------------------------------------------------------------------- finding

    def dialog(self, kind: str) -> Any:
        """The dialog of this class name, once it is in front."""
        return self.until(
            f"dialog {kind}",
            lambda: self._front_if(kind),
        )

    def _front_if(self, kind: str) -> QWidget | None:
        front = self.front()
        named = front is not None and type(front).__name__ == kind
        return front if named and front is not None and front.isVisible() else None

    def gone(self, kind: str) -> None:
        """Wait until no dialog of this class name is in front."""
        self.until(f"{kind} closed", lambda: self._front_if(kind) is None)

    def button(self, text: str) -> QAbstractButton:
        """The visible button of the window in front whose text begins so."""

        def find() -> QAbstractButton | None:
            front = self.front()
            for one in front.findChildren(QAbstractButton) if front is not None else ():
                if one.isVisible() and one.text().replace("&&", "&").startswith(text):
                    return one
            return None

        found: QAbstractButton = self.until(f"button {text}", find)
        return found

    # ---------------------------------------------------------------------------------- acting

    def click(self, target: QWidget, at: QPoint | None = None, *, double: bool = False) -> None:
        """Press the left button on a widget. It must be enabled and not be covered."""
        self.until(f"{target} enabled", target.isEnabled, 5)
        name = f"{target} {getattr(target, 'text', str)()}"
        # A toast goes away by itself, in nine seconds at most.
        self.until(f"{name} to be uncovered", lambda: self.bare(target, at), 12)
        place = target.mapToGlobal(at if at is not None else _middle(target))
        self._do("click", "mousemove", str(place.x()), str(place.y()))
        press = ("click", "--repeat", "2", "--delay", "60", "1") if double else ("click", "1")
        self._do("click", *press, times=2 if double else 1)

    def bare(self, target: QWidget, at: QPoint | None = None) -> bool:
        """Whether nothing lies over the place where it would be clicked."""
        place = target.mapToGlobal(at if at is not None else _middle(target))
        under = QApplication.widgetAt(place)
        return under is not None and (under is target or target.isAncestorOf(under))

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as xdotool does: `ctrl+k`, `Return`, `j`."""
        for key in keys:
            self._do("key", "key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type into what has the keyboard: ASCII by keys, Chinese as an input method does."""
        if text.isascii():
            self._do("key", "type", "--clearmodifiers", "--delay", "8", text, times=len(text))
            return
        focus = self.until("a field with the keyboard", QApplication.focusWidget)
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(focus, event)
        self.rest(0.05)

    def fill(self, field: QWidget, text: str) -> None:
        """Click a field, take out what stands there, type."""
        self.click(field)
        self.press("ctrl+a")
        self.type(text)

    def choose(self, menu: QMenu, text: str) -> None:
        """Choose the entry of an open menu whose text begins so."""
        self.until("menu open", menu.isVisible)

        def find() -> QAction | None:
            return next((a for a in menu.actions() if a.text().startswith(text)), None)

        action: QAction = self.until(f"entry {text}", find)
        if not action.isEnabled():
            raise Stuck(f"{action.text()} cannot be chosen")
        self.click(menu, menu.actionGeometry(action).center())
        self.until("menu closed", lambda: not menu.isVisible())

    def pick_in(self, box: Any, text: str) -> None:
        """Choose the entry of a drop-down box whose text begins so, by keys."""
        self.click(box)
        view = box.view()
        self.until("list open", view.isVisible)
        index = next(i for i in range(box.count()) if box.itemText(i).startswith(text))
        row = view.model().index(index, 0)
        view.scrollTo(row)
        # Qt takes a second press within a double click's time for the end of the first.
        self.rest(QApplication.doubleClickInterval() / 1000 + 0.1)
        rect: QRect = view.visualRect(row)
        self.click(view.viewport(), rect.center())
        self.until("list closed", lambda: not view.isVisible())

    def drop(self, files: Sequence[Path], target: QWidget) -> None:
        """Drag files from another window onto a widget and let them go there."""
        source = _Drawer(files)
        source.show()
        self.until("the drawer", source.isActiveWindow)
        begin, end = source.mapToGlobal(_middle(source)), target.mapToGlobal(_middle(target))
        way = [begin + (end - begin) * step / 8 for step in range(1, 9)]
        moves = [part for at in way for part in _goto(at)]
        # A drag runs a loop of its own: the pointer must move while this process waits in it.
        pointer = subprocess.Popen(
            [
                *("xdotool", "mousemove", str(begin.x()), str(begin.y()), "mousedown", "1"),
                *("sleep", "0.2", *moves, "sleep", "0.3", "mouseup", "1"),
            ]
        )
        self.until("the drop", lambda: pointer.poll() is not None)
        self.rest(0.2)
        source.close()
        source.deleteLater()

    def pointer_away(self) -> None:
        """The pointer where it hovers over nothing."""
        front = self.front()
        if front is not None:
            corner = QApplication.primaryScreen().geometry().bottomRight()
            subprocess.run(["xdotool", "mousemove", str(corner.x()), str(corner.y())], check=True)
            self.until("pointer away", lambda: QCursor.pos() == corner, 2)

    def _do(self, kind: str, *command: str, times: int = 1) -> None:
        moved = command[0] == "mousemove"
        before = self._seen[_DELIVERED[kind]]
        subprocess.run(["xdotool", *command], check=True)
        if moved:
            self.rest(0.03)
            return
        end = time.monotonic() + 1.0
        # A key that closes the window under it is never released there: that is no error.
        while self._seen[_DELIVERED[kind]] < before + times and time.monotonic() < end:
            self._turn()
        self.rest(0.03)


class _Drawer(QWidget):
    """A little window at the edge of the screen that files can be dragged out of."""

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self._files = files
        self.setGeometry(4, QApplication.primaryScreen().size().height() - 44, 60, 40)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in self._files])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


def _goto(at: QPoint) -> tuple[str, ...]:
    return ("mousemove", str(at.x()), str(at.y()), "sleep", "0.03")


def _middle(widget: QWidget) -> QPoint:
    return widget.visibleRegion().boundingRect().center()
