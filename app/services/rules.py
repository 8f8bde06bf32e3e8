"""The rules of each shop, what the shop changed of them, and what was announced."""

from __future__ import annotations

from app.services.context import Context


class RuleService:
    """The rules of each shop, what the shop changed of them, and what was announced."""

    def __init__(self, context: Context) -> None:
        self._context = context
