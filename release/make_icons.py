"""Makes the program's icons for Windows, macOS and Linux from resources/icons/app.svg.

Run when the drawing changes, never by the program:

    QT_QPA_PLATFORM=offscreen .venv/bin/python release/make_icons.py
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)


def drawn(renderer: QSvgRenderer, size: int) -> Image.Image:
    """The drawing at `size` pixels square, drawn for that size rather than scaled to it."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt takes a name
    return Image.open(BytesIO(buffer.data().data())).convert("RGBA")


def main() -> None:
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(ICONS / "app.svg"))
    sizes = {size: drawn(renderer, size) for size in {*WINDOWS, *MACOS}}
    sizes[256].save(ICONS / "app.png", optimize=True)
    sizes[256].save(
        ICONS / "app.ico",
        sizes=[(s, s) for s in WINDOWS],
        append_images=[sizes[s] for s in WINDOWS],
    )
    sizes[1024].save(ICONS / "app.icns", append_images=[sizes[s] for s in MACOS])
    application.quit()


if __name__ == "__main__":
    main()
