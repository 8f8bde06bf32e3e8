"""The queue: pages by keyset, live counts, search. Every answer costs the same at any size."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.access import show_nickname
from app.domain.deadlines.clock import ClockKind
from app.domain.facts import Stage
from app.domain.order_number import shown_number
from app.domain.remedy import Remedy
from app.domain.ticket_list import TicketFilter, TicketSummary, View
from app.model.fields import to_instant, to_text
from app.model.queries import Fence, QueueQuery, moment, summaries
from app.model.reading import Reader
from app.model.search import number_key
from app.services.context import Context

DUE_SOON = timedelta(hours=24)
OWN_DUE_SOON = timedelta(hours=4)
"""Our own limits are a working day or two: a day before, nearly everything would be due soon."""
_CLOSED_STAGES = (Stage.REJECTED, Stage.CANCELLED, Stage.EXPIRED, Stage.MERGED)
_BY_TIME = (View.DUE_SOON, View.OVERDUE)
_STAGE_OF_VIEW = {
    View.NEED_INFO: (Stage.NEED_INFO,),
    View.NEW: (Stage.NEW,),
    View.REVIEWING: (Stage.REVIEWING,),
    View.AWAITING_APPROVAL: (Stage.AWAITING_APPROVAL,),
    View.NEGOTIATING: (Stage.NEGOTIATING,),
    View.AWAITING_RETURN: (Stage.AWAITING_RETURN,),
    View.INSPECTING: (Stage.INSPECTING,),
    View.REPAIRING: (Stage.REPAIRING,),
    View.FULFILLING: (Stage.FULFILLING,),
    View.AWAITING_CONFIRMATION: (Stage.AWAITING_CONFIRMATION,),
    View.COMPLETED: (Stage.COMPLETED,),
    View.CLOSED: _CLOSED_STAGES,
}


@dataclass(frozen=True, slots=True)
class Fences:
    """Marks every so many rows of one filter, so that a jump reads one page only."""

    filter: TicketFilter
    marks: tuple[Fence, ...]


class QueueService:
    """Finds and pages tickets."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._fences: Fences | None = None
        self._hits: tuple[object, tuple[int, ...]] | None = None

    def count(self, which: TicketFilter) -> int:
        """How many tickets fit; whole views are read off the kept counts.

        A search counts no further than it lists: see `is_cut`.
        """
        found = self._found(which)
        if found is not None:
            return len(found)
        read = self._context.read()
        if which.view in _BY_TIME:
            return self._query(which).count(read)
        return _views(_by_stage(read, which.shop_id, which.remedies))[which.view]

    def is_cut(self, which: TicketFilter) -> bool:
        """Whether a search may have more hits than are listed and counted."""
        found = self._found(which)
        if found is None:
            return False
        from app.services.searching import MOST_HITS

        return len(found) >= MOST_HITS

    def page(self, which: TicketFilter, offset: int, limit: int) -> tuple[TicketSummary, ...]:
        """`limit` tickets from `offset`, by time left (open views) or newest first."""
        read = self._context.read()
        keys: Sequence[int] | None = self._found(which)
        if keys is None:
            fences = self._fences.marks if self._fences and self._fences.filter == which else ()
            keys = self._query(which).page(read, offset, limit, fences)
        else:
            keys = keys[offset : offset + limit]
        return tuple(map(_summary, summaries(read, keys)))

    def with_number(self, number: str) -> tuple[int, ...]:
        """Ids of the tickets with exactly this order, claim, ticket or tracking number."""
        rows = self._context.read().query(
            "SELECT DISTINCT ticket_id FROM ticket_number WHERE number = ? ORDER BY ticket_id",
            (number_key(number),),
        )
        return tuple(int(row[0]) for row in rows)

    def position(self, which: TicketFilter, ticket_id: int) -> int | None:
        """Where a ticket stands in this filter, None when it is not in it."""
        found = self._found(which)
        if found is not None:
            return found.index(ticket_id) if ticket_id in found else None
        return self._query(which).position(self._context.read(), ticket_id)

    def build_fences(
        self, which: TicketFilter, cancelled: Callable[[], bool] | None = None
    ) -> Fences:
        """Walk the filter once and return its marks. May run on a worker thread.

        A search needs none: its hits are known one by one.
        """
        if which.search.strip():
            return Fences(which, ())
        marks = self._query(which).fences(self._context.read(), cancelled)
        return Fences(which, marks)

    def use_fences(self, fences: Fences | None) -> None:
        """Jump by these marks from now on; None after a write that may have moved rows."""
        self._fences = fences

    def counts(self, shop_id: int | None = None) -> dict[View, int]:
        """How many tickets each view holds."""
        result = _views(_by_stage(self._context.read(), shop_id))
        for view in _BY_TIME:
            result[view] = self.count(TicketFilter(view=view, shop_id=shop_id))
        return result

    def _query(self, which: TicketFilter) -> QueueQuery:
        now = self._context.now()
        return QueueQuery(
            open_only=which.view is View.OPEN or which.view in _BY_TIME,
            stages=tuple(stage.value for stage in _STAGE_OF_VIEW.get(which.view, ())),
            due_after=to_text(now) if which.view is View.DUE_SOON else None,
            due_before=to_text(now + DUE_SOON)
            if which.view is View.DUE_SOON
            else (to_text(now) if which.view is View.OVERDUE else None),
            own_before=to_text(now + OWN_DUE_SOON) if which.view is View.DUE_SOON else None,
            shop_id=which.shop_id,
            remedies=tuple(remedy.value for remedy in which.remedies),
            ended=which.view in (View.COMPLETED, View.CLOSED),
            newest_first=which.view is View.ALL,
        )

    def _found(self, which: TicketFilter) -> tuple[int, ...] | None:
        """The hits of a search in the list's order, remembered until somebody writes."""
        if not which.search.strip():
            return None
        read = self._context.read()
        state = (which, moment(read), self._context.now() if which.view in _BY_TIME else None)
        if self._hits is None or self._hits[0] != state:
            # Loaded with the first search: the window opens sooner without it.
            from app.services import searching

            self._hits = (state, searching.found(read, which.search, self._query(which)))
        return self._hits[1]


