"""Every decision dialog and every step behind it, seen on the demo shop; nothing is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.domain.remedy import CompensationForm, GoodsWay, ReapplyCause, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from docs.tour.clerk import Clerk
from docs.tour.hands import Stuck
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.loose_parts import LooseParts
from ui.decide.only_words import ReapplyChoice
from ui.decide.repair_terms import RepairChoice
from ui.decide.replacements import Instead, Replacements
from ui.decide.sending import Sending

Fill = Callable[[Any], None]
_LADDER, _MONEY, _PARCEL = 2, 3, 4


class Decisions:
    """Opens a dialog on a ticket it belongs to, fills in what a clerk would, takes its picture."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.hands = clerk.hands

    def look(self) -> None:
        """Everything in order."""
        self.ways_to_decide()
        self.weighing()
        self.ladder()
        self.approvals()
        self.goods_out()
        self.owed()

    # ------------------------------------------------------------------------ the dialogs

    def ways_to_decide(self) -> None:
        """One picture of each kind of decision."""
        scenes: tuple[tuple[str, Verb, Remedy, str, Fill], ...] = (
            ("exchange", Verb.DECIDE_EXCHANGE, Remedy.EXCHANGE, "BED-18-W", _bigger),
            ("repair", Verb.DECIDE_REPAIR, Remedy.REPAIR, "LMP-BT-W", _quoted),
            ("reship", Verb.DECIDE_RESHIP, Remedy.RESHIP, "SHF-5-WN", _screws),
            ("price-protection", Verb.DECIDE_PRICE_PROTECTION, Remedy.PRICE_PROTECTION, "PIL-M",
             _cheaper),
            ("freight", Verb.DECIDE_FREIGHT, Remedy.FREIGHT, "TWL-70-W", _as_it_opens),
            ("next-order", Verb.DECIDE_COMPENSATION, Remedy.REFUND_ONLY, "SHF-5-WN", _next_order),
            ("reapply", Verb.DECIDE_REAPPLY, Remedy.REFUND_ONLY, "CUR-27", _wrong_type),
            ("apology", Verb.DECIDE_APOLOGY, Remedy.REFUND_ONLY, "CUR-27", _as_it_opens),
        )  # fmt: skip
        for name, verb, requested, sku, fill in scenes:
            self._find(partial(_open_question, requested, sku))
            self._dialog(verb, "DecisionDialog", name, fill)

    def weighing(self) -> None:
        """Side by side, tried out, and how a number was made."""
        self._find(partial(_open_question, Remedy.EXCHANGE, "BED-18-W"))
        for key, kind, name in (
            ("shift+c", "CompareDialog", "compare"),
            ("shift+t", "WhatIfDialog", "what-if"),
        ):
            self.hands.click(self.clerk.window.queue.view)
            self.hands.press(key)
            self.hands.dialog(kind)
            self._take_and_leave(name, kind)
        self.clerk.do(Verb.DECIDE_EXCHANGE)
        dialog = self.hands.dialog("DecisionDialog")
        _bigger(dialog)
        self.hands.click(dialog.quote.calculation.whole)
        self.hands.dialog("SheetDialog")
        self._take_and_leave("sheet", "SheetDialog")
        self.hands.press("Escape")
        self.hands.gone("DecisionDialog")

    def ladder(self) -> None:
        """Offers and counter-offers, and what the buyer says next."""
        self._find(_talked)
        self._page(_LADDER, "negotiation")
        self._dialog(Verb.COUNTER_OFFER, "CounterOfferDialog", "counter-offer", _as_it_opens)

    def approvals(self) -> None:
        """What waits for a second person, and both answers."""
        self._find(partial(_waits, Remedy.REFUND_ONLY))
        self.clerk.camera.take("approval")
        self._dialog(Verb.APPROVE, "ApproveDialog", "approve", _as_it_opens)
        self._dialog(Verb.DENY, "DenyDialog", "deny", _as_it_opens)

    def goods_out(self) -> None:
        """A parcel to send, a repair that ends, what was sent."""
        self._find(_to_ship)
        self._dialog(Verb.SHIP, "ShipDialog", "ship", _as_it_opens)
        self._find(partial(_repair_is, "under_repair"))
        self._dialog(Verb.REPAIR_DONE, "DoneDialog", "repair-done", _as_it_opens)
        self._find(partial(_repair_is, "done"))
        self._page(_PARCEL, "repaired")

    def owed(self) -> None:
        """What the buyer owes, what we promised."""
        self._find(_owes)
        self._page(_MONEY, "difference")
        self._dialog(Verb.CHARGE_ARRIVED, "ChargeArrivedDialog", "charge", _as_it_opens)
        self._find(_promised)
        self._dialog(Verb.KEEP_PROMISE, "KeepPromiseDialog", "promise", _as_it_opens)

    # ------------------------------------------------------------------------------- steps

    def _find(self, wanted: Callable[[Ticket], bool]) -> None:
        """Search the newest ticket that is wanted and go to it."""
        services = self.clerk.open.desk.services
        rows = services.context.read().query("SELECT id FROM ticket ORDER BY id DESC")
        found = next((t for t in (services.tickets.get(r[0]) for r in rows) if wanted(t)), None)
        if found is None:
            raise Stuck(f"no ticket is {wanted}")
        self.clerk.search(found.number)
        self.hands.until(
            found.number,
            lambda: self.clerk.pane.ticket is not None and self.clerk.pane.ticket.id == found.id,
        )
        self.hands.rest(0.3)

    def _dialog(self, verb: Verb, kind: str, name: str, fill: Fill) -> None:
        self.clerk.do(verb)
        fill(self.hands.dialog(kind))
        self.hands.rest(0.2)
        self._take_and_leave(name, kind)

    def _take_and_leave(self, name: str, kind: str) -> None:
        self.clerk.camera.take(name)
        self.hands.press("Escape")
        self.hands.gone(kind)

    def _page(self, at: int, name: str) -> None:
        tabs = self.clerk.pane.tabs
        self.hands.click(tabs, tabs.tabRect(at).center())
        self.hands.until(name, lambda: tabs.currentIndex() == at)
        self.hands.rest(0.2)
        self.clerk.camera.take(name)
        self.hands.click(tabs, tabs.tabRect(0).center())


