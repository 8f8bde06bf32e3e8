"""Opening a recovery claim: whom from, how much, until when; what is proposed stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from app.clock import local_day
from app.domain.evidence import EvidenceKind
from app.domain.labels import label
from app.domain.liability_advice import evidence_missing
from app.domain.money import Money
from app.domain.recovery import RecoveryFrom
from app.domain.recovery_proposal import Proposal, proposals
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.desk import Desk
from ui.widgets.fields import DayField, TextArea
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.services import Services

_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """Whom to claim from, how much (cents of the ticket's currency), until when (UTC) to file it."""

    against: RecoveryFrom
    cents: int
    due_at: datetime
    note: str


class OpenRecoveryDialog(FormDialog):
    """What the finding proposes stands in the fields until somebody types something else."""

    def __init__(
        self,
        ticket: Ticket,
        due_by: Callable[[Ticket], datetime],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`due_by`: until when (UTC) to file by the rule of the shop."""
        super().__init__(
            ticket, _("登记追偿"), primary=_("登记"), columns=2, width=560, parent=parent
        )
        self._today = today
        self._suggested: int | None = None
        first = self._proposals[0].against if self._proposals else RecoveryFrom.COURIER
        self.explain(
            _("买家由本店先赔，再向真正的责任方追回；追回多少记在这里，月报的净成本随之减少。")
        )
        self.against = Segments([(one, label(one)) for one in RecoveryFrom], first)
        self.add("against", _("向谁追"), self.against, span=True)
        self.amount = MoneyEdit(ticket.order.currency, least=1)
        self.add("amount", _("要求赔多少"), self.amount, required=True)
        last = (due_by(ticket) - _MOMENT).astimezone(ZoneInfo(ticket.shop.zone)).date()
        self.due = DayField(last)
        self.add("due", _("最晚哪天提交"), self.due)
        self.note = TextArea(lines=2, placeholder=_("例如 外箱压坏，签收时拍照；保价 500"))
        self.add("note", _("依据和经过（内部）"), self.note, span=True)
        self.told = self.remark("", "info")
        self.check()

    @property
    def _proposals(self) -> tuple[Proposal, ...]:
        return proposals(self.ticket)

    @property
    def _against(self) -> RecoveryFrom:
        return RecoveryFrom(str(self.against.value()))

    def check(self) -> None:
        self._suggest()
        self.told.say(self._facts(), "info")
        super().check()

    def _suggest(self) -> None:
        """The amount follows the party until a person typed another one."""
        found = next((one.cents for one in self._proposals if one.against is self._against), None)
        if self.amount.value() == self._suggested and found != self._suggested:
            self._suggested = found
            self.amount.set_value(found)

    def _facts(self) -> str:
        ticket, order = self.ticket, self.ticket.order
        parts = []
        for one in self._proposals:
            if one.against is self._against and one.cents is not None:
                spent = Money(one.cents, one.currency)
                text = _("本单已付和损失的货合计 {cents}。")
                if one.percent < 100:
                    text = _("本单已付和损失的货按 {percent}% 算是 {cents}。")
                parts.append(text.format(cents=spent, percent=one.percent))
        if self._against is RecoveryFrom.COURIER:
            waybill = " ".join(part for part in (order.courier, order.tracking) if part)
            parts.append(
                _("运单：{waybill}。").format(waybill=waybill) if waybill else _("没有运单号。")
            )
            if evidence_missing(ticket, (EvidenceKind.COURIER_CERTIFICATE,)):
                parts.append(_("还没有快递证明，先请快递出具。"))
        return "".join(parts)

    def problem_now(self) -> str:
        day = self.due.value()
        if day is not None and day < self._today:
            return _("提交期限不能早于今天。")
        return self.fields.problem()

    def draft(self) -> OpenDraft:
        zone = ZoneInfo(self.ticket.shop.zone)
        after = (self.due.value() or self._today) + timedelta(days=1)
        until = datetime.combine(after, time(), zone).astimezone(UTC)
        return OpenDraft(self._against, self.amount.value() or 0, until, self.note.value())


def open_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with the limit of the shop's rule."""
    services = desk.services
    today = local_day(services.context.now(), ticket.shop.zone)
    return OpenRecoveryDialog(ticket, services.recoveries.due_by, today, parent)


def open_recovery(services: Services, t: Ticket, draft: OpenDraft) -> Ticket:
    return services.recoveries.open_recovery(
        t.id, t.version, draft.against, draft.cents, draft.due_at, draft.note
    )
