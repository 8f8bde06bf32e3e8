"""The goods themselves: their state, sizes, washing, and how much of them has gone bad."""

from __future__ import annotations

from functools import partial

from app.domain.case import SizeReading, SubReason, WearMark
from app.domain.facts import GoodsIn
from app.domain.order import Unit
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import TicketLine
from tests.domain.checks.making import line
from tests.domain.checks.shape import NONE, PASS, PERSON, REFUSE, Chapter, row

_MIND = ProblemClass.CHANGE_OF_MIND
_9 = "七日无理由办法 9"
_8 = "七日无理由办法 8：为查验而拆封不影响完好"
_12 = "七日无理由办法 11–13；淘宝争议处理规则 57–63：缺赠品扣减，不能拒退主商品"
state = partial(row, check="resale", problem=_MIND)
_PIECE = Unit(1, 1)

RESALE = Chapter(
    "商品完好与赠品",
    "只看七天无理由：法律列出的情形才算不完好；拆开查验不算；没有问过不猜；没有列出的由人判断。",
    (
        state("衣服剪了吊牌", verdict=REFUSE, source=_9 + "（三）：标识被摘、被剪",
              category="clothing", wear=(WearMark.TAG_CUT,), says="剪标"),
        state("鞋子有污损", verdict=REFUSE, source=_9 + "（三）：受污、受损", category="shoes",
              wear=(WearMark.SOILED,), says="污损"),
        state("电器换过序列号", verdict=REFUSE, source=_9 + "（二）：标识、序列号被改",
              category="appliance", wear=(WearMark.SERIAL_CHANGED,)),
        state("手机私自改动", verdict=REFUSE, source=_9 + "（二）：未经授权维修、改动",
              category="electronics", wear=(WearMark.ALTERED,)),
        state("手机已激活", verdict=REFUSE, source=_9 + "（二）：激活、授权信息",
              category="electronics", wear=(WearMark.ACTIVATED,)),
        state("化妆品拆了密封", verdict=REFUSE, source=_9 + "（一）：必要的一次性密封包装被拆",
              category="cosmetics", wear=(WearMark.SEAL_BROKEN,), says="拆封"),
        state("食品拆了密封", verdict=REFUSE, source=_9 + "（一）", category="food",
              wear=(WearMark.SEAL_BROKEN,)),
        state("衣服拆开包装看过", verdict=PASS, source=_8, category="clothing",
              wear=(WearMark.SEAL_BROKEN,), says="不影响商品完好"),
        state("一般商品拆开包装看过", verdict=PASS, source=_8, wear=(WearMark.SEAL_BROKEN,)),
        state("衣服洗过，规则没有列出", verdict=PERSON, source=_9 + "（没有列出洗过）",
              category="clothing", wear=(WearMark.WASHED,), says="由人判断"),
        state("一般商品用过，没有核实的规则", verdict=PERSON, source=_8, wear=(WearMark.USED,),
              says="未经核实"),
        state("问过，完好", verdict=PASS, source=_8, category="clothing", intact_asked=True),
        state("没有问过", verdict=PERSON, source="未知就由人判断", category="cosmetics",
              missing=("商品现在的状态：有没有拆封（请拍照）",)),
        state("验货完好", verdict=PASS, source="办法 13", goods_in={_PIECE: GoodsIn.SELLABLE}),
        state("验货发现使用痕迹", verdict=PERSON, source="验货后由人决定全额、扣减或退回",
              goods_in={_PIECE: GoodsIn.WORN}, says="全额退、扣减还是退回"),
        state("质量问题不看完好", verdict=NONE, source="消法 24", problem=ProblemClass.QUALITY,
              category="clothing", wear=(WearMark.TAG_CUT,)),
        state("仅退款不看完好", verdict=NONE, source="—", requested=Remedy.REFUND_ONLY),
        row("赠品一起退", "gift", PASS, _12, problem=_MIND, requested=Remedy.RETURN_REFUND,
            lines=(line(1), line(2, share=0, gift=True)),
            claimed=(TicketLine(1, (1,)), TicketLine(2, (1,)))),
        row("没说赠品退不退", "gift", PERSON, _12, problem=_MIND, requested=Remedy.RETURN_REFUND,
            lines=(line(1), line(2, share=0, gift=True, title="收纳袋")), says="不能拒绝退主商品",
            missing=("赠品「收纳袋」是否一起退回、是否完好",)),
        row("商家责任的退货不追赠品", "gift", NONE, "淘宝争议处理规则 57–63：商家有责任的除外",
            requested=Remedy.RETURN_REFUND, lines=(line(1), line(2, share=0, gift=True))),
        row("没有赠品", "gift", NONE, _12, problem=_MIND, requested=Remedy.RETURN_REFUND),
    ),
)  # fmt: skip

