"""What a platform file would say of an invented case; taken in by the real import."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.due import DueOwner
from app.domain.facts import Closing, GoodsIn, Review
from app.domain.import_plan import ImportPlan
from app.domain.imported import (
    ClaimFacts,
    FileKind,
    ImportedClaim,
    ImportedLine,
    ImportedOrder,
    ParsedFile,
)
from app.domain.order import Platform, Shop
from app.domain.payment import MoneyState
from app.domain.remedy import Remedy
from app.services.demo.goods import (
    CITIES,
    COURIERS,
    NICKNAMES,
    PRODUCTS,
    RECEIVERS,
    SPECIAL,
    TROUBLES,
    Product,
    Scene,
    Trouble,
)

if TYPE_CHECKING:
    from app.services import Services


@dataclass(frozen=True, slots=True)
class Case:
    """One invented order with its claim. Amounts are cents."""

    order_no: str
    claim_no: str
    product: Product
    quantity: int
    claimed: int
    shipping_cents: int
    trouble: Trouble
    remedy: Remedy
    nickname: str
    receiver: str
    phone: str
    address: str
    courier: str
    tracking: str

    asked: int | None = None
    signed_days: int = 2

    @classmethod
    def invent(
        cls,
        rng: random.Random,
        number: int,
        trouble: int,
        remedy: Remedy,
        scene: Scene | None = None,
    ) -> Case:
        """A case drawn by lot; a `scene` settles what was bought and what went wrong."""
        courier, lead = rng.choice(COURIERS)
        quantity = rng.choice((1, 1, 1, 2, 2, 4))
        what = TROUBLES[trouble % len(TROUBLES)]
        goods = [one for one in PRODUCTS if not what.skus or one.sku in what.skus]
        product = goods[(number * 5 + trouble) % len(goods)]
        claimed, asked, signed = 1, None, 2
        if scene is not None:
            product = next(one for one in (*PRODUCTS, *SPECIAL) if one.sku == scene.sku)
            what, asked, signed = scene.trouble, scene.asked_cents, scene.signed_days
            quantity = claimed = scene.quantity
        return cls(
            order_no=f"27{rng.randint(10**16, 10**17 - 1)}",
            claim_no=f"17{rng.randint(10**15, 10**16 - 1)}",
            product=product,
            quantity=quantity,
            claimed=claimed,
            shipping_cents=rng.choice((0, 0, 800, 1000)),
            trouble=what,
            remedy=remedy,
            nickname=NICKNAMES[number % len(NICKNAMES)],
            receiver=RECEIVERS[number % len(RECEIVERS)],
            # 199 is followed by zeros: no such number is given out.
            phone=f"1990000{rng.randint(0, 9999):04d}",
            address=f"{rng.choice(CITIES)} {rng.randint(1, 300)} 号",
            courier=courier,
            tracking=f"{lead}{rng.randint(10**8, 10**9 - 1)}",
            asked=asked,
            signed_days=signed,
        )

    @property
    def goods_cents(self) -> int:
        return self.product.price_cents * self.quantity

    @property
    def asked_cents(self) -> int:
        """What the buyer asks for: the piece, or a part of it for a compensation."""
        if self.asked is not None:
            return self.asked
        return 1500 if self.remedy is Remedy.COMPENSATION else self.product.price_cents


def import_case(services: Services, shop: Shop, case: Case, now: datetime, due: datetime) -> int:
    """Take the order and its new claim in; returns the ticket's id."""
    signed = now - timedelta(days=case.signed_days)
    order = ImportedOrder(
        number=case.order_no,
        status="卖家已发货，等待买家确认",
        buyer_nickname=case.nickname,
        receiver=case.receiver,
        phone=case.phone,
        address=case.address,
        currency="CNY",
        paid_cents=case.goods_cents + case.shipping_cents,
        goods_cents=case.goods_cents,
        shipping_cents=case.shipping_cents,
        total_quantity=case.quantity,
        placed_at=signed - timedelta(days=4),
        paid_at=signed - timedelta(days=4),
        shipped_at=signed - timedelta(days=3),
        delivered_at=signed,
        courier=case.courier,
        tracking=case.tracking,
        lines=(
            ImportedLine(
                sku=case.product.sku,
                title=case.product.title,
                variant=case.product.variant,
                quantity=case.quantity,
                unit_price_cents=case.product.price_cents,
            ),
        ),
    )
    claim = _claim(case, now, due, "买家已经申请退款，等待卖家同意", _OPEN)
    _take(services, shop, (order,), (), FileKind.ORDERS, case.order_no)
    _take(services, shop, (), (claim,), FileKind.CLAIMS, case.claim_no)
    found = services.queue.with_number(case.claim_no)
    return found[0]


