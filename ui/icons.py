"""The icon family: own line drawings in resources/icons, coloured when they are drawn.

Every drawing is a 24 by 24 SVG in `currentColor`. Nothing here knows the theme; colours are given.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"


def names() -> tuple[str, ...]:
    """Every drawing of the family, sorted. The program's own picture (`app`) is not one of it."""
    found = (file.stem for file in FOLDER.glob("*.svg"))
    return tuple(sorted(name for name in found if not name.startswith("app")))


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    file = FOLDER / f"{name}.svg"
    return file.read_text("utf-8")


@lru_cache(maxsize=512)
def _rendered(name: str, rgba: int, size: int, ratio: float) -> QImage:
    color = QColor.fromRgba(rgba)
    source = _drawing(name).replace("currentColor", color.name())
    renderer = QSvgRenderer(QByteArray(source.encode("utf-8")))
    pixels = round(size * ratio)
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(color.alphaF())
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def image(name: str, color: QColor, size: int = 16, ratio: float = 1.0) -> QImage:
    """The drawing in a colour, `size` logical pixels square, sharp at the given pixel ratio.

    Raises `FileNotFoundError` for a name that is none. The picture is shared: do not paint on it.
    """
    return _rendered(name, color.rgba(), size, ratio)


def icon(name: str, color: QColor) -> QIcon:
    """An icon for menus and tool bars; prefer `image` where you paint yourself."""
    result = QIcon()
    for size in (16, 20):
        for ratio in (1.0, 2.0):
            result.addPixmap(QPixmap.fromImage(image(name, color, size, ratio)))
    return result
