"""A field for a PIN: a few digits, never shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.staff import PIN_LENGTHS, well_formed
from app.i18n import _
from ui.widgets.fields import TextField

_WIDTH: Final = 168


class PinField(TextField):
    """Takes digits only; `problem()` says how many are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(longest=PIN_LENGTHS[-1], parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName("PIN")

    def problem(self) -> str:
        """Too few digits, or nothing."""
        if well_formed(self.text()):
            return ""
        return _("PIN 是 {least} 到 {most} 位数字。").format(
            least=PIN_LENGTHS[0], most=PIN_LENGTHS[-1]
        )
