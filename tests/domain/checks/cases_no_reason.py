"""Returns without a reason: seven days, and the goods the law excepts."""

from __future__ import annotations

from functools import partial

from app.domain.case import LateGround, Receipt, WearMark
from app.domain.remedy import ProblemClass
from app.domain.ticket import TicketLine
from tests.domain.checks.making import line, policy
from tests.domain.checks.shape import NONE, PASS, PERSON, REFUSE, Chapter, row

_MIND = ProblemClass.CHANGE_OF_MIND
_10 = "七日无理由办法 10：自签收次日起七日内提出"
_5 = "淘宝争议处理规则 5"
time = partial(row, problem=_MIND)
_WAITING = "买家已付款，等待卖家发货"

SEVEN_DAYS = Chapter(
    "七天无理由的时限",
    "从签收次日起算七天，到第七天 24:00 止；七天内提出即可，不要求七天内寄出。节假日照算。",
    (
        time("最后一天提出", "in_time", PASS, _10, applied="7/8", due="截止 7/8 24:00",
             sum="签收 7/1，第 1 天 7/2，第 7 天 7/8", says="最后一天"),
        time("最后一天的最后一分钟", "in_time", PASS, _10, applied="7/8 23:59", due="截止 7/8 24:00",
             sum="7/8 23:59 早于 7/8 24:00"),
        time("过了零点", "in_time", REFUSE, _10, applied="7/9 00:00", due="截止 7/8 24:00",
             sum="7/9 − 7/8 ＝ 1 天", says="已过 1 天"),
        time("清晨签收也从次日起算", "in_time", PASS, _10, signed="7/1 00:10", applied="7/8 20:00",
             due="第 1 天 7/2", sum="7/1 00:10 签收仍从 7/2 算，第 7 天 7/8"),
        time("深夜签收也从次日起算", "in_time", REFUSE, _10, signed="7/1 23:50", applied="7/9 09:00",
             due="截止 7/8 24:00", sum="7/1 23:50 签收从 7/2 算，第 7 天 7/8", says="已过 1 天"),
        time("六月三日签收，十二日提出", "in_time", REFUSE, _10, signed="6/3", applied="6/12",
             due="截止 6/10 24:00", sum="第 1 天 6/4，第 7 天 6/10；6/12 − 6/10 ＝ 2 天",
             says="已过 2 天"),
        time("过了三天", "in_time", REFUSE, _10, signed="6/3", applied="6/13", due="截止 6/10 24:00",
             sum="6/13 − 6/10 ＝ 3 天", says="已过 3 天"),
        time("跨月", "in_time", PASS, _10, signed="6/28", applied="7/5", due="截止 7/5 24:00",
             sum="6/29、6/30 两天，七月再五天：7/5"),
        time("跨月后一天", "in_time", REFUSE, _10, signed="6/28", applied="7/6",
             due="截止 7/5 24:00", sum="7/6 − 7/5 ＝ 1 天", says="已过 1 天"),
        time("平年二月", "in_time", PASS, _10, signed="2/25", applied="3/4", due="截止 3/4 24:00",
             sum="2/26 到 2/28 三天，三月再四天：3/4"),
        time("闰年二月", "in_time", REFUSE, _10, signed="2024/2/25", applied="2024/3/4",
             due="截止 3/3 24:00", sum="2/26 到 2/29 四天，三月再三天：3/3", says="已过 1 天"),
        time("跨年", "in_time", PASS, _10, signed="2025/12/29", applied="2026/1/5",
             due="2026/1/5 24:00", sum="12/30、12/31 两天，一月再五天：1/5"),
        time("国庆假期照算", "in_time", REFUSE, _10, signed="9/29", applied="10/8",
             due="截止 10/6 24:00", sum="9/30 一天，十月再六天：10/6；10/8 − 10/6 ＝ 2 天",
             says="已过 2 天"),
        time("签收当天提出", "in_time", PASS, _10, signed="7/1 10:00", applied="7/1 18:00",
             due="截止 7/8 24:00", sum="期限 7/8 24:00，还剩 7 天", says="还剩 7 天"),
        time("签收前提出", "in_time", PASS, _10, signed="7/3", applied="7/2", says="早于签收",
             sum="7/2 早于 7/3"),
        time("送货上门后安装，仍从签收起算", "in_time", REFUSE, _10, applied="7/10",
             installed_on="7/5", due="签收 7/1", sum="第 7 天 7/8；7/10 − 7/8 ＝ 2 天",
             says="已过 2 天"),
        time("不知道哪天签收", "in_time", PERSON, _10, signed=None, receipt=Receipt.RECEIVED,
             missing=("签收日期（物流签收记录的截图）",)),
        time("已发货，没有问到签收没有", "in_time", PERSON, _10, signed=None,
             missing=("签收日期（物流签收记录的截图）",)),
        time("文件没有写，登记了签收日期", "in_time", REFUSE, _10, signed=None, signed_on="7/1",
             applied="7/10", due="签收（登记） 7/1", sum="第 7 天 7/8；7/10 − 7/8 ＝ 2 天",
             says="已过 2 天"),
        time("文件写的签收时间优先于登记的", "in_time", PASS, _10, signed="7/5", signed_on="7/1",
             applied="7/12", due="截止 7/12 24:00", sum="文件 7/5 ＋ 7 天 ＝ 7/12"),
        time("还没有发货", "in_time", PASS, _10, signed=None, status=_WAITING, says="还没有发货"),
        time("已发货，买家还没有收到", "in_time", PASS, _10, signed=None,
             receipt=Receipt.NOT_RECEIVED, says="还没有签收"),
        time("买家拒签", "in_time", PASS, "淘宝争议处理规则 39–40：支持七天无理由的商品可以拒签",
             signed=None, receipt=Receipt.REFUSED, says="拒签"),
        time("物流说签收，买家说没有收到", "in_time", PERSON, "淘宝争议处理规则 38、75",
             receipt=Receipt.NOT_RECEIVED, says="先核实是谁签收的"),
        time("本店答应十五天", "in_time", PASS, "淘宝争议处理规则 5：商家承诺更长的按承诺",
             applied="7/16", policy=policy(no_reason_days=15), due="截止 7/16 24:00",
             sum="7/1 ＋ 15 天 ＝ 7/16"),
        time("本店答应十五天，第十六天", "in_time", REFUSE, "淘宝争议处理规则 5", applied="7/17",
             policy=policy(no_reason_days=15), due="截止 7/16 24:00", sum="7/17 − 7/16 ＝ 1 天"),
        time("本店写三天，法律是七天", "in_time", PASS, "消法 26：不公平的格式条款无效",
             applied="7/8", policy=policy(no_reason_days=3), due="截止 7/8 24:00",
             sum="三天短于法律的七天，按七天：7/8"),
        time("行政机关已有认定", "in_time", PASS, _5, applied="8/1",
             late_ground=LateGround.AUTHORITY, says="不受时限限制", sum="8/1 − 7/8 ＝ 24 天"),
        time("买家证明了质量问题或未收到", "in_time", PASS, _5, applied="8/1",
             late_ground=LateGround.PROVEN_FAULT, says="已过 24 天", sum="8/1 − 7/8 ＝ 24 天"),
        time("本店承诺过更长时间", "in_time", PASS, _5, applied="8/1",
             late_ground=LateGround.LONGER_PROMISE, says="不受时限限制"),
        time("因为我们拖延而过期", "in_time", PERSON, _5 + "（不在所列情形里，属于照顾）",
             applied="7/10", late_ground=LateGround.OUR_DELAY, says="照顾处理"),
        time("买家住院过期", "in_time", PERSON, _5 + "（不在所列情形里，属于照顾）",
             applied="7/10", late_ground=LateGround.BUYER_HINDERED, says="照顾处理"),
        time("老客户照顾", "in_time", PERSON, _5 + "（不在所列情形里，属于照顾）",
             applied="7/10", late_ground=LateGround.GOODWILL, says="照顾处理"),
    ),
)  # fmt: skip

