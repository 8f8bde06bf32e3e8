"""The settlement of a large order, recomputed at every key: processor time, and against a bare sum.

    python -m benchmarks.quotes [--lines 50] [--rounds 200]

The other side only adds up the shares of the same pieces, which is the least any answer must do.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from app.domain.facts import Facts
from app.domain.money import unit_share
from app.domain.order import Order, OrderLine, OrderSource, PaidTender, ShareState, Unit
from app.domain.payment import MoneyClass, MoneyState, Payout, Tender, UnitAmount
from app.domain.remedy import FreightBearer, Liability, PromotionRule, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import (
    Choices,
    Deduction,
    LineChoice,
    Promotion,
    Replacement,
    Situation,
)
from benchmarks.measure import in_turns, table

_PIECES = 3
_NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SITUATION = Situation(1, Facts(), _NOW, return_freight_cap_cents=2500, avoided_freight_cents=1200)


def order(lines: int) -> Order:
    """So many lines of three pieces, points beside the money, a piece of every fifth refunded."""
    made = tuple(
        OrderLine(
            k,
            k,
            title=f"商品{k}",
            quantity=_PIECES,
            unit_price_cents=4000 + k,
            paid_share_cents=10_000 + 7 * k,
            share_state=ShareState.FROM_FILE,
        )
        for k in range(1, lines + 1)
    )
    paid = sum(line.paid_share_cents or 0 for line in made)
    return Order(
        1,
        1,
        "2749018355271180993",
        OrderSource.ORDER_FILE,
        status="卖家已发货，等待买家确认",
        paid_cents=paid + 1200,
        shipping_cents=1200,
        lines=made,
        tenders=(PaidTender(Tender.POINTS.value, 5000),),
    )


def money(made: Order) -> tuple[Payout, ...]:
    """One piece of every fifth line was refunded by another ticket."""
    return tuple(
        Payout(
            line.id,
            2,
            1,
            MoneyClass.PRICE_REFUND,
            unit_share(line.paid_share_cents or 0, 1, _PIECES),
            "CNY",
            MoneyState.ARRIVED,
            line.id,
            (UnitAmount(Unit(line.id, 1), unit_share(line.paid_share_cents or 0, 1, _PIECES)),),
        )
        for line in made.lines[::5]
    )


def sides(lines: int) -> dict[str, Callable[[], object]]:
    """What is asked while somebody types, by name; the bare sum last."""
    made = order(lines)
    rows = money(made)
    chosen = tuple(LineChoice(line.id, (2, 3)) for line in made.lines)
    back = Choices(
        Remedy.RETURN_REFUND,
        chosen,
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=1000,
        deductions=(Deduction(1, 500, "有穿着痕迹", (2,), (1,)),),
        promotion=Promotion(10_000, 1_000, PromotionRule.CLAW_BACK),
    )
    asked = {
        "仅退款": Choices(Remedy.REFUND_ONLY, chosen, liability=Liability.BUYER),
        "退货退款（扣减、满减、积分）": back,
        "部分补偿": Choices(Remedy.COMPENSATION, chosen, compensation_cents=1000),
        "换货（每行另一款）": Choices(
            Remedy.EXCHANGE,
            chosen,
            replacements=tuple(
                Replacement(c.line_id, c.ordinals, "新款", price_cents=4200) for c in chosen
            ),
        ),
    }

    def quote(choices: Choices) -> Callable[[], object]:
        return lambda: settle(made, rows, choices, SITUATION)

    def bare() -> int:
        return sum(
            unit_share(line.paid_share_cents or 0, k, _PIECES)
            for line in made.lines
            for k in (2, 3)
        )

    return {**{name: quote(choices) for name, choices in asked.items()}, "只把件值加起来": bare}


def run(lines: int, rounds: int) -> str:
    """The table of figures."""
    figures = in_turns(sides(lines), rounds, warm=10)
    least = min(figures["只把件值加起来"].cpu)
    return table(
        [f"{lines} 行订单", "CPU 毫秒：最少", "中位", "P95 墙钟", "最少对只求和"],
        [
            [name, min(f.cpu), f.cpu_ms, f.p95, min(f.cpu) / max(least, 1e-9)]
            for name, f in figures.items()
        ],
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lines", type=int, default=50)
    options.add_argument("--rounds", type=int, default=200)
    parsed = options.parse_args()
    print(run(parsed.lines, parsed.rounds))


if __name__ == "__main__":
    main()
