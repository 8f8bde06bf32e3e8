"""Speaking to a terminal, a pipe or a file: answers out, remarks beside, nothing ever half a word."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator

from app.errors import StorageProblem
from app.i18n import _, system_reason


def prepare_streams() -> None:
    """UTF-8 into pipes and files whatever the system's language is; a terminal keeps its own.

    What a stream cannot write appears as an escape instead of ending the program.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # caught
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # caught


def out(text: str) -> None:
    """A line of the answer. Raises `StorageProblem` when a full disk takes it, `BrokenPipeError`."""
    with _output_problems():
        print(text)


def flush() -> None:
    """See that everything said has left the program. Raises as `out` does."""
    with _output_problems():
        if sys.stdout is not None:
            sys.stdout.flush()


def note(text: str) -> None:
    """A remark or a complaint; never fails."""
    with contextlib.suppress(OSError, ValueError):
        print(text, file=sys.stderr, flush=True)


def out_json(value: object) -> None:
    """One JSON document of the answer."""
    out(json.dumps(value, ensure_ascii=False, indent=2))


def out_json_array(values: Iterable[object]) -> None:
    """A JSON array, one element a line, written while it is read: it may be long."""
    before = "[\n"
    for value in values:
        line = before + json.dumps(value, ensure_ascii=False)
        with _output_problems():
            print(line, end="")
        before = ",\n"
    out("[]" if before == "[\n" else "\n]")


def let_go() -> None:
    """Stop writing: whatever is left in the buffers goes nowhere, without a word at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def columns(text: str) -> int:
    """How many columns of a terminal the text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width in columns."""
    return text + " " * max(0, width - columns(text))


@contextlib.contextmanager
def _output_problems() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go()
        raise StorageProblem(
            _("输出没有写完：{reason}。").format(reason=system_reason(error)),
            _("请换一个位置再运行一次；数据没有受影响。"),
        ) from error


class Progress:
    """One line on standard error that is written over; silent where nobody watches."""

    def __init__(self) -> None:
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._width = 0

    def __call__(self, _done: int, _total: int, words: str) -> None:
        if self._watched:
            self._show(words)

    def end(self) -> None:
        """Leave the line empty."""
        if self._width:
            self._show("")
            self._show("")

    def _show(self, words: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write("\r" + padded(words, self._width))
            sys.stderr.flush()
        self._width = columns(words)
