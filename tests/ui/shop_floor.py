"""A real desk in a temporary folder, with orders and claims as platform files bring them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import FixedClock
from app.domain.facts import Closing, Review
from app.domain.history import DESK_CHAIN
from app.domain.imported import (
    ClaimFacts,
    FileKind,
    ImportedClaim,
    ImportedLine,
    ImportedOrder,
    ParsedFile,
)
from app.domain.order import Address, Platform
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.model import tables
from app.model.db import Database
from app.paths import Paths
from app.services import build
from app.services.importing.apply import Tally, apply_file

T = TypeVar("T", bound=QWidget)
_PLAIN = Qt.KeyboardModifier.NoModifier
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
RUG = ImportedLine(
    sku="DT-160-H", title="北欧羊毛地毯", variant="160×230 灰", quantity=1, unit_price_cents=25800
)
CUP = ImportedLine(
    sku="MK-350-B", title="手工陶瓷马克杯", variant="蓝釉 350ml", quantity=2, unit_price_cents=3900
)


class ShopFloor:
    """One shop, 阿青 at the desk, the clock standing at noon of 2026-11-22."""

    def __init__(self, folder: Path) -> None:
        paths = Paths(folder)
        self.clock = FixedClock(NOON)
        self.db = Database.open(paths.database)
        self.services = build(self.db, paths, self.clock)
        self.services.staff.act_as("阿青")
        shop = self.services.shops.create(Platform.TAOBAO, "北屿家居旗舰店")
        address = Address("林青", "13812342209", "浙江省杭州市余杭区良渚街道示例路 18 号", "311100")
        self.shop = self.services.shops.save(
            replace(shop, couriers=("中通", "圆通", "韵达"), addresses=(address,))
        )
        self._files = 0

    def close(self) -> None:
        """Let the file go."""
        self.db.close()

    def order(
        self,
        number: str,
        lines: tuple[ImportedLine, ...] | None = (RUG,),
        *,
        paid_cents: int | None = 25800,
        shipping_cents: int | None = 0,
        nickname: str = "墨染青山",
        phone: str = "13812342209",
        status: str = "卖家已发货，等待买家确认",
        importer: str = "taobao_orders",
        tracking: str | None = "75310000000001",
        points: int | None = None,
        coupon_cents: int | None = None,
        delivered_at: datetime | None = None,
    ) -> None:
        """An order as an order file brings it. `paid_cents` includes shipping."""
        day = NOON - timedelta(days=5)
        order = ImportedOrder(
            number=number,
            status=status,
            buyer_nickname=nickname,
            phone=phone,
            receiver="林小满",
            address="浙江省杭州市西湖区文三路示例小区 5 幢 601 室",
            points=points,
            coupon_cents=coupon_cents,
            paid_cents=paid_cents,
            shipping_cents=shipping_cents,
            placed_at=day,
            paid_at=day,
            shipped_at=day + timedelta(days=1) if tracking else None,
            tracking=tracking,
            delivered_at=delivered_at,
            lines=lines,
        )
        self._take(FileKind.ORDERS, importer, (order,), ())

    def gift(self, title: str) -> None:
        """Mark a line as a gift, as nobody's file does today."""
        with self.services.context.write() as write:
            for row in write.find(tables.OrderLine, title=title):
                write.update(tables.OrderLine, int(row["id"]), gift=True)
            write.event(DESK_CHAIN, "orders_written", {"orders": 1})

    def claim(
        self,
        number: str,
        order: str,
        *,
        remedy: Remedy = Remedy.RETURN_REFUND,
        cents: int | None = 25800,
        reason: str = "双方协商一致退款",
        sku: str | None = "DT-160-H",
        title: str | None = "北欧羊毛地毯",
        order_paid_cents: int | None = None,
        words: str = "地毯颜色和图片差很多，图片是浅灰，收到的是深灰。",
    ) -> Ticket:
        """A claim as a refund export brings it; returns the ticket it opened."""
        claim = ImportedClaim(
            claim_no=number,
            order_no=order,
            remedy=remedy,
            reason=reason,
            buyer_words=words,
            amount_cents=cents,
            order_paid_cents=order_paid_cents,
            status="买家已经申请退款，等待卖家同意",
            facts=ClaimFacts(review=Review.NEW, closing=Closing.OPEN),
            due_at=NOON + timedelta(hours=30),
            due_whose="us",
            applied_at=NOON - timedelta(hours=3),
            sku=sku,
            title=title,
        )
        self._take(FileKind.CLAIMS, "qianniu_refund_export", (), (claim,))
        row = self.db.read().one(tables.PlatformClaim, claim_no=number)
        assert row is not None
        return self.services.tickets.get(int(row["ticket_id"]))

    def ticket(self, ticket_id: int) -> Ticket:
        """As it is now."""
        return self.services.tickets.get(ticket_id)

    def _take(
        self,
        kind: FileKind,
        importer: str,
        orders: tuple[ImportedOrder, ...],
        claims: tuple[ImportedClaim, ...],
    ) -> None:
        self._files += 1
        file = ParsedFile(
            path_name=f"{self._files}.xlsx",
            sha256=f"{self._files:064d}",
            importer_id=importer,
            platform=Platform.TAOBAO,
            kind=kind,
            encoding="",
            orders=orders,
            claims=claims,
            problems=(),
            rows_read=1,
        )
        with self.services.context.write() as write:
            shop = write.get(tables.Shop, self.shop.id) or {}
            apply_file(write, shop, file, importer, self.clock.now(), Tally())


def dialog_of(kind: type[T]) -> T:
    """The open dialog of this kind, with the keyboard's attention."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    shown = [one for one in found if one.isVisible()]
    assert len(shown) == 1, f"{len(shown)} open dialogs of kind {kind.__name__}"
    # Arrow keys move among buttons only in the active window.
    assert QTest.qWaitForWindowExposed(shown[0])
    assert shown[0].isActiveWindow()
    return shown[0]


class Hands:
    """Two hands on the keyboard of one dialog: keys go where the focus is."""

    def __init__(self, dialog: QWidget) -> None:
        self.dialog = dialog

    @property
    def where(self) -> QWidget:
        """The widget that has the focus."""
        found: QWidget | None = self.dialog.focusWidget()
        return found if found is not None else self.dialog

    def at(self, widget: QWidget) -> bool:
        """Whether the focus is on this widget or in it."""
        return self.where is widget or widget.isAncestorOf(self.where)

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = _PLAIN) -> Hands:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self.where, key, with_)
        return self

    def write(self, text: str) -> Hands:
        """Type a text; Chinese arrives as an input method sends it."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.where, sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QCoreApplication.sendEvent(self.where, event)
        return self

    def tab(self, times: int = 1) -> Hands:
        """Go on to the next field."""
        return self.press(*[Qt.Key.Key_Tab] * times)

    def tab_to(self, widget: QWidget, most: int = 60) -> Hands:
        """Press Tab until this widget (or a part of it) has the focus."""
        for _step in range(most):
            if self.at(widget):
                return self
            self.tab()
        raise AssertionError(f"Tab never reached {type(widget).__name__}")

    def ring(self, most: int = 80) -> list[QWidget]:
        """Every stop of the Tab key from here until it comes round."""
        stops = [self.where]
        for _step in range(most):
            self.tab()
            if self.where is stops[-1]:
                continue  # a date has several parts
            if self.where in stops:
                assert self.where is stops[0], f"the Tab key turns back to {self.where}"
                return stops
            stops.append(self.where)
        raise AssertionError("the Tab key never comes round")

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
