"""Approving, counter-offers, parcels out, repairs, charges and promises, by keyboard on a real desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.facts import GoodsOut, Offer, Stage, Work
from app.domain.goods_out import DispatchPurpose
from app.domain.negotiation import PromiseState, TalkChannel
from app.domain.payment import MoneyState
from app.domain.remedy import Liability, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb, actions
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from tests.ui.ticket import scenes
from ui.decide import open_action
from ui.decide.action_dialog import ActionDialog
from ui.decide.approving import ApproveDialog, DenyDialog
from ui.decide.charges import ChargeArrivedDialog, ChargeReturnedDialog, WaiveDialog
from ui.decide.counter_offer import CounterOfferDialog
from ui.decide.dispatching import DeliveredDialog, LostDialog, ShipDialog
from ui.decide.payments import PayDialog
from ui.decide.promises import KeepPromiseDialog
from ui.decide.reasons import GiveBackDialog
from ui.decide.repairing import DoneDialog, FailedDialog, StartDialog
from ui.desk import Desk
from ui.ticket import wording
from ui.widgets.pill import Chip

SPACE = Qt.Key.Key_Space
D = TypeVar("D", bound=ActionDialog)


class Counter:
    """Opens dialogs over one desk, always for the ticket as it is now."""

    def __init__(self, desk: Desk, floor: ShopFloor, home: QWidget) -> None:
        self._desk, self._floor, self._home = desk, floor, home

    def open(self, ticket: Ticket, verb: Verb, kind: type[D]) -> tuple[D, Hands]:
        """The dialog of a verb, with hands on it."""
        self.ask(ticket, verb)
        dialog = dialog_of(kind)
        return dialog, Hands(dialog)

    def ask(self, ticket: Ticket, verb: Verb) -> None:
        """Press the verb."""
        open_action(self._desk, self._floor.ticket(ticket.id), verb, self._home)


@pytest.fixture
def counter(desk: Desk, floor: ShopFloor, home: QWidget) -> Counter:
    return Counter(desk, floor, home)


@pytest.fixture
def waiting(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """A compensation above what 小白 may decide, looked at by the owner."""
    scenes.with_agent(floor)
    return scenes.awaiting_approval(floor, ticket)


# ---------------------------------------------------------------------------------- approval


def test_the_approver_sees_why_who_and_how_much_and_agrees(
    counter: Counter, floor: ShopFloor, waiting: Ticket
) -> None:
    dialog, hands = counter.open(waiting, Verb.APPROVE, ApproveDialog)
    assert "小白" in dialog.asked.text()
    assert "照片清楚" in dialog.asked.text()
    assert any("超过" in text for text, _tone in dialog.needs.rows)
    assert any(one.amount == "¥ 80.00" for one in dialog.sums.sums)
    assert wording.goods(waiting.order.lines[0]) in dialog.goods.text()
    assert dialog.caps.rows, "what is left of the order's limits is seen before agreeing"
    hands.write("金额合理").confirm()
    now = floor.ticket(waiting.id)
    assert now.facts.offer is Offer.OFFERED
    assert now.decision is not None
    assert now.decision.approved_by == "阿青"


def test_a_denial_needs_a_reason_and_takes_the_decision_back(
    counter: Counter, floor: ShopFloor, waiting: Ticket
) -> None:
    dialog, hands = counter.open(waiting, Verb.DENY, DenyDialog)
    assert dialog.problem() == "请填写「不通过的原因」。"
    hands.confirm()
    assert floor.ticket(waiting.id).facts.offer is Offer.AWAITING_APPROVAL
    hands.write("降到 20 元以内").confirm()
    now = floor.ticket(waiting.id)
    assert now.facts.offer is Offer.DENIED
    assert now.decision is not None
    assert now.decision.denial == "降到 20 元以内"


def test_who_may_not_approve_is_told_and_sees_no_dialog(
    counter: Counter, floor: ShopFloor, waiting: Ticket, ask: RecordingAsk
) -> None:
    floor.services.staff.act_as("小白")
    counter.ask(waiting, Verb.APPROVE)
    assert ask.the_only().kind == "warn"
    assert "需要主管或店主来做" in ask.the_only().text
    assert floor.ticket(waiting.id).facts.offer is Offer.AWAITING_APPROVAL


# ------------------------------------------------------------------------------- negotiation


def test_a_counter_offer_keeps_the_buyers_words_and_ends_the_offer(
    counter: Counter, floor: ShopFloor
) -> None:
    ticket = scenes.offer(
        floor, scenes.cups(floor), Remedy.COMPENSATION, agreed=False, compensation_cents=800
    )
    dialog, hands = counter.open(ticket, Verb.COUNTER_OFFER, CounterOfferDialog)
    assert dialog.problem() == "请填写「买家的原话」。"
    hands.write("太少了，要 15 元")
    dialog.channel.set_value(TalkChannel.PHONE)
    dialog.cents.set_value(1500)
    hands.confirm()
    now = floor.ticket(ticket.id)
    (said,) = now.counter_offers
    assert (said.words, said.cents, said.channel) == ("太少了，要 15 元", 1500, TalkChannel.PHONE)
    assert said.remedy is Remedy.COMPENSATION
    assert now.facts.offer is Offer.DECLINED


# ------------------------------------------------------------------------------ parcels out


@pytest.fixture
def exchange(floor: ShopFloor) -> Ticket:
    """Another mug is to be sent; the buyer owes twenty yuan for it."""
    return scenes.exchange_to_ship(floor, scenes.cups(floor))


@pytest.fixture
def to_ship(floor: ShopFloor, exchange: Ticket) -> Ticket:
    """The difference is there."""
    ids = tuple(one.id for one in exchange.charges)
    return floor.services.charges.arrived(exchange.id, exchange.version, ids, "补差 8801", "k")


def test_a_scanned_number_names_its_courier_and_the_text_for_the_buyer(
    counter: Counter, floor: ShopFloor, to_ship: Ticket
) -> None:
    dialog, hands = counter.open(to_ship, Verb.SHIP, ShipDialog)
    assert "金釉 500ml" in dialog.goods.text()
    assert dialog.problem() == "请填写「快递单号」。"
    hands.write("YT8812345678901")
    assert dialog.courier.value() == "圆通"
    hands.confirm()
    (sent,) = floor.ticket(to_ship.id).dispatches
    assert (sent.state, sent.courier, sent.tracking) == (
        GoodsOut.SHIPPED,
        "圆通",
        "YT8812345678901",
    )
    assert "圆通单号：YT8812345678901" in QGuiApplication.clipboard().text()


def test_nothing_leaves_on_a_day_still_to_come(counter: Counter, to_ship: Ticket) -> None:
    dialog, hands = counter.open(to_ship, Verb.SHIP, ShipDialog)
    hands.write("YT8812345678901")
    dialog.day.set_value(date(2026, 11, 23))
    assert "不能晚于今天" in dialog.problem()
    dialog.reject()


def test_nothing_is_shipped_while_the_buyer_owes(
    counter: Counter, exchange: Ticket, ask: RecordingAsk
) -> None:
    counter.ask(exchange, Verb.SHIP)
    assert "补款还没有到账" in ask.the_only().text


@pytest.fixture
def shipped(floor: ShopFloor, to_ship: Ticket) -> Ticket:
    parcel = to_ship.dispatches[0]
    return floor.services.dispatches.ship(
        to_ship.id, to_ship.version, parcel.id, "中通", "7312345678901"
    )


def test_signed_for(counter: Counter, floor: ShopFloor, shipped: Ticket) -> None:
    dialog, hands = counter.open(shipped, Verb.DELIVERED, DeliveredDialog)
    assert "7312345678901" in dialog.goods.text()
    hands.confirm()
    assert floor.ticket(shipped.id).dispatches[0].state is GoodsOut.DELIVERED


def test_what_is_lost_is_to_be_sent_again(
    counter: Counter, floor: ShopFloor, shipped: Ticket
) -> None:
    dialog, hands = counter.open(shipped, Verb.LOST, LostDialog)
    assert "重新列为待寄出" in dialog.what_next.text
    hands.write("中转站起火").confirm()
    states = [one.state for one in floor.ticket(shipped.id).dispatches]
    assert states == [GoodsOut.LOST, GoodsOut.TO_SHIP]


def test_a_number_of_several_couriers_leaves_the_choice_to_a_person(
    counter: Counter, floor: ShopFloor, shipped: Ticket
) -> None:
    """The parcel that is sent is the one planned anew after the loss."""
    first = shipped.dispatches[0].id
    ticket = floor.services.dispatches.lost(shipped.id, shipped.version, first, "快递确认丢失")
    dialog, hands = counter.open(ticket, Verb.SHIP, ShipDialog)
    assert not dialog.which.isVisible(), "there is only one to choose from"
    hands.write("4311111111111")
    assert dialog.problem() == "请填写「快递公司」。"
    chips = [chip for chip in dialog.courier.findChildren(Chip) if chip.isVisible()]
    assert len(chips) > 1
    click(chips[0])
    hands.confirm()
    lost, again = floor.ticket(ticket.id).dispatches
    assert (lost.state, lost.id) == (GoodsOut.LOST, first)
    assert (again.courier, again.tracking) == (chips[0].text(), "4311111111111")


def test_among_several_parcels_one_is_chosen(floor: ShopFloor, to_ship: Ticket) -> None:
    one = to_ship.dispatches[0]
    other = replace(one, id=one.id + 1, purpose=DispatchPurpose.PART, lines=())
    dialog = ShipDialog(replace(to_ship, dispatches=(one, other)), floor.clock.now().date())
    dialog.open()
    assert dialog.which.isVisible()
    dialog.which.set_value(other.id)
    assert dialog.parcel == other
    assert "配件已经寄出" in dialog.words.value()
    dialog.show_ticket(to_ship)
    assert dialog.parcel == one, "the other parcel has left meanwhile"
    dialog.reject()


# ----------------------------------------------------------------------------------- charges


def test_a_charge_arrives_with_its_reference(
    counter: Counter, floor: ShopFloor, exchange: Ticket
) -> None:
    dialog, hands = counter.open(exchange, Verb.CHARGE_ARRIVED, ChargeArrivedDialog)
    assert dialog.primary.text() == "记录收款 ¥ 20.00"
    hands.press(SPACE)
    assert dialog.problem() == "请至少勾选一笔款。"
    hands.press(SPACE).tab().write("8801").confirm()
    (charge,) = floor.ticket(exchange.id).charges
    assert (charge.state, charge.reference) == (MoneyState.ARRIVED, "8801")


def test_a_charge_is_waived_with_a_reason(
    counter: Counter, floor: ShopFloor, exchange: Ticket
) -> None:
    dialog, hands = counter.open(exchange, Verb.CHARGE_WAIVED, WaiveDialog)
    assert dialog.problem() == "请填写「免收原因」。"
    hands.tab_to(dialog.reason).write("老客户").confirm()
    assert floor.ticket(exchange.id).charges[0].state is MoneyState.WITHDRAWN


def test_a_charge_goes_back_with_its_proof_and_a_reason(
    counter: Counter, floor: ShopFloor, to_ship: Ticket
) -> None:
    off = floor.services.decide.withdraw_offer(to_ship.id, to_ship.version, "缺货")
    dialog, hands = counter.open(off, Verb.CHARGE_RETURNED, ChargeReturnedDialog)
    assert dialog.primary.text() == "记录退还 ¥ 20.00"
    assert dialog.problem() == "请填写「退还凭证号」。"
    hands.tab_to(dialog.reference).write("9902")
    assert dialog.problem() == "请填写「退还原因」。"
    hands.tab_to(dialog.reason).write("缺货不换了").confirm()
    assert floor.ticket(off.id).charges[0].state is MoneyState.REVERSED


# ------------------------------------------------------------------------- goods go back


def test_flawed_goods_are_sent_home_with_a_reason(counter: Counter, floor: ShopFloor) -> None:
    worn = scenes.worn(floor, scenes.cups(floor))
    dialog, hands = counter.open(worn, Verb.GIVE_BACK, GiveBackDialog)
    assert dialog.problem() == "请填写「寄还原因」。"
    hands.write("已使用").confirm()
    now = floor.ticket(worn.id)
    assert [one.purpose for one in now.dispatches] == [DispatchPurpose.GIVE_BACK]
    assert [action.verb for action in actions(now.facts) if action.primary] == [Verb.SHIP]


# ----------------------------------------------------------------------------------- repairs


@pytest.fixture
def here(floor: ShopFloor) -> Ticket:
    """Mugs to be repaired, received and paid for."""
    return scenes.repair_to_start(floor, scenes.cups(floor))


def test_a_repair_begins_ends_and_goes_home(
    counter: Counter, floor: ShopFloor, here: Ticket
) -> None:
    counter.open(here, Verb.REPAIR_START, StartDialog)[1].confirm()
    assert floor.ticket(here.id).stage is Stage.REPAIRING
    dialog, hands = counter.open(here, Verb.REPAIR_DONE, DoneDialog)
    assert dialog.months.value() == 6
    hands.write("换了密封圈").confirm()
    now = floor.ticket(here.id)
    (repair,) = now.repairs
    assert (repair.state, repair.result) == (Work.DONE, "换了密封圈")
    assert repair.part_warranty_until is not None
    assert [one.purpose for one in now.dispatches] == [DispatchPurpose.REPAIRED]


def test_what_cannot_be_repaired_goes_back_and_waits_for_a_decision(
    counter: Counter, floor: ShopFloor, here: Ticket
) -> None:
    ticket = floor.services.repairs.start(here.id, here.version)
    dialog, hands = counter.open(ticket, Verb.REPAIR_FAILED, FailedDialog)
    assert dialog.problem() == "请填写「修不好的原因」。"
    hands.write("没有配件").confirm()
    now = floor.ticket(ticket.id)
    assert now.repairs[-1].state is Work.CANNOT_BE_REPAIRED
    assert [one.purpose for one in now.dispatches] == [DispatchPurpose.GIVE_BACK]


# ---------------------------------------------------------------------------------- promises


def test_a_promise_is_kept_with_its_proof(counter: Counter, floor: ShopFloor) -> None:
    ticket = scenes.promised(floor, scenes.cups(floor))
    dialog, hands = counter.open(ticket, Verb.KEEP_PROMISE, KeepPromiseDialog)
    assert "杯盖一个" in dialog.what.text()
    assert "¥ 10.00" in dialog.what.text()
    hands.write("2749 0001").confirm()
    (promise,) = floor.ticket(ticket.id).obligations
    assert (promise.state, promise.reference) == (PromiseState.KEPT, "2749 0001")


# ------------------------------------------------------------------------------ paying early


def test_paying_before_the_goods_are_back_asks_for_a_reason(
    counter: Counter, floor: ShopFloor, ticket: Ticket
) -> None:
    agreed = scenes.offer(floor, ticket, Remedy.RETURN_REFUND, liability=Liability.MERCHANT)
    dialog, hands = counter.open(agreed, Verb.PAY, PayDialog)
    assert dialog.early.isVisible()
    assert "1 件退货没有收到并验完" in dialog.early.asked[0]
    assert dialog.problem() == "请在红框里写明理由。"
    hands.confirm()
    assert floor.ticket(agreed.id).payouts[0].state is MoneyState.PLANNED
    hands.tab_to(dialog.early).write("老客户，先退").confirm()
    assert floor.ticket(agreed.id).payouts[0].state is MoneyState.PLANNED, "nothing was ticked"
    hands.tab_to(dialog.early.seen).press(Qt.Key.Key_Space).confirm()
    assert floor.ticket(agreed.id).payouts[0].state is MoneyState.SUBMITTED
    told = floor.services.tickets.timeline(agreed.id)
    assert any("老客户，先退" in entry.text for entry in told)


def test_paying_what_came_back_asks_nothing_more(counter: Counter, floor: ShopFloor) -> None:
    ticket = scenes.offer(floor, scenes.cups(floor), Remedy.COMPENSATION, compensation_cents=800)
    dialog, hands = counter.open(ticket, Verb.PAY, PayDialog)
    assert not dialog.early.isVisible()
    hands.confirm()
    assert floor.ticket(ticket.id).payouts[0].state is MoneyState.SUBMITTED
