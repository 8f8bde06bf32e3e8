"""The dialogs of follow-ups: planning one, and saying what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.domain.contact import CHECKED, FollowUp, FollowUpKind
from app.domain.deadlines.wording import end_text
from app.domain.drafts_case import FollowUpDraft
from app.domain.follow_up_times import Preset
from app.domain.labels import label
from app.domain.staff import Person
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.desk import Desk
from ui.widgets.fields import Choice, TextArea
from ui.widgets.flow import Flow
from ui.widgets.moment_field import MomentField
from ui.widgets.pill import Chip
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from app.services import Services

_PLACEHOLDERS: Final = {
    FollowUpKind.CALL_BACK: N_("例如 下班前打电话问换货尺码"),
    FollowUpKind.PROMISE: N_("答应了买家什么，例如 周三前给出检测结果"),
    FollowUpKind.PROGRESS: N_("例如 每天告诉买家快递赔付到哪一步（可以不写）"),
    FollowUpKind.BUYER_WAITS: N_("例如 买家同意等到货再决定（可以不写）"),
    FollowUpKind.OTHER: N_("要做什么"),
}
_MAY_BE_SILENT: Final = frozenset(FollowUpKind) - {FollowUpKind.PROMISE, FollowUpKind.OTHER}
_KEPT, _BROKEN = "kept", "broken"
_SCORES: Final = (
    N_("1 很不满意"), N_("2 不满意"), N_("3 一般"), N_("4 满意"), N_("5 很满意"),
)  # fmt: skip
_NO_SCORE: Final = 0


class FollowUpDialog(FormDialog):
    """What, when, by whom. A chip sets the time; day and hour can still be typed."""

    def __init__(
        self,
        ticket: Ticket,
        times: Sequence[Preset],
        people: Sequence[Person],
        me: int,
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ticket, _("安排跟进"), primary=_("安排"), width=600, parent=parent)
        self._now = now
        self._times = tuple(times)
        self.kind = Choice([(one, label(one)) for one in FollowUpKind], FollowUpKind.CALL_BACK)
        self.what = TextArea(lines=2)
        self.at = MomentField(self._usual(), ticket.shop.zone)
        self.times = _Times(self._times, self.at, ticket.shop.zone)
        self.owner = Choice([(one.id, _("我") if one.id == me else one.name) for one in people], me)
        self.add("kind", _("跟进什么"), self.kind)
        self.add("what", _("内容（内部记录）"), self.what)
        self.fields.add(_("什么时候"), self.times)
        self.add("at", _("截止"), self.at)
        self.add("owner", _("由谁跟进"), self.owner)
        self.kind.changed.connect(self._on_kind)
        self._on_kind()

    def _usual(self) -> datetime:
        """The end of today while there is one, else the first of the times, else now."""
        if not self._times:
            return self._now
        return self._times[min(1, len(self._times) - 1)].at

    def first_field(self) -> QWidget | None:
        return self.what

    def _kind(self) -> FollowUpKind:
        return FollowUpKind(str(self.kind.value()))

    def _on_kind(self) -> None:
        self.what.setPlaceholderText(_(_PLACEHOLDERS.get(self._kind(), N_("可以不写"))))
        self.check()

    def problem_now(self) -> str:
        found = self.fields.problem()
        if found:
            return found
        at = self.at.value()
        if at is None or at <= self._now:
            return _("跟进的时间已经过了，请改成以后的时间。")
        if not self.what.value() and self._kind() not in _MAY_BE_SILENT:
            return _("请写明要跟进什么，或者答应了买家什么。")
        return ""

    def draft(self) -> FollowUpDraft:
        return FollowUpDraft(
            self._kind(), self.at.value() or self._now, self.what.value(), _id(self.owner)
        )


def _id(field: Choice) -> int | None:
    chosen = field.value()
    return None if chosen is None else int(str(chosen))


class _Times(QWidget):
    """One chip for each preset; the one whose time stands in the field is marked."""

    def __init__(self, times: Sequence[Preset], field: MomentField, zone: str) -> None:
        super().__init__()
        self._times, self._field = tuple(times), field
        self.chips: list[Chip] = []
        flow = Flow(6, self)
        for one in self._times:
            chip = Chip(one.name)
            chip.set_tip(end_text(one.at, zone))
            chip.clicked.connect(self._on_chip)
            flow.addWidget(chip)
            self.chips.append(chip)
        field.changed.connect(self._mark)
        self._mark()

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and chip in self.chips:
            self._field.set_value(self._times[self.chips.index(chip)].at)

    def _mark(self) -> None:
        now = self._field.value()
        for chip, one in zip(self.chips, self._times, strict=True):
            chip.setChecked(now is not None and abs((one.at - now).total_seconds()) < 60)


def open_follow_ups(ticket: Ticket) -> tuple[FollowUp, ...]:
    """What nobody has seen to yet, the earliest first."""
    return tuple(sorted((f for f in ticket.follow_ups if f.done_at is None), key=_due))


def _due(one: FollowUp) -> datetime:
    return one.due_at


@dataclass(frozen=True, slots=True)
class DoneDraft:
    """Which follow-up, what came of it. `kept`, `satisfaction`: None where nobody was asked."""

    follow_up_id: int
    result: str
    kept: bool | None = None
    satisfaction: int | None = None


class FollowUpDoneDialog(FormDialog):
    """It was seen to: how it stands, how content the buyer is, in words what matters."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("跟进完成"), primary=_("完成"), width=560, parent=parent)
        self.what = PlainLabel("", wrap=True)
        self.form.addWidget(self.what)
        self.which = Choice()
        self._which = self.add("which", _("哪一件"), self.which)
        self._answers = ("", "")
        self.kept_now = Segments([(_KEPT, ""), (_BROKEN, "")])
        self._kept_row = self.add("kept", _("结果"), self.kept_now)
        scores = [(_NO_SCORE, _("没有问"))]
        scores += [(place, _(words)) for place, words in enumerate(_SCORES, 1)]
        self.score = Segments(scores, _NO_SCORE)
        self._score_row = self.add("score", _("买家满意吗"), self.score)
        self.said = TextArea(lines=3)
        self.add("result", _("情况（内部记录）"), self.said)
        self.again = self.remark("", "warn")
        self._show_rows()
        self.which.changed.connect(self._on_which)
        self._on_which()

    def _show_rows(self) -> None:
        rows = [(one.id, _line(one, self.ticket)) for one in open_follow_ups(self.ticket)]
        chosen = self.which.value()
        first = rows[0][0] if rows else None
        self.which.set_options(rows, chosen if chosen in dict(rows) else first)
        self._which.setVisible(len(rows) > 1)
        self.what.setVisible(len(rows) == 1)

    def ticket_changed(self) -> None:
        self._show_rows()
        self._on_which()

    def choose(self, row_id: int) -> None:
        if any(one.id == row_id for one in open_follow_ups(self.ticket)):
            self.which.set_value(row_id)

    def first_field(self) -> QWidget | None:
        return self.kept_now if self._kept_row.isVisibleTo(self) else self.said

    def _now(self) -> FollowUp | None:
        chosen = self.which.value()
        return next((one for one in open_follow_ups(self.ticket) if one.id == chosen), None)

    def _on_which(self) -> None:
        one = self._now()
        kind = one.kind if one is not None else FollowUpKind.OTHER
        promise, check = kind is FollowUpKind.PROMISE, kind in CHECKED
        self.what.setText(_line(one, self.ticket) if one is not None else "")
        answers = (_("一切正常"), _("发现问题")) if check else (_("做到了"), _("没有做到"))
        if answers != self._answers:
            self._answers = answers
            chosen = self.kept_now.value()
            self.kept_now.set_options([(_KEPT, answers[0]), (_BROKEN, answers[1])], chosen)
        self._kept_row.setVisible(promise or check)
        asked = kind is FollowUpKind.SATISFACTION or check
        self._score_row.setVisible(asked)
        self.said.setPlaceholderText(
            _("例如 买家说用着正常；问不到的话写明原因")
            if asked
            else _("例如 已经回电，买家没有别的要求")
        )
        self.check()

    def check(self) -> None:
        broken = self._kept_row.isVisibleTo(self) and self.kept_now.value() == _BROKEN
        said = ""
        if broken and not self.ticket.facts.open:
            said = _("问题还在：完成后请「重新打开」这张售后单继续处理，不必另建新单。")
        self.again.say(said, "warn")
        super().check()

    def problem_now(self) -> str:
        one = self._now()
        if one is None:
            return _("没有待跟进的事。")
        kept = self._answer()
        if one.kind is FollowUpKind.PROMISE and kept is None:
            return _("请选择答应的事有没有做到。")
        if kept is False and not self.said.value():
            return _("请写明哪里没有做到，或者发现了什么问题。")
        if one.kind is FollowUpKind.SATISFACTION and not (self._points() or self.said.value()):
            return _("请打分；问不到的话写明原因。")
        return self.fields.problem()

    def _answer(self) -> bool | None:
        if not self._kept_row.isVisibleTo(self) or self.kept_now.value() is None:
            return None
        return self.kept_now.value() == _KEPT

    def _points(self) -> int | None:
        chosen = self.score.value() if self._score_row.isVisibleTo(self) else None
        return int(str(chosen)) if chosen else None

    def draft(self) -> DoneDraft:
        return DoneDraft(
            int(str(self.which.value())), self.said.value(), self._answer(), self._points()
        )


def _line(one: FollowUp, ticket: Ticket) -> str:
    """`回电，11/22 18:00 前：问问尺码`."""
    text = _("{kind}，{due} 前").format(
        kind=label(one.kind), due=end_text(one.due_at, ticket.shop.zone)
    )
    plain = " ".join(one.what.split())
    return _("{text}：{what}").format(text=text, what=plain) if plain else text


def follow_up_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with the people of the desk and the shop's hours."""
    services = desk.services
    me = services.staff.current
    return FollowUpDialog(
        ticket,
        services.contacts.presets(ticket),
        services.staff.people(),
        me.id if me is not None else 0,
        services.context.now(),
        parent,
    )


def plan_follow_up(services: Services, t: Ticket, draft: FollowUpDraft) -> Ticket:
    """Come back to it."""
    return services.contacts.plan_follow_up(t.id, t.version, draft)


def follow_up_done(services: Services, t: Ticket, draft: DoneDraft) -> Ticket:
    """It was seen to."""
    return services.contacts.follow_up_done(
        t.id, t.version, draft.follow_up_id, draft.result, draft.kept, draft.satisfaction
    )
