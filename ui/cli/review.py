"""`review`: what every check says of a ticket, as its page shows it. Writes nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from app.domain.checks import CheckFinding, Cited, Verdict, completeness, missing
from app.domain.labels import label
from app.domain.order import Buyer
from app.domain.rulepack import Mark
from app.domain.ticket import Ticket
from app.i18n import _
from ui.cli import exit_codes
from ui.cli.desk import existing
from ui.cli.masking import masked
from ui.cli.terminal import out, out_json
from ui.cli.ticket_json import Json

_SIGNS = {Verdict.PASS: "✓", Verdict.REFUSE: "✗", Verdict.PERSON: "?"}


def run(parsed: argparse.Namespace) -> int:
    """Print the review of the ticket with this number."""
    with existing(parsed) as desk, desk.db.snapshot():
        ticket = desk.services.tickets.by_number(parsed.number)
        findings = desk.services.checking.review(ticket)
    if parsed.json:
        out_json(as_json(ticket, findings))
    else:
        out(as_text(ticket, findings))
    return exit_codes.DONE


def as_text(ticket: Ticket, findings: Sequence[CheckFinding]) -> str:
    """A few lines for each check, then what is missing."""
    lines = [f"{ticket.number}  {label(ticket.stage)}"]
    for finding in findings:
        lines.extend(_check(finding, ticket.buyer))
    lines.extend(_supply(tuple(findings)))
    return "\n".join(lines)


def _check(finding: CheckFinding, buyer: Buyer) -> Iterator[str]:
    yield _("{sign} {verdict}  {title}：{fact}").format(
        sign=_SIGNS[finding.verdict],
        verdict=label(finding.verdict),
        title=finding.title,
        fact=masked(finding.fact, buyer),
    )
    if finding.arithmetic:
        yield f"    {masked(finding.arithmetic, buyer)}"
    if finding.rule.source:
        yield _("    依据：{rule}").format(rule=_rule(finding.rule))
    change = finding.override
    if change is not None and finding.found is not None:
        yield _("    {by} 改判，原为「{before}」：{reason}").format(
            by=change.by, before=label(finding.found), reason=masked(change.reason, buyer)
        )


def _rule(rule: Cited) -> str:
    if not rule.mark:
        return rule.source
    return _("{source}（{mark}）").format(source=rule.source, mark=label(Mark(rule.mark)))


def _supply(findings: tuple[CheckFinding, ...]) -> Iterator[str]:
    asked = missing(findings)
    there, needed = completeness(findings)
    if needed:
        yield _("资料：{there}/{needed}").format(there=there, needed=needed)
    if asked:
        yield _("还缺，请一次性告知买家：{items}").format(items="；".join(asked))


def as_json(ticket: Ticket, findings: Sequence[CheckFinding]) -> Json:
    """The review with its keys; they are only ever added."""
    found = tuple(findings)
    there, needed = completeness(found)
    return {
        "number": ticket.number,
        "checks": [_as_json(finding, ticket.buyer) for finding in found],
        "missing": list(missing(found)),
        "supplied": there,
        "needed": needed,
    }


def _as_json(finding: CheckFinding, buyer: Buyer) -> Json:
    change = finding.override
    return {
        "check": finding.check,
        "title": finding.title,
        "verdict": finding.verdict.value,
        "found": (finding.found or finding.verdict).value,
        "fact": masked(finding.fact, buyer),
        "arithmetic": masked(finding.arithmetic, buyer),
        "rule": finding.rule.key,
        "source": finding.rule.source,
        "mark": finding.rule.mark,
        "missing": list(finding.missing),
        "overridden_by": change.by if change else None,
        "reason": masked(change.reason, buyer) if change else None,
    }
