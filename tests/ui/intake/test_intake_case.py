"""The details of a case at intake: fields of each class, what was measured, whom to call, twins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.domain.case import (
    ArrivedLine,
    IdentityCheck,
    Mood,
    Receipt,
    Severity,
    SizeReading,
    SubReason,
    Urgency,
    WearMark,
)
from app.domain.case_fields import CaseField
from app.domain.negotiation import TalkChannel
from app.domain.order import Platform
from app.domain.remedy import Channel, ProblemClass
from tests.ui.hands import click
from tests.ui.intake.test_intake_dialog import (
    DOWN,
    ENTER,
    ORDER,
    SPACE,
    UP,
    Ear,
    say_what_is_wrong,
    start,
)
from tests.ui.shop_floor import CUP, NOON, RUG, Hands, ShopFloor
from ui.desk import Desk
from ui.intake.dialog import IntakeDialog

F, P = CaseField, ProblemClass
CLASSES = tuple(ProblemClass)
Form = Callable[[], tuple[IntakeDialog, Hands]]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def form(desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear) -> Form:
    """Opens the form with an order of two cups and a rug in it; nothing holds the dialog."""

    def begin() -> tuple[IntakeDialog, Hands]:
        floor.order(ORDER, (CUP, RUG), paid_cents=33600)
        dialog, hands = start(desk, floor, home, ear)
        hands.write(ORDER).press(ENTER, UP)
        return dialog, hands

    return begin


def choose(dialog: IntakeDialog, hands: Hands, problem: ProblemClass, reason: int = 0) -> None:
    """With the keyboard: the class, then the finer reason, counted from the top."""
    hands.tab_to(dialog.complaint.problem_class).press(Qt.Key.Key_Home)
    hands.press(*[DOWN] * CLASSES.index(problem))
    if reason:
        hands.tab_to(dialog.case.sub_reason).press(*[DOWN] * reason)


def shown(dialog: IntakeDialog) -> set[CaseField]:
    return {name for name, field in dialog.case.fields.items() if field.isVisibleTo(dialog)}


@pytest.mark.parametrize(
    ("problem", "there", "not_there"),
    [
        (P.QUALITY, {F.SEVERITY, F.SERIAL, F.FREQUENCY}, {F.WEAR, F.ARRIVED}),
        (P.CHANGE_OF_MIND, {F.WEAR, F.RECEIPT}, {F.SEVERITY, F.SERIAL}),
        (P.WRONG_OR_MISSING, {F.ARRIVED}, {F.WEAR, F.FREQUENCY}),
        (P.ENQUIRY, {F.CONDITIONS, F.SUGGESTION}, {F.RECEIPT, F.SEVERITY}),
    ],
)
def test_each_class_shows_its_own_fields(
    form: Form,
    problem: ProblemClass,
    there: set[CaseField],
    not_there: set[CaseField],
) -> None:
    dialog, hands = form()
    choose(dialog, hands, problem)
    assert there <= shown(dialog)
    assert not shown(dialog) & not_there
    dialog.reject()


@pytest.mark.parametrize("problem", ProblemClass)
def test_the_tab_key_goes_round_through_the_fields_of_every_class(
    form: Form, problem: ProblemClass
) -> None:
    dialog, hands = form()
    choose(dialog, hands, problem, 0 if problem is P.UNKNOWN else 1)
    ring = hands.ring()
    without = {F.SUB_REASON} if problem is P.UNKNOWN else set()
    for name in shown(dialog) - {F.ARRIVED, F.SIZES, F.WEAR} - without:
        assert dialog.case.fields[name] in ring, name
    for table in (dialog.case.sizes, dialog.case.arrived, dialog.case.wear):
        if table.isVisibleTo(dialog):
            assert table.stops()[0] in ring
    assert dialog.about.email in ring
    dialog.reject()


def test_a_quality_complaint_from_the_first_key_to_the_ticket(form: Form, ear: Ear) -> None:
    dialog, hands = form()
    choose(dialog, hands, P.QUALITY, 5)
    assert dialog.case.sub_reason.value() == SubReason.SHRUNK
    hands.tab_to(dialog.complaint.words).write("洗一次就小了")
    hands.tab_to(dialog.case.fields[F.RECEIPT]).press(*[DOWN] * 3)
    hands.tab_to(dialog.case.fields[F.WASHED_NORMALLY]).press(DOWN)
    hands.tab_to(dialog.case.fields[F.SEVERITY]).press(DOWN)
    hands.tab_to(dialog.case.sizes).write("胸围").tab().write("104").tab().write("100.5")
    assert dialog.case.sizes.rows[0].off.text() == "差 −3.5 厘米"
    hands.tab_to(dialog.case.fields[F.FIRST_NOTICED]).press(DOWN).press(DOWN)
    hands.tab_to(dialog.case.fields[F.CONDITIONS]).write("30 度水洗")
    hands.tab_to(dialog.case.fields[F.SERIAL]).write("sn-00417")
    hands.tab_to(dialog.about.preferred).press(DOWN, DOWN)
    hands.tab().write("after 8")
    hands.tab().write("a@example.com")
    hands.tab_to(dialog.about.identity).press(DOWN)
    hands.tab().press(DOWN, DOWN)
    hands.confirm()
    (ticket,) = ear.made
    case = ticket.details
    assert (case.receipt, case.severity) == (Receipt.RECEIVED, Severity.MINOR)
    assert case.sizes == (SizeReading("胸围", 1040, 1005),)
    assert case.washed_normally is True
    assert case.first_noticed_on == date(2026, 11, 21), "today at the first key, then a day back"
    assert case.serial == "SN-00417"
    assert (case.identity, case.mood) == (IdentityCheck.ORDER_AND_PHONE, Mood.ANGRY)
    assert case.preferred_contact is TalkChannel.PHONE
    assert ticket.words["conditions"] == "30 度水洗"
    assert (ticket.words["best_time"], ticket.words["email"]) == ("after 8", "a@example.com")


def test_another_class_swaps_the_fields_and_what_was_typed_comes_back(form: Form, ear: Ear) -> None:
    dialog, hands = form()
    choose(dialog, hands, P.QUALITY, 2)
    hands.tab_to(dialog.case.fields[F.SERIAL]).write("sn-00417")
    choose(dialog, hands, P.CHANGE_OF_MIND, 1)
    hands.tab_to(dialog.case.wear.ticks[WearMark.USED]).press(SPACE)
    draft = dialog.draft()
    assert draft.case is not None
    assert draft.case.details.serial == "", "not asked for by this class"
    assert draft.case.details.wear == (WearMark.USED,)
    choose(dialog, hands, P.QUALITY)
    assert dialog.case.fields[F.SERIAL].value() == "sn-00417"
    assert dialog.case.sub_reason.value() == SubReason.LOOSE_THREAD
    hands.tab_to(dialog.complaint.words).write("线头多")
    hands.confirm()
    (ticket,) = ear.made
    assert (ticket.details.serial, ticket.details.wear) == ("SN-00417", ())


def test_goods_that_did_not_arrive_are_counted_by_line(form: Form, ear: Ear) -> None:
    dialog, hands = form()
    hands.press(UP)
    choose(dialog, hands, P.WRONG_OR_MISSING, 2)
    cup = dialog.case.arrived.stops()[0]
    hands.tab_to(cup).press(DOWN)
    hands.tab_to(dialog.complaint.words).write("少了一个杯子")
    hands.confirm()
    (ticket,) = ear.made
    assert ticket.details.arrived == (ArrivedLine(ticket.order.lines[0].id, 1),)
    assert ticket.details.sub_reason is SubReason.MISSING_ITEM


def test_nothing_of_wear_and_a_mark_of_it_exclude_each_other(
    form: Form,
) -> None:
    dialog, hands = form()
    choose(dialog, hands, P.CHANGE_OF_MIND)
    wear = dialog.case.wear
    hands.tab_to(wear.intact).press(SPACE)
    assert (wear.asked, wear.value()) == (True, ())
    hands.tab_to(wear.ticks[WearMark.WASHED]).press(SPACE)
    assert not wear.intact.value()
    hands.tab_to(wear.intact).press(SPACE)
    assert wear.value() == ()
    dialog.reject()


def test_each_field_says_why_it_is_asked(form: Form) -> None:
    dialog, hands = form()
    choose(dialog, hands, P.QUALITY)
    hands.tab_to(dialog.case.fields[F.LOT])
    assert dialog.case.hint == "同一批次反复出问题，要找供应商。"
    hands.tab_to(dialog.case.fields[F.SPECIAL])
    assert dialog.case.hint.startswith("例如礼物")
    dialog.reject()


def test_what_is_wrong_is_said_at_the_button(form: Form) -> None:
    dialog, hands = form()
    choose(dialog, hands, P.NOT_AS_DESCRIBED, 2)
    hands.tab_to(dialog.complaint.words).write("小了")
    hands.tab_to(dialog.case.sizes).write("长").tab().write("1x")
    assert "写成厘米" in dialog.problem()
    hands.press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace).write("160").tab().write("156")
    assert dialog.problem() == ""
    hands.tab_to(dialog.about.email).write("nobody")
    assert "没有 @" in dialog.problem()
    dialog.reject()


def test_a_call_of_yesterday_is_entered_with_its_time_and_a_note(form: Form, ear: Ear) -> None:
    dialog, hands = form()
    say_what_is_wrong(dialog, hands)
    hands.tab_to(dialog.about.back).press(SPACE)
    assert dialog.about.at.isVisible()
    assert dialog.problem() == "补录以前收到的申请，请写明原因。"
    dialog.about.at.set_value(NOON - timedelta(hours=14))
    hands.tab_to(dialog.about.note).write("昨晚来电")
    hands.confirm()
    (ticket,) = ear.made
    assert ticket.applied_at == NOON - timedelta(hours=14)


def test_an_urgent_ticket_is_given_to_somebody_at_once(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.services.staff.add("小林", ("agent",))
    floor.order(ORDER)
    dialog, hands = start(desk, floor, home, ear)
    hands.write(ORDER).press(ENTER)
    say_what_is_wrong(dialog, hands)
    hands.tab_to(dialog.complaint.urgency).press(Qt.Key.Key_Right)
    texts = [dialog.about.assignee.itemText(n) for n in range(dialog.about.assignee.count())]
    assert texts == ["先不指派", "阿青 · 手上 0 张", "小林 · 手上 0 张 · 建议"]
    hands.tab_to(dialog.about.assignee).press(DOWN, DOWN)
    hands.confirm()
    (ticket,) = ear.made
    assert (ticket.urgency, ticket.assignee) == (Urgency.URGENT, "小林")


def test_a_card_number_is_refused_and_everything_typed_is_still_there(form: Form, ear: Ear) -> None:
    dialog, hands = form()
    say_what_is_wrong(dialog, hands, "4111 1111 1111 1111")
    hands.confirm()
    assert dialog.isVisible()
    assert "尾号 1111" in dialog._complaint.text
    assert not ear.made
    dialog.reject()


def test_another_ticket_of_the_same_buyer_is_told_and_opened(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.order(ORDER)
    known = floor.claim("188273644000001", ORDER)
    dialog, hands = start(desk, floor, home, ear)
    heard: list[int] = []
    dialog.wanted.connect(heard.append)
    hands.press(DOWN, SPACE)
    hands.tab_to(dialog.order.typed.lines).write("stool")
    assert not dialog.twins.isVisible()
    hands.tab_to(dialog.order.typed.phone).write("13812342209")
    assert [twin.by for twin in dialog.twins.told] == [("同一手机号",)]
    assert dialog.problem() != "同一手机号", "it stands in nobody's way"
    click(dialog.twins.buttons[0])
    assert heard == [known.id]
    assert not dialog.isVisible()
    again, _hands = start(desk, floor, home, ear)
    assert again.order.typed.phone.value() == "13812342209", "what was typed is kept"
    again.reject()


def test_pictures_and_files_go_onto_the_ticket_once_it_is_made(
    form: Form, ear: Ear, tmp_path: Path, floor: ShopFloor
) -> None:
    dialog, hands = form()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    hands.tab_to(dialog.complaint.words)
    hands.press(Qt.Key.Key_V, with_=Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.files.chips) == 1
    assert dialog.complaint.words.value() == ""
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(path.name)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    dialog.files.take(data)
    click(dialog.files.chips[1])
    say_what_is_wrong(dialog, hands)
    hands.confirm()
    (ticket,) = ear.made
    kept = floor.ticket(ticket.id).evidence
    assert [piece.original_name for piece in kept[1:]] == ["1.txt", "2.txt"]
    assert kept[0].media_type == "image/png"


def test_files_of_a_form_that_was_closed_come_back_with_it(
    desk: Desk, form: Form, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    dialog, hands = form()
    data = QMimeData()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    data.setImageData(picture)
    dialog.files.take(data)
    choose(dialog, hands, P.QUALITY, 5)
    hands.tab_to(dialog.case.sizes).write("胸围").tab().write("104")
    before = (dialog.case.state(), dialog.about.state(), dialog.files.fingerprints)
    hands.press(Qt.Key.Key_Escape)
    again, _hands = start(desk, floor, home, ear)
    assert (again.case.state(), again.about.state(), again.files.fingerprints) == before
    again.reject()


def test_a_message_on_social_media_is_asked_to_apply_on_the_platform_too(
    form: Form,
) -> None:
    dialog, _hands = form()
    banner = dialog.complaint.social
    assert not banner.isVisible()
    dialog.complaint.channel.set_value(Channel.SOCIAL)
    assert "订单页" in banner.text
    banner.pressed.emit()
    assert "订单页" in QGuiApplication.clipboard().text()
    dialog.complaint.channel.set_value(Channel.EMAIL)
    assert not banner.isVisible()
    dialog.reject()


def test_what_the_rules_say_follows_the_class_and_the_day_of_signing(form: Form) -> None:
    dialog, hands = form()
    choose(dialog, hands, P.ENQUIRY)
    assert dialog.foretold.text == ""
    choose(dialog, hands, P.CHANGE_OF_MIND)
    assert "请问买家" in dialog.foretold.text
    hands.tab_to(dialog.case.fields[F.SIGNED_ON]).press(DOWN)
    assert "11/22 签收，今天是第 0 天" in dialog.foretold.text
    assert "到 11/29 24:00 为止" in dialog.foretold.text
    dialog.reject()


def test_the_essentials_stay_in_sight_on_a_small_screen(
    form: Form,
) -> None:
    dialog, hands = form()
    choose(dialog, hands, P.QUALITY, 5)
    dialog.resize(1160, 660)
    for layout in (dialog._body.layout(), dialog._left.column):
        assert layout is not None
        layout.activate()  # now, not with the next event
    room = dialog._left.viewport()
    assert dialog._left.height_for(room.width()) <= room.height(), "only the details scroll"
    inside = dialog.details.height_for(dialog.details.viewport().width())
    assert inside > dialog.details.height() > 140
    dialog.reject()


def test_another_shop_has_its_own_form_with_what_was_typed(
    desk: Desk, floor: ShopFloor, home: QWidget, ear: Ear
) -> None:
    floor.services.shops.create(Platform.SHOPIFY, "Beiyu US", "America/New_York", "USD")
    dialog, hands = start(desk, floor, home, ear)
    choose(dialog, hands, P.QUALITY, 5)
    hands.tab_to(dialog.case.fields[F.SERIAL]).write("sn-1")
    hands.tab_to(dialog.shop).press(DOWN)
    assert dialog.case.fields[F.SERIAL].value() == "sn-1"
    assert dialog.case.sub_reason.value() == SubReason.SHRUNK
    dialog.reject()
