"""Evidence on screen: looking, checking, saying what it is, taking it out."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
)
from PySide6.QtWidgets import QWidget

from app.domain.evidence import EvidenceKind, Party
from app.domain.ticket import Ticket
from tests.services.evidence_files import photo
from tests.ui.hands import click, press
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from tests.ui.ticket.conftest import settle, words
from tests.ui.ticket.dropping import drop, dropped, pieces
from tests.ui.ticket.walking import open_tab
from ui.desk import Desk
from ui.evidence.panel import EvidencePanel
from ui.ticket.pane import TicketPane

# ----------------------------------------------------------------------------------- looking


def test_a_ticket_without_evidence_invites(panel: EvidencePanel) -> None:
    assert "还没有证据" in words(panel)


def test_the_caption_says_what_is_known(panel: EvidencePanel, files: list[Path]) -> None:
    drop(panel, dropped(files[:1]))
    settle()
    piece = panel.piece
    assert piece is not None
    caption = panel.caption
    assert caption.name.text() == "E1 · IMG_1.jpg"
    assert f"SHA-256 {piece.sha256[:4]}…{piece.sha256[-4:]}" in caption.facts.text()
    assert caption.state.text() == "✓ 未改动"
    assert (caption.kind.value(), caption.party.value()) == (EvidenceKind.CLOSE_UP, Party.BUYER)


def test_a_file_altered_outside_is_shown_as_such(
    pane: TicketPane,
    panel: EvidencePanel,
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    files: list[Path],
) -> None:
    drop(panel, dropped(files[:1]))
    (piece,) = pieces(floor, ticket)
    path = floor.services.evidence.store.path(piece.sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    panel.check_all()
    assert panel.caption.state.text() == "✕ 文件已被改动"
    assert ask.heard[-1].kind == "error"
    assert "E1 文件已被改动" in ask.heard[-1].text


def test_all_whole_is_said_in_passing(
    panel: EvidencePanel, ask: RecordingAsk, files: list[Path]
) -> None:
    drop(panel, dropped(files))
    panel.check_all()
    assert ask.heard[-1].kind == "tell"
    assert "没有一份被改动" in ask.heard[-1].text


def test_clicking_through_the_strip_shows_each_piece(
    panel: EvidencePanel, files: list[Path]
) -> None:
    drop(panel, dropped(files))
    settle()
    canvas = panel.viewer.canvas
    click(panel.strip, panel.strip.tile_rect(0).center())
    seen = [(panel.caption.name.text(), canvas.has_picture)]
    for _step in range(2):
        press(canvas, Qt.Key.Key_Right)
        seen.append((panel.caption.name.text(), canvas.has_picture))
    assert seen == [("E1 · IMG_1.jpg", True), ("E2 · IMG_2.png", True), ("E3 · 开箱.mp4", False)]
    assert "MP4 视频" in canvas.message


def test_the_original_comes_when_one_looks_closely(panel: EvidencePanel, tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    path.write_bytes(photo(4000, 3000))
    drop(panel, dropped([path]))
    canvas = panel.viewer.canvas
    assert canvas._image.width() == 1600
    canvas.one_to_one()
    assert canvas._image.width() == 4000


def test_what_is_looked_at_stays_when_the_ticket_is_read_again(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    drop(panel, dropped(files))
    panel.show_code("E2")
    panel.viewer.canvas.zoom_in()
    percent = panel.viewer.canvas.percent
    floor.services.review.note(ticket.id, "x")
    assert panel.piece is not None
    assert panel.piece.code == "E2"
    assert panel.viewer.canvas.percent == percent


def test_the_timeline_leads_to_its_evidence(
    pane: TicketPane, panel: EvidencePanel, files: list[Path]
) -> None:
    drop(panel, dropped(files))
    open_tab(pane, "时间线")
    settle()
    chip = next(
        chip
        for row in pane.timeline.rows
        for chip in row.codes
        if chip.text() == "E1" and not chip.isHidden()
    )
    click(chip)
    assert panel.piece is not None
    assert panel.piece.code == "E1"


def test_a_name_that_lies_is_shown_with_its_true_type(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket
) -> None:
    floor.services.evidence.add_bytes(
        ticket.id, photo(), "photo\u202egpj.exe", EvidenceKind.CHAT, Party.BUYER
    )
    assert panel.caption.name.text() == "E1 · photogpj.exe（实际是JPEG 图片）"


# ------------------------------------------------------------------------------------ acting


def test_kind_and_party_are_changed_and_remembered_for_the_next(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    panel.caption.kind.set_value(EvidenceKind.LABEL)
    panel.caption.party.set_value(Party.COURIER)
    assert [(one.kind, one.party) for one in pieces(floor, ticket)] == [
        (EvidenceKind.LABEL, Party.COURIER)
    ]
    drop(panel, dropped(files[1:2]))
    newest = pieces(floor, ticket)[-1]
    assert (newest.kind, newest.party) == (EvidenceKind.LABEL, Party.COURIER)
    assert newest.code == "E2"


def test_looking_at_a_piece_changes_nothing(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    drop(panel, dropped(files))
    before = len(floor.services.tickets.timeline(ticket.id))
    for code in ("E1", "E2", "E3"):
        panel.show_code(code)
    assert len(floor.services.tickets.timeline(ticket.id)) == before


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the system."""
    handed: list[Path] = []

    def hand(url: QUrl) -> bool:
        handed.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", hand)
    return handed


