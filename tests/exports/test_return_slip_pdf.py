from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from app.domain.order import Address
from app.domain.reports import Slip, SlipLine
from exports import SLIP, return_slip_pdf
from exports._barcode import code128_widths
from tests.exports import paper
from tests.exports.datasets import HOSTILE, slip

DOTS = 8  # of a 203 dpi print head, in a millimetre
HEAD_DPI = DOTS * 25.4 - 0.001  # the page is 608 dots wide; a hair more would be rounded up to 609
NUMBERS = (
    "AS-261120-0031",
    "AS-261120-12345",
    "AS-261120-1234567890",
    "X-1",
    "2749018355271180993",
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "退货卡.pdf"


def _text(data: Slip, target: Path) -> str:
    SLIP.write(data, target)
    return paper.text(target)


def test_everything_the_buyer_needs_is_on_the_card(target: Path) -> None:
    text = _text(slip(), target)
    for said in (
        "退货卡",
        "换货",
        "云岚家居旗舰店",
        "AS-261120-0031",
        "寄往售后仓王师傅13700000021",
        "浙江省杭州市余杭区示例路8号2幢",
        "退回亚麻床品四件套1.8m米白×1",
        "货号YL-4P",
        "赠品请一并退回：收纳袋×1",
        "吊牌、包装完好；拒收到付、平邮",
        "可用：中通/圆通",
        "寄出期限2026-11-27",
        "运费：商家承担（先垫付）",
        "订单2749018355271180993",
        "平台售后152036471829",
        "买家阿May·尾号2209·请将此卡放入包裹",
        "原因：尺码不合适",
        "快递公司",
        "运单号",
        "支付宝",
    ):
        assert said in text
    assert len(paper.texts(target)) == 1


def test_the_page_is_exactly_76_by_130_millimetres(target: Path) -> None:
    SLIP.write(slip(), target)
    ((width, height),) = paper.sizes_mm(target)
    assert width == pytest.approx(76, abs=0.001)
    assert height == pytest.approx(130, abs=0.001)


def test_of_the_buyers_phone_only_four_digits_are_printed(target: Path) -> None:
    text = _text(slip(phone_tail="13812342209"), target)
    assert "尾号2209" in text
    assert "1381234" not in text


@pytest.mark.parametrize("dpi", [203, 203.2, 300])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_scanner_reads_exactly_the_ticket_number(
    target: Path, tmp_path: Path, number: str, dpi: float
) -> None:
    SLIP.write(slip(ticket_number=number), target)
    # A thermal head knows black and white only.
    page = paper.drawn(target, dpi).point(lambda value: 255 * (value > 127))
    assert paper.scanned(page, tmp_path) == {f"CODE-128:{number}", f"QR-Code:{number}"}


def test_bars_are_whole_dots_high_enough_and_stand_in_white(target: Path) -> None:
    SLIP.write(slip(), target)
    # Rounding in the file may leave a breath of grey; anything more stays grey and fails.
    page = paper.drawn(target, HEAD_DPI).point(lambda v: 0 if v < 8 else 255 if v > 247 else v)
    row = 13 * DOTS  # in the middle of the bars
    shades = [page.getpixel((x, row)) for x in range(page.width)]
    dark = [x for x, shade in enumerate(shades) if shade == 0]
    left, right = dark[0], dark[-1] + 1
    assert min(left, page.width - right) >= 20  # ten modules of white
    runs = [(shade, len(list(run))) for shade, run in groupby(shades[left:right])]
    widths = code128_widths("AS-261120-0031")
    assert widths is not None
    # Two dots, 0.25 mm, for each module; every edge is sharp, no dot is grey.
    assert runs == [(0 if n % 2 == 0 else 255, 2 * width) for n, width in enumerate(widths)]
    column = [page.getpixel((left, y)) for y in range(page.height)]
    top = row - next(n for n, shade in enumerate(reversed(column[:row])) if shade)
    assert set(column[top : top + 10 * DOTS]) == {0}


def test_only_black_is_printed_and_nothing_near_the_edge(target: Path) -> None:
    SLIP.write(slip(), target)
    page = paper.drawn(target, HEAD_DPI)
    margin = 2 * DOTS
    inside = page.copy()
    inside.paste(255, (margin, margin, page.width - margin, page.height - margin))
    assert inside.getextrema() == (255, 255)
    content = target.read_bytes()
    assert b"/DeviceRGB" not in content


def test_no_letter_is_smaller_than_seven_points(target: Path) -> None:
    many = tuple(SlipLine(f"加厚全棉水洗棉床单第{n}件", "1.8m", f"YL-{n}", n) for n in range(1, 40))
    for data in (slip(), slip(lines=many), slip(address=None, lines=())):
        SLIP.write(data, target)
        assert min(paper.letter_sizes(target)) >= 7


def test_a_shop_without_return_address_gets_lines_to_write_on(target: Path) -> None:
    text = _text(slip(address=None), target)
    assert "寄往" in text
    assert "店铺还没有填写退货地址，请手写" in text


def test_a_ticket_of_which_little_is_known_gets_a_card(target: Path, tmp_path: Path) -> None:
    bare = slip(
        address=None,
        lines=(),
        couriers=(),
        send_by=None,
        freight="",
        claims=(),
        buyer="",
        phone_tail="",
        reason="",
    )
    text = _text(bare, target)
    for said in ("请写明退回的商品和数量", "以平台显示为准", "买家未知"):
        assert said in text
    for unsaid in ("None", "尾号", "售后单", "运费：", "可用："):
        assert unsaid not in text
    assert "CODE-128:AS-261120-0031" in paper.scanned(paper.drawn(target, 203), tmp_path)


def test_an_unknown_quantity_is_a_blank(target: Path) -> None:
    text = _text(slip(lines=(SlipLine("餐椅", "原木色", "", None),)), target)
    assert "餐椅原木色×＿＿＿" in text


def test_many_goods_go_on_overleaf_and_none_is_lost(target: Path, tmp_path: Path) -> None:
    many = tuple(SlipLine(f"商品第{n:02}号", "红色", f"SKU-{n:02}", n) for n in range(1, 61))
    SLIP.write(slip(lines=many), target)
    pages = paper.texts(target)
    assert len(pages) > 1
    text = "".join(pages)
    for number in range(1, 61):
        assert text.count(f"商品第{number:02}号红色×{number}货号SKU-{number:02}") == 1
    assert all("AS-261120-0031" in page for page in pages)
    assert f"1/{len(pages)}" in pages[0]
    assert f"{len(pages)}/{len(pages)}" in pages[-1]
    for said in ("请注意", "订单2749018355271180993", "快递公司", "支付宝"):
        assert text.count(said) == 1
    codes = [paper.scanned(paper.drawn(target, 203, n), tmp_path) for n in range(len(pages))]
    assert "CODE-128:AS-261120-0031" in codes[0]
    assert sum("QR-Code:AS-261120-0031" in seen for seen in codes) == 1
    assert set(paper.sizes_mm(target)) == {paper.sizes_mm(target)[0]}


@pytest.mark.parametrize("size", [40, 400, 4000])
def test_long_words_are_printed_whole(target: Path, size: int) -> None:
    data = slip(
        address=Address("收" * size, "1" * size, "址" * size, "310000"),
        lines=(SlipLine("品" * size, "型" * size, "S" * size, 3),),
        couriers=("递" * size,),
        freight="费" * size,
        claims=("9" * size,),
        buyer="昵" * size,
        reason="因" * size,
    )
    text = _text(data, target)
    for character in "收址品型递费昵因":
        assert text.count(character) >= size


def test_strangers_text_does_no_harm(target: Path) -> None:
    for typed in (*HOSTILE, "坏\u202e图😀\ud800\x00"):
        data = slip(
            shop=typed,
            kind=typed,
            buyer=typed,
            reason=typed,
            lines=(SlipLine(typed, typed, typed, 1),),
            address=Address(typed, typed, typed),
        )
        SLIP.write(data, target)
        assert not [word for word in paper.DANGEROUS if word in target.read_bytes()]
    assert paper.text(target).count("坏‹RLO›图‹U+1F600U+D800U+0000›") >= 5
    text = _text(slip(reason='<img src="/etc/hostname"> & <b>'), target)
    assert '<imgsrc="/etc/hostname">&<b>' in text


@pytest.mark.parametrize("number", ["AS-261120-" + "0123456789AB" * 4, "退货-1", "AS\x85-1"])
def test_a_number_no_bar_code_can_hold_is_printed_in_words_and_squares(
    target: Path, tmp_path: Path, number: str
) -> None:
    SLIP.write(slip(ticket_number=number), target)
    seen = paper.scanned(paper.drawn(target, 300), tmp_path)
    assert not any(code.startswith("CODE-128") for code in seen)
    assert any(code.startswith("QR-Code") for code in seen)


def test_fonts_are_in_the_file(target: Path) -> None:
    SLIP.write(slip(), target)
    assert not paper.foreign_fonts(target)


def test_the_same_slip_gives_the_same_bytes(tmp_path: Path) -> None:
    one = SLIP.write(slip(), tmp_path / "a.pdf")
    two = SLIP.write(slip(), tmp_path / "b.pdf")
    assert one.read_bytes() == two.read_bytes()


def test_many_slips_are_written_into_one_file(target: Path, tmp_path: Path) -> None:
    numbers = [f"AS-261120-{n:04}" for n in range(5)]
    return_slip_pdf.write_all((slip(ticket_number=number) for number in numbers), target)
    for page, number in enumerate(numbers):
        seen = paper.scanned(paper.drawn(target, 203, page), tmp_path)
        assert f"CODE-128:{number}" in seen


def test_a_day_is_written_the_way_everybody_reads_it(target: Path) -> None:
    assert "寄出期限2027-01-03" in _text(slip(send_by=date(2027, 1, 3)), target)
