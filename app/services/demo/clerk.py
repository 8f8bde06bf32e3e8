"""The clerk of the demo shop: what one story does, step by step, with the real verbs."""

from __future__ import annotations

import contextlib
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.clock import FixedClock, local_day
from app.domain.case import CaseDetails, IdentityCheck, Receipt
from app.domain.contact import ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.decisions import Asked, DecisionDraft, Letter, by_remedy, comes_back
from app.domain.drafts import InspectionResult, IntakeDraft, TypedLine
from app.domain.drafts_case import CaseDraft, ContactDraft, FollowUpDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.facts import GoodsIn, GoodsOut, Offer
from app.domain.liability import Finding, LiabilityBasis
from app.domain.negotiation import TalkChannel
from app.domain.order import Shop
from app.domain.payment import Leg, MoneyState, PayMethod
from app.domain.remedy import Channel, Liability, ProblemClass, Remedy
from app.domain.settlement.types import Choices, LineChoice
from app.domain.ticket import Ticket
from app.model import tables
from app.services.demo import drawing, files
from app.services.demo.files import Case, import_case, platform_moves
from app.services.demo.goods import CLERK, COURIERS, OWNER, STOREKEEPER, Scene

if TYPE_CHECKING:
    from app.services import Services

_GREETING = "您好，您的申请已收到，我们正在核对照片和订单，今天之内给您答复。"
_WEIGHED = (LiabilityBasis.BUYER_EVIDENCE, LiabilityBasis.TRADE_RECORD)


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
        self.remedy, self.trouble = remedy, trouble
        # Stories of one kind are told several times: no two of them end at the same minute.
        self.due = due - timedelta(minutes=self.number * 7 % 60)
        return self.end - age - timedelta(minutes=self.rng.randint(0, 50))

    @property
    def ticket(self) -> Ticket:
        return self.services.tickets.get(self.ticket_id)

    @property
    def version(self) -> int:
        row = self.services.context.read().get(tables.Ticket, self.ticket_id) or {}
        return int(row["version"])

    # ------------------------------------------------------------------ steps of many stories

    @contextlib.contextmanager
    def by(self, name: str) -> Iterator[None]:
        """Somebody else does this; then the clerk is back."""
        self.services.staff.act_as(name)
        yield
        self.services.staff.act_as(CLERK)

    def arrive(self, pictures: int = 2, scene: Scene | None = None) -> None:
        """The claim comes in by file; the buyer's pictures are attached."""
        self.case = Case.invent(self.rng, self.number, self.trouble, self.remedy, scene)
        due = self.end + self.due
        self.ticket_id = import_case(self.services, self.shop, self.case, self.clock.now(), due)
        self.attach(pictures)

    def ring(
        self, problem: ProblemClass, goods: str, words: str, order_id: int | None = None
    ) -> None:
        """The buyer rings up: about an order that is known, else about `goods` as they say."""
        draft = IntakeDraft(
            self.shop.id,
            self._key(),
            order_id=order_id,
            typed_lines=() if order_id else (TypedLine(goods),),
            channel=Channel.PHONE,
            problem=problem,
            buyer_words=words,
        )
        self.ticket_id = self.services.intake.new_ticket(draft).id

    def colleague(self, name: str) -> int:
        return next(one.id for one in self.services.staff.people() if one.name == name)

    def attach(self, count: int) -> None:
        case = self.known_case()
        shown = _SHOWN.get(case.trouble.problem, _FLAWED)
        if case.trouble.known.receipt is Receipt.NOT_RECEIVED:
            shown = (EvidenceKind.CHAT,)
        for kind in shown[:count]:
            party, name = _FILES[kind]
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

    def greet(self) -> None:
        """The first word to the buyer."""
        self.talk(_GREETING, ContactPurpose.FIRST)

    def talk(
        self,
        summary: str,
        purpose: ContactPurpose = ContactPurpose.PROGRESS,
        *,
        channel: TalkChannel = TalkChannel.PLATFORM_CHAT,
        reached: Reached = Reached.YES,
        direction: Direction = Direction.OUTGOING,
    ) -> None:
        draft = ContactDraft(direction, channel, reached, purpose, summary)
        self.services.contacts.log_contact(self.ticket_id, self.version, draft)

    def come_back(self, kind: FollowUpKind, after: timedelta, what: str = "") -> None:
        """Planned by the clerk, so long after the end of the story."""
        draft = FollowUpDraft(kind, self.end + after, what)
        self.services.contacts.plan_follow_up(self.ticket_id, self.version, draft)

    def write_down(self, details: CaseDetails | None = None, **words: str) -> None:
        """What is known of the case; `words` by names of `CaseWords`."""
        known = details or self.known_case().trouble.known
        noticed = local_day(self.ticket.applied_at, self.shop.zone) - timedelta(days=1)
        draft = CaseDraft(
            problem=self.known_case().trouble.problem,
            details=replace(
                known, first_noticed_on=noticed, identity=IdentityCheck.PLATFORM_ACCOUNT
            ),
            words=words,
        )
        self.services.cases.set_case(self.ticket_id, self.version, draft)

    def judge(self, finding: Finding | None = None) -> None:
        """Our own finding, as the trouble deserves it."""
        case = self.known_case()
        liability = _LIABLE.get(case.trouble.problem, Liability.MERCHANT)
        self.services.review.describe(
            self.ticket_id,
            self.version,
            case.trouble.problem,
            case.trouble.finding,
            finding or Finding(liability, _WEIGHED, text="照片与聊天记录一致"),
            "",
        )

    def accept(self) -> None:
        self.services.review.accept(self.ticket_id, self.version)

    def decide(
        self,
        remedy: Remedy,
        *,
        agreed: bool,
        cents: int | None = None,
        change: Callable[[Choices], Choices] | None = None,
        hours: int = 48,
        waits: bool = False,
    ) -> None:
        """A round as the dialog proposes it, with `change` made to it by hand.

        An offer stands for so many hours. What needs a second person gets one, unless it `waits`.
        """
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
        if change is not None:
            choices = change(choices)
        breakdown = self.services.decide.quote(ticket, choices)
        back = self.clock.now() + timedelta(days=7) if comes_back(choices) else None
        until = None if agreed else self.clock.now() + timedelta(hours=hours)
        letter = Letter(
            ticket.shop, ticket.order, choices, breakdown, back, None, agreed, valid_until=until
        )
        reason = _BECAUSE.get(remedy, "已核对照片和聊天记录") if breakdown.to_confirm else ""
        self.services.decide.decide(
            DecisionDraft(
                ticket_id=ticket.id,
                ticket_version=ticket.version,
                intent_key=self._key(),
                choices=choices,
                platform_reason=ticket.platform_reason,
                true_reason=self.known_case().trouble.finding,
                message=kind.message(letter),
                guard_reason=reason,
                agreed=agreed,
                return_by=back,
                channel=TalkChannel.PLATFORM_CHAT,
                valid_until=until,
            )
        )
        if not waits and self.ticket.facts.offer is Offer.AWAITING_APPROVAL:
            self.approve()

    def approve(self, note: str = "") -> None:
        with self.by(OWNER):
            self.services.decide.approve(self.ticket_id, self.version, note)

    def deny(self, reason: str) -> None:
        with self.by(OWNER):
            self.services.decide.deny(self.ticket_id, self.version, reason)

    def send_back(self) -> None:
        courier, lead = self.rng.choice(COURIERS)
        tracking = f"{lead}{self.rng.randint(10**8, 10**9 - 1)}"
        self.services.returns.return_sent(self.ticket_id, self.version, courier, tracking)

    def receive(self) -> None:
        with self.by(STOREKEEPER):
            self.services.returns.return_received(self.ticket_id, self.version)

    def inspect(self, condition: GoodsIn = GoodsIn.SELLABLE) -> None:
        ticket = self.ticket
        results = tuple(
            InspectionResult(unit.line_id, unit.ordinal, condition)
            for unit, state in ticket.goods_in.items()
            if state is GoodsIn.RECEIVED
        )
        with self.by(STOREKEEPER):
            self.services.returns.inspect(ticket.id, ticket.version, results)

    def ship(self) -> None:
        """What was promised leaves the warehouse."""
        ticket = self.ticket
        courier, lead = self.rng.choice(COURIERS)
        with self.by(STOREKEEPER):
            self.services.dispatches.ship(
                ticket.id,
                ticket.version,
                self._parcel(GoodsOut.TO_SHIP),
                courier,
                f"{lead}{self.rng.randint(10**8, 10**9 - 1)}",
            )

    def delivered(self) -> None:
        self.services.dispatches.delivered(
            self.ticket_id, self.version, self._parcel(GoodsOut.SHIPPED)
        )

    def _parcel(self, state: GoodsOut) -> int:
        return next(one.id for one in self.ticket.dispatches if one.state is state)

    def charge_arrives(self) -> None:
        """The buyer pays what is owed."""
        ticket = self.ticket
        due = tuple(one.id for one in ticket.charges if one.state is MoneyState.PLANNED)
        reference, key = f"SK{self.rng.randint(10**9, 10**10)}", self._key()
        with self.by(OWNER):
            self.services.charges.arrived(ticket.id, ticket.version, due, reference, key)

    def _key(self) -> str:
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def pay(self) -> None:
        ticket = self.ticket
        due = tuple(p.id for p in ticket.payouts if p.state is MoneyState.PLANNED)
        reference, key = f"TK{self.rng.randint(10**9, 10**10)}", self._key()
        with self.by(OWNER):
            self.services.payouts.pay(
                ticket.id, ticket.version, due, PayMethod.ORIGINAL, reference, key
            )

    def money_arrives(self) -> None:
        ticket = self.ticket
        refunded = sum(
            p.cents
            for p in ticket.payouts
            if p.state is MoneyState.SUBMITTED and p.leg is not Leg.RETURN
        )
        if ticket.facts.remedy in _OUTSIDE_THE_PLATFORM:
            self.platform(files.CLOSED)
        else:
            self.platform(files.PAID, cents=refunded)
        ticket = self.ticket
        out = tuple(p.id for p in ticket.payouts if p.state is MoneyState.SUBMITTED)
        if out:
            with self.by(OWNER):
                self.services.payouts.payment_arrived(ticket.id, ticket.version, out)

    def finish(self) -> None:
        self.services.closing.confirm(self.ticket_id, self.version, "买家在聊天里确认收到")
        self.services.closing.close(self.ticket_id, self.version, "已按方案处理完毕，买家满意")


