"""Pictures: upright, small, without their secrets; and hostile ones end in a sentence."""

from __future__ import annotations

import random
import tracemalloc
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from app.services import pictures
from app.services.pictures import NoPicture
from tests.services.evidence_files import (
    GPS_MARK,
    bmp_bomb,
    gif_bomb,
    heic_head,
    photo,
    png_bomb,
)

RED, BLUE = (200, 30, 30), (30, 30, 200)


def near(color: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(color, tuple)
    return all(abs(a - b) < 40 for a, b in zip(color, wanted, strict=True))


def preview(data: bytes, kind: str, side: int, folder: Path) -> Image.Image:
    target = folder / "preview.jpg"
    pictures.write_preview(data, kind, side, target)
    image = Image.open(target, formats=("JPEG",))
    image.load()
    return image


@pytest.mark.parametrize(
    ("kind", "name"),
    [("image/jpeg", "JPEG"), ("image/png", "PNG"), ("image/gif", "GIF"), ("image/webp", "WEBP"),
     ("image/bmp", "BMP"), ("image/tiff", "TIFF"), ("image/avif", "AVIF")],
)  # fmt: skip
def test_every_listed_format_gives_a_preview(kind: str, name: str, tmp_path: Path) -> None:
    image = preview(photo(800, 600, kind=name), kind, 256, tmp_path)
    assert image.size == (256, 192)
    assert near(image.getpixel((20, 90)), RED)
    assert near(image.getpixel((230, 90)), BLUE)


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    assert preview(photo(60, 40), "image/jpeg", 256, tmp_path).size == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_place_and_device_never_reach_a_preview(kind: str, tmp_path: Path) -> None:
    data = photo(900, 600, kind=kind)
    assert GPS_MARK in data
    image = preview(data, f"image/{kind.lower()}", 256, tmp_path)
    written = (tmp_path / "preview.jpg").read_bytes()
    assert GPS_MARK not in written
    assert b"PhoneMaker" not in written
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "photoshop"} & image.info.keys()


