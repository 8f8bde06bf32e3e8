"""A number to take along: the text and a small button that copies it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import _
from ui.widgets.button import IconButton
from ui.widgets.text import Look, PlainLabel


class Copyable(QWidget):
    """Shows `text`; copies `value` (the same unless given, such as a number without its blanks)."""

    copied = Signal(str)
    """What went to the clipboard; the screen says so through `ask`."""

    def __init__(
        self,
        text: str = "",
        value: str = "",
        *,
        look: Look = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.text = PlainLabel("", look, selectable=True)
        self.button = IconButton("copy", _("复制"))
        self.button.setFixedSize(22, 22)
        self.button.clicked.connect(self._on_copy)
        row.addWidget(self.text)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(text, value)

    def show_text(self, text: str, value: str = "") -> None:
        """Another text; `value` is what is copied."""
        self._value = value or text
        self.text.setText(text)
        self.button.setVisible(bool(self._value))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)
        self.copied.emit(self._value)
