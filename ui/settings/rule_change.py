"""One rule changed for a shop, or for all: the value, from which day, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.deadlines.span import TimeUnit
from app.domain.labels import label
from app.domain.rulepack.category import GoodsCategory
from app.domain.rulepack.keys import RuleGroup
from app.domain.rulepack.sheet import RuleLine
from app.domain.rulepack.wording import value_text
from app.i18n import _
from ui.desk import Desk
from ui.forms import Form
from ui.settings.rule_value import ValueField, field_for
from ui.settings.rule_words import goods_text, provenance
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice, DayField, TextField
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

_WIDTH: Final = 600
_CLOCKS: Final = (RuleGroup.PLATFORM_CLOCKS, RuleGroup.OUR_CLOCKS)


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What was typed; `shop_id` None for all shops."""

    shop_id: int | None
    key: str
    category: str
    value: object
    unit: TimeUnit | None
    window: str
    valid_from: date
    reason: str


class RuleChangeDialog(DraftDialog):
    """Keeps what was typed when the change is refused.

    `taken_back` carries the id of the change that holds: it shall end.
    """

    taken_back = Signal(int)

    def __init__(
        self,
        desk: Desk,
        line: RuleLine,
        shop_id: int | None,
        shop_name: str,
        category: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`category`: the goods chosen on the screen, offered where the rule differs by goods."""
        super().__init__(
            _("修改规则"), str(line.key), primary=_("保存"), width=_WIDTH, parent=parent
        )
        self._desk = desk
        self._line = line
        self._today = today
        self.value_field = field_for(line.key, line.value)
        self.value: ValueField = cast(ValueField, self.value_field)
        self.goods = Choice(_goods(category if line.key.by_category else ""), line.category)
        self.shops = Choice(_shops(shop_id, shop_name), shop_id)
        self.day = DayField(today)
        self.reset = Button(_("恢复规则库的值"), "ghost", icon="undo")
        self.reason = TextField(placeholder=_("例如：商家后台 11 月 1 日公告"))
        self._fields = Form(columns=2)
        self._lay_out()
        self.value.changed.connect(self._on_changed)
        self._fields.changed.connect(self._on_changed)
        self.submitted.connect(self._on_submitted)
        self.reset.clicked.connect(self._on_reset)
        self._on_changed()
        self.value_field.setFocus()

    def _lay_out(self) -> None:
        line = self._line
        if line.key.hint:
            self.form.addWidget(PlainLabel(_(line.key.hint), "muted", wrap=True))
        held = Card(_("规则库"), value_text(line.shipped))
        if line.shipped is not None:
            held.body.addWidget(
                PlainLabel(provenance(line.shipped), "tiny", wrap=True, selectable=True)
            )
        self.form.addWidget(held)
        if line.own is not None:
            self.add_beside(self.reset)
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addWidget(PlainLabel(_("改为"), "small"))
        box.addWidget(self.value_field)
        self.form.addLayout(box)
        self._fields.add(_("店铺"), self.shops)
        self._fields.add(_("商品"), self.goods)
        self._fields.add(_("从哪天起"), self.day)
        self._fields.add(_("为什么改"), self.reason, required=True, span=True)
        self.goods.setEnabled(self.goods.count() > 1)
        self.form.addWidget(self._fields)
        words = (
            _("从这天起按新的时限计时；已经登记的超时不变。")
            if line.key.group in _CLOCKS
            else _("售后单按下单那天的规则核实：这天以前下的订单仍按原来的规则。")
        )
        self.form.addWidget(PlainLabel(words, "small", wrap=True))

    def _on_changed(self) -> None:
        self.set_problem(self.value.problem() or self._fields.problem())

    def draft(self) -> RuleDraft:
        value, unit, window = self.value.typed()
        shop = self.shops.value()
        return RuleDraft(
            shop_id=shop if isinstance(shop, int) else None,
            key=self._line.key.key,
            category=str(self.goods.value() or ""),
            value=value,
            unit=unit if value else None,
            window=window if value else "",
            valid_from=self.day.value() or self._today,
            reason=self.reason.value(),
        )

    def _on_reset(self) -> None:
        if self._line.own is not None:
            self.reject()
            self.taken_back.emit(self._line.own.id)

    def _on_submitted(self, draft: RuleDraft) -> None:
        outcome = self._desk.attempt(
            self._desk.services.rules.change,
            draft.shop_id,
            draft.key,
            draft.category,
            draft.value,
            draft.unit,
            draft.valid_from,
            draft.reason,
            draft.window,
        )
        if outcome.error is not None:
            self.keep_open(str(outcome.error))
        elif outcome.result is not None:
            self._desk.ask.tell(
                _("「{rule}」{goods}改为 {value}").format(
                    rule=self._line.key,
                    goods=goods_text(draft.category),
                    value=value_text(outcome.result.value),
                )
            )


def _goods(category: str) -> list[tuple[object, str]]:
    found: list[tuple[object, str]] = [("", _("所有商品"))]
    if category:
        found.append((category, label(GoodsCategory(category))))
    return found


def _shops(shop_id: int | None, name: str) -> list[tuple[object, str]]:
    found: list[tuple[object, str]] = []
    if shop_id is not None:
        found.append((shop_id, _("只是「{shop}」").format(shop=name)))
    found.append((None, _("全部店铺")))
    return found
