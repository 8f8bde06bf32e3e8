"""Pieces of the texts to the buyer. They promise nothing that is not so."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.decisions.base import Letter
from app.domain.labels import label
from app.domain.money import Money, digits
from app.domain.order import OrderLine
from app.domain.payment import ChargeReason, PayMethod, Tender
from app.domain.remedy import Liability
from app.domain.settlement.types import Breakdown, Choices, Row
from app.i18n import _

_FAULT_OF_OURS = frozenset({Liability.MERCHANT, Liability.SUPPLIER})
_ADD_UP_TO_REFUND = (
    Row.GOODS,
    Row.SHIPPING,
    Row.REFUNDED_BEFORE,
    Row.COMPENSATED_BEFORE,
    Row.CLAW_BACK,
    Row.DEDUCTION,
)


def money(breakdown: Breakdown, cents: int) -> str:
    """An amount of the decision as people read it."""
    return str(Money(cents, breakdown.currency))


def greeting(letter: Letter) -> str:
    """Greeting with an apology that fits who is liable."""
    if letter.choices.liability in _FAULT_OF_OURS and letter.order.shipped is False:
        return _("您好，订单的问题给您添麻烦了，非常抱歉。")
    if letter.choices.liability in _FAULT_OF_OURS:
        return _("您好，商品的问题给您添麻烦了，非常抱歉。")
    if letter.choices.liability is Liability.COURIER:
        return _("您好，运输途中的问题给您添麻烦了，非常抱歉。")
    return _("您好，您的售后申请我们已经核实。")


def goods(letter: Letter) -> str:
    """`北欧羊毛地毯 160×230 灰 ×1、防滑垫 ×1（赠品）`; empty when nothing is named."""
    chosen = {choice.line_id: len(choice.ordinals) for choice in letter.choices.lines}
    named = [_counted(line, chosen[line.id]) for line in letter.order.lines if line.id in chosen]
    return "、".join(name for name in named if name)


def named_goods(letter: Letter, otherwise: str) -> str:
    """`「北欧羊毛地毯 ×1」`, or `otherwise` when the goods have no name."""
    named = goods(letter)
    return _("「{goods}」").format(goods=named) if named else otherwise


def name_of(line: OrderLine) -> str:
    """How the goods of a line are called towards the buyer; empty when nobody has said."""
    return " ".join(part for part in (line.title or line.sku, line.variant) if part)


def _counted(line: OrderLine, count: int) -> str:
    name = name_of(line)
    if not name:
        return ""
    counted = f"{name} ×{count}" if count else name
    return _("{goods}（赠品）").format(goods=counted) if line.gift else counted


def local(letter: Letter, at: datetime | None) -> str:
    """A moment in the shop's zone, `2026-11-29 23:59`; empty without one."""
    if at is None:
        return ""
    return at.astimezone(ZoneInfo(letter.shop.zone)).strftime("%Y-%m-%d %H:%M")


def made_of(letter: Letter) -> str:
    """` = 商品实付 266.00 − 此前已补偿 8.00`, to follow the refund; empty with one term only."""
    breakdown = letter.breakdown
    terms = _terms(breakdown, _ADD_UP_TO_REFUND)
    if len(terms) < 2 or sum(cents for _name, cents in terms) != breakdown.refund_cents:
        return ""
    return f" = {written_out(breakdown, terms)}"


def difference_made_of(letter: Letter) -> str:
    """`（新商品价格 299.00 − 原商品抵扣 279.00）`; empty where there was no difference.

    The dearer goods come first, so that what is written out makes the amount beside it.
    """
    terms = _terms(letter.breakdown, (Row.PRICE_NEW, Row.PRICE_OLD))
    if len(terms) < 2:
        return ""
    if sum(cents for _name, cents in terms) < 0:
        terms = [(name, -cents) for name, cents in reversed(terms)]
    return _("（{terms}）").format(terms=written_out(letter.breakdown, terms))


