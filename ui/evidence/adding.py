"""Taking evidence in: files and pictures from a drop, the clipboard or a file dialog.

The copying runs beside the window and can be stopped; rows are written afterwards, one by one. What
was dropped on one ticket goes to that ticket, even when another one is shown meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from app.domain.evidence import Evidence, EvidenceKind, Party
from app.domain.file_names import display_name
from app.domain.ticket import Ticket
from app.errors import AppError, Busy, StorageProblem
from app.i18n import _
from ui.desk import Desk
from ui.jobs import Cancelled, Steps

_KINDS: Final = {
    "picture": EvidenceKind.CLOSE_UP,
    "screenshot": EvidenceKind.CHAT,
    "film": EvidenceKind.UNBOXING_VIDEO,
    "paper": EvidenceKind.OTHER,
}
_PNG: Final = "image/png"


class Given(Protocol):
    """Something to take in: a file, or a picture from the clipboard."""

    @property
    def name(self) -> str: ...

    def keep(self, services: Any, progress: Callable[[int, int, str], None], /) -> Any: ...


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file on this computer."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def keep(self, services: Any, progress: Callable[[int, int, str], None]) -> Any:
        """The kept file. Raises `AppError`."""
        return services.evidence.keep(self.path, progress)


@dataclass(frozen=True, slots=True)
class GivenPicture:
    """A picture that is no file yet; its own bytes when the clipboard had them."""

    name: str
    image: QImage
    data: bytes = b""

    def keep(self, services: Any, _progress: Callable[[int, int, str], None]) -> Any:
        """The kept file. Raises `AppError`."""
        return services.evidence.keep_bytes(self.data or _as_png(self.image), self.name)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one given thing: kept, or refused."""

    name: str
    source: str
    kept: Any = None
    refusal: AppError | None = None


def _as_png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Not `image.save`: its stub asks for bytes as the format, at run time it refuses them.
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def given_files(data: QMimeData) -> list[Path]:
    """The files of this computer in a drop or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def offers_evidence(data: QMimeData) -> bool:
    """Whether a drop or the clipboard holds something that can become evidence."""
    return bool(given_files(data)) or data.hasImage()


class Adding(QObject):
    """Adds to tickets; says in passing what was added and what was not."""

    added = Signal(object)
    """The `Evidence` added last."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    # -------------------------------------------------------------------------- what is given

    def take(self, ticket: Ticket, data: QMimeData) -> None:
        """Add what a drop or the clipboard holds; says so when it holds nothing of use."""
        files = given_files(data)
        if files:
            self.take_files(ticket, files)
        elif data.hasImage():
            self._take_picture(ticket, data)
        elif data.hasUrls():
            self._desk.ask.warn(
                _("这是网页上的内容，不是文件，没有添加。"),
                _("请先保存到电脑，或者截图后按 Ctrl+V 粘贴。"),
            )
        else:
            self._desk.ask.warn(
                _("剪贴板里没有图片或文件。"),
                _("请先截图或复制文件，再按 Ctrl+V。"),
            )

    def _take_picture(self, ticket: Ticket, data: QMimeData) -> None:
        zone = ZoneInfo(ticket.shop.zone)
        now = self._desk.services.context.now().astimezone(zone)
        name = _("截图 {time}.png").format(time=f"{now:%Y-%m-%d %H-%M-%S}")
        own = bytes(data.data(_PNG).data()) if data.hasFormat(_PNG) else b""
        image = data.imageData()
        given = GivenPicture(name, image if isinstance(image, QImage) else QImage(), own)
        self._start(ticket, [given])

    def take_files(self, ticket: Ticket, files: Sequence[Path]) -> None:
        """Add these files to this ticket."""
        self._start(ticket, [GivenFile(path) for path in files])

    def _start(self, ticket: Ticket, given: Sequence[Given]) -> None:
        work = _Keeping(self._desk.services, tuple(given))
        batch = _Batch(self._desk, ticket, self)
        batch.ended.connect(self.added)
        self._desk.jobs.run(_("添加证据"), work, done=batch.on_kept, failed=batch.on_failed)

    # ---------------------------------------------------------------- what people chose last

    def usual(self, source: str) -> tuple[EvidenceKind, Party]:
        """Kind and party a new piece gets: those chosen last for this kind of source."""
        memory = self._desk.memory
        kind = memory.text(f"evidence.kind.{source}", _KINDS[source].value)
        party = memory.text("evidence.party", Party.BUYER.value)
        try:
            return EvidenceKind(kind), Party(party)
        except ValueError:
            return _KINDS[source], Party.BUYER

    def remember(self, piece: Evidence, kind: EvidenceKind, party: Party) -> None:
        """A person said what a piece is: the next of its like starts with that."""
        source = source_of(piece.media_type, piece.original_name)
        self._desk.memory.put(f"evidence.kind.{source}", kind.value)
        self._desk.memory.put("evidence.party", party.value)


