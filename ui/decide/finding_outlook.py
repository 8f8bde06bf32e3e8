"""What follows from a finding, before it is saved: freight, evidence, recovery, open rounds. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.labels import label
from app.domain.liability import Finding
from app.domain.liability_advice import evidence_for, evidence_missing
from app.domain.liability_shift import rests_on_another
from app.domain.liability_text import larger_part
from app.domain.recovery_proposal import proposals
from app.domain.remedy import Liability, ProblemClass
from app.domain.rulepack.freight_table import FreightLeg
from app.domain.settlement.freight_rule import freight_rule, who_pays, why
from app.domain.settlement.types import Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.tokens import Tone

Rows = tuple[tuple[str, Tone], ...]


def outlook(ticket: Ticket, situation: Situation, problem: ProblemClass, finding: Finding) -> Rows:
    """Everything that follows, the freight first."""
    situation = replace(situation, problem=problem, shares=finding.shares)
    as_found = replace(ticket, liability=finding.liability, finding=finding, problem=problem)
    return (
        *_freight(as_found, situation, finding),
        *_evidence(ticket, problem, finding.liability),
        *_recovery(as_found),
        *_round(as_found),
    )


def _freight(ticket: Ticket, situation: Situation, finding: Finding) -> Iterator[tuple[str, Tone]]:
    shared = larger_part(finding)
    if shared:
        yield shared, "info"
    if finding.liability is Liability.UNDETERMINED:
        yield _("一直定不了的：按退货退款办理，运费如下；定了再改。"), "info"
    by_source: dict[str, list[str]] = {}
    for leg in FreightLeg:
        rule = freight_rule(leg, finding.liability, ticket.order, situation, ticket.order_money)
        by_source.setdefault(why(rule), []).append(who_pays(rule))
    for source, legs in by_source.items():
        text = _("运费　{legs}。依据：{source}。")
        yield text.format(legs="；".join(legs), source=source), "info"


def _evidence(
    ticket: Ticket, problem: ProblemClass, liability: Liability
) -> Iterator[tuple[str, Tone]]:
    wanted = evidence_for(liability, problem)
    names = _(" 或 ").join(label(one) for one in wanted)
    if evidence_missing(ticket, wanted):
        text = _("这样认定要有{names}，现在还没有：可以先保存，拿到后加到证据里。")
        yield text.format(names=names), "warn"
    elif wanted:
        yield _("这样认定要有的{names}，证据里已经有了。").format(names=names), "ok"


def _recovery(ticket: Ticket) -> Iterator[tuple[str, Tone]]:
    for one in proposals(ticket):
        text = _("买家由本店先赔；可以向{whom}追偿，保存后在「方案与金额」里登记。")
        yield text.format(whom=label(one.against)), "info"


def _round(ticket: Ticket) -> Iterator[tuple[str, Tone]]:
    decision = rests_on_another(ticket)
    if decision is not None:
        text = _("第 {n} 轮方案是按「{before}」算的，保存后请重新决定。")
        yield text.format(n=decision.round, before=label(decision.liability)), "warn"
