"""Tickets that have come some way: rounds that were refused, parcels, repairs, debts, promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.drafts import InspectionResult
from app.domain.facts import GoodsIn
from app.domain.negotiation import TalkChannel
from app.domain.remedy import CompensationForm, GoodsWay, Liability, Remedy, RepairPlace
from app.domain.settlement.types import Promise, RepairTerms
from app.domain.ticket import Ticket
from tests.ui.shop_floor import CUP, ShopFloor

CUPS = "2749018355271180994"


def cups(floor: ShopFloor, claim: str = "188273644000002", **told: Any) -> Ticket:
    """Two mugs of one order, one of them chipped."""
    order = str(int(CUPS) + int(claim[-3:]))
    floor.order(order, (CUP,), paid_cents=7800, nickname="小鹿不迷路")
    return floor.claim(
        claim,
        order,
        remedy=told.pop("remedy", Remedy.COMPENSATION),
        cents=told.pop("cents", 1500),
        reason="商品破损",
        sku="MK-350-B",
        title="手工陶瓷马克杯",
        **told,
    )


def offer(
    floor: ShopFloor,
    ticket: Ticket,
    remedy: Remedy,
    *,
    agreed: bool = True,
    hours: int | None = None,
    channel: TalkChannel | None = None,
    **choices: Any,
) -> Ticket:
    """The plainest decision of this kind with some choices changed; for other people an offer."""
    services = floor.services
    ticket = floor.ticket(ticket.id)
    plain = by_remedy(remedy).draft_defaults(
        ticket.order, ticket.order_money, services.decide.situation(ticket), Asked.of(ticket)
    )
    now = floor.clock.now()
    return services.decide.decide(
        DecisionDraft(
            ticket_id=ticket.id,
            ticket_version=ticket.version,
            choices=replace(plain, **choices),
            intent_key=f"scene {ticket.id} {ticket.version}",
            agreed=agreed,
            message="您好，给您的处理方案如下，麻烦您看一下。",
            guard_reason="照片清楚，杯口有缺口，不影响使用",
            return_by=now + timedelta(days=7),
            channel=channel,
            valid_until=now + timedelta(hours=hours) if hours else None,
        )
    )


def refused_twice(floor: ShopFloor) -> Ticket:
    """8 yuan declined, 12 lapsed, 15 asked for, 14 offered and still open."""
    services, clock = floor.services, floor.clock
    ticket = cups(floor)
    chat = TalkChannel.PLATFORM_CHAT
    ticket = offer(
        floor, ticket, Remedy.COMPENSATION, agreed=False, channel=chat, compensation_cents=800
    )
    clock.advance(timedelta(minutes=22))
    services.decide.buyer_declines(ticket.id, ticket.version, "8 元太少了，杯子都不敢用来喝水了")
    clock.advance(timedelta(minutes=10))
    ticket = offer(
        floor,
        ticket,
        Remedy.COMPENSATION,
        agreed=False,
        hours=20,
        channel=TalkChannel.WECHAT,
        compensation_cents=1200,
    )
    clock.advance(timedelta(hours=21))
    assert services.sweep.run() == 1
    ticket = floor.ticket(ticket.id)
    ticket = services.negotiation.counter_offer(
        ticket.id,
        ticket.version,
        TalkChannel.PHONE,
        "刚看到，12 块我就不计较了，但是运费也要给我，一共 15",
        1500,
        Remedy.COMPENSATION,
    )
    clock.advance(timedelta(minutes=5))
    return offer(
        floor,
        ticket,
        Remedy.COMPENSATION,
        agreed=False,
        hours=48,
        channel=TalkChannel.PHONE,
        compensation_cents=1400,
    )


def with_agent(floor: ShopFloor) -> None:
    """A second person who decides up to the limits of an agent, and a lead."""
    floor.services.staff.add("小白", ["agent"])
    floor.services.staff.add("老王", ["lead"])


def awaiting_approval(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """小白 compensates more than an agent may; whoever acted acts again afterwards."""
    staff = floor.services.staff
    before = staff.current
    staff.act_as("小白")
    ticket = offer(
        floor,
        ticket,
        Remedy.COMPENSATION,
        agreed=False,
        compensation_cents=8000,
        goods_damaged=True,
        liability=Liability.MERCHANT,
    )
    assert before is not None
    staff.act_as(before.name)
    return ticket


def exchange_to_ship(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """Another mug of another price leaves without the old one coming back; the buyer owes 20."""
    plain = by_remedy(Remedy.EXCHANGE).draft_defaults(
        ticket.order,
        ticket.order_money,
        floor.services.decide.situation(ticket),
        Asked.of(ticket),
    )
    dearer = tuple(
        replace(one, title="手工陶瓷马克杯", variant="金釉 500ml", price_cents=5900)
        for one in plain.replacements
    )
    return offer(floor, ticket, Remedy.EXCHANGE, way=GoodsWay.NOTHING_BACK, replacements=dearer)


def repair_to_start(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """Sent in, received, looked at: the work can begin once the fee is there."""
    services = floor.services
    ticket = offer(
        floor,
        ticket,
        Remedy.REPAIR,
        repair=RepairTerms(
            place=RepairPlace.SEND_IN,
            in_warranty=False,
            quote_cents=3000,
            cost_cents=1800,
            days=7,
            part_warranty_months=6,
            work="更换杯盖密封圈，补釉",
        ),
    )
    ticket = services.returns.return_sent(ticket.id, ticket.version, "中通", "7312345678901")
    ticket = services.returns.return_received(ticket.id, ticket.version, "中通", "7312345678901")
    looked = tuple(
        InspectionResult(unit.line_id, unit.ordinal, GoodsIn.DAMAGED) for unit in ticket.goods_in
    )
    ticket = services.returns.inspect(ticket.id, ticket.version, looked)
    open_ids = tuple(one.id for one in ticket.charges)
    if not open_ids:
        return ticket
    return services.charges.arrived(ticket.id, ticket.version, open_ids, "补款 8821", "fee")


def worn(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """A return was agreed; what came back was used."""
    returns = floor.services.returns
    ticket = offer(floor, ticket, Remedy.RETURN_REFUND)
    ticket = returns.return_received(ticket.id, ticket.version, "中通", "7312345678901")
    looked = tuple(
        InspectionResult(unit.line_id, unit.ordinal, GoodsIn.WORN) for unit in ticket.goods_in
    )
    return returns.inspect(ticket.id, ticket.version, looked)


def promised(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """A lid along with the next order, and ten yuan off it, for ninety days."""
    day = (floor.clock.now() + timedelta(days=90)).date().isoformat()
    return offer(
        floor,
        ticket,
        Remedy.COMPENSATION,
        form=CompensationForm.NEXT_ORDER,
        compensation_cents=0,
        promise=Promise("杯盖一个", 1000, day),
    )
