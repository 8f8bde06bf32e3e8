"""What may be typed, and what is said when it may not."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from app.domain.ticket import View
from exports import EXPORTERS
from tests.cli.samples import ROOT, Cli
from ui.cli import argparse_words, parser

COMMANDS = (
    "import", "tickets", "show", "review", "rules", "quote", "approvals", "approve", "deny", "staff", "limits",
    "export", "verify", "demo",
)  # fmt: skip
# Said to whoever writes a parser, never to whoever types a command.
FOR_PROGRAMMERS = (
    ".__call__() not defined",
    "conflicting",
    "cannot merge",
    "'required' is",
    "invalid option string",
    "dest= is required",
    "invalid conflict_resolution",
    "mutually exclusive arguments must",
    "cannot have multiple subparser",
    "is not callable",
    "with mode",
    "can't open",
    "positional arguments",
    "options",
    "show this help",
    "usage: ",
    "%(prog)s: error:",
    "deprecated",
)
LATIN_WORD = re.compile(r"\b(?:usage|error|argument|required|invalid|expected|choose|show this)\b")


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Every command's parser, and the program's own under an empty name."""
    whole = parser.build()
    commands = next(a for a in whole._actions if isinstance(a, argparse._SubParsersAction))
    return {"": whole, **commands.choices}


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("word", ["-h", "--help"])
def test_every_command_explains_itself_in_chinese(cli: Cli, command: str, word: str) -> None:
    answer = cli(*filter(None, (command, word)))
    assert (answer.code, answer.err) == (0, "")
    assert "用法：" in answer.out
    assert not LATIN_WORD.search(answer.out)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_names_every_option_and_argument(command: str) -> None:
    one = parsers()[command]
    text = one.format_help()
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            assert all(name in text for name in action.choices)
        for name in action.option_strings or ():
            assert name in text
        if action.metavar:
            assert all(part in text for part in str(action.metavar).split("或"))


def all_parsers() -> Iterator[argparse.ArgumentParser]:
    """Those of `parsers`, and what stands behind a second word, such as `staff add`."""
    waiting = list(parsers().values())
    while waiting:
        one = waiting.pop()
        yield one
        for action in one._actions:
            if one.prog.count(" ") > 1 and isinstance(action, argparse._SubParsersAction):
                waiting.extend(action.choices.values())


@pytest.mark.parametrize("command", ["staff", "limits"])
def test_the_help_of_a_command_with_doings_explains_each_of_them(command: str) -> None:
    whole = parsers()[command]
    (doings,) = [a for a in whole._actions if isinstance(a, argparse._SubParsersAction)]
    text = whole.format_help()
    for name, one in doings.choices.items():
        assert f" {command} {name} " in text or f"[{name}]" in text
        assert one.format_help() == text
        for action in one._actions:
            assert all(option in text for option in action.option_strings)
            assert not action.metavar or str(action.metavar) in text


def test_the_help_of_export_lists_what_the_registry_holds(cli: Cli) -> None:
    text = cli("export", "--help").out
    assert all(kind.id in text and kind.title in text for kind in EXPORTERS)


def test_the_help_of_tickets_lists_every_view(cli: Cli) -> None:
    text = cli("tickets", "--help").out
    assert set(parser.VIEWS) == {view.value for view in View}
    assert all(re.search(rf"\b{view}\b", text) for view in parser.VIEWS)


def test_no_line_of_help_is_wider_than_a_terminal(cli: Cli) -> None:
    from ui.cli.terminal import columns

    for command in ("", *COMMANDS):
        for line in cli(*filter(None, (command, "--help"))).out.splitlines():
            assert columns(line) <= 80, line


@pytest.mark.parametrize(
    "words",
    [
        ("--data-dir", "D", "--as", "小李", "tickets"),
        ("tickets", "--data-dir", "D", "--as", "小李"),
        ("--as=小李", "tickets", "--data-dir=D"),
        ("--data-dir", "D", "tickets", "--as", "小李", "--lang", "zh_CN"),
    ],
)
def test_global_options_stand_before_or_after_the_command(words: tuple[str, ...]) -> None:
    parsed = parser.parse(words)
    assert (parsed.command, str(parsed.data_dir), parsed.person) == ("tickets", "D", "小李")


