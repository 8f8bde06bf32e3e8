"""Somebody else takes over: whose name stands in the history from now on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.access import Permission, may
from app.domain.staff import Person
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.frame.person_list import PersonList
from ui.frame.pin_entry import PinEntry
from ui.frame.switching import Switching
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.text import PlainLabel

LONGEST_NAME = 40


class PersonDialog(DraftDialog):
    """Everybody who works here. One without a PIN acts at once, the others prove who they are."""

    people_wanted = Signal()
    """The owner wants the screen where people are added."""

    def __init__(
        self,
        desk: Desk,
        switching: Switching,
        chosen: Person | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`chosen`: whom to ask for the PIN at once."""
        super().__init__(_("换人操作"), primary=_("切换"), width=440, parent=parent)
        self._desk = desk
        self._switching = switching
        staff = desk.services.staff
        self._acting = staff.current
        people = staff.people()
        self.list = PersonList()
        self.list.show_people(people, self._acting)
        self.entry = PinEntry(desk, switching)
        self.entry.hide()
        self.alone = PlainLabel("", "muted", wrap=True)
        self.more = Button(_("人员…"), icon="people")
        self.form.addWidget(self.list)
        self.form.addWidget(self.entry)
        self.form.addWidget(self.alone)
        self.add_beside(self.more)
        self._say_who_adds(len(people))
        self.list.chosen.connect(self._on_chosen)
        self.entry.ready_changed.connect(self._show_ready)
        self.more.clicked.connect(self._on_more)
        switching.let_in.connect(self._on_let_in)
        switching.refused.connect(self._on_refused)
        self.set_hint(_("之后的每一步都记在他的名下"))
        if chosen is not None:
            self._on_chosen(chosen)
        else:
            self.primary.hide()
            if self.list.rows:
                self.list.rows[0].setFocus()

    def _say_who_adds(self, people: int) -> None:
        owner = may(self._desk.roles, Permission.CONFIGURE)
        self.more.setVisible(owner)
        if people > 1:
            self.alone.hide()
        elif owner:
            self.alone.setText(_("这里只有你一个人。有同事一起用时，在「人员」里添加。"))
        else:
            self.alone.setText(_("这里只有你一个人；添加同事由店主来做。"))

    def _on_chosen(self, person: Person) -> None:
        if self._switching.busy:
            return
        if self._acting is not None and person.id == self._acting.id:
            self.reject()
            return
        self.complain("")
        if person.has_pin:
            self.list.mark(person)
            self.entry.show()
            self.primary.show()
            self.entry.ask(person)
            self._show_ready()
            if self.isVisible():
                self.entry.updateGeometry()
                self.grow()
        else:
            self._switching.switch(person)

    def _show_ready(self) -> None:
        # Only what cannot be mended by typing disables the button: too few digits are said.
        waiting = self._switching.busy or not self.entry.field.isEnabled()
        self.primary.set_reason(self.entry.ready() if waiting else "")

    def submit(self) -> None:
        if self.entry.isVisibleTo(self):
            self.entry.submit()

    def _on_let_in(self) -> None:
        self.accept()

    def _on_refused(self, error: AppError) -> None:
        if not self.entry.isVisibleTo(self):
            self.complain(str(error))
        elif self.isVisible():
            self.grow()

    def _on_more(self) -> None:
        self.people_wanted.emit()
        self.reject()

    def draft(self) -> object:
        return None
