"""The lines a buyer is sent about a parcel of ours: what is on its way, by whom, which number."""

from __future__ import annotations

from app.domain.goods_out import DispatchLine, DispatchPurpose
from app.i18n import N_, _

_OPENINGS = {
    DispatchPurpose.EXCHANGE: N_("您好，给您换的商品已经寄出。"),
    DispatchPurpose.RESHIP: N_("您好，给您补发的商品已经寄出。"),
    DispatchPurpose.REPAIRED: N_("您好，您的商品已经修好寄出。"),
    DispatchPurpose.PART: N_("您好，答应给您的配件已经寄出。"),
    DispatchPurpose.GIVE_BACK: N_("您好，您寄来的商品已经原样寄回。"),
}
_MOST_NAMED = 3


def goods_text(lines: tuple[DispatchLine, ...]) -> str:
    """`手工陶瓷马克杯 蓝釉 350ml ×2、杯垫`; beyond three kinds only how many there are."""
    counted: dict[str, int] = {}
    for line in lines:
        name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
        counted[name or _("未命名商品")] = counted.get(name, 0) + line.quantity
    named = [f"{name} ×{n}" if n > 1 else name for name, n in counted.items()]
    if len(named) > _MOST_NAMED:
        return _("{goods} 等 {n} 种").format(goods="、".join(named[:_MOST_NAMED]), n=len(named))
    return "、".join(named)


def waybill_text(
    purpose: DispatchPurpose, lines: tuple[DispatchLine, ...], courier: str, tracking: str
) -> str:
    """What the buyer is told once it has left; without a number only that it has left."""
    parts = [_(_OPENINGS[purpose])]
    goods = goods_text(lines)
    if goods:
        parts.append(_("包裹内：{goods}。").format(goods=goods))
    if tracking:
        parts.append(
            _("{courier}单号：{tracking}，可以凭单号查物流。").format(
                courier=courier or _("快递"), tracking=tracking
            )
        )
    parts.append(_("收到后请当面验一下，有问题请马上告诉我们。"))
    return "".join(parts)
