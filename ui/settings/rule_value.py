"""The fields a rule's value is typed into, by its kind. What is typed is checked by the services."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.case import WearMark
from app.domain.deadlines.span import TimeUnit
from app.domain.evidence import EvidenceKind
from app.domain.labels import label
from app.domain.rulepack.freight_table import Payer
from app.domain.rulepack.keys import RuleGroup, RuleKey, ValueKind
from app.domain.rulepack.values import RuleValue
from app.domain.rulepack.wording import CENTS, MILLIMETRES, PERCENT
from app.i18n import _
from ui.widgets.counter import Counter
from ui.widgets.fields import Choice, TextArea, TextField, Tick
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.text import PlainLabel

Typed = tuple[object, TimeUnit | None, str]
"""A value with the unit of a time, and the daily window of window hours."""

MOST_TIME: Final = 9999
MOST_NUMBER: Final = 99_999
_COLUMNS = 3
_LINES = 9
_LIKELY: Final = (
    TimeUnit.NATURAL_HOURS,
    TimeUnit.NATURAL_DAYS,
    TimeUnit.WORKING_HOURS,
    TimeUnit.WORKING_DAYS,
    TimeUnit.MINUTES,
    TimeUnit.MONTHS,
    TimeUnit.WINDOW_HOURS,
)


class ValueField(Protocol):
    """What the dialog asks of each of them."""

    @property
    def changed(self) -> SignalInstance:
        """Fires after every change."""
        ...

    def typed(self) -> Typed:
        """What was typed."""
        ...

    def problem(self) -> str:
        """One sentence, or empty."""
        ...


class TimeValue(QWidget):
    """An amount and its unit; a daily window where the unit asks for one. 0: no limit at all."""

    changed = Signal()

    def __init__(self, shown: RuleValue | None) -> None:
        super().__init__()
        amount = shown.value if shown is not None and type(shown.value) is int else 0
        unit = shown.unit if shown is not None and shown.unit else TimeUnit.NATURAL_HOURS
        self.amount = Counter(amount, 0, MOST_TIME)
        self.unit = Choice([(one, label(one)) for one in _LIKELY], unit)
        self.unit.setFixedWidth(150)
        self.window_hours = TextField(
            shown.window if shown is not None else "", placeholder="09:00-18:00", longest=11
        )
        self.window_hours.setFixedWidth(120)
        self._none = PlainLabel(_("0 表示不设期限"), "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.amount, self.unit, self.window_hours, self._none):
            row.addWidget(part)
        row.addStretch(1)
        self.setFocusProxy(self.amount)
        self.amount.changed.connect(self._on_changed)
        self.unit.changed.connect(self._on_changed)
        self.window_hours.changed.connect(self._on_changed)
        self._show_window()

    def typed(self) -> Typed:
        """The amount, its unit, the window."""
        unit = self._unit()
        return self.amount.value(), unit, self._window(unit)

    def problem(self) -> str:
        """A missing window."""
        unit = self._unit()
        if unit is TimeUnit.WINDOW_HOURS and not self._window(unit):
            return _("请写明每天计时的时段，例如 09:00-18:00。")
        return ""

    def _unit(self) -> TimeUnit:
        unit = self.unit.value()
        return unit if isinstance(unit, TimeUnit) else TimeUnit.NATURAL_HOURS

    def _window(self, unit: TimeUnit) -> str:
        return self.window_hours.value() if unit is TimeUnit.WINDOW_HOURS else ""

    def _show_window(self) -> None:
        self.window_hours.setVisible(self._unit() is TimeUnit.WINDOW_HOURS)
        self._none.setVisible(self.amount.value() == 0)

    def _on_changed(self) -> None:
        self._show_window()
        self.changed.emit()


class ChoiceValue(Choice):
    """Yes or no, or who pays."""

    def typed(self) -> Typed:
        """What was chosen."""
        return self.value(), None, ""


class NumberValue(QWidget):
    """A whole number with what it counts; money in its own field."""

    changed = Signal()

    def __init__(self, key: RuleKey, shown: RuleValue | None) -> None:
        super().__init__()
        number = shown.value if shown is not None and type(shown.value) is int else 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.number: Counter | MoneyEdit
        if key.key.endswith(CENTS):
            money = MoneyEdit()
            money.set_value(number)
            money.changed.connect(self._on_changed)
            self.number = money
        else:
            counter = Counter(number, 0, MOST_NUMBER)
            counter.changed.connect(self._on_changed)
            self.number = counter
        row.addWidget(self.number)
        row.addWidget(PlainLabel(_unit_of(key), "muted"))
        row.addStretch(1)
        self.setFocusProxy(self.number)

    def typed(self) -> Typed:
        """The number, money in cents."""
        return self.number.value(), None, ""

    def problem(self) -> str:
        """What is wrong with an amount of money."""
        return self.number.problem()

    def _on_changed(self) -> None:
        self.changed.emit()


class KindsValue(QWidget):
    """Some of a fixed list: kinds of evidence, marks of wear."""

    changed = Signal()

    def __init__(self, shown: tuple[str, ...], options: list[tuple[str, str]]) -> None:
        """`options`: (value, word)."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self.ticks: dict[str, Tick] = {}
        for at, (name, word) in enumerate(options):
            tick = Tick(word, name in shown)
            tick.changed.connect(self._on_changed)
            self.ticks[name] = tick
            grid.addWidget(tick, at // _COLUMNS, at % _COLUMNS)

    def typed(self) -> Typed:
        """The ticked ones in their fixed order."""
        return [name for name, tick in self.ticks.items() if tick.isChecked()], None, ""

    def problem(self) -> str:
        """Never one: none at all means that nothing is needed."""
        return ""

    def _on_changed(self) -> None:
        self.changed.emit()


class LinesValue(TextArea):
    """A list, one entry a line."""

    def typed(self) -> Typed:
        """The lines that are not empty."""
        lines = (" ".join(line.split()) for line in self.toPlainText().splitlines())
        return [line for line in lines if line], None, ""


def field_for(key: RuleKey, shown: RuleValue | None) -> QWidget:
    """The field for a value of this key, filled with what is shown; it is a `ValueField`."""
    value = shown.value if shown is not None else None
    if key.kind is ValueKind.TIME:
        return TimeValue(shown)
    if key.kind is ValueKind.NUMBER:
        return NumberValue(key, shown)
    if key.kind is ValueKind.FLAG:
        return ChoiceValue([(True, _("是")), (False, _("否"))], bool(value))
    if key.kind is ValueKind.PAYER:
        return ChoiceValue([(one.value, label(one)) for one in Payer], value)
    words = value if isinstance(value, tuple) else ()
    if key.group is RuleGroup.EVIDENCE:
        return KindsValue(words, [(one.value, label(one)) for one in EvidenceKind])
    if key.key == "goods.wear_marks":
        return KindsValue(words, [(one.value, label(one)) for one in WearMark])
    return LinesValue("\n".join(words), lines=min(_LINES, max(4, len(words))))


def _unit_of(key: RuleKey) -> str:
    if key.key.endswith(PERCENT):
        return "%"
    if key.key.endswith(MILLIMETRES):
        return _("毫米（10 毫米 = 1 厘米）")
    return ""
