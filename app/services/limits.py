"""Up to how much each role decides alone: this program's proposal until the owner saves another."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.access import Permission, Role
from app.domain.approval import DEFAULT_LIMITS, Limit, LimitScope
from app.domain.history import DESK_CHAIN
from app.domain.remedy import Remedy
from app.errors import RuleViolation
from app.i18n import _
from app.model.reading import Reader, Values
from app.model.tables import Setting, SpendingLimit
from app.services.context import Context

_SAVED_KEY = "limits_saved"


class LimitService:
    """The limits of the desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Limit, ...]:
        """Every limit, the proposed ones while nobody has saved any."""
        return load_limits(self._context.read())

    def saved(self) -> bool:
        """Whether the shop has made the limits its own; else they are proposals and shown so."""
        return self._context.read().one(Setting, key=_SAVED_KEY) is not None

    def save(self, limits: Iterable[Limit]) -> tuple[Limit, ...]:
        """Put these in the place of all limits; none at all means that everybody decides alone.

        Raises `RuleViolation` for a negative amount and for two limits on the same thing.
        """
        wanted = tuple(limits)
        _check(wanted)
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("修改审批额度"))
            for row in write.find(SpendingLimit):
                write.delete(SpendingLimit, int(row["id"]))
            for limit in wanted:
                write.insert(
                    SpendingLimit,
                    role=limit.role.value,
                    remedy=limit.remedy.value if limit.remedy else "",
                    scope=limit.scope.value,
                    currency=limit.currency,
                    amount_cents=limit.cents,
                )
            if write.one(Setting, key=_SAVED_KEY) is None:
                write.insert(Setting, key=_SAVED_KEY, value="1")
            write.event(DESK_CHAIN, "limits_changed", {"limits": len(wanted)})
            write.touch("limit", 0)
        return self.all()


def load_limits(read: Reader) -> tuple[Limit, ...]:
    """The limits as they stand, inside and outside a write."""
    if read.one(Setting, key=_SAVED_KEY) is None:
        return DEFAULT_LIMITS
    return tuple(_limit(row) for row in read.find(SpendingLimit))


def _limit(row: Values) -> Limit:
    return Limit(
        role=Role(row["role"]),
        scope=LimitScope(row["scope"]),
        cents=row["amount_cents"],
        remedy=Remedy(row["remedy"]) if row["remedy"] else None,
        currency=str(row["currency"]),
    )


def _check(limits: tuple[Limit, ...]) -> None:
    if any(limit.cents is not None and limit.cents < 0 for limit in limits):
        raise RuleViolation(_("额度不能是负数，没有保存。"))
    named = [(limit.role, limit.scope, limit.remedy, limit.currency) for limit in limits]
    if len(set(named)) != len(named):
        raise RuleViolation(_("同一个角色、方式和范围写了两次额度，没有保存。"))
