"""All chapters, in the order in which they are read."""

from __future__ import annotations

from tests.domain.examples.comparing import BESIDE
from tests.domain.examples.compensation import COMPENSATION
from tests.domain.examples.costing import COSTS
from tests.domain.examples.currencies import CURRENCIES
from tests.domain.examples.deductions import DEDUCTIONS, EARLIER
from tests.domain.examples.exchanges import EXCHANGES, WORK
from tests.domain.examples.freight import OUTBOUND, RETURN
from tests.domain.examples.law import DAMAGES, HONEST
from tests.domain.examples.limits import LIMITS
from tests.domain.examples.more_money import FREIGHT_ALONE, OFFERS, PROTECTION
from tests.domain.examples.promotions import PROMOTIONS, TENDERS
from tests.domain.examples.shares import PIECES, SHARES
from tests.domain.examples.units import AMOUNTS, TWICE
from tests.domain.examples.warnings import WARNINGS

CHAPTERS = (
    PIECES,
    SHARES,
    TWICE,
    AMOUNTS,
    OUTBOUND,
    RETURN,
    DEDUCTIONS,
    EARLIER,
    COMPENSATION,
    OFFERS,
    PROTECTION,
    EXCHANGES,
    WORK,
    FREIGHT_ALONE,
    PROMOTIONS,
    TENDERS,
    CURRENCIES,
    WARNINGS,
    HONEST,
    DAMAGES,
    LIMITS,
    BESIDE,
    COSTS,
)

EXAMPLES = tuple(
    (f"{number}.{place}", example)
    for number, chapter in enumerate(CHAPTERS, 1)
    for place, example in enumerate(chapter.examples, 1)
)
"""Every example with its number, `3.2` for the second one of the third chapter."""
