"""The right side of a new ticket: how it reached us, what is wrong, what the buyer wants."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.i18n import _
from ui.forms import LabelledField
from ui.widgets.fields import Choice, TextArea
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments

_CHANNELS = (
    Channel.PHONE,
    Channel.WALK_IN,
    Channel.PLATFORM_CHAT,
    Channel.SOCIAL,
    Channel.OTHER,
)
_WISHES = (
    Remedy.REFUND_ONLY,
    Remedy.RETURN_REFUND,
    Remedy.COMPENSATION,
    Remedy.EXCHANGE,
    Remedy.RESHIP,
    Remedy.REPAIR,
    Remedy.FREIGHT,
)
NO_WISH = ""
_AnyField = Segments | Choice | TextArea | MoneyEdit


class Complaint(QWidget):
    """The buyer's words are kept as they were said; the summary is ours."""

    changed = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.channel = Segments([(one, label(one)) for one in _CHANNELS], Channel.PHONE)
        self._add("channel", _("渠道"), self.channel)
        self.problem_class = Choice(
            [(one, label(one)) for one in ProblemClass], placeholder=_("请选择")
        )
        self._add("problem", _("问题类别"), self.problem_class)
        self.words = TextArea(lines=3, placeholder=_("照买家的原话记，不改写"))
        self._add("buyer_words", _("买家的原话"), self.words)
        self.summary = TextArea(lines=2, placeholder=_("一两句话，方便接手的人"))
        self._add("summary", _("情况说明（内部）"), self.summary)
        wishes: list[tuple[object, str]] = [(NO_WISH, _("没有说明"))]
        wishes += [(one, label(one)) for one in _WISHES]
        self.wish = Choice(wishes, NO_WISH)
        self.amount = MoneyEdit(currency, optional=True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._place("requested", _("买家期望的处理"), self.wish), 1)
        row.addWidget(self._place("requested_cents", _("期望金额"), self.amount))
        self._column.addLayout(row)
        self._column.addStretch(1)

    def _add(self, name: str, words: str, field: _AnyField) -> None:
        self._column.addWidget(self._place(name, words, field))

    def _place(self, name: str, words: str, field: _AnyField) -> LabelledField:
        self.kept[name] = field
        field.changed.connect(self._on_changed)
        return LabelledField(words, field)

    def problem(self) -> str:
        """What is missing or wrong on this side."""
        if self.problem_class.value() is None:
            return _("请选择问题类别；还不清楚就选「{unknown}」。").format(
                unknown=label(ProblemClass.UNKNOWN)
            )
        if not self.words.value() and not self.summary.value():
            return _("请记下买家的原话，或写一句情况说明。")
        return self.words.problem() or self.summary.problem() or self.amount.problem()

    def _on_changed(self) -> None:
        self.changed.emit()
