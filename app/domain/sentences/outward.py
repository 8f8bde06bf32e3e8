"""History in words: the talk with the buyer, approvals, what leaves the shop, what is owed."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.access import Role
from app.domain.goods_out import DispatchPurpose
from app.domain.negotiation import TalkChannel
from app.domain.payment import ChargeReason, PayMethod
from app.domain.remedy import Remedy, RepairPlace
from app.domain.sentences.telling import (
    Data,
    Make,
    amount,
    fixed,
    moment,
    money,
    named,
    parcel,
    with_reference,
)
from app.i18n import N_, _

_AMOUNTS = (
    ("refund", N_("退款")),
    ("compensation", N_("补偿")),
    ("freight", N_("另付运费")),
    ("damages", N_("另外赔付")),
    ("charge", N_("买家应付")),
    ("waived", N_("免收")),
)


def decided(data: Data) -> str:
    """What was decided, what of it costs whom, and how it stands: agreed, offered, or submitted."""
    parts = [f"{_(what)} {money(data, key)}" for key, what in _AMOUNTS if int(data.get(key) or 0)]
    text = _("{remedy}，{parts}").format(
        remedy=named(Remedy, data.get("remedy")), parts="、".join(parts) or _("无金额")
    )
    # The round itself tells more than its amounts: who shows the history hands its line in.
    text = _("方案：{what}").format(what=data.get("line") or text)
    if data.get("awaiting") or data.get("needs"):
        role = named(Role, data["awaiting"]) if isinstance(data.get("awaiting"), str) else ""
        return _("提交{role}审批，{text}").format(role=role, text=text)
    if data.get("agreed"):
        return text
    return _("提出{text}，等买家答复{more}").format(text=text, more=_offered(data))


def _offered(data: Data) -> str:
    parts = []
    if data.get("channel"):
        parts.append(_("经{channel}告知").format(channel=named(TalkChannel, data["channel"])))
    until = moment(data, "valid_until")
    if until:
        parts.append(_("有效至 {until}").format(until=until))
    return _("（{parts}）").format(parts="，".join(parts)) if parts else ""


def _reapply_asked(data: Data) -> str:
    if not data.get("remedy"):
        return _("请买家在平台重新申请，已达成的方案不变")
    text = _("请买家在平台改申请「{remedy}」，已达成的方案不变")
    return text.format(remedy=named(Remedy, data["remedy"]))


def _approved(data: Data) -> str:
    return _("审批通过，等买家答复") if data.get("agreed") is False else _("审批通过")


def _counter_offer(data: Data) -> str:
    channel = named(TalkChannel, data["channel"]) if data.get("channel") else ""
    wants = [named(Remedy, data["remedy"])] if data.get("remedy") else []
    if data.get("cents") is not None:
        wants.append(money(data))
    text = _("买家还价（{channel}）").format(channel=channel) if channel else _("买家还价")
    return f"{text} {' '.join(wants)}" if wants else text


def _lapsed(data: Data) -> str:
    at = moment(data, "effective_at")
    if not at:
        return _("方案过期失效，买家没有答复")
    return _("方案于 {at} 过期失效，买家没有答复").format(at=at)


def _purpose(data: Data) -> str:
    if not data.get("purpose"):
        return ""
    return _("（{purpose}）").format(purpose=named(DispatchPurpose, data["purpose"]))


def _shipped(data: Data) -> str:
    return _("寄出{purpose}{parcel}").format(purpose=_purpose(data), parcel=parcel(data))


def _delivered(data: Data) -> str:
    return _("买家已签收{purpose}{parcel}").format(purpose=_purpose(data), parcel=parcel(data))


def _lost(data: Data) -> str:
    text = _("寄件丢失{purpose}{parcel}").format(purpose=_purpose(data), parcel=parcel(data))
    return _("{text}，需要重新寄出").format(text=text) if data.get("again") else text


def _repair_started(data: Data) -> str:
    text = _("开始维修")
    if data.get("place"):
        text = _("开始维修（{place}）").format(place=named(RepairPlace, data["place"]))
    return _("{text}，预计 {n} 天").format(text=text, n=data["days"]) if data.get("days") else text


def _repaired(data: Data) -> str:
    months = data.get("part_warranty_months") or data.get("months")
    if months:
        return _("已修好，更换的部件另保修 {n} 个月").format(n=months)
    return _("已修好")


def _repair_failed(data: Data) -> str:
    if not data.get("fee"):
        return _("无法修复，需要重新决定")
    text = _("无法修复，需要重新决定；已收的维修费 {amount} 要退给买家")
    return text.format(amount=money(data, "fee"))


def _owed(data: Data) -> str:
    reason = data.get("reason") or data.get("charge_reason")
    return named(ChargeReason, reason) if reason else _("补款")


def _charge_arrived(data: Data) -> str:
    text = _("收到买家{reason} {amount}").format(reason=_owed(data), amount=money(data))
    return with_reference(text, data)


def _charge_waived(data: Data) -> str:
    return _("免收买家{reason} {amount}").format(reason=_owed(data), amount=money(data))


def _charge_returned(data: Data) -> str:
    text = _("退还买家{reason} {amount}").format(reason=_owed(data), amount=money(data))
    if data.get("again"):
        text = _("{text}，仍需补款").format(text=text)
    return with_reference(text, data)


def ended(text: str, data: Data) -> str:
    """`撤回方案，作废：未打的款 ¥ 39.00、1 个未寄的包裹`: what an end called off with it."""
    parts = []
    if data.get("called_off"):
        parts.append(_("未打的款 {amount}").format(amount=money(data, "called_off")))
    if data.get("called_off_parcels"):
        parts.append(_("{n} 个未寄的包裹").format(n=data["called_off_parcels"]))
    if data.get("called_off_promises"):
        parts.append(_("{n} 项承诺").format(n=data["called_off_promises"]))
    if not parts:
        return text
    return _("{text}，作废：{what}").format(text=text, what="、".join(parts))


def withdrawn(data: Data) -> str:
    """An offer taken back."""
    return ended(_("撤回方案"), data)


def _given_back(data: Data) -> str:
    return ended(_("把原物寄还买家"), data)


def _promised(data: Data) -> str:
    """`「纽扣」、下单优惠 ¥ 10.00`."""
    parts = [f"「{data['part']}」"] if data.get("part") else []
    parts.extend(
        _("下单优惠 {amount}").format(amount=money(data, key))
        for key in ("discount", "discount_cents")
        if data.get(key)
    )
    return "、".join(parts)


def _promise_kept(data: Data) -> str:
    return with_reference(_("承诺已兑现{what}").format(what=_promised(data)), data)


def _promise_expired(data: Data) -> str:
    at, what = moment(data, "effective_at"), _promised(data)
    if not at:
        return _("承诺过期未兑现{what}").format(what=what)
    return _("承诺{what} 于 {at} 过期，没有兑现").format(what=what, at=at)


def paid(data: Data) -> str:
    """Money handed over; red when it went before the goods were looked at."""
    text = _("已打款 {amount}（{method}）").format(
        amount=money(data), method=named(PayMethod, data.get("method"))
    )
    if data.get("early"):
        text = _("{text}，验货前先打款").format(text=text)
    return with_reference(text, data)


OUTWARD: Mapping[str, Make] = {
    "decided": decided,
    "reapply_asked": _reapply_asked,
    "approve": _approved,
    "deny": fixed(N_("审批不通过")),
    "counter_offer": _counter_offer,
    "lapsed": _lapsed,
    "ship": _shipped,
    "delivered": _delivered,
    "lost": _lost,
    "repair_start": _repair_started,
    "repair_done": _repaired,
    "repair_failed": _repair_failed,
    "charge_arrived": _charge_arrived,
    "charge_waived": _charge_waived,
    "charge_returned": _charge_returned,
    "give_back": _given_back,
    "withdraw_offer": withdrawn,
    "keep_promise": _promise_kept,
    "promise_expired": _promise_expired,
    "pay": paid,
    "payment_arrived": amount(N_("已到账 {amount}")),
    "payment_failed": amount(N_("打款失败 {amount}，需要重新打款")),
    "reverse": amount(N_("冲回 {amount}")),
}
