"""成本: what this ticket has cost so far, and the way to the sheet behind a stored calculation."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.domain.cost_sheet import cost_sheet
from app.domain.costs import CASH, CostSheet
from app.domain.labels import label
from app.domain.money import Money
from app.domain.payment import Tender
from app.domain.ticket import DecisionRecord, Ticket
from app.i18n import _
from ui.ticket import wording
from ui.widgets.button import Button
from ui.widgets.grid import Breakdown, Sum
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel


class CostCard(Card):
    """The cost sheet: cash, then goods and other losses, then what it comes to."""

    def __init__(self, made: CostSheet, parent: QWidget | None = None) -> None:
        note = _("责任：{who}").format(who=wording.blame(made.liability))
        super().__init__(_("本单成本"), note, parent=parent)
        sums = Breakdown()
        sums.show_sums(tuple(_sums(made)))
        self.body.addWidget(sums)
        for text in _remarks(made):
            self.body.addWidget(PlainLabel(text, "small", wrap=True))


def cost_card(ticket: Ticket) -> CostCard | None:
    """The card of a ticket that has cost anything yet, else None."""
    made = cost_sheet(ticket)
    return CostCard(made) if made.rows or made.foreign or made.tenders else None


def _sums(made: CostSheet) -> Iterator[Sum]:
    currency = made.currency
    cash = [row for row in made.rows if row.kind in CASH]
    other = [row for row in made.rows if row.kind not in CASH]
    for row in (*cash, *other):
        yield Sum(label(row.kind), str(Money(row.cents, currency)))
    if len(cash) > 1 and other:
        yield Sum(_("其中现金"), str(Money(made.cash_cents, currency)))
    yield Sum(_("净成本"), str(Money(made.net_cents, currency)), total=True)


def _remarks(made: CostSheet) -> Iterator[str]:
    for tender, amount in made.tenders:
        points = tender is Tender.POINTS
        shown = _("{n} 分").format(n=amount) if points else str(Money(amount, made.currency))
        yield _("另退{tender} {amount}，不与金额相加。").format(tender=label(tender), amount=shown)
    for currency, cents in made.foreign:
        yield _("另有 {amount}，币种不同，没有计入。").format(amount=Money(cents, currency))
    if made.unvalued:
        yield _("{n} 件商品的价值没有人知道，没有计入。").format(n=made.unvalued)


class HowMade(Button):
    """Opens the sheet of one stored round."""

    def __init__(self, ticket: Ticket, decision: DecisionRecord) -> None:
        super().__init__(_("怎么算的…"), "ghost")
        self._ticket = ticket
        self._decision = decision
        self.set_tip(_("每个金额的规则、依据和上限，可以复制"))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        from ui.decide.sheet_dialog import sheet_of_record

        sheet_of_record(self._ticket, self._decision, self).open()
