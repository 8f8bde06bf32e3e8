"""Money outside what was paid: on what ground, how much, and the document it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.evidence import Evidence
from app.domain.labels import label
from app.domain.remedy import DamageGround
from app.domain.settlement.types import Choices, Damages
from app.i18n import _
from ui.decide.deductions import Photos
from ui.decide.part import Disclosed, Given, beside, labelled
from ui.widgets.fields import Choice, TextField
from ui.widgets.money_edit import MoneyEdit


class DamagesChoice(Disclosed):
    """Behind a button: hardly any decision has it. Closing it takes it out of the decision."""

    def __init__(
        self, currency: str, evidence: Sequence[Evidence], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("另有赔付…"), _("不赔付"), parent)
        self.ground = Choice([(g, label(g)) for g in DamageGround], placeholder=_("请选择"))
        self.amount = MoneyEdit(currency)
        self.document = TextField(placeholder=_("例如 平台裁决编号、检测报告"), longest=120)
        self.photos = Photos(evidence, checked=())
        first = beside(
            labelled(_("赔付依据"), self.ground),
            labelled(_("赔付金额"), self.amount),
            stretch=False,
        )
        first.addWidget(self.less, 0, Qt.AlignmentFlag.AlignTop)
        second = beside(labelled(_("文书或凭证"), self.document), stretch=False)
        second.addWidget(self.photos, 0, Qt.AlignmentFlag.AlignBottom)
        self.inside.addLayout(first)
        self.inside.addLayout(second)
        self.setFocusProxy(self.ground)
        for field in (self.ground, self.amount, self.document, self.photos):
            field.changed.connect(self._on_changed)

    def start(self, given: Given) -> None:
        known = given.proposed.damages
        if known is not None:
            self.show_open(True)
            self.ground.set_value(known.ground)
            self.amount.set_value(known.cents)
            self.document.set_value(known.document)

    def fill(self, choices: Choices) -> Choices:
        ground, cents = self.ground.value(), self.amount.value()
        if ground is None or not cents:
            return choices
        return replace(
            choices,
            damages=Damages(
                DamageGround(str(ground)), cents, self.document.value(), self.photos.value()
            ),
        )

    def problem(self) -> str:
        if self.ground.value() is None:
            return _("请选择赔付的依据，或去掉赔付。")
        if self.amount.value() and not (self.document.value() or self.photos.value()):
            return _("请写明赔付依据的文书，或附上凭证。")
        return self.amount.problem()

    def kept(self) -> Mapping[str, object]:
        return {"damages": self}

    def state(self) -> object:
        """Everything typed, and whether it counts."""
        return [
            self._open,
            self.ground.value(),
            self.amount.line.text(),
            self.document.text(),
            list(self.photos.value()),
        ]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 5:
            self.show_open(bool(state[0]))
            self.ground.set_value(state[1])
            self.amount.line.setText(str(state[2]))
            self.document.set_value(str(state[3]))
            self.photos.set_value(state[4] if isinstance(state[4], list) else [])
            self.changed.emit()
