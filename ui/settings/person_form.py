"""One person: the name that stands in the history, and what this person may do."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.access import ROLE_NAMES, Role
from app.domain.staff import Person, last_owner_leaves
from app.errors import AppError
from app.i18n import N_, _
from ui.desk import Desk, Outcome
from ui.forms import Form
from ui.frame.person import LONGEST_NAME
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import TextField, Tick
from ui.widgets.text import PlainLabel, tip

DUTIES: Final[dict[Role, str]] = {
    Role.AGENT: N_("受理、核实、提出方案，导入和导出；超过额度的方案等审批。"),
    Role.LEAD: N_("客服做的都能做，还审批方案、免收差价、收货验货和寄出。"),
    Role.WAREHOUSE: N_("收货、验货、维修，寄出换货和补发的货。"),
    Role.FINANCE: N_("登记打款和收款，导出报表。"),
    Role.OWNER: N_("什么都能做，不受额度限制；管人员、额度和店铺设置。"),
}
"""What each role may do, in a sentence."""


class PersonForm(DraftDialog):
    """Adds somebody (`person` None) or changes name and roles; keeps what was typed when refused."""

    def __init__(
        self, desk: Desk, person: Person | None = None, parent: QWidget | None = None
    ) -> None:
        title = _("添加人员") if person is None else _("修改人员")
        super().__init__(title, primary=_("保存"), width=560, parent=parent)
        self._desk = desk
        self._person = person
        roles = person.roles if person is not None else (Role.AGENT,)
        self.name = TextField(person.name if person is not None else "", longest=LONGEST_NAME)
        self.roles = {role: Tick(_(ROLE_NAMES[role]), role in roles) for role in Role}
        self._fields = Form()
        self._fields.add(_("名字"), self.name, required=True)
        self.form.addWidget(self._fields)
        self.form.addWidget(self._make_roles())
        self._keep_an_owner()
        self._fields.changed.connect(self._on_changed)
        for tick in self.roles.values():
            tick.changed.connect(self._on_changed)
        self.submitted.connect(self._on_submitted)
        self._on_changed()
        self.name.setFocus()

    def _make_roles(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(_("角色（可以多选，权限相加）"), "small"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (role, tick) in enumerate(self.roles.items()):
            grid.addWidget(tick, at, 0)
            duty = PlainLabel(_(DUTIES[role]), "small", wrap=True)
            duty.setContentsMargins(0, 3, 0, 0)
            grid.addWidget(duty, at, 1)
        column.addLayout(grid)
        self.kept = PlainLabel("", "small", wrap=True)
        column.addWidget(self.kept)
        return box

    def _keep_an_owner(self) -> None:
        """The last owner stays one, and the screen says why."""
        person, people = self._person, self._desk.services.staff.people()
        last = person is not None and person.active and last_owner_leaves(people, person.id, ())
        words = _("{name} 是唯一的店主，不能去掉这个角色；先让另一位同事成为店主。")
        said = words.format(name=person.name) if person is not None and last else ""
        self.roles[Role.OWNER].setEnabled(not last)
        self.roles[Role.OWNER].setToolTip(tip(said))
        self.kept.setText(said)
        self.kept.setVisible(bool(said))

    def chosen(self) -> tuple[Role, ...]:
        """The roles that are ticked."""
        return tuple(role for role, tick in self.roles.items() if tick.isChecked())

    def draft(self) -> object:
        return self.name.value(), self.chosen()

    def _on_changed(self) -> None:
        problem = self._fields.problem()
        if not problem and not self.chosen():
            problem = _("请至少选一个角色。")
        self.set_problem(problem)

    def _on_submitted(self, draft: tuple[str, tuple[Role, ...]]) -> None:
        name, roles = draft
        error = self._save(name, roles)
        if error is not None:
            self.keep_open(str(error))
        else:
            self._desk.ask.tell(_("{name} 已保存").format(name=name))

    def _save(self, name: str, roles: tuple[Role, ...]) -> AppError | None:
        staff, person = self._desk.services.staff, self._person
        if person is None:
            return self._desk.attempt(staff.add, name, roles).error
        outcome: Outcome[Person] = Outcome(True)
        if name != person.name:
            outcome = self._desk.attempt(staff.rename, person.id, name)
        if outcome and set(roles) != set(person.roles):
            outcome = self._desk.attempt(staff.set_roles, person.id, roles)
        return outcome.error
