"""Which verbs stand as buttons at each stage, their keys, and their words in the menu. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.access import Permission, Role, missing
from app.domain.facts import Stage
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY, Action, Verb, actions
from app.i18n import _

DECIDE_MENU: Final = (
    (
        Verb.DECIDE_REFUND_ONLY,
        Verb.DECIDE_RETURN_REFUND,
        Verb.DECIDE_COMPENSATION,
        Verb.DECIDE_PRICE_PROTECTION,
        Verb.DECIDE_FREIGHT,
    ),
    (Verb.DECIDE_EXCHANGE, Verb.DECIDE_RESHIP, Verb.DECIDE_REPAIR),
    (Verb.DECIDE_APOLOGY, Verb.DECIDE_REAPPLY),
)
"""Every way to decide, in groups: money, goods, words."""

DECIDES: Final = frozenset(verb for group in DECIDE_MENU for verb in group)
_TAKES_THE_PLACE: Final = DECIDES - {Verb.DECIDE_REAPPLY}
"""Without the words that may stand beside any agreement."""
_DECIDING: Final = frozenset(
    {Stage.NEW, Stage.NEED_INFO, Stage.REVIEWING, Stage.NEGOTIATING, Stage.INSPECTING}
)
"""Stages whose bar offers the ways to decide even while none is possible: it says why."""

_ENDED: Final = (Verb.REOPEN, Verb.NOTE, Verb.ADD_EVIDENCE)

BUTTONS: Final[dict[Stage, tuple[Verb, ...]]] = {
    Stage.NEW: (Verb.ACCEPT, Verb.REQUEST_INFO, Verb.REJECT),
    Stage.NEED_INFO: (Verb.INFO_RECEIVED, Verb.REJECT),
    Stage.REVIEWING: (Verb.REQUEST_INFO, Verb.REJECT),
    Stage.AWAITING_APPROVAL: (Verb.APPROVE, Verb.DENY, Verb.WITHDRAW_OFFER, Verb.NOTE),
    Stage.NEGOTIATING: (
        Verb.BUYER_ACCEPTS,
        Verb.BUYER_DECLINES,
        Verb.COUNTER_OFFER,
        Verb.GIVE_BACK,
        Verb.CHARGE_RETURNED,
        Verb.WITHDRAW_OFFER,
        Verb.REJECT,
    ),
    Stage.AWAITING_RETURN: (
        Verb.RETURN_SENT,
        Verb.RETURN_RECEIVED,
        Verb.INSPECT,
        Verb.WITHDRAW_OFFER,
        Verb.CANCEL,
    ),
    Stage.INSPECTING: (Verb.RETURN_RECEIVED, Verb.INSPECT, Verb.PAY, Verb.GIVE_BACK),
    Stage.REPAIRING: (
        Verb.REPAIR_START,
        Verb.REPAIR_DONE,
        Verb.REPAIR_FAILED,
        Verb.CHARGE_ARRIVED,
    ),
    Stage.FULFILLING: (
        Verb.CHARGE_ARRIVED,
        Verb.SHIP,
        Verb.PAY,
        Verb.PAYMENT_ARRIVED,
        Verb.DELIVERED,
        Verb.PAYMENT_FAILED,
        Verb.LOST,
        Verb.WITHDRAW_OFFER,
    ),
    Stage.DISPUTED: (Verb.ADD_EVIDENCE, Verb.NOTE),
    Stage.AWAITING_CONFIRMATION: (Verb.CONFIRM, Verb.CLOSE, Verb.REVERSE),
    Stage.COMPLETED: _ENDED,
    Stage.REJECTED: _ENDED,
    Stage.CANCELLED: _ENDED,
    Stage.EXPIRED: _ENDED,
    Stage.MERGED: (Verb.NOTE, Verb.ADD_EVIDENCE),
}

_TALKING: Final = frozenset({Stage.NEW, Stage.NEED_INFO, Stage.REVIEWING})
_ENQUIRY: Final = (
    Verb.INFO_RECEIVED,
    Verb.SOLVED,
    Verb.CONVERT,
    Verb.LOG_CONTACT,
    Verb.REQUEST_INFO,
)
"""Instead of the stage's own while a question is answered: nothing is decided on one."""

