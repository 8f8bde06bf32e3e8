"""A ticket by hand: with a known order or a typed one, once per form, under its own number."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.drafts import ClaimedLine, IntakeDraft, TypedLine
from app.domain.facts import GoodsIn, Stage
from app.domain.order import OrderSource, Unit
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.domain.ticket import TicketFilter, View
from app.errors import NotAllowed, NotFound, RuleViolation
from app.model import tables
from tests.services.bench import CUP, LAMP, PAID, RUG, Bench, claim, order

CUPS = (TypedLine("手工陶瓷马克杯", "蓝釉", "MK", 2, 3900),)


def _draft(bench: Bench, **more: Any) -> IntakeDraft:
    values: dict[str, Any] = {
        "shop_id": bench.shop_id,
        "intent_key": bench.key(),
        "typed_lines": CUPS,
        "paid_cents": 8600,
        "shipping_cents": 800,
        "nickname": "来电的王女士",
        "phone": " 13812342209 ",
        "buyer_words": "杯子碎了",
        "summary": "快递破损",
        "problem": ProblemClass.LOGISTICS,
        "requested": Remedy.REFUND_ONLY,
        "requested_cents": 3900,
    }
    return IntakeDraft(**(values | more))


def test_a_typed_order_is_marked_unverified_and_has_its_shares(bench: Bench) -> None:
    bench.heard.clear()
    ticket = bench.services.intake.new_ticket(_draft(bench, order_number=" 88-77 "))
    assert (ticket.number, ticket.stage) == ("AS-261122-0001", Stage.NEW)
    assert ticket.order.source is OrderSource.TYPED
    assert not ticket.order.verified
    assert ticket.order.number == "88-77"
    assert (ticket.order.paid_cents, ticket.order.shipping_cents) == (8600, 800)
    assert ticket.order.lines[0].paid_share_cents == 7800
    assert ticket.buyer.nickname == "来电的王女士"
    assert ticket.buyer.phone == "13812342209"
    assert (ticket.buyer_words, ticket.summary) == ("杯子碎了", "快递破损")
    assert ticket.lines[0].ordinals == (1, 2)
    assert not ticket.follows_platform
    assert [change.touches("ticket", ticket.id) for change in bench.heard] == [True]
    assert bench.services.tickets.timeline(ticket.id)[-1].text == "建单（电话）"


def test_no_order_number_is_ever_invented(bench: Bench) -> None:
    ticket = bench.services.intake.new_ticket(_draft(bench))
    assert ticket.order.number == ""
    (summary,) = bench.services.queue.page(TicketFilter(), 0, 10)
    assert summary.order_no == ""
    numbers = bench.db.read().find(tables.TicketNumber)
    assert [row["kind"] for row in numbers] == ["ticket"]


def test_a_thousand_clicks_on_one_form_open_one_ticket(bench: Bench) -> None:
    draft = _draft(bench)
    first = bench.services.intake.new_ticket(draft)
    for _click in range(999):
        assert bench.services.intake.new_ticket(draft) == first
    assert bench.services.queue.counts()[View.ALL] == 1
    assert len(bench.db.read().find(tables.Order)) == 1


def test_numbers_count_up_within_a_day_of_the_shop_and_grow_past_four_digits(bench: Bench) -> None:
    def opened() -> str:
        return bench.services.intake.new_ticket(_draft(bench)).number

    assert [opened(), opened()] == ["AS-261122-0001", "AS-261122-0002"]
    bench.clock.advance(timedelta(hours=12))  # 16:00 UTC is midnight in the shop's zone
    assert opened() == "AS-261123-0001"
    row = bench.db.read().one(tables.NumberSeries, day="261123")
    assert row is not None
    with bench.services.context.write() as write:
        write.update(tables.NumberSeries, int(row["id"]), last=9999)
    assert opened() == "AS-261123-10000"
    assert bench.services.tickets.by_number("as-261123-10000").number == "AS-261123-10000"


def test_a_number_that_is_out_is_never_given_again_even_if_the_series_went_back(
    bench: Bench,
) -> None:
    bench.services.intake.new_ticket(_draft(bench))
    row = bench.db.read().one(tables.NumberSeries, day="261122")
    assert row is not None
    with bench.services.context.write() as write:
        write.update(tables.NumberSeries, int(row["id"]), last=0)
    assert bench.services.intake.new_ticket(_draft(bench)).number == "AS-261122-0002"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"typed_lines": ()}, "商品的名称"),
        ({"typed_lines": (TypedLine(" "),)}, "商品的名称"),
        ({"typed_lines": (TypedLine("杯", quantity=0),)}, "数量"),
        ({"typed_lines": (TypedLine("杯", unit_price_cents=-1),)}, "单价"),
        ({"shipping_cents": -1}, "运费"),
        ({"paid_cents": 799}, "小于其中的运费"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    bench: Bench, changes: dict[str, object], why: str
) -> None:
    with pytest.raises(RuleViolation, match=why):
        bench.services.intake.new_ticket(_draft(bench, **changes))
    assert bench.db.read().find(tables.Order) == []
    assert bench.services.queue.counts()[View.ALL] == 0


def test_a_shop_or_order_that_is_not_there_is_told(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.services.intake.new_ticket(_draft(bench, shop_id=9))
    with pytest.raises(NotFound):
        bench.services.intake.new_ticket(_draft(bench, order_id=9))


def test_a_number_that_is_known_is_not_typed_a_second_time(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    with pytest.raises(RuleViolation, match="直接选它"):
        bench.services.intake.new_ticket(_draft(bench, order_number="1001"))


def test_with_a_known_order_the_chosen_pieces_are_claimed(bench: Bench) -> None:
    bench.take(order("1001", LAMP, RUG))
    (found,) = bench.services.intake.find_orders("1001")
    lamp, rug = found.lines
    ticket = bench.phoned(order_id=found.id, lines=(ClaimedLine(lamp.id, (1, 3)),), paid=None)
    assert ticket.goods_in == {
        Unit(lamp.id, 1): GoodsIn.NOT_NEEDED,
        Unit(lamp.id, 3): GoodsIn.NOT_NEEDED,
    }
    whole = bench.phoned(order_id=found.id, lines=(ClaimedLine(rug.id),), paid=None)
    assert whole.lines[0].ordinals == (1,)
    with pytest.raises(RuleViolation, match="超过了购买数量"):
        bench.phoned(order_id=found.id, lines=(ClaimedLine(rug.id, (2,)),), paid=None)
    with pytest.raises(NotFound):
        bench.phoned(order_id=found.id, lines=(ClaimedLine(999),), paid=None)
    assert ticket.other_tickets == ()
    assert bench.fresh(ticket).other_tickets == (whole.number,)


def test_known_orders_are_found_by_either_end_of_the_number_and_by_the_phone(bench: Bench) -> None:
    bench.take(
        order("3300008641975230861", CUP), order("3300008641975239999", CUP, phone="13900001111")
    )
    find = bench.services.intake.find_orders

    def numbers(text: str) -> list[str]:
        return [found.number[-4:] for found in find(text)]

    assert numbers("33000086") == ["9999", "0861"]
    assert numbers("30861") == ["0861"]
    assert numbers("1111") == ["9999"]
    assert numbers("2209") == ["0861"]
    assert numbers("33") == []
    assert numbers("％％％") == []
    assert [o.number for o in find("33000086", limit=1)] == ["3300008641975239999"]
    assert find("33000086", shop_id=99) == ()


def test_an_order_without_a_phone_is_no_answer_to_every_search(bench: Bench) -> None:
    bench.services.intake.new_ticket(_draft(bench, order_number="", phone=""))
    assert bench.services.intake.find_orders("440000001") == ()


def test_a_claim_that_comes_later_joins_the_ticket_that_waits_for_it(bench: Bench) -> None:
    bench.take(order("1001", RUG))
    (found,) = bench.services.intake.find_orders("1001")
    ticket = bench.phoned(order_id=found.id, lines=(ClaimedLine(found.lines[0].id),), paid=None)
    bench.decide(ticket, Remedy.REFUND_ONLY)
    done = bench.take(claim("C1", "1001", RUG, cents=25800, status=PAID))
    assert done.tickets_new == ()
    assert done.tickets_changed == (ticket.number,)
    joined = bench.fresh(ticket)
    assert [c.claim_no for c in joined.claims] == ["C1"]
    assert [p.confirmed_by_file for p in joined.payouts] == [True], "our own payout, confirmed"
    assert joined.channel is Channel.PHONE
    again = bench.take(claim("C2", "1001", RUG, cents=1))
    assert len(again.tickets_new) == 1, "the ticket has its claim now"


def test_a_claim_on_other_goods_is_another_matter(bench: Bench) -> None:
    bench.take(order("1001", RUG, CUP))
    (found,) = bench.services.intake.find_orders("1001")
    bench.phoned(order_id=found.id, lines=(ClaimedLine(found.lines[0].id),), paid=None)
    done = bench.take(claim("C1", "1001", CUP))
    assert len(done.tickets_new) == 1


def test_a_typed_order_becomes_the_files_order_once_the_file_comes(bench: Bench) -> None:
    ticket = bench.services.intake.new_ticket(
        _draft(bench, order_number="1001", shipping_cents=0, paid_cents=7800)
    )
    bench.take(order("1001", replace(CUP, title="手工陶瓷马克杯", sku="MK")))
    known = bench.fresh(ticket).order
    assert known.source is OrderSource.ORDER_FILE
    assert len(known.lines) == 1
    assert known.conflict is None
    bench.take(order("1001", replace(CUP, sku="MK"), paid=7000))
    assert bench.fresh(ticket).order.conflict is not None


def test_nobody_writes_before_saying_who_they_are(bench: Bench) -> None:
    bench.services.context.person = None
    with pytest.raises(NotAllowed, match="谁在操作"):
        bench.services.intake.new_ticket(_draft(bench))
