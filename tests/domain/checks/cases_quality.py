"""Faults: until when they may be claimed, what the age gives a right to, and the warranty."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from app.domain.case import LateGround, Receipt
from app.domain.evidence import EvidenceKind
from app.domain.facts import GoodsOut
from app.domain.goods_out import Dispatch, DispatchLine, DispatchPurpose
from app.domain.order import Unit
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import TicketLine
from tests.domain.checks.making import at, line, policy
from tests.domain.checks.shape import NONE, PASS, PERSON, REFUSE, Chapter, row

_JD = "京东商品类标准·瑕疵"
_UNSURE = "没有读到原文的建议值：不能据以拒绝"
jd = partial(row, check="in_time", platform="jd")
_NOT_SO = ProblemClass.NOT_AS_DESCRIBED

CATEGORIES = Chapter(
    "质量与不符：各类商品的时限",
    "按天的时限从次日起算，按小时的从签收那一刻起算。只有读过原文的规则才据以判「不符合」；"
    "没有核实的建议值一律由人判断。规则按下单那天的版本。",
    (
        jd("服饰十五天，最后一天", verdict=PASS, source=_JD + "：服饰 15 天", category="clothing",
           applied="7/16", due="截止 7/16 24:00", sum="7/1 ＋ 15 天 ＝ 7/16"),
        jd("服饰第十六天", verdict=REFUSE, source=_JD + "：服饰 15 天", category="clothing",
           applied="7/17", due="截止 7/16 24:00", sum="7/17 − 7/16 ＝ 1 天", says="已过 1 天"),
        jd("箱包第十六天，还在保修期", verdict=PERSON, source=_JD + "：箱包 15 天；未写明的保修 90 天",
           category="bags", applied="7/17", says="可以维修", sum="7/1 ＋ 90 天 ＝ 9/29，未到"),
        jd("鞋靴第十六天，还在保修期", verdict=PERSON, source=_JD + "：鞋靴 15 天；未写明的保修 120 天",
           category="shoes", applied="7/17", says="可以维修", sum="7/1 ＋ 120 天 ＝ 10/29，未到"),
        jd("珠宝第二十天", verdict=PERSON, source=_JD + "：珠宝 15 天；未写明的保修 30 天",
           category="jewellery", applied="7/21", says="可以维修", sum="7/1 ＋ 30 天 ＝ 7/31，未到"),
        jd("珠宝过了保修期", verdict=REFUSE, source=_JD + "：珠宝 15 天", category="jewellery",
           applied="8/1", due="截止 7/16 24:00", sum="8/1 − 7/16 ＝ 16 天", says="已过 16 天"),
        jd("餐具七天，第八天", verdict=REFUSE, source=_JD + "：餐具、瓷器 7 天", category="tableware",
           applied="7/9", due="截止 7/8 24:00", sum="7/1 ＋ 7 天 ＝ 7/8"),
        jd("餐具七天，第七天", verdict=PASS, source=_JD + "：餐具、瓷器 7 天", category="tableware",
           applied="7/8", due="截止 7/8 24:00", sum="7/1 ＋ 7 天 ＝ 7/8"),
        jd("家居十五天", verdict=PASS, source=_JD + "：家居 15 天", category="home",
           applied="7/16", due="截止 7/16 24:00", sum="7/1 ＋ 15 天 ＝ 7/16"),
        jd("汽车用品过期两天", verdict=REFUSE, source=_JD + "：汽车用品 15 天", category="car",
           applied="7/18", due="截止 7/16 24:00", sum="7/18 − 7/16 ＝ 2 天", says="已过 2 天"),
        jd("鲜活水产十二小时，差一分钟", verdict=PASS, source=_JD + "：鲜活水产 12 小时",
           category="live_seafood", signed="7/1 10:00", applied="7/1 21:59",
           due="截止 7/1 22:00", sum="10:00 ＋ 12 小时 ＝ 22:00"),
        jd("鲜活水产十二小时到点", verdict=REFUSE, source=_JD + "：鲜活水产 12 小时",
           category="live_seafood", signed="7/1 10:00", applied="7/1 22:00",
           due="截止 7/1 22:00", sum="10:00 ＋ 12 小时 ＝ 22:00", says="不到 1 小时"),
        jd("鲜活水产过了一夜", verdict=REFUSE, source=_JD + "：鲜活水产 12 小时",
           category="live_seafood", signed="7/1 20:00", applied="7/2 11:00",
           due="截止 7/2 08:00", sum="20:00 ＋ 12 小时 ＝ 次日 8:00；11:00 − 8:00 ＝ 3 小时",
           says="已过 3 小时"),
        jd("生鲜四十八小时内", verdict=PASS, source=_JD + "：其他生鲜 48 小时", category="fresh",
           signed="7/1 10:00", applied="7/3 09:59", due="截止 7/3 10:00",
           sum="7/1 10:00 ＋ 48 小时 ＝ 7/3 10:00"),
        jd("生鲜只登记了签收日期，从当天 24:00 算", verdict=PASS, source=_JD + "：其他生鲜 48 小时",
           category="fresh", signed=None, signed_on="7/1", placed="6/28", applied="7/3 23:00",
           due="截止 7/3 24:00", sum="7/1 24:00 ＋ 48 小时 ＝ 7/3 24:00"),
        jd("生鲜过了五个半小时", verdict=REFUSE, source=_JD + "：其他生鲜 48 小时", category="fresh",
           signed="7/1 10:00", applied="7/3 15:30", due="截止 7/3 10:00",
           sum="15:30 − 10:00 ＝ 5 小时半", says="已过 5 小时"),
        jd("蛋类四十八小时后一天", verdict=REFUSE, source=_JD + "：蛋类 48 小时", category="eggs",
           signed="7/1 10:00", applied="7/4 10:00", due="截止 7/3 10:00",
           sum="7/4 − 7/3 ＝ 1 天", says="已过 1 天"),
        jd("水果切开才发现，第五天", verdict=PASS, source=_JD + "：水果 5 天", category="fruit",
           applied="7/6", due="截止 7/6 24:00", sum="7/1 ＋ 5 天 ＝ 7/6"),
        jd("水果第六天", verdict=REFUSE, source=_JD + "：水果 5 天", category="fruit",
           applied="7/7", due="截止 7/6 24:00", sum="7/7 − 7/6 ＝ 1 天"),
        jd("宠物生病第七天", verdict=PASS, source=_JD + "：宠物生病、死亡 7 天", category="pet",
           applied="7/8", due="截止 7/8 24:00", sum="7/1 ＋ 7 天 ＝ 7/8"),
        jd("宠物与描述不符，二十四小时内", verdict=PASS, source=_JD + "：宠物不符 24 小时内告知",
           category="pet", problem=_NOT_SO, signed="7/1 10:00", applied="7/2 09:30",
           due="截止 7/2 10:00", sum="7/1 10:00 ＋ 24 小时 ＝ 7/2 10:00"),
        jd("宠物与描述不符，第二天下午", verdict=REFUSE, source=_JD + "：宠物不符 24 小时内告知",
           category="pet", problem=_NOT_SO, signed="7/1 10:00", applied="7/2 14:00",
           due="截止 7/2 10:00", sum="14:00 − 10:00 ＝ 4 小时", says="已过 4 小时"),
        jd("水族二十四小时", verdict=REFUSE, source=_JD + "：水族 24 小时内举证", category="aquarium",
           signed="7/1 10:00", applied="7/2 10:30", due="截止 7/2 10:00",
           sum="7/1 10:00 ＋ 24 小时 ＝ 7/2 10:00", says="不到 1 小时"),
        jd("贵金属重量不符七天", verdict=PASS, source=_JD + "：贵金属重量 7 天",
           category="precious_metal", problem=_NOT_SO, applied="7/8", due="截止 7/8 24:00",
           sum="7/1 ＋ 7 天 ＝ 7/8"),
        jd("贵金属重量不符第八天", verdict=REFUSE, source=_JD + "：贵金属重量 7 天",
           category="precious_metal", problem=_NOT_SO, applied="7/9", due="截止 7/8 24:00",
           sum="7/9 − 7/8 ＝ 1 天"),
        jd("标准生效前下的单，不用新标准", verdict=PERSON, source="京东商品类标准 2026-06-15 生效；"
           "下单 6/9", category="clothing", signed="6/12", applied="6/28", says="未经核实",
           due="截止 6/27 24:00", sum="6/12 ＋ 15 天 ＝ 6/27"),
        jd("标准生效后下的单", verdict=REFUSE, source="京东商品类标准 2026-06-15 生效；下单 6/17",
           category="clothing", signed="6/20", applied="7/6", due="截止 7/5 24:00",
           sum="6/20 ＋ 15 天 ＝ 7/5"),
        jd("一张单里有服饰也有生鲜", verdict=PERSON, source=_JD + "：服饰 15 天，生鲜 48 小时",
           lines=(line(1, title="衬衫"), line(2, title="牛肉")), applied="7/5",
           categories={1: "clothing", 2: "fresh"}, says="牛肉",
           claimed=(TicketLine(1, (1,)), TicketLine(2, (1,))),
           sum="牛肉 7/1 12:00 ＋ 48 小时 ＝ 7/3 12:00 已过；衬衫到 7/16"),
        jd("过期后法院有文书", verdict=PASS, source="淘宝争议处理规则 5", category="clothing",
           applied="8/1", late_ground=LateGround.AUTHORITY, says="不受时限限制"),
        row("微信小店质量七天内", "in_time", PASS, "微信官方文档：售后期默认 7 天",
            platform="weixin", applied="7/8", due="截止 7/8 24:00", sum="7/1 ＋ 7 天 ＝ 7/8"),
        row("微信小店质量第八天", "in_time", REFUSE, "微信官方文档：售后期默认 7 天",
            platform="weixin", applied="7/9", due="截止 7/8 24:00", sum="7/9 − 7/8 ＝ 1 天"),
        row("微信小店没有收到货", "in_time", PASS, "微信官方文档", platform="weixin",
            problem=ProblemClass.LOGISTICS, signed=None, receipt=Receipt.NOT_RECEIVED,
            applied="8/1", says="还没有签收"),
        row("淘宝质量第十六天", "in_time", PERSON, _UNSURE, applied="7/17", says="未经核实",
            due="截止 7/16 24:00", sum="7/1 ＋ 15 天 ＝ 7/16"),
        row("淘宝质量第十五天", "in_time", PASS, _UNSURE, applied="7/16",
            due="截止 7/16 24:00", sum="7/1 ＋ 15 天 ＝ 7/16"),
        row("使用咨询不设时限", "in_time", PASS, "本店建议值", problem=ProblemClass.USAGE,
            applied="9/1", says="不设申请时限"),
        row("问题类别还没有判断", "in_time", PERSON, "未知就由人判断", problem=ProblemClass.UNKNOWN),
        row("对服务的投诉与商品时限无关", "in_time", NONE, "—", problem=ProblemClass.SERVICE),
        row("咨询不是申请", "in_time", NONE, "—", problem=ProblemClass.ENQUIRY),
        row("安装后才能发现的，从安装起算", "in_time", PASS, "消保条例 18：安装之日起算",
            platform="jd", category="home", installed_on="7/10", applied="7/25",
            due="安装 7/10", sum="7/10 ＋ 15 天 ＝ 7/25"),
        row("自己规定三十天", "in_time", PASS, "本店规定", applied="7/31",
            own=(("window.quality", "", 30, "natural_days"),), due="截止 7/31 24:00",
            sum="7/1 ＋ 30 天 ＝ 7/31"),
        row("自己规定三十天，第三十一天", "in_time", REFUSE, "本店规定", applied="8/1",
            own=(("window.quality", "", 30, "natural_days"),), due="截止 7/31 24:00",
            sum="8/1 − 7/31 ＝ 1 天"),
    ),
)  # fmt: skip

_26 = "消法 24；浙江省实施消法办法 26：7 日退换修，15 日换修"
rights = partial(row, check="guarantees")
GUARANTEES = Chapter(
    "三包：七天、十五天、保修期",
    "签收七天内可退、换、修，十五天内可换、修，之后保修期内修；修两次仍不好的可退换。"
    "买家要的超出这一步的，要协商。",
    (
        rights("第七天要退货", verdict=PASS, source=_26, applied="7/8",
               requested=Remedy.RETURN_REFUND, due="截止 7/8 24:00", sum="7/1 ＋ 7 天 ＝ 7/8",
               says="退货退款、换货、维修"),
        rights("第八天要退货", verdict=PERSON, source=_26, applied="7/9",
               requested=Remedy.RETURN_REFUND, due="截止 7/16 24:00",
               sum="7/9 已过 7/8，未过 7/16", says="换货、维修"),
        rights("第八天要换货", verdict=PASS, source=_26, applied="7/9",
               requested=Remedy.EXCHANGE, due="截止 7/16 24:00", sum="7/1 ＋ 15 天 ＝ 7/16"),
        rights("第十五天要维修", verdict=PASS, source=_26, applied="7/16",
               requested=Remedy.REPAIR, due="截止 7/16 24:00", sum="7/1 ＋ 15 天 ＝ 7/16"),
        rights("第十六天，没有保修期", verdict=PERSON, source=_26, applied="7/17",
               says="仍要协商处理", sum="7/17 已过 7/16"),
        rights("第十六天，写明保修一年，要维修", verdict=PASS, source=_26, applied="7/17",
               policy=policy(warranty_months=12), requested=Remedy.REPAIR, says="现在可以：维修"),
        rights("第十六天，写明保修一年，要换货", verdict=PERSON, source=_26, applied="7/17",
               policy=policy(warranty_months=12), requested=Remedy.EXCHANGE, says="要协商"),
        rights("修过两次还坏，要退货", verdict=PASS, source="浙江办法 26；京东 4.3：两次修不好可退换",
               applied="9/1", policy=policy(warranty_months=12), repairs=2,
               requested=Remedy.RETURN_REFUND, due="已维修 2 次", sum="2 次 ＝ 2 次"),
        rights("只修过一次，要退货", verdict=PERSON, source="浙江办法 26", applied="9/1",
               policy=policy(warranty_months=12), repairs=1, requested=Remedy.RETURN_REFUND,
               sum="1 次 ＜ 2 次"),
        rights("京东珠宝第八天要退货", verdict=PERSON, source="京东标准：其他珠宝 7 天退，15 天换修",
               platform="jd", category="jewellery", applied="7/9",
               requested=Remedy.RETURN_REFUND, due="截止 7/16 24:00", sum="7/1 ＋ 15 天 ＝ 7/16"),
        rights("京东贵金属四十八小时内要退货", verdict=PASS,
               source="京东标准：贵金属 48 小时退换修，7 天换修", platform="jd",
               category="precious_metal", signed="7/1 10:00", applied="7/3 09:00",
               requested=Remedy.RETURN_REFUND, due="截止 7/3 10:00",
               sum="7/1 10:00 ＋ 48 小时 ＝ 7/3 10:00"),
        rights("京东贵金属四十八小时后要退货", verdict=PERSON,
               source="京东标准：贵金属 48 小时退换修，7 天换修", platform="jd",
               category="precious_metal", signed="7/1 10:00", applied="7/3 11:00",
               requested=Remedy.RETURN_REFUND, due="截止 7/8 24:00", sum="7/1 ＋ 7 天 ＝ 7/8"),
        rights("没有签收时间", verdict=NONE, source=_26, signed=None, receipt=Receipt.RECEIVED),
        rights("不是质量问题", verdict=NONE, source=_26, problem=ProblemClass.CHANGE_OF_MIND),
    ),
)  # fmt: skip


def _exchanged(text: str) -> tuple[Dispatch, ...]:
    """The first piece was exchanged, and the new one signed for then."""
    item: Any = DispatchLine("商品1", unit=Unit(1, 1))
    return (
        Dispatch(
            1,
            DispatchPurpose.EXCHANGE,
            GoodsOut.DELIVERED,
            (item,),
            shipped_at=datetime(2026, 1, 1, tzinfo=UTC),
            delivered_at=at(text),
        ),
    )


_YEAR = policy(warranty_months=12)
_SHOP = "商品说明：保修 12 个月"
_18 = "消保条例 18：换货重新起算，维修时间扣除，安装之日起算"
keep = partial(row, check="warranty", human_damage=False)
WARRANTY = Chapter(
    "保修期",
    "从签收（要安装的从安装，换过的从换货签收）起算，到期那天 24:00 止；维修占用的天数不算。"
    "人为损坏要有凭证才能拒保。",
    (
        keep("保修一年的最后一天", verdict=PASS, source=_SHOP, signed="2025/7/1", applied="7/1",
             policy=_YEAR, due="2026/7/1 24:00", sum="2025/7/1 ＋ 12 个月 ＝ 2026/7/1"),
        keep("保修一年后一天", verdict=REFUSE, source=_SHOP, signed="2025/7/1", applied="7/2",
             policy=_YEAR, due="2026/7/1 24:00", sum="7/2 − 7/1 ＝ 1 天", says="已过 1 天"),
        keep("一个月到二月底", verdict=PASS, source="民法典 202：没有对应日的，月末日为最后一日",
             signed="1/31", applied="2/28", policy=policy(warranty_months=1),
             due="截止 2/28 24:00", sum="1/31 ＋ 1 个月 ＝ 2/28"),
        keep("一个月到二月底，三月一日", verdict=REFUSE, source="民法典 202", signed="1/31",
             applied="3/1", policy=policy(warranty_months=1), due="截止 2/28 24:00",
             sum="3/1 − 2/28 ＝ 1 天"),
        keep("闰日签收的一年", verdict=REFUSE, source="民法典 202", signed="2024/2/29",
             applied="2025/3/1", policy=_YEAR, due="2025/2/28 24:00",
             sum="2024/2/29 ＋ 12 个月 ＝ 2025/2/28"),
        keep("维修用了二十天", verdict=PASS, source=_18, signed="2025/7/1", applied="7/21",
             policy=_YEAR, repair_days=20, due="2026/7/21 24:00",
             sum="2026/7/1 ＋ 20 天 ＝ 7/21"),
        keep("维修用了二十天，再过一天", verdict=REFUSE, source=_18, signed="2025/7/1",
             applied="7/22", policy=_YEAR, repair_days=20, due="2026/7/21 24:00",
             sum="7/22 − 7/21 ＝ 1 天"),
        keep("从安装起算", verdict=PASS, source=_18, signed="2025/7/1", installed_on="2025/7/5",
             applied="7/5", policy=_YEAR, due="安装 7/5", sum="2025/7/5 ＋ 12 个月 ＝ 2026/7/5"),
        keep("换货后重新起算", verdict=PASS, source=_18, signed="2025/7/1", applied="8/1",
             policy=policy(warranty_months=6), dispatches=_exchanged("3/1"),
             due="换货签收 3/1", sum="2026/3/1 ＋ 6 个月 ＝ 9/1"),
        keep("没有换过就已过保", verdict=REFUSE, source=_18, signed="2025/7/1", applied="8/1",
             policy=policy(warranty_months=6), due="2026/1/1 24:00",
             sum="2025/7/1 ＋ 6 个月 ＝ 2026/1/1"),
        keep("京东鞋靴没有写明：一百二十天", verdict=PASS, source="京东标准：鞋靴 120 天",
             platform="jd", category="shoes", applied="10/29", due="截止 10/29 24:00",
             sum="七月 30 天，八月 31，九月 30，十月 29：共 120 天"),
        keep("京东鞋靴第一百二十一天", verdict=REFUSE, source="京东标准：鞋靴 120 天", platform="jd",
             category="shoes", applied="10/30", due="截止 10/29 24:00", sum="10/30 − 10/29 ＝ 1 天"),
        keep("京东箱包九十天", verdict=PASS, source="京东标准：箱包 90 天", platform="jd",
             category="bags", applied="9/29", due="截止 9/29 24:00",
             sum="七月 30 天，八月 31，九月 29：共 90 天"),
        keep("京东箱包第九十一天", verdict=REFUSE, source="京东标准：箱包 90 天", platform="jd",
             category="bags", applied="9/30", due="截止 9/29 24:00", sum="9/30 − 9/29 ＝ 1 天"),
        keep("京东珠宝三十天", verdict=PASS, source="京东标准：珠宝 30 天", platform="jd",
             category="jewellery", applied="7/31", due="截止 7/31 24:00", sum="7/1 ＋ 30 天 ＝ 7/31"),
        keep("京东贵金属第十六天", verdict=REFUSE, source="京东标准：贵金属 15 天", platform="jd",
             category="precious_metal", applied="7/17", due="截止 7/16 24:00",
             sum="7/1 ＋ 15 天 ＝ 7/16"),
        keep("京东鞋靴，本店写明一年", verdict=PASS, source="京东标准：未写明的才按 120 天",
             platform="jd", category="shoes", applied="12/1", policy=_YEAR,
             due="2027/7/1 24:00", sum="2026/7/1 ＋ 12 个月 ＝ 2027/7/1"),
        keep("电器一年没有核对三包目录", verdict=PERSON, source="365 天未核实", signed="2025/7/1",
             applied="8/1", category="appliance", says="未经核实", due="2026/7/1 24:00",
             sum="2025/7/1 ＋ 12 个月 ＝ 2026/7/1"),
        keep("没有写明保修期", verdict=PERSON, source="商品说明和规则都没有写", applied="7/30",
             says="都没有写"),
        keep("不知道哪天签收", verdict=PERSON, source="未知就由人判断", signed=None,
             receipt=Receipt.RECEIVED, policy=_YEAR,
             missing=("签收或购买日期（订单截图或发票）",)),
        row("人为损坏，有检测报告", "warranty", REFUSE, "人为损坏不在保修范围", policy=_YEAR,
            human_damage=True, evidence=(EvidenceKind.TEST_REPORT,)),
        row("说是人为损坏，没有凭证", "warranty", PERSON, "消法 23：耐用品六个月内由商家举证",
            policy=_YEAR, human_damage=True, says="不能据此拒保"),
        row("别处修过", "warranty", PERSON, "私自维修可能影响保修，要看因果", policy=_YEAR,
            human_damage=False, repaired_elsewhere=True, applied="8/1"),
        row("不是本店买的", "warranty", REFUSE, "非本店商品", policy=_YEAR, bought_elsewhere=True),
        row("保修期内，没问过是否人为损坏", "warranty", PERSON, "未知就由人判断", policy=_YEAR,
            applied="8/1", missing=("商品有没有摔过、进过水、自行拆改过",)),
        row("还在换货期内，不必先问", "warranty", PASS, _26, policy=_YEAR, applied="7/16",
            sum="7/1 ＋ 15 天 ＝ 7/16"),
        row("还没有收到货", "warranty", NONE, "—", signed=None, receipt=Receipt.NOT_RECEIVED),
    ),
)  # fmt: skip
CHAPTERS = (CATEGORIES, GUARANTEES, WARRANTY)
