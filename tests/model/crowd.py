"""Many tickets at once, written past the program: for questions of size, not of truth."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from app.model import search
from app.model.db import Database
from app.model.fields import NEVER, to_text
from tests.model.making import AUTHOR, NOON, NOW, staff

OPEN = 0.5  # the share of tickets that are still open, at any size
_STAGES_OPEN = (
    "new", "reviewing", "awaiting_approval", "awaiting_return", "inspecting", "repairing",
    "fulfilling",
)  # fmt: skip
_STAGES_ENDED = ("completed",) * 8 + ("rejected", "cancelled")
_GOODS = ("手工陶瓷马克杯", "北欧羊毛地毯", "实木台灯", "亚麻抱枕")
_WORDS = ("杯口掉釉", "颜色不符", "尺寸偏小", "快递破损", "不想要了")


def crowd(db: Database, count: int, seed: int = 7) -> None:
    """`count` tickets with their orders and what can be searched of them."""
    rng = random.Random(seed)
    with db.write(AUTHOR) as write:
        staff(write)
        connection = write.connection
        connection.execute(
            "INSERT INTO shop (id, platform, name, zone, currency, couriers, opening_hours,"
            " rule_pack, return_freight_cap_cents, one_way_freight_cents, return_days, version,"
            " created_at) VALUES (1, 'taobao', '云岚家居', 'Asia/Shanghai', 'CNY', '[]', '[]', '',"
            " 2500, 1200, 7, 1, ?)",
            (NOW,),
        )
        _orders(connection, count)
        _tickets(connection, count, rng)
        _search(connection, count, rng)


def _orders(connection: Any, count: int) -> None:
    numbers = ((key, f"33000086{key:011d}") for key in range(1, count + 1))
    connection.executemany(
        "INSERT INTO orders (id, shop_id, number, number_reversed, source, status, currency,"
        " paid_settled, conflict, courier, tracking, phone_tail, version, created_at)"
        " VALUES (?, 1, ?, ?, 'order_file', '', 'CNY', 0, '', '', '', '', 1, ?)",
        ((key, number, number[::-1], NOW) for key, number in numbers),
    )


def _tickets(connection: Any, count: int, rng: random.Random) -> None:
    def row(key: int) -> tuple[Any, ...]:
        is_open = rng.random() < OPEN
        stage = rng.choice(_STAGES_OPEN if is_open else _STAGES_ENDED)
        timed = is_open and rng.random() < 0.5
        due = to_text(NOON + timedelta(minutes=rng.randint(-6000, 90_000))) if timed else None
        goods, issue = rng.choice(_GOODS), rng.choice(_WORDS)
        at = to_text(NOON - timedelta(minutes=count - key))
        return (
            key, f"AS-261122-{key:04d}", key, rng.choice(("refund_only", "return_refund")),
            stage, is_open, due, due or NEVER, goods, issue, f"{rng.randint(0, 9999):04d}", at, at,
            at,
        )  # fmt: skip

    connection.executemany(
        "INSERT INTO ticket (id, number, shop_id, order_id, channel, requested, problem,"
        " platform_reason, true_reason, liability, liability_basis, urgency, follows_platform,"
        " review, offer, remedy, work, dispute, closing, flaws_settled, reject_reason,"
        " cancel_reason, return_courier, return_tracking, stage, is_open, due_at, due_sort,"
        " amount_cents, money_at_risk_cents, currency, goods, issue, evidence_count, phone_tail,"
        " applied_at, created_at, updated_at, version)"
        " VALUES (?, ?, 1, ?, 'phone', ?, 'unknown', '', '', 'undetermined', '', 0, 0, 'new',"
        " 'none', '', 'none', 'none', 'open', 0, '', '', '', '', ?, ?, ?, ?, 3900, 0, 'CNY', ?,"
        " ?, 0, ?, ?, ?, ?, 1)",
        (row(key) for key in range(1, count + 1)),
    )


def _search(connection: Any, count: int, rng: random.Random) -> None:
    texts = [f"{rng.choice(_GOODS)}{rng.choice(_WORDS)}" for _key in range(count)]
    connection.executemany(
        "INSERT INTO ticket_text (ticket_id, text) VALUES (?, ?)", enumerate(texts, start=1)
    )
    connection.executemany(
        "INSERT INTO ticket_search (rowid, text) VALUES (?, ?)",
        ((key, search.tokens(text)) for key, text in enumerate(texts, start=1)),
    )
    numbers = ((key, f"33000086{key:011d}") for key in range(1, count + 1))
    connection.executemany(
        "INSERT INTO ticket_number (ticket_id, kind, number, reversed) VALUES (?, 'order', ?, ?)",
        ((key, number, number[::-1]) for key, number in numbers),
    )
