"""Evidence pictures, drawn: goods with a flaw circled, a parcel, a chat. Never a photograph."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from app.domain.remedy import ProblemClass
from app.services.demo.goods import Product, Trouble
from resources import FONT_BOLD, FONT_REGULAR

_SIZE = (1200, 1500)  # what is drawn on; kept at half of it
_FACES = ("#c9b79c", "#b7b1a6", "#a8b3b0", "#c2b2b0", "#b4b9c6")

_PICTURES_ASKED = (
    (True, "您好，给您带来不便非常抱歉，方便拍一张清楚的照片吗？"),
    (False, "照片发了，你看一下"),
    (True, "收到，我们马上核实，今天之内给您答复。"),
)
_ANSWERS = {
    ProblemClass.LATE_SHIPMENT: (
        (True, "您好，非常抱歉，这款仓库临时缺货，耽误您了。"),
        (False, "那到底什么时候能发"),
        (True, "我马上跟仓库核实，今天之内给您准信。"),
    ),
    ProblemClass.CHANGE_OF_MIND: (
        (True, "您好，可以的，请保持吊牌完好、不影响二次销售。"),
        (False, "好的，没用过，都是新的"),
        (True, "收到，我们先核实一下订单。"),
    ),
    ProblemClass.SERVICE: (
        (True, "您好，您反映的情况收到了。"),
        (False, "麻烦尽快处理一下"),
        (True, "好的，今天之内给您答复。"),
    ),
}


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_BOLD if bold else FONT_REGULAR), size)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.reduce(2).save(out, "JPEG", quality=88)
    return out.getvalue()


def _table(rng: random.Random) -> Image.Image:
    """A table top with soft light, as the background of a photo."""
    light = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180)))
    base = Image.new("RGB", light.size, rng.choice(_FACES))
    dark = Image.new("RGB", light.size, "#6b5d4c")
    mixed = Image.composite(base, dark, light.point([80 + v * 175 // 255 for v in range(256)]))
    return mixed.resize(_SIZE, Image.Resampling.NEAREST)


def whole_item(product: Product, rng: random.Random) -> bytes:
    """The whole thing on a table."""
    image = _table(rng)
    _draw_goods(ImageDraw.Draw(image), product, rng)
    return _jpeg(image)


def close_up(product: Product, trouble: Trouble, rng: random.Random) -> bytes:
    """The same, nearer, with the flaw circled in red."""
    image = _table(rng)
    draw = ImageDraw.Draw(image)
    _draw_goods(draw, product, rng, scale=3)
    x, y = rng.randint(430, 760), rng.randint(520, 900)
    draw.line(
        [(x - 50, y - 20), (x - 14, y + 12), (x + 10, y - 16), (x + 52, y + 22)],
        fill="#3b322b",
        width=7,
    )
    draw.ellipse([x - 130, y - 110, x + 130, y + 110], outline="#e5382e", width=9)
    draw.text((60, 1390), trouble.finding, font=_font(44, bold=True), fill="#ffffff")
    return _jpeg(image)


def parcel(courier: str, tracking: str, rng: random.Random) -> bytes:
    """A dented box with its label; the number is the invented one of the ticket."""
    image = _table(rng)
    draw = ImageDraw.Draw(image)
    draw.polygon([(180, 420), (960, 360), (1040, 1120), (220, 1200)], fill="#b08a5b")
    draw.polygon([(180, 420), (960, 360), (900, 300), (250, 350)], fill="#c9a576")
    draw.line([(960, 500), (900, 640), (980, 760)], fill="#7d5f3c", width=12)
    draw.rectangle([360, 560, 800, 940], fill="#fdfdfb", outline="#888888", width=3)
    draw.text((390, 590), courier, font=_font(56, bold=True), fill="#111111")
    x = 390
    while x < 760:
        width = rng.choice((3, 5, 8))
        draw.rectangle([x, 690, x + width, 800], fill="#111111")
        x += width + rng.choice((4, 6, 9))
    draw.text((390, 830), tracking, font=_font(38), fill="#111111")
    return _jpeg(image)


def chat(trouble: Trouble, rng: random.Random) -> bytes:
    """A screenshot of a conversation."""
    image = Image.new("RGB", (1080, 1500), "#ededed")
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, 1080, 130], fill="#f7f7f7")
    draw.text((400, 42), "买家会话", font=_font(44, bold=True), fill="#111111")
    said = (
        (False, trouble.words),
        *_ANSWERS.get(trouble.problem, _PICTURES_ASKED),
    )
    y = 190
    for ours, text in said:
        y = _bubble(draw, y, text, ours=ours)
    del rng
    return _jpeg(image)


def _bubble(draw: ImageDraw.ImageDraw, y: int, text: str, *, ours: bool) -> int:
    font = _font(38)
    rows = [text[i : i + 17] for i in range(0, len(text), 17)]
    height = 56 * len(rows) + 44
    width = 44 + max(int(draw.textlength(row, font=font)) for row in rows)
    left = 1080 - 120 - width if ours else 120
    draw.rounded_rectangle(
        [left, y, left + width, y + height], 18, fill="#95ec69" if ours else "#ffffff"
    )
    draw.ellipse([1080 - 96, y, 1080 - 24, y + 72] if ours else [24, y, 96, y + 72], fill="#8fa3bf")
    for number, row in enumerate(rows):
        draw.text((left + 22, y + 18 + 56 * number), row, font=font, fill="#111111")
    return y + height + 44


def _draw_goods(
    draw: ImageDraw.ImageDraw, product: Product, rng: random.Random, scale: int = 2
) -> None:
    x, y = 600 + rng.randint(-40, 40), 760 + rng.randint(-40, 40)
    shapes = {
        "mug": _mug,
        "jar": _jar,
        "chair": _chair,
        "shelf": _shelf,
        "lamp": _lamp,
        "lid": _lid,
        "fruit": _fruit,
        "board": _board,
    }
    shapes.get(product.shape, _cloth)(draw, x, y, 130 * scale, product.colour)


def _mug(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    draw.ellipse([x + r // 2, y - r // 2, x + r + r // 3, y + r // 2], outline=colour, width=r // 7)
    draw.rounded_rectangle([x - r, y - r, x + r * 4 // 5, y + r], r // 6, fill=colour)
    draw.ellipse([x - r, y - r * 6 // 5, x + r * 4 // 5, y - r * 4 // 5], fill="#2f3b47")


def _jar(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    draw.rounded_rectangle(
        [x - r * 2 // 3, y - r, x + r * 2 // 3, y + r * 6 // 5], r // 5, fill=colour
    )
    draw.rectangle([x - r // 2, y - r * 5 // 4, x + r // 2, y - r], fill="#5c5247")


def _chair(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    draw.rectangle([x - r * 2 // 3, y - r * 4 // 3, x - r // 2, y + r], fill=colour)
    draw.rectangle([x + r // 2, y, x + r * 2 // 3, y + r], fill=colour)
    draw.rectangle([x - r * 2 // 3, y - r // 8, x + r * 2 // 3, y + r // 12], fill=colour)
    draw.rectangle([x - r * 2 // 3, y - r * 4 // 3, x - r // 2 + r // 3, y - r], fill=colour)


def _shelf(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    for side in (-1, 1):
        edge = x + side * r * 3 // 4
        draw.rectangle([edge - r // 14, y - r * 4 // 3, edge + r // 14, y + r], fill=colour)
    for board in range(5):
        top = y - r * 4 // 3 + board * r * 7 // 12
        draw.rectangle([x - r * 3 // 4, top, x + r * 3 // 4, top + r // 10], fill=colour)


def _lamp(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    draw.polygon(
        [(x - r // 2, y - r), (x + r // 2, y - r), (x + r * 4 // 5, y), (x - r * 4 // 5, y)],
        fill=colour,
    )
    draw.rectangle([x - r // 16, y, x + r // 16, y + r], fill="#5a5a5a")
    draw.ellipse([x - r // 2, y + r * 9 // 10, x + r // 2, y + r * 6 // 5], fill="#5a5a5a")


def _lid(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    for ring in (10, 7, 4):
        size = r * ring // 9
        draw.ellipse(
            [x - size, y - size * 2 // 3, x + size, y + size * 2 // 3],
            fill=colour,
            outline="#ffffff",
            width=6,
        )


def _cloth(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    draw.rounded_rectangle([x - r * 5 // 4, y - r, x + r * 5 // 4, y + r], r // 8, fill=colour)
    for fold in range(1, 5):
        top = y - r + fold * r * 2 // 5
        draw.line(
            [(x - r * 5 // 4, top), (x + r * 5 // 4, top - r // 10)], fill="#00000022", width=5
        )


def _fruit(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    for dx, dy in ((-r, r // 3), (0, r // 2), (r, r // 3), (-r // 2, -r // 2), (r // 2, -r // 2)):
        left, top = x + dx - r * 3 // 5, y + dy - r * 3 // 5
        draw.ellipse([left, top, left + r * 6 // 5, top + r * 6 // 5], fill=colour)
        draw.arc([left + r // 5, top, left + r, top + r * 6 // 5], 100, 260, "#b8644f", 6)


def _board(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: str) -> None:
    draw.rounded_rectangle([x - r * 3 // 2, y - r // 2, x + r * 3 // 2, y + r // 2], 18, colour)
    draw.text((x - r * 6 // 5, y - r // 4), "小院 · 6-201", font=_font(r * 2 // 5), fill="#e8d9bd")
