"""致歉说明: words only. Either we are at fault and sorry, or we explain how it is."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import one_line, wording
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import liability_for
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import ApologyKind, Liability, ProblemClass, Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _

_OURS = frozenset({Liability.MERCHANT, Liability.SUPPLIER, Liability.COURIER})


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    del order, money, situation
    liability = liability_for(asked)
    sorry = liability in _OURS or asked.problem is ProblemClass.SERVICE
    return Choices(
        Remedy.APOLOGY,
        liability=liability,
        apology=ApologyKind.APOLOGY if sorry else ApologyKind.EXPLANATION,
    )


def _message(letter: Letter) -> str:
    choices = letter.choices
    if choices.apology is ApologyKind.EXPLANATION:
        said = _("您好，您反映的情况我们已经核实，向您说明一下：")
        return wording.join(said, wording.beside(letter), _rights())
    sorry = (
        _("您好，运输途中的问题给您添麻烦了，我们向您诚恳道歉，也会和快递核实并改进。")
        if choices.liability is Liability.COURIER
        else _("您好，这次给您带来了不好的体验，是我们没有做好，我们向您诚恳道歉，并会改进。")
    )
    return wording.join(sorry, wording.beside(letter), _rights())


def _rights() -> str:
    return _("这不影响您的任何售后权益；如果还需要退换、维修或其他处理，请直接告诉我们。")


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    return _("{kind}{words}{beside}，责任：{liability}").format(
        kind=label(choices.apology),
        words="" if breakdown.cost_cents else _("（不涉及金额）"),
        beside=one_line.beside(choices, breakdown),
        liability=label(choices.liability),
    )


APOLOGY = DecisionKind(
    remedy=Remedy.APOLOGY,
    title=N_("致歉说明"),
    schema_version=1,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
