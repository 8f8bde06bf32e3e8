"""The shop screen: every field, several shops, and somebody who was faster."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.imported import ReturnAddress
from app.domain.order import Address, Platform
from app.services.shops import keep_address
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk
from ui.settings.addresses import AddressList
from ui.settings.shops import ShopsDialog


@pytest.fixture
def opened(desk: Desk, floor: ShopFloor, home: QWidget) -> list[ShopsDialog]:
    """The dialog, in a list: a fixture must not hold on to a dialog that shall die."""
    dialog = ShopsDialog(desk, floor.shop.id, home)
    dialog.open()
    return [dialog]


def test_every_field_is_saved(
    opened: list[ShopsDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = opened.pop()
    form = dialog.current
    form.name.setText("北屿家居")
    form.platform.set_value(Platform.TMALL)
    form.zone.set_value("Asia/Taipei")
    form.couriers.other.setText("德邦")
    click(form.couriers.more)
    click(form.couriers.chips["圆通"])
    form.cap.edit.line.setText("18.50")
    form.freight.edit.line.setText("9")
    form.days.set_value(10)
    click(form.addresses.more)
    form.addresses.cards[1].contact.setText("阿青")
    form.addresses.cards[1].address.setText("浙江省湖州市示例镇 2 号")
    click(form.addresses.cards[1].default)
    click(dialog.primary)
    shop = floor.services.shops.get(floor.shop.id)
    assert (shop.name, shop.platform, shop.zone) == ("北屿家居", Platform.TMALL, "Asia/Taipei")
    assert shop.couriers[-1] == "德邦"
    assert "圆通" not in shop.couriers
    assert "中通" in shop.couriers
    money = (shop.return_freight_cap_cents, shop.one_way_freight_cents, shop.return_days)
    assert money == (1850, 900, 10)
    assert [(a.contact, a.is_default) for a in shop.addresses] == [("林青", False), ("阿青", True)]
    assert ask.the_only().text == "店铺设置已保存"


def test_what_the_desk_does_by_itself_is_each_shops_own(
    opened: list[ShopsDialog], floor: ShopFloor
) -> None:
    dialog = opened.pop()
    form = dialog.current
    assert form.waived.edit.line.text() == "5.00"
    assert form.goodwill.edit.line.text() == "", "no budget is kept unless somebody sets one"
    form.waived.edit.line.setText("8.05")
    form.goodwill.edit.line.setText("300")
    form.offer_hours.set_value(24)
    form.ship_hours.set_value(72)
    click(form.regions.chips["海南"])
    form.regions.other.setText("舟山")
    click(form.regions.more)
    click(dialog.primary)
    shop = floor.services.shops.get(floor.shop.id)
    assert (shop.waived_difference_cents, shop.goodwill_budget_cents) == (805, 30_000)
    assert (shop.offer_hours, shop.ship_hours) == (24, 72)
    assert shop.remote_regions == (
        "新疆", "西藏", "内蒙古", "青海", "宁夏", "甘肃", "香港", "澳门", "台湾", "舟山",
    )  # fmt: skip


def test_a_budget_is_taken_away_by_emptying_its_field(desk: Desk, floor: ShopFloor) -> None:
    floor.services.shops.save(replace(floor.shop, goodwill_budget_cents=30_000))
    dialog = ShopsDialog(desk, floor.shop.id)
    dialog.open()
    dialog.current.goodwill.edit.line.setText("")
    click(dialog.primary)
    assert floor.services.shops.get(floor.shop.id).goodwill_budget_cents is None


def test_amounts_follow_a_change_of_currency_in_value(opened: list[ShopsDialog]) -> None:
    dialog = opened.pop()
    form = dialog.current
    form.freight.edit.line.setText("12.50")
    form.currency.set_value("JPY")
    assert form.cap.edit.line.text() == "25"
    assert form.freight.edit.line.text() == "12.50", "what was typed is still there"
    assert form.freight.problem()
    form.currency.set_value("USD")
    assert (form.cap.value(), form.freight.value()) == (2_500, 1_250)
    dialog.reject()


def test_unchanged_settings_write_nothing(opened: list[ShopsDialog], floor: ShopFloor) -> None:
    dialog = opened.pop()
    click(dialog.primary)
    assert floor.services.shops.get(floor.shop.id).version == floor.shop.version


def test_what_is_wrong_stops_the_saving_and_is_said(opened: list[ShopsDialog]) -> None:
    dialog = opened.pop()
    form = dialog.current
    form.cap.edit.line.setText("1e5")
    assert "不是金额" in dialog.problem()
    form.cap.edit.line.setText("20")
    click(form.addresses.more)
    form.addresses.cards[1].phone.setText("13700000000")
    assert "第 2 个退货地址" in dialog.problem()
    click(form.addresses.cards[1].remove)
    assert dialog.problem() == ""
    dialog.reject()


def test_somebody_who_was_faster_costs_no_typing(
    opened: list[ShopsDialog], floor: ShopFloor
) -> None:
    dialog = opened.pop()
    floor.services.shops.save(replace(floor.shop, return_days=9))
    dialog.current.name.setText("北屿家居二号")
    click(dialog.primary)
    assert dialog.isVisible()
    assert "改过" in dialog._complaint.text
    assert dialog.current.name.text() == "北屿家居二号"
    click(dialog.primary)
    assert not dialog.isVisible()
    assert floor.services.shops.get(floor.shop.id).name == "北屿家居二号"


def test_two_shops_are_edited_side_by_side_and_saved_together(
    opened: list[ShopsDialog], floor: ShopFloor
) -> None:
    dialog = opened.pop()
    dialog.current.days.set_value(12)
    click(dialog.more)
    assert dialog.current.name.hasFocus()
    assert "店铺名称" in dialog.problem()
    dialog.current.name.setText("北屿京东店")
    dialog.current.platform.set_value(Platform.JD)
    dialog.which.setCurrentIndex(0)
    assert dialog.current.days.value() == 12, "what was typed is still there"
    assert "2 家" in dialog.hint.text()
    click(dialog.primary)
    first, second = floor.services.shops.all()
    assert first.return_days == 12
    assert (second.name, second.platform) == ("北屿京东店", Platform.JD)
    assert second.couriers == ("中通", "圆通", "韵达", "申通", "极兔", "顺丰", "京东", "邮政")


def test_an_address_from_a_platform_file_is_taken_with_one_click(home: QWidget) -> None:
    proposed = Address("王师傅", "13700000021", "浙江省杭州市示例路 8 号")
    field = AddressList((), (proposed,), home)
    field.show()
    click(field.offers[0].banner._button)
    assert field.value() == (replace(proposed, is_default=True),)
    assert not field.offers[0].isVisible()


def test_what_files_propose_is_offered(desk: Desk, floor: ShopFloor, home: QWidget) -> None:
    with floor.services.context.write() as write:
        proposed = ReturnAddress("王师傅", "13700000021", "浙江省杭州市示例路 8 号", "")
        keep_address(write, floor.shop.id, proposed, take=False)
    dialog = ShopsDialog(desk, floor.shop.id, home)
    dialog.open()
    click(dialog.current.addresses.offers[0].banner._button)
    click(dialog.primary)
    addresses = floor.services.shops.get(floor.shop.id).addresses
    assert [one.contact for one in addresses] == ["林青", "王师傅"]


def test_another_currency_keeps_the_number(opened: list[ShopsDialog]) -> None:
    dialog = opened.pop()
    form = dialog.current
    form.currency.set_value("USD")
    assert form.cap.edit.line.text() == "25.00"
    assert form.shop().currency == "USD"
    assert form.shop().return_freight_cap_cents == 2500
    dialog.reject()
