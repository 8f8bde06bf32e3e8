"""The foot of the pane: what can be done next, what cannot and why, and what can be taken along."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.ticket import Ticket
from app.domain.workflow import MOVES, Action, Verb
from app.i18n import N_, _
from ui.actions import Command, Commands
from ui.theme import Theme
from ui.ticket import verbs
from ui.ticket.buyer_texts import SHORT_TEXTS
from ui.ticket.papers import (
    COPY_WORDS,
    EXPORT_DISPUTE,
    EXPORT_SLIP,
    KEEP_NOTE,
    PAPERS,
    PRINT_SLIP,
)
from ui.ticket.verbs import ALONE, Acting
from ui.widgets.button import Button, IconButton
from ui.widgets.surface import Surface
from ui.widgets.text import tip

HEIGHT: Final = 54
_EDGE: Final = 18
_GAP: Final = 8
_ROOM_FOR_PAPERS: Final = 600
"""From this width on the papers have buttons of their own; below they are in the menu."""

PASTE: Final = Command("paste-evidence", N_("粘贴截图或文件为证据"), "paste", ("Ctrl+V",))
COMPARE: Final = Command("compare", N_("方案对比…"), "sort", ("Shift+C",))
WHAT_IF: Final = Command("what-if", N_("试算…"), "yuan", ("Shift+T",))
WEIGHING: Final = (COMPARE, WHAT_IF)


def verb_commands() -> tuple[Command, ...]:
    """One command for each verb, with its key."""
    return tuple(
        Command(
            move.verb.value,
            move.label,
            verbs.ICONS.get(move.verb, ""),
            (verbs.KEYS[move.verb],) if move.verb in verbs.KEYS else (),
        )
        for move in MOVES
    )


class ActionBar(Surface):
    """Buttons and a menu over the commands of the pane; it does nothing by itself."""

    pressed = Signal(str)
    """The id of a command whose button was pressed."""

    def __init__(self, commands: Commands, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._theme = theme
        self._count = 0
        self._found: dict[Verb, Action] = {}
        self._deciding = False
        self.buttons: list[Button] = []
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._row.setSpacing(_GAP)
        self._verbs = QWidget()
        self._verb_row = QHBoxLayout(self._verbs)
        self._verb_row.setContentsMargins(0, 0, 0, 0)
        self._verb_row.setSpacing(_GAP)
        self._row.addWidget(self._verbs)
        self.decide = Button(_("处理方式"), menu=True)
        self.decide.set_tip(_("所有处理方式"))
        self.decide.clicked.connect(self._on_decide)
        self._verb_row.addWidget(self.decide)
        self.more = IconButton("more", _("全部操作"))
        self.more.clicked.connect(self._on_more)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.copy = Button(_("复制话术"), "ghost")
        self.dispute = Button(_("导出 PDF"), "ghost")
        self.slip = Button(_("退货卡"), "ghost", menu=True)
        self._papers = (self.copy, self.dispute, self.slip)
        for button in self._papers:
            self._row.addWidget(button)
        self.copy.clicked.connect(self._on_copy)
        self.dispute.set_tip(_("把经过、金额和证据写成一份纠纷报告"))
        self.dispute.clicked.connect(self._on_dispute)
        self.slip.set_tip(_("76×130 mm，放进退货包裹"))
        self.slip.clicked.connect(self._on_slip)
        self.menu = QMenu(self)
        self.others = QMenu(_("现在不能做的"), self)
        self.texts = QMenu(_("复制常用话术"), self)
        self.decide_menu = QMenu(self)
        for menu in (self.menu, self.others, self.texts, self.decide_menu):
            menu.setToolTipsVisible(True)
        self.slip_menu = QMenu(self)

    # ------------------------------------------------------------------------------- showing

    def show_ticket(self, ticket: Ticket, acting: Acting = ALONE) -> None:
        """The verbs as they stand for this ticket now, for whoever acts."""
        self._found = verbs.offered(ticket, acting)
        for action in self._found.values():
            self._commands.set_reason(action.verb.value, action.why)
            self._commands[action.verb.value].setText(verbs.menu_words(action))
        words = ticket.decision.message if ticket.decision is not None else ""
        for command in (*PAPERS, *SHORT_TEXTS):
            self._commands.set_reason(command.id, "")
        reason = "" if words else _("还没有写给买家的话；提出方案时会一并写好。")
        self._commands.set_reason(COPY_WORDS.id, reason)
        kept = _("售后结束后再存，那时才知道什么管用。") if ticket.facts.open else ""
        self._commands.set_reason(KEEP_NOTE.id, kept)
        self.copy.set_reason(reason)
        if not reason:
            self.copy.set_tip(_("复制最近一轮方案里给买家的话（W）"))
        self._show_buttons(ticket)

    def _show_buttons(self, ticket: Ticket) -> None:
        wanted = verbs.for_buttons(ticket, self._found)
        while len(self.buttons) < len(wanted):
            button = Button("")
            button.clicked.connect(self._on_button)
            self._verb_row.addWidget(button)
            self.buttons.append(button)
        self._count = len(wanted)
        for button, action in zip(self.buttons, wanted, strict=False):
            self._dress(button, action, ticket.facts.open)
        self._deciding = ticket.facts.open and verbs.offers_decisions(ticket, self._found)
        ways = [place for place, one in enumerate(wanted) if one.verb in verbs.DECIDES]
        place = ways[-1] + 1 if ways else min(1, len(wanted))
        self._verb_row.insertWidget(min(place, self._verb_row.count() - 1), self.decide)
        self._fit()

    def _dress(self, button: Button, action: Action, open_ticket: bool) -> None:
        words = verbs.words(action)
        button.setObjectName(action.verb.value)
        button.setText(words)
        # An ended ticket asks for nothing: opening it again is possible, not the thing to do.
        button.set_kind("primary" if action.primary and open_ticket else "normal")
        key = verbs.KEYS.get(action.verb, "")
        button.set_tip(_("{verb}（{key}）").format(verb=words, key=key) if key else words)
        button.set_reason(action.why)
        button.updateGeometry()

    def button(self, verb: Verb) -> Button | None:
        """The button of a verb, None when it stands in the menu only."""
        for button in self.buttons:
            if button.objectName() == verb.value and not button.isHidden():
                return button
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many buttons as there is room for; the first always, the rest in the menu."""
        papers = self.width() >= _ROOM_FOR_PAPERS
        for button in self._papers:
            button.setVisible(papers)
        room = self.width() - 2 * _EDGE - self.more.width() - _GAP
        if papers:
            room -= sum(button.sizeHint().width() + _GAP for button in self._papers)
        self.decide.setVisible(self._deciding)
        if self._deciding:
            room -= self.decide.sizeHint().width() + _GAP
        for place, button in enumerate(self.buttons):
            room -= button.sizeHint().width() + _GAP
            button.setVisible(place < self._count and (place == 0 or room >= 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    # ------------------------------------------------------------------------------- pressing

    def _on_button(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.pressed.emit(button.objectName())

    def _on_copy(self) -> None:
        self.pressed.emit(COPY_WORDS.id)

    def _on_dispute(self) -> None:
        self.pressed.emit(EXPORT_DISPUTE.id)

    def _on_slip(self) -> None:
        self.slip_menu.clear()
        for command in (EXPORT_SLIP, PRINT_SLIP):
            self.slip_menu.addAction(self._commands[command.id])
        self.slip_menu.popup(self.slip.mapToGlobal(QPoint(0, -self.slip_menu.sizeHint().height())))

    def _on_decide(self) -> None:
        self.fill_decide_menu()
        height = self.decide_menu.sizeHint().height()
        self.decide_menu.popup(self.decide.mapToGlobal(QPoint(0, -height)))

    def fill_decide_menu(self) -> None:
        """All ways to decide; a reason that holds for all of them stands once, above them."""
        self.decide_menu.clear()
        shared = verbs.shared_reason(self._found)
        if shared:
            said = self.decide_menu.addAction(self._theme.icon("info", "muted"), shared)
            said.setEnabled(False)
            self.decide_menu.addSeparator()
        for command in WEIGHING:
            self.decide_menu.addAction(self._commands[command.id])
        self.decide_menu.addSeparator()
        for place, group in enumerate(verbs.DECIDE_MENU):
            if place:
                self.decide_menu.addSeparator()
            for verb in group:
                self._offer_way(verb, bare=bool(shared))

    def _offer_way(self, verb: Verb, *, bare: bool) -> None:
        live = self._commands[verb.value]
        if not bare or live.isEnabled():
            self.decide_menu.addAction(live)
            return
        # Its own entry: the live one carries the reason in its words.
        entry = self.decide_menu.addAction(live.icon(), verbs.words(self._found[verb]))
        entry.setObjectName(verb.value)
        entry.setToolTip(tip(self._found[verb].why))
        entry.setEnabled(False)

    def _on_more(self) -> None:
        self.fill_menu()
        height = self.menu.sizeHint().height()
        self.menu.popup(self.more.mapToGlobal(QPoint(0, -height)))

    def fill_menu(self) -> None:
        """Every verb: the possible ones, the papers, and the others with their reasons aside."""
        self.menu.clear()
        self.others.clear()
        for move in MOVES:
            action = self._commands[move.verb.value]
            (self.menu if action.isEnabled() else self.others).addAction(action)
        self.menu.addSeparator()
        for command in (*WEIGHING, *PAPERS):
            self.menu.addAction(self._commands[command.id])
        if self.texts.isEmpty():
            self.texts.addActions([self._commands[command.id] for command in SHORT_TEXTS])
        self.menu.addMenu(self.texts)
        if not self.others.isEmpty():
            self.menu.addSeparator()
            self.menu.addMenu(self.others)
