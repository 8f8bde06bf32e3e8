"""Source files as the rules of the house see them, and what a rule reports."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("app", "exports", "resources", "ui")


@dataclass(frozen=True)
class Source:
    """One Python file: its path inside the project, with `/`, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def within(self, *folders: str) -> bool:
        """Whether the file is one of these files or lies in one of these folders."""
        return any(self.path == f or self.path.startswith(f.rstrip("/") + "/") for f in folders)


@dataclass(frozen=True)
class Finding:
    """A place where a rule is broken."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


Check = Callable[[Source], Iterable[tuple[int, str]]]


@dataclass(frozen=True)
class Rule:
    """A ban: where it holds, how a breach is found, and why it is one."""

    name: str
    why: str
    applies: Callable[[Source], bool]
    check: Check

    def findings(self, source: Source) -> list[Finding]:
        if not self.applies(source):
            return []
        return [Finding(source.path, line, what) for line, what in self.check(source)]


def shipped(source: Source) -> bool:
    return source.within(*SHIPPED)


def sources(*folders: str) -> list[Source]:
    """Every Python file of the project below these folders (or these files), in a fixed order."""
    found: list[Path] = []
    for folder in folders:
        place = ROOT / folder
        found.extend([place] if place.is_file() else sorted(place.rglob("*.py")))
    return [Source(p.relative_to(ROOT).as_posix(), p.read_text("utf-8")) for p in found]


def dotted(node: ast.expr) -> str:
    """`QMessageBox.question` for such an expression; "" for what is not a plain dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def last_name(node: ast.expr) -> str:
    """The last part of a name: `exec` for `self.box().exec`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported name in full, with its line: `from a import b` is `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
