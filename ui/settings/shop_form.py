"""Everything of one shop as fields. Holds a draft; stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.order import Address, Platform, Shop
from app.i18n import N_, _
from ui.forms import Form
from ui.settings.addresses import AddressList
from ui.settings.couriers import CourierField
from ui.settings.places import currencies, zones
from ui.widgets.counter import Counter
from ui.widgets.fields import Choice, TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel

_UNVERIFIED: Final = N_("默认值，未核实，可修改")
_MOST_DAYS: Final = 60


class ShopForm(QWidget):
    """`changed` after every change; `shop()` is the draft."""

    changed = Signal()

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
        self.couriers = CourierField(shop.couriers)
        self.cap = _Amount(shop.currency, shop.return_freight_cap_cents)
        self.freight = _Amount(shop.currency, shop.one_way_freight_cents)
        self.days = Counter(shop.return_days, 1, _MOST_DAYS)
        self._fields = Form(columns=2)
        self._rules = Form(columns=2)
        self._lay_out()
        self._first = self.shop()
        self._fields.changed.connect(self._on_changed)
        self._rules.changed.connect(self._on_changed)
        self.addresses.changed.connect(self.changed)
        self.couriers.changed.connect(self.changed)

    def _lay_out(self) -> None:
        self._fields.add(_("平台"), self.platform, required=True)
        self._fields.add(_("店铺名称"), self.name, required=True)
        self._fields.add(_("时区"), self.zone, note=_("截止时间和月份按这里算"))
        self._fields.add(_("币种"), self.currency)
        self._rules.add(_("退货运费最多报销"), self.cap, note=_(_UNVERIFIED))
        self._rules.add(_("单程运费"), self.freight, note=_(_UNVERIFIED))
        self._rules.add(_("买家寄回的天数"), self.days, note=_(_UNVERIFIED))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._fields)
        for heading, part in (
            (_("退货地址"), self.addresses),
            (_("退货可用的快递"), self.couriers),
            (_("退货规则"), self._rules),
        ):
            column.addSpacing(8)
            column.addWidget(PlainLabel(heading, "strong"))
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
        cap, freight = self.cap.value(), self.freight.value()
        return replace(
            self._stored,
            platform=platform if isinstance(platform, Platform) else self._stored.platform,
            name=self.name.value(),
            zone=str(self.zone.value()),
            currency=str(self.currency.value()),
            addresses=self.addresses.value(),
            couriers=self.couriers.value(),
            return_freight_cap_cents=self._stored.return_freight_cap_cents if cap is None else cap,
            one_way_freight_cents=self._stored.one_way_freight_cents
            if freight is None
            else freight,
            return_days=self.days.value(),
        )

    def problem(self) -> str:
        """The first thing that is wrong, or empty."""
        return self._fields.problem() or self.addresses.problem() or self._rules.problem()

    def follow(self, version: int) -> None:
        """Somebody else saved meanwhile; the draft stays and may be saved over it."""
        self._stored = replace(self._stored, version=version)
        self._first = replace(self._first, version=version)

    def _on_changed(self) -> None:
        self.cap.set_currency(str(self.currency.value()))
        self.freight.set_currency(str(self.currency.value()))
        self.changed.emit()


class _Amount(QWidget):
    """An amount whose currency is chosen beside it."""

    changed = Signal()

    def __init__(self, currency: str, minor: int) -> None:
        super().__init__()
        self._currency = currency
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._put(minor)

    def _put(self, minor: int | None) -> None:
        clear(self._column)
        self.edit = MoneyEdit(self._currency)
        self.edit.set_value(minor)
        self.edit.changed.connect(self.changed)
        self._column.addWidget(self.edit)
        self.edit.show()
        self.setFocusProxy(self.edit)

    def set_currency(self, currency: str) -> None:
        """The same number in another currency."""
        if currency != self._currency:
            minor = self.edit.value()
            self._currency = currency
            self._put(minor)

    def value(self) -> int | None:
        """Minor units, or None while there is a problem."""
        return self.edit.value()

    def problem(self) -> str:
        """Why it is no amount, or empty."""
        return self.edit.problem()
