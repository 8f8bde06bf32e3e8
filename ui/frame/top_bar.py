"""The bar at the top: the shop, the search, import, a new ticket, and who is working."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.access import roles_text
from app.domain.labels import label
from app.domain.shop import Shop
from app.domain.staff import Person
from app.i18n import N_, _
from ui.actions import Commands
from ui.frame.house import HOUSE
from ui.theme import Mode
from ui.widgets.button import Button
from ui.widgets.search import SearchField
from ui.widgets.surface import Line, Surface
from ui.widgets.text import PlainLabel

HEIGHT: Final = 48
_SEARCH_WIDTH: Final = 420
_SHOP_WIDTH: Final = 220
_MODES: Final[dict[Mode, str]] = {
    "light": N_("浅色"),
    "dark": N_("深色"),
    "system": N_("跟随系统"),
}


class TopBar(QWidget):
    """Tells what was wanted; shows what it is told."""

    shop_chosen = Signal(object)
    """Id of a shop, None for all of them."""
    shops_wanted = Signal()
    """The shop screen."""
    person_chosen = Signal(object)
    """The `Person` who takes over."""
    switch_wanted = Signal()
    """Show everybody who could take over."""
    lock_wanted = Signal()
    people_wanted = Signal()
    limits_wanted = Signal()
    mode_chosen = Signal(str)
    keys_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.shop = Button("", "ghost", menu=True)
        self.search = SearchField(_("搜索单号、买家、手机尾号、商品、快递单号…"))
        self.bring = Button(_("导入平台文件"), icon="import")
        self.new = Button(_("新建售后单"), "primary", icon="plus")
        self.person = Button("", "ghost", menu=True)
        self.shop_menu = QMenu(self)
        self.person_menu = QMenu(self)
        self._shops = QActionGroup(self)
        self._people = QActionGroup(self)
        self._house: list[QAction] = []
        self._acting: Person | None = None
        self._modes = QActionGroup(self)
        self._lay_out()
        self.shop.clicked.connect(self._on_shop)
        self.person.clicked.connect(self._on_person)
        self._shops.triggered.connect(self._on_shop_chosen)
        self._people.triggered.connect(self._on_person_chosen)
        self._modes.triggered.connect(self._on_mode_chosen)

    def _lay_out(self) -> None:
        self.shop.setMaximumWidth(_SHOP_WIDTH)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        paper = Surface()
        row = QHBoxLayout(paper)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        name = PlainLabel(_("售后台"), "strong")
        row.addWidget(name)
        row.addWidget(self.shop)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self.bring)
        row.addSpacing(4)
        row.addWidget(self.new)
        row.addSpacing(4)
        row.addWidget(self.person)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(paper, 1)
        column.addWidget(Line())

    # ------------------------------------------------------------------ what is shown

    def show_house(self, commands: Commands) -> None:
        """The commands about rules, calendar, delays and notes: lines of the person's menu."""
        self._house = [commands[one.id] for one in HOUSE]

    def show_shops(self, shops: Sequence[Shop], chosen: int | None) -> None:
        """The shops to choose from; with a single one there is nothing to choose."""
        self.shop_menu.clear()
        for action in self._shops.actions():
            self._shops.removeAction(action)
        several = len(shops) > 1
        names: list[tuple[int | None, str]] = [(None, _("全部店铺"))] if several else []
        names.extend((shop.id, f"{shop.name} · {label(shop.platform)}") for shop in shops)
        for key, text in names:
            action = self._choice(self.shop_menu, self._shops, text, key)
            action.setChecked(key == chosen or not several)
        self.shop_menu.addSeparator()
        self.shop_menu.addAction(_("店铺设置…")).triggered.connect(self.shops_wanted)
        shown = [shop.name for shop in shops if shop.id == chosen or not several]
        self.shop.setText(shown[0] if shown else _("全部店铺") if shops else _("店铺"))
        self.shop.updateGeometry()

    def show_person(self, person: Person | None, people: Sequence[Person], mode: Mode) -> None:
        """Who is acting, who else could, and the look that is on."""
        self.person_menu.clear()
        for group in (self._people, self._modes):
            for action in group.actions():
                group.removeAction(action)
        if len(people) > 1:
            for one in people:
                text = _("{name}（PIN）").format(name=_named(one)) if one.has_pin else _named(one)
                action = self._choice(self.person_menu, self._people, text, one)
                action.setChecked(person is not None and one.id == person.id)
            self._acting = person
            self.person_menu.addSeparator()
        self._entry(_("换人操作…"), "Ctrl+Shift+P", self.switch_wanted)
        self._entry(_("锁定"), "Ctrl+L", self.lock_wanted)
        self.person_menu.addSeparator()
        self.person_menu.addActions(self._house)
        self.person_menu.addSeparator()
        self._entry(_("人员…"), "", self.people_wanted)
        self._entry(_("审批额度…"), "", self.limits_wanted)
        self.person_menu.addSeparator()
        for name in get_args(Mode):
            action = self._choice(self.person_menu, self._modes, _(_MODES[name]), name)
            action.setChecked(name == mode)
        self.person_menu.addSeparator()
        self.person_menu.addAction(_("快捷键")).triggered.connect(self.keys_wanted)
        self.person_menu.addAction(_("打开数据文件夹")).triggered.connect(self.folder_wanted)
        self.person.setText(_named(person) if person is not None else "")
        self.person.updateGeometry()

    def _entry(self, text: str, key: str, wanted: SignalInstance) -> None:
        """A line of the person's menu; its key is heard elsewhere and only shown here."""
        self.person_menu.addAction(f"{text}\t{key}" if key else text).triggered.connect(wanted)

    @staticmethod
    def _choice(menu: QMenu, group: QActionGroup, text: str, data: object) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setData(data)
        group.addAction(action)
        return action

    # ------------------------------------------------------------------ what is wanted

    def _on_shop(self) -> None:
        self.shop_menu.popup(self.shop.mapToGlobal(self.shop.rect().bottomLeft()))

    def _on_person(self) -> None:
        corner = self.person.mapToGlobal(self.person.rect().bottomRight())
        corner.setX(corner.x() - self.person_menu.sizeHint().width())
        self.person_menu.popup(corner)

    def _on_shop_chosen(self) -> None:
        self.shop_chosen.emit(self._shops.checkedAction().data())

    def _on_person_chosen(self) -> None:
        chosen = self._people.checkedAction().data()
        # Whoever is asked for a PIN does not act yet.
        self._mark_acting()
        self.person_chosen.emit(chosen)

    def _mark_acting(self) -> None:
        for action in self._people.actions():
            action.setChecked(self._acting is not None and action.data().id == self._acting.id)

    def _on_mode_chosen(self) -> None:
        self.mode_chosen.emit(self._modes.checkedAction().data())


def _named(person: Person) -> str:
    roles = roles_text(person.roles)
    return f"{person.name} · {roles}" if roles else person.name
