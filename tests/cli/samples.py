"""The sample files of the command line's tests, and what a command answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "data" / "importing"
ORDERS = SAMPLES / "taobao_ExportOrderList_gbk.csv"
LINES = SAMPLES / "taobao_ExportOrderDetailList_gbk.csv"
CLAIMS = SAMPLES / "qianniu_refund_export.xlsx"


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Answer]
