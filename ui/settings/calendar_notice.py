"""A year's announcement, pasted as it is published: read at once, shown before anything is kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.deadlines.notice import Notice, read_notice
from app.errors import RuleViolation
from app.i18n import _
from ui.desk import Desk
from ui.forms import LabelledField
from ui.settings.calendar_words import notice_words
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import TextArea
from ui.widgets.text import PlainLabel

_LONGEST: Final = 20_000
_LINES: Final = 9


class NoticeDialog(DraftDialog):
    """The draft is the announcement as it was understood."""

    def __init__(self, desk: Desk, year: int, parent: QWidget | None = None) -> None:
        super().__init__(
            _("录入放假通知"),
            _("国务院办公厅关于节假日安排的通知"),
            primary=_("录入"),
            width=640,
            parent=parent,
        )
        self._desk = desk
        self._year = year
        self._notice: Notice | None = None
        self.text = TextArea(
            placeholder=_("一、元旦：1月1日（周五）至3日（周日）放假，共3天。…"),
            lines=_LINES,
            longest=_LONGEST,
        )
        self.read = PlainLabel("", "small", wrap=True)
        words = _(
            "打开中国政府网的通知，把各个节日那几行复制到这里。"
            "星期和天数会逐一核对，对不上就不录入。自行加的店休日不受影响。"
        )
        self.form.addWidget(PlainLabel(words, "small", wrap=True))
        self.form.addWidget(LabelledField(_("通知原文"), self.text))
        self.form.addWidget(self.read)
        self.text.changed.connect(self._on_text)
        self.submitted.connect(self._on_submitted)
        self._on_text()

    def draft(self) -> object:
        return self._notice

    def _on_text(self) -> None:
        self._notice = None
        try:
            if self.text.problem():
                self.set_problem(self.text.problem())
            elif not self.text.value():
                self.set_problem(_("请粘贴通知原文。"))
            else:
                self._notice = read_notice(self.text.value(), self._year)
                self.set_problem("")
        except RuleViolation as violation:
            self.set_problem(str(violation))
        self._show_read()

    def _show_read(self) -> None:
        notice = self._notice
        year = notice.year if notice else self._year
        self.set_primary(_("录入 {year} 年").format(year=year))
        wrong = self.problem() if self.text.value() else ""
        self.read.set_look("bad" if wrong else "small")
        self.read.setText("\n".join(notice_words(notice)) if notice else wrong)
        if self.isVisible():
            self.grow()

    def _on_submitted(self, notice: Notice) -> None:
        outcome = self._desk.attempt(self._desk.services.calendars.adopt, notice)
        if outcome.error is not None:
            self.keep_open(str(outcome.error))
        else:
            self._desk.ask.tell(_("{year} 年放假安排已录入").format(year=notice.year))
