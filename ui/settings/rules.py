"""规则与时限: the rules of every shop with their sources, what it says of its goods, the texts."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.access import Permission, may, missing
from app.domain.labels import label
from app.domain.rulepack.category import GoodsCategory, GoodsPolicy
from app.domain.rulepack.sheet import RuleLine
from app.i18n import _
from ui.desk import Desk
from ui.settings.goods_rules import GoodsForm, GoodsPage
from ui.settings.rule_change import RuleChangeDialog
from ui.settings.rule_texts import TextsPage
from ui.settings.rules_page import RulesPage
from ui.widgets.banner import Banner
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice
from ui.widgets.tabs import Tabs
from ui.widgets.text import PlainLabel

_WIDTH: Final = 1120
_BODY: Final = QSize(1080, 620)
_RULES, _GOODS, _TEXTS = range(3)


class RulesDialog(DraftDialog):
    """Every change is made at once; the main button only closes."""

    def __init__(
        self, desk: Desk, shop_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        """`shop_id`: the shop to begin with; None: the first there is."""
        super().__init__(_("规则与时限"), primary=_("完成"), width=_WIDTH, parent=parent)
        self.cancel.hide()
        self._desk = desk
        self._dropping: GoodsPolicy | None = None
        self._ending = 0
        shops = desk.services.shops.all()
        known: list[tuple[object, str]] = [(shop.id, shop.name) for shop in shops]
        begin = next((shop.id for shop in shops if shop_id in (None, shop.id)), None)
        self.shop = Choice([*known, (None, _("全部店铺"))], begin)
        goods = [(one, label(one) if one else _("所有商品")) for one in GoodsCategory]
        self.category = Choice(goods, GoodsCategory.GENERAL)
        self.tabs = Tabs()
        self.rules, self.goods, self.texts = RulesPage(), GoodsPage(), TextsPage()
        self.trouble = Banner("", "bad")
        self._body = _Body()
        self._pages = QStackedWidget()
        self._lay_out()
        self._refusal = self._why_not()
        self.set_hint(self._refusal)
        self.shop.changed.connect(self._reload)
        self.category.changed.connect(self._reload)
        self.tabs.currentChanged.connect(self._on_tab)
        self.rules.wanted.connect(self._on_wanted)
        self.rules.taken_back.connect(self._on_taken_back)
        self.rules.text_wanted.connect(self._on_text_wanted)
        self.goods.added.connect(self._on_added)
        self.goods.wanted.connect(self._on_goods_wanted)
        self.goods.dropped.connect(self._on_dropped)
        self.texts.copied.connect(self._on_copied)
        desk.changes.changed.connect(self._on_changes)
        self._reload()
        self.rules.search.setFocus()

    def _lay_out(self) -> None:
        self._head.addWidget(PlainLabel(_("店铺"), "small"))
        self.shop.setMinimumWidth(180)
        self._head.addWidget(self.shop)
        self._head.addSpacing(6)
        self._head.addWidget(PlainLabel(_("商品"), "small"))
        self.category.setMinimumWidth(150)
        self._head.addWidget(self.category)
        for name in (_("规则"), _("商品规则"), _("规则原文")):
            self.tabs.add(name)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.form.addLayout(row)
        self.form.addWidget(self.trouble)
        for page in (self.rules, self.goods, self.texts):
            self._pages.addWidget(page)
        inside = QHBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._pages)
        self.form.addWidget(self._body, 1)
        # The lists take the room there is; a gap below them would waste it.
        column = self._left.column
        column.takeAt(column.count() - 1)
        column.setStretchFactor(self.form, 1)

    def _why_not(self) -> str:
        """Why this person may only read, or empty."""
        roles = self._desk.roles
        if may(roles, Permission.CONFIGURE):
            return ""
        return _("只能查看：{why}").format(why=missing(roles, (Permission.CONFIGURE,)))

    # --------------------------------------------------------------------------------- showing

    def _shop_id(self) -> int | None:
        shop = self.shop.value()
        return shop if isinstance(shop, int) else None

    def _reload(self) -> None:
        shown = self._desk.attempt(self._read)
        if shown.error is not None:
            self.trouble.say(str(shown.error), "bad")

    def _read(self) -> None:
        rules, shop = self._desk.services.rules, self._shop_id()
        category = str(self.category.value() or "")
        self.rules.show_lines(rules.sheet(shop, category), self._refusal)
        none = "" if shop is not None else _("商品规则按店铺填写，请在上面选一家店铺。")
        goods = rules.goods(shop) if shop is not None else ()
        self.goods.show_goods(goods, self._refusal, none)
        self.tabs.set_count(_GOODS, len(goods))
        self.trouble.say("")
        if self._pages.currentIndex() == _TEXTS:
            self.texts.show_notes(rules.notes())

    def _on_tab(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        # The texts are about no goods, and what is said of goods names its own.
        self.category.setEnabled(index == _RULES)
        self.shop.setEnabled(index != _TEXTS)
        if index == _TEXTS:
            self._reload()

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("rule") or changes.touches("goods_policy"):
            self._reload()

    # -------------------------------------------------------------------------------- changing

    def _on_wanted(self, line: RuleLine) -> None:
        name = self.shop.currentText()
        category = str(self.category.value() or "")
        made = self._desk.attempt(self._change, line, name, category)
        if made.error is not None:
            self._desk.explain(made.error)

    def _change(self, line: RuleLine, name: str, category: str) -> None:
        today = self._desk.services.rules.today(self._shop_id())
        dialog = RuleChangeDialog(self._desk, line, self._shop_id(), name, category, today, self)
        dialog.taken_back.connect(self._on_taken_back)
        dialog.open()

    def _on_taken_back(self, own_id: int) -> None:
        self._ending = own_id
        known = self._desk.services.rules.changes(self._shop_id())
        own = next((one for one in known if one.id == own_id), None)
        if own is None or own.shop_id is not None or self._shop_id() is None:
            self._on_end_surely()
            return
        self._desk.ask.confirm(
            _("这条修改对全部店铺有效，恢复后每家店铺都按规则库。"),
            _("全部恢复"),
            self._on_end_surely,
            details=_("只想改这一家：点铅笔，给这家店铺另设一个值。"),
        )

    def _on_end_surely(self) -> None:
        said = _("已恢复；这之前下的订单仍按改过的规则。")
        self._desk.perform(self._desk.services.rules.remove, self._ending, said=said)

    def _on_text_wanted(self, note_id: str) -> None:
        self.tabs.setCurrentIndex(_TEXTS)
        self.texts.show_one(note_id)

    def _on_added(self) -> None:
        shop = self._shop_id()
        if shop is not None:
            GoodsForm(self._desk, GoodsPolicy(0, shop, ""), self).open()

    def _on_goods_wanted(self, policy: GoodsPolicy) -> None:
        GoodsForm(self._desk, policy, self).open()

    def _on_dropped(self, policy: GoodsPolicy) -> None:
        self._dropping = policy
        self._desk.ask.confirm(
            _("删除「{name}」的商品规则？").format(name=policy.sku or policy.title),
            _("删除"),
            self._on_drop_surely,
            details=_("以后按类目的规则核实；历史里留着这一条。"),
        )

    def _on_drop_surely(self) -> None:
        policy, self._dropping = self._dropping, None
        if policy is not None:
            self._desk.perform(
                self._desk.services.rules.remove_goods, policy.id, said=_("商品规则已删除")
            )

    def _on_copied(self, title: str) -> None:
        self._desk.ask.tell(_("已复制「{title}」").format(title=title))

    def draft(self) -> object:
        return None


class _Body(QWidget):
    """As high as a list should be; gives way on a small screen."""

    def sizeHint(self) -> QSize:
        return _BODY

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 240)
