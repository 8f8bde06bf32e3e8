"""`staff`, `limits`, `approvals`: who may, what is asked for a PIN, and the keys of their JSON."""

from __future__ import annotations

import getpass
import json
import logging
import re
import sys
from pathlib import Path

import pytest

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.remedy import Remedy
from app.paths import Paths
from tests.cli.samples import CLAIMS, ROOT, Cli
from ui.bootstrap import open_desk

STAFF_KEYS = ["name", "roles", "active", "pin"]
LIMIT_KEYS = ["role", "scope", "remedy", "currency", "amount_minor"]
WAITING_KEYS = [
    "number", "shop", "kind", "amount_minor", "currency", "author", "since_at", "needs", "yours",
]  # fmt: skip
PIN = "8305"


@pytest.fixture(autouse=True)
def _no_pin_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AFTERSALES_PIN", "AFTERSALES_NEW_PIN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def shop(cli: Cli, desk: Path) -> Path:
    """The desk of 小周, where 阿青 is an agent and 小林 leads."""
    for name, role in (("阿青", "agent"), ("小林", "主管")):
        assert cli("staff", "add", name, "--roles", role, "--data-dir", desk).code == 0
    return desk


class Typist:
    """A terminal at which somebody types; remembers what was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(getpass, "getpass", self)

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        return self._answers.pop(0)


def people(cli: Cli, desk: Path, *more: str) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in cli("staff", *more, "--json", "--data-dir", desk).json}


def test_people_are_added_changed_and_listed(cli: Cli, desk: Path) -> None:
    at = ("--data-dir", desk)
    assert list(people(cli, desk)["小周"]) == STAFF_KEYS
    said = cli("staff", "add", "阿青", "--roles", "warehouse，客服", *at)
    assert (said.code, said.err) == (0, "")
    assert re.fullmatch(r"阿青 +客服、仓库\n", said.out)
    assert cli("staff", "roles", "阿青", "lead", *at).code == 0
    assert cli("staff", "rename", "阿青", "林青", *at).code == 0
    assert people(cli, desk)["林青"]["roles"] == ["lead"]
    assert "已离职" in cli("staff", "leave", "林青", *at).out
    assert set(people(cli, desk)) == {"小周"}
    assert people(cli, desk, "--all")["林青"]["active"] is False
    assert people(cli, desk, "list", "--all") == people(cli, desk, "--all")
    assert cli("staff", "return", "林青", *at).code == 0
    listed = cli("staff", *at)
    assert [line.split()[0] for line in listed.out.splitlines()] == ["小周", "林青"]
    assert listed.err == "共 2 人\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("staff", "add", "阿青", "--roles", "boss"), 2, "没有「boss」，可用：agent、"),
        (("staff", "add", "阿青"), 2, "还缺少：--roles"),
        (("staff", "add", " ", "--roles", "agent"), 2, "名字不能为空"),
        (("staff", "add", "小周", "--roles", "agent"), 3, "已经有叫「小周」"),
        (("staff", "roles", "小周", "agent"), 3, "至少要有一位店主"),
        (("staff", "leave", "小周"), 3, "至少要有一位店主"),
        (("staff", "leave", "谁"), 3, "没有叫「谁」"),
        (("staff", "dance"), 2, "没有「dance」，可用：list、add、"),
        (("--as", "谁", "staff", "add", "阿青", "--roles", "agent"), 3, "没有叫「谁」"),
        (("limits", "set", "agent", "decision", "很多"), 3, "不是金额"),
        (("limits", "set", "agent", "week", "5"), 2, "没有「week」，可用：decision、"),
        (("limits", "set", "owner", "decision", "5"), 2, "没有「owner」，可用：agent、lead"),
        (("limits", "set", "agent", "day", "5", "--remedy", "gift"), 2, "没有「gift」"),
        (("limits", "set", "agent", "day", "5", "--currency", "元"), 3, "不是币种"),
        (("limits", "remove", "lead", "day"), 3, "没有这一项额度"),
        (("approve", "AS-000000-0001"), 3, "没有售后单"),
        (("deny", "AS-000000-0001"), 2, "还缺少：--reason"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    cli: Cli, desk: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = cli(*words, "--data-dir", desk)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert len(answer.err.splitlines()) <= 2
    assert set(people(cli, desk, "--all")) == {"小周"}


def test_who_may_not_is_refused_and_logged(cli: Cli, shop: Path) -> None:
    as_agent = ("--as", "阿青", "--data-dir", shop)
    for words in (
        ("staff", "add", "小王", "--roles", "agent"),
        ("limits", "set", "agent", "decision", "9999"),
        ("staff", "pin", "小周", "--remove"),
    ):
        answer = cli(*words, *as_agent)
        assert (answer.code, answer.out) == (3, "")
        assert "需要店主来做，你的角色是客服" in answer.err
    lines = [json.loads(line) for line in (shop / "logs" / "desk.log").read_text().splitlines()]
    refused = [line["text"] for line in lines if "not allowed" in line["text"]]
    assert refused == ["not allowed: staff 2 (agent) tried configure"] * 3
    assert cli("import", CLAIMS, *as_agent).code == 0, "what an agent may goes on"


# ------------------------------------------------------------------ PINs


def test_a_new_pin_is_typed_twice_and_the_person_then_proves_it(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = ("--data-dir", shop)
    typist = Typist(monkeypatch, PIN, PIN)
    assert cli("staff", "pin", "阿青", *at).code == 0
    assert typist.asked == ["阿青 的新 PIN：", "再输一遍："]
    assert people(cli, shop)["阿青"]["pin"] is True
    typist = Typist(monkeypatch, "0000")
    wrong = cli("import", CLAIMS, "--as", "阿青", *at)
    assert (wrong.code, wrong.out) == (3, "")
    assert wrong.err.startswith("PIN 不对；还可以试 4 次。\n")
    typist = Typist(monkeypatch, PIN)
    assert "操作人：阿青" in cli("import", CLAIMS, "--as", "阿青", *at).out
    assert typist.asked == ["阿青 的 PIN："]


def test_two_different_pins_change_nothing(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Typist(monkeypatch, PIN, "9999")
    answer = cli("staff", "pin", "阿青", "--data-dir", shop)
    assert (answer.code, answer.out) == (3, "")
    assert "两遍" in answer.err
    assert people(cli, shop)["阿青"]["pin"] is False


def test_a_script_gives_the_pin_in_the_environment(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = ("--data-dir", shop)
    monkeypatch.setenv("AFTERSALES_NEW_PIN", "1234")
    easy = cli("staff", "pin", "小周", *at)
    assert easy.code == 0
    assert "容易被猜到" in easy.err
    nobody = cli("staff", "add", "小王", "--roles", "agent", *at)
    assert (nobody.code, nobody.out) == (3, "")
    assert "AFTERSALES_PIN" in nobody.err
    monkeypatch.setenv("AFTERSALES_PIN", "1234")
    assert cli("staff", "add", "小王", "--roles", "agent", *at).code == 0
    assert cli("staff", "pin", "小周", "--remove", *at).code == 0
    assert people(cli, shop)["小周"]["pin"] is False


def test_reading_asks_for_no_pin_and_a_paper_does(
    cli: Cli, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERSALES_NEW_PIN", PIN)
    assert cli("staff", "pin", "小周", "--data-dir", shop).code == 0
    number = cli("tickets", "--json", "--data-dir", shop).json[0]["number"]
    for words in (
        ("show", number),
        ("quote", number, "--remedy", "compensation"),
        ("staff",),
        ("limits",),
        ("approvals",),
        ("verify",),
    ):
        assert cli(*words, "--data-dir", shop).code in {0, 3}
        assert "PIN" not in cli(*words, "--data-dir", shop).err
    paper = ("export", "monthly", "2024-06", "--out", tmp_path / "m.xlsx", "--data-dir", shop)
    assert cli(*paper).code == 3
    assert not (tmp_path / "m.xlsx").exists()
    assert cli("--as", "阿青", *paper).code == 0


def test_the_only_owner_who_forgot_the_pin_gets_in_again_and_the_history_tells(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = ("--data-dir", shop)
    monkeypatch.setenv("AFTERSALES_NEW_PIN", PIN)
    assert cli("staff", "pin", "阿青", *at).code == 0
    assert cli("staff", "pin", "小周", *at).code == 0
    for other in ("阿青", "小林"):
        refused = cli("staff", "pin", other, "--forgotten", *at)
        assert (refused.code, refused.out) == (3, "")
        assert "店主" in refused.err
    assert cli("staff", "pin", "小周", "--forgotten", *at).code == 0
    assert people(cli, shop)["小周"]["pin"] is False
    assert people(cli, shop)["阿青"]["pin"] is True
    assert cli("staff", "roles", "小林", "owner", *at).code == 0
    assert cli("staff", "pin", "小周", *at).code == 0
    assert cli("staff", "pin", "小周", "--forgotten", *at).code == 3, "小林 can set a new one"
    assert cli("verify", *at).code == 0


# ------------------------------------------------------------------ limits and approvals


def test_limits_are_listed_as_proposals_until_one_is_set(cli: Cli, desk: Path) -> None:
    at = ("--data-dir", desk)
    proposed = cli("limits", *at)
    assert "建议值" in proposed.err
    assert cli("limits", "set", "客服", "order", "any", *at).code == 0
    assert cli("limits", "set", "agent", "decision", "99.9", "--remedy", "部分补偿", *at).code == 0
    assert cli("limits", "set", "lead", "day", "20", "--currency", "usd", *at).code == 0
    assert cli("limits", "remove", "agent", "buyer", *at).code == 0
    listed = cli("limits", "--json", *at)
    assert (listed.code, listed.err) == (0, "")
    assert all(list(one) == LIMIT_KEYS for one in listed.json)
    found = {tuple(one.values()) for one in listed.json}
    assert found == {
        ("agent", "decision", None, "CNY", 50_000),
        ("agent", "decision", "compensation", "CNY", 9_990),
        ("agent", "order", None, "CNY", None),
        ("agent", "day", None, "CNY", 200_000),
        ("lead", "decision", None, "CNY", 200_000),
        ("lead", "day", None, "USD", 2_000),
    }
    assert cli("limits", "list", "--json", *at).json == listed.json
    assert "建议值" not in cli("limits", *at).err


def waiting_decision(folder: Path) -> str:
    """阿青 refunds more than may be decided alone; the number of the ticket."""
    opened = open_desk(Paths(folder))
    services = opened.services
    services.staff.act_as("阿青")
    row = opened.services.context.read().query(
        "SELECT id FROM ticket WHERE stage = 'new' ORDER BY id LIMIT 1"
    )
    ticket = services.tickets.get(int(row[0][0]))
    remedy = Remedy.REFUND_ONLY
    choices = by_remedy(remedy).draft_defaults(
        ticket.order, ticket.order_money, services.decide.situation(ticket), Asked.of(ticket)
    )
    services.decide.decide(
        DecisionDraft(ticket.id, ticket.version, "key", choices, guard_reason="已核实", agreed=True)
    )
    opened.db.close()
    return ticket.number


def test_what_waits_is_listed_and_settled_by_somebody_else(cli: Cli, shop: Path) -> None:
    at = ("--data-dir", shop)
    assert cli("approvals", "--json", *at).json == []
    assert cli("limits", "set", "agent", "decision", "0", *at).code == 0
    number = waiting_decision(shop)
    (one,) = cli("approvals", "--json", *at).json
    assert list(one) == WAITING_KEYS
    assert (one["number"], one["author"], one["kind"]) == (number, "阿青", "refund_only")
    assert one["yours"] is False
    assert cli("--as", "阿青", "approvals", "--json", *at).json[0]["yours"] is True
    told = cli("approvals", *at)
    assert number in told.out
    assert one["needs"][0] in told.out
    assert told.err == "共 1 个\n"
    refused = cli("--as", "阿青", "approve", number, *at)
    assert (refused.code, refused.out) == (3, "")
    done = cli("--as", "小林", "approve", number, "--note", "同意", *at)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"已同意  {number}  仅退款")
    assert cli("approvals", "--json", *at).json == []
    again = cli("--as", "小林", "approve", number, *at)
    assert again.code == 3
    assert "没有等审批的方案" in again.err


def test_what_is_denied_says_why(cli: Cli, shop: Path) -> None:
    at = ("--data-dir", shop)
    assert cli("limits", "set", "agent", "decision", "0", *at).code == 0
    number = waiting_decision(shop)
    done = cli("--as", "小林", "deny", number, "--reason", "照片不清楚", *at)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"已不同意  {number}")
    assert "照片不清楚" in cli("show", number, *at).out
    assert cli("approvals", "--json", *at).json == []


def test_the_manual_shows_the_keys_as_they_are() -> None:
    manual = (ROOT / "docs" / "command_line.md").read_text("utf-8")
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", manual, re.DOTALL)]
    keys = [list(one[0]) for one in shown if isinstance(one, list)]
    for wanted in (STAFF_KEYS, LIMIT_KEYS, WAITING_KEYS):
        assert wanted in keys


def test_no_command_takes_a_pin_as_an_option(
    cli: Cli, shop: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = cli("staff", "pin", "阿青", "8305", "--data-dir", shop)
    assert answer.code == 2
    assert cli("tickets", "--pin", "8305", "--data-dir", shop).code == 2
    assert "8305" not in caplog.text
