"""What a file is: told from its bytes, whatever its name says."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.media_types import (
    UNKNOWN,
    contradicts,
    media_type,
    promises_picture,
    sniff,
    type_label,
)


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def box(brand: bytes, *more: bytes) -> bytes:
    body = brand + b"\0\0\0\0" + b"".join(more)
    return struct.pack(">I", 8 + len(body)) + b"ftyp" + body + b"\0" * 32


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"GIF89a\x01\x00", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "video/x-msvideo"),
        (b"BM" + b"\0" * 12 + struct.pack("<I", 40) + b"\0" * 40, "image/bmp"),
        (b"II*\x00\x08\x00\x00\x00", "image/tiff"),
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff"),
        (box(b"heic", b"mif1", b"heic"), "image/heic"),
        (box(b"mif1", b"heic"), "image/heic"),
        (box(b"avif", b"mif1"), "image/avif"),
        (box(b"isom", b"avc1"), "video/mp4"),
        (box(b"mp42"), "video/mp4"),
        (box(b"qt  "), "video/quicktime"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "video/quicktime"),
        (box(b"3gp5"), "video/3gpp"),
        (box(b"M4A "), "audio/mp4"),
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (b"#!AMR\n\x04", "audio/amr"),
        (b"MZ\x90\x00\x03", "application/x-executable"),
        (b"\x7fELF\x02\x01", "application/x-executable"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (zipped("xl/workbook.xml", "xl/vbaProject.bin"),
         "application/vnd.ms-excel.sheet.macroEnabled.12"),
        (zipped("word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zipped("a.jpg"), "application/zip"),
        ("退款已收到，谢谢。".encode(), "text/plain"),
        ("退款已收到，谢谢。".encode("gb18030"), "text/plain"),
        ("\ufeff订单,金额,时间\n1,2,3\n4,5,6\n".encode(), "text/csv"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "text/html"),
        (b"  <script>alert(1)</script>", "text/html"),
        (b"<?xml version='1.0'?><svg xmlns='x'></svg>", "image/svg+xml"),
        (b"{\\rtf1 x}", "text/rtf"),
        (b"\x00\x01\x02\x03", UNKNOWN),
        (b"", UNKNOWN),
    ],
)  # fmt: skip
def test_the_bytes_say_what_a_file_is(data: bytes, expected: str) -> None:
    assert sniff(data) == expected


def test_a_letter_that_begins_with_bm_is_no_bitmap() -> None:
    assert sniff(b"BMW owners manual, page one, and so on and so on") == "text/plain"


def test_a_text_cut_in_the_middle_of_a_character_is_still_text() -> None:
    assert sniff("客服聊天记录".encode() * 4000 + "客".encode()[:2]) == "text/plain"


def test_the_end_of_a_workbook_can_tell_what_its_beginning_does_not() -> None:
    whole = zipped("a" * 200, "xl/workbook.xml")
    head = whole[:60]
    assert sniff(head) == "application/zip"
    assert sniff(head, whole[-200:]).endswith("spreadsheetml.sheet")


@given(st.binary(max_size=400), st.binary(max_size=100))
def test_any_bytes_have_a_type_with_a_word_and_an_ending(head: bytes, tail: bytes) -> None:
    found = media_type(sniff(head, tail))
    assert found.name == sniff(head, tail)
    assert type_label(found.name)
    assert found.extension.startswith(".")


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/zip",
                                  "application/x-executable", "application/msword", UNKNOWN,
                                  "application/vnd.ms-excel.sheet.macroEnabled.12", "made/up"])  # fmt: skip
def test_what_could_run_or_mislead_is_never_handed_to_the_system(kind: str) -> None:
    assert not media_type(kind).opens


def test_a_copy_of_a_program_gets_an_ending_that_cannot_start_it() -> None:
    assert media_type("application/x-executable").extension == ".bin"


@pytest.mark.parametrize(
    ("name", "kind", "lies"),
    [
        ("a.jpg", "application/pdf", True),
        ("a.JPEG", "image/jpeg", False),
        ("a.jpg ", "image/png", True),
        ("a.csv", "text/plain", False),
        ("证据", "image/jpeg", False),
        ("a.weird", "image/jpeg", False),
        ("invoice.pdf", "application/x-executable", True),
    ],
)
def test_a_name_contradicts_only_when_it_promises_another_known_type(
    name: str, kind: str, lies: bool
) -> None:
    assert contradicts(name, kind) is lies


def test_a_picture_is_promised_by_the_last_ending() -> None:
    assert promises_picture("a.exe.JPG")
    assert not promises_picture("a.jpg.exe")
