"""The negotiation as a ladder: every round and every answer, where each stands, and what next."""

from __future__ import annotations

from datetime import timedelta

from app.domain.facts import Offer
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click
from tests.ui.shop_floor import ShopFloor, dialog_of
from tests.ui.ticket import scenes
from tests.ui.ticket.conftest import settle, words
from tests.ui.ticket.walking import open_tab, tab
from ui.decide.action_dialog import ActionDialog
from ui.decide.counter_offer import CounterOfferDialog
from ui.decide.decision_dialog import DecisionDialog
from ui.ticket.ladder import rungs
from ui.ticket.ladder_page import LadderPage
from ui.ticket.pane import TicketPane
from ui.widgets.banner import EmptyState
from ui.widgets.button import Button


def ladder(pane: TicketPane, ticket: Ticket) -> LadderPage:
    """The page, opened by its tab."""
    pane.show_ticket(ticket.id)
    settle()
    open_tab(pane, "协商")
    return pane.ladder


def lines(page: LadderPage) -> list[tuple[str, str, str, str]]:
    """Side, title, amount and state of every line, from the first to the last."""
    return [(row.rung.side, row.rung.title, row.rung.amount, row.rung.state) for row in page.rows]


def test_every_round_and_every_answer_is_one_line_in_the_order_it_was_said(
    pane: TicketPane, floor: ShopFloor
) -> None:
    page = ladder(pane, scenes.refused_twice(floor))
    assert lines(page) == [
        ("buyer", "最初诉求：部分补偿", "¥ 15.00", ""),
        ("us", "第 1 轮 · 部分补偿", "¥ 8.00", "买家不接受"),
        ("buyer", "不接受", "", ""),
        ("us", "第 2 轮 · 部分补偿", "¥ 12.00", "已失效"),
        ("buyer", "还价：部分补偿", "¥ 15.00", ""),
        ("us", "第 3 轮 · 部分补偿", "¥ 14.00", "等买家答复"),
    ]
    seen = " ".join(words(page))
    assert "8 元太少了" in seen
    assert "12 块我就不计较了" in seen
    assert page.rows[4].rung.told.startswith("电话 · 今天 09:32")
    assert "阿青 记录" in page.rows[4].rung.told


def test_a_lapsed_round_falls_back_visibly_and_an_open_one_counts_down(
    pane: TicketPane, floor: ShopFloor
) -> None:
    page = ladder(pane, scenes.refused_twice(floor))
    lapsed, open_ = page.rows[3].rung, page.rows[5].rung
    assert lapsed.over
    assert "过" in " ".join(lapsed.remarks) or "失效" in " ".join(lapsed.remarks)
    assert not open_.over
    assert "还剩" in open_.told
    floor.clock.advance(timedelta(hours=46, minutes=30))
    pane._on_tick()
    settle()
    assert "1\u00a0小时\u00a030\u00a0分" in page.rows[5].rung.told


def test_an_agreed_round_is_locked_and_says_how_it_is_changed(
    pane: TicketPane, floor: ShopFloor
) -> None:
    ticket = scenes.refused_twice(floor)
    floor.services.decide.buyer_accepts(ticket.id, ticket.version)
    page = ladder(pane, ticket)
    last = page.rows[-2].rung
    assert (last.state, last.locked) == ("买家已接受", True)
    assert "已达成，改动需先撤回并写明原因" in words(page)
    assert page.rows[-1].rung.title == "接受"
    assert not page.again.isEnabled()


def test_a_withdrawn_round_keeps_the_reason(pane: TicketPane, floor: ShopFloor) -> None:
    ticket = scenes.refused_twice(floor)
    floor.services.decide.withdraw_offer(ticket.id, ticket.version, "金额打错了")
    page = ladder(pane, ticket)
    assert lines(page)[-2][3] == "已撤回"
    assert page.rows[-1].rung.words == "金额打错了"
    assert all(row.rung.over for row in page.rows[-2:])


def test_a_denied_round_says_who_and_why(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    scenes.with_agent(floor)
    waiting = scenes.awaiting_approval(floor, ticket)
    page = ladder(pane, waiting)
    assert page.rows[-1].rung.state == "待主管审批"
    assert any("超过" in one for one in page.rows[-1].rung.remarks)
    floor.services.decide.deny(waiting.id, waiting.version, "降到 20 元以内")
    settle()
    rung = pane.ladder.rows[-1].rung
    assert rung.state == "审批不通过"
    assert rung.remarks == ("阿青 审批不通过：降到 20 元以内",)


def test_the_buttons_below_the_ladder_begin_what_comes_next(
    pane: TicketPane, floor: ShopFloor
) -> None:
    ticket = scenes.refused_twice(floor)
    page = ladder(pane, ticket)
    assert "已有方案在等买家答复" in page.again.toolTip()
    counter = next(b for b in page.findChildren(Button) if b.objectName() == Verb.COUNTER_OFFER)
    click(counter)
    dialog_of(CounterOfferDialog).reject()
    floor.services.decide.buyer_declines(ticket.id, ticket.version, "不行")
    settle()
    assert page.again.isEnabled()
    click(page.again)
    dialog = dialog_of(DecisionDialog)
    assert dialog.ticket.id == ticket.id
    assert dialog.title.text() == "部分补偿"
    dialog.reject()


def test_before_the_first_round_the_page_says_what_will_stand_there(
    pane: TicketPane, ticket: Ticket
) -> None:
    page = ladder(pane, ticket)
    assert page.rows == []
    seen = " ".join(words(page))
    assert "还没有协商" in seen
    assert "退货退款 ¥ 258.00" in seen
    empty = page.findChild(EmptyState)
    assert empty is not None
    click(empty.findChild(Button))
    dialog_of(ActionDialog).reject()


def test_the_tab_counts_rounds_and_counter_offers(pane: TicketPane, floor: ShopFloor) -> None:
    pane.show_ticket(scenes.refused_twice(floor).id)
    assert pane.tabs._counts[tab(pane, "协商")][0] == 4


def test_rounds_the_history_does_not_name_still_stand_on_the_ladder(floor: ShopFloor) -> None:
    ticket = scenes.refused_twice(floor)
    found = rungs(ticket, (), floor.clock.now())
    ours = [rung for rung in found if rung.side == "us"]
    assert [rung.amount for rung in ours] == ["¥ 8.00", "¥ 12.00", "¥ 14.00"]
    assert [at.at for at in found[1:]] == sorted(at.at for at in found[1:])


def test_what_the_buyer_owes_is_the_amount_of_an_exchange(
    pane: TicketPane, floor: ShopFloor
) -> None:
    ticket = scenes.exchange_to_ship(floor, scenes.cups(floor, remedy=Remedy.EXCHANGE, cents=None))
    page = ladder(pane, ticket)
    assert lines(page)[-1] == ("us", "第 1 轮 · 换货", "买家付 ¥ 40.00", "买家已接受")
    assert ticket.facts.offer is Offer.ACCEPTED
