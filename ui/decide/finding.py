"""What the matter really is and who is liable for it, with everything that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.access import Role
from app.domain.labels import label
from app.domain.liability import Finding, RootCause
from app.domain.liability_advice import Suggestion, suggest
from app.domain.remedy import Liability, ProblemClass
from app.domain.settlement.types import Situation
from app.domain.staff import Person
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.decide.finding_outlook import OutlookPanel, outlook
from ui.decide.finding_parts import BasisTicks, SharesEdit
from ui.decide.liability import liability_options
from ui.desk import Desk
from ui.forms import LabelledField
from ui.widgets.fields import Choice, TextArea, TextField
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.services import Services

_TOLERANCE = "size.tolerance_mm"


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """Our own view of the case. `ask`: the id of the lead who is to say who is liable."""

    problem: ProblemClass
    true_reason: str
    finding: Finding
    summary: str
    ask: int | None = None


class FindingDialog(FormDialog):
    """`leads` may be asked while nobody can say who is liable; none where the person is one."""

    def __init__(
        self,
        ticket: Ticket,
        situation_of: Callable[[Ticket], Situation],
        leads: Sequence[Person] = (),
        tolerance_mm: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            ticket,
            _("认定原因与责任"),
            primary=_("保存"),
            columns=2,
            panel=True,
            width=920,
            parent=parent,
        )
        self._situation_of = situation_of
        self._situation = situation_of(ticket)
        self._tolerance = tolerance_mm
        self._leads = sorted(leads, key=_lead_first)
        if ticket.platform_reason:
            self.explain(
                _("平台上的原因：{reason}（不会改动）").format(reason=ticket.platform_reason)
            )
        self.proposed = self.remark("", "info")
        self.proposed.pressed.connect(self._on_take)
        self.follows = OutlookPanel(self.panel)
        self._add_reasons()
        self._add_finding()
        self.check()

    def _add_reasons(self) -> None:
        ticket = self.ticket
        enquiry = ticket.problem is ProblemClass.ENQUIRY  # ceasing to be one is a verb of its own
        kinds = [one for one in ProblemClass if (one is ProblemClass.ENQUIRY) == enquiry]
        self.problem_class = Choice([(one, label(one)) for one in kinds], ticket.problem)
        self.add("problem", _("问题类别"), self.problem_class)
        causes = [("", _("还不清楚")), *((one, label(one)) for one in RootCause)]
        self.cause = Choice(causes, ticket.finding.cause or "")
        self.add("cause", _("问题根源（要改进的地方）"), self.cause)
        self.true_reason = TextField(
            ticket.true_reason, placeholder=_("例如 批次色差"), longest=120
        )
        self.add("true_reason", _("真实原因（内部）"), self.true_reason, span=True)

    def _add_finding(self) -> None:
        ticket = self.ticket
        self.liability = Segments(liability_options(), ticket.liability)
        self.add("liability", _("责任方"), self.liability, span=True)
        self.shares = SharesEdit(ticket.finding.shares)
        self._shares_place = self.add("shares", _("各方比例"), self.shares, span=True)
        asked = [("", _("先不问")), *((one.id, one.name) for one in self._leads)]
        self.ask = Choice(asked, self._first_lead())
        self._ask_place: LabelledField = self.add("ask", _("请谁判断"), self.ask, span=True)
        self.ticks = BasisTicks(ticket.finding.basis)
        self.add("ticks", _("判定时看了什么"), self.ticks, span=True)
        self.basis = TextField(
            ticket.liability_basis, placeholder=_("例如 E2 近照、出库记录"), longest=200
        )
        self.add("basis", _("责任依据"), self.basis, span=True)
        self.summary = TextArea(ticket.summary, lines=2)
        self.add("summary", _("情况说明（内部）"), self.summary, span=True)

    def _first_lead(self) -> object:
        """The first lead, unless a lead was asked and has not answered yet."""
        names = {one.name for one in self._leads}
        waits = any(
            one.asked_of in names and one.answered_at is None for one in self.ticket.questions
        )
        return "" if waits or not self._leads else self._leads[0].id

    # --------------------------------------------------------------------------- what follows

    @property
    def suggestion(self) -> Suggestion:
        """What the ticket speaks for with the problem class that is chosen."""
        return suggest(self.ticket, self._problem, self._tolerance)

    @property
    def _problem(self) -> ProblemClass:
        return ProblemClass(str(self.problem_class.value()))

    @property
    def _liability(self) -> Liability:
        return Liability(str(self.liability.value() or Liability.UNDETERMINED))

    def finding(self) -> Finding:
        """The finding as it stands in the fields."""
        cause = str(self.cause.value() or "")
        shared = self._liability is Liability.SHARED
        return Finding(
            self._liability,
            self.ticks.value(),
            self.shares.value() if shared else (),
            self.basis.value(),
            RootCause(cause) if cause else None,
        )

    def check(self) -> None:
        self._shares_place.setVisible(self._liability is Liability.SHARED)
        self._ask_place.setVisible(self._liability is Liability.UNDETERMINED and bool(self._leads))
        self._show_suggestion()
        self.follows.show(outlook(self.ticket, self._situation, self._problem, self.finding()))
        super().check()

    def _show_suggestion(self) -> None:
        found = self.suggestion
        if found.liability is Liability.UNDETERMINED:
            self.proposed.say(found.why, "info")
            return
        text = _("建议「{who}」：{why}").format(who=label(found.liability), why=found.why)
        taken = self._liability is found.liability
        self.proposed.say(text, "ok" if taken else "info", button="" if taken else _("采用"))

    def _on_take(self) -> None:
        found = self.suggestion
        self.liability.set_value(found.liability)
        self.ticks.set_value({*self.ticks.value(), *found.basis})
        if found.cause is not None and not self.cause.value():
            self.cause.set_value(found.cause)
        self.check()

    def ticket_changed(self) -> None:
        self._situation = self._situation_of(self.ticket)

    def draft(self) -> FindingDraft:
        chosen = self.ask.value() if self._liability is Liability.UNDETERMINED else None
        return FindingDraft(
            self._problem,
            self.true_reason.value(),
            self.finding(),
            self.summary.value(),
            chosen if isinstance(chosen, int) else None,
        )


def _lead_first(person: Person) -> tuple[bool, int]:
    return Role.LEAD not in person.roles, person.id


def finding_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with what it must know beside the ticket."""
    services = desk.services
    rules = services.rules.for_shop(ticket.shop.id)
    value = rules.get(_TOLERANCE)
    tolerance = value.value if value is not None and isinstance(value.value, int) else None
    return FindingDialog(
        ticket, services.decide.situation, services.review.leads(), tolerance, parent
    )


def describe(services: Services, t: Ticket, draft: FindingDraft) -> Ticket:
    """Store it; a lead that was chosen is asked in the same breath."""
    return services.review.describe(
        t.id,
        t.version,
        draft.problem,
        draft.true_reason,
        draft.finding,
        draft.summary,
        draft.ask,
    )
