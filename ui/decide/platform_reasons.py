"""Reasons as platforms word them: what a claim says first, then the usual list."""

from __future__ import annotations

from app.domain.ticket import Ticket
from app.i18n import N_, _

# The reason list of one platform, published for merchants; the others word theirs alike.
_USUAL = (
    N_("7天无理由退换货"),
    N_("质量问题"),
    N_("商品与描述不符"),
    N_("颜色/图案/款式不符"),
    N_("大小/尺寸与描述不符"),
    N_("材质/面料不符"),
    N_("包装/商品破损/污渍/裂痕/变形"),
    N_("功能/效果不符"),
    N_("卖家发错货"),
    N_("少件/漏发"),
    N_("未收到商品"),
    N_("快递长时间未送达"),
    N_("未按约定时间发货"),
    N_("假冒产品"),
    N_("不想要了"),
    N_("拍错/多拍"),
    N_("缺货"),
    N_("双方协商一致退款"),
    N_("其他"),
)


def reason_options(ticket: Ticket) -> tuple[tuple[str, str], ...]:
    """What may stand as the platform's reason, the claim's own words first."""
    said = (ticket.platform_reason, *(claim.reason for claim in ticket.claims))
    every = dict.fromkeys(one for one in (*said, *(_(text) for text in _USUAL)) if one)
    return tuple((one, one) for one in every)
