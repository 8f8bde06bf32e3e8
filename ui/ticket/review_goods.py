"""商品规则: what the rules and the shop say of each claimed line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.checks import Cited
from app.domain.labels import label
from app.domain.rulepack import Mark
from app.i18n import _
from ui.ticket import wording
from ui.ticket.facts import Fact, Facts
from ui.ticket.page import Page
from ui.widgets.button import IconButton
from ui.widgets.pill import Pill
from ui.widgets.surface import Card, Line
from ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from app.domain.goods_rules import GoodsRules

_SMALL = 22


def no_reason_text(rules: GoodsRules, today: date) -> str:
    """`支持，7 天，截止 11-27 24:00（还有 5 天）`."""
    if rules.no_reason is None:
        return rules.no_reason_note
    if not rules.no_reason:
        return _("不支持")
    parts = [_("支持")]
    if rules.no_reason_span:
        parts.append(rules.no_reason_span)
    parts.append(until_text(rules.no_reason_last, today))
    text = "，".join(parts)
    note = rules.no_reason_note
    return _("{text}。{note}").format(text=text, note=note) if note else text


def warranty_text(rules: GoodsRules, today: date) -> str:
    """`12 个月，截止 2027/11/20 24:00（还有 363 天）`."""
    if not rules.warranty_span:
        return _("没有规定")
    return "，".join((rules.warranty_span, until_text(rules.warranty_last, today)))


def until_text(last: date | None, today: date) -> str:
    """Until the last day, and how far that is; the start may be unknown."""
    if last is None:
        return _("签收时间未知，算不出截止日")
    left = (last - today).days
    # As the sums of the checks above write their days.
    shown = f"{last.month}/{last.day}"
    if last.year != today.year:
        shown = f"{last.year}/{shown}"
    if left < 0:
        return _("已于 {day} 24:00 截止").format(day=shown)
    if left == 0:
        return _("今天 24:00 截止")
    return _("截止 {day} 24:00（还有 {n} 天）").format(day=shown, n=left)


def rule_text(rule: Cited) -> str:
    """`依据《…》第 18 条（部分核对）`; empty when no rule is behind it."""
    if not rule.source:
        return ""
    mark = label(Mark(rule.mark)) if rule.mark else wording.unknown()
    return _("依据{source}（{mark}）").format(source=rule.source, mark=mark)


class GoodsRulesBlock(QWidget):
    """One line: its name and kind, no-reason returns, warranty, the shop's own words."""

    change_wanted = Signal(int)
    """The id of the order line whose rules somebody wants to change."""

    def __init__(self, page: Page, *, first: bool) -> None:
        super().__init__()
        self._line_id = 0
        self.name = PlainLabel("", "strong", wrap=True)
        self.category = Pill()
        self.change = IconButton("edit", _("修改这件商品的规则…"))
        self.change.setFixedSize(_SMALL, _SMALL)
        self.change.clicked.connect(self._on_change)
        self.facts: Facts = page.facts(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.category)
        head.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not first:
            column.addWidget(Line())
        column.addLayout(head)
        column.addWidget(self.facts)

    def show_rules(self, rules: GoodsRules, today: date) -> None:
        """Show what holds for this line."""
        self._line_id = rules.line_id
        self.name.setText(rules.name)
        self.category.show_text(rules.category, "muted")
        self.category.updateGeometry()
        self.change.setVisible(bool(rules.line_id))
        facts = [
            Fact(_("无理由"), no_reason_text(rules, today)),
            Fact("", rule_text(rules.no_reason_rule), "", "small"),
            Fact(_("保修"), warranty_text(rules, today)),
            Fact("", rule_text(rules.warranty_rule), "", "small"),
        ]
        if rules.buyer_pays_return is not None:
            payer = _("买家") if rules.buyer_pays_return else _("商家")
            facts.append(Fact(_("退货运费"), _("{payer}承担").format(payer=payer)))
        facts.append(Fact(_("页面承诺"), rules.terms))
        self.facts.show_facts([fact for fact in facts if fact.text])

    def _on_change(self) -> None:
        self.change_wanted.emit(self._line_id)


class GoodsRulesCard(Card):
    """商品规则: a block for each claimed line."""

    change_wanted = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__(_("商品规则"), _("按下单那天的规则"))
        self._page = page
        self.body.setSpacing(8)
        self.blocks: list[GoodsRulesBlock] = []

    def show_goods(self, goods: Sequence[GoodsRules], today: date, why_not: str) -> None:
        """Show these lines; none hides the card. `why_not`: what keeps them from being changed."""
        self.setVisible(bool(goods))
        while len(self.blocks) < len(goods):
            block = GoodsRulesBlock(self._page, first=not self.blocks)
            block.change_wanted.connect(self.change_wanted)
            self.body.addWidget(block)
            self.blocks.append(block)
        for place, block in enumerate(self.blocks):
            block.setVisible(place < len(goods))
            if place < len(goods):
                block.show_rules(goods[place], today)
                block.change.set_reason(why_not)
