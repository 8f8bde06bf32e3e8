"""Pictures of evidence: previews for the screen and for papers, and the pixels of an original.

Only listed formats are decoded, each by its own decoder, after its size was looked at. What comes
out is upright, in sRGB, and free of everything that was written beside the pixels (place, device).
"""

from __future__ import annotations

import re
import uuid
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import AvifImagePlugin, Image, ImageCms, TiffImagePlugin, WebPImagePlugin

from app.errors import RuleViolation
from app.i18n import _

MOST_PIXELS: Final = 80_000_000
LONGEST_SIDE: Final = 20_000
MOST_BYTES: Final = 256 * 1024**2
_MOST_SHOWN: Final = 40_000_000
"""An original with more pixels is shown at a smaller scale: 160 MB of memory are enough."""

_DECODERS: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/heic": "HEIF",
    "image/avif": "AVIF",
}
_LOADED_BY_NAME = (AvifImagePlugin, TiffImagePlugin, WebPImagePlugin)
_ORIENTATION, _EXIF_IFD, _TAKEN, _TAKEN_OFFSET = 0x0112, 0x8769, 0x9003, 0x9011
_UPRIGHT = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_MOMENT = re.compile(r"\A(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"\A([+-])(\d\d):(\d\d)")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow only warns up to twice the limit; a warning that nobody reads is no limit.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class NoPicture(RuleViolation):
    """No picture can be made of these bytes; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture: rows of four bytes a pixel (blue, green, red, unused), upright.

    `full_width` and `full_height` are the original's; the pixels may be fewer.
    """

    width: int
    height: int
    data: bytes
    full_width: int
    full_height: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What the head of a picture says: size in pixels, upright, and when it was taken.

    `taken` has no zone when the camera did not say which one its clock showed.
    """

    width: int
    height: int
    taken: datetime | None = None


def can_decode(media_type: str) -> bool:
    """Whether pictures of this type are decoded here."""
    return media_type in _DECODERS


def glance(data: bytes, media_type: str) -> Glance:
    """Read the head only. Raises `NoPicture`."""
    with _opened(data, media_type) as image:
        turned = _orientation(image) in (5, 6, 7, 8)
        width, height = (image.height, image.width) if turned else image.size
        return Glance(width, height, _taken(image))


def pixels(data: bytes, media_type: str) -> Pixels:
    """Decode the picture for the viewer. Raises `NoPicture`."""
    with _opened(data, media_type) as image:
        full = image.size
        if full[0] * full[1] > _MOST_SHOWN:
            side = max(full)
            # Half the side is a quarter of the pixels, and what JPEG decodes cheaply.
            image.draft("RGB", (side // 2, side // 2))
        upright = _upright(image)
        if upright.width * upright.height > _MOST_SHOWN:
            upright = _loaded(upright.reduce(2))
    if upright.width * full[1] != upright.height * full[0] and _swapped(upright.size, full):
        full = (full[1], full[0])
    return Pixels(*upright.size, upright.tobytes("raw", "BGRX"), *full)


def _swapped(shown: tuple[int, int], full: tuple[int, int]) -> bool:
    return (shown[0] > shown[1]) != (full[0] > full[1])


def write_preview(data: bytes, media_type: str, side: int, target: Path) -> None:
    """Write a JPEG whose longer side is at most `side`; complete or not at all.

    Raises `NoPicture`, or `OSError` when the disk refuses.
    """
    with _opened(data, media_type) as image:
        image.draft("RGB", (side, side))
        small = _upright(image, side)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{uuid.uuid4().hex}.part")
    try:
        small.save(part, "JPEG", quality=88, optimize=side <= 512)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _opened(data: bytes, media_type: str) -> Image.Image:
    """The picture with its head read and its size accepted."""
    decoder = _DECODERS.get(media_type)
    if decoder is None:
        raise NoPicture(_("这种文件没有图片预览。"))
    if decoder == "HEIF":
        _learn_heif()
    try:
        image = Image.open(BytesIO(data), formats=(decoder,))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture(_("图片的像素太多（超过 8000 万），不在这里显示。")) from error
    except Exception as error:
        raise _broken() from error
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        image.close()
        raise NoPicture(
            _("图片太大（{width}×{height} 像素），不在这里显示。").format(
                width=width, height=height
            )
        )
    return image


def _learn_heif() -> None:
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _broken() -> NoPicture:
    return NoPicture(_("图片不完整或已损坏，无法显示。"))


def _loaded(image: Image.Image) -> Image.Image:
    """Decode all of it now; whatever a broken file leads a decoder to becomes one sentence."""
    try:
        image.load()
    except Exception as error:
        raise _broken() from error
    return image


def _upright(image: Image.Image, side: int = 0) -> Image.Image:
    """Decoded, perhaps made small, turned as the camera was held, on white, in sRGB."""
    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    _loaded(image)
    try:
        flat = _flat(image)
        if side:
            flat.thumbnail((side, side), Image.Resampling.BICUBIC, reducing_gap=2.0)
        flat = _in_srgb(flat, profile)
        for turn in _UPRIGHT.get(orientation, ()):
            flat = flat.transpose(turn)
    except NoPicture:
        raise
    except Exception as error:
        raise _broken() from error
    # Nothing that was written beside the pixels goes any further.
    flat.info = {}
    return flat


def _flat(image: Image.Image) -> Image.Image:
    """RGB without transparency."""
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    if image.mode.startswith("I"):
        # Sixteen bits a pixel: a plain conversion would clip nearly everything to white.
        return image.convert("I").point(_upper_byte).convert("L").convert("RGB")
    return image.convert("RGB")


def _upper_byte(value: int) -> float:
    # Pillow hands in a stand-in and takes the arithmetic from it: scale and offset only.
    return value * (1 / 257) + 0


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Colours as they were meant: phones write a wider space, and colour is what buyers dispute."""
    if not isinstance(profile, bytes) or not profile:
        return image
    try:
        changed = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return changed if changed is not None else image


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - a broken note beside the pixels is no reason to show nothing
        return 1
    return value if isinstance(value, int) else 1


def _taken(image: Image.Image) -> datetime | None:
    try:
        notes = image.getexif().get_ifd(_EXIF_IFD)
        moment = _MOMENT.match(str(notes.get(_TAKEN, "")))
        offset = _OFFSET.match(str(notes.get(_TAKEN_OFFSET, "")))
        if moment is None:
            return None
        zone = None
        if offset is not None:
            sign = -1 if offset[1] == "-" else 1
            zone = timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))
        year, month, day, hour, minute, second = (int(part) for part in moment.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except Exception:  # noqa: BLE001 - as above
        return None
