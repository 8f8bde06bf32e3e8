"""The people who may act, one below the other, to choose one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.access import roles_text
from app.domain.staff import Person
from app.i18n import _
from ui import icons
from ui.tokens import tokens_of
from ui.widgets.focus import came_by_key, draw_box, draw_ring
from ui.widgets.surface import clear
from ui.widgets.text import sized

_HEIGHT: Final = 44
_NEXT: Final = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BEFORE: Final = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class PersonList(QWidget):
    """`chosen` carries the `Person` that was clicked, or taken with Enter or Space."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PersonRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_people(self, people: Sequence[Person], acting: Person | None) -> None:
        """Replace the rows; whoever is acting is marked."""
        clear(self._column)
        self.rows = tuple(
            PersonRow(one, acting is not None and one.id == acting.id) for one in people
        )
        for row in self.rows:
            row.clicked.connect(self._on_clicked)
            self._column.addWidget(row)
            row.show()

    def mark(self, person: Person | None) -> None:
        """The one who is asked for the PIN now."""
        for row in self.rows:
            row.set_on(person is not None and row.person.id == person.id)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, PersonRow):
            self.chosen.emit(row.person)


class PersonRow(QAbstractButton):
    """Name and roles; at the right a lock where a PIN is wanted, or that this one is acting."""

    def __init__(self, person: Person, acting: bool) -> None:
        super().__init__()
        self.person = person
        self._roles = roles_text(person.roles)
        self._note = _("正在操作") if acting else _("需要 PIN") if person.has_pin else ""
        self._lock = person.has_pin
        self._on = False
        self._by_key = False
        self.setText(person.name)
        self.setAccessibleName(person.name)
        self.setAccessibleDescription(" ".join(p for p in (self._roles, self._note) if p))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_on(self, on: bool) -> None:
        """Marked as the chosen one."""
        if on != self._on:
            self._on = on
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Moving does not choose: the next one may have no PIN and would act at once.
        if event.key() in _NEXT:
            self.focusNextChild()
        elif event.key() in _BEFORE:
            self.focusPreviousChild()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._on or self.underMouse():
            draw_box(painter, box, tokens.color("accent_soft" if self._on else "hover"), None, 6)
        if self.hasFocus() and self._by_key:
            draw_ring(painter, box, tokens.color("accent"), 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        note = sized(self.font(), 12)
        room = QFontMetrics(note).horizontalAdvance(self._note)
        painter.setFont(note)
        painter.setPen(tokens.color("muted"))
        painter.drawText(
            box.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, self._note
        )
        if self._lock:
            drawing = icons.image("lock", tokens.color("muted"), 14, self.devicePixelRatioF())
            painter.drawImage(QPointF(box.right() - 32 - room, (_HEIGHT - 14) / 2), drawing)
        left = box.adjusted(12, 0, -44 - room, 0)
        strong = sized(self.font(), 13, strong=True)
        metrics = QFontMetrics(strong)
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(left.width()))
        painter.setFont(strong)
        painter.setPen(tokens.color("accent" if self._on else "text"))
        painter.drawText(left, middle, name)
        rest = left.adjusted(metrics.horizontalAdvance(name) + 10, 0, 0, 0)
        roles = QFontMetrics(note).elidedText(
            self._roles, Qt.TextElideMode.ElideRight, max(0, int(rest.width()))
        )
        painter.setFont(note)
        painter.setPen(tokens.color("muted"))
        painter.drawText(rest, middle, roles)
