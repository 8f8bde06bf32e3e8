"""The platform's application, parcels, late shipment, our own answer, and what the records tell."""

from __future__ import annotations

from functools import partial

from app.domain.case import Receipt
from app.domain.checks import BuyerHistory
from app.domain.facts import Facts, GoodsIn, Offer, Review
from app.domain.money_state import MoneyState
from app.domain.order import Unit
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Inspection
from tests.domain.checks.making import Agreed, at, claim
from tests.domain.checks.shape import NONE, PASS, PERSON, REFUSE, Chapter, row

_MIND = ProblemClass.CHANGE_OF_MIND
_FLOW = "平台类型、理由与协商结果一致后再同意"
_TRUE = "真实原因另记；质量问题不改成无理由"
_WAITING = "买家已付款，等待卖家发货"
_PIECE = Unit(1, 1)

PLATFORM = Chapter(
    "平台申请是否一致",
    "平台上的类型或理由选错了，请买家改正；从不把质量问题改成无理由。货在外面的仅退款要人再看一眼。",
    (
        row("类型一致", "platform_type", PASS, _FLOW, claims=(claim(),),
            requested=Remedy.RETURN_REFUND),
        row("平台仅退款，谈的是退货", "platform_type", PERSON, _FLOW,
            claims=(claim(Remedy.REFUND_ONLY),), decisions=(Agreed(Remedy.RETURN_REFUND),)),
        row("没有平台申请", "platform_type", NONE, _FLOW),
        row("平台申请已经关闭", "platform_type", NONE, _FLOW,
            claims=(claim(Remedy.REFUND_ONLY, finished_at=at("7/2")),),
            requested=Remedy.RETURN_REFUND),
        row("理由一致", "platform_reason", PASS, _TRUE, platform_reason="质量问题"),
        row("质量与不符算一类", "platform_reason", PASS, _TRUE, platform_reason="与商品描述不符"),
        row("平台写质量，这里记成无理由", "platform_reason", PERSON, _TRUE, problem=_MIND,
            platform_reason="质量问题", says="不能按无理由处理"),
        row("平台写无理由，其实是质量", "platform_reason", PERSON, _TRUE,
            platform_reason="7天无理由"),
        row("平台没有写理由", "platform_reason", NONE, _TRUE),
        row("已发货的仅退款", "refund_only", PERSON, "仅退款同意即付款，不退货",
            requested=Remedy.REFUND_ONLY, says="不退货直接打款"),
        row("平台仅退款，定的是要退货", "refund_only", PERSON, "仅退款同意即付款，不退货",
            claims=(claim(Remedy.REFUND_ONLY),), decisions=(Agreed(Remedy.RETURN_REFUND),),
            says="就会不退货直接打款"),
        row("没有发货的仅退款", "refund_only", NONE, "未发货只有仅退款", signed=None,
            status=_WAITING, requested=Remedy.REFUND_ONLY),
        row("数字商品不必退回", "refund_only", PASS, "淘宝争议处理规则 21：不必退的直接退款",
            category="digital", requested=Remedy.REFUND_ONLY, says="不要求退回"),
        row("退货退款不看这一项", "refund_only", NONE, "—", requested=Remedy.RETURN_REFUND),
    ),
)  # fmt: skip

_43 = "淘宝争议处理规则 43：逾期未寄回的须重新协商"
_44 = "淘宝争议处理规则 44；事先约定的快递才垫付"
_LATE = "按约定时间与实际发货时间核对；比例未核实"
_30 = "七日无理由办法 30–31：自收到要求超过 15 日未处理"
_8_9 = "侵害消费者权益行为处罚办法 8–9：超过 15 日视为拒绝"
late = partial(row, check="late_shipment", problem=ProblemClass.LATE_SHIPMENT)
back = partial(row, check="returned_in_time")
answer = partial(row, check="our_answer", signed="6/28")
refund = partial(
    row, check="our_refund", source="消法 25、办法 13：收到退回商品之日起七日内返还价款",
    problem=_MIND, decisions=(Agreed(Remedy.RETURN_REFUND),),
    facts=Facts(money=(MoneyState.PLANNED,)),
    inspections=(Inspection(Unit(1, 1), GoodsIn.SELLABLE, at("7/8")),),
)  # fmt: skip


