"""Which command lines mean the window, and opening a desk without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import StorageProblem
from app.paths import Paths
from ui.bootstrap import Options, open_desk, window_options


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], Options()),
        (["--data-dir", "somewhere"], Options(data_dir=Path("somewhere"))),
        (["--data-dir=a=b"], Options(data_dir=Path("a=b"))),
        (
            ["--as", "小周", "--theme", "dark", "--lang", "zh_CN"],
            Options(person="小周", theme="dark", lang="zh_CN"),
        ),
    ],
)
def test_options_alone_open_the_window(arguments: list[str], options: Options) -> None:
    assert window_options(arguments) == options


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "a.xlsx"],
        ["--data-dir", "somewhere", "tickets"],
        ["--help"],
        ["--data-dir"],
        ["--data-dir", "--as"],
        ["--theme", "pink"],
        ["--nonsense"],
    ],
)
def test_everything_else_is_for_the_command_line(arguments: list[str]) -> None:
    assert window_options(arguments) is None


def test_a_desk_is_made_where_there_was_none(tmp_path: Path) -> None:
    opened = open_desk(Paths(tmp_path))
    assert opened.services.staff.needed()
    opened.db.close()
    assert (tmp_path / "desk.db").exists()


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_bytes(b"this is no database at all, only words" * 200)
    with pytest.raises(StorageProblem) as refused:
        open_desk(Paths(tmp_path))
    assert "desk.db" in refused.value.sentence
    assert refused.value.advice
