"""Which month the workbook is about, and of which shop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from app.clock import Clock, local_day
from app.domain.order import Shop
from app.i18n import _
from ui.forms import Form
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice
from ui.widgets.text import PlainLabel

_MONTHS: Final = 36
_ALL: Final = 0
_HOME_ZONE: Final = "Asia/Shanghai"


class MonthDialog(DraftDialog):
    """`submitted` carries (year, month, id of the shop or None)."""

    def __init__(
        self,
        shops: Sequence[Shop],
        shop_id: int | None,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("月度报表"), primary=_("导出 Excel…"), width=440, parent=parent)
        today = local_day(clock.now(), shops[0].zone if shops else _HOME_ZONE)
        newest = today.year * 12 + today.month - 1
        months = [divmod(newest - back, 12) for back in range(_MONTHS)]
        self._months = [(year, month + 1) for year, month in months]
        options = [
            (one, _("{year} 年 {month} 月").format(year=one[0], month=one[1]))
            for one in self._months
        ]
        # On the first days of a month it is the last one that is wanted.
        start = 1 if today.day <= 10 else 0
        self.month = Choice(options, options[start][0])
        self.shop = Choice(
            [(_ALL, _("全部店铺")), *((shop.id, shop.name) for shop in shops)], shop_id or _ALL
        )
        fields = Form(columns=2)
        fields.add(_("月份"), self.month)
        fields.add(_("店铺"), self.shop)
        self.form.addWidget(fields)
        words = _("售后单按申请的月份计，钱按到账的月份计；不同币种分开合计。")
        self.form.addWidget(PlainLabel(words, "small", wrap=True))

    def draft(self) -> object:
        year, month = self._months[self.month.currentIndex()]
        return year, month, self.shop.value() or None