def _agreed(until: str) -> tuple[Agreed, ...]:
    return (Agreed(Remedy.RETURN_REFUND, return_by=at(until)),)


PARCELS = Chapter(
    "发货、寄回、答复",
    "晚发货只看记录，不引导买家改理由。寄回过期要重新商定。本店答复超过十五天有法律风险。",
    (
        late("晚发两天", verdict=PASS, source=_LATE, promised_at="6/28 18:00",
             shipped_at="6/30 10:00", due="约定 6/28 18:00 前，实际 6/30 10:00", says="¥ 30.00",
             sum="6/30 10:00 晚于 6/28 18:00；100.00 × 30% ＝ 30.00"),
        late("提前发货", verdict=REFUSE, source=_LATE, promised_at="6/28 18:00",
             shipped_at="6/28 09:00", due="实际 6/28 09:00", says="按时发货",
             sum="6/28 9:00 不晚于 18:00"),
        late("过了约定还没有发", verdict=PASS, source=_LATE, promised_at="6/28 18:00", signed=None,
             status=_WAITING, due="实际 还没有发货", sum="7/3 晚于 6/28"),
        late("还没到约定", verdict=PERSON, source=_LATE, promised_at="7/5 18:00", signed=None,
             status=_WAITING, sum="7/3 早于 7/5"),
        late("不知道约定时间", verdict=PERSON, source=_LATE, shipped_at="6/30 10:00"),
        late("不知道实际时间", verdict=PERSON, source=_LATE, promised_at="6/28 18:00"),
        late("赔付封顶三十元", verdict=PASS, source="较早的公开规则：5%，封顶 30 元",
             promised_at="6/28 18:00", shipped_at="6/30 10:00", paid_cents=100_000,
             own=(("late.penalty_percent", "", 5, ""), ("late.penalty_cap_cents", "", 3000, "")),
             says="¥ 50.00，封顶 ¥ 30.00", sum="1000.00 × 5% ＝ 50.00，封顶 30.00"),
        late("理由写的是晚发货", verdict=REFUSE, source=_LATE, problem=_MIND,
             platform_reason="商家未按约定时间发货", promised_at="6/28 18:00",
             shipped_at="6/28 09:00"),
        late("与发货无关", verdict=NONE, source=_LATE, problem=ProblemClass.QUALITY),
        back("过期没有寄", verdict=PERSON, source=_43, decisions=_agreed("7/10 23:59"),
             now="7/11", goods_in={_PIECE: GoodsIn.TO_BE_SENT}, due="寄回期限 7/10 23:59",
             says="重新商定", sum="7/11 晚于 7/10"),
        back("还在期限内", verdict=PASS, source=_43, decisions=_agreed("7/10 23:59"), now="7/9",
             goods_in={_PIECE: GoodsIn.TO_BE_SENT}, due="寄回期限 7/10 23:59",
             sum="7/9 早于 7/10"),
        back("已经寄回", verdict=PASS, source=_43, decisions=_agreed("7/10 23:59"), now="7/20",
             goods_in={_PIECE: GoodsIn.IN_TRANSIT}),
        back("系统记为没有寄", verdict=PERSON, source=_43, decisions=_agreed("7/10 23:59"),
             now="7/9", goods_in={_PIECE: GoodsIn.NEVER_SENT}),
        back("没有约定退货", verdict=NONE, source=_43),
        row("约定的快递", "return_courier", PASS, _44, couriers=("中通", "顺丰"),
            return_courier="中通快递"),
        row("不是约定的快递", "return_courier", PERSON, _44, couriers=("中通",),
            return_courier="顺丰", says="不是约定的快递"),
        row("没有约定快递", "return_courier", PASS, _44, return_courier="顺丰"),
        row("还没有寄回", "return_courier", NONE, _44, couriers=("中通",)),
        row("偏远地区换货，建议退款，尊重买家", "region", PASS, "偏远地区来回运费高，买家坚持的照办",
            remote=True, requested=Remedy.EXCHANGE, says="照买家的意思办"),
        row("偏远地区退货", "region", NONE, "—", remote=True, requested=Remedy.RETURN_REFUND),
        answer("第十六天没有答复无理由退货", verdict=PERSON, source=_30, problem=_MIND,
               applied="7/1", now="7/17", due="过了 16 天", sum="7/17 − 7/1 ＝ 16 ＞ 15"),
        answer("第十五天还来得及", verdict=PASS, source=_30, problem=_MIND, applied="7/1",
               now="7/16", due="过了 15 天", sum="7/16 − 7/1 ＝ 15，不超过 15", says="再过 1 天"),
        answer("质量问题超过十五天", verdict=PERSON, source=_8_9, applied="7/1", now="7/20",
               due="过了 19 天", sum="7/20 − 7/1 ＝ 19 ＞ 15"),
        answer("第九天不提", verdict=NONE, source=_30, applied="7/1", now="7/10"),
        answer("已经受理并有方案", verdict=NONE, source=_30, applied="7/1", now="7/20",
               facts=Facts(review=Review.ACCEPTED, offer=Offer.OFFERED)),
        refund("验收第七天", verdict=PASS, now="7/15", due="过了 7 天", sum="7/15 − 7/8 ＝ 7",
               says="还剩 0 天"),
        refund("验收第八天还没有退", verdict=PERSON, now="7/16", due="过了 8 天",
               sum="7/16 − 7/8 ＝ 8 ＞ 7"),
        refund("已经退了", verdict=NONE, now="7/16", facts=Facts(money=(MoneyState.ARRIVED,))),
        refund("质量问题另有时限", verdict=NONE, now="7/16", problem=ProblemClass.QUALITY),
    ),
)  # fmt: skip

