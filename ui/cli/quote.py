"""`quote`: what a decision would come to, as its dialog would show it. Writes nothing."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from app.domain import money
from app.domain.approval import Need, approval_needs
from app.domain.decisions import Asked, by_grace
from app.domain.labels import label
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, LineChoice
from app.domain.sheet import sheet
from app.domain.ticket import Ticket
from app.domain.what_if import TRIED, Trial, try_out
from app.i18n import _
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import existing
from ui.cli.parser import BadCommandLine, program_name
from ui.cli.quote_shown import as_json, as_text
from ui.cli.terminal import out, out_json

_Word = TypeVar("_Word", Remedy, Liability, FreightBearer)
_UNITS = re.compile(r"L?(\d{1,4})(?::(\S+))?", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


def run(parsed: argparse.Namespace) -> int:
    """Print the calculation; exit code 3 when it could not be decided like this."""
    remedy = _member(TRIED, parsed.remedy, "--remedy")
    with existing(parsed) as desk, desk.db.snapshot():
        ticket = desk.services.tickets.by_number(parsed.number)
        situation = desk.services.decide.situation(ticket)
        trial = _trial(parsed, ticket, remedy)
        tried = try_out(ticket.order, ticket.order_money, situation, Asked.of(ticket), trial)
        choices = by_grace(ticket, tried)
        breakdown = settle(ticket.order, ticket.order_money, choices, situation)
        needs = _needs(desk, ticket, choices, breakdown)
    made = sheet(ticket.order, choices, breakdown)
    if parsed.json:
        out_json(as_json(ticket, choices, breakdown, made, needs))
    else:
        out(as_text(ticket, made, needs))
    return exit_codes.REFUSED if breakdown.refused else exit_codes.DONE


def _needs(
    desk: Opened, ticket: Ticket, choices: Choices, breakdown: Breakdown
) -> tuple[Need, ...]:
    """Why another person would have to agree; nobody is asked while it could not be decided."""
    if breakdown.refused:
        return ()
    return approval_needs(desk.services.approvals.standing(ticket), choices, breakdown)


def _trial(parsed: argparse.Namespace, ticket: Ticket, remedy: Remedy) -> Trial:
    currency = ticket.order.currency
    return Trial(
        remedy,
        lines=_lines(ticket, parsed.units) if parsed.units else None,
        cents=None if parsed.amount is None else money.parse(parsed.amount, currency),
        liability=(
            _member(Liability, parsed.liability, "--liability") if parsed.liability else None
        ),
        freight_bearer=(
            _member(FreightBearer, parsed.freight_by, "--freight-by") if parsed.freight_by else None
        ),
        freight_cents=None if parsed.freight is None else money.parse(parsed.freight, currency),
    )


def _member(allowed: Iterable[_Word], text: str, option: str) -> _Word:
    """The value of a vocabulary somebody typed, with `-` or `_`, or in Chinese."""
    known = {member.value: member for member in allowed}
    typed = text.strip().lower().replace("-", "_")
    by_label = {label(member): member for member in known.values()}
    found = known.get(typed) or by_label.get(text.strip())
    if found is None:
        raise _bad(
            _("{option} 没有「{text}」，可用：{names}").format(
                option=option, text=text, names="、".join(known)
            )
        )
    return found


def _lines(ticket: Ticket, words: Iterable[str]) -> tuple[LineChoice, ...]:
    """`L1:1,3-4` names pieces 1, 3 and 4 of the first line; `L2` all of the second."""
    by_position = {line.position: line for line in ticket.order.lines}
    found: list[LineChoice] = []
    for word in words:
        match = _UNITS.fullmatch(word)
        line = by_position.get(int(match[1])) if match else None
        if match is None or line is None:
            raise _bad(
                _("看不懂「{word}」：请写成 L1:1,2，L1 是第 1 行商品，1,2 是第几件").format(
                    word=word
                )
            )
        pieces = tuple(_pieces(match[2], word)) if match[2] else ()
        if not pieces:
            pieces = tuple(range(1, (line.quantity or 0) + 1))
        found.append(LineChoice(line.id, pieces))
    return tuple(found)


def _pieces(text: str, word: str) -> Iterator[int]:
    for part in text.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise _bad(_("看不懂「{word}」里的件数「{part}」").format(word=word, part=part))
        yield from range(int(match[1]), int(match[2] or match[1]) + 1)


def _bad(message: str) -> BadCommandLine:
    return BadCommandLine(
        _("命令写错了：{message}。").format(message=message),
        _("用法见 {prog} quote --help").format(prog=program_name()),
    )
