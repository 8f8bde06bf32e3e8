"""Import with real files: what is shown before, what is written after, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.import_plan import Change, ImportPlan, PlannedFile
from app.domain.imported import Problem
from app.domain.order import Platform
from app.domain.ticket import TicketFilter, View
from app.errors import StorageProblem
from tests.ui.hands import click, press
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.ask import Ask
from ui.desk import Desk
from ui.importing.dialog import ImportDialog
from ui.importing.parts import FileLine
from ui.importing.preview import Preview
from ui.jobs import Jobs
from ui.memory import Memory
from ui.theme import Theme

DATA = Path(__file__).resolve().parents[2] / "data" / "importing"
CLAIMS = DATA / "qianniu_refund_export.xlsx"
ORDERS = DATA / "taobao_ExportOrderList_gbk.csv"
LINES = DATA / "taobao_ExportOrderDetailList_gbk.csv"
STRANGE = DATA / "douyin_aftersale_utf8bom.csv"


def opened(desk: Desk, home: QWidget, *files: Path) -> ImportDialog:
    """The dialog; reading happens on the spot."""
    dialog = ImportDialog(desk, home)
    dialog.open()
    if files:
        dialog.read(files)
    return dialog


def tickets(floor: ShopFloor) -> int:
    return floor.services.queue.count(TicketFilter(View.ALL))


def test_it_shows_first_and_writes_then(
    desk: Desk, floor: ShopFloor, home: QWidget, ask: RecordingAsk
) -> None:
    dialog = opened(desk, home, CLAIMS, ORDERS, LINES)
    assert tickets(floor) == 0
    assert dialog.preview is not None
    orders = dialog.preview.count("order", Change.NEW)
    claims = dialog.preview.count("claim", Change.NEW)
    assert orders == 24, "an order in two files is one order"
    assert dialog.primary.text() == f"导入 {orders + claims} 条"
    assert dialog.review.tables[0].rows.rowCount() == orders + claims
    assert "北屿家居旗舰店" in dialog.review.shop.text()
    click(dialog.primary)
    assert not dialog.isVisible()
    assert tickets(floor) == claims
    assert ask.last is not None
    assert f"新建售后单 {claims} 张" in ask.last.text


def test_the_same_file_again_has_nothing_to_import(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    click(opened(desk, home, CLAIMS).primary)
    again = opened(desk, home, CLAIMS)
    assert "已经导入过" in again.problem()
    assert not again.primary.isEnabled()
    again.reject()


def test_files_are_picked_and_a_strange_one_does_not_hide_the_others(
    desk: Desk, floor: ShopFloor, home: QWidget, ask: RecordingAsk
) -> None:
    dialog = opened(desk, home)
    assert not dialog.primary.isVisible(), "there is nothing to agree to yet"
    click(dialog.place.pick)
    ask.pick(STRANGE, CLAIMS)
    first, second = dialog.review.findChildren(FileLine)
    assert STRANGE.name in first.sentence.text()
    assert not second.sentence.text()
    assert dialog.primary.isEnabled()
    dialog.reject()


def test_where_every_file_is_refused_nothing_can_be_imported(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    dialog = opened(desk, home, STRANGE)
    assert dialog.problem() == "没有可以导入的文件。"
    assert not dialog.review.tables[0].isVisible()
    assert dialog.review.again.isVisible()
    dialog.reject()


def test_a_proposed_return_address_is_taken_when_it_is_wanted(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    dialog = opened(desk, home, CLAIMS)
    tick = dialog.review.address
    assert tick.isVisible()
    assert not tick.isChecked(), "the shop has an address already"
    tick.setChecked(True)
    click(dialog.primary)
    addresses = floor.services.shops.get(floor.shop.id).addresses
    assert [one.contact for one in addresses] == ["林青", "示例店主"]


def test_several_shops_of_a_platform_are_asked_about(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    other = floor.services.shops.create(Platform.TMALL, "北屿天猫店")
    dialog = opened(desk, home, CLAIMS)
    assert "哪家店铺" in dialog.problem()
    dialog.review.choice.setCurrentIndex(1)
    assert dialog.primary.isEnabled()
    assert dialog.review.choice.isVisible(), "the choice can be taken back"
    click(dialog.primary)
    assert (
        floor.services.queue.count(TicketFilter(View.ALL, shop_id=other.id)) == tickets(floor) > 0
    )


BROKEN = Problem("退款.xlsx", 7, "退款金额", "=1e5", "金额「=1e5」不是数字，这一行没有读入。")
HALF_READ = ImportPlan(
    files=(PlannedFile("退款.xlsx", "千牛 · 退款导出", 3),),
    parsed=(),
    shop=None,
    shop_to_create=(Platform.TAOBAO, "新店"),
    shop_choices=(),
    rows=(),
    problems=(BROKEN,),
    conflicts=("订单 1 的实付金额不一致。",),
    questions=(),
)


def test_rows_that_cannot_be_read_are_listed_and_can_be_taken_along(
    desk: Desk, home: QWidget, ask: RecordingAsk, tmp_path: Path
) -> None:
    dialog = opened(desk, home)
    dialog._on_read(Preview.of(HALF_READ))
    review = dialog.review
    review._lists.show()
    assert review.tabs.tabText(1) == "读不进的行"
    assert review.tabs.isTabVisible(2)
    assert not review.tabs.isTabVisible(3)
    assert review.tabs.currentIndex() == 1, "what needs attention stands in front"
    table = review.tables[1]
    shown = [table.rows.data(table.rows.index(0, column)) for column in range(5)]
    assert shown == ["退款.xlsx", "7", "退款金额", "=1e5", BROKEN.message]
    table.selectRow(0)
    assert review.whole.text() == BROKEN.message
    click(review.keep)
    target = tmp_path / "问题.csv"
    ask.pick(target)
    written = target.read_text("utf-8-sig").splitlines()
    assert written[0] == "文件,行,列,值,哪里不对"
    assert written[1].startswith("退款.xlsx,7,退款金额,'=1e5,")
    dialog.reject()


def test_a_full_disk_keeps_the_preview(
    desk: Desk, floor: ShopFloor, home: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(desk, home, CLAIMS)

    def full(_plan: ImportPlan) -> None:
        raise StorageProblem("磁盘已满，没有写入。", "请清理磁盘后再试。")

    monkeypatch.setattr(type(floor.services.importing), "apply", staticmethod(full))
    click(dialog.primary)
    assert dialog.isVisible()
    assert "磁盘已满" in dialog._complaint.text
    assert dialog.review.isVisible()
    monkeypatch.undo()
    click(dialog.primary)
    assert tickets(floor) > 0


def test_reading_can_be_stopped(
    floor: ShopFloor, theme: Theme, memory: Memory, home: QWidget, qtbot: QtBot
) -> None:
    from ui.changes import ChangeRelay

    jobs = Jobs()
    desk = Desk(floor.services, ChangeRelay(), Ask(home), jobs, theme, memory)
    dialog = opened(desk, home, CLAIMS)
    assert dialog.waiting.text() == "正在读取文件"
    with qtbot.waitSignal(jobs.running, check_params_cb=_is_over):
        press(dialog, Qt.Key.Key_Escape)
    assert tickets(floor) == 0


def _is_over(progress: object) -> bool:
    return progress is None


def test_enter_and_control_enter_do_nothing_before_a_preview(desk: Desk, home: QWidget) -> None:
    dialog = opened(desk, home)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    dialog.reject()
