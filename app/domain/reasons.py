"""What a platform's reason usually means: a proposal for the problem class, never a finding.

The words are those of the reason lists buyers choose from on the platforms. Staff see the
proposal beside the platform's own words and change it when the case is another.
"""

from __future__ import annotations

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
