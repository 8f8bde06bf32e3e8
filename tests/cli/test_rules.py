"""`rules`: every rule with its source and how sure it is, and nothing is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.domain.deadlines.span import TimeUnit
from app.domain.rulepack.keys import RuleGroup
from app.domain.shop import Platform
from app.paths import Paths
from tests.cli.samples import ROOT, Cli
from ui.bootstrap import open_desk

KEYS = [
    "key", "goods", "title", "group", "value", "unit", "window", "text", "mark", "source",
    "read_on", "valid_from", "on_expiry", "note", "shipped",
]  # fmt: skip


@pytest.fixture
def shops(desk: Path) -> Path:
    """A shop on a second platform, and one rule of it changed."""
    opened = open_desk(Paths(desk))
    services = opened.services
    services.staff.act_as("小周")
    made = services.shops.create(Platform.JD, "京东店").id
    services.rules.change(
        made, "platform.evidence", "", 12, TimeUnit.NATURAL_HOURS,
        services.rules.today(made), "早一点准备",
    )  # fmt: skip
    opened.db.close()
    return desk


def test_every_rule_of_a_shop_is_told_with_its_source_and_mark(cli: Cli, shops: Path) -> None:
    answer = cli("rules", "--shop", "京东店", "--json", "--data-dir", shops)
    assert answer.code == 0
    told = json.loads(answer.out)
    assert all(list(one) == KEYS for one in told)
    assert all(one["source"] and one["mark"] in ("V", "P", "U", "own") for one in told)
    by_name = {(one["key"], one["goods"]): one for one in told}
    more = by_name["platform.evidence_more", ""]
    assert (more["value"], more["window"], more["mark"]) == (4, "09:00-18:00", "V")
    size = by_name["size.tolerance_mm", "clothing"]
    assert (size["text"], size["valid_from"]) == ("3 厘米", "2026-06-15")
    own = by_name["platform.evidence", ""]
    assert (own["text"], own["mark"], own["shipped"]) == ("12 小时", "own", "24 小时")
    assert own["on_expiry"] == "platform_decides"


@pytest.mark.parametrize("group", RuleGroup)
def test_one_group_alone_by_either_name(cli: Cli, shops: Path, group: RuleGroup) -> None:
    answer = cli("rules", "--shop", "京东店", "--group", group.value, "--json", "--data-dir", shops)
    told = json.loads(answer.out)
    assert {one["group"] for one in told} == {group.value}
    assert group.value in cli("rules", "--help").out


def test_a_person_reads_them_in_words(cli: Cli, shops: Path) -> None:
    answer = cli("rules", "--shop", "京东店", "--group", "平台时限", "--data-dir", shops)
    assert "【平台时限】" in answer.out
    assert "V  平台介入：补充举证：4 小时（每天 9:00–18:00）" in answer.out
    assert "本店  平台介入：举证：12 小时" in answer.out
    assert "修改：早一点准备" in answer.out
    assert "没有核实过" in answer.err


def test_which_shop_must_be_clear(cli: Cli, shops: Path) -> None:
    for words in ((), ("--shop", "没有的店")):
        answer = cli("rules", *words, "--data-dir", shops)
        assert (answer.code, answer.out) == (3, "")
        assert "京东店" in answer.err
    assert cli("rules", "--group", "xyz", "--data-dir", shops).code == 2


def test_the_manual_shows_the_keys_as_they_are() -> None:
    manual = (ROOT / "docs" / "command_line.md").read_text("utf-8")
    section = manual.split("### rules --json")[1]
    block = re.findall(r"```json\n(.*?)```", section, re.DOTALL)[0]
    assert [list(one) for one in json.loads(block)] == [KEYS]
