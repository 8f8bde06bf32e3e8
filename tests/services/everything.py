"""One ticket through every verb there is, with words planted that must stay out of the history."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.domain.deadlines import DayKind
from app.domain.evidence import EvidenceKind, Judgement, Party
from app.domain.facts import GoodsIn, GoodsOut
from app.domain.liability import Finding
from app.domain.negotiation import TalkChannel
from app.domain.order import Address
from app.domain.payment import MoneyState, PayMethod
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import (
    CancelReason,
    CompensationForm,
    GoodsWay,
    Liability,
    ProblemClass,
    ReapplyCause,
    RejectReason,
    Remedy,
    RepairPlace,
)
from app.domain.settlement.types import LineChoice, Promise, RepairTerms, Replacement
from app.domain.ticket import Ticket
from app.errors import NotAllowed
from tests.services.bench import CUP, LAMP, PAID, RUG, TO_BE_SENT, Bench, claim, order
from tests.services.everything_case import PLANTED_IN_CASES, live_through_cases
from tests.services.everything_checks import PLANTED_IN_CHECKS, live_through_checks
from tests.services.everything_rules import live_through_rules
from tests.services.everything_talk import PLANTED_IN_TALKS, live_through_talks
from tests.services.everything_time import PLANTED_IN_TIME, live_through_time

# Personal: names, phones, addresses, what the buyer said and what was written about them.
PLANTED = {
    "nickname": "暗号昵称甲",
    "receiver": "暗号收货人乙",
    "phone": "13577778888",
    "address": "暗号路丙五十号",
    "buyer_words": "暗号买家说丁",
    "summary": "暗号摘要戊",
    "note": "暗号备注己",
    "message": "暗号回复庚",
    "guard_reason": "暗号理由辛",
    "decline": "暗号不接受壬",
    "request": "暗号资料癸",
    "rejection": "暗号拒绝子",
    "withdrawal": "暗号撤回丑",
    "failure": "暗号失败寅",
    "reversal": "暗号冲回卯",
    "confirmation": "暗号确认辰",
    "closing": "暗号结案巳",
    "cancellation": "暗号取消午",
    "reopening": "暗号重开未",
    "paid_reason": "暗号核对申",
    "evidence_note": "暗号证据酉",
    "evidence_doubt": "暗号存疑酉",
    "evidence_proof": "暗号足证酉",
    "inspection": "暗号验货戌",
    "counter": "暗号还价亥",
    "approval": "暗号同意子",
    "denial": "暗号不准丑",
    "payee": "暗号账号寅",
    "payee_name": "暗号真名卯",
    "loss": "暗号丢件辰",
    "repair": "暗号维修巳",
    "failed_repair": "暗号修不好午",
    "waiver": "暗号免收未",
    "early": "暗号先付申",
    "charge_return": "暗号退补酉",
    "giving_back": "暗号寄还戌",
    "recovery": "暗号追偿亥",
    "recovery_end": "暗号追回子",
    **PLANTED_IN_CASES,
    **PLANTED_IN_TIME,
    **PLANTED_IN_TALKS,
    **PLANTED_IN_CHECKS,
}


def live_through_everything(bench: Bench) -> None:
    """Emit every kind of event the desk knows, with the planted words in every field."""
    p, s = PLANTED, bench.services
    shop = s.shops.get(bench.shop_id)
    s.shops.save(replace(shop, couriers=("中通",)))
    s.shops.take_address(shop.id, Address("仓库", "0571-1", "良渚 1 号"))
    personal: dict[str, Any] = {
        "buyer_nickname": p["nickname"], "receiver": p["receiver"], "phone": p["phone"],
        "address": p["address"],
    }  # fmt: skip
    bench.take(order("1001", CUP, RUG, **personal))
    said: dict[str, Any] = {"buyer_words": p["buyer_words"]}
    bench.take(claim("C1", "1001", CUP, status=TO_BE_SENT, **said))
    bench.take(order("1001", CUP, RUG, courier="中通", **personal))
    bench.take(claim("C1", "1001", CUP, **said))
    ticket = bench.claimed("C1")
    key, cup, rug = ticket.id, ticket.order.lines[0].id, ticket.order.lines[1].id
    s.review.accept(key, None)
    s.review.request_info(key, None, p["request"])
    s.review.info_received(key, None)
    s.review.describe(
        key,
        None,
        ProblemClass.QUALITY,
        "掉釉",
        Finding(Liability.MERCHANT, text="照片"),
        p["summary"],
    )
    s.review.note(key, p["note"])
    piece = s.evidence.add_bytes(
        key, b"plain", "a.txt", EvidenceKind.CHAT, Party.BUYER, p["evidence_note"]
    )
    s.evidence.change(piece.id, EvidenceKind.OTHER, Party.MERCHANT)
    s.evidence.judge(piece.id, Judgement.DOUBTFUL, p["evidence_doubt"])
    s.evidence.judge(piece.id, Judgement.SUFFICIENT, p["evidence_proof"])

    def words(remedy: Remedy, line: LineChoice, *, agreed: bool, **more: Any) -> None:
        draft = bench.draft(ticket, remedy, line, agreed=agreed, **more)
        s.decide.decide(replace(draft, message=p["message"], guard_reason=p["guard_reason"]))

    words(Remedy.COMPENSATION, LineChoice(cup, (1,)), agreed=False, compensation_cents=500)
    s.decide.buyer_declines(key, None, p["decline"])
    words(Remedy.COMPENSATION, LineChoice(cup, (1,)), agreed=False, compensation_cents=600)
    s.decide.withdraw_offer(key, None, p["withdrawal"])
    words(Remedy.COMPENSATION, LineChoice(cup, (1,)), agreed=False, compensation_cents=700)
    s.decide.buyer_accepts(key, None)
    bench.pay(ticket)
    s.payouts.payment_failed(key, None, bench.due(ticket, MoneyState.SUBMITTED), p["failure"])
    bench.paid_out(ticket)
    s.payouts.reverse(key, None, bench.due(ticket, MoneyState.ARRIVED), p["reversal"])
    words(Remedy.RETURN_REFUND, LineChoice(rug, (1,)), agreed=True)
    s.returns.return_sent(key, None, "中通", "ZT1001")
    s.returns.return_received(key, None)
    bench.inspect(ticket, GoodsIn.SELLABLE, p["inspection"])
    bench.paid_out(ticket)
    s.closing.confirm(key, None, p["confirmation"])
    s.closing.close(key, None, p["closing"])
    s.closing.reopen(key, None, p["reopening"])
    _others(bench, personal, said)
    _outward(bench, personal, said)
    _recovered(bench, bench.claimed("C3"))
    _people(bench)
    live_through_cases(bench)
    live_through_time(bench)
    live_through_talks(bench)
    live_through_checks(bench)


def _recovered(bench: Bench, ticket: Ticket) -> None:
    """One claim on the courier that brings a part, one on the supplier that is dropped."""
    p, recoveries, key = PLANTED, bench.services.recoveries, ticket.id
    recoveries.open_recovery(key, None, RecoveryFrom.COURIER, 25800, None, p["recovery"])
    first = bench.fresh(ticket).recoveries[-1].id
    recoveries.file_recovery(key, None, first, 25800, "工单 77")
    recoveries.end_recovery(key, None, first, RecoveryState.PARTLY, 8000, p["recovery_end"])
    recoveries.open_recovery(key, None, RecoveryFrom.SUPPLIER, 500)
    second = bench.fresh(ticket).recoveries[-1].id
    recoveries.end_recovery(key, None, second, RecoveryState.DROPPED, 0, p["recovery_end"])


def _people(bench: Bench) -> None:
    staff, pins = bench.services.staff, bench.services.pins
    helper = staff.add("小林", ("agent",))
    staff.rename(helper.id, "林林")
    staff.set_roles(helper.id, ("lead", "warehouse"))
    pins.set_pin(helper.id, "8305")
    with contextlib.suppress(NotAllowed):
        pins.switch_to(helper.id, "5038")
    pins.switch_to(helper.id, "8305")
    staff.act_as("小周")
    pins.remove_pin(helper.id)
    pins.set_idle_minutes(5)
    staff.deactivate(helper.id)
    staff.reactivate(helper.id)
    bench.services.limits.save(bench.services.limits.all())
    live_through_rules(bench)
    bench.services.calendars.set_days([date(2026, 10, 8)], DayKind.HOLIDAY, "店庆")


def _others(bench: Bench, personal: dict[str, Any], said: dict[str, Any]) -> None:
    p, s = PLANTED, bench.services
    bench.take(order("1002", LAMP, **personal))
    bench.take(claim("C2", "1002", LAMP, order_paid_cents=5, **said))
    disputed = bench.claimed("C2")
    s.review.settle_paid(disputed.id, None, 9999, p["paid_reason"])
    s.closing.cancel(disputed.id, None, CancelReason.OTHER, p["cancellation"])
    bench.take(order("1003", RUG, **personal))
    bench.take(claim("C3", "1003", RUG, **said))
    s.review.reject(bench.claimed("C3").id, None, RejectReason.OTHER, p["rejection"])
    bench.take(order("1004", RUG, **personal))
    bench.take(claim("C4", "1004", RUG, cents=25800, status=PAID, **said))
    typed = bench.phoned(
        nickname=p["nickname"],
        phone=p["phone"],
        buyer_words=p["buyer_words"],
        summary=p["summary"],
        order_no="1005",
    )
    bench.decide(typed, Remedy.REFUND_ONLY)
    bench.take(claim("C5", "1005", None, cents=7800, status=PAID, **said))


def _outward(bench: Bench, personal: dict[str, Any], said: dict[str, Any]) -> None:
    """Talk, approvals, goods out, repairs, charges, promises, and what time lets lapse."""
    p, s = PLANTED, bench.services
    bench.take(order("1006", CUP, RUG, **personal))
    bench.take(claim("C6", "1006", CUP, **said))
    ticket = bench.claimed("C6")
    key, cup = ticket.id, ticket.order.lines[0].id
    one, two = LineChoice(cup, (1,)), LineChoice(cup, (2,))
    offer = bench.draft(ticket, Remedy.COMPENSATION, one, agreed=False, compensation_cents=300)
    s.decide.decide(replace(offer, payee=p["payee"], payee_name=p["payee_name"]))
    s.negotiation.counter_offer(key, None, TalkChannel.PHONE, p["counter"], 900)
    bench.decide(ticket, Remedy.COMPENSATION, one, agreed=False, compensation_cents=400)
    bench.clock.advance(timedelta(days=3))
    promise = Promise("纽扣", 300, "2026-11-26")
    form: dict[str, Any] = {"form": CompensationForm.NEXT_ORDER, "compensation_cents": 0}
    s.sweep.run()
    bench.decide(ticket, Remedy.COMPENSATION, two, promise=promise, **form)
    bench.clock.advance(timedelta(days=3))
    s.sweep.run()
    promise = replace(promise, expires_on="2026-12-31")
    bench.decide(ticket, Remedy.COMPENSATION, two, promise=promise, **form)
    s.promises.keep(key, None, bench.fresh(ticket).obligations[-1].id, "订单 7")
    first: dict[str, Any] = {
        "way": GoodsWay.SHIP_FIRST, "replacements": (Replacement(cup, (1,), price_cents=5000),),
        "waive_difference": False,
    }  # fmt: skip
    with bench.somebody("小李", "agent"):
        bench.decide(ticket, Remedy.EXCHANGE, one, **first)
    s.decide.deny(key, None, p["denial"])
    with bench.somebody("小李"):
        bench.decide(ticket, Remedy.EXCHANGE, one, **first)
    s.decide.approve(key, None, p["approval"])
    s.charges.arrived(key, None, bench.owed(ticket), "转账 5", bench.key())
    sent = bench.ship(ticket).dispatches[-1].id
    s.dispatches.lost(key, None, sent, p["loss"])
    bench.ship(ticket, "SF2")
    s.dispatches.delivered(key, None, bench.parcel(ticket, GoodsOut.SHIPPED))
    s.payouts.pay(
        key, None, bench.due(ticket, MoneyState.PLANNED), PayMethod.ORIGINAL, "", bench.key(),
        p["early"],
    )  # fmt: skip
    _repaired(bench, "1007", personal, said)
    _repaired(bench, "1008", personal, said)


def _repaired(bench: Bench, number: str, personal: dict[str, Any], said: dict[str, Any]) -> None:
    p, s = PLANTED, bench.services
    bench.take(order(number, CUP, **personal))
    bench.take(claim(f"C{number}", number, CUP, **said))
    ticket = bench.claimed(f"C{number}")
    bench.decide(
        ticket,
        Remedy.REPAIR,
        LineChoice(ticket.order.lines[0].id, (1,)),
        repair=RepairTerms(RepairPlace.SEND_IN, in_warranty=False, quote_cents=900),
    )
    fee = bench.owed(ticket)
    s.charges.arrived(ticket.id, None, fee, "转账 6", bench.key())
    s.charges.returned(ticket.id, None, fee, "转账 7", p["charge_return"])
    s.charges.waive(ticket.id, None, bench.owed(ticket), p["waiver"])
    again = bench.draft(
        ticket,
        Remedy.REAPPLY,
        reapply_cause=ReapplyCause.WRONG_TYPE,
        reapply_remedy=Remedy.REPAIR,
        lines=(),
    )
    s.decide.decide(replace(again, message=p["message"]))
    bench.back(ticket, GoodsIn.DAMAGED)
    s.repairs.start(ticket.id, None)
    if number == "1007":
        s.repairs.done(ticket.id, None, p["repair"], 3)
    else:
        s.repairs.failed(ticket.id, None, p["failed_repair"])
        bench.paid_out(ticket)
        bench.decide(ticket, Remedy.RETURN_REFUND, LineChoice(ticket.order.lines[0].id, (1,)))
        s.decide.withdraw_offer(ticket.id, None, p["withdrawal"])
        s.returns.give_back(ticket.id, None, p["giving_back"])
