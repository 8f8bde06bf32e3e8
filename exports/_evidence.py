"""Evidence on paper: small pictures side by side, then each one large with its full fingerprint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from app.domain.media_types import type_label
from app.domain.reports import DossierEvidence
from app.i18n import _
from exports._page import GROUND, INK, LINE, MUTED, REGULAR, Look, para, plain, wrap
from exports._paper import BODY, HEIGHT, SMALL, STRONG, WIDTH, side_by_side
from exports._picture import JpegReader, Picture, load_picture

_GAP = 9.0
_PER_ROW = 4
_TILE_WIDTH = (WIDTH - _GAP * (_PER_ROW - 1)) / _PER_ROW
_TILE_HEIGHT = 84.0
_LARGE_WIDTH = 340.0
_LARGE_HEIGHT = 290.0  # two pictures with their data fill one page
_TALL = 1.6  # height to width: a screenshot of a chat, unreadable unless it gets its own page
_TALL_HEIGHT = HEIGHT - 110
_LONGEST_WORD = 40  # characters of a kind or a party
_LONGEST_NAME = 120  # characters of a file name
_CAPTION = Look(9.2, 13)

ShownTime = Callable[[datetime], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence with its picture read, or the reason why none is shown."""

    evidence: DossierEvidence
    picture: Picture | str


def read_pieces(evidence: tuple[DossierEvidence, ...]) -> list[Piece]:
    """Open every picture once."""
    return [Piece(one, _picture(one)) for one in evidence]


def short_hash(sha256: str) -> str:
    """`9f2c…a41d`: enough to find the full value in the appendix."""
    return f"{sha256[:4]}…{sha256[-4:]}" if len(sha256) > 8 else sha256


def tiles(pieces: list[Piece], day: ShownTime) -> Table:
    """Small pictures, four in a row, with code, kind, party, day and short fingerprint."""
    rows: list[list[object]] = []
    for start in range(0, len(pieces), _PER_ROW):
        row: list[object] = [_tile(piece, day) for piece in pieces[start : start + _PER_ROW]]
        rows.append(row + [""] * (_PER_ROW - len(row)))
    last = _PER_ROW - 1
    return side_by_side(
        rows,
        [_TILE_WIDTH + _GAP] * last + [_TILE_WIDTH],
        ("RIGHTPADDING", (0, 0), (last - 1, -1), _GAP),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    )


def appendix(pieces: list[Piece], at: ShownTime) -> list[Flowable]:
    """Each piece large, with everything that identifies the original."""
    story: list[Flowable] = []
    for piece in pieces:
        evidence = piece.evidence
        picture = _large(piece)
        title = f"{elided(evidence.code, 12)}　{elided(evidence.kind, _LONGEST_WORD)}"
        story += [
            CondPageBreak(picture.height + 50),
            para(title, STRONG),
            Spacer(0, 4),
            _beside(picture, _data(evidence, at)),
            Spacer(0, 4),
            para(f"SHA-256　{evidence.sha256}", SMALL),
        ]
        if evidence.note.strip():
            story.append(para(_("说明：{note}").format(note=evidence.note), BODY))
        story.append(Spacer(0, 16))
    return story


def elided(text: str, longest: int) -> str:
    """At most `longest` characters: the middle goes, the beginning and the end stay."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]}…{text[-half:]}"


class PictureBox(Flowable):
    """A picture as large as its box allows, never cropped; or the reason why there is none."""

    def __init__(self, picture: Picture | str, width: float, height: float) -> None:
        super().__init__()
        self.picture, self.width, self.height = picture, width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(GROUND)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.roundRect(0, 0, self.width, self.height, 3, stroke=1, fill=1)
        if isinstance(self.picture, str):
            canvas.setFillColor(MUTED)
            canvas.setFont(REGULAR, 8)
            lines = wrap(plain(self.picture), 8, self.width - 16)[: int(self.height / 11)]
            top = self.height / 2 + (len(lines) - 1) * 5.5 - 3
            for place, line in enumerate(lines):
                canvas.drawCentredString(self.width / 2, top - place * 11, line)
        else:
            width, height = self.picture.fitted(self.width, self.height)
            outline = canvas.beginPath()
            outline.roundRect(0, 0, self.width, self.height, 3)
            canvas.clipPath(outline, stroke=0, fill=0)
            canvas.drawImage(
                JpegReader(self.picture),
                (self.width - width) / 2,
                (self.height - height) / 2,
                width,
                height,
            )
        canvas.setFillColor(INK)
        canvas.restoreState()


def _picture(evidence: DossierEvidence) -> Picture | str:
    if evidence.opener is None:
        return _("{type}：不能显示为图片，原件另存").format(type=type_label(evidence.media_type))
    return load_picture(evidence.opener)


def _tile(piece: Piece, day: ShownTime) -> list[Flowable]:
    evidence = piece.evidence
    kind, party = elided(evidence.kind, _LONGEST_WORD), elided(evidence.party, _LONGEST_WORD)
    provided = _("{party}提供").format(party=party) if party else _("来源未知")
    return [
        PictureBox(piece.picture, _TILE_WIDTH, _TILE_HEIGHT),
        Spacer(0, 2),
        para(f"{elided(evidence.code, 12)} {kind}", _CAPTION),
        para(f"{provided} · {day(evidence.at)} · {short_hash(evidence.sha256)}", SMALL),
    ]


def _large(piece: Piece) -> PictureBox:
    """A very tall picture gets a page of its own; a missing one a small box."""
    picture = piece.picture
    if isinstance(picture, str):
        return PictureBox(picture, _LARGE_WIDTH, 140)
    tall = picture.height > picture.width * _TALL
    width, height = picture.fitted(_LARGE_WIDTH, _TALL_HEIGHT if tall else _LARGE_HEIGHT)
    return PictureBox(picture, width, height)


def _data(evidence: DossierEvidence, at: ShownTime) -> list[Flowable]:
    """What is known of the original, as name over value."""
    named = (
        (_("提供方"), elided(evidence.party, _LONGEST_WORD) or _("未知")),
        (_("时间"), at(evidence.at)),
        (_("原文件名"), elided(evidence.original_name, _LONGEST_NAME) or _("（没有）")),
        (_("类型"), type_label(evidence.media_type)),
        (_("大小"), _size(evidence.size)),
    )
    return [
        part
        for name, value in named
        for part in (para(name, SMALL), para(value, BODY), Spacer(0, 4))
    ]


def _beside(picture: PictureBox, data: list[Flowable]) -> Table:
    return side_by_side([[picture, data]], (_LARGE_WIDTH + 14, WIDTH - _LARGE_WIDTH - 14))


def _size(size: int) -> str:
    """`1.2 MB（1,234,567 字节）`."""
    exact = _("{count:,} 字节").format(count=size)
    for limit, unit in ((1024 * 1024, "MB"), (1024, "KB")):
        if size >= limit:
            return f"{size / limit:.1f} {unit}（{exact}）"
    return exact
