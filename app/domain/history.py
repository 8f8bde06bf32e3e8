"""History that can be trusted: canonical events, two hash chains, fingerprints of rows.

Every event belongs to the chain of its ticket (or to chain 0, the desk's own) and to one global
chain over all of them, so that neither a line nor a whole ticket can vanish unseen. Events hold no
personal data: those values live in a side table and appear here as salted digests.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

HASH_VERSION = 1
GENESIS = "0" * 64
DESK_CHAIN = 0  # the chain of events that belong to no ticket

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def canonical(value: Json) -> str:
    """One text for one value: sorted keys, no blanks, whole numbers only.

    Raises `TypeError` for a float or anything JSON does not know, so that no event can depend on
    how a machine prints fractions.
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def parsed(text: str) -> Any:
    """The value of a canonical text. Raises `ValueError` for a fraction or anything not JSON."""
    return json.loads(text, parse_float=_no_fraction, parse_constant=_no_fraction)


def _no_fraction(text: str) -> int:
    raise ValueError(f"{text} is no whole number")


# Nearly all that is asked about; every column of every row written passes here.
_PLAIN = frozenset((str, int, bool, type(None)))


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("an event holds whole numbers only")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError("the keys of an event are texts")
            if type(inner) not in _PLAIN:
                _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            if type(inner) not in _PLAIN:
                _refuse_floats(inner)
    elif value is not None and not isinstance(value, str | int):
        raise TypeError(f"an event cannot hold {type(value).__name__}")


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def personal_digest(salt: str, value: str) -> str:
    """What an event keeps of a personal value: worthless once salt and value are erased."""
    return digest(f"{salt}\x1f{value}")


def row_digest(table: str, row: Mapping[str, Json]) -> str:
    """The fingerprint of one row: its table and every column."""
    return digest(canonical([table, dict(row)]))


@dataclass(frozen=True, slots=True)
class Event:
    """One line of history. `at` is UTC as `YYYY-MM-DDTHH:MM:SSZ`; `chain` is a ticket id or 0.

    `data` and `rows` are canonical JSON; `rows` maps `table:id` to the row's fingerprint, or to
    the empty text when the row was removed.
    """

    seq: int
    chain: int
    chain_seq: int
    kind: str
    actor: int
    role: str
    at: str
    zone: str
    monotonic_ms: int
    clock_suspect: bool
    data: str
    rows: str
    prev_hash: str
    hash_version: int = HASH_VERSION
    hash: str = ""
    global_hash: str = ""

    def computed_hash(self) -> str:
        """The hash this event must carry, over all of its fields and its predecessor."""
        return digest(
            canonical(
                [
                    self.hash_version,
                    self.seq,
                    self.chain,
                    self.chain_seq,
                    self.kind,
                    self.actor,
                    self.role,
                    self.at,
                    self.zone,
                    self.monotonic_ms,
                    self.clock_suspect,
                    self.data,
                    self.rows,
                    self.prev_hash,
                ]
            )
        )

    def computed_global_hash(self, previous: str) -> str:
        """The link of the global chain: over the global predecessor, the chain and its head."""
        return digest(canonical([previous, self.seq, self.chain, self.hash]))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something `verify` found: where, and what is wrong, as a sentence."""

    place: str
    sentence: str
    seq: int | None = None


def chain_faults(events: Iterable[Event]) -> Iterable[tuple[int, str]]:
    """Walk the events in order of `seq` and yield (seq, what is wrong) for each broken link.

    Kinds of trouble: a gap in the global or the ticket's count, a predecessor that does not match,
    a hash that does not fit the fields, a broken global link.
    """
    heads: dict[int, tuple[int, str]] = {}
    expected_seq, global_prev = 1, GENESIS
    for event in events:
        if event.seq != expected_seq:
            yield event.seq, "gap"
        expected_seq = event.seq + 1
        count, head = heads.get(event.chain, (0, GENESIS))
        if event.chain_seq != count + 1:
            yield event.seq, "chain_gap"
        if event.prev_hash != head:
            yield event.seq, "prev"
        own: str | None = None
        link: str | None = None
        # A value of a kind no event holds was put there by an outside tool: nothing fits then.
        with contextlib.suppress(TypeError):
            if event.hash_version == HASH_VERSION:
                own = event.computed_hash()
            link = event.computed_global_hash(global_prev)
        if event.hash != own:
            yield event.seq, "hash"
        if event.global_hash != link:
            yield event.seq, "global"
        known = type(event.chain_seq) is int
        heads[event.chain] = (event.chain_seq if known else count + 1, event.hash)
        global_prev = event.global_hash
