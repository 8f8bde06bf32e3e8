"""Cards of what leaves the shop: parcels to the buyer, and work done on the buyer's goods."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtGui import QGuiApplication

from app.domain.facts import GoodsOut, Work
from app.domain.goods_out import Dispatch, DispatchLine, Repair
from app.domain.labels import label
from app.domain.money import Money
from app.domain.parcel_text import waybill_text
from app.domain.workflow import Verb
from app.i18n import _
from ui.queue.due import moment, span
from ui.ticket import wording
from ui.ticket.facts import Fact
from ui.ticket.page import Page
from ui.ticket.verb_row import VerbRow
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.grid import Column, LineTable
from ui.widgets.pill import Pill
from ui.widgets.surface import Card

OUT_TONES: Final[dict[GoodsOut, Tone]] = {
    GoodsOut.TO_SHIP: "warn",
    GoodsOut.SHIPPED: "info",
    GoodsOut.DELIVERED: "ok",
    GoodsOut.LOST: "bad",
    GoodsOut.CALLED_OFF: "muted",
}
WORK_TONES: Final[dict[Work, Tone]] = {
    Work.NONE: "muted",
    Work.QUOTED: "info",
    Work.CONSENTED: "warn",
    Work.UNDER_REPAIR: "violet",
    Work.DONE: "ok",
    Work.CANNOT_BE_REPAIRED: "bad",
}


class DispatchCard(Card):
    """One parcel to the buyer: what is in it, by when it must leave, where it is."""

    def __init__(self, page: Page, dispatch: Dispatch) -> None:
        self.pill = Pill(label(dispatch.state), OUT_TONES[dispatch.state])
        title = _("寄给买家 · {purpose}").format(purpose=label(dispatch.purpose))
        super().__init__(title, action=self.pill)
        self._page = page
        self._dispatch = dispatch
        self.body.setSpacing(8)
        table = LineTable([Column(_("商品"), stretch=True), Column(_("数量"), right=True)])
        for line, pieces in _counted(dispatch.lines):
            name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
            table.add_row(
                [name or wording.unknown(), str(pieces)],
                muted=dispatch.state is GoodsOut.CALLED_OFF,
            )
        self.body.addWidget(table)
        facts = page.facts(2 if page.wide else 1)
        facts.show_facts(self._facts())
        self.body.addWidget(facts)
        wanted = {
            GoodsOut.TO_SHIP: (Verb.SHIP,),
            GoodsOut.SHIPPED: (Verb.DELIVERED, Verb.LOST),
        }.get(dispatch.state, ())
        if not wanted and dispatch.state is not GoodsOut.DELIVERED:
            return
        self.row = VerbRow(page, wanted, about=dispatch.id)
        if dispatch.tracking:
            self.copy = Button(_("复制物流信息"), "ghost", icon="copy")
            self.copy.set_tip(_("给买家的话：寄了什么、哪家快递、单号"))
            self.copy.clicked.connect(self._on_copy)
            self.row.add(self.copy)
        self.body.addWidget(self.row)

    def _facts(self) -> list[Fact]:
        sent, page = self._dispatch, self._page
        known: list[Fact] = []
        if sent.state is GoodsOut.TO_SHIP and sent.ship_by is not None:
            late = sent.ship_by <= page.now
            zone = ZoneInfo(page.ticket.shop.zone)
            text = _("已超 {time}").format(time=span(page.now - sent.ship_by))
            if not late:
                text = _("{time}（还剩 {left}）").format(
                    time=moment(sent.ship_by, page.now, zone), left=span(sent.ship_by - page.now)
                )
            known.append(
                Fact(_("最晚寄出"), wording.unbroken(text), look="bad" if late else "text")
            )
        if sent.courier or sent.tracking:
            known.append(Fact(_("快递"), sent.courier or wording.unknown()))
            known.append(page.number(_("单号"), sent.tracking))
        if sent.shipped_at is not None:
            known.append(Fact(_("寄出"), page.when(sent.shipped_at)))
        if sent.delivered_at is not None:
            known.append(Fact(_("签收"), page.when(sent.delivered_at)))
        return known

    def _on_copy(self) -> None:
        sent = self._dispatch
        text = waybill_text(sent.purpose, sent.lines, sent.courier, sent.tracking)
        QGuiApplication.clipboard().setText(text)
        self._page.said.emit(_("物流信息已复制，可以发给买家"))


def _counted(lines: tuple[DispatchLine, ...]) -> list[tuple[DispatchLine, int]]:
    """The same goods once, with how many pieces there are."""
    found: dict[tuple[str, str, str], tuple[DispatchLine, int]] = {}
    for line in lines:
        key = (line.title, line.variant, line.sku)
        first, pieces = found.get(key, (line, 0))
        found[key] = (first, pieces + line.quantity)
    return list(found.values())


class RepairCard(Card):
    """One repair: how, what it costs whom, what came of it, and the two warranties."""

    def __init__(self, page: Page, repair: Repair) -> None:
        self.pill = Pill(label(repair.state), WORK_TONES[repair.state])
        super().__init__(_("维修 · {place}").format(place=label(repair.place)), action=self.pill)
        self._page = page
        self._repair = repair
        self.body.setSpacing(8)
        short = page.facts(2 if page.wide else 1)
        short.show_facts(self._terms())
        self.body.addWidget(short)
        long = page.facts(1)
        long.show_facts(self._words())
        self.body.addWidget(long)
        wanted = {
            Work.CONSENTED: (Verb.REPAIR_START,),
            Work.UNDER_REPAIR: (Verb.REPAIR_DONE, Verb.REPAIR_FAILED),
        }.get(repair.state, ())
        if wanted:
            self.row = VerbRow(page, wanted)
            self.body.addWidget(self.row)

    def _terms(self) -> list[Fact]:
        one, page = self._repair, self._page
        quote = str(Money(one.quote_cents, one.currency)) if one.quote_cents else _("免费")
        known = [
            Fact(_("保修"), _("保修期内") if one.in_warranty else _("保修期外")),
            Fact(_("买家付"), quote),
            Fact(_("本店成本"), str(Money(one.cost_cents, one.currency))),
        ]
        if one.state in (Work.CONSENTED, Work.UNDER_REPAIR) and one.expected_at is not None:
            late = one.expected_at <= page.now
            known.append(
                Fact(_("约定修好"), page.when(one.expected_at), look="bad" if late else "text")
            )
        if one.started_at is not None:
            known.append(Fact(_("开工"), page.when(one.started_at)))
        if one.ended_at is not None:
            known.append(Fact(_("结束"), page.when(one.ended_at)))
        return known

    def _words(self) -> list[Fact]:
        one = self._repair
        known = []
        if one.work:
            known.append(Fact(_("内容"), one.work))
        if one.result:
            known.append(Fact(_("结果"), one.result))
        known.append(Fact(_("原保修"), self._original()))
        part = self._part()
        if part:
            known.append(Fact(_("配件保修"), part))
        return known

    def _original(self) -> str:
        until = self._repair.warranty_until
        if until is None:
            return _("到期日未知；不因维修中断")
        return _("至 {day}，不因维修中断").format(day=self._day(until))

    def _part(self) -> str:
        one = self._repair
        if one.part_warranty_until is not None:
            return _("至 {day}，从修好起算 {n} 个月").format(
                day=self._day(one.part_warranty_until), n=one.part_warranty_months
            )
        if one.part_warranty_months:
            return _("修好后另保 {n} 个月").format(n=one.part_warranty_months)
        return ""

    def _day(self, at: datetime) -> str:
        return at.astimezone(ZoneInfo(self._page.ticket.shop.zone)).date().isoformat()
