"""Keeping in touch: between the steps of a story no buyer hears nothing for days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from app.domain.deadlines.clock import ClockKind
from app.model.fields import to_instant
from app.model.tables import Clock
from app.services.demo.clerk import Stage

_APART = timedelta(hours=44)
_WORDS = (
    "已告诉买家：正在处理，有结果马上说。",
    "买家问进度，已说明卡在哪一步、下一步是什么。",
    "跟买家说了快递和仓库的最新情况，买家表示理解。",
)


def kept_in_touch(stage: Stage, steps: Iterator[timedelta]) -> Iterator[timedelta]:
    """The steps of a story with a word to the buyer wherever the desk would ask for one."""
    for wait in steps:
        yield from _apart(stage, wait)
    yield from _apart(stage, stage.end - stage.clock.now())


def _apart(stage: Stage, wait: timedelta) -> Iterator[timedelta]:
    while wait > timedelta():
        piece = min(wait, _APART)
        if _too_quiet(stage, piece):
            stage.talk(stage.rng.choice(_WORDS))
        yield piece
        wait -= piece


def _too_quiet(stage: Stage, wait: timedelta) -> bool:
    """Whether the limit of silence would run out meanwhile."""
    row = stage.services.context.read().one(
        Clock, ticket_id=stage.ticket_id, kind=ClockKind.SILENCE.value
    )
    due = to_instant(row["due_at"]) if row else None
    return due is not None and due <= stage.clock.now() + wait
