"""Who changed what since somebody looked: for whoever comes too late with an older version."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.history import parsed
from app.domain.sentences import sentence
from app.errors import Stale
from app.i18n import _
from app.model.fields import needed_instant
from app.model.reading import Reader, Values
from app.model.tables import Shop, Staff

_MOST = 3


def changed_since(read: Reader, ticket: Values, version: int) -> Stale:
    """The refusal for a caller who saw `version`: the latest changes since, the newest last.

    Every change of a ticket counts its version up and ends in one event, so that the difference
    says how many of the last events the caller has not seen. What somebody wrote is left out.
    """
    unseen = min(_MOST, max(1, int(ticket["version"]) - version))
    events = read.query(
        "SELECT at, actor, kind, data FROM event WHERE chain = ? ORDER BY seq DESC LIMIT ?",
        (ticket["id"], unseen),
    )
    shop = read.get(Shop, ticket["shop_id"]) or {}
    zone = ZoneInfo(str(shop["zone"]))
    people = [_name(read, int(actor)) for _at, actor, _kind, _data in events]
    told = [
        _("{time} {who} {what}").format(
            time=needed_instant(at).astimezone(zone).strftime("%H:%M"),
            who=who,
            what=sentence(str(kind), parsed(str(data))),
        )
        for (at, _actor, kind, data), who in zip(events, people, strict=True)
    ]
    who = "、".join(dict.fromkeys(reversed(people))) or _("别人")
    return Stale(
        _("{number} 刚被 {who} 改过，你填的内容没有丢，也没有写入。").format(
            number=ticket["number"], who=who
        ),
        _("期间的改动：{changes}。已重新载入，请核对后再确认一次。").format(
            changes="；".join(reversed(told))
        ),
    )


def _name(read: Reader, staff_id: int) -> str:
    person = read.get(Staff, staff_id)
    return str(person["name"]) if person else _("别人")
