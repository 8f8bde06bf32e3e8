"""`tickets`: the tickets of the desk, read page by page and written as they come."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.domain.access import mask_nickname
from app.domain.labels import label
from app.domain.money import Money
from app.domain.order import Platform
from app.domain.ticket import TicketFilter, TicketSummary, View
from app.i18n import _
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import existing
from ui.cli.instants import iso, local
from ui.cli.masking import masked
from ui.cli.terminal import note, out, out_json_array, padded

_PAGE = 512
_HOME = ZoneInfo("Asia/Shanghai")
_WIDTHS = (16, 12, 10, 12, 23, 10, 21)


def run(parsed: argparse.Namespace) -> int:
    """List what fits; an empty list is an answer, a folder without a desk is none."""
    which = TicketFilter(view=View(parsed.view), search=parsed.search)
    with existing(parsed) as desk, desk.db.snapshot():
        if parsed.json:
            out_json_array(map(_as_json, _all(desk, which)))
        else:
            _print(desk, which)
    return exit_codes.DONE


def _all(desk: Opened, which: TicketFilter) -> Iterator[TicketSummary]:
    queue = desk.services.queue
    if queue.count(which) > _PAGE:
        # Without its marks every page would count off all rows before it.
        queue.use_fences(queue.build_fences(which))
    at = 0
    while page := queue.page(which, at, _PAGE):
        yield from page
        at += len(page)


def _print(desk: Opened, which: TicketFilter) -> None:
    zones = {
        (shop.platform.value, shop.name): ZoneInfo(shop.zone) for shop in desk.services.shops.all()
    }
    number = 0
    for number, ticket in enumerate(_all(desk, which), 1):
        if number == 1:
            heads = (_("单号"), _("阶段"), _("诉求"), _("金额"), _("截止"), _("买家"), _("订单号"))
            out(_row(*heads, _("商品")))
        out(_line(ticket, zones.get((ticket.platform, ticket.shop), _HOME)))
    note(_("共 {n} 张").format(n=number))


def _line(ticket: TicketSummary, zone: ZoneInfo) -> str:
    amount, due = "—", "—"
    if ticket.amount_cents is not None:
        amount = str(Money(ticket.amount_cents, ticket.currency))
    if ticket.due_at is not None:
        due = local(ticket.due_at, zone)
    elif ticket.buyer_due_at is not None:
        due = _("买家 {at}").format(at=local(ticket.buyer_due_at, zone))
    return _row(
        ticket.number,
        label(ticket.stage),
        label(ticket.remedy) if ticket.remedy else _("未定"),
        amount,
        due,
        mask_nickname(ticket.buyer) or _("未知"),
        ticket.order_no or "—",
        masked(ticket.goods),
    )


def _row(*cells: str) -> str:
    kept = [padded(cell, width) for cell, width in zip(cells, _WIDTHS, strict=False)]
    return "  ".join((*kept, *cells[len(_WIDTHS) :])).rstrip()


def _as_json(ticket: TicketSummary) -> dict[str, object]:
    """One ticket; the keys are stable."""
    return {
        "number": ticket.number,
        "shop": ticket.shop,
        "platform": Platform(ticket.platform).value,
        "claims": list(ticket.claims),
        "order_no": ticket.order_no or None,
        "stage": ticket.stage.value,
        "kind": ticket.remedy.value if ticket.remedy else None,
        "buyer": mask_nickname(ticket.buyer) or None,
        "goods": masked(ticket.goods),
        "amount_minor": ticket.amount_cents,
        "currency": ticket.currency,
        "due_at": iso(ticket.due_at),
        "buyer_due_at": iso(ticket.buyer_due_at),
        "applied_at": iso(ticket.applied_at),
        "evidence_count": ticket.evidence_count,
    }
