"""The composition root, without Qt: paths, log, database and services of one desk.

The window and the command line both begin here; nothing else wires parts together.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app import __version__, i18n, logs
from app.clock import Clock, SystemClock
from app.model.db import Database
from app.paths import Paths, data_paths
from app.services import Services, build

_log = logging.getLogger(__name__)

_VALUES: Final = {"--data-dir": "data_dir", "--lang": "lang", "--as": "person", "--theme": "theme"}
THEMES: Final = ("light", "dark", "system")


@dataclass(frozen=True, slots=True)
class Options:
    """What may stand on the command line of the window. Empty means: as it is remembered."""

    data_dir: Path | None = None
    lang: str = ""
    person: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """One open desk. Close `db` when everything that reads it has stopped."""

    paths: Paths
    db: Database
    services: Services
    clock: Clock


def window_options(arguments: Sequence[str]) -> Options | None:
    """The options of a start without a subcommand, None when the command line is meant.

    Accepts `--name value` and `--name=value`. Whatever else stands there, wrong values included,
    is for the command line, which knows how to complain.
    """
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name not in _VALUES:
            return None
        if not equals:
            value = next(rest, "")
        if not value or value.startswith("--"):
            return None
        found[_VALUES[name]] = value
    if found.get("theme", "light") not in THEMES:
        return None
    folder = found.pop("data_dir", "")
    return Options(data_dir=Path(folder) if folder else None, **found)


def choose_language(name: str) -> None:
    """Speak this language from now on; empty keeps the source language. Raises `NotFound`."""
    if name:
        i18n.use(name)


def find_data(data_dir: Path | None) -> Paths:
    """The data folder, with the log running in it. Raises `StorageProblem`."""
    paths = data_paths(data_dir)
    logs.configure(paths.logs)
    _log.info("version %s", __version__)
    return paths


def open_desk(paths: Paths, clock: Clock | None = None) -> Opened:
    """Open or make the desk in a data folder.

    Raises `StorageProblem` with one sentence for a damaged file, one newer than this program, a
    full disk or missing permission. The caller holds the lock of the folder when it has a window.
    """
    clock = clock or SystemClock()
    db = Database.open(paths.database, paths.copies)
    return Opened(paths, db, build(db, paths, clock), clock)
