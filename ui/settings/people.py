"""The people of the desk: who works here, as what, with which proof, and who has left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.access import roles_text
from app.domain.staff import IDLE_CHOICES, Person, last_owner_leaves
from app.i18n import _
from ui.desk import Desk
from ui.forms import Form
from ui.settings.person_form import PersonForm
from ui.settings.pin import PinDialog
from ui.widgets.button import Button, IconButton
from ui.widgets.counter import Counter
from ui.widgets.dialog import DraftDialog
from ui.widgets.grid import Column, LineTable
from ui.widgets.pill import Pill
from ui.widgets.text import PlainLabel


class PeopleDialog(DraftDialog):
    """Every change is made at once; only the minutes of the lock wait for the main button."""

    limits_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("人员"), primary=_("完成"), width=720, parent=parent)
        self.cancel.hide()
        self._desk = desk
        self.rows: dict[int, PersonActions] = {}
        self._leaving: Person | None = None
        self.table = LineTable(
            [
                Column(_("名字"), stretch=True),
                Column(_("角色"), stretch=True),
                Column(_("PIN")),
                Column("", right=True),
            ]
        )
        self.add = Button(_("添加人员"), icon="plus")
        self.limits = Button(_("审批额度…"), "ghost", icon="approve")
        self._stored = desk.services.pins.idle_minutes()
        self.minutes = Counter(self._stored, IDLE_CHOICES[0], IDLE_CHOICES[-1])
        self._lay_out()
        self._show_people()
        self.add.clicked.connect(self._on_add)
        self.limits.clicked.connect(self._on_limits)
        self.submitted.connect(self._on_submitted)
        desk.changes.changed.connect(self._on_changes)

    def _lay_out(self) -> None:
        words = _("每一步都记在做的人名下，角色决定谁能做什么。没有 PIN 的人，任何人都能切换成他。")
        self.form.addWidget(PlainLabel(words, "small", wrap=True))
        self.form.addWidget(self.table)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.limits)
        row.addStretch(1)
        self.form.addLayout(row)
        idle = Form()
        idle.add(
            _("没有人操作多少分钟后锁定"),
            self.minutes,
            note=_("只锁设了 PIN 的人；0 表示不自动锁定。按 Ctrl+L 随时锁定。"),
        )
        self.form.addWidget(idle)

    def _show_people(self) -> None:
        self.table.clear_rows()
        self.rows = {}
        people = self._desk.services.staff.people(active_only=False)
        for person in sorted(people, key=_left_last):
            actions = PersonActions(person, self._why_stay(person, people))
            actions.edited.connect(self._on_edit)
            actions.pin_wanted.connect(self._on_pin)
            actions.left.connect(self._on_left)
            actions.returned.connect(self._on_returned)
            self.rows[person.id] = actions
            proof = Pill(_("已设"), "ok") if person.has_pin else Pill(_("未设"))
            name = person.name if person.active else _("{name}（已离职）").format(name=person.name)
            self.table.add_row(
                [name, roles_text(person.roles), proof, actions], muted=not person.active
            )
        if self.isVisible():
            self.grow()

    def _why_stay(self, person: Person, people: tuple[Person, ...]) -> str:
        """Why this person cannot leave, or empty."""
        acting = self._desk.services.staff.current
        if last_owner_leaves(people, person.id, ()):
            return _("至少要有一位店主；先让另一位同事成为店主。")
        if acting is not None and acting.id == person.id:
            return _("不能让自己离职；请换另一位店主来操作。")
        return ""

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("staff"):
            self._show_people()

    def _on_add(self) -> None:
        PersonForm(self._desk, None, self).open()

    def _on_edit(self, person: Person) -> None:
        PersonForm(self._desk, person, self).open()

    def _on_pin(self, person: Person) -> None:
        PinDialog(self._desk, person, self).open()

    def _on_left(self, person: Person) -> None:
        self._leaving = person
        self._desk.ask.confirm(
            _("{name} 离职后，不能再切换成他。").format(name=person.name),
            _("离职"),
            self._on_leave_surely,
            details=_("历史和分给他的售后单都不变；以后可以让他回来。"),
        )

    def _on_leave_surely(self) -> None:
        person, self._leaving = self._leaving, None
        if person is not None:
            self._desk.perform(
                self._desk.services.staff.deactivate,
                person.id,
                said=_("{name} 已离职").format(name=person.name),
            )

    def _on_returned(self, person: Person) -> None:
        self._desk.perform(
            self._desk.services.staff.reactivate,
            person.id,
            said=_("{name} 已回来").format(name=person.name),
        )

    def _on_limits(self) -> None:
        self.limits_wanted.emit()

    def draft(self) -> object:
        return self.minutes.value()

    def _on_submitted(self, minutes: int) -> None:
        if minutes == self._stored:
            return
        outcome = self._desk.attempt(self._desk.services.pins.set_idle_minutes, minutes)
        if outcome.error is not None:
            self.keep_open(str(outcome.error))


class PersonActions(QWidget):
    """What can be done about one person. Every signal carries the `Person`."""

    edited = Signal(object)
    pin_wanted = Signal(object)
    left = Signal(object)
    returned = Signal(object)

    def __init__(self, person: Person, stays: str) -> None:
        """`stays`: why the person cannot leave, or empty."""
        super().__init__()
        self._person = person
        self.edit = IconButton("edit", _("修改名字和角色"))
        self.pin = Button(_("重设 PIN…") if person.has_pin else _("设置 PIN…"), "ghost")
        self.leave = Button(_("离职…"), "ghost")
        self.back = Button(_("回来"), "ghost")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button, wanted in (
            (self.edit, person.active),
            (self.pin, person.active),
            (self.leave, person.active),
            (self.back, not person.active),
        ):
            row.addWidget(button)
            button.setVisible(wanted)
        self.leave.set_reason(stays)
        self.edit.clicked.connect(self._on_edit)
        self.pin.clicked.connect(self._on_pin)
        self.leave.clicked.connect(self._on_leave)
        self.back.clicked.connect(self._on_back)

    def _on_edit(self) -> None:
        self.edited.emit(self._person)

    def _on_pin(self) -> None:
        self.pin_wanted.emit(self._person)

    def _on_leave(self) -> None:
        self.left.emit(self._person)

    def _on_back(self) -> None:
        self.returned.emit(self._person)


def _left_last(person: Person) -> tuple[bool, int]:
    return not person.active, person.id
