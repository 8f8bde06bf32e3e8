"""Whether the buyer applied in time. Too late is never an automatic refusal."""

from __future__ import annotations

from datetime import datetime

from app.domain.case import LateGround
from app.domain.checks.said import cited, day_text, law, moment_text, open_question, passed, refused
from app.domain.checks.seen import (
    NO_GOODS,
    Goods,
    Start,
    contradicted,
    day_of,
    goods_of,
    not_begun,
    start_of,
)
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.checks.warranty_time import in_warranty
from app.domain.checks.windows import Reckoned, reckon, window_for
from app.domain.labels import label
from app.domain.remedy import ProblemClass
from app.i18n import N_, _

_ID, _TITLE = "in_time", N_("申请是否在时限内")
# 《淘宝平台争议处理规则》 Art. 5: for these no time limit holds.
_NO_LIMIT = frozenset({LateGround.AUTHORITY, LateGround.PROVEN_FAULT, LateGround.LONGER_PROMISE})
_ARTICLE_5 = "《淘宝平台争议处理规则》第 5 条"


def _look(case: Case) -> CheckFinding | None:
    problem = case.ticket.problem
    if problem in NO_GOODS or problem is ProblemClass.LATE_SHIPMENT:
        return None
    if contradicted(case):
        text = _("物流记录已签收，买家说没有收到：先核实是谁签收的，再算时限。")
        return open_question(_ID, _TITLE, text)
    early = not_begun(case)
    if early:
        return passed(_ID, _TITLE, early)
    if problem is ProblemClass.UNKNOWN:
        return open_question(_ID, _TITLE, _("问题类别还没有判断，不知道适用哪个时限。"))
    start = start_of(case)
    if start is None:
        text = _("签收时间未知，不能计算时限。")
        return open_question(_ID, _TITLE, text, missing=(_("签收日期（物流签收记录的截图）"),))
    if case.ticket.applied_at < start.at:
        return passed(_ID, _TITLE, _("申请早于{what}，在时限内。").format(what=start.word))
    return _counted(case, start)


def _counted(case: Case, start: Start) -> CheckFinding:
    reckoned: list[tuple[Goods, Reckoned]] = []
    value = None
    every = goods_of(case)
    for goods in every:
        window = window_for(case, goods)
        if window is not None:
            reckoned.append((goods, reckon(case, start, window)))
        elif (value := case.rules.get(_key(case), goods.category)) is None:
            return _no_rule(case)
    if not reckoned:
        text = _("「{problem}」不设申请时限。").format(problem=label(case.ticket.problem))
        return passed(_ID, _TITLE, text, cited(value))
    applied = case.ticket.applied_at
    late = [(goods, one) for goods, one in reckoned if one.late_by(case, applied)]
    if not late:
        first = min((one for _goods, one in reckoned), key=_due)
        return passed(_ID, _TITLE, _in_time_text(case, first), first.window.rule, _sum(case, first))
    goods, worst = min(late, key=lambda pair: pair[1].due)
    if len(late) < len(every):
        names = "、".join(dict.fromkeys(item.name for item, _one in late))
        text = _("一部分商品已过时限：{names}，已过 {late}。其余在时限内，请分开处理。")
        shown = text.format(names=names, late=worst.late_by(case, applied))
        return open_question(_ID, _TITLE, shown, worst.window.rule, _sum(case, worst))
    return _too_late(case, goods, worst)


def _due(reckoned: Reckoned) -> datetime:
    return reckoned.due


def _key(case: Case) -> str:
    return f"window.{case.ticket.problem.value}"


def _no_rule(case: Case) -> CheckFinding:
    text = _("规则里没有写「{problem}」的申请时限，请由人判断。")
    return open_question(_ID, _TITLE, text.format(problem=label(case.ticket.problem)))


def _in_time_text(case: Case, one: Reckoned) -> str:
    left = (one.last_day - day_of(case, case.ticket.applied_at)).days
    if left < 1:
        return _("申请时在时限内，是最后一天。")
    return _("申请时在时限内，还剩 {n} 天。").format(n=left)


def _too_late(case: Case, goods: Goods, one: Reckoned) -> CheckFinding:
    late = one.late_by(case, case.ticket.applied_at)
    rule, total = one.window.rule, _sum(case, one)
    ground = case.ticket.late_ground
    if ground in _NO_LIMIT and ground is not None:
        text = _("已过 {late}；已登记「{ground}」，不受时限限制。")
        shown = text.format(late=late, ground=label(ground))
        return passed(_ID, _TITLE, shown, law(_ARTICLE_5), total)
    if ground is not None:
        text = _("已过 {late}；已登记「{ground}」，属于照顾处理，由有权限的人决定。")
        return open_question(_ID, _TITLE, text.format(late=late, ground=label(ground)), rule, total)
    if case.ticket.problem is ProblemClass.QUALITY and in_warranty(case, goods):
        text = _("已过 {late}，超过退换时限，但还在保修期内：可以维修。")
        return open_question(_ID, _TITLE, text.format(late=late), rule, total)
    text = _("已过 {late}。逾期不等于拒绝：有特殊情况的，请登记「逾期特殊处理」。")
    return refused(_ID, _TITLE, text.format(late=late), rule, total)


def _sum(case: Case, one: Reckoned) -> str:
    applied = case.ticket.applied_at
    late = one.late_by(case, applied)
    at = moment_text(case, applied) if one.by_hours else day_text(case, day_of(case, applied))
    end = _("已过 {late}").format(late=late) if late else _("在时限内")
    return _("{sum}；申请 {at}，{end}").format(sum=one.text, at=at, end=end)


CHECK = Check(_ID, _TITLE, _look)
