"""Bans about Qt: what blocks, what leaks, what runs text as markup, what may not be shipped."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.source import Rule, Source, dotted, imported, last_name, shipped

PLAIN_TEXT_HOME = "ui/widgets/text.py"

_MESSAGE_BOXES = {"about", "aboutQt", "critical", "information", "question", "warning"}
_ASKING_STATICS = {
    "QColorDialog": {"getColor"},
    "QFileDialog": {
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileName",
        "getSaveFileUrl",
    },
    "QFontDialog": {"getFont"},
    "QInputDialog": {"getDouble", "getInt", "getItem", "getMultiLineText", "getText"},
    "QMessageBox": _MESSAGE_BOXES,
}
_ASKING_NAMES = set().union(*_ASKING_STATICS.values()) - _MESSAGE_BOXES
# The application's own loop, started once, by its full name.
_MAIN_LOOPS = {"QApplication.exec", "QGuiApplication.exec", "QCoreApplication.exec"}
_GPL_MODULES = ("QtCharts", "QtGraphs", "QtDataVisualization")
_MARKUP_CALLS = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown"}
_MARKUP_CLASSES = {"QErrorMessage", "QLabel", "QMessageBox", "QTextBrowser", "QTextEdit"}
_MARKUP_FORMATS = {"RichText", "AutoText", "MarkdownText"}


def _in_ui(source: Source) -> bool:
    return source.within("ui")


def _blocking(source: Source) -> Iterator[tuple[int, str]]:
    for call in source.calls():
        if not isinstance(call.func, ast.Attribute):
            if last_name(call.func) == "QEventLoop":
                yield call.lineno, "QEventLoop(): a loop inside the loop"
            continue
        name, owner = call.func.attr, last_name(call.func.value)
        if name in {"exec", "exec_"} and dotted(call.func) not in _MAIN_LOOPS:
            yield call.lineno, f"{owner or '…'}.{name}() blocks; use open() or popup()"
        elif name in _ASKING_STATICS.get(owner, ()) or name in _ASKING_NAMES:
            yield call.lineno, f"{owner or '…'}.{name}() blocks; ask through Ask"
        elif name == "QEventLoop":
            yield call.lineno, "QEventLoop(): a loop inside the loop"


def _holds_closure(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Lambda)
        or (isinstance(part, ast.Call) and last_name(part.func) in {"partial", "partialmethod"})
        for part in ast.walk(node)
    )


def _closure_names(tree: ast.Module) -> set[str]:
    """Names that stand for a plain function, a lambda or a partial, or for a row of them."""
    methods = {
        member
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for member in node.body
        if isinstance(member, ast.FunctionDef)
    }
    names = set()
    for node in ast.walk(tree):
        bound: list[ast.expr] = []
        if isinstance(node, ast.FunctionDef) and node not in methods:
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            bound = node.targets if _holds_closure(node.value) else []
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr | ast.For):
            held = node.iter if isinstance(node, ast.For) else node.value
            bound = [node.target] if held and _holds_closure(held) else []
        names |= {n.id for b in bound for n in ast.walk(b) if isinstance(n, ast.Name)}
    return names


def _closure_slots(source: Source) -> Iterator[tuple[int, str]]:
    closures = _closure_names(source.tree)
    for call in source.calls():
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if name in {"add", "addAction", "connect", "singleShot"} and any(
            map(_holds_closure, given)
        ):
            yield call.lineno, f"{name}() with a lambda or partial"
        elif name == "connect" and given:
            slot = given[0]
            if isinstance(slot, ast.Name) and slot.id not in closures:
                continue
            if not isinstance(slot, ast.Attribute):
                yield call.lineno, "connect() takes a bound method or a signal"


def _safe_tip(text: ast.expr) -> bool:
    """A constant or what `tip()` made; both branches of `a if c else b`."""
    if isinstance(text, ast.IfExp):
        return _safe_tip(text.body) and _safe_tip(text.orelse)
    if isinstance(text, ast.Call):
        return last_name(text.func) == "tip"
    return isinstance(text, ast.Constant)


def _markup(source: Source) -> Iterator[tuple[int, str]]:
    for line, name in imported(source.tree):
        if name.startswith("PySide6.") and name.rpartition(".")[2] in _MARKUP_CLASSES:
            yield line, f"{name.rpartition('.')[2]} guesses markup in data; see {PLAIN_TEXT_HOME}"
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr in _MARKUP_CALLS:
            yield node.lineno, f"{node.attr}() takes data for markup"
        elif node.attr in _MARKUP_CLASSES and dotted(node.value).endswith("QtWidgets"):
            yield node.lineno, f"{node.attr} guesses markup in data; see {PLAIN_TEXT_HOME}"
        elif node.attr in _MARKUP_FORMATS and dotted(node.value).startswith(("Qt", "QtCore.Qt")):
            yield node.lineno, f"text format {node.attr}"
    for call in source.calls():
        if last_name(call.func) == "setToolTip" and not all(map(_safe_tip, call.args[-1:])):
            yield call.lineno, "setToolTip() guesses markup; hand it tip(text)"


def _gpl_modules(source: Source) -> Iterator[tuple[int, str]]:
    for line, name in imported(source.tree):
        found = [module for module in _GPL_MODULES if module in name.split(".")]
        if found:
            yield line, f"{found[0]} is GPL"
    for call in source.calls():
        if last_name(call.func) in {"import_module", "__import__"}:
            for argument in call.args:
                value = argument.value if isinstance(argument, ast.Constant) else None
                if isinstance(value, str) and value.endswith(_GPL_MODULES):
                    yield call.lineno, f"{value} is GPL"


def _sort_proxy(source: Source) -> Iterator[tuple[int, str]]:
    for line, name in imported(source.tree):
        if name.endswith(".QSortFilterProxyModel"):
            yield line, "QSortFilterProxyModel"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "QSortFilterProxyModel":
            yield node.lineno, node.attr


QT_RULES = (
    Rule(
        "blocking dialogs",
        "a nested event loop lets two verbs run into one another and hangs tests",
        shipped,
        _blocking,
    ),
    Rule(
        "closures as slots",
        "a lambda or partial keeps its widget alive and is called after the widget died",
        _in_ui,
        _closure_slots,
    ),
    Rule(
        "text that may be markup",
        "a buyer's words must never be run as HTML; PlainLabel shows them as they are",
        lambda source: _in_ui(source) and source.path != PLAIN_TEXT_HOME,
        _markup,
    ),
    Rule("GPL parts of Qt", "the program is not GPL", lambda source: True, _gpl_modules),
    Rule(
        "sort proxies",
        "the query sorts and filters; a proxy leaves dates unsorted and takes seconds",
        _in_ui,
        _sort_proxy,
    ),
)
