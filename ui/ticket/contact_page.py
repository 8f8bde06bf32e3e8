"""联系: talk with the buyer and with colleagues, and what somebody comes back to."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.contact import FollowUpKind
from app.domain.deadlines.wording import end_text
from app.domain.drafts_case import FollowUpDraft
from app.domain.follow_up_plan import Proposal, proposals
from app.domain.labels import label
from app.domain.workflow import Verb
from app.i18n import N_, _
from ui.desk import Desk
from ui.ticket import verbs
from ui.ticket.buyer_texts import COPY_PROGRESS, COPY_UNTIL, SHORT_TEXTS
from ui.ticket.contact_cards import ContactHead, FollowUpsCard, LogCard, QuestionsCard
from ui.ticket.page import CardPage
from ui.widgets.banner import Banner, EmptyState
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

HINTS = (
    N_("先听完：不打断，用自己的话复述一遍，确认没有听错。"),
    N_("先顾情绪：先表示理解、致歉，再谈方案；不争对错，不催促，不拿好评作交换。"),
    N_("说清楚：做什么、谁来做、什么时候有结果；不知道就说不知道，约好再联系的时间。"),
    N_("落到实处：答应的事用「安排跟进」记下，到时间先联系买家，没办好也要说一声。"),
)


class ContactPage(CardPage):
    """联系. Proposals for coming back are taken over here with one click."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.head: ContactHead | None = None
        self.follow_ups: FollowUpsCard | None = None
        self.questions: QuestionsCard | None = None
        self.log: LogCard | None = None
        self.nudged: Banner | None = None
        self.proposed: list[tuple[Button, Proposal]] = []
        self.menu = QMenu(self)

    def make_cards(self) -> None:
        ticket = self.ticket
        self.follow_ups = self.questions = self.log = self.nudged = None
        self.proposed = []
        self._warn_of_nudges()
        self.head = ContactHead(self)
        self.head.body.addWidget(self._texts())
        self.hint_text = PlainLabel("\n".join(_(one) for one in HINTS), "small", wrap=True)
        self.hint_text.hide()
        self.head.body.addWidget(self.hint_text)
        self.column.addWidget(self.head)
        self._propose()
        if ticket.follow_ups:
            self.follow_ups = FollowUpsCard(self)
            self.column.addWidget(self.follow_ups)
        if ticket.questions:
            self.questions = QuestionsCard(self)
            self.column.addWidget(self.questions)
        if ticket.contacts:
            self.log = LogCard(self)
            self.column.addWidget(self.log)
        else:
            self.column.addWidget(_nothing(), 1)

    def _warn_of_nudges(self) -> None:
        outcome = self._desk.attempt(self._desk.services.contacts.nudges, self.ticket)
        if not outcome.result:
            return
        text = _("买家已经催了 {n} 次。请先给一个准确的时间，定不了就请主管协助。")
        action = verbs.offered(self.ticket, self.acting)[Verb.ASK_COLLEAGUE]
        button = verbs.words(action) if action.possible else ""
        self.nudged = Banner(text.format(n=outcome.result), "warn", button=button)
        self.nudged.pressed.connect(self._on_ask)
        self.column.addWidget(self.nudged)

    def _on_ask(self) -> None:
        self.verb_wanted.emit(Verb.ASK_COLLEAGUE.value)

    # -------------------------------------------------------------------------------- texts

    def _texts(self) -> QWidget:
        """The texts for the buyer: the two most wanted as buttons, the others in a menu."""
        row = QWidget()
        flow = Flow(8, row)
        for command in (COPY_PROGRESS, COPY_UNTIL):
            button = Button(_(command.text), "ghost", icon=command.icon)
            button.setObjectName(command.id)
            key = command.keys[0]
            button.set_tip(_("复制后发给买家，再按 Shift+K 记一笔（{key}）").format(key=key))
            button.clicked.connect(self._on_text)
            flow.addWidget(button)
        self.more = Button(_("更多"), "ghost", menu=True)
        self.more.set_tip(_("常用话术、处理经验、沟通提示"))
        self.more.clicked.connect(self._on_more)
        flow.addWidget(self.more)
        return row

    def _on_notes(self) -> None:
        from ui.frame.solution_notes import SolutionNotesDialog

        claimed = {line.line_id for line in self.ticket.lines}
        skus = [
            one.sku
            for one in self.ticket.order.lines
            if one.sku and one.id in (claimed or {one.id})
        ]
        SolutionNotesDialog(self._desk, skus[0] if skus else "", self).open()

    def _on_hints(self) -> None:
        self.hint_text.setVisible(self.hint_text.isHidden())

    def _on_text(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.verb_wanted.emit(button.objectName())

    def _on_more(self) -> None:
        self.fill_menu()
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def fill_menu(self) -> None:
        """The short texts, what helped with these goods before, and how to talk."""
        if not self.menu.isEmpty():
            return
        for command in SHORT_TEXTS:
            entry = self.menu.addAction(
                self._desk.theme.icon(command.icon, "muted"), _(command.text)
            )
            entry.setObjectName(command.id)
            entry.triggered.connect(self._on_short)
        self.menu.addSeparator()
        icon = self._desk.theme.icon
        self.notes = self.menu.addAction(icon("help", "muted"), _("处理经验…"))
        self.notes.triggered.connect(self._on_notes)
        self.hints = self.menu.addAction(icon("info", "muted"), _("沟通提示"))
        self.hints.triggered.connect(self._on_hints)

    def _on_short(self) -> None:
        entry = self.sender()
        if entry is not None:
            self.verb_wanted.emit(entry.objectName())

    # ---------------------------------------------------------------------------- proposals

    def _propose(self) -> None:
        found = proposals(self.ticket, self.now)
        action = verbs.offered(self.ticket, self.acting)[Verb.PLAN_FOLLOW_UP]
        if not found or not action.possible:
            return
        card = Card(_("建议跟进"), _("点一下就安排给你"))
        card.body.setSpacing(6)
        for one in found:
            due = end_text(one.due_at, self.ticket.shop.zone)
            text = _("{kind}：{what}，{due} 前").format(
                kind=label(one.kind), what=one.what, due=due
            )
            card.body.addWidget(PlainLabel(text, wrap=True))
            button = Button(_("安排"), icon="calendar")
            button.set_tip(_("安排给自己：{what}").format(what=one.what))
            button.clicked.connect(self._on_proposal)
            self.proposed.append((button, one))
            row = QWidget()
            Flow(8, row).addWidget(button)
            card.body.addWidget(row)
        self.column.addWidget(card)

    def _on_proposal(self) -> None:
        pressed = self.sender()
        for button, one in self.proposed:
            if button is pressed:
                button.set_reason(_("已经安排。"))
                self._plan(one)
                return

    def _plan(self, one: Proposal) -> None:
        draft = FollowUpDraft(FollowUpKind(one.kind), one.due_at, one.what)
        said = _("{number} 已安排跟进。").format(number=self.ticket.number)
        plan = self._desk.services.contacts.plan_follow_up
        self._desk.perform(plan, self.ticket.id, None, draft, said=said)


def _nothing() -> EmptyState:
    """What a log is good for, while there is none."""
    return EmptyState(
        "chat",
        _("还没有联系记录"),
        _("打过电话、发过消息就记一笔：谁、什么时候、答应了什么。截图和录音可以一起存。"),
    )
