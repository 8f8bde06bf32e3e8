"""The preview: what the files would change, without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.domain.import_plan import Change, ImportPlan, PlannedFile, PlannedRow
from app.domain.imported import ImportedOrder, ParsedFile, ReturnAddress
from app.domain.labels import label
from app.domain.money import Money
from app.domain.order import Platform, Shop
from app.domain.payment import Tender
from app.errors import ImportProblem
from app.i18n import _
from app.model import tables
from app.model.reading import Reader, Values
from app.services.importing import Refusal, importers, parse_files
from app.services.importing.compare import compare_claim, compare_order
from app.services.importing.goods import match_line
from app.services.importing.order_tickets import waiting_ticket
from app.services.importing.tenders import Difference
from app.services.loading import order_lines

_SISTERS = {
    Platform.TAOBAO: (Platform.TAOBAO, Platform.TMALL),
    Platform.TMALL: (Platform.TMALL, Platform.TAOBAO),
}


def read_files(
    paths: Sequence[Path],
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[tuple[ParsedFile, ...], tuple[PlannedFile, ...]]:
    """Parse the files in a process of their own; one file's refusal does not hide the others."""
    parsed: list[ParsedFile] = []
    planned: list[PlannedFile] = []
    titles = {info.id: info.title for info in importers()}
    for outcome in parse_files(paths, cancelled=cancelled, progress=progress):
        if isinstance(outcome, Refusal):
            planned.append(
                PlannedFile(outcome.path_name, refusal=outcome.sentence, advice=outcome.advice)
            )
        else:
            parsed.append(outcome)
            title = titles.get(outcome.importer_id, outcome.importer_id)
            planned.append(PlannedFile(outcome.path_name, title, outcome.rows_read))
    return tuple(parsed), tuple(planned)


def make_plan(
    read: Reader,
    shops: Sequence[Shop],
    parsed: tuple[ParsedFile, ...],
    files: tuple[PlannedFile, ...],
    shop: Shop | None,
) -> ImportPlan:
    """Compare the parsed files with the desk. `shop` None: found by platform and name."""
    create: tuple[Platform, str] | None = None
    choices: tuple[Shop, ...] = ()
    if shop is None and parsed:
        shop, create, choices = choose_shop(shops, parsed)
    shop_id = shop.id if shop else None
    differences: list[str] = []
    rows = tuple(_rows(read, shop_id, parsed, differences))
    return ImportPlan(
        files=files,
        parsed=parsed,
        shop=shop,
        shop_to_create=create,
        shop_choices=choices,
        rows=rows,
        problems=tuple(problem for file in parsed for problem in file.problems),
        conflicts=(
            *_conflicts(read, shop_id, parsed),
            *differences,
        ),
        questions=tuple(_questions(read, shop_id, parsed)),
        address=_address(shop, parsed),
        tickets_new=_tickets_new(read, shop_id, parsed, rows),
    )


def sells_on(shop: Shop, platform: Platform) -> bool:
    """Whether files of this platform may be this shop's; Taobao and Tmall share theirs."""
    return shop.platform in _SISTERS.get(platform, (platform,))


def one_platform(parsed: tuple[ParsedFile, ...]) -> Platform:
    """The platform all these files come from. Raises `ImportProblem` when there are several."""
    platforms = {file.platform for file in parsed}
    if len(platforms) > 1:
        raise ImportProblem(
            _("这些文件来自不同平台（{names}），不能一次导入同一家店铺。").format(
                names="、".join(sorted(label(platform) for platform in platforms))
            ),
            _("请按平台分开导入；没有写入任何内容。"),
        )
    return platforms.pop()


def choose_shop(
    shops: Sequence[Shop], parsed: tuple[ParsedFile, ...]
) -> tuple[Shop | None, tuple[Platform, str] | None, tuple[Shop, ...]]:
    """The shop these files belong to; or the one to make; or those to choose from.

    Raises `ImportProblem` when files of different platforms are taken together.
    """
    platform = one_platform(parsed)
    names = {o.shop_name for file in parsed for o in file.orders if o.shop_name}
    fitting = [s for s in shops if sells_on(s, platform)]
    named = [s for s in fitting if s.name in names]
    if len(named) == 1:
        return named[0], None, ()
    if len(fitting) == 1 and not (names and fitting[0].name not in names and len(names) > 1):
        return fitting[0], None, ()
    if not fitting:
        name = min(names) if names else _("{platform}店铺").format(platform=label(platform))
        return None, (platform, name), ()
    return None, None, tuple(fitting)


def _rows(
    read: Reader, shop_id: int | None, parsed: tuple[ParsedFile, ...], differences: list[str]
) -> Iterable[PlannedRow]:
    """Every order and claim; what an order was paid with otherwise goes to `differences`."""
    for file in parsed:
        for order in file.orders:
            diff = compare_order(read, shop_id, order, file.importer_id)
            differences.extend(_tender_words(order, one) for one in diff.tenders.differences)
            change = Change.CHANGED if diff.changed else Change.UNCHANGED
            yield PlannedRow(
                "order",
                order.number,
                Change.NEW if diff.known is None else change,
                _order_text(order),
                file.path_name,
                order.source_line,
            )
        for claim in file.claims:
            claim_diff = compare_claim(read, shop_id, claim)
            change = Change.CHANGED if claim_diff.changed else Change.UNCHANGED
            amount = Money(claim.amount_cents, claim.currency) if claim.amount_cents else ""
            yield PlannedRow(
                "claim",
                claim.claim_no,
                Change.NEW if claim_diff.known is None else change,
                " · ".join(str(p) for p in (claim.status, amount, claim.title) if p),
                file.path_name,
                claim.source_line,
            )


