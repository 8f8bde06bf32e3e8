"""The plan of the house, executed: the tree as it stands obeys every written rule.

That each rule catches what it is for is proved beside, in `tests/house`, by planted violations.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.house.code_rules import CODE_RULES
from tests.house.contracts import broken_contracts
from tests.house.qt_rules import QT_RULES
from tests.house.source import ROOT, SHIPPED, Rule, Source, imported, sources

TREE = sources(*SHIPPED, "run.py", "release", "benchmarks", "tests")


@pytest.fixture(autouse=True, scope="module")
def forget_the_trees() -> Iterator[None]:
    """A million nodes kept would be looked at by every collection of garbage afterwards."""
    yield
    for source in TREE:
        vars(source).pop("tree", None)


@pytest.mark.parametrize("rule", [*QT_RULES, *CODE_RULES], ids=lambda rule: rule.name)
def test_the_tree_obeys(rule: Rule) -> None:
    found = [str(f) for source in TREE for f in rule.findings(source)]
    assert not found, f"{rule.why}:\n" + "\n".join(found)


def test_the_import_contracts_hold() -> None:
    broken, report = broken_contracts(ROOT)
    assert not broken, report


def _declared(lists: list[list[str]]) -> set[str]:
    names = (re.match(r"[\w.-]+", line) for one in lists for line in one)
    return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in names if name}


def _undeclared(tree: list[Source], declared: set[str]) -> list[str]:
    owners = packages_distributions()
    found = []
    for source in tree:
        for line, name in imported(source.tree):
            top = name.partition(".")[0]
            if top in sys.stdlib_module_names or top in {
                *SHIPPED,
                "tests",
                "benchmarks",
                "docs",
                "release",
                "run",
            }:
                continue
            known = {re.sub(r"[-_.]+", "-", o).lower() for o in owners.get(top, [])}
            if not known & declared:
                found.append(f"{source.path}:{line}: {top}")
    return found


def test_every_imported_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime = _declared([project["project"]["dependencies"]])
    development = runtime | _declared([project["dependency-groups"]["dev"]])
    assert not _undeclared(sources(*SHIPPED), runtime)
    assert not _undeclared(sources("tests"), development)
    stray = Source("app/x.py", "import pip\n")
    assert _undeclared([stray], runtime) == ["app/x.py:1: pip"]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_pins_every_declared_library_by_hash_and_names_no_index(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lists = [project["project"]["dependencies"]]
    if lock == "requirements-dev.txt":
        lists.append(project["dependency-groups"]["dev"])
    text = (ROOT / lock).read_text("utf-8")
    entries = [e for e in re.split(r"\n(?=\w)", text) if not e.startswith("#")]
    pinned = {e.partition("==")[0] for e in entries if "==" in e and "--hash=sha256:" in e}
    assert len(pinned) == len(entries)
    assert _declared(lists) <= pinned
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_both_locks_agree() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    ]
    assert pins[0].items() <= pins[1].items()


def test_the_command_line_loads_no_qt() -> None:
    """Contracts read import lines; this runs them, package `__init__` files included."""
    doors = [d for d in ("cli", "bootstrap") if (ROOT / "ui" / f"{d}.py").exists()]
    doors += [d for d in ("cli", "bootstrap") if (ROOT / "ui" / d / "__init__.py").exists()]
    code = "".join(f"import ui.{door}\n" for door in doors)
    code += "import sys; sys.exit('PySide6' in sys.modules or 'shiboken6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
