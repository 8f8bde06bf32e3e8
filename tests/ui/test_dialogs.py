"""The base of the dialogs: drafts, keys, sizes; and forms."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import gone
from tests.ui.hands import CTRL, click, press, type_in
from ui.forms import Form, LabelledField
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice, TextArea, TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.text import PlainLabel


class Note(DraftDialog):
    """One line and one text."""

    def __init__(self, parent: QWidget, *, rows: int = 0) -> None:
        super().__init__("备注", "AS-261122-0007", primary="保存", panel=True, parent=parent)
        self.line = TextField()
        self.area = TextArea()
        self.form.addWidget(LabelledField("标题", self.line))
        self.form.addWidget(LabelledField("内容", self.area))
        for n in range(rows):
            self.form.addWidget(PlainLabel(f"第 {n} 行"))

    def draft(self) -> object:
        return (self.line.value(), self.area.value())


class Screen(QObject):
    """Opens the dialog and decides what becomes of the draft."""

    def __init__(self, home: QWidget, refusal: str = "") -> None:
        super().__init__()
        self.refusal = refusal
        self.drafts: list[object] = []
        self.dialog = Note(home)
        self.dialog.submitted.connect(self.on_submitted)
        self.dialog.open()

    def on_submitted(self, draft: object) -> None:
        self.drafts.append(draft)
        if self.refusal:
            self.dialog.keep_open(self.refusal)


def test_submitting_hands_over_the_draft_and_the_dialog_dies(home: QWidget, qtbot: QtBot) -> None:
    screen = Screen(home)
    screen.dialog.line.set_value("退款")
    click(screen.dialog.primary)
    assert screen.drafts == [("退款", "")]
    assert gone(screen.dialog)


def test_a_refused_draft_stays_where_it_was_typed(home: QWidget, qtbot: QtBot) -> None:
    screen = Screen(home, "金额超过上限。")
    screen.dialog.line.set_value("退款")
    click(screen.dialog.primary)
    assert screen.dialog.isVisible()
    assert screen.dialog.line.value() == "退款"
    shown = [one.text() for one in screen.dialog.findChildren(PlainLabel) if one.isVisible()]
    assert "金额超过上限。" in shown
    screen.refusal = ""
    screen.dialog.submit()
    assert gone(screen.dialog)


def test_enter_submits_from_a_line(home: QWidget, qtbot: QtBot) -> None:
    screen = Screen(home)
    press(screen.dialog.line, Qt.Key.Key_Return)
    assert screen.drafts == [("", "")]


def test_enter_in_a_text_makes_a_line_and_ctrl_enter_submits(home: QWidget, qtbot: QtBot) -> None:
    screen = Screen(home)
    screen.dialog.area.setFocus()
    type_in(screen.dialog.area, "a")
    press(screen.dialog.area, Qt.Key.Key_Return)
    type_in(screen.dialog.area, "b")
    assert screen.drafts == []
    press(screen.dialog.area, Qt.Key.Key_Return, CTRL)
    assert screen.drafts == [("", "a\nb")]


def test_escape_and_cancel_change_nothing(home: QWidget, qtbot: QtBot) -> None:
    first = Screen(home)
    press(first.dialog, Qt.Key.Key_Escape)
    second = Screen(home)
    click(second.dialog.cancel)
    assert first.drafts == second.drafts == []
    assert gone(first.dialog)
    assert gone(second.dialog)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_cancel_cancels(home: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    screen = Screen(home)
    screen.dialog.cancel.setFocus()
    dialog = screen.dialog
    with qtbot.waitSignal(dialog.rejected):
        press(dialog.cancel, key)
    assert screen.drafts == []


def test_a_problem_holds_the_button_and_every_key(home: QWidget, qtbot: QtBot) -> None:
    screen = Screen(home)
    screen.dialog.set_hint("确认后 → 待买家退货")
    screen.dialog.set_problem("请选择责任方。")
    assert screen.dialog.hint.text() == "请选择责任方。"
    press(screen.dialog.line, Qt.Key.Key_Return)
    press(screen.dialog.area, Qt.Key.Key_Return, CTRL)
    click(screen.dialog.primary)
    assert screen.drafts == []
    screen.dialog.set_problem("")
    assert screen.dialog.hint.text() == "确认后 → 待买家退货"
    screen.dialog.submit()
    assert len(screen.drafts) == 1


def test_a_double_click_submits_once(home: QWidget) -> None:
    screen = Screen(home)
    # The second click arrives while the verb of the first is still at work.
    screen.dialog.submitted.connect(screen.dialog.submit)
    screen.dialog.submit()
    assert len(screen.drafts) == 1


def test_a_long_dialog_fits_the_screen_and_scrolls(home: QWidget, qtbot: QtBot) -> None:
    dialog = Note(home, rows=80)
    dialog.open()
    room = dialog.screen().availableGeometry()
    assert dialog.height() <= room.height()
    assert dialog.primary.visibleRegion().boundingRect().height() == dialog.primary.height()
    dialog.reject()


def test_a_short_dialog_shows_everything(home: QWidget) -> None:
    dialog = Note(home)
    dialog.open()
    for label in dialog.findChildren(PlainLabel):
        if label.text():
            seen = label.visibleRegion().boundingRect()
            assert seen.height() >= min(label.sizeHint().height(), label.height()), label.text()
    dialog.reject()


def test_a_complaint_makes_room_for_itself(home: QWidget) -> None:
    dialog = Note(home)
    dialog.open()
    before = dialog.height()
    dialog.complain("金额超过上限，还有一件已经退过。")
    assert dialog.height() > before
    dialog.resize(dialog.width(), before + 200)
    dialog.complain("金额超过上限。")
    assert dialog.height() == before + 200
    dialog.reject()


def test_a_form_names_the_first_problem(home: QWidget, qtbot: QtBot) -> None:
    form = Form(parent=home)
    amount = MoneyEdit(optional=True)
    name = TextField()
    reason = Choice([(1, "质量问题")])
    form.add("金额", amount)
    form.add("姓名", name, required=True)
    form.add("原因", reason, required=True)
    form.show()
    assert form.problems() == ("请填写「姓名」。", "请选择「原因」。")
    amount.line.setText("1e5")
    name.set_value("小周")
    reason.set_value(1)
    assert form.problem() == amount.problem() != ""
    amount.set_value(1)
    assert form.problem() == ""


def test_a_hidden_field_is_no_problem(home: QWidget) -> None:
    form = Form(parent=home)
    whole = form.add("姓名", TextField(), required=True)
    form.show()
    assert form.problem()
    whole.hide()
    assert form.problem() == ""


def test_every_change_of_a_field_is_told(home: QWidget) -> None:
    form = Form(columns=2, parent=home)
    text, area, choice, amount = TextField(), TextArea(), Choice([(1, "一")]), MoneyEdit()
    for field in (text, area, choice, amount):
        form.add("甲", field)
    told = QSignalSpy(form.changed)
    text.set_value("x")
    area.set_value("x")
    choice.set_value(1)
    amount.set_value(5)
    assert told.count() == 4


def test_a_dialog_without_a_draft_is_a_bug(home: QWidget) -> None:
    dialog = DraftDialog("空", parent=home)
    with pytest.raises(NotImplementedError):
        dialog.submit()
    dialog.reject()
    dialog.deleteLater()
