"""From the start of the process to the first painted list, beside an empty window of the stock
library started in the same minute.

    python -m benchmarks.start [--sizes 1000 100000] [--rounds 11] [--home FOLDER]

Compiled modules are kept as an installation keeps them; each side is started once beforehand.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.desks import HOME, copy_of
from benchmarks.measure import figures_of, table

ROOT = Path(__file__).resolve().parent.parent


class Start:
    """Starts one side again and again and remembers what the last one told."""

    def __init__(self, words: Sequence[str], compiled: str) -> None:
        self._command = [sys.executable, "-m", "benchmarks.first_paint", *words]
        self._environment = {
            **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": compiled,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        self.told: dict[str, Any] = {}

    def __call__(self) -> tuple[float, float]:
        began = time.perf_counter()
        with subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            line = process.stdout.readline() if process.stdout else b""
            wall = (time.perf_counter() - began) * 1000
            _, said = process.communicate()
        if not line:
            raise RuntimeError(said.decode(errors="replace"))
        self.told = json.loads(line)
        return wall, float(self.told["cpu_ms"])


def run(sizes: Sequence[int], rounds: int, home: Path) -> str:
    """The table of figures."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        compiled = stack.enter_context(tempfile.TemporaryDirectory(prefix="compiled-"))
        starts = {"bare window": Start(["bare"], compiled)}
        starts["static table"] = Start(["static"], compiled)
        for n in sizes:
            folder = stack.enter_context(copy_of(n, home))
            starts[f"desk, {n:,} tickets"] = Start(["desk", str(folder)], compiled)
        sides: dict[str, Callable[[], tuple[float, float]]] = dict(starts)
        figures = figures_of(sides, rounds)
    limit = figures["bare window"]
    rows = [
        [
            name,
            figure.ms,
            figure.cpu_ms,
            figure.ms / limit.ms,
            figure.cpu_ms / limit.cpu_ms,
            starts[name].told["memory_mb"],
            starts[name].told["modules"],
            ", ".join(starts[name].told["heavy"]) or "none",
        ]
        for name, figure in figures.items()
    ]
    largest = starts[f"desk, {sizes[-1]:,} tickets"]
    heads = ["start", "wall ms", "cpu ms", "× bare", "× bare cpu", "MB", "modules", "heavy ones"]
    return f"{table(heads, rows)}\n\n{_stages(largest.told['stages'])}"


def _stages(stages: Sequence[tuple[str, int]]) -> str:
    before = [0, *(ms for _name, ms in stages)]
    rows = [[name, ms - at] for (name, ms), at in zip(stages, before, strict=False)]
    return table(["where the last start went", "cpu ms"], rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--home", type=Path, default=HOME)
    given = parser.parse_args(arguments)
    print(run(given.sizes, given.rounds, given.home))


if __name__ == "__main__":
    main()
