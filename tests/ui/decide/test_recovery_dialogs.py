"""Claims on couriers and suppliers: opened with what is proposed, filed, ended."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.liability import Finding, Share
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose
from tests.ui.hands import click
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from tests.ui.ticket import scenes
from ui.decide import open_action
from ui.decide.recovery import EndRecoveryDialog, FileRecoveryDialog
from ui.decide.recovery_open import OpenRecoveryDialog
from ui.desk import Desk

SHARED = Finding(
    Liability.SHARED, shares=(Share(Liability.COURIER, 60), Share(Liability.SUPPLIER, 40))
)


@pytest.fixture
def lost(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """The rug was refunded; courier and supplier share the blame."""
    scenes.offer(floor, ticket, Remedy.REFUND_ONLY)
    return floor.services.review.describe(
        ticket.id, None, ProblemClass.LOGISTICS, "压坏", SHARED, ""
    )


def opened(floor: ShopFloor, ticket: Ticket, cents: int = 25800) -> Ticket:
    return floor.services.recoveries.open_recovery(ticket.id, None, RecoveryFrom.COURIER, cents)


def test_a_claim_opens_with_the_proposed_party_amount_and_limit(
    desk: Desk, floor: ShopFloor, lost: Ticket, home: QWidget
) -> None:
    open_action(desk, lost, Verb.OPEN_RECOVERY, home)
    dialog = dialog_of(OpenRecoveryDialog)
    assert dialog.against.value() is RecoveryFrom.COURIER
    assert dialog.amount.value() == 154_80
    assert dialog.due.value() == date(2026, 11, 25)
    assert "75310000000001" in dialog.told.text, "the waybill"
    assert "还没有快递证明" in dialog.told.text
    choose(dialog.against, "供应商")
    assert dialog.amount.value() == 103_20, "the other party's part"
    hands = Hands(dialog).tab_to(dialog.amount)
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("99")
    choose(dialog.against, "快递公司")
    assert dialog.amount.value() == 99_00, "a typed amount stands"
    hands.tab_to(dialog.note).write("外箱压坏").confirm()
    (one,) = floor.ticket(lost.id).recoveries
    assert (one.against, one.filed_cents, one.note) == (RecoveryFrom.COURIER, 99_00, "外箱压坏")
    assert one.due_at is not None
    assert one.due_at.isoformat() == "2026-11-25T16:00:00+00:00"


def test_a_limit_in_the_past_or_no_amount_keeps_the_button_shut(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.OPEN_RECOVERY, home)
    dialog = dialog_of(OpenRecoveryDialog)
    assert dialog.amount.value() is None, "nothing has cost anything"
    assert not dialog.primary.isEnabled()
    dialog.amount.set_value(100)
    assert dialog.primary.isEnabled()
    dialog.due.set_value(date(2026, 11, 21))
    assert "不能早于今天" in dialog.problem_now()
    dialog.reject()


def test_a_claim_is_filed_with_the_number_of_the_other_side(
    desk: Desk, floor: ShopFloor, lost: Ticket, home: QWidget
) -> None:
    ticket = opened(floor, lost)
    open_action(desk, ticket, Verb.FILE_RECOVERY, home)
    dialog = dialog_of(FileRecoveryDialog)
    assert dialog.amount.value() == 258_00
    assert not dialog.primary.isEnabled()
    Hands(dialog).tab_to(dialog.reference).write("GD2026").confirm()
    (one,) = floor.ticket(lost.id).recoveries
    assert (one.state, one.reference) == (RecoveryState.FILED, "GD2026")


def test_what_came_back_must_fit_the_outcome(
    desk: Desk, floor: ShopFloor, lost: Ticket, home: QWidget
) -> None:
    ticket = opened(floor, lost)
    open_action(desk, ticket, Verb.END_RECOVERY, home)
    dialog = dialog_of(EndRecoveryDialog)
    assert not dialog.primary.isEnabled()
    choose(dialog.state, "已追回")
    assert dialog.amount.value() == 258_00
    choose(dialog.state, "部分追回")
    assert dialog.amount.value() is None
    Hands(dialog).tab_to(dialog.amount).write("258")
    assert "请选「已追回」" in dialog.problem_now()
    dialog.amount.set_value(120_00)
    click(dialog.primary)
    (one,) = floor.ticket(lost.id).recoveries
    assert (one.state, one.recovered_cents) == (RecoveryState.PARTLY, 120_00)


def test_a_refusal_says_why_and_brings_nothing(
    desk: Desk, floor: ShopFloor, lost: Ticket, home: QWidget
) -> None:
    ticket = opened(floor, lost)
    open_action(desk, ticket, Verb.END_RECOVERY, home)
    dialog = dialog_of(EndRecoveryDialog)
    choose(dialog.state, "对方拒绝")
    assert not dialog.amount.isVisible()
    assert not dialog.primary.isEnabled()
    Hands(dialog).tab_to(dialog.note).write("没有保价").confirm()
    (one,) = floor.ticket(lost.id).recoveries
    assert (one.state, one.recovered_cents, one.note) == (RecoveryState.REFUSED, None, "没有保价")


def test_the_dialog_opens_for_the_claim_whose_button_was_pressed(
    desk: Desk, floor: ShopFloor, lost: Ticket, home: QWidget
) -> None:
    opened(floor, lost)
    ticket = floor.services.recoveries.open_recovery(lost.id, None, RecoveryFrom.SUPPLIER, 50_00)
    second = ticket.recoveries[1]
    open_action(desk, ticket, Verb.FILE_RECOVERY, home, second.id)
    dialog = dialog_of(FileRecoveryDialog)
    assert dialog.one == second
    assert dialog.amount.value() == 50_00
    dialog.reject()
