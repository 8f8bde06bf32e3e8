"""What a file is, told from its bytes and never from its name.

Every type has a word for staff, the one extension copies get, and whether the system's own viewer
may be handed such a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.i18n import N_, _

HEAD = 65_536
"""How many bytes from the start (and from the end) `sniff` wants to see."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """One known type. `shown`: a picture of it can be made inside the desk."""

    name: str
    label: str
    extension: str
    aliases: tuple[str, ...] = ()
    opens: bool = False
    shown: bool = False


UNKNOWN = "application/octet-stream"
_TYPES = (
    MediaType("image/jpeg", N_("JPEG 图片"), ".jpg", (".jpeg", ".jfif", ".jpe"), True, True),
    MediaType("image/png", N_("PNG 图片"), ".png", (), True, True),
    MediaType("image/gif", N_("GIF 图片"), ".gif", (), True, True),
    MediaType("image/webp", N_("WebP 图片"), ".webp", (), True, True),
    MediaType("image/bmp", N_("BMP 图片"), ".bmp", (".dib",), True, True),
    MediaType("image/tiff", N_("TIFF 图片"), ".tif", (".tiff",), True, True),
    MediaType("image/heic", N_("HEIC 图片"), ".heic", (".heif", ".hif"), False, True),
    MediaType("image/avif", N_("AVIF 图片"), ".avif", (), False, True),
    MediaType("image/svg+xml", N_("SVG 图形"), ".svg"),
    MediaType("application/pdf", N_("PDF 文件"), ".pdf", (), True),
    MediaType("video/mp4", N_("MP4 视频"), ".mp4", (".m4v",), True),
    MediaType("video/quicktime", N_("MOV 视频"), ".mov", (".qt",), True),
    MediaType("video/3gpp", N_("3GP 视频"), ".3gp"),
    MediaType("video/webm", N_("WebM 视频"), ".webm", (".mkv",)),
    MediaType("video/x-msvideo", N_("AVI 视频"), ".avi"),
    MediaType("video/x-ms-wmv", N_("WMV 视频"), ".wmv", (".asf", ".wma")),
    MediaType("video/x-flv", N_("FLV 视频"), ".flv"),
    MediaType("video/mpeg", N_("MPEG 视频"), ".mpg", (".mpeg", ".ts")),
    MediaType("audio/mpeg", N_("MP3 录音"), ".mp3"),
    MediaType("audio/mp4", N_("M4A 录音"), ".m4a"),
    MediaType("audio/wav", N_("WAV 录音"), ".wav"),
    MediaType("audio/amr", N_("AMR 录音"), ".amr"),
    MediaType("audio/ogg", N_("OGG 录音"), ".ogg", (".opus",)),
    MediaType("text/plain", N_("文本"), ".txt", (), True),
    MediaType("text/csv", N_("CSV 表格"), ".csv", (), True),
    MediaType("text/html", N_("网页"), ".html", (".htm", ".mht")),
    MediaType("text/xml", N_("XML 文件"), ".xml"),
    MediaType("text/rtf", N_("RTF 文档"), ".rtf"),
    MediaType(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        N_("Excel 表格"), ".xlsx", (), True,
    ),
    MediaType(
        "application/vnd.ms-excel.sheet.macroEnabled.12", N_("带宏的 Excel 表格"), ".xlsm"
    ),
    MediaType(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        N_("Word 文档"), ".docx",
    ),
    MediaType(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        N_("PowerPoint 文件"), ".pptx",
    ),
    MediaType("application/vnd.ms-excel", N_("Excel 97-2003 表格"), ".xls"),
    MediaType("application/msword", N_("Word 97-2003 文档"), ".doc"),
    MediaType("application/zip", N_("ZIP 压缩包"), ".zip"),
    MediaType("application/vnd.rar", N_("RAR 压缩包"), ".rar"),
    MediaType("application/x-7z-compressed", N_("7z 压缩包"), ".7z"),
    # Programs get no extension that could start them.
    MediaType("application/x-executable", N_("程序"), ".bin", (".exe", ".dll", ".scr", ".com")),
    MediaType(UNKNOWN, N_("未知类型的文件"), ".bin"),
)  # fmt: skip
_BY_NAME = {one.name: one for one in _TYPES}
_BY_SUFFIX = {
    suffix: one.name
    for one in _TYPES
    if one.name != UNKNOWN
    for suffix in (one.extension, *one.aliases)
    if suffix != ".bin"
}
_TEXTS = frozenset({"text/plain", "text/csv"})


def media_type(name: str) -> MediaType:
    """The entry of a type by its name; an unknown name counts as unknown bytes."""
    return _BY_NAME.get(name, _BY_NAME[UNKNOWN])


def type_label(name: str) -> str:
    """The word staff read for a type, translated."""
    return _(media_type(name).label)


def contradicts(file_name: str, name: str) -> bool:
    """Whether the name's ending promises another type than the bytes are: `a.jpg` that is a PDF."""
    suffix = _suffix(file_name)
    promised = _BY_SUFFIX.get(suffix)
    if promised is None or promised == name:
        return False
    return not {promised, name} <= _TEXTS


