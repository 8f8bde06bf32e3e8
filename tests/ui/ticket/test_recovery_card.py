"""追偿 on the money page, and what the overview says once the finding speaks against others."""

from __future__ import annotations

import pytest

from app.domain.liability import Finding, LiabilityBasis, Share
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click
from tests.ui.shop_floor import ShopFloor, dialog_of
from tests.ui.ticket import scenes
from tests.ui.ticket.conftest import settle, words
from tests.ui.ticket.walking import open_tab
from ui.decide.reasons import WithdrawDialog
from ui.decide.recovery import EndRecoveryDialog, FileRecoveryDialog
from ui.decide.recovery_open import OpenRecoveryDialog
from ui.ticket.attention import Notice, notices
from ui.ticket.pane import TicketPane
from ui.ticket.recovery_card import RecoveryCard
from ui.widgets.button import Button


def found(floor: ShopFloor, ticket: Ticket, finding: Finding) -> Ticket:
    return floor.services.review.describe(
        ticket.id, None, ProblemClass.LOGISTICS, "压坏", finding, ""
    )


@pytest.fixture
def lost(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """Refunded, and the courier is liable."""
    found(floor, ticket, Finding(Liability.COURIER, (LiabilityBasis.COURIER_RECORD,)))
    return scenes.offer(floor, ticket, Remedy.REFUND_ONLY)


def card(pane: TicketPane, ticket: Ticket) -> RecoveryCard:
    pane.show_ticket(ticket.id)
    settle()
    open_tab(pane, "方案与金额")
    (shown,) = [one for one in pane.findChildren(RecoveryCard) if one.isVisible()]
    return shown


def noticed(floor: ShopFloor, ticket: Ticket, strong: str) -> list[Notice]:
    fresh = floor.ticket(ticket.id)
    return [one for one in notices(fresh, floor.clock.now()) if one.strong == strong]


def test_a_claim_is_offered_and_none_is_opened_by_itself(
    pane: TicketPane, floor: ShopFloor, lost: Ticket
) -> None:
    shown = card(pane, lost)
    assert "可以向快递公司追偿 ¥ 258.00，还没有登记。" in [
        one.replace("\u00a0", " ") for one in words(shown)
    ]
    assert floor.ticket(lost.id).recoveries == ()
    click(shown.rows[-1].buttons[Verb.OPEN_RECOVERY])
    dialog = dialog_of(OpenRecoveryDialog)
    assert dialog.amount.value() == 258_00
    click(dialog.primary)
    settle()
    shown = card(pane, lost)
    assert "11/25 24:00 前提交" in words(shown)
    assert not any("还没有登记" in one for one in words(shown))


def test_each_claim_has_the_step_that_comes_next(
    pane: TicketPane, floor: ShopFloor, lost: Ticket
) -> None:
    recoveries = floor.services.recoveries
    recoveries.open_recovery(lost.id, None, RecoveryFrom.COURIER, 25800)
    shown = card(pane, lost)
    click(shown.rows[0].buttons[Verb.FILE_RECOVERY])
    dialog_of(FileRecoveryDialog).reject()
    key = floor.ticket(lost.id).recoveries[0].id
    recoveries.file_recovery(lost.id, None, key, 25800, "GD1")
    settle()
    shown = card(pane, lost)
    assert set(shown.rows[0].buttons) == {Verb.END_RECOVERY}
    assert any("编号 GD1" in one for one in words(shown))
    click(shown.rows[0].buttons[Verb.END_RECOVERY])
    dialog_of(EndRecoveryDialog).reject()
    recoveries.end_recovery(lost.id, None, key, RecoveryState.PARTLY, 10000)
    settle()
    shown = card(pane, lost)
    assert shown.rows == []
    assert any("已追回" in one for one in words(shown))


def test_a_ticket_nobody_else_is_liable_for_has_no_such_card(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    found(floor, ticket, Finding(Liability.MERCHANT))
    scenes.offer(floor, ticket, Remedy.REFUND_ONLY)
    pane.show_ticket(ticket.id)
    settle()
    open_tab(pane, "方案与金额")
    assert not [one for one in pane.findChildren(RecoveryCard) if one.isVisible()]


def test_the_overview_asks_for_the_claim_until_it_is_opened(floor: ShopFloor, lost: Ticket) -> None:
    (notice,) = noticed(floor, lost, "还没有追偿")
    assert (notice.verb, notice.button) == (Verb.OPEN_RECOVERY, "登记追偿…")
    floor.services.recoveries.open_recovery(lost.id, None, RecoveryFrom.COURIER, 100)
    assert noticed(floor, lost, "还没有追偿") == []


def test_before_anything_is_lost_nothing_is_asked_for(floor: ShopFloor, ticket: Ticket) -> None:
    found(floor, ticket, Finding(Liability.COURIER))
    assert noticed(floor, ticket, "还没有追偿") == []


def test_another_finding_under_an_unpaid_round_shows_the_way_to_decide_again(
    pane: TicketPane, floor: ShopFloor, lost: Ticket
) -> None:
    assert noticed(floor, lost, "责任已改判") == []
    parts = (Share(Liability.MERCHANT, 60), Share(Liability.COURIER, 40))
    found(floor, lost, Finding(Liability.SHARED, shares=parts))
    (notice,) = noticed(floor, lost, "责任已改判")
    assert "按「物流责任」定的，现在认定「混合责任」" in notice.text
    assert notice.verb is Verb.WITHDRAW_OFFER
    pane.show_ticket(lost.id)
    settle()
    open_tab(pane, "方案与金额")
    assert any("现在认定混合责任" in one for one in words(pane))
    open_tab(pane, "概览")
    click(
        next(
            one
            for one in pane.findChildren(Button)
            if one.text() == "撤回方案…" and one.isVisible()
        )
    )
    dialog_of(WithdrawDialog).reject()


def test_a_refused_offer_that_rests_on_another_finding_is_simply_decided_again(
    floor: ShopFloor, ticket: Ticket
) -> None:
    scenes.offer(
        floor,
        ticket,
        Remedy.COMPENSATION,
        agreed=False,
        compensation_cents=1000,
        liability=Liability.BUYER,
    )
    found(floor, ticket, Finding(Liability.MERCHANT))
    (notice,) = noticed(floor, ticket, "责任已改判")
    assert notice.verb is Verb.WITHDRAW_OFFER
    floor.services.decide.buyer_declines(ticket.id, None, "")
    assert noticed(floor, ticket, "责任已改判") == [], "a new round is due anyway"
