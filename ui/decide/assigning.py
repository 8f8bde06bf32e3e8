"""Whose ticket it is: everybody with what they have on their hands, and a suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.domain.access import roles_text
from app.domain.assigning import Hand
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.decide.one_of import Offered, OneOf
from ui.desk import Desk

if TYPE_CHECKING:
    from app.services import Services

NOBODY: Final = 0


class AssignDialog(FormDialog):
    """`draft()` is the id of whoever takes it, None for nobody."""

    def __init__(
        self,
        ticket: Ticket,
        hands: Sequence[Hand],
        suggested: Hand | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ticket, _("指派"), primary=_("指派"), width=460, parent=parent)
        self._hands = {one.staff_id: one for one in hands}
        now = next((one.staff_id for one in hands if one.name == ticket.assignee), NOBODY)
        self._before = now
        best = suggested.staff_id if suggested is not None else NOBODY
        self.who = OneOf([*(_offered(one, now, best) for one in hands), _nobody(now)], best or now)
        self.add("who", _("负责人"), self.who)
        self.check()

    def problem_now(self) -> str:
        if self.who.value() is None:
            return _("请选择负责人。")
        if self.who.value() == self._before:
            return _("现在就是这样指派的。")
        return self.fields.problem()

    def draft(self) -> int | None:
        return int(self.who.value() or NOBODY) or None


def _offered(hand: Hand, now: int, best: int) -> Offered:
    load = _("手上 {n} 张").format(n=hand.open_tickets)
    pill = _("现在") if hand.staff_id == now else _("建议") if hand.staff_id == best else ""
    return Offered(
        hand.staff_id,
        hand.name,
        f"{roles_text(hand.roles)} · {load}",
        pill=pill,
        tone="muted" if hand.staff_id == now else "info",
        blocked=""
        if hand.handles
        else _("{roles}，没有处理售后的权限").format(roles=roles_text(hand.roles)),
    )


def _nobody(now: int) -> Offered:
    return Offered(
        NOBODY,
        _("不指派"),
        _("放回公共队列，谁有空谁处理"),
        pill=_("现在") if now == NOBODY else "",
        tone="muted",
    )


def assign_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with the people of the desk."""
    cases = desk.services.cases
    best = cases.suggest(ticket.details, ticket.urgency)
    return AssignDialog(ticket, cases.hands(), best, parent)


def assign(services: Services, t: Ticket, staff_id: int | None) -> Ticket:
    """Give it to them."""
    return services.cases.assign(t.id, t.version, staff_id)
