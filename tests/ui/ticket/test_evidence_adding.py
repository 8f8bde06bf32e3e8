"""Evidence comes in: by drop, paste and choice; hostile and damaged files end in a sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.evidence import EvidenceKind, Party
from app.domain.remedy import CancelReason
from app.domain.ticket import Ticket
from tests.services.evidence_files import photo, png_bomb
from tests.ui.hands import click
from tests.ui.long_write import LongWrite
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from tests.ui.ticket.conftest import settle
from tests.ui.ticket.dropping import drop, dropped, enter, pieces
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.evidence.panel import EvidencePanel
from ui.jobs import Jobs
from ui.memory import Memory
from ui.theme import Theme
from ui.ticket.pane import TicketPane

# ------------------------------------------------------------------------------------ adding


def test_dropped_files_become_evidence_and_the_newest_is_looked_at(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk, files: list[Path]
) -> None:
    assert drop(panel, dropped(files))
    found = pieces(floor, ticket)
    assert [(one.code, one.original_name, one.media_type) for one in found] == [
        ("E1", "IMG_1.jpg", "image/jpeg"),
        ("E2", "IMG_2.png", "image/png"),
        ("E3", "开箱.mp4", "video/mp4"),
    ]
    assert ask.the_only().text == f"已给 {ticket.number} 添加 3 份证据（E1–E3）"
    assert panel.piece is not None
    assert panel.piece.code == "E3"
    assert [tile.code for tile in panel.strip.tiles] == ["E1", "E2", "E3"]


def test_the_kinds_fit_what_was_given(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    drop(panel, dropped(files))
    assert [(one.kind, one.party) for one in pieces(floor, ticket)] == [
        (EvidenceKind.CLOSE_UP, Party.BUYER),
        (EvidenceKind.CLOSE_UP, Party.BUYER),
        (EvidenceKind.UNBOXING_VIDEO, Party.BUYER),
    ]


def test_files_dropped_anywhere_on_the_ticket_become_evidence(
    pane: TicketPane, panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    assert drop(pane, dropped(files[:1]))
    assert len(pieces(floor, ticket)) == 1


def test_tables_dropped_on_the_cards_are_left_to_the_window_and_taken_on_the_evidence(
    pane: TicketPane, panel: EvidencePanel, tmp_path: Path
) -> None:
    table = tmp_path / "退款.xlsx"
    table.write_bytes(b"PK\x03\x04xl/workbook.xml")
    assert not enter(pane, dropped([table]))
    assert enter(panel, dropped([table]))


def test_text_dragged_over_is_not_taken(panel: EvidencePanel) -> None:
    data = QMimeData()
    data.setText("一段文字")
    assert not enter(panel, data)


def test_a_screenshot_is_pasted_with_its_own_bytes(
    pane: TicketPane, panel: EvidencePanel, floor: ShopFloor, ticket: Ticket
) -> None:
    data = QMimeData()
    own = photo(300, 200, kind="PNG")
    data.setData("image/png", own)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data.setImageData(image)
    QGuiApplication.clipboard().setMimeData(data)
    pane.commands["paste-evidence"].trigger()
    (piece,) = pieces(floor, ticket)
    assert piece.original_name == "截图 2026-11-22 12-00-00.png"
    assert piece.kind is EvidenceKind.CHAT
    assert floor.services.evidence.store.read(piece.sha256, 10**6) == own


def test_a_picture_without_bytes_of_its_own_is_kept_without_loss(
    pane: TicketPane, panel: EvidencePanel, floor: ShopFloor, ticket: Ticket
) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    data = QMimeData()
    data.setImageData(image)
    panel.adding.take(ticket, data)
    (piece,) = pieces(floor, ticket)
    assert piece.media_type == "image/png"
    shown = floor.services.evidence.pixels(piece)
    assert (shown.width, shown.height, shown.data[:3]) == (64, 48, b"\x56\x34\x12")


def test_copied_files_are_pasted_as_files(
    pane: TicketPane, panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    QGuiApplication.clipboard().setMimeData(dropped(files[:2]))
    pane.commands["paste-evidence"].trigger()
    assert len(pieces(floor, ticket)) == 2


def test_an_empty_clipboard_is_said(
    pane: TicketPane, panel: EvidencePanel, ask: RecordingAsk
) -> None:
    QGuiApplication.clipboard().clear()
    pane.commands["paste-evidence"].trigger()
    assert "剪贴板里没有图片或文件" in ask.the_only().text


def test_something_from_a_web_page_is_explained(
    panel: EvidencePanel, ticket: Ticket, ask: RecordingAsk
) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/a.jpg")])
    panel.adding.take(ticket, data)
    assert "请先保存到电脑" in ask.the_only().details


def test_files_are_picked_through_the_adding_tile_and_the_key(
    pane: TicketPane,
    panel: EvidencePanel,
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    files: list[Path],
) -> None:
    click(panel.empty._button)
    ask.pick(files[0])
    settle()
    click(panel.strip, panel.strip.add_rect().center())
    ask.pick(files[1])
    pane.commands["add_evidence"].trigger()
    ask.pick(files[2])
    assert len(pieces(floor, ticket)) == 3


def test_an_ended_ticket_takes_evidence(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    floor.services.closing.cancel(ticket.id, ticket.version, CancelReason.AGREED, "")
    drop(panel, dropped(files[:1]))
    assert len(pieces(floor, ticket)) == 1


def test_the_same_file_again_is_said_and_not_added(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk, files: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    drop(panel, dropped(files[:1]))
    assert len(pieces(floor, ticket)) == 1
    assert ask.heard[-1].kind == "warn"
    assert "「IMG_1.jpg」已经在这里（E1）" in ask.heard[-1].text


def test_one_bad_file_does_not_stop_the_others(
    panel: EvidencePanel,
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    files: list[Path],
    tmp_path: Path,
) -> None:
    empty = tmp_path / "空.jpg"
    empty.touch()
    drop(panel, dropped([files[0], empty, files[1]]))
    assert len(pieces(floor, ticket)) == 2
    assert "已给" in ask.the_only().text
    assert "「空.jpg」里什么都没有" in ask.the_only().text


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"<html>not a picture</html>", "不是图片"), (photo()[:3000], "不完整"),
     (png_bomb(), "不在这里显示")],
    ids=["html", "truncated", "bomb"],
)  # fmt: skip
def test_a_picture_that_is_none_is_kept_and_explained(
    panel: EvidencePanel,
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    tmp_path: Path,
    data: bytes,
    word: str,
) -> None:
    path = tmp_path / "证据.jpg"
    path.write_bytes(data)
    drop(panel, dropped([path]))
    assert len(pieces(floor, ticket)) == 1
    assert ask.the_only().kind == "warn"
    assert word in ask.the_only().text
    assert not panel.viewer.canvas.has_picture
    assert panel.viewer.canvas.message


def test_a_full_disk_is_a_dialog_and_leaves_nothing(
    panel: EvidencePanel,
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    files: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    drop(panel, dropped(files[:1]))
    assert ask.the_only().kind == "error"
    assert "磁盘空间不够" in ask.the_only().text
    assert pieces(floor, ticket) == ()
    assert not [p for p in floor.services.context.paths.evidence.rglob("*") if p.is_file()]


def test_what_was_dropped_goes_to_its_ticket_even_when_another_is_shown(
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    theme: Theme,
    memory: Memory,
    home: QWidget,
    files: list[Path],
    qtbot: QtBot,
) -> None:
    """With real workers: the copying is still under way when the pane goes on."""
    floor.order("2749018355271180111")
    other = floor.claim("188273644000002", "2749018355271180111")
    jobs = Jobs(home)
    relay = ChangeRelay(floor.db.listen)
    desk = Desk(floor.services, relay, ask, jobs, theme, memory)
    pane = TicketPane(desk, home)
    pane.resize(836, 700)
    pane.show()
    pane.show_ticket(ticket.id)
    drop(pane.evidence, dropped(files[:1]))
    pane.show_ticket(other.id)

    def added() -> None:
        assert len(pieces(floor, ticket)) == 1

    qtbot.waitUntil(added)
    assert pieces(floor, other) == ()
    assert pane.ticket is not None
    assert pane.ticket.id == other.id
    assert pane.evidence.piece is None
    pane.evidence._loads.stop()
    jobs.stop()


def test_evidence_waits_behind_a_long_write_and_is_then_added_by_itself(
    panel: EvidencePanel,
    floor: ShopFloor,
    ticket: Ticket,
    desk: Desk,
    ask: RecordingAsk,
    files: list[Path],
) -> None:
    floor.services.context.main_thread_waits = False
    with LongWrite(floor) as write:
        drop(panel, dropped(files[:2]))
        assert pieces(floor, ticket) == ()
        write.end()
        desk.pending.try_now()
    assert [one.code for one in pieces(floor, ticket)] == ["E1", "E2"]
    assert ask.heard[-1].text == f"已给 {ticket.number} 添加 2 份证据（E1–E2）"
