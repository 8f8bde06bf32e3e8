"""Fields to type and choose: every one has `value()`, `set_value()`, `changed` and `problem()`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.i18n import _
from ui.widgets.day_field import DayField
from ui.widgets.money_edit import mark
from ui.widgets.option import OptionDelegate

__all__ = ["Choice", "DayField", "TextArea", "TextField", "Tick"]


class TextField(QLineEdit):
    """One line of text, without outer blanks."""

    changed = Signal()

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        longest: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(value, parent)
        self._problem = ""
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        self.textChanged.connect(self._on_text)

    def value(self) -> str:
        """The text without outer blanks."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Show another text."""
        self.setText(value)

    def problem(self) -> str:
        """What the screen found wrong with it."""
        return self._problem

    def set_problem(self, sentence: str) -> None:
        """The screen's verdict: red border and a reason, or none."""
        self._problem = sentence
        mark(self, bool(sentence))

    def _on_text(self) -> None:
        self.changed.emit()


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab goes on, Ctrl+Enter submits the dialog."""

    changed = Signal()

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        lines: int = 3,
        longest: int = 4000,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(value, parent)
        self._lines = lines
        self._longest = longest
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self._height())
        self.setMaximumHeight(self._height())
        self.textChanged.connect(self._on_text)

    def _height(self) -> int:
        return self._lines * self.fontMetrics().lineSpacing() + 20

    def sizeHint(self) -> QSize:
        return QSize(240, self._height())

    def value(self) -> str:
        """The text without outer blanks."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show another text."""
        self.setPlainText(value)

    def problem(self) -> str:
        """Too long, or nothing."""
        over = len(self.toPlainText()) - self._longest
        return _("文字太长，请删去 {n} 个字。").format(n=over) if over > 0 else ""

    def _on_text(self) -> None:
        mark(self, len(self.toPlainText()) > self._longest)
        self.changed.emit()


class Choice(QComboBox):
    """One of a list that opens below. The wheel scrolls the page, not the choice."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        value: object = None,
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`options`: (value, text). Without a value nothing is chosen and the placeholder shows."""
        super().__init__(parent)
        self._values: list[object] = []
        self.setPlaceholderText(placeholder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self._options = OptionDelegate(self)
        self.setItemDelegate(self._options)
        self.set_options(options, value)
        self.currentIndexChanged.connect(self._on_index)
        self._show_empty()

    def set_options(self, options: Sequence[tuple[object, str]], value: object = None) -> None:
        """Other options; `value` is chosen afterwards."""
        self.blockSignals(True)
        self.clear()
        self._values = [one for one, _text in options]
        self.addItems([text for _value, text in options])
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.blockSignals(False)
        self._show_empty()

    def value(self) -> object:
        """The chosen value, or None."""
        index = self.currentIndex()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose; an unknown value chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def problem(self) -> str:
        """Never one; a form says when a choice is required."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _show_empty(self) -> None:
        """The placeholder is fainter than a choice; a style sheet cannot see it by itself."""
        empty = self.currentIndex() < 0
        if self.property("empty") != empty:
            self.setProperty("empty", empty)
            self.style().unpolish(self)
            self.style().polish(self)

    def _on_index(self) -> None:
        self._show_empty()
        self.changed.emit()


class Tick(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, text: str, value: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(value)
        self.toggled.connect(self._on_toggled)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.setChecked(value)

    def problem(self) -> str:
        """Never one."""
        return ""

    def _on_toggled(self) -> None:
        self.changed.emit()
