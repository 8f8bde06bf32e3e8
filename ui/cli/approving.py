"""`approvals`, `approve`, `deny`: what waits for a second person, and what that person says."""

from __future__ import annotations

import argparse
from zoneinfo import ZoneInfo

from app.domain.approval import Waiting
from app.domain.labels import label
from app.domain.money import Money
from app.domain.ticket import Ticket
from app.i18n import _
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import existing, let_act
from ui.cli.instants import iso, local
from ui.cli.masking import masked
from ui.cli.terminal import note, out, out_json_array, padded

_HOME = ZoneInfo("Asia/Shanghai")


def run(parsed: argparse.Namespace) -> int:
    """List what waits, or settle one of it."""
    with existing(parsed) as desk:
        if parsed.command == "approvals":
            _list(desk, as_json=parsed.json)
            return exit_codes.DONE
        let_act(desk, getattr(parsed, "person", ""))
        ticket = desk.services.tickets.by_number(parsed.number)
        if parsed.command == "approve":
            done = desk.services.decide.approve(ticket.id, ticket.version, parsed.note)
            said = _("已同意")
        else:
            done = desk.services.decide.deny(ticket.id, ticket.version, parsed.reason)
            said = _("已不同意")
    out(_settled(said, done))
    return exit_codes.DONE


def _settled(said: str, ticket: Ticket) -> str:
    record = ticket.decision
    what = label(record.remedy) if record else ""
    return f"{said}  {ticket.number}  {what}  {label(ticket.stage)}"


def _list(desk: Opened, *, as_json: bool) -> None:
    waiting = desk.services.approvals.waiting()
    if as_json:
        out_json_array(map(_as_json, waiting))
        return
    zones = {shop.name: ZoneInfo(shop.zone) for shop in desk.services.shops.all()}
    for one in waiting:
        out(
            "  ".join(
                (
                    padded(one.number, 16),
                    padded(label(one.remedy), 10),
                    padded(str(Money(one.cents, one.currency)), 12),
                    padded(one.author, 10),
                    local(one.since, zones.get(one.shop, _HOME)),
                )
            )
        )
        for text in one.needs:
            out(f"    {masked(text)}")
    note(_("共 {n} 个").format(n=len(waiting)))


def _as_json(one: Waiting) -> dict[str, object]:
    """One decision that waits; the keys are stable."""
    return {
        "number": one.number,
        "shop": one.shop,
        "kind": one.remedy.value,
        "amount_minor": one.cents,
        "currency": one.currency,
        "author": one.author,
        "since_at": iso(one.since),
        "needs": [masked(text) for text in one.needs],
        "yours": one.yours,
    }
