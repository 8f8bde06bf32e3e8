"""History in words: what is known of a case, how it began, and what ended without a claim.

`whom` is the name of the colleague an event concerns; whoever shows the history puts it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.domain.case import (
    AdviceResult,
    CaseWords,
    Frequency,
    IdentityCheck,
    LateGround,
    Mood,
    Receipt,
    Severity,
    SubReason,
    Urgency,
    WearMark,
)
from app.domain.case_fields import CaseField
from app.domain.labels import label
from app.domain.money import Money
from app.domain.negotiation import TalkChannel
from app.domain.remedy import ProblemClass, Remedy
from app.domain.sentences.telling import Data, Make, moment, named
from app.i18n import N_, _

URGENCY_NAMES: Mapping[Urgency, str] = {
    Urgency.NORMAL: N_("普通"),
    Urgency.URGENT: N_("紧急"),
    Urgency.TOP: N_("最优先"),
}
_VALUES: Mapping[str, type[StrEnum]] = {
    "receipt": Receipt,
    "severity": Severity,
    "sub_reason": SubReason,
    "frequency": Frequency,
    "identity": IdentityCheck,
    "preferred_contact": TalkChannel,
    "mood": Mood,
    "problem": ProblemClass,
}
_NAMES: Mapping[str, str] = {
    "problem": N_("问题类别"),
    "urgency": N_("紧急程度"),
    "applied_at": N_("收到时间"),
    "identity": N_("身份核对"),
    "preferred_contact": N_("联系方式"),
    "mood": N_("买家情绪"),
    "intact_asked": N_("已问过使用痕迹"),
}
_MOST = 6


def _set_case(data: Data) -> str:
    was, now = data.get("was") or {}, data.get("now") or {}
    zone = str(data.get("zone") or "")
    told = [_change(str(name), was, now, zone) for name in data.get("fields") or ()]
    if not told:
        return _("补充情况")
    more = len(told) - _MOST
    listed = "；".join(told[:_MOST])
    if more > 0:
        listed = _("{listed}；另有 {n} 项").format(listed=listed, n=more)
    return _("补充情况：{listed}").format(listed=listed)


def _change(name: str, was: Mapping[str, Any], now: Mapping[str, Any], zone: str) -> str:
    title = _title(name)
    if name not in now:
        return title
    before, after = _shown(name, was.get(name), zone), _shown(name, now[name], zone)
    if not before:
        return _("{name} {after}").format(name=title, after=after or _("空"))
    return _("{name} {before} → {after}").format(name=title, before=before, after=after or _("空"))


def _title(name: str) -> str:
    if name in _NAMES:
        return _(_NAMES[name])
    for kind in (CaseField, CaseWords):
        if name in set(kind):
            return label(kind(name))
    return name


def _shown(name: str, value: Any, zone: str) -> str:
    """The value as people read it; empty where nothing was said."""
    if value in (None, "", []):
        return ""
    if name in _VALUES:
        return named(_VALUES[name], value)
    if name == "urgency":
        return _(URGENCY_NAMES.get(Urgency(int(value)), str(value)))
    if name == "applied_at":
        return moment({name: value, "zone": zone}, name)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if name == "bad_percent":
        return f"{value}%"
    if isinstance(value, list):
        return "、".join(_part(name, one) for one in value)
    return str(value)


def _part(name: str, value: Any) -> str:
    if name == "wear":
        return named(WearMark, value)
    if name == "sizes":
        title, page, measured = value
        return _("{name} {page}/{measured} 厘米").format(
            name=title, page=_cm(page), measured=_cm(measured)
        )
    if name == "arrived":
        return _("{n} 件").format(n=value[1])
    return str(value)


def _cm(millimetres: int) -> str:
    whole, rest = divmod(int(millimetres), 10)
    return f"{whole}.{rest}" if rest else str(whole)


def _convert(data: Data) -> str:
    text = _("咨询转为售后申请，问题「{problem}」").format(
        problem=named(ProblemClass, data.get("problem"))
    )
    if data.get("requested"):
        text = _("{text}，买家要{remedy}").format(
            text=text, remedy=named(Remedy, data["requested"])
        )
    if data.get("requested_cents") is not None:
        amount = Money(int(data["requested_cents"]), str(data.get("currency") or "CNY"))
        text = f"{text} {amount}"
    return text


def _solved(data: Data) -> str:
    return _("解答完毕（{result}）").format(result=named(AdviceResult, data.get("advice")))


def _late(data: Data) -> str:
    return _("逾期特殊处理，依据「{ground}」").format(ground=named(LateGround, data.get("ground")))


def _assigned(data: Data) -> str:
    if data.get("staff") is None:
        return _("取消指派")
    return _("指派给{whom}").format(whom=data.get("whom") or _("同事"))


CASE: Mapping[str, Make] = {
    "set_case": _set_case,
    "convert": _convert,
    "solved": _solved,
    "late_claim": _late,
    "assign": _assigned,
}
