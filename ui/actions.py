"""Commands: what can be done, its words, key and drawing in one place; menus and keys read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from ui.theme import Theme
from ui.widgets.text import tip


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. `text` is marked with `N_` where it is declared."""

    id: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    """Portable key names; the first is shown. Single letters work while no field has the focus."""
    tip: str = ""
    checkable: bool = False


SEPARATOR: Final = ""


class Commands(QObject):
    """The live actions of one window or one screen, made from declarations.

    `owner` is the widget whose focus makes the keys work (the window, or one pane).
    """

    triggered = Signal(str)
    """The id of a command that has no slot of its own."""
    refused = Signal(str)
    """The reason why the command whose key was pressed is not possible."""

    def __init__(self, owner: QWidget, theme: Theme, *, whole_window: bool = True) -> None:
        super().__init__(owner)
        self._owner = owner
        self._theme = theme
        self._context = (
            Qt.ShortcutContext.WindowShortcut
            if whole_window
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._reasons: dict[str, str] = {}
        self._listening: dict[str, QShortcut] = {}
        theme.changed.connect(self._on_theme)

    def add(self, command: Command, slot: Callable[..., Any] | None = None) -> QAction:
        """Make the action of a command; `slot` is a bound method."""
        action = QAction(_(command.text), self)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(self._context)
        if slot is None:
            action.triggered.connect(self._on_triggered)
        else:
            action.triggered.connect(slot)
        self._commands[command.id] = command
        self._actions[command.id] = action
        self._owner.addAction(action)
        self._dress(command, action)
        return action

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def ids(self) -> tuple[str, ...]:
        """Every command that was added, in that order."""
        return tuple(self._actions)

    def set_reason(self, command_id: str, reason: str) -> None:
        """Disable with a reason that becomes the tool tip, or enable with an empty one.

        A pressed key of a disabled command is answered with `refused`.
        """
        action = self._actions[command_id]
        self._reasons[command_id] = reason
        self._listen(command_id, bool(reason))
        action.setEnabled(not reason)
        action.setToolTip(tip(reason or self._help(self._commands[command_id])))

    def _listen(self, command_id: str, wanted: bool) -> None:
        # A disabled action does not hear its keys, so that they would seem not to work at all.
        keys = self._actions[command_id].shortcuts()
        if command_id not in self._listening:
            if not wanted or not keys:
                return
            shortcut = QShortcut(self._owner)
            shortcut.setObjectName(command_id)
            shortcut.setKeys(keys)
            shortcut.setContext(self._context)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_refused)
            self._listening[command_id] = shortcut
        self._listening[command_id].setEnabled(wanted)

    def menu(self, title: str, ids: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of these commands; `SEPARATOR` makes a line."""
        menu = QMenu(title, parent)
        menu.setToolTipsVisible(True)
        for command_id in ids:
            if command_id == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[command_id])
        return menu

    def overview(self) -> tuple[tuple[str, str], ...]:
        """(words, keys) of every command that has keys: for the list of shortcuts."""
        return tuple(
            (_(one.text), _(" 或 ").join(_shown(key) for key in one.keys))
            for one in self._commands.values()
            if one.keys
        )

    def _help(self, command: Command) -> str:
        text = _(command.tip) if command.tip else _(command.text)
        return f"{text}（{_shown(command.keys[0])}）" if command.keys else text

    def _dress(self, command: Command, action: QAction) -> None:
        action.setToolTip(tip(self._help(command)))
        if command.icon:
            action.setIcon(self._theme.icon(command.icon, "muted"))

    def _on_theme(self) -> None:
        for command_id, action in self._actions.items():
            name = self._commands[command_id].icon
            if name:
                action.setIcon(self._theme.icon(name, "muted"))

    def _on_refused(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            self.refused.emit(self._reasons[shortcut.objectName()])

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.triggered.emit(action.objectName())


def _shown(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
