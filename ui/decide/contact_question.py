"""The dialogs between colleagues: asking one inside the ticket, and answering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.domain.access import Role, roles_text
from app.domain.contact import Question
from app.domain.deadlines.wording import end_text
from app.domain.staff import Person
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.decide.phrases import Phrases
from ui.desk import Desk
from ui.widgets.fields import Choice, TextArea
from ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from app.services import Services

_LEADING: Final = frozenset({Role.LEAD, Role.OWNER})
_PHRASES: Final = (
    N_("买家要求主管处理，请帮忙看看"), N_("买家已经催了几次"), N_("还有同款现货吗"),
    N_("请查一下出库称重和打包视频"), N_("这批货还有别的买家反映吗"), N_("这笔款退出去了吗"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskDraft:
    """Who is asked, and what."""

    staff_id: int
    text: str


class AskDialog(FormDialog):
    """A question to a named colleague; leads stand first, because superiors are asked most."""

    def __init__(
        self, ticket: Ticket, people: Sequence[Person], parent: QWidget | None = None
    ) -> None:
        """`people`: everybody but the one who asks."""
        super().__init__(ticket, _("请同事协助"), primary=_("发出"), width=560, parent=parent)
        self._people = sorted(people, key=_leads_first)
        self.whom = Choice(
            [(one.id, _named(one)) for one in self._people],
            self._people[0].id if len(self._people) == 1 else None,
            placeholder=_("请选择"),
        )
        self.text = TextArea(lines=4, placeholder=_("要他做什么、回答什么；写清楚就不用再问一遍"))
        self.phrases = Phrases(self.text)
        self.phrases.show_phrases([_(one) for one in _PHRASES])
        note = _("他在「今日待跟进」里会看到；超过「规则与时限」里的同事答复时间会提醒。")
        self.add("whom", _("请谁"), self.whom, note=note, required=True)
        self.add("text", _("什么事（内部记录）"), self.text)
        self.fields.add(_("常用短语"), self.phrases)
        self.check()

    def first_field(self) -> QWidget | None:
        return self.text if len(self._people) == 1 else self.whom

    def problem_now(self) -> str:
        if not self._people:
            return _("这里只有你一个人；店主可以在「人员」里添加同事。")
        found = self.fields.problem()
        if found:
            return found
        return "" if self.text.value() else _("请写下要请同事做什么或回答什么。")

    def draft(self) -> AskDraft:
        return AskDraft(int(str(self.whom.value())), self.text.value())


def _leads_first(person: Person) -> tuple[bool, int]:
    return not _LEADING & set(person.roles), person.id


def _named(person: Person) -> str:
    return _("{name}（{roles}）").format(name=person.name, roles=roles_text(person.roles))


def open_questions(ticket: Ticket) -> tuple[Question, ...]:
    """What nobody has answered yet, the oldest first."""
    return tuple(one for one in ticket.questions if one.answered_at is None)


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """Which question, and the answer."""

    question_id: int
    text: str


class AnswerDialog(FormDialog):
    """The question stands above the answer."""

    def __init__(self, ticket: Ticket, me: str = "", parent: QWidget | None = None) -> None:
        """`me`: who answers; what was asked of them is chosen first."""
        super().__init__(ticket, _("答复同事"), primary=_("答复"), width=560, parent=parent)
        self._me = me
        self.which = Choice()
        self._which = self.add("which", _("哪个问题"), self.which)
        self.asked = PlainLabel("", wrap=True, selectable=True)
        self.form.insertWidget(0, self.asked)
        self.text = TextArea(lines=4)
        self.add("text", _("答复（内部记录）"), self.text)
        self._show_rows()
        self.which.changed.connect(self._on_which)
        self._on_which()

    def _show_rows(self) -> None:
        waiting = open_questions(self.ticket)
        rows = [(one.id, _asked_line(one)) for one in waiting]
        mine = next((one.id for one in waiting if one.asked_of == self._me), None)
        chosen = self.which.value()
        first = mine or (rows[0][0] if rows else None)
        self.which.set_options(rows, chosen if chosen in dict(rows) else first)
        self._which.setVisible(len(rows) > 1)

    def ticket_changed(self) -> None:
        self._show_rows()
        self._on_which()

    def choose(self, row_id: int) -> None:
        if any(one.id == row_id for one in open_questions(self.ticket)):
            self.which.set_value(row_id)

    def first_field(self) -> QWidget | None:
        return self.text

    def _on_which(self) -> None:
        chosen = self.which.value()
        one = next((q for q in open_questions(self.ticket) if q.id == chosen), None)
        self.asked.setText("" if one is None else _question_text(one, self.ticket))
        self.check()

    def problem_now(self) -> str:
        if self.which.value() is None:
            return _("没有等同事答复的问题。")
        if not self.text.value():
            return _("答复还是空的。")
        return self.fields.problem()

    def draft(self) -> AnswerDraft:
        return AnswerDraft(int(str(self.which.value())), self.text.value())


def _asked_line(one: Question) -> str:
    plain = " ".join(one.text.split())
    short = plain if len(plain) <= 30 else plain[:29] + "…"
    return _("{who} 问：{text}").format(who=one.asked_by, text=short)


def _question_text(one: Question, ticket: Ticket) -> str:
    head = _("{who} 问 {whom}：{text}").format(who=one.asked_by, whom=one.asked_of, text=one.text)
    if one.due_at is None:
        return head
    return _("{head}\n请在 {due} 前答复").format(
        head=head, due=end_text(one.due_at, ticket.shop.zone)
    )


def ask_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with everybody else."""
    me = desk.services.staff.current
    people = [one for one in desk.services.staff.people() if me is None or one.id != me.id]
    return AskDialog(ticket, people, parent)


def answer_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog for whoever acts."""
    me = desk.services.staff.current
    return AnswerDialog(ticket, me.name if me is not None else "", parent)


def ask(services: Services, t: Ticket, draft: AskDraft) -> Ticket:
    """Ask them."""
    return services.contacts.ask_colleague(t.id, t.version, draft.staff_id, draft.text)


def answer(services: Services, t: Ticket, draft: AnswerDraft) -> Ticket:
    """Answer it."""
    return services.contacts.answer_colleague(t.id, t.version, draft.question_id, draft.text)
