"""Is everything still as it was written? Names the first thing that is wrong, and all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.history import GENESIS, Event, Fault, chain_faults, parsed, personal_digest
from app.domain.workflow import stage
from app.i18n import _
from app.model import journal, statements, tables
from app.model.reading import Reader, Values
from app.services.context import Context
from app.services.evidence_store import EvidenceStore, FileState
from app.services.finding import expected_entries
from app.services.standing import facts_of

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
        """Everything, in a few passes; reads only. May run on a worker thread."""
        read = self._context.read()
        faults = [Fault(_("数据库"), line) for line in self._context.db.integrity_faults()]
        faults.extend(
            Fault(
                _("数据库结构"),
                _("{name} 与程序建的不一样：被删、被加或被改过。").format(name=name),
            )
            for name in self._context.db.shape_faults()
        )
        steps: tuple[tuple[str, Callable[[], Iterable[Fault]]], ...] = (
            (_("历史记录"), lambda: _chain(read)),
            (_("数据行"), lambda: _rows(read)),
            (_("个人信息"), lambda: _personal(read)),
            (_("阶段与计数"), lambda: _derived(read)),
            (_("单号"), lambda: _numbers(read)),
            (_("证据文件"), lambda: _files(read, self._context.paths.evidence, cancelled)),
        )
        for number, (name, step) in enumerate(steps):
            if progress:
                progress(number, len(steps), name)
            if cancelled and cancelled():
                break
            faults.extend(step())
        return VerifyReport(
            faults=tuple(faults),
            events=int(read.scalar("SELECT count(*) FROM event")),
            rows=sum(_count(read, table) for table in tables.SEALED),
            files=int(read.scalar("SELECT count(DISTINCT sha256) FROM evidence")),
        )


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
    return len(read.find(table))


def _chain(read: Reader) -> Iterator[Fault]:
    heads: dict[int, tuple[int, str]] = {}
    last: list[Event] = []

    def walk() -> Iterator[Event]:
        for event in journal.load_events(read):
            heads[event.chain] = (event.chain_seq, event.hash)
            last[:] = [event]
            yield event

    try:
        for seq, what in chain_faults(walk()):
            yield Fault(_("历史记录 {seq}").format(seq=seq), _(_SAID[what]).format(seq=seq), seq)
    except (TypeError, ValueError) as error:
        yield Fault(_("历史记录"), _("有一条记录读不出来：{error}").format(error=error))
    if last:
        heads[journal.GLOBAL_CHAIN] = (last[0].seq, last[0].global_hash)
    known = {int(r["chain"]): (r["count"], r["hash"]) for r in read.find(tables.ChainHead)}
    for chain in sorted(known.keys() | heads.keys()):
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
        try:
            named = parsed(event.rows)
        except ValueError:
            continue  # the chain has already told that this event was altered
        for name, fingerprint in named.items():
            latest[name] = (fingerprint, event.seq)
    for table in tables.SEALED:
        yield from _rows_of(read, table, latest)
    for name, (fingerprint, seq) in latest.items():
        if fingerprint:
            yield Fault(name, _("记录 {seq} 写过这一行，现在它不见了。").format(seq=seq), seq)


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


def _numbers(read: Reader) -> Iterator[Fault]:
    """The series of ticket numbers must stand at the last number of each day."""
    last: dict[str, int] = {}
    for (number,) in read.query("SELECT number FROM ticket"):
        day, _dash, count = str(number).removeprefix("AS-").partition("-")
        if count.isdigit():
            last[day] = max(last.get(day, 0), int(count))
    known = {str(row["day"]): row["last"] for row in read.find(tables.NumberSeries)}
    for day in sorted(known.keys() | last.keys()):
        if known.get(day) != last.get(day):
            yield Fault(f"number_series {day}", _("这一天的单号登记与最后一张售后单不符。"))


def _personal(read: Reader) -> Iterator[Fault]:
    """Values of the side table against their salted digests; an erased one has neither."""
    for row in read.find(tables.Personal):
        if row["erased_at"] is not None and row["value"] is None and row["salt"] is None:
            continue
        if personal_digest(str(row["salt"]), str(row["value"])) != row["digest"]:
            yield Fault(f"personal:{row['id']}", _("个人信息与登记的摘要不符：它被改过。"))


def _derived(read: Reader) -> Iterator[Fault]:
    """What is written beside the facts must be what the facts say."""
    tally: dict[tuple[int, str], int] = {}
    for row in read.find(tables.Ticket):
        tally[int(row["shop_id"]), str(row["stage"])] = (
            tally.get((int(row["shop_id"]), str(row["stage"])), 0) + 1
        )
        yield from _stage_fault(read, row)
    known = {
        (int(r["shop_id"]), str(r["stage"])): r["tally"]
        for r in read.find(tables.TicketCount)
        if r["tally"]
    }
    if known != tally:
        yield Fault("ticket_count", _("各阶段的计数与售后单不符。"))
    yield from _search_faults(read)


def _search_faults(read: Reader) -> Iterator[Fault]:
    for row in read.find(tables.Ticket):
        numbers, text = expected_entries(read, row)
        found = {
            (str(r["kind"]), str(r["number"]), str(r["reversed"]))
            for r in read.find(tables.TicketNumber, ticket_id=row["id"])
        }
        if found != {(kind, number, number[::-1]) for kind, number in numbers}:
            yield Fault(str(row["number"]), _("按单号查找的索引与售后单不符。"))
        stored = read.get(tables.TicketText, int(row["id"]))
        if stored is None or stored["text"] != text:
            yield Fault(str(row["number"]), _("查找用的文字与售后单不符。"))


def _stage_fault(read: Reader, row: Values) -> Iterator[Fault]:
    try:
        wanted = stage(facts_of(read, row)).value
    except (ValueError, KeyError) as error:
        yield Fault(str(row["number"]), _("事实里有不认识的值：{error}").format(error=error))
        return
    if row["stage"] != wanted:
        yield Fault(
            str(row["number"]),
            _("阶段写的是 {found}，按事实应为 {wanted}。").format(
                found=row["stage"], wanted=wanted
            ),
        )


def _files(read: Reader, folder: Path, cancelled: Callable[[], bool] | None) -> Iterator[Fault]:
    """Each evidence file, read once, against the fingerprint it is named by."""
    store = EvidenceStore(folder)
    codes: dict[str, str] = {}
    for row in read.find(tables.Evidence):
        ticket = read.get(tables.Ticket, row["ticket_id"]) or {}
        codes.setdefault(str(row["sha256"]), f"{ticket.get('number')} E{row['code_number']}")
    for sha256, code in codes.items():
        if cancelled and cancelled():
            return
        state = store.state(sha256)
        if state is FileState.MISSING:
            yield Fault(code, _("证据文件不见了：{sha256}").format(sha256=sha256[:16]))
        elif state is not FileState.INTACT:
            yield Fault(code, _("证据文件被改过：{sha256}").format(sha256=sha256[:16]))