_ONLY_WHEN_POSSIBLE: Final = frozenset(
    {
        Verb.CHARGE_ARRIVED,
        Verb.SHIP,
        Verb.PAY,
        Verb.PAYMENT_ARRIVED,
        Verb.PAYMENT_FAILED,
        Verb.DELIVERED,
        Verb.LOST,
        Verb.REPAIR_START,
        Verb.REPAIR_DONE,
        Verb.REPAIR_FAILED,
        Verb.REVERSE,
        Verb.GIVE_BACK,
        Verb.CHARGE_RETURNED,
        Verb.SOLVED,
    }
)
"""What a ticket without such goods or money never meets: there a dead button explains nothing."""

KEYS: Final[dict[Verb, str]] = {
    Verb.ACCEPT: "A",
    Verb.DECIDE_REFUND_ONLY: "R",
    Verb.DECIDE_RETURN_REFUND: "T",
    Verb.DECIDE_COMPENSATION: "C",
    Verb.DECIDE_PRICE_PROTECTION: "B",
    Verb.DECIDE_FREIGHT: "U",
    Verb.DECIDE_EXCHANGE: "H",
    Verb.DECIDE_RESHIP: "O",
    Verb.DECIDE_REPAIR: "V",
    Verb.DECIDE_APOLOGY: "Z",
    Verb.DECIDE_REAPPLY: "Shift+Z",
    Verb.APPROVE: "Shift+Y",
    Verb.DENY: "Shift+N",
    Verb.BUYER_ACCEPTS: "Y",
    Verb.BUYER_DECLINES: "D",
    Verb.COUNTER_OFFER: "Shift+D",
    Verb.RETURN_SENT: "S",
    Verb.RETURN_RECEIVED: "G",
    Verb.INSPECT: "I",
    Verb.SHIP: "Shift+S",
    Verb.DELIVERED: "Shift+G",
    Verb.REPAIR_START: "Shift+V",
    Verb.REPAIR_DONE: "Shift+F",
    Verb.CHARGE_ARRIVED: "Shift+P",
    Verb.PAY: "P",
    Verb.PAYMENT_ARRIVED: "L",
    Verb.CONFIRM: "F",
    Verb.CLOSE: "X",
    Verb.REJECT: "Shift+R",
    Verb.REQUEST_INFO: "Q",
    Verb.SETTLE_PAID: "M",
    Verb.SET_FACTS: "Shift+M",
    Verb.SET_CASE: "Shift+B",
    Verb.CONVERT: "Shift+O",
    Verb.SOLVED: "Shift+X",
    Verb.LATE_CLAIM: "Shift+E",
    Verb.ASSIGN: "Shift+A",
    Verb.LOG_CONTACT: "Shift+L",
    Verb.PLAN_FOLLOW_UP: "Shift+I",
    Verb.ASK_COLLEAGUE: "Shift+H",
    Verb.OPEN_RECOVERY: "Shift+U",
    Verb.NOTE: "N",
    Verb.ADD_EVIDENCE: "E",
}

