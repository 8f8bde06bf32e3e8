"""A desk filled from the sample files, and two ways to speak to it: here, and as a real program."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from tests.cli.samples import CLAIMS, LINES, ORDERS, ROOT, Answer, Cli
from ui.cli import main


@pytest.fixture(autouse=True)
def _no_log_stays_open() -> Iterator[None]:
    yield
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a command in this process."""

    def run(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def program() -> Cli:
    """Runs a command as people do: in a process of its own."""

    def run(*words: object, env: Mapping[str, str] | None = None) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "ui", *map(str, words)],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            capture_output=True,
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    words = ("--data-dir", str(folder), "--as", "小周", "import")
    done = subprocess.run(
        [sys.executable, "-m", "ui", *words, str(ORDERS), str(LINES), str(CLAIMS)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture
def desk(_filled: Path, tmp_path: Path) -> Path:
    """A data folder with the sample files taken in by 小周; the test's own copy."""
    folder = tmp_path / "desk"
    shutil.copytree(_filled, folder)
    return folder
