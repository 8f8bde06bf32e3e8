"""The platform's reason proposes a problem class."""

from __future__ import annotations

import pytest

from app.domain.case import Receipt, SubReason
from app.domain.case_fields import sub_reasons_of
from app.domain.reasons import _FINER, problem_of, receipt_of, sub_reason_of
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


@pytest.mark.parametrize(
    ("reason", "finer"),
    [
        ("7天无理由退换货", SubReason.NO_REASON),
        ("不喜欢/不想要", SubReason.DISLIKE),
        ("少件/漏发", SubReason.MISSING_ITEM),
        ("卖家发错货", SubReason.WRONG_ITEM),
        ("收到商品破损", SubReason.DAMAGED_ON_THE_WAY),
        ("未按约定时间发货", SubReason.STOCK),
        ("尺寸/尺码与商品描述不符", SubReason.SIZE_DIFFERENCE),
        ("假冒品牌", SubReason.COUNTERFEIT),
        ("服务态度不好", SubReason.ATTITUDE),
        # Two at once, or none: nobody guesses.
        ("多拍/拍错/不想要", None),
        ("少件（含缺少配件）", None),
        ("颜色/图案/款式与商品描述不符", None),
        ("质量问题", None),
        ("双方协商一致退款", None),
        ("", None),
    ],
)
def test_a_platform_reason_names_a_finer_one_only_where_its_words_do(
    reason: str, finer: SubReason | None
) -> None:
    assert sub_reason_of(reason) is finer


def test_a_finer_reason_belongs_to_the_class_that_is_proposed_with_it() -> None:
    for problem, finer in _FINER.items():
        assert {one for one, _words in finer} <= set(sub_reasons_of(problem))


@pytest.mark.parametrize(
    ("state", "status", "receipt"),
    [
        ("买家未收到货", "卖家已发货，等待买家确认", Receipt.NOT_RECEIVED),
        ("买家未收到货", "买家已付款，等待卖家发货", Receipt.NOT_SHIPPED),
        ("买家未收到货", "", Receipt.NOT_RECEIVED),
        ("买家已收到货", "", Receipt.RECEIVED),
        ("买家已退货", "", Receipt.RECEIVED),
        ("买家已拒收", "", Receipt.REFUSED),
        ("卖家未发货", "", Receipt.NOT_SHIPPED),
        ("", "买家已付款，等待卖家发货", Receipt.UNKNOWN),
        ("其他", "", Receipt.UNKNOWN),
    ],
)
def test_the_state_of_the_goods_says_where_they_are(
    state: str, status: str, receipt: Receipt
) -> None:
    assert receipt_of(state, status) is receipt
