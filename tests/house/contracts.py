"""Runs the import contracts of pyproject.toml on a tree: the real one or a planted one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

_RUN = (
    "import sys; from importlinter.cli import lint_imports;"
    "sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True))"
)


def broken_contracts(tree: Path) -> tuple[list[str], str]:
    """The names of the contracts the packages below `tree` break, and the linter's report.

    Raises `RuntimeError` when the linter could not do its work at all.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(ROOT / "pyproject.toml")],
        cwd=tree,
        env={**environment, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    report = done.stdout + done.stderr
    broken = re.findall(r"^(.+) BROKEN(?: \(.*\))?$", report, re.MULTILINE)
    if "Contracts:" not in report or bool(broken) != bool(done.returncode):
        raise RuntimeError(f"the import linter did not finish:\n{report}")
    return [name.strip() for name in broken], report
