"""History in words: what the clock alone did, and what somebody said of being late."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.deadlines.clock import ClockKind, OverdueCause
from app.domain.sentences.telling import Data, Make, limit, named
from app.i18n import _


def _overdue(data: Data) -> str:
    what, at = named(ClockKind, data.get("clock")), limit(data, "effective_at")
    if data.get("claim_open"):
        return _("{what}到 {at} 已到期；平台上的售后还没有结束，没有关闭售后单").format(
            what=what, at=at
        )
    if data.get("estimated"):
        return _("超时：{what}（估计 {at} 到期）").format(what=what, at=at)
    return _("超时：{what}（{at} 到期）").format(what=what, at=at)


def _acknowledged(data: Data) -> str:
    cause = named(OverdueCause, data.get("cause"))
    count = len(data.get("breaches") or [])
    if count > 1:
        return _("登记 {n} 次超时的原因：{cause}").format(n=count, cause=cause)
    return _("登记超时原因：{cause}").format(cause=cause)


def _expired(data: Data) -> str:
    return _("买家到 {at} 没有补充资料，售后单过期").format(at=limit(data, "effective_at"))


def _confirmed(data: Data) -> str:
    return _("到 {at} 未见异议，视为买家确认").format(at=limit(data, "effective_at"))


def _never_sent(data: Data) -> str:
    return _("买家到 {at} 没有寄回（{n} 件）").format(
        at=limit(data, "effective_at"), n=data.get("pieces", 0)
    )


def _reckoned(data: Data) -> str:
    return _("按现在的时限重新计算了 {n} 张售后单的到期时间").format(n=data.get("tickets", 0))


TIME: Mapping[str, Make] = {
    "overdue": _overdue,
    "acknowledge": _acknowledged,
    "info_expired": _expired,
    "auto_confirmed": _confirmed,
    "return_overdue": _never_sent,
    "clocks_reckoned": _reckoned,
}
