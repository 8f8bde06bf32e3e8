"""The warranty: whether it runs, whether it covers the case, and what the age gives a right to."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from app.domain.checks.said import cited, law, open_question, passed, refused
from app.domain.checks.seen import (
    Goods,
    contradicted,
    goods_of,
    listed,
    not_begun,
    start_of,
    wanted,
)
from app.domain.checks.types import Case, Check, CheckFinding, Cited
from app.domain.checks.warranty_time import Warranty, in_warranty, warranty_of
from app.domain.checks.windows import Reckoned, reckon, window_of_key
from app.domain.evidence import EvidenceKind
from app.domain.evidence_slots import kinds_there
from app.domain.labels import label
from app.domain.remedy import ProblemClass, Remedy
from app.i18n import N_, _

_WARRANTY, _WARRANTY_TITLE = "warranty", N_("是否在保修范围内")
_RIGHTS, _RIGHTS_TITLE = "guarantees", N_("按购买时间可以退、换还是修")
_PROOF_OF_DAMAGE = frozenset(
    {EvidenceKind.TEST_REPORT, EvidenceKind.INSPECTION_PHOTO, EvidenceKind.CLOSE_UP}
)
_COVERED = frozenset({Remedy.RETURN_REFUND, Remedy.EXCHANGE, Remedy.REPAIR})


def _applies(case: Case) -> bool:
    return case.ticket.problem is ProblemClass.QUALITY and not not_begun(case)


def _warranty(case: Case) -> CheckFinding | None:
    if not _applies(case):
        return None
    details = case.ticket.details
    if details.bought_elsewhere:
        return refused(_WARRANTY, _WARRANTY_TITLE, _("不是在本店购买的，本店不保修。"))
    if details.human_damage:
        return _damaged(case)
    goods = _first(case)
    warranty = warranty_of(case, goods)
    if warranty is None:
        return _unknown(case, goods)
    rule, total = warranty.reckoned.window.rule, _sum(case, warranty)
    if not warranty.holds(case):
        late = warranty.reckoned.late_by(case, case.ticket.applied_at)
        text = _("保修期已过 {late}；可以报价维修。").format(late=late)
        return refused(_WARRANTY, _WARRANTY_TITLE, text, rule, total)
    if details.repaired_elsewhere:
        text = _("在保修期内，但别处修过：是不是由此造成的，请看检测结果。")
        return open_question(_WARRANTY, _WARRANTY_TITLE, text, rule, total)
    if details.human_damage is None and not _within_exchange(case, goods):
        text = _("在保修期内，但还没有问过是不是人为损坏。")
        asked = (_("商品有没有摔过、进过水、自行拆改过"),)
        return open_question(_WARRANTY, _WARRANTY_TITLE, text, rule, total, asked)
    return passed(_WARRANTY, _WARRANTY_TITLE, _("在保修期内。"), rule, total)


def _first(case: Case) -> Goods:
    """The claimed line whose warranty ends first; one without a known end before all others."""
    found = [(goods, warranty_of(case, goods)) for goods in goods_of(case)]
    unknown = [goods for goods, warranty in found if warranty is None]
    if unknown:
        return unknown[0]
    ends = [(warranty.reckoned.due, goods) for goods, warranty in found if warranty is not None]
    return min(ends, key=_end)[1]


def _end(pair: tuple[datetime, Goods]) -> datetime:
    return pair[0]


def _damaged(case: Case) -> CheckFinding:
    if _PROOF_OF_DAMAGE & kinds_there(case):
        text = _("认定为人为损坏，不在保修范围内；凭证已在售后单里。")
        return refused(_WARRANTY, _WARRANTY_TITLE, text)
    text = _("说是人为损坏，但还没有检测报告或照片，不能据此拒保。")
    return open_question(_WARRANTY, _WARRANTY_TITLE, text, law("《消费者权益保护法》第 23 条"))


def _unknown(case: Case, goods: Goods) -> CheckFinding:
    if contradicted(case) or start_of(case) is None:
        asked = (_("签收或购买日期（订单截图或发票）"),)
        text = _("签收时间未知，不能计算保修期。")
        return open_question(_WARRANTY, _WARRANTY_TITLE, text, missing=asked)
    text = _("商品说明和规则里都没有写「{name}」的保修期。").format(name=goods.name)
    rule = cited(case.rules.get("warranty.months", goods.category))
    return open_question(_WARRANTY, _WARRANTY_TITLE, text, rule)


def _sum(case: Case, warranty: Warranty) -> str:
    text = warranty.reckoned.text
    if case.repair_days:
        return _("{sum}（维修占用的 {n} 天不计入保修期）").format(sum=text, n=case.repair_days)
    return text


def _within_exchange(case: Case, goods: Goods) -> bool:
    """Soon after signing returns and exchanges are open, whatever the warranty says of damage."""
    found = _counted(case, goods, "window.exchange")
    return found is not None and not found.late_by(case, case.ticket.applied_at)


def _counted(case: Case, goods: Goods, key: str) -> Reckoned | None:
    start, window = start_of(case), window_of_key(case, key, goods.category)
    if start is None or window is None:
        return None
    return reckon(case, start, window)


def _guarantees(case: Case) -> CheckFinding | None:
    """Seven days to return, exchange or repair; fifteen to exchange or repair; then repair."""
    if not _applies(case) or contradicted(case) or start_of(case) is None:
        return None
    # Of several goods the one that allows least: what is said must hold for all of them.
    goods = min(goods_of(case), key=partial(_how_much, case))
    allowed, rule, total = _open_to(case, goods)
    if len({_open_to(case, one)[0] for one in goods_of(case)}) > 1:
        names = listed(map(label, allowed)) or _("协商处理")
        text = _("所申请的商品时限不同，请分开处理。「{name}」现在可以：{names}。")
        shown = text.format(name=goods.name, names=names)
        return open_question(_RIGHTS, _RIGHTS_TITLE, shown, rule, total)
    return _told(case, allowed, rule, total)


def _how_much(case: Case, goods: Goods) -> int:
    return len(_open_to(case, goods)[0])


def _open_to(case: Case, goods: Goods) -> tuple[tuple[Remedy, ...], Cited, str]:
    """What one line still gives a right to, the rule, and the sum."""
    steps = [
        (_counted(case, goods, "window.return"), (Remedy.RETURN_REFUND, *_AFTER_7)),
        (_counted(case, goods, "window.exchange"), _AFTER_7),
    ]
    allowed: tuple[Remedy, ...] = ()
    rule, total = Cited(), ""
    for reckoned, remedies in steps:
        if reckoned is not None and not reckoned.late_by(case, case.ticket.applied_at):
            allowed, rule, total = remedies, reckoned.window.rule, reckoned.text
            break
    if not allowed and in_warranty(case, goods):
        allowed = (Remedy.REPAIR,)
    most = case.rules.number("warranty.repairs", 0, goods.category)
    if most and case.repairs >= most:
        allowed = (Remedy.RETURN_REFUND, Remedy.EXCHANGE, Remedy.REPAIR)
        rule = cited(case.rules.get("warranty.repairs", goods.category))
        total = _("已维修 {n} 次，达到 {most} 次").format(n=case.repairs, most=most)
    return allowed, rule, total


_AFTER_7 = (Remedy.EXCHANGE, Remedy.REPAIR)


def _told(case: Case, allowed: tuple[Remedy, ...], rule: Cited, total: str) -> CheckFinding:
    if not allowed:
        text = _("退换和保修的时间都过了；证明是质量问题的，仍要协商处理。")
        return open_question(_RIGHTS, _RIGHTS_TITLE, text, law("《消费者权益保护法》第 24 条"))
    names = listed(map(label, allowed))
    remedy = wanted(case)
    if remedy in _COVERED and remedy not in allowed:
        text = _("现在可以：{names}。买家要「{wanted}」，要协商一致才行。").format(
            names=names, wanted=label(remedy)
        )
        return open_question(_RIGHTS, _RIGHTS_TITLE, text, rule, total)
    return passed(_RIGHTS, _RIGHTS_TITLE, _("现在可以：{names}。").format(names=names), rule, total)


WARRANTY = (
    Check(_WARRANTY, _WARRANTY_TITLE, _warranty),
    Check(_RIGHTS, _RIGHTS_TITLE, _guarantees),
)
