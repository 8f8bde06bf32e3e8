"""Every scenario, in the order of the document."""

from __future__ import annotations

from tests.scenarios.faults import FAULTS
from tests.scenarios.stage import Scenario
from tests.scenarios.talk import TALK
from tests.scenarios.windows import WINDOWS

CHAPTERS: tuple[tuple[str, tuple[Scenario, ...]], ...] = (
    ("时限", WINDOWS),
    ("责任与商品", FAULTS),
    ("资料、咨询与时钟", TALK),
)
SCENARIOS: tuple[Scenario, ...] = tuple(one for _title, chapter in CHAPTERS for one in chapter)
