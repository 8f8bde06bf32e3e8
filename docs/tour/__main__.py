"""`python -m docs.tour`: drives the real window four times and writes the pictures of the manual.

Light and dark, 1440×900 and 1280×720, each in a process and on a screen of its own. A run is good
when every step had its effect in the data, and neither the terminal nor the log heard a warning.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docs.tour.display import missing, screen
from docs.tour.measure import measure

ROOT: Final = Path(__file__).resolve().parents[2]
SCREENS: Final = ROOT / "docs" / "screens"
SIZES: Final = ("1440x900", "1280x720")
LOOKS: Final = ("light", "dark")


def main() -> int:
    """Returns 0 when all runs were good."""
    given = _parser().parse_args()
    lacking = missing()
    if lacking:
        print(f"not installed: {', '.join(lacking)}")
        return 2
    os.chdir(ROOT)
    if given.others:
        given.others.mkdir(parents=True, exist_ok=True)
    SCREENS.mkdir(exist_ok=True)
    good = True
    with tempfile.TemporaryDirectory(prefix="tour-") as temporary:
        demo = Path(temporary, "demo")
        subprocess.run(
            [sys.executable, "-m", "ui", "demo", "--data-dir", str(demo)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for size in given.size or SIZES:
            for look in given.look or LOOKS:
                folder = Path(temporary, f"{look}-{size}")
                good = _run(folder, demo, look, size, given) and good
        _measure(Path(temporary), demo)
    return 0 if good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m docs.tour", description=__doc__)
    parser.add_argument("--size", choices=SIZES, action="append")
    parser.add_argument("--look", choices=LOOKS, action="append")
    parser.add_argument("--others", type=Path, help="folder for scenes the manual does not show")
    return parser


def _environment(display: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    return {**kept, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}


def _run(folder: Path, demo: Path, look: str, size: str, given: argparse.Namespace) -> bool:
    width, height = (int(part) for part in size.split("x"))
    command = [
        *(sys.executable, "-m", "docs.tour.drive", "--look", look),
        *("--folder", str(folder), "--demo", str(demo), "--screens", str(SCREENS)),
    ]
    if given.others:
        command += ["--others", str(given.others)]
    if look == "light" and size == SIZES[0]:
        command.append("--papers")
    began = time.monotonic()
    with screen(width, height) as display:
        done = subprocess.run(
            command, check=False, env=_environment(display), stderr=subprocess.PIPE, text=True
        )
    said = [*done.stderr.splitlines(), *_warnings(folder)]
    good = done.returncode == 0 and not said
    took = time.monotonic() - began
    print(f"{look} {size}: {'good' if good else 'NOT GOOD'}, {took:.0f} s", *said, sep="\n  ")
    return good


def _warnings(folder: Path) -> Iterator[str]:
    """Warnings and errors the program wrote into its logs; Qt's own messages end there too."""
    for log in sorted(folder.glob("*/logs/*.log")):
        for line in log.read_text("utf-8").splitlines():
            entry = json.loads(line) if line.startswith("{") else {"level": "?", "text": line}
            if entry["level"] not in {"DEBUG", "INFO"}:
                yield f"{entry['level']} {entry.get('from', '')}: {entry['text']}"


def _measure(folder: Path, demo: Path) -> None:
    with screen(1440, 900) as display:
        for name, data in (("first start", folder / "empty"), ("demo shop", demo)):
            print(measure(name, data, _environment(display)))


if __name__ == "__main__":
    sys.exit(main())
