"""Limits of people: how much somebody decides alone, and who must agree above it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.access import Role
from app.domain.approval import Spent, Standing, approval_needs
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import DamageGround, GoodsWay, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Choices, Damages, RepairTerms, Replacement, Situation
from tests.domain.examples.making import (
    goods,
    keep_goods,
    order,
    pieces,
    refund_only,
    situation,
    swap,
)
from tests.domain.examples.shape import SITUATION, Chapter, Sum

_RUG = order(goods(1, "地毯", 100_00))
_SOFA = order(goods(1, "沙发", 3000_00))
_DESK = order(goods(1, "书桌", 600_00))
_AGENT = Standing((Role.AGENT.value,), 3)
_LEAD = Standing((Role.LEAD.value,), 3)
_MONEY: tuple[Payout, ...] = ()


def _asked(
    standing: Standing,
    made: Order,
    choices: Choices,
    around: Situation = SITUATION,
) -> Callable[[], Mapping[str, object]]:
    def ask() -> Mapping[str, object]:
        needs = approval_needs(standing, choices, settle(made, _MONEY, choices, around))
        return {
            "审批": "、".join(need.code for need in needs) or "不需要",
            "谁审批": "、".join(sorted({need.role.value for need in needs})) or "—",
        }

    return ask


_FREE = {"审批": "不需要", "谁审批": "—"}
_ALL = refund_only(pieces(1, 1))

LIMITS = Chapter(
    "谁可以自己决定",
    "每个角色有自己的额度（单次、同一订单、同一买家、24 小时内累计；默认值可改，不是平台规则）。"
    "超过就等主管审批，主管的额度也不够时等店主。补偿超过省下的运费、实付之外的赔付由店主同意，"
    "先发后退由主管同意。只有一个人的店从不遇到审批。",
    (
        Sum(
            "客服退 100.00",
            "地毯实付 100.00；客服单次额度 500.00",
            "仅退款 100.00",
            "100.00≤500.00",
            _FREE,
            _asked(_AGENT, _RUG, _ALL),
        ),
        Sum(
            "客服退 600.00",
            "书桌实付 600.00；客服单次和每单额度 500.00，主管单次 2,000.00",
            "仅退款 600.00",
            "600.00＞500.00，单次和累计都超过，主管够",
            {"审批": "limit_decision、limit_order", "谁审批": "lead"},
            _asked(_AGENT, _DESK, _ALL),
        ),
        Sum(
            "客服退 3,000.00",
            "沙发实付 3,000.00；主管单次额度 2,000.00",
            "仅退款 3,000.00",
            "3,000.00＞2,000.00：单次要店主；每单、每买家、每天也超过",
            {
                "审批": "limit_decision、limit_order、limit_buyer、limit_day",
                "谁审批": "lead、owner",
            },
            _asked(_AGENT, _SOFA, _ALL),
        ),
        Sum(
            "主管退 3,000.00",
            "沙发实付 3,000.00；主管单次额度 2,000.00",
            "仅退款 3,000.00",
            "3,000.00＞2,000.00，只有店主",
            {"审批": "limit_decision", "谁审批": "owner"},
            _asked(_LEAD, _SOFA, _ALL),
        ),
        Sum(
            "店主退 3,000.00",
            "沙发实付 3,000.00",
            "仅退款 3,000.00",
            "店主没有额度限制",
            _FREE,
            _asked(Standing((Role.OWNER.value,), 3), _SOFA, _ALL),
        ),
        Sum(
            "一个人的店",
            "沙发实付 3,000.00；店里只有一个人",
            "仅退款 3,000.00",
            "没有第二个人可以审批",
            _FREE,
            _asked(Standing((Role.AGENT.value,), 1), _SOFA, _ALL),
        ),
        Sum(
            "同一订单累计",
            "地毯实付 100.00；这笔订单此前已给 450.00",
            "仅退款 100.00",
            "450.00＋100.00＝550.00＞500.00",
            {"审批": "limit_order", "谁审批": "lead"},
            _asked(Standing((Role.AGENT.value,), 3, spent=Spent(order_cents=450_00)), _RUG, _ALL),
        ),
        Sum(
            "同一买家累计正好到额度",
            "地毯实付 100.00；这位买家此前已给 900.00",
            "仅退款 100.00",
            "900.00＋100.00＝1,000.00，没有超过 1,000.00",
            _FREE,
            _asked(Standing((Role.AGENT.value,), 3, spent=Spent(buyer_cents=900_00)), _RUG, _ALL),
        ),
        Sum(
            "24 小时内累计",
            "地毯实付 100.00；24 小时内已自行决定 1,950.00",
            "仅退款 100.00",
            "1,950.00＋100.00＝2,050.00＞2,000.00",
            {"审批": "limit_day", "谁审批": "lead"},
            _asked(Standing((Role.AGENT.value,), 3, spent=Spent(day_cents=1950_00)), _RUG, _ALL),
        ),
        Sum(
            "补偿超过省下的运费",
            "地毯实付 100.00；单程运费 12.00",
            "部分补偿 15.00",
            "15.00＞12.00，店主同意",
            {"审批": "over_saved", "谁审批": "owner"},
            _asked(
                _AGENT,
                _RUG,
                keep_goods(15_00, pieces(1, 1)),
                situation(avoided_freight_cents=12_00),
            ),
        ),
        Sum(
            "补偿有自己的单次额度",
            "地毯实付 100.00，破损；客服补偿单次额度 50.00",
            "部分补偿 60.00，商品破损",
            "60.00＞50.00，主管够",
            {"审批": "limit_decision", "谁审批": "lead"},
            _asked(_AGENT, _RUG, keep_goods(60_00, pieces(1, 1), goods_damaged=True)),
        ),
        Sum(
            "先发后退",
            "地毯实付 100.00",
            "换货，先发后退",
            "货先寄出，主管同意",
            {"审批": "ship_first", "谁审批": "lead"},
            _asked(_AGENT, _RUG, swap(Replacement(1, (1,)), way=GoodsWay.SHIP_FIRST)),
        ),
        Sum(
            "补寄没有价格的东西",
            "地毯实付 100.00",
            "补发「手机」9 件，没有写价格",
            "没有价格就不能按额度判断，主管同意",
            {"审批": "unvalued", "谁审批": "lead"},
            _asked(
                _AGENT,
                _RUG,
                Choices(Remedy.RESHIP, replacements=(Replacement(None, title="手机", quantity=9),)),
            ),
        ),
        Sum(
            "补发和退款一样算额度",
            "书桌实付 600.00；客服单次和每单额度 500.00",
            "补发书桌 1 件",
            "送出的货值 600.00＞500.00",
            {"审批": "limit_decision、limit_order", "谁审批": "lead"},
            _asked(_AGENT, _DESK, Choices(Remedy.RESHIP, (pieces(1, 1),))),
        ),
        Sum(
            "本店出钱的维修",
            "沙发实付 3,000.00；客服单次和每单额度 500.00，主管单次 2,000.00",
            "保修期内维修，花费 1,800.00",
            "1,800.00＞500.00；每买家 1,000.00 也超过，主管够",
            {"审批": "limit_decision、limit_order、limit_buyer", "谁审批": "lead"},
            _asked(
                _AGENT,
                _SOFA,
                Choices(Remedy.REPAIR, (pieces(1, 1),), repair=RepairTerms(cost_cents=1800_00)),
            ),
        ),
        Sum(
            "实付之外的赔付",
            "地毯实付 100.00",
            "仅退款 100.00，另赔 300.00（仲裁裁决 88 号）",
            "赔付在实付之外，店主同意；100.00＋300.00＝400.00≤500.00",
            {"审批": "damages", "谁审批": "owner"},
            _asked(
                _AGENT,
                _RUG,
                refund_only(
                    pieces(1, 1), damages=Damages(DamageGround.RULING, 300_00, "仲裁裁决 88 号")
                ),
            ),
        ),
        Sum(
            "善意支出的月度预算",
            "地毯实付 100.00，破损；本月善意支出已 480.00，预算 500.00",
            "部分补偿 30.00，记为善意支出",
            "480.00＋30.00＝510.00＞500.00",
            {"审批": "goodwill_budget", "谁审批": "owner"},
            _asked(
                Standing(
                    (Role.AGENT.value,),
                    3,
                    spent=Spent(goodwill_month_cents=480_00),
                    goodwill_budget_cents=500_00,
                ),
                _RUG,
                keep_goods(30_00, pieces(1, 1), goods_damaged=True, goodwill=True),
            ),
        ),
    ),
)
