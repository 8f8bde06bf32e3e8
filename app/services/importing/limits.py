"""How much of a file is looked at: what a merchant's export needs with room, a bomb does not get.

Sizes in bytes. A refusal always says which limit it was and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`cells` counts rows × columns of the filled rectangle of a sheet.

    `memory` binds the child process through the operating system, on POSIX only: Windows has no
    such limit for a process started this way, there the other budgets and the clock hold.
    """

    seconds: float = 60.0
    memory: int = 2048 * MIB
    file: int = 200 * MIB
    unzipped: int = 400 * MIB  # 100,000 refunds of 42 columns are 230 MB of XML
    ratio: int = 100
    ratio_floor: int = 100 * 1024  # small parts of a workbook may well shrink further
    entries: int = 1000
    rows: int = 200_000
    columns: int = 256
    cells: int = 8_000_000
    field_characters: int = 1_000_000
    header_rows: int = 50  # titles and notes stand above the header row
    problems: int = 20_000


STANDARD = Limits()
