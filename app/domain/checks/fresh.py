"""Perishable goods: the most that may be refunded for the share that has gone bad."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.checks.said import cited, open_question, passed
from app.domain.checks.seen import FAULTS, Goods, goods_of
from app.domain.checks.types import Case, Check, CheckFinding, Cited
from app.domain.money import Money, unit_share
from app.domain.remedy import ProblemClass
from app.i18n import N_, _

_ID, _TITLE = "bad_share", N_("坏损比例与最多可退")
_KEY = "goods.bad_share_steps"


def _look(case: Case) -> CheckFinding | None:
    if case.ticket.problem not in FAULTS | {ProblemClass.LOGISTICS}:
        return None
    goods = next((one for one in goods_of(case) if case.rules.words(_KEY, one.category)), None)
    if goods is None:
        return None
    rule = cited(case.rules.get(_KEY, goods.category))
    bad = case.ticket.details.bad_percent
    if bad is None:
        asked = (_("坏了多少（占总数或总重的百分之几），请把坏的和好的分开拍照"),)
        return open_question(_ID, _TITLE, _("还不知道坏损的比例。"), rule, missing=asked)
    if bad <= 0:
        return open_question(_ID, _TITLE, _("登记的坏损是 0%，请核对。"), rule)
    most = _most(steps(case.rules.words(_KEY, goods.category)), bad)
    if most is None:
        text = _("坏损 {bad}%，规则里没有对应的比例。").format(bad=bad)
        return open_question(_ID, _TITLE, text, rule)
    return _told(case, goods, rule, bad, most)


def steps(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """`29:30`: up to and including 29 % bad, at most 30 % of what was paid."""
    for word in words:
        bad, colon, most = word.partition(":")
        if colon and bad.strip().isdecimal() and most.strip().isdecimal():
            yield int(bad), int(most)


def _most(known: Iterator[tuple[int, int]], bad: int) -> int | None:
    return next((most for up_to, most in sorted(known) if bad <= up_to), None)


def _told(case: Case, goods: Goods, rule: Cited, bad: int, most: int) -> CheckFinding:
    text = _("坏损 {bad}%，最多退所付的 {most}%。").format(bad=bad, most=most)
    paid = _paid(goods)
    if paid is None:
        return passed(_ID, _TITLE, text, rule)
    currency = case.ticket.order.currency
    cap = paid * most // 100
    total = f"{Money(paid, currency)} × {most}% ＝ {Money(cap, currency)}"
    asked = case.ticket.requested_cents
    if asked is not None and asked > cap:
        shown = _("{text}买家申请 {asked}，高于 {cap}。").format(
            text=text, asked=Money(asked, currency), cap=Money(cap, currency)
        )
        return open_question(_ID, _TITLE, shown, rule, total)
    return passed(_ID, _TITLE, text, rule, total)


def _paid(goods: Goods) -> int | None:
    """What was paid for the claimed pieces, else for the whole line; None while unknown."""
    line = goods.line
    if line is None or line.paid_share_cents is None:
        return None
    if not goods.ordinals or not line.quantity:
        return line.paid_share_cents
    pieces = [k for k in goods.ordinals if k <= line.quantity]
    return sum(unit_share(line.paid_share_cents, k, line.quantity) for k in pieces)


FRESH = (Check(_ID, _TITLE, _look),)
