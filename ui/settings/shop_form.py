"""Everything of one shop as fields. Holds a draft; stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import money
from app.domain.labels import label
from app.domain.order import Address, Platform, Shop
from app.domain.shop import REMOTE_REGIONS
from app.i18n import N_, _
from app.services.shops import DEFAULT_COURIERS
from ui.forms import Form
from ui.settings.addresses import AddressList
from ui.settings.names import NamesField
from ui.settings.opening_hours import OpeningHours
from ui.settings.places import currencies, zones
from ui.widgets.button import Button
from ui.widgets.counter import Counter
from ui.widgets.fields import Choice, TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel

_UNVERIFIED: Final = N_("默认值未经核实，可修改")
_HOURS: Final = N_("写成 9:00-12:00 13:30-18:00，休息的日子留空；默认值未经核实")
_MOST_DAYS: Final = 60
_MOST_HOURS: Final = 720


class ShopForm(QWidget):
    """`changed` after every change; `shop()` is the draft."""

    changed = Signal()
    times_wanted = Signal()
    """Somebody wants the shop's time limits as a text for buyers."""

    def __init__(
        self, shop: Shop, proposed: Sequence[Address] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stored = shop
        self.platform = Choice([(one, label(one)) for one in Platform], shop.platform)
        self.name = TextField(shop.name, longest=60)
        self.zone = Choice(zones(shop.zone), shop.zone)
        self.currency = Choice(currencies(shop.currency), shop.currency)
        self.addresses = AddressList(shop.addresses, proposed)
        self.couriers = NamesField(shop.couriers, DEFAULT_COURIERS, _("其他快递"))
        self.cap = _Amount(shop.currency, shop.return_freight_cap_cents)
        self.freight = _Amount(shop.currency, shop.one_way_freight_cents)
        self.days = Counter(shop.return_days, 1, _MOST_DAYS)
        self.waived = _Amount(shop.currency, shop.waived_difference_cents)
        self.goodwill = _Amount(shop.currency, shop.goodwill_budget_cents, optional=True)
        self.offer_hours = Counter(shop.offer_hours, 1, _MOST_HOURS)
        self.ship_hours = Counter(shop.ship_hours, 1, _MOST_HOURS)
        self.regions = NamesField(shop.remote_regions, REMOTE_REGIONS, _("其他地区"))
        self.hours = OpeningHours(shop.opening_hours)
        self.copy_times = Button(_("复制本店时限说明"), "ghost", icon="copy")
        self._amounts = (self.cap, self.freight, self.waived, self.goodwill)
        self._fields = Form(columns=2)
        self._rules = Form(columns=2)
        self._terms = Form(columns=2)
        self._lay_out()
        self._first = self.shop()
        self._fields.changed.connect(self._on_changed)
        self._rules.changed.connect(self._on_changed)
        self._terms.changed.connect(self._on_changed)
        self.addresses.changed.connect(self.changed)
        self.couriers.changed.connect(self.changed)
        self.regions.changed.connect(self.changed)
        self.hours.changed.connect(self.changed)
        self.copy_times.clicked.connect(self.times_wanted)

    def _lay_out(self) -> None:
        self._fields.add(_("平台"), self.platform, required=True)
        self._fields.add(_("店铺名称"), self.name, required=True)
        self._fields.add(_("时区"), self.zone, note=_("截止时间和月份按这里算"))
        self._fields.add(_("币种"), self.currency)
        self._rules.add(_("退货运费最多报销"), self.cap)
        self._rules.add(_("单程运费"), self.freight, note=_("一个包裹的成本；建议的补偿按它算"))
        self._rules.add(_("买家寄回的天数"), self.days)
        waived = _("买家应补的差价不超过这个数就不收，并记入历史；应退给买家的一分不少")
        self._terms.add(_("换货免收差价"), self.waived, note=waived)
        budget = _("过期后仍照顾买家的支出；超过要店主同意。留空：不设预算")
        self._terms.add(_("每月善意支出预算"), self.goodwill, note=budget)
        self._terms.add(
            _("方案有效（小时）"), self.offer_hours, note=_("买家没有回复，到时自动失效")
        )
        self._terms.add(
            _("补寄的货发出（小时内）"), self.ship_hours, note=_("换货、补发、修好的货")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._fields)
        for heading, part, note in (
            (_("退货地址"), self.addresses, ""),
            (_("退货可用的快递"), self.couriers, ""),
            (_("营业时间"), self.hours, _(_HOURS)),
            (_("退货规则"), self._rules, _(_UNVERIFIED)),
            (_("换货、善意与时限"), self._terms, _(_UNVERIFIED)),
            (_("偏远地区"), self.regions, _("运费高，换货时会提醒；") + _(_UNVERIFIED)),
        ):
            column.addSpacing(8)
            head = QHBoxLayout()
            head.addWidget(PlainLabel(heading, "strong"))
            head.addWidget(PlainLabel(note, "tiny"))
            head.addStretch(1)
            if part is self.hours:
                head.addWidget(self.copy_times)
            column.addLayout(head)
            column.addWidget(part)
        column.addStretch(1)

    @property
    def stored(self) -> Shop:
        """The shop as it was read; id 0 is a new one."""
        return self._stored

    def is_changed(self) -> bool:
        """Whether the person changed anything; what is no value yet is a change too."""
        return self._stored.id == 0 or bool(self.problem()) or self.shop() != self._first

    def shop(self) -> Shop:
        """The draft. Only meaningful while `problem()` is empty."""
        platform = self.platform.value()
        stored = self._stored
        cap, freight, waived = self.cap.value(), self.freight.value(), self.waived.value()
        return replace(
            stored,
            platform=platform if isinstance(platform, Platform) else stored.platform,
            name=self.name.value(),
            zone=str(self.zone.value()),
            currency=str(self.currency.value()),
            addresses=self.addresses.value(),
            couriers=self.couriers.value(),
            return_freight_cap_cents=stored.return_freight_cap_cents if cap is None else cap,
            one_way_freight_cents=stored.one_way_freight_cents if freight is None else freight,
            return_days=self.days.value(),
            waived_difference_cents=stored.waived_difference_cents if waived is None else waived,
            goodwill_budget_cents=self.goodwill.value(),
            offer_hours=self.offer_hours.value(),
            ship_hours=self.ship_hours.value(),
            remote_regions=self.regions.value(),
            opening_hours=stored.opening_hours if self.hours.problem() else self.hours.value(),
        )

    def problem(self) -> str:
        """The first thing that is wrong, or empty."""
        return (
            self._fields.problem()
            or self.addresses.problem()
            or self.hours.problem()
            or self._rules.problem()
            or self._terms.problem()
        )

    def follow(self, version: int) -> None:
        """Somebody else saved meanwhile; the draft stays and may be saved over it."""
        self._stored = replace(self._stored, version=version)
        self._first = replace(self._first, version=version)

    def _on_changed(self) -> None:
        for amount in self._amounts:
            amount.set_currency(str(self.currency.value()))
        self.changed.emit()


class _Amount(QWidget):
    """An amount whose currency is chosen beside it."""

    changed = Signal()

    def __init__(self, currency: str, minor: int | None, *, optional: bool = False) -> None:
        super().__init__()
        self._currency = currency
        self._optional = optional
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._put(minor)

    def _put(self, minor: int | None) -> None:
        clear(self._column)
        self.edit = MoneyEdit(self._currency, optional=self._optional)
        self.edit.set_value(minor)
        self.edit.changed.connect(self.changed)
        self._column.addWidget(self.edit)
        self.edit.show()
        self.setFocusProxy(self.edit)

    def set_currency(self, currency: str) -> None:
        """The same number in another currency: 12.00 yuan become 12 yen, not 1200.

        What is typed stays where the other currency has no such amount; the field then says why.
        """
        if currency == self._currency:
            return
        typed, minor = self.edit.line.text(), self.edit.value()
        shift = money.exponent(currency) - money.exponent(self._currency)
        self._currency = currency
        self._put(None)
        if minor is not None and (shift >= 0 or minor % 10**-shift == 0):
            self.edit.set_value(minor * 10**shift if shift >= 0 else minor // 10**-shift)
        else:
            self.edit.line.setText(typed)

    def value(self) -> int | None:
        """Minor units, or None while there is a problem."""
        return self.edit.value()

    def problem(self) -> str:
        """Why it is no amount, or empty."""
        return self.edit.problem()