# ----------------------------------------------------------------------------- which ticket


def _open_question(requested: Remedy, sku: str, ticket: Ticket) -> bool:
    """Looked at, not decided: what the buyer wants and of which goods."""
    return (
        ticket.stage.value == "reviewing"
        and ticket.requested is requested
        and ticket.order.lines[0].sku == sku
    )


def _talked(ticket: Ticket) -> bool:
    return bool(ticket.counter_offers)


def _waits(remedy: Remedy, ticket: Ticket) -> bool:
    last = ticket.decision
    waiting = ticket.stage.value == "awaiting_approval"
    return waiting and last is not None and last.choices.remedy is remedy


def _to_ship(ticket: Ticket) -> bool:
    ready = any(one.state.value == "to_ship" for one in ticket.dispatches)
    return ready and not ticket.charges


def _repair_is(state: str, ticket: Ticket) -> bool:
    return any(one.state.value == state for one in ticket.repairs)


def _owes(ticket: Ticket) -> bool:
    return any(one.state.value == "planned" for one in ticket.charges)


def _promised(ticket: Ticket) -> bool:
    return bool(ticket.obligations)


# ------------------------------------------------------------------------- what is filled in


def _as_it_opens(_dialog: Any) -> None:
    """Nothing: what is proposed is worth a picture."""


def _bigger(dialog: Any) -> None:
    block = dialog.fields.part(Replacements).blocks[0]
    block.kind.set_value(Instead.VARIANT)
    block.variant.set_value("2.0m 米白")
    block.price.set_value(18500)
    dialog.fields.part(Sending).way.set_value(GoodsWay.RETURN_FIRST)


def _quoted(dialog: Any) -> None:
    terms = dialog.fields.part(RepairChoice)
    terms.in_warranty.set_value(False)
    terms.quote.set_value(3500)
    terms.cost.set_value(1800)
    terms.work.set_value("更换灯罩")


def _screws(dialog: Any) -> None:
    counter = dialog.fields.goods.rows[0].counter
    if counter is not None:
        counter.set_value(0)
    loose = dialog.fields.part(LooseParts)
    loose.add.click()
    loose.rows[0].title.set_value("M6×50 长螺丝")
    loose.rows[0].count.set_value(2)


def _cheaper(dialog: Any) -> None:
    amount = dialog.fields.goods.rows[0].amount
    if amount is not None:
        amount.set_value(7900)


def _next_order(dialog: Any) -> None:
    given = dialog.fields.part(CompensationChoice)
    given.form.set_value(CompensationForm.NEXT_ORDER)
    given.part.set_value("胡桃木色补漆笔 1 支")


def _wrong_type(dialog: Any) -> None:
    again = dialog.fields.part(ReapplyChoice)
    again.cause.set_value(ReapplyCause.WRONG_TYPE)
    again.remedy.set_value(Remedy.RETURN_REFUND)