def source_of(media_type: str, name: str) -> str:
    """What kind of thing a piece is, for guessing what it shows."""
    if media_type.startswith("image/"):
        return "screenshot" if _is_screenshot(name) else "picture"
    return "film" if media_type.startswith("video/") else "paper"


def _is_screenshot(name: str) -> bool:
    low = name.lower()
    return any(mark in low for mark in ("截图", "截屏", "screenshot", "snipaste", "wechat_"))


class _Keeping:
    """The work: every given thing into the store; one refusal does not stop the others."""

    def __init__(self, services: Any, given: tuple[Given, ...]) -> None:
        self._services = services
        self._given = given

    def __call__(self, steps: Steps) -> tuple[Taken, ...]:
        taken: list[Taken] = []
        for number, one in enumerate(self._given, 1):
            progress = _Share(steps, number, len(self._given), display_name(one.name, 24))
            try:
                kept = one.keep(self._services, progress)
            except AppError as refusal:
                taken.append(Taken(one.name, "", None, refusal))
                continue
            taken.append(Taken(one.name, source_of(kept.media_type, one.name), kept))
        return tuple(taken)


class _Share:
    """The progress of one file as a part of the whole; stops the work when it was cancelled."""

    def __init__(self, steps: Steps, number: int, count: int, name: str) -> None:
        self._steps = steps
        self._number, self._count, self._name = number, count, name

    def __call__(self, done: int, total: int, _text: str) -> None:
        part = done * 100 // max(total, 1)
        self._steps((self._number - 1) * 100 + part, self._count * 100, self._name)


class _Batch(QObject):
    """One drop: knows its ticket until everything of it is written."""

    ended = Signal(object)

    def __init__(self, desk: Desk, ticket: Ticket, adding: Adding) -> None:
        super().__init__(adding)
        self._desk = desk
        self._ticket = ticket
        self._adding = adding

    def on_failed(self, error: BaseException) -> None:
        """Stopped, or a bug."""
        self.deleteLater()
        if isinstance(error, Cancelled):
            self._desk.ask.tell(_("已停止，没有添加证据。"), "muted")
        elif isinstance(error, AppError):
            self._desk.explain(error)
        else:
            raise error

    def on_kept(self, taken: tuple[Taken, ...]) -> None:
        """Write the rows; while something else is being written they wait and run by themselves."""
        self._desk.perform(self._attach, taken, done=self._on_attached)

    def _attach(self, taken: tuple[Taken, ...]) -> list[tuple[Taken, Evidence | None]]:
        """A row for each kept file. Doing it twice adds nothing: a twin comes back as it is."""
        attach = self._desk.services.evidence.attach
        written: list[tuple[Taken, Evidence | None]] = []
        for one in taken:
            if one.kept is None:
                written.append((one, None))
                continue
            kind, party = self._adding.usual(one.source)
            try:
                written.append((one, attach(self._ticket.id, one.kept, kind, party)))
            except Busy:
                raise
            except AppError as refusal:
                written.append((replace(one, kept=None, refusal=refusal), None))
        return written

    def _on_attached(self, written: list[tuple[Taken, Evidence | None]]) -> None:
        """Say what became of each."""
        self.deleteLater()
        known = {piece.code for piece in self._ticket.evidence}
        fresh: list[Evidence] = []
        remarks: list[str] = []
        for one, piece in written:
            if piece is None:
                continue
            if piece.code in known:
                words = _("「{name}」已经在这里（{code}），没有重复添加。")
                remarks.append(words.format(name=display_name(one.name), code=piece.code))
            else:
                known.add(piece.code)
                fresh.append(piece)
            if one.kept.remark:
                remarks.append(one.kept.remark)
        refusals = [one for one, _piece in written if one.refusal is not None]
        self._say(fresh, remarks, refusals)
        if fresh:
            self.ended.emit(fresh[-1])

    def _say(
        self, fresh: Sequence[Evidence], remarks: Sequence[str], refusals: Sequence[Taken]
    ) -> None:
        ask = self._desk.ask
        added = _added(fresh, self._ticket.number)
        if refusals:
            first = refusals[0].refusal
            sentence = first.sentence if first is not None else ""
            advice = first.advice if first is not None else ""
            if len(refusals) > 1:
                more = _("另有 {n} 个文件也没有添加。").format(n=len(refusals) - 1)
                sentence = f"{sentence}{more}"
            whole = f"{added}{_('。') if added else ''}{sentence}"
            if isinstance(first, StorageProblem):
                ask.error(whole, None, advice)
            else:
                ask.warn(whole, advice)
        elif remarks:
            ask.warn(_("。").join([added, *remarks]) if added else "\n".join(remarks))
        elif added:
            ask.tell(added)


def _added(fresh: Sequence[Evidence], number: str) -> str:
    if not fresh:
        return ""
    if len(fresh) == 1:
        return _("已给 {number} 添加证据 {code}").format(number=number, code=fresh[0].code)
    return _("已给 {number} 添加 {n} 份证据（{first}–{last}）").format(
        number=number, n=len(fresh), first=fresh[0].code, last=fresh[-1].code
    )
