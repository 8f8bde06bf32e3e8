"""One command from its words to its exit code. Whatever goes wrong ends in a sentence."""

from __future__ import annotations

import argparse
import logging
import signal
import tempfile
from collections.abc import Callable, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app import logs
from app.errors import AppError, ImportProblem, StorageProblem
from app.i18n import _
from ui.cli import exit_codes, terminal
from ui.cli.parser import BadCommandLine, Told, parse

_log = logging.getLogger(__name__)
_CODES: tuple[tuple[type[AppError], int], ...] = (
    (BadCommandLine, exit_codes.USAGE),
    (ImportProblem, exit_codes.FILE),
    (StorageProblem, exit_codes.STORAGE),
    (AppError, exit_codes.REFUSED),
)


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code. Never raises, never leaves the process."""
    terminal.prepare_streams()
    _hear_interrupts()
    try:
        code = _answer(arguments)
        terminal.flush()
    except BrokenPipeError:
        terminal.let_go()
        return exit_codes.NOBODY_READS
    except AppError as error:
        return _complain(error)
    except KeyboardInterrupt:
        terminal.note(_("已中断；没有做完的部分没有写入。"))
        return exit_codes.INTERRUPTED
    except Exception:  # noqa: BLE001 - behind this door there is only a terminal
        return _own_fault()
    return code


def _hear_interrupts() -> None:
    """Ctrl+C is an exception from now on; the program's start had silenced it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _answer(arguments: Sequence[str]) -> int:
    try:
        parsed = parse(arguments)
    except Told as told:
        terminal.out(told.text)
        return exit_codes.DONE
    return _room(parsed.command)(parsed)


def _room(command: str) -> Callable[[argparse.Namespace], int]:
    """What runs a command, loaded when it is asked for."""
    match command:
        case "import":
            from ui.cli import importing

            return importing.run
        case "tickets":
            from ui.cli import listing

            return listing.run
        case "show":
            from ui.cli import showing

            return showing.run
        case "review":
            from ui.cli import review

            return review.run
        case "rules":
            from ui.cli import rules

            return rules.run
        case "quote":
            from ui.cli import quote

            return quote.run
        case "staff":
            from ui.cli import people

            return people.run
        case "limits":
            from ui.cli import limits

            return limits.run
        case "approvals" | "approve" | "deny":
            from ui.cli import approving

            return approving.run
        case "export":
            from ui.cli import exporting

            return exporting.run
        case "verify":
            from ui.cli import verifying

            return verifying.run
        case _:
            from ui.cli import demo

            return demo.run


def _complain(error: AppError) -> int:
    terminal.note(error.sentence)
    if error.advice:
        terminal.note(error.advice)
    return next(code for kind, code in _CODES if isinstance(error, kind))


def _own_fault() -> int:
    if not _log.hasHandlers():
        logs.configure(Path(tempfile.gettempdir()) / "aftersales-desk")
    _log.exception("a command failed")
    terminal.note(_("程序出错了，这一步没有做完；已经保存的内容不受影响。"))
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler):
            terminal.note(_("详情在日志里：{file}").format(file=handler.baseFilename))
    return exit_codes.FAULT
