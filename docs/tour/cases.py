"""What is known of a case and what the rules say of it: review, talk, claims, rules, clocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from app.domain.contact import FollowUpKind, Reached
from app.domain.remedy import ProblemClass
from app.domain.rulepack.keys import RuleGroup
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from docs.tour.clerk import Clerk
from docs.tour.hands import Stuck

OWNER: Final = "老陈"
CLERK: Final = "小周"
_OVERVIEW, _REVIEW, _CONTACT = 0, 1, 5
_CLASSES: Final = (
    ("intake-quality", ProblemClass.QUALITY),
    ("intake-missing", ProblemClass.WRONG_OR_MISSING),
    ("intake-mind", ProblemClass.CHANGE_OF_MIND),
)


class Cases:
    """Opens every screen about cases and time on the demo shop; writes nothing."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.hands = clerk.hands

    def look(self) -> None:
        """Everything in order."""
        self.intake()
        self.review()
        self.talk()
        self.paid_by_others()
        self.lists()
        self.rules()
        self.hours()

    # ------------------------------------------------------------------------------ the case

    def intake(self) -> None:
        """The form asks what each class of problem needs."""
        hands = self.hands
        hands.click(self.clerk.window.queue.view)
        hands.press("ctrl+n")
        dialog = hands.dialog("IntakeDialog")
        for name, problem in _CLASSES:
            dialog.complaint.problem_class.set_value(problem)
            hands.rest(0.3)
            self.clerk.camera.take(name)
        hands.press("Escape")
        hands.gone("IntakeDialog")

    def review(self) -> None:
        """Every check at once, what is missing, and the dialogs that follow from it."""
        self.find(_bought("SHT-L-W", lambda one: bool(one.details.sizes)))
        self.tab(_REVIEW)
        self.clerk.camera.take("review")
        self.to_the_end()
        self.clerk.camera.take("review-end")
        self.dialog(Verb.REQUEST_INFO, "RequestInfoDialog", "request-info")
        self.dialog(Verb.SET_CASE, "CaseDialog", "case")
        self.dialog(Verb.SET_FACTS, "FindingDialog", "finding")
        self.find(_bought("DOR-WN"))
        self.tab(_REVIEW)
        self.clerk.camera.take("review-refused")
        self.hands.click(self.clerk.pane.review.checks.replies.explain)
        self.hands.dialog("ExplainDialog")
        self.leave("explain", "ExplainDialog")
        with_owner = self.clerk.open.desk.services.staff
        with_owner.act_as(OWNER)
        self.hands.rest(0.3)
        self.dialog(Verb.OVERRIDE_CHECK, "OverrideDialog", "override")
        self.dialog(Verb.LATE_CLAIM, "LateClaimDialog", "late-claim")
        self.find(_bought("LMP-BT-W", lambda one: one.late_ground is not None))
        self.tab(_REVIEW)
        self.clerk.camera.take("review-late")
        self.find(lambda one: one.facts.enquiry and one.facts.open)
        self.clerk.camera.take("enquiry")
        self.dialog(Verb.SOLVED, "SolvedDialog", "solved")
        with_owner.act_as(CLERK)
        self.hands.rest(0.3)

    # -------------------------------------------------------------------------------- talk

    def talk(self) -> None:
        """Who was spoken to, what was promised, who was asked."""
        self.find(lambda one: any(talk.reached is Reached.NUDGE for talk in one.contacts))
        self.clerk.camera.take("clocks")
        self.tab(_CONTACT)
        self.clerk.camera.take("contact")
        self.dialog(Verb.LOG_CONTACT, "ContactDialog", "contact-log")
        self.dialog(Verb.PLAN_FOLLOW_UP, "FollowUpDialog", "follow-up")
        self.dialog(Verb.ASK_COLLEAGUE, "AskDialog", "ask")
        self.find(lambda one: any(x.kind is FollowUpKind.PROMISE for x in one.follow_ups))
        self.dialog(Verb.FOLLOW_UP_DONE, "FollowUpDoneDialog", "follow-up-done")
        self.find(lambda one: any(not asked.answer for asked in one.questions))
        self.tab(_CONTACT)
        self.clerk.camera.take("question")
        self.dialog(Verb.ANSWER_COLLEAGUE, "AnswerDialog", "answer")

    def paid_by_others(self) -> None:
        """What a courier is to pay."""
        self.find(lambda one: bool(one.finding.shares))
        self.tab(3)
        self.clerk.camera.take("recovery")
        self.dialog(Verb.END_RECOVERY, "EndRecoveryDialog", "recovery-end")
        self.dialog(Verb.OPEN_RECOVERY, "OpenRecoveryDialog", "recovery-open")

    # -------------------------------------------------------------------- across the tickets

    def lists(self) -> None:
        """Today's list, what ran out, what helped before."""
        for key, kind, name in (
            ("ctrl+shift+d", "TodayDialog", "today"),
            ("ctrl+shift+o", "OverdueDialog", "overdue-list"),
            ("ctrl+j", "SolutionNotesDialog", "solution-notes"),
        ):
            self.key(key, kind)
            self.leave(name, kind)

    def rules(self) -> None:
        """The rules with their sources, what the shop says of its goods, the texts."""
        hands = self.hands
        self.clerk.open.desk.services.staff.act_as(OWNER)
        hands.rest(0.3)
        self.key("ctrl+shift+r", "RulesDialog")
        dialog = hands.dialog("RulesDialog")
        self.clerk.camera.take("rules")
        for group in (RuleGroup.OUR_CLOCKS, RuleGroup.FREIGHT, RuleGroup.EVIDENCE):
            hands.click(dialog.rules.groups[group])
            hands.rest(0.2)
            self.clerk.camera.take(f"rules-{group.value}")
        hands.click(dialog.rules.groups[RuleGroup.WINDOWS])
        hands.until("rows", lambda: dialog.rules.rows)
        hands.click(dialog.rules.rows[0].change)
        hands.dialog("RuleChangeDialog")
        self.leave("rule-change", "RuleChangeDialog")
        for at, name in ((1, "rules-of-goods"), (2, "rule-texts")):
            hands.click(dialog.tabs, dialog.tabs.tabRect(at).center())
            hands.rest(0.3)
            self.clerk.camera.take(name)
        hands.press("Escape")
        hands.gone("RulesDialog")

    def hours(self) -> None:
        """The calendar and the opening hours."""
        self.key("ctrl+shift+c", "CalendarDialog")
        self.leave("calendar", "CalendarDialog")
        self.clerk.open.desk.services.staff.act_as(CLERK)
        self.hands.rest(0.3)

    # ------------------------------------------------------------------------------- steps

    def find(self, wanted: Callable[[Ticket], bool]) -> None:
        """Search the newest open ticket that is wanted and go to it."""
        services = self.clerk.open.desk.services
        rows = services.context.read().query("SELECT id FROM ticket WHERE is_open ORDER BY id DESC")
        found = next((t for t in (services.tickets.get(r[0]) for r in rows) if wanted(t)), None)
        if found is None:
            raise Stuck(f"no ticket is {wanted}")
        self.clerk.search(found.number)
        self.hands.until(
            found.number,
            lambda: self.clerk.pane.ticket is not None and self.clerk.pane.ticket.id == found.id,
        )
        self.tab(_OVERVIEW)

    def tab(self, at: int) -> None:
        tabs = self.clerk.pane.tabs
        self.hands.click(tabs, tabs.tabRect(at).center())
        self.hands.until(f"tab {at}", lambda: tabs.currentIndex() == at)
        self.hands.rest(0.3)

    def to_the_end(self) -> None:
        """Scroll the review to its end."""
        bar: Any = self.clerk.pane.review.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.hands.rest(0.2)

    def key(self, key: str, kind: str) -> None:
        self.hands.click(self.clerk.window.queue.view)
        self.hands.press(key)
        self.hands.dialog(kind)
        self.hands.rest(0.3)

    def dialog(self, verb: Verb, kind: str, name: str) -> None:
        self.clerk.do(verb)
        self.hands.dialog(kind)
        self.hands.rest(0.3)
        self.leave(name, kind)

    def leave(self, name: str, kind: str) -> None:
        self.clerk.camera.take(name)
        self.hands.press("Escape")
        self.hands.gone(kind)


def _bought(
    sku: str, also: Callable[[Ticket], bool] = lambda _ticket: True
) -> Callable[[Ticket], bool]:
    def fits(ticket: Ticket) -> bool:
        return ticket.order.lines[0].sku == sku and also(ticket)

    return fits
