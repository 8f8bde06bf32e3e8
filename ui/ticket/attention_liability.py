"""What a finding asks to be noticed: a round that rests on another one, a claim nobody opened. No Qt."""

from __future__ import annotations

from app.domain.labels import label
from app.domain.liability_shift import rests_on_another
from app.domain.money import Money
from app.domain.recovery_proposal import proposals
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY, Verb, why_not
from app.i18n import _


def shifted(ticket: Ticket) -> tuple[str, Verb | None, str] | None:
    """The sentence, the way to decide again, and its button; None when nothing shifted."""
    decision = rests_on_another(ticket)
    if decision is None or not ticket.facts.open:
        return None
    text = _("第 {n} 轮方案是按「{before}」定的，现在认定「{now}」：金额和运费可能不同。").format(
        n=decision.round, before=label(decision.liability), now=label(ticket.liability)
    )
    again = VERB_OF_REMEDY.get(decision.remedy)
    if again is not None and why_not(ticket.facts, again) is None:
        return text, again, _("重新决定…")
    if why_not(ticket.facts, Verb.WITHDRAW_OFFER) is None:
        return text, Verb.WITHDRAW_OFFER, _("撤回方案…")
    return text, None, ""


def to_claim(ticket: Ticket) -> str:
    """What could be claimed back and from whom; empty when nothing has been lost yet."""
    known = [one for one in proposals(ticket) if one.cents is not None]
    return "；".join(
        _("可以向{whom}追偿 {cents}").format(
            whom=label(one.against), cents=Money(one.cents or 0, one.currency)
        )
        for one in known
    )
