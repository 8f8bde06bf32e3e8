"""`quote`: the same calculation as the dialog and the same words, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.decisions import Asked, by_remedy
from app.domain.remedy import Remedy
from app.domain.sheet import sheet
from app.domain.ticket import Ticket
from app.domain.what_if import TRIED
from app.paths import Paths
from tests.cli.samples import Cli
from ui.bootstrap import Opened, open_desk

KEYS = [
    "number", "remedy", "currency", "possible", "refund_minor", "compensation_minor",
    "freight_minor", "damages_minor", "charge_minor", "waived_minor", "cost_minor", "rows",
    "payouts", "caps", "guards", "approval",
]  # fmt: skip


@pytest.fixture
def opened(desk: Path) -> Iterator[Opened]:
    opened = open_desk(Paths(desk))
    opened.services.staff.act_as("小周")
    yield opened
    opened.db.close()


@pytest.fixture
def ticket(opened: Opened) -> Ticket:
    """An open ticket of one line whose paid share is known."""
    tickets = opened.services.tickets
    rows = opened.db.read().query("SELECT id FROM ticket WHERE is_open = 1 ORDER BY id", ())
    for (key,) in rows:
        found = tickets.get(int(key))
        if len(found.order.lines) == 1 and found.order.conflict is None and found.order.paid_cents:
            return found
    raise AssertionError("the samples hold no such ticket")


def _counts(opened: Opened) -> list[object]:
    read = opened.db.read()
    return [
        read.scalar("SELECT count(*) FROM event"),
        read.scalar("SELECT count(*) FROM decision"),
        read.scalar("SELECT max(version) FROM ticket"),
    ]


def test_the_figures_are_those_of_the_dialog(
    cli: Cli, desk: Path, opened: Opened, ticket: Ticket
) -> None:
    before = _counts(opened)
    situation = opened.services.decide.situation(ticket)
    for remedy in (Remedy.REFUND_ONLY, Remedy.RETURN_REFUND, Remedy.COMPENSATION):
        choices = by_remedy(remedy).draft_defaults(
            ticket.order, ticket.order_money, situation, Asked.of(ticket)
        )
        expected = opened.services.decide.quote(ticket, choices)
        answer = cli("quote", ticket.number, "--remedy", remedy.value, "--json", "--data-dir", desk)
        assert answer.code == (3 if expected.refused else 0)
        data = answer.json
        assert list(data) == KEYS
        assert data["refund_minor"] == expected.refund_cents
        assert data["compensation_minor"] == expected.compensation_cents
        assert data["cost_minor"] == expected.cost_cents
        assert [row["label"] for row in data["rows"]] == [line.label for line in expected.lines]
        assert [one["code"] for one in data["guards"]] == [one.code for one in expected.guards]
        text = cli("quote", ticket.number, "--remedy", remedy.value, "--data-dir", desk).out
        for row in sheet(ticket.order, choices, expected).rows:
            assert row.what in text
            assert row.amount in text
    assert _counts(opened) == before


@pytest.mark.parametrize("remedy", [remedy.value for remedy in TRIED])
def test_every_remedy_can_be_tried(cli: Cli, desk: Path, ticket: Ticket, remedy: str) -> None:
    answer = cli("quote", ticket.number, "--remedy", remedy, "--data-dir", desk)
    assert answer.code in (0, 3), answer.err
    assert "没有写入任何内容" in answer.out
    assert "检查" in answer.out


def test_an_amount_is_tried_within_and_above_the_cap(cli: Cli, desk: Path, ticket: Ticket) -> None:
    words = ("quote", ticket.number, "--remedy", "部分补偿", "--json", "--data-dir", desk)
    small = cli(*words, "--amount", "1.50")
    assert small.code == 0
    assert small.json["compensation_minor"] == 150
    large = cli(*words, "--amount", "99999")
    assert large.code == 3
    assert not large.json["possible"]
    assert "over_paid" in [one["code"] for one in large.json["guards"]]
    assert large.json["payouts"] == []


def test_pieces_and_liability_are_those_that_were_named(
    cli: Cli, desk: Path, ticket: Ticket
) -> None:
    words = ("quote", ticket.number, "--remedy", "return-refund", "--json", "--data-dir", desk)
    by_buyer = cli(*words, "--units", "L1:1", "--liability", "buyer")
    assert [row["units"] for row in by_buyer.json["payouts"]] == [[1]]
    assert by_buyer.json["freight_minor"] == 0
    by_us = cli(*words, "--units", "1:1", "--liability", "商家责任", "--freight", "10.00")
    assert by_us.json["freight_minor"] == 1000
    by_insurer = cli(*words, "--liability", "merchant", "--freight-by", "insurer")
    assert by_insurer.json["freight_minor"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--remedy", "gift"), "--remedy 没有「gift」，可用：refund_only"),
        (("--remedy", "apology"), "没有「apology」"),
        (("--remedy", "refund_only", "--units", "x"), "看不懂「x」"),
        (("--remedy", "refund_only", "--units", "L9:1"), "看不懂「L9:1」"),
        (("--remedy", "refund_only", "--units", "L1:a"), "件数「a」"),
        (("--remedy", "refund_only", "--liability", "me"), "--liability 没有「me」"),
        ((), "--remedy"),
    ],
)
def test_what_is_typed_wrongly_is_said_in_one_sentence(
    cli: Cli, desk: Path, ticket: Ticket, words: tuple[str, ...], said: str
) -> None:
    answer = cli("quote", ticket.number, *words, "--data-dir", desk)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize("amount", ["1e5", "－3", "abc", "1.234"])
def test_an_amount_that_is_none_is_refused(
    cli: Cli, desk: Path, ticket: Ticket, amount: str
) -> None:
    words = ("--remedy", "compensation", "--amount", amount)
    answer = cli("quote", ticket.number, *words, "--data-dir", desk)
    assert (answer.code, answer.out) == (3, "")
    assert amount in answer.err


def test_a_ticket_that_is_not_there_is_named(cli: Cli, desk: Path) -> None:
    answer = cli("quote", "AS-000000-0001", "--remedy", "refund_only", "--data-dir", desk)
    assert answer.code == 3
    assert "AS-000000-0001" in answer.err
