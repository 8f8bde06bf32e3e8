"""The same case a second time is told while somebody types, and never stands in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.domain.case import CaseDetails
from app.domain.drafts import IntakeDraft, TypedLine
from app.domain.drafts_case import CaseDraft, Twin
from app.domain.evidence import EvidenceKind, Party
from app.domain.remedy import CancelReason, ProblemClass
from app.domain.ticket import Ticket
from app.model.reading import Reader
from app.services import twins as by
from tests.services.bench import CUP, LAMP, Bench, order

WORDS = "收到的地毯边上有一块污渍，洗不掉，味道也很大，请尽快给我处理一下，谢谢。"
COPY = "收到得地毯邊上有一塊污漬,洗不掉,味道也很大,請盡快給他處理一下,謝謝"


def _draft(bench: Bench, **more: Any) -> IntakeDraft:
    return IntakeDraft(bench.shop_id, "being-typed", **more)


def _told(found: tuple[Twin, ...]) -> dict[str, tuple[str, ...]]:
    return {twin.number: twin.by for twin in found}


def _serial(number: str) -> CaseDraft:
    return CaseDraft(ProblemClass.QUALITY, CaseDetails(serial=number))


def test_nothing_typed_finds_nothing(bench: Bench) -> None:
    bench.phoned()
    assert bench.services.cases.twins(_draft(bench)) == ()


def test_the_same_order_is_found_by_its_id_and_by_its_typed_number(bench: Bench) -> None:
    bench.take(order("1001", CUP, LAMP, phone=""))
    (known,) = bench.services.intake.find_orders("1001")
    ticket = bench.phoned(order_id=known.id, paid=None)
    assert _told(bench.services.cases.twins(_draft(bench, order_id=known.id))) == {
        ticket.number: ("同一订单",)
    }
    assert _told(bench.services.cases.twins(_draft(bench, order_number=" 1001 "))) == {
        ticket.number: ("同一订单",)
    }


def test_orders_without_a_number_are_not_the_same_order(bench: Bench) -> None:
    bench.phoned()
    bench.phoned()
    assert bench.services.cases.twins(_draft(bench, order_number="")) == ()


def test_the_same_phone_is_found_on_typed_and_imported_orders(bench: Bench) -> None:
    imported = bench.imported("1001", phone="13812342209")
    typed = bench.phoned(phone="138 1234 2209")
    found = bench.services.cases.twins(_draft(bench, phone="13812342209"))
    assert _told(found) == {imported.number: ("同一手机号",)}
    found = bench.services.cases.twins(_draft(bench, phone="138 1234 2209"))
    assert set(_told(found)) == {imported.number, typed.number}
    assert bench.services.cases.twins(_draft(bench, phone="2209")) == ()
    assert bench.services.cases.twins(_draft(bench, phone="138****2209")) == ()


def test_the_same_parcel_is_found_on_another_order(bench: Bench) -> None:
    bench.take(order("1001", CUP, tracking="ZT7731", phone=""))
    bench.take(order("1002", LAMP, tracking="ZT7731", phone=""))
    first, second = (bench.services.intake.find_orders(n)[0] for n in ("1001", "1002"))
    ticket = bench.phoned(order_id=first.id, paid=None)
    found = bench.services.cases.twins(_draft(bench, order_id=second.id))
    assert _told(found) == {ticket.number: ("同一运单",)}


def test_the_same_serial_number_is_told(bench: Bench) -> None:
    sold = bench.phoned(problem=ProblemClass.QUALITY, case=_serial("LM-2026-00417"))
    bench.phoned(problem=ProblemClass.QUALITY, case=_serial("LM-2026-00418"))
    found = bench.services.cases.twins(_draft(bench, case=_serial("lm-2026-00417")))
    assert _told(found) == {sold.number: ("同一序列号",)}


def test_the_same_picture_is_told_unless_it_was_taken_back(bench: Bench) -> None:
    ticket = bench.phoned()
    piece = bench.services.evidence.add_bytes(
        ticket.id, b"a picture", "a.txt", EvidenceKind.CHAT, Party.BUYER
    )
    found = bench.services.cases.twins(_draft(bench), [piece.sha256])
    assert _told(found) == {ticket.number: ("同一张图片",)}
    assert bench.services.cases.twins(_draft(bench), ["0" * 64]) == ()
    other = bench.phoned()
    bench.services.evidence.add_bytes(
        other.id, b"a picture", "b.txt", EvidenceKind.CHAT, Party.BUYER
    )
    assert _told(bench.services.cases.twins(bench.fresh(other))) == {ticket.number: ("同一张图片",)}


def test_words_pasted_from_a_bad_copy_are_told(bench: Bench) -> None:
    ticket = bench.phoned(buyer_words=WORDS)
    bench.phoned(buyer_words="台灯装上以后不亮，换了灯泡也不行，开关按下去没有反应。")
    found = bench.services.cases.twins(_draft(bench, buyer_words=COPY))
    assert _told(found) == {ticket.number: ("原话几乎相同",)}
    assert bench.services.cases.twins(_draft(bench, buyer_words="收到的地毯")) == ()


def test_words_that_changed_are_found_by_what_they_are_now(bench: Bench) -> None:
    ticket = bench.phoned(problem=ProblemClass.QUALITY, buyer_words=WORDS)
    other = "记错了，买家说的是杯子在路上碎成了三块，包装里没有任何填充物。"
    bench.services.cases.set_case(
        ticket.id, None, CaseDraft(ProblemClass.QUALITY, words={"buyer_words": other})
    )
    assert bench.services.cases.twins(_draft(bench, buyer_words=COPY)) == ()
    assert _told(bench.services.cases.twins(_draft(bench, buyer_words=other)))


def test_a_phrase_everybody_uses_is_no_twin(bench: Bench) -> None:
    for _time in range(9):
        bench.phoned(buyer_words=WORDS)
    assert bench.services.cases.twins(_draft(bench, buyer_words=WORDS)) == ()


def test_what_has_more_in_common_stands_first_and_what_has_ended_last(bench: Bench) -> None:
    ended = bench.phoned(phone="13812342209", buyer_words=WORDS, order_no="77")
    bench.services.closing.cancel(ended.id, None, CancelReason.AGREED, "")
    phone = bench.phoned(phone="13812342209")
    both = bench.phoned(phone="13812342209", buyer_words=WORDS)
    found = bench.services.cases.twins(_draft(bench, phone="13812342209", buyer_words=COPY))
    assert [(twin.number, twin.open) for twin in found] == [
        (both.number, True),
        (phone.number, True),
        (ended.number, False),
    ]
    assert found[0].by == ("同一手机号", "原话几乎相同")


def test_a_ticket_is_not_its_own_twin_and_at_most_six_are_told(bench: Bench) -> None:
    many = [bench.phoned(phone="13812342209") for _time in range(9)]
    bench.clock.advance(timedelta(minutes=1))
    found = bench.services.cases.twins(bench.fresh(many[0]))
    assert [twin.ticket_id for twin in found] == [one.id for one in many[:2:-1]]


def test_every_way_goes_by_an_index(bench: Bench) -> None:
    """Typing must not become slow with the number of tickets."""
    ticket: Ticket = bench.imported("1001", tracking="ZT7731")
    read = bench.db.read()
    asked: list[str] = []

    class Plans(Reader):
        def query(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
            plan = self.connection.execute(f"EXPLAIN QUERY PLAN {sql}", tuple(params)).fetchall()
            asked.extend(str(step[3]) for step in plan)
            found: list[tuple[Any, ...]] = super().query(sql, params)
            return found

    draft = _draft(
        bench, order_id=ticket.order.id, phone="13812342209", buyer_words=WORDS,
        case=_serial("LM-2026-00417"), typed_lines=(TypedLine("x"),),
    )  # fmt: skip
    by.twins_of(Plans(read.connection), draft, ["0" * 64])
    scans = [step for step in asked if step.startswith("SCAN") and "json_each" not in step]
    assert asked
    assert scans == []
