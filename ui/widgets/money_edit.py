"""An amount typed by a person: strict, in whole minor units, with the reason beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain import money
from app.errors import RuleViolation
from app.i18n import _
from ui.widgets.text import PlainLabel

_WIDTH = 132
HEIGHT = 30


class MoneyEdit(QWidget):
    """One amount. `value()` is cents, or None while the text is no acceptable amount.

    Never rounds and never guesses: `1e5`, `12,5`, full-width digits and a third decimal are
    refused with a sentence. An empty field is a problem unless `optional`.
    """

    changed = Signal()
    """The text changed, by a person or by `set_value`."""

    def __init__(
        self,
        currency: str = "CNY",
        *,
        optional: bool = False,
        least: int = 0,
        most: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`least` and `most` are cents and inclusive."""
        super().__init__(parent)
        self._currency = currency
        self._optional = optional
        self._least = least
        self._most = most
        self._most_reason = ""
        self._left_once = False
        self.line = _Digits(self)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setMaxLength(24)
        self.line.setFixedWidth(_WIDTH)
        self._sign = PlainLabel(money.sign(currency), "muted", parent=self.line)
        self._error = PlainLabel("", "bad", wrap=True)
        self._error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.line)
        box.addWidget(self._error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        self._sign.move(10, (HEIGHT - self._sign.sizeHint().height()) // 2)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.setTextMargins(self._sign.sizeHint().width() + 4, 0, 0, 0)
        self.line.textChanged.connect(self._on_text)
        self.line.left.connect(self._on_left)

    def value(self) -> int | None:
        """Whole minor units, or None while there is a problem or the optional field is empty."""
        if self.problem() or not self.line.text().strip():
            return None
        return money.parse(self.line.text(), self._currency)

    def set_value(self, minor: int | None) -> None:
        """Show an amount; None empties the field."""
        self.line.setText("" if minor is None else money.digits(minor, self._currency))

    def set_limits(self, least: int, most: int | None, reason: str = "") -> None:
        """New inclusive limits in minor units; `reason` is the sentence for too much."""
        self._least, self._most, self._most_reason = least, most, reason
        self._show_problem()
        self.changed.emit()

    def problem(self) -> str:
        """One sentence about what is wrong with the text; empty when nothing is."""
        text = self.line.text()
        if not text.strip():
            return "" if self._optional else _("请填写金额。")
        try:
            minor = money.parse(text, self._currency)
        except RuleViolation as refusal:
            return refusal.sentence
        if minor < self._least:
            return _("金额不能低于 {amount}。").format(amount=self._shown(self._least))
        if self._most is not None and minor > self._most:
            return self._most_reason or _("金额不能超过 {amount}。").format(
                amount=self._shown(self._most)
            )
        return ""

    def _shown(self, minor: int) -> str:
        return str(money.Money(minor, self._currency))

    def _on_text(self) -> None:
        self._show_problem()
        self.changed.emit()

    def _on_left(self) -> None:
        self._left_once = True
        value = self.value()
        if value is not None:
            self.set_value(value)
        self._show_problem()

    def _show_problem(self) -> None:
        problem = self.problem()
        empty = not self.line.text().strip()
        # An untouched empty field is not scolded; what is typed is judged at once.
        shown = "" if empty and not self._left_once else problem
        self._error.setText(shown)
        self._error.setVisible(bool(shown))
        mark(self.line, bool(shown))


class _Digits(QLineEdit):
    """The line itself; tells when it was left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())


def mark(field: QWidget, wrong: bool) -> None:
    """Give a field the red border, or take it away."""
    if field.property("wrong") == wrong:
        return
    field.setProperty("wrong", wrong)
    field.style().unpolish(field)
    field.style().polish(field)
