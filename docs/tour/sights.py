"""The demo shop, looked at: the full desk, its views and pages, and what it says when things fail."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from app.domain.ticket import View
from app.domain.workflow import Verb
from docs.tour.clerk import Clerk
from docs.tour.hands import Stuck


class DemoDay:
    """Walks through a desk of about a hundred open tickets; writes nothing but one refusal and one draft."""

    def __init__(self, clerk: Clerk, out: Path) -> None:
        self.clerk = clerk
        self.hands = clerk.hands
        self.out = out

    @property
    def window(self) -> Any:
        return self.clerk.window

    def look(self) -> None:
        """Everything in order."""
        self.desk()
        self.pages()
        self.viewer()
        self.decision()
        self.menus()
        self.searches()
        self.failures()
        self.keys()

    def open_first(self, view: View, kind: str = "", pieces: int = 0) -> Any:
        """Go to a view with the mouse and walk down to a ticket of this kind with evidence."""
        hands, window = self.hands, self.window
        hands.click(window.rail.items[view])
        hands.until("the view", window.rail.items[view].isChecked)
        hands.click(window.queue.view, QPoint(120, 20))
        self.clerk.shown()
        for _step in range(window.queue.model.rowCount()):
            ticket = self.clerk.pane.ticket
            if (not kind or ticket.requested == kind) and len(ticket.evidence) >= pieces:
                hands.until("pictures", self.clerk.pane.evidence.viewer.canvas.isVisible)
                hands.rest(0.4)
                return ticket
            hands.press("j")
            self.clerk.shown()
        raise Stuck(f"no ticket {kind} with {pieces} pieces in {view}")

    def desk(self) -> None:
        """The whole desk on a ticket with pictures."""
        self.open_first(View.OPEN, pieces=2)
        self.clerk.camera.take("desk")

    def pages(self) -> None:
        """Money, parcels, history."""
        self.open_first(View.INSPECTING, pieces=2)
        tabs = self.clerk.pane.tabs
        for at, name in ((2, "ladder"), (3, "money"), (4, "parcel"), (6, "timeline")):
            self.hands.click(tabs, tabs.tabRect(at).center())
            self.hands.until(name, partial(_on_tab, tabs, at))
            self.clerk.camera.take(name)
        self.hands.click(tabs, tabs.tabRect(0).center())

    def viewer(self) -> None:
        """A picture, nearer."""
        canvas = self.clerk.pane.evidence.viewer.canvas
        self.hands.click(canvas, double=True)
        self.hands.rest(0.4)
        self.clerk.camera.take("viewer")

    def decision(self) -> None:
        """A decision with freight, seen but not made."""
        self.open_first(View.NEW, "return_refund", pieces=2)
        self.clerk.do(Verb.DECIDE_RETURN_REFUND)
        dialog = self.hands.dialog("DecisionDialog")
        self.clerk.segment(dialog.fields.liability, "商家")
        self.hands.rest(0.2)
        self.clerk.camera.take("decide")
        self.hands.press("Escape")
        self.hands.gone("DecisionDialog")
        for verb, name in (
            (Verb.SET_FACTS, "facts"),
            (Verb.NOTE, "note"),
            (Verb.REJECT, "reject"),
        ):
            self.clerk.do(verb)
            self.hands.until("a dialog", lambda: self.hands.front() is not self.window)
            self.clerk.camera.take(name)
            self.hands.press("Escape")
            self.hands.until("closed", lambda: self.hands.front() is self.window)

    def menus(self) -> None:
        """Menus: what can be done, what cannot and why; who works and how it looks."""
        bar = self.clerk.pane.actions_bar
        for press, name in (
            (bar.more, "menu-actions"),
            (self.window.bar.person, "menu-person"),
            (self.window.queue.kind, "menu-kind"),
        ):
            self.hands.click(press)
            menu = self.hands.until(name, QApplication.activePopupWidget)
            self.clerk.camera.take(name)
            self.hands.press("Escape")
            self.hands.until("the menu closed", partial(_hidden, menu))

    def searches(self) -> None:
        """Found, and not found."""
        self.clerk.search("马克杯")
        self.clerk.camera.take("search")
        hands = self.hands
        hands.press("ctrl+k")
        hands.press("ctrl+a")
        hands.type("没有这种东西")
        hands.until("nothing", lambda: self.window.queue.model.rowCount() == 0)
        self.clerk.camera.take("search-nothing")
        self.clerk.everything()
        hands.click(self.window.rail.items[View.OVERDUE])
        hands.rest(0.3)
        self.clerk.camera.take("overdue")

    def failures(self) -> None:
        """Files that are not what they seem, each with its sentence."""
        bad = self.out / "照片.xlsx"
        bad.write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 4000)
        web = self.out / "页面.xls"
        web.write_bytes(Path("tests/data/importing/html_disguised_as.xls").read_bytes())
        empty = self.out / "空.csv"
        empty.write_bytes(b"")
        hands = self.hands
        hands.click(self.window.bar.bring)
        dialog = hands.dialog("ImportDialog")
        self.clerk.camera.take("import-empty")
        hands.click(dialog.place.pick)
        self.clerk.pick(bad, web, empty)
        hands.until("read", lambda: dialog.preview is not None, 60)
        self.clerk.camera.take("import-refused")
        hands.press("Escape")
        hands.gone("ImportDialog")

    def keys(self) -> None:
        """Everything the keyboard can do; an empty intake; the typed order."""
        hands = self.hands
        hands.press("F1")
        hands.dialog("KeysDialog")
        self.clerk.camera.take("keys")
        hands.press("Escape")
        hands.gone("KeysDialog")
        hands.press("ctrl+n")
        dialog = hands.dialog("IntakeDialog")
        hands.type("4400000012345")
        hands.rest(0.3)
        self.clerk.camera.take("intake-search")
        hands.click(hands.button("手工录入订单"))
        hands.until("typed", lambda: dialog.order.mode == "typed")
        self.clerk.camera.take("intake-typed")
        hands.press("Escape")
        hands.gone("IntakeDialog")


def _hidden(widget: QWidget) -> bool:
    return not widget.isVisible()


def _on_tab(tabs: QTabBar, at: int) -> bool:
    return tabs.currentIndex() == at
