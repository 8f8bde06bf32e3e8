"""试算: any remedy, pieces and amount tried out during a call; nothing is created by it.

The same draft and the same settlement as the decision dialogs; what is shown is what would be
confirmed there. The main button opens the form of the remedy with what was tried in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.approval import Standing, approval_needs
from app.domain.decisions import Asked, by_grace, by_remedy
from app.domain.labels import label
from app.domain.remedy import Liability, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.domain.ticket import Ticket
from app.domain.what_if import TRIED, Trial, amount_means, try_out
from app.domain.workflow import VERB_OF_REMEDY, why_not
from app.errors import RuleViolation
from app.i18n import _
from ui.decide.action_dialog import ActionDialog
from ui.decide.approval_line import approval_rows
from ui.decide.calculation import QuotePanel
from ui.decide.goods_choice import GoodsChoice
from ui.decide.goods_shape import SHAPES
from ui.decide.liability import liability_options
from ui.decide.part import Given
from ui.decide.sheet_dialog import sheet_of_draft
from ui.forms import LabelledField
from ui.tokens import Tone
from ui.widgets.fields import Choice
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments
from ui.widgets.surface import clear

_WIDTH = 860
_TYPED_BESIDE_THE_GOODS = frozenset(
    {Remedy.REFUND_ONLY, Remedy.RETURN_REFUND, Remedy.PRICE_PROTECTION}
)


class WhatIfDialog(ActionDialog):
    """`draft()` is what was tried, for the form that opens next; closing it leaves no trace."""

    def __init__(
        self,
        ticket: Ticket,
        situation_of: Callable[[Ticket], Situation],
        standing_of: Callable[[Ticket], Standing],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            ticket, _("试算"), primary=_("按这个填方案…"), panel=True, width=_WIDTH, parent=parent
        )
        self.cancel.setText(_("关闭"))
        self._situation = situation_of(ticket)
        self._standing = standing_of(ticket)
        self._quiet = False
        wanted = ticket.requested if ticket.requested in TRIED else TRIED[0]
        self.remedy = Choice([(remedy, label(remedy)) for remedy in TRIED], wanted)
        self.liability = Segments(liability_options(), ticket.liability)
        self.amount = MoneyEdit(ticket.order.currency)
        self._goods_place = QVBoxLayout()
        self.explain(_("打电话时先算一算：不会保存，也不会通知任何人。"))
        self._lay_out()
        self.second_look = QWidget()
        self.quote = QuotePanel(self.panel, self.second_look)
        self.quote.calculation.whole.clicked.connect(self.open_sheet)
        self.goods = self._make_goods()
        self._choices, self._breakdown = self._settled(self._proposed())
        for field in (self.remedy, self.liability, self.amount):
            field.changed.connect(self._on_field)
        self._show_amount()
        self._reckon()

    def draft(self) -> Choices:
        return self._choices

    @property
    def _remedy(self) -> Remedy:
        return Remedy(str(self.remedy.value()))

    @property
    def breakdown(self) -> Breakdown:
        """What is shown now."""
        return self._breakdown

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(LabelledField(_("处理方式"), self.remedy), 1)
        self._amount_place = LabelledField(_("金额"), self.amount)
        first.addWidget(self._amount_place, 1)
        self.form.addLayout(first)
        self.form.addLayout(self._goods_place)
        self.form.addWidget(LabelledField(_("责任方"), self.liability))

    # ----------------------------------------------------------------------------- reckoning

    def _proposed(self) -> Choices:
        ticket = self.ticket
        asked = replace(Asked.of(ticket), liability=self._liability)
        kind = by_remedy(self._remedy)
        return kind.draft_defaults(ticket.order, ticket.order_money, self._situation, asked)

    @property
    def _liability(self) -> Liability:
        return Liability(str(self.liability.value() or Liability.UNDETERMINED))

    def _tried(self) -> Choices:
        ticket = self.ticket
        cents = None if self._remedy in _TYPED_BESIDE_THE_GOODS else self.amount.value()
        lines = self.goods.choices() if self.goods is not None else None
        trial = Trial(self._remedy, lines, cents=cents, liability=self._liability)
        asked = Asked.of(ticket)
        choices = try_out(ticket.order, ticket.order_money, self._situation, asked, trial)
        return by_grace(ticket, choices if self.goods is None else self.goods.fill(choices))

    def _settled(self, choices: Choices) -> tuple[Choices, Breakdown]:
        ticket = self.ticket
        return choices, settle(ticket.order, ticket.order_money, choices, self._situation)

    def _reckon(self) -> None:
        if self._quiet:
            return
        self._quiet = True
        try:
            self._choices, self._breakdown = self._settled(self._tried())
            if self.goods is not None:
                self.goods.show_breakdown(self._breakdown)
        except RuleViolation:
            self._quiet = False
            self.check()
            return
        self._quiet = False
        self._show()
        self.check()

    def _show(self) -> None:
        breakdown, choices = self._breakdown, self._choices
        needs = () if breakdown.refused else approval_needs(self._standing, choices, breakdown)
        asks: tuple[tuple[str, Tone], ...] = tuple(
            (_("要写理由确认：{text}").format(text=guard.text), "warn")
            for guard in breakdown.to_confirm
        )
        rows = approval_rows(self._standing, choices, breakdown, needs)
        self.quote.show(choices, breakdown, (*asks, *rows))

    def problem_now(self) -> str:
        refused = self._breakdown.refused
        verb = VERB_OF_REMEDY[self._remedy]
        return (
            (self.goods.problem() if self.goods is not None else "")
            or self._wrong_amount()
            or (refused[0].text if refused else "")
            or why_not(self.ticket.facts, verb)
            or ""
        )

    def _wrong_amount(self) -> str:
        """Left empty an amount is the one the form would propose."""
        typed = self.amount.line.text().strip()
        shown = self._amount_place.isVisibleTo(self)
        return self.amount.problem() if typed and shown else ""

    # ------------------------------------------------------------------------------- fields

    def _make_goods(self) -> GoodsChoice | None:
        """The goods of the order; None for a remedy that names none."""
        clear(self._goods_place)
        if self._remedy not in SHAPES:
            return None
        goods = GoodsChoice(self._remedy, self.ticket.order.currency)
        given = Given(self.ticket, self._situation, self._proposed())
        goods.show_ticket(given)
        goods.start(given)
        goods.changed.connect(self._on_field)
        self._goods_place.addWidget(goods)
        return goods

    def _show_amount(self) -> None:
        words = amount_means(self._remedy)
        shown = bool(words) and self._remedy not in _TYPED_BESIDE_THE_GOODS
        self._amount_place.setVisible(shown)
        self._amount_place.label.setText(words)
        proposed = self._proposed()
        self._quiet = True
        suggested = {
            Remedy.COMPENSATION: proposed.compensation_cents,
            Remedy.FREIGHT: proposed.return_freight_cents,
        }
        self.amount.set_value(suggested.get(self._remedy))
        self._quiet = False

    def _on_field(self) -> None:
        if self._quiet:
            return
        if self.sender() is self.remedy:
            self.goods = self._make_goods()
            self._show_amount()
        self._reckon()

    def open_sheet(self) -> None:
        """The whole sheet of what is tried now."""
        sheet_of_draft(self.ticket, self._choices, self._breakdown, self).open()
