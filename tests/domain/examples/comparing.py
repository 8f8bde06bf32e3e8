"""Remedies side by side, and what a ticket has cost in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from app.domain.compare import alternative
from app.domain.cost_sheet import cost_sheet
from app.domain.costs import CostKind
from app.domain.decisions import Asked
from app.domain.facts import Facts, GoodsIn, GoodsOut, Stage, Work
from app.domain.goods_out import Dispatch, DispatchLine, DispatchPurpose, Repair
from app.domain.money import digits
from app.domain.order import Buyer, Order, Platform, Shop, Unit
from app.domain.payment import Charge, ChargeReason, Leg, MoneyClass, MoneyState, Payout, Tender
from app.domain.remedy import Channel, Liability, ProblemClass, Remedy, RepairPlace
from app.domain.settlement.types import Situation
from app.domain.ticket import Ticket, TicketLine
from tests.domain.examples.making import before, given, goods, order, situation
from tests.domain.examples.shape import HERE, Chapter, Sum

_SHOP = Shop(1, Platform.TAOBAO, "云岚家居", return_days=7, ship_hours=48)
_RUG = order(goods(1, "地毯", 100_00))
_MIND = Asked(
    (TicketLine(1, (1,)),), problem=ProblemClass.CHANGE_OF_MIND, liability=Liability.BUYER
)
_FAULT = Asked((TicketLine(1, (1,)),), problem=ProblemClass.QUALITY, liability=Liability.MERCHANT)
_MIND_AROUND = situation(avoided_freight_cents=12_00, problem=ProblemClass.CHANGE_OF_MIND)
_FAULT_AROUND = situation(avoided_freight_cents=12_00, problem=ProblemClass.QUALITY)


def _shown(cents: int | None) -> str:
    return "未知" if cents is None else digits(cents, "CNY")


def _beside(
    remedy: Remedy, asked: Asked, around: Situation, made: Order = _RUG
) -> Callable[[], Mapping[str, object]]:
    def ask() -> Mapping[str, object]:
        one = alternative(made, (), around, asked, _SHOP, remedy)
        return {
            "付出": _shown(one.cash_cents),
            "退回运费": _shown(one.freight_in_cents),
            "寄出运费": _shown(one.freight_out_cents),
            "另发商品": _shown(one.goods_out_cents),
            "收回商品": _shown(one.salvage_cents),
            "净": _shown(one.net_cents),
            "天数": one.days,
            "之后还可退": _shown(one.left_cents),
            "可行": not one.refusal,
        }

    return ask


_NOTHING = {"退回运费": "0.00", "寄出运费": "0.00", "另发商品": "0.00"}
_RUG_WORDS = "地毯实付 100.00；单程运费 12.00；寄回 7 天，发货 48 小时"

BESIDE = Chapter(
    "方案对比",
    "每种可行的处理方式并排：付出的钱、来回运费、收回商品的价值（不知道好坏就是未知）、天数、之后还能退多少。"
    "只摆出数字，不替人选。净＝付出＋运费＋另发商品−买家应付−收回商品；有一项未知，净就未知。",
    (
        Sum(
            "无理由：退货退款",
            _RUG_WORDS,
            "退货退款，买家责任",
            "退 100.00，货预计完好收回 100.00，净 100.00−100.00＝0.00；买家付运费；7 天",
            {
                **_NOTHING,
                "付出": "100.00",
                "收回商品": "100.00",
                "净": "0.00",
                "天数": 7,
                "之后还可退": "0.00",
                "可行": True,
            },
            _beside(Remedy.RETURN_REFUND, _MIND, _MIND_AROUND),
        ),
        Sum(
            "无理由：仅退款",
            _RUG_WORDS,
            "仅退款，买家责任",
            "退 100.00，什么也不收回：净 100.00",
            {
                **_NOTHING,
                "付出": "100.00",
                "收回商品": "0.00",
                "净": "100.00",
                "天数": 0,
                "可行": True,
            },
            _beside(Remedy.REFUND_ONLY, _MIND, _MIND_AROUND),
        ),
        Sum(
            "质量问题：退货退款",
            _RUG_WORDS,
            "退货退款，商家责任，运费 12.00",
            "退 100.00＋退货运费 12.00＝112.00；收回的货好坏未知，净也未知",
            {
                **_NOTHING,
                "付出": "112.00",
                "收回商品": "未知",
                "净": "未知",
                "天数": 7,
                "可行": True,
            },
            _beside(Remedy.RETURN_REFUND, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "质量问题：补偿留货",
            _RUG_WORDS,
            "部分补偿，建议的 10.00",
            "12.00×5÷6＝10.00；净 10.00；之后还可退 100.00−10.00＝90.00",
            {
                **_NOTHING,
                "付出": "10.00",
                "收回商品": "0.00",
                "净": "10.00",
                "天数": 0,
                "之后还可退": "90.00",
                "可行": True,
            },
            _beside(Remedy.COMPENSATION, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "质量问题：补发",
            _RUG_WORDS,
            "补发一件",
            "寄出运费 12.00＋另发商品 100.00＝112.00；48 小时＝2 天",
            {
                "付出": "0.00",
                "退回运费": "0.00",
                "寄出运费": "12.00",
                "另发商品": "100.00",
                "收回商品": "0.00",
                "净": "112.00",
                "天数": 2,
                "之后还可退": "100.00",
            },
            _beside(Remedy.RESHIP, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "质量问题：换货",
            _RUG_WORDS,
            "换同款，先退后发，商家付往返运费",
            "退回 12.00 已在付出里，寄出 12.00，另发 100.00；收回的好坏未知；7＋2＝9 天",
            {
                "付出": "12.00",
                "退回运费": "0.00",
                "寄出运费": "12.00",
                "另发商品": "100.00",
                "收回商品": "未知",
                "净": "未知",
                "天数": 9,
            },
            _beside(Remedy.EXCHANGE, _FAULT, _FAULT_AROUND),
        ),
    ),
)


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


def _cost(
    ticket: Ticket,
    others: tuple[tuple[int, str], ...] = (),
    recovered: tuple[tuple[int, str], ...] = (),
) -> Callable[[], Mapping[str, object]]:
    def ask() -> Mapping[str, object]:
        made = cost_sheet(ticket, others, recovered)
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
_FREIGHT = before(12_00, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN, ticket=HERE, key=102)
_CHARGE = Charge(1, HERE, ChargeReason.PRICE_DIFFERENCE, 19_00, "CNY", MoneyState.ARRIVED)


def _sent(*lines: DispatchLine, state: GoodsOut = GoodsOut.DELIVERED) -> tuple[Dispatch, ...]:
    return (Dispatch(1, DispatchPurpose.RESHIP, state, lines),)


COSTS = Chapter(
    "成本单",
    "现金成本＝已提交和已到账的打款−买家已补付，从款项记录推出，不另记一份。非现金＝另发商品、报损、"
    "维修花费、其他损失，减去退回商品的价值（按实付计）。净＝现金＋非现金−追回。"
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
            _cost(_ticket(payouts=(given(10_00, 1, {1: 10_00}),)), recovered=((8_00, "CNY"),)),
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
            "新款 119.00 已送达，旧款完好退回，买家已补 19.00",
            "—",
            "现金−19.00；另发 119.00−退回 100.00＝19.00；净 0.00",
            {"现金": "−19.00", "非现金": "19.00", "净": "0.00"},
            _cost(
                _ticket(
                    charges=(_CHARGE,),
                    goods_in=_BACK_SOUND,
                    dispatches=_sent(DispatchLine("新款", unit=Unit(1, 1), price_cents=119_00)),
                )
            ),
        ),
        Sum(
            "换货已寄出，旧货的好坏不在单上",
            "新款 119.00 已送达；旧款退回后由新款顶替",
            "—",
            "另发 119.00；旧款 1 件未能计价；净 119.00",
            {"另发": "119.00", "净": "119.00", "未能计价": 1},
            _cost(
                _ticket(
                    goods_in={Unit(1, 1): GoodsIn.GIVEN_BACK},
                    dispatches=(
                        Dispatch(
                            1,
                            DispatchPurpose.EXCHANGE,
                            GoodsOut.DELIVERED,
                            (DispatchLine("新款", unit=Unit(1, 1), price_cents=119_00),),
                        ),
                    ),
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
                    )
                ),
                others=((5_00, "USD"),),
            ),
        ),
    ),
)
