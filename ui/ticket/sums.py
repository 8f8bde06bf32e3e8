"""A stored calculation as it was shown, line by line."""

from __future__ import annotations

from typing import Final

from app.domain.money import Money, digits
from app.domain.payment import POINTS
from app.domain.remedy import Remedy
from app.domain.settlement.types import BreakdownLine, Row
from app.domain.ticket import DecisionRecord
from app.i18n import _
from ui.widgets.grid import Sum

_LARGE: Final = {
    Remedy.COMPENSATION: (Row.COMPENSATION,),
    Remedy.PRICE_PROTECTION: (Row.COMPENSATION,),
    Remedy.EXCHANGE: (Row.CHARGE, Row.COMPENSATION, Row.DIFFERENCE),
    Remedy.REPAIR: (Row.CHARGE,),
    Remedy.FREIGHT: (Row.RETURN_FREIGHT, Row.SHIPPING),
}


def sums_of(decision: DecisionRecord) -> list[Sum]:
    """The rows of a round; what the buyer gets, or owes, stands large."""
    shown = decision.breakdown
    there = [line.row for line in shown.lines]
    wanted = _LARGE.get(decision.remedy, (Row.REFUND,))
    large = next((row for row in wanted if row in there), None)
    return [_sum(line, shown.currency, line.row is large) for line in shown.lines]


def _sum(line: BreakdownLine, currency: str, total: bool) -> Sum:
    if line.row is Row.TENDER and line.inputs.get("currency") == POINTS:
        return Sum(line.label, _("{n} 积分").format(n=line.cents), note=line.rule)
    if total or currency != "CNY":
        return Sum(line.label, str(Money(line.cents, currency)), total=total, note=line.rule)
    sign = "− " if line.cents < 0 else ""
    return Sum(line.label, f"{sign}{digits(abs(line.cents), currency)}", note=line.rule)
