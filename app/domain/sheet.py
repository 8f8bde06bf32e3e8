"""How a number was made: the sheet behind the amounts of one decision.

It is written from the breakdown as it was stored and from nothing else: nothing is reckoned here,
so that a sheet of last year says what was shown last year. The order only lends the goods' names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.labels import label
from app.domain.money import Money
from app.domain.order import Order
from app.domain.payment import Cap, CapName, PlannedPayout, Tender
from app.domain.remedy import PromotionRule
from app.domain.settlement.types import (
    Breakdown,
    BreakdownLine,
    Choices,
    Guard,
    GuardLevel,
    LineQuote,
    Row,
)
from app.i18n import N_, _

TOTALS = frozenset({Row.REFUND, Row.COMPENSATION, Row.COST, Row.DAMAGES, Row.CHARGE})
_INPUTS: dict[str, str] = {
    "paid_cents": N_("实付 {}"),
    "n": N_("共 {} 件"),
    "k": N_("第 {} 件"),
    "cents": N_("金额 {}"),
    "shipping_cents": N_("订单运费 {}"),
    "outbound_used_cents": N_("已退订单运费 {}"),
    "live_cents": N_("此前已退或补偿 {}"),
    "cap_cents": N_("上限 {}"),
    "avoided_freight_cents": N_("省下的运费 {}"),
    "compensated_before_cents": N_("此前已补偿 {}"),
    "refund_cents": N_("退款 {}"),
    "compensation_cents": N_("补偿 {}"),
    "freight_cents": N_("退货运费 {}"),
    "units": N_("第 {} 件"),
    "evidence": N_("照片 {}"),
    "one_way_cents": N_("单程运费 {}"),
    "ways": N_("× {} 程"),
    "cap_left_cents": N_("作决定前还剩 {}"),
    "goods_cents": N_("商品 {}"),
    "deducted_cents": N_("扣减 {}"),
    "promotion_cents": N_("满减 {}"),
    "damages_cents": N_("赔付 {}"),
    "document": N_("依据「{}」"),
    "price_cents": N_("价格 {}"),
    "pieces": N_("{} 件"),
    "worth_cents": N_("原商品实付 {}"),
    "credit_cents": N_("抵扣 {}"),
    "difference_cents": N_("差价 {}"),
    "waive_up_to_cents": N_("免收门槛 {}"),
    "quote_cents": N_("报价 {}"),
    "repair_cost_cents": N_("本店花费 {}"),
    "days": N_("预计 {} 天"),
    "return_used_cents": N_("此前已付退货运费 {}"),
    "freight_rule": N_("运费规则：{}"),
    "part": N_("配件「{}」"),
    "expires_on": N_("{} 前有效"),
    "surcharge_cents": N_("换货补过的差价 {}"),
    "threshold_cents": N_("满减门槛 {}"),
    "off_cents": N_("减 {}"),
    "staying_cents": N_("留下的商品标价 {}"),
    "claw_target_cents": N_("共应扣回 {}"),
    "clawed_before_cents": N_("此前已扣回 {}"),
    "tender_paid": N_("支付过 {} 分"),
    "tender_used": N_("此前已退 {} 分"),
    "tender_left": N_("还剩 {} 分"),
    "tender_paid_cents": N_("支付过 {}"),
    "tender_used_cents": N_("此前已退 {}"),
    "tender_left_cents": N_("还剩 {}"),
}
_HIDDEN = frozenset({"line", "tender"})  # our own names and row numbers say nothing to people
_OWN_INPUTS = frozenset({"repair_cost_cents", "freight_rule"})
_ORDER = {name: place for place, name in enumerate(_INPUTS)}
_LEVELS: Mapping[GuardLevel, str] = {
    GuardLevel.REFUSE: N_("不允许"),
    GuardLevel.CONFIRM: N_("要写理由确认"),
    GuardLevel.WARN: N_("提醒"),
    GuardLevel.INFO: N_("说明"),
    GuardLevel.PASS: N_("通过"),
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One amount: what it is, how much (signed, with its currency), by which rule, made of what."""

    what: str
    amount: str
    rule: str
    inputs: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class SheetPiece:
    """What one piece (or a whole line) gets, beside what was paid for its line. Amounts as text."""

    goods: str
    piece: str
    kind: str
    amount: str
    share: str


