"""The buyer's side of a decision: has said yes or is asked, where, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from app.domain.labels import label
from app.domain.negotiation import TalkChannel
from app.domain.remedy import Channel
from app.domain.settlement.types import Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.outlook import last_day
from ui.decide.part import Given, Part, labelled
from ui.decide.sending import Hours
from ui.widgets.fields import Choice, DayField
from ui.widgets.flow import Flow
from ui.widgets.segments import Segments

AGREED = "agreed"
OFFERED = "offered"
_TALKED = {
    Channel.PHONE: TalkChannel.PHONE,
    Channel.WALK_IN: TalkChannel.IN_STORE,
}


class BuyersAnswer(Part):
    """Follows the request until a person says how it is. Without it (`asked` False) nobody is
    asked: words alone need no yes."""

    def __init__(
        self,
        ticket: Ticket,
        situation: Situation,
        *,
        asked: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._asked = asked
        self._mine = False
        self._to_send = False
        self._zone = ticket.shop.zone
        self._now = situation.now
        self.answer = Segments([(AGREED, _("买家已同意")), (OFFERED, _("需要等买家答复"))], AGREED)
        self.answer.chosen.connect(self._on_answer)
        self.channel = Choice([(one, label(one)) for one in TalkChannel], _usual_channel(ticket))
        self.hours = Hours(ticket.shop.offer_hours, "")
        self.return_day = DayField(
            last_day(situation.now, ticket.shop.return_days, ticket.shop.zone)
        )
        self._make_rows()
        for field in (self.answer, self.channel, self.hours.counter, self.return_day):
            field.changed.connect(self._on_field)
        self._show()

    def _make_rows(self) -> None:
        self._until = labelled(_("答复期限"), self.hours)
        self._back = labelled(_("最晚寄回"), self.return_day, width=132)
        row = Flow(14, self)
        for place in (
            labelled(_("买家的态度"), self.answer),
            labelled(_("沟通渠道"), self.channel, width=124),
            self._until,
            self._back,
        ):
            row.addWidget(place)
        self.setFocusProxy(self.answer)

    @property
    def applies(self) -> bool:
        return self._asked

    @property
    def agreed(self) -> bool:
        """Whether the buyer asked for exactly this or has already said yes."""
        return not self._asked or self.answer.value() == AGREED

    @property
    def talked(self) -> TalkChannel | None:
        """Where it was or will be said to the buyer."""
        value = self.channel.value()
        return TalkChannel(str(value)) if self._asked and value is not None else None

    @property
    def valid_until(self) -> datetime | None:
        """How long the offer stands, UTC; None when no answer is awaited."""
        if self.agreed:
            return None
        return self._now + timedelta(hours=self.hours.counter.value())

    @property
    def last_day_back(self) -> date | None:
        """The last day for sending back, in the shop's zone."""
        return self.return_day.value()

    def show_ticket(self, given: Given) -> None:
        self._now = given.situation.now
        self._show()

    def suggest(self, *, as_asked: bool, to_send: bool) -> None:
        """What the request says of the answer, and whether something has to be sent back."""
        self._to_send = to_send
        if not self._mine:
            self.answer.set_value(AGREED if as_asked else OFFERED)
        self._show()

    def kept(self) -> Mapping[str, object]:
        return {
            "answer": self,
            "channel": self.channel,
            "offer_hours": self.hours.counter,
            "return_day": self.return_day,
        }

    def state(self) -> object:
        """The answer, once a person gave it; empty while it follows the request."""
        return self.answer.value() if self._mine else ""

    def restore(self, state: object) -> None:
        """Put it back."""
        self._mine = state in (AGREED, OFFERED)
        if self._mine:
            self.answer.set_value(state)

    def _show(self) -> None:
        until = self.valid_until
        if until is not None:
            shown = f"{until.astimezone(ZoneInfo(self._zone)):%m-%d %H:%M}"
            self.hours.unit.setText(_("小时，至 {until}").format(until=shown))
        self._until.setVisible(until is not None)
        self._back.setVisible(self._to_send)

    def _on_answer(self) -> None:
        self._mine = True

    def _on_field(self) -> None:
        self._show()
        self.changed.emit()


def _usual_channel(ticket: Ticket) -> TalkChannel:
    """Where one talked the last time, else where the ticket came from."""
    said = ticket.decision.channel if ticket.decision is not None else None
    return said or _TALKED.get(ticket.channel, TalkChannel.PLATFORM_CHAT)
