"""Typed text that was not sent yet: it survives an error, a crash and a stale save."""

from __future__ import annotations

from app.model import tables
from app.services.context import Context


class DraftService:
    """Keeps drafts by key. A draft is nobody's decision and no part of the history."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def save(self, key: str, body: str) -> None:
        """Keep `body` under `key`, in place of what was there."""
        with self._context.write() as write:
            write.execute(
                "INSERT INTO draft (key, body, saved_at) VALUES (?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET body = excluded.body,"
                " saved_at = excluded.saved_at",
                (key, body, self._context.now_text()),
            )

    def load(self, key: str) -> str | None:
        """What was kept, None when nothing was."""
        row = self._context.read().one(tables.Draft, key=key)
        return str(row["body"]) if row else None

    def drop(self, key: str) -> None:
        """Forget it: it was sent, or thrown away on purpose."""
        with self._context.write() as write:
            write.execute("DELETE FROM draft WHERE key = ?", (key,))