# Where red ends up once a picture whose left half is red was turned the way its note says.
@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [(1, "left"), (2, "right"), (3, "right"), (4, "left"),
     (5, "top"), (6, "top"), (7, "bottom"), (8, "bottom")],
)  # fmt: skip
def test_a_preview_stands_upright(orientation: int, red_at: str, tmp_path: Path) -> None:
    data = photo(600, 400, orientation=orientation)
    image = preview(data, "image/jpeg", 300, tmp_path)
    width, height = image.size
    assert (width > height) == (orientation < 5)
    place = {
        "left": (10, height // 2),
        "right": (width - 10, height // 2),
        "top": (width // 2, 10),
        "bottom": (width // 2, height - 10),
    }[red_at]
    assert near(image.getpixel(place), RED)
    seen = pictures.glance(data, "image/jpeg")
    assert (seen.width, seen.height) == ((600, 400) if orientation < 5 else (400, 600))
    shown = pictures.pixels(data, "image/jpeg")
    assert (shown.full_width, shown.full_height) == (seen.width, seen.height)


def test_the_pixels_are_rows_of_blue_green_red(tmp_path: Path) -> None:
    shown = pictures.pixels(photo(200, 100, kind="PNG"), "image/png")
    assert (shown.width, shown.height, len(shown.data)) == (200, 100, 200 * 100 * 4)
    assert tuple(shown.data[:3]) == (30, 30, 200)
    assert tuple(shown.data[199 * 4 : 199 * 4 + 3]) == (200, 30, 30)


def test_a_very_large_original_is_shown_at_a_smaller_scale() -> None:
    shown = pictures.pixels(photo(9000, 6000), "image/jpeg")
    assert (shown.full_width, shown.full_height) == (9000, 6000)
    assert shown.width * shown.height <= 40_000_000
    assert len(shown.data) == shown.width * shown.height * 4


def test_transparent_parts_become_white(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(out, "PNG")
    assert near(preview(out.getvalue(), "image/png", 100, tmp_path).getpixel((5, 5)), (255,) * 3)


def test_sixteen_bits_a_pixel_do_not_turn_white(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("I;16", (100, 100), 0x8000).save(out, "PNG")
    grey = preview(out.getvalue(), "image/png", 100, tmp_path).getpixel((50, 50))
    assert near(grey, (128, 128, 128))


def test_a_colour_profile_is_applied_when_it_is_one_and_never_passed_on(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = BytesIO()
    Image.new("RGB", (64, 64), RED).save(out, "JPEG", icc_profile=srgb)
    same = preview(out.getvalue(), "image/jpeg", 64, tmp_path)
    assert near(same.getpixel((5, 5)), RED)
    assert "icc_profile" not in same.info
    out = BytesIO()
    Image.new("RGB", (64, 64), RED).save(out, "JPEG", icc_profile=b"not a profile at all")
    assert near(preview(out.getvalue(), "image/jpeg", 64, tmp_path).getpixel((5, 5)), RED)


def test_the_time_a_picture_was_taken_is_read_with_its_zone() -> None:
    naive = pictures.glance(photo(taken="2026:11:22 09:30:05"), "image/jpeg").taken
    assert naive == datetime(2026, 11, 22, 9, 30, 5)  # noqa: DTZ001 - a camera without a zone
    aware = pictures.glance(photo(taken="2026:11:22 09:30:05", offset="+08:00"), "image/jpeg").taken
    zone = timezone(timedelta(hours=8))
    assert aware == datetime(2026, 11, 22, 9, 30, 5, tzinfo=zone)


@pytest.mark.parametrize("text", ["", "0000:00:00 00:00:00", "2026:13:40 99:99:99", "昨天"])
def test_a_camera_that_does_not_know_the_time_says_nothing(text: str) -> None:
    assert pictures.glance(photo(taken=text), "image/jpeg").taken is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [(png_bomb(), "image/png"), (gif_bomb(), "image/gif"), (bmp_bomb(), "image/bmp"),
     (png_bomb(9_500), "image/png")],
)  # fmt: skip
def test_a_bomb_is_refused_from_its_head_alone(data: bytes, kind: str, tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        for act in (pictures.glance, pictures.pixels):
            with pytest.raises(NoPicture):
                act(data, kind)
        with pytest.raises(NoPicture):
            pictures.write_preview(data, kind, 256, tmp_path / "p.jpg")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert not list(tmp_path.iterdir())


def test_a_picture_longer_than_a_screenshot_can_be_is_refused() -> None:
    with pytest.raises(NoPicture, match="20001×10"):
        pictures.glance(photo(20_001, 10, kind="PNG"), "image/png")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_a_truncated_picture_is_refused_and_nothing_is_written(kind: str, tmp_path: Path) -> None:
    rng = random.Random(7)
    noise = Image.frombytes("RGB", (300, 300), rng.randbytes(300 * 300 * 3))
    out = BytesIO()
    noise.save(out, kind)
    data = out.getvalue()
    with pytest.raises(NoPicture, match="不完整"):
        pictures.write_preview(data[: len(data) // 2], f"image/{kind.lower()}", 256, tmp_path / "p.jpg")  # fmt: skip
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", sorted(pictures._DECODERS))
def test_bytes_that_are_no_picture_end_in_a_sentence(kind: str) -> None:
    rng = random.Random(11)
    for size in (0, 1, 10, 5000):
        with pytest.raises(NoPicture):
            pictures.pixels(rng.randbytes(size), kind)


def test_a_thousand_damaged_pictures_never_raise_anything_else(tmp_path: Path) -> None:
    rng = random.Random(3)
    names = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP",
             "image/tiff": "TIFF", "image/bmp": "BMP"}  # fmt: skip
    whole = {kind: photo(64, 48, kind=name) for kind, name in names.items()}
    for count in range(1000):
        kind = rng.choice(sorted(whole))
        data = bytearray(whole[kind])
        for _change in range(rng.randint(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            pictures.write_preview(bytes(data), kind, 256, tmp_path / f"{count}.jpg")
        except NoPicture:
            assert not (tmp_path / f"{count}.jpg").exists()


def test_a_heic_photo_that_is_cut_off_ends_in_a_sentence() -> None:
    with pytest.raises(NoPicture, match="不完整"):
        pictures.pixels(heic_head(), "image/heic")


def test_a_heic_photo_stands_upright_and_keeps_no_notes(tmp_path: Path) -> None:
    # Our own drawing, held sideways; no encoder for this format may be shipped or tested with.
    data = (Path(__file__).parents[1] / "data" / "evidence" / "phone.heic").read_bytes()
    assert GPS_MARK in data
    image = preview(data, "image/heic", 256, tmp_path)
    assert image.size == (192, 256)
    assert near(image.getpixel((96, 20)), RED)
    assert near(image.getpixel((96, 236)), BLUE)
    assert GPS_MARK not in (tmp_path / "preview.jpg").read_bytes()
    assert pictures.glance(data, "image/heic").taken is not None


def test_what_has_no_decoder_says_so() -> None:
    with pytest.raises(NoPicture, match="没有图片预览"):
        pictures.glance(b"<svg/>", "image/svg+xml")
