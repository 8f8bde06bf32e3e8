"""A call with nothing to show: taken by the keyboard, everything missing asked for at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.case import Receipt, Severity, SubReason
from app.domain.case_fields import CaseField, sub_reasons_of
from app.domain.evidence import EvidenceKind, Party
from app.domain.facts import Stage
from app.domain.remedy import Channel, FreightBearer, ProblemClass, Remedy
from app.domain.workflow import Verb
from tests.services.evidence_files import photo
from tests.ui.scenarios.clerk import Clerk, begins_call, says_class
from tests.ui.shop_floor import NOON, Hands, ShopFloor, dialog_of
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.request_info import RequestInfoDialog
from ui.intake.case_dialog import CaseDialog

ORDER = "2749018355271180993"
DOWN, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Space


def pictures(folder: Path, count: int) -> list[Path]:
    """What the buyer sends."""
    made = []
    for place in range(count):
        path = folder / f"IMG_{place}.jpg"
        path.write_bytes(photo(400 + place, 300))
        made.append(path)
    return made


def test_a_call_is_taken_by_keys_asked_about_once_and_ends_in_an_exchange(
    clerk: Clerk, floor: ShopFloor, tmp_path: Path
) -> None:
    floor.order(ORDER, delivered_at=NOON - timedelta(days=3))
    dialog, hands = begins_call(clerk, ORDER)
    says_class(dialog, hands, ProblemClass.QUALITY)
    reasons = sub_reasons_of(ProblemClass.QUALITY)
    hands.tab_to(dialog.case.sub_reason)
    hands.press(*[DOWN] * (1 + reasons.index(SubReason.LOOSE_THREAD)))
    hands.tab_to(dialog.complaint.words).write("边上开线了")
    hands.tab_to(dialog.complaint.wish)
    while dialog.complaint.remedy() is not Remedy.EXCHANGE:
        hands.press(DOWN)
    receipt, severity = (
        dialog.case.fields[CaseField.RECEIPT],
        dialog.case.fields[CaseField.SEVERITY],
    )
    hands.tab_to(receipt).press(*[DOWN] * list(Receipt).index(Receipt.RECEIVED))
    hands.tab_to(severity).press(DOWN)
    assert dialog.problem() == ""
    hands.confirm()
    ticket = clerk.waits_for_ticket()
    assert clerk.toast == f"已建单 {ticket.number}。"
    assert (ticket.channel, ticket.problem) == (Channel.PHONE, ProblemClass.QUALITY)
    assert ticket.details.receipt is Receipt.RECEIVED
    assert ticket.details.severity is list(Severity)[1]

    clerk.open("核实")
    page = clerk.pane.review
    missing = floor.services.checking.missing(ticket)
    assert len(missing) > 3
    assert page.evidence.ask.text() == f"一次性索要全部缺项（{len(missing)}）…"
    clerk.hands().tab_to(page.evidence.ask, most=200).press(SPACE)
    notice = dialog_of(RequestInfoDialog)
    assert notice.items.items == missing
    Hands(notice).confirm()
    assert clerk.stage == "待补充资料"
    letter = QGuiApplication.clipboard().text()
    assert all(item in letter for item in missing), "one message names everything"
    assert "11/25" in letter
    assert clerk.ticket.asked_times == 1
    assert "等买家补充" in clerk.notices()

    floor.clock.advance(timedelta(hours=20))
    kinds = [EvidenceKind.WHOLE_ITEM, EvidenceKind.CLOSE_UP, EvidenceKind.LABEL]
    clerk.drop_on_ticket(pictures(tmp_path, 3), kinds, Party.BUYER)
    clerk.open("核实")
    clerk.click(page.case.more)
    more = dialog_of(CaseDialog)
    known = Hands(more)
    known.tab_to(more.case.fields[CaseField.FIRST_NOTICED]).press(DOWN, DOWN)
    known.tab_to(more.case.fields[CaseField.CONDITIONS]).write("吸尘之后线头越来越长")
    known.confirm()
    clerk.bar(Verb.INFO_RECEIVED)
    assert clerk.stage == "核实中"
    left = floor.services.checking.missing(clerk.ticket)
    assert not set(left) & {"整体照", "瑕疵照片", "首次发现的时间"}
    assert clerk.verdict("evidence").endswith("：通过")

    clerk.key(Qt.Key.Key_H)
    decision = dialog_of(DecisionDialog)
    assert "待买家退货" in decision.hint.text(), decision.problem()
    Hands(decision).confirm()
    assert clerk.stage == "待买家退货"
    ticket = clerk.ticket
    assert ticket.stage is Stage.AWAITING_RETURN
    assert ticket.decision is not None
    assert ticket.decision.remedy is Remedy.EXCHANGE
    assert ticket.decision.choices.outbound_bearer is FreightBearer.MERCHANT
    assert ticket.words["conditions"] == "吸尘之后线头越来越长"
