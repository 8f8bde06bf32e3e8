"""The dialog of the buyer's counter-offer: what the buyer wants instead, in the buyer's words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.labels import label
from app.domain.negotiation import TalkChannel
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.widgets.fields import Choice, TextArea
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments


@dataclass(frozen=True, slots=True)
class CounterDraft:
    """What the buyer said, where, and what it comes to. `cents` None: no amount was named."""

    channel: TalkChannel
    words: str
    cents: int | None
    remedy: Remedy | None


class CounterOfferDialog(FormDialog):
    """The buyer asks for something else; an offer in the air ends by it."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket, _("买家还价"), primary=_("记录还价"), columns=2, width=600, parent=parent
        )
        self.explain(_("照买家的原话记下来；正在等答复的方案同时记为「买家不接受」。"))
        last = ticket.decision
        channel = last.channel if last is not None and last.channel else TalkChannel.PLATFORM_CHAT
        self.channel = Segments([(one, label(one)) for one in TalkChannel], channel)
        self.add("channel", _("在哪里说的"), self.channel, span=True)
        remedy = last.remedy if last is not None else ticket.requested
        self.remedy = Choice(
            [(None, _("没有说"))] + [(one, label(one)) for one in VERB_OF_REMEDY], remedy
        )
        self.add("remedy", _("买家想要"), self.remedy)
        self.cents = MoneyEdit(ticket.order.currency, optional=True, least=1)
        self.add("cents", _("金额（没有说可以留空）"), self.cents)
        self.words = TextArea(
            lines=3, longest=1000, placeholder=_("例如：8 元太少了，补 15 元就算了")
        )
        self.add("words", _("买家的原话"), self.words, required=True, span=True)
        self.check()

    def first_field(self) -> QWidget | None:
        return self.words

    def draft(self) -> CounterDraft:
        chosen = self.remedy.value()
        return CounterDraft(
            TalkChannel(str(self.channel.value())),
            self.words.value(),
            self.cents.value(),
            None if chosen is None else Remedy(str(chosen)),
        )
