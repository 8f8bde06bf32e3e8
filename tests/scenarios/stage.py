"""What a scenario is played on: a real desk, a clock that is moved, and a pen that writes it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.domain.checks import CheckFinding, Verdict
from app.domain.evidence import EvidenceKind, Party
from app.domain.labels import label
from app.domain.money import Money
from app.domain.rulepack import Mark
from app.domain.ticket import Ticket
from tests.services.bench import Bench

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of 2026 in Shanghai, as UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


class Story(Bench):
    """One desk, and the lines of what was done and seen there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.lines: list[str] = []
        self._files = 0

    # --------------------------------------------------------------------------- writing down

    def did(self, what: str) -> None:
        """A step somebody took."""
        self.lines.append(f"- **{what}**")

    def seen(self, what: str) -> None:
        """What the desk said to it."""
        self.lines.append(f"  - {what}")

    def verdict(self, ticket: Ticket, check: str) -> CheckFinding:
        """One line of the review, written down as staff read it."""
        found = {one.check: one for one in self.services.checking.review(self.fresh(ticket))}
        one = found[check]
        parts = [f"{one.title}：{label(one.verdict)}", one.fact, one.arithmetic]
        if one.rule.source:
            parts.append(f"依据 {one.rule.source}（{label(Mark(one.rule.mark))}）")
        self.seen("；".join(part.rstrip("。；") for part in parts if part))
        return one

    def reads(self, ticket: Ticket, check: str, verdict: Verdict) -> CheckFinding:
        """The same, and it must be this verdict."""
        one = self.verdict(ticket, check)
        assert one.verdict is verdict, (check, one)
        return one

    def missing(self, ticket: Ticket) -> tuple[str, ...]:
        """Everything still missing, written down."""
        found = self.services.checking.missing(self.fresh(ticket))
        self.seen("缺少：" + ("、".join(found) or "没有"))
        return found

    def stands(self, ticket: Ticket, stage: str) -> Ticket:
        """Where the ticket stands, which must be there."""
        fresh = self.fresh(ticket)
        assert label(fresh.stage) == stage, (label(fresh.stage), stage)
        self.seen(f"阶段：{stage}")
        return fresh

    def money(self, cents: int) -> str:
        return str(Money(cents, "CNY"))

    # ------------------------------------------------------------------------------- the world

    def now_is(self, moment: datetime) -> None:
        """Time passes until then."""
        self.clock.set(moment)

    def passes(self, **time: float) -> None:
        """So much time passes."""
        self.clock.advance(timedelta(**time))

    def photo(self, ticket: Ticket, kind: EvidenceKind, party: Party = Party.BUYER) -> str:
        """A piece of evidence, its bytes unlike those of any other."""
        self._files += 1
        data = f"evidence {self._files}".encode()
        piece = self.services.evidence.add_bytes(ticket.id, data, f"{kind.value}.txt", kind, party)
        return piece.code

    def timeline(self, ticket: Ticket) -> list[str]:
        """The history in the shop's time, oldest first."""
        return [
            f"{entry.at.astimezone(SHANGHAI):%m-%d %H:%M} {entry.text}"
            for entry in self.services.tickets.timeline(ticket.id)
        ]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named case. `rules` names the texts it rests on; `play` returns the ticket it ends with.

    `clicked`: the test (`path::name`) that goes the same way by clicks and keys in the window;
    empty where none does.
    """

    name: str
    told: str
    rules: str
    play: Callable[[Story], Ticket]
    clicked: str = ""


def scenario(
    name: str, told: str, rules: str, clicked: str = ""
) -> Callable[[Callable[[Story], Ticket]], Scenario]:
    """Makes a scenario of the function that plays it."""

    def made(play: Callable[[Story], Ticket]) -> Scenario:
        return Scenario(name, told, rules, play, clicked)

    return made
