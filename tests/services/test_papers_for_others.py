"""What goes to the platform and to the buyer holds nothing the forms call our own."""

from __future__ import annotations

from dataclasses import replace

from app.domain.liability import Finding
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import Liability, ProblemClass, Remedy, RepairPlace
from app.domain.settlement.types import LineChoice, RepairTerms
from tests.services.bench import CUP, LAMP, RUG, Bench

OWN = ("批次色差", "去年也坏过", "老客户先退", "先打吧", "别再让步", "本方案付给", "货款两失")


def test_the_dispute_report_keeps_our_reasons_checks_and_costs_to_ourselves(bench: Bench) -> None:
    lamps = bench.imported("1001", LAMP)
    bench.services.review.describe(
        lamps.id,
        None,
        ProblemClass.QUALITY,
        "批次色差",
        Finding(Liability.MERCHANT, text="照片清楚"),
        "去年也坏过",
    )
    bench.services.review.note(lamps.id, "别再让步")
    line = LineChoice(lamps.order.lines[0].id, (1,))
    draft = replace(bench.draft(lamps, Remedy.RETURN_REFUND, line), guard_reason="老客户先退")
    decided = bench.services.decide.decide(draft)
    rows = bench.due(decided, MoneyState.PLANNED, MoneyState.APPROVED)
    bench.services.payouts.pay(
        lamps.id, None, rows, PayMethod.ORIGINAL, "", bench.key(), guard_reason="先打吧"
    )
    shown = bench.services.reports.dossier(lamps.id)
    assert shown.sheet is not None
    guards = tuple(guard.text for guard in decided.decisions[0].breakdown.guards)
    printed = repr(shown)
    assert [said for said in (*OWN, *guards) if said in printed] == []
    assert "照片清楚" in printed
    assert any("已打款" in entry.text for entry in shown.timeline)
    kept = [entry.text for entry in bench.services.tickets.timeline(lamps.id)]
    for said in ("先打吧", "别再让步"):
        assert any(said in text for text in kept), "the shop's own people read it as before"


def test_what_a_repair_costs_the_shop_is_on_no_paper(bench: Bench) -> None:
    rug = bench.imported("1002", RUG)
    terms = RepairTerms(RepairPlace.SEND_IN, quote_cents=3000, cost_cents=1234)
    bench.decide(rug, Remedy.REPAIR, repair=terms)
    sheet = bench.services.reports.dossier(rug.id).sheet
    assert sheet is not None
    assert "报价 ¥ 30.00" in repr(sheet)
    assert "12.34" not in repr(sheet)


def test_the_return_slip_names_the_platforms_reason_and_not_our_finding(bench: Bench) -> None:
    cup = bench.imported("1003", CUP)
    bench.services.review.describe(
        cup.id, None, ProblemClass.QUALITY, "批次色差", Finding(Liability.MERCHANT, text="照片"), ""
    )
    assert bench.services.reports.slip(cup.id).reason == cup.platform_reason
