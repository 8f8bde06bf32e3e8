"""The finding, worked with mouse and keyboard: proposals, parts, ticks, a lead, what follows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.liability import Finding, LiabilityBasis, RootCause, Share
from app.domain.remedy import FreightBearer, Liability, ProblemClass
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose, decide
from tests.ui.hands import click
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from ui.decide import open_action
from ui.decide.finding import FindingDialog
from ui.decide.freight_choice import FreightChoice
from ui.decide.sending import Sending
from ui.desk import Desk

COURIER, MERCHANT = Liability.COURIER, Liability.MERCHANT


def finding(desk: Desk, ticket: Ticket, home: QWidget) -> FindingDialog:
    open_action(desk, ticket, Verb.SET_FACTS, home)
    return dialog_of(FindingDialog)


def freight(dialog: FindingDialog) -> dict[str, str]:
    return {one.label: one.amount for one in dialog.follows.freight.sums}


def notes(dialog: FindingDialog) -> str:
    return "\n".join(text for text, _tone in dialog.follows.notes.rows)


def described(floor: ShopFloor, ticket: Ticket, found: Finding) -> Ticket:
    return floor.services.review.describe(ticket.id, None, ProblemClass.LOGISTICS, "", found, "")


def test_nothing_is_taken_over_until_somebody_takes_it(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = finding(desk, ticket, home)
    assert "没有通常的责任方" in dialog.proposed.text
    dialog.problem_class.set_value(ProblemClass.LOGISTICS)
    assert "建议「物流责任」" in dialog.proposed.text
    assert dialog.liability.value() is Liability.UNDETERMINED, "proposed, not set"
    click(dialog.proposed._button)
    assert dialog.liability.value() is COURIER
    assert not dialog.proposed._button.isVisible()
    assert "还没有" in notes(dialog), "the courier's certificate is asked for"
    assert "可以向快递公司追偿" in notes(dialog)
    click(dialog.primary)
    found = floor.ticket(ticket.id)
    assert found.problem is ProblemClass.LOGISTICS
    assert found.finding.liability is COURIER
    assert LiabilityBasis.COURIER_RECORD in found.finding.basis


def test_parts_of_a_shared_liability_are_typed_until_they_add_up(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = finding(desk, ticket, home)
    assert not dialog.shares.isVisible()
    choose(dialog.liability, "混合")
    assert dialog.shares.isVisible()
    assert not dialog.primary.isEnabled()
    hands = Hands(dialog).tab_to(dialog.shares.counters[MERCHANT])
    hands.press(Qt.Key.Key_7, Qt.Key.Key_0).tab().press(Qt.Key.Key_2, Qt.Key.Key_0)
    assert dialog.shares.sum.text() == "合计 90%，还差 10%"
    assert "合计 90%" in dialog.problem_now()
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_3, Qt.Key.Key_0)
    assert dialog.shares.sum.text() == "合计 100%"
    assert "商家责任" in notes(dialog), "the larger part bears the freight"
    hands.confirm()
    assert floor.ticket(ticket.id).finding == Finding(
        Liability.SHARED, shares=(Share(MERCHANT, 70), Share(COURIER, 30))
    )


def test_who_pays_which_parcel_follows_the_choice_with_source_and_mark(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    floor.services.rules.change(
        floor.shop.id, "freight.courier_fault.return", "", "buyer", None, date(2026, 1, 1), "试行"
    )
    dialog = finding(desk, ticket, home)
    assert freight(dialog) == {
        "退回": "买家承担",
        "首次发货": "商家承担",
        "换货、补发": "双方商定",
    }
    assert "《淘宝平台争议处理规则》第7条" in dialog.follows.sources.text()
    assert "已核对原文" in dialog.follows.sources.text()
    choose(dialog.liability, "商家")
    assert set(freight(dialog).values()) == {"商家承担"}
    choose(dialog.liability, "物流")
    assert freight(dialog)["退回"] == "买家承担"
    assert "试行，本店设置" in dialog.follows.sources.text()
    dialog.reject()


def test_ticks_and_words_are_chosen_with_the_keyboard(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = finding(desk, ticket, home)
    hands = Hands(dialog).tab_to(dialog.cause).press(Qt.Key.Key_Down)
    hands.tab_to(dialog.ticks.chips[LiabilityBasis.BUYER_EVIDENCE]).press(Qt.Key.Key_Space)
    hands.tab_to(dialog.ticks.chips[LiabilityBasis.LAW]).press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Space).tab_to(dialog.basis).write("E1 近照").confirm()
    found = floor.ticket(ticket.id).finding
    assert found.basis == (LiabilityBasis.BUYER_EVIDENCE,), "pressed twice is not ticked"
    assert (found.text, found.cause) == ("E1 近照", RootCause.PRODUCT)


def test_who_cannot_say_asks_a_lead(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    staff = floor.services.staff
    staff.add("老周", ("lead",))
    staff.add("小李", ("agent",))
    dialog = finding(desk, ticket, home)
    assert not dialog.ask.isVisible(), "the owner decides, and asks nobody"
    dialog.reject()
    staff.act_as("小李")
    dialog = finding(desk, ticket, home)
    assert dialog.ask.isVisible()
    assert dialog.ask.currentText() == "老周"
    choose(dialog.liability, "买家")
    assert not dialog.ask.isVisible()
    choose(dialog.liability, "待定")
    click(dialog.primary)
    (question,) = floor.ticket(ticket.id).questions
    assert (question.asked_by, question.asked_of) == ("小李", "老周")
    again = finding(desk, floor.ticket(ticket.id), home)
    assert again.ask.value() == "", "asked once is enough"
    click(again.primary)
    assert len(floor.ticket(ticket.id).questions) == 1


def test_what_was_typed_survives_closing(desk: Desk, ticket: Ticket, home: QWidget) -> None:
    first = finding(desk, ticket, home)
    choose(first.liability, "混合")
    first.shares.counters[COURIER].set_value(40)
    click(first.ticks.chips[LiabilityBasis.TEST_REPORT])
    first.reject()
    again = finding(desk, ticket, home)
    assert again.liability.value() == Liability.SHARED
    assert again.shares.value() == (Share(COURIER, 40),)
    assert again.ticks.value() == (LiabilityBasis.TEST_REPORT,)
    again.reject()


def test_somebody_elses_change_is_told_and_nothing_typed_is_lost(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = finding(desk, ticket, home)
    choose(dialog.liability, "物流")
    floor.services.review.note(ticket.id, "快递已回电")
    assert "快递已回电" in dialog._complaint.text
    assert dialog.liability.value() is COURIER
    click(dialog.primary)
    assert floor.ticket(ticket.id).finding.liability is COURIER


# ------------------------------------------------------------------------- decision dialogs


def test_an_open_decision_follows_a_finding_that_changes(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    described(floor, ticket, Finding(Liability.BUYER))
    dialog = decide(desk, floor.ticket(ticket.id), Verb.DECIDE_RETURN_REFUND, home)
    part = dialog.fields.part(FreightChoice)
    assert part.value() is FreightBearer.BUYER
    assert "退货运费按规则由您承担" in dialog.words.value()
    described(floor, ticket, Finding(COURIER))
    assert dialog.fields.liability.value() is COURIER
    assert part.value() is FreightBearer.MERCHANT
    assert "物流责任" in part.source.text()
    assert "我们另补 ¥ 12.00" in dialog.words.value()
    dialog.reject()


def test_what_a_person_chose_in_the_decision_stands(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    described(floor, ticket, Finding(Liability.BUYER))
    dialog = decide(desk, floor.ticket(ticket.id), Verb.DECIDE_RETURN_REFUND, home)
    choose(dialog.fields.liability, "供应商")
    described(floor, ticket, Finding(COURIER))
    assert dialog.fields.liability.value() is Liability.SUPPLIER
    dialog.reject()


def test_a_changed_cell_is_followed_by_the_dialog_and_its_letter(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    described(floor, ticket, Finding(Liability.BUYER))
    floor.services.rules.change(
        None, "freight.no_reason_free.return", "", "shop", None, date(2026, 1, 1), "包退运费"
    )
    dialog = decide(desk, floor.ticket(ticket.id), Verb.DECIDE_RETURN_REFUND, home)
    part = dialog.fields.part(FreightChoice)
    assert part.value() is FreightBearer.MERCHANT
    assert "包退运费，本店设置" in part.source.text()
    assert "我们另补 ¥ 12.00" in dialog.words.value()
    dialog.reject()


@pytest.mark.parametrize(
    ("word", "bearer"),
    [
        ("商家", FreightBearer.MERCHANT),
        ("买家", FreightBearer.BUYER),
        ("待定", FreightBearer.MERCHANT),
    ],
)
def test_the_parcel_of_an_exchange_follows_the_table_until_somebody_chooses(
    desk: Desk, ticket: Ticket, home: QWidget, word: str, bearer: FreightBearer
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    part = dialog.fields.part(Sending)
    choose(dialog.fields.liability, "平台")
    choose(dialog.fields.liability, word)
    assert part.bearer.value() is bearer
    other = "买家承担" if bearer is FreightBearer.MERCHANT else "商家承担"
    choose(part.bearer, other)
    mine = part.bearer.value()
    choose(dialog.fields.liability, "供应商")
    assert part.bearer.value() is mine
    dialog.reject()
