"""The shop screen: every shop of the desk, one at a time, saved together."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.deadlines.own_times import own_times_text
from app.domain.order import Address, Platform, Shop
from app.errors import AppError, Stale
from app.i18n import _
from app.services.shops import DEFAULT_COURIERS
from ui.desk import Desk
from ui.settings.shop_form import ShopForm
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice

_WIDTH: Final = 700
NEW_ID: Final = 0


class ShopsDialog(DraftDialog):
    """What is typed for one shop stays while another one is looked at."""

    def __init__(self, desk: Desk, shop_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(_("店铺设置"), primary=_("保存"), width=_WIDTH, parent=parent)
        self._desk = desk
        self.forms: list[ShopForm] = []
        self.which = Choice()
        self.more = Button(_("新增店铺"), "ghost", icon="plus")
        self._pages = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.which, 1)
        row.addStretch(0)
        row.addWidget(self.more)
        self.form.addLayout(row)
        self.form.addWidget(self._pages)
        for shop in desk.services.shops.all():
            self._add(shop)
        if not self.forms:
            self._add(_new_shop())
        start = next((i for i, f in enumerate(self.forms) if f.stored.id == shop_id), 0)
        self._show(start)
        self.which.changed.connect(self._on_which)
        self.more.clicked.connect(self._on_more)
        self.submitted.connect(self._on_submitted)

    def _add(self, shop: Shop) -> None:
        proposed: tuple[Address, ...] = ()
        if shop.id != NEW_ID:
            proposed = self._desk.services.shops.proposed_addresses(shop.id)
        form = ShopForm(shop, proposed)
        form.changed.connect(self._on_changed)
        form.times_wanted.connect(self._on_times)
        form.copy_times.set_reason(_("请先保存这家店铺。") if shop.id == NEW_ID else "")
        self.forms.append(form)
        self._pages.addWidget(form)

    def _show(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self._name_them()
        self._on_changed()

    def _name_them(self) -> None:
        names: list[tuple[object, str]] = [
            (at, form.name.value() or _("新店铺")) for at, form in enumerate(self.forms)
        ]
        self.which.set_options(names, self._pages.currentIndex())
        self.which.setVisible(len(names) > 1)

    @property
    def current(self) -> ShopForm:
        """The shop on screen."""
        return self.forms[self._pages.currentIndex()]

    def _on_which(self) -> None:
        index = self.which.value()
        if isinstance(index, int):
            self._show(index)

    def _on_more(self) -> None:
        self._add(_new_shop())
        self._show(len(self.forms) - 1)
        self.current.name.setFocus()

    def _on_times(self) -> None:
        """What is typed counts, saved or not; the limits are those that hold today."""
        if self.current.hours.problem():
            self._desk.ask.warn(self.current.hours.problem())
            return
        shop = self.current.shop()
        outcome = self._desk.attempt(self._desk.services.rules.for_shop, shop.id)
        if outcome.result is None:
            self._desk.ask.warn(outcome.sentence)
            return
        text = own_times_text(shop.name, shop.opening_hours, outcome.result, shop.ship_hours)
        QGuiApplication.clipboard().setText(text)
        self._desk.ask.tell(_("本店时限说明已复制，可以贴给买家"))

    def _on_changed(self) -> None:
        changed = [form for form in self.forms if form.is_changed()]
        problems = [(form, form.problem()) for form in changed]
        found = next(((form, said) for form, said in problems if said), None)
        if found is None:
            self.set_problem("")
            self.set_hint(
                _("有 {n} 家店铺的改动还没有保存").format(n=len(changed)) if changed else ""
            )
            return
        form, said = found
        if form is not self.current:
            name = form.name.value() or _("新店铺")
            said = _("「{shop}」：{problem}").format(shop=name, problem=said)
        self.set_problem(said)

    def draft(self) -> object:
        return tuple(form for form in self.forms if form.is_changed())

    def _on_submitted(self, changed: tuple[ShopForm, ...]) -> None:
        for form in changed:
            error = self._save(form)
            if error is not None:
                self._show(self.forms.index(form))
                self.keep_open(str(error))
                return
        if changed:
            self._desk.ask.tell(_("店铺设置已保存"))

    def _save(self, form: ShopForm) -> AppError | None:
        shops = self._desk.services.shops
        shop = form.shop()
        if shop.id == NEW_ID:
            made = self._desk.attempt(
                shops.create, shop.platform, shop.name, shop.zone, shop.currency
            )
            if made.result is None:
                return made.error
            shop = replace(shop, id=made.result.id, version=made.result.version)
        outcome = self._desk.attempt(shops.save, shop)
        if isinstance(outcome.error, Stale):
            form.follow(shops.get(shop.id).version)
        return outcome.error


def _new_shop() -> Shop:
    return Shop(NEW_ID, Platform.TAOBAO, "", couriers=DEFAULT_COURIERS)