_CLOTHES = "京东商品类标准（三）服饰：误差大于 3 厘米；洗后缩水大于 2.6 厘米"
size = partial(row, check="size", platform="jd", category="clothing",
               problem=ProblemClass.NOT_AS_DESCRIBED)  # fmt: skip


def _long(page: int, measured: int, name: str = "衣长") -> tuple[SizeReading, ...]:
    return (SizeReading(name, page, measured),)


MEASURES = Chapter(
    "尺寸、色差、洗涤",
    "误差＝页面尺寸与实量之差，超过容许的是质量问题，在容许之内的不是（仍可七天无理由）。"
    "色差由商家承担。洗后的问题要先问是不是按洗标洗的。",
    (
        size("差三厘米一毫米", verdict=PASS, source=_CLOTHES, sizes=_long(700, 669),
             due="差 3.1 ＞ 3.0 厘米", sum="70.0 − 66.9 ＝ 3.1 ＞ 3.0", says="属于质量问题"),
        size("正好差三厘米", verdict=REFUSE, source=_CLOTHES, sizes=_long(700, 670),
             due="差 3.0 ≤ 3.0 厘米", sum="70.0 − 67.0 ＝ 3.0，不大于 3.0", says="不算质量问题"),
        size("差一厘米半", verdict=REFUSE, source=_CLOTHES, sizes=_long(700, 685),
             due="差 1.5 ≤ 3.0 厘米", sum="70.0 − 68.5 ＝ 1.5"),
        size("比页面大四厘米", verdict=PASS, source=_CLOTHES, sizes=_long(1000, 1040),
             due="差 4.0 ＞ 3.0 厘米", sum="104.0 − 100.0 ＝ 4.0"),
        size("两处里有一处超过", verdict=PASS, source=_CLOTHES,
             sizes=(*_long(700, 690), *_long(480, 445, "肩宽")), due="肩宽：页面 48.0",
             sum="衣长 1.0 ≤ 3.0；肩宽 48.0 − 44.5 ＝ 3.5 ＞ 3.0"),
        size("洗后缩两厘米七", verdict=PASS, source=_CLOTHES, sub_reason=SubReason.SHRUNK,
             problem=ProblemClass.QUALITY, sizes=_long(700, 673), due="差 2.7 ＞ 2.6 厘米",
             sum="70.0 − 67.3 ＝ 2.7 ＞ 2.6"),
        size("洗后缩两厘米六", verdict=REFUSE, source=_CLOTHES, sub_reason=SubReason.SHRUNK,
             problem=ProblemClass.QUALITY, sizes=_long(700, 674), due="差 2.6 ≤ 2.6 厘米",
             sum="70.0 − 67.4 ＝ 2.6，不大于 2.6"),
        size("说是缩水，量出来反而大", verdict=REFUSE, source=_CLOTHES,
             sub_reason=SubReason.SHRUNK, problem=ProblemClass.QUALITY, sizes=_long(700, 740),
             due="差 0.0 ≤ 2.6 厘米", sum="没有变小：缩水 0"),
        size("登记为无理由，其实差四厘米", verdict=PERSON, source=_CLOTHES, problem=_MIND,
             sizes=_long(700, 660), due="差 4.0 ＞ 3.0 厘米", sum="70.0 − 66.0 ＝ 4.0",
             says="请改问题类别"),
        size("登记为无理由，差一厘米", verdict=PASS, source=_CLOTHES, problem=_MIND,
             sizes=_long(700, 690), due="差 1.0 ≤ 3.0 厘米", sum="70.0 − 69.0 ＝ 1.0",
             says="按无理由处理"),
        size("别的平台没有核实过三厘米", verdict=PERSON, source="建议值：参照京东", platform="taobao",
             sizes=_long(700, 680), due="差 2.0 ≤ 3.0 厘米", sum="70.0 − 68.0 ＝ 2.0",
             says="未经核实"),
        size("说尺寸不符，没有量", verdict=PERSON, source="未知就由人判断",
             sub_reason=SubReason.SIZE_DIFFERENCE,
             missing=("量过的尺寸：哪一处、多少厘米（带尺拍照）",)),
        size("没有说尺寸", verdict=NONE, source="—"),
        row("色差", "colour", PASS, "消法 23：实际质量与说明、样品相符",
            problem=ProblemClass.NOT_AS_DESCRIBED, sub_reason=SubReason.COLOUR_DIFFERENCE,
            says="由商家承担"),
        row("按洗标洗后掉色", "care", PASS, "京东商品类标准（三）服饰：洗后掉色",
            sub_reason=SubReason.COLOUR_LOSS, washed_normally=True, says="属于质量问题"),
        row("没有按洗标洗", "care", PERSON, "京东商品类标准（三）服饰：违反洗标的不属质量问题",
            sub_reason=SubReason.DEFORMED, washed_normally=False),
        row("没有问过怎么洗的", "care", PERSON, "未知就由人判断", sub_reason=SubReason.SHRUNK,
            missing=("怎么洗的（水温、方式），有没有按洗标", "洗标的照片")),
        row("污渍与洗涤无关", "care", NONE, "—", sub_reason=SubReason.STAIN),
    ),
)  # fmt: skip

