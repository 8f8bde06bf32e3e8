"""核实: what the rules say of the case, what is missing, who is liable, what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.clock import local_day
from app.domain.access import Permission, may, missing
from app.domain.checks import Verdict
from app.domain.rulepack import GoodsPolicy
from app.domain.ticket import Ticket
from app.domain.workflow import Action, Verb
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.ticket import verbs
from ui.ticket.page import Page
from ui.ticket.review_advice import Advice
from ui.ticket.review_case import CaseCard, LiabilityCard
from ui.ticket.review_checks import CheckLines, TallyLine
from ui.ticket.review_evidence import EvidenceCard
from ui.ticket.review_goods import GoodsRulesCard
from ui.ticket.review_reading import Reviewed, read_review
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.surface import Card, Line
from ui.widgets.text import PlainLabel

_IN_TIME: Final = "in_time"
Read = Callable[[Ticket], Reviewed]


class ReviewPage(Page):
    """核实. Its cards are made once; another ticket changes their words."""

    def __init__(self, desk: Desk, read: Read | None = None, parent: QWidget | None = None) -> None:
        """`read`: where the review comes from; the services of the desk unless told."""
        super().__init__(parent)
        self._desk = desk
        self._read = read or self._ask_services
        self.reviewed = Reviewed()
        self.failed = Banner("", "bad")
        self.failed.pressed.connect(self._on_again)
        self.checks = ChecksCard(self)
        self.evidence = EvidenceCard(self)
        self.liability = LiabilityCard(self)
        self.case = CaseCard(self)
        self.goods = GoodsRulesCard(self)
        self.goods.change_wanted.connect(self._on_goods)
        for card in (
            self.failed, self.checks, self.evidence, self.liability, self.case, self.goods,
        ):  # fmt: skip
            self.column.addWidget(card)
        self.column.addStretch(1)
        self.checks.replies.explain.clicked.connect(self._on_explain)
        self.checks.lines.rule_wanted.connect(self._on_rule)

    def _ask_services(self, ticket: Ticket) -> Reviewed:
        return read_review(self._desk.services, ticket)

    def fill(self) -> None:
        # Two hundred small parts come and go: hidden they do so without a layout for each. Where
        # somebody stands on one of them with the keyboard, it must not be taken away.
        focus = QApplication.focusWidget()
        quiet = focus is None or not self._inside.isAncestorOf(focus)
        if quiet:
            self._inside.hide()
        self._fill_cards()
        if quiet:
            self._inside.show()

    def _fill_cards(self) -> None:
        broken = False
        try:
            self.reviewed = self._read(self.ticket)
            self.failed.say("")
        except AppError as refusal:
            # What stands on the ticket itself is shown all the same.
            broken = True
            self.reviewed = Reviewed()
            self.failed.say(str(refusal), "bad", strong=_("核实不了"), button=_("再试一次"))
        found = verbs.offered(self.ticket, self.acting)
        reviewed = self.reviewed
        for card in (self.checks, self.evidence):
            card.setVisible(not broken)
        self.checks.show_reviewed(reviewed, found)
        self.evidence.show_slots(
            reviewed.slots, reviewed.missing, reviewed.complete, found[Verb.REQUEST_INFO]
        )
        self.liability.show_ticket(found[Verb.SET_FACTS])
        self.case.show_ticket(found[Verb.SET_CASE], found[Verb.ASSIGN])
        roles, right = self.acting.roles, Permission.CONFIGURE
        why_not = "" if may(roles, right) else missing(roles, (right,))
        today = local_day(self.now, self.ticket.shop.zone)
        self.goods.show_goods(reviewed.goods, today, why_not)

    def _on_again(self) -> None:
        self.show_ticket(self.ticket, self.now)

    def _on_explain(self) -> None:
        # Loaded when it is wanted: no pane needs a dialog to be painted.
        from ui.decide.explaining import open_explaining

        open_explaining(self._desk, self.ticket, self.reviewed.findings, self)

    def _on_rule(self, check: str) -> None:
        from ui.ticket.rule_reader import open_rule

        finding = next(one for one in self.reviewed.findings if one.check == check)
        open_rule(self._desk, self.ticket, finding.rule, self)

    def _on_goods(self, line_id: int) -> None:
        """Change what the shop says of these goods, or begin to say something."""
        from ui.settings.goods_rules import GoodsForm

        ticket, rules = self.ticket, self._desk.services.rules
        policy_id = next(one.policy_id for one in self.reviewed.goods if one.line_id == line_id)
        known = {one.id: one for one in rules.goods(ticket.shop.id)}
        line = ticket.order.line(line_id)
        # Said of the SKU where there is one, so that it holds under every title.
        title = "" if line.sku else line.title
        policy = known.get(policy_id) or GoodsPolicy(0, ticket.shop.id, line.sku, title)
        GoodsForm(self._desk, policy, self).open()


class Replies(QWidget):
    """回复买家: explain, propose, ask."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        flow = Flow(8)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(flow)
        self.explain = Button(_("解释说明…"))
        self.explain.set_tip(_("按核实结果和规则写一段话，可以改，复制给买家"))
        self.propose = Button(_("提出方案…"))
        self.ask = Button(_("索要资料…"))
        for button in (self.explain, self.propose, self.ask):
            flow.addWidget(button)
        self.propose.clicked.connect(self._on_verb)
        self.ask.clicked.connect(self._on_verb)

    def show_actions(self, found: dict[Verb, Action]) -> None:
        """What each of them begins now, or why it cannot."""
        ticket = self._page.ticket
        likely = verbs.likely(ticket, found)
        if ticket.facts.enquiry:
            self.propose.set_reason(_("这是咨询：先「转为售后申请」，再提方案。"))
        elif likely is not None:
            self.propose.setObjectName(likely.verb.value)
            key = verbs.KEYS.get(likely.verb, "")
            said = _("最可能的一种：{verb}").format(verb=likely.label)
            self.propose.set_tip(f"{said}（{key}）" if key else said)
            self.propose.set_reason("")
        else:
            self.propose.set_reason(
                verbs.shared_reason(found) or found[Verb.DECIDE_REFUND_ONLY].why
            )
        asking = found[Verb.REQUEST_INFO]
        self.ask.setObjectName(asking.verb.value)
        self.ask.set_tip(_("缺什么一次写全（{key}）").format(key=verbs.KEYS[asking.verb]))
        self.ask.set_reason(asking.why)

    def _on_verb(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._page.verb_wanted.emit(button.objectName())


class ChecksCard(Card):
    """核实清单: the count, the three replies, and every check."""

    def __init__(self, page: Page) -> None:
        self.tally = TallyLine()
        super().__init__(_("核实清单"), action=self.tally.only)
        self._page = page
        self.replies = Replies(page)
        self.lines = CheckLines()
        self.none = PlainLabel(_("这类问题没有要核对的项目。"), "muted", wrap=True)
        self.body.setSpacing(8)
        self.advice = Advice(page)
        for part in (self.tally, self.advice, self.replies, Line(), self.none, self.lines):
            self.body.addWidget(part)
        self.tally.only.clicked.connect(self._on_only)
        self.lines.override_wanted.connect(self._on_override)
        self.lines.verb_wanted.connect(page.verb_wanted)

    def show_reviewed(self, reviewed: Reviewed, found: dict[Verb, Action]) -> None:
        """Show these findings; `found` tells what may be done."""
        findings = reviewed.findings
        whens = [
            self._page.when(one.override.at) if one.override is not None else "" for one in findings
        ]
        self.tally.show_findings(findings)
        self.tally.setVisible(bool(findings))
        self.none.setVisible(not findings)
        self.replies.show_actions(found)
        self.advice.show_suggestions(reviewed.suggestions, found)
        self.lines.show_findings(
            findings, whens, found[Verb.OVERRIDE_CHECK].why, self._ways_on(reviewed, found)
        )

    def _ways_on(self, reviewed: Reviewed, found: dict[Verb, Action]) -> dict[str, Action]:
        """Too late is no refusal by itself: the ground on which it is taken all the same."""
        late = found[Verb.LATE_CLAIM]
        too_late = any(
            one.check == _IN_TIME and one.verdict is not Verdict.PASS and one.arithmetic
            for one in reviewed.findings
        )
        return {_IN_TIME: late} if too_late and late.possible else {}

    def _on_only(self) -> None:
        only = not self.tally.only.isChecked()
        self.tally.only.setChecked(only)
        self.lines.show_only_open(only)

    def _on_override(self, check: str) -> None:
        """Begin to change a verdict; checks are told apart by their place in the list."""
        shown = [line.finding.check for line in self.lines.lines if line.finding is not None]
        self._page.verb_wanted_for.emit(Verb.OVERRIDE_CHECK.value, 1 + shown.index(check))
