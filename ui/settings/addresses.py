"""Return addresses of a shop: several, one of them the default, some proposed by platform files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.order import Address
from app.i18n import _
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.fields import TextField
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

_PROPOSED_SHOWN: Final = 3


class AddressCard(QWidget):
    """One address: whom, phone, postcode, where."""

    changed = Signal()
    removed = Signal()

    def __init__(self, address: Address, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = address.id
        self.contact = TextField(address.contact, placeholder=_("收件人"), longest=40)
        self.phone = TextField(address.phone, placeholder=_("电话"), longest=40)
        self.postcode = TextField(address.postcode, placeholder=_("邮编"), longest=12)
        self.address = TextField(address.address, placeholder=_("省市区、街道、门牌号"))
        self.default = QRadioButton(_("默认"))
        self.default.setChecked(address.is_default)
        self.remove = IconButton("close", _("删除这个地址"))
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for at, (field, share) in enumerate(
            ((self.contact, 3), (self.phone, 4), (self.postcode, 2))
        ):
            grid.addWidget(field, 0, at)
            grid.setColumnStretch(at, share)
        grid.addWidget(self.address, 1, 0, 1, 3)
        grid.addWidget(self.remove, 0, 3, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.default, 1, 3)
        card.body.addLayout(grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        for field in (self.contact, self.phone, self.postcode, self.address):
            field.setAccessibleName(field.placeholderText())
            field.changed.connect(self.changed)
        self.default.toggled.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    def value(self) -> Address:
        """What is typed."""
        return Address(
            contact=self.contact.value(),
            phone=self.phone.value(),
            address=self.address.value(),
            postcode=self.postcode.value(),
            id=self._id,
            is_default=self.default.isChecked(),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is typed: such a card is not kept."""
        fields = (self.contact, self.phone, self.postcode, self.address)
        return not any(field.value() for field in fields)


class AddressList(QWidget):
    """A field whose value is a tuple of addresses; exactly one of several is the default."""

    changed = Signal()

    def __init__(
        self,
        addresses: Sequence[Address],
        proposed: Sequence[Address],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.cards: list[AddressCard] = []
        self.offers: list[_Offer] = []
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._none = PlainLabel(
            _("还没有退货地址：退货单上会印空行，由买家手填。"), "small", wrap=True
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.more = Button(_("添加地址"), "ghost", icon="plus")
        column.addWidget(self._none)
        column.addLayout(self._rows)
        for address in proposed[:_PROPOSED_SHOWN]:
            offer = _Offer(address)
            offer.taken.connect(self._on_taken)
            self.offers.append(offer)
            column.addWidget(offer)
        tail = QHBoxLayout()
        tail.addWidget(self.more)
        tail.addStretch(1)
        column.addLayout(tail)
        self.more.clicked.connect(self._on_more)
        for address in addresses:
            self._add(address)
        self._settle()

    def value(self) -> tuple[Address, ...]:
        """The addresses with something in them."""
        return tuple(card.value() for card in self.cards if not card.empty)

    def problem(self) -> str:
        """An address without the place itself."""
        for number, card in enumerate(self.cards, 1):
            if not card.empty and not card.address.value():
                return _("第 {n} 个退货地址没有写地址。").format(n=number)
        return ""

    def _add(self, address: Address) -> AddressCard:
        card = AddressCard(address)
        self._group.addButton(card.default)
        self.cards.append(card)
        self._rows.addWidget(card)
        card.show()
        card.changed.connect(self.changed)
        card.removed.connect(self._on_removed)
        return card

    def _settle(self) -> None:
        """One default, and words where there is nothing."""
        self._none.setVisible(not self.cards)
        if self.cards and self._group.checkedButton() is None:
            self.cards[0].default.setChecked(True)
        several = len(self.cards) > 1
        for card in self.cards:
            card.default.setVisible(several)

    def _on_more(self) -> None:
        card = self._add(Address("", "", ""))
        self._settle()
        card.contact.setFocus()
        self.changed.emit()

    def _on_removed(self) -> None:
        card = self.sender()
        if isinstance(card, AddressCard):
            self.cards.remove(card)
            self._group.removeButton(card.default)
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
            self._settle()
            self.changed.emit()

    def _on_taken(self) -> None:
        offer = self.sender()
        if isinstance(offer, _Offer):
            self._add(offer.address)
            offer.hide()
            self._settle()
            self.changed.emit()


class _Offer(QWidget):
    """An address found in a platform file."""

    taken = Signal()

    def __init__(self, address: Address) -> None:
        super().__init__()
        self.address = address
        parts = (address.contact, address.phone, address.address, address.postcode)
        words = "，".join(part for part in parts if part)
        self.banner = Banner(words, "info", strong=_("平台文件里的退货地址"), button=_("采用"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.banner.pressed.connect(self.taken)
