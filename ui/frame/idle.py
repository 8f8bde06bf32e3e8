"""Whether anybody sits at the desk, and that nothing but the lock screen can be touched meanwhile.

One filter before everything the program hears, and only while somebody with a PIN acts: without
one no event takes the way through it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.clock import Clock

_LOOK_MS: Final = 5_000
_HANDS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Drop,
        QEvent.Type.InputMethod,
    }
)
_BARRED: Final = _HANDS | {
    QEvent.Type.KeyRelease,
    QEvent.Type.Shortcut,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.ContextMenu,
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
}


class IdleWatch(QObject):
    """`idle` once nobody has touched anything for so long, or at once with Ctrl+L; `intruded` names a dialog that came up
    while everything but one widget is barred."""

    idle = Signal()
    intruded = Signal(object)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._after = timedelta(0)
        self._touched: tuple[datetime, int] = (clock.now(), clock.monotonic_ms())
        self._only: QWidget | None = None
        self._listening = False
        self.timer = QTimer(self)
        self.timer.setInterval(_LOOK_MS)
        self.timer.timeout.connect(self._on_look)

    def watch(self, minutes: int) -> None:
        """Tell when nobody touches anything for so many minutes (0: however long), or at Ctrl+L."""
        self._after = timedelta(minutes=minutes)
        self._only = None
        self._touch()
        self._listen(True)
        if minutes:
            self.timer.start()
        else:
            self.timer.stop()

    def bar(self, only: QWidget) -> None:
        """From now on keyboard and mouse reach this widget alone."""
        self.timer.stop()
        self._only = only
        self._listen(True)

    def stop(self) -> None:
        """Hear nothing any more."""
        self.timer.stop()
        self._only = None
        self._listen(False)

    def _listen(self, on: bool) -> None:
        app = QApplication.instance()
        if app is None or on == self._listening:
            return
        self._listening = on
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def _touch(self) -> None:
        self._touched = (self._clock.now(), self._clock.monotonic_ms())

    def _on_look(self) -> None:
        since, counted = self._touched
        # The counter stands still while the machine sleeps, the wall clock may be set back.
        quiet = max(
            self._clock.now() - since,
            timedelta(milliseconds=self._clock.monotonic_ms() - counted),
        )
        if self._after and quiet >= self._after:
            self.timer.stop()
            self.idle.emit()

    def _is_lock_key(self, event: QEvent) -> bool:
        """Ctrl+L over a dialog, where the window's own shortcuts do not reach."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_L:
            return False
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        self.idle.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        only = self._only
        if only is None:
            if kind in _HANDS:
                self._touch()
                if kind == QEvent.Type.KeyPress and isinstance(watched, QWidget):
                    return self._is_lock_key(event)
            return False
        if kind == QEvent.Type.Show and isinstance(watched, QDialog):
            self.intruded.emit(watched)
            return False
        if kind not in _BARRED:
            return False
        if isinstance(watched, QWidget):
            return (
                watched is not only and not only.isAncestorOf(watched) and not _holds(watched, only)
            )
        # Windows of the system hand their events on to widgets; a shortcut goes to its action.
        return kind == QEvent.Type.Shortcut


def _holds(watched: QWidget, only: QWidget) -> bool:
    """Whether it is the window of the one widget: what reaches only the frame does no harm."""
    return watched is only.window() and watched is not only
