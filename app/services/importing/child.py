"""The reading process: everything hostile in a platform file happens here and dies here.

The workbook parser can abort its whole process (a sheet with cells A1 and XFD1048576) or panic
with something that is not an `Exception`; nothing of that may reach the window. This module and
all it imports stay light: no Qt, no database.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from app import i18n
from app.domain.imported import ParsedFile
from app.errors import ImportProblem
from app.services.importing.limits import Limits
from app.services.importing.reading import Options, out_of_memory, read_file

CHUNK = 500
"""Records per message: the window stays alive while the parent takes them over."""


def run(connection: Connection, path: str, options: Options, language: str) -> None:
    """Read one file and send what comes of it, as messages `(what, content)`.

    `rows` (their number so far), `orders` and `claims` (chunks), then exactly one of `done`
    (the `ParsedFile` without its records), `refused` (sentence, advice), `broken` (traceback).
    """
    gc.disable()  # this process lives for one file and makes no cycles; a third of the time
    _confine(options.limits)
    i18n.use(language)
    try:
        _send(connection, read_file(Path(path), options, _Progress(connection)))
    except ImportProblem as problem:
        connection.send(("refused", (problem.sentence, problem.advice)))
    except MemoryError:
        refusal = out_of_memory(Path(path).name)
        connection.send(("refused", (refusal.sentence, refusal.advice)))
    except BrokenPipeError:
        return  # the parent cancelled or ended
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the parser's panics are no Exceptions; this is the boundary
        connection.send(("broken", traceback.format_exc()))
    finally:
        connection.close()


class _Progress:
    """Tells the parent how many rows were read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, rows: int) -> None:
        self._connection.send(("rows", rows))


def _send(connection: Connection, parsed: ParsedFile) -> None:
    for what, records in (("orders", parsed.orders), ("claims", parsed.claims)):
        for chunk in _chunks(records):
            connection.send((what, chunk))
    connection.send(("done", replace(parsed, orders=(), claims=())))


def _chunks(records: Sequence[object]) -> list[Sequence[object]]:
    return [records[start : start + CHUNK] for start in range(0, len(records), CHUNK)]


def _confine(limits: Limits) -> None:
    """Leave interrupts and the terminal to the parent; bind memory and processor time.

    Windows has no such limits for a process started this way: there the budgets that are checked
    before parsing and the parent's clock must do.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        # The parser writes its panics to the terminal, where they help nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        return
    import resource

    seconds = int(limits.seconds) + 5  # should the parent have died and nobody ends us
    for what, limit in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),  # a core file would hold buyers' addresses
    ):
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(what)[1]
            soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(what, (soft, hard))