def _summary(row: tuple[Any, ...]) -> TicketSummary:
    (
        key, number, shop, platform, order_no, stage, remedy, requested, nickname, goods, issue,
        cents, currency, due, buyer_due, applied, evidence, tracking, claims, due_kind,
        due_estimated, last_contact,
    ) = row  # fmt: skip
    applied_at = to_instant(applied)
    if applied_at is None:
        raise ValueError(applied)
    return TicketSummary(
        id=key,
        number=number,
        shop=shop,
        platform=platform,
        order_no=shown_number(order_no),
        stage=Stage(stage),
        remedy=Remedy(remedy or requested) if remedy or requested else None,
        buyer=show_nickname(nickname or ""),
        goods=goods,
        problem=issue,
        amount_cents=cents,
        currency=currency,
        due_at=to_instant(due),
        buyer_due_at=to_instant(buyer_due),
        applied_at=applied_at,
        evidence_count=evidence,
        tracking=tracking,
        claims=tuple(claims.split(",")) if claims else (),
        due_kind=ClockKind(due_kind) if due_kind else None,
        due_estimated=bool(due_estimated),
        last_contact_at=to_instant(last_contact),
    )


def _by_stage(
    read: Reader, shop_id: int | None, remedies: Collection[Remedy] = ()
) -> dict[Stage, int]:
    """The counts the triggers keep."""
    tally: dict[Stage, int] = {}
    rows = read.query("SELECT shop_id, stage, kind, tally FROM ticket_count")
    kinds = {remedy.value for remedy in remedies}
    for shop, stage, kind, count in rows:
        if shop_id in (None, shop) and (not kinds or kind in kinds):
            tally[Stage(stage)] = tally.get(Stage(stage), 0) + int(count)
    return tally


def _views(by_stage: dict[Stage, int]) -> dict[View, int]:
    result = {
        view: sum(by_stage.get(stage, 0) for stage in stages)
        for view, stages in _STAGE_OF_VIEW.items()
    }
    result[View.ALL] = sum(by_stage.values())
    ended = (Stage.COMPLETED, *_CLOSED_STAGES)
    result[View.OPEN] = result[View.ALL] - sum(by_stage.get(stage, 0) for stage in ended)
    return result
