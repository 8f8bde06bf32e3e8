"""The one table of moves; `actions(facts)` is what every screen, menu and command reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.access import Permission, Role, may, missing
from app.domain.facts import Facts, GoodsIn
from app.domain.remedy import Remedy
from app.domain.workflow import refusals
from app.domain.workflow import refusals_case as case
from app.errors import RuleViolation
from app.i18n import N_, _


class Verb(StrEnum):
    """The verbs of a ticket. Names are those of the service methods."""

    ACCEPT = "accept"
    REQUEST_INFO = "request_info"
    INFO_RECEIVED = "info_received"
    DECIDE_REFUND_ONLY = "decide_refund_only"
    DECIDE_RETURN_REFUND = "decide_return_refund"
    DECIDE_COMPENSATION = "decide_compensation"
    DECIDE_EXCHANGE = "decide_exchange"
    DECIDE_RESHIP = "decide_reship"
    DECIDE_REPAIR = "decide_repair"
    DECIDE_PRICE_PROTECTION = "decide_price_protection"
    DECIDE_FREIGHT = "decide_freight"
    DECIDE_APOLOGY = "decide_apology"
    DECIDE_REAPPLY = "decide_reapply"
    APPROVE = "approve"
    DENY = "deny"
    BUYER_ACCEPTS = "buyer_accepts"
    BUYER_DECLINES = "buyer_declines"
    COUNTER_OFFER = "counter_offer"
    WITHDRAW_OFFER = "withdraw_offer"
    RETURN_SENT = "return_sent"
    RETURN_RECEIVED = "return_received"
    INSPECT = "inspect"
    GIVE_BACK = "give_back"
    SHIP = "ship"
    DELIVERED = "delivered"
    LOST = "lost"
    REPAIR_START = "repair_start"
    REPAIR_DONE = "repair_done"
    REPAIR_FAILED = "repair_failed"
    CHARGE_ARRIVED = "charge_arrived"
    CHARGE_WAIVED = "charge_waived"
    CHARGE_RETURNED = "charge_returned"
    KEEP_PROMISE = "keep_promise"
    PAY = "pay"
    PAYMENT_ARRIVED = "payment_arrived"
    PAYMENT_FAILED = "payment_failed"
    REVERSE = "reverse"
    CONFIRM = "confirm"
    CLOSE = "close"
    REJECT = "reject"
    CANCEL = "cancel"
    REOPEN = "reopen"
    SETTLE_PAID = "settle_paid"
    SET_FACTS = "describe"
    SET_CASE = "set_case"
    CONVERT = "convert"
    SOLVED = "solved"
    LATE_CLAIM = "late_claim"
    ASSIGN = "assign"
    OVERRIDE_CHECK = "override_check"
    LOG_CONTACT = "log_contact"
    PLAN_FOLLOW_UP = "plan_follow_up"
    FOLLOW_UP_DONE = "follow_up_done"
    ASK_COLLEAGUE = "ask_colleague"
    ANSWER_COLLEAGUE = "answer_colleague"
    OPEN_RECOVERY = "open_recovery"
    FILE_RECOVERY = "file_recovery"
    END_RECOVERY = "end_recovery"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    ADD_EVIDENCE = "add_evidence"


Why = Callable[[Facts], str | None]


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: a verb, its label, what forbids it now, and what it asks for.

    `asks` tells a screen that a form comes first; its label then ends in an ellipsis.
    """

    verb: Verb
    label: str
    why_not: Why
    asks: bool = False
    group: str = "more"


@dataclass(frozen=True, slots=True)
class Action:
    """A verb as offered now. `why` is empty when it is possible, else the sentence why not."""

    verb: Verb
    label: str
    why: str
    asks: bool
    group: str
    primary: bool = False

    @property
    def possible(self) -> bool:
        return not self.why


