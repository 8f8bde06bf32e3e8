"""Going through the tabs of a pane, and taking a ticket a step further."""

from __future__ import annotations

from datetime import timedelta

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from tests.ui.hands import click
from tests.ui.shop_floor import ShopFloor
from tests.ui.ticket.conftest import settle
from ui.ticket.pane import TicketPane


def tab(pane: TicketPane, name: str) -> int:
    return next(i for i in range(pane.tabs.count()) if pane.tabs.tabText(i) == name)


def open_tab(pane: TicketPane, name: str) -> None:
    index = tab(pane, name)
    assert pane.tabs.isTabVisible(index), f"the tab {name} is hidden"
    click(pane.tabs, pane.tabs.tabRect(index).center())
    settle()


def decided(floor: ShopFloor, ticket: Ticket, remedy: Remedy, *, agreed: bool = True) -> Ticket:
    """The ticket after the plainest decision of this kind."""
    services = floor.services
    choices = by_remedy(remedy).draft_defaults(
        ticket.order, ticket.order_money, services.decide.situation(ticket), Asked.of(ticket)
    )
    return services.decide.decide(
        DecisionDraft(
            ticket_id=ticket.id,
            ticket_version=ticket.version,
            choices=choices,
            intent_key=f"k{ticket.version}",
            agreed=agreed,
            message="您好，已为您办理。",
            guard_reason="照片清楚",
            return_by=floor.clock.now() + timedelta(days=7),
        )
    )
