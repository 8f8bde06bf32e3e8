"""Weighing decisions: side by side, tried out, explained. Nothing of it writes anything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.remedy import Liability, Remedy
from app.domain.settlement import settle
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click, press, type_in
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from ui.decide import open_action
from ui.decide.compare_dialog import CompareDialog
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.sheet_dialog import SheetDialog
from ui.decide.weighing import open_compare, open_sheet, open_what_if
from ui.decide.what_if import WhatIfDialog
from ui.desk import Desk
from ui.widgets.text import PlainLabel


def words(widget: QWidget) -> str:
    shown = (one.text() for one in widget.findChildren(PlainLabel))
    return "\n".join(shown).replace("\u00a0", " ")


def rows(floor: ShopFloor) -> tuple[object, ...]:
    read = floor.services.context.read()
    return tuple(
        read.scalar(sql)
        for sql in (
            "SELECT count(*) FROM event",
            "SELECT count(*) FROM decision",
            "SELECT count(*) FROM payout",
        )
    )


def test_every_remedy_stands_beside_the_others_with_its_cost(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    before = rows(floor)
    open_compare(desk, ticket, home)
    dialog = dialog_of(CompareDialog)
    shown = words(dialog)
    for name in ("仅退款", "退货退款 ★", "换货", "补发", "维修", "部分补偿", "净成本", "¥ 258.00"):
        assert name in shown
    assert len(dialog.buttons) == 6
    assert rows(floor) == before
    dialog.primary.click()


def test_a_column_opens_the_form_of_its_remedy(desk: Desk, ticket: Ticket, home: QWidget) -> None:
    open_compare(desk, ticket, home)
    dialog = dialog_of(CompareDialog)
    button = next(b for b in dialog.buttons if b.objectName() == Verb.DECIDE_COMPENSATION.value)
    click(button)
    form = dialog_of(DecisionDialog)
    assert form.title.text() == "部分补偿"
    form.reject()


def test_what_is_not_possible_says_why_and_opens_nothing(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order("2749018355271180777", None, paid_cents=None)
    claimed = floor.claim("188273644000777", "2749018355271180777")
    open_compare(desk, claimed, home)
    dialog = dialog_of(CompareDialog)
    button = next(b for b in dialog.buttons if b.objectName() == Verb.DECIDE_REFUND_ONLY.value)
    assert not button.isEnabled()
    assert "实付金额未知" in button.reason
    dialog.primary.click()


def test_trying_out_shows_amounts_caps_and_checks_and_writes_nothing(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    before = rows(floor)
    open_what_if(desk, ticket, home)
    dialog = dialog_of(WhatIfDialog)
    assert dict(dialog.quote.calculation.rows)["退款"] == "¥ 258.00"
    dialog.remedy.set_value(Remedy.COMPENSATION)
    dialog.amount.line.selectAll()
    type_in(dialog.amount.line, "15")
    assert dialog.breakdown.compensation_cents == 15_00
    assert dict(dialog.quote.caps.rows)["补偿上限"] == "¥ 12.00"
    assert "超过省下的运费 ¥ 12.00" in words(dialog.quote.checks)
    dialog.liability.set_value(Liability.COURIER)
    dialog.reject()
    assert rows(floor) == before


def test_what_cannot_be_is_said_beside_the_button(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    open_what_if(desk, ticket, home)
    dialog = dialog_of(WhatIfDialog)
    dialog.remedy.set_value(Remedy.COMPENSATION)
    dialog.amount.line.selectAll()
    type_in(dialog.amount.line, "300")
    assert not dialog.primary.isEnabled()
    assert "超过所选商品的可退上限" in dialog.hint.text()
    dialog.reject()


def test_what_was_tried_opens_its_form(desk: Desk, ticket: Ticket, home: QWidget) -> None:
    open_what_if(desk, ticket, home)
    dialog = dialog_of(WhatIfDialog)
    dialog.remedy.set_value(Remedy.RETURN_REFUND)
    assert dialog.primary.isEnabled(), dialog.hint.text()
    click(dialog.primary)
    form = dialog_of(DecisionDialog)
    assert form.title.text() == "退货退款"
    form.reject()


def tried(desk: Desk, ticket: Ticket, home: QWidget, remedy: Remedy) -> WhatIfDialog:
    open_what_if(desk, ticket, home)
    dialog = dialog_of(WhatIfDialog)
    dialog.remedy.set_value(remedy)
    return dialog


def test_the_amount_and_the_finding_that_were_tried_stand_in_the_form(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = tried(desk, ticket, home, Remedy.COMPENSATION)
    dialog.amount.line.selectAll()
    type_in(dialog.amount.line, "11.50")
    dialog.liability.set_value(Liability.COURIER)
    click(dialog.primary)
    form = dialog_of(DecisionDialog)
    assert form.fields.part(CompensationChoice).value() == 11_50
    choices = form.draft().choices
    assert (choices.compensation_cents, choices.liability) == (11_50, Liability.COURIER)
    assert form.primary.text().replace("\u00a0", " ") == "确认方案 ¥ 11.50"
    form.reject()


def test_what_was_tried_stands_in_the_form_whatever_was_typed_there_before(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    before = dialog_of(DecisionDialog)
    line = before.fields.part(CompensationChoice).amount.line
    line.selectAll()
    type_in(line, "7")
    before.reject()
    dialog = tried(desk, ticket, home, Remedy.COMPENSATION)
    dialog.amount.line.selectAll()
    type_in(dialog.amount.line, "9")
    click(dialog.primary)
    form = dialog_of(DecisionDialog)
    assert form.fields.part(CompensationChoice).value() == 9_00
    form.reject()


def test_a_tried_amount_of_goods_and_a_tried_price_stand_in_the_form(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = tried(desk, ticket, home, Remedy.REFUND_ONLY)
    assert dialog.goods is not None
    cell = dialog.goods.rows[0].amount
    assert cell is not None
    click(cell.link)
    type_in(cell.line, "80")
    click(dialog.primary)
    form = dialog_of(DecisionDialog)
    assert [line.amount_cents for line in form.draft().choices.lines] == [80_00]
    form.reject()
    dialog = tried(desk, ticket, home, Remedy.PRICE_PROTECTION)
    assert dialog.goods is not None
    cell = dialog.goods.rows[0].amount
    assert cell is not None
    type_in(cell.line, "200")
    click(dialog.primary)
    form = dialog_of(DecisionDialog)
    assert [price.cents for price in form.draft().choices.prices_now] == [200_00]
    form.reject()


@pytest.mark.parametrize(
    ("remedy", "typed"), [(Remedy.EXCHANGE, "299"), (Remedy.REPAIR, "45"), (Remedy.FREIGHT, "12")]
)
def test_the_form_comes_to_what_the_trial_came_to(
    desk: Desk, ticket: Ticket, home: QWidget, remedy: Remedy, typed: str
) -> None:
    dialog = tried(desk, ticket, home, remedy)
    dialog.amount.line.selectAll()
    type_in(dialog.amount.line, typed)
    shown = dialog.breakdown
    assert shown.charge_cents or shown.freight_cents
    click(dialog.primary)
    form = dialog_of(DecisionDialog)
    found = form.draft().choices
    ticket_now = form.ticket
    situation = desk.services.decide.situation(ticket_now)
    made = settle(ticket_now.order, ticket_now.order_money, found, situation)
    assert (made.charge_cents, made.freight_cents) == (shown.charge_cents, shown.freight_cents)
    form.reject()


@pytest.mark.parametrize("remedy", [Remedy.EXCHANGE, Remedy.RESHIP, Remedy.REPAIR, Remedy.FREIGHT])
def test_every_remedy_can_be_tried(
    desk: Desk, ticket: Ticket, home: QWidget, remedy: Remedy
) -> None:
    open_what_if(desk, ticket, home)
    dialog = dialog_of(WhatIfDialog)
    dialog.remedy.set_value(remedy)
    assert not dialog.breakdown.refused, dialog.breakdown.refused
    dialog.reject()


def test_the_sheet_of_a_stored_round_is_shown_and_copied(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    Hands(dialog_of(DecisionDialog)).confirm()
    done = floor.ticket(ticket.id)
    assert done.decision is not None
    open_sheet(done, done.decision.id, home)
    dialog = dialog_of(SheetDialog)
    shown = words(dialog)
    for part in ("商品实付", "¥ 258.00", "S(k)", "可退上限", "第 1 件", "检查"):
        assert part in shown
    click(dialog.primary)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("【退货退款】金额是这样算出来的")
    assert "可退上限 ¥ 258.00，已用 ¥ 0.00，还剩 ¥ 258.00" in copied
    assert dialog.isVisible()
    press(dialog, Qt.Key.Key_Escape)


def test_the_sheet_of_what_is_being_typed_opens_over_the_form(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    before = rows(floor)
    open_action(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    form = dialog_of(DecisionDialog)
    click(form.quote.calculation.whole)
    dialog = dialog_of(SheetDialog)
    assert "还没有确认" in dialog.subtitle.text()
    assert "¥ 258.00" in words(dialog)
    dialog.reject()
    form.reject()
    assert rows(floor) == before
