"""What the buyer is told about a parcel."""

from __future__ import annotations

from app.domain.goods_out import DispatchLine, DispatchPurpose
from app.domain.parcel_text import goods_text, waybill_text

CUP = DispatchLine("手工陶瓷马克杯", "蓝釉 350ml")


def test_the_same_goods_are_counted_and_many_kinds_are_only_numbered() -> None:
    assert goods_text((CUP, CUP)) == "手工陶瓷马克杯 蓝釉 350ml ×2"
    kinds = tuple(DispatchLine(f"杯垫{n}") for n in range(5))
    assert goods_text(kinds) == "杯垫0、杯垫1、杯垫2 等 5 种"
    assert goods_text((DispatchLine("", sku="MK-1", quantity=3),)) == "MK-1 ×3"


def test_the_text_names_goods_courier_and_number() -> None:
    text = waybill_text(DispatchPurpose.RESHIP, (CUP,), "中通", "7312345678901")
    assert "补发的商品已经寄出" in text
    assert "手工陶瓷马克杯 蓝釉 350ml" in text
    assert "中通单号：7312345678901" in text


def test_without_a_number_none_is_invented() -> None:
    text = waybill_text(DispatchPurpose.REPAIRED, (), "", "")
    assert "单号" not in text
    assert "修好" in text


def test_every_purpose_has_its_own_opening() -> None:
    texts = {waybill_text(one, (), "", "") for one in DispatchPurpose}
    assert len(texts) == len(DispatchPurpose)
