"""What follows from a finding, before it is saved: freight, evidence, recovery, open rounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QVBoxLayout

from app.domain.labels import label
from app.domain.liability import Finding
from app.domain.liability_advice import evidence_for, evidence_missing
from app.domain.liability_shift import rests_on_another
from app.domain.liability_text import larger_part
from app.domain.recovery_proposal import proposals
from app.domain.remedy import Liability, ProblemClass
from app.domain.rulepack.freight_table import FreightLeg
from app.domain.settlement.freight_rule import freight_rule, payer_text, why
from app.domain.settlement.types import Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.tokens import Tone
from ui.widgets.check_row import CheckList
from ui.widgets.grid import Breakdown, Sum
from ui.widgets.text import PlainLabel

Rows = tuple[tuple[str, Tone], ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """`freight` are (parcel, who pays), `sources` what that rests on, `notes` everything else."""

    freight: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    notes: Rows


def outlook(
    ticket: Ticket, situation: Situation, problem: ProblemClass, finding: Finding
) -> Outlook:
    """Everything that follows from this finding on this problem."""
    situation = replace(situation, problem=problem, shares=finding.shares)
    as_found = replace(ticket, liability=finding.liability, finding=finding, problem=problem)
    rules = [
        freight_rule(leg, finding.liability, ticket.order, situation, ticket.order_money)
        for leg in FreightLeg
    ]
    return Outlook(
        tuple((label(rule.leg), payer_text(rule)) for rule in rules),
        tuple(dict.fromkeys(why(rule) for rule in rules)),
        (
            *_shared(finding),
            *_evidence(ticket, problem, finding.liability),
            *_recovery(as_found),
            *_round(as_found),
        ),
    )


def _shared(finding: Finding) -> Iterator[tuple[str, Tone]]:
    text = larger_part(finding)
    if text:
        yield text, "info"
    if finding.liability is Liability.UNDETERMINED:
        yield _("一直定不了的，按退货退款办理，运费照这里；定了再改。"), "info"


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


class OutlookPanel:
    """Fills the panel of the finding dialog and keeps it in step with the fields."""

    def __init__(self, panel: QVBoxLayout) -> None:
        panel.addWidget(PlainLabel(_("运费由谁承担"), "small"))
        self.freight = Breakdown()
        panel.addWidget(self.freight)
        self.sources = PlainLabel("", "tiny", wrap=True)
        panel.addWidget(self.sources)
        panel.addSpacing(10)
        panel.addWidget(PlainLabel(_("还要注意"), "small"))
        self.notes = CheckList()
        panel.addWidget(self.notes)

    def show(self, found: Outlook) -> None:
        """Show what follows now."""
        self.freight.show_sums(tuple(Sum(leg, payer) for leg, payer in found.freight))
        lead = _("依据：{sources}").format(sources="\n".join(found.sources))
        self.sources.setText(lead)
        self.notes.show_rows(found.notes or ((_("没有别的要准备。"), "ok"),))
