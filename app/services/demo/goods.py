"""What the invented shops sell, who works there, who buys, what goes wrong. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.access import Role
from app.domain.case import CaseDetails, Receipt, Severity, SizeReading, SubReason
from app.domain.order import Platform
from app.domain.remedy import ProblemClass

_HERE = CaseDetails(receipt=Receipt.RECEIVED)


@dataclass(frozen=True, slots=True)
class Product:
    """Something for sale. `price_cents` is in yuan cents; `shape` and `colour` draw it."""

    title: str
    variant: str
    sku: str
    price_cents: int
    shape: str
    colour: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a buyer complains of, in the platform's words and in the buyer's own.

    `known` is what the clerk writes down of it; `skus` the goods it happens to (empty: any).
    """

    problem: ProblemClass
    reason: str
    words: str
    finding: str
    known: CaseDetails = _HERE
    skus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A case that is no accident: what was bought, what is wrong, what is asked for (cents).

    The goods were signed for so many days before the buyer applied.
    """

    sku: str
    trouble: Trouble
    quantity: int = 1
    asked_cents: int | None = None
    signed_days: int = 2


SHOPS: tuple[tuple[Platform, str], ...] = (
    (Platform.TMALL, "云岚家居旗舰店"),
    (Platform.PDD, "云岚家居工厂店"),
    (Platform.DOUYIN, "云岚好物"),
)

OWNER, CLERK, STOREKEEPER = "老陈", "小周", "阿强"
STAFF: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (OWNER, (Role.OWNER,)),
    (CLERK, (Role.AGENT,)),
    (STOREKEEPER, (Role.WAREHOUSE,)),
)
"""Who works there; nobody has a PIN, so that a visitor can be each of them."""

PRODUCTS: tuple[Product, ...] = (
    Product("手工陶瓷马克杯", "蓝釉 350ml", "MUG-350-B", 3900, "mug", "#5b7fa6"),
    Product("北欧羊毛地毯", "160×230 灰", "RUG-160-G", 25800, "rug", "#8d8f94"),
    Product("竹纤维浴巾", "70×140 米白", "TWL-70-W", 8990, "cloth", "#d9cdb8"),
    Product("亚麻床品四件套", "1.8m 米白", "BED-18-W", 15900, "cloth", "#cbbfa8"),
    Product("组装书架", "五层 胡桃色", "SHF-5-WN", 21900, "shelf", "#7a5a3c"),
    Product("实木餐椅", "橡木 单把", "CHR-OAK", 32475, "chair", "#a67c4e"),
    Product("硅胶保鲜盖", "6 件套", "LID-6", 4550, "lid", "#7fb59a"),
    Product("蓝牙台灯", "白色", "LMP-BT-W", 16800, "lamp", "#e6e2d6"),
    Product("玻璃密封罐", "1000ml 三只装", "JAR-3", 5980, "jar", "#a9c4c9"),
    Product("记忆棉枕", "成人款", "PIL-M", 9900, "cloth", "#e3dccf"),
    Product("不锈钢保温壶", "1.5L 墨绿", "POT-15-G", 12900, "jar", "#3f6b57"),
    Product("棉麻窗帘", "2.7m 单片", "CUR-27", 18600, "cloth", "#b9a58a"),
)

SPECIAL: tuple[Product, ...] = (
    Product("亚麻衬衫", "L 米白", "SHT-L-W", 16900, "cloth", "#d8cdb6"),
    Product("阳山水蜜桃", "5 斤装", "PCH-5", 6800, "fruit", "#e39a86"),
    Product("刻字原木门牌", "胡桃木 定制", "DOR-WN", 12800, "board", "#7a5a3c"),
)
"""For which the law or the shop has rules of their own; only the scenes speak of them."""

TROUBLES: tuple[Trouble, ...] = (
    Trouble(
        ProblemClass.QUALITY,
        "质量问题",
        "收到就发现有个小缺口，不影响使用，但是心里不舒服",
        "边缘有米粒大小缺口，不影响使用",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.MINOR,
            sub_reason=SubReason.BROKEN,
        ),
        ("MUG-350-B", "JAR-3", "LID-6", "LMP-BT-W", "POT-15-G", "SHF-5-WN", "CHR-OAK"),
    ),
    Trouble(
        ProblemClass.NOT_AS_DESCRIBED,
        "商品与描述不符",
        "颜色跟图片差太多了，实物偏黄",
        "批次色差，与主图不一致",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.MINOR,
            sub_reason=SubReason.COLOUR_DIFFERENCE,
        ),
    ),
    Trouble(
        ProblemClass.LOGISTICS,
        "收到商品破损",
        "快递箱子都压扁了，打开里面碎了",
        "外箱受压，运输破损",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.UNUSABLE,
            sub_reason=SubReason.DAMAGED_ON_THE_WAY,
        ),
        ("MUG-350-B", "JAR-3", "LMP-BT-W", "POT-15-G"),
    ),
    Trouble(
        ProblemClass.CHANGE_OF_MIND,
        "7天无理由退换货",
        "尺寸不太合适，想退",
        "七天无理由",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            sub_reason=SubReason.SIZE_UNSUITABLE,
            intact_asked=True,
        ),
        ("TWL-70-W", "BED-18-W", "RUG-160-G", "PIL-M", "CUR-27", "SHF-5-WN"),
    ),
    Trouble(
        ProblemClass.WRONG_OR_MISSING,
        "少件/漏发",
        "说明书上写有 8 颗螺丝，袋子里只有 6 颗",
        "配件包少 2 颗螺丝",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            sub_reason=SubReason.MISSING_PART,
        ),
        ("SHF-5-WN", "CHR-OAK"),
    ),
    Trouble(
        ProblemClass.WRONG_OR_MISSING,
        "卖家发错货",
        "我买的是灰色，收到的是米色",
        "拣货错误，发错颜色",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            sub_reason=SubReason.WRONG_ITEM,
        ),
        ("RUG-160-G", "TWL-70-W", "BED-18-W", "CUR-27"),
    ),
    Trouble(
        ProblemClass.NOT_AS_DESCRIBED,
        "大小/尺寸与描述不符",
        "量了一下短了快 5 厘米",
        "实测尺寸短 4.6 厘米",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.SERIOUS,
            sub_reason=SubReason.SIZE_DIFFERENCE,
            sizes=(SizeReading("长", 2700, 2654),),
        ),
        ("CUR-27",),
    ),
    Trouble(
        ProblemClass.LATE_SHIPMENT,
        "未按约定时间发货",
        "说好 48 小时发货，现在都第四天了",
        "仓库缺货，晚发两天",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            sub_reason=SubReason.STOCK,
        ),
    ),
)

NICKNAMES: tuple[str, ...] = (
    "小鹿不迷路", "墨染青山", "阿May", "Lin_0821", "路过人间", "momo", "一只橘猫", "南风知我意",
    "西瓜味的夏天", "tb88412093", "喝汤的鱼", "清晨六点半", "木木林", "Sunny小姐", "老张家的猫",
    "北岛有雨", "糯米团子", "今天也要早睡", "半糖去冰", "晚安月亮", "三三得九", "山里来信",
    "奶茶不加糖", "风吹麦浪", "小熊软糖", "向日葵_yy", "栗子蛋糕", "江湖故人", "白日梦想家", "kiki酱",
)  # fmt: skip

RECEIVERS: tuple[str, ...] = (
    "林晓", "周子墨", "陈一诺", "许安然", "沈知行", "欧阳晴", "何苗", "唐果", "苏念", "顾北",
)  # fmt: skip

CITIES: tuple[str, ...] = (
    "浙江省 杭州市 余杭区 示例路",
    "江苏省 苏州市 工业园区 样板街",
    "广东省 深圳市 南山区 演示大道",
    "四川省 成都市 武侯区 示范巷",
    "湖北省 武汉市 洪山区 样例路",
)

COURIERS: tuple[tuple[str, str], ...] = (("中通", "7312"), ("圆通", "YT88"), ("韵达", "4631"))
