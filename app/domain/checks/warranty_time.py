"""Until when the warranty runs: its months or days, from when, and the days spent in repair."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.checks.seen import Goods, Start, day_of, start_of
from app.domain.checks.types import Case, Cited
from app.domain.checks.windows import Reckoned, Window, reckon, window_of_key
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.facts import GoodsOut
from app.domain.goods_out import DispatchPurpose
from app.domain.rulepack import Mark
from app.i18n import _


@dataclass(frozen=True, slots=True)
class Warranty:
    """The warranty of claimed goods, counted to its end."""

    start: Start
    reckoned: Reckoned

    def holds(self, case: Case) -> bool:
        """Whether the buyer applied before it ended."""
        return case.ticket.applied_at < self.reckoned.due


def warranty_window(case: Case, goods: Goods) -> Window | None:
    """What the shop states for its goods, else what the rules give the kind of goods.

    0 months on the goods say that the shop gives no warranty; then only the rules speak.
    """
    stated = goods.policy.warranty_months if goods.policy else None
    if stated:
        rule = Cited("warranty.months", _("本店商品说明"), Mark.OWN.value)
        return Window(Span(stated, TimeUnit.MONTHS), rule)
    return window_of_key(case, "warranty.months", goods.category)


def warranty_of(case: Case, goods: Goods) -> Warranty | None:
    """The warranty with its end; None while start or length is unknown.

    消法实施条例 Art. 18 counts it again from the exchange, and without the days in repair.
    """
    start, window = _start(case, goods), warranty_window(case, goods)
    if start is None or window is None:
        return None
    return Warranty(start, reckon(case, start, window, case.repair_days))


def in_warranty(case: Case, goods: Goods) -> bool:
    """Whether a warranty is known to have run when the buyer applied."""
    warranty = warranty_of(case, goods)
    return warranty is not None and warranty.holds(case)


def _start(case: Case, goods: Goods) -> Start | None:
    start = start_of(case)
    line = goods.line.id if goods.line else None
    exchanged = [
        parcel.delivered_at
        for parcel in case.ticket.dispatches
        if parcel.purpose is DispatchPurpose.EXCHANGE
        and parcel.state is GoodsOut.DELIVERED
        and parcel.delivered_at is not None
        and parcel.delivered_at <= case.ticket.applied_at
        and any(item.unit is not None and item.unit.line_id == line for item in parcel.lines)
    ]
    if not exchanged:
        return start
    latest = max(exchanged)
    if start is not None and latest <= start.at:
        return start
    return replace(
        start or Start(latest, day_of(case, latest), ""),
        at=latest,
        day=day_of(case, latest),
        word=_("换货签收"),
        by_day=False,
    )
