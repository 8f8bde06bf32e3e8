"""The error net, the announcements and the commands."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import AppError, NotAllowed, NotFound, RuleViolation, Stale, StorageProblem
from tests.ui.hands import press
from tests.ui.recording import RecordingAsk
from ui.actions import SEPARATOR, Command, Commands
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.jobs import Cancelled, Steps
from ui.theme import Theme


class Verbs:
    """Stands for a service."""

    def accept(self, number: str, *, note: str = "") -> str:
        return f"{number}{note}"

    def refuse(self, error: Exception) -> None:
        raise error


@pytest.fixture
def services() -> Verbs:
    return Verbs()


def test_a_verb_that_worked_is_told_in_passing(
    desk: Desk, services: Verbs, ask: RecordingAsk
) -> None:
    results: list[str] = []
    outcome = desk.perform(services.accept, "AS-1", note="!", said="已受理", done=results.append)
    assert outcome
    assert outcome.result == "AS-1!"
    assert results == ["AS-1!"]
    assert ask.the_only().text == "已受理"


def test_a_verb_that_returns_nothing_counts_as_done(desk: Desk) -> None:
    def nothing() -> None:
        return None

    assert desk.perform(nothing)


@pytest.mark.parametrize("kind", [RuleViolation, NotAllowed, NotFound, Stale])
def test_a_refusal_is_one_sentence_in_passing(
    desk: Desk, services: Verbs, ask: RecordingAsk, kind: type[AppError]
) -> None:
    outcome = desk.perform(services.refuse, kind("不能退款。", "先核对。"), said="已退款")
    assert not outcome
    assert outcome.sentence == "不能退款。 先核对。"
    assert (ask.the_only().kind, ask.the_only().text) == ("warn", "不能退款。")


def test_trouble_with_the_disk_stays_until_it_is_read(
    desk: Desk, services: Verbs, ask: RecordingAsk
) -> None:
    desk.perform(services.refuse, StorageProblem("磁盘已满。", "请清理。"))
    assert ask.the_only().kind == "error"


def test_an_attempt_is_silent(desk: Desk, services: Verbs, ask: RecordingAsk) -> None:
    outcome = desk.attempt(services.refuse, RuleViolation("不行。"))
    assert outcome.sentence == "不行。"
    assert ask.heard == []


def test_a_bug_is_not_swallowed(desk: Desk, services: Verbs) -> None:
    with pytest.raises(ZeroDivisionError):
        desk.perform(services.refuse, ZeroDivisionError())


def test_a_refused_job_is_explained(desk: Desk, ask: RecordingAsk) -> None:
    def work(_steps: Steps) -> None:
        raise StorageProblem("导出文件被占用。", "请关闭后再试。")

    desk.jobs.run("导出", work)
    assert ask.the_only().text == "导出文件被占用。"


def test_a_cancelled_job_says_that_nothing_was_written(desk: Desk, ask: RecordingAsk) -> None:
    def work(_steps: Steps) -> None:
        raise Cancelled

    desk.jobs.run("导入", work)
    assert "取消" in ask.the_only().text


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: list[threading.Thread] = []

    def on_changes(self, changes: object) -> None:
        self.heard.append(changes)
        self.threads.append(threading.current_thread())

    def on_pressed(self) -> None:
        self.heard.append("pressed")


class Database:
    """Announces, and knows what other processes wrote."""

    def __init__(self) -> None:
        self.receivers: list[Callable[[object], None]] = []
        self.elsewhere: list[object] = []

    def subscribe(self, receiver: Callable[[object], None]) -> Callable[[], None]:
        self.receivers.append(receiver)
        return self.receivers.clear

    def poll(self) -> object | None:
        return self.elsewhere.pop() if self.elsewhere else None


def test_an_announcement_of_a_worker_arrives_on_the_main_thread(qtbot: QtBot) -> None:
    database, listener = Database(), Listener()
    relay = ChangeRelay(database.subscribe)
    relay.changed.connect(listener.on_changes)
    with qtbot.waitSignal(relay.changed):
        worker = threading.Thread(target=database.receivers[0], args=("tickets",))
        worker.start()
        worker.join()
    assert listener.heard == ["tickets"]
    assert listener.threads == [threading.main_thread()]


def test_what_another_process_wrote_is_noticed(qtbot: QtBot) -> None:
    database = Database()
    relay = ChangeRelay(None, database.poll, interval_ms=5)
    database.elsewhere.append("everything")
    with qtbot.waitSignal(relay.changed) as told:
        pass
    assert told.args == ["everything"]
    relay.stop()


def test_a_stopped_relay_is_silent() -> None:
    database, listener = Database(), Listener()
    relay = ChangeRelay(database.subscribe, database.poll)
    relay.changed.connect(listener.on_changes)
    relay.stop()
    database.elsewhere.append("late")
    relay.look()
    assert database.receivers == []
    assert listener.heard == []


REFUND = Command("refund", "退款…", "money", ("R",), tip="退款给买家")
PRINT = Command("print", "打印", "printer", ("Ctrl+P",))
QUIET = Command("quiet", "静音")


@pytest.fixture
def commands(home: QWidget, theme: Theme) -> Commands:
    made = Commands(home, theme)
    for command in (REFUND, PRINT, QUIET):
        made.add(command)
    return made


def test_a_key_does_what_its_command_says(home: QWidget, commands: Commands, qtbot: QtBot) -> None:
    with qtbot.waitSignal(commands.triggered) as told:
        press(home, Qt.Key.Key_R)
    assert told.args == ["refund"]


def test_a_letter_typed_into_a_field_is_a_letter(
    home: QWidget, commands: Commands, qtbot: QtBot
) -> None:
    field = QLineEdit()
    QVBoxLayout(home).addWidget(field)
    field.show()
    field.setFocus()
    heard: list[str] = []
    commands.triggered.connect(heard.append)
    press(field, Qt.Key.Key_R)
    assert (field.text(), heard) == ("r", [])


def test_an_impossible_command_says_why_and_its_key_does_nothing(
    home: QWidget, commands: Commands, qtbot: QtBot
) -> None:
    commands.set_reason("refund", "这张单已经完成。")
    heard: list[str] = []
    commands.triggered.connect(heard.append)
    refused: list[str] = []
    commands.refused.connect(refused.append)
    press(home, Qt.Key.Key_R)
    assert heard == []
    assert "已经完成" in commands["refund"].toolTip()
    assert refused == ["这张单已经完成。"]
    commands.set_reason("refund", "")
    press(home, Qt.Key.Key_R)
    assert heard == ["refund"]
    assert len(refused) == 1
    assert "退款给买家" in commands["refund"].toolTip()


def test_a_menu_is_built_from_declarations(home: QWidget, commands: Commands) -> None:
    menu = commands.menu("单", ["refund", SEPARATOR, "print"], home)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["退款…", "", "打印"]
    assert menu.toolTipsVisible()


def test_the_list_of_keys_names_those_that_have_one(commands: Commands) -> None:
    assert commands.overview() == (("退款…", "R"), ("打印", "Ctrl+P"))


def test_an_action_takes_the_icon_of_the_new_theme(commands: Commands, theme: Theme) -> None:
    before = commands["print"].icon().pixmap(16).toImage()
    theme.apply("dark")
    assert commands["print"].icon().pixmap(16).toImage() != before


def test_a_slot_of_its_own_is_called(home: QWidget, theme: Theme, qtbot: QtBot) -> None:
    listener = Listener()
    commands = Commands(home, theme)
    action = commands.add(Command("go", "走"), listener.on_pressed)
    action.trigger()
    assert listener.heard == ["pressed"]
