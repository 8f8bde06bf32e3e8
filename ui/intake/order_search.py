"""Finding an imported order by the start or end of its number, or by the phone's last four."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.access import mask_phone, show_nickname
from app.domain.money import Money
from app.domain.order import Order
from app.i18n import _
from ui.tab_order import follow
from ui.tokens import tokens_of
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.focus import draw_box, draw_ring
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel, sized

Find = Callable[[str], Sequence[Order]]

_SHORTEST = 3


def goods_words(order: Order) -> str:
    """The goods of an order in a few words; says so when no file has named them."""
    names = [
        " ".join(part for part in (line.title or line.sku, line.variant) if part)
        for line in order.lines
        if not line.gift
    ]
    named = [name for name in names if name]
    if not named:
        return _("商品未知")
    return (
        named[0] if len(named) == 1 else _("{goods} 等 {n} 种").format(goods=named[0], n=len(named))
    )


def number_words(order: Order) -> str:
    """The order number, or that nobody has one: a typed order may be without."""
    return _("无订单号") if order.number.startswith("-") or not order.number else order.number


def buyer_words(order: Order) -> str:
    """Nickname and masked phone, as far as they are known."""
    parts = (show_nickname(order.buyer.nickname), mask_phone(order.buyer.phone))
    return " · ".join(part for part in parts if part) or _("买家未知")


def paid_words(order: Order) -> str:
    """What was paid, or that files disagree or nobody knows."""
    if order.conflict is not None:
        return _("实付待核对")
    if order.paid_cents is None:
        return _("实付未知")
    return str(Money(order.paid_cents, order.currency))


class OrderHit(QAbstractButton):
    """One order that was found; Enter or a click chooses it, the arrows go on."""

    moved = Signal(int)
    """1 down, -1 up."""

    def __init__(self, order: Order, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = order
        at = order.placed_at or order.paid_at
        self._day = _day(at, zone) if at is not None else ""
        self.setAccessibleName(f"{number_words(order)} {buyer_words(order)}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, 50)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.hasFocus():
            draw_box(painter, box, tokens.color("sel"), None, 6)
            draw_ring(painter, box, tokens.color("accent"), 6)
        elif self.underMouse():
            draw_box(painter, box, tokens.color("hover"), None, 6)
        inside = QRectF(self.rect()).adjusted(10, 5, -10, -5)
        upper, lower = inside.adjusted(0, 0, 0, -20), inside.adjusted(0, 20, 0, 0)
        painter.setPen(tokens.color("text"))
        self._draw_line(painter, upper, number_words(self.order), paid_words(self.order))
        painter.setFont(sized(self.font(), 12))
        painter.setPen(tokens.color("muted"))
        words = f"{buyer_words(self.order)} · {goods_words(self.order)}"
        self._draw_line(painter, lower, words, self._day)

    def _draw_line(self, painter: QPainter, box: QRectF, left: str, right: str) -> None:
        """Two texts in one line; the left one gives way."""
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, right)
        room = int(box.width()) - metrics.horizontalAdvance(right) - 12
        shown = metrics.elidedText(left, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, shown)


def _day(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d")


class OrderSearch(QWidget):
    """A search field with its hits below it, and the way out: an order typed by hand."""

    chosen = Signal(object)
    """The `Order` that was chosen."""

    typed = Signal(str)
    """The order shall be typed; carries what was searched for."""

    changed = Signal()

    def __init__(self, find: Find, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._zone = zone
        self.field = _Field(placeholder=_("订单号的开头或结尾，或手机后四位"), longest=60)
        self.field.changed.connect(self._on_text)
        self.field.returnPressed.connect(self._on_enter)
        self.field.down.connect(self._on_down)
        self.hits: list[OrderHit] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._nothing = PlainLabel("", "muted", wrap=True)
        self.by_hand = Button(_("手工录入订单"), icon="edit")
        self.by_hand.clicked.connect(self._on_by_hand)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._nothing, 1)
        foot.addWidget(self.by_hand, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(self._list)
        column.addLayout(foot)
        self.setFocusProxy(self.field)
        self._show(())

    def value(self) -> str:
        """What is searched for."""
        return self.field.value()

    def search(self, text: str) -> None:
        """Search for this."""
        self.field.set_value(text)

    def _on_text(self) -> None:
        self._show(self._find(self.value()))
        self.changed.emit()

    def _show(self, orders: Sequence[Order]) -> None:
        clear(self._list)
        self.hits = []
        for order in orders:
            hit = OrderHit(order, self._zone)
            hit.clicked.connect(self._on_hit)
            hit.moved.connect(self._on_moved)
            self._list.addWidget(hit)
            hit.show()  # now, not with the next event: the next key may go there
            self.hits.append(hit)
        follow(self.field, self.hits)
        self._nothing.setText(self._remark())

    def _remark(self) -> str:
        if self.hits:
            return _("↓ 选择，回车确定。")
        if len(self.value()) < _SHORTEST:
            return _("输入至少 3 位就开始查找；没有导入过的订单可以手工录入。")
        return _("没有找到「{text}」。").format(text=self.value())

    def _on_enter(self) -> None:
        if len(self.hits) == 1:
            self.chosen.emit(self.hits[0].order)
        else:
            self._on_down()

    def _on_down(self) -> None:
        first = self.hits[0] if self.hits else self.by_hand
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_moved(self, step: int) -> None:
        hit = self.sender()
        stops = [self.field, *self.hits, self.by_hand]
        if isinstance(hit, OrderHit):
            stops[stops.index(hit) + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_hit(self) -> None:
        hit = self.sender()
        if isinstance(hit, OrderHit):
            self.chosen.emit(hit.order)

    def _on_by_hand(self) -> None:
        self.typed.emit(self.value())


class _Field(TextField):
    """The search field; ↓ goes into the hits."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)
