"""Decisions without money: an apology, an explanation, a request to apply again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.decisions import APPLIED_FOR
from app.domain.labels import label
from app.domain.remedy import ApologyKind, ReapplyCause, Remedy
from app.domain.settlement.types import Choices
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.decide.part import Given, Part, labelled
from ui.decide.platform_reasons import reason_options
from ui.widgets.fields import Choice
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel


class ApologyChoice(Part):
    """Sorry for a fault, or how things are."""

    label = N_("这次是")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = Segments([(one, label(one)) for one in ApologyKind], ApologyKind.APOLOGY)
        self.what.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.what)
        self.setFocusProxy(self.what)

    def start(self, given: Given) -> None:
        self.what.set_value(given.proposed.apology)

    def fill(self, choices: Choices) -> Choices:
        return replace(choices, apology=ApologyKind(str(self.what.value())))

    def kept(self) -> Mapping[str, object]:
        return {"apology": self.what}


class ReapplyChoice(Part):
    """Only where the type or the reason is genuinely wrong; never to relabel a true one."""

    def __init__(
        self, ticket: Ticket, listed: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        """`listed`: the reasons buyers choose from on the platform."""
        super().__init__(parent)
        self._applied = PlainLabel("", "muted", wrap=True)
        self.cause = Segments([(one, label(one)) for one in ReapplyCause])
        self.remedy = Choice([(one, label(one)) for one in APPLIED_FOR], placeholder=_("请选择"))
        self.reason = Choice(reason_options(ticket, listed), placeholder=_("请选择"))
        self._remedy = labelled(_("正确的申请类型"), self.remedy)
        self._reason = labelled(_("正确的申请原因"), self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._applied)
        column.addWidget(labelled(_("哪里选错了"), self.cause))
        column.addWidget(self._remedy)
        column.addWidget(self._reason)
        for field in (self.cause, self.remedy, self.reason):
            field.changed.connect(self._on_field)
        self.setFocusProxy(self.cause)
        self._show_cause()

    def start(self, given: Given) -> None:
        proposed = given.proposed
        self.cause.set_value(proposed.reapply_cause)
        self.remedy.set_value(proposed.reapply_remedy)
        reason = proposed.reapply_reason
        options = reason_options(given.ticket, given.situation.reasons)
        if reason and reason not in dict(options):
            options = ((reason, reason), *options)
        self.reason.set_options(options, reason or None)

    def show_ticket(self, given: Given) -> None:
        asked = given.situation.platform_remedy or given.ticket.requested
        self._applied.setText(
            _("平台上的申请：{remedy}，原因「{reason}」。只在确实选错时使用。").format(
                remedy=label(asked) if asked is not None else _("类型未知"),
                reason=given.ticket.platform_reason or _("未填"),
            )
        )

    def fill(self, choices: Choices) -> Choices:
        cause = self._cause
        remedy = self.remedy.value() if cause is ReapplyCause.WRONG_TYPE else None
        reason = self.reason.value() if cause is ReapplyCause.WRONG_REASON else None
        return replace(
            choices,
            reapply_cause=cause,
            reapply_remedy=Remedy(str(remedy)) if remedy is not None else None,
            reapply_reason=str(reason or ""),
        )

    def problem(self) -> str:
        cause = self._cause
        if cause is None:
            return _("请选择哪里选错了：申请类型，还是申请原因。")
        if cause is ReapplyCause.WRONG_TYPE and self.remedy.value() is None:
            return _("请选择正确的申请类型。")
        if cause is ReapplyCause.WRONG_REASON and self.reason.value() is None:
            return _("请选择正确的申请原因。")
        return ""

    def kept(self) -> Mapping[str, object]:
        return {
            "reapply_cause": self.cause,
            "reapply_remedy": self.remedy,
            "reapply_reason": self.reason,
        }

    @property
    def _cause(self) -> ReapplyCause | None:
        value = self.cause.value()
        return ReapplyCause(str(value)) if value is not None else None

    def _show_cause(self) -> None:
        self._remedy.setVisible(self._cause is ReapplyCause.WRONG_TYPE)
        self._reason.setVisible(self._cause is ReapplyCause.WRONG_REASON)

    def _on_field(self) -> None:
        self._show_cause()
        self.changed.emit()
