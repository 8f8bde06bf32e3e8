"""History in words: one sentence per kind of event, for timeline, report and workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.money import Money
from app.domain.payment import PayMethod
from app.domain.remedy import CancelReason, Channel, Liability, ProblemClass, RejectReason, Remedy
from app.i18n import _

Data = Mapping[str, Any]


def sentence(kind: str, data: Data, said: str = "") -> str:
    """The sentence of one event; `said` is what somebody wrote, from the side table."""
    make = _SENTENCES.get(kind)
    text = make(data) if make else kind
    if said:
        text = f"{text}：{said}" if "：" not in text else f"{text}；{said}"
    stage = data.get("stage")
    if stage and kind not in _STAGE_IS_SAID:
        text = _("{text} → {stage}").format(text=text, stage=label(Stage(stage)))
    return text


def _money(data: Data, key: str = "cents") -> str:
    return str(Money(int(data.get(key, 0)), str(data.get("currency", "CNY"))))


def _opened(data: Data) -> str:
    if data.get("source") == "file":
        return _("从平台文件建单，平台状态「{status}」").format(status=data.get("status", ""))
    channel = label(Channel(data["channel"])) if data.get("channel") else _("手工")
    return _("建单（{channel}）").format(channel=channel)


def _decided(data: Data) -> str:
    remedy = label(Remedy(data["remedy"]))
    parts = [
        _("{what} {amount}").format(what=what, amount=_money(data, key))
        for key, what in (
            ("refund", _("退款")),
            ("compensation", _("补偿")),
            ("freight", _("另付退货运费")),
        )
        if data.get(key)
    ]
    text = _("方案：{remedy}，{parts}").format(remedy=remedy, parts="、".join(parts) or _("无金额"))
    return text if data.get("agreed") else _("提出{text}，等买家答复").format(text=text)


def _described(data: Data) -> str:
    return _("认定：问题「{problem}」，责任「{liability}」").format(
        problem=label(ProblemClass(data["problem"])),
        liability=label(Liability(data["liability"])),
    )


def _paid(data: Data) -> str:
    text = _("已打款 {amount}（{method}）").format(
        amount=_money(data), method=label(PayMethod(data["method"]))
    )
    reference = data.get("reference")
    return (
        _("{text}，凭证 {reference}").format(text=text, reference=reference) if reference else text
    )


def _sent(data: Data) -> str:
    return (
        _("买家寄回：{courier} {tracking}")
        .format(courier=data.get("courier", ""), tracking=data.get("tracking", ""))
        .replace("： ", "：")
    )


def _received(data: Data) -> str:
    tracking = data.get("tracking")
    return _("收到退货 {tracking}").format(tracking=tracking) if tracking else _("收到退货")


def _inspected(data: Data) -> str:
    if data.get("flawed"):
        return _("验货 {n} 件，其中 {flawed} 件有问题，需要重新决定").format(
            n=data.get("pieces"), flawed=data["flawed"]
        )
    return _("验货 {n} 件，合格").format(n=data.get("pieces"))


def _rejected(data: Data) -> str:
    return _("拒绝（{reason}）").format(reason=label(RejectReason(data["reason"])))


def _cancelled(data: Data) -> str:
    return _("取消售后（{reason}）").format(reason=label(CancelReason(data["reason"])))


def _evidence(data: Data) -> str:
    codes = data.get("evidence") or [data.get("code", "")]
    return _("添加证据 {codes}").format(codes="、".join(str(code) for code in codes))


def _claim_changed(data: Data) -> str:
    return _("平台文件更新：售后 {claim}，状态「{status}」").format(
        claim=data.get("claim", ""), status=data.get("status", "")
    )


def _platform_paid(data: Data) -> str:
    return _("平台已退款 {amount}（售后 {claim}）").format(
        amount=_money(data), claim=data.get("claim", "")
    )


def _confirmed_by_file(data: Data) -> str:
    if data.get("differs"):
        return _("平台文件里的退款金额与本单记录不同，已列入待核对")
    return _("平台文件确认了退款 {amount}").format(amount=_money(data))


def _amount(template: str) -> Callable[[Data], str]:
    def make(data: Data) -> str:
        return _(template).format(amount=_money(data))

    return make


def _fixed(text: str) -> Callable[[Data], str]:
    def make(_data: Data) -> str:
        return _(text)

    return make


def _orders_written(data: Data) -> str:
    return _("订单文件写入 {n} 笔订单").format(n=data.get("orders", 0))


def _imported(data: Data) -> str:
    return _("导入平台文件，共 {n} 行").format(n=data.get("rows_read", 0))


def _settled(data: Data) -> str:
    return _("人工核对实付金额为 {paid}").format(paid=data.get("paid", ""))


_SENTENCES: Mapping[str, Callable[[Data], str]] = {
    "opened": _opened,
    "accept": _fixed("受理"),
    "request_info": _fixed("请买家补充资料"),
    "info_received": _fixed("资料已补充"),
    "describe": _described,
    "decided": _decided,
    "buyer_accepts": _fixed("买家接受方案"),
    "buyer_declines": _fixed("买家不接受方案"),
    "withdraw_offer": _fixed("撤回方案"),
    "return_sent": _sent,
    "return_received": _received,
    "inspect": _inspected,
    "pay": _paid,
    "payment_arrived": _amount("已到账 {amount}"),
    "payment_failed": _amount("打款失败 {amount}，需要重新打款"),
    "reverse": _amount("冲回 {amount}"),
    "confirm": _fixed("买家确认"),
    "close": _fixed("结案"),
    "reject": _rejected,
    "cancel": _cancelled,
    "reopen": _fixed("重新打开"),
    "note": _fixed("备注"),
    "settle_paid": _settled,
    "evidence_added": _evidence,
    "evidence_changed": _fixed("修改证据的种类或提供方"),
    "claim_changed": _claim_changed,
    "claim_linked": _claim_changed,
    "platform_paid": _platform_paid,
    "payment_confirmed_by_file": _confirmed_by_file,
    "order_changed": _fixed("订单文件更新了这笔订单"),
    # The desk's own chain.
    "staff_added": _fixed("新增人员"),
    "shop_created": _fixed("新建店铺"),
    "shop_changed": _fixed("修改店铺设置"),
    "shop_address_added": _fixed("添加退货地址"),
    "shop_address_proposed": _fixed("平台文件里有新的退货地址，等待确认"),
    "orders_written": _orders_written,
    "imported": _imported,
}
_STAGE_IS_SAID = frozenset({"opened", "close", "cancel", "reject", "note"})
KINDS = frozenset(_SENTENCES)
