"""What the review found against a case is said in the red box before anything is given."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.case import CaseDetails, IdentityCheck
from app.domain.checks import Verdict
from app.domain.drafts_case import CaseDraft
from app.domain.facts import Offer
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import confirm_again, decide
from tests.ui.shop_floor import Hands, ShopFloor
from ui.desk import Desk


def _not_the_buyer(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """Whoever speaks was asked, and is not who bought the goods."""
    details = CaseDetails(identity=IdentityCheck.FAILED)
    return floor.services.cases.set_case(ticket.id, None, CaseDraft(ticket.problem, details))


def test_a_case_with_something_against_it_is_looked_at_twice(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, _not_the_buyer(floor, ticket), Verb.DECIDE_RETURN_REFUND, home)
    assert any("核实有不符合的项：是否买家本人" in text for text in dialog.second_look.asked)
    assert not dialog.primary.isEnabled()
    confirm_again(dialog, "又打了下单的手机号，是本人")
    Hands(dialog).confirm()
    record = floor.ticket(ticket.id).decision
    assert record is not None
    assert (record.guard_reason, record.state) == ("又打了下单的手机号，是本人", Offer.ACCEPTED)


def test_a_verdict_a_lead_has_changed_asks_nobody_again(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    failed = _not_the_buyer(floor, ticket)
    cleared = floor.services.checking.override(
        failed.id, None, "identity", Verdict.PASS, "视频核对过身份"
    )
    dialog = decide(desk, cleared, Verb.DECIDE_RETURN_REFUND, home)
    assert not dialog.second_look.isVisible()
    Hands(dialog).confirm()
    assert floor.ticket(ticket.id).facts.offer is Offer.ACCEPTED


def test_an_apology_is_never_looked_at_twice_for_it(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, _not_the_buyer(floor, ticket), Verb.DECIDE_APOLOGY, home)
    assert not dialog.second_look.isVisible()
    dialog.reject()
