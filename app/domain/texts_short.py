"""Short messages to the buyer for every day: first contact, please wait, sorry, where to apply.

None admits a fault nobody has found, and none presses.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.facts import GoodsIn
from app.domain.labels import label
from app.domain.shop import Platform
from app.domain.texts_progress import till
from app.domain.ticket import Ticket
from app.i18n import _

# Shops of one's own, and a platform whose pages are named otherwise.
_NO_PLATFORM = frozenset(
    {Platform.OFFLINE, Platform.SHOPIFY, Platform.WOOCOMMERCE, Platform.AMAZON}
)


def first_contact_text(ticket: Ticket) -> str:
    """Who writes and about what; asks why before anything is proposed."""
    return _(
        "您好，我是{shop}的售后客服。您反映的{goods}的问题我们收到了，让您费心了。"
        "想先了解一下：是什么时候发现的、什么情况下出现的？方便的话请发照片或视频，我们马上核实。"
    ).format(shop=ticket.shop.name, goods=_goods(ticket))


def wait_text(ticket: Ticket) -> str:
    """It is being looked into; the goods tell which case is meant."""
    return _(
        "您好，{goods}的售后我们正在核实，请稍等一下。有结果会马上告诉您，您不用一直守着。"
    ).format(goods=_goods(ticket))


def sorry_text(ticket: Ticket) -> str:
    """Feeling first; says nothing of whose fault it is."""
    return _(
        "您好，{goods}让您遇到不愉快，非常抱歉，换作是我们也会着急。"
        "请放心，我们会认真核实，给您一个明确的答复。"
    ).format(goods=_goods(ticket))


def open_it_text(ticket: Ticket) -> str:
    """Asks to apply on the platform, where the buyer is protected best; empty without one."""
    if ticket.shop.platform in _NO_PLATFORM:
        return ""
    return _(
        "您好，请您在{platform}「我的订单」里找到这笔订单，点「申请售后」提交，这样进度和退款都有平台记录，"
        "对您更有保障。提交后告诉我们一声，我们会尽快处理。"
    ).format(platform=label(ticket.shop.platform))


def tracking_text(ticket: Ticket, now: datetime) -> str:
    """Asks for the number of the parcel back; empty where nothing is to be sent or it is known."""
    if ticket.return_tracking or GoodsIn.TO_BE_SENT not in ticket.goods_in.values():
        return ""
    decision = ticket.in_force
    by = decision.return_by if decision is not None else None
    head = _("您好，{goods}的退回申请已经同意").format(goods=_goods(ticket))
    if by is not None and by > now:
        head = _("{head}，请在 {until} 前寄出").format(head=head, until=till(ticket, by, now))
    return _(
        "{head}。如果已经寄出，麻烦在售后页面填写快递公司和单号，没有单号我们收到包裹也不容易认出是您的；"
        "还没有寄的话不用着急，寄出后填写就可以。"
    ).format(head=head)


def intact_text(ticket: Ticket, marks: Iterable[str]) -> str:
    """What keeps goods fit to be sold again; `marks` are words for what would not.

    《网络购买商品七日无理由退货暂行办法》 Art. 8: opening it to look at it does no harm.
    """
    named = "、".join(marks)
    not_so = _("，不要有这些情况：{marks}").format(marks=named) if named else ""
    return _(
        "您好，{goods}按七天无理由退回时，请保持商品完好，配件、赠品和吊牌齐全{not_so}。"
        "为了查看而拆开包装、正常试一试没有关系。"
    ).format(goods=_goods(ticket), not_so=not_so)


def _goods(ticket: Ticket) -> str:
    """`「北欧羊毛地毯」`; the order where the goods have no name."""
    claimed = {line.line_id for line in ticket.lines}
    lines = [one for one in ticket.order.lines if not claimed or one.id in claimed]
    named = [one.title for one in lines if one.title and not one.gift]
    if not named:
        return _("订单")
    if len(named) > 1:
        return _("「{goods}」等商品").format(goods=named[0])
    return _("「{goods}」").format(goods=named[0])
