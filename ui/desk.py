"""What every screen is given, and the one error net around every verb."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.errors import AppError, Busy, ImportProblem, StorageProblem
from app.i18n import _
from ui.ask import Ask
from ui.changes import ChangeRelay
from ui.jobs import Cancelled, Jobs
from ui.memory import Memory
from ui.pending import PendingVerbs
from ui.theme import Theme
from ui.widgets.toast import ToastAction

if TYPE_CHECKING:
    from app.services import Services

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of a verb; true when it was done."""

    ok: bool
    result: T | None = None
    error: AppError | None = None

    def __bool__(self) -> bool:
        return self.ok

    @property
    def sentence(self) -> str:
        """Why it was refused and what to do, for `DraftDialog.keep_open`."""
        return str(self.error) if self.error is not None else ""


@dataclass(frozen=True)
class Desk:
    """Services, changes, ask, jobs, theme and memory of one window. Keep it as long as that."""

    services: Services
    changes: ChangeRelay
    ask: Ask
    jobs: Jobs
    theme: Theme
    memory: Memory
    pending: PendingVerbs = field(default_factory=PendingVerbs)

    def __post_init__(self) -> None:
        self.jobs.broke.connect(self._on_broke)
        self.pending.watch(self._is_locked, self._acting)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of whoever acts now; none before the first start."""
        person = self.services.staff.current
        return person.roles if person is not None else ()

    def perform(
        self,
        verb: Callable[..., T],
        *args: Any,
        done: Callable[[T], Any] | None = None,
        said: str | None = None,
        undo: ToastAction | None = None,
        **kwargs: Any,
    ) -> Outcome[T]:
        """Call a verb of the services here and now; explain a refusal through `ask`.

        On success `done(result)` is called and `said` is told in passing, with `undo` where the
        move can be taken back. Rule violations, missing rights and stale records become a passing
        warning; trouble with the disk or a file becomes a dialog. A bug goes to the crash door.
        While something long is being written the verb is put off and runs by itself afterwards.
        """
        outcome = self.attempt(verb, *args, **kwargs)
        if isinstance(outcome.error, Busy):

            def again() -> bool:
                later = self.attempt(verb, *args, **kwargs)
                if isinstance(later.error, Busy):
                    return False
                self._tell(later, done, said, undo)
                return True

            self.pending.put_off(again)
            self.ask.tell(_("正在写入别的内容，这一步排在后面，马上自动执行。"), "muted")
            return outcome
        return self._tell(outcome, done, said, undo)

    def _tell(
        self,
        outcome: Outcome[T],
        done: Callable[[T], Any] | None,
        said: str | None,
        undo: ToastAction | None,
    ) -> Outcome[T]:
        """Say what became of a verb, and hand its result on."""
        if outcome.error is not None:
            self.explain(outcome.error)
            return outcome
        if said:
            self.ask.tell(said, "ok", undo)
        if done is not None:
            # A verb that returns nothing hands its None on: T says so.
            done(outcome.result)  # type: ignore[arg-type]
        return outcome

    def attempt(self, verb: Callable[..., T], *args: Any, **kwargs: Any) -> Outcome[T]:
        """As `perform`, but silent: for dialogs that show the sentence themselves."""
        try:
            return Outcome(True, verb(*args, **kwargs))
        except AppError as refusal:
            # The sentence alone: a record that kept the exception would keep every screen behind it.
            _log.info("refused: %s", str(refusal))
            return Outcome(False, None, refusal)

    def explain(self, error: AppError) -> None:
        """Show a refusal in the way of its kind."""
        if isinstance(error, StorageProblem | ImportProblem):
            self.ask.error(error.sentence, None, error.advice)
        else:
            self.ask.warn(error.sentence, error.advice)

    def _is_locked(self) -> bool:
        return self.services.staff.locked

    def _acting(self) -> object:
        person = self.services.staff.current
        return None if person is None else person.id

    def _on_broke(self, error: BaseException) -> None:
        """The end of a job that had no `failed` of its own."""
        if isinstance(error, AppError):
            self.explain(error)
        elif isinstance(error, Cancelled):
            self.ask.tell(_("已取消，没有写入任何内容。"), "muted")
        else:
            raise error