_STEPS = (
    "京东商品类标准·生鲜：＜10% 退 ≤10%；10–30 退 ≤30；30–50 退 ≤50；50–70 退 ≤70；＞70 退 ≤100"
)
bad = partial(row, check="bad_share", platform="jd", category="fresh", verdict=PASS, source=_STEPS)

FRESH = Chapter(
    "生鲜：坏损比例与最多可退",
    "按坏损的比例定最多可退的比例；两级相接处按对买家有利的一级。上限向下取到分。",
    (
        bad("坏百分之五", bad_percent=5, due="× 10% ＝ ¥ 10.00", sum="100.00 × 10% ＝ 10.00"),
        bad("坏百分之九", bad_percent=9, due="× 10% ＝ ¥ 10.00", sum="100.00 × 10% ＝ 10.00"),
        bad("坏百分之十", bad_percent=10, due="× 30% ＝ ¥ 30.00", sum="100.00 × 30% ＝ 30.00"),
        bad("坏百分之二十九", bad_percent=29, due="× 30% ＝ ¥ 30.00", sum="100.00 × 30% ＝ 30.00"),
        bad("坏百分之三十，按有利的一级", bad_percent=30, due="× 50% ＝ ¥ 50.00",
            sum="100.00 × 50% ＝ 50.00"),
        bad("坏百分之四十五", bad_percent=45, due="× 50% ＝ ¥ 50.00", sum="100.00 × 50% ＝ 50.00"),
        bad("坏百分之六十", bad_percent=60, due="× 70% ＝ ¥ 70.00", sum="100.00 × 70% ＝ 70.00"),
        bad("坏百分之七十", bad_percent=70, due="× 70% ＝ ¥ 70.00", sum="70 不大于 70：70.00"),
        bad("坏百分之七十一", bad_percent=71, due="× 100% ＝ ¥ 100.00",
            sum="71 大于 70：100.00"),
        bad("全坏", bad_percent=100, due="× 100% ＝ ¥ 100.00", sum="100.00 × 100% ＝ 100.00"),
        bad("除不尽", bad_percent=20, lines=(line(1, share=3333),), due="× 30% ＝ ¥ 9.99",
            sum="33.33 × 30% ＝ 9.999，不超过 9.99"),
        bad("三件里的第二件", bad_percent=40, lines=(line(1, quantity=3),),
            claimed=(TicketLine(1, (2,)),), due="¥ 33.34 × 50% ＝ ¥ 16.67",
            sum="第 2 件 66.67 − 33.33 ＝ 33.34；33.34 × 50% ＝ 16.67"),
        bad("申请高于上限", verdict=PERSON, bad_percent=20, requested_cents=5000,
            due="× 30% ＝ ¥ 30.00", sum="50.00 ＞ 30.00", says="高于"),
        bad("申请不高于上限", bad_percent=20, requested_cents=3000, due="× 30% ＝ ¥ 30.00",
            sum="30.00 ≤ 30.00"),
        bad("没有问过坏了多少", verdict=PERSON,
            missing=("坏了多少（占总数或总重的百分之几），请把坏的和好的分开拍照",)),
        bad("登记成零", verdict=PERSON, bad_percent=0),
        bad("衣服没有坏损比例", verdict=NONE, category="clothing", bad_percent=20),
    ),
)  # fmt: skip
CHAPTERS = (RESALE, MEASURES, FRESH)
