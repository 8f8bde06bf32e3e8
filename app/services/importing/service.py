"""Importing as staff do it: read, look at the preview, then take it in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.access import Permission
from app.domain.history import DESK_CHAIN
from app.domain.import_plan import ImportOutcome, ImportPlan, PlannedFile
from app.domain.imported import ParsedFile
from app.domain.order import Shop
from app.errors import ImportProblem
from app.i18n import _
from app.model import tables
from app.model.writing import Write
from app.services.context import HOME_ZONE, Context
from app.services.importing import ImporterInfo, importers
from app.services.importing.apply import Tally, apply_file
from app.services.importing.plan import make_plan, one_platform, read_files, sells_on
from app.services.loading import load_order, load_payouts
from app.services.mismatches import too_much
from app.services.shops import ShopService, create_shop, keep_address

_ORDER_OF_KINDS = {"orders": 0, "order_lines": 1, "claims": 2}


class ImportService:
    """Platform files in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shops = ShopService(context)

    def known_formats(self) -> tuple[ImporterInfo, ...]:
        """The file formats that are recognised."""
        return importers()

    def read(
        self,
        paths: Sequence[Path],
        shop_id: int | None = None,
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[int, int, str], None] | None = None,
        *,
        shop_name: str = "",
    ) -> ImportPlan:
        """Read the files in a child process and compare them with the desk; writes nothing.

        Given a `shop_name`, with the shop of that name on the files' platform, to be made if
        missing. May run on a worker thread. Raises `ImportProblem` when files of several platforms
        are taken together.
        """
        parsed, files = read_files(paths, cancelled, progress)
        if shop_name and parsed:
            return self._for_named_shop(parsed, files, shop_name)
        shop = self._shops.get(shop_id) if shop_id is not None else None
        return make_plan(self._context.read(), self._shops.all(), parsed, files, shop)

    def for_shop(self, plan: ImportPlan, shop: Shop) -> ImportPlan:
        """The same files compared with the shop a person chose."""
        return make_plan(self._context.read(), self._shops.all(), plan.parsed, plan.files, shop)

    def for_new_shop(self, plan: ImportPlan, name: str) -> ImportPlan:
        """The same files for a shop that does not exist yet: it is made on their platform."""
        platform = plan.parsed[0].platform
        fresh = make_plan(self._context.read(), (), plan.parsed, plan.files, None)
        return replace(fresh, shop_to_create=(platform, " ".join(name.split())))

    def _for_named_shop(
        self, parsed: tuple[ParsedFile, ...], files: tuple[PlannedFile, ...], name: str
    ) -> ImportPlan:
        platform = one_platform(parsed)
        name = " ".join(name.split())
        fitting = [s for s in self._shops.all() if s.name == name and sells_on(s, platform)]
        if fitting:
            own = next((s for s in fitting if s.platform is platform), fitting[0])
            return make_plan(self._context.read(), (), parsed, files, own)
        fresh = make_plan(self._context.read(), (), parsed, files, None)
        return replace(fresh, shop_to_create=(platform, name))

    def apply(self, plan: ImportPlan) -> ImportOutcome:
        """Write what the plan shows, all of it or nothing.

        Taking the same files twice changes nothing. Raises `ImportProblem` when the shop is not
        settled, `StorageProblem` when the disk is in the way.
        """
        if plan.shop is None and plan.shop_to_create is None:
            raise ImportProblem(
                _("还没有选择这些文件属于哪家店铺，没有写入任何内容。"),
                _("请选择店铺；命令行用 --shop 店铺名。"),
            )
        tally = Tally()
        titles = {info.id: info.title for info in importers()}
        now = self._context.now()
        with self._context.write() as write:
            self._context.demand(Permission.IMPORT, _("导入平台文件"))
            shop_id, created = self._shop(write, plan)
            shop = write.get(tables.Shop, shop_id) or {}
            for file in sorted(plan.parsed, key=_kind_order):
                title = titles.get(file.importer_id, file.importer_id)
                apply_file(write, shop, file, title, now, tally)
            mismatches = tuple(_overpaid(write, tally.paid_orders))
            keep_address(write, shop_id, plan.address, take=created)
            if tally.written:
                write.everything = True
        return ImportOutcome(
            shop_id=shop_id,
            shop_created=created,
            orders_new=len(tally.orders_new),
            orders_changed=len(tally.orders_changed - tally.orders_new),
            claims_new=len(tally.claims_new),
            claims_changed=len(tally.claims_changed - tally.claims_new),
            tickets_new=tuple(tally.tickets_new),
            tickets_changed=tuple(
                number
                for number in dict.fromkeys(tally.tickets_changed)
                if number not in tally.tickets_new
            ),
            conflicts=plan.conflicts,
            questions=plan.questions,
            mismatches=mismatches,
        )

    def _shop(self, write: Write, plan: ImportPlan) -> tuple[int, bool]:
        if plan.shop is not None:
            return plan.shop.id, False
        if plan.shop_to_create is None:
            raise ImportProblem(_("还没有选择店铺。"))
        platform, name = plan.shop_to_create
        known = write.one(tables.Shop, platform=platform.value, name=name)
        if known is not None:
            return int(known["id"]), False
        key = create_shop(write, platform, name, self._context.now_text(), HOME_ZONE, "CNY")
        write.event(DESK_CHAIN, "shop_created", {"shop": key})
        write.touch("shop", key)
        return key, True


def _overpaid(write: Write, order_ids: set[int]) -> Iterator[str]:
    """Orders on which the platform has now paid more than the buyer ever did."""
    for order_id in sorted(order_ids):
        row = write.get(tables.Order, order_id)
        if row is not None:
            money = load_payouts(write, order_id=order_id)
            for found in too_much(load_order(write, row), money):
                yield _("订单 {number}：{text}").format(number=row["number"], text=found.text)


def _kind_order(file: object) -> int:
    return _ORDER_OF_KINDS.get(str(getattr(file, "kind", "")), 9)
