"""History in words: one sentence per kind of event, for timeline, report and workbook."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.remedy import CancelReason, Channel, RejectReason
from app.domain.sentences.case import CASE
from app.domain.sentences.contact import CONTACT
from app.domain.sentences.desk import DESK
from app.domain.sentences.judging import JUDGING
from app.domain.sentences.outward import OUTWARD, ended
from app.domain.sentences.telling import Data, Make, fixed, limit, moment, money
from app.domain.sentences.time import TIME
from app.i18n import N_, _


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


def _opened(data: Data) -> str:
    if data.get("source") == "file":
        status = data.get("status", "")
        if not status:
            return _("从平台文件建单，文件里没有平台状态")
        return _("从平台文件建单，平台状态「{status}」").format(status=status)
    channel = label(Channel(data["channel"])) if data.get("channel") else _("手工")
    text = _("建单（{channel}）").format(channel=channel)
    received = moment(data, "received_at")
    return _("{text}，补录 {at} 收到的申请").format(text=text, at=received) if received else text


def _asked(data: Data) -> str:
    """How often and until when: `第 2 次请买家补充资料（11-25 24:00 前）`."""
    times = int(data.get("times") or 1)
    text = _("请买家补充资料") if times < 2 else _("第 {n} 次请买家补充资料").format(n=times)
    until = limit(data, "until")
    return _("{text}（{until} 前）").format(text=text, until=until) if until else text


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
            n=data.get("pieces", 0), flawed=data["flawed"]
        )
    return _("验货 {n} 件，合格").format(n=data.get("pieces", 0))


def _rejected(data: Data) -> str:
    return ended(_("拒绝（{reason}）").format(reason=label(RejectReason(data["reason"]))), data)


def _cancelled(data: Data) -> str:
    text = _("取消售后（{reason}）").format(reason=label(CancelReason(data["reason"])))
    return ended(text, data)


def _evidence(data: Data) -> str:
    codes = data.get("evidence") or [data.get("code", "")]
    return _("添加证据 {codes}").format(codes="、".join(str(code) for code in codes))


def _claim_changed(data: Data) -> str:
    return _("平台文件更新：售后 {claim}，状态「{status}」").format(
        claim=data.get("claim", ""), status=data.get("status", "")
    )


def _platform_paid(data: Data) -> str:
    return _("平台已退款 {amount}（售后 {claim}）").format(
        amount=money(data), claim=data.get("claim", "")
    )


def _confirmed_by_file(data: Data) -> str:
    if data.get("differs"):
        return _("平台文件里的退款金额与本单记录不同，已列入待核对")
    return _("平台文件确认了退款 {amount}").format(amount=money(data))


def _settled(data: Data) -> str:
    return _("人工核对实付金额为 {paid}").format(paid=data.get("paid", ""))


_SENTENCES: Mapping[str, Make] = {
    "opened": _opened,
    "accept": fixed(N_("受理")),
    "request_info": _asked,
    "info_received": fixed(N_("资料已补充")),
    "buyer_accepts": fixed(N_("买家接受方案")),
    "buyer_declines": fixed(N_("买家不接受方案")),
    "return_sent": _sent,
    "return_received": _received,
    "inspect": _inspected,
    "confirm": fixed(N_("买家确认")),
    "close": fixed(N_("结案")),
    "reject": _rejected,
    "cancel": _cancelled,
    "reopen": fixed(N_("重新打开")),
    "note": fixed(N_("备注")),
    "settle_paid": _settled,
    "evidence_added": _evidence,
    "evidence_changed": fixed(N_("修改证据的种类或提供方")),
    "claim_changed": _claim_changed,
    "claim_linked": _claim_changed,
    "platform_paid": _platform_paid,
    "payment_confirmed_by_file": _confirmed_by_file,
    "order_changed": fixed(N_("订单文件更新了这笔订单")),
    **OUTWARD,
    **CASE,
    **JUDGING,
    **CONTACT,
    **TIME,
    **DESK,
}
_STAGE_IS_SAID = frozenset({"opened", "close", "solved", "cancel", "reject", "note"})
KINDS = frozenset(_SENTENCES)
