"""The platform's reason proposes a problem class."""

from __future__ import annotations

import pytest

from app.domain.reasons import problem_of
from app.domain.remedy import ProblemClass


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        ("7天无理由退换货", ProblemClass.CHANGE_OF_MIND),
        ("不喜欢/不想要", ProblemClass.CHANGE_OF_MIND),
        ("质量问题", ProblemClass.QUALITY),
        ("尺寸/尺码与商品描述不符", ProblemClass.NOT_AS_DESCRIBED),
        ("少件/漏发", ProblemClass.WRONG_OR_MISSING),
        ("卖家发错货", ProblemClass.WRONG_OR_MISSING),
        ("收到商品破损", ProblemClass.LOGISTICS),
        ("未按约定时间发货", ProblemClass.LATE_SHIPMENT),
        ("双方协商一致退款", ProblemClass.UNKNOWN),
        ("", ProblemClass.UNKNOWN),
    ],
)
def test_a_platform_reason_proposes_what_is_wrong(reason: str, problem: ProblemClass) -> None:
    assert problem_of(reason) is problem
