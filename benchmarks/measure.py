"""Measuring so that a noisy machine cannot lie much: sides take turns, medians, CPU beside wall."""

from __future__ import annotations

import math
import statistics
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """Milliseconds of one side over all its rounds."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    @property
    def ms(self) -> float:
        """Median wall time."""
        return statistics.median(self.wall)

    @property
    def cpu_ms(self) -> float:
        """Median processor time."""
        return statistics.median(self.cpu)

    @property
    def p95(self) -> float:
        """95 of 100 rounds took at most this long."""
        ordered = sorted(self.wall)
        return ordered[min(len(ordered) - 1, math.ceil(0.95 * len(ordered)) - 1)]


def once(work: Work) -> tuple[float, float]:
    """Wall and processor milliseconds of one call, of the whole process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def in_turns(sides: Mapping[str, Work], rounds: int, *, warm: int = 1) -> dict[str, Figure]:
    """Every side once per round, in changing order; `warm` rounds beforehand do not count."""
    return figures_of({name: _timed(work) for name, work in sides.items()}, rounds, warm=warm)


def figures_of(
    sides: Mapping[str, Callable[[], tuple[float, float]]], rounds: int, *, warm: int = 1
) -> dict[str, Figure]:
    """As `in_turns`, for sides that measure themselves and return (wall, cpu) milliseconds."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    names = list(sides)
    for number in range(warm + rounds):
        for name in names if number % 2 else reversed(names):
            pair = sides[name]()
            if number >= warm:
                taken[name].append(pair)
    return {
        name: Figure(tuple(wall for wall, _cpu in pairs), tuple(cpu for _wall, cpu in pairs))
        for name, pairs in taken.items()
    }


def _timed(work: Work) -> Callable[[], tuple[float, float]]:
    return lambda: once(work)


def steps(connection: Any, work: Work) -> int:
    """Virtual machine instructions SQLite runs on this connection for the work: no noise at all."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection.set_progress_handler(count, 1)
    try:
        work()
    finally:
        connection.set_progress_handler(None, 0)
    return counted


def exponent(costs: Mapping[int, float]) -> float:
    """How cost grows with N: the slope of a line through the logarithms, NaN below two sizes."""
    points = [(math.log(n), math.log(max(cost, 1e-9))) for n, cost in costs.items()]
    if len(points) < 2:
        return math.nan
    middle_x = statistics.fmean(x for x, _ in points)
    middle_y = statistics.fmean(y for _, y in points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, aligned for characters that take two columns."""
    cells = [list(heads), *([_shown(cell) for cell in row] for row in rows)]
    widths = [max(_columns(row[at]) for row in cells) for at in range(len(heads))]
    lines = [_line(row, widths) for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)
    )
    return "| " + " | ".join(padded) + " |"


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        if math.isnan(cell):
            return "–"
        return f"{cell:.2f}" if abs(cell) < 100 else f"{cell:,.0f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
