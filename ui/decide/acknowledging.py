"""Why something was not done in time: one of six causes, and a word to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from app.domain.deadlines.clock import OverdueCause
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.widgets.fields import Choice, TextArea

if TYPE_CHECKING:
    from app.services import Services


@dataclass(frozen=True, slots=True)
class CauseDraft:
    """The cause, and what is to be known beside it."""

    cause: OverdueCause
    note: str


class AcknowledgeDialog(FormDialog):
    """What ran out on the ticket, and the field for why."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("登记超时原因"), primary=_("登记"), parent=parent)
        self.explain(_late(ticket))
        self.cause = Choice(
            [(one.value, label(one)) for one in OverdueCause], placeholder=_("请选择")
        )
        self.add("cause", _("原因"), self.cause, required=True)
        self.note = TextArea(lines=2, placeholder=_("例如 大促第一天，两人请假"))
        self.add("note", _("说明（可不填）"), self.note)
        self.check()

    def problem_now(self) -> str:
        return self.fields.problem() if self.cause.value() else _("请选择原因。")

    def draft(self) -> CauseDraft:
        return CauseDraft(OverdueCause(str(self.cause.value())), self.note.value())


def _late(ticket: Ticket) -> str:
    """`核实 应在 11-23 18:00 前；…`: everything that has no cause yet."""
    zone = ZoneInfo(ticket.shop.zone)
    return _("；").join(
        _("{what} 应在 {time} 前").format(
            what=label(one.kind), time=f"{one.due_at.astimezone(zone):%m-%d %H:%M}"
        )
        for one in ticket.breaches
        if one.acknowledged_at is None
    )


def acknowledge(services: Services, t: Ticket, draft: CauseDraft) -> Ticket:
    """Keep why it was late."""
    return services.clocks.acknowledge(t.id, t.version, draft.cause, draft.note)
