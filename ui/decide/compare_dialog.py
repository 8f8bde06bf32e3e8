"""方案对比: what each remedy would cost, side by side. It picks nothing; a button opens its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.compare import Alternative
from app.domain.labels import label
from app.domain.money import Money
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY
from app.i18n import N_, _
from ui.decide.action_dialog import buyer_of, goods_of
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.surface import Line
from ui.widgets.text import Look, PlainLabel, tip

_WIDTH = 940
_NAME_WIDTH = 104


class CompareDialog(DraftDialog):
    """A column for each remedy. `draft()` is the verb whose form is wanted; empty: none."""

    def __init__(
        self,
        ticket: Ticket,
        alternatives: Sequence[Alternative],
        parent: QWidget | None = None,
    ) -> None:
        about = " · ".join(
            part for part in (ticket.number, buyer_of(ticket), goods_of(ticket)) if part
        )
        super().__init__(_("方案对比"), about, primary=_("关闭"), width=_WIDTH, parent=parent)
        self.cancel.hide()
        self.alternatives = tuple(alternatives)
        self.buttons: list[Button] = []
        self._wanted = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self.form.addLayout(self._grid)
        wish = label(ticket.requested) if ticket.requested else _("未说明")
        self.form.addWidget(
            PlainLabel(
                _("买家想要：{wish}。数字按各方案打开时的默认填写计算，不替你选择。").format(
                    wish=wish
                ),
                "muted",
                wrap=True,
            )
        )
        self._fill(ticket)

    def draft(self) -> str:
        return self._wanted

    def _fill(self, ticket: Ticket) -> None:
        for at, one in enumerate(self.alternatives, 1):
            self._grid.setColumnStretch(at, 1)
            asked = one.remedy is ticket.requested
            name = _("{remedy} ★").format(remedy=label(one.remedy)) if asked else label(one.remedy)
            look: Look = "muted" if one.refusal else "strong"
            self._put(0, at, name, look)
        place = 1
        for title, shown, why in _ROWS:
            self._grid.addWidget(Line(), place, 0, 1, len(self.alternatives) + 1)
            name_label = PlainLabel(_(title), "muted")
            if why:
                name_label.setToolTip(tip(_(why)))
            self._grid.addWidget(name_label, place + 1, 0)
            net = title == "净成本"
            for at, one in enumerate(self.alternatives, 1):
                look = "muted" if one.refusal else ("strong" if net else "text")
                self._put(place + 1, at, shown(one), look)
            place += 2
        self._grid.addWidget(Line(), place, 0, 1, len(self.alternatives) + 1)
        self._remarks(place + 1)
        self._buttons(place + 2)

    def _remarks(self, row: int) -> None:
        self._grid.addWidget(PlainLabel(_("说明"), "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        for at, one in enumerate(self.alternatives, 1):
            text = one.refusal or (_("要写理由确认") if one.to_confirm else "")
            remark = PlainLabel(text, "tiny", right=True, wrap=True)
            remark.setToolTip(tip("\n".join((one.refusal, *one.to_confirm)).strip()))
            self._grid.addWidget(remark, row, at, Qt.AlignmentFlag.AlignTop)

    def _buttons(self, row: int) -> None:
        for at, one in enumerate(self.alternatives, 1):
            button = Button(_("{remedy}…").format(remedy=label(one.remedy)))
            button.setObjectName(VERB_OF_REMEDY[one.remedy].value)
            button.set_reason(one.refusal)
            button.clicked.connect(self._on_button)
            self._grid.addWidget(button, row, at, Qt.AlignmentFlag.AlignRight)
            self.buttons.append(button)

    def _put(self, row: int, column: int, text: str, look: Look) -> None:
        self._grid.addWidget(PlainLabel(text, look, right=True), row, column)

    def _on_button(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._wanted = button.objectName()
            self.submit()


def _money(one: Alternative, cents: int | None) -> str:
    return _("未知") if cents is None else str(Money(cents, one.breakdown.currency))


def _salvage(one: Alternative) -> str:
    shown = _money(one, one.salvage_cents)
    if one.salvage_cents and not one.salvage_sure:
        return _("{amount}（如完好）").format(amount=shown)
    return shown


def _days(one: Alternative) -> str:
    return _("当天") if not one.days else _("{n} 天").format(n=one.days)


_ROWS: tuple[tuple[str, Callable[[Alternative], str], str], ...] = (
    (
        N_("付给买家"),
        lambda one: _money(one, one.cash_cents),
        N_("退款、补偿、赔付，以及补给买家垫付的退货运费"),
    ),
    (N_("买家应付"), lambda one: _money(one, one.charge_cents), ""),
    (
        N_("退回运费"),
        lambda one: _money(one, one.freight_in_cents),
        N_("商家还要付的退回运费，已经算进「付给买家」的不重复"),
    ),
    (N_("寄出运费"), lambda one: _money(one, one.freight_out_cents), ""),
    (N_("另发商品"), lambda one: _money(one, one.goods_out_cents), N_("寄出的商品按实付计")),
    (
        N_("维修花费"),
        lambda one: _money(one, one.repair_cents),
        N_("维修本店要花多少；在维修表单里填写之前是未知"),
    ),
    (
        N_("收回商品"),
        _salvage,
        N_("退回的商品还能卖时值多少；好坏不知道就是未知"),
    ),
    (
        N_("净成本"),
        lambda one: _money(one, one.net_cents),
        N_("付给买家＋运费＋另发商品＋维修花费－买家应付－收回商品；有一项未知就是未知"),
    ),
    (N_("最多天数"), _days, N_("各方都按店铺的时限办时")),
    (N_("之后还可退"), lambda one: _money(one, one.left_cents), ""),
)
