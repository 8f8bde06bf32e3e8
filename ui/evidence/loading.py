"""Pictures on their way to the screen: read and decoded on workers, remembered for a while.

Files of buyers are decoded by the services only; Qt sees nothing but the previews made there and
plain pixels.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap, QPixmapCache

from app.domain.evidence import Evidence
from app.errors import AppError
from app.i18n import _
from ui.jobs import Jobs, Steps

_KEPT_SCREENS: Final = 6
CHECK_UP_TO: Final = 64 * 1024**2
"""Larger files (films) are checked when somebody asks: reading them takes the disk a while."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a worker gives it; `why` says why there is none."""

    sha256: str
    image: QImage
    original: QSize
    why: str = ""


class PictureLoader(QObject):
    """Asks for pictures by evidence; every answer is a signal with the fingerprint in it."""

    thumb_ready = Signal(str, QPixmap)
    screen_ready = Signal(object)
    """A `Shown`."""
    full_ready = Signal(object)
    """A `Shown`."""
    checked = Signal(str, object)
    """Fingerprint and `FileState`."""

    def __init__(self, services: Any, jobs: Jobs, parent: QObject | None = None) -> None:
        """`jobs`: a pool of its own, so that thumbnails never wait behind an import."""
        super().__init__(parent)
        self._services = services
        self._jobs = jobs
        self._screens: OrderedDict[str, Shown] = OrderedDict()
        self._states: dict[str, object] = {}
        self._under_way: set[tuple[str, str]] = set()

    def thumb(self, piece: Evidence) -> None:
        """The small picture of a piece; nothing comes when there is none."""
        kept = QPixmap()
        if QPixmapCache.find(_thumb_key(piece.sha256), kept):
            self.thumb_ready.emit(piece.sha256, kept)
        else:
            self._run("thumb", piece, _Thumb(self._services, piece), self._on_thumb)

    def screen(self, piece: Evidence) -> None:
        """The picture as large as a screen, or why there is none."""
        kept = self._screens.get(piece.sha256)
        if kept is not None:
            self._screens.move_to_end(piece.sha256)
            self.screen_ready.emit(kept)
        else:
            self._run("screen", piece, _Screen(self._services, piece), self._on_screen)

    def full(self, piece: Evidence) -> None:
        """The original's own pixels."""
        self._run("full", piece, _Full(self._services, piece), self._on_full)

    def check(self, piece: Evidence, *, again: bool = False) -> None:
        """Whether the file is unaltered; known answers come at once unless asked `again`."""
        known = self._states.get(piece.sha256)
        if known is not None and not again:
            self.checked.emit(piece.sha256, known)
        else:
            self._run("check", piece, _Check(self._services, piece), self._on_checked)

    def forget(self, sha256: str) -> None:
        """What was shown of this file may be different now."""
        self._screens.pop(sha256, None)
        self._states.pop(sha256, None)
        QPixmapCache.remove(_thumb_key(sha256))

    def _run(self, what: str, piece: Evidence, work: Any, done: Any) -> None:
        key = (what, piece.sha256)
        if key not in self._under_way:
            self._under_way.add(key)
            self._jobs.run(_("读取图片"), work, done=done)

    def _on_thumb(self, shown: Shown) -> None:
        self._under_way.discard(("thumb", shown.sha256))
        if not shown.image.isNull():
            picture = QPixmap.fromImage(shown.image)
            QPixmapCache.insert(_thumb_key(shown.sha256), picture)
            self.thumb_ready.emit(shown.sha256, picture)

    def _on_screen(self, shown: Shown) -> None:
        self._under_way.discard(("screen", shown.sha256))
        self._screens[shown.sha256] = shown
        while len(self._screens) > _KEPT_SCREENS:
            self._screens.popitem(last=False)
        self.screen_ready.emit(shown)

    def _on_full(self, shown: Shown) -> None:
        self._under_way.discard(("full", shown.sha256))
        self.full_ready.emit(shown)

    def _on_checked(self, answer: tuple[str, object]) -> None:
        self._under_way.discard(("check", answer[0]))
        self._states[answer[0]] = answer[1]
        self.checked.emit(*answer)


def _thumb_key(sha256: str) -> str:
    return f"evidence-{sha256}"


class _Work:
    """One thing to do for one piece, on a worker."""

    def __init__(self, services: Any, piece: Evidence) -> None:
        self._evidence = services.evidence
        self._piece = piece

    def _none(self, why: str) -> Shown:
        return Shown(self._piece.sha256, QImage(), QSize(), why)


class _Thumb(_Work):
    def __call__(self, _steps: Steps) -> Shown:
        look = self._evidence.look(self._piece, "thumb")
        if look.path is None:
            return self._none(look.why)
        return Shown(self._piece.sha256, QImage(str(look.path)), QSize())


class _Screen(_Work):
    def __call__(self, _steps: Steps) -> Shown:
        look = self._evidence.look(self._piece, "screen")
        if look.path is None:
            return self._none(look.why)
        image = QImage(str(look.path))
        if image.isNull():
            return self._none(_("预览文件读不出来。"))
        return Shown(self._piece.sha256, image, QSize(look.width, look.height))


class _Full(_Work):
    def __call__(self, _steps: Steps) -> Shown:
        try:
            found = self._evidence.pixels(self._piece)
        except AppError as refusal:
            return self._none(str(refusal))
        image = QImage(
            found.data, found.width, found.height, found.width * 4, QImage.Format.Format_RGB32
        )
        # The bytes belong to Python: the copy owns its own.
        original = QSize(found.full_width, found.full_height)
        return Shown(self._piece.sha256, image.copy(), original)


class _Check(_Work):
    def __call__(self, _steps: Steps) -> tuple[str, object]:
        return self._piece.sha256, self._evidence.state(self._piece)
