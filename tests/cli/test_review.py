"""`review`: the same verdicts as on the page, masked, and nothing is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.checks import Verdict
from app.paths import Paths
from tests.cli.samples import ROOT, Cli
from ui.bootstrap import Opened, open_desk

KEYS = ["number", "checks", "missing", "supplied", "needed"]
CHECK_KEYS = [
    "check", "title", "verdict", "found", "fact", "arithmetic", "rule", "source", "mark",
    "missing", "overridden_by", "reason",
]  # fmt: skip


@pytest.fixture
def opened(desk: Path) -> Iterator[Opened]:
    opened = open_desk(Paths(desk))
    opened.services.staff.act_as("小周")
    yield opened
    opened.db.close()


def _numbers(opened: Opened) -> list[str]:
    rows = opened.db.read().query("SELECT number FROM ticket ORDER BY id", ())
    return [str(number) for (number,) in rows]


def test_every_ticket_is_told_as_its_page_shows_it(cli: Cli, desk: Path, opened: Opened) -> None:
    before = opened.db.read().scalar("SELECT count(*) FROM event")
    for number in _numbers(opened)[:6]:
        findings = opened.services.checking.review(opened.services.tickets.by_number(number))
        answer = cli("review", number, "--json", "--data-dir", desk)
        assert answer.code == 0
        told = json.loads(answer.out)
        assert list(told) == KEYS
        assert all(list(one) == CHECK_KEYS for one in told["checks"])
        assert [(one["check"], one["verdict"]) for one in told["checks"]] == [
            (one.check, one.verdict.value) for one in findings
        ]
        text = cli("review", number, "--data-dir", desk).out
        for one in findings:
            assert one.title in text
            assert one.rule.source in text
        for what in told["missing"]:
            assert what in text
    assert opened.db.read().scalar("SELECT count(*) FROM event") == before


def test_a_changed_verdict_names_who_and_why_without_contacts(
    cli: Cli, desk: Path, opened: Opened
) -> None:
    ticket = opened.services.tickets.by_number(_numbers(opened)[0])
    first = opened.services.checking.review(ticket)[0]
    other = Verdict.REFUSE if first.verdict is not Verdict.REFUSE else Verdict.PASS
    opened.services.checking.override(
        ticket.id, None, first.check, other, "打 13912345678 问过，不是本人"
    )
    told = json.loads(cli("review", ticket.number, "--json", "--data-dir", desk).out)["checks"][0]
    assert (told["verdict"], told["found"]) == (other.value, first.verdict.value)
    assert told["overridden_by"] == "小周"
    assert "不是本人" in told["reason"]
    text = cli("review", ticket.number, "--data-dir", desk).out
    assert "小周 改判" in text
    assert "13912345678" not in text + json.dumps(told)


def test_an_unknown_number_is_told(cli: Cli, desk: Path) -> None:
    answer = cli("review", "AS-990101-0001", "--data-dir", desk)
    assert answer.code == 3
    assert "没有售后单" in answer.err


def test_the_manual_shows_the_keys_as_they_are() -> None:
    manual = (ROOT / "docs" / "command_line.md").read_text("utf-8")
    section = manual.split("### review --json")[1]
    block = re.findall(r"```json\n(.*?)```", section, re.DOTALL)[0]
    shown = json.loads(block)
    assert list(shown) == KEYS
    assert list(shown["checks"][0]) == CHECK_KEYS
