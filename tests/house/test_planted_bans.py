"""Each ban of the house catches its planted violation and leaves the proper way alone."""

from __future__ import annotations

import pytest

from tests.house.code_rules import CODE_RULES
from tests.house.qt_rules import QT_RULES
from tests.house.source import Source

RULES = {rule.name: rule for rule in (*QT_RULES, *CODE_RULES)}

VIOLATIONS = [
    ("blocking dialogs", "ui/a.py", "dialog.exec()"),
    ("blocking dialogs", "ui/a.py", "self.menu().exec_(pos)"),
    ("blocking dialogs", "ui/a.py", "QMessageBox.question(self, 'a', 'b')"),
    ("blocking dialogs", "ui/a.py", "QtWidgets.QMessageBox.about(self, 'a', 'b')"),
    ("blocking dialogs", "ui/a.py", "QFileDialog.getOpenFileName(self)"),
    ("blocking dialogs", "ui/a.py", "QFileDialog().getExistingDirectory()"),
    ("blocking dialogs", "ui/a.py", "QInputDialog.getText(self, 'a', 'b')"),
    ("blocking dialogs", "ui/a.py", "loop = QEventLoop()"),
    ("blocking dialogs", "ui/a.py", "loop = QtCore.QEventLoop()"),
    ("closures as slots", "ui/a.py", "b.clicked.connect(lambda: self.go(1))"),
    ("closures as slots", "ui/a.py", "b.clicked.connect(partial(self.go, 1))"),
    ("closures as slots", "ui/a.py", "b.clicked.connect(functools.partial(self.go, 1))"),
    ("closures as slots", "ui/a.py", "b.clicked.connect(once(lambda: 1))"),
    ("closures as slots", "ui/a.py", "slot = lambda: 1\nb.clicked.connect(slot)"),
    ("closures as slots", "ui/a.py", "def f(self):\n def g(): ...\n b.clicked.connect(g)"),
    ("closures as slots", "ui/a.py", "b.clicked.connect(self.slot_for(1))"),
    ("closures as slots", "ui/a.py", "for b, s in ((x, lambda: 1),):\n b.clicked.connect(s)"),
    ("closures as slots", "ui/a.py", "QTimer.singleShot(0, lambda: w.go())"),
    ("closures as slots", "ui/a.py", "menu.addAction('a', partial(go, 1))"),
    ("text that may be markup", "ui/a.py", "from PySide6.QtWidgets import QLabel"),
    ("text that may be markup", "ui/a.py", "from PySide6.QtWidgets import QMessageBox"),
    ("text that may be markup", "ui/a.py", "from PySide6.QtWidgets import QTextEdit as E"),
    ("text that may be markup", "ui/a.py", "label = QtWidgets.QLabel(note)"),
    ("text that may be markup", "ui/a.py", "label.setTextFormat(Qt.TextFormat.AutoText)"),
    ("text that may be markup", "ui/a.py", "view.setHtml(note)"),
    ("text that may be markup", "ui/a.py", "view.setToolTip(note)"),
    ("text that may be markup", "ui/a.py", "view.setToolTip(tip(note) if note else other)"),
    ("GPL parts of Qt", "ui/a.py", "from PySide6.QtCharts import QChart"),
    ("GPL parts of Qt", "benchmarks/a.py", "from PySide6 import QtGraphs"),
    ("GPL parts of Qt", "tests/a.py", "import PySide6.QtDataVisualization as v"),
    ("GPL parts of Qt", "ui/a.py", "importlib.import_module('PySide6.QtCharts')"),
    ("sort proxies", "ui/a.py", "from PySide6.QtCore import QSortFilterProxyModel"),
    ("sort proxies", "ui/a.py", "QtCore.QSortFilterProxyModel(self)"),
    ("assembled SQL", "app/model/a.py", "db.execute_sql(f'UPDATE t SET a={a}')"),
    ("assembled SQL", "app/model/a.py", "db.execute_sql(f'{what}')"),
    ("assembled SQL", "app/model/a.py", "db.execute('SELECT * FROM t WHERE a=' + a)"),
    ("assembled SQL", "app/model/a.py", "db.execute('SELECT %s FROM t' % a)"),
    ("assembled SQL", "app/model/a.py", "peewee.SQL('a = {}'.format(a))"),
    ("assembled SQL", "app/model/a.py", "query = f'SELECT {column} FROM t'\ndb.execute(query)"),
    ("assembled SQL", "app/model/a.py", "query = START + ' ORDER BY ' + column"),
    ("assembled SQL", "app/model/a.py", "query = 'DELETE FROM t WHERE a = %s' % a"),
    ("floats in money", "app/domain/money.py", "rate = 0.5"),
    ("floats in money", "app/domain/money.py", "def cents(x: float) -> int: ..."),
    ("floats in money", "app/domain/settlement/refund.py", "share = paid / 2"),
    ("floats in money", "app/domain/settlement/refund.py", "paid /= 2"),
    ("floats in money", "app/domain/decisions/apology.py", "cents = round(paid * 2)"),
    ("floats in money", "app/services/decide.py", "json.loads(text)"),
    ("naked clock", "app/services/a.py", "at = datetime.now()"),
    ("naked clock", "app/services/a.py", "at = datetime.datetime.now(UTC)"),
    ("naked clock", "exports/a.py", "at = datetime.utcnow()"),
    ("naked clock", "ui/a.py", "on = date.today()"),
    ("naked clock", "ui/a.py", "at = time.time()"),
    ("naked clock", "ui/a.py", "from time import time"),
    ("naked clock", "ui/a.py", "at = QDateTime.currentDateTimeUtc()"),
    ("waiting tests", "tests/a.py", "time.sleep(1)"),
    ("waiting tests", "tests/a.py", "app.processEvents()"),
    ("waiting tests", "tests/a.py", "qtbot.wait(100)"),
    ("waiting tests", "tests/a.py", "QTest.qWait(100)"),
    ("empty names", "app/services/order_utils.py", ""),
    ("empty names", "ui/common/table.py", ""),
    ("empty names", "app/a.py", "class TicketManager: ..."),
    ("empty names", "app/a.py", "class ImportHelper(Base): ..."),
    ("words", "app/a.py", "PLACE = '/ho" + "me/someone/desk'"),
    ("words", "app/a.py", "x = 1  # TO" + "DO finish"),
    ("bare except", "app/a.py", "try:\n    go()\nexcept:\n    pass"),
    ("paragraphs", "exports/a.py", "story.append(Paragraph(note, style))"),
    ("paragraphs", "exports/a.py", "platypus.Paragraph(note)"),
    ("silent modules", "app/a.py", "x = 1"),
    ("the wall", "app/a.py", "x = 1\n" * 401),
    ("pure domain", "app/domain/a.py", "from pathlib import Path"),
    ("pure domain", "app/domain/a.py", "import time"),
    ("pure domain", "app/domain/a.py", "import peewee"),
    ("pure domain", "app/domain/a.py", "from app import clock"),
    ("pure domain", "app/domain/a.py", "from app.clock import Clock"),
    ("pure domain", "app/domain/a.py", "rules = open('rules.toml')"),
]  # fmt: skip

