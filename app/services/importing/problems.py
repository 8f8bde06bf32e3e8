"""The list of what could not be taken from one file, each told in a full sentence."""

from __future__ import annotations

from app.domain.imported import Problem
from app.i18n import _
from app.services.importing.columns import Fault


class Problems:
    """Collects problems of one file, at most `limit` of them; the rest is only counted."""

    def __init__(self, file: str, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._found: list[Problem] = []
        self._more = 0

    def row(self, line: int, fault: Fault) -> None:
        """A row that is not read in."""
        if fault.column is None:
            sentence = _("「{file}」第 {line} 行：{reason}。这一行没有读入。").format(
                file=self._file, line=line, reason=fault.reason
            )
        elif fault.value is None:
            sentence = _(
                "「{file}」第 {line} 行没有「{column}」：{reason}。这一行没有读入。"
            ).format(file=self._file, line=line, column=fault.column, reason=fault.reason)
        else:
            sentence = _(
                "「{file}」第 {line} 行的「{column}」是「{value}」：{reason}。"
                "这一行没有读入，改好后可以再导入一次。"
            ).format(
                file=self._file,
                line=line,
                column=fault.column,
                value=fault.value,
                reason=fault.reason,
            )
        self._add(Problem(self._file, line, fault.column, fault.value, sentence))

    def note(self, text: str) -> None:
        """Something about the file as a whole; `text` continues the file's name."""
        self._add(Problem(self._file, None, None, None, f"「{self._file}」{text}"))

    def all(self) -> tuple[Problem, ...]:
        """Everything collected, by line, notes on the whole file first."""
        found = sorted(self._found, key=lambda problem: problem.line or 0)
        if self._more:
            found.append(
                Problem(
                    self._file,
                    None,
                    None,
                    None,
                    _("「{file}」还有 {count} 处问题没有列出。").format(
                        file=self._file, count=self._more
                    ),
                )
            )
        return tuple(found)

    def _add(self, problem: Problem) -> None:
        if len(self._found) < self._limit:
            self._found.append(problem)
        else:
            self._more += 1
