"""The one door: what it makes ready for which arguments, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="makes a stand-in interpreter of a script")
CORE = dict.fromkeys(run.QT_CORE)
CORE_AND_DISPLAY = dict.fromkeys({**run.QT_CORE, **run.QT_DISPLAY})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with locks and an environment, none of it the real one."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text(f"# {name}\n", "utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", python)
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / run.STAMP.name)
    monkeypatch.setattr(run, "UNFINISHED", tmp_path / ".venv" / run.UNFINISHED.name)
    monkeypatch.setattr(run, "RUN_LOCK", tmp_path / "requirements.txt")
    monkeypatch.setattr(run, "TEST_LOCK", tmp_path / "requirements-dev.txt")
    return tmp_path


def finish(project: Path) -> None:
    """Leave the stamp a finished first start leaves."""
    run.STAMP.write_text(
        json.dumps({"interpreter": run.interpreter(), "requirements.txt": run.digest(run.RUN_LOCK)})
    )


def be_debian(monkeypatch: pytest.MonkeyPatch, *, root: bool, lacks: dict[str, str]) -> list[str]:
    """Pretend to be a Debian lacking libraries; the list receives the commands that were run."""
    commands: list[str] = []
    left = dict(lacks)

    def execute(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(" ".join(command))
        for package in command:
            left.pop(package, None)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(run, "missing_libraries", lambda wanted: dict(left) if wanted else {})
    monkeypatch.setattr(subprocess, "run", execute)
    return commands


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("", True),
        ("--data-dir shop", True),
        ("--data-dir=shop --lang zh_CN", True),
        ("--as import", True),
        ("--theme dark", True),
        ("demo --open", True),
        ("--help", False),
        ("tickets --json", False),
        ("--data-dir shop import file.xlsx", False),
        ("demo", False),
    ],
)
def test_only_a_run_without_subcommand_opens_the_window(line: str, window: bool) -> None:
    assert run.opens_window(line.split()) is window


@pytest.mark.parametrize(
    ("line", "platform", "libraries"),
    [
        ("tickets", "", {}),
        ("test -x", "", CORE),
        ("", "offscreen", CORE),
        ("", "xcb", CORE_AND_DISPLAY),
    ],
)
def test_a_subcommand_asks_for_no_library_of_qt(
    monkeypatch: pytest.MonkeyPatch, line: str, platform: str, libraries: dict[str, None]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert run.libraries_for(line.split()).keys() == libraries.keys()


def test_a_machine_without_a_display_is_told_what_still_works(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run.main([]) == run.SET_UP_FAILED
    said = capfd.readouterr()
    assert "没有图形界面" in said.err
    assert said.out == ""


def test_without_root_the_exact_command_is_printed_and_nothing_is_run(
    monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    finish(project)
    commands = be_debian(monkeypatch, root=False, lacks={"libegl1": "libEGL.so.1"})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(run.SetUpFailed) as failure:
        run.set_up([])
    expected = "sudo apt-get install -y --no-install-recommends libegl1"
    assert expected in failure.value.sentences[0].splitlines()[1]
    assert commands == []


def test_root_gets_what_is_missing_installed(
    monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    finish(project)
    commands = be_debian(monkeypatch, root=True, lacks={"libegl1": "libEGL.so.1"})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    run.set_up([])
    assert commands == [
        "apt-get update",
        "apt-get install -y --no-install-recommends libegl1",
    ]


def test_a_bare_debian_also_gets_what_makes_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = be_debian(monkeypatch, root=True, lacks={})
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    run.provide_system({}, testing=False, making=True)
    assert commands[1].endswith("python{}.{}-venv".format(*sys.version_info[:2]))


def test_libraries_are_looked_for_by_opening_them() -> None:
    wanted = {"none": "libthere-is-no-such.so.9"}
    assert run.missing_libraries(wanted) == wanted


@POSIX_ONLY
class TestTheEnvironment:
    def test_is_ready_when_its_stamp_names_this_lock(self, project: Path) -> None:
        assert not run.installed(run.RUN_LOCK)
        finish(project)
        assert run.installed(run.RUN_LOCK)
        assert not run.installed(run.TEST_LOCK)

    def test_is_not_ready_after_the_lock_changed(self, project: Path) -> None:
        finish(project)
        run.RUN_LOCK.write_text("other\n", "utf-8")
        assert not run.installed(run.RUN_LOCK)

    def test_is_not_ready_when_a_run_was_killed_in_it(self, project: Path) -> None:
        finish(project)
        run.UNFINISHED.touch()
        assert not run.installed(run.RUN_LOCK)
        assert not run.usable()

    def test_is_not_ready_when_its_interpreter_was_replaced(self, project: Path) -> None:
        finish(project)
        run.PYTHON.unlink()
        run.PYTHON.symlink_to("/bin/sh")
        assert not run.installed(run.RUN_LOCK)

    def test_is_not_ready_with_a_damaged_stamp(self, project: Path) -> None:
        run.STAMP.write_text("[1", "utf-8")
        assert not run.installed(run.RUN_LOCK)

    def test_made_anew_holds_nothing_of_the_half_made_one(self, project: Path) -> None:
        run.UNFINISHED.touch()
        (project / ".venv" / "half").touch()
        run.make_environment()
        assert not (project / ".venv" / "half").exists()
        assert run.UNFINISHED.exists()
        run.UNFINISHED.unlink()
        assert run.usable()

    @pytest.mark.parametrize(
        ("pip_says", "sentence"),
        [
            ("Failed: NewConnectionError", "连接失败"),
            ("[Errno 28] No space left on device", "磁盘空间不足"),
            ("THESE PACKAGES DO NOT MATCH THE HASHES", "校验值不符"),
            ("something else", "退出码 3"),
        ],
    )
    def test_says_why_the_requirements_did_not_come(
        self, project: Path, pip_says: str, sentence: str
    ) -> None:
        run.PYTHON.unlink()
        run.PYTHON.write_text(f"#!/bin/sh\necho '{pip_says}'\nexit 3\n", "utf-8")
        run.PYTHON.chmod(0o755)
        with pytest.raises(run.SetUpFailed) as failure:
            run.install(run.RUN_LOCK)
        assert sentence in failure.value.sentences[0]
        assert not run.UNFINISHED.exists()


@POSIX_ONLY
def test_a_subcommand_gets_its_arguments_in_the_callers_folder_and_gives_its_exit_code(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    finish(project)
    (project / "run.py").write_text(Path(run.__file__).read_text("utf-8"), "utf-8")
    (project / "ui").mkdir()
    (project / "ui" / "__init__.py").touch()
    (project / "ui" / "__main__.py").write_text(
        "import os, sys\nprint(sys.argv[1:], os.getcwd())\nsys.exit(7)\n", "utf-8"
    )
    here = tmp_path_factory.mktemp("caller")
    (here / "ui.py").write_text("print('the wrong one')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, project / "run.py", "tickets", "--json"],
        cwd=here,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (7, "")
    assert done.stdout == f"['tickets', '--json'] {here}\n"