def promises_picture(file_name: str) -> bool:
    """Whether the name's ending is that of a picture."""
    return media_type(_BY_SUFFIX.get(_suffix(file_name), UNKNOWN)).shown


def _suffix(file_name: str) -> str:
    dot = file_name.rfind(".")
    return file_name[dot:].lower().strip() if dot >= 0 else ""


# ------------------------------------------------------------------------------------- sniffing

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-wmv"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"OggS", "audio/ogg"),
    (b"{\\rtf", "text/rtf"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"MZ", "application/x-executable"),
    (b"\x7fELF", "application/x-executable"),
)
_RIFF = {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav"}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_QUICKTIME_BOXES = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_BMP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
_OOXML = (
    (b"xl/vbaProject.bin", "application/vnd.ms-excel.sheet.macroEnabled.12"),
    (b"xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE)
_BOMS = (b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes, tail: bytes = b"") -> str:
    """The type of a file from its first bytes; `tail` (its last) tells kinds of zip apart."""
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    return (
        _container(head, tail)
        or _iso_media(head)
        or _bitmap(head)
        or _mp3(head)
        or _text(head)
        or UNKNOWN
    )


def _container(head: bytes, tail: bytes) -> str:
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    seen = head + tail
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for mark, name in _OOXML if mark in seen), "application/zip")
    if head.startswith(_OLE):
        if "Workbook".encode("utf-16-le") in seen or "Book".encode("utf-16-le") in seen:
            return "application/vnd.ms-excel"
        return "application/msword" if "WordDocument".encode("utf-16-le") in seen else UNKNOWN
    return ""


def _iso_media(head: bytes) -> str:
    """MP4, MOV, HEIC and their family: boxes of a length and four letters."""
    box = head[4:8]
    if box in _QUICKTIME_BOXES:
        return "video/quicktime"
    if box != b"ftyp":
        return ""
    length = min(int.from_bytes(head[:4], "big"), 256)
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, length, 4)}
    if brands & {b"avif", b"avis"}:
        return "image/avif"
    if major in _HEIC or (brands & _HEIC and not brands & {b"isom", b"mp42", b"qt  "}):
        return "image/heic"
    if major == b"qt  ":
        return "video/quicktime"
    if major.startswith((b"3gp", b"3g2")):
        return "video/3gpp"
    return "audio/mp4" if major.startswith((b"M4A", b"M4B")) else "video/mp4"


def _bitmap(head: bytes) -> str:
    # Two letters are little: the header must be one that exists.
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return "image/bmp"
    return ""


def _mp3(head: bytes) -> str:
    if len(head) < 3 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return ""
    layer, rate = head[1] & 0x06, head[2] & 0xF0
    return "audio/mpeg" if layer and rate not in (0x00, 0xF0) else ""


def _text(head: bytes) -> str:
    body = head.removeprefix(b"\xef\xbb\xbf")
    utf16 = body.startswith(_BOMS)
    if not utf16 and (b"\x00" in body or not body.strip()):
        return ""
    controls = sum(1 for byte in body if byte < 32 and byte not in (9, 10, 12, 13))
    if not utf16 and controls * 100 > len(body):
        return ""
    start = body[:4096].lstrip()
    if start.startswith(b"%PDF-"):
        return "application/pdf"
    if _MARKUP.search(start):
        return "text/html"
    if start.startswith((b"<?xml", b"<svg")):
        return "image/svg+xml" if b"<svg" in start else "text/xml"
    if utf16:
        return "text/plain"
    if _readable(body):
        return "text/csv" if _tabular(body) else "text/plain"
    return ""


def _readable(body: bytes) -> bool:
    """Text in UTF-8, or in GB18030, the two that shops meet; a cut last character is forgiven."""
    for encoding, cut in (("utf-8", 3), ("gb18030", 3)):
        for less in range(cut + 1):
            try:
                body[: len(body) - less].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _tabular(body: bytes) -> bool:
    """Several lines with the same number of separators: a table, not prose."""
    lines = [line for line in body.splitlines()[:6] if line.strip()]
    if len(lines) < 2:
        return False
    for mark in (b",", b"\t"):
        counts = {line.count(mark) for line in lines[:5]}
        if len(counts) == 1 and counts.pop() >= 2:
            return True
    return False
