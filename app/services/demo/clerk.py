"""The clerk of the demo shop: what one story does, step by step, with the real verbs."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.clock import FixedClock
from app.domain.decisions import Asked, DecisionDraft, Letter, by_remedy
from app.domain.drafts import InspectionResult
from app.domain.evidence import EvidenceKind, Party
from app.domain.facts import GoodsIn
from app.domain.order import Shop
from app.domain.payment import Leg, MoneyState, PayMethod
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.services.demo import drawing, files
from app.services.demo.files import Case, import_case, platform_moves
from app.services.demo.goods import COURIERS

if TYPE_CHECKING:
    from app.services import Services


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
        self.trouble = 0
        self.remedy = Remedy.REFUND_ONLY
        self.due = timedelta(days=1)

    def start(self, age: timedelta, remedy: Remedy, trouble: int, due: timedelta) -> datetime:
        """Learn the story's facts; returns when it begins: about `age` before the end."""
        self.remedy, self.trouble, self.due = remedy, trouble, due
        return self.end - age - timedelta(minutes=self.rng.randint(0, 50))

    @property
    def ticket(self) -> Ticket:
        return self.services.tickets.get(self.ticket_id)

    @property
    def version(self) -> int:
        return self.ticket.version

    # ------------------------------------------------------------------ steps of many stories

    def arrive(self, pictures: int = 2) -> None:
        """The claim comes in by file; the buyer's pictures are attached."""
        self.case = Case.invent(self.rng, self.number, self.trouble, self.remedy)
        due = self.end + self.due
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
