"""What must be noticed of talk: a colleague's answer that is missing, something to come back to now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from app.domain.deadlines.wording import end_text
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.i18n import _

_LONGEST: Final = 40


def unanswered(ticket: Ticket, now: datetime) -> tuple[str, bool]:
    """Questions nobody has answered, in one sentence, and whether one of them is late."""
    waiting = [one for one in ticket.questions if one.answered_at is None]
    text = _("；").join(_asked(ticket, one.asked_of, one.text, one.due_at) for one in waiting)
    late = any(one.due_at is not None and one.due_at <= now for one in waiting)
    return text, late


def _asked(ticket: Ticket, whom: str, text: str, due: datetime | None) -> str:
    said = _("{whom}：{text}").format(whom=whom, text=_short(text))
    if due is None:
        return said
    return _("{said}（{due} 前）").format(said=said, due=end_text(due, ticket.shop.zone))


def due_now(ticket: Ticket, now: datetime) -> str:
    """What should have been come back to by now, in one sentence; empty when nothing."""
    return _("；").join(_waiting(ticket, now))


def _waiting(ticket: Ticket, now: datetime) -> Iterator[str]:
    for one in ticket.follow_ups:
        if one.done_at is None and one.due_at <= now:
            what = _short(one.what) or label(one.kind)
            due = end_text(one.due_at, ticket.shop.zone)
            yield _("{what}（{who}，{due} 前）").format(what=what, who=one.owner, due=due)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
