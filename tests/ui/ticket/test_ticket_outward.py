"""Parcels, repairs, charges and promises on the ticket; what waits for approval; who may do what."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.facts import Offer
from app.domain.remedy import CancelReason, Liability, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor, dialog_of
from tests.ui.ticket import scenes
from tests.ui.ticket.conftest import settle, words
from tests.ui.ticket.walking import open_tab
from ui.decide.approving import ApproveDialog
from ui.decide.charges import ChargeArrivedDialog
from ui.decide.dispatching import ShipDialog
from ui.decide.promises import KeepPromiseDialog
from ui.ticket.outward_cards import DispatchCard, RepairCard
from ui.ticket.owed_cards import ChargesCard, PromisesCard
from ui.ticket.pane import TicketPane
from ui.ticket.papers import COPY_HANDOVER


def shown(pane: TicketPane, ticket: Ticket, name: str) -> None:
    pane.show_ticket(ticket.id)
    settle()
    open_tab(pane, name)


def only(pane: TicketPane, kind: type[QWidget]) -> QWidget:
    found = [card for card in pane.findChildren(kind) if card.isVisible()]
    assert len(found) == 1
    return found[0]


# ---------------------------------------------------------------------------------- parcels


def test_a_parcel_to_be_sent_says_what_is_in_it_by_when_and_what_is_in_the_way(
    pane: TicketPane, floor: ShopFloor
) -> None:
    ticket = scenes.exchange_to_ship(floor, scenes.cups(floor))
    shown(pane, ticket, "物流")
    card = only(pane, DispatchCard)
    assert isinstance(card, DispatchCard)
    seen = words(card)
    assert "手工陶瓷马克杯 金釉 500ml" in seen
    assert any(one.startswith("后天\u00a012:00（还剩") for one in seen)
    assert any("补款还没有到账" in one for one in seen)
    assert not card.row.buttons[Verb.SHIP].isEnabled()
    ids = tuple(one.id for one in ticket.charges)
    floor.services.charges.arrived(ticket.id, ticket.version, ids, "8801", "k")
    settle()
    card = only(pane, DispatchCard)
    assert isinstance(card, DispatchCard)
    click(card.row.buttons[Verb.SHIP])
    dialog_of(ShipDialog).reject()


def test_a_parcel_that_should_have_left_is_marked(pane: TicketPane, floor: ShopFloor) -> None:
    ticket = scenes.exchange_to_ship(floor, scenes.cups(floor))
    floor.clock.advance(timedelta(days=3))
    shown(pane, ticket, "物流")
    assert any("已超 1\u00a0天" in one for one in words(only(pane, DispatchCard)))


def test_the_waybill_of_a_parcel_is_copied_for_the_buyer(
    pane: TicketPane, floor: ShopFloor, ask: RecordingAsk
) -> None:
    ticket = scenes.exchange_to_ship(floor, scenes.cups(floor))
    ids = tuple(one.id for one in ticket.charges)
    ticket = floor.services.charges.arrived(ticket.id, ticket.version, ids, "8801", "k")
    parcel = ticket.dispatches[0].id
    floor.services.dispatches.ship(ticket.id, ticket.version, parcel, "中通", "7312345678901")
    shown(pane, ticket, "物流")
    card = only(pane, DispatchCard)
    assert isinstance(card, DispatchCard)
    click(card.copy)
    assert "中通单号：7312345678901" in QGuiApplication.clipboard().text()
    assert "已复制" in ask.the_only().text


# ---------------------------------------------------------------------------------- repairs


def test_a_repair_shows_both_warranties(pane: TicketPane, floor: ShopFloor) -> None:
    services = floor.services
    ticket = scenes.repair_to_start(floor, scenes.cups(floor))
    shown(pane, ticket, "物流")
    card = only(pane, RepairCard)
    assert isinstance(card, RepairCard)
    assert card.pill.text() == "买家同意维修"
    assert "修好后另保 6 个月" in words(card)
    ticket = services.repairs.start(ticket.id, ticket.version)
    ticket = services.repairs.done(ticket.id, ticket.version, "换了密封圈", 6)
    settle()
    seen = words(only(pane, RepairCard))
    assert "换了密封圈" in seen
    assert "至 2027-05-22，从修好起算 6 个月" in seen
    assert any("不因维修中断" in one for one in seen)


# ------------------------------------------------------------------- charges and promises


def test_what_the_buyer_owes_stands_on_the_money_page_with_its_verbs(
    pane: TicketPane, floor: ShopFloor
) -> None:
    shown(pane, scenes.exchange_to_ship(floor, scenes.cups(floor)), "方案与金额")
    card = only(pane, ChargesCard)
    assert isinstance(card, ChargesCard)
    seen = words(card)
    assert "换货补差价" in seen
    assert "待补款 ¥ 20.00" in seen
    click(card.rows[0].buttons[Verb.CHARGE_ARRIVED])
    dialog_of(ChargeArrivedDialog).reject()


def test_an_open_promise_can_be_kept_even_after_its_day(pane: TicketPane, floor: ShopFloor) -> None:
    ticket = scenes.promised(floor, scenes.cups(floor))
    shown(pane, ticket, "方案与金额")
    card = only(pane, PromisesCard)
    assert "随下一单寄 杯盖一个，下一单减 ¥ 10.00" in words(card)
    floor.clock.advance(timedelta(days=100))
    floor.services.sweep.run()
    settle()
    card = only(pane, PromisesCard)
    assert isinstance(card, PromisesCard)
    assert "已过期" in words(card)
    click(card.rows[0].buttons[Verb.KEEP_PROMISE])
    dialog_of(KeepPromiseDialog).reject()


def test_the_button_beside_one_of_several_promises_opens_for_that_one(
    pane: TicketPane, floor: ShopFloor
) -> None:
    ticket = scenes.promised(floor, scenes.cups(floor))
    floor.clock.advance(timedelta(days=100))
    floor.services.sweep.run()
    ticket = scenes.promised(floor, ticket)
    late, fresh = ticket.obligations
    shown(pane, ticket, "方案与金额")
    card = only(pane, PromisesCard)
    assert isinstance(card, PromisesCard)
    for row, promise in zip(card.rows, (late, fresh), strict=True):
        click(row.buttons[Verb.KEEP_PROMISE])
        dialog = dialog_of(KeepPromiseDialog)
        assert dialog.draft().obligation_id == promise.id
        dialog.reject()


def test_nothing_to_keep_is_said_in_the_menu(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    action = pane.commands[Verb.KEEP_PROMISE.value]
    assert not action.isEnabled()
    assert "没有待兑现的承诺" in action.text()


# --------------------------------------------------------------------------------- approval


def test_the_approver_has_both_answers_beside_the_whole_calculation(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    scenes.with_agent(floor)
    waiting = scenes.awaiting_approval(floor, ticket)
    pane.show_ticket(waiting.id)
    settle()
    card = pane.overview.approval
    assert card.isVisible()
    seen = " ".join(words(card))
    assert "小白 提出第 1 轮方案「部分补偿」" in seen
    assert "超过可以自己决定的 ¥\u00a050.00" in seen
    assert "¥ 80.00" in seen
    assert card.row is not None
    click(card.row.buttons[Verb.APPROVE])
    dialog_of(ApproveDialog).submit()
    settle()
    assert pane.ticket is not None
    assert pane.ticket.facts.offer is Offer.OFFERED
    assert not card.isVisible()


def test_a_ticket_that_waits_for_approval_opens_where_it_is_approved(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    scenes.with_agent(floor)
    waiting = scenes.awaiting_approval(floor, ticket)
    shown(pane, scenes.cups(floor), "时间线")
    pane.show_ticket(waiting.id)
    settle()
    assert pane.overview.approval.isVisible()
    open_tab(pane, "时间线")
    pane.refresh()
    settle()
    assert pane.timeline.isVisible(), "the tab a person chooses on this ticket stays"


def test_the_author_and_an_agent_are_told_why_they_cannot_approve(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    scenes.with_agent(floor)
    waiting = scenes.awaiting_approval(floor, ticket)
    floor.services.staff.act_as("小白")
    pane.show_ticket(waiting.id)
    settle()
    row = pane.overview.approval.row
    assert row is not None
    assert not row.buttons[Verb.APPROVE].isEnabled()
    assert "需要主管或店主来做" in " ".join(words(pane.overview.approval))
    button = pane.actions_bar.button(Verb.APPROVE)
    assert button is not None
    assert not button.isEnabled()


def test_a_lead_does_not_approve_what_the_lead_asked_for(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    scenes.with_agent(floor)
    staff = floor.services.staff
    staff.add("小红", ["lead"])
    staff.act_as("老王")
    waiting = scenes.offer(
        floor, ticket, Remedy.COMPENSATION, compensation_cents=8000, liability=Liability.MERCHANT
    )
    assert waiting.facts.offer is Offer.AWAITING_APPROVAL, "more than is saved by it"
    pane.show_ticket(waiting.id)
    settle()
    assert "这是你自己提的方案" in " ".join(words(pane.overview.approval))
    staff.act_as("小红")
    pane.refresh()
    settle()
    row = pane.overview.approval.row
    assert row is not None
    assert row.why == "需要店主来做，你的角色是主管。", (
        "more than is saved is the owner's to agree to"
    )
    assert row.buttons[Verb.DENY].isEnabled()
    staff.act_as("阿青")
    pane.refresh()
    settle()
    assert "这是你自己提的方案" not in " ".join(words(pane.overview.approval))


# --------------------------------------------------------------------- what the overview says


def test_the_proposal_stands_beside_the_buyers_wish(pane: TicketPane, floor: ShopFloor) -> None:
    pane.show_ticket(scenes.refused_twice(floor).id)
    settle()
    facts = pane.overview.wish.whole
    assert facts.value("期望").text() == "部分补偿 ¥ 15.00"
    assert facts.value("方案").text() == "部分补偿 ¥ 14.00（等买家答复）"


def test_a_cancelled_ticket_says_why(pane: TicketPane, floor: ShopFloor, ticket: Ticket) -> None:
    floor.services.closing.cancel(ticket.id, ticket.version, CancelReason.AGREED, "买家留着用")
    pane.show_ticket(ticket.id)
    settle()
    assert pane.overview.wish.reasons.value("取消原因").text() == "协商一致：买家留着用"


def test_what_the_buyer_was_asked_for_stands_on_top(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    review = floor.services.review
    asked = review.request_info(ticket.id, ticket.version, "缺口近照\n开箱视频")
    pane.show_ticket(ticket.id)
    assert any(
        (n.strong, n.text) == ("等买家补充", "缺口近照；开箱视频")
        for n in pane.overview.notices.shown
    )
    review.info_received(asked.id, asked.version)
    assert all(n.strong != "等买家补充" for n in pane.overview.notices.shown)


def test_a_disagreement_on_what_was_paid_is_marked_in_the_head(
    pane: TicketPane, floor: ShopFloor
) -> None:
    order = "2749018355271180995"
    floor.order(order, paid_cents=25800)
    ticket = floor.claim("188273644000009", order, order_paid_cents=19900)
    pane.show_ticket(ticket.id)
    settle()
    marks = [pill.text() for pill in pane.head.pills if not pill.isHidden()]
    assert ("实付有冲突" in marks) is ticket.facts.has_conflict
    assert ticket.facts.has_conflict


def test_the_hand_over_note_goes_to_the_clipboard(
    pane: TicketPane, floor: ShopFloor, ask: RecordingAsk
) -> None:
    pane.show_ticket(scenes.refused_twice(floor).id)
    pane.do(COPY_HANDOVER.id)
    note = QGuiApplication.clipboard().text()
    assert "经手：阿青 2026-11-23" in note
    assert "小鹿不迷路" not in note
    assert f"{len(note)} 字" in ask.the_only().text
    pane.actions_bar.fill_menu()
    assert "复制交接说明" in [action.text() for action in pane.actions_bar.menu.actions()]
