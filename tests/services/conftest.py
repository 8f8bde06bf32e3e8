"""One desk with one shop per test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    desk = Bench(tmp_path / "desk")
    yield desk
    desk.close()
