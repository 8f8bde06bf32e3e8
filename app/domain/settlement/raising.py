"""How much to offer for keeping the goods, and how far to go after a refusal. Proposals only.

Both are practice of small merchants, not law: five sixths of the freight saved (12 → 10,
24 → 20), then three to five more, then the return itself.
"""

from __future__ import annotations

from app.domain.money import exponent
from app.domain.remedy import Remedy
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

_LEAST, _MOST = 3, 5  # whole units of the currency


def suggest_compensation(avoided_freight_cents: int, currency: str = "CNY") -> int:
    """Five sixths of the freight saved, down to whole units of the currency: 12 → 10, 24 → 20."""
    whole: int = 10 ** exponent(currency)
    return max(0, avoided_freight_cents) * 5 // (6 * whole) * whole


def saved_ways(scene: Scene) -> int:
    """How many parcels the shop saves: both ways of an exchange, else the one back."""
    asked = (scene.situation.platform_remedy, scene.situation.requested)
    return 2 if Remedy.EXCHANGE in asked else 1


def saved_freight(scene: Scene) -> int | None:
    """What the shop saves when the goods stay, in cents; None while freight is unknown."""
    one_way = scene.situation.avoided_freight_cents
    return None if one_way is None else one_way * saved_ways(scene)


def raise_after_refusal(scene: Scene, left: int | None, guards: list[Guard]) -> int | None:
    """The next offer after one was refused: 3.00 to 5.00 more, in cents of the order's currency.

    Never above `left`, what cap and paid share still allow, nor above what the buyer asked for.
    None without a refused offer, where the buyer asked for no more than that, and where the cap
    leaves no room for a step.
    """
    last, asked = scene.situation.last_offer_cents, scene.situation.counter_cents
    if last is None or (asked is not None and asked <= last):
        return None
    whole: int = 10 ** exponent(scene.order.currency)
    aim = last + _LEAST * whole if asked is None else min(asked, last + _MOST * whole)
    if left is None or aim <= left:
        return aim
    if left >= last + _LEAST * whole:
        return left
    text = _("上次的 {last} 买家没有接受，补偿已到上限 {left}；可以改为退货退款，或请店主同意。")
    shown = text.format(last=scene.show(last), left=scene.show(left))
    guards.append(Guard(GuardLevel.INFO, "no_raise_left", shown))
    return None


def similar_guard(scene: Scene, guards: list[Guard]) -> None:
    """What was accepted for the same problem before."""
    count, median = scene.situation.similar_count, scene.situation.similar_median_cents
    if count > 0 and median is not None:
        text = _("同类问题此前 {n} 次接受的补偿，中位数 {median}。")
        shown = text.format(n=count, median=scene.show(median))
        guards.append(Guard(GuardLevel.INFO, "similar", shown))
