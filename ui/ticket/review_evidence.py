"""证据清单: what this kind of case needs, what is there with its codes, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.workflow import Action, Verb
from app.i18n import _
from ui import icons
from ui.ticket.page import Page
from ui.ticket.review_case import dress
from ui.tokens import tokens_of
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from app.domain.evidence_slots import Slot


class SlotLine(QWidget):
    """One slot: filled or empty, its name, chips that show what is there."""

    evidence_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._sign = _SlotSign()
        self.name = PlainLabel("")
        self.whose = PlainLabel("", "small")
        self._chips = Flow(4)
        self.chips: list[Chip] = []
        self.missing = PlainLabel(_("还没有"), "warn")
        self._aside: dict[str, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.name)
        row.addWidget(self.whose)
        row.addWidget(self.missing)
        # Chips break into a second row where there are many.
        self._holder = QWidget()
        self._holder.setLayout(self._chips)
        row.addWidget(self._holder, 1)

    def show_slot(self, slot: Slot, *, asked: bool) -> None:
        """Show this one; `asked`: the buyer was asked for it the last time."""
        self._sign.show_filled(slot.filled)
        self.name.setText(slot.name)
        self.whose.setText(_("本店备好") if slot.ours else "")
        self.whose.setVisible(slot.ours)
        self._aside = {f"{piece.code} {label(piece.judgement)}": piece.code for piece in slot.aside}
        shown = (*slot.codes, *self._aside)
        self.missing.setText(_missing(slot, asked=asked))
        self.missing.setVisible(not slot.filled)
        while len(self.chips) < len(shown):
            chip = Chip("")
            chip.set_tip(_("看这份证据"))
            chip.clicked.connect(self._on_chip)
            self._chips.addWidget(chip)
            self.chips.append(chip)
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(shown))
            if place < len(shown):
                chip.setText(shown[place])
                chip.updateGeometry()

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.evidence_wanted.emit(self._aside.get(chip.text(), chip.text()))


def _missing(slot: Slot, *, asked: bool) -> str:
    """Why a slot is empty."""
    if asked:
        return _("已索要，还没有")
    return _("未计入") if slot.aside else _("还没有")


class EvidenceCard(Card):
    """证据: the slots, and one button that asks for every missing one at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("证据清单"))
        self._page = page
        self.lines: list[SlotLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.none = PlainLabel(_("这类问题没有必须的证据。"), "muted", wrap=True)
        self.ask = Button("", icon="info-needed")
        self.ask.setObjectName(Verb.REQUEST_INFO.value)
        self.ask.clicked.connect(self._on_ask)
        self.body.addWidget(self.none)
        self.body.addSpacing(2)
        self.body.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)

    def show_slots(
        self,
        slots: Sequence[Slot],
        missing: Sequence[str],
        complete: tuple[int, int],
        action: Action,
    ) -> None:
        """`missing`: everything the buyer still has to give, evidence or not; `complete`: how many
        of how many things are there."""
        asked = {line.strip() for line in self._page.ticket.asked_for.splitlines()}
        while len(self.lines) < len(slots):
            line = SlotLine()
            line.evidence_wanted.connect(self._page.evidence_wanted)
            self._column.addWidget(line)
            self.lines.append(line)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(slots))
            if place < len(slots):
                line.show_slot(slots[place], asked=slots[place].name in asked)
        there, of = complete
        self.set_note(_("买家的资料 {n} / {of}").format(n=there, of=of) if of else "")
        self.none.setVisible(not slots)
        dress(self.ask, action)
        self.ask.setText(_("一次性索要全部缺项（{n}）…").format(n=len(missing)))
        self.ask.updateGeometry()
        self.ask.setVisible(bool(missing) and self._page.ticket.facts.open)

    def _on_ask(self) -> None:
        self._page.verb_wanted.emit(Verb.REQUEST_INFO.value)


class _SlotSign(QWidget):
    """A tick, or the dashed ring of something that is not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self._filled = False
        self.setFixedSize(QSize(16, 16))

    def show_filled(self, filled: bool) -> None:
        self._filled = filled
        self.setAccessibleName(_("已有") if filled else _("还没有"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._filled:
            drawing = icons.image("check", tokens.color("ok"), 16, self.devicePixelRatioF())
            painter.drawImage(QPointF(0, 0), drawing)
            return
        painter.setPen(QPen(tokens.color("warn"), 1.3, Qt.PenStyle.DashLine))
        painter.drawEllipse(QRectF(2, 2, 12, 12))
