"""Files a stranger might send as evidence, drawn or forged by the tests themselves."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

GPS_MARK = b"GPS-WITNESS"


def photo(
    width: int = 640,
    height: int = 480,
    *,
    kind: str = "JPEG",
    orientation: int = 1,
    taken: str = "",
    offset: str = "",
) -> bytes:
    """A picture, red on its left half and blue on its right, with the notes a phone writes."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    ImageDraw.Draw(image).rectangle((width // 2, 0, width, height), fill=(30, 30, 200))
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[29] = GPS_MARK.decode()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    out = BytesIO()
    if kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        image.save(out, kind, exif=exif.tobytes())
    else:
        image.save(out, kind)
    return out.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb(side: int = 50_000) -> bytes:
    """A PNG of a few bytes that claims `side` × `side` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + body + _chunk(b"IEND", b"")


def gif_bomb(side: int = 50_000) -> bytes:
    """A GIF whose screen is `side` × `side` pixels."""
    return b"GIF89a" + struct.pack("<HH", side, side) + b"\x00\x00\x00;"


def bmp_bomb(side: int = 50_000) -> bytes:
    """A BMP that claims `side` × `side` pixels."""
    info = struct.pack("<IiiHHIIiiII", 40, side, side, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + 10, 0, 0, 54) + info + b"\0" * 10


def heic_head() -> bytes:
    """The beginning of a HEIC photo and then nothing."""
    return struct.pack(">I", 24) + b"ftypheic" + b"\0\0\0\0" + b"mif1heic" + b"\0" * 64


def mp4_head() -> bytes:
    """The beginning of a film."""
    return struct.pack(">I", 24) + b"ftypisom" + b"\0\0\2\0" + b"isomavc1" + b"\0" * 4096
