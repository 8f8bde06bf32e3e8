"""Pictures of the tour's screen: what the X server shows, in few colours, so that files stay small."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication

from docs.tour.hands import Hands

COLOURS = (256, 128, 64)
MOST = 150_000
"""Bytes a picture may have."""


class Camera:
    """Takes pictures named `01-welcome-light-1440.png`; `only` names those that are wanted."""

    def __init__(self, hands: Hands, folder: Path, theme: str, width: int, height: int) -> None:
        self._hands = hands
        self._folder = folder
        self._tail = f"{theme}-{width}"
        self._size = (width, height)
        self.taken: list[Path] = []

    def take(self, name: str) -> Path:
        """One picture of the whole window with what stands over it."""
        self._hands.pointer_away()
        self._hands.rest(0.4)
        grabbed = QGuiApplication.primaryScreen().grabWindow(0, 0, 0, *self._size)
        data = QBuffer()
        data.open(QIODevice.OpenModeFlag.WriteOnly)
        grabbed.save(data, "PNG")
        path = self._folder / f"{name}-{self._tail}.png"
        path.write_bytes(_small(bytes(data.data().data())))
        self.taken.append(path)
        return path


def _small(png: bytes) -> bytes:
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        # Widest coverage first: a green tick is few pixels, yet must stay green.
        few = image.quantize(colours, Image.Quantize.MAXCOVERAGE, 1, dither=Image.Dither.NONE)
        out = io.BytesIO()
        few.save(out, "PNG", optimize=True)
        if out.tell() <= MOST:
            break
    return out.getvalue()
