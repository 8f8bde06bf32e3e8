"""What happens to each ticket of the demo shop, told with the real verbs."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.clock import FixedClock
from app.domain.decisions import Asked, DecisionDraft, Letter, by_remedy, reject_text
from app.domain.drafts import InspectionResult
from app.domain.evidence import EvidenceKind, Party
from app.domain.facts import GoodsIn
from app.domain.order import Shop
from app.domain.payment import Leg, MoneyState, PayMethod
from app.domain.remedy import CancelReason, Liability, ProblemClass, RejectReason, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.services.demo import drawing, files
from app.services.demo.files import Case, import_case, platform_moves
from app.services.demo.goods import COURIERS

if TYPE_CHECKING:
    from app.services import Services

Steps = Iterator[timedelta]
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Story:
    """A story starts so long before now; `run` yields how long to wait before its next step."""

    age: timedelta
    run: Callable[[Stage], Steps]
    remedy: Remedy = Remedy.REFUND_ONLY
    trouble: int = 0
    due: timedelta = timedelta(days=1)


class Stage:
    """What one story works with: the services, its case, its ticket as it is now."""

    def __init__(
        self,
        services: Services,
        shop: Shop,
        clock: FixedClock,
        end: datetime,
        rng: random.Random,
        number: int,
    ) -> None:
        self.services = services
        self.shop = shop
        self.clock = clock
        self.end = end
        self.rng = rng
        self.number = number
        self.case: Case | None = None
        self.ticket_id = 0
        self.story = STORIES[number] if number < len(STORIES) else STORIES[0]

    def start(self, story: Story) -> datetime:
        self.story = story
        jitter = timedelta(minutes=self.rng.randint(0, 50))
        return self.end - story.age - jitter

    @property
    def ticket(self) -> Ticket:
        return self.services.tickets.get(self.ticket_id)

    @property
    def version(self) -> int:
        return self.ticket.version

    # ------------------------------------------------------------------ steps of many stories

    def arrive(self, pictures: int = 2) -> None:
        """The claim comes in by file; the buyer's pictures are attached."""
        self.case = Case.invent(self.rng, self.number, self.story.trouble, self.story.remedy)
        due = self.end + self.story.due
        self.ticket_id = import_case(self.services, self.shop, self.case, self.clock.now(), due)
        self.attach(pictures)

    def attach(self, count: int) -> None:
        case = self.known_case()
        drawn = (
            (EvidenceKind.CLOSE_UP, Party.BUYER, "IMG_{n}.jpg"),
            (EvidenceKind.WHOLE_ITEM, Party.BUYER, "IMG_{n}.jpg"),
            (EvidenceKind.CHAT, Party.MERCHANT, "聊天截图_{n}.jpg"),
            (EvidenceKind.PARCEL, Party.BUYER, "IMG_{n}.jpg"),
        )
        for kind, party, name in drawn[:count]:
            self.services.evidence.add_bytes(
                self.ticket_id,
                self._draw(case, kind),
                name.format(n=2200 + self.rng.randint(0, 700)),
                kind,
                party,
            )

    def _draw(self, case: Case, kind: EvidenceKind) -> bytes:
        if kind is EvidenceKind.CLOSE_UP:
            return drawing.close_up(case.product, case.trouble, self.rng)
        if kind is EvidenceKind.CHAT:
            return drawing.chat(case.trouble, self.rng)
        if kind is EvidenceKind.PARCEL:
            return drawing.parcel(case.courier, case.tracking, self.rng)
        return drawing.whole_item(case.product, self.rng)

    def known_case(self) -> Case:
        if self.case is None:
            raise LookupError("the story has not begun")
        return self.case

    def platform(
        self, status: files.PlatformStatus, days: int = 0, cents: int | None = None
    ) -> None:
        """A later platform file tells of the claim; its countdown ends `days` after now."""
        due = self.end + timedelta(days=days, minutes=self.rng.randint(10, 600))
        platform_moves(
            self.services, self.shop, self.known_case(), status, self.clock.now(), due, cents
        )

    def judge(self) -> None:
        """Our own finding, as the trouble deserves it."""
        case = self.known_case()
        liability = _LIABLE.get(case.trouble.problem, Liability.MERCHANT)
        self.services.review.describe(
            self.ticket_id,
            self.version,
            case.trouble.problem,
            case.trouble.finding,
            liability,
            "照片与聊天记录一致",
            "",
        )

    def accept(self) -> None:
        self.services.review.accept(self.ticket_id, self.version)

    def decide(self, remedy: Remedy, *, agreed: bool, cents: int | None = None) -> None:
        ticket = self.ticket
        kind = by_remedy(remedy)
        situation = self.services.decide.situation(ticket)
        choices = kind.draft_defaults(ticket.order, ticket.order_money, situation, Asked.of(ticket))
        if cents is not None:
            choices = replace(choices, compensation_cents=cents)
        if not choices.lines:
            choices = replace(
                choices, lines=tuple(LineChoice(x.line_id, x.ordinals) for x in ticket.lines)
            )
        breakdown = self.services.decide.quote(ticket, choices)
        back = self.clock.now() + timedelta(days=7) if kind.goods_come_back else None
        letter = Letter(ticket.shop, ticket.order, choices, breakdown, back, None, agreed)
        reason = "照片清楚，退回运费高于货值，店主同意" if breakdown.to_confirm else ""
        self.services.decide.decide(
            DecisionDraft(
                ticket_id=ticket.id,
                ticket_version=ticket.version,
                intent_key=str(uuid.UUID(int=self.rng.getrandbits(128), version=4)),
                choices=choices,
                platform_reason=ticket.platform_reason,
                true_reason=self.known_case().trouble.finding,
                message=kind.message(letter),
                guard_reason=reason,
                agreed=agreed,
                return_by=back,
            )
        )

    def send_back(self) -> None:
        courier, lead = self.rng.choice(COURIERS)
        tracking = f"{lead}{self.rng.randint(10**8, 10**9 - 1)}"
        self.services.returns.return_sent(self.ticket_id, self.version, courier, tracking)

    def receive(self) -> None:
        self.services.returns.return_received(self.ticket_id, self.version)

    def inspect(self, condition: GoodsIn = GoodsIn.SELLABLE) -> None:
        ticket = self.ticket
        results = tuple(
            InspectionResult(unit.line_id, unit.ordinal, condition)
            for unit, state in ticket.goods_in.items()
            if state is GoodsIn.RECEIVED
        )
        self.services.returns.inspect(ticket.id, ticket.version, results)

    def pay(self) -> None:
        ticket = self.ticket
        due = tuple(p.id for p in ticket.payouts if p.state is MoneyState.PLANNED)
        key = str(uuid.UUID(int=self.rng.getrandbits(128), version=4))
        self.services.payouts.pay(
            ticket.id,
            ticket.version,
            due,
            PayMethod.ORIGINAL,
            f"TK{self.rng.randint(10**9, 10**10)}",
            key,
        )

    def money_arrives(self) -> None:
        ticket = self.ticket
        refunded = sum(
            p.cents
            for p in ticket.payouts
            if p.state is MoneyState.SUBMITTED and p.leg is not Leg.RETURN
        )
        if ticket.facts.remedy == Remedy.COMPENSATION.value:
            self.platform(files.CLOSED)
        else:
            self.platform(files.PAID, cents=refunded)
        ticket = self.ticket
        out = tuple(p.id for p in ticket.payouts if p.state is MoneyState.SUBMITTED)
        if out:
            self.services.payouts.payment_arrived(ticket.id, ticket.version, out)

    def finish(self) -> None:
        self.services.closing.confirm(self.ticket_id, self.version, "买家在聊天里确认收到")
        self.services.closing.close(self.ticket_id, self.version, "已按方案处理完毕，买家满意")


