"""Who is liable, as a row of segments: short words, because the label above says 责任方."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.remedy import Liability
from app.domain.settlement.types import Choices
from app.i18n import N_, _
from ui.decide.part import Given, Part
from ui.widgets.segments import Segments

_SHORT: dict[Liability, str] = {
    Liability.MERCHANT: N_("商家"),
    Liability.COURIER: N_("物流"),
    Liability.BUYER: N_("买家"),
    Liability.SUPPLIER: N_("供应商"),
    Liability.PLATFORM: N_("平台"),
    Liability.FORCE_MAJEURE: N_("不可抗力"),
    Liability.SHARED: N_("混合"),
    Liability.UNDETERMINED: N_("待定"),
}


def liability_options() -> tuple[tuple[Liability, str], ...]:
    """Every finding with its short word, the commonest first."""
    return tuple((one, _(word)) for one, word in _SHORT.items())


class LiabilityChoice(Part):
    """The finding the decision rests on."""

    label = N_("责任方")

    def __init__(self, liability: Liability, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposed: Liability | None = None
        self.finding = Segments(liability_options(), liability)
        self.finding.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finding)
        self.setFocusProxy(self.finding)

    def start(self, given: Given) -> None:
        self._proposed = given.proposed.liability
        self.finding.set_value(self._proposed)

    def show_ticket(self, given: Given) -> None:
        """Another finding meanwhile: it is followed unless a person chose something else here."""
        before, self._proposed = self._proposed, given.proposed.liability
        if before is not None and self.finding.value() == before:
            self.finding.set_value(self._proposed)

    def fill(self, choices: Choices) -> Choices:
        found = self.finding.value() or Liability.UNDETERMINED
        return replace(choices, liability=Liability(str(found)))

    def kept(self) -> Mapping[str, object]:
        return {"liability": self.finding}
