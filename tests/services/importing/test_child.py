"""The reading process: what dies there does not reach the caller, and nothing is left behind."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.imported import ParsedFile
from app.errors import ImportProblem
from app.services.importing import (
    ImportCancelled,
    Limits,
    Options,
    Refusal,
    child,
    parse_file,
    parse_files,
)
from tests.services.importing.making import (
    DATA,
    REFUND,
    csv_file,
    ole_file,
    read,
    refund,
    sheet_data,
    sheet_workbook,
    text_cell,
)


@pytest.fixture(autouse=True)
def _no_process_left_behind() -> object:
    yield
    assert multiprocessing.active_children() == []


def test_a_file_read_in_the_child_is_the_file_read_here(tmp_path: Path) -> None:
    rows = [refund(退款编号=str(10**17 + n)) for n in range(1200)]
    path = csv_file(tmp_path / "a.csv", [REFUND, *rows, refund(买家退款金额="x")])
    told: list[tuple[int, int, str]] = []
    file = parse_file(path, progress=lambda *news: told.append(news))
    assert file == read(path)
    assert len(file.claims) == 1200
    assert told[-1][:2] == (1201, 0)
    assert "a.csv" in told[-1][2]


def test_a_refused_file_does_not_hide_the_others(tmp_path: Path) -> None:
    locked = ole_file(tmp_path / "locked.xlsx", "EncryptedPackage")
    far = sheet_workbook(
        tmp_path / "far.xlsx",
        sheet_data(f'<row r="1">{text_cell("A1", "a")}{text_cell("XFD1048576", "b")}</row>'),
    )
    told: list[tuple[int, int, str]] = []
    one, two, three = parse_files(
        [locked, far, DATA / "taobao_ExportOrderList_gbk.csv"],
        progress=lambda *news: told.append(news),
    )
    assert isinstance(one, Refusal)
    assert (one.path_name, "密码" in one.sentence, bool(one.advice)) == ("locked.xlsx", True, True)
    assert isinstance(two, Refusal)
    assert "XFD1048576" in two.sentence
    assert isinstance(three, ParsedFile)
    assert len(three.orders) == 24
    assert told[-1][:2] == (2, 3)


def test_a_child_without_memory_is_a_sentence() -> None:
    starved = Options(limits=Limits(memory=20 * 1024 * 1024))
    with pytest.raises(ImportProblem, match="内存"):
        parse_file(DATA / "qianniu_refund_export.xlsx", options=starved)


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ImportProblem, match="超过 0 秒"):
        parse_file(DATA / "qianniu_refund_export.xlsx", options=Options(limits=Limits(seconds=0)))


def test_cancelling_ends_the_child_and_all_the_files() -> None:
    with pytest.raises(ImportCancelled, match="已停止"):
        parse_files([DATA / "qianniu_refund_export.xlsx"] * 2, cancelled=lambda: True)


class Panic(BaseException):
    """Like the parser's panics: no `Exception`."""


class Line:
    """The child's end of the pipe, in this process."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, object]] = []
        self.closed = False

    def send(self, message: tuple[str, object]) -> None:
        self.sent.append(message)

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (Panic("index out of bounds"), "broken"),
        (KeyError("x"), "broken"),
        (MemoryError(), "refused"),
    ],
    ids=repr,
)
def test_what_the_parser_throws_becomes_one_message(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, what: str
) -> None:
    def fail(*_: object) -> ParsedFile:
        raise error

    line = Line()
    monkeypatch.setattr(child, "read_file", fail)
    monkeypatch.setattr(child, "_confine", _nothing)
    child.run(line, "a.xlsx", Options(), "zh_CN")  # type: ignore[arg-type] # only send and close
    assert [message[0] for message in line.sent] == [what]
    assert line.closed


def _nothing(_limits: Limits) -> None:
    """The limits are for a process of its own."""


def test_a_file_that_makes_the_parser_panic_is_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = ole_file(tmp_path / "a.xls", "Workbook")
    path.write_bytes(path.read_bytes()[:1300])
    with pytest.raises(ImportProblem, match="文件已损坏"):
        parse_file(path)
    assert "PanicException" in caplog.text


def test_a_child_that_dies_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "run", _die)
    with pytest.raises(ImportProblem, match="文件已损坏，或打开后占用的内存太多"):
        parse_file(DATA / "qianniu_refund_export.xlsx")


def _die(*_: object) -> None:
    """What an abort of the parser looks like from outside."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


def test_the_child_imports_neither_windows_nor_databases() -> None:
    script = (
        "import sys, app.services.importing.child\n"
        "heavy = 'PySide6 shiboken6 peewee sqlite3 sqlcipher3 openpyxl reportlab PIL lxml'.split()\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
