"""The papers of the first day as pictures: the slip, and the first page of the report."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from docs.tour.camera import write_small


def draw_papers(papers: Path, screens: Path) -> None:
    """Write `slip.png` and `dispute.png`; raises `AssertionError` when the slip has two pages."""
    for name, scale in (("slip", 3.0), ("dispute", 1.4)):
        document = pypdfium2.PdfDocument(papers / f"{name}.pdf")
        if name == "slip" and len(document) != 1:
            raise AssertionError("the slip has more than one page")
        write_small(document[0].render(scale=scale).to_pil(), screens / f"{name}.png")
        document.close()
