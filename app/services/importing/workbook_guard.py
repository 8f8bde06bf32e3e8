"""Is this zip a workbook, and is it safe to unpack? Settled before any parser sees it.

The parser trusts what a workbook says of itself: a sheet with cells A1 and XFD1048576 makes it
ask for 400 GB. Sizes in a zip's directory may lie, so every part is also inflated once and
counted; that costs a tenth of the parsing.
"""

from __future__ import annotations

import copy
import re
import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path

from app.i18n import _
from app.services.importing.limits import Limits
from app.services.importing.refusal import Unreadable, export_again, save_as_workbook
from app.services.importing.sniff import locked

_CHUNK = 1 << 20
_OVERLAP = 512
# A reference beyond column IV (256) or at row 200000 and above. Written out, because a general
# pattern that compares every reference takes longer than reading the whole workbook.
_FAR = re.compile(
    rb"""r=["']((?:[A-Z]{3,}|I[W-Z]|[J-Z][A-Z])\d+|[A-Z]{1,2}(?:[2-9]\d{5}|\d{7,}))["']"""
)
_TABLES = (".csv", ".xls", ".xlsx", ".txt")


class Workbook(Enum):
    """What kind of zipped workbook it is."""

    XLSX = auto()
    ODS = auto()


def check(path: Path, limits: Limits) -> Workbook:
    """The kind of a zipped workbook that keeps all budgets. Raises `Unreadable` otherwise."""
    try:
        with zipfile.ZipFile(path) as archive:
            kind = _kind(archive)
            _sizes(archive, limits)
            for entry in archive.infolist():
                if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _inflate(archive, entry, limits)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(_("已损坏或没有下载完整，打不开。"), export_again()) from error


def _kind(archive: zipfile.ZipFile) -> Workbook:
    names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise locked()
    if "[content_types].xml" in names and "xl/workbook.xml" in names:
        return Workbook.XLSX
    if "xl/workbook.bin" in names:
        raise Unreadable(_("是 .xlsb 二进制工作簿，这里读不了。"), save_as_workbook())
    if "mimetype" in archive.namelist() and archive.getinfo("mimetype").file_size < 200:
        declared = archive.read("mimetype")
        if declared.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return Workbook.ODS
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Unreadable(_("是一份文档，不是表格。"), export_again())
    if any(name.endswith(_TABLES) for name in names):
        raise Unreadable(_("是一个压缩包，表格在里面。"), _("请先解压，再导入里面的表格文件。"))
    raise Unreadable(_("不是表格。"), export_again())


def _sizes(archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > limits.entries or len(set(names)) != len(names):
        raise bomb()
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise bomb()
    if unpacked > limits.unzipped:
        raise _too_large(limits)
    if unpacked > limits.ratio_floor and unpacked > limits.ratio * max(packed, 1):
        raise bomb()


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Read one part to its true end, whatever size the directory gives, and look for far cells."""
    honest = copy.copy(entry)
    honest.file_size = limits.unzipped + 1
    total = 0
    tail = b""
    with archive.open(honest) as part:
        while chunk := part.read(_CHUNK):
            total += len(chunk)
            if total > limits.unzipped:
                raise _too_large(limits)
            if total > limits.ratio_floor and total > limits.ratio * max(entry.compress_size, 1):
                raise bomb()
            window = tail + chunk
            if b"<!DOCTYPE" in window:
                raise bomb()
            _near(window, limits)
            tail = window[-_OVERLAP:]


def _near(xml: bytes, limits: Limits) -> None:
    """Refuse a filled cell far out. An empty one, left by formatting whole columns, is harmless."""
    for match in _FAR.finditer(xml):
        start = xml.rfind(b"<", 0, match.start())
        end = xml.find(b">", match.end())
        if start < 0 or end < 0:
            continue
        name = xml[start + 1 : end].split(None, 1)[0]
        if name.rpartition(b":")[2] == b"c" and xml[end - 1 : end] != b"/":
            raise too_wide(match.group(1).decode("ascii"), limits)


def too_wide(cell: str, limits: Limits) -> Unreadable:
    """The refusal of a sheet whose contents spread too far; `cell` is the outermost one."""
    return Unreadable(
        _(
            "里有内容的单元格远在 {cell}，范围太大（最多 {rows} 行、{columns} 列、共 {cells} 格）。"
        ).format(cell=cell, rows=limits.rows, columns=limits.columns, cells=limits.cells),
        _("请把真正的数据复制到一个新表格里另存为 .xlsx，或按较短的日期范围分几次导出。"),
    )


def bomb() -> Unreadable:
    """The refusal of a zip that is not built like any workbook a program saves."""
    return Unreadable(_("的内部结构不正常（可能是恶意文件），没有打开。"), export_again())


def _too_large(limits: Limits) -> Unreadable:
    return Unreadable(
        _("解开后超过 {limit} MB，没有打开。").format(limit=limits.unzipped >> 20),
        _("请在平台后台按较短的日期范围分几次导出。"),
    )