# Verbs that go on working after a ticket has ended.
_AFTER_CLOSING = frozenset(
    {
        Verb.REOPEN,
        Verb.NOTE,
        Verb.ADD_EVIDENCE,
        Verb.SETTLE_PAID,
        Verb.KEEP_PROMISE,
        Verb.LOG_CONTACT,
        Verb.PLAN_FOLLOW_UP,
        Verb.FOLLOW_UP_DONE,
        Verb.ANSWER_COLLEAGUE,
        Verb.OPEN_RECOVERY,
        Verb.FILE_RECOVERY,
        Verb.END_RECOVERY,
        Verb.ACKNOWLEDGE,
    }
)
BESIDE = frozenset(
    {
        Verb.NOTE,
        Verb.ASSIGN,
        Verb.OVERRIDE_CHECK,
        Verb.LOG_CONTACT,
        Verb.PLAN_FOLLOW_UP,
        Verb.FOLLOW_UP_DONE,
        Verb.ASK_COLLEAGUE,
        Verb.ANSWER_COLLEAGUE,
        Verb.OPEN_RECOVERY,
        Verb.FILE_RECOVERY,
        Verb.END_RECOVERY,
        Verb.ACKNOWLEDGE,
    }
)
"""Verbs that tell something beside the course of a ticket and move none of its facts."""
VERB_OF_REMEDY: Mapping[Remedy, Verb] = {
    Remedy.REFUND_ONLY: Verb.DECIDE_REFUND_ONLY,
    Remedy.RETURN_REFUND: Verb.DECIDE_RETURN_REFUND,
    Remedy.EXCHANGE: Verb.DECIDE_EXCHANGE,
    Remedy.RESHIP: Verb.DECIDE_RESHIP,
    Remedy.REPAIR: Verb.DECIDE_REPAIR,
    Remedy.COMPENSATION: Verb.DECIDE_COMPENSATION,
    Remedy.PRICE_PROTECTION: Verb.DECIDE_PRICE_PROTECTION,
    Remedy.FREIGHT: Verb.DECIDE_FREIGHT,
    Remedy.APOLOGY: Verb.DECIDE_APOLOGY,
    Remedy.REAPPLY: Verb.DECIDE_REAPPLY,
}
"""Which verb decides on a remedy; a rejection is a verb of its own."""
_FROZEN_BY_DISPUTE = frozenset(
    {
        *VERB_OF_REMEDY.values(),
        Verb.PAY,
        Verb.WITHDRAW_OFFER,
        Verb.BUYER_ACCEPTS,
        Verb.APPROVE,
        Verb.GIVE_BACK,
    }
) - {Verb.DECIDE_APOLOGY}

