"""What becomes of a recovery claim: filed with the other side, ended with or without money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.recovery import RECOVERY_OPEN, Recovery, RecoveryState
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.widgets.fields import Choice, TextArea, TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.services import Services

_ENDS = (
    RecoveryState.RECOVERED,
    RecoveryState.PARTLY,
    RecoveryState.REFUSED,
    RecoveryState.DROPPED,
)
_MONEY_CAME = frozenset({RecoveryState.RECOVERED, RecoveryState.PARTLY})


@dataclass(frozen=True, slots=True)
class FiledDraft:
    """Which claim was filed, over how much, and the number the other side gave."""

    recovery_id: int
    cents: int
    reference: str


@dataclass(frozen=True, slots=True)
class EndedDraft:
    """How a claim ended and what came back; 0 where nothing did."""

    recovery_id: int
    state: RecoveryState
    cents: int
    note: str


class _OnOne(FormDialog):
    """About one of the claims of a ticket."""

    def __init__(
        self,
        ticket: Ticket,
        words: tuple[str, str],
        states: frozenset[RecoveryState],
        parent: QWidget | None,
    ) -> None:
        title, primary = words
        super().__init__(ticket, title, primary=primary, columns=2, width=520, parent=parent)
        self._states = states
        first = next(iter(self._open()), None)
        self.which = Choice(self._options(), first.id if first else None, placeholder=_("请选择"))
        self.add("which", _("哪一笔"), self.which, span=True)

    def _open(self) -> tuple[Recovery, ...]:
        return tuple(one for one in self.ticket.recoveries if one.state in self._states)

    def _options(self) -> list[tuple[object, str]]:
        return [(one.id, claim_text(one)) for one in self._open()]

    @property
    def one(self) -> Recovery | None:
        """The claim that is chosen."""
        return next((one for one in self._open() if one.id == self.which.value()), None)

    def choose(self, row_id: int) -> None:
        self.which.set_value(row_id)

    def ticket_changed(self) -> None:
        self.which.set_options(self._options(), self.which.value())

    def problem_now(self) -> str:
        if self.one is None:
            return _("没有可以办的追偿，请重新查看。")
        return self.fields.problem()


class FileRecoveryDialog(_OnOne):
    """The other side has the claim now."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        words = (_("提交追偿"), _("记录提交"))
        super().__init__(ticket, words, frozenset({RecoveryState.OPENED}), parent)
        self._shown: int | None = None
        self.amount = MoneyEdit(ticket.order.currency, least=1)
        self.add("amount", _("提交的金额"), self.amount, required=True)
        self.reference = TextField(longest=80, placeholder=_("工单号、邮件标题或受理编号"))
        self.add("reference", _("对方的受理编号"), self.reference, required=True)
        self.check()

    def check(self) -> None:
        one = self.one
        if one is not None and one.id != self._shown:
            self._shown = one.id
            self.amount.set_value(one.filed_cents)
        super().check()

    def draft(self) -> FiledDraft:
        one = self.one
        return FiledDraft(one.id if one else 0, self.amount.value() or 0, self.reference.value())


class EndRecoveryDialog(_OnOne):
    """What came of it; nothing came: why."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, (_("追偿结果"), _("记录结果")), RECOVERY_OPEN, parent)
        self.state = Segments([(one, label(one)) for one in _ENDS], None)
        self.add("state", _("结果"), self.state, span=True)
        self.amount = MoneyEdit(ticket.order.currency, least=1)
        self._amount_place = self.add("amount", _("追回的金额"), self.amount, required=True)
        self.note = TextArea(lines=2, placeholder=_("例如 按保价条款赔；或超过索赔期限"))
        self.add("note", _("说明（内部）"), self.note, span=True)
        self._suggested: int | None = None
        self.check()

    @property
    def _state(self) -> RecoveryState | None:
        value = self.state.value()
        return RecoveryState(str(value)) if value is not None else None

    def check(self) -> None:
        self._amount_place.setVisible(self._state in _MONEY_CAME)
        one = self.one
        whole = one.filed_cents if one and self._state is RecoveryState.RECOVERED else None
        if self.amount.value() == self._suggested and whole != self._suggested:
            self._suggested = whole
            self.amount.set_value(whole)
        super().check()

    def problem_now(self) -> str:
        found = super().problem_now()
        if found:
            return found
        if self._state is None:
            return _("请选择追偿的结果。")
        if self._state not in _MONEY_CAME and not self.note.value():
            return _("请写明对方为什么拒绝，或为什么放弃。")
        return self._against_the_claim()

    def _against_the_claim(self) -> str:
        """The amount must fit the outcome."""
        asked = self.one.filed_cents if self.one else None
        cents = self.amount.value() or 0
        if asked is None or self._state not in _MONEY_CAME:
            return ""
        if self._state is RecoveryState.PARTLY and cents >= asked:
            return _("追回的不少于要求的金额，请选「已追回」。")
        if self._state is RecoveryState.RECOVERED and cents < asked:
            return _("追回的少于要求的金额，请选「部分追回」。")
        return ""

    def draft(self) -> EndedDraft:
        one = self.one
        came = self._state in _MONEY_CAME
        return EndedDraft(
            one.id if one else 0,
            self._state or RecoveryState.DROPPED,
            (self.amount.value() or 0) if came else 0,
            self.note.value(),
        )


def claim_text(one: Recovery) -> str:
    """`快递公司 ¥ 258.00（已提交）`."""
    shown = Money(one.filed_cents or 0, one.currency)
    return _("{whom} {cents}（{state}）").format(
        whom=label(one.against), cents=shown, state=label(one.state)
    )


def file_recovery(services: Services, t: Ticket, draft: FiledDraft) -> Ticket:
    return services.recoveries.file_recovery(
        t.id, t.version, draft.recovery_id, draft.cents, draft.reference
    )


def end_recovery(services: Services, t: Ticket, draft: EndedDraft) -> Ticket:
    return services.recoveries.end_recovery(
        t.id, t.version, draft.recovery_id, draft.state, draft.cents, draft.note
    )
