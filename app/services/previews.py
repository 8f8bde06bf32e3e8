"""Previews of evidence: made once from the proved original, found again by its fingerprint.

They can be thrown away at any time: the next look makes them anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from app.domain.evidence import Evidence
from app.domain.media_types import type_label
from app.errors import AppError, StorageProblem
from app.i18n import _
from app.services.evidence_store import EvidenceStore

if TYPE_CHECKING:
    # Loads Pillow: only where a picture is really made, never before the window is painted.
    from app.services import pictures

Size = Literal["thumb", "screen"]
SIDES: Final[dict[Size, int]] = {"thumb": 256, "screen": 1600}


@dataclass(frozen=True, slots=True)
class Look:
    """A picture to show: where it lies (None: there is none, `why` says so), the original's size.

    The size is 0 × 0 for a thumbnail that was there already: nobody read the original for it.
    """

    path: Path | None
    why: str = ""
    width: int = 0
    height: int = 0


class Previews:
    """The folder of previews. Every method may run on any thread."""

    def __init__(self, folder: Path, store: EvidenceStore) -> None:
        self._folder = folder
        self._store = store

    def path(self, sha256: str, size: Size) -> Path:
        """Where a preview is or would be."""
        return self._folder / sha256[:2] / f"{sha256}-{SIDES[size]}.jpg"

    def make(self, sha256: str, media_type: str) -> pictures.Glance:
        """All previews of a picture that was just taken in.

        Raises `NoPicture` when none can be made, `StorageProblem` when the disk refuses.
        """
        from app.services import pictures

        data = self._store.read(sha256, pictures.MOST_BYTES)
        seen = pictures.glance(data, media_type)
        for size in SIDES:
            self._write(data, sha256, media_type, size)
        return seen

    def look(self, evidence: Evidence, size: Size) -> Look:
        """The preview of a piece, made now when it is not there; raises nothing."""
        from app.services import pictures

        kind = evidence.media_type
        if not pictures.can_decode(kind):
            return Look(None, _("{type}，没有图片预览。").format(type=type_label(kind)))
        path = self.path(evidence.sha256, size)
        if size == "thumb" and path.is_file():
            return Look(path)
        try:
            data = self._store.read(evidence.sha256, pictures.MOST_BYTES)
            seen = pictures.glance(data, kind)
            self._write(data, evidence.sha256, kind, size)
        except AppError as trouble:
            return Look(None, trouble.sentence)
        return Look(path, "", seen.width, seen.height)

    def pixels(self, evidence: Evidence) -> pictures.Pixels:
        """The original decoded. Raises `NoPicture` or `StorageProblem`."""
        from app.services import pictures

        data = self._store.read(evidence.sha256, pictures.MOST_BYTES)
        return pictures.pixels(data, evidence.media_type)

    def _write(self, data: bytes, sha256: str, media_type: str, size: Size) -> None:
        from app.services import pictures

        path = self.path(sha256, size)
        if path.is_file():
            return
        try:
            pictures.write_preview(data, media_type, SIDES[size], path)
        except OSError as error:
            raise StorageProblem(
                _("预览没有写成：{reason}。").format(reason=error.strerror or error)
            ) from error
