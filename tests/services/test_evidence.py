"""Evidence on tickets: row, event, file and preview stay together, and nothing is ever altered."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from app.clock import FixedClock
from app.domain.drafts import IntakeDraft, TypedLine
from app.domain.evidence import EvidenceKind, Party
from app.domain.history import chain_faults
from app.domain.order import Platform
from app.domain.remedy import CancelReason
from app.domain.ticket import Ticket
from app.errors import NotAllowed, NotFound, RuleViolation, StorageProblem
from app.model.db import Database
from app.model.journal import load_events
from app.model.writing import Changes
from app.paths import data_paths
from app.services import Services, build
from app.services.pictures import NoPicture
from app.services.previews import Size
from tests.services.evidence_files import GPS_MARK, mp4_head, photo, png_bomb

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


class Shelf:
    """A desk with one ticket."""

    def __init__(self, root: Path) -> None:
        self.paths = data_paths(root)
        self.clock = FixedClock(NOW)
        self.db = Database.open(self.paths.database)
        self.services: Services = build(self.db, self.paths, self.clock)
        self.services.staff.act_as("小周")
        shop = self.services.shops.create(Platform.TAOBAO, "云岚家居")
        self.ticket: Ticket = self.services.intake.new_ticket(
            IntakeDraft(shop.id, "k1", typed_lines=(TypedLine("马克杯"),), paid_cents=7800)
        )
        self.id = self.ticket.id

    def fresh(self) -> Ticket:
        return self.services.tickets.get(self.id)

    def files(self) -> list[Path]:
        return sorted(p for p in self.paths.evidence.rglob("*") if p.is_file())

    def events(self) -> list[str]:
        return [event.kind for event in load_events(self.db.read(), self.id)]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "desk")


@pytest.fixture
def jpeg(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_2231.jpg"
    path.write_bytes(photo(1200, 800, taken="2026:11:22 09:30:05"))
    return path


def test_a_photo_becomes_e1_with_file_row_event_and_previews(shelf: Shelf, jpeg: Path) -> None:
    heard: list[Changes] = []
    shelf.db.listen(heard.append)
    piece = shelf.services.evidence.add_file(
        shelf.id, jpeg, EvidenceKind.CLOSE_UP, Party.BUYER, "杯口"
    )
    assert (piece.code, piece.media_type, piece.original_name) == ("E1", "image/jpeg", jpeg.name)
    assert (piece.kind, piece.party, piece.note) == (EvidenceKind.CLOSE_UP, Party.BUYER, "杯口")
    assert piece.sha256 == hashlib.sha256(jpeg.read_bytes()).hexdigest()
    assert piece.size == jpeg.stat().st_size
    assert (piece.added_at, piece.added_by) == (NOW, "小周")
    assert piece.captured_at == datetime(2026, 11, 22, 1, 30, 5, tzinfo=UTC)
    assert shelf.files()[0].read_bytes() == jpeg.read_bytes()
    assert [changes.touches("ticket", shelf.id) for changes in heard] == [True]
    assert shelf.events()[-1] == "evidence_added"
    assert shelf.fresh().evidence == (piece,)
    assert shelf.services.evidence.check(piece)
    assert not list(chain_faults(load_events(shelf.db.read())))


def test_the_queue_counts_pieces_and_the_row_version_moves(shelf: Shelf, jpeg: Path) -> None:
    before = shelf.fresh().version
    shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.OTHER, Party.OTHER)
    shelf.services.evidence.add_bytes(
        shelf.id, b"\x00\x01", "x.bin", EvidenceKind.OTHER, Party.OTHER
    )
    count = shelf.db.read().scalar("SELECT evidence_count FROM ticket WHERE id = ?", (shelf.id,))
    assert count == 2
    assert [e.code for e in shelf.fresh().evidence] == ["E1", "E2"]
    assert shelf.fresh().version == before + 2


def test_no_name_and_no_note_stand_in_the_history(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "张三13812342209.jpg"
    path.write_bytes(photo())
    shelf.services.evidence.add_file(shelf.id, path, EvidenceKind.CHAT, Party.BUYER, "李四说不要了")
    for event in load_events(shelf.db.read()):
        assert "张三" not in event.data + event.rows
        assert "13812342209" not in event.data + event.rows
        assert "李四" not in event.data + event.rows


def test_the_same_content_twice_is_one_piece_and_one_file(shelf: Shelf, jpeg: Path) -> None:
    first = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    again = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.OTHER, Party.OTHER)
    assert again == first
    assert shelf.events().count("evidence_added") == 1
    assert len(shelf.files()) == 1


def test_an_ended_ticket_still_takes_evidence(shelf: Shelf, jpeg: Path) -> None:
    ticket = shelf.fresh()
    shelf.services.closing.cancel(ticket.id, ticket.version, CancelReason.AGREED, "")
    assert not shelf.fresh().facts.open
    piece = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    assert shelf.fresh().evidence == (piece,)


def test_evidence_for_no_ticket_is_refused(shelf: Shelf, jpeg: Path) -> None:
    with pytest.raises(NotFound):
        shelf.services.evidence.add_file(999, jpeg, EvidenceKind.CHAT, Party.BUYER)


def test_a_full_disk_leaves_no_row_no_event_and_no_file(
    shelf: Shelf, jpeg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = shelf.events()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageProblem, match=r"磁盘空间不够，「IMG_2231\.jpg」"):
        shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    assert not shelf.files()
    assert shelf.events() == before
    assert shelf.fresh().evidence == ()


def test_kind_and_party_change_by_an_event_and_only_when_they_differ(
    shelf: Shelf, jpeg: Path
) -> None:
    piece = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    changed = shelf.services.evidence.change(piece.id, EvidenceKind.INVOICE, Party.COURIER)
    assert (changed.kind, changed.party) == (EvidenceKind.INVOICE, Party.COURIER)
    assert replace(changed, kind=piece.kind, party=piece.party) == piece
    shelf.services.evidence.change(piece.id, EvidenceKind.INVOICE, Party.COURIER)
    assert shelf.events().count("evidence_changed") == 1
    assert shelf.services.verify.run().faults == ()


def test_an_unknown_piece_cannot_be_changed(shelf: Shelf) -> None:
    with pytest.raises(NotFound):
        shelf.services.evidence.change(77, EvidenceKind.INVOICE, Party.COURIER)


@pytest.mark.parametrize(("size", "side"), [("thumb", 256), ("screen", 1600)])
def test_previews_are_made_once_without_metadata(
    shelf: Shelf, tmp_path: Path, size: Size, side: int
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(photo(4000, 2000, orientation=6))
    piece = shelf.services.evidence.add_file(shelf.id, path, EvidenceKind.CHAT, Party.BUYER)
    preview = shelf.services.evidence.preview(piece, size)
    assert preview is not None
    data = preview.read_bytes()
    assert GPS_MARK not in data
    made = preview.stat().st_mtime_ns
    assert shelf.services.evidence.preview(piece, size) == preview
    assert preview.stat().st_mtime_ns == made
    shown = shelf.services.evidence.look(piece, "screen")
    assert (shown.width, shown.height) == (2000, 4000)
    with Image.open(preview) as image:
        assert max(image.size) == side
        assert image.height == 2 * image.width


def test_lost_previews_are_made_again(shelf: Shelf, jpeg: Path) -> None:
    piece = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    first = shelf.services.evidence.preview(piece, "thumb")
    assert first is not None
    first.unlink()
    assert shelf.services.evidence.preview(piece, "thumb") == first
    assert first.is_file()


def test_an_altered_original_gives_no_new_preview_and_no_pixels(shelf: Shelf, jpeg: Path) -> None:
    piece = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    for preview in shelf.paths.previews.rglob("*.jpg"):
        preview.unlink()
    original = shelf.files()[0]
    original.chmod(0o600)
    original.write_bytes(photo(10, 10))
    assert not shelf.services.evidence.check(piece)
    seen = shelf.services.evidence.look(piece, "screen")
    assert seen.path is None
    assert "已被改动" in seen.why
    with pytest.raises(StorageProblem):
        shelf.services.evidence.pixels(piece)


def test_a_picture_that_is_none_is_kept_as_what_it_is_and_said(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "证据.jpg"
    path.write_bytes(b"<!doctype html><html><body>not a picture</body></html>")
    kept = shelf.services.evidence.keep(path)
    assert kept.media_type == "text/html"
    assert kept.remark.startswith("「证据.jpg」不是图片，内容是网页")
    piece = shelf.services.evidence.attach(shelf.id, kept, EvidenceKind.CHAT, Party.BUYER)
    assert shelf.services.evidence.preview(piece, "thumb") is None


@pytest.mark.parametrize(
    ("data", "word"),
    [(photo()[:2000], "不完整"), (png_bomb(), "不在这里显示")],
    ids=["truncated", "bomb"],
)
def test_a_damaged_or_monstrous_picture_is_kept_unseen_and_said(
    shelf: Shelf, data: bytes, word: str
) -> None:
    kept = shelf.services.evidence.keep_bytes(data, "a.jpg")
    assert word in kept.remark
    assert "原件已原样保存" in kept.remark
    piece = shelf.services.evidence.attach(shelf.id, kept, EvidenceKind.CHAT, Party.BUYER)
    seen = shelf.services.evidence.look(piece, "screen")
    assert seen.path is None
    assert word in seen.why
    with pytest.raises(NoPicture):
        shelf.services.evidence.pixels(piece)
    assert shelf.services.evidence.check(piece)


def test_a_film_is_kept_and_not_decoded(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "开箱.mp4"
    path.write_bytes(mp4_head())
    kept = shelf.services.evidence.keep(path)
    assert (kept.media_type, kept.remark) == ("video/mp4", "")


def test_nothing_is_refused_with_a_sentence(shelf: Shelf) -> None:
    with pytest.raises(RuleViolation, match="0 字节"):
        shelf.services.evidence.add_bytes(shelf.id, b"", "x", EvidenceKind.CHAT, Party.BUYER)


def test_a_copy_has_a_harmless_name_and_the_ending_of_its_bytes(
    shelf: Shelf, tmp_path: Path
) -> None:
    piece = shelf.services.evidence.add_bytes(
        shelf.id, photo(), "../../photo\u202egpj.exe", EvidenceKind.CHAT, Party.BUYER
    )
    out = tmp_path / "out"
    out.mkdir()
    first = shelf.services.evidence.export_copy(piece, out)
    second = shelf.services.evidence.export_copy(piece, out)
    assert (first.name, second.name) == ("E1 photogpj.jpg", "E1 (2) photogpj.jpg")
    assert first.read_bytes() == photo()
    assert stat.S_IMODE(first.stat().st_mode) == 0o444


@pytest.mark.parametrize(
    "data",
    [b"<html><script>x</script></html>", b"MZ\x90\x00\x03\x00", b"<?xml version='1'?><svg/>",
     b"PK\x03\x04" + b"\0" * 40, b"\x00\x01\x02\x03", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99],
)  # fmt: skip
def test_what_could_run_is_never_opened_only_copied_out(
    shelf: Shelf, tmp_path: Path, data: bytes
) -> None:
    piece = shelf.services.evidence.add_bytes(
        shelf.id, data, "innocent.jpg", EvidenceKind.CHAT, Party.BUYER
    )
    with pytest.raises(NotAllowed, match="不直接打开"):
        shelf.services.evidence.original(piece)
    copy = shelf.services.evidence.export_copy(piece, tmp_path)
    assert copy.suffix in {".html", ".bin", ".svg", ".zip"}


def test_the_original_is_opened_as_a_proved_copy_which_is_reused(shelf: Shelf, jpeg: Path) -> None:
    piece = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    copy = shelf.services.evidence.original(piece)
    assert shelf.paths.evidence not in copy.parents
    assert copy.read_bytes() == jpeg.read_bytes()
    assert shelf.services.evidence.original(piece) == copy
    copy.chmod(0o600)
    copy.write_bytes(b"scribbled on")
    fresh = shelf.services.evidence.original(piece)
    assert fresh.read_bytes() == jpeg.read_bytes()


def test_yesterdays_opened_copies_are_tidied_away(shelf: Shelf, jpeg: Path) -> None:
    piece = shelf.services.evidence.add_file(shelf.id, jpeg, EvidenceKind.CHAT, Party.BUYER)
    copy = shelf.services.evidence.original(piece)
    os.utime(copy, (NOW.timestamp(), NOW.timestamp()))
    shelf.services.evidence.tidy()
    assert copy.exists()
    shelf.clock.advance(timedelta(days=2))
    shelf.services.evidence.tidy()
    assert not copy.exists()
    assert shelf.services.evidence.check(piece)
