"""Trying a decision out: the draft a dialog would open with, changed by what somebody asks for.

The same for the window and the command line. Nothing is created; the settlement judges it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.decisions import Asked, by_remedy, comes_back
from app.domain.decisions.defaults import return_freight_bearer
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement.types import (
    Choices,
    LineChoice,
    PriceNow,
    RepairTerms,
    Replacement,
    Situation,
)
from app.errors import RuleViolation
from app.i18n import N_, _

TRIED = (
    Remedy.REFUND_ONLY,
    Remedy.RETURN_REFUND,
    Remedy.COMPENSATION,
    Remedy.EXCHANGE,
    Remedy.RESHIP,
    Remedy.REPAIR,
    Remedy.PRICE_PROTECTION,
    Remedy.FREIGHT,
)
"""The remedies that have amounts to try."""

_MEANS = {
    Remedy.REFUND_ONLY: N_("退款金额"),
    Remedy.RETURN_REFUND: N_("退款金额"),
    Remedy.COMPENSATION: N_("补偿金额"),
    Remedy.EXCHANGE: N_("新商品单价"),
    Remedy.REPAIR: N_("买家付的维修费"),
    Remedy.PRICE_PROTECTION: N_("现在的单价"),
    Remedy.FREIGHT: N_("运费金额"),
}
_SENT = frozenset({Remedy.EXCHANGE, Remedy.RESHIP})


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried. None (or no lines): as the dialog would propose. Cents of the order.

    `lines` name pieces; `cents` means what `amount_means` says for the remedy.
    """

    remedy: Remedy
    lines: tuple[LineChoice, ...] | None = None
    cents: int | None = None
    liability: Liability | None = None
    freight_bearer: FreightBearer | None = None
    freight_cents: int | None = None


def amount_means(remedy: Remedy) -> str:
    """What an amount is with this remedy, in words; empty where none can be given."""
    return _(_MEANS[remedy]) if remedy in _MEANS else ""


def try_out(
    order: Order, money: Sequence[Payout], situation: Situation, asked: Asked, trial: Trial
) -> Choices:
    """The choices of a trial. Raises `RuleViolation` for an amount that fits no one thing."""
    if trial.liability is not None:
        asked = replace(asked, liability=trial.liability)
    choices = by_remedy(trial.remedy).draft_defaults(order, money, situation, asked)
    if trial.liability is not None:
        choices = replace(choices, liability=trial.liability)
        if comes_back(choices):
            bearer = return_freight_bearer(trial.liability, order, situation, money, choices.lines)
            choices = replace(choices, freight_bearer=bearer)
    if trial.lines is not None:
        choices = _with_lines(choices, trial.lines)
    if trial.freight_bearer is not None:
        choices = replace(choices, freight_bearer=trial.freight_bearer)
    if trial.freight_cents is not None:
        choices = replace(choices, return_freight_cents=trial.freight_cents)
    return choices if trial.cents is None else _with_amount(choices, trial.cents)


def _with_lines(choices: Choices, lines: tuple[LineChoice, ...]) -> Choices:
    choices = replace(choices, lines=lines)
    if choices.remedy in _SENT:
        same = tuple(Replacement(line.line_id, line.ordinals) for line in lines)
        choices = replace(choices, replacements=same)
    return choices


def _with_amount(choices: Choices, cents: int) -> Choices:
    match choices.remedy:
        case Remedy.COMPENSATION:
            return replace(choices, compensation_cents=cents)
        case Remedy.FREIGHT:
            return replace(choices, return_freight_cents=cents)
        case Remedy.REPAIR:
            terms = choices.repair or RepairTerms()
            return replace(choices, repair=replace(terms, quote_cents=cents))
        case Remedy.EXCHANGE:
            new = tuple(replace(one, price_cents=cents) for one in choices.replacements)
            return replace(choices, replacements=new)
        case Remedy.PRICE_PROTECTION:
            named = (line.line_id for line in choices.lines)
            now = tuple(PriceNow(line_id, cents) for line_id in named if line_id is not None)
            return replace(choices, prices_now=now)
        case Remedy.REFUND_ONLY | Remedy.RETURN_REFUND:
            return replace(choices, lines=(_one_line(choices.lines, cents),))
    raise RuleViolation(_("这种处理方式没有金额可填。"))


def _one_line(lines: tuple[LineChoice, ...], cents: int) -> LineChoice:
    if len(lines) > 1:
        raise RuleViolation(
            _("金额只能记在一种商品上，现在选了 {n} 种。").format(n=len(lines)),
            _("请只选一种商品，或不填金额、按件计算。"),
        )
    return replace(lines[0], amount_cents=cents) if lines else LineChoice(None, (), cents)
