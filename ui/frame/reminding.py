"""What is about to run out is said in passing, each thing a few times and never twice the same.

In the window it is a line that opens the ticket; while the window is not looked at, a message of
the system where it has a tray. Without one nothing is lost: the list shows it all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from app.domain.deadlines.clock import Reminder
from app.domain.labels import label
from app.domain.ticket_list import View
from app.i18n import _
from ui.desk import Desk
from ui.widgets.toast import ToastAction

EVERY_MS: Final = 60_000
_FIRST_MS: Final = 4_000
_HOUR: Final = 60
_DAY: Final = 24 * 60


class Reminding(QObject):
    """Emits `ticket_wanted` with an id, or `view_wanted` where several are meant."""

    ticket_wanted = Signal(int)
    view_wanted = Signal(object)
    """A `View` of the rail."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self._said: tuple[Reminder, ...] = ()
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.remind)

    def start(self) -> None:
        """Begin a little after the sweep."""
        self.timer.start(_FIRST_MS)

    def stop(self) -> None:
        """Nothing is read any more: before the desk is closed."""
        self.timer.stop()
        if self._tray is not None:
            self._tray.hide()

    def remind(self) -> None:
        """Say what is worth saying now."""
        self.timer.setInterval(EVERY_MS)
        found = self._desk.attempt(self._desk.services.clocks.reminders).result
        if not found:
            return
        self._said = found
        late = any(one.left_minutes <= 0 for one in found)
        text = wording_of(found)
        show = ToastAction(_("打开") if len(found) == 1 else _("看列表"), self._on_wanted)
        self._desk.ask.tell(text, "bad" if late else "warn", show)
        if not self._window.isActiveWindow():
            self._tell_outside(text)

    def _tell_outside(self, text: str) -> None:
        """Through the tray, where there is one and the window has an icon to show in it."""
        icon = self._window.windowIcon()
        if icon.isNull() or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icon, self)
            self._tray.messageClicked.connect(self._on_message)
        self._tray.show()
        self._tray.showMessage(_("售后台"), text, icon)

    def _on_message(self) -> None:
        self._window.activateWindow()
        self._on_wanted()

    def _on_wanted(self) -> None:
        if len(self._said) == 1:
            self.ticket_wanted.emit(self._said[0].ticket_id)
        elif self._said:
            late = any(one.left_minutes <= 0 for one in self._said)
            self.view_wanted.emit(View.OVERDUE if late else View.DUE_SOON)


def wording_of(found: Sequence[Reminder]) -> str:
    """One ticket by name; several in one line, those that ran out told apart."""
    if len(found) == 1:
        return _one(found[0])
    late = len({one.ticket_id for one in found if one.left_minutes <= 0})
    coming = [one for one in found if one.left_minutes > 0]
    tickets = len({one.ticket_id for one in coming})
    said = []
    if late:
        said.append(_("{n} 张售后单已到期").format(n=late))
    if tickets:
        longest = max(one.left_minutes for one in coming)
        said.append(_("{n} 张售后单将在 {time}内到期").format(n=tickets, time=_within(longest)))
    return _("，").join(said)


def _one(one: Reminder) -> str:
    what = label(one.kind)
    if one.estimated:
        what = _("{what}（估计）").format(what=what)
    if one.left_minutes <= 0:
        return _("{number} 的「{what}」已到期").format(number=one.number, what=what)
    return _("{number} 的「{what}」将在 {time}内到期").format(
        number=one.number, what=what, time=_within(one.left_minutes)
    )


def _within(minutes: int) -> str:
    """Rounded up to a whole hour or day, from an hour on: `15 分钟`, `1 小时`, `4 小时`, `1 天`."""
    if minutes < _HOUR:
        return _("{n} 分钟").format(n=minutes)
    if minutes < _DAY:
        return _("{n} 小时").format(n=-(-minutes // _HOUR))
    return _("{n} 天").format(n=-(-minutes // _DAY))