def _tickets_new(
    read: Reader,
    shop_id: int | None,
    parsed: tuple[ParsedFile, ...],
    rows: tuple[PlannedRow, ...],
) -> int:
    """Every new claim opens a ticket, but for the first that an open one was waiting for."""
    new = {row.number for row in rows if row.kind == "claim" and row.change is Change.NEW}
    claims = {c.claim_no: c for file in parsed for c in file.claims if c.claim_no in new}
    joined: set[str] = set()
    for claim in claims.values():
        if shop_id is None or claim.order_no in joined:
            continue
        order = read.one(tables.Order, shop_id=shop_id, number=claim.order_no)
        if order is None:
            continue
        lines = order_lines(read, int(order["id"]))
        line = match_line(lines, claim.sku or "", claim.title or "")
        if waiting_ticket(read, int(order["id"]), line) is not None:
            joined.add(claim.order_no)
    return len(claims) - len(joined)


def _order_text(order: ImportedOrder) -> str:
    paid = Money(order.paid_cents, order.currency) if order.paid_cents is not None else ""
    titles = order.titles
    if order.lines:
        titles = "；".join(
            f"{line.title or line.sku or ''} ×{line.quantity}"
            if line.quantity
            else str(line.title or line.sku or "")
            for line in order.lines
        )
    return " · ".join(str(part) for part in (order.status, paid, titles) if part)


def _conflicts(read: Reader, shop_id: int | None, parsed: tuple[ParsedFile, ...]) -> Iterable[str]:
    """Orders whose files disagree on what was paid, within the files or with what is known."""
    titles = {info.id: info.title for info in importers()}
    said: dict[str, dict[str, int]] = {}
    listed: dict[str, int] = {}
    counted: dict[str, int] = {}
    for file in parsed:
        title = titles.get(file.importer_id, file.importer_id)
        for order in file.orders:
            if order.paid_cents is not None:
                said.setdefault(order.number, {})[title] = order.paid_cents
            if order.total_quantity is not None:
                listed[order.number] = order.total_quantity
            if order.lines and all(line.quantity is not None for line in order.lines):
                counted[order.number] = sum(line.quantity or 0 for line in order.lines)
        for claim in file.claims:
            if claim.order_paid_cents is not None:
                said.setdefault(claim.order_no, {})[title] = claim.order_paid_cents
    for number in {**said, **listed, **counted}:
        known = read.one(tables.Order, shop_id=shop_id, number=number) if shop_id else None
        if known is not None and known["paid_settled"]:
            continue
        yield from _paid_conflict(read, known, number, said.get(number, {}))
        yield from _quantity_conflict(read, known, number, listed.get(number), counted.get(number))


def _paid_conflict(
    read: Reader, known: Values | None, number: str, said: dict[str, int]
) -> Iterable[str]:
    everything = dict(said)
    if known is not None:
        for statement in read.find(tables.OrderStatement, order_id=known["id"]):
            if statement["paid_cents"] is not None:
                everything.setdefault(str(statement["detail"]), int(statement["paid_cents"]))
    if len(set(everything.values())) > 1:
        words = "，".join(f"{name} {Money(cents)}" for name, cents in everything.items())
        yield _("订单 {number} 的实付金额不一致：{words}；需要人工核对。").format(
            number=number, words=words
        )


def _quantity_conflict(
    read: Reader, known: Values | None, number: str, listed: int | None, counted: int | None
) -> Iterable[str]:
    if known is not None:
        quantities = [line["quantity"] for line in order_lines(read, int(known["id"]))]
        listed = known["total_quantity"] if listed is None else listed
        if counted is None and quantities and None not in quantities:
            counted = sum(int(quantity) for quantity in quantities)
    if listed is not None and counted is not None and listed != counted:
        yield _("订单 {number}：订单列表写 {a} 件，明细合计 {b} 件，实付金额不能确定。").format(
            number=number, a=listed, b=counted
        )


def _tender_words(order: ImportedOrder, one: Difference) -> str:
    """Points, coupons or stored value that are kept although a file now says otherwise."""
    kept, said = (
        f"{amount:,}" if one.kind is Tender.POINTS else str(Money(amount, order.currency))
        for amount in (one.kept, one.said)
    )
    return _(
        "订单 {number} 支付的{kind}：已记 {kept}，文件现在写 {said}；沿用已记的，需要人工核对。"
    ).format(number=order.number, kind=label(one.kind), kept=kept, said=said)


def _questions(read: Reader, shop_id: int | None, parsed: tuple[ParsedFile, ...]) -> Iterable[str]:
    """Claims whose goods cannot be told apart among the lines of their order."""
    coming = {
        order.number: [
            {"sku": line.sku or "", "title": line.title or "", "variant": line.variant or ""}
            for line in order.lines
        ]
        for file in parsed
        for order in file.orders
        if order.lines
    }
    for file in parsed:
        for claim in file.claims:
            known = (
                read.one(tables.Order, shop_id=shop_id, number=claim.order_no) if shop_id else None
            )
            lines = coming.get(claim.order_no) or (
                order_lines(read, int(known["id"])) if known else []
            )
            if lines and match_line(lines, claim.sku or "", claim.title or "") is None:
                yield _(
                    "售后 {claim}：商品「{title}」在订单 {order} 的明细里对不上，请导入后在售后单里选择商品。"
                ).format(claim=claim.claim_no, title=claim.title or "", order=claim.order_no)


def _address(shop: Shop | None, parsed: tuple[ParsedFile, ...]) -> ReturnAddress | None:
    """A return address the files propose and the shop does not have yet."""
    known = {address.address for address in shop.addresses} if shop else set()
    for file in parsed:
        for claim in file.claims:
            proposed = claim.return_address
            if proposed and proposed.address and proposed.address not in known:
                return proposed
    return None
