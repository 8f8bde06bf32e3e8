"""What a platform's reason usually means: a proposal for the problem class, never a finding.

The words are those of the reason lists buyers choose from on the platforms. Staff see the
proposal beside the platform's own words and change it when the case is another.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.case import Receipt, SubReason
from app.domain.remedy import ProblemClass

# In this order: «未按约定时间发货» also speaks of shipping, «尺寸与描述不符» also of sizes.
_WORDS: tuple[tuple[ProblemClass, tuple[str, ...]], ...] = (
    (ProblemClass.LATE_SHIPMENT, ("约定时间发货", "未按时发货", "延迟发货", "缺货", "虚假发货")),
    (
        ProblemClass.CHANGE_OF_MIND,
        (
            "无理由",
            "不喜欢",
            "不想要",
            "拍错",
            "多拍",
            "误操作",
            "少用优惠",
            "信息填写错误",
            "不合适",
        ),
    ),
    (ProblemClass.WRONG_OR_MISSING, ("少件", "漏发", "发错", "错发", "空包", "包裹为空", "少发")),
    (
        ProblemClass.LOGISTICS,
        ("破损", "未收到", "物流", "快递", "拒收", "拒签", "丢件", "压扁"),
    ),
    (ProblemClass.NOT_AS_DESCRIBED, ("不符", "色差", "尺寸", "尺码", "图案", "材质", "做工")),
    (
        ProblemClass.QUALITY,
        ("质量", "故障", "瑕疵", "开线", "掉色", "缩水", "起球", "假冒", "过期", "变质", "异味"),
    ),
    (ProblemClass.SERVICE, ("态度", "服务", "发票")),
)


def problem_of(reason: str) -> ProblemClass:
    """The problem class a platform's reason proposes; unknown when its words say nothing."""
    for problem, words in _WORDS:
        if any(word in reason for word in words):
            return problem
    return ProblemClass.UNKNOWN


# The words of a finer reason, looked for only within the class the whole reason proposes.
_FINER: Mapping[ProblemClass, tuple[tuple[SubReason, tuple[str, ...]], ...]] = {
    ProblemClass.LATE_SHIPMENT: (
        (SubReason.STOCK, ("缺货", "约定时间发货", "未按时发货", "延迟发货")),
    ),
    ProblemClass.CHANGE_OF_MIND: (
        (SubReason.NO_REASON, ("无理由",)),
        (SubReason.DISLIKE, ("不喜欢", "不想要")),
        (SubReason.ORDERED_WRONG, ("拍错", "错拍", "信息填写错误")),
        (SubReason.TOO_MANY, ("多拍",)),
        (SubReason.BY_MISTAKE, ("误操作",)),
        (SubReason.SIZE_UNSUITABLE, ("尺码不合适", "尺寸不合适", "大小不合适")),
    ),
    ProblemClass.WRONG_OR_MISSING: (
        (SubReason.WRONG_ITEM, ("发错", "错发")),
        (SubReason.MISSING_ITEM, ("少件", "漏发", "少发")),
        (SubReason.MISSING_PART, ("配件",)),
        (SubReason.MISSING_GIFT, ("赠品",)),
        (SubReason.EMPTY_PARCEL, ("空包", "包裹为空")),
    ),
    ProblemClass.LOGISTICS: (
        (SubReason.DAMAGED_ON_THE_WAY, ("破损", "压扁")),
        (SubReason.NOT_RECEIVED, ("未收到",)),
        (SubReason.LOST, ("丢件",)),
        (SubReason.STALLED, ("停滞", "未送", "无跟踪", "无记录")),
        (SubReason.REFUSED_AT_DOOR, ("拒收", "拒签")),
        (SubReason.MISDELIVERED, ("误投", "代签")),
    ),
    ProblemClass.NOT_AS_DESCRIBED: (
        (SubReason.COLOUR_DIFFERENCE, ("颜色", "色差")),
        (SubReason.SIZE_DIFFERENCE, ("尺寸", "尺码", "大小")),
        (SubReason.MATERIAL, ("材质", "面料")),
        (SubReason.LOOK, ("款式", "图案", "外观")),
        (SubReason.FUNCTION, ("功能", "性能")),
        (SubReason.WEIGHT, ("重量", "份量", "数量")),
    ),
    ProblemClass.QUALITY: (
        (SubReason.STAIN, ("污渍",)),
        (SubReason.LOOSE_THREAD, ("线头",)),
        (SubReason.TORN, ("开线", "破洞")),
        (SubReason.SHRUNK, ("缩水",)),
        (SubReason.COLOUR_LOSS, ("掉色", "褪色")),
        (SubReason.PILLING, ("起球",)),
        (SubReason.DEFORMED, ("变形",)),
        (SubReason.MALFUNCTION, ("故障",)),
        (SubReason.ODOUR, ("异味",)),
        (SubReason.COUNTERFEIT, ("假冒", "假货")),
        (SubReason.EXPIRED, ("过期", "临期", "保质期")),
        (SubReason.ROTTEN, ("变质", "腐烂")),
    ),
    ProblemClass.SERVICE: (
        (SubReason.ATTITUDE, ("态度",)),
        (SubReason.INVOICE, ("发票",)),
    ),
}


def sub_reason_of(reason: str) -> SubReason | None:
    """The finer reason a platform's reason names; None when it names none, or several."""
    found = {
        finer
        for finer, words in _FINER.get(problem_of(reason), ())
        if any(word in reason for word in words)
    }
    return found.pop() if len(found) == 1 else None


def receipt_of(goods_state: str, order_status: str = "") -> Receipt:
    """Where the goods are, in the platform's words: `买家已收到货`; unknown when they say nothing.

    Goods that never left are told by the status of the order: the claim's cell says only that the
    buyer has not received them.
    """
    if "未收到" in goods_state:
        waiting = any(word in order_status for word in ("等待卖家发货", "待发货"))
        return Receipt.NOT_SHIPPED if waiting else Receipt.NOT_RECEIVED
    for receipt, words in (
        (Receipt.REFUSED, ("拒收", "拒签")),
        (Receipt.NOT_SHIPPED, ("未发货", "待发货")),
        (Receipt.RECEIVED, ("已收到", "已退货")),
    ):
        if any(word in goods_state for word in words):
            return receipt
    return Receipt.UNKNOWN
