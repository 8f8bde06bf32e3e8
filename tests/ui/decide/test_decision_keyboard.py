"""The keyboard in every decision dialog, small screens, newer tickets, and drafts that survive."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.remedy import (
    CompensationForm,
    DamageGround,
    GoodsWay,
)
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY, Verb
from tests.ui.decide.deciding import choose, decide
from tests.ui.hands import click
from tests.ui.shop_floor import Hands, ShopFloor
from ui.decide.case_reasons import CaseReasons
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.damages_choice import DamagesChoice
from ui.decide.loose_parts import LooseParts
from ui.decide.refund_extras import PromotionChoice
from ui.decide.repair_terms import RepairChoice
from ui.decide.replacements import Instead, Replacements
from ui.decide.sending import Sending
from ui.desk import Desk


@pytest.mark.parametrize("verb", VERB_OF_REMEDY.values())
def test_the_tab_key_goes_round_and_reaches_words_and_buttons(
    desk: Desk, ticket: Ticket, home: QWidget, verb: Verb
) -> None:
    dialog = decide(desk, ticket, verb, home)
    ring = Hands(dialog).ring()
    assert dialog.words.area in ring
    assert dialog.cancel in ring
    for part in dialog.fields.parts:
        if part.isVisible():
            assert any(part.isAncestorOf(one) for one in ring), type(part).__name__
    dialog.reject()


@pytest.mark.parametrize("verb", VERB_OF_REMEDY.values())
def test_every_dialog_stays_on_a_small_screen_with_its_buttons_in_sight(
    desk: Desk, ticket: Ticket, home: QWidget, verb: Verb
) -> None:
    dialog = decide(desk, ticket, verb, home)
    dialog.resize(dialog.width(), 640)
    assert dialog.height() == 640
    for button in (dialog.cancel, dialog.primary):
        corner = button.mapTo(dialog, button.rect().bottomRight())
        assert dialog.rect().contains(corner)
    assert dialog.width() <= 1280 - 48
    dialog.reject()


@pytest.mark.parametrize("verb", VERB_OF_REMEDY.values())
def test_a_newer_ticket_is_reckoned_again_in_every_dialog(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget, verb: Verb
) -> None:
    dialog = decide(desk, ticket, verb, home)
    before = dialog.draft().choices
    floor.services.review.note(ticket.id, "仓库说没有现货")
    floor.services.review.accept(ticket.id, floor.ticket(ticket.id).version)
    assert dialog.ticket.version > ticket.version
    assert dialog.draft().choices == before
    dialog.reject()


def test_an_exchange_comes_back_as_it_was_chosen(desk: Desk, ticket: Ticket, home: QWidget) -> None:
    first = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = first.fields.part(Replacements).blocks[0]
    choose(block.kind, "换其他商品")
    Hands(first).tab_to(block.title).write("长绒地毯").tab_to(block.price.line).write("2e9")
    choose(first.fields.part(Sending).way, "先发后退")
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = again.fields.part(Replacements).blocks[0]
    assert (block.kind.value(), block.title.value()) == (Instead.OTHER, "长绒地毯")
    assert block.price.line.text() == "2e9", "wrong amounts survive as well"
    assert again.draft().choices.way is GoodsWay.SHIP_FIRST
    again.reject()


def test_what_waits_behind_a_button_comes_back_open(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    first = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    click(first.fields.part(PromotionChoice).more)
    Hands(first).write("300")
    damages = first.fields.part(DamagesChoice)
    click(damages.more)
    damages.ground.set_value(DamageGround.FRAUD)
    Hands(first).tab_to(damages.amount.line).write("500")
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    promotion, damages = again.fields.part(PromotionChoice), again.fields.part(DamagesChoice)
    assert promotion.isVisible()
    assert promotion.threshold.value() == 30000
    assert (damages.ground.value(), damages.amount.value()) == (DamageGround.FRAUD, 50000)
    again.reject()


def test_a_compensation_and_a_repair_come_back_as_they_were_chosen(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    first = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    given = first.fields.part(CompensationChoice)
    choose(given.form, "下单优惠")
    Hands(first).tab_to(given.part).write("备用灯罩")
    click(given.goodwill)
    chosen = first.draft().choices
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    assert again.draft().choices == chosen
    assert again.draft().choices.form is CompensationForm.NEXT_ORDER
    again.reject()
    first = decide(desk, ticket, Verb.DECIDE_REPAIR, home)
    terms = first.fields.part(RepairChoice)
    click(terms.in_warranty)
    Hands(first).tab_to(terms.work).write("换包边").tab_to(terms.quote.line).write("50")
    chosen = first.draft().choices
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_REPAIR, home)
    assert again.draft().choices == chosen
    again.reject()


def test_fields_that_appear_later_stand_where_they_are_seen(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    promotion, damages = dialog.fields.part(PromotionChoice), dialog.fields.part(DamagesChoice)
    click(promotion.more)
    click(damages.more)
    seen = (
        dialog.fields.part(CaseReasons).true,
        promotion.threshold.line,
        promotion.off.line,
        promotion.less,
        damages.ground,
        damages.amount.line,
        damages.less,
        damages.document,
        dialog.fields.buyer.channel,
        dialog.words.area,
    )
    in_order(Hands(dialog).ring(), dialog.fields.goods.rows[0].counter, *seen)
    dialog.reject()
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = dialog.fields.part(Replacements).blocks[0]
    choose(block.kind, "换其他商品")
    first = dialog.fields.goods.rows[0].counter
    typed = (block.title, block.variant, block.sku, block.price.line)
    in_order(Hands(dialog).ring(), first, *typed, dialog.fields.buyer.channel, dialog.words.area)
    dialog.reject()
    dialog = decide(desk, ticket, Verb.DECIDE_RESHIP, home)
    parts = dialog.fields.part(LooseParts)
    click(parts.add)
    click(parts.add)
    rows = (parts.rows[0].title, parts.rows[0].count, parts.rows[1].title, parts.add)
    in_order(Hands(dialog).ring(), dialog.fields.goods.rows[0].counter, *rows, dialog.words.area)
    dialog.reject()


def in_order(ring: list[QWidget], first: QWidget | None, *widgets: QWidget) -> None:
    """Whether the Tab key comes to these one after the other."""
    assert first is not None
    start = ring.index(first)
    turned = [*ring[start:], *ring[:start]]
    places = [turned.index(one) for one in widgets]
    assert places == sorted(places), places
