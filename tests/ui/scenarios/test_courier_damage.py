"""Crushed on the way: the finding with its ticks, the refund, and the claim on the courier."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from app.domain.evidence import EvidenceKind, Party
from app.domain.liability import LiabilityBasis
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.workflow import Verb
from tests.services.evidence_files import photo
from tests.ui.decide.deciding import choose
from tests.ui.hands import click
from tests.ui.scenarios.clerk import Clerk, plain, walk_to
from tests.ui.shop_floor import NOON, Hands, ShopFloor, dialog_of
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.finding import FindingDialog
from ui.decide.recovery import FileRecoveryDialog
from ui.decide.recovery_open import OpenRecoveryDialog
from ui.ticket.recovery_card import RecoveryCard

ORDER = "2749018355271180993"


@pytest.fixture
def crushed(floor: ShopFloor) -> None:
    """A refund is asked for: the parcel was crushed."""
    floor.order(ORDER, delivered_at=NOON - timedelta(days=1))
    floor.claim(
        "188273644000001",
        ORDER,
        remedy=Remedy.REFUND_ONLY,
        reason="包裹破损",
        words="箱子压扁了，地毯被划破。",
    )


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """The whole rug, the tear, the box; and the paper of the courier."""
    made = []
    for place in range(4):
        path = tmp_path / f"IMG_{place}.jpg"
        path.write_bytes(photo(400 + place, 300))
        made.append(path)
    return made


def card(clerk: Clerk) -> RecoveryCard:
    """追偿, on the page of the money."""
    clerk.open("方案与金额")
    (shown,) = [one for one in clerk.pane.findChildren(RecoveryCard) if one.isVisible()]
    return shown


@pytest.mark.usefixtures("crushed")
def test_the_buyer_is_refunded_and_the_courier_is_asked_to_pay(
    clerk: Clerk, pictures: list[Path]
) -> None:
    clerk.waits_for_ticket()
    shows = [EvidenceKind.WHOLE_ITEM, EvidenceKind.CLOSE_UP, EvidenceKind.PARCEL]
    clerk.drop_on_ticket(pictures[:3], shows, Party.BUYER)
    clerk.drop_on_ticket(pictures[3:], [EvidenceKind.COURIER_CERTIFICATE], Party.COURIER)

    clerk.open("核实")
    clerk.click(clerk.pane.review.liability.judge)
    dialog = dialog_of(FindingDialog)
    walk_to(dialog.problem_class, ProblemClass.LOGISTICS)
    assert "建议「物流责任」" in dialog.proposed.text
    choose(dialog.liability, "物流")
    for basis in (LiabilityBasis.COURIER_RECORD, LiabilityBasis.BUYER_EVIDENCE):
        clerk.click(dialog.ticks.chips[basis])
    Hands(dialog).tab_to(dialog.basis).write("E4 快递破损证明")
    clerk.click(dialog.primary)
    assert clerk.ticket.number in clerk.toast
    assert clerk.pane.review.liability.who.text() == "物流责任"
    assert "E4 快递破损证明" in clerk.seen(clerk.pane.review.liability)
    assert clerk.verdict("evidence").endswith("：通过")

    clerk.bar(Verb.DECIDE_REFUND_ONLY)
    decision = dialog_of(DecisionDialog)
    assert not decision.primary.isEnabled(), "the goods stay with the buyer: why?"
    assert "请在红框里写明理由" in decision.problem()
    decision.second_look.reason.set_value("地毯被划破，没有退回的价值")
    seen = decision.second_look.seen
    click(seen, QPoint(8, seen.height() // 2))
    assert decision.primary.text() == "仍然确认 ¥ 258.00"
    clerk.click(decision.primary)
    assert clerk.stage == "待退款/发货"
    assert "还没有追偿" in clerk.notices()

    shown = card(clerk)
    assert "可以向快递公司追偿 ¥ 258.00，还没有登记。" in clerk.seen(shown)
    clerk.click(shown.rows[-1].buttons[Verb.OPEN_RECOVERY])
    opening = dialog_of(OpenRecoveryDialog)
    assert (opening.against.value(), opening.amount.value()) == (RecoveryFrom.COURIER, 258_00)
    assert "还没有快递证明" not in plain(opening.told.text)
    clerk.click(opening.primary)
    assert clerk.toast == f"{clerk.ticket.number} 追偿已登记。"
    shown = card(clerk)
    assert "11/25 24:00 前提交" in clerk.seen(shown)
    clerk.click(shown.rows[0].buttons[Verb.FILE_RECOVERY])
    filing = dialog_of(FileRecoveryDialog)
    assert not filing.primary.isEnabled(), "a claim has the number the other side gave it"
    Hands(filing).tab_to(filing.reference).write("ZT-P-1122").confirm()

    assert clerk.toast == f"{clerk.ticket.number} 追偿已提交。"
    assert "编号 ZT-P-1122" in clerk.seen(card(clerk))
    assert "还没有追偿" not in clerk.notices()
    ticket = clerk.ticket
    assert ticket.problem is ProblemClass.LOGISTICS
    assert ticket.finding.liability is Liability.COURIER
    assert ticket.finding.basis == (LiabilityBasis.BUYER_EVIDENCE, LiabilityBasis.COURIER_RECORD)
    assert ticket.decision is not None
    assert ticket.decision.breakdown.refund_cents == 258_00
    (claim,) = ticket.recoveries
    assert (claim.state, claim.filed_cents) == (RecoveryState.FILED, 258_00)
