"""The review of one ticket, case and checks, against loading the ticket itself.

    python -m benchmarks.review [--tickets 400] [--rounds 150] [--folder FOLDER]

The ticket is of a buyer with twenty tickets, in a shop with changed rules and goods of its own: what
the review reads beside the ticket must not grow with the desk.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.domain.case import CaseDetails, SizeReading, SubReason
from app.domain.checks import review
from app.domain.deadlines.span import TimeUnit
from app.domain.drafts import IntakeDraft, TypedLine
from app.domain.drafts_case import CaseDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.remedy import ProblemClass, Remedy
from app.domain.rulepack import GoodsCategory, GoodsPolicy
from app.domain.shop import Platform
from app.paths import Paths
from app.services import Services
from benchmarks.measure import in_turns, steps, table
from ui.bootstrap import open_desk

_LINES = 5


def fill(services: Services, tickets: int) -> int:
    """A shop with so many tickets of one buyer; returns the id of the last."""
    services.staff.act_as("小周")
    shop = services.shops.create(Platform.JD, "云岚家居旗舰店")
    for day in range(1, 6):
        services.rules.change(
            shop.id, "window.quality", "clothing", 15 + day, TimeUnit.NATURAL_DAYS,
            date(2026, 1, day), "店铺规定",
        )  # fmt: skip
    for number in range(_LINES):
        services.rules.save_goods(
            GoodsPolicy(
                0, shop.id, "", f"针织衫 {number}", GoodsCategory.CLOTHING, warranty_months=6
            )
        )
    details = CaseDetails(
        sub_reason=SubReason.SIZE_DIFFERENCE,
        sizes=(SizeReading("衣长", 700, 660), SizeReading("胸围", 1040, 1010)),
        serial="SN-7",
    )
    last = 0
    for number in range(tickets):
        ticket = services.intake.new_ticket(
            IntakeDraft(
                shop.id,
                f"intake-{number}",
                order_number=f"33000086419{number:05}",
                typed_lines=tuple(
                    TypedLine(f"针织衫 {line}", quantity=2, unit_price_cents=9900)
                    for line in range(_LINES)
                ),
                paid_cents=99_000,
                requested=Remedy.EXCHANGE,
                problem=ProblemClass.NOT_AS_DESCRIBED,
                buyer_words="尺寸不对",
                nickname=f"买家{number % (tickets // 20)}",
                phone="13812342209",
                case=CaseDraft(ProblemClass.NOT_AS_DESCRIBED, details),
            )
        )
        last = ticket.id
    for kind in (EvidenceKind.WHOLE_ITEM, EvidenceKind.CLOSE_UP, EvidenceKind.LABEL):
        services.evidence.add_bytes(last, kind.value.encode(), "a.txt", kind, Party.BUYER)
    return last


def run(tickets: int, rounds: int, place: Path) -> str:
    """The table of figures."""
    folder = place / "desk"
    folder.mkdir()
    whole = open_desk(Paths(folder))
    try:
        services = whole.services
        key = fill(services, tickets)
        ticket = services.tickets.get(key)
        case = services.checking.case(ticket)
        sides: dict[str, Callable[[], object]] = {
            "核实（情况 + 全部检查）": lambda: services.checking.review(ticket),
            "其中：读情况": lambda: services.checking.case(ticket),
            "其中：检查": lambda: review(case),
            "读整张售后单": lambda: services.tickets.get(key),
        }
        figures = in_turns(sides, rounds, warm=20)
        least = min(figures["读整张售后单"].cpu)
        connection = whole.db.connection
        counted = {name: steps(connection, work) for name, work in sides.items()}
        findings = len(review(case))
    finally:
        whole.db.close()
    heads = [f"{tickets} 张单，{findings} 项", "CPU 毫秒：最少", "中位", "P95 墙钟", "最少对读单",
             "SQLite 步数"]  # fmt: skip
    return table(
        heads,
        [
            [name, min(f.cpu), f.cpu_ms, f.p95, min(f.cpu) / max(least, 1e-9), counted[name]]
            for name, f in figures.items()
        ],
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tickets", type=int, default=400)
    options.add_argument("--rounds", type=int, default=150)
    options.add_argument("--folder", type=Path, default=None)
    parsed = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="aftersales-review-", dir=parsed.folder) as place:
        print(run(parsed.tickets, parsed.rounds, Path(place)))


if __name__ == "__main__":
    main()
