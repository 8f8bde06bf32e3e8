"""A return without a reason, in time: from the platform's file to the buyer who sends it back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from openpyxl import Workbook

from app.domain.remedy import FreightBearer, Remedy
from app.domain.workflow import Verb
from tests.ui.frame.conftest import drop
from tests.ui.hands import front
from tests.ui.scenarios.clerk import Clerk
from tests.ui.shop_floor import NOON, ShopFloor, dialog_of
from ui.decide.decision_dialog import DecisionDialog
from ui.importing.dialog import ImportDialog

ORDER = "2749018355271180993"
ROW = {
    "订单编号": ORDER,
    "退款编号": "188273644000001",
    "商家编码": "DT-160-H",
    "宝贝标题": "北欧羊毛地毯",
    "买家实际支付金额": 258,
    "买家退款金额": 258,
    "是否需要退货": "需要退货",
    "退款的申请时间": "2026-11-22 09:00:00",
    "超时时间": "2026-11-24 09:00:00",
    "退款状态": "买家已经申请退款，等待卖家同意",
    "货物状态": "买家已收到货",
    "买家退款原因": "7天无理由退换货",
    "手工退款/系统退款": "手工退款",
    "客服介入状态": "不需客服介入",
}


def refund_file(folder: Path) -> Path:
    """The list of refunds as the platform's workbench exports it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ROW))
    sheet.append(list(ROW.values()))
    path = folder / "退款管理.xlsx"
    book.save(path)
    return path


def test_a_plain_return_goes_from_the_dropped_file_to_the_buyer_with_two_clicks_to_decide(
    clerk: Clerk, floor: ShopFloor, tmp_path: Path
) -> None:
    floor.order(ORDER, delivered_at=NOON - timedelta(days=2))
    drop(clerk.window, [refund_file(tmp_path)])
    preview = front(ImportDialog)
    assert preview.primary.text() == "导入 1 条"
    clerk.click(preview.primary)
    assert "新建售后单 1 张" in clerk.toast
    clerk.waits_for_ticket()
    assert clerk.stage == "待受理"

    clerk.open("核实")
    assert clerk.verdict("in_time") == "申请是否在时限内：通过"
    read = clerk.seen(clerk.line("in_time"))
    assert "签收 11/20 → 第 1 天 11/21 → 截止 11/27 24:00" in read
    assert "第25条" in read
    assert "已核对原文" in read

    clerk.clicks = 0
    clerk.bar(Verb.DECIDE_RETURN_REFUND)
    dialog = dialog_of(DecisionDialog)
    assert dialog.primary.text() == "确认方案 ¥ 258.00"
    assert "待买家退货" in dialog.hint.text()
    clerk.click(dialog.primary)
    assert clerk.clicks == 2

    assert clerk.stage == "待买家退货"
    assert clerk.ticket.number in clerk.toast
    ticket = clerk.ticket
    assert ticket.decision is not None
    assert ticket.decision.remedy is Remedy.RETURN_REFUND
    assert ticket.decision.breakdown.refund_cents == 258_00
    assert ticket.decision.choices.freight_bearer is FreightBearer.BUYER