def test_files_to_import_may_stand_around_options() -> None:
    parsed = parser.parse(["import", "a.csv", "--shop", "云岚", "b.csv", "c d.xlsx"])
    assert [str(file) for file in parsed.files] == ["a.csv", "b.csv", "c d.xlsx"]


def test_a_name_is_taken_without_stray_blanks() -> None:
    assert parser.parse(["verify", "--as", "  小  周 "]).person == "小 周"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dance",), "没有「dance」"),
        (("tickets", "extra"), "不认识 extra"),
        (("tickets", "--nope"), "不认识 --nope"),
        (("tickets", "--vi", "open"), "不认识 --vi open"),
        (("tickets", "--view", "mine"), "没有「mine」，可用：open、"),
        (("import",), "还缺少：文件"),
        (("import", ""), "文件名不能为空"),
        (("import", "a.csv", "--shop"), "--shop：后面要写一个值"),
        (("import", "a.csv", "--shop", " "), "店铺名不能为空"),
        (("show",), "还缺少：单号"),
        (("export",), "还缺少：种类"),
        (("export", "monthly"), "还缺少：月份或单号"),
        (("export", "poster", "x"), "没有「poster」"),
        (("export", "monthly", "2026-13"), "「2026-13」不是一个月份"),
        (("export", "monthly", "2026"), "「2026」不是一个月份"),
        (("export", "monthly", "0001-01"), "「0001-01」不是一个月份"),
        (("export", "monthly", "٢٠٢٦-١٣"), "不是一个月份"),
        (("verify", "--as", ""), "名字不能为空"),
        (("--as", "", "verify"), "名字不能为空"),
        (("--data-dir",), "--data-dir：后面要写一个值"),
        (("--data-dir", "", "verify"), "要写明文件夹"),
        (("--data-dir", "~nobody-has-this-name/x", "verify"), "不知道「~nobody"),
        (("--lang", "tlh", "verify"), "没有「tlh」的界面语言，可用：zh_CN"),
        (("--theme", "purple"), "没有「purple」，可用：light、dark、system"),
        (("demo", "--seed", "many"), "「many」不是整数"),
        (("verify", "--json=yes"), "后面不能带 yes"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_sentence(
    cli: Cli, words: tuple[str, ...], said: str
) -> None:
    answer = cli(*words)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
    first, *rest = answer.err.splitlines()
    assert first.endswith("。")
    assert len(rest) == 1
    assert not LATIN_WORD.search(answer.err)


def test_everything_argparse_says_to_people_is_known() -> None:
    said = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            said |= {str(a.value) for a in node.args if isinstance(a, ast.Constant)}
    said = {text for text in said if not any(part in text for part in FOR_PROGRAMMERS)}
    assert said
    assert said <= argparse_words._WORDS.keys()


def test_argparse_gets_its_own_words_back(cli: Cli) -> None:
    cli("dance")
    assert vars(argparse)["_"]("usage: ") == "usage: "
    assert vars(argparse)["_"] is not argparse_words.word


def test_the_version_is_one_line(cli: Cli) -> None:
    answer = cli("--version")
    assert answer.code == 0
    assert re.fullmatch(r"售后台 \d+\.\d+\.\d+\n", answer.out)


def test_the_manual_names_every_exit_code_option_and_view() -> None:
    from ui.cli import exit_codes

    manual = (ROOT / "docs" / "command_line.md").read_text("utf-8")
    codes = [value for name, value in vars(exit_codes).items() if name.isupper()]
    assert all(f"| {code} |" in manual for code in codes)
    assert all(f"`{view}`" in manual for view in parser.VIEWS)
    for one in all_parsers():
        for action in one._actions:
            assert all(name in manual for name in action.option_strings)
            assert all(name in manual for name in action.choices or ())