def test_a_copy_of_the_original_is_opened_never_the_original(
    panel: EvidencePanel, floor: ShopFloor, files: list[Path], opened: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    settle()
    click(panel.caption.open)
    assert [path.name for path in opened] == ["E1 IMG_1.jpg"]
    assert opened[0].read_bytes() == files[0].read_bytes()
    assert floor.services.context.paths.evidence not in opened[0].parents


def test_what_could_do_harm_is_not_opened(
    panel: EvidencePanel, tmp_path: Path, opened: list[Path]
) -> None:
    path = tmp_path / "invoice.pdf"
    path.write_bytes(b"MZ\x90\x00 program")
    drop(panel, dropped([path]))
    settle()
    assert not panel.caption.open.isEnabled()
    assert "程序不直接打开" in panel.caption.open.toolTip()
    assert opened == []


def test_evidence_is_exported_into_a_folder(
    panel: EvidencePanel, ask: RecordingAsk, files: list[Path], tmp_path: Path
) -> None:
    drop(panel, dropped(files[:1]))
    settle()
    click(panel.caption.copy)
    out = tmp_path / "out"
    out.mkdir()
    ask.pick(out)
    assert (out / "E1 IMG_1.jpg").read_bytes() == files[0].read_bytes()
    assert "与原件一致" in ask.heard[-1].text


def test_a_ticket_without_its_evidence_on_disk_still_shows(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, desk: Desk, files: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    (piece,) = pieces(floor, ticket)
    floor.services.evidence.store.path(piece.sha256).unlink()
    for preview in floor.services.context.paths.previews.rglob("*.jpg"):
        preview.unlink()
    panel.loader.forget(piece.sha256)
    panel.show_ticket(None, floor.clock.now())
    panel.show_ticket(replace(floor.ticket(ticket.id)), floor.clock.now())
    assert panel.caption.state.text() == "✕ 文件不见了"
    assert "不见了" in panel.viewer.canvas.message


def test_copies_opened_the_day_before_are_gone_at_the_next_start(
    panel: EvidencePanel, floor: ShopFloor, desk: Desk, home: QWidget, files: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    assert panel.piece is not None
    copy = floor.services.evidence.original(panel.piece)
    os.utime(copy, (floor.clock.now().timestamp(),) * 2)
    EvidencePanel(desk, home)
    assert copy.exists()
    floor.clock.advance(timedelta(days=2))
    EvidencePanel(desk, home)
    assert not copy.exists()
