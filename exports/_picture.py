"""Pictures for papers: small JPEGs without any hidden data, or the reason why there is none.

What comes in should be a preview without metadata already; it is checked all the same, because a
photo's EXIF data tells where the buyer lives, and a broken file must not cost the whole paper.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Final

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader

from app.domain.reports import Opener
from app.i18n import _

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_PIXELS: Final = 80_000_000
_LONGEST_SIDE: Final = 1600  # pixels: 300 dpi over the width of a photo print on A4
_QUALITY: Final = 82
_HARMLESS = ("APP0", "APP2", "APP14")  # JFIF header, colour profile, colour transform

_UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    ZeroDivisionError,
    MemoryError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """JPEG bytes ready to be embedded as they are; width and height in pixels."""

    jpeg: bytes
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """The largest size inside a box that keeps the proportions; never cropped."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


class JpegReader(ImageReader):
    """Hands reportlab the JPEG as it is.

    The bytes themselves are what two drawings of one picture are recognised by; reportlab would
    decode every pixel for that, which takes a hundred times as long.
    """

    def __init__(self, picture: Picture) -> None:
        super().__init__(BytesIO(picture.jpeg))
        self._jpeg = picture.jpeg
        self._dataA = None

    def _read_image(self, fp: BytesIO) -> Image.Image:
        return Image.open(fp, formats=("JPEG",))

    def getRGBData(self) -> bytes:  # noqa: N802 - the name reportlab calls
        return self._jpeg


def load_picture(opener: Opener) -> Picture | str:
    """The picture, or one sentence saying why none can be shown. Never raises for bad bytes."""
    try:
        with opener() as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            return _("图片文件太大，没有放进来")
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                return _("图片像素太多，没有放进来")
            if _as_it_is(image, data):
                return Picture(data, image.width, image.height)
            return _made_anew(image)
    except FileNotFoundError:
        return _("图片文件不见了")
    except _UNREADABLE:
        return _("图片打不开，可能已损坏")


def _as_it_is(image: Image.Image, data: bytes) -> bool:
    """Whether the file is a whole, plain, small JPEG that carries nothing but its picture."""
    segments = getattr(image, "applist", ())
    return (
        image.format == "JPEG"
        and image.mode in ("L", "RGB")
        and max(image.size) <= _LONGEST_SIDE
        and data.rstrip(b"\0").endswith(b"\xff\xd9")
        and all(name in _HARMLESS for name, _content in segments)
    )


def _made_anew(image: Image.Image) -> Picture:
    """Upright, at most 1600 pixels, on white, and nothing but pixels."""
    scale = min(1, _LONGEST_SIDE / max(image.size))
    # Both sides must be asked for in proportion, else the decoder shrinks nothing.
    image.draft("RGB", (ceil(image.width * scale), ceil(image.height * scale)))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    if upright.has_transparency_data:
        solid = upright.convert("RGBA")
        ground = Image.new("RGBA", solid.size, "white")
        ground.alpha_composite(solid)
        upright = ground
    pixels = upright.convert("RGB")
    pixels.info.clear()  # comments and the like would be written again
    buffer = BytesIO()
    pixels.save(buffer, "JPEG", quality=_QUALITY)
    return Picture(buffer.getvalue(), upright.width, upright.height)
