"""A plan as its screen shows it, counted and sorted once, on the worker that read the files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain.import_plan import Change, ImportOutcome, ImportPlan, PlannedRow
from app.domain.imported import ReturnAddress
from app.domain.labels import label
from app.domain.order import Address
from app.i18n import _

_ORDER = {Change.NEW: 0, Change.CHANGED: 1, Change.UNCHANGED: 2}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One order or claim, whichever files and lines speak of it."""

    kind: str
    number: str
    change: Change
    text: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """`rows`: what would be new first, then what would change. `counts` by (kind, change)."""

    plan: ImportPlan
    rows: tuple[PreviewRow, ...]
    counts: dict[tuple[str, Change], int]

    @classmethod
    def of(cls, plan: ImportPlan) -> Preview:
        """Gather, sort and count; for a hundred thousand rows this is no work for the window.

        An order list and its list of lines speak of the same order: it is counted once.
        """
        gathered: dict[tuple[str, str], list[PlannedRow]] = {}
        for row in plan.rows:
            gathered.setdefault((row.kind, row.number), []).append(row)
        rows = tuple(sorted(map(_one, gathered.values()), key=_by_change))
        return cls(plan, rows, dict(Counter((row.kind, row.change) for row in rows)))

    def count(self, kind: str, change: Change) -> int:
        """How many orders or claims mean this change."""
        return self.counts.get((kind, change), 0)

    @property
    def taken(self) -> int:
        """How many rows an import would write."""
        return sum(
            n for (_kind, change), n in self.counts.items() if change is not Change.UNCHANGED
        )

    def reason_against(self) -> str:
        """Why there is nothing to import, empty when there is."""
        plan = self.plan
        if not plan.parsed:
            return _("没有可以导入的文件。")
        if plan.shop is None and plan.shop_to_create is None:
            return _("请先选择这些文件属于哪家店铺。")
        if not self.rows:
            return _("文件里没有可以导入的记录。")
        return "" if self.taken else _("没有新的内容：这些记录都已经导入过。")

    def shop_words(self) -> str:
        """Where the rows will go."""
        plan = self.plan
        if plan.shop is not None:
            return f"{plan.shop.name} · {label(plan.shop.platform)}"
        if plan.shop_to_create is not None:
            platform, name = plan.shop_to_create
            return _("将新建店铺「{name}」（{platform}）").format(
                name=name, platform=label(platform)
            )
        return ""


def _one(rows: list[PlannedRow]) -> PreviewRow:
    """What several lines say of one number: the strongest change, the fullest text."""
    return PreviewRow(
        kind=rows[0].kind,
        number=rows[0].number,
        change=min((row.change for row in rows), key=_ORDER.__getitem__),
        text=max((row.text for row in rows), key=len),
        places=tuple((row.file, row.source_line) for row in rows),
    )


def _by_change(row: PreviewRow) -> int:
    return _ORDER[row.change]


def shop_address(proposed: ReturnAddress) -> Address:
    """What a file proposes as a return address, as a shop holds it."""
    return Address(
        contact=proposed.contact or "",
        phone=proposed.phone or "",
        address=proposed.address or "",
        postcode=proposed.postcode or "",
    )


def done_words(outcome: ImportOutcome) -> str:
    """What an import did, in one or two sentences."""
    parts = [
        _("新订单 {n}").format(n=outcome.orders_new) if outcome.orders_new else "",
        _("订单有变化 {n}").format(n=outcome.orders_changed) if outcome.orders_changed else "",
        _("新售后 {n}").format(n=outcome.claims_new) if outcome.claims_new else "",
        _("售后有变化 {n}").format(n=outcome.claims_changed) if outcome.claims_changed else "",
        _("新建售后单 {n} 张").format(n=len(outcome.tickets_new)) if outcome.tickets_new else "",
    ]
    said = "、".join(part for part in parts if part) or _("没有变化")
    sentence = _("导入完成：{said}。").format(said=said)
    if outcome.conflicts:
        sentence += _("{n} 个订单的实付金额对不上，等人核对。").format(n=len(outcome.conflicts))
    if outcome.mismatches:
        sentence += "；".join(outcome.mismatches)
    return sentence
