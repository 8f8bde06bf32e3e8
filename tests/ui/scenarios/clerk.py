"""One person at the main window: looks at what is shown, clicks, presses keys; no service calls."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.evidence import EvidenceKind, Party
from app.domain.labels import label
from app.domain.remedy import ProblemClass
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import CTRL, NONE, click, press
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from tests.ui.ticket.conftest import settle, words
from tests.ui.ticket.dropping import drop, dropped
from tests.ui.ticket.walking import open_tab
from ui.intake.dialog import IntakeDialog
from ui.main_window import MainWindow
from ui.ticket.pane import TicketPane
from ui.ticket.review_checks import CheckLine
from ui.widgets.fields import Choice


class Clerk:
    """`clicks` counts the presses of buttons of the window's pane and of dialogs."""

    def __init__(
        self, window: MainWindow, floor: ShopFloor, ask: RecordingAsk, qtbot: QtBot
    ) -> None:
        self.window = window
        self._floor = floor
        self._ask = ask
        self._qtbot = qtbot
        self.clicks = 0

    # ---------------------------------------------------------------------------------- seeing

    @property
    def pane(self) -> TicketPane:
        """The pane of the ticket that is chosen."""
        pane = self.window.ticket
        assert pane is not None, "no ticket was shown yet"
        return pane

    @property
    def ticket(self) -> Ticket:
        """The shown ticket as it is stored now."""
        shown = self.pane.ticket
        assert shown is not None, "no ticket is chosen"
        return self._floor.ticket(shown.id)

    @property
    def stage(self) -> str:
        """The pill of the stage beside the number."""
        settle()
        return str(self.pane.head.pills[0].text())

    @property
    def toast(self) -> str:
        """What was said in passing last."""
        assert self._ask.last is not None, "nothing was said"
        return plain(self._ask.last.text)

    def seen(self, widget: QWidget) -> str:
        """Every text that can be read there."""
        return plain(" ".join(words(widget)))

    def line(self, check: str) -> CheckLine:
        """The line of one check on the page of the review."""
        settle()
        shown = self.pane.review.checks.lines.shown
        (line,) = [x for x in shown if x.finding is not None and x.finding.check == check]
        assert line.isVisible(), "the page of the review is not in front"
        return line

    def verdict(self, check: str) -> str:
        """`申请是否在时限内：通过`, as a screen reader says it too."""
        return str(self.line(check).accessibleName())

    def notices(self) -> list[str]:
        """The strong words of the banners on the overview."""
        self.open("概览")
        return [one.strong for one in self.pane.overview.notices.shown]

    def waits_for_ticket(self, ticket_id: int | None = None) -> Ticket:
        """Until the pane shows this ticket, or any."""

        def there() -> None:
            pane = self.window.ticket
            assert pane is not None
            assert pane.ticket is not None
            assert ticket_id in (None, pane.ticket.id)

        self._qtbot.waitUntil(there)
        return self.ticket

    # ----------------------------------------------------------------------------------- doing

    def click(self, button: QWidget | None) -> None:
        """Press a button that can be seen and pressed."""
        assert button is not None, "there is nothing to click"
        assert button.isVisible(), f"{button} cannot be seen"
        assert button.isEnabled(), f"{button} cannot be pressed"
        self.clicks += 1
        click(button)
        settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the keyboard is in the window."""
        self.hands()
        press(QApplication.focusWidget(), key, modifier)
        settle()

    def hands(self) -> Hands:
        """Two hands on the keyboard of the window itself."""
        if not self.window.isActiveWindow():
            # What a window manager does when a dialog closes.
            with self._qtbot.waitActive(self.window):
                self.window.activateWindow()
        return Hands(self.window)

    def open(self, tab: str) -> None:
        """Go to a tab of the ticket."""
        open_tab(self.pane, tab)

    def bar(self, verb: Verb) -> None:
        """Press the button of a verb in the bar below."""
        button = self.pane.actions_bar.button(verb)
        assert button is not None, f"no button for {label(verb)} in the bar"
        self.click(button)

    def pick(self, menu: QMenu, text: str) -> None:
        """Choose a line of a menu that was opened."""
        assert menu.isVisible(), "the menu is not open"
        (found,) = [one for one in menu.actions() if one.text().startswith(text)]
        assert found.isEnabled(), found.text()
        self.clicks += 1
        click(menu, menu.actionGeometry(found).center())
        settle()

    def take_over(self, name: str) -> None:
        """Somebody else sits down: the menu of the person."""
        click(self.window.bar.person)
        settle()
        self.pick(self.window.bar.person_menu, name)
        assert self.window.bar.person.text().startswith(name)

    def drop_on_ticket(self, files: list[Path], kinds: list[EvidenceKind], party: Party) -> None:
        """Drag files onto the ticket and say of each what it shows and who gave it."""
        known = len(self.ticket.evidence)
        assert drop(self.pane, dropped(files))
        settle()
        for place, kind in enumerate(kinds, known + 1):
            assert self.pane.evidence.show_code(f"E{place}")
            caption = self.pane.evidence.caption
            walk_to(caption.kind, kind)
            walk_to(caption.party, party)
            settle()


def walk_to(choice: Choice, value: object) -> None:
    """Move a choice with the arrow keys until it says this."""
    press(choice, Qt.Key.Key_Home)
    for _step in range(choice.count()):
        if choice.value() == value:
            return
        press(choice, Qt.Key.Key_Down)
    assert choice.value() == value, f"{value} is not offered"


def plain(text: str) -> str:
    """Without the blanks that only keep a line together."""
    return text.replace("\u00a0", " ")


def begins_call(clerk: Clerk, order: str) -> tuple[IntakeDialog, Hands]:
    """Ctrl+N, the number of the order, Enter: its only kind of goods is taken."""
    clerk.key(Qt.Key.Key_N, CTRL)
    dialog = dialog_of(IntakeDialog)
    hands = Hands(dialog).write(order).press(Qt.Key.Key_Return)
    assert dialog.order.mode == "found"
    return dialog, hands


def says_class(dialog: IntakeDialog, hands: Hands, problem: ProblemClass) -> None:
    """Go to the class of the problem and down to this one."""
    hands.tab_to(dialog.complaint.problem_class).press(Qt.Key.Key_Home)
    hands.press(*[Qt.Key.Key_Down] * tuple(ProblemClass).index(problem))
