"""Who pays the parcel back, and how much the shop adds where it does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.remedy import FreightBearer
from app.i18n import _
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

_BEARERS = (FreightBearer.MERCHANT, FreightBearer.BUYER, FreightBearer.INSURER)


class FreightChoice(QWidget):
    """Follows the freight table until a person chooses otherwise."""

    changed = Signal()

    def __init__(
        self,
        currency: str,
        usual_cents: int,
        cap_cents: int | None,
        parent: QWidget | None = None,
    ) -> None:
        """`usual_cents`: what one parcel costs, proposed when the shop pays."""
        super().__init__(parent)
        self._usual = usual_cents
        self._mine = False
        self.bearer = Segments([(one, label(one)) for one in _BEARERS], FreightBearer.BUYER)
        self.bearer.chosen.connect(self._on_chosen)
        self.bearer.changed.connect(self._on_changed)
        self.amount = MoneyEdit(currency, optional=True)
        self.amount.set_value(usual_cents)
        self.amount.changed.connect(self._on_changed)
        self._note = PlainLabel("", "tiny")
        if cap_cents is not None:
            self._note.setText(_("上限 {cap}").format(cap=Money(cap_cents, currency)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.bearer, 0, top)
        row.addWidget(self.amount, 0, top)
        row.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setFocusProxy(self.bearer)
        self._show_amount()

    def value(self) -> FreightBearer:
        """Who pays."""
        return FreightBearer(str(self.bearer.value()))

    @property
    def cents(self) -> int:
        """What the shop adds; 0 where it does not pay or the amount is still open."""
        if self.value() is not FreightBearer.MERCHANT:
            return 0
        return self.amount.value() or 0

    def prefer(self, bearer: FreightBearer) -> None:
        """What the freight table says; a person's own choice stands."""
        if not self._mine:
            self.bearer.set_value(bearer)

    def set_amount(self, cents: int) -> None:
        """The amount a draft starts with; 0 leaves it open."""
        self.amount.set_value(cents or None)

    def problem(self) -> str:
        """An amount that is none."""
        return self.amount.problem() if self.value() is FreightBearer.MERCHANT else ""

    def state(self) -> object:
        """Who pays, how much, and whether a person chose it."""
        return [self.bearer.value(), self.amount.line.text(), self._mine]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 3:
            self._mine = bool(state[2])
            self.bearer.set_value(state[0])
            self.amount.line.setText(str(state[1]))

    def _show_amount(self) -> None:
        pays = self.bearer.value() == FreightBearer.MERCHANT
        self.amount.setVisible(pays)
        self._note.setVisible(pays)

    def _on_chosen(self) -> None:
        self._mine = True

    def _on_changed(self) -> None:
        self._show_amount()
        self.changed.emit()