def _terms(breakdown: Breakdown, rows: tuple[Row, ...]) -> list[tuple[str, int]]:
    sums = {row: row_cents(breakdown, row) for row in rows}
    return [(label(row), cents) for row, cents in sums.items() if cents]


def row_cents(breakdown: Breakdown, row: Row) -> int:
    """All rows of one kind together."""
    return sum(line.cents for line in breakdown.lines if line.row is row)


def written_out(breakdown: Breakdown, terms: list[tuple[str, int]]) -> str:
    """`商品实付 266.00 − 此前已补偿 8.00`. The first term is what the others come off."""
    text = ""
    for name, cents in terms:
        mark = f" {'−' if cents < 0 else '+'} " if text else "−" if cents < 0 else ""
        text += f"{mark}{name} {digits(abs(cents), breakdown.currency)}"
    return text


def beside(letter: Letter, said: frozenset[ChargeReason] = frozenset()) -> str:
    """What goes with any decision: damages, points and vouchers back, what the buyer still owes.

    `said`: the reasons of charges that the text explains itself.
    """
    return join(_damages(letter), *_tenders(letter.breakdown), _owed(letter.breakdown, said))


def _damages(letter: Letter) -> str:
    breakdown, damages = letter.breakdown, letter.choices.damages
    if not breakdown.damages_cents:
        return ""
    amount = money(breakdown, breakdown.damages_cents)
    if damages is None:
        return _("另外赔付 {amount}。").format(amount=amount)
    return _("{ground} {amount} 另外支付给您。").format(amount=amount, ground=label(damages.ground))


def _tenders(breakdown: Breakdown) -> list[str]:
    sums: dict[Tender, int] = {}
    for row in breakdown.payouts:
        if row.tender is not Tender.CASH:
            sums[row.tender] = sums.get(row.tender, 0) + row.cents
    return [
        _("另外退回{tender} {amount}。").format(
            tender=label(tender), amount=tender_amount(breakdown, tender, amount)
        )
        for tender, amount in sums.items()
    ]


def tender_amount(breakdown: Breakdown, tender: Tender, amount: int) -> str:
    """`200 分` for points, an amount of money for everything else."""
    if tender is Tender.POINTS:
        return _("{n} 分").format(n=amount)
    return money(breakdown, amount)


def _owed(breakdown: Breakdown, said: frozenset[ChargeReason]) -> str:
    parts = [
        f"{label(charge.reason)} {money(breakdown, charge.cents)}"
        for charge in breakdown.charges
        if charge.cents and charge.reason not in said
    ]
    return _("需要您补付：{parts}。").format(parts="、".join(parts)) if parts else ""


def arrival(letter: Letter) -> str:
    """How the money comes. When it is there, nobody here can promise."""
    method = letter.choices.pay_method
    if method is PayMethod.ORIGINAL:
        return _("款项原路退回，到账时间以支付渠道为准。")
    if method in (PayMethod.ALIPAY, PayMethod.WECHAT, PayMethod.BANK):
        return _("款项以{method}的方式给您，到账时间以支付渠道为准。").format(method=label(method))
    return _("以{method}的方式给您。").format(method=label(method))


def asking(letter: Letter) -> str:
    """`您看可以吗？` with how long the offer stands; nothing when the buyer has said yes."""
    if letter.agreed:
        return ""
    until = local(letter, letter.valid_until)
    if until:
        return _("您看可以吗？这个方案为您保留到 {until}。").format(until=until)
    return _("您看可以吗？")


def appeal() -> str:
    """The ways on that are open to every buyer."""
    return _("如果您不同意，可以继续和我们沟通，或申请平台介入。")


def join(*sentences: str) -> str:
    """Sentences one after the other, the empty ones left out."""
    return "".join(sentence for sentence in sentences if sentence)


def pieces(choices: Choices) -> str:
    """`2 件`, or nothing when only amounts were chosen."""
    count = sum(len(choice.ordinals) for choice in choices.lines)
    return _(" {n} 件").format(n=count) if count else ""
