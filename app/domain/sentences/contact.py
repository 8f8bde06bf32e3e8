"""History in words: talk with the buyer and with colleagues, and what somebody comes back to.

`whom` is the name of the colleague an event concerns; whoever shows the history puts it there.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.contact import CHECKED, ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.negotiation import TalkChannel
from app.domain.sentences.telling import Data, Make, moment, named
from app.i18n import N_, _

_TALKS: Mapping[tuple[str, str], str] = {
    (Direction.OUTGOING, Reached.YES): N_("联系买家{how}"),
    (Direction.OUTGOING, Reached.NO_ANSWER): N_("联系买家{how}，没有联系上"),
    (Direction.INCOMING, Reached.YES): N_("买家来联系{how}"),
    (Direction.INCOMING, Reached.NO_ANSWER): N_("买家来联系{how}，我们没有接到"),
}


def _contact(data: Data) -> str:
    reached = str(data.get("reached") or Reached.YES)
    direction = str(data.get("direction") or Direction.OUTGOING)
    template = _TALKS.get((direction, reached), N_("买家催办{how}"))
    text = _(template).format(how=_how(data))
    if data.get("nudges"):
        text = _("{text}，第 {n} 次").format(text=text, n=data["nudges"])
    at = moment(data, "at")
    if at:
        text = _("{text}，补记 {at} 的联系").format(text=text, at=at)
    following = moment(data, "next_at")
    if following:
        text = _("{text}，下次通报 {at} 前").format(text=text, at=following)
    return text


def _how(data: Data) -> str:
    """`（电话，通报进度）`."""
    parts = [named(TalkChannel, data["channel"])] if data.get("channel") else []
    if data.get("purpose") not in (None, ContactPurpose.OTHER.value):
        parts.append(named(ContactPurpose, data["purpose"]))
    return _("（{parts}）").format(parts="，".join(parts)) if parts else ""


def _planned(data: Data) -> str:
    text = _("安排跟进「{what}」，{at} 前").format(
        what=_kind(data), at=moment(data, "due_at") or _("未定时间")
    )
    return _("{text}，由{whom}跟进").format(text=text, whom=data["whom"]) if _whom(data) else text


def _done(data: Data) -> str:
    text = _("跟进完成「{what}」").format(what=_kind(data))
    if data.get("kept") is not None:
        text = _("{text}，{how}").format(text=text, how=_kept(data))
    if data.get("satisfaction"):
        text = _("{text}，满意度 {n} 分").format(text=text, n=data["satisfaction"])
    return _late(text, data)


def _kept(data: Data) -> str:
    if data.get("what") in CHECKED:
        return _("一切正常") if data["kept"] else _("发现问题")
    return _("已经做到") if data["kept"] else _("没有做到")


def _asked(data: Data) -> str:
    whom = _("请{whom}协助").format(whom=data["whom"]) if _whom(data) else _("请同事协助")
    at = moment(data, "due_at")
    return _("{text}，{at} 前答复").format(text=whom, at=at) if at else whom


def _answered(data: Data) -> str:
    text = _("答复{whom}").format(whom=data["whom"]) if _whom(data) else _("同事答复")
    return _late(text, data)


def _late(text: str, data: Data) -> str:
    at = moment(data, "due_at")
    return _("{text}（晚于约定的 {at}）").format(text=text, at=at) if data.get("late") else text


def _kind(data: Data) -> str:
    return named(FollowUpKind, data.get("what"))


def _whom(data: Data) -> bool:
    return bool(data.get("whom"))


CONTACT: Mapping[str, Make] = {
    "log_contact": _contact,
    "plan_follow_up": _planned,
    "follow_up_done": _done,
    "ask_colleague": _asked,
    "answer_colleague": _answered,
}
