"""`limits`: up to how much each role decides alone."""

from __future__ import annotations

import argparse

from app.domain import money
from app.domain.access import GRANTS, ROLE_NAMES, Permission, Role
from app.domain.approval import Limit, LimitScope
from app.domain.labels import label
from app.domain.money import Money
from app.domain.remedy import Remedy
from app.errors import NotFound, RuleViolation
from app.i18n import _
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import existing, let_act
from ui.cli.members import member
from ui.cli.terminal import note, out, out_json_array, padded

_ANY = ("any", "不限")
_HOME = "CNY"
_SCOPES = {scope.value: label(scope) for scope in LimitScope}
_REMEDIES = {remedy.value: label(remedy) for remedy in Remedy}
# The owner is never limited, and who decides nothing has nothing to be limited in.
_LIMITED = {
    role.value: ROLE_NAMES[role]
    for role in Role
    if role is not Role.OWNER and Permission.DECIDE in GRANTS[role]
}


def run(parsed: argparse.Namespace) -> int:
    """List the limits, or change one of them."""
    doing = parsed.doing or "list"
    wanted = None if doing == "list" else _wanted(parsed, doing)
    with existing(parsed) as desk:
        if wanted is not None:
            let_act(desk, getattr(parsed, "person", ""))
            desk.services.limits.save(_changed(desk.services.limits.all(), wanted, doing))
        _list(desk, as_json=parsed.json)
    return exit_codes.DONE


def _wanted(parsed: argparse.Namespace, doing: str) -> Limit:
    """The limit that is meant; what it comes to counts for `set` only."""
    currency = parsed.currency.strip().upper()
    if not currency.isascii() or not currency.isalpha() or len(currency) != 3:
        raise RuleViolation(_("「{text}」不是币种，请写成 CNY 这样。").format(text=parsed.currency))
    cents = None
    if doing == "set" and parsed.amount.strip().lower() not in _ANY:
        cents = money.parse(parsed.amount, currency)
    return Limit(
        role=member(Role, _LIMITED, parsed.role, "limits"),
        scope=member(LimitScope, _SCOPES, parsed.scope, "limits"),
        cents=cents,
        remedy=member(Remedy, _REMEDIES, parsed.remedy, "limits") if parsed.remedy else None,
        currency=currency,
    )


def _changed(limits: tuple[Limit, ...], wanted: Limit, doing: str) -> tuple[Limit, ...]:
    others = tuple(limit for limit in limits if _same(limit) != _same(wanted))
    if doing == "set":
        return (*others, wanted)
    if len(others) == len(limits):
        raise NotFound(_("没有这一项额度，没有改动。"), _("可以用 limits 查看。"))
    return others


def _same(limit: Limit) -> tuple[Role, LimitScope, Remedy | None, str]:
    return limit.role, limit.scope, limit.remedy, limit.currency


def _list(desk: Opened, *, as_json: bool) -> None:
    limits = sorted(desk.services.limits.all(), key=_place)
    if as_json:
        out_json_array(map(_as_json, limits))
        return
    for limit in limits:
        out(_line(limit))
    if not desk.services.limits.saved():
        note(_("这是本软件的建议值，还没有人改过。"))
    elif not limits:
        note(_("没有额度：每个人都可以自己决定任何金额。"))


def _place(limit: Limit) -> tuple[object, ...]:
    scopes, remedies = list(LimitScope), list(Remedy)
    return (
        list(Role).index(limit.role),
        scopes.index(limit.scope),
        remedies.index(limit.remedy) if limit.remedy else -1,
        limit.currency,
    )


def _line(limit: Limit) -> str:
    amount = _("不限") if limit.cents is None else str(Money(limit.cents, limit.currency))
    if limit.cents is None and limit.currency != _HOME:
        amount = f"{amount} {limit.currency}"
    return "  ".join(
        (
            padded(_(ROLE_NAMES[limit.role]), 6),
            padded(label(limit.scope), 16),
            padded(label(limit.remedy) if limit.remedy else _("任何方式"), 10),
            amount,
        )
    )


def _as_json(limit: Limit) -> dict[str, object]:
    """One limit; the keys are stable."""
    return {
        "role": limit.role.value,
        "scope": limit.scope.value,
        "remedy": limit.remedy.value if limit.remedy else None,
        "currency": limit.currency,
        "amount_minor": limit.cents,
    }
