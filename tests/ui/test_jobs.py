"""Long work beside the window."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from tests.ui.conftest import bury
from ui.jobs import Cancelled, Jobs, JobsOnTheSpot, Progress, Steps


class Screen(QObject):
    """Keeps what the job told it, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.progress: list[Progress] = []
        self.threads: list[QThread] = []

    def on_done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def on_failed(self, error: BaseException) -> None:
        self.errors.append(error)
        self.threads.append(QThread.currentThread())

    def on_progress(self, progress: Progress) -> None:
        self.progress.append(progress)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    """With real threads."""
    return Jobs()


def test_the_answer_comes_back_on_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    screen = Screen()
    workers: list[threading.Thread] = []

    def work(steps: Steps) -> int:
        workers.append(threading.current_thread())
        steps(1, 1, "一半")
        return 42

    jobs.run(
        "数数", work, done=screen.on_done, failed=screen.on_failed, progress=screen.on_progress
    )
    qtbot.waitUntil(lambda: bool(screen.results))
    assert screen.results == [42]
    assert screen.progress == [Progress("数数", 1, 1, "一半")]
    assert workers[0] is not threading.main_thread()
    assert all(one is QThread.currentThread() for one in screen.threads)


def test_an_exception_is_handed_over_with_its_trace(jobs: Jobs, qtbot: QtBot) -> None:
    screen = Screen()

    def work(_steps: Steps) -> None:
        raise ValueError("第 3 行")

    jobs.run("导入", work, done=screen.on_done, failed=screen.on_failed)
    qtbot.waitUntil(lambda: bool(screen.errors))
    assert str(screen.errors[0]) == "第 3 行"
    assert screen.errors[0].__traceback__ is not None
    assert screen.results == []


def test_a_panic_of_native_code_is_handed_over_as_well(jobs: Jobs, qtbot: QtBot) -> None:
    class PanicException(BaseException):
        pass

    screen = Screen()

    def work(_steps: Steps) -> None:
        raise PanicException

    jobs.run("读取", work, failed=screen.on_failed)
    qtbot.waitUntil(lambda: bool(screen.errors))
    assert isinstance(screen.errors[0], PanicException)


def test_cancelling_stops_at_the_next_report(jobs: Jobs, qtbot: QtBot) -> None:
    screen = Screen()
    started = threading.Event()
    go_on = threading.Event()

    def work(steps: Steps) -> None:
        started.set()
        go_on.wait(5)
        steps(1, 2)

    job = jobs.run("导入", work, done=screen.on_done, failed=screen.on_failed)
    assert started.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(screen.errors))
    assert isinstance(screen.errors[0], Cancelled)


def test_an_answer_to_a_screen_that_is_gone_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    screen = Screen()
    heard = screen.results
    go_on = threading.Event()

    def work(_steps: Steps) -> int:
        go_on.wait(5)
        return 1

    with qtbot.waitSignal(jobs.running, check_params_cb=lambda progress: progress is None):
        jobs.run("导出", work, done=screen.on_done)
        screen.deleteLater()
        bury()
        go_on.set()
    assert heard == []


def test_a_failure_nobody_waits_for_is_told_to_the_desk(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_steps: Steps) -> None:
        raise RuntimeError("bug")

    with qtbot.waitSignal(jobs.broke) as told:
        jobs.run("导出", work)
    assert told.args is not None
    assert isinstance(told.args[0], RuntimeError)


def test_running_says_which_job_is_on(qtbot: QtBot) -> None:
    jobs = JobsOnTheSpot()
    seen: list[object] = []
    jobs.running.connect(seen.append)

    def work(steps: Steps) -> None:
        steps(5, 5, "完")

    jobs.run("导出", work)
    assert seen == [Progress("导出"), Progress("导出", 5, 5, "完"), None]


def test_a_loop_that_reports_too_often_is_thinned_out() -> None:
    seen: list[tuple[int, int, str]] = []

    def show(done: int, total: int, text: str) -> None:
        seen.append((done, total, text))

    steps = Steps(show)
    for n in range(1, 1001):
        steps(n, 1000)
    assert len(seen) < 100
    assert seen[-1] == (1000, 1000, "")


def test_stopping_everything_waits_for_the_workers(jobs: Jobs, qtbot: QtBot) -> None:
    ended = threading.Event()

    def work(steps: Steps) -> None:
        try:
            while True:
                steps(0)
        finally:
            ended.set()

    jobs.run("无尽", work, failed=Screen().on_failed)
    assert jobs.stop()
    assert ended.is_set()
