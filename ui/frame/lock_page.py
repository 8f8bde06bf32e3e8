"""What stands in place of the desk while nobody sits at it: who left, and a field for the PIN."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.staff import Person
from app.errors import AppError
from app.i18n import _
from ui import icons
from ui.desk import Desk
from ui.frame.person_list import PersonList
from ui.frame.pin_entry import PinEntry
from ui.frame.switching import Switching
from ui.tokens import tokens_of
from ui.widgets.button import Button
from ui.widgets.surface import Card, Ground, Line
from ui.widgets.text import PlainLabel

_WIDTH: Final = 400
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LockPage(Ground):
    """Shows nothing of any buyer. Whoever is let in is told by `Switching`."""

    def __init__(self, desk: Desk, switching: Switching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._switching = switching
        person = desk.services.staff.current
        self.title = PlainLabel("", "title")
        self.words = PlainLabel("", "muted", wrap=True)
        self.entry = PinEntry(desk, switching)
        self.unlock = Button(_("解锁"), "primary")
        self.others = Button(_("换一位同事…"), "ghost", icon="people")
        self.list = PersonList()
        self._lay_out()
        people = desk.services.staff.people()
        self.list.show_people(people, None)
        self.list.hide()
        self._line.hide()
        self.others.setVisible(len(people) > 1)
        self.unlock.clicked.connect(self.entry.submit)
        self.others.clicked.connect(self._on_others)
        self.list.chosen.connect(self._on_chosen)
        self.entry.ready_changed.connect(self._show_ready)
        switching.refused.connect(self._on_refused)
        if person is not None:
            self._ask(person)

    def _lay_out(self) -> None:
        card = Card()
        card.setFixedWidth(_WIDTH)
        body = card.body
        body.setContentsMargins(14, 10, 14, 10)
        body.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_Padlock())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.words)
        head.addLayout(words, 1)
        body.addLayout(head)
        body.addWidget(self.entry)
        row = QHBoxLayout()
        row.addWidget(self.unlock)
        row.addStretch(1)
        row.addWidget(self.others)
        body.addLayout(row)
        self._line = Line()
        body.addWidget(self._line)
        body.addWidget(self.list)
        column = QVBoxLayout(self)
        column.addStretch(3)
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(card)
        centre.addStretch(1)
        column.addLayout(centre)
        column.addStretch(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entry.submit()
            return
        super().keyPressEvent(event)

    def say(self, sentence: str) -> None:
        """A remark below the title, such as that something still runs."""
        self.words.setText(sentence)

    def _ask(self, person: Person) -> None:
        self.title.setText(_("已锁定"))
        self.say(_("屏幕上的内容都还在，填到一半的也在。"))
        self.list.mark(person)
        self.entry.ask(person)
        self._show_ready()

    def _on_others(self) -> None:
        self.others.hide()
        self._line.show()
        self.list.show()

    def _on_chosen(self, person: Person) -> None:
        if self._switching.busy:
            return
        if person.has_pin:
            self._ask(person)
        else:
            self._switching.switch(person)

    def _show_ready(self) -> None:
        waiting = self._switching.busy or not self.entry.field.isEnabled()
        self.unlock.set_reason(self.entry.ready() if waiting else "")

    def _on_refused(self, error: AppError) -> None:
        # Without a PIN nobody was asked for one: what was refused is said above.
        if not self.entry.said.text():
            self.say(str(error))


class _Padlock(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(44, 44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        drawing = icons.image("lock", tokens.color("accent"), 20, self.devicePixelRatioF())
        painter.drawImage(QPointF(12, 12), drawing)
