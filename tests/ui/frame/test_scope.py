"""What the list shows: view, search, shop and kind together."""

from __future__ import annotations

from app.domain.remedy import Remedy
from app.domain.ticket import TicketFilter, View
from ui.queue.scope import Scope


def test_a_search_looks_at_all_tickets_whatever_view_is_on() -> None:
    scope = Scope(view=View.NEGOTIATING).searching("马克杯")
    assert scope.filter() == TicketFilter(View.ALL, "马克杯")
    assert scope.title() == "搜索结果"


def test_choosing_a_view_narrows_a_search() -> None:
    scope = Scope().searching("马克杯").in_view(View.OVERDUE)
    assert scope.filter() == TicketFilter(View.OVERDUE, "马克杯")
    assert scope.searching("马克").filter().view is View.OVERDUE


def test_an_ended_search_leaves_the_view_that_was_on() -> None:
    scope = Scope(view=View.INSPECTING).searching("地毯").searching("")
    assert scope.filter() == TicketFilter(View.INSPECTING)
    assert not scope.narrowed


def test_a_new_search_after_a_narrowed_one_looks_everywhere_again() -> None:
    scope = Scope().searching("地毯").in_view(View.NEW).searching("").searching("螺丝")
    assert scope.everywhere


def test_widening_drops_the_kind_too() -> None:
    scope = Scope(kind=Remedy.EXCHANGE).searching("地毯").in_view(View.NEW)
    assert scope.widened().filter() == TicketFilter(View.ALL, "地毯")


def test_shop_and_kind_narrow_every_view() -> None:
    scope = Scope(view=View.OPEN, shop_id=3, kind=Remedy.REFUND_ONLY)
    assert scope.filter() == TicketFilter(View.OPEN, "", 3, (Remedy.REFUND_ONLY,))
    assert "截止" in scope.order()
