"""Parts of the finding dialog: the ticks it was weighed by, the parts of a shared liability."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.liability import Finding, LiabilityBasis, Share, problem_with
from app.domain.remedy import Liability
from app.i18n import _
from ui.decide.liability import liability_options
from ui.widgets.counter import Counter
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip
from ui.widgets.text import PlainLabel

_NO_PARTY = frozenset({Liability.SHARED, Liability.UNDETERMINED})
_ALL = 100


class BasisTicks(QWidget):
    """What a finding was weighed by: a click or Space on each that counted."""

    changed = Signal()

    def __init__(self, ticked: Iterable[LiabilityBasis], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(6, self)
        self.chips: dict[LiabilityBasis, Chip] = {}
        for basis in LiabilityBasis:
            chip = Chip(label(basis), icon="plus")
            chip.clicked.connect(self._on_chip)
            self.chips[basis] = chip
            flow.addWidget(chip)
        self.set_value(ticked)
        self.setFocusProxy(next(iter(self.chips.values())))

    def value(self) -> tuple[LiabilityBasis, ...]:
        """The ticked ones, in the order of the list."""
        return tuple(basis for basis, chip in self.chips.items() if chip.isChecked())

    def set_value(self, ticked: Iterable[LiabilityBasis]) -> None:
        """Tick these and no others."""
        wanted = set(ticked)
        for basis, chip in self.chips.items():
            chip.setChecked(basis in wanted)
        self.changed.emit()

    def problem(self) -> str:
        """Ticks are never wrong."""
        return ""

    def state(self) -> object:
        """The ticked ones by name."""
        return [basis.value for basis in self.value()]

    def restore(self, state: object) -> None:
        """Put them back."""
        if isinstance(state, list):
            self.set_value(LiabilityBasis(one) for one in state if one in set(LiabilityBasis))

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            chip.setChecked(not chip.isChecked())
            self.changed.emit()


class SharesEdit(QWidget):
    """The parts of a shared liability in whole percent, with their sum; 0: no party to it."""

    changed = Signal()

    def __init__(self, shares: Iterable[Share], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counters: dict[Liability, Counter] = {}
        flow = Flow(14)
        for party, word in liability_options():
            if party not in _NO_PARTY:
                flow.addWidget(self._party(party, word))
        self.sum = PlainLabel("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(flow)
        column.addWidget(self.sum)
        self.setFocusProxy(next(iter(self.counters.values())))
        self.set_value(shares)

    def _party(self, party: Liability, word: str) -> QWidget:
        counter = Counter(0, 0, _ALL)
        counter.setAccessibleName(_("{party}的比例").format(party=word))
        counter.changed.connect(self._on_counter)
        self.counters[party] = counter
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        name = PlainLabel(word)
        name.setBuddy(counter)
        for part in (name, counter, PlainLabel("%", "muted")):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        return place

    def value(self) -> tuple[Share, ...]:
        """Every party with a part, in the order they stand."""
        return tuple(
            Share(party, counter.value())
            for party, counter in self.counters.items()
            if counter.value()
        )

    def set_value(self, shares: Iterable[Share]) -> None:
        """Show these parts; everybody else has none."""
        parts = {share.party: share.percent for share in shares}
        for party, counter in self.counters.items():
            counter.set_value(parts.get(party, 0))
        self._show_sum()

    def problem(self) -> str:
        """Fewer than two parties, or a sum that is not 100."""
        return problem_with(Finding(Liability.SHARED, shares=self.value()))

    def state(self) -> object:
        """The parts by party."""
        return {share.party.value: share.percent for share in self.value()}

    def restore(self, state: object) -> None:
        """Put them back."""
        if isinstance(state, dict):
            known = {one.value for one in self.counters}
            self.set_value(Share(Liability(k), int(v)) for k, v in state.items() if k in known)

    def _on_counter(self) -> None:
        self._show_sum()
        self.changed.emit()

    def _show_sum(self) -> None:
        total = sum(counter.value() for counter in self.counters.values())
        text = _("合计 {total}%").format(total=total)
        if total < _ALL:
            text = _("合计 {total}%，还差 {rest}%").format(total=total, rest=_ALL - total)
        elif total > _ALL:
            text = _("合计 {total}%，多了 {rest}%").format(total=total, rest=total - _ALL)
        self.sum.setText(text)
        self.sum.set_look("small" if total == _ALL else "warn")
