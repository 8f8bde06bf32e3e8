"""Somebody else takes over: whose name stands in the history from now on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.forms import Form
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import TextField
from ui.widgets.text import PlainLabel

LONGEST_NAME = 30


class PersonDialog(DraftDialog):
    """`submitted` carries the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("换成另一位"), primary=_("开始操作"), width=420, parent=parent)
        self.name = TextField(longest=LONGEST_NAME)
        self._fields = Form()
        self._fields.add(_("名字"), self.name, required=True)
        self._fields.changed.connect(self._on_changed)
        self.form.addWidget(self._fields)
        words = _("之后的每一步都记在这个名字下。新名字会登记为客服。")
        self.form.addWidget(PlainLabel(words, "small", wrap=True))
        self._on_changed()
        self.name.setFocus()

    def draft(self) -> object:
        return self.name.value()

    def _on_changed(self) -> None:
        self.set_problem(self._fields.problem())