@dataclass(frozen=True, slots=True)
class SheetCap:
    """A limit as it stood before the decision; `left` 未知 while what was paid was unknown."""

    name: str
    limit: str
    used: str
    left: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything behind the amounts of one decision, in words."""

    title: str
    currency: str
    rows: tuple[SheetRow, ...]
    pieces: tuple[SheetPiece, ...]
    caps: tuple[SheetCap, ...]
    checks: tuple[tuple[str, str], ...]  # how it speaks, the sentence
    promotion: tuple[tuple[str, str, bool], ...]  # which way, what is refunded, chosen
    charges: tuple[tuple[str, str], ...]
    reason: str = ""  # what was written to confirm the checks that asked for it
    rules: str = ""  # the rules it was judged by, with their versions


def sheet(
    order: Order, choices: Choices, breakdown: Breakdown, reason: str = "", rules: str = ""
) -> Sheet:
    """The sheet of a decision. `reason` answered the checks that asked for one."""
    currency = breakdown.currency
    return Sheet(
        title=label(choices.remedy),
        currency=currency,
        rows=tuple(_row(line, currency) for line in breakdown.lines),
        pieces=tuple(_pieces(order, breakdown)),
        caps=tuple(_cap(cap, currency) for cap in breakdown.caps if cap.limit_cents != 0),
        checks=tuple(_check(guard, reason) for guard in breakdown.guards),
        promotion=tuple(_both_ways(choices, breakdown)),
        charges=tuple(
            (label(charge.reason), str(Money(charge.cents, currency)))
            for charge in breakdown.charges
        ),
        reason=reason.strip(),
        rules=rules,
    )


def outward_sheet(order: Order, choices: Choices, breakdown: Breakdown) -> Sheet:
    """The sheet for a paper others read: without checks, reason, and what it costs the shop."""
    lines = [
        replace(line, inputs={k: v for k, v in line.inputs.items() if k not in _OWN_INPUTS})
        for line in breakdown.lines
        if line.row is not Row.COST
    ]
    return sheet(order, choices, replace(breakdown, lines=tuple(lines), guards=()))


def inputs_text(inputs: Mapping[str, int | str], currency: str) -> str:
    """What a row was made of, a line for each goods: `1. 马克杯：实付 ¥ 78.00，共 2 件，第 1 件`."""
    by_goods: dict[str, list[str]] = {}
    # What was stored comes back sorted by name; people read it in the order it is reckoned in.
    for key, value in sorted(inputs.items(), key=_place):
        goods, _space, name = key.rpartition(" ")
        if name in _HIDDEN or value == "":
            continue
        shown = str(value)
        if name.endswith("cents") and isinstance(value, int):
            shown = str(Money(value, currency))
        words = _(_INPUTS[name]) if name in _INPUTS else f"{name} {{}}"
        by_goods.setdefault(goods, []).append(words.format(shown))
    return "\n".join(
        _("{goods}：{parts}").format(goods=goods, parts="，".join(parts))
        if goods
        else "，".join(parts)
        for goods, parts in by_goods.items()
    )


def _place(item: tuple[str, int | str]) -> int:
    name = item[0].rpartition(" ")[2]
    return _ORDER.get(name, len(_ORDER))


def explained(name: str) -> bool:
    """Whether an input of this name has words; a test holds the settlement to it."""
    return name in _INPUTS or name in _HIDDEN


def sheet_text(made: Sheet) -> str:
    """The sheet as plain text, to be copied."""
    parts = [_("【{title}】金额是这样算出来的").format(title=made.title)]
    for row in made.rows:
        about = "；".join(part for part in (row.rule, row.inputs.replace("\n", "；")) if part)
        parts.append(f"{row.what} {row.amount}" + (f"（{about}）" if about else ""))
    if made.pieces:
        parts.append(_("每件："))
        parts += [
            f"· {one.goods}{one.piece} {one.kind} {one.amount}"
            + (_("（这一行实付 {share}）").format(share=one.share) if one.share else "")
            for one in made.pieces
        ]
    if made.caps:
        parts.append(_("上限（作决定前）："))
        parts += [
            _("· {name} {limit}，已用 {used}，还剩 {left}").format(
                name=cap.name, limit=cap.limit, used=cap.used, left=cap.left
            )
            for cap in made.caps
        ]
    parts += _tail(made)
    return "\n".join(parts)


def _tail(made: Sheet) -> Iterator[str]:
    for way, refund, chosen in made.promotion:
        mark = _("（采用）") if chosen else ""
        yield _("满减：{way}时退 {refund}{mark}").format(way=way, refund=refund, mark=mark)
    for what, amount in made.charges:
        yield _("买家应付：{what} {amount}").format(what=what, amount=amount)
    if made.checks:
        yield _("检查：")
        yield from (f"· {level}：{text}" for level, text in made.checks)
    if made.reason:
        yield _("确认理由：{reason}").format(reason=made.reason)
    if made.rules:
        yield _("规则版本：{rules}").format(rules=made.rules)


def _row(line: BreakdownLine, currency: str) -> SheetRow:
    return SheetRow(
        what=line.label,
        amount=_amount(line, currency),
        rule=line.rule,
        inputs=inputs_text(line.inputs, currency),
        total=line.row in TOTALS,
    )


def _amount(line: BreakdownLine, currency: str) -> str:
    if line.row is Row.TENDER and line.inputs.get("tender") == Tender.POINTS.value:
        return _("{n} 分").format(n=line.cents)
    return str(Money(line.cents, currency))


def _pieces(order: Order, breakdown: Breakdown) -> Iterator[SheetPiece]:
    money = breakdown.currency
    quotes = {quote.line_id: quote for quote in breakdown.quotes}
    names = {line.id: line.title or line.sku for line in order.lines}
    for payout in breakdown.payouts:
        if payout.line_id is None:
            continue
        quote = quotes.get(payout.line_id)
        goods = names.get(payout.line_id) or _("已不在订单里的商品")
        share = _share(quote, money)
        if not payout.units:
            yield SheetPiece(goods, "", _kind(payout), _paid(payout, payout.cents, money), share)
        for part in payout.units:
            piece = _("第 {n} 件").format(n=part.unit.ordinal)
            amount = _paid(payout, part.cents, money)
            yield SheetPiece(goods, piece, _kind(payout), amount, share)


def _kind(payout: PlannedPayout) -> str:
    if payout.tender is not Tender.CASH:
        return label(payout.tender)
    return label(payout.money_class)


def _paid(payout: PlannedPayout, cents: int, currency: str) -> str:
    if payout.tender is Tender.POINTS:
        return _("{n} 分").format(n=cents)
    return str(Money(cents, currency))


def _share(quote: LineQuote | None, currency: str) -> str:
    if quote is None or quote.paid_share_cents is None:
        return ""
    return str(Money(quote.paid_share_cents, currency))


def _cap(cap: Cap, currency: str) -> SheetCap:
    tender = _tender_of(cap)

    def shown(cents: int | None) -> str:
        if cents is None:
            return _("未知")
        if tender is Tender.POINTS:
            return _("{n} 分").format(n=cents)
        return str(Money(cents, currency))

    return SheetCap(
        name=label(cap.name) if tender is None else label(tender),
        limit=shown(cap.limit_cents),
        used=shown(cap.used_cents),
        left=shown(cap.left_cents),
        inputs="" if tender is not None else inputs_text(cap.inputs, currency),
    )


def _tender_of(cap: Cap) -> Tender | None:
    """The tender a cap is for: its only input is the amount paid with it, by the tender's name."""
    if cap.name is not CapName.TENDER or not cap.inputs:
        return None
    return Tender(next(iter(cap.inputs)))


def _check(guard: Guard, reason: str) -> tuple[str, str]:
    if guard.level is GuardLevel.CONFIRM and reason.strip():
        return _("已写理由确认"), guard.text
    return _(_LEVELS[guard.level]), guard.text


def _both_ways(choices: Choices, breakdown: Breakdown) -> Iterator[tuple[str, str, bool]]:
    chosen = choices.promotion.rule if choices.promotion is not None else None
    both = (
        (PromotionRule.KEEP, breakdown.kept_cents),
        (PromotionRule.CLAW_BACK, breakdown.clawed_cents),
    )
    for rule, cents in both:
        if cents is not None:
            yield label(rule), str(Money(cents, breakdown.currency)), rule is chosen
