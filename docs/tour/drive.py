"""One run of the tour, in a process of its own: `python -m docs.tour.drive` with the options below.

It writes its scenes; the exit code is 0 when every step brought about what it should.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import traceback
from pathlib import Path
from typing import Final

from docs.tour.camera import Camera
from docs.tour.cases import Cases
from docs.tour.clerk import Clerk
from docs.tour.decisions import Decisions
from docs.tour.desk import OpenDesk, application
from docs.tour.hands import Hands
from docs.tour.papers import draw_papers
from docs.tour.people import People
from docs.tour.proof import Proof
from docs.tour.sights import DemoDay
from docs.tour.story import FirstDay

SAMPLES: Final = Path("tests/data/importing")
FILES: Final = (
    "qianniu_refund_export.xlsx",
    "taobao_ExportOrderList_gbk.csv",
    "taobao_ExportOrderDetailList_gbk.csv",
)


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """`folder`: an empty one for data and papers; `demo`: a filled demo shop, copied before use."""
    parser = argparse.ArgumentParser(prog="python -m docs.tour.drive")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--demo", type=Path, required=True)
    parser.add_argument("--screens", type=Path, required=True)
    parser.add_argument("--others", type=Path)
    parser.add_argument("--look", choices=["light", "dark"], default="light")
    parser.add_argument("--papers", action="store_true")
    parser.add_argument("--only", choices=["story", "demo", "decisions", "cases", "people"])
    return parser.parse_args(arguments)


def main(given: argparse.Namespace) -> None:
    """Live the first day, then look at the demo shop."""
    folder: Path = given.folder
    papers = folder / "papers"
    papers.mkdir(parents=True)
    app = application()
    hands = Hands(app)
    camera = Camera(hands, given.screens, given.others, given.look)
    if given.only in (None, "story"):
        files = [Path(shutil.copy(SAMPLES / name, papers)) for name in FILES]
        data = folder / "data"
        desk = OpenDesk(app, hands, data, given.look)
        FirstDay(Clerk(desk, camera, Proof(data)), files, papers).live()
        desk.close()
        if given.papers:
            draw_papers(papers, given.screens)
    if given.only != "story":
        data = folder / "demo"
        shutil.copytree(given.demo, data)
        desk = OpenDesk(app, hands, data, given.look)
        clerk = Clerk(desk, camera, Proof(data))
        parts = {
            "demo": DemoDay(clerk, papers).look,
            "decisions": Decisions(clerk).look,
            "cases": Cases(clerk).look,
            "people": People(clerk).look,
        }
        for name, look in parts.items():
            if given.only in (None, name):
                look()
        desk.close()


if __name__ == "__main__":
    try:
        main(options())
    except BaseException:  # noqa: BLE001 - whatever it is, the run is told
        # The program's own crash door would keep it for the log.
        traceback.print_exc()
        sys.exit(1)
