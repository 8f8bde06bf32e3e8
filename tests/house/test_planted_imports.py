"""Each import contract is broken by its planted import, and only then."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.house.contracts import broken_contracts
from tests.house.source import ROOT

CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}

# A small house that obeys: the wanted imports are all there, the forbidden ones are not.
SOUND = {
    "resources/__init__.py": "",
    "app/__init__.py": "",
    "app/errors.py": "",
    "app/i18n.py": "from app import errors\nimport resources\n",
    "app/clock.py": "",
    "app/paths.py": "from app import i18n\n",
    "app/logs.py": "",
    "app/domain/__init__.py": "",
    "app/domain/money.py": "from app import errors, i18n\n",
    "app/model/__init__.py": "",
    "app/model/db.py": "import peewee\nfrom app.domain import money\n",
    "app/services/__init__.py": "",
    "app/services/queue.py": "import peewee\nfrom app.model import db\nfrom app import clock\n",
    "exports/__init__.py": "",
    "exports/slip.py": "from app.domain import money\n",
    "ui/__init__.py": "",
    "ui/bootstrap.py": "from app.model import db\nfrom app.services import queue\n",
    "ui/cli.py": "from ui import bootstrap\nfrom exports import slip\n",
    "ui/window.py": "from PySide6 import QtWidgets\nfrom ui import bootstrap\n",
}

# contract -> (file, the line planted in it)
PLANTED = [
    ("packages", "app/services/queue.py", "from exports import slip"),
    ("packages", "exports/slip.py", "from ui import cli"),
    ("packages", "resources/__init__.py", "from app import errors"),
    ("app", "app/domain/money.py", "from app.model import db"),
    ("app", "app/model/db.py", "from app.services import queue"),
    ("app", "app/errors.py", "from app.domain import money"),
    ("no-qt-below-ui", "app/services/queue.py", "from PySide6.QtCore import QObject"),
    ("no-qt-below-ui", "exports/slip.py", "import shiboken6"),
    ("qt-free-doors", "ui/cli.py", "from PySide6 import QtCore"),
    ("qt-free-doors", "ui/cli.py", "from ui import window"),
    ("qt-free-doors", "ui/bootstrap.py", "from ui import window"),
    ("database-libraries", "app/domain/money.py", "import peewee"),
    ("database-libraries", "ui/window.py", "from playhouse import pool"),
    ("database-libraries", "exports/slip.py", "import sqlcipher3.dbapi2"),
    ("ui-model", "ui/window.py", "from app.model import db"),
    ("ui-model", "ui/bootstrap.py", "import app.model"),
    ("exports-storage", "exports/slip.py", "from app.services import queue"),
    ("exports-storage", "exports/slip.py", "from app.model import db"),
    ("domain-clock", "app/domain/money.py", "from app import clock"),
]


def build(tree: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        place = tree / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def test_a_sound_house_breaks_no_contract(tmp_path: Path) -> None:
    build(tmp_path, SOUND)
    assert broken_contracts(tmp_path)[0] == []


@pytest.mark.parametrize(("contract", "path", "line"), PLANTED)
def test_a_planted_import_breaks_its_contract(
    tmp_path: Path, contract: str, path: str, line: str
) -> None:
    build(tmp_path, {**SOUND, path: f"{SOUND[path]}{line}\n"})
    broken, report = broken_contracts(tmp_path)
    assert CONTRACTS[contract] in broken, report


def test_a_room_the_plan_does_not_know_is_noticed(tmp_path: Path) -> None:
    build(tmp_path, {**SOUND, "app/tools.py": ""})
    broken, _ = broken_contracts(tmp_path)
    assert broken == [CONTRACTS["app"]]


def test_every_contract_has_been_proved() -> None:
    assert {contract for contract, _, _ in PLANTED} == set(CONTRACTS)
