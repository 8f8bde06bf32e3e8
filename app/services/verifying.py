"""Is everything still as it was written? Names the first thing that is wrong, and all others."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.history import GENESIS, Event, Fault, chain_faults, parsed, personal_digest
from app.i18n import _
from app.model import journal, statements, tables
from app.model.reading import Reader
from app.services.context import Context
from app.services.derived import derived_faults
from app.services.evidence_store import EvidenceStore, FileState

Progress = Callable[[int, int, str], None]

_SAID = {
    "gap": "记录 {seq} 之前缺了一条或多条。",
    "chain_gap": "记录 {seq} 所属售后单的历史缺了一条或多条。",
    "prev": "记录 {seq} 接不上前一条：前一条被改过或删掉了。",
    "hash": "记录 {seq} 的内容被改过。",
    "global": "记录 {seq} 的总链校验不符：它或它之前的记录被改过。",
}


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was looked at, and what is wrong."""

    faults: tuple[Fault, ...]
    events: int
    rows: int
    files: int

    @property
    def clean(self) -> bool:
        return not self.faults


class VerifyService:
    """Checks chains, fingerprints of rows, evidence files and the database itself."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def run(
        self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
    ) -> VerifyReport:
        """Everything, in a few passes; reads only. May run on a worker thread.

        Rows are looked at as they stood at one moment, whoever writes meanwhile.
        """
        read = self._context.read()
        steps: tuple[tuple[str, Callable[[], Iterable[Fault]]], ...] = (
            (_("数据库"), self._engine),
            (_("历史记录"), lambda: _chain(read)),
            (_("数据行"), lambda: _rows(read)),
            (_("个人信息"), lambda: _personal(read)),
            (_("阶段与计数"), lambda: derived_faults(read, self._context.now())),
        )
        faults: list[Fault] = []
        with self._context.db.snapshot(), _any_text(read):
            for number, (name, step) in enumerate(steps):
                if progress:
                    progress(number, len(steps) + 1, name)
                if cancelled and cancelled():
                    break
                faults.extend(step())
            events = int(read.scalar("SELECT count(*) FROM event"))
            rows = sum(_count(read, table) for table in tables.SEALED)
            pieces = _pieces(read)
        if progress:
            progress(len(steps), len(steps) + 1, _("证据文件"))
        faults.extend(_files(pieces, self._context.paths.evidence, cancelled))
        return VerifyReport(tuple(faults), events, rows, len(pieces))

    def _engine(self) -> Iterator[Fault]:
        for line in self._context.db.integrity_faults():
            yield Fault(_("数据库"), line)
        for name in self._context.db.shape_faults():
            text = _("{name} 与程序建的不一样：被删、被加或被改过。").format(name=name)
            yield Fault(_("数据库结构"), text)


@contextlib.contextmanager
def _any_text(read: Reader) -> Iterator[None]:
    """Bytes that are no text come as stand-ins, so that they are named instead of stumbled over."""
    usual = read.connection.text_factory
    read.connection.text_factory = _lenient
    try:
        yield
    finally:
        read.connection.text_factory = usual


def _lenient(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def chain_of(read: Reader, ticket_id: int) -> tuple[bool, int, str]:
    """Whether the history of one ticket is whole, how many lines it has, and its last hash."""
    head, count = GENESIS, 0
    sound = True
    for event in journal.load_events(read, ticket_id):
        count += 1
        sound = sound and event.prev_hash == head and event.hash == event.computed_hash()
        head = event.hash
    known = read.get(tables.ChainHead, ticket_id)
    sound = sound and known is not None and known["hash"] == head and known["count"] == count
    return sound, count, head


def _count(read: Reader, table: type[tables.Table]) -> int:
    return int(read.scalar(statements.count(table)))


def _chain(read: Reader) -> Iterator[Fault]:
    heads: dict[int, tuple[int, str]] = {}
    last: list[Event] = []

    def walk() -> Iterator[Event]:
        for event in journal.load_events(read):
            heads[event.chain] = (event.chain_seq, event.hash)
            last[:] = [event]
            yield event

    for seq, what in chain_faults(walk()):
        yield Fault(_("历史记录 {seq}").format(seq=seq), _(_SAID[what]).format(seq=seq), seq)
    if last:
        heads[journal.GLOBAL_CHAIN] = (last[0].seq, last[0].global_hash)
    known = {r["chain"]: (r["count"], r["hash"]) for r in read.find(tables.ChainHead)}
    for chain in sorted(known.keys() | heads.keys(), key=str):
        if known.get(chain) != heads.get(chain):
            yield Fault(
                _chain_name(read, chain),
                _("历史的末尾与登记的不符：最后的记录被删掉、添加或改过。"),
            )


def _chain_name(read: Reader, chain: int) -> str:
    if chain == journal.GLOBAL_CHAIN:
        return _("总链")
    row = read.get(tables.Ticket, chain) if chain else None
    return str(row["number"]) if row else _("链 {chain}").format(chain=chain)


def _rows(read: Reader) -> Iterator[Fault]:
    """Every sealed row against the last event that named it."""
    latest: dict[str, tuple[str, int]] = {}
    for event in journal.load_events(read):
        for name, fingerprint in _named(event).items():
            latest[name] = (fingerprint, event.seq)
    for table in tables.SEALED:
        yield from _rows_of(read, table, latest)
    for name, (fingerprint, seq) in latest.items():
        if fingerprint:
            yield Fault(name, _("记录 {seq} 写过这一行，现在它不见了。").format(seq=seq), seq)


def _named(event: Event) -> dict[str, str]:
    try:
        named = parsed(event.rows)
    except (ValueError, TypeError):
        return {}  # the chain has already told that this event was altered
    return named if isinstance(named, dict) else {}


def _rows_of(
    read: Reader, table: type[tables.Table], latest: dict[str, tuple[str, int]]
) -> Iterator[Fault]:
    key = statements.key_column(table)
    for row in read.find(table):
        name = journal.row_name(table, row[key])
        fingerprint, seq = latest.pop(name, ("", 0))
        if not fingerprint:
            yield Fault(name, _("这一行没有任何记录写过：它是从外面加进来的。"))
        elif journal.fingerprint(table, row) != fingerprint:
            yield Fault(name, _("这一行与记录 {seq} 写下的不一样：它被改过。").format(seq=seq), seq)
        elif "event_seq" in table.unsealed_columns and row["event_seq"] != seq:
            yield Fault(name, _("这一行指向的记录不对（应为 {seq}）。").format(seq=seq), seq)


def _personal(read: Reader) -> Iterator[Fault]:
    """Values of the side table against their salted digests; an erased one has neither."""
    for row in read.find(tables.Personal):
        if row["erased_at"] is not None and row["value"] is None and row["salt"] is None:
            continue
        if personal_digest(str(row["salt"]), str(row["value"])) != row["digest"]:
            yield Fault(f"personal:{row['id']}", _("个人信息与登记的摘要不符：它被改过。"))


def _pieces(read: Reader) -> dict[str, str]:
    """Every stored file's fingerprint with the piece it was first added as."""
    pieces: dict[str, str] = {}
    for row in read.find(tables.Evidence):
        ticket = read.get(tables.Ticket, row["ticket_id"]) or {}
        pieces.setdefault(str(row["sha256"]), f"{ticket.get('number')} E{row['code_number']}")
    return pieces


def _files(
    pieces: dict[str, str], folder: Path, cancelled: Callable[[], bool] | None
) -> Iterator[Fault]:
    """Each evidence file, read once, against the fingerprint it is named by."""
    store = EvidenceStore(folder)
    for sha256, code in pieces.items():
        if cancelled and cancelled():
            return
        state = store.state(sha256)
        if state is FileState.MISSING:
            yield Fault(code, _("证据文件不见了：{sha256}").format(sha256=sha256[:16]))
        elif state is not FileState.INTACT:
            yield Fault(code, _("证据文件被改过：{sha256}").format(sha256=sha256[:16]))
