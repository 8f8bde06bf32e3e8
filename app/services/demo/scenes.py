"""What was bought and went wrong in the stories one of a kind."""

from __future__ import annotations

from app.domain.remedy import ProblemClass
from app.services.demo.goods import Scene, Trouble

OTHER_MUG = Scene(
    "MUG-350-B",
    Trouble(
        ProblemClass.NOT_AS_DESCRIBED,
        "商品与描述不符",
        "蓝色比图片深很多，想换成墨绿那款，差几块钱我补",
        "蓝釉批次偏深，与主图有色差",
    ),
    asked_cents=0,
)
BED = Scene(
    "BED-18-W",
    Trouble(
        ProblemClass.CHANGE_OF_MIND,
        "拍错规格",
        "床是 2 米的，拍成 1.8 了，能换大一号吗",
        "买家拍错规格，包装未拆",
    ),
    asked_cents=0,
)
LAMP = Scene(
    "LMP-BT-W",
    Trouble(
        ProblemClass.QUALITY,
        "质量问题",
        "灯用两天就闪，孩子晚上要写作业，能不能先寄一个新的过来",
        "驱动板接触不良，视频可见频闪",
    ),
    asked_cents=0,
)
CHIPPED = Scene(
    "MUG-350-B",
    Trouble(
        ProblemClass.QUALITY,
        "质量问题",
        "杯口有个小缺口，退回去太麻烦了，你们看怎么办",
        "杯口有米粒大小缺口，不影响使用",
    ),
    quantity=2,
    asked_cents=1500,
)
SCRATCHED = Scene(
    "SHF-5-WN",
    Trouble(
        ProblemClass.LOGISTICS,
        "收到商品破损",
        "侧板磕掉一小块漆，装都装好了不想拆，给个补漆笔吧",
        "侧板漆面磕碰约 1 厘米",
    ),
    asked_cents=1500,
)
DROPPED = Scene(
    "LMP-BT-W",
    Trouble(
        ProblemClass.USAGE,
        "其他",
        "灯被猫碰到地上，灯罩裂了，是我们自己弄的，能换个灯罩吗，多少钱",
        "灯罩摔裂，使用中造成，不在保修内",
    ),
    asked_cents=0,
)
LOOSE = Scene(
    "CHR-OAK",
    Trouble(
        ProblemClass.QUALITY,
        "质量问题",
        "椅子坐着晃，靠背那根榫头松了",
        "靠背榫头开胶，属于做工问题",
    ),
    asked_cents=0,
)
CHEAPER = Scene(
    "PIL-M",
    Trouble(
        ProblemClass.SERVICE,
        "申请价保",
        "我前天刚买 99，今天活动变 79 了，差价能退吗",
        "签收后 3 天内降价 20 元，在价保期内",
    ),
    asked_cents=2000,
)
FREIGHT = Scene(
    "TWL-70-W",
    Trouble(
        ProblemClass.WRONG_OR_MISSING,
        "退运费",
        "发错颜色是你们的问题，我寄回去花了 12 块，运费给我报一下",
        "发错颜色，退回运费有面单凭证",
    ),
    asked_cents=1200,
)
SCREWS = Scene(
    "SHF-5-WN",
    Trouble(
        ProblemClass.WRONG_OR_MISSING,
        "少件/漏发",
        "五金包少两颗长螺丝，装到第四层装不下去了",
        "五金包漏装 M6×50 螺丝 2 颗",
    ),
    asked_cents=0,
)
TWO_CHAIRS = Scene(
    "CHR-OAK",
    Trouble(
        ProblemClass.LOGISTICS,
        "收到商品破损",
        "两把椅子的腿都裂了，外箱一个大洞，没法用",
        "外箱破洞，两把椅腿开裂",
    ),
    quantity=2,
    asked_cents=64950,
)
STAINED = Scene(
    "RUG-160-G",
    Trouble(
        ProblemClass.QUALITY,
        "质量问题",
        "地毯角上有一块洗不掉的印子，放客厅很显眼，补我 80 吧",
        "角部有约 3 厘米染色",
    ),
    asked_cents=8000,
)
WRONG_TYPE = Scene(
    "CUR-27",
    Trouble(
        ProblemClass.CHANGE_OF_MIND,
        "7天无理由退换货",
        "窗帘挂上短了一截，想退掉",
        "买家要退货，平台上申请成了仅退款",
    ),
    asked_cents=18600,
)
