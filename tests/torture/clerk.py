"""A clerk that never stops: random verbs on a desk, each told after it was saved.

`python -m tests.torture.clerk FOLDER SEED` prints one line per committed verb: the ticket, its
version, how many pieces of evidence it has. Whoever kills it knows what must still be there.
"""

from __future__ import annotations

import random
import sys
import uuid
from pathlib import Path

from app.clock import SystemClock
from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.drafts import InspectionResult, IntakeDraft, TypedLine
from app.domain.evidence import EvidenceKind, Party
from app.domain.facts import GoodsIn
from app.domain.order import Platform
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import CancelReason, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb, actions
from app.errors import AppError
from app.model.db import Database
from app.paths import Paths
from app.services import Services, build


def desk(folder: Path) -> tuple[Database, Services]:
    """The desk in a folder, with somebody at it."""
    db = Database.open(folder / "desk.db")
    services = build(db, Paths(folder), SystemClock())
    services.staff.act_as("小周")
    return db, services


def work(folder: Path, seed: int) -> None:
    """Go on until killed."""
    rng = random.Random(seed)
    _db, services = desk(folder)
    shops = services.shops.all()
    shop_id = shops[0].id if shops else services.shops.create(Platform.TAOBAO, "云岚家居").id
    tickets: list[int] = []
    while True:
        try:
            if not tickets or rng.random() < 0.1:
                done = _open(services, shop_id, rng)
                tickets.append(done.id)
            else:
                done = _move(services, services.tickets.get(rng.choice(tickets)), rng)
        except AppError:
            continue
        print(done.id, done.version, len(done.evidence), flush=True)


def _open(services: Services, shop_id: int, rng: random.Random) -> Ticket:
    return services.intake.new_ticket(
        IntakeDraft(
            shop_id=shop_id,
            intent_key=str(uuid.uuid4()),
            order_number=str(rng.randrange(10**17, 10**18)),
            typed_lines=(TypedLine("陶瓷马克杯", quantity=2, unit_price_cents=3900),),
            paid_cents=7800,
            nickname="小鹿不迷路",
            requested=Remedy.RETURN_REFUND,
        )
    )


def _move(services: Services, ticket: Ticket, rng: random.Random) -> Ticket:
    if rng.random() < 0.15:
        data = rng.randbytes(rng.randint(10, 60_000))
        services.evidence.add_bytes(ticket.id, data, "a.bin", EvidenceKind.OTHER, Party.BUYER)
        return services.tickets.get(ticket.id)
    verb = rng.choice([a.verb for a in actions(ticket.facts) if a.possible])
    if verb in _DECISIONS:
        return _decide(services, ticket, _DECISIONS[verb])
    if verb is Verb.INSPECT:
        here = [unit for unit, s in ticket.goods_in.items() if s is GoodsIn.RECEIVED]
        found = rng.choice((GoodsIn.SELLABLE, GoodsIn.WORN))
        results = tuple(InspectionResult(u.line_id, u.ordinal, found) for u in here)
        return services.returns.inspect(ticket.id, ticket.version, results)
    if verb in (Verb.PAY, Verb.PAYMENT_ARRIVED, Verb.PAYMENT_FAILED):
        return _money(services, ticket, verb)
    return _plain(services, ticket, verb, rng)


def _money(services: Services, ticket: Ticket, verb: Verb) -> Ticket:
    planned = tuple(p.id for p in ticket.payouts if p.state is MoneyState.PLANNED)
    out = tuple(p.id for p in ticket.payouts if p.state is MoneyState.SUBMITTED)
    key, version = ticket.id, ticket.version
    if verb is Verb.PAY:
        way, intent = PayMethod.ALIPAY, str(uuid.uuid4())
        return services.payouts.pay(key, version, planned, way, "T1", intent, "原路已关闭")
    if verb is Verb.PAYMENT_ARRIVED:
        return services.payouts.payment_arrived(key, version, out)
    return services.payouts.payment_failed(key, version, out, "账号有误")


def _plain(services: Services, ticket: Ticket, verb: Verb, rng: random.Random) -> Ticket:
    key, version = ticket.id, ticket.version
    if verb is Verb.RETURN_SENT:
        return services.returns.return_sent(key, version, "中通", str(rng.randrange(10**12)))
    if verb is Verb.RETURN_RECEIVED:
        return services.returns.return_received(key, version)
    if verb is Verb.ACCEPT:
        return services.review.accept(key, version)
    if verb is Verb.CONFIRM:
        return services.closing.confirm(key, version, "电话确认")
    if verb is Verb.CLOSE:
        return services.closing.close(key, version, "已办结")
    if verb is Verb.CANCEL and rng.random() < 0.2:
        return services.closing.cancel(key, version, CancelReason.AGREED, "")
    return services.review.note(key, f"备注 {rng.randrange(1000)}")


_DECISIONS = {
    Verb.DECIDE_REFUND_ONLY: Remedy.REFUND_ONLY,
    Verb.DECIDE_RETURN_REFUND: Remedy.RETURN_REFUND,
}


def _decide(services: Services, ticket: Ticket, remedy: Remedy) -> Ticket:
    situation = services.decide.situation(ticket)
    choices = by_remedy(remedy).draft_defaults(
        ticket.order, ticket.order_money, situation, Asked.of(ticket)
    )
    return services.decide.decide(
        DecisionDraft(
            ticket_id=ticket.id,
            ticket_version=ticket.version,
            intent_key=str(uuid.uuid4()),
            choices=choices,
            message="您好",
            guard_reason="照片清楚",
            agreed=True,
        )
    )


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
