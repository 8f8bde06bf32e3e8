"""The return slip: a 76 × 130 mm card the buyer lays into the parcel, so that it finds its ticket.

It is no waybill and looks like none. The barcode holds exactly the ticket number. The shop's own
address is printed in full, of the buyer's phone only the last four digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.reports import Slip, SlipLine
from app.i18n import _
from exports._barcode import MODULE, QUIET_MODULES, code128_widths, draw_code128, draw_qr
from exports._file import write_file
from exports._page import BOLD, CREATOR, REGULAR, plain, printable, width_of, wrap
from exports._slip_sheet import (
    INNER,
    MARGIN,
    PAGE,
    SMALLEST,
    Box,
    Row,
    draw_boxes,
    lines,
    paginate,
)

_BODY: Final = 8.25  # points
_SCALES: Final = (1.0, 0.94, 0.88, SMALLEST / _BODY)  # tried in turn before a second page is begun
_TITLE: Final = 12.75
_BAR_HEIGHT: Final = 10.5 * mm
_BAR_ROOM: Final = PAGE[0] - 2 * QUIET_MODULES * MODULE
_DOT: Final = 0.125 * mm  # of a 203 dpi print head: bars start on one
_QR_SIZE: Final = 16.5 * mm
_FIRST_TOP: Final = PAGE[1] - MARGIN - _TITLE - 5 - _BAR_HEIGHT - 13
_NEXT_TOP: Final = PAGE[1] - MARGIN - 15


def write(slip: Slip, path: Path) -> Path:
    """Write one slip; return the path really written (see `write_file`). Raises `StorageProblem`."""
    return write_all((slip,), path)


def write_all(slips: Iterable[Slip], path: Path) -> Path:
    """Write slips one after the other into one file, for printing in one go."""
    printable()  # the fonts are read before anything is written
    return write_file(path, partial(_build, slips))


def _build(slips: Iterable[Slip], stream: BinaryIO) -> None:
    canvas = Canvas(
        stream,
        pagesize=PAGE,
        pageCompression=1,
        invariant=1,
        lang="zh-CN",
        initialFontName=REGULAR,  # type: ignore[arg-type]  # a name; the stubs say float
    )
    canvas.setTitle(_("退货卡"))
    canvas.setSubject(_("退货卡"))
    canvas.setAuthor(CREATOR)
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    for slip in slips:
        _draw(canvas, slip)
    canvas.save()


def _draw(canvas: Canvas, slip: Slip) -> None:
    """One slip, on one page if a smaller print makes it fit, else on as many as it takes."""
    pages: list[list[Box]] = []
    for scale in _SCALES:
        boxes = _boxes(slip, max(_BODY * scale, SMALLEST))
        pages = paginate(boxes, _FIRST_TOP - MARGIN, _NEXT_TOP - MARGIN)
        if len(pages) == 1:
            break
    for number, page in enumerate(pages, 1):
        canvas.setFillColor(black)
        place = f"{number} / {len(pages)}" if len(pages) > 1 else ""
        if number == 1:
            _head(canvas, slip, place)
        else:
            _running_head(canvas, slip, place)
        corners = draw_boxes(canvas, page, _FIRST_TOP if number == 1 else _NEXT_TOP)
        for box, (right, top) in zip(page, corners, strict=True):
            if box.beside:
                draw_qr(canvas, slip.ticket_number, right - _QR_SIZE, top - _QR_SIZE, _QR_SIZE)
        canvas.showPage()


def _head(canvas: Canvas, slip: Slip, place: str) -> None:
    """Title, kind and shop above the barcode and its number in words."""
    base = PAGE[1] - MARGIN - _TITLE * 0.88
    title, kind = _("退货卡"), _fitting(slip.kind, _TITLE, INNER * 0.4, bold=True)
    canvas.setFont(BOLD, _TITLE)
    canvas.drawString(MARGIN, base, title)
    canvas.drawRightString(MARGIN + INNER, base, kind)
    start = MARGIN + width_of(f"{title} ", _TITLE, bold=True)
    end = MARGIN + INNER - width_of(kind, _TITLE, bold=True) - 4
    canvas.setFont(REGULAR, 7.5)
    shop = f"{place}　{slip.shop}" if place else slip.shop
    canvas.drawString(start, base, _fitting(shop, 7.5, end - start))

    number = plain(slip.ticket_number)
    widths = code128_widths(slip.ticket_number)
    bottom = base - 5 - _BAR_HEIGHT
    if widths is not None and sum(widths) * MODULE <= _BAR_ROOM:
        left = round((PAGE[0] - sum(widths) * MODULE) / 2 / _DOT) * _DOT
        draw_code128(canvas, widths, left, bottom, _BAR_HEIGHT)
        canvas.setFont(REGULAR, _BODY)
        canvas.drawCentredString(PAGE[0] / 2, bottom - _BODY - 1, number, charSpace=1.1)
    else:
        # No scanner could read such a code on this paper; the square code below holds the number.
        canvas.setFont(BOLD, _BODY)
        for place_of, line in enumerate(wrap(number, _BODY, INNER, bold=True)[:3]):
            y = bottom + _BAR_HEIGHT - (place_of + 1) * _BODY * 1.3
            canvas.drawCentredString(PAGE[0] / 2, y, line)


def _running_head(canvas: Canvas, slip: Slip, place: str) -> None:
    base = PAGE[1] - MARGIN - 8
    canvas.setFont(BOLD, _BODY)
    number = _fitting(slip.ticket_number, _BODY, INNER * 0.6, bold=True)
    canvas.drawString(MARGIN, base, f"{_('退货卡')} {number}")
    canvas.drawRightString(MARGIN + INNER, base, place)


def _boxes(slip: Slip, size: float) -> list[Box]:
    return [
        _address(slip, size),
        _goods(slip, size),
        _notice(slip, size),
        _order(slip, size),
        _to_fill_in(size),
    ]


def _address(slip: Slip, size: float) -> Box:
    to = _("寄往")
    if slip.address is None:
        blank = Row("", size, blank=True)
        note = lines(_("店铺还没有填写退货地址，请手写"), SMALLEST)
        return Box([Row("", size, name=to, blank=True), blank, blank, *note])
    address = slip.address
    who = f"{address.contact} {address.phone}".strip()
    where = f"{address.address} {address.postcode}".strip()
    sizes = (size * 1.18, size * 1.1, size)
    fitted = (lines(who, large, name=to, bold=True) for large in sizes)
    contact = next((rows for rows in fitted if len(rows) == 1), None)
    return Box([*(contact or lines(who, size, name=to, bold=True)), *lines(where, size)])


def _goods(slip: Slip, size: float) -> Box:
    back = _("退回")
    if not slip.lines:
        note = lines(_("请写明退回的商品和数量"), SMALLEST)
        return Box([Row("", size, name=back, blank=True), Row("", size, blank=True), *note])
    rows: list[Row] = []
    for line in slip.lines:
        name = "" if rows else back
        goods, sku = _described(line), line.sku.strip()
        number = _("货号 {sku}").format(sku=sku) if sku else ""
        together = lines(f"{goods}　{number}".strip(), size, name=name)
        if len(together) == 1 or not number:
            rows += together
        else:
            rows += lines(goods, size, name=name) + lines(number, max(size * 0.9, SMALLEST))
    return Box(rows)


def _described(line: SlipLine) -> str:
    what = " ".join(part for part in (line.title, line.variant) if part.strip())
    count = "＿＿＿" if line.quantity is None else str(line.quantity)
    text = f"{what or _('商品')} ×{count}"
    return _("赠品请一并退回：{goods}").format(goods=text) if line.gift else text


def _notice(slip: Slip, size: float) -> Box:
    told = [_("吊牌、包装完好；拒收到付、平邮")]
    if slip.couriers:
        told.append(_("可用：{couriers}").format(couriers=" / ".join(slip.couriers)))
    limit = slip.send_by.isoformat() if slip.send_by else _("以平台显示为准")
    told.append(_("寄出期限 {day}").format(day=limit))
    if slip.freight.strip():
        told.append(_("运费：{who}").format(who=slip.freight))
    rows = [Row("", size, name=_("请注意"))]
    for sentence in told:
        rows += lines(sentence, size, beside=_QR_SIZE)
    return Box(rows, beside=_QR_SIZE)


def _order(slip: Slip, size: float) -> Box:
    buyer = [_("买家 {name}").format(name=slip.buyer or _("未知"))]
    if slip.phone_tail:
        buyer.append(_("尾号 {tail}").format(tail=slip.phone_tail[-4:]))
    told = [_("订单 {number}").format(number=slip.order_no)]
    if slip.claims:
        told.append(_("平台售后 {numbers}").format(numbers=" ".join(slip.claims)))
    told.append(" · ".join([*buyer, _("请将此卡放入包裹")]))
    if slip.reason.strip():
        told.append(_("原因：{reason}").format(reason=slip.reason))
    return Box([row for sentence in told for row in lines(sentence, size)])


def _to_fill_in(size: float) -> Box:
    names = (_("快递公司"), _("运单号"), _("支付宝（退运费用）"))
    return Box([Row("", size, name=name, blank=True) for name in names])


def _fitting(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """As much of one line as fits, with … for what does not."""
    text = plain(text)
    if width_of(text, size, bold=bold) <= width:
        return text
    while text and width_of(f"{text}…", size, bold=bold) > width:
        text = text[:-1]
    return f"{text}…"
