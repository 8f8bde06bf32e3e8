"""Pieces of the one line that tells a decision in timeline, report and workbook."""

from __future__ import annotations

from app.domain.decisions import wording
from app.domain.labels import label
from app.domain.payment import ChargeReason, PayMethod, Tender
from app.domain.settlement.types import Breakdown, Choices
from app.i18n import _


def beside(
    choices: Choices,
    breakdown: Breakdown,
    said: frozenset[ChargeReason] = frozenset(),
    *,
    method: bool = True,
) -> str:
    """What goes with a decision, each after a comma: damages, points back, charges, the way paid.

    `method` False: the line itself tells in which form something is given.
    """
    parts: list[str] = []
    if method and choices.pay_method is not PayMethod.ORIGINAL:
        parts.append(label(choices.pay_method))
    if breakdown.damages_cents:
        ground = label(choices.damages.ground) if choices.damages else _("赔付")
        parts.append(f"{ground} {wording.money(breakdown, breakdown.damages_cents)}")
    for tender in Tender:
        amount = sum(row.cents for row in breakdown.payouts if row.tender is tender)
        if amount and tender is not Tender.CASH:
            shown = wording.tender_amount(breakdown, tender, amount)
            parts.append(_("退回{tender} {amount}").format(tender=label(tender), amount=shown))
    parts.extend(
        _("买家应付{reason} {amount}").format(
            reason=label(charge.reason), amount=wording.money(breakdown, charge.cents)
        )
        for charge in breakdown.charges
        if charge.cents and charge.reason not in said
    )
    return "".join(f"，{part}" for part in parts)


def freight(choices: Choices, breakdown: Breakdown) -> str:
    """`商家承担 ¥ 10.00`: who pays the parcel back, and what is paid for it."""
    bearer = label(choices.freight_bearer)
    if not breakdown.freight_cents:
        return bearer
    return f"{bearer} {wording.money(breakdown, breakdown.freight_cents)}"
