"""Every scenario, in the order of the document."""

from __future__ import annotations

from tests.scenarios import faults, goods
from tests.scenarios.stage import Scenario
from tests.scenarios.talk import TALK
from tests.scenarios.windows import WINDOWS

_FAULTS_AND_GOODS = (
    faults.wrong_item, faults.broken_on_the_way, goods.sizes, goods.rotten_fruit,
    goods.custom_made, faults.shared, faults.undetermined, goods.repair, faults.late_shipment,
)  # fmt: skip

CHAPTERS: tuple[tuple[str, tuple[Scenario, ...]], ...] = (
    ("时限", WINDOWS),
    ("责任与商品", _FAULTS_AND_GOODS),
    ("资料、咨询与时钟", TALK),
)
SCENARIOS: tuple[Scenario, ...] = tuple(one for _title, chapter in CHAPTERS for one in chapter)
