"""The left side of a decision dialog: parts below each other, chosen from a table by remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.decisions import by_grace
from app.domain.remedy import Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.answer import BuyersAnswer
from ui.decide.case_reasons import CaseReasons
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.damages_choice import DamagesChoice
from ui.decide.deductions import Deductions
from ui.decide.freight_choice import FreightChoice
from ui.decide.freight_paid import FreightPaid
from ui.decide.goods_choice import GoodsChoice
from ui.decide.liability import LiabilityChoice
from ui.decide.loose_parts import LooseParts
from ui.decide.only_words import ApologyChoice, ReapplyChoice
from ui.decide.part import Disclosed, Given, Part
from ui.decide.refund_extras import PromotionChoice, StopShipment, TendersBack
from ui.decide.repair_terms import RepairChoice
from ui.decide.replacements import Replacements
from ui.decide.sending import DifferenceChoice, Sending
from ui.forms import LabelledField
from ui.widgets.flow import Flow
from ui.widgets.segments import Segments

P = TypeVar("P", bound=Part)
Make = Callable[[Remedy, Ticket, Situation], Part]


def _goods(remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return GoodsChoice(remedy, ticket.order.currency)


def _reasons(remedy: Remedy, ticket: Ticket, situation: Situation) -> Part:
    return CaseReasons(ticket, remedy, situation.reasons)


def _liability(_remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return LiabilityChoice(ticket.liability)


def _stop(_remedy: Remedy, _ticket: Ticket, _situation: Situation) -> Part:
    return StopShipment()


def _tenders(_remedy: Remedy, _ticket: Ticket, _situation: Situation) -> Part:
    return TendersBack()


def _promotion(_remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return PromotionChoice(ticket.order.currency)


def _damages(_remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return DamagesChoice(ticket.order.currency, ticket.evidence)


def _deductions(_remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return Deductions(ticket.order.currency)


def _freight(_remedy: Remedy, ticket: Ticket, situation: Situation) -> Part:
    return FreightChoice(ticket.order.currency, situation)


def _replacements(_remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return Replacements(ticket)


def _difference(_remedy: Remedy, ticket: Ticket, situation: Situation) -> Part:
    return DifferenceChoice(ticket.order.currency, situation)


def _compensation(_remedy: Remedy, ticket: Ticket, situation: Situation) -> Part:
    return CompensationChoice(ticket.order.currency, situation)


def _loose(_remedy: Remedy, _ticket: Ticket, _situation: Situation) -> Part:
    return LooseParts()


def _sending(remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return Sending(ticket.shop.ship_hours, ways=remedy is Remedy.EXCHANGE)


def _repair(_remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return RepairChoice(ticket.order.currency)


def _freight_paid(_remedy: Remedy, ticket: Ticket, _situation: Situation) -> Part:
    return FreightPaid(ticket.order.currency)


def _apology(_remedy: Remedy, _ticket: Ticket, _situation: Situation) -> Part:
    return ApologyChoice()


def _reapply(_remedy: Remedy, ticket: Ticket, situation: Situation) -> Part:
    return ReapplyChoice(ticket, situation.reasons)


_CASE = (_reasons, _liability)
_SHAPES: Mapping[Remedy, tuple[Make, ...]] = {
    Remedy.REFUND_ONLY: (_goods, _stop, *_CASE, _tenders, _promotion, _damages),
    Remedy.RETURN_REFUND: (
        _goods,
        *_CASE,
        _deductions,
        _freight,
        _tenders,
        _promotion,
        _damages,
    ),
    Remedy.EXCHANGE: (_goods, _replacements, _difference, _sending, *_CASE, _freight),
    Remedy.RESHIP: (_goods, _loose, *_CASE, _sending),
    Remedy.REPAIR: (_goods, _repair, *_CASE, _freight, _sending),
    Remedy.COMPENSATION: (_goods, _compensation, *_CASE, _damages),
    Remedy.PRICE_PROTECTION: (_goods, *_CASE),
    Remedy.FREIGHT: (_freight_paid, *_CASE),
    Remedy.APOLOGY: (_apology, _liability),
    Remedy.REAPPLY: (_reapply,),
}
_WITHOUT_ANSWER = frozenset({Remedy.APOLOGY})


class DecisionForm(QWidget):
    """Knows what is chosen, not what it comes to. `kept` names what survives a closed dialog."""

    changed = Signal()

    def __init__(
        self, ticket: Ticket, remedy: Remedy, situation: Situation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ticket = ticket
        self._remedy = remedy
        self._quiet = False
        self._base = Choices(remedy, liability=ticket.liability)
        self._places: dict[Part, QWidget] = {}
        self.kept: dict[str, object] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.parts = [make(remedy, ticket, situation) for make in _SHAPES[remedy]]
        self.buyer = BuyersAnswer(ticket, situation, asked=remedy not in _WITHOUT_ANSWER)
        hidden = [part for part in self.parts if isinstance(part, Disclosed)]
        for part in self.parts:
            self._place(part)
        if hidden:
            self._column.addWidget(_buttons_of(hidden))
        self._place(self.buyer)
        self.parts.append(self.buyer)

    def _place(self, part: Part) -> None:
        place = LabelledField(_(part.label), part) if part.label else part
        self._places[part] = place
        self._column.addWidget(place)
        self.kept.update(part.kept())
        part.changed.connect(self._on_changed)

    def part(self, kind: type[P]) -> P:
        """The part of this kind. Raises `KeyError` where the remedy has none."""
        found = self.part_if_any(kind)
        if found is None:
            raise KeyError(kind.__name__)
        return found

    def part_if_any(self, kind: type[P]) -> P | None:
        """The part of this kind, if the remedy has it."""
        return next((part for part in self.parts if isinstance(part, kind)), None)

    @property
    def goods(self) -> GoodsChoice:
        """The goods table."""
        return self.part(GoodsChoice)

    @property
    def liability(self) -> Segments:
        """Who is liable."""
        return self.part(LiabilityChoice).finding

    @property
    def answer(self) -> Segments:
        """What the buyer says to it."""
        return self.buyer.answer

    # ------------------------------------------------------------------------------ the draft

    def start(self, given: Given) -> None:
        """Preselect what the kind of decision proposes."""
        proposed = given.proposed
        self._base = Choices(self._remedy, liability=proposed.liability, way=proposed.way)
        self.show_ticket(given)
        self._quiet = True
        for part in self.parts:
            part.start(given)
        self._quiet = False
        self._follow()

    def show_ticket(self, given: Given) -> None:
        """The ticket as it is now; what was chosen stays chosen where it still can be."""
        self._ticket = given.ticket
        self._quiet = True
        for part in self.parts:
            part.show_ticket(given)
        self._quiet = False
        self._follow()

    def choices(self) -> Choices:
        """What is chosen, as the settlement takes it."""
        choices = self._base
        for part in self.parts:
            if part.applies:
                choices = part.fill(choices)
        return by_grace(self._ticket, choices)

    @property
    def reasons(self) -> tuple[str, str]:
        """The platform's reason and the true one, as typed now; the ticket's where none is asked."""
        case = self.part_if_any(CaseReasons)
        if case is None:
            return self._ticket.platform_reason, self._ticket.true_reason
        return str(case.platform.value() or ""), case.true.value()

    @property
    def payee(self) -> tuple[str, str]:
        """Account and real name of a transfer; empty where none is made."""
        paid = self.part_if_any(FreightPaid)
        return paid.account if paid is not None else ("", "")

    @property
    def statement(self) -> str:
        """What was confirmed with a tick and belongs into the reason kept with the decision."""
        stop = self.part_if_any(StopShipment)
        return stop.statement if stop is not None else ""

    def show_breakdown(self, breakdown: Breakdown, *, as_asked: bool, to_send: bool) -> None:
        """Show what the choices come to. The answer follows the request until a person gives it."""
        self._quiet = True
        for part in self.parts:
            part.show_breakdown(breakdown)
        self.buyer.suggest(as_asked=as_asked, to_send=to_send)
        self._quiet = False
        self._follow()

    def problem(self) -> str:
        """The first field that is wrong."""
        found = (part.problem() for part in self.parts if part.applies)
        return next((one for one in found if one), "")

    def _follow(self) -> None:
        """Let the parts adapt to each other, and hide those that do not apply now."""
        choices = self.choices()
        self._quiet = True
        for part in self.parts:
            part.follow(choices)
            place = self._places[part]
            if place.isHidden() == part.applies:
                place.setVisible(part.applies)
        self._quiet = False

    def _on_changed(self) -> None:
        if not self._quiet:
            self._follow()
            self.changed.emit()


def _buttons_of(parts: list[Disclosed]) -> QWidget:
    """The buttons that open what hardly any decision needs, in one row."""
    row = QWidget()
    flow = Flow(6, row)
    for part in parts:
        flow.addWidget(part.more)
    return row
