from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from app.domain.reports import Dossier, DossierEvidence, Opener
from app.domain.sheet import SheetRow
from app.errors import StorageProblem
from exports import DISPUTE
from tests.exports import paper
from tests.exports.datasets import HOSTILE, SHEET, START, dossier, entry, evidence, picture

EMPTY = replace(
    dossier(),
    claims=(),
    buyer="",
    placed_at=None,
    paid_at=None,
    delivered_at=None,
    outbound="",
    goods=(),
    paid_cents=None,
    buyer_claim="",
    our_claim="",
    conclusion=" ",
    liability="",
    timeline=(),
    sheet=None,
    sheet_of="",
    decisions=(),
    evidence=(),
    basis=(),
    chain_count=0,
    chain_head="",
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "报告.pdf"


def _text(data: Dossier, target: Path) -> str:
    DISPUTE.write(data, target)
    return paper.text(target)


def _pictures(path: Path) -> list[Image.Image]:
    found = {}
    for page in PdfReader(path).pages:
        for image in page.images:
            assert image.image is not None
            found[image.name] = image.image
    return list(found.values())


def test_everything_of_the_dossier_is_on_the_paper(target: Path) -> None:
    text = _text(dossier(), target)
    for said in (
        "售后纠纷举证报告",
        "AS-261118-0004·天猫·订单2749018355271180993·第2版·2026-11-2213:05",
        "一、结论与请求",
        "椅脚断裂系外力所致（断面照片E7）。",
        "二、交易与争议",
        "路过人间（*******7731）",
        "2026-10-2010:21",
        "2026-10-2310:21（顺丰SF1420881234567）",
        "实木餐椅原木色×4",
        "¥1,299.00",
        "三、时间线",
        "11-1811:21客服小周申请退货退款E1–E3E7",
        "四、证据",
        "E7瑕疵照片",
        "买家提供·11-18·0707…0707",
        "五、决定与金额计算",
        "¥86.00",
        "六、依据",
        "店铺承诺：配件终身成本价供应",
        "附：证据原貌与指纹",
        "SHA-256" + "07" * 32,
        "IMG_2031.jpg",
        "1.2MB（1,234,567字节）",
        "记录链校验✓29条·末条0d4c…e7b9",
        "第1/3页",
        "第3/3页",
    ):
        assert said in text


def test_a_ticket_nobody_has_touched_yet_gets_a_whole_paper(target: Path) -> None:
    text = _text(EMPTY, target)
    for said in (
        "尚未作出结论",
        "没有签收记录",
        "尚未认定",
        "还没有记录。",
        "四、证据还没有证据。",
        "五、依据没有引用平台规则或店铺承诺。",
        "记录链：还没有记录",
        "第1/1页",
    ):
        assert said in text
    assert "金额计算" not in text
    assert "附：" not in text


def test_a_broken_chain_is_told(target: Path) -> None:
    text = _text(replace(dossier(), chain_ok=False), target)
    assert "记录链校验未通过·29条" in text
    assert "✓" not in text


def test_pages_are_a4_with_embedded_fonts_and_nothing_that_acts(target: Path) -> None:
    DISPUTE.write(dossier(conclusion="\n".join(HOSTILE)), target)
    for width, height in paper.sizes_mm(target):
        assert width == pytest.approx(210, abs=0.05)
        assert height == pytest.approx(297, abs=0.05)
    assert not paper.foreign_fonts(target)
    data = target.read_bytes()
    assert not [word for word in paper.DANGEROUS if word in data]
    assert b"ASCII85" not in data


@pytest.mark.parametrize("place", ["conclusion", "buyer_claim", "goods", "basis", "decisions"])
def test_strangers_text_is_printed_as_it_was_typed(target: Path, place: str) -> None:
    value = HOSTILE if place in ("goods", "basis", "decisions") else "\n".join(HOSTILE)
    text = _text(dossier(**{place: value}, evidence=()), target)
    for typed in HOSTILE:
        assert paper.squeezed(typed) in text


def test_what_cannot_be_printed_is_shown_in_marks(target: Path) -> None:
    odd = "坏图\u202egpj.exe 😀 a\x07b\ud800c\uffff d"
    data = dossier(
        conclusion=odd,
        timeline=(entry(1, odd, actor=odd),),
        evidence=(evidence("E1", None, original_name=odd, note=odd),),
    )
    text = _text(data, target)
    assert text.count("坏图‹RLO›gpj.exe‹U+1F600›a‹U+0007›b‹U+D800›c‹U+FFFF›d") >= 3


@pytest.mark.parametrize("size", [10_000, 100_000])
@pytest.mark.parametrize("character", ["长", "W", "a "])
def test_a_text_of_any_length_is_printed_whole(target: Path, size: int, character: str) -> None:
    text = character * (size // len(character))
    DISPUTE.write(replace(EMPTY, timeline=(entry(1, text), entry(2, "后面还有"))), target)
    pages = "".join(paper.texts(target))
    assert pages.count(character.strip()) >= len(text) // len(character)
    assert "后面还有" in pages


def test_long_words_everywhere_stop_no_paper(target: Path) -> None:
    long = "无" * 10_000
    pieces = [
        evidence("E1", picture(), kind=long, party=long, original_name=long, media_type=long),
        evidence("E2", None, note=long),
    ]
    data = dossier(
        ticket_number="N" * 1000,
        platform=long,
        order_no=long,
        shop=long,
        goods=(long, long),
        outbound=long,
        sheet=replace(SHEET, rows=(SheetRow(long, long, long, long),)),
        sheet_of=long,
        basis=(long,),
        evidence=tuple(pieces),
        timeline=(entry(1, long, actor=long, evidence=("E1",) * 500),),
    )
    DISPUTE.write(data, target)
    assert len(paper.texts(target)) > 20


def test_headings_of_a_long_timeline_stand_on_every_page(target: Path) -> None:
    rows = tuple(entry(number, f"第{number}件事") for number in range(1, 121))
    DISPUTE.write(dossier(timeline=rows, evidence=(), sheet=None), target)
    pages = paper.texts(target)
    with_rows = [page for page in pages if "件事" in page]
    assert len(with_rows) > 2
    assert all("发生了什么" in page for page in with_rows)
    assert all(sum(f"第{n}件事" in page for page in pages) == 1 for n in (1, 40, 80, 120))


def test_other_years_show_their_year(target: Path) -> None:
    rows = (entry(1, "去年的事", at=START - timedelta(days=400)), entry(2, "今年的事"))
    text = _text(dossier(timeline=rows), target)
    assert "2025-10-1410:21客服小周去年的事" in text
    assert "2026-11-1812:21客服小周今年的事" in text


def test_a_suspect_clock_is_told(target: Path) -> None:
    text = _text(dossier(timeline=(entry(1, "改过时间", clock_suspect=True),)), target)
    assert "改过时间（当时电脑时间不可靠）" in text


def test_the_square_code_holds_the_ticket_number(target: Path, tmp_path: Path) -> None:
    DISPUTE.write(dossier(), target)
    seen = paper.scanned(paper.drawn(target, 150), tmp_path)
    assert seen == {"QR-Code:AS-261118-0004"}


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    one = DISPUTE.write(dossier(), tmp_path / "a.pdf")
    two = DISPUTE.write(dossier(), tmp_path / "other name.pdf")
    assert one.read_bytes() == two.read_bytes()


# ------------------------------------------------------------------------------------ pictures


def _with(opener: Opener | None, **changes: object) -> Dossier:
    return replace(EMPTY, evidence=(evidence("E1", opener, **changes),))


def test_a_clean_preview_goes_in_as_it_is_and_only_once(target: Path) -> None:
    opener = picture(1200, 900, quality=80)
    data = opener().read()
    DISPUTE.write(_with(opener), target)
    assert target.read_bytes().count(data) == 1
    assert paper.text(target).count("E1瑕疵照片") == 2


def test_where_a_photo_was_taken_never_leaves_the_house(target: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhoneMaker"
    exif[0x0112] = 6  # lies on its side
    opener = picture(400, 300, exif=exif.tobytes(), comment=b"my home")
    DISPUTE.write(_with(opener), target)
    data = target.read_bytes()
    assert b"SecretPhoneMaker" not in data
    assert b"my home" not in data
    (seen,) = _pictures(target)
    assert seen.size == (300, 400)


def test_other_formats_and_large_pictures_become_small_jpegs(target: Path) -> None:
    pieces = (
        evidence("E1", picture(4000, 1000, "PNG")),
        evidence("E2", picture(64, 64, "WEBP")),
        evidence("E3", picture(3000, 2000, "JPEG")),
    )
    DISPUTE.write(replace(EMPTY, evidence=pieces), target)
    assert {image.size for image in _pictures(target)} == {(1600, 400), (64, 64), (1600, 1067)}
    assert target.read_bytes().count(b"/DCTDecode") == 3


def test_see_through_pictures_stand_on_white(target: Path) -> None:
    buffer = BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(buffer, "PNG")
    DISPUTE.write(_with(lambda: BytesIO(buffer.getvalue())), target)
    (seen,) = _pictures(target)
    assert seen.convert("RGB").getpixel((20, 15)) == (255, 255, 255)


def _truncated() -> BytesIO:
    data = picture(800, 600)().read()
    return BytesIO(data[: len(data) // 2])


def _bomb() -> BytesIO:
    buffer = BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    return BytesIO(buffer.getvalue())


def _vanished() -> BytesIO:
    raise FileNotFoundError(2, "gone")


def _unreadable() -> BytesIO:
    raise PermissionError(13, "no")


@pytest.mark.parametrize(
    ("opener", "said"),
    [
        (lambda: BytesIO(b""), "图片打不开，可能已损坏"),
        (lambda: BytesIO(b"\xff\xd8\xff\xe0 not a picture"), "图片打不开，可能已损坏"),
        (lambda: BytesIO(b"%PDF-1.4 or a script"), "图片打不开，可能已损坏"),
        (_truncated, "图片打不开，可能已损坏"),
        (_bomb, "图片"),
        (_vanished, "图片文件不见了"),
        (_unreadable, "图片打不开，可能已损坏"),
    ],
    ids=["empty", "not a picture", "another kind", "cut off", "bomb", "vanished", "forbidden"],
)
@pytest.mark.filterwarnings("default::PIL.Image.DecompressionBombWarning")
def test_a_broken_picture_leaves_a_box_with_the_reason(
    target: Path, opener: Opener, said: str
) -> None:
    data = replace(EMPTY, evidence=(evidence("E1", opener), evidence("E2", picture())))
    text = _text(data, target)
    assert text.count(said) >= 2
    assert "SHA-256" + "01" * 32 in text
    assert len(_pictures(target)) == 1


def test_what_is_no_picture_says_what_it_is(target: Path) -> None:
    text = _text(_with(None, media_type="video/mp4", original_name="开箱.mp4"), target)
    assert "MP4视频：不能显示为图片，原件另存" in text
    assert "开箱.mp4" in text


def test_forty_pieces_fill_pages_two_by_two(target: Path) -> None:
    pieces: tuple[DossierEvidence, ...] = tuple(
        evidence(f"E{n}", picture(320, 240 + n % 3)) for n in range(1, 41)
    )
    DISPUTE.write(replace(EMPTY, evidence=pieces), target)
    pages = paper.texts(target)
    with_hash = [page.count("SHA-256") for page in pages if "SHA-256" in page]
    assert with_hash == [2] * 20


def test_a_full_disk_leaves_no_half_report(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageProblem, match="磁盘已满"):
        DISPUTE.write(dossier(), target)
    assert not list(target.parent.iterdir())


def test_the_amounts_of_the_decision_in_force_stand_with_their_rules(target: Path) -> None:
    text = _text(dossier(), target)
    for part in (
        "第1轮（买家已接受）的金额，按作决定时显示的原样：",
        "补偿（不退货）¥86.00配件成本省下的运费¥90.00",
        "餐椅第1件补偿¥1,299.00¥80.00",
        "坐垫不分件补偿未知¥6.00",
        "补偿上限¥90.00¥0.00¥90.00",
    ):
        assert part in text


def test_both_ways_of_a_promotion_are_printed(target: Path) -> None:
    both = (("保留满减优惠", "¥ 80.00", False), ("收回满减优惠", "¥ 40.00", True))
    text = _text(dossier(sheet=replace(SHEET, promotion=both)), target)
    assert "保留满减优惠¥80.00" in text
    assert "收回满减优惠¥40.00采用" in text


def test_words_without_amounts_print_no_empty_tables(target: Path) -> None:
    text = _text(dossier(sheet=None, sheet_of=""), target)
    assert "第1轮：补偿¥86.00" in text
    assert "怎么算" not in text
    assert "上限（作决定前）" not in text


def test_one_piece_is_told_by_its_row_alone(target: Path) -> None:
    text = _text(dossier(sheet=replace(SHEET, pieces=SHEET.pieces[:1])), target)
    assert "餐椅第1件补偿" not in text