MOVES: tuple[Move, ...] = (
    Move(Verb.ACCEPT, N_("受理"), refusals.accept_why, group="review"),
    Move(Verb.DECIDE_REFUND_ONLY, N_("仅退款"), refusals.decide_goods, asks=True, group="decide"),
    Move(
        Verb.DECIDE_RETURN_REFUND, N_("退货退款"), refusals.decide_goods, asks=True, group="decide"
    ),
    Move(
        Verb.DECIDE_COMPENSATION,
        N_("部分补偿"),
        refusals.decide_compensation,
        asks=True,
        group="decide",
    ),
    Move(Verb.DECIDE_EXCHANGE, N_("换货"), refusals.decide_goods, asks=True, group="decide"),
    Move(Verb.DECIDE_RESHIP, N_("补发"), refusals.decide_reship, asks=True, group="decide"),
    Move(Verb.DECIDE_REPAIR, N_("维修"), refusals.decide_goods, asks=True, group="decide"),
    Move(
        Verb.DECIDE_PRICE_PROTECTION,
        N_("价保"),
        refusals.decide_compensation,
        asks=True,
        group="decide",
    ),
    Move(Verb.DECIDE_FREIGHT, N_("退运费"), refusals.decide_why, asks=True, group="decide"),
    Move(Verb.DECIDE_APOLOGY, N_("致歉说明"), refusals.decide_words, asks=True, group="decide"),
    Move(
        Verb.DECIDE_REAPPLY, N_("引导重新申请"), refusals.decide_reapply, asks=True, group="decide"
    ),
    Move(Verb.APPROVE, N_("审批通过"), refusals.approve_why, asks=True, group="approve"),
    Move(Verb.DENY, N_("审批不通过"), refusals.approve_why, asks=True, group="approve"),
    Move(Verb.BUYER_ACCEPTS, N_("买家接受"), refusals.answer_why, group="answer"),
    Move(Verb.BUYER_DECLINES, N_("买家不接受"), refusals.answer_why, asks=True, group="answer"),
    Move(Verb.COUNTER_OFFER, N_("买家还价"), refusals.counter_why, asks=True, group="answer"),
    Move(Verb.WITHDRAW_OFFER, N_("撤回方案"), refusals.withdraw_why, asks=True),
    Move(Verb.RETURN_SENT, N_("买家已寄回"), refusals.return_sent, asks=True, group="goods"),
    Move(Verb.RETURN_RECEIVED, N_("收到退货"), refusals.return_received, asks=True, group="goods"),
    Move(Verb.INSPECT, N_("验货"), refusals.inspect_why, asks=True, group="goods"),
    Move(Verb.GIVE_BACK, N_("把原物寄还买家"), refusals.give_back_why, asks=True, group="goods"),
    Move(Verb.SHIP, N_("已寄出"), refusals.ship_why, asks=True, group="goods"),
    Move(Verb.DELIVERED, N_("买家已签收"), refusals.delivered_why, asks=True, group="goods"),
    Move(Verb.LOST, N_("寄件丢失"), refusals.delivered_why, asks=True),
    Move(Verb.REPAIR_START, N_("开始维修"), refusals.repair_start, asks=True, group="work"),
    Move(Verb.REPAIR_DONE, N_("已修好"), refusals.repair_end, asks=True, group="work"),
    Move(Verb.REPAIR_FAILED, N_("无法修复"), refusals.repair_end, asks=True),
    Move(Verb.CHARGE_ARRIVED, N_("收到补款"), refusals.charge_why, asks=True, group="money"),
    Move(Verb.CHARGE_WAIVED, N_("免收补款"), refusals.charge_why, asks=True),
    Move(Verb.CHARGE_RETURNED, N_("退还补款"), refusals.charge_returned, asks=True),
    Move(Verb.KEEP_PROMISE, N_("承诺已兑现"), refusals.promise_why, asks=True),
    Move(Verb.PAY, N_("记录打款"), refusals.pay_why, asks=True, group="money"),
    Move(Verb.PAYMENT_ARRIVED, N_("已到账"), refusals.arrived_why, asks=True, group="money"),
    Move(Verb.PAYMENT_FAILED, N_("打款失败"), refusals.arrived_why, asks=True),
    Move(Verb.REVERSE, N_("冲回"), refusals.reverse_why, asks=True),
    Move(Verb.CONFIRM, N_("买家已确认"), refusals.confirm_why, asks=True, group="close"),
    Move(Verb.CLOSE, N_("结案"), refusals.close_why, asks=True, group="close"),
    Move(Verb.REQUEST_INFO, N_("请买家补充资料"), refusals.request_info, asks=True),
    Move(Verb.INFO_RECEIVED, N_("资料已补充"), refusals.info_received, group="review"),
    Move(Verb.REJECT, N_("拒绝"), refusals.reject_why, asks=True, group="refuse"),
    Move(Verb.CANCEL, N_("取消售后"), refusals.cancel_why, asks=True),
    Move(Verb.REOPEN, N_("重新打开"), refusals.reopen_why, asks=True),
    Move(Verb.SETTLE_PAID, N_("核对实付金额"), refusals.settle_paid, asks=True, group="review"),
    Move(Verb.SET_FACTS, N_("修改原因与责任"), refusals.always_why, asks=True),
    Move(Verb.SET_CASE, N_("补充情况"), refusals.always_why, asks=True),
    Move(Verb.CONVERT, N_("转为售后申请"), case.convert_why, asks=True, group="review"),
    Move(Verb.SOLVED, N_("解答完毕"), case.solved_why, asks=True, group="close"),
    Move(Verb.LATE_CLAIM, N_("逾期特殊处理"), case.late_why, asks=True),
    Move(Verb.ASSIGN, N_("指派"), refusals.always_why, asks=True),
    Move(Verb.OVERRIDE_CHECK, N_("改判核实结论"), refusals.always_why, asks=True),
    Move(Verb.LOG_CONTACT, N_("记录联系"), refusals.always_why, asks=True),
    Move(Verb.PLAN_FOLLOW_UP, N_("安排跟进"), refusals.always_why, asks=True),
    Move(Verb.FOLLOW_UP_DONE, N_("跟进完成"), case.follow_up_why, asks=True),
    Move(Verb.ASK_COLLEAGUE, N_("请同事协助"), refusals.always_why, asks=True),
    Move(Verb.ANSWER_COLLEAGUE, N_("答复同事"), case.question_why, asks=True),
    Move(Verb.OPEN_RECOVERY, N_("登记追偿"), refusals.always_why, asks=True),
    Move(Verb.FILE_RECOVERY, N_("提交追偿"), case.recovery_why, asks=True),
    Move(Verb.END_RECOVERY, N_("追偿结果"), case.recovery_why, asks=True),
    Move(Verb.ACKNOWLEDGE, N_("登记超时原因"), case.overdue_why, asks=True),
    Move(Verb.NOTE, N_("备注"), refusals.always_why, asks=True),
    Move(Verb.ADD_EVIDENCE, N_("添加证据"), refusals.always_why, asks=True),
)
_BY_VERB = {move.verb: move for move in MOVES}


