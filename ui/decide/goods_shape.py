"""What the goods table asks for, by remedy: pieces, an amount, or today's price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.remedy import Remedy
from app.i18n import N_


@dataclass(frozen=True, slots=True)
class GoodsShape:
    """Headings are marked for translation: show them with `_()`."""

    count: str
    last: str = ""  # heading of the last column; empty: there is none
    amounts: bool = False  # an amount may be typed where pieces do not tell
    keeps: bool = False  # the goods stay: an amount uses up no piece
    back: bool = False  # gifts are asked back with the goods
    prices: bool = False  # the last column takes today's price of one piece


SHAPES: Mapping[Remedy, GoodsShape] = {
    Remedy.REFUND_ONLY: GoodsShape(N_("本次退"), N_("退款"), amounts=True, keeps=True),
    Remedy.RETURN_REFUND: GoodsShape(N_("本次退"), N_("退款"), amounts=True, back=True),
    Remedy.COMPENSATION: GoodsShape(N_("涉及"), N_("可退余额")),
    Remedy.EXCHANGE: GoodsShape(N_("换货")),
    Remedy.RESHIP: GoodsShape(N_("补发")),
    Remedy.REPAIR: GoodsShape(N_("维修")),
    Remedy.PRICE_PROTECTION: GoodsShape(N_("件数"), N_("今天的单价"), prices=True),
}