PROPER = [
    ("blocking dialogs", "ui/a.py", "dialog.open()\nQApplication.exec()\nmenu.popup(pos)"),
    ("blocking dialogs", "ui/a.py", "log.warning('a')\nask.information('a')"),
    ("closures as slots", "ui/a.py", "b.clicked.connect(self.go)\na.sent.connect(self.sent)"),
    ("closures as slots", "ui/a.py", "def f(self, slot):\n self.a.triggered.connect(slot)"),
    ("closures as slots", "ui/a.py", "for b, s in ((x, self.go),):\n b.clicked.connect(s)"),
    ("closures as slots", "ui/a.py", "rows.sort(key=lambda row: row.name)"),
    ("text that may be markup", "ui/a.py", "from ui.widgets.text import PlainLabel\nPlainLabel(n)"),
    ("text that may be markup", "ui/widgets/text.py", "from PySide6.QtWidgets import QLabel"),
    ("text that may be markup", "ui/a.py", "v.setToolTip(tip(note) if note else '')"),
    ("GPL parts of Qt", "ui/a.py", "from PySide6.QtCore import QObject"),
    ("assembled SQL", "app/model/a.py", "db.execute_sql('SELECT a FROM t WHERE b = ?', (b,))"),
    ("assembled SQL", "app/model/a.py", "db.execute_sql(PAGES[sort], (b,))"),
    ("assembled SQL", "app/model/a.py", "n = 1 + int(one('SELECT max(n) FROM t'))"),
    ("assembled SQL", "app/model/a.py", "say(f'select {count} rows')\nt = a + b"),
    ("floats in money", "app/domain/money.py", "share, rest = divmod(paid, 3)\nhalf = paid // 2"),
    ("floats in money", "app/services/paid.py", "json.loads(text, parse_float=refuse)"),
    ("floats in money", "app/domain/history.py", "if isinstance(value, float): ..."),
    ("floats in money", "app/services/reports.py", "file = root / f'{month}' / name / 'a.xlsx'"),
    ("floats in money", "app/services/evidence.py", "ratio = width / height"),
    ("naked clock", "app/clock.py", "at = datetime.now(UTC)"),
    ("naked clock", "app/services/a.py", "at = clock.now()\nwait = time.monotonic()"),
    ("waiting tests", "tests/a.py", "qtbot.waitUntil(ready)\nqtbot.waitSignal(done)"),
    ("empty names", "app/services/queue.py", "class TicketQueue: ..."),
    ("words", "ui/a.py", "PLACE = folder / 'work'\nlink = 'https://example.org/home/a'"),
    ("bare except", "app/a.py", "try:\n    go()\nexcept ValueError:\n    pass"),
    ("paragraphs", "exports/a.py", "canvas.drawString(x, y, note)"),
    ("silent modules", "app/a.py", '"""What it is for."""\nx = 1'),
    ("the wall", "app/a.py", "x = 1\n" * 400),
    ("pure domain", "app/domain/a.py", "import tomllib\nfrom app.domain import money\nimport enum"),
    ("pure domain", "app/domain/a.py", "from app.i18n import _\nfrom app.errors import NotFound"),
]


@pytest.mark.parametrize(("rule", "path", "text"), VIOLATIONS)
def test_a_planted_violation_is_caught(rule: str, path: str, text: str) -> None:
    assert RULES[rule].findings(Source(path, text))


@pytest.mark.parametrize(("rule", "path", "text"), PROPER)
def test_the_proper_way_is_left_alone(rule: str, path: str, text: str) -> None:
    assert not RULES[rule].findings(Source(path, text))


def test_every_rule_has_been_proved() -> None:
    assert {rule for rule, _, _ in VIOLATIONS} == set(RULES)
    assert {rule for rule, _, _ in PROPER} >= set(RULES) - {"sort proxies"}
