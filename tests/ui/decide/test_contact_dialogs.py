"""The dialogs of talk, on a real desk: quick on the phone, files along, times in opening hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.domain.contact import ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.drafts_case import FollowUpDraft
from app.domain.negotiation import TalkChannel
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.services.evidence_files import photo
from tests.ui.decide.deciding import choose
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import NOON, Hands, ShopFloor, dialog_of
from tests.ui.ticket.walking import decided
from ui.decide import open_action
from ui.decide.action_dialog import ActionDialog
from ui.decide.contact_follow_up import FollowUpDialog, FollowUpDoneDialog
from ui.decide.contact_log import ContactDialog
from ui.decide.contact_question import AnswerDialog, AskDialog
from ui.desk import Desk
from ui.widgets.moment_field import MomentField, typed_minutes

D = TypeVar("D", bound=ActionDialog)


class Phone:
    """Somebody at the phone with one ticket on screen."""

    def __init__(self, desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget) -> None:
        self.desk, self.floor, self.home, self._id = desk, floor, home, ticket.id

    @property
    def now(self) -> Ticket:
        return self.floor.ticket(self._id)

    def open(self, verb: Verb, kind: type[D]) -> tuple[D, Hands]:
        open_action(self.desk, self.now, verb, self.home)
        dialog = dialog_of(kind)
        return dialog, Hands(dialog)

    def plan(self, kind: FollowUpKind, what: str = "问尺码", hours: int = 2) -> None:
        draft = FollowUpDraft(kind, NOON + timedelta(hours=hours), what)
        self.floor.services.contacts.plan_follow_up(self._id, None, draft)


@pytest.fixture
def phone(desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget) -> Phone:
    return Phone(desk, floor, ticket, home)


# ----------------------------------------------------------------------------- the log


def test_a_talk_is_typed_and_confirmed_without_touching_anything_else(
    phone: Phone, ask: RecordingAsk
) -> None:
    dialog, hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    assert hands.at(dialog.summary), "the text is where the keyboard starts"
    hands.write("OK").confirm()
    (one,) = phone.now.contacts
    assert (one.direction, one.reached, one.purpose, one.at) == (
        Direction.OUTGOING, Reached.YES, ContactPurpose.FIRST, NOON,
    )  # fmt: skip
    assert ask.heard[-1].text == f"{phone.now.number} 联系已记下。"


def test_the_channel_is_the_one_used_last(phone: Phone) -> None:
    dialog, hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    assert dialog.channel.value() is TalkChannel.PLATFORM_CHAT
    hands.write("OK")
    choose(dialog.channel, "微信")
    hands.confirm()
    dialog, hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    assert dialog.channel.value() == TalkChannel.WECHAT
    assert dialog.purpose.value() is ContactPurpose.PROGRESS, "the first contact has been made"
    dialog.reject()
    phone.floor.order("2749018355271180994")
    other = phone.floor.claim("188273644000002", "2749018355271180994")
    open_action(phone.desk, other, Verb.LOG_CONTACT, phone.home)
    dialog = dialog_of(ContactDialog)
    assert dialog.channel.value() == TalkChannel.WECHAT, "of this desk, where the ticket has none"
    dialog.reject()


def test_phrases_write_themselves_and_follow_how_it_went(phone: Phone) -> None:
    dialog, _hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    assert dialog.problem() == "请写一句谈了什么，接手的同事要看。"
    choose(dialog.how, "没有联系上")
    assert dialog.problem() == "", "nobody answered: there is nothing to tell"
    click(dialog.phrases.chips[0])
    click(dialog.phrases.chips[3])
    assert dialog.summary.value() == "无人接听，已发短信请买家回电"
    click(dialog.primary)
    assert phone.now.contacts[0].reached is Reached.NO_ANSWER


def test_a_talk_of_yesterday_has_its_own_time_and_never_one_to_come(phone: Phone) -> None:
    dialog, _hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    dialog.summary.set_value("昨天谈的")
    assert not dialog.at.isVisible()
    choose(dialog.when, "更早…")
    assert dialog.at.isVisible()
    dialog.at.clock.set_value("23:00")
    assert "还没有到" in dialog.problem()
    dialog.at.clock.set_value("九点")
    assert "14:30" in dialog.problem()
    dialog.at.clock.set_value("9点半")
    click(dialog.primary)
    assert phone.now.contacts[0].at == datetime.fromisoformat("2026-11-22T01:30:00+00:00")


def test_chosen_files_become_evidence_of_the_talk(phone: Phone, tmp_path: Path) -> None:
    file = tmp_path / "录音.txt"
    file.write_bytes(b"talk")
    dialog, _hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    dialog.summary.set_value("有录音")
    click(dialog.files.add)
    ask = phone.desk.ask
    assert isinstance(ask, RecordingAsk)
    ask.pick(file, file)
    assert len(dialog.files.value()) == 1, "the same content twice is one file"
    assert not phone.now.evidence, "nothing is written before it is confirmed"
    click(dialog.primary)
    assert [piece.original_name for piece in phone.now.evidence] == ["录音.txt"]
    assert phone.now.contacts[0].evidence == ("E1",)


def test_a_screenshot_is_pasted_into_the_text_and_text_stays_text(phone: Phone) -> None:
    dialog, hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    picture = QMimeData()
    picture.setImageData(QImage.fromData(photo(30, 20)))
    QGuiApplication.clipboard().setMimeData(picture)
    dialog.summary.paste()
    assert len(dialog.files.value()) == 1
    assert dialog.summary.value() == ""
    QGuiApplication.clipboard().setText("买家说可以")
    dialog.summary.paste()
    assert dialog.summary.value() == "买家说可以"
    click(dialog.files.chips[0])
    assert dialog.files.value() == ()
    hands.confirm()
    assert phone.now.contacts[0].evidence == ()


def test_a_dropped_file_goes_along_and_one_that_is_none_is_explained(
    phone: Phone, tmp_path: Path
) -> None:
    good, gone = tmp_path / "a.txt", tmp_path / "gone.txt"
    good.write_bytes(b"x")
    dialog, _hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile(str(gone))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert [one.name for one in dialog.files.value()] == ["a.txt"]
    assert dialog.files.trouble.isVisible()
    assert "gone.txt" in dialog.files.trouble.text()
    dialog.reject()


def test_a_call_back_that_was_due_is_done_with_the_talk(phone: Phone) -> None:
    phone.plan(FollowUpKind.CALL_BACK)
    dialog, hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    assert "问尺码" in dialog.also.text()
    hands.write("OK").tab_to(dialog.also).press(Qt.Key.Key_Space).confirm()
    assert len(phone.now.contacts) == 1
    assert phone.now.follow_ups[0].result == "OK"


def test_a_refusal_keeps_what_was_typed(phone: Phone) -> None:
    dialog, _hands = phone.open(Verb.LOG_CONTACT, ContactDialog)
    dialog.summary.set_value("卡号 6222021234567890128")
    click(dialog.primary)
    assert dialog.isVisible()
    assert dialog.summary.value() == "卡号 6222021234567890128"
    assert phone.now.contacts == ()
    dialog.reject()


# ------------------------------------------------------------------------ coming back


def test_a_follow_up_has_its_time_with_one_click(phone: Phone) -> None:
    dialog, hands = phone.open(Verb.PLAN_FOLLOW_UP, FollowUpDialog)
    names = [chip.text() for chip in dialog.times.chips]
    # Sunday noon: closed, so the next day somebody works is tomorrow.
    assert names[:2] == ["1 小时后", "明天上午"]
    marked = [chip.text() for chip in dialog.times.chips if chip.isChecked()]
    assert marked == ["明天上午"]
    click(dialog.times.chips[0])
    assert dialog.at.value() == NOON + timedelta(hours=1)
    hands.confirm()
    (one,) = phone.now.follow_ups
    assert (one.kind, one.due_at, one.owner) == (
        FollowUpKind.CALL_BACK, NOON + timedelta(hours=1), "阿青",
    )  # fmt: skip


def test_a_promise_wants_words_and_a_time_that_is_still_to_come(phone: Phone) -> None:
    dialog, _hands = phone.open(Verb.PLAN_FOLLOW_UP, FollowUpDialog)
    dialog.kind.set_value(FollowUpKind.PROMISE)
    assert "答应了买家什么" in dialog.problem()
    dialog.what.set_value("周三给答复")
    dialog.at.clock.set_value("8")
    dialog.at.day.set_value(NOON.date())
    assert "已经过了" in dialog.problem()
    dialog.at.clock.set_value("24:00")
    click(dialog.primary)
    assert phone.now.follow_ups[0].due_at == datetime.fromisoformat("2026-11-22T16:00:00+00:00")


def test_it_can_be_a_colleagues(phone: Phone) -> None:
    ming = phone.floor.services.staff.add("阿明", ("warehouse",))
    dialog, hands = phone.open(Verb.PLAN_FOLLOW_UP, FollowUpDialog)
    dialog.owner.set_value(ming.id)
    hands.confirm()
    assert phone.now.follow_ups[0].owner == "阿明"


def test_what_is_asked_at_the_end_depends_on_what_it_was(phone: Phone) -> None:
    phone.plan(FollowUpKind.CALL_BACK, hours=1)
    phone.plan(FollowUpKind.CHECK_REPAIR, hours=2)
    dialog, _hands = phone.open(Verb.FOLLOW_UP_DONE, FollowUpDoneDialog)
    keys = [one.id for one in phone.now.follow_ups]
    assert dialog.which.value() == keys[0]
    assert not dialog.kept_now.isVisible()
    dialog.which.set_value(keys[1])
    assert dialog.kept_now.isVisible()
    choose(dialog.kept_now, "发现问题")
    assert "哪里没有做到" in dialog.problem()
    dialog.said.set_value("还是漏水")
    choose(dialog.score, "2 不满意")
    click(dialog.primary)
    done = next(one for one in phone.now.follow_ups if one.id == keys[1])
    assert (done.kept, done.satisfaction, done.result) == (False, 2, "还是漏水")


def test_trouble_after_the_end_leads_back_to_the_same_ticket(phone: Phone) -> None:
    ticket = phone.now
    decided(phone.floor, ticket, Remedy.APOLOGY)
    phone.floor.services.closing.confirm(ticket.id, None, "聊天")
    phone.floor.services.closing.close(ticket.id, None, "好了")
    phone.plan(FollowUpKind.CHECK_REPAIR)
    dialog, _hands = phone.open(Verb.FOLLOW_UP_DONE, FollowUpDoneDialog)
    choose(dialog.kept_now, "发现问题")
    assert "重新打开" in dialog.again.text
    choose(dialog.kept_now, "一切正常")
    assert dialog.again.text == ""
    click(dialog.primary)
    assert phone.now.follow_ups[0].kept is True


def test_satisfaction_is_scored_or_explained(phone: Phone) -> None:
    phone.plan(FollowUpKind.SATISFACTION)
    dialog, _hands = phone.open(Verb.FOLLOW_UP_DONE, FollowUpDoneDialog)
    assert "请打分" in dialog.problem()
    choose(dialog.score, "5 很满意")
    click(dialog.primary)
    assert phone.now.follow_ups[0].satisfaction == 5


# -------------------------------------------------------------------------- colleagues


def test_leads_are_offered_first_and_the_only_colleague_at_once(phone: Phone) -> None:
    staff = phone.floor.services.staff
    staff.add("阿明", ("warehouse",))
    dialog, _hands = phone.open(Verb.ASK_COLLEAGUE, AskDialog)
    assert dialog.whom.currentText() == "阿明（仓库）"
    dialog.reject()
    staff.add("老王", ("lead",))
    dialog, _hands = phone.open(Verb.ASK_COLLEAGUE, AskDialog)
    assert [dialog.whom.itemText(place) for place in range(2)] == ["老王（主管）", "阿明（仓库）"]
    assert "请谁" in dialog.problem()
    dialog.whom.setCurrentIndex(0)
    click(dialog.phrases.chips[0])
    click(dialog.primary)
    (asked,) = phone.now.questions
    assert (asked.asked_of, asked.text) == ("老王", "买家要求主管处理，请帮忙看看")


def test_alone_there_is_nobody_to_ask(phone: Phone) -> None:
    dialog, _hands = phone.open(Verb.ASK_COLLEAGUE, AskDialog)
    assert "只有你一个人" in dialog.problem()
    dialog.reject()


def test_ones_own_question_is_answered_first(phone: Phone) -> None:
    staff, contacts = phone.floor.services.staff, phone.floor.services.contacts
    ming = staff.add("阿明", ("warehouse",))
    wang = staff.add("老王", ("lead",))
    contacts.ask_colleague(phone.now.id, None, wang.id, "补偿可以吗")
    contacts.ask_colleague(phone.now.id, None, ming.id, "还有货吗")
    staff.act_as("阿明")
    dialog, hands = phone.open(Verb.ANSWER_COLLEAGUE, AnswerDialog)
    assert "还有货吗" in dialog.asked.text()
    hands.write("6").confirm()
    assert [one.answer for one in phone.now.questions] == ["", "6"]


# -------------------------------------------------------------------------- the moment


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("9", 540), ("9:30", 570), ("0930", 570), ("９：３０", 570), ("21点半", 1290),
        ("14时5分", 845), ("24:00", 1440), ("24:01", None), ("9:75", None), ("", None),
        ("上午", None),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert typed_minutes(text) == minutes


def test_a_moment_is_kept_in_the_shops_zone_and_midnight_ends_its_day(home: QWidget) -> None:
    field = MomentField(datetime.fromisoformat("2026-11-22T16:00:00+00:00"), "Asia/Shanghai", home)
    assert (str(field.day.value()), field.clock.value()) == ("2026-11-22", "24:00")
    assert field.value() == datetime.fromisoformat("2026-11-22T16:00:00+00:00")
    again = MomentField(NOON, "Asia/Shanghai", home)
    again.restore(field.state())
    assert again.value() == field.value()
    again.clock.set_value("夜里")
    assert again.value() is None
    assert again.problem()


def test_the_tab_key_comes_round_in_every_dialog_of_talk(phone: Phone) -> None:
    phone.plan(FollowUpKind.PROMISE)
    phone.plan(FollowUpKind.CHECK_REPAIR)
    ming = phone.floor.services.staff.add("阿明", ("warehouse",))
    phone.floor.services.contacts.ask_colleague(phone.now.id, None, ming.id, "在吗")
    stops = {}
    for verb, kind in (
        (Verb.LOG_CONTACT, ContactDialog),
        (Verb.PLAN_FOLLOW_UP, FollowUpDialog),
        (Verb.FOLLOW_UP_DONE, FollowUpDoneDialog),
        (Verb.ASK_COLLEAGUE, AskDialog),
        (Verb.ANSWER_COLLEAGUE, AnswerDialog),
    ):
        dialog, hands = phone.open(verb, kind)
        stops[verb] = len(hands.ring())
        dialog.reject()
    assert stops[Verb.LOG_CONTACT] >= 10
    assert min(stops.values()) >= 2
