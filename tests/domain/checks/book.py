"""All chapters, in the order in which they are read."""

from __future__ import annotations

from tests.domain.checks import (
    cases_goods,
    cases_no_reason,
    cases_order,
    cases_platform,
    cases_quality,
)

CHAPTERS = (
    *cases_no_reason.CHAPTERS,
    *cases_quality.CHAPTERS,
    *cases_goods.CHAPTERS,
    *cases_order.CHAPTERS,
    *cases_platform.CHAPTERS,
)

ROWS = tuple(
    (f"{number}.{place}", row)
    for number, chapter in enumerate(CHAPTERS, 1)
    for place, row in enumerate(chapter.rows, 1)
)
"""Every row with its number, `3.2` for the second one of the third chapter."""
