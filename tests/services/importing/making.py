"""Files as platforms, spreadsheets and villains write them, made on the spot."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from app.domain.imported import ParsedFile
from app.services.importing.limits import STANDARD, Limits
from app.services.importing.reading import Options, read_file

DATA = Path(__file__).resolve().parents[2] / "data" / "importing"
FORMATS = DATA / "formats"

REFUND = (
    "订单编号",
    "退款编号",
    "买家退款金额",
    "退款状态",
    "超时时间",
    "退款的申请时间",
    "是否需要退货",
)
ORDER = ("订单编号", "买家会员名", "买家实际支付金额", "订单状态", "收货人姓名", "联系手机", "宝贝标题", "订单创建时间")  # fmt: skip
LINES = ("订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "商家编码")


def read(path: Path, *, limits: Limits = STANDARD, formats: Path | None = None) -> ParsedFile:
    """Read a file in this process: for files that are known not to kill it."""
    options = Options(limits=limits, formats=formats) if formats else Options(limits=limits)
    return read_file(path, options, ignore)


def ignore(_rows: int) -> None:
    """Progress nobody looks at."""


def refund(**changes: str) -> list[str]:
    """One good row under `REFUND`, with some cells changed by column name."""
    row = dict(
        zip(
            REFUND,
            (
                "3300008641975230861",
                "170000000000000031",
                "129.00",
                "买家已经申请退款，等待卖家同意",
                "2024-06-06 09:00:00",
                "2024-06-04 09:00:00",
                "需要退货",
            ),
            strict=True,
        )
    )
    assert changes.keys() <= row.keys()
    return list((row | changes).values())


def csv_file(
    path: Path, rows: Iterable[Sequence[str]], encoding: str = "gb18030", separator: str = ","
) -> Path:
    """A text file whose cells need no quotes."""
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    path.write_bytes(text.encode(encoding))
    return path


def workbook(
    path: Path, rows: Iterable[Sequence[object]], *more: Sequence[Sequence[object]]
) -> Path:
    """A workbook with one sheet per table."""
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for number, table in enumerate((rows, *more), 1):
        sheet = book.create_sheet(f"{number}月")
        for row in table:
            sheet.append(row)
    book.save(path)
    return path


def sheet_workbook(path: Path, sheet_xml: str, **more: bytes) -> Path:
    """A workbook whose only sheet is the given XML, for sheets no library would write."""
    parts: dict[str, bytes] = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml.encode(),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | more).items():
            archive.writestr(name, content)
    return path


def sheet_data(rows: str) -> str:
    """Sheet XML around some `<row>` elements."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    )


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def ole_file(path: Path, stream: str) -> Path:
    """The smallest OLE container that names one stream, as a passworded workbook does."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *([0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    entries = b""
    for name, kind in (("Root Entry", 5), (stream, 2), ("", 0), ("", 0)):
        entry = bytearray(128)
        coded = name.encode("utf-16-le")
        entry[: len(coded)] = coded
        struct.pack_into("<HBB", entry, 64, len(coded) + 2 if name else 0, kind, 1)
        entries += bytes(entry)
    path.write_bytes(bytes(header) + table + entries)
    return path
