"""One run of the tour in a process of its own: `python -m docs.tour.drive FOLDER LOOK WIDTH HEIGHT`."""

from __future__ import annotations

import shutil
import sys
import traceback
from pathlib import Path

from docs.tour.camera import Camera
from docs.tour.clerk import Clerk
from docs.tour.desk import OpenDesk, application
from docs.tour.hands import Hands
from docs.tour.proof import Proof
from docs.tour.story import FirstDay

SAMPLES = Path("tests/data/importing")
FILES = (
    "qianniu_refund_export.xlsx",
    "taobao_ExportOrderList_gbk.csv",
    "taobao_ExportOrderDetailList_gbk.csv",
)


def main(folder: Path, theme: str, width: int, height: int, screens: Path) -> None:
    app = application()
    hands = Hands(app)
    camera = Camera(hands, screens, theme, width, height)
    files = folder / "files"
    files.mkdir(parents=True)
    given = [Path(shutil.copy(SAMPLES / name, files)) for name in FILES]
    desk = OpenDesk(app, hands, folder / "data", theme)
    desk.place(width, height)
    clerk = Clerk(desk, camera, Proof(folder / "data"))
    FirstDay(clerk, given, folder / "files").live()
    desk.close()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
    except BaseException:
        # The program's own crash door would keep it for the log.
        traceback.print_exc()
        sys.exit(1)
