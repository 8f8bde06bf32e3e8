"""A verdict somebody sees otherwise than the program: which, what instead, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.checks import CheckFinding, Verdict
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.desk import Desk
from ui.forms import LabelledField
from ui.widgets.fields import Choice, TextArea
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from app.services import Services


@dataclass(frozen=True, slots=True)
class OverrideDraft:
    """The check, the verdict that shall hold, and the reason."""

    check: str
    verdict: Verdict
    reason: str


class OverrideDialog(FormDialog):
    """The program's own verdict stays to be read beside the one that holds."""

    def __init__(
        self, ticket: Ticket, findings: Sequence[CheckFinding], parent: QWidget | None = None
    ) -> None:
        super().__init__(ticket, _("改判核实结论"), primary=_("改判"), width=560, parent=parent)
        self._findings = {one.check: one for one in findings}
        self._order = [one.check for one in findings]
        self.which = Choice(
            [(one.check, f"{one.title}（{label(one.verdict)}）") for one in findings],
            placeholder=_("请选择"),
        )
        self.add("which", _("哪一项"), self.which, required=True)
        self.seen = PlainLabel("", "muted", wrap=True)
        self.form.addWidget(self.seen)
        self.verdict = Segments([(one, label(one)) for one in Verdict])
        self._below("verdict", _("改为"), self.verdict)
        self.reason = TextArea(
            lines=3, placeholder=_("例如 物流显示 11-21 代收点签收，买家 11-23 才取到")
        )
        self._below("reason", _("理由（写入时间线，不能修改）"), self.reason)
        self.check()

    def _below(self, name: str, said: str, field: Segments | TextArea) -> None:
        """A field under the words about the check, which stand in no form."""
        self.kept[name] = field
        field.changed.connect(self.check)
        self.form.addWidget(LabelledField(said, field))

    def choose(self, row_id: int) -> None:
        if 0 < row_id <= len(self._order):
            self.which.set_value(self._order[row_id - 1])

    def _finding(self) -> CheckFinding | None:
        return self._findings.get(str(self.which.value() or ""))

    def check(self) -> None:
        finding = self._finding()
        self.seen.setText(_seen(finding) if finding is not None else "")
        self.seen.setVisible(finding is not None)
        super().check()

    def problem_now(self) -> str:
        finding = self._finding()
        if not self._order:
            return _("这张单没有要核对的项目。")
        if finding is None:
            return _("请选择要改判的一项。")
        if self.verdict.value() is None:
            return _("请选择改为什么结论。")
        if self.verdict.value() == finding.verdict:
            return _("现在就是「{verdict}」。").format(verdict=label(finding.verdict))
        if not self.reason.value():
            return _("请写明理由，以后查得到。")
        return self.reason.problem()

    def draft(self) -> OverrideDraft:
        return OverrideDraft(
            str(self.which.value()), Verdict(str(self.verdict.value())), self.reason.value()
        )


def _seen(finding: CheckFinding) -> str:
    """The fact, the sum and the rule, one a line."""
    lines = [finding.fact, finding.arithmetic, finding.rule.source]
    if finding.found is not None and finding.found is not finding.verdict:
        lines.append(_("程序原来的结论：{verdict}").format(verdict=label(finding.found)))
    return "\n".join(line for line in dict.fromkeys(lines) if line)


def override_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with the review as it is now."""
    return OverrideDialog(ticket, desk.services.checking.review(ticket), parent)


def override(services: Services, t: Ticket, draft: OverrideDraft) -> Ticket:
    """Let the other verdict hold."""
    return services.checking.override(t.id, t.version, draft.check, draft.verdict, draft.reason)
