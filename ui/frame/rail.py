"""The rail at the left: the views with their live counts, and what concerns the whole shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from app.domain.ticket_list import View
from app.i18n import N_, _
from ui.queue.scope import name_of
from ui.widgets.rail_item import HEIGHT as ITEM_HEIGHT
from ui.widgets.rail_item import RailItem
from ui.widgets.scroll import ScrollColumn
from ui.widgets.surface import Line, Surface
from ui.widgets.text import PlainLabel

WIDTH: Final = 196
_LOWEST: Final = 25
_HEADING: Final = 27
_EDGES: Final = 13

_SECTIONS: Final = (
    (
        N_("待办"),
        (
            (View.OPEN, "inbox"),
            (View.DUE_SOON, "clock"),
            (View.OVERDUE, "overdue"),
            (View.NEED_INFO, "info-needed"),
        ),
    ),
    (
        N_("流程"),
        (
            (View.NEW, "new"),
            (View.REVIEWING, "magnifier"),
            (View.AWAITING_APPROVAL, "approve"),
            (View.NEGOTIATING, "negotiate"),
            (View.AWAITING_RETURN, "parcel-return"),
            (View.INSPECTING, "inspect"),
            (View.REPAIRING, "repair"),
            (View.FULFILLING, "yuan"),
            (View.AWAITING_CONFIRMATION, "confirm"),
        ),
    ),
    (
        N_("已结束"),
        (
            (View.COMPLETED, "check"),
            (View.CLOSED, "close"),
            (View.ALL, "menu"),
        ),
    ),
)
_URGENT: Final = frozenset({View.DUE_SOON, View.OVERDUE})


class Rail(Surface):
    """`view_chosen` carries a `View`; the other signals are what concerns the whole shop."""

    view_chosen = Signal(object)
    report_wanted = Signal()
    shop_wanted = Signal()
    people_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: dict[View, RailItem] = {}
        self._views: dict[QAbstractButton, View] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        upper = ScrollColumn((8, 4, 8, 8), 1)
        for heading, entries in _SECTIONS:
            upper.column.addSpacing(6)
            label = PlainLabel(_(heading), "tiny")
            label.setContentsMargins(8, 2, 8, 2)
            upper.column.addWidget(label)
            for view, icon in entries:
                upper.column.addWidget(self._make(view, icon))
        upper.column.addStretch(1)
        column.addWidget(upper, 1)
        column.addWidget(Line())
        column.addLayout(self._make_lower())
        self._group.buttonClicked.connect(self._on_clicked)

    def _make(self, view: View, icon: str) -> RailItem:
        item = RailItem(name_of(view), icon)
        self.items[view] = item
        self._views[item] = view
        self._group.addButton(item)
        return item

    def _make_lower(self) -> QVBoxLayout:
        lower = QVBoxLayout()
        lower.setContentsMargins(8, 6, 8, 6)
        lower.setSpacing(1)
        self.report = RailItem(_("月度报表"), "report")
        self.shop = RailItem(_("店铺设置"), "shop")
        self.people = RailItem(_("人员"), "people")
        self.check = RailItem(_("校验数据"), "shield")
        for item, signal in (
            (self.report, self.report_wanted),
            (self.shop, self.shop_wanted),
            (self.people, self.people_wanted),
            (self.check, self.check_wanted),
        ):
            item.setCheckable(False)
            item.clicked.connect(signal)
            lower.addWidget(item)
        return lower

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a low window the entries move closer together, so that none has to be scrolled to."""
        upper = [item for item in self.items.values() if not item.isHidden()]
        entries = [*upper, self.report, self.shop, self.people, self.check]
        room = self.height() - len(_SECTIONS) * _HEADING - 2 * _EDGES - len(entries)
        each = max(_LOWEST, min(ITEM_HEIGHT, room // len(entries)))
        for item in entries:
            item.setFixedHeight(each)

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """The numbers beside the views."""
        for view, item in self.items.items():
            item.show_count(counts.get(view), urgent=view in _URGENT)

    def show_approvals(self, several: bool) -> None:
        """Where one person works alone nothing ever waits for another."""
        self.items[View.AWAITING_APPROVAL].setVisible(several)
        self._fit()

    def mark(self, view: View | None) -> None:
        """The view that is listed; None while a search looks everywhere."""
        # An exclusive group refuses to have nothing checked.
        self._group.setExclusive(view is not None)
        for one, item in self.items.items():
            item.setChecked(one is view)

    def _on_clicked(self, button: QAbstractButton) -> None:
        self.view_chosen.emit(self._views[button])
