"""Which verbs stand as buttons at each stage, their keys, and their words in the menu. No Qt."""

from __future__ import annotations

from typing import Final

from app.domain.facts import Stage
from app.domain.ticket import Ticket
from app.domain.workflow import Action, Verb, actions
from app.i18n import _

_DECIDE: Final = (
    Verb.DECIDE_REFUND_ONLY,
    Verb.DECIDE_RETURN_REFUND,
    Verb.DECIDE_COMPENSATION,
)
_ENDED: Final = (Verb.REOPEN, Verb.NOTE, Verb.ADD_EVIDENCE)

BUTTONS: Final[dict[Stage, tuple[Verb, ...]]] = {
    Stage.NEW: (Verb.ACCEPT, *_DECIDE, Verb.REQUEST_INFO, Verb.REJECT),
    Stage.NEED_INFO: (Verb.INFO_RECEIVED, *_DECIDE, Verb.REJECT),
    Stage.REVIEWING: (*_DECIDE, Verb.REQUEST_INFO, Verb.REJECT),
    Stage.AWAITING_APPROVAL: (Verb.WITHDRAW_OFFER, Verb.NOTE),
    Stage.NEGOTIATING: (
        Verb.BUYER_ACCEPTS,
        Verb.BUYER_DECLINES,
        Verb.WITHDRAW_OFFER,
        *_DECIDE,
        Verb.REJECT,
    ),
    Stage.AWAITING_RETURN: (
        Verb.RETURN_SENT,
        Verb.RETURN_RECEIVED,
        Verb.INSPECT,
        Verb.WITHDRAW_OFFER,
        Verb.CANCEL,
    ),
    Stage.INSPECTING: (
        Verb.RETURN_RECEIVED,
        Verb.INSPECT,
        Verb.DECIDE_REFUND_ONLY,
        Verb.DECIDE_RETURN_REFUND,
        Verb.PAY,
    ),
    Stage.REPAIRING: (Verb.NOTE,),
    Stage.FULFILLING: (Verb.PAY, Verb.PAYMENT_ARRIVED, Verb.PAYMENT_FAILED, Verb.WITHDRAW_OFFER),
    Stage.DISPUTED: (Verb.ADD_EVIDENCE, Verb.NOTE),
    Stage.AWAITING_CONFIRMATION: (Verb.CONFIRM, Verb.CLOSE, Verb.REVERSE),
    Stage.COMPLETED: _ENDED,
    Stage.REJECTED: _ENDED,
    Stage.CANCELLED: _ENDED,
    Stage.EXPIRED: _ENDED,
    Stage.MERGED: (Verb.NOTE, Verb.ADD_EVIDENCE),
}

KEYS: Final[dict[Verb, str]] = {
    Verb.ACCEPT: "A",
    Verb.DECIDE_REFUND_ONLY: "R",
    Verb.DECIDE_RETURN_REFUND: "T",
    Verb.DECIDE_COMPENSATION: "C",
    Verb.BUYER_ACCEPTS: "Y",
    Verb.BUYER_DECLINES: "D",
    Verb.RETURN_SENT: "S",
    Verb.RETURN_RECEIVED: "G",
    Verb.INSPECT: "I",
    Verb.PAY: "P",
    Verb.PAYMENT_ARRIVED: "L",
    Verb.CONFIRM: "F",
    Verb.CLOSE: "X",
    Verb.REJECT: "Shift+R",
    Verb.REQUEST_INFO: "Q",
    Verb.SETTLE_PAID: "M",
    Verb.NOTE: "N",
    Verb.ADD_EVIDENCE: "E",
}

ICONS: Final[dict[Verb, str]] = {
    Verb.ACCEPT: "check",
    Verb.DECIDE_REFUND_ONLY: "yuan",
    Verb.DECIDE_RETURN_REFUND: "parcel-return",
    Verb.DECIDE_COMPENSATION: "compensate",
    Verb.BUYER_ACCEPTS: "confirm",
    Verb.BUYER_DECLINES: "negotiate",
    Verb.WITHDRAW_OFFER: "undo",
    Verb.RETURN_SENT: "truck",
    Verb.RETURN_RECEIVED: "parcel",
    Verb.INSPECT: "inspect",
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
    Verb.SET_FACTS: "edit",
    Verb.NOTE: "note",
    Verb.ADD_EVIDENCE: "camera",
}


def words(action: Action) -> str:
    """What a button says: an ellipsis promises that a form comes first."""
    return _("{verb}…").format(verb=action.label) if action.asks else action.label


def menu_words(action: Action) -> str:
    """The same in a menu, with the reason when it is not possible."""
    if action.possible:
        return words(action)
    return _("{verb}（{why}）").format(verb=action.label, why=action.why.rstrip("。"))


def for_buttons(ticket: Ticket) -> tuple[Action, ...]:
    """The buttons of a ticket from the left: the primary one, what is possible, what is not.

    What is not possible keeps its place at the end, so that its reason can be read there.
    """
    offered = {action.verb: action for action in actions(ticket.facts)}
    listed = [offered[verb] for verb in BUTTONS[ticket.stage]]
    primary = [action for action in offered.values() if action.primary]
    rest = [action for action in listed if not action.primary]
    return (
        *primary,
        *(action for action in rest if action.possible),
        *(action for action in rest if not action.possible),
    )
