"""A choice among few that are all visible: one row of joined buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.tokens import tokens_of
from ui.widgets.focus import came_by_arrow
from ui.widgets.text import tip

_HEIGHT = 30
_RADIUS = 6.0


class Segments(QWidget):
    """Exactly one of `options` is on, or none before the first choice.

    Arrow keys move the choice; Tab leaves it. `chosen` carries the value when a person chose.
    """

    chosen = Signal(object)
    changed = Signal()
    """The value changed, by a person or by `set_value`."""

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        value: object = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`options`: (value, text) from left to right; `value` None leaves all off."""
        super().__init__(parent)
        self._values: list[object] = []
        self._parts: list[_Segment] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group.idClicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_options(options, value)

    def set_options(self, options: Sequence[tuple[object, str]], value: object = None) -> None:
        """Other options; `value` is on afterwards."""
        for part in self._parts:
            self._group.removeButton(part)
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._values = [one for one, _text in options]
        self._parts = []
        for index, (_value, text) in enumerate(options):
            before = self._parts[-1] if self._parts else None
            part = _Segment(text, before, index == len(options) - 1, self)
            self._group.addButton(part, index)
            self._row.addWidget(part)
            self._parts.append(part)
        self._check(value)

    def value(self) -> object:
        """The value that is on, or None."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose without a person; None or an unknown value leaves all off."""
        before = self.value()
        self._check(value)
        if self.value() != before:
            self.changed.emit()

    def set_available(self, value: object, reason: str = "") -> None:
        """A reason makes one option impossible and says why; an empty one gives it back."""
        if value in self._values:
            part = self._parts[self._values.index(value)]
            part.setEnabled(not reason)
            part.setToolTip(tip(reason))

    def problem(self) -> str:
        """A choice can be missing but never wrong; forms say so when one is required."""
        return ""

    def _check(self, value: object) -> None:
        wanted = self._values.index(value) if value is not None and value in self._values else -1
        # An exclusive group cannot be emptied; lift the rule for the moment.
        self._group.setExclusive(False)
        for index, part in enumerate(self._parts):
            part.setChecked(index == wanted)
        self._group.setExclusive(True)
        if self._parts:
            self.setFocusProxy(self._parts[max(wanted, 0)])

    def _on_clicked(self, index: int) -> None:
        self.setFocusProxy(self._parts[index])
        self.chosen.emit(self._values[index])
        self.changed.emit()


class _Segment(QAbstractButton):
    """One button of the row; draws the line to its left neighbour."""

    def __init__(self, text: str, before: _Segment | None, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text.replace("&", "&&"))
        self._words = text
        self._before = before
        self._last = last
        self._by_key = False
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if before is not None:
            before.toggled.connect(self._on_neighbour)

    def _on_neighbour(self) -> None:
        # The line between the two belongs to this one.
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._words) + 24, _HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_arrow(event, self._by_key)
        super().focusInEvent(event)

    def _shape(self, box: QRectF) -> QPainterPath:
        left = _RADIUS if self._before is None else 0.0
        right = _RADIUS if self._last else 0.0
        path = QPainterPath()
        path.moveTo(box.left() + left, box.top())
        path.lineTo(box.right() - right, box.top())
        path.arcTo(box.right() - 2 * right, box.top(), 2 * right, 2 * right, 90, -90)
        path.lineTo(box.right(), box.bottom() - right)
        path.arcTo(box.right() - 2 * right, box.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
        path.lineTo(box.left() + left, box.bottom())
        path.arcTo(box.left(), box.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
        path.lineTo(box.left(), box.top() + left)
        path.arcTo(box.left(), box.top(), 2 * left, 2 * left, 180, -90)
        return path

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        on = self.isChecked()
        over = self.underMouse() and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Neighbours share one line: the right one draws it, so all but the last run over the edge.
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._last else 1.5, -0.5)
        ground = "accent_soft" if on else "hover" if over else "surface"
        painter.setBrush(tokens.color(ground if self.isEnabled() else "bg"))
        painter.setPen(QPen(tokens.color("accent" if on else "line"), 1))
        painter.drawPath(self._shape(box))
        if self._before is not None and self._before.isChecked():
            painter.fillRect(0, 0, 1, self.height(), tokens.color("accent"))
        if self.hasFocus() and self._by_key:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.color("accent"), 2))
            painter.drawPath(self._shape(QRectF(self.rect()).adjusted(1, 1, -1, -1)))
        ink = "accent" if on else "text" if self.isEnabled() else "faint"
        painter.setPen(tokens.color(ink))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
