"""`import`: what is taken, what is refused, what is said of it, and that trying writes nothing."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from tests.cli.samples import CLAIMS, LINES, ORDERS, Cli
from tests.services.importing.making import REFUND, csv_file, refund

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200)
NOTHING = {"new": 0, "changed": 0, "unchanged": 0}


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_dry_run_on_a_new_folder_leaves_not_even_the_folder(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    answer = cli("import", ORDERS, CLAIMS, "--dry-run", "--data-dir", folder)
    assert answer.code == 0
    assert "将新建店铺「示例小店」（淘宝）" in answer.out
    assert "平台售后：新增 18" in answer.out
    assert "没有写入任何内容" in answer.out
    assert not folder.exists()


def test_a_dry_run_on_a_desk_changes_no_row_and_adds_no_person(cli: Cli, desk: Path) -> None:
    before = cli("verify", "--json", "--data-dir", desk).json
    answer = cli(
        "import", CLAIMS, "--shop", "别家", "--dry-run", "--as", "路人", "--data-dir", desk
    )
    assert answer.code == 0
    assert "将新建店铺「别家」" in answer.out
    assert cli("verify", "--json", "--data-dir", desk).json == before


def test_a_first_import_makes_the_shop_and_says_so(cli: Cli, tmp_path: Path) -> None:
    answer = cli("import", ORDERS, LINES, CLAIMS, "--as", "小周", "--data-dir", tmp_path)
    assert answer.code == 0
    assert answer.err == ""
    assert "新建店铺「示例小店」（淘宝）" in answer.out
    assert "订单：新增 24，更新 0，不变 0" in answer.out
    assert "新建售后单 18 张" in answer.out
    assert "操作人：小周" in answer.out


def test_importing_again_changes_nothing(cli: Cli, desk: Path) -> None:
    before = cli("verify", "--json", "--data-dir", desk).json
    answer = cli("import", ORDERS, LINES, CLAIMS, "--json", "--data-dir", desk).json
    assert answer["orders"] == {"new": 0, "changed": 0, "unchanged": 24}
    assert answer["claims"] == {"new": 0, "changed": 0, "unchanged": 18}
    assert (answer["tickets_new"], answer["tickets"]) == (0, [])
    assert answer["shop_created"] is False
    assert cli("verify", "--json", "--data-dir", desk).json == before


def test_the_json_of_an_import_keeps_its_keys(cli: Cli, tmp_path: Path) -> None:
    answer = cli("import", CLAIMS, "--as", "小周", "--json", "--data-dir", tmp_path)
    assert answer.code == 0
    body = answer.json
    assert list(body) == [
        "written", "actor", "shop", "shop_created", "shop_choices", "files", "orders", "claims",
        "tickets_new", "tickets", "conflicts", "mismatches", "questions", "problems",
    ]  # fmt: skip
    assert (body["written"], body["actor"], body["shop_created"]) == (True, "小周", True)
    assert body["claims"] == {"new": 18, "changed": 0, "unchanged": 0}
    assert body["tickets_new"] == len(body["tickets"]) == 18
    assert body["files"] == [
        {
            "name": CLAIMS.name,
            "format": body["files"][0]["format"],
            "rows": 18,
            "refusal": None,
            "advice": None,
        }
    ]


def test_without_a_name_the_person_logged_in_acts_and_is_named(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "laoban")
    answer = cli("import", CLAIMS, "--data-dir", tmp_path)
    assert "操作人：laoban" in answer.out
    number = cli("tickets", "--json", "--data-dir", tmp_path).json[0]["number"]
    timeline = cli("show", number, "--json", "--data-dir", tmp_path).json["timeline"]
    assert "laoban" in {entry["actor"] for entry in timeline}


def test_a_computer_that_knows_nobody_is_asked_for_a_name(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", unknown)
    answer = cli("import", CLAIMS, "--data-dir", tmp_path)
    assert answer.code == 3
    assert "--as" in answer.err
    assert cli("tickets", "--json", "--data-dir", tmp_path).json == []


def test_the_first_person_of_the_desk_acts_when_nobody_is_named(cli: Cli, desk: Path) -> None:
    assert "操作人：小周" in cli("import", CLAIMS, "--data-dir", desk).out
    assert cli("staff", "add", "小李", "--roles", "agent", "--data-dir", desk).code == 0
    assert "操作人：小李" in cli("import", CLAIMS, "--as", "小李", "--data-dir", desk).out
    assert "操作人：小周" in cli("import", CLAIMS, "--data-dir", desk).out


def test_what_is_refused_does_not_hide_what_is_good(cli: Cli, tmp_path: Path) -> None:
    empty = tmp_path / "空.csv"
    empty.touch()
    photo = tmp_path / "照片.xlsx"
    photo.write_bytes(PHOTO)
    answer = cli(
        "import", empty, photo, tmp_path / "没有.csv", tmp_path, CLAIMS,
        "--json", "--data-dir", tmp_path / "desk",
    )  # fmt: skip
    assert answer.code == 4
    body = answer.json
    assert body["written"] is True
    assert body["claims"]["new"] == 18
    refused = {file["name"]: file["refusal"] for file in body["files"]}
    assert refused[CLAIMS.name] is None
    assert all(refused[name] for name in ("空.csv", "照片.xlsx", "没有.csv", tmp_path.name))
    assert all(sentence in answer.err for sentence in refused.values() if sentence)


def test_when_every_file_is_refused_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    photo = tmp_path / "照片.xlsx"
    photo.write_bytes(PHOTO)
    answer = cli("import", photo, "--json", "--data-dir", tmp_path)
    assert answer.code == 4
    body = answer.json
    assert (body["written"], body["shop"], body["shop_created"]) == (False, None, False)
    assert body["orders"] == body["claims"] == NOTHING
    assert cli("tickets", "--json", "--data-dir", tmp_path).json == []


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_taken(
    cli: Cli, tmp_path: Path
) -> None:
    good, bad = refund(), refund(退款编号="170000000000000062", 买家退款金额="1e5")
    file = csv_file(tmp_path / "退款.csv", [REFUND, good, bad])
    answer = cli("import", file, "--json", "--data-dir", tmp_path)
    assert answer.code == 4
    (problem,) = answer.json["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (3, "买家退款金额", "1e5")
    assert problem["message"] in answer.err
    assert answer.json["claims"]["new"] == 1


def test_contacts_in_a_bad_cell_are_masked(cli: Cli, tmp_path: Path) -> None:
    shifted = refund(买家退款金额="13812342209 浙江省杭州市余杭区示例路 8 号")
    file = csv_file(tmp_path / "退款.csv", [REFUND, shifted])
    for words in ((), ("--json",)):
        answer = cli("import", file, *words, "--data-dir", tmp_path)
        assert answer.code == 4
        assert "*******2209" in answer.err
        assert "13812342209" not in answer.out + answer.err
        assert "示例路" not in answer.out + answer.err


def test_a_file_named_twice_is_read_once(cli: Cli, tmp_path: Path) -> None:
    answer = cli("import", CLAIMS, CLAIMS, "--json", "--data-dir", tmp_path).json
    assert len(answer["files"]) == 1


def test_two_shops_on_a_platform_must_be_told_apart(cli: Cli, desk: Path) -> None:
    cli("import", CLAIMS, "--shop", "云岚", "--data-dir", desk)
    answer = cli("import", CLAIMS, "--json", "--data-dir", desk)
    assert answer.code == 4
    assert "示例小店、云岚" in answer.err
    assert "--shop" in answer.err
    assert (answer.json["written"], answer.json["shop"]) == (False, None)
    assert answer.json["shop_choices"] == ["示例小店", "云岚"]
    chosen = cli("import", CLAIMS, "--shop", "云岚", "--json", "--data-dir", desk)
    assert (chosen.code, chosen.json["shop"], chosen.json["shop_created"]) == (0, "云岚", False)
    assert chosen.json["claims"] == {"new": 0, "changed": 0, "unchanged": 18}


def test_a_shop_of_this_name_on_another_platform_is_another_shop(cli: Cli, desk: Path) -> None:
    from app.clock import SystemClock
    from app.domain.order import Platform
    from app.paths import Paths
    from ui.bootstrap import open_desk

    opened = open_desk(Paths(desk), SystemClock())
    opened.services.staff.act_as("小周")
    opened.services.shops.create(Platform.DOUYIN, "云岚")
    opened.db.close()
    answer = cli("import", CLAIMS, "--shop", "云岚", "--json", "--data-dir", desk).json
    assert answer["shop_created"] is True
    shops = {t["platform"] for t in cli("tickets", "--json", "--data-dir", desk).json}
    assert shops == {"taobao"}
