"""Draws every shared part on one page, light and dark, into PNG files: to be looked at.

python tests/ui/gallery.py FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.crash import CrashDialog
from ui.forms import Form, LabelledField
from ui.jobs import Progress
from ui.reply import Reply
from ui.theme import Mode, Theme
from ui.widgets.banner import Banner, EmptyState
from ui.widgets.busy import JobStrip
from ui.widgets.button import Button, IconButton
from ui.widgets.check_row import CheckList
from ui.widgets.copyable import Copyable
from ui.widgets.counter import Counter
from ui.widgets.day_field import DayField
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice, TextArea, TextField, Tick
from ui.widgets.grid import Breakdown, Column, KeyValues, LineTable, Sum
from ui.widgets.message import ConfirmDialog, MessageDialog, Question
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.pill import Chip, Pill
from ui.widgets.rail_item import RailItem
from ui.widgets.search import SearchField
from ui.widgets.segments import Segments
from ui.widgets.stage_bar import StageBar
from ui.widgets.surface import Card, Ground, Line, Surface
from ui.widgets.tabs import Tabs
from ui.widgets.text import PlainLabel
from ui.widgets.toast import Toast, ToastAction

# A screen without a screen, as large as a usual one.
SCREEN = (
    '{"screens": [{"name": "gallery", "x": 0, "y": 0, "width": 1440, "height": 900,'
    ' "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}'
)
STEPS = ("受理", "核实", "协商方案", "执行", "买家确认", "完成")


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets beside each other, flush left."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


class Decision(DraftDialog):
    """The refund dialog of the mockup, filled with its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "退货退款",
            "AS-261122-0007 · 墨染青山 · 北欧羊毛地毯",
            primary="确认方案 ¥ 258.00 ＋ 10.00",
            panel=True,
            parent=parent,
        )
        goods = LineTable(
            [
                Column("商品", stretch=True),
                Column("购买", right=True),
                Column("本次退", right=True),
                Column("实付单价", right=True),
                Column("退款", right=True),
            ]
        )
        goods.add_row(["北欧羊毛地毯 160×230 灰", "1", Counter(1, 0, 1), "¥ 258.00", "¥ 258.00"])
        goods.add_row(
            ["防滑垫 160×230（赠品，需一并退回）", "1", Counter(1, 0, 1), "¥ 0.00", "¥ 0.00"],
            muted=True,
        )
        self.form.addWidget(goods)
        reasons = Choice([(1, "商品与描述不符 — 颜色差异"), (2, "质量问题")], 1)
        self.form.addWidget(LabelledField("退款原因（平台口径）", reasons))
        liable = Segments([(0, "商家"), (1, "物流"), (2, "买家"), (3, "不可抗力")], 0)
        self.form.addWidget(LabelledField("责任方", liable))
        freight = Segments([(0, "商家承担 ¥10.00"), (1, "买家承担"), (2, "运费险")], 0)
        self.form.addWidget(LabelledField("退货运费", freight))
        words = TextArea(
            "您好，地毯因批次不同与图片有色差，非常抱歉。"
            "请于 11-29 前寄回，仅限中通/圆通，运费由我们承担…"
        )
        self.form.addWidget(LabelledField("给买家的话（可编辑，确认后复制到剪贴板）", words))
        sums = Breakdown()
        sums.show_sums(
            [
                Sum("商品实付", "258.00"),
                Sum("订单运费（商家责任，退）", "＋ 0.00"),
                Sum("此前已退", "− 0.00"),
                Sum("退款", "¥ 258.00", total=True),
                Sum("另付：退货运费补偿", "10.00"),
                Sum("本方案付给买家", "268.00"),
            ]
        )
        self.panel.addWidget(PlainLabel("金额计算", "small"))
        self.panel.addWidget(sums)
        self.panel.addSpacing(12)
        self.panel.addWidget(PlainLabel("检查", "small"))
        checks = CheckList()
        checks.show_rows(
            (
                ("不超过可退上限 ¥ 258.00", "ok"),
                ("收货验货后再退款", "ok"),
                (
                    "平台申请类型是「仅退款」，直接同意会不退货打款 — 请让买家改为「退货退款」",
                    "warn",
                ),
                ("低于审批线 ¥ 500，无需主管", "muted"),
            )
        )
        self.panel.addWidget(checks)
        self.set_hint("确认后状态 → 待买家退货（截止 11-29 23:59）")

    def draft(self) -> object:
        return None