# Any one of these rights is enough for the verb. A test holds it to the whole table of moves.
_HANDLING = frozenset({Permission.HANDLE})
_RIGHTS: Mapping[Verb, frozenset[Permission]] = {
    **{verb: frozenset({Permission.DECIDE}) for verb in VERB_OF_REMEDY.values()},
    Verb.REJECT: frozenset({Permission.DECIDE}),
    Verb.GIVE_BACK: frozenset({Permission.DECIDE}),
    Verb.SETTLE_PAID: frozenset({Permission.DECIDE}),
    Verb.APPROVE: frozenset({Permission.APPROVE}),
    Verb.DENY: frozenset({Permission.APPROVE}),
    Verb.CHARGE_WAIVED: frozenset({Permission.APPROVE}),
    Verb.CHARGE_ARRIVED: frozenset({Permission.PAY}),
    Verb.CHARGE_RETURNED: frozenset({Permission.PAY}),
    Verb.PAY: frozenset({Permission.PAY}),
    Verb.PAYMENT_ARRIVED: frozenset({Permission.PAY}),
    Verb.PAYMENT_FAILED: frozenset({Permission.PAY}),
    Verb.REVERSE: frozenset({Permission.PAY}),
    Verb.RETURN_SENT: frozenset({Permission.HANDLE, Permission.RECEIVE}),
    Verb.RETURN_RECEIVED: frozenset({Permission.RECEIVE}),
    Verb.INSPECT: frozenset({Permission.RECEIVE}),
    Verb.SHIP: frozenset({Permission.RECEIVE}),
    Verb.DELIVERED: frozenset({Permission.HANDLE, Permission.RECEIVE}),
    Verb.LOST: frozenset({Permission.HANDLE, Permission.RECEIVE}),
    Verb.REPAIR_START: frozenset({Permission.RECEIVE}),
    Verb.REPAIR_DONE: frozenset({Permission.RECEIVE}),
    Verb.REPAIR_FAILED: frozenset({Permission.RECEIVE}),
    Verb.OVERRIDE_CHECK: frozenset({Permission.APPROVE}),
    Verb.FOLLOW_UP_DONE: frozenset({Permission.HANDLE, Permission.RECEIVE, Permission.PAY}),
    Verb.ANSWER_COLLEAGUE: frozenset({Permission.HANDLE, Permission.RECEIVE, Permission.PAY}),
    Verb.OPEN_RECOVERY: frozenset({Permission.HANDLE, Permission.PAY}),
    Verb.FILE_RECOVERY: frozenset({Permission.HANDLE, Permission.PAY}),
    Verb.END_RECOVERY: frozenset({Permission.HANDLE, Permission.PAY}),
    Verb.NOTE: frozenset({Permission.HANDLE, Permission.RECEIVE, Permission.PAY}),
    Verb.ADD_EVIDENCE: frozenset({Permission.HANDLE, Permission.RECEIVE, Permission.PAY}),
}


