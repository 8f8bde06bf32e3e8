"""The command line as a program among others: streams, signals, locks, no Qt, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.paths import Paths
from tests.cli.samples import CLAIMS, ORDERS, ROOT, Cli
from ui.bootstrap import open_desk

pytestmark = pytest.mark.smoke
POSIX = pytest.mark.skipif(os.name == "nt", reason="speaks of signals and devices Windows has not")
BARE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def start(*words: object, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # options of one test each
        [sys.executable, "-m", "ui", *map(str, words)],
        cwd=ROOT,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )


def test_output_is_utf8_whatever_the_system_speaks(program: Cli, desk: Path) -> None:
    answer = program("tickets", "--json", "--data-dir", desk, env=BARE)
    assert answer.code == 0
    assert answer.json[0]["shop"] == "示例小店"
    assert "命令写错了" in program("dance", env=BARE).err


def test_arguments_in_chinese_arrive_whatever_the_system_speaks(program: Cli, desk: Path) -> None:
    answer = program("tickets", "--search", "保温杯", "--json", "--data-dir", desk, env=BARE)
    assert answer.json


@POSIX
def test_a_reader_that_leaves_ends_the_program_quietly(desk: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = start("tickets", "--json", "--data-dir", desk, stdout=writing)
    finally:
        os.close(writing)
    _, said = done.communicate()
    assert (done.returncode, said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("--help",), ("tickets", "--json")])
def test_output_onto_a_full_disk_is_told(desk: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = start(*words, "--data-dir", desk, stdout=full)
        _, said = done.communicate()
    assert done.returncode == 5
    assert "磁盘已满" in said.decode()
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


@POSIX
def test_an_interrupted_import_leaves_the_desk_as_it_was(desk: Path, tmp_path: Path) -> None:
    """Interrupted at the moment it waits for another program's write to end."""
    opened = open_desk(Paths(desk))
    opened.services.staff.act_as("小周")
    with opened.services.context.write():
        done = start("import", ORDERS, "--shop", "新店", "--data-dir", desk, start_new_session=True)
        assert done.stdout is not None
        watch = threading.Timer(60, done.kill)
        watch.start()
        # The first answer is given after the files were read; then it waits for our write.
        while not (desk / "logs" / "desk.log").read_text("utf-8").count("version") > 1:
            if done.poll() is not None:
                break
        os.killpg(done.pid, signal.SIGINT)
        _, said = done.communicate()
        watch.cancel()
    assert done.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in said
    assert [shop.name for shop in opened.services.shops.all()] == ["示例小店"]
    assert opened.services.verify.run().clean
    opened.db.close()


def test_a_desk_that_is_open_elsewhere_is_written_to_and_the_other_one_notices(
    program: Cli, desk: Path
) -> None:
    opened = open_desk(Paths(desk))
    assert opened.db.poll() is None
    assert program("import", ORDERS, "--shop", "新店", "--data-dir", desk).code == 0
    changes = opened.db.poll()
    assert changes is not None
    assert changes.touches("ticket")
    assert {shop.name for shop in opened.services.shops.all()} == {"示例小店", "新店"}
    opened.services.staff.act_as("小周")
    opened.services.review.note(1, "窗口也还能写")
    opened.db.close()


def test_a_write_waits_for_the_other_programs_write(desk: Path) -> None:
    opened = open_desk(Paths(desk))
    opened.services.staff.act_as("小周")
    opened.services.staff.add("新来的", ("agent",))
    with opened.services.context.write() as write:
        write.event(0, "shop_changed", {"shop": 1})
        done = start("import", CLAIMS, "--as", "新来的", "--data-dir", desk)
        with pytest.raises(subprocess.TimeoutExpired):
            done.wait(1.5)
    told, said = done.communicate()
    assert (done.returncode, said) == (0, b"")
    assert "操作人：新来的" in told.decode()
    opened.db.close()


def test_the_demo_prints_its_folder_and_nothing_else(program: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    answer = program("demo", "--data-dir", folder)
    assert (answer.code, answer.out) == (0, f"{folder}\n")
    assert len(program("tickets", "--json", "--data-dir", folder).json) > 60
    assert not folder.with_name("demo.part").exists()
    again = program("demo", "--data-dir", folder)
    assert (again.code, again.out) == (5, "")
    assert str(folder) in again.err


def test_no_command_loads_qt_and_no_reading_one_the_libraries_of_papers(desk: Path) -> None:
    code = (
        "import sys\n"
        "from ui.cli import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "heavy = {'PySide6', 'shiboken6', 'openpyxl', 'reportlab', 'PIL', 'numpy', 'lxml',"
        " 'python_calamine', 'argon2'}\n"
        "sys.exit(', '.join(heavy & {name.partition('.')[0] for name in sys.modules}) or 0)\n"
    )
    for words in (("tickets",), ("tickets", "--search", "杯"), ("--help",), ("verify",)):
        done = subprocess.run(
            [sys.executable, "-c", code, *words, "--data-dir", str(desk)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
