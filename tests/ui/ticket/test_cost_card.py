"""What a ticket has cost, and the way to the sheet behind a stored round, on the money page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.facts import GoodsIn
from app.domain.order import Unit
from app.domain.payment import MoneyClass, MoneyState, Payout, Tender
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from ui.decide import open_action
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.sheet_dialog import SheetDialog
from ui.desk import Desk
from ui.ticket.cost_card import HowMade, cost_card
from ui.ticket.pane import TicketPane
from ui.widgets.text import PlainLabel


def _words(widget: QWidget) -> str:
    shown = (label.text() for label in widget.findChildren(PlainLabel))
    return "\n".join(shown).replace("\u00a0", " ")


def _payout(ticket: Ticket, cents: int, **more: object) -> Payout:
    one = Payout(
        7,
        ticket.id,
        ticket.order.id,
        MoneyClass.PRICE_REFUND,
        cents,
        "CNY",
        MoneyState.ARRIVED,
    )
    return replace(one, **more)  # type: ignore[arg-type]


def test_a_ticket_that_cost_nothing_has_no_card(ticket: Ticket, home: QWidget) -> None:
    assert cost_card(ticket) is None


def test_the_card_adds_up_money_and_goods(ticket: Ticket, home: QWidget) -> None:
    line = ticket.order.lines[0].id
    cost = replace(
        ticket,
        payouts=(
            _payout(ticket, 25800),
            _payout(ticket, 30, id=8, tender=Tender.POINTS, currency="XPT"),
        ),
        goods_in={Unit(line, 1): GoodsIn.SELLABLE},
    )
    card = cost_card(cost)
    assert card is not None
    card.setParent(home)
    shown = _words(card)
    for part in ("退款\n¥ 258.00", "退回商品\n−¥ 258.00", "净成本\n¥ 0.00", "另退积分 30 分"):
        assert part in shown


def test_a_stored_round_opens_its_sheet(
    desk: Desk, floor: ShopFloor, ticket: Ticket, pane: TicketPane, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    Hands(dialog_of(DecisionDialog)).confirm()
    pane.show_ticket(ticket.id)
    names = [pane.tabs.tabText(place) for place in range(pane.tabs.count())]
    pane.tabs.setCurrentIndex(next(k for k, name in enumerate(names) if name.startswith("方案")))
    (link,) = pane.money.findChildren(HowMade)
    click(link)
    dialog = dialog_of(SheetDialog)
    assert dialog.sheet.title == "退货退款"
    assert "第 1 轮" in dialog.subtitle.text()
    dialog.reject()


def test_comparing_and_trying_out_are_in_the_menu_with_their_keys(
    desk: Desk, ticket: Ticket, pane: TicketPane
) -> None:
    pane.show_ticket(ticket.id)
    pane.actions_bar.fill_menu()
    texts = [action.text() for action in pane.actions_bar.menu.actions()]
    assert any("方案对比" in text for text in texts)
    assert any("试算" in text for text in texts)
    pane.do("compare")
    (shown,) = [one for one in QApplication.topLevelWidgets() if one.windowTitle() == "方案对比"]
    shown.close()
