"""Who pays which parcel of a case: its row of the freight table, and what that row says.

The calculation, the first draft of a decision and the dialogs all ask here, so that a changed cell
changes all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import FreightBearer, Liability
from app.domain.rulepack.freight_table import FreightLeg, Payer, ReasonGroup, group_of
from app.domain.rulepack.values import RuleValue
from app.domain.settlement.ledger import worth
from app.domain.settlement.scene import Scene, ledger_for
from app.domain.settlement.shares import goods_paid, paid_shares
from app.domain.settlement.types import LineChoice, Situation
from app.i18n import _

# What a dialog starts with where it is agreed upon: goods sent back are at the buyer's cost until
# it is known whose fault they are; what nobody spoke of is the shop's, by the 《淘宝平台争议处理规则》
# Art. 49.
_UNTIL_AGREED = {
    FreightLeg.RETURN: FreightBearer.BUYER,
    FreightLeg.FIRST: FreightBearer.BUYER,
    FreightLeg.AGAIN: FreightBearer.MERCHANT,
}
_BEARER = {Payer.SHOP: FreightBearer.MERCHANT, Payer.BUYER: FreightBearer.BUYER}


@dataclass(frozen=True, slots=True)
class FreightRule:
    """One cell for one case. `group` None: equal parts. `by`: the rule behind it, if one says it.

    `bearer` is what a dialog starts with: the insurer where there is one, else the payer.
    """

    leg: FreightLeg
    group: ReasonGroup | None
    payer: Payer
    bearer: FreightBearer
    by: RuleValue | None = None

    @property
    def insured(self) -> bool:
        """Whether the insurer is asked before the payer."""
        return self.bearer is FreightBearer.INSURER


def freight_rule(
    leg: FreightLeg,
    liability: Liability,
    order: Order,
    situation: Situation,
    money: Sequence[Payout] = (),
    lines: Sequence[LineChoice] = (),
) -> FreightRule:
    """Who pays this parcel. `money` are all rows of the order, `lines` what goes back now."""
    table = situation.freight
    group = group_of(
        situation.problem,
        liability,
        situation.shares,
        paid_shipping=bool(order.shipping_cents)
        or breaks_free_shipping(order, situation, money, lines),
    )
    payer = table.payer(group, leg)
    bearer = _BEARER.get(payer, _UNTIL_AGREED[leg])
    if table.insured and leg is FreightLeg.RETURN:
        bearer = FreightBearer.INSURER
    by = table.said.get((group, leg)) if group is not None else None
    return FreightRule(leg, group, payer, bearer, by)


def rule_of(scene: Scene, leg: FreightLeg) -> FreightRule:
    """What the table says of one parcel of the decision that is settled."""
    choices = scene.choices
    return freight_rule(
        leg, choices.liability, scene.order, scene.situation, scene.money, choices.lines
    )


def breaks_free_shipping(
    order: Order, situation: Situation, money: Sequence[Payout], lines: Sequence[LineChoice]
) -> bool:
    """Whether what the buyer keeps would not have been sent free of charge, while the whole was.

    七日无理由退货暂行办法 Art. 18. False where the shop has named no sum for free shipping, or what
    was paid is not known. All of it back is no part.
    """
    limit, bought = situation.freight.free_from_cents, goods_paid(order)
    if not limit or order.shipping_cents or bought is None or bought < limit or not lines:
        return False
    ledger = ledger_for(order, money, situation)
    by_id = {line.id: line for line in paid_shares(order)}
    left = bought - ledger.price
    for choice in lines:
        line = by_id.get(choice.line_id or 0)
        if choice.amount_cents is not None:
            left -= choice.amount_cents
        elif line is None or line.paid_share_cents is None or line.quantity is None:
            return False
        else:
            left -= sum(worth(line, choice.ordinals, ledger.line(line.id)).values())
    return 0 < left < limit


def payer_text(rule: FreightRule) -> str:
    """`商家承担`, `双方商定`, `先由运费险赔，不足的商家承担`."""
    payer = _("双方商定")
    if rule.payer is not Payer.AGREEMENT:
        payer = _("{payer}承担").format(payer=label(rule.payer))
    return _("先由运费险赔，不足的{payer}").format(payer=payer) if rule.insured else payer


def who_pays(rule: FreightRule) -> str:
    """`换货、补发：双方商定`."""
    return _("{leg}：{payer}").format(leg=label(rule.leg), payer=payer_text(rule))


def why(rule: FreightRule) -> str:
    """What it rests on: the row of the table, the source of the rule, and how sure that is."""
    if rule.group is None:
        return _("混合责任里没有比例较大的一方，由双方商定")
    row = label(rule.group)
    if rule.by is None:
        return _("{row}（内置默认，未核实）").format(row=row)
    source = rule.by.source or _("没有写明来源")
    return _("{row}（{source}，{mark}）").format(row=row, source=source, mark=label(rule.by.mark))
