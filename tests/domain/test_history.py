"""The history: one text for one value, hashes that never change, and every broken link named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.history import (
    DESK_CHAIN,
    GENESIS,
    Event,
    Json,
    canonical,
    chain_faults,
    digest,
    parsed,
    personal_digest,
    row_digest,
)

FIRST = Event(
    seq=1,
    chain=DESK_CHAIN,
    chain_seq=1,
    kind="staff_added",
    actor=0,
    role="owner",
    at="2026-11-22T04:00:00Z",
    zone="Asia/Shanghai",
    monotonic_ms=12,
    clock_suspect=False,
    data='{"roles":"owner","staff":1}',
    rows='{"staff:1":"ab"}',
    prev_hash=GENESIS,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=8,
)


def chained(*parts: tuple[int, str]) -> list[Event]:
    """A sound history of (chain, kind)."""
    heads: dict[int, tuple[int, str]] = {}
    last, events = GENESIS, []
    for number, (chain, kind) in enumerate(parts, start=1):
        count, head = heads.get(chain, (0, GENESIS))
        event = replace(
            FIRST, seq=number, chain=chain, chain_seq=count + 1, kind=kind, prev_hash=head
        )
        event = replace(event, hash=event.computed_hash())
        event = replace(event, global_hash=event.computed_global_hash(last))
        heads[chain], last = (count + 1, event.hash), event.global_hash
        events.append(event)
    return events


SOUND = chained((0, "shop_created"), (1, "opened"), (2, "opened"), (1, "accept"), (1, "close"))


# These digests are in the desks of people. Whoever has to change one adds a new hash version and
# keeps the old one readable; the figures below then stay and new ones join them.


def test_the_canonical_text_is_what_it_was_when_the_first_desk_was_opened() -> None:
    value: Json = {
        "b": [1, True, None, "é"],
        "a": {"款": "10.00", "": -3},
        "A": "\n\u2028\U0001f600",
    }
    assert canonical(value) == (
        '{"A":"\\n\u2028\U0001f600","a":{"":-3,"款":"10.00"},"b":[1,true,null,"é"]}'
    )


def test_the_digests_are_what_they_were_when_the_first_desk_was_opened() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (
        personal_digest("salt", "墨染青山")
        == "cbf766609735cccdf0fee437c42b47df3388c79b4da709327fb1191ce364ec49"
    )
    assert row_digest(
        "payout", {"id": 7, "amount_cents": 25800, "state": "planned", "leg": None}
    ) == ("737aaa220c9fd0e45b0f05df676a92423e9a6913adf7a2a4a282e66e3b48d701")
    assert (
        FIRST.computed_hash() == "e232f12a614bd5eea3fbf3b0f401cc0d6091170a6e9e405ec8cd699904871625"
    )
    assert (
        replace(FIRST, hash="ab").computed_global_hash(GENESIS)
        == "e38721f85fc16567bf553676fe9ff15b4585407ec9dff9a7382c4289d64f3dfc"
    )


@given(json_values)
def test_one_value_has_one_text_and_comes_back_from_it(value: Any) -> None:
    text = canonical(value)
    assert parsed(text) == value
    assert canonical(parsed(text)) == text


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        {"a": [0.5]},
        float("nan"),
        {1: "key"},
        {"at": object()},
        {"money": b"10"},
        ({"x": 2.5},),
    ],
)
def test_fractions_and_strange_things_are_never_written(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("text", ["1.5", '{"a":[1e3]}', "NaN", "-Infinity", "{", ""])
def test_fractions_and_broken_texts_are_never_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(text)


def test_a_lone_half_of_a_character_still_has_a_digest() -> None:
    assert digest("\ud83d") != digest("\ude00")


def test_every_field_of_an_event_is_in_its_hash() -> None:
    changed = {
        "seq": 2, "chain": 1, "chain_seq": 2, "kind": "x", "actor": 1, "role": "agent",
        "at": "2026-11-22T04:00:01Z", "zone": "UTC", "monotonic_ms": 13, "clock_suspect": True,
        "data": "{}", "rows": "{}", "prev_hash": "1" * 64, "hash_version": 2,
    }  # fmt: skip
    unhashed = {"hash", "global_hash"}
    assert changed.keys() | unhashed == set(Event.__dataclass_fields__)
    for name, value in changed.items():
        other: Any = {name: value}
        assert replace(FIRST, **other).computed_hash() != FIRST.computed_hash(), name


def test_a_personal_digest_needs_its_salt() -> None:
    assert personal_digest("a", "13812342209") != personal_digest("b", "13812342209")


def test_a_row_digest_covers_the_table_and_every_column() -> None:
    row: dict[str, Json] = {"id": 1, "cents": 100, "note": None}
    known = row_digest("payout", row)
    assert row_digest("charge", row) != known
    for name in row:
        assert row_digest("payout", {**row, name: "other"}) != known
        assert row_digest("payout", {k: v for k, v in row.items() if k != name}) != known


def test_a_sound_history_has_no_faults() -> None:
    assert list(chain_faults(SOUND)) == []
    assert list(chain_faults([])) == []


def _edit(number: int, **changes: Any) -> Callable[[list[Event]], list[Event]]:
    def edit(events: list[Event]) -> list[Event]:
        return [replace(e, **changes) if e.seq == number else e for e in events]

    return edit


def _rehashed(number: int) -> Callable[[list[Event]], list[Event]]:
    """Somebody who knows the format puts a fitting own hash on the altered line."""

    def edit(events: list[Event]) -> list[Event]:
        altered = replace(events[number - 1], actor=9)
        altered = replace(altered, hash=altered.computed_hash())
        return [*events[: number - 1], altered, *events[number:]]

    return edit


def _without(number: int) -> Callable[[list[Event]], list[Event]]:
    return lambda events: [e for e in events if e.seq != number]


def _swapped(events: list[Event]) -> list[Event]:
    first, second, *rest = events
    return [replace(second, seq=1), replace(first, seq=2), *rest]


def _relinked(events: list[Event]) -> list[Event]:
    """A line taken out and everything after it renumbered and chained again, but for the hashes."""
    return [replace(e, seq=n) for n, e in enumerate(_without(2)(events), start=1)]


@pytest.mark.parametrize(
    ("edit", "first"),
    [
        (_edit(2, kind="close"), (2, "hash")),
        (_edit(4, data='{"cents":1}'), (4, "hash")),
        (_edit(3, rows="{}"), (3, "hash")),
        (_edit(2, actor=2), (2, "hash")),
        (_edit(1, clock_suspect=True), (1, "hash")),
        (_edit(1, clock_suspect=2), (1, "hash")),
        (_edit(3, monotonic_ms=1.5), (3, "hash")),
        (_edit(3, hash_version=2), (3, "hash")),
        (_edit(3, hash_version=2, hash=""), (3, "hash")),
        (_edit(4, prev_hash="0" * 64), (4, "prev")),
        (_edit(4, chain=2), (4, "prev")),
        (_edit(4, chain_seq="2"), (4, "chain_gap")),
        (_edit(5, global_hash="0" * 64), (5, "global")),
        (_rehashed(2), (2, "global")),
        (_without(1), (2, "gap")),
        (_without(4), (5, "gap")),
        (_relinked, (2, "hash")),
        (_swapped, (1, "hash")),
        (lambda events: [*events, replace(events[-1], seq=6)], (6, "chain_gap")),
    ],
)
def test_the_first_broken_link_is_named(
    edit: Callable[[list[Event]], list[Event]], first: tuple[int, str]
) -> None:
    assert next(iter(chain_faults(edit(SOUND)))) == first


def test_a_line_with_a_fitting_hash_of_its_own_breaks_its_successor_too() -> None:
    assert {(2, "global"), (4, "prev")} <= set(chain_faults(_rehashed(2)(SOUND)))


def test_one_altered_line_does_not_accuse_the_lines_of_other_tickets() -> None:
    accused = {seq for seq, _what in chain_faults(_edit(2, kind="close")(SOUND))}
    assert accused == {2}


@given(
    st.integers(1, len(SOUND)),
    st.sampled_from(
        ["kind", "role", "at", "zone", "data", "rows", "prev_hash", "hash", "global_hash"]
    ),
    st.text(max_size=3),
)
def test_any_other_text_in_any_line_is_noticed(number: int, name: str, text: str) -> None:
    changes: Any = {name: text}
    assert next(iter(chain_faults(_edit(number, **changes)(SOUND))))[0] == number
