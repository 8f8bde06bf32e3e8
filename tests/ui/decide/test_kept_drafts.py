"""Typed text survives: a closed dialog, a refusal, a long write; and a confirmed one leaves none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.facts import Stage
from app.domain.remedy import Liability
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.long_write import LongWrite
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from ui.decide import open_action
from ui.decide.case_reasons import CaseReasons
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.freight_choice import FreightChoice
from ui.decide.reasons import NoteDialog
from ui.desk import Desk
from ui.drafts import DraftKeeper
from ui.widgets.banner import Banner

ORDER = "2749018355271180993"


def note(desk: Desk, ticket: Ticket, home: QWidget) -> NoteDialog:
    open_action(desk, ticket, Verb.NOTE, home)
    return dialog_of(NoteDialog)


def restored(dialog: QWidget) -> list[Banner]:
    """The banners that say so."""
    found = dialog.findChildren(Banner)
    return [one for one in found if one.isVisible() and "已恢复" in one.text]


def test_what_was_typed_comes_back_after_esc_and_says_so(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = note(desk, ticket, home)
    assert not restored(dialog)
    Hands(dialog).write("等仓库回复").press(Qt.Key.Key_Escape)
    again = note(desk, ticket, home)
    assert again.text.value() == "等仓库回复"
    assert restored(again)
    again.reject()


def test_it_is_kept_while_somebody_types_on_without_a_pause(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = note(desk, ticket, home)
    Hands(dialog).write("a")
    keeper = dialog.findChild(DraftKeeper)
    assert keeper is not None
    timer = keeper._later
    begun = timer.remainingTime()
    assert 0 < begun <= 3000
    Hands(dialog).write("b")
    assert timer.remainingTime() <= begun, "typing on does not put it off"
    timer.timeout.emit()
    body = floor.services.drafts.load(f"ticket/{ticket.id}/note")
    assert body is not None
    assert "ab" in body
    dialog.reject()


def test_a_confirmed_dialog_leaves_nothing_behind(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = note(desk, ticket, home)
    Hands(dialog).write("等仓库回复").press(Qt.Key.Key_Escape)
    Hands(note(desk, ticket, home)).confirm()
    assert floor.services.drafts.load(f"ticket/{ticket.id}/note") is None
    assert note(desk, ticket, home).text.value() == ""
    dialog_of(NoteDialog).reject()


def test_beginning_afresh_forgets_it(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    Hands(note(desk, ticket, home)).write("旧的").press(Qt.Key.Key_Escape)
    dialog = note(desk, ticket, home)
    restored(dialog)[0].pressed.emit()
    assert dialog.text.value() == ""
    assert not restored(dialog)
    assert floor.services.drafts.load(f"ticket/{ticket.id}/note") is None
    dialog.reject()


def test_a_decision_comes_back_as_it_was_chosen(desk: Desk, ticket: Ticket, home: QWidget) -> None:
    open_action(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    first = dialog_of(DecisionDialog)
    first.fields.liability.set_value(Liability.COURIER)
    first.fields.part(FreightChoice).amount.line.setText("1e3")
    first.fields.part(CaseReasons).true.set_value("路上压坏")
    Hands(first).tab_to(first.words.area).write("请放心")
    words = first.words.value()
    first.reject()
    open_action(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    second = dialog_of(DecisionDialog)
    assert second.fields.liability.value() is Liability.COURIER
    assert second.fields.part(FreightChoice).amount.line.text() == "1e3", (
        "wrong amounts survive as well"
    )
    assert second.fields.part(CaseReasons).true.value() == "路上压坏"
    assert second.words.value() == words
    assert not second.primary.isEnabled()
    second.reject()


def test_a_draft_of_another_shape_is_left_alone(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    for body in ("not json", "[]", '{"shape": 99, "fields": {"text": "x"}}'):
        floor.services.drafts.save(f"ticket/{ticket.id}/note", body)
        dialog = note(desk, ticket, home)
        assert dialog.text.value() == ""
        dialog.reject()


def test_behind_a_long_write_a_decision_waits_in_its_dialog_and_goes_on_by_itself(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    dialog = dialog_of(DecisionDialog)
    with LongWrite(floor) as write:
        Hands(dialog).confirm()
        assert dialog.isVisible()
        assert "马上自动执行" in dialog.hint.text()
        assert not dialog.primary.isEnabled()
        desk.pending.try_now()
        assert dialog.isVisible()
        write.end()
        desk.pending.try_now()
    assert not dialog.isVisible()
    assert floor.ticket(ticket.id).stage is Stage.AWAITING_RETURN


def test_a_dialog_closed_while_it_waits_takes_its_decision_back(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    dialog = dialog_of(DecisionDialog)
    with LongWrite(floor) as write:
        Hands(dialog).confirm()
        Hands(dialog).press(Qt.Key.Key_Escape)
        write.end()
        desk.pending.try_now()
    assert floor.ticket(ticket.id).decision is None


def test_a_text_typed_behind_a_long_write_is_kept_once_it_ends(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = note(desk, ticket, home)
    with LongWrite(floor) as write:
        Hands(dialog).write("等仓库回复").press(Qt.Key.Key_Escape)
        assert floor.services.drafts.load(f"ticket/{ticket.id}/note") is None
        write.end()
        desk.pending.try_now()
    assert "等仓库回复" in str(floor.services.drafts.load(f"ticket/{ticket.id}/note"))
