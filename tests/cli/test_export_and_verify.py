"""`export` and `verify`: files where they were wanted, and the truth about the desk."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from sqlcipher3 import dbapi2

from app.domain.reports import Month
from exports import EXPORTERS
from tests.cli.samples import CLAIMS, Cli


@pytest.fixture
def number(cli: Cli, desk: Path) -> str:
    return str(cli("tickets", "--json", "--data-dir", desk).json[0]["number"])


def damage(desk: Path, *statements: str) -> None:
    """Edit the file as an outside tool would."""
    connection = dbapi2.connect(str(desk / "desk.db"), isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def cells(workbook: Path) -> set[str]:
    """The texts of a workbook."""
    book = openpyxl.load_workbook(workbook, read_only=True)
    found = {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }
    book.close()
    return found


@pytest.mark.parametrize("kind", EXPORTERS, ids=lambda kind: str(kind.id))
def test_every_kind_is_written_and_its_path_printed(
    cli: Cli, desk: Path, number: str, tmp_path: Path, kind: object
) -> None:
    which = "2024-06" if kind.takes is Month else number  # type: ignore[attr-defined]  # generic
    target = tmp_path / f"出{kind.extension}"  # type: ignore[attr-defined]  # generic
    answer = cli("export", kind.id, which, "--out", target, "--data-dir", desk)  # type: ignore[attr-defined]  # generic
    assert (answer.code, answer.out) == (0, f"{target}\n")
    assert target.stat().st_size > 1000


def test_without_a_file_it_is_named_and_put_here(
    cli: Cli, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("export", "monthly", "2024-06", "--data-dir", desk).code == 0
    assert (tmp_path / "售后月报_2024-06.xlsx").is_file()


def test_given_a_folder_it_is_named_inside_it(
    cli: Cli, desk: Path, number: str, tmp_path: Path
) -> None:
    answer = cli("export", "slip", number, "--out", tmp_path, "--data-dir", desk)
    assert answer.out == f"{tmp_path / f'退货卡_{number}.pdf'}\n"


@pytest.mark.parametrize("place", ["没有的文件夹/a.pdf", "desk/desk.db/a.pdf"])
def test_a_place_that_cannot_be_written_is_told(
    cli: Cli, desk: Path, number: str, tmp_path: Path, place: str
) -> None:
    answer = cli("export", "slip", number, "--out", tmp_path / place, "--data-dir", desk)
    assert (answer.code, answer.out) == (5, "")
    assert str(tmp_path / place) in answer.err
    assert not list(tmp_path.rglob("*.part"))


def test_a_slip_without_an_address_says_so_and_has_lines_to_write_on(
    cli: Cli, desk: Path, number: str, tmp_path: Path
) -> None:
    with_address = cli("export", "slip", number, "--out", tmp_path / "a.pdf", "--data-dir", desk)
    assert with_address.err == ""
    bare = tmp_path / "bare"
    cli("import", CLAIMS, "--as", "小周", "--data-dir", bare)
    damage(bare, "UPDATE shop_address SET removed = 1")
    target = tmp_path / "b.pdf"
    answer = cli("export", "slip", number, "--out", target, "--data-dir", bare)
    assert answer.code == 0
    assert "退货地址" in answer.err
    assert target.is_file()


def test_an_empty_month_is_a_workbook_that_says_so(cli: Cli, desk: Path, tmp_path: Path) -> None:
    target = tmp_path / "m.xlsx"
    assert cli("export", "monthly", "2001-01", "--out", target, "--data-dir", desk).code == 0
    assert any("没有" in text for text in cells(target))


def test_the_paper_names_who_asked_for_it(cli: Cli, desk: Path, tmp_path: Path) -> None:
    target = tmp_path / "m.xlsx"
    words = ("export", "monthly", "2024-06", "--out", target, "--data-dir", desk)
    assert cli(*words).code == 0
    assert any("小周" in text for text in cells(target))
    assert cli("staff", "add", "阿德", "--roles", "财务", "--data-dir", desk).code == 0
    assert cli("--as", "阿德", *words).code == 0
    assert any("阿德" in text for text in cells(target))


def test_an_unknown_ticket_exports_nothing(cli: Cli, desk: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    answer = cli("export", "slip", "AS-000000-0001", "--out", target, "--data-dir", desk)
    assert (answer.code, answer.out) == (3, "")
    assert not target.exists()


def test_a_dispute_report_of_an_altered_history_is_warned_about(
    cli: Cli, desk: Path, number: str, tmp_path: Path
) -> None:
    damage(
        desk,
        "DROP TRIGGER event_is_never_changed",
        "UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE kind = 'opened'",
    )
    answer = cli("export", "dispute", number, "--out", tmp_path / "d.pdf", "--data-dir", desk)
    assert answer.code == 0
    assert "verify" in answer.err


def test_verify_finds_a_sound_desk_sound(cli: Cli, desk: Path) -> None:
    answer = cli("verify", "--json", "--data-dir", desk)
    assert answer.code == 0
    assert list(answer.json) == ["clean", "events", "rows", "files", "faults"]
    assert answer.json["clean"] is True
    assert answer.json["events"] > 18
    assert "校验通过" in cli("verify", "--data-dir", desk).out


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE ticket SET requested_cents = 1 WHERE id = 3",
        "UPDATE orders SET paid_cents = 999999 WHERE id = 2",
        "DELETE FROM platform_claim WHERE id = 1",
        "UPDATE personal SET value = '别人' WHERE id = 1",
        "UPDATE ticket_count SET tally = tally + 1 WHERE id = 1",
        "DROP TABLE payout_unit",
    ],
)
def test_verify_names_what_was_changed_from_outside(cli: Cli, desk: Path, edit: str) -> None:
    damage(desk, edit)
    answer = cli("verify", "--json", "--data-dir", desk)
    assert answer.code == 1
    assert answer.json["clean"] is False
    assert answer.json["faults"]
    text = cli("verify", "--data-dir", desk)
    assert text.code == 1
    for fault in answer.json["faults"]:
        assert f"✕ {fault['place']}：{fault['sentence']}" in text.out


def test_verify_of_a_file_that_is_no_database_any_more_is_a_finding(cli: Cli, desk: Path) -> None:
    file = desk / "desk.db"
    file.write_bytes(b"x" * 400 + file.read_bytes()[400:])
    answer = cli("verify", "--json", "--data-dir", desk)
    assert answer.code == 1
    assert str(file) in answer.json["faults"][0]["sentence"]