ICONS: Final[dict[Verb, str]] = {
    Verb.ACCEPT: "check",
    Verb.DECIDE_REFUND_ONLY: "yuan",
    Verb.DECIDE_RETURN_REFUND: "parcel-return",
    Verb.DECIDE_COMPENSATION: "compensate",
    Verb.DECIDE_EXCHANGE: "exchange",
    Verb.DECIDE_RESHIP: "reship",
    Verb.DECIDE_REPAIR: "repair",
    Verb.DECIDE_PRICE_PROTECTION: "price-protection",
    Verb.DECIDE_FREIGHT: "freight",
    Verb.DECIDE_APOLOGY: "apology",
    Verb.DECIDE_REAPPLY: "reapply",
    Verb.APPROVE: "approve",
    Verb.DENY: "deny",
    Verb.BUYER_ACCEPTS: "confirm",
    Verb.BUYER_DECLINES: "negotiate",
    Verb.COUNTER_OFFER: "counter-offer",
    Verb.WITHDRAW_OFFER: "undo",
    Verb.RETURN_SENT: "truck",
    Verb.RETURN_RECEIVED: "parcel",
    Verb.INSPECT: "inspect",
    Verb.GIVE_BACK: "parcel-out",
    Verb.SHIP: "parcel-out",
    Verb.DELIVERED: "parcel-check",
    Verb.LOST: "parcel-lost",
    Verb.REPAIR_START: "repair-start",
    Verb.REPAIR_DONE: "repair-done",
    Verb.REPAIR_FAILED: "repair-failed",
    Verb.CHARGE_ARRIVED: "charge",
    Verb.CHARGE_WAIVED: "waive",
    Verb.CHARGE_RETURNED: "undo",
    Verb.KEEP_PROMISE: "promise",
    Verb.PAY: "money",
    Verb.PAYMENT_ARRIVED: "wallet",
    Verb.PAYMENT_FAILED: "warning",
    Verb.REVERSE: "undo",
    Verb.CONFIRM: "person",
    Verb.CLOSE: "stamp",
    Verb.REJECT: "reject",
    Verb.CANCEL: "close",
    Verb.REOPEN: "open",
    Verb.REQUEST_INFO: "info-needed",
    Verb.INFO_RECEIVED: "check",
    Verb.SETTLE_PAID: "yuan",
    Verb.SET_FACTS: "gavel",
    Verb.SET_CASE: "edit",
    Verb.CONVERT: "new",
    Verb.SOLVED: "confirm",
    Verb.LATE_CLAIM: "clock",
    Verb.ASSIGN: "assign",
    Verb.OVERRIDE_CHECK: "shield",
    Verb.LOG_CONTACT: "chat",
    Verb.PLAN_FOLLOW_UP: "calendar",
    Verb.FOLLOW_UP_DONE: "check",
    Verb.ASK_COLLEAGUE: "people",
    Verb.ANSWER_COLLEAGUE: "reapply",
    Verb.OPEN_RECOVERY: "wallet",
    Verb.FILE_RECOVERY: "export",
    Verb.END_RECOVERY: "stamp",
    Verb.ACKNOWLEDGE: "overdue",
    Verb.NOTE: "note",
    Verb.ADD_EVIDENCE: "camera",
}


@dataclass(frozen=True, slots=True)
class Acting:
    """Who looks at the ticket, as far as its buttons must know. `people`: active at the desk.

    `approver`: the role that may approve the round that waits; None while none does.
    """

    roles: tuple[str, ...] = (Role.OWNER,)
    name: str = ""
    people: int = 1
    approver: Role | None = None


ALONE: Final = Acting()


def offered(ticket: Ticket, acting: Acting = ALONE) -> dict[Verb, Action]:
    """Every verb for this person; beside the facts, what only the whole ticket tells."""
    found = {action.verb: action for action in actions(ticket.facts, acting.roles)}
    own = _own_decision(ticket, acting)
    if own:
        for verb in (Verb.APPROVE, Verb.DENY):
            if found[verb].possible:
                found[verb] = replace(found[verb], why=own, primary=False)
    if acting.approver is Role.OWNER and found[Verb.APPROVE].possible:
        owners = not_the_owner(acting.roles)
        found[Verb.APPROVE] = replace(
            found[Verb.APPROVE], why=owners, primary=found[Verb.APPROVE].primary and not owners
        )
    return found


def _own_decision(ticket: Ticket, acting: Acting) -> str:
    """Nobody approves what they asked for themselves, where there is anybody else."""
    decision = ticket.decision
    if decision is None or acting.people < 2 or decision.decided_by != acting.name:
        return ""
    return _("这是你自己提的方案，要由别人审批。")


