"""The queue's column: what is shown and how many, the kind of claim, the list or why it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.clock import Clock
from app.domain.labels import label
from app.domain.remedy import Remedy
from app.domain.shop import Shop
from app.domain.ticket_list import View
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.queue.fences import FenceBuilder
from ui.queue.model import QueueModel
from ui.queue.row import Wording
from ui.queue.scope import KINDS, Scope, name_of
from ui.queue.view import QueueView
from ui.widgets.banner import Banner, EmptyState
from ui.widgets.pill import Chip
from ui.widgets.surface import Line, Surface
from ui.widgets.text import PlainLabel

_TICK_MS: Final = 20_000
_MOVING_VIEWS: Final = frozenset({View.DUE_SOON, View.OVERDUE})


class QueuePane(Surface):
    """Give it a `Scope` with `show_scope`; it tells which ticket is chosen."""

    ticket_chosen = Signal(object)
    """Id of the ticket to show, None for none."""
    opened = Signal()
    """Enter or a double click: the person wants to work on the chosen ticket."""
    kind_chosen = Signal(object)
    """A `Remedy`, None for all kinds."""
    helped = Signal(str)
    """The button of an empty list: `import`, `everywhere`; of the remark above one: `overdue`."""

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._scope = Scope()
        self._total = 0
        self._current: int | None = None
        self._anchor = 0
        self._restoring = False
        self.wording = Wording(clock.now())
        self.model = QueueModel(desk.services.queue, self.wording.row, self)
        self.view = QueueView(self.model)
        self._fences = FenceBuilder(desk.services.queue, self)
        self.title = PlainLabel("", "heading")
        self.note = PlainLabel("", "muted", elide=True)
        self.late = Banner("", "warn")
        self.kind = Chip("", menu=True)
        self._kind_menu = self._make_kind_menu()
        self.empty = EmptyState("inbox", "")
        self.empty.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.setSpacing(8)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.title)
        words.addWidget(self.note, 1)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        chips.addWidget(self.kind)
        chips.addStretch(1)
        head.addLayout(words)
        head.addLayout(chips)
        head.addWidget(self.late)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_chosen)
        self.view.entered_row.connect(self.opened)
        self.model.failed.connect(self._on_failed)
        self.kind.clicked.connect(self._on_kind_chip)
        self._kinds.triggered.connect(self._on_kind)
        self.empty.pressed.connect(self._on_help)
        self.late.pressed.connect(self._on_late)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()

    def _make_kind_menu(self) -> QMenu:
        # Not a child of the pane: setting a focus proxy puts a widget before its first child in the
        # order of the Tab key, and a menu is a window with an order of its own.
        menu = QMenu(self.kind)
        self._kinds = QActionGroup(self)
        for kind in (None, *KINDS):
            action = menu.addAction(_("全部类型") if kind is None else label(kind))
            action.setCheckable(True)
            action.setChecked(kind is None)
            action.setData(None if kind is None else kind.value)
            self._kinds.addAction(action)
            if kind is None:
                menu.addSeparator()
        return menu

    # ------------------------------------------------------------------ what is shown

    def set_shops(self, shops: tuple[Shop, ...]) -> None:
        """The shops whose zones and names the rows need."""
        zones: Mapping[tuple[str, str], ZoneInfo] = {
            (shop.platform.value, shop.name): ZoneInfo(shop.zone) for shop in shops
        }
        self.wording.set_zones(zones)

    def set_total(self, total: int) -> None:
        """How many tickets the desk holds: an empty desk needs other words than an empty view."""
        if bool(total) != bool(self._total):
            self._total = total
            self._show_state()
        self._total = total

    def show_scope(self, scope: Scope) -> None:
        """List the tickets of a scope from the top, none of them marked."""
        self._scope = scope
        self.wording.set_view(scope.shown_view)
        self.wording.now = self._clock.now()
        self._restoring = True
        self.model.open(scope.filter())
        self._restoring = False
        self._anchor = 0
        self.view.verticalScrollBar().setValue(0)
        self._after_open()
        self._show_kind()

    def reload(self) -> None:
        """The same list after something was written, nothing jumping: place and choice are kept."""
        bar = self.view.verticalScrollBar()
        place = bar.value()
        anchor = self.view.current_row()
        self._anchor = anchor if anchor >= 0 else self._anchor
        self.wording.now = self._clock.now()
        self._restoring = True
        self.model.reload()
        self.view.updateGeometries()
        if self._current is not None:
            row = self.model.find(self._current, self._anchor)
            self.view.mark(-1 if row is None else row)
            self._anchor = self._anchor if row is None else row
        bar.setValue(place)
        self._restoring = False
        self._after_open()

    def _after_open(self) -> None:
        self._fences.want(self._scope.filter(), self.model.rowCount())
        self._show_state()

    def _show_state(self) -> None:
        self._show_late()
        count = self.model.rowCount()
        self.title.setText(self._scope.title())
        number = f"{count:,}"
        if self._scope.search and self._desk.services.queue.is_cut(self._scope.filter()):
            number += "+"
        words = _("{n} 单").format(n=number)
        if self._scope.search and self._scope.narrowed:
            words = _("{n} 单含「{text}」").format(n=number, text=self._scope.search)
        self.note.setText(f"{words} · {self._scope.order()}" if count else words)
        self._pages.setCurrentIndex(0 if count else 1)
        if not count:
            self._say_why_empty()

    def _show_late(self) -> None:
        """Beside what is late now: what was late and nobody has explained."""
        count = 0
        if self._scope.view is View.OVERDUE and not self._scope.search:
            outcome = self._desk.attempt(self._desk.services.clocks.overdue_count)
            count = outcome.result or 0
        said = _("{n} 次超时还没有登记原因").format(n=count) if count else ""
        self.late.say(said, "warn", button=_("登记…") if count else "")

    def _on_late(self) -> None:
        self.helped.emit("overdue")

    def _say_why_empty(self) -> None:
        scope = self._scope
        self._help = ""
        if not self._total:
            self._help = "import"
            self.empty.say(
                "inbox",
                _("还没有售后单"),
                _("导入平台导出的退款、订单文件，或按 Ctrl+N 手工新建一张。"),
                _("导入平台文件"),
            )
        elif scope.search:
            narrowed = scope.narrowed or scope.kind is not None
            self._help = "everywhere" if narrowed else ""
            self.empty.say(
                "search",
                _("没有找到「{text}」").format(text=scope.search),
                _("可以搜售后单号、订单号、退款编号、快递单号、手机尾号、买家昵称或商品名。"),
                _("在全部售后单里找") if narrowed else "",
            )
        elif scope.kind is not None:
            self.empty.say(
                "filter",
                _("没有「{kind}」的售后单").format(kind=label(scope.kind)),
                _("「{view}」里没有这种类型，可以换一个类型。").format(view=name_of(scope.view)),
            )
        elif scope.view is View.OVERDUE:
            self.empty.say("confirm", _("没有超时的售后单"))
        elif scope.view is View.DUE_SOON:
            self.empty.say(
                "confirm", _("没有快到期的售后单"), _("平台的 24 小时内，本店的 4 小时内。")
            )
        elif scope.view is View.OPEN:
            self.empty.say("confirm", _("都处理完了"), _("没有未完结的售后单。"))
        else:
            self.empty.say("inbox", _("这里没有售后单"))

    # ------------------------------------------------------------------ choosing

    @property
    def current(self) -> int | None:
        """Id of the chosen ticket; it may have left the list."""
        return self._current

    def next(self) -> None:
        """The ticket below; the first one when none was chosen."""
        row = self.view.current_row()
        # When the chosen ticket has left the list, the one in its place is the next.
        self._go(row + 1 if row >= 0 else self._anchor if self._current is not None else 0)

    def previous(self) -> None:
        """The ticket above."""
        row = self.view.current_row()
        self._go((row if row >= 0 else self._anchor) - 1)

    def _go(self, row: int) -> None:
        count = self.model.rowCount()
        if count:
            self.view.choose(min(max(row, 0), count - 1))

    def take_focus(self) -> None:
        """The keys go to the list; in an empty one the next Tab finds its button."""
        (self.view if self.model.rowCount() else self.empty).setFocus()

    def choose_first(self) -> None:
        """The ticket that runs out first; nothing in an empty list."""
        self._go(0)

    def choose(self, ticket_id: int) -> bool:
        """A certain ticket; False when it is not in this list."""
        row = self.model.find(ticket_id, self._anchor)
        if row is None:
            return False
        self.view.choose(row)
        return True

    def hold(self, ticket_id: int | None) -> None:
        """A ticket is shown that was chosen elsewhere."""
        self._current = ticket_id
        row = None if ticket_id is None else self.model.find(ticket_id, self._anchor)
        self._restoring = True
        self.view.mark(-1 if row is None else row)
        self._restoring = False

    def _on_chosen(self, number: int) -> None:
        if self._restoring or number < 0:
            return
        row = self.model.row(number)
        if row is not None:
            self._anchor = number
            if row.id != self._current:
                self._current = row.id
                self.ticket_chosen.emit(row.id)

    # ------------------------------------------------------------------ the rest

    def _on_kind_chip(self) -> None:
        self._kind_menu.popup(self.kind.mapToGlobal(self.kind.rect().bottomLeft()))

    def _on_kind(self) -> None:
        value = self._kinds.checkedAction().data()
        self.kind_chosen.emit(Remedy(value) if value else None)

    def _show_kind(self) -> None:
        kind = self._scope.kind
        words = _("全部") if kind is None else label(kind)
        self.kind.setText(_("类型：{kind}").format(kind=words))
        self.kind.setChecked(kind is not None)
        self.kind.updateGeometry()
        for action in self._kinds.actions():
            action.setChecked(action.data() == (None if kind is None else kind.value))

    def _on_help(self) -> None:
        if self._help:
            self.helped.emit(self._help)

    def _on_tick(self) -> None:
        self.wording.now = self._clock.now()
        if self._scope.shown_view in _MOVING_VIEWS:
            self.reload()
        else:
            self.model.reword()

    def _on_failed(self, error: AppError) -> None:
        self._desk.explain(error)

    def stop(self) -> None:
        """Nothing reads the database any more: before it is closed."""
        self._tick.stop()
        self._fences.finish()
