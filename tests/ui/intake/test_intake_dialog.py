"""A new ticket by hand, with the keyboard alone, on a real desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.facts import Stage
from app.domain.order import OrderSource, Platform
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.errors import RuleViolation, StorageProblem
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import CUP, RUG, Hands, ShopFloor, dialog_of
from ui.desk import Desk
from ui.intake.dialog import IntakeDialog

ORDER = "2749018355271180993"
OTHER = "2749018355271188881"
DOWN, UP, ENTER, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Right
SPACE = Qt.Key.Key_Space


class Ear:
    """Hears which tickets were made."""

    def __init__(self) -> None:
        self.made: list[Ticket] = []

    def hear(self, ticket: Ticket) -> None:
        self.made.append(ticket)


@pytest.fixture
def ear() -> Ear:
    return Ear()


def start(desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear) -> tuple[IntakeDialog, Hands]:
    dialog = IntakeDialog(desk, floor.shop.id, home)
    dialog.made.connect(ear.hear)
    dialog.open()
    return dialog_of(IntakeDialog), Hands(dialog)


def say_what_is_wrong(dialog: IntakeDialog, hands: Hands, words: str = "杯口有缺口") -> None:
    hands.tab_to(dialog.complaint.problem_class).press(Qt.Key.Key_Home)
    hands.tab_to(dialog.complaint.words).write(words)


def test_a_call_about_an_imported_order_from_the_first_key_to_the_ticket(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear, ask: RecordingAsk
) -> None:
    floor.order(ORDER, (CUP, RUG), paid_cents=33600)
    floor.order(OTHER, (CUP,), paid_cents=7800, nickname="小鹿不迷路", phone="13900008888")
    dialog, hands = start(desk, floor, home, ear)
    hands.write("27490183")
    assert [hit.order.number for hit in dialog.order.search.hits] == [OTHER, ORDER]
    hands.press(DOWN, DOWN, ENTER)
    assert dialog.order.claimed.order is not None
    assert dialog.order.claimed.order.number == ORDER
    assert dialog.problem() == "请选择涉及的商品和件数。"
    hands.press(UP)
    say_what_is_wrong(dialog, hands)
    hands.tab_to(dialog.complaint.wish).press(DOWN, DOWN, DOWN)
    hands.tab().write("15")
    hands.confirm()
    (ticket,) = ear.made
    assert not dialog.isVisible()
    assert ticket.stage is Stage.NEW
    assert ticket.order.number == ORDER
    assert [line.ordinals for line in ticket.lines] == [(1,)]
    assert (ticket.requested, ticket.requested_cents) == (Remedy.COMPENSATION, 1500)
    assert (ticket.channel, ticket.problem) == (Channel.PHONE, ProblemClass.QUALITY)
    assert ticket.buyer_words == "杯口有缺口"
    assert ask.the_only().text == f"已建单 {ticket.number}。"


def test_a_phones_tail_finds_the_order_and_the_only_hit_is_taken_with_enter(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.order(OTHER, (CUP,), paid_cents=7800, nickname="小鹿不迷路", phone="13900008888")
    dialog, hands = start(desk, floor, home, ear)
    hands.write("88")
    assert not dialog.order.search.hits
    hands.write("88")
    assert "*******8888" in dialog.order.search.hits[0].accessibleName()
    hands.press(ENTER)
    assert dialog.order.mode == "found"
    assert [line.ordinals for line in dialog.order.claimed.value()] == [(1,)]
    dialog.reject()


def test_the_arrows_walk_through_the_hits_and_back(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.order(ORDER)
    floor.order(OTHER)
    dialog, hands = start(desk, floor, home, ear)
    search = dialog.order.search
    hands.write("274").press(DOWN)
    assert hands.at(search.hits[0])
    hands.press(DOWN)
    assert hands.at(search.hits[1])
    hands.press(DOWN)
    assert hands.at(search.by_hand)
    hands.tab_to(search.hits[0]).press(UP)
    assert hands.at(search.field)
    dialog.reject()


def test_an_order_with_an_open_ticket_is_told(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.order(ORDER)
    known = floor.claim("188273644000001", ORDER)
    dialog, hands = start(desk, floor, home, ear)
    hands.write(ORDER).press(ENTER)
    assert dialog.twins.isVisible()
    assert [twin.number for twin in dialog.twins.told] == [known.number]
    assert "同一订单" in dialog.twins.told[0].by
    dialog.reject()


def test_an_order_nobody_imported_is_typed_and_marked(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    dialog, hands = start(desk, floor, home, ear)
    hands.write("998877665544").press(DOWN, SPACE)
    typed = dialog.order.typed
    assert typed.number.value() == "998877665544", "what was searched for is not typed twice"
    assert dialog.problem() == "请至少填写一件商品的名称。"
    hands.tab_to(typed.lines).write("stool").tab().write("oak").tab().press(UP).tab().write("89")
    hands.tab_to(typed.lines.add).press(SPACE)
    hands.write("cushion").tab(3).write("3x9")
    assert "不是金额" in dialog.problem()
    hands.press(*[Qt.Key.Key_Backspace] * 2).write("0")
    hands.tab_to(typed.take_sum).press(SPACE)
    assert typed.paid.value() == 20800
    hands.tab_to(typed.nickname).write("chen").tab().write("13912345678")
    say_what_is_wrong(dialog, hands)
    hands.confirm()
    (ticket,) = ear.made
    assert ticket.order.source is OrderSource.TYPED
    assert not ticket.order.verified
    assert ticket.order.paid_cents == 20800
    lines = [(x.title, x.variant, x.quantity, x.unit_price_cents) for x in ticket.order.lines]
    assert lines == [("stool", "oak", 2, 8900), ("cushion", "", 1, 3000)]
    assert (ticket.buyer.nickname, ticket.buyer.phone) == ("chen", "13912345678")


def test_only_a_call_or_a_walk_in_may_be_without_a_number_and_says_why(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    dialog, hands = start(desk, floor, home, ear)
    hands.press(DOWN, SPACE)
    typed = dialog.order.typed
    assert dialog.problem() == "没有订单号时，请写明原因。"
    dialog.complaint.channel.set_value(Channel.PLATFORM_CHAT)
    assert dialog.problem() == "请填写订单号；只有电话和到店可以没有订单号。"
    assert not typed.why.isVisible()
    dialog.complaint.channel.set_value(Channel.WALK_IN)
    hands.tab_to(typed.why).write("cash, no receipt")
    hands.tab_to(typed.lines).write("stool")
    say_what_is_wrong(dialog, hands)
    hands.confirm()
    (ticket,) = ear.made
    assert "无订单号：cash, no receipt" in ticket.summary
    assert ticket.channel is Channel.WALK_IN


def test_an_order_that_is_known_already_is_refused_and_nothing_typed_is_lost(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.order(ORDER)
    dialog, hands = start(desk, floor, home, ear)
    hands.press(DOWN, SPACE).write(ORDER)
    hands.tab_to(dialog.order.typed.lines).write("rug")
    say_what_is_wrong(dialog, hands)
    hands.confirm()
    assert dialog.isVisible()
    assert f"订单 {ORDER} 已经在这里" in dialog._complaint.text
    assert dialog.order.typed.lines.rows[0].title.value() == "rug"
    assert not ear.made
    dialog.reject()


def test_a_full_disk_keeps_the_form_and_says_so(
    desk: Desk,
    floor: ShopFloor,
    home: QWidget,
    ear: Ear,
    ask: RecordingAsk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    floor.order(ORDER)

    def full(*_args: object) -> None:
        raise StorageProblem("磁盘已满，没有写入。")

    monkeypatch.setattr(type(floor.services.intake), "new_ticket", full)
    dialog, hands = start(desk, floor, home, ear)
    hands.write(ORDER).press(ENTER)
    say_what_is_wrong(dialog, hands)
    hands.confirm()
    assert dialog.isVisible()
    assert ask.the_only().kind == "error"
    assert dialog.complaint.words.value() == "杯口有缺口"
    dialog.reject()


def test_pressing_twice_makes_one_ticket(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.order(ORDER)
    dialog, hands = start(desk, floor, home, ear)
    hands.write(ORDER).press(ENTER)
    say_what_is_wrong(dialog, hands)
    draft = dialog.draft()
    dialog.submitted.emit(draft)
    dialog.submitted.emit(draft)
    assert len({ticket.id for ticket in ear.made}) == 1
    dialog.reject()


@pytest.mark.parametrize("mode", ["found", "typed"])
def test_a_form_that_was_closed_comes_back_as_it_was(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear, mode: str
) -> None:
    floor.order(ORDER, (CUP,), paid_cents=7800)
    dialog, hands = start(desk, floor, home, ear)
    if mode == "found":
        hands.write(ORDER).press(ENTER, UP)
    else:
        hands.press(DOWN, SPACE).write("12345")
        hands.tab_to(dialog.order.typed.lines).write("stool").tab(3).write("8x")
    say_what_is_wrong(dialog, hands, "第一次打来")
    before = dialog.order.state()
    hands.press(Qt.Key.Key_Escape)
    again, _hands = start(desk, floor, home, ear)
    assert again.order.mode == mode
    assert again.order.state() == before
    assert again.complaint.words.value() == "第一次打来"
    again.reject()


def test_another_shop_keeps_what_was_typed_and_finds_its_own_orders(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.order(ORDER)
    abroad = floor.services.shops.create(Platform.SHOPIFY, "Beiyu US", "America/New_York", "USD")
    dialog, hands = start(desk, floor, home, ear)
    say_what_is_wrong(dialog, hands)
    hands.tab_to(dialog.shop).press(DOWN)
    assert dialog.shop.value() == abroad.id
    assert dialog.complaint.words.value() == "杯口有缺口"
    dialog.order.search.search(ORDER)
    assert not dialog.order.search.hits
    hands.tab_to(dialog.order.search.by_hand).press(SPACE)
    hands.write("1001").tab_to(dialog.order.typed.lines).write("stool")
    hands.confirm()
    (ticket,) = ear.made
    assert ticket.shop.id == abroad.id
    assert ticket.order.currency == "USD"


@pytest.mark.parametrize("mode", ["search", "found", "typed"])
def test_the_tab_key_reaches_every_field(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear, mode: str
) -> None:
    floor.order(ORDER, (CUP, RUG), paid_cents=33600)
    dialog, hands = start(desk, floor, home, ear)
    if mode == "found":
        hands.write(ORDER).press(ENTER)
    elif mode == "typed":
        hands.press(DOWN, SPACE)
        hands.tab_to(dialog.order.typed.lines.add).press(SPACE)
    else:
        hands.write("274")
    wanted: dict[str, QWidget] = {
        "search": dialog.order.search.by_hand,
        "found": dialog.order.claimed.another,
        "typed": dialog.order.typed.lines.rows[-1].price,
    }
    ring = hands.ring()
    assert wanted[mode] in ring
    for one in (dialog.complaint.words, dialog.complaint.amount.line, dialog.cancel):
        assert one in ring
    dialog.reject()


def test_without_a_shop_there_is_nothing_to_open(
    desk: Desk, floor: ShopFloor, home: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(floor.services.shops), "all", _nothing)
    with pytest.raises(RuleViolation, match="还没有店铺"):
        IntakeDialog(desk, None, home)


def _nothing(*_args: object) -> tuple[()]:
    return ()
