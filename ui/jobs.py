"""Long work beside the window: pure functions on worker threads, answers on the main thread.

A worker gets and returns frozen data; it never touches a widget, a row or the main connection.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from ui.reply import Reply, reply

_log = logging.getLogger(__name__)

_LEAST_PAUSE_S = 0.05
_WORKERS = 2


class Cancelled(Exception):
    """The person stopped the job; raised inside the work by its `Steps`."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `total` 0 means unknown."""

    title: str
    done: int = 0
    total: int = 0
    text: str = ""


class Steps:
    """What the work is given: call it with (done, total, text) to report.

    Calling raises `Cancelled` once the person stopped the job, so a loop that reports can always
    be stopped between two chunks.
    """

    def __init__(self, show: Callable[[int, int, str], None]) -> None:
        self._show = show
        self._stop = threading.Event()
        self._last = 0.0

    @property
    def stopped(self) -> bool:
        """True once the job was cancelled."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to end at its next report."""
        self._stop.set()

    def __call__(self, done: int, total: int = 0, text: str = "") -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        # The window needs no more than twenty reports a second, whatever the loop does.
        if done >= total > 0 or now - self._last >= _LEAST_PAUSE_S:
            self._last = now
            self._show(done, total, text)


Work = Callable[[Steps], Any]


class Job(QObject):
    """One piece of work under way."""

    told = Signal(int, int, str)
    ended = Signal(object, object)

    def __init__(self, title: str, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.progress = Progress(title)
        self.steps = Steps(self.told.emit)
        self._work = work
        self.done: Reply | None = None
        self.failed: Reply | None = None
        self.progressed: Reply | None = None

    def cancel(self) -> None:
        """Stop at the next report; `failed` is then called with `Cancelled`."""
        self.steps.stop()

    def work(self) -> None:
        """Do it; runs on the worker."""
        result: object = None
        error: BaseException | None = None
        try:
            result = self._work(self.steps)
        except BaseException as raised:  # noqa: BLE001 - a parser's panic is no Exception
            error = raised
        self.ended.emit(result, error)


class Jobs(QObject):
    """Starts jobs and says which run."""

    running = Signal(object)
    """The `Progress` of the oldest job under way, None when none is left."""

    broke = Signal(object)
    """An exception of a job that had no `failed`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_WORKERS)

    @property
    def current(self) -> Job | None:
        """The oldest job under way."""
        return self._jobs[0] if self._jobs else None

    def run(
        self,
        title: str,
        work: Work,
        *,
        done: Callable[[Any], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
        progress: Callable[[Progress], Any] | None = None,
    ) -> Job:
        """Start `work(steps)` on a worker.

        `done(result)`, `failed(error)` and `progress(Progress)` are bound methods; they are called
        on the main thread, and not at all when their owner has died.
        """
        job = Job(title, work, self)
        job.done, job.failed, job.progressed = reply(done), reply(failed), reply(progress)
        job.told.connect(self._on_told)
        job.ended.connect(self._on_ended)
        self._jobs.append(job)
        self.running.emit(job.progress)
        self._start(job)
        return job

    def _start(self, job: Job) -> None:
        self._pool.start(job.work)

    def stop(self, wait_ms: int = 5000) -> bool:
        """Cancel everything and wait; False when something did not end in time."""
        for job in self._jobs:
            job.cancel()
        return self._pool.waitForDone(wait_ms)

    @Slot(int, int, str)
    def _on_told(self, done: int, total: int, text: str) -> None:
        job = self.sender()
        if not isinstance(job, Job):
            return
        job.progress = Progress(job.title, done, total, text)
        if job.progressed is not None:
            job.progressed(job.progress)
        if job is self.current:
            self.running.emit(job.progress)

    @Slot(object, object)
    def _on_ended(self, result: object, error: BaseException | None) -> None:
        job = self.sender()
        if not isinstance(job, Job) or job not in self._jobs:
            return
        self._jobs.remove(job)
        first = self.current
        self.running.emit(first.progress if first is not None else None)
        job.deleteLater()
        if error is None:
            if job.done is not None:
                job.done(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            self.broke.emit(error)


class JobsOnTheSpot(Jobs):
    """Runs every job before `run` returns: for tests and for scripts that draw screens."""

    def _start(self, job: Job) -> None:
        job.work()
