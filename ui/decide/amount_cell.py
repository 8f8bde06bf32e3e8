"""An amount in a table that can be typed over: text until somebody presses it, then a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain import money
from app.errors import RuleViolation
from app.i18n import _
from ui.tokens import tokens_of
from ui.widgets.focus import came_by_key, draw_ring
from ui.widgets.money_edit import mark
from ui.widgets.text import tip

_WIDTH = 92


class AmountCell(QWidget):
    """Shows what was reckoned; an amount that is typed takes its place until it is emptied.

    `always`: nothing can be reckoned here, so that the field is open from the start.
    """

    changed = Signal()

    def __init__(
        self, currency: str, *, always: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._currency = currency
        self._always = always
        # Read once when it changes: every cell of a long order is asked at every key.
        self._text = ""
        self._cents: int | None = None
        self._problem = ""
        self.link = _AmountLink()
        self.link.setToolTip(tip(_("按空格或点击，改为填写金额")))
        self.link.clicked.connect(self._on_open)
        self.line = _Line()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFixedWidth(_WIDTH)
        self.line.setMaxLength(24)
        self.line.setPlaceholderText(_("金额"))
        self.line.textChanged.connect(self._on_text)
        self.line.left.connect(self._on_left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.link)
        row.addWidget(self.line)
        self._show_line(always)

    @property
    def stop(self) -> QWidget:
        """Where the Tab key stops now."""
        return self.link if self.line.isHidden() else self.line

    @property
    def typed(self) -> bool:
        """Whether an amount was typed, right or wrong."""
        return bool(self._text)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Type this; an empty text goes back to what is reckoned."""
        self.line.setText(text)
        self._show_line(self._always or bool(text.strip()))

    def value(self) -> int | None:
        """The typed amount in minor units; None without one or while it is wrong."""
        return self._cents

    def set_value(self, minor: int | None) -> None:
        """An amount in place of what is reckoned, or None."""
        self.set_text("" if minor is None else money.digits(minor, self._currency))

    def show_reckoned(self, minor: int) -> None:
        """What the amount is as long as nobody types one."""
        text = str(money.Money(minor, self._currency))
        self.link.show_text(text)

    def problem(self) -> str:
        """What is wrong with the typed amount."""
        return self._problem

    def _show_line(self, on: bool) -> None:
        self.line.setVisible(on)
        self.link.setVisible(not on)

    def _on_open(self) -> None:
        self._show_line(True)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self) -> None:
        self._read()
        mark(self.line, bool(self._problem))
        self.changed.emit()

    def _read(self) -> None:
        self._text = self.text().strip()
        self._cents, self._problem = None, ""
        if not self._text:
            return
        try:
            self._cents = money.parse(self.text(), self._currency)
        except RuleViolation as refusal:
            self._problem = refusal.sentence

    def _on_left(self) -> None:
        minor = self.value()
        if minor is not None:
            self.line.setText(money.digits(minor, self._currency))
        elif not self.typed and not self._always:
            self._show_line(False)


class _Line(QLineEdit):
    """The field; tells when it was left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class _AmountLink(QAbstractButton):
    """The amount as text on a dotted line: it can be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._by_key = False
        # Not the text of the button: setting that lays out the window at every key.
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show an amount. The table is laid out again only when it needs another width."""
        if text == self._words:
            return
        before = self.sizeHint()
        self._words = text
        self.setAccessibleName(text)
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 1, 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        over = self.underMouse() and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.color("accent" if over else "text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect(), flags, self._words)
        width = self.fontMetrics().horizontalAdvance(self._words)
        pen = QPen(tokens.color("accent" if over else "edge"), 1, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        base = self.height() / 2 + self.fontMetrics().ascent() / 2 + 1.5
        painter.drawLine(QPointF(self.width() - width, base), QPointF(self.width(), base))
        if self.hasFocus() and self._by_key:
            draw_ring(painter, QRectF(self.rect()).adjusted(-1, 0, 1, 0), tokens.color("accent"), 4)
