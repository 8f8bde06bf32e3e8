"""What the owner of the demo shops settled: hours, rules, goods, and what the desk has learned."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from app.domain.contact import SolutionNote
from app.domain.deadlines.calendar import Period
from app.domain.deadlines.span import TimeUnit
from app.domain.order import Shop
from app.domain.rulepack.category import GoodsCategory, GoodsPolicy
from app.services.demo.goods import CLERK, OWNER

if TYPE_CHECKING:
    from app.services import Services

# Open every day: buyers write on Sundays.
_HOURS = (
    (Period(time(8, 30), time(21, 30)),),
    (Period(time(9), time(12)), Period(time(13), time(21))),
    (Period(time(9, 30), time(22)),),
)


def open_hours(services: Services, shop: Shop, number: int) -> Shop:
    """When this shop of the desk answers."""
    return services.shops.save(replace(shop, opening_hours=(_HOURS[number % len(_HOURS)],) * 7))


def settle_rules(services: Services, shops: list[Shop]) -> None:
    """What the shops promise beyond the platform, and what their goods are."""
    first = services.rules.today(None) - timedelta(days=60)
    rules = services.rules
    rules.change(
        shops[0].id, "window.change_of_mind", "", 15, TimeUnit.NATURAL_DAYS, first,
        "店铺首页承诺 15 天无理由",
    )  # fmt: skip
    rules.change(
        None, "ours.info", "", 4, TimeUnit.NATURAL_DAYS, first, "老年买家多，三天来不及补照片"
    )
    for shop in shops:
        for policy in _GOODS:
            rules.save_goods(replace(policy, shop_id=shop.id))


_GOODS = (
    GoodsPolicy(0, 0, "SHT-L-W", "亚麻衬衫", GoodsCategory.CLOTHING),
    GoodsPolicy(
        0, 0, "PCH-5", "阳山水蜜桃", GoodsCategory.FRUIT,
        terms="坏果包赔：签收后 48 小时内拍照，按坏果比例退款，不用寄回。",
    ),
    GoodsPolicy(
        0, 0, "DOR-WN", "刻字原木门牌", GoodsCategory.CUSTOM_MADE, no_reason=False,
        terms="按您给的文字刻制，下单时已单独确认，不支持无理由退货；刻错、开裂包换。",
    ),
    GoodsPolicy(
        0, 0, "LMP-BT-W", "蓝牙台灯", GoodsCategory.ELECTRONICS, warranty_months=12,
        terms="整机保修 12 个月，人为摔裂、进水不在保修内。",
    ),
    GoodsPolicy(0, 0, "MUG-350-B", "手工陶瓷马克杯", GoodsCategory.TABLEWARE),
    GoodsPolicy(0, 0, "RUG-160-G", "北欧羊毛地毯", GoodsCategory.HOME),
)  # fmt: skip


def read_news(services: Services) -> None:
    """The owner has read what changed; colleagues are told when it is their turn."""
    services.staff.act_as(OWNER)
    services.rules.seen(one.id for one in services.rules.news())
    services.staff.act_as(CLERK)


def write_notes(services: Services) -> None:
    """What helped before."""
    for note in _NOTES:
        kept = services.solution_notes.save(note)
        for _again in range(note.used):
            services.solution_notes.use(kept.id)


_NOTES = (
    SolutionNote(
        0, "台灯频闪", "开灯几分钟后灯光闪，换插座也一样",
        "先请买家关掉手机 App 里的「自适应亮度」再试；还闪的是 2409 批次驱动板，"
        "直接换新，不用检测。请买家拍灯座底部的序列号。",
        sku="LMP-BT-W", fault_code="E2", used=6,
    ),
    SolutionNote(
        0, "书架少螺丝", "五金包里 M6×50 长螺丝少一到两颗",
        "当天补寄，不用买家再拍照；同时请仓库称一下同批五金包，少于 410 克的都是漏装。",
        sku="SHF-5-WN", used=4,
    ),
    SolutionNote(
        0, "马克杯缺口", "杯口、杯底有米粒大小的缺口",
        "不割手、不漏水的先问买家愿不愿意留用，一般补 8–15 元；割手的不要谈留用，直接退。",
        sku="MUG-350-B", used=9,
    ),
    SolutionNote(
        0, "地毯掉毛", "新地毯前两周浮毛多，担心是质量问题",
        "羊毛地毯的浮毛两到三周会少，用扁吸头顺毛吸，不要用滚刷；一个月后还掉成团的按质量问题处理。",
        sku="RUG-160-G", used=3,
    ),
    SolutionNote(
        0, "衬衫洗后缩水", "亚麻衬衫洗过短了一截",
        "问清水温和有没有烘干，请买家平铺量衣长；按洗标洗还超出缩水容许的按质量问题退换，"
        "热水洗或烘干的说明原因，商量补偿。",
        sku="SHT-L-W", used=1,
    ),
)  # fmt: skip
