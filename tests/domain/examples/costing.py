"""What a ticket has cost in the end: money, goods that left, goods that came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.cost_sheet import cost_sheet
from app.domain.costs import CostKind
from app.domain.facts import Facts, GoodsIn, GoodsOut, Stage, Work
from app.domain.goods_out import Dispatch, DispatchLine, DispatchPurpose, Repair
from app.domain.money import digits
from app.domain.negotiation import Obligation, PromiseState
from app.domain.order import Buyer, Order, Platform, Shop, Surcharge, Unit
from app.domain.payment import Charge, ChargeReason, Leg, MoneyClass, MoneyState, Payout, Tender
from app.domain.remedy import Channel, Liability, ProblemClass, RepairPlace
from app.domain.ticket import Inspection, Ticket
from tests.domain.examples.making import before, given, goods, order
from tests.domain.examples.shape import HERE, Chapter, Sum

_SHOP = Shop(1, Platform.TAOBAO, "云岚家居", return_days=7, ship_hours=48)
_RUG = order(goods(1, "地毯", 100_00))
_RAISED = order(goods(1, "地毯", 100_00), surcharges=(Surcharge(Unit(1, 1), 19_00),))


def _ticket(made: Order = _RUG, **more: Any) -> Ticket:
    at = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    payouts: tuple[Payout, ...] = more.pop("payouts", ())
    base: dict[str, Any] = {
        "id": HERE,
        "number": "AS-261120-0001",
        "version": 1,
        "shop": _SHOP,
        "order": made,
        "channel": Channel.PHONE,
        "facts": Facts(),
        "stage": Stage.FULFILLING,
        "requested": None,
        "requested_cents": None,
        "problem": ProblemClass.QUALITY,
        "platform_reason": "",
        "true_reason": "",
        "buyer_words": "",
        "summary": "",
        "liability": Liability.MERCHANT,
        "liability_basis": "",
        "buyer": Buyer(),
        "lines": (),
        "goods_in": {},
        "claims": (),
        "decisions": (),
        "payouts": payouts,
        "order_money": payouts,
        "evidence": (),
        "mismatches": (),
        "due_at": None,
        "buyer_due_at": None,
        "applied_at": at,
        "created_at": at,
        "closed_at": None,
        "follows_platform": False,
    }
    return Ticket(**{**base, **more})


def _cost(ticket: Ticket) -> Callable[[], Mapping[str, object]]:
    def ask() -> Mapping[str, object]:
        made = cost_sheet(ticket)
        rows = {row.kind: row.cents for row in made.rows}
        return {
            "现金": digits(made.cash_cents),
            "非现金": digits(made.other_cents),
            "追回": digits(made.recovered_cents),
            "净": digits(made.net_cents),
            "另发": digits(rows.get(CostKind.GOODS_SENT, 0)),
            "报损": digits(rows.get(CostKind.WRITTEN_OFF, 0)),
            "未能计价": made.unvalued,
            "其他币种": "、".join(f"{where} {digits(c, where)}" for where, c in made.foreign),
            "积分": sum(n for tender, n in made.tenders if tender is Tender.POINTS),
        }

    return ask


_PAID = before(100_00, 1, {1: 100_00}, ticket=HERE)
_BACK_SOUND = {Unit(1, 1): GoodsIn.SELLABLE}
_BACK_BROKEN = {Unit(1, 1): GoodsIn.DAMAGED}
_SWAPPED = {Unit(1, 1): GoodsIn.GIVEN_BACK}
_SENT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
_FREIGHT = before(12_00, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN, ticket=HERE, key=102)
_CHARGE = Charge(1, HERE, ChargeReason.PRICE_DIFFERENCE, 19_00, "CNY", MoneyState.ARRIVED)


def _sent(*lines: DispatchLine, state: GoodsOut = GoodsOut.DELIVERED) -> tuple[Dispatch, ...]:
    return (Dispatch(1, DispatchPurpose.RESHIP, state, lines),)


def _exchanged(line: DispatchLine) -> tuple[Dispatch, ...]:
    return (Dispatch(1, DispatchPurpose.EXCHANGE, GoodsOut.DELIVERED, (line,), shipped_at=_SENT),)


def _found(*conditions: GoodsIn) -> tuple[Inspection, ...]:
    """The only piece, looked at once a day."""
    return tuple(
        Inspection(Unit(1, 1), found, _SENT + timedelta(days=day - 1))
        for day, found in enumerate(conditions)
    )


COSTS = Chapter(
    "成本单",
    "现金成本＝已提交和已到账的打款−买家已补付，从款项记录推出，不另记一份。非现金＝另发商品、报损、"
    "维修花费、兑现的优惠、其他损失，减去退回商品的价值（按实付计）。净＝现金＋非现金−追回。"
    "退回的货按验货结果计：完好算收回，损坏算报损；退了款或换过货之后才是店里的，寄还的仍是买家的。"
    "磨损、缺件的残值没有人知道，就列为未能计价；不同币种、积分不相加。",
    (
        Sum(
            "退货退款，完好退回",
            "已退 100.00，运费 12.00；地毯退回完好",
            "—",
            "现金 100.00＋12.00＝112.00；退回商品−100.00；净 12.00",
            {"现金": "112.00", "非现金": "−100.00", "追回": "0.00", "净": "12.00"},
            _cost(_ticket(payouts=(_PAID, _FREIGHT), goods_in=_BACK_SOUND)),
        ),
        Sum(
            "货已退回，还没有退款",
            "地毯退回完好；退款还没有打",
            "—",
            "没有付钱，货还是买家的：净 0.00",
            {"现金": "0.00", "非现金": "0.00", "净": "0.00"},
            _cost(_ticket(goods_in=_BACK_SOUND)),
        ),
        Sum(
            "退货退款，退回已损坏",
            "已退 100.00；地毯退回损坏",
            "—",
            "现金 100.00；退回−100.00，报损 100.00，相抵；净 100.00",
            {"现金": "100.00", "非现金": "0.00", "报损": "100.00", "净": "100.00"},
            _cost(_ticket(payouts=(_PAID,), goods_in=_BACK_BROKEN)),
        ),
        Sum(
            "退回磨损，残值未知",
            "已退 85.00；地毯退回磨损",
            "—",
            "现金 85.00；磨损件不计价；净 85.00，1 件未能计价",
            {"现金": "85.00", "净": "85.00", "未能计价": 1},
            _cost(
                _ticket(
                    payouts=(before(85_00, 1, {1: 85_00}, ticket=HERE),),
                    goods_in={Unit(1, 1): GoodsIn.WORN},
                )
            ),
        ),
        Sum(
            "补偿 10.00，快递赔回 8.00",
            "补偿已到账 10.00；追回 8.00",
            "—",
            "10.00−8.00＝2.00",
            {"现金": "10.00", "追回": "8.00", "净": "2.00"},
            _cost(
                _ticket(payouts=(given(10_00, 1, {1: 10_00}),), recovered=((8_00, "CNY"),)),
            ),
        ),
        Sum(
            "补发一件",
            "补发的地毯已送达",
            "—",
            "没有现金；另发商品按实付 100.00",
            {"现金": "0.00", "另发": "100.00", "净": "100.00"},
            _cost(_ticket(dispatches=_sent(DispatchLine("地毯", unit=Unit(1, 1))))),
        ),
        Sum(
            "还没有寄出的不算",
            "补发待发货",
            "—",
            "没有寄出：0.00",
            {"另发": "0.00", "净": "0.00"},
            _cost(
                _ticket(
                    dispatches=_sent(DispatchLine("地毯", unit=Unit(1, 1)), state=GoodsOut.TO_SHIP)
                )
            ),
        ),
        Sum(
            "换贵的：买家补付 19.00",
            "新款 119.00 已送达，旧款验货完好，买家已补 19.00",
            "—",
            "现金−19.00；另发 119.00−退回 100.00＝19.00；净 0.00",
            {"现金": "−19.00", "非现金": "19.00", "净": "0.00", "未能计价": 0},
            _cost(
                _ticket(
                    _RAISED,
                    charges=(_CHARGE,),
                    goods_in=_SWAPPED,
                    inspections=_found(GoodsIn.SELLABLE),
                    dispatches=_exchanged(
                        DispatchLine("新款", unit=Unit(1, 1), price_cents=119_00)
                    ),
                )
            ),
        ),
        Sum(
            "换同款，旧货完好",
            "同款已寄出；旧货验货完好",
            "—",
            "另发 100.00−退回 100.00；净 0.00",
            {"另发": "100.00", "非现金": "0.00", "报损": "0.00", "净": "0.00", "未能计价": 0},
            _cost(
                _ticket(
                    goods_in=_SWAPPED,
                    inspections=_found(GoodsIn.SELLABLE),
                    dispatches=_exchanged(DispatchLine("地毯", unit=Unit(1, 1))),
                )
            ),
        ),
        Sum(
            "换同款，旧货损坏",
            "同款已寄出；旧货验货损坏",
            "—",
            "另发 100.00；退回−100.00，报损 100.00，相抵；净 100.00",
            {"另发": "100.00", "报损": "100.00", "净": "100.00"},
            _cost(
                _ticket(
                    goods_in=_SWAPPED,
                    inspections=_found(GoodsIn.DAMAGED),
                    dispatches=_exchanged(DispatchLine("地毯", unit=Unit(1, 1))),
                )
            ),
        ),
        Sum(
            "换货后再退货退款",
            "旧货完好退回；换的同款又退回，验货损坏，已退 100.00",
            "—",
            "现金 100.00；另发 100.00−退回 200.00＋报损 100.00＝0.00；净 100.00",
            {"现金": "100.00", "非现金": "0.00", "报损": "100.00", "净": "100.00"},
            _cost(
                _ticket(
                    payouts=(_PAID,),
                    goods_in=_BACK_BROKEN,
                    inspections=_found(GoodsIn.SELLABLE, GoodsIn.DAMAGED),
                    dispatches=_exchanged(DispatchLine("地毯", unit=Unit(1, 1))),
                )
            ),
        ),
        Sum(
            "验货后寄还给买家",
            "退回验货损坏，原物已寄还",
            "—",
            "货还是买家的：净 0.00",
            {"非现金": "0.00", "报损": "0.00", "净": "0.00"},
            _cost(
                _ticket(
                    goods_in=_SWAPPED,
                    inspections=_found(GoodsIn.DAMAGED),
                    dispatches=(
                        Dispatch(
                            1,
                            DispatchPurpose.GIVE_BACK,
                            GoodsOut.DELIVERED,
                            (DispatchLine("地毯", unit=Unit(1, 1)),),
                        ),
                    ),
                )
            ),
        ),
        Sum(
            "换货已寄出，没有验货记录",
            "新款 119.00 已送达；旧款退回后由新款顶替，没有验货",
            "—",
            "另发 119.00；旧款 1 件未能计价；净 119.00",
            {"另发": "119.00", "净": "119.00", "未能计价": 1},
            _cost(
                _ticket(
                    goods_in=_SWAPPED,
                    dispatches=_exchanged(
                        DispatchLine("新款", unit=Unit(1, 1), price_cents=119_00)
                    ),
                )
            ),
        ),
        Sum(
            "下一单优惠已兑现",
            "承诺下一单减 10.00，已兑现；另一个承诺 20.00 还没有兑现",
            "—",
            "少收的 10.00 不是打款，是成本；没有兑现的不算：净 10.00",
            {"现金": "0.00", "非现金": "10.00", "净": "10.00"},
            _cost(
                _ticket(
                    obligations=(
                        Obligation(1, HERE, 1, PromiseState.KEPT, discount_cents=10_00),
                        Obligation(2, HERE, 1, PromiseState.OPEN, discount_cents=20_00),
                    )
                )
            ),
        ),
        Sum(
            "维修花费",
            "保修内修好，本店花费 30.00",
            "—",
            "不是打款：非现金 30.00，净 30.00",
            {"现金": "0.00", "非现金": "30.00", "净": "30.00"},
            _cost(_ticket(repairs=(Repair(1, Work.DONE, RepairPlace.IN_STORE, cost_cents=30_00),))),
        ),
        Sum(
            "失败的打款不是成本",
            "退款 100.00 失败，重新打的 100.00 已到账",
            "—",
            "失败的不算：100.00",
            {"现金": "100.00", "净": "100.00"},
            _cost(
                _ticket(
                    payouts=(
                        before(100_00, 1, {1: 100_00}, ticket=HERE, state=MoneyState.FAILED, key=9),
                        _PAID,
                    )
                )
            ),
        ),
        Sum(
            "不同币种和积分不相加",
            "退 100.00 元、另记损失 5.00 美元，退 30 积分",
            "—",
            "净只算人民币 100.00",
            {"净": "100.00", "其他币种": "USD 5.00", "积分": 30},
            _cost(
                _ticket(
                    payouts=(
                        _PAID,
                        before(30, 1, {1: 30}, tender=Tender.POINTS, ticket=HERE, key=103),
                    ),
                    other_costs=((5_00, "USD"),),
                ),
            ),
        ),
    ),
)
