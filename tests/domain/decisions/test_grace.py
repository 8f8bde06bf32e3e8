"""What is given on a claim that was taken late by the shop's own grace is goodwill."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from app.domain.case import GRACE, LateGround
from app.domain.decisions import by_grace
from app.domain.remedy import Remedy
from app.domain.settlement.types import Choices
from app.domain.ticket import Ticket


def late(ground: LateGround | None) -> Ticket:
    """A ticket of which only the ground is looked at."""
    return cast(Ticket, SimpleNamespace(late_ground=ground))


@pytest.mark.parametrize("ground", LateGround)
def test_only_the_grounds_that_no_rule_knows_cost_goodwill(ground: LateGround) -> None:
    lifted = {LateGround.AUTHORITY, LateGround.PROVEN_FAULT, LateGround.LONGER_PROMISE}
    assert set(LateGround) - GRACE == lifted
    chosen = by_grace(late(ground), Choices(Remedy.RETURN_REFUND))
    assert chosen.goodwill is (ground not in lifted)


def test_in_time_goodwill_is_what_a_person_marked() -> None:
    for marked in (True, False):
        choices = Choices(Remedy.COMPENSATION, goodwill=marked)
        assert by_grace(late(None), choices) == choices


@pytest.mark.parametrize("remedy", [Remedy.REJECT, Remedy.APOLOGY, Remedy.REAPPLY])
def test_words_cost_no_goodwill(remedy: Remedy) -> None:
    assert not by_grace(late(LateGround.GOODWILL), Choices(remedy)).goodwill
