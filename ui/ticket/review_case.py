"""责任 and 情况: who is liable by what, what is known of the case, whose it is."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import CaseWords, Urgency
from app.domain.labels import label
from app.domain.remedy import Liability
from app.domain.workflow import Action, Verb
from app.i18n import _
from ui.ticket import review_words, wording
from ui.ticket.facts import Fact
from ui.ticket.page import Page
from ui.ticket.verbs import ICONS, KEYS, words
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.pill import Pill
from ui.widgets.surface import Card, Line
from ui.widgets.text import PlainLabel

_HIGH = 24


def small_button(verb: Verb) -> Button:
    """A quiet button for a card's title line; `dress` tells what it can do."""
    button = Button("", "ghost", icon=ICONS[verb])
    button.setObjectName(verb.value)
    button.setFixedHeight(_HIGH)
    return button


def dress(button: Button, action: Action) -> None:
    """Its words, its key and what keeps it from being pressed."""
    button.set_icon(ICONS[action.verb])
    button.setText(words(action))
    key = KEYS.get(action.verb, "")
    said = words(action)
    button.set_tip(_("{verb}（{key}）").format(verb=said, key=key) if key else said)
    button.set_reason(action.why)
    button.updateGeometry()


class LiabilityCard(Card):
    """责任: the finding with its shares and the ticks it was weighed by."""

    def __init__(self, page: Page) -> None:
        self.judge = small_button(Verb.SET_FACTS)
        super().__init__(_("责任"), action=self.judge)
        self._page = page
        self.judge.clicked.connect(self._on_judge)
        self.who = Pill()
        self.shares = PlainLabel("")
        head = Flow(8)
        head.addWidget(self.who)
        head.addWidget(self.shares)
        self.body.addLayout(head)
        self._ticks = Flow(6)
        self.ticks: list[Pill] = []
        self.body.addLayout(self._ticks)
        self.text = PlainLabel("", wrap=True, selectable=True)
        self.none = PlainLabel("", "muted", wrap=True)
        self.body.addWidget(self.text)
        self.body.addWidget(self.none)

    def show_ticket(self, action: Action) -> None:
        """Show the finding on the page's ticket; `action` is the verb that changes it."""
        ticket = self._page.ticket
        finding = ticket.finding
        open_yet = finding.liability is Liability.UNDETERMINED
        tone: Tone = "warn" if open_yet else "info"
        self.who.show_text(wording.blame(finding.liability), tone)
        self.who.updateGeometry()
        shares = review_words.share_text(finding)
        self.shares.setText(shares)
        self.shares.setVisible(bool(shares))
        while len(self.ticks) < len(finding.basis):
            pill = Pill()
            self._ticks.addWidget(pill)
            self.ticks.append(pill)
        for place, pill in enumerate(self.ticks):
            pill.setVisible(place < len(finding.basis))
            if place < len(finding.basis):
                pill.show_text(label(finding.basis[place]), "muted")
                pill.updateGeometry()
        text = finding.text
        if finding.cause is not None:
            root = _("问题根源：{cause}").format(cause=label(finding.cause))
            text = "\n".join(part for part in (finding.text, root) if part)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        said = ""
        if open_yet:
            said = _("还没有判责。运费、费用和要准备的证据都由责任决定；判不了的交给主管。")
        elif not finding.basis and not finding.text:
            said = _("没有写依据。")
        self.none.setText(said)
        self.none.setVisible(bool(said))
        dress(self.judge, action)

    def _on_judge(self) -> None:
        self._page.verb_wanted.emit(Verb.SET_FACTS.value)


class Saying(QWidget):
    """Somebody's words under a small heading."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(PlainLabel(heading, "small"))
        self.text = PlainLabel("", wrap=True, selectable=True)
        column.addWidget(self.text)
        column.addStretch(1)

    def say(self, text: str, nothing: str) -> None:
        """Show it, or a fainter remark that there is nothing."""
        self.text.setText(text or nothing)
        self.text.set_look("text" if text else "faint")


class CaseCard(Card):
    """情况: urgency and owner, the buyer's words beside our summary, every detail given."""

    def __init__(self, page: Page) -> None:
        self.more = small_button(Verb.SET_CASE)
        super().__init__(_("情况"), action=self.more)
        self._page = page
        self.urgency = Pill()
        self.owner = PlainLabel("")
        self.assign = small_button(Verb.ASSIGN)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.urgency, self.owner, self.assign):
            head.addWidget(part)
        head.addStretch(1)
        self.body.addLayout(head)
        self.buyer = Saying(_("买家的原话"))
        self.ours = Saying(_("我们的说明"))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(14)
        self._beside.addWidget(self.buyer, 1)
        self._beside.addWidget(self.ours, 1)
        self.body.addLayout(self._beside)
        self.line = Line()
        self.body.addWidget(self.line)
        self.facts = page.facts(2)
        self.special = page.facts(1)
        self.open = PlainLabel("", "warn", wrap=True)
        for widget in (self.facts, self.special, self.open):
            self.body.addWidget(widget)
        self.more.clicked.connect(self._on_more)
        self.assign.clicked.connect(self._on_assign)

    def show_ticket(self, more: Action, assign: Action) -> None:
        """Show what is known of the page's ticket."""
        page, ticket = self._page, self._page.ticket
        tones: dict[Urgency, Tone] = {Urgency.URGENT: "warn", Urgency.TOP: "bad"}
        self.urgency.show_text(
            review_words.urgency(ticket.urgency), tones.get(ticket.urgency, "muted")
        )
        self.urgency.updateGeometry()
        owner = ticket.assignee or _("还没有人负责")
        self.owner.setText(_("负责人 {name}").format(name=owner) if ticket.assignee else owner)
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.LeftToRight if page.wide else direction.TopToBottom)
        said = ticket.words.get(CaseWords.BUYER, "") or ticket.buyer_words
        self.buyer.say(said, _("没有记下原话。"))
        self.ours.say(ticket.summary, _("还没有写。"))
        facts = review_words.case_facts(ticket)
        special = review_words.special_facts(ticket)
        self.facts.set_columns(2 if page.wide else 1)
        self.facts.show_facts(_singles(facts))
        self.special.show_facts(_wholes(facts) + special)
        missing = review_words.not_asked(ticket)
        self.open.setText(missing)
        self.open.setVisible(bool(missing) and ticket.facts.open)
        self.line.setVisible(bool(facts or special))
        dress(self.more, more)
        dress(self.assign, assign)

    def _on_more(self) -> None:
        self._page.verb_wanted.emit(Verb.SET_CASE.value)

    def _on_assign(self) -> None:
        self._page.verb_wanted.emit(Verb.ASSIGN.value)


_SHORT = 14


def _is_whole(fact: Fact) -> bool:
    """Whether it needs a row of its own."""
    return "\n" in fact.text or len(fact.text) > _SHORT


def _singles(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if not _is_whole(fact)]


def _wholes(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if _is_whole(fact)]
