"""Evidence: taken in, shown, checked and copied out; the original is never altered.

Taking in has two halves. `keep` copies the file into the store and may run on any thread for as
long as a film takes; `attach` writes the row and its event, shortly, where verbs are written.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.access import Permission
from app.domain.evidence import SET_ASIDE, Evidence, EvidenceKind, Judgement, Party
from app.domain.file_names import display_name, kept_name, safe_name
from app.domain.history import Json
from app.domain.labels import label
from app.domain.media_types import (
    contradicts,
    media_type,
    promises_picture,
    sniff,
    type_label,
)
from app.domain.workflow import Verb
from app.errors import AppError, NotAllowed, NotFound, RuleViolation, StorageProblem
from app.i18n import _
from app.model.fields import to_text
from app.model.reading import Reader
from app.model.tables import Evidence as EvidenceRow
from app.model.tables import Shop
from app.model.writing import Write
from app.services import standing
from app.services.context import Context, current_ticket
from app.services.evidence_store import EvidenceStore, FileState, Progress, StoredFile
from app.services.loading import load_evidence
from app.services.no_cards import demand_no_card
from app.services.previews import Look, Previews, Size
from app.services.talk_words import place

if TYPE_CHECKING:
    from app.services import pictures

_log = logging.getLogger(__name__)

_OPENED = "opened"
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is in the store and belongs to no ticket yet.

    `remark` is a sentence for the person who added it when something is odd: the name promises a
    picture and the bytes are none, or the picture is damaged. `taken` as in `pictures.Glance`.
    """

    sha256: str
    size: int
    media_type: str
    name: str
    taken: datetime | None = None
    remark: str = ""


