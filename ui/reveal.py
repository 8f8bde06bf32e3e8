"""Hand a file or a folder of ours to the system's own programs.

Only what the desk wrote itself is opened directly. What a buyer sent is shown in its folder at
most, after a warning: that is the screen's business.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(file: Path) -> bool:
    """Open a file the desk wrote in its usual program; False when the system has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def open_folder(place: Path) -> bool:
    """Open a folder, or the folder a file is in; False when the system has no way."""
    folder = place if place.is_dir() else place.parent
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
