"""What was learned of a case later, and an enquiry that becomes a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.clock import local_day
from app.domain.case import CaseDetails, CaseWords, Urgency
from app.domain.case_fields import narrowed
from app.domain.drafts_case import CaseDraft
from app.domain.labels import label
from app.domain.remedy import ProblemClass, Remedy
from app.domain.sentences.case import URGENCY_NAMES
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog
from ui.desk import Desk
from ui.forms import LabelledField
from ui.intake.about_part import AboutPart
from ui.intake.arrived_table import Claimed
from ui.intake.case_part import CasePart
from ui.intake.claimed_goods import line_words
from ui.intake.complaint import BothWords, ProblemRow, Wish
from ui.intake.twin_list import TwinList
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.services import Services

_WIDTH = 820
_CLAIMS = tuple(one for one in ProblemClass if one is not ProblemClass.ENQUIRY)


@dataclass(frozen=True, slots=True)
class ConvertDraft:
    """An enquiry that becomes a claim: the details, and what the buyer asks for (minor units)."""

    case: CaseDraft
    requested: Remedy | None
    requested_cents: int | None


class CaseDialog(ActionDialog):
    """Everything known of the case, to be corrected and filled up; `draft()` is a `CaseDraft`."""

    def __init__(
        self,
        desk: Desk,
        ticket: Ticket,
        parent: QWidget | None = None,
        *,
        title: str = "",
        primary: str = "",
        classes: tuple[ProblemClass, ...] = (),
    ) -> None:
        """`classes`: those that can be chosen; none given: all that are no change of side."""
        super().__init__(
            ticket,
            title or _("补充情况"),
            primary=primary or _("保存"),
            width=_WIDTH,
            parent=parent,
        )
        enquiry = ticket.problem is ProblemClass.ENQUIRY
        classes = classes or ((ProblemClass.ENQUIRY,) if enquiry else _CLAIMS)
        now = desk.services.context.now()
        self.case = CasePart(local_day(now, ticket.shop.zone))
        self.row = ProblemRow(classes, self.case)
        self.row.choice.setEnabled(len(classes) > 1)
        names = [(one, _(words)) for one, words in URGENCY_NAMES.items()]
        self.urgency = Segments(names, ticket.urgency)
        self.both = BothWords(lines=2)
        self.about = AboutPart(now, ticket.shop.zone, backdating=not ticket.claims)
        self.twins = TwinList()
        self.twins.show_twins(
            desk.attempt(desk.services.cases.twins, ticket).result or (), beside=True
        )
        for button in self.twins.buttons:
            button.hide()  # the ticket behind this dialog is the one that is worked on
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.row, 1)
        head.addWidget(LabelledField(_("紧急程度"), self.urgency), 0, Qt.AlignmentFlag.AlignTop)
        self.form.addWidget(self.twins)
        self.form.addLayout(head)
        self._middle()
        for part in (self.both, self.case, self.about):
            self.form.addWidget(part)
        self._show_known(ticket, classes)
        self._before = self.draft_case()
        self._keep()
        self.check()

    def _middle(self) -> None:
        """What else is asked, below the class of the problem. Override."""

    def wished(self) -> tuple[Any, ...]:
        """The fields of it. Override together."""
        return ()

    def _show_known(self, ticket: Ticket, classes: tuple[ProblemClass, ...]) -> None:
        known = ticket.problem if ticket.problem in classes else None
        self.case.show_class(known or ProblemClass.UNKNOWN)
        self.row.choice.set_value(known)
        claimed = {line.line_id for line in ticket.lines}
        self.case.show_lines(
            [
                Claimed(line.id, line_words(line), line.quantity)
                for line in ticket.order.lines
                if not claimed or line.id in claimed
            ]
        )
        self.case.show_case(ticket.details, ticket.words)
        self.about.show_case(ticket.details, ticket.words)
        self.both.words.set_value(ticket.buyer_words)
        self.both.summary.set_value(ticket.summary)

    def _keep(self) -> None:
        self.kept |= {
            "problem": self.row.choice,
            "urgency": self.urgency,
            "buyer_words": self.both.words,
            "summary": self.both.summary,
            "case": self.case,
            "about": self.about,
        }
        for part in (self.row.choice, self.urgency, self.both.words, self.both.summary):
            part.changed.connect(self.check)
        for part in (self.case, self.about, *self.wished()):
            part.changed.connect(self.check)

    def problem_now(self) -> str:
        if self.row.value() is None:
            return _("请选择问题类别；还不清楚就选「{unknown}」。").format(
                unknown=label(ProblemClass.UNKNOWN)
            )
        if self.ticket.buyer_words and not self.both.words.value():
            return _("买家的原话不能删空；记错了请改成买家真正说的话。")
        wrong = self.both.problem() or self.case.problem() or self.about.problem()
        if not wrong and self.unchanged():
            return _("还没有改动。")
        return wrong

    def unchanged(self) -> bool:
        """Whether nothing differs from what is known."""
        return self.draft_case() == self._before

    def draft_case(self) -> CaseDraft:
        """Everything the form says of the case."""
        problem = self.row.value() or ProblemClass.UNKNOWN
        said = self.case.details() | self.about.details()
        words = self.case.words() | self.about.words()
        words[CaseWords.BUYER.value] = self.both.words.value()
        words[CaseWords.SUMMARY.value] = self.both.summary.value()
        return CaseDraft(
            problem=problem,
            details=narrowed(problem, CaseDetails(**said), self.ticket.details),
            urgency=Urgency(int(str(self.urgency.value() or 0))),
            words=words,
            received_at=self.about.received_at(),
        )

    def draft(self) -> object:
        return self.draft_case()


class ConvertDialog(CaseDialog):
    """An enquiry becomes a claim; `draft()` is a `ConvertDraft`."""

    def __init__(self, desk: Desk, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            ticket,
            parent,
            title=_("转为售后申请"),
            primary=_("转为售后申请"),
            classes=_CLAIMS,
        )

    def _middle(self) -> None:
        self.wish = Wish(self.ticket.order.currency)
        if self.ticket.requested is not None:
            self.wish.choice.set_value(self.ticket.requested)
        if self.ticket.requested_cents is not None:
            self.wish.amount.set_value(self.ticket.requested_cents)
        self.form.addWidget(self.wish)
        self.kept |= {"requested": self.wish.choice, "requested_cents": self.wish.amount}

    def wished(self) -> tuple[Any, ...]:
        return self.wish.choice, self.wish.amount

    def unchanged(self) -> bool:
        return False  # that it becomes a claim is the change

    def problem_now(self) -> str:
        return super().problem_now() or self.wish.amount.problem()

    def draft(self) -> object:
        return ConvertDraft(self.draft_case(), self.wish.remedy(), self.wish.amount.value())


def case_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog for details learned later."""
    return CaseDialog(desk, ticket, parent)


def convert_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog that turns an enquiry into a claim."""
    return ConvertDialog(desk, ticket, parent)


def set_case(services: Services, ticket: Ticket, draft: CaseDraft) -> Ticket:
    """Carry out a `CaseDialog`."""
    return services.cases.set_case(ticket.id, ticket.version, draft)


def convert(services: Services, ticket: Ticket, draft: ConvertDraft) -> Ticket:
    """Carry out a `ConvertDialog`."""
    return services.cases.convert(
        ticket.id,
        ticket.version,
        draft.case.problem,
        draft.requested,
        draft.requested_cents,
        draft.case,
    )
