"""The page of the review: every check with its rule, what is missing, and the ways on from there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from app.domain.case import LateGround
from app.domain.checks import Verdict
from app.domain.contact import ContactPurpose
from app.domain.evidence import EvidenceKind, Party
from app.domain.facts import Stage
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import StorageProblem
from tests.services.evidence_files import photo
from tests.ui.decide.deciding import choose
from tests.ui.hands import click, press
from tests.ui.shop_floor import NOON, ShopFloor, dialog_of
from tests.ui.ticket import scenes
from tests.ui.ticket.conftest import CLAIM, ORDER, settle, words
from tests.ui.ticket.walking import open_tab
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.explaining import ExplainDialog
from ui.decide.late import LateClaimDialog
from ui.decide.overriding import OverrideDialog
from ui.decide.request_info import RequestInfoDialog
from ui.settings.goods_rules import GoodsForm
from ui.ticket.pane import TicketPane
from ui.ticket.review_checks import CheckLine
from ui.ticket.review_evidence import SlotLine
from ui.ticket.review_page import ReviewPage
from ui.ticket.review_reading import Reviewed
from ui.ticket.rule_reader import RuleDialog
from ui.widgets.button import Button


def opened(pane: TicketPane, ticket: Ticket) -> ReviewPage:
    """The page, opened by its tab."""
    pane.show_ticket(ticket.id)
    settle()
    open_tab(pane, "核实")
    return pane.review


def line_of(page: ReviewPage, check: str) -> CheckLine:
    """The line of a check."""
    found = [
        line
        for line in page.checks.lines.shown
        if line.finding is not None and line.finding.check == check
    ]
    assert len(found) == 1, f"{len(found)} lines for {check}"
    return found[0]


@pytest.fixture
def unwanted(floor: ShopFloor) -> Ticket:
    """A return without a reason, two days after signing."""
    floor.order(ORDER, delivered_at=NOON - timedelta(days=2))
    return floor.claim(CLAIM, ORDER, reason="七天无理由退换货")


@pytest.fixture
def too_late(floor: ShopFloor) -> Ticket:
    """The same, three weeks after signing."""
    floor.order(ORDER, delivered_at=NOON - timedelta(days=21))
    return floor.claim(CLAIM, ORDER, reason="七天无理由退换货")


def test_every_check_stands_in_its_order_and_the_count_agrees(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    page = opened(pane, unwanted)
    expected = floor.services.checking.review(floor.ticket(unwanted.id))
    shown = [line.finding for line in page.checks.lines.shown]
    assert tuple(shown) == expected
    counts = {v: sum(one.verdict is v for one in expected) for v in Verdict}
    assert counts[Verdict.PASS] > 3
    assert page.checks.tally.text.startswith(f"{counts[Verdict.PASS]} 项通过")
    assert f"{counts[Verdict.PERSON]} 项需要人看" in page.checks.tally.text


def test_a_line_shows_the_sum_the_rule_and_how_sure_it_is(
    pane: TicketPane, unwanted: Ticket
) -> None:
    line = line_of(opened(pane, unwanted), "in_time")
    seen = " ".join(words(line))
    assert "签收 11/20 → 第 1 天 11/21 → 截止 11/27 24:00" in seen.replace("\u00a0", " ")
    assert "已核对原文" in seen
    assert "条" in line.source.text()
    assert line.sign.verdict is Verdict.PASS


def test_the_text_of_a_rule_is_two_clicks_away(pane: TicketPane, unwanted: Ticket) -> None:
    line = line_of(opened(pane, unwanted), "in_time")
    click(line.read)
    dialog = dialog_of(RuleDialog)
    seen = " ".join(words(dialog))
    assert "无理由退货" in seen
    assert "出处" in seen
    click(dialog.copy)
    assert "七日" in QGuiApplication.clipboard().text()
    click(dialog.primary)


def test_what_passed_can_be_put_aside(pane: TicketPane, unwanted: Ticket) -> None:
    page = opened(pane, unwanted)
    every = len(page.checks.lines.shown)
    click(page.checks.tally.only)
    left = page.checks.lines.shown
    assert 0 < len(left) < every
    assert all(one.finding and one.finding.verdict is not Verdict.PASS for one in left)
    click(page.checks.tally.only)
    assert len(page.checks.lines.shown) == every


def test_a_verdict_is_changed_with_a_reason_and_shows_what_it_was(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    page = opened(pane, unwanted)
    line = line_of(page, "resale")
    assert line.sign.verdict is Verdict.PERSON
    click(line.override)
    dialog = dialog_of(OverrideDialog)
    assert dialog.which.value() == "resale"
    assert dialog.problem() == "请选择改为什么结论。"
    choose(dialog.verdict, "通过")
    assert dialog.problem() == "请写明理由，以后查得到。"
    dialog.reason.set_value("电话里看过视频，吊牌还在")
    click(dialog.primary)
    settle()
    line = line_of(page, "resale")
    assert line.sign.verdict is Verdict.PASS
    assert line.changed.text() == "原判「需要人看」，阿青 今天 12:00 改判：电话里看过视频，吊牌还在"
    assert "改判" in floor.services.tickets.timeline(unwanted.id)[-1].text


def test_an_agent_reads_why_a_verdict_cannot_be_changed(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    scenes.with_agent(floor)
    floor.services.staff.act_as("小白")
    line = line_of(opened(pane, unwanted), "resale")
    assert not line.override.isEnabled()
    assert "主管" in line.override.reason


def test_evidence_fills_its_slot_and_its_code_shows_it(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    page = opened(pane, ticket)
    before = {line.name.text(): list(line.chips) for line in _slots(page)}
    assert before["整体照"] == []
    floor.services.evidence.add_bytes(
        ticket.id, photo(200, 150), "IMG_7.jpg", EvidenceKind.WHOLE_ITEM, Party.BUYER
    )
    settle()
    filled = next(line for line in _slots(page) if line.name.text() == "整体照")
    assert [chip.text() for chip in filled.chips] == ["E1"]
    assert not filled.missing.isVisibleTo(page)
    heard: list[str] = []
    page.evidence_wanted.connect(heard.append)
    click(filled.chips[0])
    assert heard == ["E1"]


def test_everything_missing_is_asked_for_at_once(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    page = opened(pane, ticket)
    missing = floor.services.checking.missing(floor.ticket(ticket.id))
    assert missing
    assert page.evidence.ask.text() == f"一次性索要全部缺项（{len(missing)}）…"
    click(page.evidence.ask)
    dialog = dialog_of(RequestInfoDialog)
    assert dialog.items.items == missing
    click(dialog.primary)
    settle()
    now = floor.ticket(ticket.id)
    assert now.stage is Stage.NEED_INFO
    assert now.info_due_at is not None
    assert all(item in QGuiApplication.clipboard().text() for item in missing)
    waiting = [line.missing.text() for line in _slots(page) if line.name.text() in missing]
    assert waiting
    assert set(waiting) == {"已索要，还没有"}


def test_the_three_replies_lead_to_their_forms(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    replies = opened(pane, unwanted).checks.replies
    click(replies.propose)
    dialog_of(DecisionDialog).reject()
    click(replies.ask)
    dialog_of(RequestInfoDialog).reject()
    click(replies.explain)
    dialog = dialog_of(ExplainDialog)
    assert "1. 申请时限 7 天：签收 11/20 → 第 1 天 11/21" in dialog.words.value()
    click(dialog.primary)
    said = QGuiApplication.clipboard().text()
    contact = floor.ticket(unwanted.id).contacts[-1]
    assert (contact.summary, contact.purpose) == (said, ContactPurpose.EXPLANATION)


def test_without_consent_an_explanation_is_only_copied(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    click(opened(pane, unwanted).checks.replies.explain)
    dialog = dialog_of(ExplainDialog)
    click(dialog.log, dialog.log.rect().topLeft() + QPoint(8, dialog.log.height() // 2))
    assert dialog.primary.text() == "复制"
    click(dialog.primary)
    assert floor.ticket(unwanted.id).contacts == ()
    assert QGuiApplication.clipboard().text().startswith("您好")


def test_the_usual_way_is_said_and_begun_from_there(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    advice = opened(pane, unwanted).checks.advice
    shown = [line for line in advice.lines if line.isVisibleTo(advice)]
    assert [line.button.text() for line in shown] == ["退货退款…"]
    assert "吊牌" in shown[0].text.text()
    click(shown[0].button)
    dialog_of(DecisionDialog).reject()


def test_too_late_is_no_refusal_the_ground_is_asked_for(
    pane: TicketPane, floor: ShopFloor, too_late: Ticket
) -> None:
    page = opened(pane, too_late)
    line = line_of(page, "in_time")
    assert line.sign.verdict is Verdict.REFUSE
    assert line.way_on.text() == "逾期特殊处理…"
    click(line.way_on)
    dialog = dialog_of(LateClaimDialog)
    click(dialog.ground.marks[1])
    dialog.words.set_value("E4 检测报告：出厂即有裂纹")
    click(dialog.primary)
    settle()
    assert floor.ticket(too_late.id).late_ground is LateGround.PROVEN_FAULT
    line = line_of(page, "in_time")
    assert line.sign.verdict is Verdict.PASS
    assert not line.way_on.isVisibleTo(page)


def test_in_time_nobody_is_offered_a_late_claim(pane: TicketPane, unwanted: Ticket) -> None:
    page = opened(pane, unwanted)
    assert not any(line.way_on.isVisibleTo(page) for line in page.checks.lines.shown)


def test_a_review_that_cannot_be_read_says_so_and_shows_the_rest(
    pane: TicketPane, unwanted: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(pane, unwanted)
    good = page.reviewed

    def broken(_ticket: Ticket) -> Reviewed:
        raise StorageProblem("读不了这张售后单的记录。", "请检查磁盘。")

    monkeypatch.setattr(page, "_read", broken)
    pane.refresh()
    settle()
    assert "读不了这张售后单的记录。" in page.failed.text
    assert not page.checks.isVisibleTo(page)
    assert page.case.isVisibleTo(page)
    monkeypatch.setattr(page, "_read", lambda _ticket: good)
    click(page.failed.findChild(Button))
    settle()
    assert page.checks.isVisibleTo(page)
    assert not page.failed.isVisibleTo(page)


def test_the_goods_say_what_may_come_back_and_until_when(
    pane: TicketPane, unwanted: Ticket
) -> None:
    seen = " ".join(words(opened(pane, unwanted).goods)).replace("\u00a0", " ")
    assert "北欧羊毛地毯" in seen
    assert "支持，7 天，截止 11/27 24:00（还有 5 天）" in seen
    assert "第 25 条" in seen or "第25条" in seen or "无理由" in seen


def test_what_the_shop_says_of_its_goods_is_changed_beside_them(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    page = opened(pane, unwanted)
    click(page.goods.blocks[0].change)
    form = dialog_of(GoodsForm)
    assert form.sku.value() == "DT-160-H"
    form.months.set_value("24")
    form.terms.set_value("羊毛制品轻微浮毛属正常现象")
    click(form.primary)
    settle()
    seen = " ".join(words(page.goods))
    assert "24 个月，截止 2028/11/20 24:00" in seen
    assert "羊毛制品轻微浮毛属正常现象" in seen
    assert "本店商品说明（本店设置）" in seen
    scenes.with_agent(floor)
    floor.services.staff.act_as("小白")
    pane.refresh()
    assert not page.goods.blocks[0].change.isEnabled()


def test_a_plain_return_is_approved_with_two_clicks(
    pane: TicketPane, floor: ShopFloor, unwanted: Ticket
) -> None:
    """From the moment the ticket is shown: the button of the bar, the button of the form."""
    pane.show_ticket(unwanted.id)
    settle()
    clicks = 0
    button = pane.actions_bar.button(Verb.DECIDE_RETURN_REFUND)
    assert button is not None
    assert button.isEnabled(), button.reason
    click(button)
    clicks += 1
    dialog = dialog_of(DecisionDialog)
    assert dialog.primary.isEnabled(), dialog.problem()
    click(dialog.primary)
    clicks += 1
    settle()
    now = floor.ticket(unwanted.id)
    assert now.stage is Stage.AWAITING_RETURN
    assert now.decision is not None
    assert now.decision.remedy is Remedy.RETURN_REFUND
    assert clicks <= 2


def test_the_keyboard_keeps_its_place_while_the_page_is_filled_anew(
    pane: TicketPane, unwanted: Ticket
) -> None:
    page = opened(pane, unwanted)
    click(page.checks.tally.only)
    page.checks.tally.only.setFocus()
    press(page.checks.tally.only, Qt.Key.Key_Space)
    pane.refresh()
    settle()
    assert page.checks.tally.only.hasFocus()


def _slots(page: ReviewPage) -> list[SlotLine]:
    return [line for line in page.evidence.lines if line.isVisibleTo(page)]