_LIABLE = {
    ProblemClass.CHANGE_OF_MIND: Liability.BUYER,
    ProblemClass.LOGISTICS: Liability.COURIER,
}

# ------------------------------------------------------------------------------------ the stories


def _new(stage: Stage) -> Steps:
    stage.arrive(stage.rng.randint(0, 3))
    yield from ()


def _reviewing(stage: Stage) -> Steps:
    stage.arrive(1 + stage.rng.randint(0, 2))
    yield _HOUR
    stage.accept()
    stage.judge()


def _need_info(stage: Stage) -> Steps:
    stage.arrive(1)
    yield _HOUR
    stage.accept()
    stage.services.review.request_info(
        stage.ticket_id, stage.version, "请补充：破损处近照、外箱面单照片、开箱视频（如有）"
    )


def _offered(stage: Stage) -> Steps:
    yield from _reviewing(stage)
    yield 2 * _HOUR
    stage.decide(Remedy.COMPENSATION, agreed=False, cents=stage.rng.choice((500, 800, 1000)))


def _declined(stage: Stage) -> Steps:
    yield from _offered(stage)
    yield 2 * _HOUR
    stage.services.decide.buyer_declines(stage.ticket_id, stage.version, "太少了，至少 15 块吧")


def _awaiting_return(stage: Stage) -> Steps:
    yield from _reviewing(stage)
    yield 3 * _HOUR
    stage.decide(Remedy.RETURN_REFUND, agreed=True)
    stage.platform(files.AWAITING_GOODS, 3)


def _in_transit(stage: Stage) -> Steps:
    yield from _awaiting_return(stage)
    yield 20 * _HOUR
    stage.send_back()
    stage.platform(files.GOODS_SENT, stage.rng.randint(1, 6))


def _received(stage: Stage) -> Steps:
    yield from _in_transit(stage)
    yield 50 * _HOUR
    stage.receive()


