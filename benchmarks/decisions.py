"""One decision committed durably, against the same rows written by bare SQL.

    python -m benchmarks.decisions [--tickets 60] [--folder FOLDER]

Three copies of one desk: on the first every statement that writes is noted, on the second the
service decides, on the third the noted statements run as they are, in one transaction a decision,
with the same settings of the file. The copies start alike, so the same rows come to the same places.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.drafts import IntakeDraft, TypedLine
from app.domain.remedy import Liability, Remedy
from app.domain.settlement.types import Choices, LineChoice
from app.domain.shop import Platform
from app.paths import Paths
from benchmarks.measure import Figure, once, table
from ui.bootstrap import Opened, open_desk

_WRITES = ("INSERT", "UPDATE", "DELETE")


def fill(folder: Path, tickets: int) -> None:
    """A desk with so many tickets waiting for a decision."""
    folder.mkdir(parents=True)
    with _desk(folder) as whole:
        services = whole.services
        services.staff.act_as("小周")
        shop = services.shops.create(Platform.TAOBAO, "云岚家居旗舰店")
        for number in range(tickets):
            services.intake.new_ticket(
                IntakeDraft(
                    shop.id,
                    f"intake-{number}",
                    order_number=f"33000086419{number:05}",
                    typed_lines=(TypedLine("手工陶瓷马克杯", quantity=2, unit_price_cents=3900),),
                    paid_cents=7800,
                )
            )


@contextmanager
def _desk(folder: Path) -> Iterator[Opened]:
    whole = open_desk(Paths(folder))
    try:
        people = whole.services.staff.people()
        if people:
            whole.services.staff.act_as(people[0].name)
        yield whole
    finally:
        whole.db.close()


def _draft(whole: Opened, ticket_id: int) -> DecisionDraft:
    """One of two cups refunded, as a person would confirm it."""
    ticket = whole.services.tickets.get(ticket_id)
    situation = whole.services.decide.situation(ticket)
    proposed = by_remedy(Remedy.RETURN_REFUND).draft_defaults(
        ticket.order, ticket.order_money, situation, Asked.of(ticket)
    )
    line = ticket.order.lines[0].id
    choices: Choices = replace(
        proposed, lines=(LineChoice(line, (1,)),), liability=Liability.MERCHANT
    )
    return DecisionDraft(
        ticket.id,
        ticket.version,
        str(UUID(int=ticket.id)),
        choices,
        message="您好，已为您办理。",
        guard_reason="已与买家核实",
        agreed=True,
    )


def _ids(whole: Opened) -> list[int]:
    return [int(key) for (key,) in whole.services.context.read().query("SELECT id FROM ticket", ())]


def note(folder: Path) -> list[list[str]]:
    """The statements that write, one list for each decision."""
    noted: list[list[str]] = []
    with _desk(folder) as whole:
        for key in _ids(whole):
            draft, heard = _draft(whole, key), list[str]()
            whole.db.connection.set_trace_callback(heard.append)
            whole.services.decide.decide(draft)
            whole.db.connection.set_trace_callback(None)
            noted.append(list(_writing(heard)))
    return noted


def _writing(heard: list[str]) -> Iterator[str]:
    """SQLite tells a statement once more for each of its triggers."""
    before = ""
    for text in heard:
        if text != before and text.lstrip().upper().startswith(_WRITES):
            yield text
        before = text


def by_service(folder: Path) -> Figure:
    """Every ticket decided by the service."""
    with _desk(folder) as whole:
        decide = whole.services.decide.decide
        drafts = [_draft(whole, key) for key in _ids(whole)]

        def work(draft: DecisionDraft) -> Callable[[], object]:
            return lambda: decide(draft)

        return _figure([work(draft) for draft in drafts])


def by_sql(folder: Path, noted: list[list[str]]) -> Figure:
    """The noted statements, a transaction for each decision."""
    with _desk(folder) as whole:
        connection = whole.db.connection

        def work(statements: list[str]) -> Callable[[], object]:
            def write() -> None:
                connection.execute("BEGIN IMMEDIATE")
                for statement in statements:
                    connection.execute(statement)
                connection.execute("COMMIT")

            return write

        return _figure([work(statements) for statements in noted])


def _figure(works: list[Callable[[], object]]) -> Figure:
    taken = [once(work) for work in works][len(works) // 10 :]  # the first ones warm the caches
    return Figure(tuple(wall for wall, _cpu in taken), tuple(cpu for _wall, cpu in taken))


def run(tickets: int, place: Path) -> str:
    """The table of figures."""
    first = place / "desk"
    fill(first, tickets)
    copies = [place / name for name in ("noted", "service", "sql")]
    for copy in copies:
        shutil.copytree(first, copy)
    noted = note(copies[0])
    service, sql = by_service(copies[1]), by_sql(copies[2], noted)
    statements = sum(map(len, noted)) / len(noted)
    both = [_columns(service), _columns(sql)]
    rows = [
        ["一个决定提交落盘", *both[0]],
        [f"同样的行用裸 SQL（{statements:.0f} 条）", *both[1]],
        ["比值", *(ours / bare for ours, bare in zip(*both, strict=True))],
    ]
    heads = [f"{tickets} 个决定", "墙钟毫秒：最少", "中位", "CPU 毫秒：最少", "中位"]
    return table(heads, rows)


def _columns(figure: Figure) -> tuple[float, ...]:
    return min(figure.wall), figure.ms, min(figure.cpu), figure.cpu_ms


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tickets", type=int, default=60)
    options.add_argument("--folder", type=Path, default=None)
    parsed = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="aftersales-decisions-", dir=parsed.folder) as place:
        print(run(parsed.tickets, Path(place)))


if __name__ == "__main__":
    main()
