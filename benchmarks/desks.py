"""Desks for measuring, made once and kept beside each other in a folder of their own."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.model.schema import FOLDER as SCHEMA
from app.paths import Paths
from app.services import Services, build
from benchmarks import copies, shop, vocabulary
from ui.bootstrap import Opened, open_desk

HOME = (
    Path(os.environ.get("AFTERSALES_BENCHMARKS", tempfile.gettempdir())) / "aftersales-benchmarks"
)


def desk(tickets: int, home: Path = HOME) -> Path:
    """The folder of a desk with so many tickets; made when there is none of today's shape."""
    folder = home / f"{tickets}-{_shape()}"
    if not folder.exists():
        print(f"making a desk of {tickets:,} tickets", file=sys.stderr)
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        shop.make(part, tickets)
        part.rename(folder)
    return folder


@contextmanager
def copy_of(tickets: int, home: Path = HOME) -> Iterator[Path]:
    """A copy that may be written to; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="aftersales-benchmark-") as place:
        folder = Path(place) / "desk"
        shutil.copytree(desk(tickets, home), folder)
        yield folder


@contextmanager
def opened(folder: Path) -> Iterator[Opened]:
    """The desk with its services, acted in by its owner."""
    whole = open_desk(Paths(folder))
    try:
        whole.services.staff.act_as("小周")
        yield whole
    finally:
        whole.db.close()


def second_reader(whole: Opened) -> Services:
    """The same desk's services with nothing remembered."""
    return build(whole.db, whole.paths, whole.clock)


def _shape() -> str:
    """Changes with the tables and with what they are filled with."""
    made_by = (shop, copies, vocabulary)
    sources = [*sorted(SCHEMA.glob("*.sql")), *(Path(str(one.__file__)) for one in made_by)]
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in sources))
    return whole.hexdigest()[:8]
