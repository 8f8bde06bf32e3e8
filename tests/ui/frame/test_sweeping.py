"""The clock is looked at while the window is open: soon after the start, then once a minute."""

from __future__ import annotations

from datetime import timedelta

from app.domain.facts import Offer
from app.domain.remedy import Remedy
from app.domain.ticket_list import View
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from tests.ui.ticket import scenes
from ui.desk import Desk
from ui.frame.sweeping import EVERY_MS
from ui.main_window import MainWindow


def test_an_offer_nobody_answered_lapses_while_the_window_is_open(
    window: MainWindow, floor: ShopFloor
) -> None:
    sweeping = window.page.sweeping
    ticket = scenes.offer(
        floor,
        scenes.cups(floor),
        Remedy.COMPENSATION,
        agreed=False,
        hours=2,
        compensation_cents=800,
    )
    window.page.begin()
    assert sweeping.timer.isActive()
    sweeping.timer.timeout.emit()
    assert floor.ticket(ticket.id).facts.offer is Offer.OFFERED
    assert sweeping.timer.interval() == EVERY_MS
    floor.clock.advance(timedelta(hours=3))
    sweeping.timer.timeout.emit()
    assert floor.ticket(ticket.id).facts.offer is Offer.LAPSED
    window.page.stop()
    assert not sweeping.timer.isActive()


def test_a_sweep_that_cannot_write_says_nothing(
    window: MainWindow, floor: ShopFloor, desk: Desk, ask: RecordingAsk
) -> None:
    """While something long is written the turn is left out."""
    ticket = scenes.offer(
        floor,
        scenes.cups(floor),
        Remedy.COMPENSATION,
        agreed=False,
        hours=2,
        compensation_cents=800,
    )
    floor.clock.advance(timedelta(hours=3))
    person = desk.services.context.person
    desk.services.context.person = None
    window.page.sweeping.sweep()
    desk.services.context.person = person
    assert floor.ticket(ticket.id).facts.offer is Offer.OFFERED
    assert ask.heard == []


def test_approvals_are_a_view_once_somebody_else_works_here(
    window: MainWindow, floor: ShopFloor, desk: Desk
) -> None:
    item = window.rail.items[View.AWAITING_APPROVAL]
    assert item.isHidden()
    assert not window.rail.items[View.REPAIRING].isHidden()
    scenes.with_agent(floor)
    assert not item.isHidden()
    rug = "2749018355271180993"
    floor.order(rug)
    scenes.awaiting_approval(floor, floor.claim("188273644000001", rug))
    assert item.accessibleDescription() == "1"
