"""Dialogs about a parcel to the buyer: it has left, it has arrived, it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain import couriers
from app.domain.facts import GoodsOut
from app.domain.goods_out import Dispatch, DispatchPurpose
from app.domain.labels import label
from app.domain.parcel_text import goods_text, waybill_text
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.decide.parcels import CourierField
from ui.decide.words import BuyerWords
from ui.widgets.button import Kind
from ui.widgets.fields import Choice, DayField, TextArea, TextField
from ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class ShipDraft:
    """A parcel that left; `sent_on` is a day of the shop's zone, None for today."""

    dispatch_id: int
    courier: str
    tracking: str
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class DeliveredDraft:
    """A parcel that arrived; `on` is a day of the shop's zone, None for today."""

    dispatch_id: int
    on: date | None


@dataclass(frozen=True, slots=True)
class LostDraft:
    """A parcel that never arrived, and what is known of it."""

    dispatch_id: int
    reason: str


def parcel_name(dispatch: Dispatch) -> str:
    """`换货 · 手工陶瓷马克杯 · 中通 7312…`: one parcel among several."""
    sent = " ".join(part for part in (dispatch.courier, dispatch.tracking) if part)
    parts = (label(dispatch.purpose), goods_text(dispatch.lines), sent)
    return " · ".join(part for part in parts if part)


class _DispatchDialog(FormDialog):
    """A dialog about one parcel; which one is asked only where there are several."""

    def __init__(
        self,
        ticket: Ticket,
        words: tuple[str, str],
        state: GoodsOut,
        *,
        kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:
        """`words`: title, main button."""
        title, primary = words
        super().__init__(ticket, title, primary=primary, kind=kind, width=560, parent=parent)
        self._state = state
        self.which = Choice()
        self.goods = PlainLabel("", wrap=True)
        self.form.addWidget(self.goods)
        self._which_field = self.add("which", _("哪一个包裹"), self.which)
        self._show_parcels()

    @property
    def parcel(self) -> Dispatch | None:
        """The parcel this is about; None once there is none left."""
        chosen = self.which.value()
        return next((one for one in self._parcels() if one.id == chosen), None)

    def _parcels(self) -> tuple[Dispatch, ...]:
        return tuple(one for one in self.ticket.dispatches if one.state is self._state)

    def _show_parcels(self) -> None:
        parcels = self._parcels()
        options = [(one.id, parcel_name(one)) for one in parcels]
        chosen = self.which.value()
        kept = chosen if chosen in [one.id for one in parcels] else None
        self.which.set_options(options, kept or (parcels[0].id if parcels else None))
        self._which_field.setVisible(len(parcels) > 1)

    def ticket_changed(self) -> None:
        self._show_parcels()

    def choose(self, row_id: int) -> None:
        if any(one.id == row_id for one in self._parcels()):
            self.which.set_value(row_id)

    def problem_now(self) -> str:
        if self.parcel is None:
            return _("没有要处理的包裹。")
        return self.fields.problem()

    def check(self) -> None:
        parcel = self.parcel
        one = parcel is not None and len(self._parcels()) == 1
        self.goods.setText(parcel_name(parcel) if one and parcel is not None else "")
        self.goods.setVisible(one)
        super().check()

    def _parcel_id(self) -> int:
        return self.parcel.id if self.parcel is not None else 0


class ShipDialog(_DispatchDialog):
    """Goods leave for the buyer: the number as the scanner types it, the courier follows from it."""

    def __init__(self, ticket: Ticket, today: date, parent: QWidget | None = None) -> None:
        words = (_("寄出商品"), _("记录寄出并复制"))
        super().__init__(ticket, words, GoodsOut.TO_SHIP, parent=parent)
        self._today = today
        self.tracking = TextField(placeholder=_("扫描或粘贴面单上的快递单号"), longest=60)
        self.courier = CourierField(ticket.shop.couriers, ours=True)
        self.add("tracking", _("快递单号"), self.tracking, required=True)
        self.add("courier", _("快递公司"), self.courier, required=True)
        self.day = DayField(today)
        self.add("day", _("寄出日期"), self.day)
        self.words = BuyerWords(lines=4)
        self.add("words", _("给买家的话（可编辑，确认后复制到剪贴板）"), self.words)
        self.tracking.changed.connect(self._on_tracking)
        self.courier.propose("")
        self.check()

    def _on_tracking(self) -> None:
        self.courier.propose(self.tracking.value())

    def problem_now(self) -> str:
        day = self.day.value()
        if day is not None and day > self._today:
            return _("寄出日期不能晚于今天（{today}）。").format(today=self._today.isoformat())
        return super().problem_now()

    def check(self) -> None:
        parcel = self.parcel
        if parcel is not None:
            number = couriers.normalised(self.tracking.value())
            self.words.suggest(
                waybill_text(parcel.purpose, parcel.lines, self.courier.value(), number)
            )
        super().check()

    def first_field(self) -> QWidget | None:
        return self.tracking

    def copied(self) -> str:
        return self.words.value()

    def draft(self) -> ShipDraft:
        day = self.day.value()
        return ShipDraft(
            self._parcel_id(),
            self.courier.value(),
            couriers.normalised(self.tracking.value()),
            None if day == self._today else day,
        )


class DeliveredDialog(_DispatchDialog):
    """The buyer has signed for it."""

    def __init__(self, ticket: Ticket, today: date, parent: QWidget | None = None) -> None:
        words = (_("买家已签收"), _("记录签收"))
        super().__init__(ticket, words, GoodsOut.SHIPPED, parent=parent)
        self._today = today
        self.day = DayField(today)
        self.add("day", _("签收日期"), self.day)
        self.check()

    def problem_now(self) -> str:
        day = self.day.value()
        if day is not None and day > self._today:
            return _("签收日期不能晚于今天（{today}）。").format(today=self._today.isoformat())
        return super().problem_now()

    def first_field(self) -> QWidget | None:
        return self.day

    def draft(self) -> DeliveredDraft:
        day = self.day.value()
        return DeliveredDraft(self._parcel_id(), None if day == self._today else day)


class LostDialog(_DispatchDialog):
    """It is lost: the goods are owed again."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        words = (_("寄件丢失"), _("记录丢失"))
        super().__init__(ticket, words, GoodsOut.SHIPPED, kind="danger", parent=parent)
        self.what_next = self.remark("", "warn")
        self.form.insertWidget(1, self.what_next)  # what comes of it before why
        self.reason = TextArea(lines=2, placeholder=_("例如 快递客服确认中转丢失，工单号…"))
        self.add("reason", _("怎样确认丢失的"), self.reason, required=True)
        self.check()

    def check(self) -> None:
        parcel = self.parcel
        if parcel is not None:
            self.what_next.say(_after_loss(parcel), "warn")
        super().check()

    def first_field(self) -> QWidget | None:
        return self.reason

    def draft(self) -> LostDraft:
        return LostDraft(self._parcel_id(), self.reason.value())


def _after_loss(parcel: Dispatch) -> str:
    """What becomes of it: the same goods again, or a new decision for what cannot be replaced."""
    if parcel.purpose in (DispatchPurpose.REPAIRED, DispatchPurpose.GIVE_BACK):
        return _("丢的是买家自己的东西，补不回来：记录后要与买家另定方案，并向快递公司索赔。")
    return _("记录后同样的商品重新列为待寄出；不想再寄可以撤回方案另定。别忘了向快递公司索赔。")
