"""解释说明: the review in words for the buyer, to be chosen from, changed, copied and logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.checks import CheckFinding
from app.domain.contact import ContactPurpose, Direction, Reached
from app.domain.drafts_case import ContactDraft
from app.domain.explaining import citation, explanation, may_be_told, worth_telling
from app.domain.labels import label
from app.domain.negotiation import TalkChannel
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.i18n import _
from ui.decide.action_dialog import FormDialog, goods_of
from ui.decide.errand import Errand
from ui.decide.words import BuyerWords
from ui.desk import Desk
from ui.forms import LabelledField
from ui.widgets.fields import Choice, Tick

if TYPE_CHECKING:
    from app.services import Services


class Points(QWidget):
    """A tick for each finding there is a sentence about."""

    changed = Signal()

    def __init__(self, findings: Sequence[CheckFinding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = [one for one in findings if may_be_told(one)]
        chosen = worth_telling(findings)
        self.ticks: dict[str, Tick] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for one in told:
            cited = "" if citation(one) or not one.rule.source else _("，规则未核实，不引用")
            words = f"{one.title}（{label(one.verdict)}{cited}）"
            tick = Tick(words.replace("&", "&&"), one.check in chosen)
            tick.changed.connect(self.changed)
            self.ticks[one.check] = tick
            column.addWidget(tick)
        if self.ticks:
            self.setFocusProxy(next(iter(self.ticks.values())))

    def value(self) -> tuple[str, ...]:
        """The checks that are ticked, in their order."""
        return tuple(check for check, tick in self.ticks.items() if tick.value())

    def problem(self) -> str:
        """Never one: what is written need not rest on any check."""
        return ""

    def state(self) -> object:
        """The ticked ones, to be kept."""
        return list(self.value())

    def restore(self, state: object) -> None:
        """Tick them again."""
        if isinstance(state, list):
            for check, tick in self.ticks.items():
                tick.set_value(check in state)


@dataclass(frozen=True, slots=True)
class ExplainDraft:
    """The text; `channel` None: copied only, nothing is logged."""

    text: str
    channel: TalkChannel | None


class ExplainDialog(FormDialog):
    """Nothing is sent by the program: the text goes to the clipboard."""

    def __init__(
        self, ticket: Ticket, findings: Sequence[CheckFinding], parent: QWidget | None = None
    ) -> None:
        super().__init__(ticket, _("解释说明"), primary=_("复制"), width=580, parent=parent)
        self._findings = tuple(findings)
        self.points = Points(findings)
        if self.points.ticks:
            self.add("points", _("要说明的几点"), self.points)
        else:
            self.explain(_("核实清单里还没有能直接告诉买家的结论，可以自己写。"))
        self.words = BuyerWords(lines=9)
        self.add("words", _("给买家的话（可编辑，不会自动发送）"), self.words, required=True)
        self.log = Tick(_("同时记入联系记录"), True)
        self.kept["log"] = self.log
        self.log.changed.connect(self.check)
        self.form.addWidget(self.log)
        self.channel = Choice(
            [(one, label(one)) for one in TalkChannel],
            ticket.details.preferred_contact or TalkChannel.PLATFORM_CHAT,
        )
        self.kept["channel"] = self.channel
        self.channel_field = LabelledField(_("用什么联系"), self.channel)
        self.form.addWidget(self.channel_field)
        self.check()

    def check(self) -> None:
        chosen = self.points.value()
        told = [one for one in self._findings if one.check in chosen]
        self.words.suggest(explanation(told, goods_of(self.ticket)))
        self.channel_field.setVisible(self.log.value())
        self.set_primary(_("复制并记录") if self.log.value() else _("复制"))
        super().check()

    def copied(self) -> str:
        return self.words.value()

    def draft(self) -> ExplainDraft:
        channel = TalkChannel(str(self.channel.value())) if self.log.value() else None
        return ExplainDraft(self.words.value(), channel)


def open_explaining(
    desk: Desk, ticket: Ticket, findings: Sequence[CheckFinding], parent: QWidget
) -> None:
    """Open the dialog over `parent`."""
    dialog = ExplainDialog(ticket, findings, parent)
    said = _("{number} 已写好说明。")
    Errand(desk, dialog, Verb.LOG_CONTACT, explained, said, kept_as="explain")
    dialog.open()


def explained(services: Services, t: Ticket, draft: ExplainDraft) -> Ticket:
    """Log what was written as a contact, where that was wanted; otherwise nothing is written."""
    if draft.channel is None:
        return t
    logged = ContactDraft(
        Direction.OUTGOING, draft.channel, Reached.YES, ContactPurpose.EXPLANATION, draft.text
    )
    return services.contacts.log_contact(t.id, t.version, logged)
