"""Builds the bundle and tries what was built, as a person would on a machine without Python.

    .venv/bin/python release/check_bundle.py [--keep-build]

Opens the demo shop, imports nothing from the checkout, exports a slip, a report and a month,
verifies, and starts the window without a screen. Leaves the folder in dist/. Exit code 1 and one
sentence when something is not as it should be. `--keep-build` tries the bundle already in dist/.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[1]
NAME = "aftersales-desk"
SUFFIX = ".exe" if os.name == "nt" else ""
FOLDER = ROOT / "dist" / NAME
# Windows shows nothing of a windowed program's output: the command line has a program of its own.
WINDOW = FOLDER / f"{NAME}{SUFFIX}"
COMMANDS = FOLDER / f"{NAME}-cli{SUFFIX}" if os.name == "nt" else WINDOW
LARGEST_MB = 400
START_SECONDS = 60


class NotAsItShouldBe(Exception):
    """One sentence about what the bundle does wrong."""


def build() -> None:
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "build.spec"],
        cwd=ROOT,
        check=True,
    )
    print(f"built in {time.monotonic() - started:.0f} s")


def environment(home: Path) -> dict[str, str]:
    """A person's machine: no Python, no project, no screen, folders of their own."""
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")
    mine = {name: os.environ[name] for name in kept if name in os.environ}
    folders = ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    return {**mine, **dict.fromkeys(folders, str(home)), "QT_QPA_PLATFORM": "offscreen"}


def command(home: Path, *arguments: str) -> str:
    """Run a subcommand of the bundle and give what it printed."""
    started = time.monotonic()
    done = subprocess.run(
        [COMMANDS, *arguments],
        cwd=home,
        env=environment(home),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    print(f"{time.monotonic() - started:6.2f} s  {NAME} {' '.join(arguments)}")
    if done.returncode != 0:
        raise NotAsItShouldBe(
            f"`{' '.join(arguments)}` ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return done.stdout


def expect(holds: bool, sentence: str) -> None:
    if not holds:
        raise NotAsItShouldBe(sentence)


def try_size() -> None:
    files = [file for file in FOLDER.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files) // 2**20
    print(f"{len(files)} files, {size} MB")
    expect(size < LARGEST_MB, f"the bundle is {size} MB, more than {LARGEST_MB}")


def try_commands(home: Path) -> None:
    shop = ("--data-dir", str(home / "shop"))
    command(home, "--help")
    command(home, "demo", *shop)
    tickets = json.loads(command(home, "tickets", "--json", *shop))
    expect(len(tickets) > 50, f"the demo shop has only {len(tickets)} tickets")
    number, month = tickets[0]["number"], tickets[0]["applied_at"][:7]
    outputs = {"slip": number, "dispute": number, "monthly": month}
    for kind, what in outputs.items():
        file = home / f"{kind}.{'xlsx' if kind == 'monthly' else 'pdf'}"
        command(home, "export", kind, what, "--out", str(file), *shop)
        expect(file.stat().st_size > 2000, f"{file.name} is nearly empty")
    text = "".join(page.extract_text() for page in PdfReader(home / "slip.pdf").pages)
    expect(number in text, f"the slip does not show {number}")
    command(home, "verify", *shop)


def try_import(home: Path) -> None:
    """Reading a file starts a second process of the bundle itself."""
    samples = sorted((ROOT / "tests" / "data" / "importing").glob("*.xlsx"))
    readable = [s for s in samples if "refund" in s.name]
    expect(bool(readable), "there is no sample workbook to import")
    shop = ("--data-dir", str(home / "imported"))
    command(home, "import", str(readable[0]), "--as", "tester", *shop)
    expect(bool(json.loads(command(home, "tickets", "--json", *shop))), "the import left no ticket")


def try_window(home: Path) -> None:
    """The window opens without a screen, stays open, and closes when it is told to."""
    started = time.monotonic()
    with subprocess.Popen(
        [WINDOW, "--data-dir", str(home / "shop")],
        cwd=home,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as window:
        try:
            said, _ = window.communicate(timeout=START_SECONDS / 6)
        except subprocess.TimeoutExpired:
            window.terminate()
            said, _ = window.communicate(timeout=START_SECONDS)
        else:
            raise NotAsItShouldBe(f"the window closed by itself ({window.returncode}):\n{said}")
    print(f"{time.monotonic() - started:6.2f} s  window")
    logs = "".join(file.read_text("utf-8") for file in (home / "shop").rglob("*.log"))
    expect("Traceback" not in said + logs, f"the window met an error:\n{said}\n{logs}")


def main() -> int:
    try:
        if "--keep-build" not in sys.argv:
            build()
        with tempfile.TemporaryDirectory() as place:
            home = Path(place)
            try_size()
            try_commands(home)
            try_import(home)
            try_window(home)
    except NotAsItShouldBe as fault:
        print(fault, file=sys.stderr)
        return 1
    print("the bundle is as it should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
