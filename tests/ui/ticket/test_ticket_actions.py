"""The action bar: every verb has its place, its key and its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.facts import Closing, Facts, GoodsIn, GoodsOut, Offer, Review, Stage, Work
from app.domain.payment import MoneyState
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import MOVES, VERB_OF_REMEDY, Verb, stage
from tests.ui.hands import click, press
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor, dialog_of
from tests.ui.ticket.conftest import settle
from tests.ui.ticket.walking import decided
from ui.decide.decision_dialog import DecisionDialog
from ui.ticket import verbs
from ui.ticket.action_bar import WEIGHING, ActionBar
from ui.ticket.pane import TicketPane
from ui.ticket.verbs import Acting

_ACCEPTED = Review.ACCEPTED
STAGES = {
    Stage.NEW: Facts(),
    Stage.NEED_INFO: Facts(review=Review.NEED_INFO),
    Stage.REVIEWING: Facts(review=Review.REVIEWING),
    Stage.NEGOTIATING: Facts(review=_ACCEPTED, offer=Offer.OFFERED),
    Stage.AWAITING_RETURN: Facts(
        review=_ACCEPTED, offer=Offer.ACCEPTED, goods_in=(GoodsIn.TO_BE_SENT,)
    ),
    Stage.INSPECTING: Facts(review=_ACCEPTED, offer=Offer.ACCEPTED, goods_in=(GoodsIn.RECEIVED,)),
    Stage.FULFILLING: Facts(
        review=_ACCEPTED, offer=Offer.ACCEPTED, money=(MoneyState.PLANNED,)
    ),
    Stage.AWAITING_CONFIRMATION: Facts(
        review=_ACCEPTED, offer=Offer.ACCEPTED, money=(MoneyState.ARRIVED,)
    ),
    Stage.COMPLETED: Facts(closing=Closing.COMPLETED),
    Stage.REJECTED: Facts(closing=Closing.REJECTED),
}  # fmt: skip


def shown(pane: TicketPane) -> list[str]:
    """The buttons that can be seen, from the left; `!` before what cannot be pressed."""
    settle()
    bar = pane.actions_bar
    return [
        button.text() if button.isEnabled() else f"!{button.text()}"
        for button in bar.buttons
        if not button.isHidden()
    ]


def test_every_stage_has_its_buttons_and_every_verb_a_drawing() -> None:
    assert verbs.BUTTONS.keys() == set(Stage)
    assert verbs.ICONS.keys() == set(Verb)


def test_no_key_is_given_twice_and_none_is_the_windows_own() -> None:
    keys = list(verbs.KEYS.values())
    assert len(set(keys)) == len(keys)
    assert not {"J", "K", "W", "/", "Esc"} & set(keys)


@pytest.mark.parametrize("at", STAGES)
def test_the_primary_verb_comes_first_and_impossible_ones_last(at: Stage, ticket: Ticket) -> None:
    facts = STAGES[at]
    assert stage(facts) is at
    there = replace(ticket, facts=facts, stage=at)
    found = verbs.for_buttons(there, verbs.offered(there))
    assert found[0].primary
    assert [action.possible for action in found] == sorted(
        (action.possible for action in found), reverse=True
    )
    assert len({action.verb for action in found}) == len(found)


@pytest.mark.parametrize("at", STAGES)
def test_what_is_possible_now_can_always_be_reached(
    pane: TicketPane, ticket: Ticket, at: Stage
) -> None:
    """Through a button or the menu, at the narrowest width."""
    pane.show_ticket(ticket.id)
    pane.resize(420, 600)
    there = replace(ticket, facts=STAGES[at], stage=at)
    pane.actions_bar.show_ticket(there)
    pane.actions_bar.fill_menu()
    bar = pane.actions_bar
    possible = {action.objectName() for action in bar.menu.actions()}
    others = {action.objectName() for action in bar.others.actions()}
    for action in verbs.offered(there).values():
        assert action.verb.value in (possible if action.possible else others)


def test_an_impossible_verb_says_why_in_button_and_menu(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    waiting = replace(ticket, facts=STAGES[Stage.AWAITING_RETURN], stage=Stage.AWAITING_RETURN)
    pane.resize(1400, 700)
    pane.actions_bar.show_ticket(waiting)
    button = pane.actions_bar.button(Verb.INSPECT)
    assert button is not None
    assert not button.isEnabled()
    assert "还没有收到退货" in button.toolTip()
    pane.actions_bar.fill_menu()
    texts = [action.text() for action in pane.actions_bar.others.actions()]
    assert any(t.startswith("验货（还没有收到退货") for t in texts)


def test_the_key_of_an_impossible_verb_is_answered_with_the_reason(
    pane: TicketPane, ticket: Ticket, ask: RecordingAsk
) -> None:
    pane.show_ticket(ticket.id)
    settle()
    pane.setFocus()
    press(pane, Qt.Key.Key_I)
    assert ask.the_only().text == "还没有收到退货，不能验货。"
    ask.heard.clear()
    press(pane, Qt.Key.Key_A)
    settle()
    assert pane.ticket is not None
    assert pane.ticket.stage is Stage.REVIEWING, "what is possible is done as before"


def ways(bar: ActionBar) -> dict[str, bool]:
    """What the menu of the ways to decide offers: words, and whether they can be chosen."""
    settle()
    assert bar.decide.isVisible()
    bar.fill_decide_menu()  # what a press does before it opens the menu over the button
    aside = {command.id for command in WEIGHING}
    return {
        entry.text(): entry.isEnabled()
        for entry in bar.decide_menu.actions()
        if not entry.isSeparator() and entry.objectName() not in aside
    }


def test_all_ten_ways_to_decide_are_one_click_away(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    settle()
    assert ways(pane.actions_bar) == dict.fromkeys(
        (
            "仅退款…",
            "退货退款…",
            "部分补偿…",
            "价保…",
            "退运费…",
            "换货…",
            "补发…",
            "维修…",
            "致歉说明…",
            "引导重新申请…",
        ),
        True,
    )
    assert {verb for group in verbs.DECIDE_MENU for verb in group} == set(VERB_OF_REMEDY.values())
    assert all(verb in verbs.KEYS for verb in verbs.DECIDES)


def test_a_reason_that_holds_for_every_way_to_decide_is_said_once(
    pane: TicketPane, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    there = replace(ticket, facts=STAGES[Stage.NEGOTIATING], stage=Stage.NEGOTIATING)
    pane.actions_bar.show_ticket(there)
    found = ways(pane.actions_bar)
    said = [words for words in found if "已有方案在等买家答复" in words]
    assert len(said) == 1
    assert next(iter(found)) == said[0]
    assert len(found) == 11
    assert not any(found.values())


def test_only_the_likeliest_way_to_decide_is_a_button(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    pane.resize(1400, 700)
    for asked, words in (("exchange", "换货…"), ("", "仅退款…"), ("return_refund", "退货退款…")):
        there = replace(ticket, facts=Facts(remedy=asked))
        pane.actions_bar.show_ticket(there)
        assert [text for text in shown(pane) if text in ("换货…", "仅退款…", "退货退款…")] == [
            words
        ]


def test_flawed_goods_are_decided_on_with_a_refund_whatever_was_asked_for(
    pane: TicketPane, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    facts = Facts(
        review=_ACCEPTED,
        offer=Offer.ACCEPTED,
        remedy=Remedy.COMPENSATION.value,
        goods_in=(GoodsIn.WORN,),
    )
    pane.actions_bar.show_ticket(replace(ticket, facts=facts, stage=stage(facts)))
    assert "退货退款…" in shown(pane)
    found = ways(pane.actions_bar)
    assert found["退货退款…"]
    assert any("退回的货有问题" in words and not on for words, on in found.items())


def test_a_missing_right_is_said_on_the_button(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    pane.resize(1400, 700)
    facts = Facts(review=_ACCEPTED, offer=Offer.AWAITING_APPROVAL)
    waiting = replace(ticket, facts=facts, stage=stage(facts))
    pane.actions_bar.show_ticket(waiting, Acting(("agent",), "小白", 2))
    button = pane.actions_bar.button(Verb.APPROVE)
    assert button is not None
    assert not button.isEnabled()
    assert "需要主管或店主来做，你的角色是客服" in button.toolTip()
    pane.actions_bar.show_ticket(waiting, Acting(("lead",), "老王", 2))
    button = pane.actions_bar.button(Verb.APPROVE)
    assert button is not None
    assert button.isEnabled()


def test_the_warehouse_gets_the_goods_and_not_the_money(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    pane.resize(1400, 700)
    facts = Facts(
        review=_ACCEPTED,
        offer=Offer.ACCEPTED,
        goods_out=(GoodsOut.TO_SHIP,),
        money=(MoneyState.PLANNED,),
    )
    there = replace(ticket, facts=facts, stage=stage(facts))
    loud = {}
    for role in ("warehouse", "finance", "owner"):
        pane.actions_bar.show_ticket(there, Acting((role,), role, 3))
        loud[role] = shown(pane)[0]
    assert loud == {"warehouse": "已寄出…", "finance": "记录打款…", "owner": "已寄出…"}


def test_the_next_step_stands_grey_for_whoever_may_not_take_it(
    pane: TicketPane, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    pane.resize(1400, 700)
    facts = Facts(review=_ACCEPTED, offer=Offer.ACCEPTED, work=Work.UNDER_REPAIR)
    there = replace(ticket, facts=facts, stage=stage(facts))
    assert there.stage is Stage.REPAIRING
    pane.actions_bar.show_ticket(there, Acting(("owner",), "阿青", 2))
    mending = shown(pane)[0]
    assert mending == "已修好…"
    pane.actions_bar.show_ticket(there, Acting(("agent",), "小白", 2))
    assert shown(pane) == [f"!{mending}"]
    button = pane.actions_bar.button(Verb.REPAIR_DONE)
    assert button is not None
    assert "你的角色是客服" in button.toolTip()


def test_a_button_opens_the_dialog_of_its_verb(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    settle()
    click(pane.actions_bar.button(Verb.DECIDE_RETURN_REFUND))
    dialog_of(DecisionDialog).reject()


def test_a_verb_that_asks_nothing_is_done_at_once(
    pane: TicketPane, ticket: Ticket, ask: RecordingAsk
) -> None:
    pane.show_ticket(ticket.id)
    settle()
    click(pane.actions_bar.button(Verb.ACCEPT))
    assert pane.ticket is not None
    assert pane.ticket.stage is Stage.REVIEWING
    assert ask.the_only().kind == "tell"
    assert pane.actions_bar.button(Verb.ACCEPT) is None


def test_the_buttons_that_do_not_fit_wait_in_the_menu(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    pane.resize(1400, 700)
    wide = shown(pane)
    pane.resize(420, 700)
    narrow = shown(pane)
    assert wide[0] == narrow[0] == "受理"
    assert 1 <= len(narrow) < len(wide)
    bar = pane.actions_bar
    for button in (*bar.buttons, bar.more, *bar._papers):
        if not button.isHidden():
            assert bar.rect().contains(button.geometry().translated(0, 0)) or (
                button.parentWidget() is bar._verbs
            )


def test_an_ended_ticket_has_no_loud_button(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    bar: ActionBar = pane.actions_bar
    loud = {}
    for at in (Stage.COMPLETED, Stage.NEW):
        bar.show_ticket(replace(ticket, facts=STAGES[at], stage=at))
        loud[at] = bar.buttons[0]._kind == "primary"
    assert loud == {Stage.COMPLETED: False, Stage.NEW: True}


def test_the_words_to_the_buyer_are_copied_once_there_are_any(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk
) -> None:
    pane.show_ticket(ticket.id)
    assert "还没有写给买家的话" in pane.actions_bar.copy.toolTip()
    assert not pane.actions_bar.copy.isEnabled()
    decided(floor, ticket, Remedy.RETURN_REFUND)
    settle()
    click(pane.actions_bar.copy)
    assert QGuiApplication.clipboard().text() == "您好，已为您办理。"
    assert ask.the_only().text == "给买家的话已复制"


def test_the_list_of_shortcuts_names_every_verb_with_a_key(pane: TicketPane) -> None:
    listed = dict(pane.commands.overview())
    for move in MOVES:
        if move.verb in verbs.KEYS:
            assert move.label in listed


def test_a_question_offers_an_answer_or_to_become_a_claim_and_no_decision(
    pane: TicketPane, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    pane.resize(1400, 700)
    facts = Facts(review=Review.REVIEWING, enquiry=True)
    asked = replace(
        ticket, facts=facts, stage=Stage.REVIEWING, problem=ProblemClass.ENQUIRY, claims=()
    )
    pane.actions_bar.show_ticket(asked)
    assert shown(pane)[:4] == ["解答完毕…", "转为售后申请…", "记录联系…", "请买家补充资料…"]
    assert not pane.actions_bar.decide.isVisibleTo(pane)


def test_a_difficulty_in_use_may_end_with_an_explanation(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    pane.resize(1400, 700)
    usage = replace(
        ticket,
        facts=Facts(review=Review.REVIEWING),
        stage=Stage.REVIEWING,
        problem=ProblemClass.USAGE,
    )
    pane.actions_bar.show_ticket(usage)
    assert "解答完毕…" in shown(pane)
    pane.actions_bar.show_ticket(replace(usage, problem=ProblemClass.QUALITY))
    assert "解答完毕…" not in shown(pane)


@pytest.mark.parametrize(
    "verb",
    [Verb.SET_CASE, Verb.SET_FACTS, Verb.ASSIGN, Verb.LOG_CONTACT, Verb.LATE_CLAIM, Verb.SOLVED],
)
def test_what_stands_in_the_menu_only_has_a_key(verb: Verb) -> None:
    assert verbs.KEYS[verb]