_FACT = "只作事实列出，从不作为拒绝的理由"
_5 = "微信小店：每个商品最多发起或修改 5 次，撤销不清零"

RECORDS = Chapter(
    "序列号、申请次数、买家记录",
    "都只是事实：次数多、退货多不会判「不符合」。",
    (
        row("序列号没有出现过", "serial", PASS, _FACT, serial="SN123"),
        row("序列号在别的单出现过", "serial", PERSON, _FACT, serial="SN123",
            serial_elsewhere=("AS-260601-0003",), says="AS-260601-0003"),
        row("要维修没有序列号", "serial", PERSON, "维修登记型号、序列号", requested=Remedy.REPAIR,
            missing=("型号和序列号（铭牌照片）",)),
        row("退货不用序列号", "serial", NONE, "—", requested=Remedy.RETURN_REFUND),
        row("微信小店第四次", "applications", PASS, _5, platform="weixin", applications=4,
            sum="4 ＜ 5"),
        row("微信小店第五次", "applications", PERSON, _5, platform="weixin", applications=5,
            sum="5 ＝ 5", says="不要让买家撤销后重提"),
        row("没有平台申请", "applications", NONE, _5, platform="weixin"),
        row("咨询不谈申请次数", "applications", NONE, _5, platform="weixin", applications=4,
            problem=ProblemClass.ENQUIRY),
        row("没有记录的新买家", "history", PASS, _FACT, says="没有此前的记录"),
        row("一年二十张售后单的买家", "history", PASS, _FACT,
            history=BuyerHistory(30, 20, 2, 18, 900_000, 500_000), says="20 张售后单"),
        row("拒签后要退款", "in_time", PASS, "淘宝争议处理规则 39–40",
            problem=ProblemClass.LOGISTICS, signed=None, receipt=Receipt.REFUSED),
    ),
)  # fmt: skip
CHAPTERS = (PLATFORM, PARCELS, RECORDS)
