"""Setting, changing and taking away one person's PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.staff import Person
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.forms import Form
from ui.jobs import Steps
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.pin_field import PinField
from ui.widgets.text import PlainLabel


class PinDialog(DraftDialog):
    """One's own PIN needs the old one; the owner gives anybody else a new one without."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        title = _("重设 PIN") if person.has_pin else _("设置 PIN")
        super().__init__(title, person.name, primary=_("保存"), width=440, parent=parent)
        self._desk = desk
        self._person = person
        acting = desk.services.staff.current
        self.old = PinField()
        self.new = PinField()
        self.again = PinField()
        self._fields = Form()
        self._asks_old = person.has_pin and acting is not None and acting.id == person.id
        if self._asks_old:
            self._fields.add(_("现在的 PIN"), self.old)
        self._fields.add(_("新 PIN"), self.new, note=_("4 到 8 位数字；不要用生日和连号"))
        self._fields.add(_("再输一次"), self.again)
        words = _("之后切换到{name}、离开后解锁，都要输入它。只保存加密后的摘要，忘了由店主重设。")
        self.form.addWidget(PlainLabel(words.format(name=person.name), "small", wrap=True))
        self.form.addWidget(self._fields)
        self.remove = Button(_("去掉 PIN"), "danger")
        self.add_beside(self.remove)
        self.remove.setVisible(person.has_pin)
        self._fields.changed.connect(self._on_changed)
        self.submitted.connect(self._on_submitted)
        self.remove.clicked.connect(self._on_remove)
        self._on_changed()
        (self.old if self._asks_old else self.new).setFocus()

    def draft(self) -> object:
        return self.new.text()

    def _on_changed(self) -> None:
        problem = self.old.problem() if self._asks_old else ""
        self.remove.set_reason(_("先输入现在的 PIN。") if problem else "")
        problem = problem or self.new.problem()
        if not problem and self.again.text() != self.new.text():
            problem = _("两次输入的新 PIN 不一样。") if self.again.text() else _("请再输一次。")
        self.set_problem(problem)

    def _on_submitted(self, pin: str) -> None:
        self.keep_open()
        self._run(_Setting(self._desk.services, self._person.id, pin, self.old.text()).run)

    def _on_remove(self) -> None:
        self._run(_Removing(self._desk.services, self._person.id, self.old.text()).run)

    def _run(self, work: Callable[[Steps], Any]) -> None:
        self.set_problem(_("正在保存…"))
        self.remove.set_reason(_("正在保存…"))
        self._desk.jobs.run(_("正在保存 PIN"), work, done=self._on_done, failed=self._on_failed)

    def _on_done(self, said: tuple[str, bool]) -> None:
        sentence, fine = said
        self._desk.ask.tell(sentence, "ok" if fine else "warn")
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._on_changed()
        if isinstance(error, AppError):
            self.complain(str(error))
        else:
            self._desk.jobs.broke.emit(error)


class _Setting:
    """Hashes on the worker."""

    def __init__(self, services: Any, person_id: int, pin: str, old: str) -> None:
        self._services = services
        self._person_id = person_id
        self._pin = pin
        self._old = old

    def run(self, _steps: Steps) -> tuple[str, bool]:
        remark = self._services.pins.set_pin(self._person_id, self._pin, self._old)
        return remark or _("PIN 已设好"), not remark


class _Removing:
    def __init__(self, services: Any, person_id: int, old: str) -> None:
        self._services = services
        self._person_id = person_id
        self._old = old

    def run(self, _steps: Steps) -> tuple[str, bool]:
        self._services.pins.remove_pin(self._person_id, self._old)
        return _("PIN 已去掉"), True
