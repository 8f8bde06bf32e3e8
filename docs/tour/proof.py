"""What really stands in the data folder, asked of the command line in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class Proof:
    """Reads a data folder through its own connection while the window is open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _ask(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "ui", "--data-dir", str(self._folder), *arguments]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode or done.stderr:
            raise AssertionError(f"{arguments}: {done.returncode} {done.stdout}{done.stderr}")
        return done.stdout

    def tickets(self) -> list[dict[str, Any]]:
        """All tickets."""
        found: list[dict[str, Any]] = json.loads(self._ask("tickets", "--json"))
        return found

    def ticket(self, number: str) -> dict[str, Any]:
        """One ticket with all its parts."""
        found: dict[str, Any] = json.loads(self._ask("show", number, "--json"))
        return found

    def stage(self, number: str, wanted: str) -> None:
        """A ticket stands where the window says it stands."""
        is_at = self.ticket(number)["stage"]
        if is_at != wanted:
            raise AssertionError(f"{number} stands at {is_at}, not at {wanted}")

    def verify(self) -> None:
        """Chains, row digests, evidence and database are as they should be."""
        self._ask("verify")
