"""The rules of each shop, what the shop changed of them, and what was announced."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.access import Permission
from app.domain.deadlines.span import TimeUnit
from app.domain.order import OrderLine
from app.domain.rulepack.category import GoodsCategory, GoodsPolicy, category_of
from app.domain.rulepack.pack import GENERIC, RuleNote, RulePack, Rules
from app.domain.rulepack.sheet import OwnRule, RuleLine, RuleNotice, laid_out
from app.i18n import _
from app.model.reading import Reader
from app.model.tables import GoodsPolicy as PolicyRow
from app.model.tables import Shop
from app.model.writing import Write
from app.services.context import Context
from app.services.goods_policies import (
    drop_policy,
    gone,
    keep_policy,
    policies_of_shop,
    policy_for,
    policy_of,
)
from app.services.rule_changes import keep_change, own_rules, shop_row, take_back, zone_of
from app.services.rule_files import all_packs
from app.services.rule_news import keep_seen, news_for
from app.services.rule_notes import notes
from app.services.rule_reading import pack_name, rules_of, rules_of_all, shipped_rules


class RuleService:
    """The rules of each shop, what the shop changed of them, and what was announced."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # ---------------------------------------------------------------------------------- reading

    def for_shop(self, shop_id: int, on: date | None = None) -> Rules:
        """The rules of a shop on a day, today in the shop's zone when none is given.

        Raises `NotFound`.
        """
        read = self._context.read()
        return rules_of(read, shop_row(read, shop_id), on or self._today(read, shop_id))

    def sheet(
        self, shop_id: int | None, category: str = "", on: date | None = None
    ) -> tuple[RuleLine, ...]:
        """Every rule for goods of a category: what holds, what ships, what was changed.

        Without a shop: the generic pack with what was changed for all shops. Raises `NotFound`.
        """
        read = self._context.read()
        day = on or self._today(read, shop_id)
        if shop_id is None:
            name, now = GENERIC, rules_of_all(read, day)
        else:
            row = shop_row(read, shop_id)
            name, now = pack_name(row), rules_of(read, row, day)
        return laid_out(now, shipped_rules(name, day), own_rules(read, shop_id), category)

    def today(self, shop_id: int | None) -> date:
        """The day it is where the shop's days are counted. Raises `NotFound`."""
        return self._today(self._context.read(), shop_id)

    def packs(self) -> tuple[RulePack, ...]:
        """Every pack that ships, the one all others are based on first."""
        return all_packs()

    def notes(self) -> tuple[RuleNote, ...]:
        """The texts of the rules, law first."""
        return notes()

    # --------------------------------------------------------------------------------- changing

    def change(
        self,
        shop_id: int | None,
        key: str,
        category: str,
        value: object,
        unit: TimeUnit | None,
        valid_from: date,
        reason: str,
        window: str = "",
    ) -> OwnRule:
        """From a day on a rule is another for a shop, or (None) for all of them.

        Raises `RuleViolation` for what does not fit the key, a day out of all measure, and a
        change without a reason; `NotFound` for an unknown shop.
        """
        with self._configuring(_("修改规则")) as write:
            made = keep_change(
                write, shop_id, key, category, value, unit, window, valid_from, reason
            )
            _touch(write, shop_id, made)
        return next(one for one in self.changes(shop_id) if one.id == made)

    def remove(self, own_id: int) -> None:
        """End a change today; orders placed while it held stay judged by it. Raises `NotFound`."""
        with self._configuring(_("恢复规则")) as write:
            _touch(write, take_back(write, own_id), own_id)

    def changes(self, shop_id: int | None) -> tuple[OwnRule, ...]:
        """What holds, and will hold, of the changes for all shops and (when named) for one."""
        return own_rules(self._context.read(), shop_id)

    # ------------------------------------------------------------------------------------ goods

    def goods(self, shop_id: int) -> tuple[GoodsPolicy, ...]:
        """Everything a shop says of its goods, by SKU and title."""
        return policies_of_shop(self._context.read(), shop_id)

    def save_goods(self, policy: GoodsPolicy) -> GoodsPolicy:
        """Store what a shop says of some goods (id 0: something new).

        Raises `RuleViolation` for what cannot be said, `NotFound` for what is gone.
        """
        with self._configuring(_("修改商品规则")) as write:
            shop_row(write, policy.shop_id)
            key = keep_policy(write, policy)
            write.touch("shop", policy.shop_id)
        row = self._context.read().get(PolicyRow, key)
        if row is None:
            raise gone()
        return policy_of(row)

    def remove_goods(self, policy_id: int) -> None:
        """Take back what a shop says of some goods. Raises `NotFound`."""
        with self._configuring(_("修改商品规则")) as write:
            write.touch("shop", drop_policy(write, policy_id))

    def category_of(self, shop_id: int, line: OrderLine) -> GoodsCategory:
        """What kind of goods a line is."""
        read = self._context.read()
        return category_of(policy_for(read, shop_id, line.sku, line.title), line.special)

    # ------------------------------------------------------------------------------------- news

    def news(self) -> tuple[RuleNotice, ...]:
        """What changed and the acting person has not been told, the oldest first."""
        person = self._context.person
        if person is None or self._context.locked:
            return ()
        return news_for(self._context.read(), person.id, self._context.now())

    def seen(self, ids: Iterable[str]) -> None:
        """The acting person has been told of these."""
        with self._context.write() as write:
            keep_seen(write, write.author.staff_id, ids)

    # -------------------------------------------------------------------------------------------

    def _today(self, read: Reader, shop_id: int | None) -> date:
        return self._context.now().astimezone(ZoneInfo(zone_of(read, shop_id))).date()

    @contextlib.contextmanager
    def _configuring(self, doing: str) -> Iterator[Write]:
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, doing)
            yield write


def _touch(write: Write, shop_id: int | None, own_id: int) -> None:
    """Tickets of every shop the rule holds for may be judged otherwise now."""
    write.touch("rule", own_id)
    for row in write.find(Shop):
        if shop_id in (None, row["id"]):
            write.touch("shop", int(row["id"]))
