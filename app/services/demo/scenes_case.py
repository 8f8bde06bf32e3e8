"""What was bought and went wrong in the stories of the review: one of each class of problem."""

from __future__ import annotations

from datetime import date

from app.domain.case import (
    CaseDetails,
    Frequency,
    Receipt,
    Severity,
    SizeReading,
    SubReason,
    WearMark,
)
from app.domain.remedy import ProblemClass
from app.services.demo.goods import Scene, Trouble

SHRUNK = Scene(
    "SHT-L-W",
    Trouble(
        ProblemClass.QUALITY,
        "质量问题",
        "按洗标手洗了一次，衣长短了三厘米多，穿不了了，我要退货",
        "衣长实测 67 厘米，页面 70.5 厘米，按洗标手洗",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.SERIOUS,
            sub_reason=SubReason.SHRUNK,
            washed_normally=True,
            sizes=(SizeReading("衣长", 705, 670), SizeReading("胸围", 1120, 1100)),
            lot="2409B",
        ),
    ),
    signed_days=6,
)
ROTTEN = Scene(
    "PCH-5",
    Trouble(
        ProblemClass.QUALITY,
        "商品变质",
        "打开一看坏了快三成，最下面一层都烂了，水都出来了",
        "照片数得 13 个里坏 4 个，约三成",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.SERIOUS,
            sub_reason=SubReason.ROTTEN,
            bad_percent=31,
            lot="0812",
        ),
    ),
    asked_cents=3400,
    signed_days=1,
)
ENGRAVED = Scene(
    "DOR-WN",
    Trouble(
        ProblemClass.CHANGE_OF_MIND,
        "7天无理由退换货",
        "挂上去颜色跟门不搭，想退了",
        "定制刻字，字没有刻错，买家觉得颜色不搭",
        CaseDetails(receipt=Receipt.RECEIVED, sub_reason=SubReason.DISLIKE, intact_asked=True),
    ),
)
TAG_CUT = Scene(
    "SHT-L-W",
    Trouble(
        ProblemClass.CHANGE_OF_MIND,
        "7天无理由退换货",
        "版型不喜欢想退，吊牌收到的时候就是断的，不是我剪的",
        "吊牌绳是断的；出库视频里就没有系上",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            sub_reason=SubReason.DISLIKE,
            intact_asked=True,
            wear=(WearMark.TAG_CUT,),
        ),
    ),
    signed_days=4,
)
FLICKERS = Scene(
    "LMP-BT-W",
    Trouble(
        ProblemClass.QUALITY,
        "质量问题",
        "用了快一个月开始闪，问了厂家说是这一批的通病，能退吗",
        "2409 批次驱动板通病，买家补了检测报告",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.SERIOUS,
            sub_reason=SubReason.MALFUNCTION,
            frequency=Frequency.OFTEN,
            human_damage=False,
            repaired_elsewhere=False,
            serial="LMP2409-00317",
            lot="2409",
        ),
    ),
    signed_days=26,
)
CRUSHED = Scene(
    "JAR-3",
    Trouble(
        ProblemClass.LOGISTICS,
        "收到商品破损",
        "三个罐子碎了两个，箱子角都瘪了，里面就一层气泡膜",
        "外箱压瘪，内衬只有一层气泡膜",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.UNUSABLE,
            sub_reason=SubReason.DAMAGED_ON_THE_WAY,
        ),
    ),
    asked_cents=5980,
)
POT = Scene(
    "POT-15-G",
    Trouble(
        ProblemClass.LOGISTICS,
        "收到商品破损",
        "保温壶瘪了一大块，外箱也是破的",
        "外箱破洞，壶身压瘪，快递签收时已拍照",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.UNUSABLE,
            sub_reason=SubReason.DAMAGED_ON_THE_WAY,
        ),
    ),
    asked_cents=12900,
)
LOST = Scene(
    "TWL-70-W",
    Trouble(
        ProblemClass.LOGISTICS,
        "未收到货",
        "显示驿站签收，但是驿站说没有我的件，我根本没拿到",
        "驿站查无此件，快递在查",
        CaseDetails(receipt=Receipt.NOT_RECEIVED, sub_reason=SubReason.LOST),
    ),
    asked_cents=8990,
)
RUDE = Scene(
    "PIL-M",
    Trouble(
        ProblemClass.SERVICE,
        "客服态度差",
        "问了三遍枕头能不能机洗，每次都让我自己看详情页，什么态度",
        "9 月新人培训前的回复，确实没有回答问题",
        CaseDetails(severity=Severity.MINOR, sub_reason=SubReason.ATTITUDE),
    ),
    asked_cents=500,
)
WOBBLES = Scene(
    "SHF-5-WN",
    Trouble(
        ProblemClass.USAGE,
        "安装问题",
        "照着说明书装好了还是晃，是不是少了背板固定件",
        "背板卡槽方向装反，视频指导后仍有轻微晃动",
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.MINOR,
            sub_reason=SubReason.INSTALLATION,
            frequency=Frequency.ALWAYS,
            installed_on=date(2026, 1, 1),
        ),
    ),
    asked_cents=0,
)
