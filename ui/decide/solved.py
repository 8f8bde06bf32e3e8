"""Ending without a claim: a question answered, a difficulty explained away, no fault found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from app.clock import local_day
from app.domain.case import AdviceResult
from app.domain.contact import FollowUpKind, SolutionNote
from app.domain.drafts_case import FollowUpDraft
from app.domain.labels import label
from app.domain.remedy import ProblemClass
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.desk import Desk
from ui.forms import Form, LabelledField
from ui.widgets.day_field import DayField
from ui.widgets.fields import TextArea, TextField, Tick
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.services import Services

_WAITS: Final = AdviceResult.WAITS_FOR_DELIVERY
_LIKELY: Final = {
    ProblemClass.ENQUIRY: AdviceResult.ANSWERED,
    ProblemClass.USAGE: AdviceResult.GUIDED,
    ProblemClass.LOGISTICS: _WAITS,
}
_USUAL_WAIT: Final = timedelta(days=3)
_MORNING: Final = time(10)


@dataclass(frozen=True, slots=True)
class SolvedDraft:
    """How it ended, in words; `waits_until` (UTC) to look again; a note for the next time.

    `note_kept` hears the note's id: a second try after a refusal changes it, and adds none.
    """

    result: AdviceResult
    summary: str
    waits_until: datetime | None = None
    note: SolutionNote | None = None
    note_kept: Callable[[int], None] | None = None


class SolvedDialog(FormDialog):
    """The result, a summary, and the offer to keep what helped."""

    def __init__(self, ticket: Ticket, today: date, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("解答完毕"), primary=_("结束"), width=560, parent=parent)
        self._today = today
        self._note_id = 0
        said = _("没有退换、没有补偿，问题就解决了。")
        if ticket.facts.enquiry:
            said = _("{said}咨询不计入退货率和售后率。").format(said=said)
        self.explain(said)
        self.outcome = Segments(
            [(one, label(one)) for one in AdviceResult], _LIKELY.get(ticket.problem)
        )
        self.add("outcome", _("结果"), self.outcome)
        self.until = DayField(today + _USUAL_WAIT)
        self.until_field = self.add(
            "until", _("买家同意等到"), self.until, note=_("到这天上午 10 点提醒查看物流。")
        )
        self.summary = TextArea(
            lines=3, placeholder=_("怎样答复的，买家怎么说，例如 按说明书第 3 页重置后恢复正常")
        )
        self.add("summary", _("结案说明"), self.summary, required=True)
        self.keep = Tick(_("存为处理经验，以后按症状能找到"))
        self.kept["keep"] = self.keep
        self.keep.changed.connect(self.check)
        self.form.addWidget(self.keep)
        self.note = Form()
        self.title_text = TextField(_goods_of(ticket), longest=80)
        self.symptom = TextArea(lines=2, longest=500, placeholder=_("买家会怎么描述"))
        self.advice = TextArea(lines=3, longest=2000, placeholder=_("留空则用上面的结案说明"))
        for name, said, field in (
            ("note_title", _("经验的标题"), self.title_text),
            ("note_symptom", _("症状"), self.symptom),
            ("note_advice", _("处理办法"), self.advice),
        ):
            self.note.add(said, field)
            self.kept[name] = field
        self.note.changed.connect(self.check)
        self.note_field = LabelledField(_("不要写买家的姓名、电话、单号。"), self.note)
        self.form.addWidget(self.note_field)
        self.check()

    def check(self) -> None:
        self.until_field.setVisible(self.outcome.value() == _WAITS)
        self.note_field.setVisible(self.keep.value())
        super().check()

    def problem_now(self) -> str:
        if self.outcome.value() is None:
            return _("请选择「结果」。")
        if self.outcome.value() == _WAITS and (self.until.value() or self._today) <= self._today:
            return _("「买家同意等到」要在今天以后。")
        if self.keep.value() and not (self.title_text.value() and self.symptom.value()):
            return _("处理经验要有标题和症状；不保存就取消勾选。")
        return self.fields.problem() or self.note.problem()

    def draft(self) -> SolvedDraft:
        result = AdviceResult(str(self.outcome.value()))
        return SolvedDraft(
            result,
            self.summary.value(),
            self._waits_until() if result is _WAITS else None,
            self._note() if self.keep.value() else None,
            self._on_note,
        )

    def _waits_until(self) -> datetime:
        day = self.until.value() or self._today
        return datetime.combine(day, _MORNING, ZoneInfo(self.ticket.shop.zone)).astimezone(UTC)

    def _note(self) -> SolutionNote:
        skus = [line.sku for line in self.ticket.order.lines if _claims(self.ticket, line.id)]
        return SolutionNote(
            id=self._note_id,
            title=self.title_text.value(),
            symptom=self.symptom.value(),
            advice=self.advice.value() or self.summary.value(),
            sku=skus[0] if len(skus) == 1 else "",
        )

    def _on_note(self, note_id: int) -> None:
        self._note_id = note_id


def _claims(ticket: Ticket, line_id: int) -> bool:
    return any(line.line_id == line_id for line in ticket.lines)


def _goods_of(ticket: Ticket) -> str:
    """The one kind of goods it is about, as the beginning of a title."""
    titles = [line.title for line in ticket.order.lines if _claims(ticket, line.id) and line.title]
    return f"{titles[0]}：" if len(titles) == 1 else ""


def solved_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog on the shop's day."""
    today = local_day(desk.services.context.now(), ticket.shop.zone)
    return SolvedDialog(ticket, today, parent)


def solve(services: Services, t: Ticket, draft: SolvedDraft) -> Ticket:
    """End the ticket; the note first, because it is what may be refused for its words."""
    if draft.note is not None:
        kept = services.solution_notes.save(draft.note, t)
        if draft.note_kept is not None:
            draft.note_kept(kept.id)
    ended = services.cases.solved(t.id, t.version, draft.result, draft.summary)
    if draft.waits_until is None:
        return ended
    waits = FollowUpDraft(FollowUpKind.BUYER_WAITS, draft.waits_until, _("看买家收到货没有"))
    return services.contacts.plan_follow_up(ended.id, ended.version, waits)
