"""The work calendar of the desk: a year at a glance, days to change, years to compare."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.access import Permission, may, missing
from app.domain.deadlines.calendar import DayKind
from app.domain.deadlines.wording import not_announced_text
from app.domain.deadlines.year import FIRST_YEAR, LAST_YEAR, PlannedDay, YearPlan
from app.i18n import _
from app.services.context import HOME_ZONE
from ui.desk import Desk
from ui.settings.calendar_day import DayEditor
from ui.settings.calendar_grid import YearGrid
from ui.settings.calendar_notice import NoticeDialog
from ui.settings.calendar_words import day_title, year_words
from ui.tokens import tokens_of
from ui.widgets.button import Button, IconButton
from ui.widgets.dialog import DraftDialog
from ui.widgets.focus import draw_box
from ui.widgets.pill import Pill
from ui.widgets.surface import Line
from ui.widgets.text import PlainLabel

_WIDTH: Final = 1210
_MARK: Final = QSize(18, 14)


class CalendarDialog(DraftDialog):
    """Every change is made at once and can be taken back; all shops keep the same holidays."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("工作日历"),
            _("所有店铺共用；各店的营业时间在「店铺设置」里"),
            primary=_("完成"),
            panel=True,
            width=_WIDTH,
            parent=parent,
        )
        self.cancel.hide()
        self._desk = desk
        self._refused = ""
        if not may(desk.roles, Permission.CONFIGURE):
            self._refused = missing(desk.roles, (Permission.CONFIGURE,))
        today = desk.services.context.now().astimezone(ZoneInfo(HOME_ZONE)).date()
        self._today = today
        self._replaced: tuple[PlannedDay, ...] = ()
        self.plan = desk.services.calendars.year(today.year)
        self.before = IconButton("chevron-left", _("上一年"))
        self.after = IconButton("chevron-right", _("下一年"))
        self.year = PlainLabel("", "title")
        self.now = Button(_("今天"), "ghost")
        self.badge = Pill()
        self.grid = YearGrid(today)
        self.day = DayEditor(self._refused)
        self.back = Button(_("撤销上一步"), "ghost", icon="undo")
        self.back.set_tip("Ctrl+Z")
        self.back.hide()
        self.rests_on = PlainLabel("", "small", wrap=True)
        self.own = PlainLabel("", "small", wrap=True)
        self.paste = Button(_("录入放假通知…"), icon="paste")
        self.confirm = Button(_("已核对，按此为准"), "ghost", icon="check")
        self.withdraw = Button(_("撤回核对"), "ghost", icon="undo")
        self._lay_out()
        self._connect()
        self._show_plan()
        self.grid.setFocus()
        if self._refused:
            self.set_hint(_("只能查看：{why}").format(why=self._refused))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self.before, self.year, self.after, self.now, self.badge):
            head.addWidget(part)
        head.addStretch(1)
        for kind, own, text in (
            (DayKind.HOLIDAY, False, _("放假")),
            (DayKind.WORKDAY, False, _("调休上班")),
            (DayKind.ORDINARY, True, _("自行修改")),
        ):
            head.addWidget(_Mark(kind, own=own))
            head.addWidget(PlainLabel(text, "tiny"))
        self.form.addLayout(head)
        self.form.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        self.panel.addWidget(self.day)
        self.panel.addSpacing(10)
        self.panel.addWidget(Line())
        self.panel.addSpacing(6)
        column = QVBoxLayout()
        column.setSpacing(8)
        for widget in (self.back, self.rests_on, self.own, self.paste, self.confirm, self.withdraw):
            column.addWidget(widget)
        self.panel.addLayout(column)

    def _connect(self) -> None:
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.now.clicked.connect(self._on_now)
        self.grid.chosen.connect(self._show_days)
        self.grid.turned.connect(self._turn)
        self.grid.edit_wanted.connect(self.day.take_focus)
        self.grid.undo_wanted.connect(self._on_undo)
        self.day.apply_wanted.connect(self._on_apply)
        self.day.undo_wanted.connect(self._on_undo)
        self.back.clicked.connect(self._on_back)
        self.paste.clicked.connect(self._on_paste)
        self.confirm.clicked.connect(self._on_confirm)
        self.withdraw.clicked.connect(self._on_withdraw)
        self._desk.changes.changed.connect(self._on_changes)

    def draft(self) -> object:
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self._on_back()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------------------ showing

    def _turn(self, year: int) -> None:
        if FIRST_YEAR <= year <= LAST_YEAR:
            self.plan = self._desk.services.calendars.year(year)
            self._show_plan()

    def _show_plan(self) -> None:
        plan = self.plan
        self.year.setText(_("{year} 年").format(year=plan.year))
        self.before.set_reason("" if plan.year > FIRST_YEAR else _("日历从这一年开始。"))
        self.after.set_reason("" if plan.year < LAST_YEAR else _("日历到这一年为止。"))
        self.badge.setVisible(not plan.announced)
        self.badge.show_text(not_announced_text(plan.year), "warn")
        self.badge.updateGeometry()
        self.grid.show_plan(plan)
        self._show_year(plan)
        self._show_days()

    def _show_year(self, plan: YearPlan) -> None:
        self.rests_on.setText(year_words(plan))
        own = len(plan.own_days)
        self.own.setText(_("本年自行修改了 {n} 天").format(n=own))
        self.own.setVisible(own > 0)
        self.paste.setVisible(not plan.announced or bool(plan.checked_by))
        self.confirm.setVisible(not plan.announced)
        self.withdraw.setVisible(bool(plan.checked_by))
        for button in (self.paste, self.confirm, self.withdraw):
            button.set_reason(self._refused)

    def _show_days(self) -> None:
        days = [self.plan.on(day) for day in self.grid.days]
        self.day.show_days(days, announced=self.plan.announced)

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("calendar"):
            self._turn(self.plan.year)

    # ------------------------------------------------------------------------------- acting

    def _on_before(self) -> None:
        self._turn(self.plan.year - 1)

    def _on_after(self) -> None:
        self._turn(self.plan.year + 1)

    def _on_now(self) -> None:
        self._turn(self._today.year)
        self.grid.go(self._today)
        self.grid.setFocus()

    def _on_apply(self) -> None:
        kind, name = self.day.wanted()
        days = self.grid.days
        self._replaced = tuple(self.plan.on(day) for day in days)
        self._desk.perform(
            self._desk.services.calendars.set_days,
            days,
            kind,
            name,
            done=self._on_done,
            said=_("已修改 {days}").format(days=day_title(days)),
        )
        self.grid.setFocus()

    def _on_done(self, _nothing: None) -> None:
        self.set_hint(
            _("已修改 {days}").format(days=day_title([one.day for one in self._replaced]))
        )
        self.back.show()

    def _on_back(self) -> None:
        """A toast could offer this, but lies behind the dialog."""
        if not self.back.isVisibleTo(self):
            return
        self._desk.perform(
            self._desk.services.calendars.put_back,
            self._replaced,
            said=_("已撤销"),
        )
        self.set_hint("")
        self.back.hide()
        self.grid.setFocus()

    def _on_undo(self) -> None:
        if not self.day.undo.isEnabled():
            return
        days = self.grid.days
        self._replaced = tuple(self.plan.on(day) for day in days)
        self._desk.perform(
            self._desk.services.calendars.undo,
            days,
            done=self._on_done,
            said=_("{days} 恢复公布的安排").format(days=day_title(days)),
        )
        self.grid.setFocus()

    def _on_paste(self) -> None:
        NoticeDialog(self._desk, self.plan.year, self).open()

    def _on_confirm(self) -> None:
        self._desk.perform(
            self._desk.services.calendars.confirm_year,
            self.plan.year,
            said=_("{year} 年放假安排已确认").format(year=self.plan.year),
        )

    def _on_withdraw(self) -> None:
        self._desk.perform(
            self._desk.services.calendars.withdraw_year,
            self.plan.year,
            said=_("{year} 年又按估算").format(year=self.plan.year),
        )


class _Mark(QWidget):
    """A sample of how a day looks."""

    def __init__(self, kind: DayKind, *, own: bool) -> None:
        super().__init__()
        self._kind = kind
        self._own = own
        self.setFixedSize(_MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("violet"))
            painter.drawEllipse(self.rect().center(), 3, 3)
            return
        holiday = self._kind is DayKind.HOLIDAY
        ground = tokens.color("bad_soft" if holiday else "accent_soft")
        line = tokens.color("bad" if holiday else "accent")
        draw_box(painter, self.rect().toRectF(), ground, line, 3)
