"""Reading a platform file in a process of its own: time, cancelling, and what comes back."""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from app import i18n
from app.domain.imported import ImportedClaim, ImportedOrder, ParsedFile
from app.errors import ImportProblem
from app.i18n import _
from app.services.importing import child
from app.services.importing.reading import Options

Cancelled = Callable[[], bool]
Progress = Callable[[int, int, str], None]
"""(done, total, what is being done); total 0: nobody knows how much there is."""
_TICK = 0.05
_log = logging.getLogger(__name__)


class ImportCancelled(ImportProblem):
    """The user stopped the reading; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be taken at all. `sentence` names it; `advice` says what to do."""

    path_name: str
    sentence: str
    advice: str = ""


def parse_file(
    path: Path,
    *,
    cancelled: Cancelled | None = None,
    progress: Progress | None = None,
    options: Options | None = None,
) -> ParsedFile:
    """Read one platform file in a child process.

    `cancelled` is asked about twenty times a second; `progress` is told `(rows so far, 0, words)`.
    Both are called on the calling thread. Raises `ImportProblem` when
    the file as a whole cannot be taken, `ImportCancelled` when `cancelled` said so.
    """
    path = Path(path).absolute()
    options = options or Options()
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(
        target=child.run,
        args=(sender, str(path), options, i18n.language()),
        name="import-reader",
        daemon=True,
    )
    process.start()
    sender.close()
    try:
        return _Taking(path.name, cancelled, progress, options).all(receiver)
    finally:
        receiver.close()
        process.kill()
        process.join()
        process.close()


def parse_files(
    paths: Sequence[Path],
    *,
    cancelled: Cancelled | None = None,
    progress: Progress | None = None,
    options: Options | None = None,
) -> tuple[ParsedFile | Refusal, ...]:
    """Read several files one after the other; one that is refused does not hide the others.

    The result has one entry per path, in order. `progress` is told `(files done, files, words)`,
    for a single file what `parse_file` tells. Raises `ImportCancelled` as `parse_file` does.
    """
    results: list[ParsedFile | Refusal] = []
    for done, path in enumerate(paths):
        counted = progress
        if progress is not None and len(paths) > 1:
            counted = _OneOfSeveral(progress, done, len(paths))
        try:
            results.append(parse_file(path, cancelled=cancelled, progress=counted, options=options))
        except ImportCancelled:
            raise
        except ImportProblem as problem:
            results.append(Refusal(Path(path).name, problem.sentence, problem.advice))
    return tuple(results)


class _OneOfSeveral:
    """Progress of one file, told as progress of them all."""

    def __init__(self, progress: Progress, done: int, files: int) -> None:
        self._progress = progress
        self._done = done
        self._files = files

    def __call__(self, _rows: int, _total: int, words: str) -> None:
        self._progress(self._done, self._files, words)


class _Taking:
    """Takes the messages of one child until it is done, refuses, dies or runs out of time."""

    def __init__(
        self, name: str, cancelled: Cancelled | None, progress: Progress | None, options: Options
    ) -> None:
        self._name = name
        self._cancelled = cancelled
        self._progress = progress
        self._seconds = options.limits.seconds
        self._orders: list[ImportedOrder] = []
        self._claims: list[ImportedClaim] = []

    def all(self, receiver: Connection) -> ParsedFile:
        end = time.monotonic() + self._seconds
        while True:
            if self._cancelled is not None and self._cancelled():
                raise ImportCancelled(
                    _("已停止读取「{file}」，什么也没有改动。").format(file=self._name)
                )
            if time.monotonic() > end:
                raise ImportProblem(
                    _("读取「{file}」超过 {seconds} 秒，已停止，什么也没有改动。").format(
                        file=self._name, seconds=round(self._seconds)
                    ),
                    _("请在平台后台按较短的日期范围分几次导出。"),
                )
            if not receiver.poll(_TICK):
                continue
            try:
                what, content = receiver.recv()
            except (EOFError, OSError):
                raise self._died() from None
            if (parsed := self._take(what, content)) is not None:
                return parsed

    def _take(self, what: str, content: object) -> ParsedFile | None:
        match what, content:
            case "rows", int(rows):
                if self._progress is not None:
                    words = _("正在读取「{file}」：{rows} 行").format(file=self._name, rows=rows)
                    self._progress(rows, 0, words)
            case "orders", tuple(orders):
                self._orders.extend(orders)
            case "claims", tuple(claims):
                self._claims.extend(claims)
            case "done", ParsedFile() as parsed:
                return replace(parsed, orders=tuple(self._orders), claims=tuple(self._claims))
            case "refused", (str(sentence), str(advice)):
                raise ImportProblem(sentence, advice)
            case _:
                _log.error("the reader of a platform file failed: %s", content)
                raise self._died()
        return None

    def _died(self) -> ImportProblem:
        return ImportProblem(
            _("读取「{file}」时出错：文件已损坏，或打开后占用的内存太多。什么也没有改动。").format(
                file=self._name
            ),
            _("请从平台后台重新导出；若仍不行，请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入。"),
        )
