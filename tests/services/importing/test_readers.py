"""Files as they really are: encodings, separators, and everything that only looks like a table."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from app.errors import ImportProblem
from app.services.importing import decoding
from app.services.importing.limits import STANDARD, Limits
from app.services.importing.readers import open_source
from app.services.importing.refusal import Unreadable
from tests.services.importing.making import (
    DATA,
    REFUND,
    csv_file,
    ole_file,
    read,
    refund,
    sheet_data,
    sheet_workbook,
    text_cell,
    workbook,
)

TRADITIONAL = ("訂單編號", "買家帳號", "退款原因", "收貨地址")


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_file_is_read_in_every_encoding_and_cut(
    tmp_path: Path, encoding: str, found: str, separator: str
) -> None:
    path = csv_file(tmp_path / "a.csv", [REFUND, refund()], encoding, separator)
    file = read(path)
    assert file.encoding == found
    assert file.claims[0].status == "买家已经申请退款，等待卖家同意"


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_traditional_text_is_told_from_simplified(tmp_path: Path, encoding: str) -> None:
    rows = [TRADITIONAL, ("1", "小明", "商品有瑕疵，顏色與圖片不同", "臺北市中正區")]
    path = csv_file(tmp_path / "a.csv", rows, encoding)
    (sheet,) = open_source(path, STANDARD).sheets
    assert [list(row.cells) for row in sheet.rows()] == [list(row) for row in rows]


def test_random_simplified_and_traditional_lists_are_told_apart(tmp_path: Path) -> None:
    simplified = (
        "我们的商品质量问题严重，颜色和图片不一样，要求退款退货，快递破损，尺码偏小，客服态度"
    )
    traditional = (
        "我們的商品品質問題嚴重，顏色和圖片不一樣，要求退款退貨，快遞破損，尺碼偏小，客服態度"
    )
    chance = random.Random(7)
    path = tmp_path / "a.csv"
    for _round in range(60):
        for letters, encoding in ((simplified, "gb18030"), (traditional, "cp950")):
            cells = ["".join(chance.choices(letters, k=6)) for _cell in range(4)]
            path.write_bytes(("1,2024-06-01," + ",".join(cells)).encode(encoding))
            assert decoding.detect(path).name == encoding, cells


def test_a_damaged_byte_costs_its_row_and_no_other(tmp_path: Path) -> None:
    rows = [REFUND, *(refund(退款编号=str(10**17 + n)) for n in range(30))]
    data = bytearray("\n".join(",".join(row) for row in rows).encode("gb18030"))
    place = data.index(str(10**17 + 4).encode())
    data[place + 30] = 0xFF
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    file = read(path)
    assert len(file.claims) == 29
    assert [problem.line for problem in file.problems] == [6]
    assert "\ufffd" not in repr(file.claims)


def test_a_truncated_utf8_file_is_still_utf8(tmp_path: Path) -> None:
    data = "\n".join(
        ",".join(row) for row in (REFUND, refund(), refund(退款状态="退款成功"))
    ).encode()
    path = tmp_path / "a.csv"
    path.write_bytes(data[:-2])
    file = read(path)
    assert (file.encoding, len(file.claims)) == ("utf-8", 1)
    assert file.problems[-1].line == 3


def test_a_row_with_nuls_is_left_out(tmp_path: Path) -> None:
    rows = [REFUND, *(refund(退款编号=str(10**17 + n)) for n in range(20))]
    data = "\n".join(",".join(row) for row in rows).encode() + b"\n" + b"\x00" * 12
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    file = read(path)
    assert len(file.claims) == 20
    assert [problem.line for problem in file.problems] == [22]
    assert "空字符" in file.problems[0].message


def test_line_endings_of_every_system_count_alike(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        path = tmp_path / "a.csv"
        path.write_bytes(
            end.join(",".join(r) for r in (REFUND, refund(), refund(买家退款金额="x"))).encode()
        )
        assert read(path).problems[0].line == 3


def test_text_named_xls_is_read_as_text(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "退款.xls", [REFUND, refund()], "gbk", "\t")
    assert len(read(path).claims) == 1


def test_a_workbook_named_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [REFUND, refund()]).rename(tmp_path / "a.csv")
    assert read(path).encoding == "xlsx"


def test_a_sheet_that_claims_to_be_one_cell_is_read_whole() -> None:
    (sheet,) = open_source(DATA / "malformed_dimension_A1.xlsx", STANDARD).sheets
    rows = list(sheet.rows())
    assert (len(rows), rows[-1].line, len(rows[0].cells)) == (7, 7, 10)


def test_html_cells_that_span_keep_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        "<table><tr><td rowspan=2>a</td><td colspan=2>b<br>c</td></tr>"
        "<tr><td>d &amp; e</td><td>f<script>x</script></td></tr></table>",
        encoding="utf-8",
    )
    (sheet,) = open_source(path, STANDARD).sheets
    assert [row.cells for row in sheet.rows()] == [["a", "b\nc", ""], ["", "d & e", "f"]]


# ---------------------------------------------------------------- not what the name says


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(data, "JPEG")
    return data.getvalue()


def zipped(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.xlsx", picture(), "图片"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "图片"),
        ("a.csv", b"GIF89a" + bytes(50), "图片"),
        ("a.csv", b"BM" + bytes(60), "图片"),
        ("a.csv", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(50), "图片"),
        ("a.csv", b"\x00\x00\x00\x18ftypheic" + bytes(50), "图片"),
        ("a.csv", b"\x00\x00\x00\x18ftypmp42" + bytes(50), "视频"),
        ("a.xlsx", b"%PDF-1.7\n", "PDF"),
        ("a.xlsx", b"Rar!\x1a\x07", "压缩包"),
        ("a.xlsx", b"MZ" + bytes(80), "程序"),
        ("a.xls", b'<?xml version="1.0"?><Workbook>', "XML"),
        ("a.xls", b"MIME-Version: 1.0\r\n", "网页"),
        ("a.csv", b"", "空的"),
        ("a.csv", random.Random(1).randbytes(5000), "编码认不出"),
        ("a.xlsx", zipped(**{"word/document.xml": b"<a/>"}), "文档"),
        ("a.xlsx", zipped(**{"订单.csv": b"a,b"}), "解压"),
        ("a.xlsx", zipped(**{"xl/workbook.bin": b"", "[Content_Types].xml": b""}), "xlsb"),
        ("a.xlsx", zipped(**{"x.txt2": b"a"}), "不是表格"),
        ("a.xlsx", b"PK\x03\x04" + bytes(200), "损坏"),
        ("a.xlsx", b"PK\x03\x04", "损坏"),
        ("~$a.xlsx", b"\x05user", "锁文件"),
        ("a.html", b"<html><body>no table</body></html>", "没有任何数据"),
        ("a.csv", b"hello", "不是认识的平台文件"),
    ],
    ids=lambda value: repr(value)[:40],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportProblem, match=said) as refusal:
        read(path)
    assert refusal.value.sentence.startswith(f"「{name}」")
    assert refusal.value.sentence.endswith("。")
    assert refusal.value.advice


def test_a_passworded_workbook_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="密码"):
        read(ole_file(tmp_path / "a.xlsx", "EncryptedPackage"))


def test_an_old_document_is_no_old_workbook(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="文档"):
        read(ole_file(tmp_path / "a.xls", "WordDocument"))


def test_an_empty_old_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="没有任何数据"):
        read(ole_file(tmp_path / "a.xls", "Workbook"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="找不到"):
        read(tmp_path / "gone.csv")
    with pytest.raises(ImportProblem, match="文件夹"):
        read(tmp_path)


@pytest.mark.parametrize("lost", ["订单编号", "退款编号"])
def test_a_file_without_a_column_of_numbers_is_refused(tmp_path: Path, lost: str) -> None:
    place = REFUND.index(lost)
    rows = [[*row[:place], *row[place + 1 :]] for row in (REFUND, refund())]
    with pytest.raises(ImportProblem, match=lost) as refusal:
        read(csv_file(tmp_path / "a.csv", rows))
    assert "编号不会由程序编造" in refusal.value.sentence


def test_an_unknown_file_is_told_what_it_is_nearest_to(tmp_path: Path) -> None:
    rows = [("订单编号", "收货人姓名", "联系手机", "别的"), ("1", "2", "3", "4")]
    with pytest.raises(ImportProblem, match="不是认识的平台文件") as refusal:
        read(csv_file(tmp_path / "a.csv", rows))
    assert "ExportOrderList" in refusal.value.sentence
    assert "买家会员名" in refusal.value.sentence


# ------------------------------------------------------------------------------ hostile


FAR = sheet_data(
    f'<row r="1">{text_cell("A1", "a")}</row><row r="1048576">{text_cell("XFD1048576", "b")}</row>'
)


@pytest.mark.parametrize(
    "xml",
    [
        FAR,
        FAR.replace('"', "'"),
        FAR.replace("XFD1048576", "IW2"),
        FAR.replace("XFD1048576", "B200000"),
        FAR.replace('<c r="XFD1048576"', '<c t="n" r="XFD1048576"'),
    ],
    ids=["far", "single quotes", "column 257", "row 200000", "attributes turned round"],
)
def test_a_far_cell_is_refused_before_the_parser_sees_it(tmp_path: Path, xml: str) -> None:
    with pytest.raises(ImportProblem, match="范围太大"):
        read(sheet_workbook(tmp_path / "a.xlsx", xml))


def test_formatting_far_out_does_not_matter(tmp_path: Path) -> None:
    header = "".join(text_cell(f"{chr(65 + n)}1", name) for n, name in enumerate(REFUND))
    cells = "".join(text_cell(f"{chr(65 + n)}2", value) for n, value in enumerate(refund()))
    far = '<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1" /></row>'
    xml = sheet_data(f'<row r="1">{header}</row><row r="2">{cells}</row>{far}')
    assert len(read(sheet_workbook(tmp_path / "a.xlsx", xml)).claims) == 1


def test_a_sheet_with_more_cells_than_allowed_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [REFUND, *[refund()] * 20])
    for limits in (Limits(cells=100), Limits(rows=20), Limits(columns=6)):
        with pytest.raises(ImportProblem, match="范围太大"):
            read(path, limits=limits)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = sheet_workbook(tmp_path / "a.xlsx", FAR, **{"xl/media/x": bytes(60_000_000)})
    with pytest.raises(ImportProblem, match="结构不正常"):
        read(bomb)
    many = sheet_workbook(tmp_path / "b.xlsx", FAR, **{f"p{n}": b"" for n in range(1000)})
    with pytest.raises(ImportProblem, match="结构不正常"):
        read(many)
    large = sheet_workbook(tmp_path / "c.xlsx", FAR, x=random.Random(1).randbytes(300_000))
    with pytest.raises(ImportProblem, match="超过 0 MB"):
        read(large, limits=Limits(unzipped=200_000))


def test_a_zip_that_lies_about_its_sizes_is_found_out(tmp_path: Path) -> None:
    path = sheet_workbook(tmp_path / "a.xlsx", sheet_data("<row/>" * 2_000_000))
    data = bytearray(path.read_bytes())
    size = struct.pack("<I", len(sheet_data("<row/>" * 2_000_000)))
    assert size in data
    path.write_bytes(data.replace(size, struct.pack("<I", 1000)))
    with pytest.raises(ImportProblem, match=r"结构不正常|损坏"):
        read(path)


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    laughs = FAR.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "haha">]><worksheet', 1)
    with pytest.raises(ImportProblem, match="结构不正常"):
        read(sheet_workbook(tmp_path / "a.xlsx", laughs))


def test_paths_that_leave_the_archive_are_refused(tmp_path: Path) -> None:
    path = sheet_workbook(tmp_path / "a.xlsx", FAR, **{"../../evil": b""})
    with pytest.raises(ImportProblem, match="结构不正常"):
        read(path)


def test_a_cell_of_ten_megabytes_is_refused_with_its_line(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a.csv", [REFUND, refund(), refund(退款状态="长" * 10_000_000)], "utf-8"
    )
    with pytest.raises(ImportProblem, match="第 3 行"):
        read(path)


def test_a_text_with_too_many_rows_or_bytes_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [REFUND, *[refund()] * 30])
    with pytest.raises(ImportProblem, match="超过 20 行"):
        read(path, limits=Limits(rows=20))
    with pytest.raises(ImportProblem, match="上限"):
        read(path, limits=Limits(file=100))


def test_an_html_table_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<table>" + "<tr><td>1</td></tr>" * 30, encoding="utf-8")
    with pytest.raises(ImportProblem, match="超过 20 行"):
        read(path, limits=Limits(rows=20))
    path.write_text("<table><tr>" + "<td colspan=60>1</td>" * 9, encoding="utf-8")
    with pytest.raises(ImportProblem, match="列"):
        read(path)


def test_problems_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    rows = [refund(买家退款金额="x", 退款编号=str(10**17 + n)) for n in range(9)]
    file = read(csv_file(tmp_path / "a.csv", [REFUND, *rows]), limits=Limits(problems=5))
    assert len(file.problems) == 6
    assert "还有 4 处" in file.problems[-1].message


def test_the_encoding_can_be_forced(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [REFUND, refund()], "gb18030")
    with pytest.raises(Unreadable, match="编码 utf-8"):
        [list(sheet.rows()) for sheet in open_source(path, STANDARD, "utf-8").sheets]
