"""Time runs out in every way it can, with words planted that must stay out of the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.deadlines.clock import OverdueCause
from app.domain.deadlines.span import TimeUnit
from app.domain.remedy import Remedy
from app.domain.settlement.types import LineChoice
from tests.services.bench import Bench

PLANTED_IN_TIME = {"overdue_note": "暗号超时丑"}

_LONG = timedelta(days=40)


def live_through_time(bench: Bench) -> None:
    """A request nobody answers, a parcel never sent, a silent yes, a limit missed and explained."""
    services = bench.services
    services.sweep.run()
    soon = bench.clock.now() + timedelta(days=1)
    asked = bench.phoned(order_no="2001")
    services.review.request_info(asked.id, None, "照片", soon)
    sending = bench.phoned(order_no="2002")
    line = LineChoice(sending.order.lines[0].id, (1,))
    draft = bench.draft(sending, Remedy.RETURN_REFUND, line)
    services.decide.decide(replace(draft, return_by=soon))
    paid = bench.phoned(order_no="2003")
    bench.decide(paid, Remedy.REFUND_ONLY)
    bench.paid_out(paid)
    forgotten = bench.phoned(order_no="2004")
    services.rules.change(
        shop_id=bench.shop_id,
        key="ours.review",
        category="",
        value=5,
        unit=TimeUnit.WORKING_HOURS,
        valid_from=date(2026, 1, 1),
        reason="快一些",
    )
    services.sweep.run()
    bench.clock.advance(_LONG)
    services.sweep.run()
    services.clocks.acknowledge(
        forgotten.id, None, OverdueCause.SHORT_OF_HANDS, PLANTED_IN_TIME["overdue_note"]
    )