class EvidenceService:
    """The evidence of all tickets."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.store = EvidenceStore(context.paths.evidence)
        self.previews = Previews(context.paths.previews, self.store)

    # ------------------------------------------------------------------------------ taking in

    def keep(self, path: Path, progress: Progress | None = None) -> KeptFile:
        """Copy a file into the store and make its previews; any thread, no database.

        `progress(done, total, "")` counts bytes and may raise to stop. Raises `RuleViolation` for
        what cannot be evidence, `StorageProblem` when disk or file are in the way.
        """
        return self._look_over(self.store.take_file(path, progress), path.name)

    def keep_bytes(self, data: bytes, name: str) -> KeptFile:
        """The same for bytes, such as a picture from the clipboard."""
        return self._look_over(self.store.take_bytes(data, name), name)

    def attach(
        self, ticket_id: int, kept: KeptFile, kind: EvidenceKind, party: Party, note: str = ""
    ) -> Evidence:
        """Put a kept file on a ticket, open or closed.

        The same content a second time changes nothing: the piece that is there comes back.
        Raises `NotFound` when there is no such ticket.
        """
        with self._context.write() as write:
            ticket = current_ticket(write, ticket_id, None)
            self._context.demand_verb(Verb.ADD_EVIDENCE, str(ticket["number"]))
            twin = write.one(EvidenceRow, ticket_id=ticket_id, sha256=kept.sha256, withdrawn=False)
            if twin is not None:
                return load_evidence(write, twin)
            number = 1 + int(
                write.scalar(
                    "SELECT coalesce(max(code_number), 0) FROM evidence WHERE ticket_id = ?",
                    (ticket_id,),
                )
            )
            now = self._context.now_text()
            key = write.insert(
                EvidenceRow,
                ticket_id=ticket_id,
                code_number=number,
                sha256=kept.sha256,
                media_type=kept.media_type,
                size=kept.size,
                original_name=kept.name,
                kind=kind.value,
                party=party.value,
                captured_at=to_text(_in_zone(kept.taken, write, int(ticket["shop_id"]))),
                added_at=now,
                staff_id=write.author.staff_id,
            )
            data: dict[str, Json] = {
                "code": f"E{number}",
                "evidence": [f"E{number}"],
                "sha256": kept.sha256,
                "size": kept.size,
                "media_type": kept.media_type,
                "kind": kind.value,
                "party": party.value,
            }
            if note.strip():
                demand_no_card(write, (note,))
                data["note_digest"] = write.set_personal(
                    "evidence", key, "note", note.strip()[:_LONGEST_NOTE]
                )
            standing.refresh(write, ticket_id, now)
            write.event(ticket_id, "evidence_added", data)
        return self.get(key)

    def add_file(
        self, ticket_id: int, path: Path, kind: EvidenceKind, party: Party, note: str = ""
    ) -> Evidence:
        """`keep` and `attach` in one call, for small files and for commands."""
        return self.attach(ticket_id, self.keep(path), kind, party, note)

    def add_bytes(
        self,
        ticket_id: int,
        data: bytes,
        name: str,
        kind: EvidenceKind,
        party: Party,
        note: str = "",
    ) -> Evidence:
        """The same for bytes."""
        return self.attach(ticket_id, self.keep_bytes(data, name), kind, party, note)

    def change(self, evidence_id: int, kind: EvidenceKind, party: Party) -> Evidence:
        """Say something else about what a piece is and who supplied it. Raises `NotFound`."""
        now = self.get(evidence_id)
        if (now.kind, now.party) == (kind, party):
            return now
        with self._context.write() as write:
            ticket = current_ticket(write, now.ticket_id, None)
            self._context.demand_verb(Verb.ADD_EVIDENCE, str(ticket["number"]))
            write.update(EvidenceRow, evidence_id, kind=kind.value, party=party.value)
            data: dict[str, Json] = {
                "code": now.code,
                "evidence": [now.code],
                "kind": kind.value,
                "party": party.value,
                "kind_before": now.kind.value,
                "party_before": now.party.value,
            }
            write.event(now.ticket_id, "evidence_changed", data)
        return self.get(evidence_id)

    def judge(self, evidence_id: int, judgement: Judgement, reason: str = "") -> Evidence:
        """Say whether a piece proves what it was given for; the latest judgement holds.

        Insufficient and doubtful need a reason. `NOT_YET` takes a judgement back. The same again
        changes nothing. Raises `RuleViolation` without a reason, for one that is too long or
        has a bank card number in it, `NotFound`, and `NotAllowed` for who does not handle
        tickets.
        """
        why = reason.strip()
        if judgement in SET_ASIDE and not why:
            raise RuleViolation(
                _("请写明为什么「{judgement}」，以后查得到。").format(judgement=label(judgement))
            )
        if len(why) > _LONGEST_NOTE:
            raise RuleViolation(_("理由太长，请删去 {n} 个字。").format(n=len(why) - _LONGEST_NOTE))
        with self._context.write() as write:
            self._context.demand(Permission.HANDLE, _("判断证据"))
            demand_no_card(write, (why,))
            now = _piece(write, evidence_id)
            if (now.judgement, now.why) == (judgement, why):
                return now
            write.update(EvidenceRow, evidence_id, judgement=judgement.value)
            write.set_personal("evidence", evidence_id, "judgement", why)
            data: dict[str, Json] = {
                "code": now.code,
                "evidence": [now.code],
                "before": now.judgement.value,
                "after": judgement.value,
            }
            if why:
                # Each reason under its own name too: the history keeps telling of the earlier ones.
                known = write.personal_fields("evidence", evidence_id)
                number = 1 + sum(1 for name in known if name.startswith("judgement:"))
                field = f"judgement:{number:04d}"
                data["reason_digest"] = write.set_personal("evidence", evidence_id, field, why)
                data["said"] = place("evidence", evidence_id, field)
            standing.refresh(write, now.ticket_id, self._context.now_text())
            write.event(now.ticket_id, "evidence_judged", data)
        return self.get(evidence_id)

    def get(self, evidence_id: int) -> Evidence:
        """Raises `NotFound`."""
        return _piece(self._context.read(), evidence_id)

    def _look_over(self, stored: StoredFile, given: str) -> KeptFile:
        """What was taken in, and whether a person should be told something about it."""
        # Loads Pillow: never before the window is painted.
        from app.services import pictures

        name = kept_name(given)
        kind = sniff(stored.head, stored.tail)
        kept = KeptFile(stored.sha256, stored.size, kind, name)
        if not pictures.can_decode(kind):
            return replace(kept, remark=_not_a_picture(name, kind))
        try:
            return replace(kept, taken=self.previews.make(stored.sha256, kind).taken)
        except AppError as trouble:
            text = _("「{name}」：{reason}原件已原样保存。")
            remark = text.format(name=display_name(name), reason=trouble.sentence)
            return replace(kept, remark=remark)

    # ------------------------------------------------------------------------------- pictures

    def preview(self, evidence: Evidence, size: Size) -> Path | None:
        """A JPEG of at most 256 or 1600 pixels a side without any metadata; any thread.

        Made once and then found by the fingerprint. None when no picture can be made.
        """
        return self.previews.look(evidence, size).path

    def look(self, evidence: Evidence, size: Size) -> Look:
        """As `preview`, with the reason when there is none, and the original's size; any thread."""
        return self.previews.look(evidence, size)

    def pixels(self, evidence: Evidence) -> pictures.Pixels:
        """The original picture decoded; any thread. Raises `RuleViolation` or `StorageProblem`."""
        return self.previews.pixels(evidence)

    # ------------------------------------------------------------------- checking, taking out

    def state(self, evidence: Evidence) -> FileState:
        """Whether the stored file is there and still what was added; any thread, reads all of it."""
        return self.store.state(evidence.sha256)

    def check(self, evidence: Evidence) -> bool:
        """Whether the stored file is exactly what was added; any thread."""
        return self.state(evidence) is FileState.INTACT

    def export_copy(self, evidence: Evidence, folder: Path) -> Path:
        """A read-only copy, proved equal, under a harmless name in `folder`; any thread.

        An existing file is never written over: the copy is then called `… (2)`. Raises
        `StorageProblem`.
        """
        extension = media_type(evidence.media_type).extension
        for number in range(1, 1000):
            lead = evidence.code if number == 1 else f"{evidence.code} ({number})"
            target = folder / safe_name(evidence.original_name, extension, lead)
            if not target.exists():
                try:
                    self.store.copy_out(evidence.sha256, target)
                except FileExistsError:
                    continue
                return target
        raise StorageProblem(_("{folder} 里同名的文件太多了。").format(folder=folder))

    def original(self, evidence: Evidence) -> Path:
        """A verified read-only copy that the system's own viewer may be given; any thread.

        Raises `NotAllowed` for types that could run something or mislead: those are exported.
        """
        if not media_type(evidence.media_type).opens:
            raise NotAllowed(
                _("{code} 是{type}，为安全起见不直接打开。").format(
                    code=evidence.code, type=type_label(evidence.media_type)
                ),
                _("可以用「导出证据」另存一份，自己判断后再打开。"),
            )
        folder = self._context.paths.root / _OPENED / f"{evidence.ticket_id}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageProblem(
                _("不能建立文件夹 {folder}：{reason}").format(
                    folder=folder, reason=error.strerror or error
                )
            ) from error
        extension = media_type(evidence.media_type).extension
        known = folder / safe_name(evidence.original_name, extension, evidence.code)
        if known.is_file() and self.store.same(evidence.sha256, known):
            return known
        return self.export_copy(evidence, folder)

    def tidy(self) -> None:
        """Remove what an interrupted copy left a day ago or more, and copies opened before today."""
        yesterday = self._context.now().timestamp() - 86_400
        self.store.sweep(yesterday)
        for file in _files(self._context.paths.root / _OPENED):
            try:
                if file.stat().st_mtime < yesterday:
                    file.chmod(0o600)
                    file.unlink()
            except OSError as error:
                _log.info("an opened copy stays: %s", error.strerror)


def _piece(read: Reader, evidence_id: int) -> Evidence:
    row = read.get(EvidenceRow, evidence_id)
    if row is None:
        raise NotFound(_("找不到这份证据。"))
    return load_evidence(read, row)


def _files(folder: Path) -> Iterable[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def _not_a_picture(name: str, kind: str) -> str:
    if not contradicts(name, kind) and not promises_picture(name):
        return ""
    if promises_picture(name):
        text = _("「{name}」不是图片，内容是{type}；已按{type}原样保存，没有预览。")
    else:
        text = _("「{name}」的内容其实是{type}；已按{type}原样保存。")
    return text.format(name=display_name(name), type=type_label(kind))


def _in_zone(taken: datetime | None, write: Write, shop_id: int) -> datetime | None:
    """When a picture was taken; a camera without a zone is believed to stand where the shop is."""
    if taken is None:
        return None
    if taken.tzinfo is None:
        shop = write.get(Shop, shop_id)
        zone = str(shop["zone"]) if shop else "UTC"
        taken = taken.replace(tzinfo=ZoneInfo(zone))
    # A camera whose clock was never set says nothing.
    return taken.astimezone(UTC) if 1990 <= taken.year < 2100 else None
