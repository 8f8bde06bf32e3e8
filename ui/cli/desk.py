"""Opening the desk for one command, and who acts in it."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.domain.staff import Person
from app.errors import NotAllowed, NotFound, RuleViolation
from app.i18n import _
from app.paths import Paths, locate
from ui.bootstrap import Opened, find_data, open_desk

PIN_VARIABLE: Final = "AFTERSALES_PIN"
NEW_PIN_VARIABLE: Final = "AFTERSALES_NEW_PIN"


def has_desk(parsed: argparse.Namespace) -> bool:
    """Whether the data folder holds a desk. A folder that cannot be looked into may."""
    try:
        return _place(parsed).database.exists()
    except OSError:
        return True


@contextlib.contextmanager
def existing(parsed: argparse.Namespace) -> Iterator[Opened]:
    """The desk of the data folder, to be read. Raises `NotFound` when there is none: a mistyped
    folder must not be answered as an empty shop."""
    if not has_desk(parsed):
        raise no_desk(parsed)
    with _opened(find_data(getattr(parsed, "data_dir", None))) as desk:
        people = desk.services.staff.people()
        wanted = getattr(parsed, "person", "")
        known = [person for person in people if person.name == wanted]
        for person in (*known, *people)[:1]:
            desk.services.staff.resume(person.name)
        yield desk


@contextlib.contextmanager
def to_write(parsed: argparse.Namespace) -> Iterator[Opened]:
    """The desk of the data folder, made when there is none. Nobody acts in it yet."""
    with _opened(find_data(getattr(parsed, "data_dir", None))) as desk:
        yield desk


@contextlib.contextmanager
def to_try(parsed: argparse.Namespace) -> Iterator[Opened]:
    """The desk to compare with: the real one, or an empty one elsewhere, gone afterwards."""
    if has_desk(parsed):
        with to_write(parsed) as desk:
            yield desk
        return
    with (
        tempfile.TemporaryDirectory(prefix="aftersales-desk-") as folder,
        _opened(Paths(Path(folder))) as desk,
    ):
        yield desk


def no_desk(parsed: argparse.Namespace) -> NotFound:
    """The sentence for a folder without a desk."""
    return NotFound(
        _("{folder} 里还没有售后台的数据。").format(folder=_place(parsed).root),
        _("请检查 --data-dir；第一次使用请先用 import 导入文件，或打开窗口。"),
    )


def let_act(desk: Opened, wanted: str) -> Person:
    """Whoever `--as` names, else who was first here, else the person logged in on this computer.

    Somebody with a PIN proves it by `AFTERSALES_PIN` or is asked on the terminal: as an option it
    would stand in the list of processes. Raises `RuleViolation` when the computer does not know
    who that is, `NotAllowed` for a wrong PIN and for a name nobody added.
    """
    staff = desk.services.staff
    people = staff.people()
    if not wanted:
        wanted = people[0].name if people else _user_of_this_computer()
    known = next((person for person in people if person.name == wanted), None)
    if known is None or not known.has_pin:
        return staff.act_as(wanted)
    return desk.services.pins.switch_to(known.id, ask_pin(known.name))


def ask_pin(name: str) -> str:
    """The PIN of this person. Raises `NotAllowed` when there is nobody to ask."""
    given = os.environ.get(PIN_VARIABLE, "")
    return given or type_pin(_("{name} 的 PIN：").format(name=name))


def type_pin(question: str) -> str:
    """A PIN typed unseen. Raises `NotAllowed` where no terminal is."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise NotAllowed(
            _("要输入 PIN，这里却没有终端，什么也没有做。"),
            _("请在终端里运行，或把 PIN 放在环境变量 {name} 里。").format(name=PIN_VARIABLE),
        )
    return getpass.getpass(question).strip()


def _user_of_this_computer() -> str:
    try:
        name = getpass.getuser().strip()
    except (OSError, KeyError, ImportError):
        name = ""
    if not name:
        raise RuleViolation(
            _("还不知道是谁在操作，没有写入任何内容。"), _("请用 --as 写上你的名字。")
        )
    return name


def _place(parsed: argparse.Namespace) -> Paths:
    return locate(getattr(parsed, "data_dir", None))


@contextlib.contextmanager
def _opened(paths: Paths) -> Iterator[Opened]:
    desk = open_desk(paths)
    try:
        yield desk
    finally:
        desk.db.close()
