"""What the shop says of its goods, by SKU: a list, and the form of one entry."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.rulepack.category import GoodsCategory, GoodsPolicy
from app.i18n import _
from ui.desk import Desk
from ui.forms import Form
from ui.widgets.banner import EmptyState
from ui.widgets.button import Button, IconButton
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice, TextArea, TextField
from ui.widgets.grid import Column, LineTable
from ui.widgets.scroll import ScrollColumn
from ui.widgets.search import SearchField
from ui.widgets.text import PlainLabel

_WIDTH: Final = 640
_MOST: Final = 100
_LONGEST_TERMS: Final = 2000


class GoodsPage(QWidget):
    """`wanted` carries a `GoodsPolicy` to change, `added` asks for a new one, `dropped` carries
    one to take back."""

    wanted = Signal(object)
    added = Signal()
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[GoodsPolicy, ...] = ()
        self._refusal = ""
        self._why_none = ""
        self.rows: dict[int, GoodsActions] = {}
        self.search = SearchField(_("找商品：SKU、标题、类目"), keys="")
        self.add = Button(_("添加商品规则"), icon="plus")
        self.table = LineTable(
            [
                Column(_("SKU")),
                Column(_("标题"), stretch=True),
                Column(_("类目")),
                Column(_("七天无理由")),
                Column(_("保修"), right=True),
                Column(_("退回运费")),
                Column("", right=True),
            ]
        )
        self.empty = EmptyState("tag", "", "", button=_("添加商品规则"))
        self.more = PlainLabel("", "small")
        self.list = ScrollColumn((0, 0, 12, 12), 8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.search, 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = _(
            "按商家 SKU（没有就按标题）写明类目、是否支持无理由、保修和页面条款；"
            "核实时先看这里，再看类目的规则。"
        )
        column.addWidget(PlainLabel(words, "small", wrap=True))
        column.addLayout(head)
        self.list.column.addWidget(self.table)
        self.list.column.addWidget(self.more)
        self.list.column.addStretch(1)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.search.searched.connect(self._on_searched)
        self.add.clicked.connect(self.added)
        self.empty.pressed.connect(self.added)

    def show_goods(self, goods: tuple[GoodsPolicy, ...], refusal: str, why_none: str) -> None:
        """`refusal`: why this person may not change them; `why_none`: why there can be none."""
        self._all, self._refusal, self._why_none = goods, refusal, why_none
        self.add.set_reason(why_none or refusal)
        self._show()

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        found = [one for one in self._all if all(word in _words(one) for word in words)]
        self.table.clear_rows()
        self.rows = {}
        for policy in found[:_MOST]:
            actions = GoodsActions(policy, self._refusal)
            actions.wanted.connect(self.wanted)
            actions.dropped.connect(self.dropped)
            self.rows[policy.id] = actions
            self.table.add_row([*_cells(policy), actions])
        rest = len(found) - _MOST
        self.more.setText(_("还有 {n} 条，输入几个字缩小范围。").format(n=rest) if rest > 0 else "")
        self.more.setVisible(rest > 0)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._say_empty(searching=bool(words))

    def _say_empty(self, *, searching: bool) -> None:
        if self._why_none:
            self.empty.say("shop", _("先选一家店铺"), self._why_none)
        elif searching:
            self.empty.say("search", _("没有找到"), _("换一个词，或清空搜索。"))
        else:
            button = "" if self._refusal else _("添加商品规则")
            text = self._refusal or _("没有写的商品按类目的规则。")
            self.empty.say("tag", _("还没有商品规则"), text, button)

    def _on_searched(self, _text: str) -> None:
        self._show()


class GoodsActions(QWidget):
    """What can be done about one entry. Both signals carry the `GoodsPolicy`."""

    wanted = Signal(object)
    dropped = Signal(object)

    def __init__(self, policy: GoodsPolicy, refusal: str) -> None:
        super().__init__()
        self._policy = policy
        self.edit = IconButton("edit", _("修改"))
        self.drop = IconButton("close", _("删除"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.edit, self.drop):
            button.set_reason(refusal)
            row.addWidget(button)
        self.edit.clicked.connect(self._on_edit)
        self.drop.clicked.connect(self._on_drop)

    def _on_edit(self) -> None:
        self.wanted.emit(self._policy)

    def _on_drop(self) -> None:
        self.dropped.emit(self._policy)


class GoodsForm(DraftDialog):
    """One entry (`policy.id` 0: a new one); keeps what was typed when it is refused."""

    def __init__(self, desk: Desk, policy: GoodsPolicy, parent: QWidget | None = None) -> None:
        title = _("修改商品规则") if policy.id else _("添加商品规则")
        super().__init__(title, primary=_("保存"), width=_WIDTH, parent=parent)
        self._desk = desk
        self._policy = policy
        self.sku = TextField(policy.sku, placeholder=_("商家编码"))
        self.title_field = TextField(policy.title, placeholder=_("没有 SKU 时按标题认"))
        self.category = Choice([(one, label(one)) for one in GoodsCategory], policy.category)
        self.no_reason = Choice(
            [(None, _("按类目的规则")), (True, _("支持")), (False, _("不支持"))], policy.no_reason
        )
        self.days = TextField(_number(policy.no_reason_days), placeholder=_("按规则"), longest=3)
        self.months = TextField(_number(policy.warranty_months), placeholder=_("按规则"), longest=3)
        self.payer = Choice(
            [(None, _("按运费规则")), (True, _("买家")), (False, _("商家"))],
            policy.buyer_pays_return,
        )
        self.terms = TextArea(policy.terms, lines=4, longest=_LONGEST_TERMS)
        self.warning = PlainLabel("", "warn", wrap=True)
        self._fields = Form(columns=2)
        self._lay_out()
        self._fields.changed.connect(self._on_changed)
        self.submitted.connect(self._on_submitted)
        self._on_changed()
        self.sku.setFocus()

    def _lay_out(self) -> None:
        fields = self._fields
        fields.add(_("SKU"), self.sku)
        fields.add(_("标题"), self.title_field)
        fields.add(_("类目"), self.category)
        fields.add(_("七天无理由"), self.no_reason)
        fields.add(_("无理由天数（多于七天才写）"), self.days)
        fields.add(_("保修月数"), self.months)
        fields.add(_("无理由退回的运费"), self.payer)
        fields.add(_("页面上的退换与保修条款（原文）"), self.terms, span=True)
        self.form.addWidget(fields)
        self.form.addWidget(self.warning)

    def _on_changed(self) -> None:
        unnamed = not self.sku.value() and not self.title_field.value()
        problem = _("请填写 SKU 或标题。") if unnamed else self._fields.problem()
        for field, name in ((self.days, _("无理由天数")), (self.months, _("保修月数"))):
            wrong = bool(field.value()) and not field.value().isdecimal()
            said = _("「{name}」要填整数。").format(name=name) if wrong else ""
            field.set_problem(said)
            problem = problem or said
        self.set_problem(problem)
        refuses = self.no_reason.value() is False
        words = _(
            "只有法律列出的类目，或买家下单时单独确认过的商品，才可以不支持无理由；"
            "擅自扩大范围会被处罚（七日无理由退货暂行办法第30条）。"
        )
        self.warning.setText(words if refuses else "")
        self.warning.setVisible(refuses)

    def draft(self) -> GoodsPolicy:
        category, allowed, payer = self.category, self.no_reason.value(), self.payer.value()
        chosen = category.value()
        return GoodsPolicy(
            id=self._policy.id,
            shop_id=self._policy.shop_id,
            sku=self.sku.value(),
            title=self.title_field.value(),
            category=chosen if isinstance(chosen, GoodsCategory) else GoodsCategory.GENERAL,
            no_reason=allowed if isinstance(allowed, bool) else None,
            no_reason_days=_typed(self.days),
            warranty_months=_typed(self.months),
            buyer_pays_return=payer if isinstance(payer, bool) else None,
            terms=self.terms.value(),
        )

    def _on_submitted(self, policy: GoodsPolicy) -> None:
        outcome = self._desk.attempt(self._desk.services.rules.save_goods, policy)
        if outcome.error is not None:
            self.keep_open(str(outcome.error))
        else:
            name = policy.sku or policy.title
            self._desk.ask.tell(_("「{name}」的商品规则已保存").format(name=name))


def _cells(policy: GoodsPolicy) -> list[str]:
    days = policy.no_reason_days
    allowed = {None: _("按类目"), True: _("支持"), False: _("不支持")}[policy.no_reason]
    months = policy.warranty_months
    payer = {None: _("按规则"), True: _("买家"), False: _("商家")}[policy.buyer_pays_return]
    return [
        policy.sku or "—",
        policy.title or "—",
        label(policy.category),
        _("{what}，{n} 天").format(what=allowed, n=days) if days else allowed,
        _("{n} 个月").format(n=months) if months is not None else _("按规则"),
        payer,
    ]


def _words(policy: GoodsPolicy) -> str:
    return f"{policy.sku} {policy.title} {label(policy.category)} {policy.terms}".casefold()


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _typed(field: TextField) -> int | None:
    text = field.value()
    return int(text) if text.isdecimal() else None
