"""kill -9 at random moments: nothing that was told as saved is lost, nothing is half there.

The suite does a few; `AFTERSALES_KILLS=200 pytest tests/torture/test_kill.py` does them all.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

from tests.torture.clerk import desk

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("AFTERSALES_KILLS", "8"))


def _killed_run(folder: Path, seed: int, after: float) -> list[str]:
    """What a clerk told before it was killed, so many seconds after its first word."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.torture.clerk", str(folder), str(seed)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    ) as clerk:
        assert clerk.stdout is not None
        told = [clerk.stdout.readline()]
        killer = threading.Timer(after, clerk.kill)
        killer.start()
        told.extend(clerk.stdout)
    killer.cancel()
    return [line for line in told if line.endswith("\n")]


def test_what_was_told_as_saved_survives_every_kill(tmp_path: Path) -> None:
    seed = int(os.environ.get("AFTERSALES_SEED", "20261122"))
    rng = random.Random(seed)
    versions: dict[int, int] = {}
    pieces: dict[int, int] = {}
    for number in range(KILLS):
        for line in _killed_run(tmp_path, seed + number, rng.uniform(0.0, 0.4)):
            ticket, version, evidence = (int(part) for part in line.split())
            versions[ticket] = max(version, versions.get(ticket, 0))
            pieces[ticket] = max(evidence, pieces.get(ticket, 0))
        db, services = desk(tmp_path)
        try:
            report = services.verify.run()
            assert report.clean, f"seed {seed}, kill {number}: {report.faults}"
            for ticket, version in versions.items():
                now = services.tickets.get(ticket)
                assert now.version >= version, f"seed {seed}, kill {number}: {now.number}"
                assert len(now.evidence) >= pieces[ticket]
        finally:
            db.close()
    assert len(versions) >= KILLS // 2, "the clerks were killed before they did anything"
