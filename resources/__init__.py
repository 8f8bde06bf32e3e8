"""Files that ship with the program: fonts, icons, styles, importers, translations.

Everything is found beside this module, in a checkout and in a bundle alike. Nothing is ever
written here: the folder may be read-only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent

# One family for windows, PDF files and tests, so that what is seen is what is printed.
FONT_FAMILY: Final = "Noto Sans SC"
FONT_REGULAR: Final = FOLDER / "fonts" / "NotoSansSC-Regular.ttf"
FONT_BOLD: Final = FOLDER / "fonts" / "NotoSansSC-Bold.ttf"


def path(*parts: str) -> Path:
    """The file or folder of that name, as in `path("icons", "app.svg")`.

    Raises `FileNotFoundError` when the program was not shipped with it: a mistake of ours.
    """
    place = FOLDER.joinpath(*parts)
    if not place.exists():
        raise FileNotFoundError(f"resource {'/'.join(parts)} is missing from {FOLDER}")
    return place