def rights_for(verb: Verb) -> frozenset[Permission]:
    """The rights of which any one lets a person use the verb."""
    return _RIGHTS.get(verb, _HANDLING)


def not_yours(verb: Verb, roles: Collection[str]) -> str | None:
    """The sentence that keeps a person with these roles from the verb; None when they may."""
    wanted = rights_for(verb)
    if any(may(roles, right) for right in wanted):
        return None
    return missing(roles, wanted)


def why_not(facts: Facts, verb: Verb) -> str | None:
    """The translated sentence that forbids the verb now, or None when it is possible."""
    if verb not in _AFTER_CLOSING:
        closed = refusals.closed_why(facts)
        if closed:
            return closed
    if verb in _FROZEN_BY_DISPUTE:
        disputed = refusals.disputed_why(facts)
        if disputed:
            return disputed
    return _BY_VERB[verb].why_not(facts)


def demand(facts: Facts, verb: Verb) -> None:
    """Raises `RuleViolation` with the sentence when the verb is not possible now."""
    reason = why_not(facts, verb)
    if reason is not None:
        raise RuleViolation(
            _("「{verb}」现在不能做：{reason}").format(verb=_(_BY_VERB[verb].label), reason=reason)
        )


def _primary(facts: Facts, roles: Collection[str]) -> Verb | None:
    """The one verb most people do next."""
    if facts.has_conflict:
        return Verb.SETTLE_PAID
    wanted = {remedy.value: verb for remedy, verb in VERB_OF_REMEDY.items()}
    preferred = wanted.get(facts.remedy, Verb.DECIDE_REFUND_ONLY)
    order: tuple[Verb, ...] = (
        Verb.INFO_RECEIVED,
        Verb.ACCEPT,
        Verb.APPROVE,
        Verb.BUYER_ACCEPTS,
        Verb.INSPECT,
        Verb.RETURN_RECEIVED,
        Verb.REPAIR_DONE,
        Verb.REPAIR_START,
        Verb.CHARGE_ARRIVED,
        Verb.SHIP,
        Verb.PAY,
        Verb.PAYMENT_ARRIVED,
        Verb.DELIVERED,
        Verb.CONFIRM,
        Verb.CLOSE,
        preferred,
        Verb.REOPEN,
    )
    if facts.enquiry:
        # A question is answered at once; deciding on it makes it a claim first.
        rest = (verb for verb in order if verb not in (Verb.INFO_RECEIVED, preferred))
        order = (Verb.INFO_RECEIVED, Verb.SOLVED, *rest)
    elif facts.flawed:
        order = (*order[: order.index(Verb.REPAIR_DONE)], preferred, Verb.DECIDE_RETURN_REFUND)
    elif facts.charge_due_back:
        order = (Verb.SHIP, Verb.DELIVERED, Verb.CHARGE_RETURNED, *order)
    elif GoodsIn.TO_BE_SENT in facts.goods_in:
        # What goes first waits for us; the buyer sends once it has left.
        first = (Verb.CHARGE_ARRIVED, Verb.SHIP) if facts.to_ship else ()
        order = (*first, Verb.RETURN_SENT, *order)
    if facts.goods_expected:
        order = tuple(verb for verb in order if verb is not Verb.PAY)
    return next(
        (v for v in order if why_not(facts, v) is None and not_yours(v, roles) is None), None
    )


def actions(facts: Facts, roles: Collection[str] = (Role.OWNER,)) -> tuple[Action, ...]:
    """Every verb in a fixed order, each possible for this person or with the sentence why not."""
    primary = _primary(facts, roles)
    return tuple(
        Action(
            verb=move.verb,
            label=_(move.label),
            why=why_not(facts, move.verb) or not_yours(move.verb, roles) or "",
            asks=move.asks,
            group=move.group,
            primary=move.verb is primary,
        )
        for move in MOVES
    )
