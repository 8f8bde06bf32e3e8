"""Bans about our own code: SQL, money, time, names, purity, and tests that wait."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from tests.house.source import Rule, Source, dotted, imported, last_name, shipped

CLOCK_HOME = "app/clock.py"
WALL = 400
# Amounts are everywhere in these; the exceptions below measure pixels, bytes and seconds, or read
# what a spreadsheet hands over.
MONEY_HOMES = ("app/domain", "app/model", "app/services")
NO_MONEY = (
    "app/services/evidence.py",
    "app/services/evidence_store.py",
    "app/services/importing/decoding.py",
    "app/services/importing/limits.py",
    "app/services/importing/parent.py",
    "app/services/importing/times.py",
    "app/services/importing/values.py",
    "app/services/pictures.py",
    "app/services/previews.py",
)

# ------------------------------------------------------------------------------------------ SQL

_SQL_TEXT = re.compile(
    r"\b(?:SELECT\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s"
    r"|(?:CREATE|DROP|ALTER)\s+(?:TEMP\s+|UNIQUE\s+|VIRTUAL\s+)?(?:TABLE|INDEX|TRIGGER|VIEW)\b"
    r"|ORDER\s+BY\s|GROUP\s+BY\s|WHERE\s|VACUUM\b|ATTACH\s|SAVEPOINT\s)"
)
_SQL_DOORS = {"execute", "executemany", "executescript", "execute_sql", "SQL", "raw"}


def _pieces(node: ast.expr) -> str:
    """The constant text of an assembled string, not of what is computed inside it."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return " … ".join(map(_pieces, node.values))
    if isinstance(node, ast.BinOp):
        return f"{_pieces(node.left)} … {_pieces(node.right)}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _pieces(node.func.value)
    return ""


def _assembled(node: ast.expr) -> str:
    """How a string is put together from parts: a word for it, or "" when it is not."""
    if isinstance(node, ast.JoinedStr):
        return "f-string" if any(isinstance(v, ast.FormattedValue) for v in node.values) else ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return "concatenated"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return "%-formatted"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return "formatted" if node.func.attr in {"format", "format_map", "replace"} else ""
    return ""


def _assembled_sql(source: Source) -> Iterator[tuple[int, str]]:
    seen: set[int] = set()
    for call in source.calls():
        if last_name(call.func) in _SQL_DOORS and call.args:
            how = _assembled(call.args[0])
            if how:
                seen.add(call.args[0].lineno)
                yield call.args[0].lineno, f"{how} SQL in {last_name(call.func)}()"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.JoinedStr | ast.BinOp | ast.Call):
            how = _assembled(node)
            if how and node.lineno not in seen and _SQL_TEXT.search(_pieces(node)):
                seen.add(node.lineno)
                yield node.lineno, f"{how} SQL"


# ---------------------------------------------------------------------------------------- money


def _joins_path(node: ast.BinOp | ast.AugAssign) -> bool:
    """Whether this `/` joins a path: a text stands in it, and nothing divides by a text."""
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        or (isinstance(side, ast.BinOp) and isinstance(side.op, ast.Div) and _joins_path(side))
        for side in sides
    )


def _floats(source: Source) -> Iterator[tuple[int, str]]:
    refusals = {
        part
        for call in source.calls()
        if dotted(call.func) == "isinstance"
        for part in ast.walk(call)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"float {node.value}"
        elif isinstance(node, ast.Name) and node.id == "float" and node not in refusals:
            yield node.lineno, "float: amounts are whole cents"
        elif (
            isinstance(node, ast.BinOp | ast.AugAssign)
            and isinstance(node.op, ast.Div)
            and not _joins_path(node)
        ):
            yield node.lineno, "/ gives a float; divide with // and say who gets the remainder"
        elif isinstance(node, ast.Call):
            name, given = dotted(node.func), {keyword.arg for keyword in node.keywords}
            if name == "round":
                yield node.lineno, "round() rounds half to even; say who gets the remainder"
            elif name in {"json.loads", "json.load"} and "parse_float" not in given:
                yield node.lineno, "json reads amounts as floats unless parse_float refuses them"


# ----------------------------------------------------------------------------------------- time

_CLOCK_CALLS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
    "QDate": {"currentDate"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentSecsSinceEpoch"},
    "QTime": {"currentTime"},
}


def _naked_clock(source: Source) -> Iterator[tuple[int, str]]:
    for call in source.calls():
        if isinstance(call.func, ast.Attribute):
            owner = last_name(call.func.value)
            if call.func.attr in _CLOCK_CALLS.get(owner, ()):
                yield call.lineno, f"{owner}.{call.func.attr}(): ask the Clock"
    for line, name in imported(source.tree):
        if name in {"time.time", "time.time_ns", "time.localtime", "time.gmtime"}:
            yield line, f"{name}: ask the Clock"


_WAITING = {"sleep", "msleep", "usleep", "processEvents", "qWait", "qSleep"}


def _waiting(source: Source) -> Iterator[tuple[int, str]]:
    for call in source.calls():
        owner = last_name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        name = last_name(call.func)
        if name in _WAITING or (owner == "qtbot" and name == "wait"):
            yield call.lineno, f"{name}(): wait for a signal or a condition instead"


# ------------------------------------------------------------------------------ names and words

_EMPTY_NAMES = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
_MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|tmp|work)/\w")
_LOOSE_END = re.compile(r"\b(?:TO[D]O|FIXM[E]|X{3}|HAC[K])\b")


