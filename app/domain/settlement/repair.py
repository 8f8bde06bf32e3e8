"""维修: the decision is the quote. Work under warranty is free, other work is charged."""

from __future__ import annotations

from app.domain.payment import ChargeReason, PlannedCharge
from app.domain.settlement.freight import freight_back
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.replacing import units_named
from app.domain.settlement.scene import Pick, Scene
from app.domain.settlement.types import BreakdownLine, Guard, GuardLevel, RepairTerms, Row
from app.i18n import _


def repair_part(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> Outcome:
    """The charge of the quote, and freight where the goods travel.

    The charge names no units: work does not raise what a unit was paid with.
    """
    outcome = Outcome()
    units_named(chosen, guards)
    terms = scene.choices.repair
    if terms is None:
        text = _("请填写维修方式和报价。")
        guards.append(Guard(GuardLevel.REFUSE, "repair_terms", text))
        return outcome
    if min(terms.quote_cents, terms.cost_cents, terms.days, terms.part_warranty_months) < 0:
        text = _("维修的报价、成本、天数和质保月数不能是负数。")
        guards.append(Guard(GuardLevel.REFUSE, "negative", text))
        return outcome
    outcome.lines.append(_row(terms))
    if terms.quote_cents:
        outcome.charge = terms.quote_cents
        outcome.charges.append(PlannedCharge(ChargeReason.REPAIR, terms.quote_cents))
    freight_back(scene, outcome, guards)
    guards.extend(_said(scene, terms))
    return outcome


def _row(terms: RepairTerms) -> BreakdownLine:
    rule = (
        _("保修期内：免费维修，人为损坏除外")
        if terms.in_warranty
        else _("保修期外：按报价收费，买家同意后动工")
    )
    inputs: dict[str, int | str] = {
        "quote_cents": terms.quote_cents,
        "repair_cost_cents": terms.cost_cents,
    }
    if terms.days:
        inputs["days"] = terms.days
    return BreakdownLine(_("维修费（买家支付）"), terms.quote_cents, rule, inputs, Row.CHARGE)


def _said(scene: Scene, terms: RepairTerms) -> list[Guard]:
    found: list[Guard] = []
    if terms.in_warranty and terms.quote_cents:
        text = _("在保修期内却向买家收费 {quote}：请确认是人为损坏或买家另外要求的项目。")
        shown = text.format(quote=scene.show(terms.quote_cents))
        found.append(Guard(GuardLevel.WARN, "charged_in_warranty", shown))
    elif terms.quote_cents:
        text = _("买家同意报价 {quote} 后再动工。").format(quote=scene.show(terms.quote_cents))
        found.append(Guard(GuardLevel.INFO, "consent_first", text))
    return found
