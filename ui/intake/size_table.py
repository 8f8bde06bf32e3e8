"""Sizes measured against the page: where, what the page says, what was measured, how much off."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.case import SizeReading
from app.i18n import _
from ui.widgets.button import Button, IconButton
from ui.widgets.fields import TextField
from ui.widgets.text import PlainLabel

_CM = re.compile(r"(\d{1,4})(?:[.](\d))?")
_WIDTH = 84
_DIFFERENCE_WIDTH = 92


def millimetres(text: str) -> int | None:
    """Whole millimetres of centimetres as typed, `104` or `104.5`; None: not a size."""
    plain = (
        unicodedata.normalize("NFKC", text).replace("。", ".").strip().removesuffix("cm").strip()
    )
    found = _CM.fullmatch(plain)
    if found is None:
        return None
    whole = int(found[1]) * 10 + int(found[2] or 0)
    return whole or None


def centimetres(size: int) -> str:
    """`104` or `104.5`, of millimetres."""
    whole, rest = divmod(abs(size), 10)
    return f"{'−' if size < 0 else ''}{whole}{f'.{rest}' if rest else ''}"


class SizeRow(QWidget):
    """One measure."""

    changed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = TextField(placeholder=_("例如 胸围"), longest=20)
        self.page = TextField(placeholder=_("页面写的"), longest=8)
        self.measured = TextField(placeholder=_("实际量的"), longest=8)
        self.off = PlainLabel("", "muted")
        self.off.setFixedWidth(_DIFFERENCE_WIDTH)
        self.remove = IconButton("close", _("去掉这一行"))
        for field, words in (
            (self.name, _("量的是哪里")),
            (self.page, _("页面尺寸，厘米")),
            (self.measured, _("实测尺寸，厘米")),
        ):
            field.setAccessibleName(words)
        for field in (self.page, self.measured):
            field.setFixedWidth(_WIDTH)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        row.addWidget(self.page)
        row.addWidget(self.measured)
        row.addWidget(self.off)
        row.addWidget(self.remove)
        for field in (self.name, self.page, self.measured):
            field.changed.connect(self._on_changed)
        self.remove.clicked.connect(self._on_remove)

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.name.value() or self.page.value() or self.measured.value())

    def value(self) -> SizeReading | None:
        """The measure; None while a part of it is missing or wrong."""
        page, measured = millimetres(self.page.value()), millimetres(self.measured.value())
        if not self.name.value() or page is None or measured is None:
            return None
        return SizeReading(self.name.value(), page, measured)

    def problem(self) -> str:
        """What is missing or wrong."""
        if self.blank or self.value() is not None:
            return ""
        if not self.name.value():
            return _("尺寸对照：请写明量的是哪里，例如「胸围」。")
        return _("尺寸对照「{name}」：两个尺寸都写成厘米，例如 104.5。").format(
            name=self.name.value()
        )

    def state(self) -> list[str]:
        """Everything typed."""
        return [self.name.text(), self.page.text(), self.measured.text()]

    def restore(self, state: list[str]) -> None:
        """Put it back."""
        for field, text in zip((self.name, self.page, self.measured), state, strict=True):
            field.set_value(str(text))

    def _on_changed(self) -> None:
        reading = self.value()
        for field in (self.page, self.measured):
            wrong = bool(field.value()) and millimetres(field.value()) is None
            field.set_problem(_("请写成厘米，例如 104.5。") if wrong else "")
        if reading is None:
            self.off.setText("")
        else:
            off = reading.measured_mm - reading.page_mm
            sign = "+" if off > 0 else ""
            self.off.setText(_("差 {off} 厘米").format(off=f"{sign}{centimetres(off)}"))
        self.changed.emit()

    def _on_remove(self) -> None:
        self.removed.emit()


class SizeTable(QWidget):
    """At least one row; rows in which nothing was typed are left out."""

    changed = Signal()

    rows_changed = Signal()
    """There are other stops for the Tab key now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SizeRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add = Button(_("再量一处"), "ghost", icon="plus")
        self.add.clicked.connect(self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._append()

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        parts = [(row.name, row.page, row.measured, row.remove) for row in self.rows]
        return [*(widget for part in parts for widget in part), self.add]

    def value(self) -> tuple[SizeReading, ...]:
        """The measures that are whole."""
        return tuple(one for row in self.rows if (one := row.value()) is not None)

    def set_value(self, sizes: tuple[SizeReading, ...]) -> None:
        """Show these."""
        self.restore(
            [[one.name, centimetres(one.page_mm), centimetres(one.measured_mm)] for one in sizes]
        )

    def problem(self) -> str:
        """The first row that is not whole."""
        return next((said for row in self.rows if (said := row.problem())), "")

    def state(self) -> object:
        """Every row."""
        return [row.state() for row in self.rows]

    def restore(self, state: object) -> None:
        """Put the rows back."""
        if not isinstance(state, list):
            return
        while self.rows:
            self._take_away(self.rows[-1])
        for one in state or [["", "", ""]]:
            self._append().restore(one)
        self.rows_changed.emit()
        self.changed.emit()

    def _append(self) -> SizeRow:
        row = SizeRow()
        row.changed.connect(self._on_changed)
        row.removed.connect(self._on_removed)
        self._list.addWidget(row)
        self.rows.append(row)
        self._show_removes()
        return row

    def _take_away(self, row: SizeRow) -> None:
        self._list.removeWidget(row)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._show_removes()

    def _show_removes(self) -> None:
        for row in self.rows:
            row.remove.setVisible(len(self.rows) > 1)

    def _on_add(self) -> None:
        row = self._append()
        row.show()
        self.rows_changed.emit()
        self.changed.emit()
        row.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, SizeRow):
            place = self.rows.index(row)
            self._take_away(row)
            self.rows_changed.emit()
            self.changed.emit()
            self.rows[max(0, place - 1)].name.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self) -> None:
        self.changed.emit()