_6 = "七日无理由办法 6：不适用"
_7 = "七日无理由办法 7、20：经买家购买时确认的可不适用"
_24 = "消法 24：质量不符合要求的，照常退换修"
goods = partial(row, check="special_goods", problem=_MIND)
_TWO = (line(1, title="刻字杯"), line(2, title="抱枕"))

SPECIAL = Chapter(
    "特殊商品",
    "定作、鲜活易腐、拆封的数字商品、已交付的报刊不适用七天无理由；另一些要买家下单时单独确认。"
    "质量问题一律照常受理。",
    (
        goods("一般商品", verdict=PASS, source="消法 25"),
        goods("定制商品", verdict=REFUSE, source=_6, category="custom_made"),
        goods("生鲜", verdict=REFUSE, source=_6, category="fresh"),
        goods("报纸期刊", verdict=REFUSE, source=_6, category="periodical"),
        goods("软件已拆封", verdict=REFUSE, source=_6, category="digital",
              wear=(WearMark.SEAL_BROKEN,), intact_asked=True),
        goods("软件没有拆封", verdict=PASS, source=_6, category="digital", intact_asked=True),
        goods("软件不知道是否拆封", verdict=PERSON, source=_6, category="digital",
              missing=("商品是否已经拆封、下载或激活（请拍照）",)),
        goods("明示的临期食品", verdict=PERSON, source=_7, category="near_expiry",
              says="下单时单独确认"),
        goods("化妆品没有拆封", verdict=PASS, source=_7, category="cosmetics", intact_asked=True),
        goods("化妆品已拆封", verdict=PERSON, source=_7, category="cosmetics",
              wear=(WearMark.SEAL_BROKEN,), says="下单时单独确认"),
        goods("手机已激活", verdict=PERSON, source=_7, category="electronics",
              wear=(WearMark.ACTIVATED,), says="下单时单独确认"),
        goods("手机没有问过是否激活", verdict=PERSON, source=_7, category="electronics",
              missing=("商品是否已经拆封、下载或激活（请拍照）",)),
        goods("内衣没有拆封", verdict=PASS, source=_7, category="intimate", intact_asked=True),
        goods("水果是否属于鲜活易腐没有核实", verdict=PERSON, source=_6 + "（类目未核实）",
              category="fruit", says="未经核实"),
        goods("本店写明定制也可退", verdict=PASS, source="本店商品说明", category="custom_made",
              policy=policy(no_reason=True)),
        goods("本店写明一般商品不退", verdict=PERSON, source="七日无理由办法 19–20、30：不得扩大例外",
              policy=policy(no_reason=False), says="不能据此拒绝"),
        goods("门店买的一般商品", verdict=REFUSE, source="消法 25：限网络等方式销售",
              platform="offline"),
        goods("门店另有承诺", verdict=PASS, source="消法 25", platform="offline",
              policy=policy(no_reason=True)),
        goods("没有发货的一般商品", verdict=PASS, source="消法 25", signed=None, status=_WAITING,
              says="可以不要"),
        goods("没有发货的定制商品", verdict=PERSON, source=_6, signed=None, status=_WAITING,
              category="custom_made", says="是否已经制作"),
        goods("一张单里有定制也有一般商品", verdict=PERSON, source=_6, lines=_TWO,
              categories={1: "custom_made", 2: ""}, says="分开处理",
              claimed=(TicketLine(1, (1,)), TicketLine(2, (1,)))),
        goods("定制商品有质量问题", verdict=PASS, source=_24, category="custom_made",
              problem=ProblemClass.QUALITY, says="照常受理"),
        goods("生鲜与描述不符", verdict=PASS, source=_24, category="fresh",
              problem=ProblemClass.NOT_AS_DESCRIBED, says="照常受理"),
        goods("报刊少发", verdict=PASS, source=_24, category="periodical",
              problem=ProblemClass.WRONG_OR_MISSING, says="照常受理"),
        goods("一般商品的质量问题不用看这一项", verdict=NONE, source=_24,
              problem=ProblemClass.QUALITY),
    ),
)  # fmt: skip
CHAPTERS = (SEVEN_DAYS, SPECIAL)
