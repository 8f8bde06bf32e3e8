"""What helped before, found by symptom, fault code or goods. Nothing personal is kept in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from app.domain.access import Permission
from app.domain.card_numbers import card_like
from app.domain.contact import SolutionNote
from app.domain.history import DESK_CHAIN
from app.domain.near_text import folded
from app.domain.ticket import Ticket
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_instant
from app.model.reading import Reader, Values
from app.services.context import Context
from app.services.loading_case import staff_name

LONGEST: Final = 4000
_SHORTEST_NAME: Final = 2
# A mobile or landline number, however it is spaced; order numbers are longer runs.
_PHONE: Final = re.compile(
    r"(?<![\d-])(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|400[- ]?\d{3}[- ]?\d{4})"
    r"(?![\d])"
)
_ALL: Final = """
    SELECT n.id, n.title, n.symptom, n.advice, n.sku, n.fault_code, n.used, s.name, n.written_at
    FROM solution_note n JOIN staff s ON s.id = n.staff_id WHERE n.removed_at IS NULL
"""
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


class SolutionNoteService:
    """Notes of the desk, shared by everybody."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, note_id: int) -> SolutionNote:
        """Raises `NotFound`."""
        return _note(self._context.read(), _row(self._context.read(), note_id))

    def save(self, note: SolutionNote, of: Ticket | None = None) -> SolutionNote:
        """Keep a new note (`id` 0) or another wording of one; returns it as kept.

        `of`: the ticket it comes from, whose buyer must not be named in it. Raises
        `RuleViolation` for what is missing or personal, `NotFound` for a note that is gone.
        """
        plain = _plain(note)
        _check(plain, of)
        values: dict[str, Any] = {
            "title": plain.title,
            "symptom": plain.symptom,
            "advice": plain.advice,
            "sku": plain.sku,
            "fault_code": plain.fault_code,
            "written_at": self._context.now_text(),
        }
        with self._context.write() as write:
            self._context.demand(Permission.HANDLE, _("保存处理经验"))
            values["staff_id"] = write.author.staff_id
            if plain.id:
                _row(write, plain.id)
                write.update(tables.SolutionNote, plain.id, **values)
            key = plain.id or write.insert(tables.SolutionNote, **values)
            write.event(DESK_CHAIN, "note_saved", {"note": key, "new": not plain.id})
            write.touch("solution_note", key)
        return self.get(key)

    def remove(self, note_id: int) -> None:
        """Take a note out of the list. Raises `NotFound`."""
        with self._context.write() as write:
            self._context.demand(Permission.HANDLE, _("删除处理经验"))
            _row(write, note_id)
            write.update(tables.SolutionNote, note_id, removed_at=self._context.now_text())
            write.event(DESK_CHAIN, "note_saved", {"note": note_id, "removed": True})
            write.touch("solution_note", note_id)

    def use(self, note_id: int) -> None:
        """It helped again: notes that do stand first. Raises `NotFound`."""
        with self._context.write() as write:
            _row(write, note_id)
            write.execute("UPDATE solution_note SET used = used + 1 WHERE id = ?", (note_id,))
            write.touch("solution_note", note_id)

    def find(self, text: str, sku: str = "") -> tuple[SolutionNote, ...]:
        """The notes that hold every word of `text`, simplified or traditional, wide or narrow.

        Of these goods first, then a fault code that is the text itself, then by where the words
        stand, then by how often they helped. Without any text: all notes.
        """
        wanted = [word for word in (folded(part) for part in text.split()) if word]
        whole, goods = folded(text), folded(sku)
        found = []
        for row in self._context.read().query(_ALL):
            title, symptom, advice, code, fault = (_folded(str(part)) for part in row[1:6])
            if all(
                any(w in part for part in (title, symptom, advice, code, fault)) for w in wanted
            ):
                rank = (
                    bool(goods) and code == goods,
                    bool(whole) and fault == whole,
                    sum(3 * (word in title) + (word in symptom) for word in wanted),
                    int(row[6]),
                    -int(row[0]),
                )
                found.append((rank, row))
        return tuple(_told(row) for _rank, row in sorted(found, key=_rank_of, reverse=True))


# As often as one keeps typing: the notes of a shop change seldom.
_folded = lru_cache(maxsize=8192)(folded)


def _rank_of(one: tuple[tuple[int, ...], tuple[Any, ...]]) -> tuple[int, ...]:
    return one[0]


def _told(row: tuple[Any, ...]) -> SolutionNote:
    key, title, symptom, advice, sku, fault_code, used, written_by, written_at = row
    return SolutionNote(
        int(key), title, symptom, advice, sku, fault_code, int(used), written_by,
        to_instant(written_at),
    )  # fmt: skip


def _plain(note: SolutionNote) -> SolutionNote:
    return replace(
        note,
        title=" ".join(note.title.split()),
        symptom=note.symptom.strip(),
        advice=note.advice.strip(),
        sku=note.sku.strip(),
        fault_code=note.fault_code.strip(),
    )


def _check(note: SolutionNote, of: Ticket | None) -> None:
    if not note.title:
        raise RuleViolation(_("请给这条经验起个标题，例如「马克杯掉釉：先拍照再换新」。"))
    if not note.advice:
        raise RuleViolation(_("请写下当时怎么解决的。"))
    whole = f"{note.title}\n{note.symptom}\n{note.advice}\n{note.fault_code}"
    if len(whole) > LONGEST:
        raise RuleViolation(_("文字太长，请删去 {n} 个字。").format(n=len(whole) - LONGEST))
    plain = unicodedata.normalize("NFKC", whole)
    if _PHONE.search(plain) or _MAIL.search(plain) or card_like(plain):
        raise RuleViolation(
            _("文字里有像电话、邮箱或银行卡号的内容，没有保存。"),
            _("处理经验大家都看得到，请删掉个人信息，只写问题和做法。"),
        )
    named = _named(plain, of)
    if named:
        raise RuleViolation(
            _("文字里提到了这位买家的{what}，没有保存。").format(what=named),
            _("处理经验大家都看得到，请写「买家」，不要写是谁。"),
        )


def _named(text: str, of: Ticket | None) -> str:
    """What of the buyer the text names; empty when nothing."""
    if of is None:
        return ""
    buyer = of.buyer
    known = (
        (_("昵称"), buyer.nickname),
        (_("姓名"), buyer.receiver),
        (_("地址"), buyer.address),
        (_("订单号"), of.order.number),
    )
    return next((what for what, said in known if len(said) >= _SHORTEST_NAME and said in text), "")


def _row(read: Reader, note_id: int) -> Values:
    row = read.get(tables.SolutionNote, note_id)
    if row is None or row["removed_at"] is not None:
        raise NotFound(_("找不到这条处理经验；可能刚被同事删除。"))
    return row


def _note(read: Reader, row: Values) -> SolutionNote:
    return SolutionNote(
        id=int(row["id"]),
        title=str(row["title"]),
        symptom=str(row["symptom"]),
        advice=str(row["advice"]),
        sku=str(row["sku"]),
        fault_code=str(row["fault_code"]),
        used=int(row["used"]),
        written_by=staff_name(read, int(row["staff_id"])),
        written_at=to_instant(row["written_at"]),
    )
