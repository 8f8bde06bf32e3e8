"""The rules of each shop, what the shop changed of them, and what was announced."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from app.domain.rulepack.pack import RulePack, Rules
from app.errors import NotFound
from app.i18n import _
from app.model.reading import Reader, Values
from app.model.tables import Shop
from app.services.context import Context
from app.services.rule_files import all_packs
from app.services.rule_reading import rules_of


class RuleService:
    """The rules of each shop, what the shop changed of them, and what was announced."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def for_shop(self, shop_id: int, on: date | None = None) -> Rules:
        """The rules of a shop on a day, today in the shop's zone when none is given.

        Raises `NotFound`.
        """
        read = self._context.read()
        row = _shop(read, shop_id)
        today = self._context.now().astimezone(ZoneInfo(str(row["zone"]))).date()
        return rules_of(read, row, on or today)

    def packs(self) -> tuple[RulePack, ...]:
        """Every pack that ships, the one all others are based on first."""
        return all_packs()


def _shop(read: Reader, shop_id: int) -> Values:
    row = read.get(Shop, shop_id)
    if row is None:
        raise NotFound(_("找不到这家店铺。"))
    return row
