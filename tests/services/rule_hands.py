"""Short ways to change rules, and what the history said of the last change."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from app.domain.deadlines.span import TimeUnit
from app.domain.history import DESK_CHAIN, parsed
from app.domain.rulepack.sheet import OwnRule
from app.domain.sentences import sentence
from tests.services.bench import Bench

TODAY: Final = date(2026, 11, 22)
QUALITY: Final = "window.quality"


def change(bench: Bench, value: object = 30, **more: Any) -> OwnRule:
    """The shop takes quality claims for other days; `more` says otherwise."""
    given: dict[str, Any] = {
        "shop_id": bench.shop_id, "key": QUALITY, "category": "", "value": value, "unit": TimeUnit.NATURAL_DAYS,
        "valid_from": TODAY, "reason": "页面写了更久",
    }  # fmt: skip
    return bench.services.rules.change(**(given | more))


def told(bench: Bench) -> str:
    """The sentence of the last event on the desk's chain."""
    kind, data = bench.db.read().query(
        "SELECT kind, data FROM event WHERE chain = ? ORDER BY seq DESC LIMIT 1", (DESK_CHAIN,)
    )[0]
    return sentence(kind, parsed(data))
