"""The lock of one window: everything is put away behind it, and comes back as it was."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.desk import Desk
from ui.frame.idle import IdleWatch
from ui.frame.lock_page import LockPage
from ui.frame.switching import Switching


class Lock(QObject):
    """`opened` once somebody proved to be there. Only people with a PIN are ever locked out."""

    opened = Signal()

    def __init__(
        self, desk: Desk, switching: Switching, window: QWidget, pages: QStackedWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._switching = switching
        self._pages = pages
        self._before: QWidget | None = None
        self._focus: QWidget | None = None
        self._away: list[QDialog] = []
        self._newcomers: list[QDialog] = []
        self.page: LockPage | None = None
        self.watch = IdleWatch(desk.services.context.clock, self)
        self.watch.idle.connect(self.put_on)
        self.watch.intruded.connect(self._on_intruded)
        switching.let_in.connect(self._on_let_in)
        desk.changes.changed.connect(self._on_changes)

    @property
    def on(self) -> bool:
        """Whether the desk is locked."""
        return self.page is not None

    def follow(self) -> None:
        """Watch for idle hands as long as whoever acts has a PIN."""
        if self.on:
            return
        services = self._desk.services
        person = services.staff.current
        if person is not None and services.staff.get(person.id).has_pin:
            self.watch.watch(services.pins.idle_minutes())
        else:
            self.watch.stop()

    def stop(self) -> None:
        """The window closes: hear nothing any more."""
        self.watch.stop()

    def put_on(self) -> bool:
        """Lock now; False when whoever acts has no PIN and nothing would be asked."""
        if self.on:
            return True
        if not self._desk.services.pins.lock():
            return False
        self.close_over()
        return True

    def close_over(self) -> None:
        """Put the lock screen before everything of this window."""
        if self.on:
            return
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        self._focus = QApplication.focusWidget()
        self._put_away()
        self._before = self._pages.currentWidget()
        self.page = LockPage(self._desk, self._switching)
        self._pages.addWidget(self.page)
        self._pages.setCurrentWidget(self.page)
        self.watch.bar(self.page)
        self.page.entry.field.setFocus()

    def _put_away(self) -> None:
        """Hide what stands before the window; whoever is nested deepest first."""
        mine = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible() and self._is_mine(one)
        ]
        self._away = sorted(mine, key=_depth)
        for dialog in reversed(list(self._away)):
            self._hide(dialog)

    def _hide(self, dialog: QDialog) -> None:
        if isinstance(dialog, QFileDialog):
            # The system's own cannot be hidden, and it holds nothing that was typed for long.
            dialog.reject()
            self._away = [one for one in self._away if one is not dialog]
        else:
            dialog.hide()

    def _is_mine(self, widget: QWidget) -> bool:
        # Asked of Qt, not kept: a window that holds its lock which holds the window dies late.
        window, home = self.parent(), widget.parentWidget()
        while home is not None and home is not window:
            home = home.parentWidget()
        return home is not None

    def _on_intruded(self, dialog: QDialog) -> None:
        """Something that ran all the while has an answer: it is heard once somebody is back."""
        if self._is_mine(dialog) and dialog not in self._newcomers:
            self._newcomers.append(dialog)
            # Not now: it is in the middle of being shown.
            QTimer.singleShot(0, self._on_newcomers)

    def _on_newcomers(self) -> None:
        waiting, self._newcomers = self._newcomers, []
        if not self.on:
            return
        for dialog in waiting:
            if isValid(dialog) and dialog.isVisible():
                self._away.append(dialog)
                self._hide(dialog)

    def _on_let_in(self) -> None:
        page = self.page
        if page is None:
            self.follow()
            return
        self.page = None
        self.follow()
        if self._before is not None:
            self._pages.setCurrentWidget(self._before)
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()
        self.opened.emit()
        for dialog in self._away:
            if isValid(dialog):
                dialog.show()
        self._away = []
        self._before = None
        focus, self._focus = self._focus, None
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus()

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("staff") or changes.touches("setting"):
            self.follow()


def _depth(dialog: QDialog) -> int:
    """How many windows it stands over: those below come back first."""
    depth, home = 0, dialog.parentWidget()
    while home is not None:
        depth += home.isWindow()
        home = home.parentWidget()
    return depth
