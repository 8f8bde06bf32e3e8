"""What the history holds: every verb in words, nobody's personal data, and no gap after an erasure."""

from __future__ import annotations

import ast
import sqlite3
from pathlib import Path

import pytest

from app.domain.history import DESK_CHAIN, parsed
from app.domain.sentences import KINDS, sentence
from app.domain.workflow import VERB_OF_REMEDY, Verb
from app.model import tables
from app.model.journal import load_events
from app.services.standing import refresh
from tests.services.bench import Bench
from tests.services.everything import PLANTED, live_through_everything

SERVICES = Path(__file__).resolve().parents[2] / "app" / "services"


@pytest.fixture
def lived(bench: Bench) -> Bench:
    live_through_everything(bench)
    return bench


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_every_event_reads_as_a_chinese_sentence(lived: Bench) -> None:
    for event in load_events(lived.db.read()):
        text = sentence(event.kind, parsed(event.data))
        assert _is_chinese(text), event.kind
        assert not {"{", "}", "None"} & set(text.split()), text
        assert "{" not in text, text
        assert event.kind not in text


def test_the_life_of_a_ticket_meets_every_kind_of_event_there_is(lived: Bench) -> None:
    """So that the tests here look at all of them, and no kind is left without its sentence."""
    met = {event.kind for event in load_events(lived.db.read())}
    assert met <= KINDS
    assert KINDS - met == {"shop_address_proposed"}


def test_every_kind_the_services_can_write_has_its_sentence() -> None:
    written = {verb.value for verb in set(Verb) - set(VERB_OF_REMEDY.values())}
    written -= {"add_evidence"}
    for file in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="event"), args=[_, ast.Constant(value=str(kind)), *_]
                ):
                    written.add(kind)
                case ast.Call(
                    func=ast.Attribute(attr="finish"), args=[ast.Constant(value=str(kind))]
                ):
                    written.add(kind)
    assert {"lapsed", "promise_expired"} <= written
    assert len(written) > 25
    assert written <= KINDS


def test_nobodys_words_names_phones_or_addresses_stand_in_the_history(lived: Bench) -> None:
    kept = {row["value"] for row in lived.db.read().find(tables.Personal)}
    for planted in PLANTED.values():
        assert any(planted in str(value) for value in kept), f"{planted} was never written"
    for event in load_events(lived.db.read()):
        everything = f"{event.kind}{event.data}{event.rows}{event.role}{event.zone}"
        for name, planted in PLANTED.items():
            assert planted not in everything, (event.kind, name)
        assert "暗号" not in everything


def test_personal_data_stands_in_the_side_table_and_the_search_text_only(lived: Bench) -> None:
    """What an erasure would have to reach. The phone's last four digits are no secret."""
    holding = set()
    for (name,) in lived.db.read().query("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if str(name) == "ticket_search":
            continue
        for row in lived.db.read().query("SELECT * FROM " + str(name)):
            if any(p in str(cell) for cell in row for p in PLANTED.values()):
                holding.add(str(name))
    assert holding == {"personal", "ticket_text"}


def test_a_history_without_personal_data_still_shows_what_was_said(lived: Bench) -> None:
    ticket = lived.claimed("C1")
    told = " ".join(entry.text for entry in lived.services.tickets.timeline(ticket.id))
    for name in ("request", "decline", "withdrawal", "failure", "reversal", "reopening", "note"):
        assert PLANTED[name] in told, name
    ladder = lived.claimed("C6")
    told = " ".join(entry.text for entry in lived.services.tickets.timeline(ladder.id))
    for name in ("counter", "approval", "denial", "loss", "early"):
        assert PLANTED[name] in told, name


def _erase(bench: Bench, *, wanted: str) -> int:
    """What a right to be forgotten will do: value and salt go, digest and history stay."""
    done = 0
    with bench.services.context.write() as write:
        now = bench.services.context.now_text()
        for row in write.find(tables.Personal):
            if wanted in str(row["value"]):
                write.update(tables.Personal, int(row["id"]), value=None, salt=None, erased_at=now)
                done += 1
        for row in write.find(tables.Ticket):
            refresh(write, int(row["id"]), now)
        write.event(DESK_CHAIN, "shop_changed", {"erased": done})
    return done


def test_after_an_erasure_the_history_is_whole_and_the_value_gone(
    lived: Bench, tmp_path: Path
) -> None:
    assert _erase(lived, wanted="暗号") > 20
    assert _erase(lived, wanted=PLANTED["phone"]) > 2
    assert lived.faults() == []
    lived.db.connection.execute("VACUUM")
    lived.close()
    raw = (tmp_path / "desk" / "desk.db").read_bytes()
    assert "暗号".encode() not in raw
    assert PLANTED["phone"].encode() not in raw


def test_erasing_past_the_program_is_noticed(lived: Bench, tmp_path: Path) -> None:
    lived.db.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    outside = sqlite3.connect(tmp_path / "desk" / "desk.db")
    outside.execute("UPDATE personal SET value = NULL, salt = NULL WHERE id = 1")
    outside.commit()
    outside.close()
    assert any("personal:1" in fault for fault in lived.faults())
