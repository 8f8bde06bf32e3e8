"""Whether somebody else must agree, as lines among the checks of a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.access import ROLE_NAMES, Role
from app.domain.approval import Need, Standing, approver_role, lowest_limit
from app.domain.money import Money
from app.domain.settlement.types import Breakdown, Choices
from app.i18n import _
from ui.tokens import Tone


def approval_rows(
    standing: Standing | None, choices: Choices, breakdown: Breakdown, needs: Sequence[Need]
) -> tuple[tuple[str, Tone], ...]:
    """(sentence, tone); nothing in a shop of one person, nor for the owner."""
    if standing is None or standing.people < 2 or Role.OWNER in standing.roles:
        return ()
    return tuple(_rows(standing, choices, breakdown, needs))


def _rows(
    standing: Standing, choices: Choices, breakdown: Breakdown, needs: Sequence[Need]
) -> Iterator[tuple[str, Tone]]:
    if needs:
        role = _(ROLE_NAMES[approver_role(needs)])
        lines = "".join(f"\n{need.text}" for need in needs)
        yield _("提交后等{role}审批：{texts}").format(role=role, texts=lines), "warn"
        return
    limit = lowest_limit(standing, choices.remedy, breakdown.currency)
    if limit is not None and breakdown.cost_cents:
        shown = Money(limit, breakdown.currency)
        yield _("低于审批线 {limit}，无需主管").format(limit=shown), "muted"