def not_the_owner(roles: Sequence[str]) -> str:
    """Why somebody who is not the owner cannot do what only the owner may; empty for the owner."""
    return "" if Role.OWNER in roles else missing(roles, (Permission.EXCEED_SAVED,))


def words(action: Action) -> str:
    """What a button says: an ellipsis promises that a form comes first."""
    return _("{verb}…").format(verb=action.label) if action.asks else action.label


def menu_words(action: Action) -> str:
    """The same in a menu, with the reason when it is not possible."""
    if action.possible:
        return words(action)
    return _("{verb}（{why}）").format(verb=action.label, why=action.why.rstrip("。"))


def likely(ticket: Ticket, found: dict[Verb, Action]) -> Action | None:
    """The way to decide most people take here: what was decided last or asked for."""
    wanted = {remedy.value: verb for remedy, verb in VERB_OF_REMEDY.items()}
    preferred = wanted.get(ticket.facts.remedy, Verb.DECIDE_REFUND_ONLY)
    order = (preferred, VERB_OF_REMEDY[Remedy.RETURN_REFUND], VERB_OF_REMEDY[Remedy.REFUND_ONLY])
    return next((found[verb] for verb in order if found[verb].possible), None)


def offers_decisions(ticket: Ticket, found: dict[Verb, Action]) -> bool:
    """Whether the bar has the menu of the ways to decide. A question is answered, not decided on."""
    if ticket.facts.enquiry and ticket.stage in _TALKING:
        return False
    return ticket.stage in _DECIDING or any(found[verb].possible for verb in _TAKES_THE_PLACE)


def shared_reason(found: dict[Verb, Action]) -> str:
    """The one reason why no new agreement is possible; empty when some is, or reasons differ."""
    reasons = {found[verb].why for verb in _TAKES_THE_PLACE}
    return reasons.pop() if len(reasons) == 1 else ""


def standing(ticket: Ticket) -> tuple[Verb, ...]:
    """Which verbs stand in the bar of this ticket: those of its stage, and of what it is about."""
    here = BUTTONS[ticket.stage]
    if ticket.stage not in _TALKING:
        return here
    if ticket.facts.enquiry:
        return (*_ENQUIRY, Verb.ACCEPT) if ticket.stage is Stage.NEW else _ENQUIRY
    if ticket.problem is ProblemClass.USAGE:
        return (*here, Verb.SOLVED)
    return here


def for_buttons(ticket: Ticket, found: dict[Verb, Action]) -> tuple[Action, ...]:
    """The buttons of a ticket from the left: the primary one, what is possible, what is not.

    What is not possible keeps its place at the end, so that its reason can be read there. Of the
    ways to decide only the likeliest is a button; the others are in the menu.
    """
    listed = [found[verb] for verb in standing(ticket)]
    primary = [action for action in found.values() if action.primary]
    deciding = ticket.stage in _DECIDING and offers_decisions(ticket, found)
    decide = likely(ticket, found) if deciding else None
    rest = _without(primary, [*([decide] if decide is not None else []), *listed])
    can = (*primary, *(action for action in rest if action.possible))
    next_step = None if can else _next_step(ticket)
    cannot = (
        action
        for action in rest
        if not action.possible
        and (action.verb is next_step or action.verb not in _ONLY_WHEN_POSSIBLE)
    )
    # Stable: the step somebody else has to take leads those that nobody can take now.
    return (*can, *sorted(cannot, key=lambda action: action.verb is not next_step))


def _next_step(ticket: Ticket) -> Verb | None:
    """What comes next for somebody with every right, of the buttons of this stage."""
    possible = {action.verb: action for action in actions(ticket.facts) if action.possible}
    here = [possible[verb] for verb in standing(ticket) if verb in possible]
    return min(here, key=lambda action: not action.primary).verb if here else None


def _without(taken: Sequence[Action], actions_: Sequence[Action]) -> list[Action]:
    there = {action.verb for action in taken}
    return [action for action in actions_ if action.verb not in there]
