"""Judging a piece by real clicks and keys: the caption, the strip, and the list of evidence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.access import Role
from app.domain.evidence import EvidenceKind, Judgement, Party
from app.domain.liability import Finding
from app.domain.remedy import Liability, ProblemClass
from app.domain.ticket import Ticket
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from tests.ui.ticket.conftest import settle
from tests.ui.ticket.dropping import drop, dropped, pieces
from tests.ui.ticket.walking import open_tab
from ui.evidence.judging import JudgeDialog
from ui.evidence.panel import EvidencePanel
from ui.ticket.pane import TicketPane


def judging(panel: EvidencePanel) -> tuple[JudgeDialog, Hands]:
    click(panel.caption.judge)
    dialog = dialog_of(JudgeDialog)
    return dialog, Hands(dialog)


def test_a_piece_is_doubted_with_the_keyboard_alone(
    pane: TicketPane,
    panel: EvidencePanel,
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    files: list[Path],
) -> None:
    drop(panel, dropped(files[:1]))
    settle()
    assert panel.caption.judged.text() == "未判断"
    assert [tile.aside for tile in panel.strip.tiles] == [False]
    Hands(pane.window()).tab_to(panel.caption.judge).press(Qt.Key.Key_Space)
    dialog, hands = dialog_of(JudgeDialog), Hands(dialog_of(JudgeDialog))
    assert not dialog.primary.isEnabled()
    hands.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert dialog.judgement.value() is Judgement.DOUBTFUL
    assert not dialog.primary.isEnabled(), "a doubt needs its reason"
    hands.tab_to(dialog.why).write("像是网图")
    hands.press(Qt.Key.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
    (piece,) = pieces(floor, ticket)
    assert (piece.judgement, piece.why) == (Judgement.DOUBTFUL, "像是网图")
    assert panel.caption.judged.text() == "存疑：像是网图"
    (tile,) = panel.strip.tiles
    assert tile.aside
    assert "存疑" in tile.story
    assert "E1 的判断已保存：存疑" in ask.heard[-1].text


def test_a_judgement_is_seen_and_taken_back(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    floor.services.evidence.judge(pieces(floor, ticket)[0].id, Judgement.INSUFFICIENT, "太暗")
    settle()
    dialog, _hands = judging(panel)
    assert dialog.why.value() == "太暗"
    assert dialog.judgement.value() is Judgement.INSUFFICIENT
    dialog.judgement.set_value(Judgement.NOT_YET)
    click(dialog.primary)
    (piece,) = pieces(floor, ticket)
    assert (piece.judgement, piece.why) == (Judgement.NOT_YET, "")
    assert panel.caption.judged.text() == "未判断"


def test_a_refused_reason_stays_in_the_dialog(
    panel: EvidencePanel, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    settle()
    dialog, hands = judging(panel)
    hands.press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    hands.tab_to(dialog.why).write("4111111111111111")
    click(dialog.primary)
    assert dialog.isVisible()
    assert dialog.why.value() == "4111111111111111"
    assert pieces(floor, ticket)[0].judgement is Judgement.NOT_YET
    hands.press(Qt.Key.Key_Escape)


def test_who_does_not_handle_tickets_is_told_so(
    panel: EvidencePanel, pane: TicketPane, floor: ShopFloor, ticket: Ticket, files: list[Path]
) -> None:
    drop(panel, dropped(files[:1]))
    staff = floor.services.staff
    staff.add("阿强", (Role.WAREHOUSE,))
    staff.act_as("阿强")
    pane.show_ticket(ticket.id)
    settle()
    assert not panel.caption.judge.isEnabled()
    assert "角色是仓库" in panel.caption.judge.toolTip()


def test_the_list_of_evidence_shows_what_does_not_count(
    pane: TicketPane, panel: EvidencePanel, floor: ShopFloor, ticket: Ticket
) -> None:
    evidence = floor.services.evidence
    floor.services.review.describe(
        ticket.id, None, ProblemClass.QUALITY, "掉釉", Finding(Liability.MERCHANT, text="照片"), ""
    )
    piece = evidence.add_bytes(ticket.id, b"whole", "a.txt", EvidenceKind.WHOLE_ITEM, Party.BUYER)
    evidence.judge(piece.id, Judgement.DOUBTFUL, "像是网图")
    open_tab(pane, "核实")
    settle()
    line = next(one for one in pane.review.evidence.lines if one.name.text() == "整体照")
    shown = [chip.text() for chip in line.chips if chip.isVisibleTo(line)]
    assert shown == ["E1 存疑"]
    assert line.missing.text() == "未计入"
    panel.strip.choose(None)
    click(line.chips[0])
    assert panel.piece is not None
    assert panel.piece.code == "E1"
