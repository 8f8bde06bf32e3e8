"""Refund only, return and refund, partial compensation: one dialog, three shapes.

Left what is decided, right what it comes to. For every change the pure settlement is asked, and
what it says is shown: it is the same function that runs again when the decision is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from app.domain.decisions import Asked, DecisionDraft, Letter, by_remedy
from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.money import Money, digits
from app.domain.remedy import Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog
from ui.decide.calculation import QuotePanel
from ui.decide.decision_form import DecisionForm
from ui.decide.outlook import end_of_day, goods_to_send, stage_after
from ui.decide.second_look import SecondLook
from ui.decide.words import BuyerWords
from ui.forms import LabelledField

_MOST_ROUNDS = 3


class DecisionDialog(ActionDialog):
    """`situation_of` tells what the settlement must know beside the ticket."""

    def __init__(
        self,
        ticket: Ticket,
        remedy: Remedy,
        situation_of: Callable[[Ticket], Situation],
        parent: QWidget | None = None,
    ) -> None:
        self._kind = by_remedy(remedy)
        super().__init__(ticket, str(self._kind), primary=_("确认方案"), panel=True, parent=parent)
        self._intent_key = str(uuid4())
        self._situation_of = situation_of
        self._situation = situation_of(ticket)
        self._checking = False
        self.fields = DecisionForm(ticket, remedy, self._situation)
        self.words = BuyerWords(lines=5)
        self.second_look = SecondLook()
        self.kept = {
            **self.fields.kept,
            "words": self.words,
            "guard_reason": self.second_look,
        }
        self.form.addWidget(self.fields)
        self.form.addWidget(
            LabelledField(_("给买家的话（可编辑，确认后复制到剪贴板）"), self.words)
        )
        self.quote = QuotePanel(self.panel, self.second_look)
        proposed = self._kind.draft_defaults(
            ticket.order, ticket.order_money, self._situation, Asked.of(ticket)
        )
        self.fields.start(ticket, self._situation, proposed)
        self._choices = self.fields.choices()
        self._breakdown = self._settle(self._choices)
        for part in (self.fields, self.words, self.second_look):
            part.changed.connect(self.check)
        self.check()

    # ----------------------------------------------------------------------------- reckoning

    def _settle(self, choices: Choices) -> Breakdown:
        ticket = self.ticket
        return settle(ticket.order, ticket.order_money, choices, self._situation)

    def check(self) -> None:
        if self._checking:
            return
        self._checking = True
        try:
            # Showing the quotes may take away pieces that are no longer free: reckon once more.
            for _round in range(_MOST_ROUNDS):
                self._choices = self.fields.choices()
                self._breakdown = self._settle(self._choices)
                self._show()
                if self.fields.choices() == self._choices:
                    break
            super().check()
        finally:
            self._checking = False

    def _show(self) -> None:
        breakdown = self._breakdown
        self.fields.show_breakdown(
            breakdown, as_asked=self._as_asked(breakdown), to_send=self._to_send()
        )
        self.quote.show(self._kind.remedy, breakdown)
        self.second_look.ask([guard.text for guard in breakdown.to_confirm])
        if not breakdown.refused:
            self.words.suggest(self._kind.message(self._letter()))
        self.set_primary(self._primary_text())
        self.set_hint(self._outlook())

    def first_field(self) -> QWidget:
        return self.fields.goods

    def problem_now(self) -> str:
        refused = self._breakdown.refused
        return (
            self.fields.problem()
            or (refused[0].text if refused else "")
            or self.second_look.problem()
            or self.words.problem()
        )

    def ticket_changed(self) -> None:
        self._situation = self._situation_of(self.ticket)
        self._checking = True
        self.fields.show_ticket(self.ticket, self._situation)
        self._checking = False

    def _as_asked(self, breakdown: Breakdown) -> bool:
        """Whether the buyer asked for exactly this."""
        ticket = self.ticket
        if ticket.requested is not self._kind.remedy or breakdown.refused:
            return False
        granted = breakdown.refund_cents + breakdown.compensation_cents
        return ticket.requested_cents in (None, granted)

    def _to_send(self) -> bool:
        return goods_to_send(self.ticket, self._choices, self._breakdown.units)

    # --------------------------------------------------------------------------------- words

    def _letter(self) -> Letter:
        ticket = self.ticket
        return Letter(
            shop=ticket.shop,
            order=ticket.order,
            choices=self._choices,
            breakdown=self._breakdown,
            return_by=self._return_by(),
            platform_remedy=self._situation.platform_remedy,
            agreed=self.fields.agreed,
            goods_back=not self._to_send(),
        )

    def _return_by(self) -> datetime | None:
        """The last moment to send back, UTC; None when nothing is to be sent."""
        day = self.fields.last_day_back
        if day is None or not self._to_send():
            return None
        return end_of_day(day, self.ticket.shop.zone)

    def _primary_text(self) -> str:
        """`确认方案 ¥ 258.00 ＋ 10.00`."""
        breakdown = self._breakdown
        currency = breakdown.currency
        main = breakdown.refund_cents + breakdown.compensation_cents
        text = _("确认方案 {sum}").format(sum=Money(main, currency))
        if breakdown.freight_cents:
            text = f"{text} ＋ {digits(breakdown.freight_cents, currency)}"
        return text

    def _outlook(self) -> str:
        """`确认后状态 → 待买家退货（截止 11-29 23:59）`."""
        after = stage_after(self.ticket, self._choices, self._breakdown, agreed=self.fields.agreed)
        words = label(after)
        if after is Stage.NEGOTIATING:
            return _("确认后状态 → {stage}（等买家答复）").format(stage=words)
        day = self.fields.last_day_back
        if after is Stage.AWAITING_RETURN and day is not None:
            until = f"{day:%m-%d} 23:59"
            return _("确认后状态 → {stage}（截止 {until}）").format(stage=words, until=until)
        return _("确认后状态 → {stage}").format(stage=words)

    # --------------------------------------------------------------------------------- draft

    def draft(self) -> DecisionDraft:
        return DecisionDraft(
            self.ticket.id,
            self.ticket.version,
            self._intent_key,
            self._choices,
            platform_reason=str(self.fields.platform_reason.value() or ""),
            true_reason=self.fields.true_reason.value(),
            message=self.words.value(),
            guard_reason=self.second_look.value(),
            agreed=self.fields.agreed,
            return_by=self._return_by(),
        )

    def copied(self) -> str:
        return self.words.value()