def _empty_names(source: Source) -> Iterator[tuple[int, str]]:
    for part in source.path.removesuffix(".py").split("/"):
        if _EMPTY_NAMES & set(part.lower().split("_")):
            yield 1, f"“{part}” says nothing; name it for what it is about"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            words = re.findall(r"[A-Z][a-z]+", node.name)
            if words and words[-1].lower() in _EMPTY_NAMES:
                yield node.lineno, f"class {node.name}: name it for what it is about"


def _words(source: Source) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if _MACHINE_PATH.search(line):
            yield number, "a path of one machine"
        if _LOOSE_END.search(line):
            yield number, "a loose end; finish it or say it in the open"


def _bare_except(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield node.lineno, "bare except also swallows Ctrl-C"


def _paragraphs(source: Source) -> Iterator[tuple[int, str]]:
    for call in source.calls():
        if last_name(call.func) in {"Paragraph", "XPreformatted"}:
            yield call.lineno, f"{last_name(call.func)}() reads markup in data; draw plain text"


def _silent_module(source: Source) -> Iterator[tuple[int, str]]:
    if source.tree.body and ast.get_docstring(source.tree) is None:
        yield 1, "the module does not say what it is for"


def _too_long(source: Source) -> Iterator[tuple[int, str]]:
    lines = len(source.text.splitlines())
    if lines > WALL:
        yield lines, f"{lines} lines"


# ---------------------------------------------------------------------------------- pure domain

_DOMAIN_NEIGHBOURS = ("app.domain", "app.errors", "app.i18n")
_OUTSIDE_WORLD = {
    "asyncio", "ctypes", "glob", "io", "logging", "multiprocessing", "os", "pathlib", "random",
    "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib", "uuid",
}  # fmt: skip


def _impure(source: Source) -> Iterator[tuple[int, str]]:
    for line, name in imported(source.tree):
        top = name.partition(".")[0]
        if top == "app":
            if not f"{name}.".startswith(tuple(f"{n}." for n in _DOMAIN_NEIGHBOURS)):
                yield line, f"domain imports {name}"
        elif top not in sys.stdlib_module_names:
            yield line, f"domain imports {top}, which is not the standard library"
        elif top in _OUTSIDE_WORLD:
            yield line, f"domain imports {top}: the outside world is handed in"
    for call in source.calls():
        if dotted(call.func) in {"open", "print", "input"}:
            yield call.lineno, f"domain calls {dotted(call.func)}()"


CODE_RULES = (
    Rule("assembled SQL", "values in SQL text are an injection; parameters and constants are not",
         shipped, _assembled_sql),
    Rule("floats in money", "a float loses cents", lambda s: s.within(*MONEY_HOMES) and not s.within(*NO_MONEY), _floats),
    Rule("naked clock", "time is a parameter; only the Clock reads it",
         lambda s: shipped(s) and s.path != CLOCK_HOME, _naked_clock),
    Rule("waiting tests", "a test that waits for time is slow, and red on a slow machine",
         lambda s: s.within("tests"), _waiting),
    Rule("empty names", "a room nobody would look in", lambda s: True, _empty_names),
    Rule("words", "the code speaks of itself alone", lambda s: not s.within("tests"), _words),
    Rule("bare except", "it hides our own bugs", lambda s: True, _bare_except),
    Rule("paragraphs", "a buyer's text breaks or poisons a PDF", shipped, _paragraphs),
    Rule("silent modules", "the first line says what a module is for", shipped, _silent_module),
    Rule("the wall", "a room this long holds two things", lambda s: True, _too_long),
    Rule("pure domain", "where money goes right or wrong, only pure code is tested enough",
         lambda s: s.within("app/domain"), _impure),
)  # fmt: skip
