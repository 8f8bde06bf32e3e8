"""Pictures of the tour's screen: what the X server shows, in few colours, so that files stay small."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication

from docs.tour.hands import Hands

SHOWN: Final = (
    "welcome",
    "import",
    "desk",
    "decide",
    "refund-only",
    "compensation",
    "inspect",
    "pay",
    "timeline",
    "new-ticket",
    "shop",
    "checked",
    "exchange",
    "repair",
    "reship",
    "price-protection",
    "freight",
    "next-order",
    "reapply",
    "compare",
    "what-if",
    "sheet",
    "negotiation",
    "counter-offer",
    "approval",
    "approve",
    "ship",
    "charge",
    "person",
    "people",
    "limits",
    "lock",
    "intake-quality",
    "review",
    "review-end",
    "request-info",
    "explain",
    "finding",
    "clocks",
    "contact",
    "recovery",
    "today",
    "overdue-list",
    "solution-notes",
    "rules",
    "rules-freight",
    "rule-change",
    "calendar",
)
"""The scenes the manual shows, in its order; the others are for looking at."""

MOST: Final = 150_000
"""Bytes a picture may have."""

_COLOURS: Final = (256, 128, 64)


class Camera:
    """Takes pictures named `01-welcome-light-1440.png`; `others`: folder for all other scenes."""

    def __init__(self, hands: Hands, folder: Path, others: Path | None, look: str) -> None:
        self._hands = hands
        self._folder = folder
        self._others = others
        self._look = look

    def take(self, scene: str) -> None:
        """One picture of the whole screen."""
        self._hands.pointer_away()
        self._hands.rest(0.3)
        screen = QGuiApplication.primaryScreen()
        tail = f"{self._look}-{screen.size().width()}.png"
        if scene in SHOWN:
            path = self._folder / f"{SHOWN.index(scene) + 1:02}-{scene}-{tail}"
        elif self._others is not None:
            path = self._others / f"{scene}-{tail}"
        else:
            return
        # The root window: whatever stands over the main window belongs to the picture.
        data = QBuffer()
        data.open(QIODevice.OpenModeFlag.WriteOnly)
        screen.grabWindow(0).save(data, "PNG")
        with Image.open(io.BytesIO(data.data().data())) as whole:
            write_small(whole, path)


def write_small(image: Image.Image, path: Path) -> None:
    """A PNG of at most 256 colours and `MOST` bytes."""
    out = io.BytesIO()
    for colours in _COLOURS:
        # Widest coverage first: a green tick is few pixels, yet must stay green.
        few = image.convert("RGB").quantize(
            colours, Image.Quantize.MAXCOVERAGE, 1, dither=Image.Dither.NONE
        )
        out = io.BytesIO()
        few.save(out, "PNG", optimize=True)
        if out.tell() <= MOST:
            break
    path.write_bytes(out.getvalue())
