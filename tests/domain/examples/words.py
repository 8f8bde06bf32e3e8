"""An example in words: what was bought, what was paid before, what is chosen, what comes out.

Made from the data of the example itself, so that the document cannot tell another story.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.domain.labels import label
from app.domain.money import Money, digits
from app.domain.order import Order, OrderLine
from app.domain.payment import POINTS, MoneyClass, Payout, Tender
from app.domain.remedy import (
    CompensationForm,
    FreightBearer,
    GoodsWay,
    Liability,
    Remedy,
)
from app.domain.settlement.types import Choices, GuardLevel, LineChoice, Row, Situation
from tests.domain.examples.shape import HERE, Example, Sum

_MARKS = {
    GuardLevel.REFUSE: "不允许",
    GuardLevel.CONFIRM: "要写理由确认",
    GuardLevel.WARN: "提醒",
    GuardLevel.INFO: "说明",
    GuardLevel.PASS: "通过",
}


def order_text(example: Example) -> str:
    """`马克杯 ×3 实付 100.00；运费 12.00，实付共 112.00；已发货`."""
    order = example.order
    parts = [_line_text(line, order.currency) for line in order.lines]
    if order.paid_cents is None:
        paid = "实付未知"
    elif order.shipping_cents is None:
        paid = f"实付共 {_show(order.paid_cents, order.currency)}，其中运费未知"
    elif order.shipping_cents:
        shipping = digits(order.shipping_cents, order.currency)
        paid = f"运费 {shipping}，实付共 {_show(order.paid_cents, order.currency)}"
    else:
        paid = f"包邮，实付共 {_show(order.paid_cents, order.currency)}"
    if order.conflict is not None:
        said = "、".join(_conflict(order))
        paid = f"两份文件的实付不同：{said}"
    parts.append(paid)
    parts += [
        f"另用{label(Tender(one.kind))} {_tender(Tender(one.kind), one.amount, order)}"
        for one in order.tenders
    ]
    parts += [
        f"{_line(order, extra.unit.line_id)}第 {extra.unit.ordinal} 件换货时补过差价 "
        f"{digits(extra.cents, order.currency)}"
        for extra in order.surcharges
    ]
    parts.append({True: "已发货", False: "未发货", None: "是否发货未知"}[order.shipped])
    parts += [_before(row, order) for row in example.money]
    return "；".join(parts)


def choice_text(example: Example) -> str:
    """`退货退款：马克杯第 1、2 件；责任：商家；退货运费商家承担 10.00`."""
    order, choices = example.order, example.choices
    picked = "，".join(_pick(order, choice) for choice in choices.lines)
    parts = [f"{label(choices.remedy)}{'：' if picked else ''}{picked}"]
    parts += _own(choices, order)
    if choices.liability is not Liability.UNDETERMINED:
        parts.append(label(choices.liability))
    parts += _freight(choices, order)
    parts += [
        f"扣减「{deduction.reason}」{digits(deduction.cents, order.currency)}"
        for deduction in choices.deductions
    ]
    parts += _around(example.situation, order)
    return "；".join(part for part in parts if part)


def result_text(example: Example | Sum) -> str:
    """What comes out, as it was worked out by hand."""
    if isinstance(example, Sum):
        return "；".join(f"{name}：{_plain(value)}" for name, value in example.results.items())
    order = example.order
    parts = [
        f"{total.value} {'未知' if cents is None else digits(cents, order.currency)}"
        for total, cents in example.totals.items()
    ]
    parts += [
        f"{_line(order, line_id) if len(order.lines) > 1 else ''}第 {ordinal} 件 "
        f"{digits(cents, order.currency)}"
        for (line_id, ordinal), cents in example.units.items()
    ]
    parts += [
        f"{_ROWS[row]} {digits(cents, order.currency)}" for row, cents in example.rows.items()
    ]
    parts += [
        f"{label(name)}还剩 {'未知' if cents is None else digits(cents, order.currency)}"
        for name, cents in example.left.items()
    ]
    parts += [
        f"退{label(tender)} {_tender(tender, amount, order)}"
        for tender, amount in example.tenders.items()
    ]
    parts += [
        f"{_MARKS[said.level]}：{said.words.rstrip('。')}" for said in example.says if said.words
    ]
    return "；".join(parts)


_ROWS = {
    Row.GOODS: "商品实付",
    Row.SHIPPING: "订单运费",
    Row.REFUNDED_BEFORE: "此前已退",
    Row.COMPENSATED_BEFORE: "此前已补偿",
    Row.DEDUCTION: "扣减",
    Row.REFUND: "退款",
    Row.COMPENSATION: "补偿",
    Row.RETURN_FREIGHT: "退货运费",
    Row.COST: "成本合计",
    Row.CLAW_BACK: "满减调整",
    Row.PRICE_NEW: "新商品价",
    Row.PRICE_OLD: "原商品抵扣",
    Row.DIFFERENCE: "差价",
    Row.WAIVED: "免收差价",
    Row.CHARGE: "买家应付",
    Row.DAMAGES: "赔付",
    Row.TENDER: "其他支付方式",
}


def _show(cents: int, currency: str) -> str:
    return digits(cents, currency) if currency == "CNY" else str(Money(cents, currency))


def _conflict(order: Order) -> Iterator[str]:
    for said in order.conflict.statements if order.conflict else ():
        shown = "未知" if said.cents is None else digits(said.cents, order.currency)
        yield f"{said.source} {shown}"


def _line_text(line: OrderLine, currency: str) -> str:
    count = "件数未知" if line.quantity is None else f"×{line.quantity}"
    price = f"，单价 {digits(line.unit_price_cents, currency)}" if line.unit_price_cents else ""
    if line.gift:
        return f"赠品{line.title} {count}"
    if line.paid_share_cents is None:
        return f"{line.title} {count}{price}"
    return f"{line.title} {count}{price}，实付 {digits(line.paid_share_cents, currency)}"


def _line(order: Order, line_id: int | None) -> str:
    return next((line.title for line in order.lines if line.id == line_id), "整单")


def _before(row: Payout, order: Order) -> str:
    what = label(row.leg) if row.leg is not None else label(row.money_class)
    if row.tender is not Tender.CASH:
        what = label(row.tender)
    shown = str(row.cents) if row.currency == POINTS else _show(row.cents, row.currency)
    about = _line(order, row.line_id) if row.money_class is not MoneyClass.FREIGHT else ""
    named = "、".join(str(part.unit.ordinal) for part in row.units)
    pieces = f"第 {named} 件" if named else ""
    whose = "" if row.ticket_id == HERE else "，另一张售后单"
    where = (
        f"（{about}{pieces}，{label(row.state)}{whose}）"
        if about
        else f"（{label(row.state)}{whose}）"
    )
    return f"此前{what} {shown}{where}"


def _pick(order: Order, choice: LineChoice) -> str:
    goods = _line(order, choice.line_id)
    named = "、".join(str(k) for k in choice.ordinals)
    if choice.amount_cents is not None:
        pieces = f"第 {named} 件" if named else ""
        return f"{goods}{pieces}按金额 {digits(choice.amount_cents, order.currency)}"
    return f"{goods}第 {named} 件" if named else goods


def _own(choices: Choices, order: Order) -> Iterator[str]:
    """What only some remedies have."""
    yield from _given(choices, order.currency)
    yield from _sent(choices, order)
    yield from _beside(choices, order)


def _given(choices: Choices, money: str) -> Iterator[str]:
    if choices.remedy is Remedy.COMPENSATION:
        form = "" if choices.form is CompensationForm.MONEY else f"（{label(choices.form)}）"
        yield f"补偿 {digits(choices.compensation_cents, money)}{form}"
        if choices.goods_damaged:
            yield "商品破损或缺件"
    if choices.promise is not None:
        promise = choices.promise
        off = promise.discount_cents
        parts = (
            f"补寄「{promise.part}」" if promise.part else "",
            f"优惠 {digits(off, money)}" if off else "",
            f"{promise.expires_on} 前有效" if promise.expires_on else "",
        )
        yield "承诺" + "、".join(part for part in parts if part)


def _sent(choices: Choices, order: Order) -> Iterator[str]:
    if choices.remedy is Remedy.EXCHANGE or (
        choices.remedy is Remedy.RESHIP and choices.way is not GoodsWay.NOTHING_BACK
    ):
        yield label(choices.way)
    for new in choices.replacements:
        named = "、".join(str(k) for k in new.ordinals)
        what = new.title or (_line(order, new.line_id) if new.line_id else "")
        price = (
            "" if new.price_cents is None else f"，现价 {digits(new.price_cents, order.currency)}"
        )
        for_what = f"第 {named} 件换发" if named else "发"
        count = "" if named else f" ×{new.quantity}"
        yield f"{for_what}{what}{count}{price}"
    if choices.waive_difference:
        yield "差价不收"


def _beside(choices: Choices, order: Order) -> Iterator[str]:
    money = order.currency
    for now in choices.prices_now:
        yield f"{_line(order, now.line_id)}现价 {digits(now.cents, money)}"
    if choices.remedy is Remedy.FREIGHT:
        yield f"{label(choices.freight_leg)} {digits(choices.return_freight_cents, money)}"
    if choices.repair is not None:
        terms = choices.repair
        yield f"{label(terms.place)}，买家付 {digits(terms.quote_cents, money)}"
        yield f"本店花费 {digits(terms.cost_cents, money)}"
    if choices.damages is not None:
        owed = choices.damages
        yield f"{label(owed.ground)} {digits(owed.cents, money)}"
        yield f"依据「{owed.document}」" if owed.document else "没有依据文件"
    if choices.promotion is not None:
        rule = choices.promotion
        off = f"满 {digits(rule.threshold_cents, money)} 减 {digits(rule.off_cents, money)}"
        yield f"{off}，{label(rule.rule)}"
    if not choices.return_tenders:
        yield "积分、券不退"
    if choices.reject_reason is not None:
        yield label(choices.reject_reason)


def _freight(choices: Choices, order: Order) -> Iterator[str]:
    if choices.remedy is not Remedy.RETURN_REFUND:
        return
    if choices.freight_bearer is FreightBearer.MERCHANT:
        shown = digits(choices.return_freight_cents, order.currency)
        yield f"退货运费商家承担 {shown}"
    elif choices.freight_bearer is not FreightBearer.NONE:
        yield f"退货运费{label(choices.freight_bearer)}承担"


def _around(situation: Situation, order: Order) -> Iterator[str]:
    """What the situation adds."""
    amounts = (
        ("单程运费", situation.avoided_freight_cents),
        ("买家拒绝过", situation.last_offer_cents),
        ("买家要", situation.counter_cents),
        ("买家申请", situation.requested_cents),
        ("此前已收回满减", situation.clawed_back_cents or None),
        ("差价免收上限", situation.waive_up_to_cents or None),
    )
    yield from (
        f"{name} {digits(cents, order.currency)}" for name, cents in amounts if cents is not None
    )
    if situation.similar_median_cents is not None:
        middle = digits(situation.similar_median_cents, order.currency)
        yield f"同类 {situation.similar_count} 单的中位数 {middle}"
    yield from _said(situation, order)
    if situation.goods_in:
        yield "，".join(
            f"{_line(order, unit.line_id)}第 {unit.ordinal} 件{label(state)}"
            for unit, state in situation.goods_in.items()
        )
    if situation.remote_region:
        yield "收货地在偏远地区"
    if situation.units_claimed_elsewhere:
        yield "同一件另有未完结的售后单"


def _said(situation: Situation, order: Order) -> Iterator[str]:
    if situation.platform_remedy is not None:
        yield f"平台申请类型「{label(situation.platform_remedy)}」"
    if situation.platform_reason:
        yield f"平台理由「{situation.platform_reason}」"
    if situation.true_reason:
        yield f"真实原因「{situation.true_reason}」"
    zone = ZoneInfo(situation.zone)
    if situation.promised_at is not None:
        yield f"约定 {situation.promised_at.astimezone(zone):%m-%d %H:%M} 前发货"
    if order.shipped_at is not None:
        yield f"实际 {order.shipped_at.astimezone(zone):%m-%d %H:%M} 发货"


def _tender(tender: Tender, amount: int, order: Order) -> str:
    return f"{amount} 分" if tender is Tender.POINTS else digits(amount, order.currency)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "未知" if value is None else str(value)
