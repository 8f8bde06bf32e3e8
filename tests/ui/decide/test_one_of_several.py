"""Dialogs that open for the one parcel or charge whose button was pressed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.remedy import Remedy
from app.domain.workflow import Verb
from tests.ui.shop_floor import ShopFloor, dialog_of
from tests.ui.ticket import scenes
from ui.decide import open_action
from ui.decide.charges import ChargeArrivedDialog
from ui.decide.dispatching import ShipDialog
from ui.desk import Desk


def test_a_dialog_opens_for_the_parcel_whose_button_was_pressed(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    ticket = scenes.offer(floor, scenes.cups(floor), Remedy.RESHIP)
    (first,) = ticket.dispatches
    other = replace(first, id=first.id + 1)
    several = replace(ticket, dispatches=(first, other))
    for parcel in (other, first):
        open_action(desk, several, Verb.SHIP, home, parcel.id)
        dialog = dialog_of(ShipDialog)
        assert dialog.which.isVisible()
        assert dialog.draft().dispatch_id == parcel.id
        dialog.reject()


def test_a_dialog_opens_with_the_charge_ticked_whose_button_was_pressed(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    ticket = scenes.exchange_to_ship(floor, scenes.cups(floor))
    (first,) = ticket.charges
    other = replace(first, id=first.id + 1, cents=300)
    several = replace(ticket, charges=(first, other))
    open_action(desk, several, Verb.CHARGE_ARRIVED, home, other.id)
    dialog = dialog_of(ChargeArrivedDialog)
    assert dialog.draft().charge_ids == (other.id,)
    assert dialog.primary.text().replace("\u00a0", " ") == "记录收款 ¥ 3.00"
    dialog.reject()
    open_action(desk, several, Verb.CHARGE_ARRIVED, home)
    dialog = dialog_of(ChargeArrivedDialog)
    assert dialog.draft().charge_ids == (first.id, other.id)
    dialog.reject()
