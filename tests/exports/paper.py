"""Reads back what was printed: text, fonts, pictures of pages, symbols on them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

DANGEROUS = (
    b"/URI",
    b"/JS",
    b"/JavaScript",
    b"/Launch",
    b"/EmbeddedFile",
    b"/Annots",
    b"/OpenAction",
)


def squeezed(text: str) -> str:
    """Text without any blanks: lines break where the paper ends, not where the sentence does."""
    return re.sub(r"\s+", "", text)


def texts(path: Path) -> list[str]:
    """The text of every page as pdfium reads it, without blanks."""
    with pypdfium2.PdfDocument(path) as document:
        return [squeezed(page.get_textpage().get_text_range()) for page in document]


def text(path: Path) -> str:
    return "".join(texts(path))


def sizes_mm(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page in millimetres."""
    boxes = [page.mediabox for page in PdfReader(path).pages]
    return [(float(b.width) / 72 * 25.4, float(b.height) / 72 * 25.4) for b in boxes]


def foreign_fonts(path: Path) -> set[str]:
    """Fonts a page names whose outlines are not in the file."""
    missing: set[str] = set()
    for page in PdfReader(path).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        for name, reference in resources.get("/Font", DictionaryObject()).items():
            descriptor = reference.get_object().get("/FontDescriptor")
            if descriptor is None or "/FontFile2" not in descriptor.get_object():
                missing.add(str(name))
    return missing


def drawn(path: Path, dpi: float, page: int = 0) -> Image.Image:
    """The page as a printer of this resolution gets it."""
    with pypdfium2.PdfDocument(path) as document:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil()
    return image.convert("L")


def scanned(image: Image.Image, folder: Path) -> set[str]:
    """What a scanner reads, as `CODE-128:…` and `QR-Code:…`."""
    scanner = shutil.which("zbarimg")
    assert scanner, "zbarimg is not installed: the Debian package is called zbar-tools"
    place = folder / "scan.png"
    image.save(place)
    done = subprocess.run([scanner, "-q", place], capture_output=True, check=False)
    return set(done.stdout.decode().split())


def letter_sizes(path: Path) -> set[float]:
    """The sizes in points in which letters are set."""
    found: set[float] = set()
    for page in PdfReader(path).pages:
        contents = page.get_contents()
        assert contents is not None
        found |= {float(size) for size in re.findall(rb"/F\S+ ([\d.]+) Tf", contents.get_data())}
    return found
