"""Which ways of paying fit a money row: cash is never a coupon, and a coupon is never cash."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.payment import Leg, PayMethod, Tender
from app.i18n import _

MONEY = (
    PayMethod.ORIGINAL,
    PayMethod.ALIPAY,
    PayMethod.WECHAT,
    PayMethod.BANK,
    PayMethod.CASH,
)
CODES = frozenset({PayMethod.COUPON, PayMethod.VOUCHER})
_NO_NUMBER = frozenset({PayMethod.ORIGINAL, PayMethod.CASH})


def fitting(decided: PayMethod, tender: Tender) -> tuple[PayMethod, ...]:
    """How a row may be paid, what was decided among them.

    Money goes as money. What the buyer paid with points, coupons or stored value may also go back
    the way it came.
    """
    if tender is Tender.CASH:
        return MONEY if decided in MONEY else (decided,)
    return tuple(dict.fromkeys((decided, PayMethod.ORIGINAL)))


def fitting_all(rows: Iterable[tuple[PayMethod, Tender]]) -> tuple[PayMethod, ...]:
    """How these rows, (decided, tender) each, may be paid in one go; empty when they differ."""
    ways = [fitting(decided, tender) for decided, tender in rows]
    return tuple(way for way in ways[0] if all(way in one for one in ways)) if ways else ()


def departs(decided: PayMethod, tender: Tender, leg: Leg | None, method: PayMethod) -> bool:
    """Whether paying so is another way than was decided, which needs a written reason.

    What the buyer advanced for sending back was never paid to the shop, so that it has no original
    path: transferring it is no departure. Nor is giving a coupon or points back as they were paid.
    """
    if method is decided:
        return False
    if tender is not Tender.CASH and method is PayMethod.ORIGINAL:
        return False
    return not (leg is Leg.RETURN and decided is PayMethod.ORIGINAL)


def needs_number(method: PayMethod) -> bool:
    """Whether the payment is found by a number: a transfer's, or the code of a coupon."""
    return method not in _NO_NUMBER


def number_missing(method: PayMethod) -> str:
    """What to type where the number is missing."""
    if method in CODES:
        return _("请填写券码，以后查得到是哪一张。")
    return _("请填写打款凭证号（转账单号或流水号），以后查得到。")
