"""Asking the buyer for everything that is missing, in one message."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence import EvidenceKind
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.decide.words import BuyerWords
from ui.widgets.fields import TextArea
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip

_OFTEN_ASKED = (
    EvidenceKind.WHOLE_ITEM,
    EvidenceKind.CLOSE_UP,
    EvidenceKind.LABEL,
    EvidenceKind.PARCEL,
    EvidenceKind.UNBOXING_VIDEO,
    EvidenceKind.CHAT,
    EvidenceKind.ORDER_SCREENSHOT,
    EvidenceKind.INVOICE,
)


class MissingItems(QWidget):
    """What the buyer must supply, one item a line; the usual ones are a click or Space away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = TextArea(
            lines=4, longest=1000, placeholder=_("一行一项，一次写全，避免反复索要")
        )
        self.area.changed.connect(self._on_typed)
        flow = Flow()
        self.chips: list[Chip] = []
        for kind in _OFTEN_ASKED:
            chip = Chip(label(kind), icon="plus")
            chip.clicked.connect(self._on_chip)
            self.chips.append(chip)
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.area)
        column.addLayout(flow)
        self.setFocusProxy(self.area)

    @property
    def items(self) -> tuple[str, ...]:
        """The items, without blanks and empty lines."""
        lines = (line.strip() for line in self.area.value().splitlines())
        return tuple(line for line in lines if line)

    def value(self) -> str:
        """The items, one a line; empty when there is none."""
        return "\n".join(self.items)

    def problem(self) -> str:
        """Too long, or nothing."""
        return self.area.problem()

    def state(self) -> object:
        """The text as typed."""
        return self.area.toPlainText()

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, str):
            self.area.set_value(state)

    def _on_chip(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        name = chip.text()
        kept = [item for item in self.items if item != name]
        if len(kept) == len(self.items):
            kept.append(name)
        self.area.set_value("\n".join(kept))

    def _on_typed(self) -> None:
        for chip in self.chips:
            chip.setChecked(chip.text() in self.items)
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class InfoDraft:
    """Items to ask for, one a line."""

    items: str


class RequestInfoDialog(FormDialog):
    """Ask the buyer for everything that is missing, in one message."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("请买家补充资料"), primary=_("记录并复制"), parent=parent)
        self.items = MissingItems()
        self.add("items", _("需要补充的资料"), self.items, required=True)
        self.words = BuyerWords(lines=5)
        self.add("words", _("给买家的话（可编辑，确认后复制到剪贴板）"), self.words)
        self.check()

    def check(self) -> None:
        self.words.suggest(request_text(self.items.items))
        super().check()

    def copied(self) -> str:
        return self.words.value()

    def draft(self) -> InfoDraft:
        return InfoDraft(self.items.value())


def request_text(items: tuple[str, ...]) -> str:
    """The polite request for these items; empty without any."""
    if not items:
        return ""
    listed = "\n".join(f"{place}. {item}" for place, item in enumerate(items, 1))
    return _(
        "您好，为了尽快为您核实处理，麻烦您补充以下资料：\n{items}\n收到后我们会马上继续处理。"
    ).format(items=listed)
