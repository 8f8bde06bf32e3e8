"""The queue's SQL: every page by a range of an index, never by counting rows off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.model.reading import Reader, Values

FENCE_ROWS = 4096
Fence: TypeAlias = tuple[str, int]  # (due_sort, id) of the last row before the fence

_SUMMARY = (
    "SELECT t.id AS id, t.number AS number, s.name AS shop, s.platform AS platform,"
    " o.number AS order_no, t.stage AS stage, t.remedy AS remedy, t.requested AS requested,"
    " n.value AS nickname, t.goods AS goods, t.issue AS issue, t.amount_cents AS amount_cents,"
    " t.currency AS currency, t.due_at AS due_at, t.buyer_due_at AS buyer_due_at,"
    " t.applied_at AS applied_at, t.evidence_count AS evidence_count,"
    " t.return_tracking AS return_tracking,"
    " (SELECT group_concat(c.claim_no) FROM platform_claim c WHERE c.ticket_id = t.id) AS claims"
    # CROSS keeps the keys outside: each row is then found by its key.
    " FROM json_each(?) k CROSS JOIN ticket t ON t.id = k.value"
    " JOIN shop s ON s.id = t.shop_id JOIN orders o ON o.id = t.order_id"
    " LEFT JOIN personal n ON n.subject = 'buyer' AND n.subject_id = t.buyer_id"
    " AND n.field = 'nickname' ORDER BY k.key"
)


def summaries(read: Reader, keys: Sequence[int]) -> list[Values]:
    """The queue columns of these tickets, in this order. Ids that are gone are left out."""
    cursor = read.connection.execute(_SUMMARY, (_json_list(keys),))
    names = [described[0] for described in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """One filter of the queue in terms of columns.

    Sorted by (due_sort, id), so that what runs out first stands first; `newest_first` by id
    downwards instead. `ids` None: no search; else only these.
    """

    open_only: bool = False
    stages: tuple[str, ...] = ()
    due_after: str | None = None
    due_before: str | None = None
    shop_id: int | None = None
    remedies: tuple[str, ...] = ()
    ids: tuple[int, ...] | None = None
    newest_first: bool = False

    def _where(self) -> tuple[list[str], list[Any]]:
        parts: list[str] = []
        params: list[Any] = []
        if self.open_only:
            parts.append("is_open = 1")
        if len(self.stages) == 1:
            parts.append("stage = ?")
            params.append(self.stages[0])
        elif self.stages:
            parts.append("stage IN (SELECT value FROM json_each(?))")
            params.append(_json_list(self.stages))
        if self.due_after is not None:
            parts.append("due_sort >= ?")
            params.append(self.due_after)
        if self.due_before is not None:
            parts.append("due_sort < ?")
            params.append(self.due_before)
        if self.shop_id is not None:
            parts.append("shop_id = ?")
            params.append(self.shop_id)
        if self.remedies:
            parts.append(
                "coalesce(nullif(remedy, ''), requested) IN (SELECT value FROM json_each(?))"
            )
            params.append(_json_list(self.remedies))
        if self.ids is not None:
            parts.append("id IN (SELECT value FROM json_each(?))")
            params.append(_json_list(self.ids))
        return parts, params

    def count(self, read: Reader) -> int:
        """How many rows."""
        parts, params = self._where()
        return int(read.scalar(_select("count(*)", parts, ""), params))

    def page(
        self, read: Reader, offset: int, limit: int, fences: Sequence[Fence] = ()
    ) -> list[int]:
        """Ids of `limit` rows from `offset`; jumps from the nearest fence when there are any."""
        parts, params = self._where()
        order = self._order()
        fence = offset // FENCE_ROWS
        if 0 < fence <= len(fences):
            due, key = fences[fence - 1]
            if self.newest_first:
                parts.append("id < ?")
                params.append(key)
            else:
                parts.append("(due_sort, id) > (?, ?)")
                params.extend((due, key))
            offset -= fence * FENCE_ROWS
        sql = _select("id", parts, order + " LIMIT ? OFFSET ?")
        return [int(row[0]) for row in read.query(sql, (*params, limit, offset))]

    def position(self, read: Reader, key: int) -> int | None:
        """How many rows stand before this one, None when it does not fit the filter."""
        parts, params = self._where()
        own = read.query(_select("due_sort, id", [*parts, "id = ?"], ""), (*params, key))
        if not own:
            return None
        if self.newest_first:
            before = _select("count(*)", [*parts, "id > ?"], "")
            return int(read.scalar(before, (*params, key)))
        before = _select("count(*)", [*parts, "(due_sort, id) < (?, ?)"], "")
        return int(read.scalar(before, (*params, own[0][0], own[0][1])))

    def fences(
        self, read: Reader, cancelled: Callable[[], bool] | None = None
    ) -> tuple[Fence, ...]:
        """The last row of every stretch of `FENCE_ROWS`, found by hopping from one to the next."""
        parts, params = self._where()
        marks: list[Fence] = []
        while cancelled is None or not cancelled():
            hop, hop_params = list(parts), list(params)
            if marks:
                if self.newest_first:
                    hop.append("id < ?")
                    hop_params.append(marks[-1][1])
                else:
                    hop.append("(due_sort, id) > (?, ?)")
                    hop_params.extend(marks[-1])
            sql = _select("due_sort, id", hop, self._order() + " LIMIT 1 OFFSET ?")
            rows = read.query(sql, (*hop_params, FENCE_ROWS - 1))
            if not rows:
                break
            marks.append((str(rows[0][0]), int(rows[0][1])))
        return tuple(marks)

    def _order(self) -> str:
        return " ORDER BY id DESC" if self.newest_first else " ORDER BY due_sort, id"


def _select(what: str, parts: Sequence[str], tail: str) -> str:
    # Only fixed texts of this module are joined here; every value is a parameter.
    where = " AND ".join(parts)
    return "".join(("SELECT ", what, " FROM ticket", " WHERE " if where else "", where, tail))


def _json_list(values: Sequence[object]) -> str:
    import json

    return json.dumps(list(values))
