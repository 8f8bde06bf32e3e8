"""How long the window takes to appear and how much memory it holds, measured from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Start:
    """One start: milliseconds until the window is on screen; MiB resident two seconds later."""

    name: str
    shown_ms: int
    resident_mib: int

    def __str__(self) -> str:
        return f"{self.name}: window after {self.shown_ms} ms, {self.resident_mib} MiB resident"


def measure(name: str, folder: Path, environment: dict[str, str], rounds: int = 3) -> Start:
    """Start the program on a folder `rounds` times; the fastest start counts."""
    found = [_once(folder, environment) for _round in range(rounds)]
    return Start(name, min(shown for shown, _held in found), max(held for _shown, held in found))


def _once(folder: Path, environment: dict[str, str]) -> tuple[int, int]:
    began = time.monotonic()
    program = subprocess.Popen(
        [sys.executable, "-m", "ui", "--data-dir", str(folder)], env=environment
    )
    try:
        while not _visible(program.pid, environment):
            if time.monotonic() - began > 30 or program.poll() is not None:
                raise AssertionError("no window appeared")
            time.sleep(0.01)
        shown = time.monotonic() - began
        time.sleep(2)
        held = _resident(program.pid)
    finally:
        program.terminate()
        program.wait(timeout=20)
    return round(shown * 1000), held


def _visible(pid: int, environment: dict[str, str]) -> bool:
    command = ["xdotool", "search", "--onlyvisible", "--pid", str(pid)]
    found = subprocess.run(command, env=environment, capture_output=True, check=False)
    return bool(found.stdout.strip())


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20
