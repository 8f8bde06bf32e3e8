"""Every decision of money, goods or words: one dialog, its shape chosen by remedy.

Left what is decided, right what it comes to. For every change the pure settlement is asked, and
what it says is shown: it is the same function that runs again when the decision is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.domain.approval import Need, Standing, approval_needs
from app.domain.decisions import Asked, DecisionDraft, Letter, by_remedy
from app.domain.decisions.base import with_buyer_of
from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.money import Money, digits
from app.domain.remedy import CompensationForm, Remedy
from app.domain.rulepack.freight_table import FreightLeg, Payer
from app.domain.settlement import settle
from app.domain.settlement.freight_rule import freight_rule
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog
from ui.decide.approval_line import approval_rows
from ui.decide.calculation import QuotePanel
from ui.decide.decision_form import DecisionForm
from ui.decide.destination import destinations
from ui.decide.outlook import end_of_day, goods_to_send, stage_after
from ui.decide.part import Given
from ui.decide.refund_extras import STOP_SHIPMENT
from ui.decide.second_look import SecondLook
from ui.decide.sheet_dialog import sheet_of_draft
from ui.decide.wish import WishStrip
from ui.decide.words import BuyerWords
from ui.forms import LabelledField
from ui.tokens import Tone
from ui.widgets.surface import Line

_MOST_ROUNDS = 3
_WIDTH = 920
_OF_MONEY = frozenset({Remedy.REFUND_ONLY, Remedy.RETURN_REFUND, Remedy.COMPENSATION})


class DecisionDialog(ActionDialog):
    """`situation_of` tells what the settlement must know beside the ticket.

    `standing_of` tells who decides and how far; None: nobody is ever asked to approve.
    `proposed` is what it opens with; None: what the kind of decision proposes.
    """

    def __init__(
        self,
        ticket: Ticket,
        remedy: Remedy,
        situation_of: Callable[[Ticket], Situation],
        parent: QWidget | None = None,
        *,
        standing_of: Callable[[Ticket], Standing] | None = None,
        proposed: Choices | None = None,
    ) -> None:
        self._kind = by_remedy(remedy)
        super().__init__(
            ticket,
            str(self._kind),
            primary=_("确认方案"),
            panel=True,
            width=_WIDTH,
            parent=parent,
        )
        self._intent_key = str(uuid4())
        self._situation_of = situation_of
        self._standing_of = standing_of
        self._proposed = proposed
        self._situation = situation_of(ticket)
        self._standing = standing_of(ticket) if standing_of is not None else None
        self._checking = False
        self._needs: tuple[Need, ...] = ()
        self.wish = WishStrip(ticket, self._situation)
        self._outer.insertWidget(2, self.wish)
        self._outer.insertWidget(3, Line())
        self.fields = DecisionForm(ticket, remedy, self._situation)
        self.words = BuyerWords(lines=6)
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
        self.quote.calculation.whole.clicked.connect(self._on_whole)
        self.fields.start(self._given())
        self._choices = self.fields.choices()
        self._breakdown = self._settle(self._choices)
        for part in (self.fields, self.words, self.second_look):
            part.changed.connect(self.check)
        self.check()

    def _given(self) -> Given:
        ticket = self.ticket
        proposed = self._proposed or self._kind.draft_defaults(
            ticket.order, ticket.order_money, self._situation, Asked.of(ticket)
        )
        return Given(ticket, self._situation, proposed, tried=self._proposed is not None)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        strip = self.wish.sizeHint().height() + 1
        return self._bounded(QSize(hint.width(), hint.height() + strip))

    # ----------------------------------------------------------------------------- reckoning

    def _settle(self, choices: Choices) -> Breakdown:
        ticket = self.ticket
        platform, true = self.fields.reasons
        situation = replace(self._situation, platform_reason=platform, true_reason=true)
        return settle(ticket.order, ticket.order_money, choices, situation)

    def check(self) -> None:
        if self._checking:
            return
        self._checking = True
        try:
            # Showing the quotes may take away pieces that are no longer free: reckon once more.
            for _round in range(_MOST_ROUNDS):
                self._choices = self.fields.choices()
                self._breakdown = self._settle(self._choices)
                self._show_sums()
                if self.fields.choices() == self._choices:
                    break
            self._show()
            super().check()
        finally:
            self._checking = False

    def _show_sums(self) -> None:
        breakdown = self._breakdown
        self.fields.show_breakdown(
            breakdown, as_asked=self._as_asked(breakdown), to_send=self._to_send()
        )

    def _show(self) -> None:
        breakdown, standing = self._breakdown, self._standing
        stands = not breakdown.refused and not self.fields.problem()
        rows: tuple[tuple[str, Tone], ...] = ()
        self._needs = ()
        if standing is not None and stands:
            self._needs = approval_needs(standing, self._choices, breakdown)
            rows = approval_rows(standing, self._choices, breakdown, self._needs)
        done = (STOP_SHIPMENT,) if self.fields.statement else ()
        self.quote.show(self._choices, breakdown, rows, done)
        self.quote.destination.show_rows(
            destinations(self.ticket, self._choices, breakdown, self.fields.payee)
        )
        self.second_look.ask([guard.text for guard in breakdown.to_confirm])
        if stands:
            self.words.suggest(self._kind.message(self._letter()))
        else:
            self.words.withhold()
        self.set_primary(self._primary_text())
        self.primary.set_kind("danger" if self.second_look.asked else "primary")
        self.set_hint(self._outlook())

    def _on_whole(self) -> None:
        """The sheet of what is typed now, with the reason as far as it is written."""
        reason = self.second_look.value()
        sheet_of_draft(self.ticket, self._choices, self._breakdown, self, reason).open()

    def first_field(self) -> QWidget:
        return self.fields.parts[0]

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
        if self._standing_of is not None:
            self._standing = self._standing_of(self.ticket)
        self._checking = True
        self.wish.show_wish(self.ticket, self._situation)
        self.fields.show_ticket(self._given())
        self._checking = False

    def _as_asked(self, breakdown: Breakdown) -> bool:
        """Whether the buyer asked for exactly this."""
        ticket = self.ticket
        if ticket.requested is not self._kind.remedy or breakdown.refused:
            return False
        if breakdown.charge_cents or self._choices.form is not CompensationForm.MONEY:
            return False  # nobody asks to pay, nor for a coupon in place of money
        if self._kind.remedy not in _OF_MONEY:
            return True
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
            agreed=self.fields.buyer.agreed,
            goods_back=not self._to_send(),
            with_buyer=with_buyer_of(ticket),
            valid_until=self.fields.buyer.valid_until,
            rest_is_ours=self._rest_is_ours(),
        )

    def _rest_is_ours(self) -> bool:
        """Whether the shop pays of the parcel back what the insurer does not."""
        ticket, choices = self.ticket, self._choices
        rule = freight_rule(
            FreightLeg.RETURN,
            choices.liability,
            ticket.order,
            self._situation,
            ticket.order_money,
            choices.lines,
        )
        return rule.payer is Payer.SHOP

    def _return_by(self) -> datetime | None:
        """The last moment to send back, UTC; None when nothing is to be sent."""
        day = self.fields.buyer.last_day_back
        if day is None or not self._to_send():
            return None
        return end_of_day(day, self.ticket.shop.zone)

    def _primary_text(self) -> str:
        """`确认方案 ¥ 258.00 ＋ 10.00`, `仍然确认 ¥ 650.00`; no sum where nothing is paid."""
        breakdown = self._breakdown
        currency = breakdown.currency
        verb = _("提交审批") if self._needs else _("确认方案")
        if self.second_look.asked and not self._needs:
            verb = _("仍然确认")
        main = breakdown.refund_cents + breakdown.compensation_cents
        paid = [c for c in (main, breakdown.freight_cents, breakdown.damages_cents) if c]
        if not paid:
            return verb
        more = "".join(f" ＋ {digits(cents, currency)}" for cents in paid[1:])
        return f"{verb} {Money(paid[0], currency)}{more}"

    def _outlook(self) -> str:
        """`确认后状态 → 待买家退货（截止 11-29 23:59）`."""
        buyer = self.fields.buyer
        after = stage_after(
            self.ticket,
            self._choices,
            self._breakdown,
            agreed=buyer.agreed,
            needs_approval=bool(self._needs),
        )
        words = label(after)
        if after is Stage.NEGOTIATING:
            return _("确认后状态 → {stage}（等买家答复）").format(stage=words)
        day = buyer.last_day_back
        if after is Stage.AWAITING_RETURN and day is not None:
            until = f"{day:%m-%d} 23:59"
            return _("确认后状态 → {stage}（截止 {until}）").format(stage=words, until=until)
        return _("确认后状态 → {stage}").format(stage=words)

    # --------------------------------------------------------------------------------- draft

    def draft(self) -> DecisionDraft:
        platform, true = self.fields.reasons
        buyer = self.fields.buyer
        payee, payee_name = self.fields.payee
        reasons = (self.fields.statement, self.second_look.value())
        return DecisionDraft(
            self.ticket.id,
            self.ticket.version,
            self._intent_key,
            self._choices,
            platform_reason=platform,
            true_reason=true,
            message=self.words.value(),
            guard_reason="；".join(one for one in reasons if one),
            agreed=buyer.agreed,
            return_by=self._return_by(),
            channel=buyer.talked,
            valid_until=buyer.valid_until,
            payee=payee,
            payee_name=payee_name,
        )

    def copied(self) -> str:
        return self.words.value()
