"""The grammar of the command line. argparse reads it; every word of it is ours.

The global options may stand before or after the command.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from app import __version__, i18n
from app.errors import AppError
from app.i18n import _
from ui.cli import argparse_words, help_review, help_rules, help_texts
from ui.cli.parser_people import add_people
from ui.cli.typed import given, person, words

VIEWS: Final = (
    "open",
    "due_soon",
    "overdue",
    "need_info",
    "new",
    "reviewing",
    "awaiting_approval",
    "negotiating",
    "awaiting_return",
    "inspecting",
    "repairing",
    "fulfilling",
    "awaiting_confirmation",
    "completed",
    "closed",
    "all",
)
"""The values of `app.domain.ticket.View`; asking for help need not load the domain."""
_THEMES: Final = ("light", "dark", "system")
_SEED: Final = 20261122


class BadCommandLine(AppError):
    """What was typed is no command; nothing was opened."""


class Told(Exception):
    """Help or the version was asked for: `text` is the whole answer."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def program_name() -> str:
    """How the program is started, for examples that can be typed as they stand."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).name
    return "py run.py" if os.name == "nt" else "python3 run.py"


class Parser(argparse.ArgumentParser):
    """A parser with a written help text; it raises instead of printing and leaving."""

    def __init__(self, *, text: Callable[[], str], **kwargs: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **kwargs)
        self._text = text

    def format_help(self) -> str:
        return self._text().replace("{prog}", program_name()).strip()

    def format_usage(self) -> str:
        return self.format_help()

    def error(self, message: str) -> NoReturn:
        # argparse quotes each of the choices, as Python would.
        raise _bad(message.replace("', '", "、").replace("'", ""), self.prog)


def _bad(message: str, program: str) -> BadCommandLine:
    return BadCommandLine(
        _("命令写错了：{message}。").format(message=message.rstrip("。.")),
        _("用法见 {prog} --help").format(prog=program),
    )


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> NoReturn:
        raise Told(parser.format_help())


class _Version(argparse.Action):
    def __call__(self, *_rest: object) -> NoReturn:
        raise Told(_("售后台 {version}").format(version=__version__))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was typed; `command` names the command.

    Raises `Told` when help or the version is the answer, `BadCommandLine` with one sentence.
    """
    speak(arguments)
    with _argparse_in_our_words():
        parser = build()
        parsed, rest = parser.parse_known_args(list(arguments))
        if rest and parsed.command == "import" and not any(r.startswith("-") for r in rest):
            # argparse takes positional arguments in one run only; files may stand around options.
            parsed.files.extend(map(_file, rest))
            rest = []
        if rest:
            unknown = _("不认识 {words}").format(words=" ".join(rest))
            raise _bad(unknown, f"{program_name()} {parsed.command}")
    return parsed


def speak(arguments: Sequence[str]) -> None:
    """Use the language that is asked for, before anything has to be said in it.

    One that does not exist is complained about by the parser, in the language that is there.
    """
    for at, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if name == "--lang":
            value = value if equals else next(iter(arguments[at + 1 : at + 2]), "")
            if value in i18n.languages():
                i18n.use(value)


def build() -> Parser:
    """The whole grammar."""
    shared = Parser(text=str, argument_default=argparse.SUPPRESS)
    shared.add_argument("--data-dir", type=_folder, metavar="文件夹")
    shared.add_argument("--lang", type=_language, metavar="语言")
    shared.add_argument("--as", dest="person", type=person, metavar="名字")
    shared.add_argument("-h", "--help", nargs=0, action=_Help)
    shared.add_argument("--version", nargs=0, action=_Version)
    program = program_name()
    parser = Parser(text=help_texts.program, prog=program, parents=[shared])
    parser.add_argument("--theme", choices=_THEMES, default=argparse.SUPPRESS, metavar="外观")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def add(name: str, text: Callable[[], str]) -> argparse.ArgumentParser:
        return commands.add_parser(name, prog=f"{program} {name}", text=text, parents=[shared])

    reading = add("import", help_texts.importing)
    reading.add_argument("files", nargs="+", type=_file, metavar="文件")
    reading.add_argument("--shop", type=_shop, default=None, metavar="店铺")
    reading.add_argument("--dry-run", action="store_true")
    reading.add_argument("--json", action="store_true")
    listing = add("tickets", help_texts.listing)
    listing.add_argument("--view", choices=VIEWS, default="all", metavar="视图")
    listing.add_argument("--search", type=words, default="", metavar="文字")
    listing.add_argument("--json", action="store_true")
    showing = add("show", help_texts.showing)
    showing.add_argument("number", metavar="单号")
    showing.add_argument("--json", action="store_true")
    checking = add("review", help_review.reviewing)
    checking.add_argument("number", metavar="单号")
    checking.add_argument("--json", action="store_true")
    ruling = add("rules", help_rules.rules)
    ruling.add_argument("--shop", type=_shop, default=None, metavar="店铺")
    ruling.add_argument("--group", type=words, default="", metavar="分组")
    ruling.add_argument("--json", action="store_true")
    quoting = add("quote", help_texts.quoting)
    quoting.add_argument("number", metavar="单号")
    quoting.add_argument("--remedy", type=words, required=True, metavar="方式")
    quoting.add_argument("--units", type=words, nargs="+", default=(), metavar="商品")
    quoting.add_argument("--amount", type=words, default=None, metavar="金额")
    quoting.add_argument("--liability", type=words, default="", metavar="责任")
    quoting.add_argument("--freight", type=words, default=None, metavar="金额")
    quoting.add_argument("--freight-by", type=words, default="", metavar="承担方")
    quoting.add_argument("--json", action="store_true")
    exporting = add("export", help_texts.exporting)
    exporting.add_argument("what", metavar="种类")
    exporting.add_argument("which", metavar="月份或单号")
    exporting.add_argument("--out", type=_file, default=None, metavar="文件")
    add_people(add, shared, program)
    add("verify", help_texts.verifying).add_argument("--json", action="store_true")
    demo = add("demo", help_texts.demo)
    demo.add_argument("--open", action="store_true")
    demo.add_argument("--seed", type=_seed, default=_SEED, metavar="数字")
    return parser


@contextlib.contextmanager
def _argparse_in_our_words() -> Iterator[None]:
    """argparse asks gettext's `_` and `ngettext`, as it imported them, for its messages."""
    names = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}
    names.update(_=argparse_words.word, ngettext=argparse_words.plural)
    try:
        yield
    finally:
        names.update(before)


def _folder(text: str) -> Path:
    try:
        return Path(given(text, _("要写明文件夹"))).expanduser()
    except RuntimeError as error:
        raise argparse.ArgumentTypeError(
            _("不知道「{text}」是谁的文件夹").format(text=text)
        ) from error


def _file(text: str) -> Path:
    return Path(given(text, _("文件名不能为空")))


def _shop(text: str) -> str:
    return " ".join(given(words(text), _("店铺名不能为空")).split())


def _language(text: str) -> str:
    if text not in i18n.languages():
        raise argparse.ArgumentTypeError(
            _("没有「{language}」的界面语言，可用：{names}").format(
                language=text, names="、".join(i18n.languages())
            )
        )
    return text


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("「{text}」不是整数").format(text=text)) from error