_OUTSIDE_THE_PLATFORM = {Remedy.COMPENSATION, Remedy.PRICE_PROTECTION, Remedy.FREIGHT}
_FLAWED = (EvidenceKind.CLOSE_UP, EvidenceKind.WHOLE_ITEM, EvidenceKind.CHAT, EvidenceKind.PARCEL)
_BECAUSE = {
    Remedy.REFUND_ONLY: "照片和面单清楚，寄回没有意义，货留给买家处理",
    Remedy.COMPENSATION: "买家愿意留用，比退货退款划算",
}
_UNHARMED = (EvidenceKind.WHOLE_ITEM, EvidenceKind.CHAT)
# Where nothing is broken, nobody sends a picture of a flaw.
_SHOWN = {
    ProblemClass.LATE_SHIPMENT: (EvidenceKind.CHAT,),
    ProblemClass.SERVICE: (EvidenceKind.CHAT,),
    ProblemClass.CHANGE_OF_MIND: _UNHARMED,
    ProblemClass.NOT_AS_DESCRIBED: (*_UNHARMED, EvidenceKind.PARCEL),
    ProblemClass.WRONG_OR_MISSING: (*_UNHARMED, EvidenceKind.PARCEL),
}
_FILES = {
    EvidenceKind.CLOSE_UP: (Party.BUYER, "IMG_{n}.jpg"),
    EvidenceKind.WHOLE_ITEM: (Party.BUYER, "IMG_{n}.jpg"),
    EvidenceKind.CHAT: (Party.MERCHANT, "聊天截图_{n}.jpg"),
    EvidenceKind.PARCEL: (Party.BUYER, "IMG_{n}.jpg"),
}
_LIABLE = {
    ProblemClass.CHANGE_OF_MIND: Liability.BUYER,
    ProblemClass.USAGE: Liability.BUYER,
    ProblemClass.LOGISTICS: Liability.COURIER,
}