class Page(Ground):
    """Every part, on the ground of the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1180, 960)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
            whole.addLayout(column, 1)
        self._fill_left(left)
        self._fill_right(right)
        self.toast = Toast(self)

    def _fill_left(self, left: QVBoxLayout) -> None:
        head = row(
            PlainLabel("AS-261122-0012", "title"),
            Pill("协商中", "info"),
            Pill("质量问题 · 轻微"),
            Pill("已超时", "bad"),
            Pill("待退款", "ok"),
            Pill("待验货", "violet"),
            Pill("即将超时", "warn"),
        )
        left.addLayout(head)
        bar = StageBar()
        bar.show_steps(STEPS, 2)
        left.addWidget(bar)
        tabs = Tabs()
        tabs.add("概览")
        tabs.add("核实清单", 1, "warn")
        tabs.add("方案与金额")
        tabs.add("时间线", 9)
        left.addWidget(tabs)
        left.addWidget(Line())
        banner = Banner(
            "买家 11:02 未接受首次方案（补偿 ¥8），期望 ¥15。平台时限（估算）：今天 14:30",
            strong="还剩 1 小时 24 分",
        )
        left.addWidget(banner)
        left.addWidget(Banner("平台申请已关闭，金额不同，请核对。", "bad", button="查看"))
        card = Card("诉求", "来自 淘宝导入 · 今天 09:31")
        pairs = KeyValues()
        pairs.show_pairs(
            [
                ("买家", "小鹿不迷路 · *******2209"),
                ("订单", "2749 0183 5527 1180 993"),
                ("问题", "杯口有米粒大小缺口，不影响使用"),
                ("期望", "补偿 ¥15，不退货"),
                ("签收", "11-20 16:42（第 2 天）"),
                ("历史", "近 90 天售后 1 次 · 订单 6 笔"),
            ]
        )
        card.body.addWidget(pairs)
        left.addWidget(card)
        goods = Card("商品")
        table = LineTable(
            [
                Column("商品", stretch=True),
                Column("数量", right=True),
                Column("实付", right=True),
                Column("可退", right=True),
            ]
        )
        table.add_row(["手工陶瓷马克杯 蓝釉 350ml", "1 / 2", "¥ 78.00", "¥ 39.00"])
        goods.body.addWidget(table)
        left.addWidget(goods)
        checks = Card("核实清单", "6 项通过 · 1 项需注意")
        listed = CheckList()
        listed.show_rows(
            (
                ("在 7 天售后期内（第 2 天）", "ok"),
                ("期望 ¥15 高于同类瑕疵均值 ¥10.40（近 30 天 9 单）", "warn"),
                ("退回的快递不在指定范围内", "bad"),
            )
        )
        checks.body.addWidget(listed)
        left.addWidget(checks)
        left.addStretch(1)

    def _fill_right(self, right: QVBoxLayout) -> None:
        right.addWidget(SearchField("搜索单号、买家、手机尾号、商品、快递单号…"))
        rail = Surface()
        entries = QVBoxLayout(rail)
        entries.setSpacing(1)
        for name, drawing, count, urgent in (
            ("我的队列", "inbox", 18, False),
            ("已超时", "overdue", 2, True),
            ("待买家退货", "parcel-return", 21, False),
        ):
            entry = RailItem(name, drawing)
            entry.show_count(count, urgent=urgent)
            entry.setChecked(name == "我的队列")
            entries.addWidget(entry)
        strip = JobStrip()
        strip.show_progress(Progress("导入", 3200, 8000))
        beside = QHBoxLayout()
        rail.setFixedWidth(196)
        beside.addWidget(rail)
        number = QVBoxLayout()
        number.addWidget(Copyable("2749 0183 5527 1180 993", "2749018355271180993"))
        number.addWidget(strip)
        beside.addLayout(number, 1)
        right.addLayout(beside)
        blocked = Button("收货")
        blocked.set_reason("买家还没有寄回商品。")
        focused = Button("有焦点")
        self.focused = focused
        right.addLayout(
            row(
                Button("提出补偿方案…", "primary"),
                Button("改为退款…"),
                Button("导入平台文件", icon="import"),
                blocked,
            )
        )
        right.addLayout(
            row(
                Button("新建售后单", "primary", icon="plus"),
                Button("复制话术", "ghost"),
                Button("拒绝…", "danger"),
                focused,
                IconButton("more", "更多"),
                IconButton("printer", "打印"),
            )
        )
        on = Chip("类型：全部", menu=True)
        on.setChecked(True)
        right.addLayout(
            row(
                on,
                Chip("责任方", menu=True),
                Chip("筛选", icon="plus"),
                Chip("淘宝", closable=True),
            )
        )
        right.addWidget(Segments([(0, "商家"), (1, "物流"), (2, "买家"), (3, "不可抗力")], 1))
        form = Form(columns=2)
        wrong = MoneyEdit()
        wrong.line.setText("1e5")
        good = MoneyEdit()
        good.set_value(129900)
        form.add("补偿金额", good, note="上限 ¥ 39.00")
        form.add("退运费", wrong)
        form.add("快递单号", TextField(placeholder="扫描或粘贴"))
        form.add("收货日", DayField(date(2026, 11, 22)))
        form.add("原因", Choice([(0, "商品与描述不符 — 颜色差异")], 0))
        form.add("平台", Choice([(0, "淘宝")], placeholder="请选择"))
        form.add("备注", TextArea("只在内部可见", lines=2), span=True)
        right.addWidget(form)
        right.addLayout(row(Tick("需要寄回赠品", True), Tick("通知买家"), Counter(2, 0, 5)))
        right.addWidget(
            EmptyState(
                "inbox", "这里没有售后单", "换一个视图，或者新建一张。", button="新建售后单"
            ),
            1,
        )


def grab(theme: Theme, mode: Mode, folder: Path) -> None:
    """All pictures of one mode."""
    theme.apply(mode)
    page = Page()
    page.show()
    page.focused.setFocus(Qt.FocusReason.TabFocusReason)
    page.toast.say("已记录打款 ¥ 10.00", "ok", ToastAction("撤销", page.close))
    page.grab().save(str(folder / f"widgets-{mode}.png"))
    dialogs: dict[str, DraftDialog] = {
        "decision": Decision(),
        "message": MessageDialog(
            "没有写入：磁盘已满（D:\\售后）。", "请清理磁盘后再试，草稿还在。", "OSError 28"
        ),
        "confirm": ConfirmDialog(
            Question("取消售后单", "取消后不再处理 AS-261122-0007。", "取消这张单", "", True, True),
            Reply(page.close),
        ),
        "crash": CrashDialog("1.0 · Python 3.11\n\nTraceback …\nValueError: x", folder),
    }
    for name, dialog in dialogs.items():
        dialog.open()
        dialog.grab().save(str(folder / f"{name}-{mode}.png"))
        dialog.close()
    page.close()


def main() -> int:
    """Write all pictures into the folder that is given."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as screen:
        screen.write(SCREEN)
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screen.name}")
    app = QApplication(sys.argv[:1])
    theme = Theme(app)
    modes: tuple[Mode, ...] = ("light", "dark")
    for mode in modes:
        grab(theme, mode, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
