"""The dispute report: what is claimed, what happened, what proves it, on A4 for a platform's judge.

It prints what the dossier holds and decides nothing. Works for a ticket at any stage: what is not
there yet is said in a sentence. Phones are masked in the dossier already.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer, Table

from app.domain.money import Money
from app.domain.reports import Dossier
from app.domain.sheet import Sheet
from app.i18n import _
from exports._barcode import draw_qr
from exports._evidence import appendix, elided, read_pieces, short_hash, tiles
from exports._file import write_file
from exports._page import BAD, INK, MUTED, REGULAR, Look, Text, para, plain, printable
from exports._paper import (
    AMOUNT,
    AMOUNT_HEAD,
    BODY,
    FAINT,
    HEAD,
    SIDE,
    STRONG,
    WIDTH,
    Heading,
    box,
    build_paper,
    key_values,
    ruled_table,
    side_by_side,
)

_TITLE = Look(16.5, 22, bold=True)
_SUBTITLE = Look(9.4, 14, color=MUTED)
_NUMBERS = "一二三四五六七八九"
_QR_SIZE = 48.0
_LONGEST_WORD = 60  # characters of a number in the head
_LEAST_ROOM = 76.0  # points: a heading and two lines
_TILE_ROOM = 160.0  # a heading and a row of pictures
_FEW = 1  # so many pieces are told by the rows above them already


def write(dossier: Dossier, path: Path) -> Path:
    """Write the report; return the path really written (see `write_file`).

    A picture that cannot be read prints a box with the reason. Raises `StorageProblem`.
    """
    printable()  # the fonts are read before anything is written

    def fill(stream: BinaryIO) -> None:
        _build(dossier, stream)

    return write_file(path, fill)


def _build(dossier: Dossier, stream: BinaryIO) -> None:
    """Sections in the order a judge reads them, numbered as they come."""
    conclusion = dossier.conclusion.strip()
    unconcluded = _("尚未作出结论。本报告只列出截至制作时的事实与证据。")
    sections: list[tuple[str, list[Flowable]]] = [
        (_("结论与请求"), [box(conclusion or unconcluded)]),
        (_("交易与争议"), [key_values(_facts(dossier))]),
        (_("时间线"), _timeline(dossier)),
    ]
    pieces = read_pieces(dossier.evidence)
    day = _clock(dossier, "%m-%d", "%Y-%m-%d")
    proofs: list[Flowable] = [tiles(pieces, day)] if pieces else [box(_("还没有证据。"))]
    sections.append((_("证据"), proofs))
    if dossier.sheet is not None or dossier.decisions:
        sections.append((_("决定与金额计算"), _money(dossier)))
    basis = "\n".join(line for line in dossier.basis if line.strip())
    sections.append((_("依据"), [box(basis or _("没有引用平台规则或店铺承诺。"))]))

    story: list[Flowable] = [_head(dossier)]
    for number, (title, content) in zip(_NUMBERS, sections, strict=False):
        # A heading never stands alone at the foot of a page.
        least = _TILE_ROOM if content is proofs else _LEAST_ROOM
        story += [CondPageBreak(least), Heading(f"{number}、{title}"), *content]
    if pieces:
        story += [PageBreak(), Heading(_("附：证据原貌与指纹"))]
        story += appendix(pieces, _clock(dossier, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M"))
    build_paper(
        stream,
        story,
        title=_("{title} {number}").format(
            title=_("售后纠纷举证报告"), number=dossier.ticket_number
        ),
        author=dossier.shop,
        footer=_Footer(dossier),
    )


class _QrBox(Flowable):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.width = self.height = _QR_SIZE

    def draw(self) -> None:
        self.canv.setFillColor(INK)
        draw_qr(self.canv, self.text, 0, 0, _QR_SIZE)


def _head(dossier: Dossier) -> Table:
    about = (
        elided(dossier.ticket_number, _LONGEST_WORD),
        elided(dossier.platform, _LONGEST_WORD),
        _("订单 {number}").format(number=elided(dossier.order_no, _LONGEST_WORD)),
        _("第 {version} 版").format(version=dossier.version),
        _clock(dossier, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M")(dossier.made_at),
    )
    titles = [para(_("售后纠纷举证报告"), _TITLE), para(" · ".join(about), _SUBTITLE)]
    return side_by_side(
        [[titles, _QrBox(dossier.ticket_number)]],
        (WIDTH - _QR_SIZE - 12, _QR_SIZE + 12),
        ("VALIGN", (0, 0), (0, 0), "MIDDLE"),
        ("ALIGN", (1, 0), (1, 0), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, -1), 1.5, INK),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    )


def _facts(dossier: Dossier) -> list[tuple[str, str]]:
    at = _clock(dossier, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M")
    unknown = _("未知")
    moments = [at(moment) for moment in (dossier.placed_at, dossier.paid_at) if moment]
    delivered = at(dossier.delivered_at) if dossier.delivered_at else _("没有签收记录")
    if dossier.outbound:
        delivered = _("{when}（{parcel}）").format(when=delivered, parcel=dossier.outbound)
    paid = (
        unknown if dossier.paid_cents is None else str(Money(dossier.paid_cents, dossier.currency))
    )
    return [
        (_("店铺"), dossier.shop),
        (_("买家"), dossier.buyer or unknown),
        (_("下单 / 付款"), " / ".join(dict.fromkeys(moments)) or unknown),
        (_("签收"), delivered),
        (_("商品"), "\n".join(dossier.goods) or unknown),
        (_("实付"), paid),
        (_("买家主张"), dossier.buyer_claim or _("没有记录")),
        (_("我方主张"), dossier.our_claim or _("尚未提出")),
        (_("平台售后"), "\n".join(dossier.claims) or _("没有平台售后")),
        (_("责任"), dossier.liability or _("尚未认定")),
    ]


def _timeline(dossier: Dossier) -> list[Flowable]:
    if not dossier.timeline:
        return [box(_("还没有记录。"))]
    years = {entry.at.astimezone(ZoneInfo(dossier.zone)).year for entry in dossier.timeline}
    form = "%m-%d %H:%M" if len(years) == 1 else "%Y-%m-%d %H:%M"
    at = _clock(dossier, form, "%Y-%m-%d %H:%M")
    rows: list[list[Text]] = [
        [para(title, HEAD) for title in (_("时间"), _("谁"), _("发生了什么"), _("证据"))]
    ]
    for entry in dossier.timeline:
        text = entry.text
        if entry.clock_suspect:
            text = _("{text}（当时电脑时间不可靠）").format(text=text)
        cells = (at(entry.at), entry.actor, text, _codes(entry.evidence))
        rows.append([para(cell, BODY) for cell in cells])
    when = 82.0 if form.startswith("%m") else 104.0
    return [ruled_table(rows, (when, 76, WIDTH - when - 76 - 58, 58))]


def _money(dossier: Dossier) -> list[Flowable]:
    """Every round in a line; of the one in force each amount with its rule and what made it."""
    story: list[Flowable] = [box("\n".join(dossier.decisions))] if dossier.decisions else []
    made = dossier.sheet
    if made is None:
        return story
    about = _("{round}的金额，按作决定时显示的原样：").format(round=dossier.sheet_of)
    story += [Spacer(0, 6), para(about, FAINT), Spacer(0, 2)]
    story.append(_amounts(made))
    story += _small_table(
        (_("商品"), _("第几件"), _("款项"), _("这一行实付"), _("金额")),
        [
            (one.goods, one.piece or _("不分件"), one.kind, one.share or _("未知"), one.amount)
            for one in (made.pieces if len(made.pieces) > _FEW else ())
        ],
        (WIDTH - 296, 60, 66, 90, 80),
    )
    story += _small_table(
        (_("上限（作决定前）"), _("一共"), _("此前已用"), _("还剩")),
        [(cap.name, cap.limit, cap.used, cap.left) for cap in made.caps],
        (WIDTH - 270, 90, 90, 90),
    )
    story += _small_table(
        (_("满减的两种算法"), _("退款"), ""),
        [(way, refund, _("采用") if taken else "") for way, refund, taken in made.promotion],
        (WIDTH - 180, 90, 90),
    )
    return story


def _amounts(made: Sheet) -> Flowable:
    rows: list[list[Text]] = [
        [para(_("项目"), HEAD), para(_("金额"), AMOUNT_HEAD), para(_("怎么算"), HEAD)]
    ]
    for row in made.rows:
        about = "\n".join(part for part in (row.rule, row.inputs) if part)
        name = STRONG if row.total else BODY
        rows.append([para(row.what, name), para(row.amount, AMOUNT), para(about, FAINT)])
    return ruled_table(rows, (150, 96, WIDTH - 246))


def _small_table(
    titles: tuple[str, ...], rows: list[tuple[str, ...]], widths: tuple[float, ...]
) -> list[Flowable]:
    """A table whose last columns are amounts; nothing without rows."""
    if not rows:
        return []
    amounts = {place for place, title in enumerate(titles) if title in _amount_titles()}
    heads = [
        para(title, AMOUNT_HEAD if place in amounts else HEAD) for place, title in enumerate(titles)
    ]
    body = [
        [para(cell, AMOUNT if place in amounts else BODY) for place, cell in enumerate(row)]
        for row in rows
    ]
    return [Spacer(0, 8), ruled_table([heads, *body], widths)]


def _amount_titles() -> frozenset[str]:
    return frozenset((_("这一行实付"), _("金额"), _("一共"), _("此前已用"), _("还剩"), _("退款")))


class _Footer:
    """The state of the record chain on the left, the page on the right; who it is about above."""

    def __init__(self, dossier: Dossier) -> None:
        self.color = MUTED if dossier.chain_ok else BAD
        self.chain = _chain(dossier)
        self.running = plain(
            _("售后纠纷举证报告 · {number} · 第 {version} 版").format(
                number=dossier.ticket_number, version=dossier.version
            )
        )

    def __call__(self, canvas: Canvas, page: int, pages: int) -> None:
        canvas.setFont(REGULAR, 8.2)
        canvas.setFillColor(self.color)
        canvas.drawString(SIDE, 27, self.chain)
        canvas.setFillColor(MUTED)
        shown = _("第 {page} / {pages} 页").format(page=page, pages=pages)
        canvas.drawRightString(A4[0] - SIDE, 27, shown)
        if page > 1:
            canvas.setFont(REGULAR, 7.4)
            canvas.drawRightString(A4[0] - SIDE, A4[1] - 28, self.running)


def _chain(dossier: Dossier) -> str:
    if not dossier.chain_count:
        return _("记录链：还没有记录")
    text = (
        _("记录链校验 ✓ {count} 条 · 末条 {head}")
        if dossier.chain_ok
        else _("记录链校验未通过 · {count} 条 · 末条 {head}")
    )
    return plain(text.format(count=dossier.chain_count, head=short_hash(dossier.chain_head)))


def _clock(dossier: Dossier, same_year: str, other_year: str) -> Callable[[datetime], str]:
    """Times in the shop's zone; the short form in the year the report was made."""
    zone = ZoneInfo(dossier.zone)
    year = dossier.made_at.astimezone(zone).year

    def shown(moment: datetime) -> str:
        local = moment.astimezone(zone)
        return local.strftime(same_year if local.year == year else other_year)

    return shown


def _codes(codes: tuple[str, ...]) -> str:
    """`E1 E2 E5–E7`: runs of three and more are drawn together."""
    runs: list[list[str]] = []
    for code in codes:
        number = code[1:]
        before = runs[-1][-1][1:] if runs else ""
        if number.isdecimal() and before.isdecimal() and int(number) == int(before) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    shown = (f"{run[0]}–{run[-1]}" if len(run) > 2 else " ".join(run) for run in runs)
    return " ".join(shown)
