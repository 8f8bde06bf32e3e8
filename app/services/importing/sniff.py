"""What a file really is, by its first bytes; its name says nothing.

"xls" files of platforms are often HTML or plain text; a photo may be named .xlsx.
"""

from __future__ import annotations

import mmap
import re
from enum import Enum, auto
from pathlib import Path

from app.i18n import N_, _
from app.services.importing.limits import Limits
from app.services.importing.refusal import Unreadable, export_again, save_as_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 8192
_PICTURE, _FILM, _ARCHIVE = N_("一张图片"), N_("一段视频或录音"), N_("一个压缩包")
_KNOWN_STARTS = (
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"%PDF", N_("一份 PDF 文件")),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf'\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"MZ", N_("一个程序")),
    (b"\x7fELF", N_("一个程序")),
    (b"SQLite format 3\x00", N_("一个数据库文件")),
    (b"{\\rtf", N_("一份文档")),
)
_HTML = re.compile(
    rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|meta|body|style|table|div)\b", re.DOTALL
)


class FileType(Enum):
    """How a file is to be read."""

    ZIP = auto()  # perhaps a workbook: the guard of workbooks decides
    XLS = auto()
    HTML = auto()
    TEXT = auto()


def sniff(path: Path, limits: Limits) -> FileType:
    """The type of a file. Raises `Unreadable` when it holds no table, `OSError` as it comes."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(_("是空的，里面什么也没有。"), _("请从平台后台重新导出。"))
    if size > limits.file:
        raise Unreadable(
            _("有 {size} MB，超过 {limit} MB 的上限。").format(
                size=size >> 20, limit=limits.file >> 20
            ),
            _("请在平台后台按较短的日期范围分几次导出。"),
        )
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileType.ZIP
    if head.startswith(OLE):
        return _ole(path)
    if (what := _foreign(head)) is not None:
        raise Unreadable(_("是{what}，不是表格。").format(what=_(what)), export_again())
    lower = head.removeprefix(b"\xef\xbb\xbf").lower()
    if _HTML.match(lower):
        return FileType.HTML
    if lower.lstrip().startswith(b"<?xml") or b"<workbook" in lower:
        raise Unreadable(_("是 XML 文件，这里读不了。"), save_as_workbook())
    if lower.lstrip().startswith(b"mime-version:"):
        raise Unreadable(_("是单文件网页，这里读不了。"), save_as_workbook())
    return FileType.TEXT


def _foreign(head: bytes) -> str | None:
    """The name of a file that begins like nothing a table begins with."""
    for start, what in _KNOWN_STARTS:
        # Two letters may also begin a text; a text has no NUL so early.
        if head.startswith(start) and (len(start) > 2 or b"\x00" in head[:64]):
            return what
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return _PICTURE if brand in (b"heic", b"heix", b"mif1", b"avif") else _FILM
    if head.startswith(b"RIFF"):
        return _PICTURE if head[8:12] == b"WEBP" else _FILM
    return None


def _ole(path: Path) -> FileType:
    """An OLE container: an old workbook, a workbook behind a password, or something else."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if _has_stream(data, "EncryptedPackage"):
            raise locked()
        if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
            return FileType.XLS
    raise Unreadable(_("是一份文档，不是表格。"), export_again())


def _has_stream(data: mmap.mmap, name: str) -> bool:
    """Whether the container's directory names a stream: entries stand at multiples of 128."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    place = data.find(wanted)
    while place >= 0:
        if place % 128 == 0:
            return True
        place = data.find(wanted, place + 1)
    return False


def locked() -> Unreadable:
    """The refusal of a file behind a password."""
    return Unreadable(
        _("有密码，打不开。"), _("请用 Excel 或 WPS 打开它，去掉密码后另存，再导入。")
    )