def _flawed(stage: Stage) -> Steps:
    yield from _received(stage)
    yield _HOUR
    stage.inspect(GoodsIn.WORN)


def _to_refund(stage: Stage) -> Steps:
    yield from _received(stage)
    yield _HOUR
    stage.inspect()


def _paid(stage: Stage) -> Steps:
    yield from _to_refund(stage)
    yield 2 * _HOUR
    stage.pay()


def _confirming(stage: Stage) -> Steps:
    yield from _paid(stage)
    yield 24 * _HOUR
    stage.money_arrives()


def _completed(stage: Stage) -> Steps:
    yield from _confirming(stage)
    yield 24 * _HOUR
    stage.finish()


def _compensated(stage: Stage) -> Steps:
    yield from _reviewing(stage)
    yield 2 * _HOUR
    stage.decide(Remedy.COMPENSATION, agreed=True, cents=stage.rng.choice((500, 600, 1000)))
    yield 3 * _HOUR
    stage.pay()
    yield 20 * _HOUR
    stage.money_arrives()
    yield 20 * _HOUR
    stage.finish()


def _refund_planned(stage: Stage) -> Steps:
    yield from _reviewing(stage)
    yield 2 * _HOUR
    stage.decide(Remedy.REFUND_ONLY, agreed=True)


def _refunded(stage: Stage) -> Steps:
    yield from _refund_planned(stage)
    yield 3 * _HOUR
    stage.pay()
    yield 20 * _HOUR
    stage.money_arrives()


def _refunded_and_closed(stage: Stage) -> Steps:
    yield from _refunded(stage)
    yield 30 * _HOUR
    stage.finish()


def _rejected(stage: Stage) -> Steps:
    yield from _reviewing(stage)
    yield 5 * _HOUR
    ticket = stage.ticket
    stage.services.review.reject(
        ticket.id,
        ticket.version,
        RejectReason.NO_FAULT_FOUND,
        reject_text(RejectReason.NO_FAULT_FOUND),
    )
    stage.platform(files.REFUSED)


def _cancelled(stage: Stage) -> Steps:
    yield from _reviewing(stage)
    yield 6 * _HOUR
    stage.services.closing.cancel(
        stage.ticket_id, stage.version, CancelReason.SOLVED_BY_BUYER, "买家擦拭后污渍消失"
    )
    stage.platform(files.CLOSED)


def _paid_on_platform(stage: Stage) -> Steps:
    stage.arrive(2)
    yield 30 * _HOUR
    stage.platform(files.PAID)


def _paid_behind_our_back(stage: Stage) -> Steps:
    """The platform pays while the desk is still looking at it: a mismatch for a person."""
    yield from _reviewing(stage)
    yield 20 * _HOUR
    stage.platform(files.PAID)


_RR, _RO, _PC = Remedy.RETURN_REFUND, Remedy.REFUND_ONLY, Remedy.COMPENSATION


def _days(number: int, hours: int = 0) -> timedelta:
    return timedelta(days=number, hours=hours)


def _many(count: int, age: timedelta, run: Callable[[Stage], Steps], remedy: Remedy) -> list[Story]:
    # minutes from now; a few have run out or are about to
    dues = (1800, 84, 2900, -130, 4300, 185, 3300, 700, -35, 2500, 1500, 2100, 3900)
    return [
        Story(
            age + timedelta(hours=7 * n),
            run,
            remedy,
            trouble=(n * 3 + int(age.days)) % 8,
            due=timedelta(minutes=dues[(n + int(age.days)) % len(dues)]),
        )
        for n in range(count)
    ]


STORIES: tuple[Story, ...] = (
    *_many(10, _days(0, 3), _new, _RR),
    *_many(6, _days(1), _reviewing, _RO),
    *_many(5, _days(2), _need_info, _RR),
    *_many(5, _days(1), _offered, _PC),
    *_many(3, _days(2), _declined, _PC),
    *_many(8, _days(3), _awaiting_return, _RR),
    *_many(5, _days(5), _in_transit, _RR),
    *_many(3, _days(7), _received, _RR),
    *_many(2, _days(8), _flawed, _RR),
    *_many(4, _days(8), _to_refund, _RR),
    *_many(4, _days(2), _refund_planned, _RO),
    *_many(2, _days(9), _paid, _RR),
    *_many(4, _days(4), _refunded, _RO),
    *_many(3, _days(11), _confirming, _RR),
    *_many(5, _days(14), _completed, _RR),
    *_many(4, _days(9), _compensated, _PC),
    *_many(3, _days(12), _refunded_and_closed, _RO),
    *_many(3, _days(6), _rejected, _RR),
    *_many(3, _days(5), _cancelled, _RO),
    *_many(2, _days(6), _paid_on_platform, _RO),
    *_many(1, _days(2), _paid_behind_our_back, _RO),
)
