"""What is asked for has one name, and a courier of our own is no condition."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from ui.decide.dispatching import ShipDialog
from ui.decide.goods_shape import SHAPES
from ui.decide.parcels import SentDialog
from ui.widgets.text import PlainLabel


def test_the_column_of_price_protection_counts_pieces() -> None:
    shape = SHAPES[Remedy.PRICE_PROTECTION]
    assert (shape.count, shape.last) == ("件数", "今天的单价")


def test_couriers_are_demanded_of_the_buyer_and_only_usual_for_us(
    ticket: Ticket, home: QWidget
) -> None:
    for form, heading in (
        (ShipDialog(ticket, date(2026, 11, 22), home), "常用快递"),
        (SentDialog(ticket, date(2026, 11, 22), home), "指定快递"),
    ):
        texts = [one.text() for one in form.findChildren(PlainLabel)]
        assert [text for text in texts if text in ("常用快递", "指定快递")] == [heading]
        form.reject()
