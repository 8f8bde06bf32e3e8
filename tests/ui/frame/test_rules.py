"""The rules on screen: read with their sources by everybody, changed by the owner, by real clicks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.access import Role
from app.domain.deadlines.span import TimeUnit
from app.domain.rulepack import GoodsCategory, GoodsPolicy, Mark
from app.domain.rulepack.keys import RuleGroup
from app.domain.rulepack.values import RuleValue
from app.domain.shop import Platform
from tests.ui.hands import click, front, type_in
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk
from ui.settings.goods_rules import GoodsForm
from ui.settings.rule_change import RuleChangeDialog
from ui.settings.rule_row import RuleRow
from ui.settings.rule_value import ChoiceValue, KindsValue, LinesValue, TimeValue
from ui.settings.rules import RulesDialog
from ui.widgets.text import PlainLabel


@pytest.fixture
def rules(desk: Desk, floor: ShopFloor, home: QWidget) -> list[RulesDialog]:
    """The dialog, in a list: a fixture must not hold on to a dialog that shall die."""
    dialog = RulesDialog(desk, floor.shop.id, home)
    dialog.open()
    return [dialog]


def row(dialog: RulesDialog, key: str) -> RuleRow:
    return next(one for one in dialog.rules.rows if one.line.key.key == key)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def held(floor: ShopFloor, key: str, category: str = "") -> RuleValue:
    found = floor.services.rules.for_shop(floor.shop.id).get(key, category)
    assert found is not None
    return found


def test_a_rule_says_what_holds_who_says_so_and_how_sure_that_is(rules: list[RulesDialog]) -> None:
    dialog = rules.pop()
    shown = words(row(dialog, "window.change_of_mind"))
    for part in ("7 天", "V 已核对原文", "第10条", "2026-11-22", "从签收次日起算"):
        assert part in shown
    assert "U 未核实" in words(row(dialog, "window.quality"))
    click(dialog.rules.groups[RuleGroup.PLATFORM_CLOCKS])
    assert "到期自动同意" in words(row(dialog, "platform.return_request"))
    dialog.reject()


def test_the_owner_changes_a_rule_and_takes_it_back(
    rules: list[RulesDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = rules.pop()
    click(row(dialog, "window.quality").change)
    form = front(RuleChangeDialog)
    assert "为什么改" in form.problem()
    field = form.value_field
    assert isinstance(field, TimeValue)
    field.amount.setFocus()
    type_in(field.amount, "30")
    form.reason.setText("页面写了三十天")
    click(form.primary)
    assert (held(floor, "window.quality").value, held(floor, "window.quality").mark) == (
        30, Mark.OWN,
    )  # fmt: skip
    assert "改为 30 天" in ask.the_only().text
    shown = words(row(dialog, "window.quality"))
    assert "本店设置" in shown
    assert "规则库：15 天" in shown
    assert "页面写了三十天" in shown
    click(row(dialog, "window.quality").reset)
    assert held(floor, "window.quality").value == 15
    assert row(dialog, "window.quality").reset.isHidden()
    dialog.reject()


def test_a_change_to_come_is_shown_and_can_be_called_off(
    rules: list[RulesDialog], floor: ShopFloor
) -> None:
    dialog = rules.pop()
    today = floor.services.rules.today(floor.shop.id)
    floor.services.rules.change(
        floor.shop.id, "window.quality", "", 20, TimeUnit.NATURAL_DAYS,
        today + timedelta(days=3), "平台公告",
    )  # fmt: skip
    shown = row(dialog, "window.quality")
    assert "2026-11-25 起：20 天" in words(shown)
    cross = next(b for b in shown.findChildren(QWidget) if b.property("own"))
    click(cross)
    assert "2026-11-25" not in words(row(dialog, "window.quality"))
    dialog.reject()


def test_what_is_refused_stays_as_it_was_typed(rules: list[RulesDialog], floor: ShopFloor) -> None:
    dialog = rules.pop()
    click(dialog.rules.groups[RuleGroup.OUR_CLOCKS])
    click(row(dialog, "ours.reminders").change)
    form = front(RuleChangeDialog)
    field = form.value_field
    assert isinstance(field, LinesValue)
    field.set_value("10\n60")
    form.reason.setText("早点提醒")
    click(form.primary)
    assert form.isVisible()
    assert "从大到小" in form._complaint.text
    field.set_value("60\n10")
    click(form.primary)
    assert held(floor, "ours.reminders").value == ("60", "10")
    dialog.reject()


def test_goods_of_a_kind_have_their_own_value_beside_the_one_for_all(
    rules: list[RulesDialog], floor: ShopFloor
) -> None:
    dialog = rules.pop()
    dialog.category.set_value(GoodsCategory.SHOES)
    assert "所有商品相同" in words(row(dialog, "window.quality"))
    click(row(dialog, "window.quality").change)
    form = front(RuleChangeDialog)
    form.goods.set_value("shoes")
    form.reason.setText("鞋久一点")
    field = form.value_field
    assert isinstance(field, TimeValue)
    field.amount.set_value(90)
    click(form.primary)
    assert held(floor, "window.quality", "shoes").value == 90
    assert held(floor, "window.quality").value == 15
    assert "所有商品相同" not in words(row(dialog, "window.quality"))
    dialog.reject()


def test_evidence_is_ticked(rules: list[RulesDialog], floor: ShopFloor) -> None:
    dialog = rules.pop()
    click(dialog.rules.groups[RuleGroup.EVIDENCE])
    click(row(dialog, "evidence.quality").change)
    form = front(RuleChangeDialog)
    field = form.value_field
    assert isinstance(field, KindsValue)
    assert [name for name, tick in field.ticks.items() if tick.isChecked()] == [
        "whole_item", "close_up",
    ]  # fmt: skip
    click(field.ticks["close_up"], QPoint(8, 8))
    click(field.ticks["invoice"], QPoint(8, 8))
    form.reason.setText("要发票")
    click(form.primary)
    assert held(floor, "evidence.quality").value == ("whole_item", "invoice")
    dialog.reject()


def test_the_freight_table_is_changed_by_its_cells_and_for_all_shops(
    rules: list[RulesDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = rules.pop()
    other = floor.services.shops.create(Platform.PDD, "二店").id
    click(dialog.rules.groups[RuleGroup.FREIGHT])
    grid = dialog.rules.freight
    assert grid is not None
    assert len(grid.cells) == 15
    cell = grid.cells["freight.undetermined.return"]
    assert cell.button.text() == "买家"
    assert "第7条" in cell.toolTip()
    click(cell.button)
    form = front(RuleChangeDialog)
    field = form.value_field
    assert isinstance(field, ChoiceValue)
    field.set_value("shop")
    form.shops.set_value(None)
    form.reason.setText("都由我们付")
    click(form.primary)
    assert held(floor, "freight.undetermined.return").value == "shop"
    there = floor.services.rules.for_shop(other).word("freight.undetermined.return")
    assert there == "shop"
    assert dialog.rules.freight is not None
    click(dialog.rules.freight.cells["freight.undetermined.return"].button)
    click(front(RuleChangeDialog).reset)
    assert held(floor, "freight.undetermined.return").value == "shop", "it would end for all"
    ask.answer_yes()
    assert held(floor, "freight.undetermined.return").value == "buyer"
    dialog.reject()


def test_rules_are_found_by_words_of_name_and_source(rules: list[RulesDialog]) -> None:
    dialog = rules.pop()
    dialog.rules.search.setText("运费 第53条")
    dialog.rules.search.returnPressed.emit()
    keys = {one.line.key.key for one in dialog.rules.rows}
    assert "freight.no_reason_free.return" in keys
    assert all(key.startswith("freight.") for key in keys)
    dialog.rules.search.setText("没有这样的规则")
    dialog.rules.search.returnPressed.emit()
    assert dialog.rules.rows == []
    assert dialog.rules.empty.isVisible()
    click(dialog.rules.groups[RuleGroup.CHECKS])
    assert dialog.rules.rows
    assert not dialog.rules.empty.isVisible()
    dialog.reject()


def test_whoever_is_no_owner_reads_everything_and_is_told_why_nothing_changes(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.services.staff.add("小周", (Role.AGENT,))
    floor.services.staff.act_as("小周")
    dialog = RulesDialog(desk, floor.shop.id, home)
    dialog.open()
    assert "需要店主" in dialog.hint.text()
    one = row(dialog, "window.quality")
    assert "15 天" in words(one)
    assert not one.change.isEnabled()
    assert "需要店主" in one.change.reason
    click(one.change)
    dialog.tabs.setCurrentIndex(1)
    assert not dialog.goods.add.isEnabled()
    dialog.reject()


def test_a_rule_leads_to_its_text_which_is_searched_and_copied(rules: list[RulesDialog]) -> None:
    dialog = rules.pop()
    click(row(dialog, "window.change_of_mind").text)
    assert dialog.tabs.currentIndex() == 2
    assert len(dialog.texts.cards) == 1
    click(dialog.texts.cards[0].copy)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("《网络购买商品七日无理由退货暂行办法》 第10条：")
    dialog.texts.search.setText("赠品 第57")
    dialog.texts.search.returnPressed.emit()
    assert len(dialog.texts.cards) == 1
    assert "不能因此拒绝主商品的退货" in words(dialog.texts.cards[0])
    dialog.texts.search.setText("绝没有的话")
    dialog.texts.search.returnPressed.emit()
    assert dialog.texts.empty.isVisible()
    dialog.reject()


def test_what_is_said_of_goods_is_added_changed_and_removed(
    rules: list[RulesDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = rules.pop()
    dialog.tabs.setCurrentIndex(1)
    assert dialog.goods.empty.isVisible()
    click(dialog.goods.add)
    form = front(GoodsForm)
    assert "SKU" in form.problem()
    form.sku.setText("MK-350-B")
    form.days.setText("x")
    assert "整数" in form.problem()
    form.days.setText("3")
    form.category.set_value(GoodsCategory.TABLEWARE)
    form.no_reason.set_value(False)
    assert "擅自扩大范围" in form.warning.text()
    form.no_reason.set_value(True)
    click(form.primary)
    assert "不少于七天" in form._complaint.text
    form.days.setText("15")
    click(form.primary)
    made = floor.services.rules.goods(floor.shop.id)
    assert made == (
        GoodsPolicy(made[0].id, floor.shop.id, "MK-350-B", "", GoodsCategory.TABLEWARE, True, 15),
    )
    click(dialog.goods.rows[made[0].id].edit)
    form = front(GoodsForm)
    form.months.setText("12")
    click(form.primary)
    assert floor.services.rules.goods(floor.shop.id)[0].warranty_months == 12
    click(dialog.goods.rows[made[0].id].drop)
    ask.answer_yes()
    assert floor.services.rules.goods(floor.shop.id) == ()
    dialog.reject()
