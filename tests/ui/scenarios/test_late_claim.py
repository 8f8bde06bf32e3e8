"""A claim after its window: taken all the same by the agent, agreed to by the owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import LateGround
from app.domain.remedy import Remedy
from app.domain.workflow import Verb
from tests.ui.hands import click
from tests.ui.scenarios.clerk import Clerk
from tests.ui.shop_floor import NOON, ShopFloor, dialog_of
from ui.decide.approving import ApproveDialog
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.late import LateClaimDialog

ORDER = "2749018355271180993"


@pytest.fixture
def late(floor: ShopFloor) -> None:
    """Signed for nine days ago, asked for today. The month's budget for goodwill is 200 yuan."""
    floor.services.staff.add("阿满", ["agent"])
    floor.services.shops.save(replace(floor.shop, goodwill_budget_cents=200_00))
    floor.order(ORDER, delivered_at=NOON - timedelta(days=9))
    floor.claim("188273644000001", ORDER, reason="7天无理由退换货")


@pytest.mark.qt_log_ignore("This plugin does not support")  # an open menu, offscreen
@pytest.mark.usefixtures("late")
def test_the_agent_takes_it_late_and_the_owner_agrees(clerk: Clerk) -> None:
    clerk.waits_for_ticket()
    clerk.take_over("阿满")
    assert "现在由阿满操作" in clerk.toast
    clerk.open("核实")
    assert clerk.verdict("in_time") == "申请是否在时限内：不符合"
    assert "逾期不等于拒绝" in clerk.seen(clerk.line("in_time"))

    clerk.click(clerk.line("in_time").way_on)
    dialog = dialog_of(LateClaimDialog)
    assert not dialog.primary.isEnabled()
    mark = next(one for one in dialog.ground.marks if one.text() == "善意处理")
    click(mark)
    dialog.words.set_value("老客户，出差刚回来")
    clerk.click(dialog.primary)
    assert clerk.toast == f"{clerk.ticket.number} 已按逾期特殊处理登记。"
    assert clerk.verdict("in_time") == "申请是否在时限内：需要人看"
    assert "已登记「善意处理」" in clerk.seen(clerk.line("in_time"))

    clerk.bar(Verb.DECIDE_RETURN_REFUND)
    decision = dialog_of(DecisionDialog)
    assert decision.primary.text() == "提交审批 ¥ 258.00", decision.problem()
    assert "待主管审批" in decision.hint.text()
    clerk.click(decision.primary)
    assert clerk.stage == "待主管审批"
    assert clerk.ticket.late_ground is LateGround.GOODWILL

    clerk.open("概览")
    approval = clerk.pane.overview.approval
    assert "阿满 提出第 1 轮方案「退货退款」" in clerk.seen(approval)
    assert "本月善意支出将达到 ¥ 258.00，超过预算 ¥ 200.00" in clerk.seen(approval)
    assert approval.row is not None
    assert not approval.row.buttons[Verb.APPROVE].isEnabled()
    clerk.take_over("阿青")
    approval = clerk.pane.overview.approval
    assert approval.row is not None
    clerk.click(approval.row.buttons[Verb.APPROVE])
    clerk.click(dialog_of(ApproveDialog).primary)

    assert clerk.stage == "待买家退货"
    ticket = clerk.ticket
    assert ticket.decision is not None
    assert ticket.decision.remedy is Remedy.RETURN_REFUND
    assert ticket.decision.choices.goodwill
    assert ticket.decision.decided_by == "阿满"
