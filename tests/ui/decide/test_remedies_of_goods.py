"""Exchange, reship, repair: goods that leave or come back, chosen by clicks, stored as chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.facts import GoodsIn, GoodsOut, Stage
from app.domain.labels import label
from app.domain.payment import ChargeReason, MoneyClass
from app.domain.remedy import FreightBearer, GoodsWay, Remedy, RepairPlace
from app.domain.settlement.types import Replacement
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose, confirm_again, decide, handed_out, said, sums
from tests.ui.hands import click
from tests.ui.shop_floor import CUP, RUG, Hands, ShopFloor
from ui.decide.freight_choice import FreightChoice
from ui.decide.loose_parts import LooseParts
from ui.decide.repair_terms import RepairChoice
from ui.decide.replacements import Replacements
from ui.decide.sending import DifferenceChoice, Sending
from ui.desk import Desk

ORDER = "2749018355271180993"


def test_the_same_goods_again_are_sent_once_the_old_ones_are_back(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    assert dialog.wish.text == "退货退款 ¥ 258.00", "what the buyer wants stays in sight"
    choose(dialog.fields.answer, "买家已同意")
    assert dialog.hint.text() == "确认后状态 → 待买家退货（截止 11-29 23:59）"
    draft = handed_out(dialog)
    line = ticket.order.lines[0].id
    assert draft.choices.replacements == (Replacement(line, (1,), quantity=1),)
    assert draft.choices.way is GoodsWay.RETURN_FIRST
    assert draft.choices.ship_hours == ticket.shop.ship_hours
    done = floor.ticket(ticket.id)
    assert done.stage is Stage.AWAITING_RETURN
    assert done.decision is not None
    assert done.decision.choices == draft.choices
    assert not done.dispatches, "nothing leaves before the old goods are back"


def test_the_main_button_names_what_is_paid_and_nothing_where_nothing_is(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    freight = dialog.fields.part(FreightChoice)
    choose(dialog.fields.liability, "买家")
    assert dialog.primary.text() == "确认方案"
    choose(dialog.fields.liability, "商家")
    assert freight.cents == 1200
    assert dialog.primary.text().replace("\u00a0", " ") == "确认方案 ¥ 12.00"
    dialog.reject()


def test_a_small_difference_is_waived_beforehand_and_asked_for_once_the_tick_is_taken_away(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = dialog.fields.part(Replacements).blocks[0]
    waive = dialog.fields.part(DifferenceChoice).waive
    assert not waive.isVisible()
    choose(block.kind, "同款换规格")
    assert dialog.hint.text() == "请填写换成的规格。"
    Hands(dialog).tab_to(block.variant).write("160×230 米白").tab_to(block.price.line).write("262")
    assert waive.isVisible()
    assert waive.isChecked()
    assert sums(dialog)["免除差价"] == "− 4.00"
    click(waive)
    assert sums(dialog)["买家应补差价"] == "¥ 4.00"
    assert "差价请您补付" in dialog.words.value()
    Hands(dialog).tab_to(block.price.line).write("261")
    assert not waive.isChecked(), "a person's own choice stands"
    Hands(dialog).tab_to(dialog.fields.answer)
    choose(dialog.fields.answer, "买家已同意")
    draft = handed_out(dialog)
    assert draft.choices.waive_difference is False
    charges = floor.ticket(ticket.id).charges
    assert [(c.reason, c.cents) for c in charges] == [(ChargeReason.PRICE_DIFFERENCE, 300)]


def test_a_large_difference_is_not_waived_by_itself(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = dialog.fields.part(Replacements).blocks[0]
    choose(block.kind, "换其他商品")
    hands = Hands(dialog).tab_to(block.title).write("长绒地毯")
    assert dialog.hint.text() == "请填写换成的商品今天的单价，用来计算差价。"
    hands.tab_to(block.price.line).write("298")
    waive = dialog.fields.part(DifferenceChoice).waive
    assert waive.isVisible()
    assert not waive.isChecked()
    assert sums(dialog)["买家应补差价"] == "¥ 40.00"
    dialog.reject()


def test_cheaper_goods_give_the_difference_back(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = dialog.fields.part(Replacements).blocks[0]
    choose(block.kind, "换其他商品")
    Hands(dialog).tab_to(block.title).write("短绒地毯").tab_to(block.price.line).write("199")
    assert sums(dialog)["退买家差价"] == "¥ 59.00"
    assert dialog.primary.text().startswith("确认方案 ¥ 59.00")
    choose(dialog.fields.part(Sending).way, "无需退回")
    assert not dialog.fields.part(FreightChoice).isVisible(), "nothing comes back"
    choose(dialog.fields.answer, "买家已同意")
    confirm_again(dialog, "寄回比商品还贵")
    draft = handed_out(dialog)
    assert draft.choices.freight_bearer is FreightBearer.NONE
    assert draft.return_by is None
    done = floor.ticket(ticket.id)
    rows = [(row.money_class, row.cents) for row in done.payouts]
    assert rows == [(MoneyClass.COMPENSATION, 5900)]
    assert [dispatch.state for dispatch in done.dispatches] == [GoodsOut.TO_SHIP]
    assert [line.title for line in done.dispatches[0].lines] == ["短绒地毯"]


def test_each_line_of_an_exchange_says_what_is_sent_for_it(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG, CUP), paid_cents=33600)
    ticket = floor.claim("188273644000031", ORDER, remedy=Remedy.EXCHANGE)
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    parts = dialog.fields.part(Replacements)
    assert [block.isVisible() for block in parts.blocks] == [True]
    counter = dialog.fields.goods.rows[1].counter
    assert counter is not None
    Hands(dialog).tab_to(counter).write("2")
    assert [block.isVisible() for block in parts.blocks] == [True, True]
    assert [block.name.isVisible() for block in parts.blocks] == [True, True]
    choose(parts.blocks[1].kind, "同款换规格")
    Hands(dialog).tab_to(parts.blocks[1].variant).write("白釉 350ml")
    draft = handed_out(dialog)
    rug, cup = (line.id for line in ticket.order.lines)
    assert draft.choices.replacements == (
        Replacement(rug, (1,), quantity=1),
        Replacement(cup, (1, 2), variant="白釉 350ml", quantity=2),
    )


def test_what_is_sent_shows_the_masked_address_it_goes_to(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    where = dict(dialog.quote.destination.rows)
    assert where["寄往"] == "林** *******2209 浙江省杭州市西湖区文三路***"
    dialog.reject()


def test_loose_parts_are_sent_without_any_piece_of_the_order(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RESHIP, home)
    counter = dialog.fields.goods.rows[0].counter
    assert counter is not None
    Hands(dialog).tab_to(counter).write("0")
    assert not dialog.primary.isEnabled()
    parts = dialog.fields.part(LooseParts)
    click(parts.add)
    assert dialog.hint.text() == "请填写配件名称，或去掉这一行。"
    Hands(dialog).write("防滑角贴").tab_to(parts.rows[0].count).write("4")
    assert "防滑角贴 ×4" in dialog.words.value()
    click(parts.add)
    click(parts.rows[1].remove)
    choose(dialog.fields.answer, "买家已同意")
    assert dialog.hint.text() == "确认后状态 → 待退款/发货"
    draft = handed_out(dialog)
    assert draft.choices.lines == ()
    assert draft.choices.replacements == (Replacement(None, title="防滑角贴", quantity=4),)
    done = floor.ticket(ticket.id)
    assert done.stage is Stage.FULFILLING
    assert [(line.title, line.quantity) for line in done.dispatches[0].lines] == [("防滑角贴", 4)]


def test_missing_pieces_are_sent_again_and_cost_nothing_in_money(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (replace(CUP, quantity=4),), paid_cents=15600)
    ticket = floor.claim(
        "188273644000032", ORDER, remedy=Remedy.RESHIP, cents=None, sku=CUP.sku, title=CUP.title
    )
    dialog = decide(desk, ticket, Verb.DECIDE_RESHIP, home)
    counter = dialog.fields.goods.rows[0].counter
    assert counter is not None
    Hands(dialog).tab_to(counter).write("2")
    draft = handed_out(dialog)
    line = ticket.order.lines[0].id
    assert draft.choices.replacements == (Replacement(line, (1, 2), quantity=2),)
    assert floor.ticket(ticket.id).payouts == ()


def test_a_repair_out_of_warranty_quotes_the_buyer(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_REPAIR, home)
    terms = dialog.fields.part(RepairChoice)
    assert not terms.quote.isVisible(), "within the warranty there is nothing to quote"
    assert dialog.hint.text() == "请填写维修内容，买家会看到。"
    click(terms.in_warranty)
    hands = Hands(dialog).tab_to(terms.work).write("更换包边")
    hands.tab_to(terms.cost.line).write("20").tab_to(terms.quote.line).write("68")
    choose(terms.place, "上门维修")
    assert not dialog.fields.part(FreightChoice).isVisible(), "nothing travels"
    assert not dialog.fields.part(Sending).isVisible()
    assert sums(dialog)["维修费（买家支付）"] == "¥ 68.00"
    draft = handed_out(dialog)
    repair = draft.choices.repair
    assert repair is not None
    assert (repair.place, repair.quote_cents, repair.cost_cents, repair.in_warranty) == (
        RepairPlace.ON_SITE,
        6800,
        2000,
        False,
    )
    done = floor.ticket(ticket.id)
    assert done.stage is Stage.NEGOTIATING
    assert done.decision is not None
    assert done.decision.valid_until == draft.valid_until


def test_a_quote_that_is_covered_again_by_the_warranty_is_not_charged(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_REPAIR, home)
    terms = dialog.fields.part(RepairChoice)
    click(terms.in_warranty)
    Hands(dialog).tab_to(terms.work).write("更换包边").tab_to(terms.quote.line).write("68")
    click(terms.in_warranty)
    draft = handed_out(dialog)
    assert draft.choices.repair is not None
    assert draft.choices.repair.quote_cents == 0


def test_goods_sent_in_for_repair_are_awaited(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_REPAIR, home)
    Hands(dialog).tab_to(dialog.fields.part(RepairChoice).work).write("更换包边")
    choose(dialog.fields.answer, "买家已同意")
    announced = dialog.hint.text()
    handed_out(dialog)
    done = floor.ticket(ticket.id)
    assert set(done.goods_in.values()) == {GoodsIn.TO_BE_SENT}
    assert f"→ {label(done.stage)}" in announced


def test_shipping_first_is_a_warning_among_the_checks(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    assert "先发后退" not in said(dialog)
    choose(dialog.fields.part(Sending).way, "先发后退")
    assert "先发后退：新货先寄出" in said(dialog)
    dialog.reject()


@pytest.mark.parametrize("way", ["先退后发", "先发后退", "无需退回"])
def test_the_stage_that_an_exchange_announces_is_the_stage_it_comes_to(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget, way: str
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    choose(dialog.fields.part(Sending).way, way)
    choose(dialog.fields.answer, "买家已同意")
    if dialog.second_look.asked:
        confirm_again(dialog, "寄回比商品还贵")
    announced = dialog.hint.text()
    handed_out(dialog)
    assert f"→ {label(floor.ticket(ticket.id).stage)}" in announced


def test_a_missing_part_has_its_row_open_and_no_whole_article(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG,))
    ticket = floor.claim("188273644000061", ORDER, reason="少配件（螺丝）")
    dialog = decide(desk, ticket, Verb.DECIDE_RESHIP, home)
    assert dialog.fields.goods.choices() == ()
    (row,) = dialog.fields.part(LooseParts).rows
    assert dialog.problem() == "请填写配件名称，或去掉这一行。"
    Hands(dialog).tab_to(row.title).write("固定螺丝")
    assert handed_out(dialog).choices.replacements == (
        Replacement(None, title="固定螺丝", quantity=1),
    )
