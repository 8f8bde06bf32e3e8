"""The right side of a new ticket: how it reached us, what is wrong, what the buyer wants.

What every call needs stands first; the details of the class of problem follow and scroll.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import Urgency
from app.domain.labels import label
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.domain.sentences.case import URGENCY_NAMES
from app.i18n import _
from ui.forms import LabelledField
from ui.intake.case_part import CasePart
from ui.intake.given_words import GivenWords
from ui.widgets.banner import Banner
from ui.widgets.fields import Choice, TextArea
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments

_CHANNELS = (
    Channel.PHONE,
    Channel.WALK_IN,
    Channel.PLATFORM_CHAT,
    Channel.OWN_SITE,
    Channel.SOCIAL,
    Channel.EMAIL,
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
    Remedy.PRICE_PROTECTION,
    Remedy.APOLOGY,
)
NO_WISH = ""
_AnyField = Segments | Choice | TextArea | MoneyEdit


class Wish(QWidget):
    """What the buyer asks for, and how much."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wishes: list[tuple[object, str]] = [(NO_WISH, _("没有说明"))]
        wishes += [(one, label(one)) for one in _WISHES]
        self.choice = Choice(wishes, NO_WISH)
        self.amount = MoneyEdit(currency, optional=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(LabelledField(_("买家期望的处理"), self.choice), 1)
        row.addWidget(LabelledField(_("期望金额"), self.amount))

    def remedy(self) -> Remedy | None:
        """The remedy asked for; None when nobody said."""
        value = self.choice.value()
        return Remedy(str(value)) if value else None


class BothWords(QWidget):
    """The buyer's words as they were said, beside our summary."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = GivenWords(
            lines=lines, placeholder=_("照买家的原话记，不改写；截图可以直接粘贴")
        )
        self.summary = TextArea(lines=lines, placeholder=_("一两句话，方便接手的人"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(LabelledField(_("买家的原话"), self.words), 1)
        row.addWidget(LabelledField(_("情况说明（内部）"), self.summary), 1)

    def problem(self) -> str:
        """Too long."""
        return self.words.problem() or self.summary.problem()


class ProblemRow(QWidget):
    """Class of the problem and, beside it, the finer reason of a `CasePart`."""

    def __init__(
        self, classes: Sequence[ProblemClass], case: CasePart, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._case = case
        self.choice = Choice([(one, label(one)) for one in classes], placeholder=_("请选择"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(LabelledField(_("问题类别"), self.choice), 1)
        row.addWidget(case.reason, 1)
        self.choice.changed.connect(self._on_class)

    def value(self) -> ProblemClass | None:
        """The class; None before one is chosen."""
        value = self.choice.value()
        return ProblemClass(str(value)) if value is not None else None

    def _on_class(self) -> None:
        self._case.show_class(self.value() or ProblemClass.UNKNOWN)


class Complaint(QWidget):
    """The buyer's words are kept as they were said; the summary is ours.

    The details are in `case`, which whoever shows this places below.
    """

    changed = Signal()

    def __init__(self, currency: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._make_channel()
        self.case = CasePart(today)
        row = ProblemRow(tuple(ProblemClass), self.case)
        self.problem_class = row.choice
        self.both = BothWords()
        self.words, self.summary = self.both.words, self.both.summary
        self._wish = Wish(currency)
        self.wish, self.amount = self._wish.choice, self._wish.amount
        for part in (row, self.both, self._wish):
            self._column.addWidget(part)
        for name, field in (
            ("channel", self.channel),
            ("problem", self.problem_class),
            ("buyer_words", self.words),
            ("summary", self.summary),
            ("requested", self.wish),
            ("requested_cents", self.amount),
            ("urgency", self.urgency),
            ("case", self.case),
        ):
            self.kept[name] = field
            field.changed.connect(self._on_changed)

    def _make_channel(self) -> None:
        self.channel = Segments([(one, label(one)) for one in _CHANNELS], Channel.PHONE)
        names = [(one, _(words)) for one, words in URGENCY_NAMES.items()]
        self.urgency = Segments(names, Urgency.NORMAL)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(LabelledField(_("渠道"), self.channel))
        row.addStretch(1)
        row.addWidget(LabelledField(_("紧急程度"), self.urgency))
        self._column.addLayout(row)
        self.social = Banner("", "info")
        self.social.pressed.connect(self._on_copy)
        self._column.addWidget(self.social)

    def remedy(self) -> Remedy | None:
        """What the buyer asks for."""
        return self._wish.remedy()

    def problem_now(self) -> ProblemClass:
        """The class as chosen; unknown before."""
        return ProblemClass(str(self.problem_class.value() or ProblemClass.UNKNOWN))

    def problem(self) -> str:
        """What is missing or wrong on this side."""
        if self.problem_class.value() is None:
            return _("请选择问题类别；还不清楚就选「{unknown}」。").format(
                unknown=label(ProblemClass.UNKNOWN)
            )
        if not self.words.value() and not self.summary.value():
            return _("请记下买家的原话，或写一句情况说明。")
        return self.both.problem() or self.amount.problem() or self.case.problem()

    def _on_changed(self) -> None:
        social = self.channel.value() == Channel.SOCIAL
        if social != bool(self.social.text):
            self.social.say(
                _("社交媒体上只能沟通，平台的期限和保障要买家在订单页提交申请才算。")
                if social
                else "",
                "info",
                button=_("复制给买家的话") if social else "",
            )
        self.changed.emit()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(
            _(
                "您好，您反映的情况我们已经记下。麻烦您在平台的订单页里也提交一次售后申请，"
                "这样平台的时限和保障都会生效，我们会尽快为您处理。"
            )
        )
