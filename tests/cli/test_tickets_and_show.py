"""`tickets` and `show`: what they list, the keys of their JSON, and nothing personal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.facts import Stage
from app.domain.remedy import Remedy
from app.domain.ticket import View
from tests.cli.samples import ROOT, Cli
from ui.bootstrap import Opened, open_desk

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TICKET_KEYS = [
    "number", "shop", "platform", "claims", "order_no", "stage", "kind", "buyer", "goods",
    "amount_minor", "currency", "due_at", "buyer_due_at", "applied_at", "evidence_count",
]  # fmt: skip
SHOW_KEYS = [
    "number", "version", "shop", "platform", "order_no", "order_verified", "paid_minor",
    "paid_conflict", "currency", "stage", "kind", "requested", "requested_minor", "reason",
    "buyer", "phone", "liability", "due_at", "buyer_due_at", "applied_at", "closed_at", "claims",
    "lines", "decisions", "payouts", "evidence", "mismatches", "actions", "timeline",
]  # fmt: skip


@pytest.fixture
def opened(desk: Path) -> Iterator[Opened]:
    """The same folder with its services, as a window would have it."""
    from app.paths import Paths

    opened = open_desk(Paths(desk))
    opened.services.staff.act_as("小周")
    yield opened
    opened.db.close()


def test_every_ticket_is_listed_with_stable_keys(cli: Cli, desk: Path) -> None:
    answer = cli("tickets", "--json", "--data-dir", desk)
    assert (answer.code, answer.err) == (0, "")
    tickets = answer.json
    assert len(tickets) == 18
    for ticket in tickets:
        assert list(ticket) == TICKET_KEYS
        assert Stage(ticket["stage"])
        assert Remedy(ticket["kind"])
        assert isinstance(ticket["claims"], list)
        assert isinstance(ticket["amount_minor"], int)
        assert ticket["currency"] == "CNY"
        assert INSTANT.fullmatch(ticket["applied_at"])
        assert ticket["due_at"] is None or INSTANT.fullmatch(ticket["due_at"])
    stages = {ticket["stage"] for ticket in tickets}
    assert {"completed", "cancelled", "new"} <= stages, "open and ended ones alike"


def test_each_line_of_the_array_is_one_ticket(cli: Cli, desk: Path) -> None:
    first, *rows, last = cli("tickets", "--json", "--data-dir", desk).out.splitlines()
    assert (first, last, len(rows)) == ("[", "]", 18)


def test_more_tickets_than_a_page_come_in_order_and_whole(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = cli("tickets", "--json", "--data-dir", desk).out
    monkeypatch.setattr("ui.cli.listing._PAGE", 5)
    assert cli("tickets", "--json", "--data-dir", desk).out == whole


@pytest.mark.parametrize("view", list(View))
def test_a_view_narrows_the_list_as_the_rail_counts_it(
    cli: Cli, desk: Path, opened: Opened, view: View
) -> None:
    listed = cli("tickets", "--view", view, "--json", "--data-dir", desk).json
    assert len(listed) == opened.services.queue.counts()[view]


def test_a_search_finds_by_number_claim_and_words(cli: Cli, desk: Path) -> None:
    one = cli("tickets", "--json", "--data-dir", desk).json[0]
    for text in (one["number"], one["number"].lower(), one["order_no"], one["claims"][0]):
        found = cli("tickets", "--search", text, "--json", "--data-dir", desk).json
        assert one["number"] in {ticket["number"] for ticket in found}
    words = cli("tickets", "--search", "保温杯", "--json", "--data-dir", desk).json
    assert words
    assert all("保温杯" in ticket["goods"] for ticket in words)
    nothing = cli("tickets", "--search", "没有这样的东西", "--json", "--data-dir", desk)
    assert (nothing.code, nothing.out) == (0, "[]\n")


def test_the_list_for_people_has_a_head_and_a_count_beside(cli: Cli, desk: Path) -> None:
    answer = cli("tickets", "--data-dir", desk)
    lines = answer.out.splitlines()
    assert lines[0].startswith("单号")
    assert len(lines) == 1 + 18
    assert answer.err == "共 18 张\n"


def test_show_tells_one_ticket_with_stable_keys(cli: Cli, desk: Path) -> None:
    number = cli("tickets", "--view", "completed", "--json", "--data-dir", desk).json[0]["number"]
    body = cli("show", number, "--json", "--data-dir", desk).json
    assert list(body) == SHOW_KEYS
    assert body["stage"] == "completed"
    assert list(body["claims"][0]) == [
        "claim_no", "status", "amount_minor", "due_at", "due_owner", "paid",
    ]  # fmt: skip
    line = body["lines"][0]
    assert line["left_minor"] == line["paid_minor"] - line["refunded_minor"]
    paid = [p for p in body["payouts"] if p["class"] == "price_refund" and p["state"] == "arrived"]
    assert sum(p["amount_minor"] for p in paid) == body["requested_minor"]
    assert all(INSTANT.fullmatch(entry["at"]) for entry in body["timeline"])


def test_show_for_people_says_the_same(cli: Cli, desk: Path) -> None:
    one = cli("tickets", "--view", "completed", "--json", "--data-dir", desk).json[0]
    text = cli("show", one["number"], "--data-dir", desk).out
    assert text.startswith(f"{one['number']}  已完成")
    for part in (one["order_no"], one["claims"][0], one["buyer"], "可退", "已到账", "时间线："):
        assert part in text


@pytest.mark.parametrize("number", ["AS-000000-9999", "不是单号", "", "%", "a\x00b"])
def test_an_unknown_number_is_told(cli: Cli, desk: Path, number: str) -> None:
    answer = cli("show", number, "--data-dir", desk)
    assert (answer.code, answer.out) == (3, "")
    assert "没有售后单" in answer.err


def test_nothing_personal_is_printed_by_any_command(
    cli: Cli, desk: Path, opened: Opened, tmp_path: Path
) -> None:
    """Every personal value of the desk, planted in a note as well, is looked for in every answer."""
    summaries = cli("tickets", "--json", "--data-dir", desk).json
    secrets = {
        str(value)
        for (value,) in opened.services.context.read().query(
            "SELECT value FROM personal WHERE field IN"
            " ('nickname', 'receiver', 'phone', 'address', 'buyer_words')"
        )
    }
    assert len(secrets) > 50
    for summary in summaries:
        ticket = opened.services.tickets.by_number(summary["number"])
        buyer = ticket.buyer
        planted = f"{buyer.receiver} {buyer.phone} {buyer.address} {buyer.nickname} 再联系"
        opened.services.review.note(ticket.id, planted + " 13912345678 a.b@example.com")
    said = [cli("tickets", "--data-dir", desk), cli("tickets", "--json", "--data-dir", desk)]
    for summary in summaries:
        said.append(cli("show", summary["number"], "--data-dir", desk))
        said.append(cli("show", summary["number"], "--json", "--data-dir", desk))
    said.append(cli("verify", "--data-dir", desk))
    everything = "".join(answer.out + answer.err for answer in said)
    assert "再联系" in everything
    assert {secret for secret in secrets if secret in everything} == set()
    assert "13912345678" not in everything
    assert "a.b@example.com" not in everything
    assert "*******5678" in everything


def test_the_manual_shows_the_keys_as_they_are() -> None:
    manual = (ROOT / "docs" / "command_line.md").read_text("utf-8")
    blocks = re.findall(r"```json\n(.*?)```", manual, re.DOTALL)
    shown = [json.loads(block) for block in blocks]
    assert list(shown[0][0]) == TICKET_KEYS
    assert list(shown[1]) == SHOW_KEYS
