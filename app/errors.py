"""The kinds of trouble the desk knows, each carrying one sentence for the person at the screen.

Nothing here shows anything: the window, the command line and the jobs decide how a sentence is
shown. Anything that is not an `AppError` is a bug and goes to the crash door.
"""

from __future__ import annotations

from collections.abc import Sequence


class AppError(Exception):
    """A refusal or fault that is explained to the user.

    `sentence` says what was wrong and what was kept; `advice` says what to do now (may be empty).
    Both are already translated.
    """

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


class RuleViolation(AppError):
    """A rule of the domain says no; nothing was changed."""


class NotAllowed(AppError):
    """The acting person lacks the right; nothing was changed."""


class NotFound(AppError):
    """What was asked for does not exist (any more)."""


class Stale(AppError):
    """Somebody changed the record since it was read; the caller keeps the draft."""


class ImportProblem(AppError):
    """A platform file as a whole cannot be taken; `problems` lists places when there are any."""

    def __init__(self, sentence: str, advice: str = "", problems: Sequence[object] = ()) -> None:
        super().__init__(sentence, advice)
        self.problems = tuple(problems)


class StorageProblem(AppError):
    """The disk, a file or its permissions are in the way; nothing half-written remains."""


class DamagedFile(StorageProblem):
    """The desk's file is not what was written; a kept copy is the way out."""


class Busy(StorageProblem):
    """Somebody else is writing and the caller did not want to wait; trying again later helps."""
