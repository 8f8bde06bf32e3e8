"""The details of a case: the fields its class of problem asks for, in three columns.

Another class swaps the fields; what was typed into those that go away comes back with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import CaseDetails, Frequency, Receipt, Severity, SubReason
from app.domain.case_fields import HINTS, CaseField, fields_for, sub_reasons_of
from app.domain.labels import label
from app.domain.remedy import ProblemClass
from app.i18n import _
from ui.drafts import put_back, state_of
from ui.forms import LabelledField
from ui.intake.arrived_table import ArrivedTable, Claimed
from ui.intake.said_day import SaidDay
from ui.intake.size_table import SizeTable
from ui.intake.wear_marks import WearMarks
from ui.tab_order import follow, place_in_order
from ui.widgets.fields import Choice, TextArea, TextField
from ui.widgets.text import PlainLabel, tip

NOT_SAID: Final = ""
_COLUMNS: Final = 3
_WIDE: Final = frozenset(
    {
        CaseField.CONDITIONS, CaseField.SIZES, CaseField.ARRIVED, CaseField.WEAR,
        CaseField.SPECIAL, CaseField.SUGGESTION,
    }
)  # fmt: skip
_WORDS: Final = (CaseField.CONDITIONS, CaseField.SPECIAL, CaseField.SUGGESTION)
_DAYS: Final = (
    CaseField.SIGNED_ON,
    CaseField.FIRST_NOTICED,
    CaseField.USED_SINCE,
    CaseField.INSTALLED_ON,
)
_YES_OR_NO: Final = (
    CaseField.WASHED_NORMALLY,
    CaseField.HUMAN_DAMAGE,
    CaseField.REPAIRED_ELSEWHERE,
    CaseField.BOUGHT_ELSEWHERE,
)
_ENUMS: Final[Mapping[CaseField, Any]] = {
    CaseField.RECEIPT: Receipt,
    CaseField.SEVERITY: Severity,
    CaseField.FREQUENCY: Frequency,
}


class CasePart(QWidget):
    """`reason` is the finer reason, with its label: whoever shows the class places it beside."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """`today` in the shop's zone: where an empty day begins."""
        super().__init__(parent)
        self._problem = ProblemClass.UNKNOWN
        self._reasons: dict[str, object] = {}
        self._shown: tuple[CaseField, ...] = ()
        self.place = place_in_order(self)
        self.fields: dict[CaseField, Any] = self._make_fields(today)
        self.sub_reason: Choice = self.fields[CaseField.SUB_REASON]
        self.reason = LabelledField(label(CaseField.SUB_REASON), self.sub_reason)
        self._places: dict[CaseField, LabelledField] = {
            name: LabelledField(_name(name), field, parent=self)
            for name, field in self.fields.items()
            if name is not CaseField.SUB_REASON
        }
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(PlainLabel(_("情况"), "strong"))
        self._hint = PlainLabel("", "muted", elide=True)
        head.addWidget(self._hint, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._grid)
        for name, field in self.fields.items():
            field.changed.connect(self._on_changed)
            for stop in _stops(field):
                stop.installEventFilter(self)
            place = self._places.get(name, self.reason)
            place.label.setToolTip(tip(_(HINTS[name])))
        for table in (self.sizes, self.arrived):
            table.rows_changed.connect(self._on_rows)
        self.sub_reason.changed.connect(self._on_reason)
        self.show_class(ProblemClass.UNKNOWN)

    def _make_fields(self, today: date) -> dict[CaseField, Any]:
        made: dict[CaseField, Any] = {}
        for name in CaseField:
            if name in _ENUMS:
                kind = _ENUMS[name]
                made[name] = Choice([(one, label(one)) for one in kind], kind("unknown"))
            elif name in _DAYS:
                made[name] = SaidDay(today)
            elif name in _YES_OR_NO:
                words = [(NOT_SAID, _("没有问到")), ("yes", _("是")), ("no", _("否"))]
                made[name] = Choice(words, NOT_SAID)
        made[CaseField.SUB_REASON] = Choice([(NOT_SAID, _("没有说明"))], NOT_SAID)
        made[CaseField.CONDITIONS] = TextArea(
            lines=2, placeholder=_("什么时候、怎样用的时候出现，看到什么、听到什么")
        )
        self.sizes = made[CaseField.SIZES] = SizeTable()
        self.arrived = made[CaseField.ARRIVED] = ArrivedTable()
        self.wear = made[CaseField.WEAR] = WearMarks()
        made[CaseField.BAD_PERCENT] = TextField(placeholder=_("1 到 100，例如 30"), longest=4)
        made[CaseField.SERIAL] = TextField(placeholder=_("机身或标签上的号码"), longest=64)
        made[CaseField.LOT] = TextField(placeholder=_("吊牌或外箱上的批号"), longest=64)
        made[CaseField.SPECIAL] = TextField(placeholder=_("例如 送人的、明天要用、过敏"))
        made[CaseField.SUGGESTION] = TextField(placeholder=_("照原话记"))
        return made

    # --------------------------------------------------------------------------- what is asked

    @property
    def problem_class(self) -> ProblemClass:
        """The class whose fields are shown."""
        return self._problem

    @property
    def hint(self) -> str:
        """Why the field with the focus is asked; empty elsewhere."""
        return str(self._hint.text())

    def show_class(self, problem: ProblemClass) -> None:
        """Ask for what this class needs."""
        if problem is self._problem and self._shown:
            return
        self._reasons[self._problem.value] = self.sub_reason.value()
        self._problem = problem
        self._offer_reasons(self._reasons.get(problem.value, NOT_SAID))
        self._arrange()

    def show_lines(self, lines: Sequence[Claimed]) -> None:
        """The lines the buyer complains about."""
        self.arrived.show_lines(lines)

    def _offer_reasons(self, chosen: object) -> None:
        reasons = sub_reasons_of(self._problem)
        options: list[tuple[object, str]] = [(NOT_SAID, _("没有说明"))]
        options += [(one, label(one)) for one in reasons]
        known = {value for value, _text in options}
        self.sub_reason.set_options(options, chosen if chosen in known else NOT_SAID)
        self.reason.setEnabled(bool(reasons))

    def _reason(self) -> SubReason | None:
        value = self.sub_reason.value()
        return SubReason(str(value)) if value else None

    def _arrange(self) -> None:
        """Put the fields of this class into the grid; the others wait with what they hold."""
        asked = tuple(
            name
            for name in fields_for(self._problem, self._reason())
            if name is not CaseField.SUB_REASON
        )
        if asked == self._shown:
            return
        self._shown = asked
        while self._grid.takeAt(0) is not None:
            pass
        for name, place in self._places.items():
            if name not in asked:
                place.hide()
        top = Qt.AlignmentFlag.AlignTop
        for name, (row, column) in _grid_of(asked).items():
            place = self._places[name]
            span = _COLUMNS if name in _WIDE else 1
            self._grid.addWidget(place, row, column, 1, span, top)
            place.show()  # now, not with the next event: the next key may go there
        self.follow_on()

    def follow_on(self) -> None:
        """Let the Tab key run through the fields as they stand."""
        stops = [stop for name in _grid_of(self._shown) for stop in _stops(self.fields[name])]
        follow(self.place, stops)

    # ------------------------------------------------------------------------- what was said

    def show_case(self, details: CaseDetails, words: Mapping[str, str]) -> None:
        """Fill in what is known of a ticket. Show its class first."""
        self._reasons = {self._problem.value: details.sub_reason or NOT_SAID}
        self._offer_reasons(details.sub_reason or NOT_SAID)
        for name in (*_ENUMS, *_DAYS):
            self.fields[name].set_value(getattr(details, name.value))
        for name in _YES_OR_NO:
            said = getattr(details, name.value)
            self.fields[name].set_value(NOT_SAID if said is None else "yes" if said else "no")
        for name in (CaseField.SERIAL, CaseField.LOT):
            self.fields[name].set_value(getattr(details, name.value))
        bad = details.bad_percent
        self.fields[CaseField.BAD_PERCENT].set_value("" if bad is None else str(bad))
        self.sizes.set_value(details.sizes)
        self.arrived.set_value(details.arrived)
        self.wear.show_marks(details.wear, asked=details.intact_asked)
        for name in _WORDS:
            self.fields[name].set_value(words.get(name.value, ""))
        self._arrange()

    def details(self) -> dict[str, Any]:
        """What stands in all fields, shown or not, by the names of `CaseDetails`.

        The class decides afterwards what of it counts.
        """
        said: dict[str, Any] = {name.value: self.fields[name].value() for name in (*_ENUMS, *_DAYS)}
        for name in _ENUMS:
            said[name.value] = _ENUMS[name](str(said[name.value]))
        for name in _YES_OR_NO:
            value = self.fields[name].value()
            said[name.value] = None if value == NOT_SAID else value == "yes"
        said["sub_reason"] = self._reason()
        said["serial"] = self.fields[CaseField.SERIAL].value()
        said["lot"] = self.fields[CaseField.LOT].value()
        said["bad_percent"] = self._percent()
        said["sizes"] = self.sizes.value()
        said["arrived"] = self.arrived.value()
        said["wear"] = self.wear.value()
        said["intact_asked"] = self.wear.asked
        return said

    def words(self) -> dict[str, str]:
        """The words of the fields that are shown."""
        return {name.value: self.fields[name].value() for name in _WORDS if name in self._shown}

    def _percent(self) -> int | None:
        text = self.fields[CaseField.BAD_PERCENT].value().rstrip("%％ ")
        return int(text) if text.isascii() and text.isdigit() else None

    def problem(self) -> str:
        """The first of the fields shown that is wrong; nothing here has to be filled in."""
        if CaseField.BAD_PERCENT in self._shown and self.fields[CaseField.BAD_PERCENT].value():
            percent = self._percent()
            if percent is None or not 1 <= percent <= 100:
                return _("坏损比例是 1 到 100 的整数。")
        fields = (self.fields[name] for name in self._shown)
        return next((said for field in fields if (said := field.problem())), "")

    def state(self) -> object:
        """Everything, shown or not, by the name of its field."""
        self._reasons[self._problem.value] = self.sub_reason.value()
        kept = {name.value: state_of(field) for name, field in self.fields.items()}
        return {"fields": kept, "reasons": dict(self._reasons)}

    def restore(self, state: object) -> None:
        """Put it back."""
        if not isinstance(state, dict):
            return
        self._reasons = {str(key): value for key, value in state["reasons"].items()}
        self._offer_reasons(self._reasons.get(self._problem.value, NOT_SAID))
        for name, field in self.fields.items():
            if name is not CaseField.SUB_REASON and name.value in state["fields"]:
                put_back(field, state["fields"][name.value])
        self._arrange()
        self.changed.emit()

    # ---------------------------------------------------------------------------------- slots

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            name = next(
                (name for name, field in self.fields.items() if watched in _stops(field)), None
            )
            self._hint.setText(_(HINTS[name]) if name is not None else "")
        return super().eventFilter(watched, event)

    def _on_reason(self) -> None:
        self._arrange()

    def _on_rows(self) -> None:
        for table in (self.sizes, self.arrived):
            for stop in table.stops():
                stop.removeEventFilter(self)
                stop.installEventFilter(self)
        self.follow_on()

    def _on_changed(self) -> None:
        self.changed.emit()


def _grid_of(asked: Sequence[CaseField]) -> dict[CaseField, tuple[int, int]]:
    """Row and column of each field, in reading order: a wide one waits until a row is full."""
    places: dict[CaseField, tuple[int, int]] = {}
    narrow = [name for name in asked if name not in _WIDE]
    row = column = 0
    waiting: list[CaseField] = []
    for name in (*asked, None):
        if name in _WIDE:
            waiting.append(name)
        elif name is not None:
            places[name] = (row, column)
            narrow.remove(name)
            row, column = (row + 1, 0) if column == _COLUMNS - 1 else (row, column + 1)
        if column and narrow:
            continue
        if waiting and column:
            row, column = row + 1, 0
        for wide in waiting:
            places[wide] = (row, 0)
            row += 1
        waiting = []
    return places


def _name(field: CaseField) -> str:
    return _("坏损比例（%）") if field is CaseField.BAD_PERCENT else label(field)


def _stops(field: Any) -> list[QWidget]:
    return list(field.stops()) if hasattr(field, "stops") else [field]