_OPEN = ClaimFacts(review=Review.NEW)


@dataclass(frozen=True, slots=True)
class PlatformStatus:
    """What a later file says of a claim; `whose` countdown it is, if any."""

    text: str
    facts: ClaimFacts
    whose: str | None = None


AWAITING_GOODS = PlatformStatus(
    "卖家已经同意退款，等待买家退货",
    ClaimFacts(review=Review.ACCEPTED, goods_in=GoodsIn.TO_BE_SENT),
    DueOwner.BUYER,
)
GOODS_SENT = PlatformStatus(
    "买家已经退货，等待卖家确认收货",
    ClaimFacts(review=Review.ACCEPTED, goods_in=GoodsIn.IN_TRANSIT),
    DueOwner.US,
)
PAID = PlatformStatus(
    "退款成功",
    ClaimFacts(
        review=Review.ACCEPTED,
        goods_in=GoodsIn.NOT_NEEDED,
        closing=Closing.COMPLETED,
        money=MoneyState.ARRIVED,
    ),
)
CLOSED = PlatformStatus("退款关闭", ClaimFacts(closing=Closing.CANCELLED))
REFUSED = PlatformStatus("卖家拒绝退款", ClaimFacts(review=Review.REJECTED))


def platform_moves(
    services: Services,
    shop: Shop,
    case: Case,
    status: PlatformStatus,
    now: datetime,
    due: datetime | None = None,
    cents: int | None = None,
) -> None:
    """A later file tells of the claim: its status, its countdown, what was paid (cents)."""
    claim = replace(
        _claim(case, now, None, status.text, status.facts),
        applied_at=None,
        due_at=due if status.whose else None,
        due_whose=status.whose,
        finished_at=None if status.whose else now,
        amount_cents=cents if cents is not None else case.asked_cents or None,
    )
    _take(services, shop, (), (claim,), FileKind.CLAIMS, f"{case.claim_no}-{status.text}")


_KINDS = {
    Remedy.RETURN_REFUND: "需要退货",
    Remedy.EXCHANGE: "换货",
    Remedy.REPAIR: "维修",
    Remedy.RESHIP: "补寄",
    Remedy.PRICE_PROTECTION: "价保",
    Remedy.FREIGHT: "补运费",
}


def _claim(
    case: Case, applied: datetime, due: datetime | None, status: str, facts: ClaimFacts
) -> ImportedClaim:
    return ImportedClaim(
        claim_no=case.claim_no,
        order_no=case.order_no,
        remedy=Remedy.REFUND_ONLY if case.remedy is Remedy.COMPENSATION else case.remedy,
        remedy_text=_KINDS.get(case.remedy, "不需要退货"),
        reason=case.trouble.reason,
        buyer_words=case.trouble.words,
        amount_cents=case.asked_cents or None,
        order_paid_cents=case.goods_cents + case.shipping_cents,
        status=status,
        facts=facts,
        due_at=due,
        due_whose=DueOwner.US if due else None,
        applied_at=applied,
        goods_state="买家已收到货",
        needs_return=case.remedy in (Remedy.RETURN_REFUND, Remedy.EXCHANGE, Remedy.REPAIR),
        sku=case.product.sku,
        title=case.product.title,
    )


def _take(
    services: Services,
    shop: Shop,
    orders: tuple[ImportedOrder, ...],
    claims: tuple[ImportedClaim, ...],
    kind: FileKind,
    mark: str,
) -> None:
    parsed = ParsedFile(
        path_name=f"{mark}.csv",
        sha256=hashlib.sha256(mark.encode()).hexdigest(),
        importer_id="demo",
        platform=Platform.TAOBAO,
        kind=kind,
        encoding="utf-8",
        orders=orders,
        claims=claims,
        problems=(),
        rows_read=len(orders) + len(claims),
    )
    services.importing.apply(ImportPlan((), (parsed,), shop, None, (), (), ()))
