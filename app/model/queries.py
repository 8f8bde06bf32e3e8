"""The queue's SQL: every page by a range of an index, never by counting rows off."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from app.model.fields import NEVER
from app.model.reading import Reader

FENCE_ROWS = 4096
Fence: TypeAlias = tuple[str, int]  # (due_sort, id) of the last row before the fence

_SUMMARY = (
    "SELECT t.id AS id, t.number AS number, s.name AS shop, s.platform AS platform,"
    " o.number AS order_no, t.stage AS stage, t.remedy AS remedy, t.requested AS requested,"
    " n.value AS nickname, t.goods AS goods, t.issue AS issue, t.amount_cents AS amount_cents,"
    " t.currency AS currency, t.due_at AS due_at, t.buyer_due_at AS buyer_due_at,"
    " t.applied_at AS applied_at, t.evidence_count AS evidence_count,"
    " t.return_tracking AS return_tracking,"
    " (SELECT group_concat(c.claim_no) FROM platform_claim c WHERE c.ticket_id = t.id) AS claims,"
    " t.due_kind AS due_kind, t.due_estimated AS due_estimated,"
    " t.last_contact_at AS last_contact_at"
    # CROSS keeps the keys outside: each row is then found by its key.
    " FROM json_each(?) k CROSS JOIN ticket t ON t.id = k.value"
    " JOIN shop s ON s.id = t.shop_id JOIN orders o ON o.id = t.order_id"
    " LEFT JOIN personal n ON n.subject = 'buyer' AND n.subject_id = t.buyer_id"
    " AND n.field = 'nickname' ORDER BY k.key"
)


def moment(read: Reader) -> tuple[int, int]:
    """Changes with every write, by whomever: what was read before may then be remembered."""
    return int(read.connection.total_changes), int(read.scalar("PRAGMA data_version"))


def summaries(read: Reader, keys: Sequence[int]) -> list[tuple[Any, ...]]:
    """The queue columns of these tickets, in this order: id, number, shop, platform, order
    number, stage, remedy, requested, nickname, goods, issue, cents, currency, due, the buyer's
    due, applied, evidence, tracking, claims, kind of the due clock, whether it is estimated, last
    talk. Ids that are gone are left out."""
    return read.query(_SUMMARY, (_json_list(keys),))


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """One filter of the queue in terms of columns.

    Sorted by (due_sort, id), so that what runs out first stands first; `ended` tickets have no
    deadline and stand newest first, as does everything with `newest_first`. `own_before`: what is
    no platform's deadline must end before this. `ids` None: no
    search; else only these.
    """

    open_only: bool = False
    ended: bool = False
    stages: tuple[str, ...] = ()
    due_after: str | None = None
    due_before: str | None = None
    own_before: str | None = None
    shop_id: int | None = None
    remedies: tuple[str, ...] = ()
    ids: tuple[int, ...] | None = None
    newest_first: bool = False

    def conditions(self) -> tuple[tuple[str, ...], tuple[Any, ...]]:
        """What a row of `ticket` must fulfil, with the parameters: for joins with other tables."""
        arms = self._arms()
        if len(arms) == 1:
            return arms[0].conditions, arms[0].params
        whole = (
            replace(self, stages=())._arms()[0].also(f"stage {_IN_LIST}", _json_list(self.stages))
        )
        return whole.conditions, whole.params

    def count(self, read: Reader) -> int:
        """How many rows."""
        arms = self._arms()
        return sum(int(read.scalar(_select("count(*)", arm), arm.params)) for arm in arms)

    def page(
        self, read: Reader, offset: int, limit: int, fences: Sequence[Fence] = ()
    ) -> list[int]:
        """Ids of `limit` rows from `offset`; jumps from the nearest fence when there are any."""
        fence = min(offset // FENCE_ROWS, len(fences))
        after = fences[fence - 1] if fence else None
        return [key for _due, key in self._rows(read, after, limit, offset - fence * FENCE_ROWS)]

    def position(self, read: Reader, key: int) -> int | None:
        """How many rows stand before this one, None when it does not fit the filter."""
        own = None
        for arm in self._arms():
            found = read.query(_select("due_sort, id", arm, "id = ?"), (*arm.params, key))
            own = found[0] if found else own
        if own is None:
            return None
        before = 0
        for arm in self._arms():
            if self._by_id:
                sql, more = _select("count(*)", arm, "id > ?"), (key,)
            else:
                sql, more = _select("count(*)", arm, "(due_sort, id) < (?, ?)"), own
            before += int(read.scalar(sql, (*arm.params, *more)))
        return before

    def fences(
        self, read: Reader, cancelled: Callable[[], bool] | None = None
    ) -> tuple[Fence, ...]:
        """The last row of every stretch of `FENCE_ROWS`, found by hopping from one to the next."""
        marks: list[Fence] = []
        while cancelled is None or not cancelled():
            last = marks[-1] if marks else None
            found = self._rows(read, last, 1, FENCE_ROWS - 1)
            if not found:
                break
            marks.append(found[0])
        return tuple(marks)

    @property
    def _by_id(self) -> bool:
        return self.newest_first or self.ended

    def _rows(self, read: Reader, after: Fence | None, limit: int, offset: int) -> list[Fence]:
        """Rows in order. Each arm walks one index in that order; the engine merges them."""
        arms = [part for arm in self._arms() for part in self._after(arm, after)]
        order = " ORDER BY id DESC" if self._by_id else " ORDER BY due_sort, id"
        selects = " UNION ALL ".join(_select("due_sort, id", arm) for arm in arms)
        params = [value for arm in arms for value in arm.params]
        sql = selects + order + _PART
        rows = read.query(sql, (*params, limit, offset))
        return [(str(due), int(key)) for due, key in rows]

    def _after(self, arm: _Arm, fence: Fence | None) -> list[_Arm]:
        """The part of an arm behind a fence: rows of the same deadline by id, then later ones."""
        if fence is None:
            return [arm]
        due, key = fence
        if self._by_id:
            return [arm.also("id < ?", key)]
        return [arm.also("due_sort = ?", due).also("id > ?", key), arm.also("due_sort > ?", due)]

    def _arms(self) -> list[_Arm]:
        """One arm per stage, so that each finds its rows in the order of an index."""
        whole = _Arm((), ())
        if self.open_only:
            whole = whole.also("is_open = ?", 1)
        if self.due_after is not None:
            whole = whole.also("due_sort >= ?", self.due_after)
        if self.due_before is not None:
            whole = whole.also("due_sort < ?", self.due_before)
        if self.own_before is not None:
            whole = whole.also("(due_kind = 'platform' OR due_sort < ?)", self.own_before)
        if self.shop_id is not None:
            whole = whole.also("shop_id = ?", self.shop_id)
        if self.ids is not None:
            whole = whole.also(f"id {_IN_LIST}", _json_list(self.ids))
        if len(self.remedies) > 1:
            whole = whole.also(f"{_KIND} {_IN_LIST}", _json_list(self.remedies))
        if len(self.remedies) == 1:
            whole = whole.also(f"{_KIND} = ?", self.remedies[0])
            if self._by_id and self.stages:
                # The plus keeps the index of stages out: that of kinds has them by age, however
                # few there are.
                return [whole.also(f"+stage {_IN_LIST}", _json_list(self.stages))]
        if self.ended:
            whole = whole.also("due_sort = ?", NEVER)
        return [whole.also("stage = ?", stage) for stage in self.stages] or [whole]


_KIND = "coalesce(nullif(remedy, ''), requested)"
_PART = " LIMIT ? OFFSET ?"
_IN_LIST = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Arm:
    """Conditions that hold together, with their parameters."""

    conditions: tuple[str, ...]
    params: tuple[Any, ...]

    def also(self, condition: str, value: Any) -> _Arm:
        return _Arm((*self.conditions, condition), (*self.params, value))


def _select(what: str, arm: _Arm, *more: str) -> str:
    # Only fixed texts of this module are joined here; every value is a parameter.
    where = " AND ".join((*arm.conditions, *more))
    return "".join(("SELECT ", what, " FROM ticket", " WHERE " if where else "", where))


def _json_list(values: Sequence[object]) -> str:
    return json.dumps(list(values))
