"""The program with its window: what cannot be opened is said, the demo shop comes and goes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.access import Role
from app.domain.order import Platform
from app.model.db import Database
from app.paths import Paths
from app.services import build, demo
from tests.ui.conftest import ExpectedLog
from tests.ui.hands import click, front, press, type_in
from ui import single
from ui.bootstrap import Options
from ui.jobs import JobsOnTheSpot
from ui.theme import Theme
from ui.widgets.message import MessageDialog
from ui.widgets.text import PlainLabel
from ui.window import REFUSED, Program, Session

HEAVY = (
    "openpyxl",
    "reportlab",
    "PIL",
    "numpy",
    "lxml",
    "psycopg",
    "asyncio",
    "ssl",
    "argon2",
    "python_calamine",
)
FIRST_PAINT = """
import sys
from pathlib import Path
from ui import window
from ui.bootstrap import Options

class Look:
    def painted(self):
        import json
        print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
        program.session.window.close()

app = window.make_application()
program = window.Program(app, Options(data_dir=Path(sys.argv[1])))
look = Look()
assert program.start()
program.session.window.painted.connect(look.painted)
app.exec()
"""


def furnish(folder: Path, name: str = "阿青", *agents: str) -> None:
    """A desk with an owner and a shop, perhaps with agents."""
    folder.mkdir(parents=True, exist_ok=True)
    db = Database.open(Paths(folder).database)
    services = build(db, Paths(folder))
    services.staff.act_as(name)
    services.shops.create(Platform.TAOBAO, f"{name}的店")
    for agent in agents:
        services.staff.add(agent, (Role.AGENT,))
    db.close()


@pytest.fixture
def programs(qapp: QApplication, theme: Theme, expect_log: ExpectedLog) -> Iterator[list[Program]]:
    """Programs made in a test end with it."""
    expect_log("This plugin does not support")  # raising a window, offscreen
    made: list[Program] = []
    yield made
    for program in made:
        while program.session is not None:
            program.session.window.close()
        program.end()
    theme.apply("light")


def on_screen(program: Program) -> Session:
    """The desk that is on; there must be one."""
    assert program.session is not None
    return program.session


def start(programs: list[Program], qapp: QApplication, **options: object) -> Program:
    program = Program(qapp, Options(**options))  # type: ignore[arg-type]  # as the test says
    programs.append(program)
    assert program.start()
    return program


def test_whoever_worked_last_works_again(
    programs: list[Program], qapp: QApplication, tmp_path: Path
) -> None:
    furnish(tmp_path, "阿青", "小周")
    first = start(programs, qapp, data_dir=tmp_path, person="小周")
    assert first.session is not None
    first.session.window.close()
    assert first._sessions == []
    second = start(programs, qapp, data_dir=tmp_path)
    assert second.session is not None
    person = second.session.opened.services.staff.current
    assert person is not None
    assert person.name == "小周"


def test_a_name_nobody_added_opens_nothing_and_says_so(
    programs: list[Program], qapp: QApplication, tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("no desk")
    furnish(tmp_path)
    program = start(programs, qapp, data_dir=tmp_path, person="小周")
    assert program.session is None
    dialog = front(MessageDialog)
    said = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert any("没有叫「小周」的同事" in words for words in said)
    click(dialog.primary)
    assert single.Single(Paths(tmp_path).lock).take(), "the folder is free again"


def test_whoever_has_a_pin_is_asked_for_it_at_the_start(
    programs: list[Program], qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    furnish(tmp_path)
    db = Database.open(Paths(tmp_path).database)
    services = build(db, Paths(tmp_path))
    services.staff.act_as("阿青")
    services.pins.set_pin(1, "4826")
    db.close()
    program = Program(qapp, Options(data_dir=tmp_path))
    programs.append(program)
    with qtbot.waitSignal(program.painted):
        assert program.start()
    window = on_screen(program).window
    page = window.lock.page
    assert page is not None
    assert page.entry.label.text() == "阿青 的 PIN"
    with qtbot.waitSignal(window.lock.opened, timeout=2_000):
        type_in(page.entry.field, "4826")
        press(page.entry.field, Qt.Key.Key_Return)
    assert window.page.isVisible()
    assert not on_screen(program).opened.services.staff.locked


def test_a_damaged_file_opens_a_small_window_that_says_so(
    programs: list[Program],
    qapp: QApplication,
    tmp_path: Path,
    expect_log: ExpectedLog,
    qtbot: QtBot,
) -> None:
    expect_log("no desk")
    (tmp_path / "desk.db").write_bytes(b"only words, no pages" * 500)
    program = start(programs, qapp, data_dir=tmp_path)
    assert program.session is None
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MessageDialog)
    assert dialog.windowTitle() == "售后台打不开"
    click(dialog.primary)
    assert program.code == REFUSED

    def forgotten() -> None:
        assert program._trouble is None

    qtbot.waitUntil(forgotten)
    assert single.Single(Paths(tmp_path).lock).take(), "the folder is free again"


def test_a_second_start_leaves_quietly_and_raises_the_first(
    programs: list[Program], qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    furnish(tmp_path)
    first = Program(qapp, Options(data_dir=tmp_path))
    programs.append(first)
    with qtbot.waitSignal(first.painted):
        assert first.start()
    assert first.session is not None
    first.session.window.showMinimized()
    second = Program(qapp, Options(data_dir=tmp_path))
    with qtbot.waitSignal(first.session.single.knocked):
        assert not second.start()
    assert not first.session.window.isMinimized()
    assert second.session is None


def test_the_demo_shop_takes_the_place_of_the_desk_and_gives_it_back(
    programs: list[Program],
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def fill(folder: Path, **_more: object) -> None:
        furnish(folder, "小周")

    monkeypatch.setattr(demo, "fill", fill)
    monkeypatch.setattr("ui.window.Jobs", JobsOnTheSpot)
    program = start(programs, qapp, data_dir=tmp_path)
    own = on_screen(program)
    own.window.demo_wanted.emit()
    shown = on_screen(program)
    assert shown.demo
    assert shown.window.status.leave.isVisible()
    assert shown.opened.services.shops.all()[0].name == "小周的店"
    assert program._sessions == [shown], "the other desk is closed"
    click(shown.window.status.leave)
    assert not on_screen(program).demo
    assert on_screen(program).paths.root == tmp_path


def test_a_demo_that_was_not_finished_is_not_opened(
    programs: list[Program],
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fill(folder: Path, **_more: object) -> None:
        furnish(folder)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(demo, "fill", fill)
    monkeypatch.setattr("ui.window.Jobs", JobsOnTheSpot)
    program = start(programs, qapp, data_dir=tmp_path)
    assert program.session is not None
    told: list[object] = []
    program.session.jobs.broke.disconnect()
    program.session.jobs.broke.connect(told.append)
    program.session.window.demo_wanted.emit()
    assert isinstance(told[0], OSError)
    assert not program.session.demo
    assert not (tmp_path / "demo").exists()
    assert not (tmp_path / "demo.part").exists()


@pytest.mark.smoke
def test_nothing_heavy_is_loaded_before_the_first_picture(tmp_path: Path) -> None:
    furnish(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout))
    assert "peewee" in loaded, "the desk was really open"
    assert loaded.isdisjoint(HEAVY), sorted(loaded & set(HEAVY))
