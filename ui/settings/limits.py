"""Up to how much each role decides alone: the whole table at once, saved together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.access import GRANTS, Permission, Role
from app.domain.approval import DEFAULT_LIMITS, Limit, LimitScope
from app.domain.labels import label
from app.domain.money import Money
from app.domain.remedy import Remedy
from app.i18n import _
from ui.desk import Desk
from ui.widgets.button import HEIGHT as CROSS
from ui.widgets.button import Button, IconButton
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.surface import Card, clear
from ui.widgets.text import PlainLabel

_WIDTH: Final = 780
_HOME: Final = "CNY"
_LIMITED: Final = tuple(
    role for role in Role if Permission.DECIDE in GRANTS[role] and role is not Role.OWNER
)


class LimitsDialog(DraftDialog):
    """One card for each role that decides but is not the owner; one currency at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("审批额度"), primary=_("保存"), width=_WIDTH, parent=parent)
        self._desk = desk
        self._stored = desk.services.limits.all()
        self._drafts = _by_currency(self._stored)
        currencies = [shop.currency for shop in desk.services.shops.all()] or [_HOME]
        self._currencies = tuple(dict.fromkeys((*currencies, *self._drafts)))
        self._shown = self._currencies[0]
        self.cards: dict[Role, RoleLimits] = {}
        self.currency = Choice([(one, one) for one in self._currencies], self._shown)
        self.propose = Button(_("恢复默认"), "ghost")
        self._column = QVBoxLayout()
        self._lay_out()
        self._show_cards()
        self._first = self.limits()
        self.currency.changed.connect(self._on_currency)
        self.propose.clicked.connect(self._on_propose)
        self.submitted.connect(self._on_submitted)

    def _lay_out(self) -> None:
        words = _(
            "方案的花费超过额度时，要另一位同事审批后才生效。「任何方式」空着就是不限；"
            "另设了额度的方式，空着的格子仍按「任何方式」的额度。"
            "别的币种设了额度、这个币种空着的，每次都要审批。"
            "一个人兼几个角色，按最宽的算。店主不受限，只有一个人的店用不到审批。"
        )
        self.form.addWidget(PlainLabel(words, "small", wrap=True))
        if not self._desk.services.limits.saved():
            proposed = _("这些是本程序建议的默认值，不是平台规定，可修改。")
            self.form.addWidget(PlainLabel(proposed, "warn", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.currency)
        row.addStretch(1)
        row.addWidget(self.propose)
        self._column.setSpacing(12)
        self.form.addLayout(self._column)
        self.form.addLayout(row)
        self.currency.setVisible(len(self._currencies) > 1)

    def _show_cards(self) -> None:
        clear(self._column)
        self.cards = {}
        known = self._drafts.get(self._shown, ())
        for role in _LIMITED:
            own = [one for one in known if one.role is role]
            card = RoleLimits(role, self._shown, own, self._limited_elsewhere(role))
            card.changed.connect(self._on_changed)
            card.grown.connect(self._on_grown)
            self.cards[role] = card
            self._column.addWidget(card)
            card.show()

    def _limited_elsewhere(self, role: Role) -> frozenset[LimitScope]:
        """Where the role is held to an amount of another currency: here nothing then stands alone."""
        return frozenset(
            limit.scope
            for currency, limits in self._drafts.items()
            if currency != self._shown
            for limit in limits
            if limit.role is role and limit.remedy is None and limit.cents is not None
        )

    def limits(self) -> tuple[Limit, ...]:
        """Every limit of every currency. Only meaningful while `problem()` is empty."""
        self._drafts[self._shown] = tuple(
            limit for card in self.cards.values() for limit in card.limits()
        )
        return tuple(limit for one in self._currencies for limit in self._drafts.get(one, ()))

    def draft(self) -> object:
        return self.limits()

    def _on_changed(self) -> None:
        found = (problem for card in self.cards.values() for problem in card.problems())
        problem = next(found, "")
        self.set_problem(problem)
        # What is shown can be left for another currency only when it can be kept.
        self.currency.setEnabled(not problem)
        if not problem:
            changed = set(self.limits()) != set(self._first)
            self.set_hint(_("有改动还没有保存") if changed else "")

    def _on_grown(self) -> None:
        self._on_changed()
        self.grow()

    def _on_currency(self) -> None:
        self.limits()
        self._shown = str(self.currency.value())
        self._show_cards()
        self._on_changed()

    def _on_propose(self) -> None:
        """This program's proposal for the currency that is shown; saved only with the button."""
        self._drafts[self._shown] = tuple(
            one for one in DEFAULT_LIMITS if one.currency == self._shown
        )
        self._show_cards()
        self._on_changed()

    def _on_submitted(self, limits: tuple[Limit, ...]) -> None:
        outcome = self._desk.attempt(self._desk.services.limits.save, limits)
        if outcome.error is not None:
            self.keep_open(str(outcome.error))
        else:
            self._desk.ask.tell(_("审批额度已保存"))


@dataclass(slots=True)
class _Row:
    """The amounts of one kind of remedy, and the small cross that takes them away."""

    remedy: Remedy | None
    edits: dict[LimitScope, MoneyEdit]
    parts: tuple[QWidget, ...]


class RoleLimits(QWidget):
    """The limits of one role: a row for any remedy, more for those that are stricter."""

    changed = Signal()
    grown = Signal()

    def __init__(
        self, role: Role, currency: str, limits: list[Limit], elsewhere: frozenset[LimitScope]
    ) -> None:
        """`elsewhere`: the scopes in which another currency limits the role."""
        super().__init__()
        self._role = role
        self._elsewhere = elsewhere
        self._currency = currency
        self.rows: list[_Row] = []
        self.more = Choice(placeholder=_("为某种方式另设更严的额度"))
        self.more.setFixedWidth(220)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        # The place of the crosses is kept free: the columns of all cards stand below each other.
        free = QWidget()
        free.setFixedSize(CROSS, 1)
        self._grid.addWidget(free, 0, len(LimitScope) + 1)
        card = Card(label(role))
        for at, scope in enumerate(LimitScope, 1):
            self._grid.addWidget(PlainLabel(label(scope), "small"), 0, at)
        card.body.addLayout(self._grid)
        tail = QHBoxLayout()
        tail.addWidget(self.more)
        tail.addStretch(1)
        card.body.addSpacing(4)
        card.body.addLayout(tail)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._add(None, limits)
        for remedy in dict.fromkeys(one.remedy for one in limits if one.remedy is not None):
            self._add(remedy, limits)
        self._offer_more()
        self._show_what_holds()
        self.more.changed.connect(self._on_more)

    def limits(self) -> Iterator[Limit]:
        """One for every amount; an empty field says nothing, see `_show_what_holds`."""
        for row in self.rows:
            for scope, edit in row.edits.items():
                cents = edit.value()
                if cents is not None:
                    yield Limit(self._role, scope, cents, row.remedy, self._currency)

    def problems(self) -> Iterator[str]:
        """What is wrong with an amount, named by where it stands."""
        for row in self.rows:
            for scope, edit in row.edits.items():
                if problem := edit.problem():
                    words = _("{role}「{what}」{scope}：{problem}")
                    yield words.format(
                        role=label(self._role),
                        what=_named(row.remedy),
                        scope=label(scope),
                        problem=problem,
                    )

    def _add(self, remedy: Remedy | None, limits: list[Limit]) -> _Row:
        at = self._grid.rowCount()
        name = PlainLabel(_named(remedy))
        edits: dict[LimitScope, MoneyEdit] = {}
        self._grid.addWidget(name, at, 0)
        for column, scope in enumerate(LimitScope, 1):
            edit = MoneyEdit(self._currency, optional=True)
            edit.setAccessibleName(f"{_named(remedy)} {label(scope)}")
            edit.set_value(
                next((x.cents for x in limits if x.remedy is remedy and x.scope is scope), None)
            )
            edit.changed.connect(self._on_amount)
            edits[scope] = edit
            self._grid.addWidget(edit, at, column)
        parts: list[QWidget] = [name, *edits.values()]
        if remedy is not None:
            cross = IconButton("close", _("去掉这一行"))
            cross.clicked.connect(self._on_cross)
            self._grid.addWidget(cross, at, len(edits) + 1)
            parts.append(cross)
        for part in parts:
            part.show()
        row = _Row(remedy, edits, tuple(parts))
        self.rows.append(row)
        return row

    def _show_what_holds(self) -> None:
        """In each empty field what then holds: for one kind of remedy, what any remedy is held to."""
        general = self.rows[0].edits
        for row in self.rows:
            for scope, edit in row.edits.items():
                cents = general[scope].value()
                words = _("都要审批") if scope in self._elsewhere else _("不限")
                if row.remedy is not None and cents is not None:
                    words = _("同上 {sum}").format(sum=Money(cents, self._currency))
                edit.line.setPlaceholderText(words)

    def _on_amount(self) -> None:
        self._show_what_holds()
        self.changed.emit()

    def _offer_more(self) -> None:
        taken = {row.remedy for row in self.rows}
        self.more.set_options([(one, label(one)) for one in Remedy if one not in taken])

    def _on_more(self) -> None:
        remedy = self.more.value()
        if isinstance(remedy, Remedy):
            row = self._add(remedy, [])
            self._show_what_holds()
            self._offer_more()
            row.edits[LimitScope.DECISION].setFocus()
            self.grown.emit()

    def _on_cross(self) -> None:
        for row in self.rows:
            if self.sender() in row.parts:
                self.rows.remove(row)
                for part in row.parts:
                    self._grid.removeWidget(part)
                    part.hide()
                    part.deleteLater()
                break
        self._offer_more()
        self.changed.emit()


def _named(remedy: Remedy | None) -> str:
    return label(remedy) if remedy is not None else _("任何方式")


def _by_currency(limits: tuple[Limit, ...]) -> dict[str, tuple[Limit, ...]]:
    return {
        currency: tuple(one for one in limits if one.currency == currency)
        for currency in dict.fromkeys(one.currency for one in limits)
    }
