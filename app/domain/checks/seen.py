"""What the checks see of a case: the claimed goods, what is wanted, the shop's days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.domain.case import Receipt
from app.domain.checks.types import Case
from app.domain.facts import INSPECTED, GoodsIn
from app.domain.labels import label
from app.domain.order import OrderLine
from app.domain.remedy import ProblemClass, Remedy
from app.domain.rulepack import ANY_GOODS, GoodsCategory, GoodsPolicy
from app.i18n import _

NO_GOODS = frozenset({ProblemClass.SERVICE, ProblemClass.ENQUIRY})
"""Problems that are about no piece of goods."""
FAULTS = frozenset({ProblemClass.QUALITY, ProblemClass.NOT_AS_DESCRIBED})
GOODS_BACK = frozenset({Remedy.RETURN_REFUND, Remedy.EXCHANGE})


@dataclass(frozen=True, slots=True)
class Goods:
    """One claimed line. `line` None: nobody has supplied the lines of the order."""

    line: OrderLine | None
    ordinals: tuple[int, ...]
    category: str
    policy: GoodsPolicy | None

    @property
    def name(self) -> str:
        """How a sentence names it."""
        return (self.line.title or self.line.sku if self.line else "") or _("商品")


@dataclass(frozen=True, slots=True)
class Start:
    """From when a period counts. `word` says what happened then; `by_day`: no hour is known."""

    at: datetime
    day: date
    word: str
    by_day: bool = False


def goods_of(case: Case) -> tuple[Goods, ...]:
    """The claimed lines; all but the gifts where none is named. Never empty."""
    order = case.ticket.order
    known = {line.id: line for line in order.lines}
    claimed = [
        (known[one.line_id], one.ordinals) for one in case.ticket.lines if one.line_id in known
    ]
    claimed = claimed or [(line, ()) for line in order.lines if not line.gift]
    return tuple(
        Goods(line, ordinals, case.categories.get(line.id, ANY_GOODS), case.policies.get(line.id))
        for line, ordinals in claimed
    ) or (Goods(None, (), ANY_GOODS, None),)


def categories_of(case: Case) -> tuple[str, ...]:
    """The different kinds of goods that are claimed, in the order of the lines."""
    return tuple(dict.fromkeys(goods.category for goods in goods_of(case)))


def category_name(category: str) -> str:
    """The word for a kind of goods; the stored word where this version has none."""
    try:
        return label(GoodsCategory(category))
    except ValueError:
        return category


def wanted(case: Case) -> Remedy | None:
    """What was agreed, else asked of us, else applied for on the platform."""
    ticket = case.ticket
    decision = ticket.in_force
    if decision is not None and decision.state in ("accepted", "offered", "awaiting_approval"):
        return decision.remedy
    if ticket.requested is not None:
        return ticket.requested
    return next((claim.remedy for claim in ticket.claims if claim.remedy is not None), None)


def day_of(case: Case, at: datetime) -> date:
    """The day of an instant in the shop's zone."""
    return at.astimezone(zone(case)).date()


def zone(case: Case) -> ZoneInfo:
    """The shop's zone."""
    return ZoneInfo(case.ticket.shop.zone)


def not_begun(case: Case) -> str:
    """The sentence why no period counts yet: the buyer has not got the goods. Empty otherwise."""
    order, receipt = case.ticket.order, case.ticket.details.receipt
    details = case.ticket.details
    if order.delivered_at or details.installed_on or details.signed_on:
        return ""
    if receipt is Receipt.REFUSED:
        return _("买家拒签，没有签收，期限还没有开始。")
    if receipt in (Receipt.NOT_SHIPPED, Receipt.NOT_RECEIVED):
        return _("还没有签收，期限还没有开始。")
    if receipt is Receipt.UNKNOWN and order.shipped is False:
        return _("还没有发货，期限还没有开始。")
    return ""


def contradicted(case: Case) -> bool:
    """The courier says signed for, the buyer says not received: who is right is for a person."""
    details = case.ticket.details
    signed = case.ticket.order.delivered_at or details.signed_on
    return signed is not None and details.receipt in (
        Receipt.NOT_RECEIVED,
        Receipt.NOT_SHIPPED,
        Receipt.REFUSED,
    )


def start_of(case: Case) -> Start | None:
    """Signing, or the installation where there was one; None when nobody knows.

    What a file of the platform says comes before the day somebody noted.

    消法实施条例 Art. 18: goods that are to be installed count from their installation. The days for
    a return without reason count from signing all the same (七日无理由退货办法 Art. 10).
    """
    installed = case.ticket.details.installed_on
    if installed is not None and case.ticket.problem is not ProblemClass.CHANGE_OF_MIND:
        at = datetime.combine(installed, time(), zone(case))
        return Start(at, installed, _("安装"), by_day=True)
    signed, noted = case.ticket.order.delivered_at, case.ticket.details.signed_on
    if signed is not None:
        return Start(signed, day_of(case, signed), _("签收"))
    if noted is None:
        return None
    return Start(datetime.combine(noted, time(), zone(case)), noted, _("签收（登记）"), by_day=True)


def with_buyer(case: Case) -> bool:
    """Whether goods are on their way to the buyer or with them."""
    receipt = case.ticket.details.receipt
    if receipt in (Receipt.RECEIVED, Receipt.NOT_RECEIVED):
        return True
    return receipt is Receipt.UNKNOWN and case.ticket.order.shipped is True


def inspected(case: Case) -> tuple[GoodsIn, ...]:
    """How the pieces that came back were found, as far as somebody looked."""
    return tuple(state for state in case.ticket.goods_in.values() if state in INSPECTED)


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence."""
    return "、".join(words)
