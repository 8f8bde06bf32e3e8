"""Once something was carried out: what is worth coming back to, offered in passing, one click away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from app.domain.drafts_case import FollowUpDraft
from app.domain.follow_up_plan import Proposal, proposals
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.domain.workflow import Verb, not_yours
from app.i18n import _
from ui.desk import Desk
from ui.widgets.toast import ToastAction

_CARRIES_OUT: Final = frozenset(
    {Verb.PAY, Verb.SHIP, Verb.DELIVERED, Verb.RETURN_SENT, Verb.CLOSE, Verb.CONFIRM}
)


class FollowUpOffer(QObject):
    """One proposal that can be taken over; lives as long as the screen it was made on."""

    def __init__(self, desk: Desk, ticket: Ticket, proposal: Proposal, home: QObject) -> None:
        for before in home.findChildren(FollowUpOffer):
            before.deleteLater()
        super().__init__(home)
        self._desk, self._ticket, self._proposal = desk, ticket, proposal

    def take(self) -> None:
        """Plan it for whoever acts; nothing has to be typed."""
        one = self._proposal
        draft = FollowUpDraft(one.kind, one.due_at, one.what)
        said = _("{number} 已安排跟进「{what}」。").format(
            number=self._ticket.number, what=label(one.kind)
        )
        plan = self._desk.services.contacts.plan_follow_up
        self._desk.perform(plan, self._ticket.id, None, draft, said=said)


def offer_after(
    desk: Desk, verb: Verb, ticket: Ticket | None, home: QObject | None
) -> ToastAction | None:
    """What a toast offers after a verb; None where nothing is worth coming back to."""
    if verb not in _CARRIES_OUT or ticket is None or home is None:
        return None
    if not_yours(Verb.PLAN_FOLLOW_UP, desk.roles) is not None:
        return None
    found = proposals(ticket, desk.services.context.now())
    if not found:
        return None
    offer = FollowUpOffer(desk, ticket, found[0], home)
    return ToastAction(_("安排跟进：{what}").format(what=label(found[0].kind)), offer.take)
