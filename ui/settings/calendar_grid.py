"""A year at a glance: twelve months, holidays, days made up for them, and what a person changed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.deadlines.calendar import DayKind
from app.domain.deadlines.year import FIRST_YEAR, LAST_YEAR, PlannedDay, YearPlan
from app.i18n import N_, _
from ui.settings.calendar_words import day_words
from ui.tokens import Tokens, tokens_of
from ui.widgets.focus import draw_box, draw_ring
from ui.widgets.text import sized, tip

CELL: Final = QSize(28, 20)
WEEKDAYS: Final = (N_("一"), N_("二"), N_("三"), N_("四"), N_("五"), N_("六"), N_("日"))
_DAY: Final = timedelta(days=1)
_COLUMNS: Final = 4
_MONTHS: Final = 12
_WEEK: Final = 7
_ROWS: Final = 6  # weeks a month may touch
_TITLE: Final = 22
_HEAD: Final = 17
_GAP: Final = QSize(22, 4)
_BLOCK: Final = QSize(CELL.width() * _WEEK, _TITLE + _HEAD + CELL.height() * _ROWS)
_FRIDAY: Final = 4
_RADIUS: Final = 4.0
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}


class YearGrid(QWidget):
    """Click or arrow keys choose a day, with Shift (or by dragging) several in a row."""

    chosen = Signal()
    """Other days are chosen: see `days`."""
    turned = Signal(int)
    """The arrow keys went over the edge, to this year; `cursor` is a day of it."""
    edit_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._plan = YearPlan(today.year)
        self._anchor = self._cursor = today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("全年日历"))
        self.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)

    @property
    def cursor_day(self) -> date:
        """The day the keyboard stands on."""
        return self._cursor

    @property
    def days(self) -> tuple[date, ...]:
        """The chosen days, in order."""
        first, last = sorted((self._anchor, self._cursor))
        return tuple(first + n * _DAY for n in range((last - first).days + 1))

    def show_plan(self, plan: YearPlan) -> None:
        """Another year, or the same one after a change; the same day of it stays chosen."""
        self._plan = plan
        if self._cursor.year != plan.year or self._anchor.year != plan.year:
            self._go(_same_day(self._cursor, plan.year))
        self._tell_cursor()
        self.update()

    def go(self, day: date) -> None:
        """Choose one day of the shown year."""
        self._go(day)

    def _go(self, day: date, *, extend: bool = False) -> None:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return
        if day.year != self._plan.year:
            self._anchor = self._cursor = day
            self.turned.emit(day.year)
            return
        before = set(self.days)
        self._cursor = day
        if not extend:
            self._anchor = day
        self._tell_cursor()
        # Only what looks otherwise now: a whole year takes longer to draw than a key repeats.
        for one in before.union(self.days):
            if one.year == self._plan.year:
                self.update(self.cell(one))
        self.chosen.emit()

    def _tell_cursor(self) -> None:
        self.setAccessibleDescription(day_words(self._plan.on(self._cursor)))

    # ------------------------------------------------------------------------------- geometry

    def sizeHint(self) -> QSize:
        rows = _MONTHS // _COLUMNS
        return QSize(
            _COLUMNS * _BLOCK.width() + (_COLUMNS - 1) * _GAP.width(),
            rows * _BLOCK.height() + (rows - 1) * _GAP.height(),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _corner(self, month: int) -> QPoint:
        row, column = divmod(month - 1, _COLUMNS)
        return QPoint(
            column * (_BLOCK.width() + _GAP.width()), row * (_BLOCK.height() + _GAP.height())
        )

    def cell(self, day: date) -> QRect:
        """Where a day of the shown year is drawn."""
        before = date(day.year, day.month, 1).weekday()
        row, column = divmod(before + day.day - 1, _WEEK)
        corner = self._corner(day.month) + QPoint(0, _TITLE + _HEAD)
        return QRect(
            corner + QPoint(column * CELL.width(), row * CELL.height()),
            CELL,
        )

    def day_at(self, place: QPoint) -> date | None:
        """The day under a point, or None."""
        for month in range(1, _MONTHS + 1):
            if not QRect(self._corner(month), _BLOCK).contains(place):
                continue
            inside = place - self._corner(month) - QPoint(0, _TITLE + _HEAD)
            if inside.y() < 0:
                return None
            before = date(self._plan.year, month, 1).weekday()
            number = inside.y() // CELL.height() * _WEEK + inside.x() // CELL.width() - before + 1
            last = monthrange(self._plan.year, month)[1]
            return date(self._plan.year, month, number) if 1 <= number <= last else None
        return None

    # -------------------------------------------------------------------------------- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and day is not None:
            self._go(day, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if event.buttons() & Qt.MouseButton.LeftButton and day not in (None, self._cursor):
            assert day is not None  # noqa: S101 - told to the type checker
            self._go(day, extend=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.day_at(event.position().toPoint()) is not None:
            self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS:
            self._go(self._cursor + _STEPS[key] * _DAY, extend=extend)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            months = 1 if key is Qt.Key.Key_PageDown else -1
            self._go(_months_on(self._cursor, months), extend=extend)
        elif key is Qt.Key.Key_Home:
            self._go(self._cursor.replace(day=1), extend=extend)
        elif key is Qt.Key.Key_End:
            last = monthrange(self._cursor.year, self._cursor.month)[1]
            self._go(self._cursor.replace(day=last), extend=extend)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.edit_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            words = day_words(self._plan.on(day)) if day else ""
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return super().event(event)

    # ------------------------------------------------------------------------------- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fonts = (sized(self.font(), 12), sized(self.font(), 12, strong=True))
        chosen = set(self.days)
        for month in range(1, _MONTHS + 1):
            block = QRect(self._corner(month), _BLOCK)
            if not event.region().intersects(block):
                continue
            self._paint_head(painter, tokens, month)
            for number in range(1, monthrange(self._plan.year, month)[1] + 1):
                day = date(self._plan.year, month, number)
                if event.region().intersects(self.cell(day)):
                    painter.setFont(fonts[day == self._today])
                    self._paint_day(painter, tokens, self._plan.on(day), chosen=day in chosen)

    def _paint_head(self, painter: QPainter, tokens: Tokens, month: int) -> None:
        corner = self._corner(month)
        painter.setFont(sized(self.font(), 13, strong=True))
        painter.setPen(tokens.color("text"))
        room = QRect(corner + QPoint(6, 0), QSize(_BLOCK.width(), _TITLE))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _("{n} 月").format(n=month))
        painter.setFont(sized(self.font(), 11))
        painter.setPen(tokens.color("faint"))
        for at, name in enumerate(WEEKDAYS):
            place = corner + QPoint(at * CELL.width(), _TITLE)
            room = QRect(place, QSize(CELL.width(), _HEAD))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _(name))

    def _paint_day(
        self, painter: QPainter, tokens: Tokens, planned: PlannedDay, *, chosen: bool
    ) -> None:
        box = QRectF(self.cell(planned.day)).adjusted(1, 1, -1, -1)
        ground, line, ink = _colors(tokens, planned)
        if chosen and ground is None:
            ground = tokens.color("sel")
        if ground is not None:
            draw_box(painter, box, ground, line, _RADIUS)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(planned.day.day))
        if planned.day == self._today:
            middle, low = box.center().x(), box.bottom() - 2.5
            painter.fillRect(QRectF(middle - 6, low, 12, 1.5), ink)
        if planned.own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("violet"))
            painter.drawEllipse(QPointF(box.right() - 3.5, box.top() + 3.5), 2.2, 2.2)
        if chosen:
            strong = planned.day == self._cursor and self.hasFocus()
            draw_ring(painter, box, tokens.color("accent" if strong else "edge"), _RADIUS)


def _colors(tokens: Tokens, planned: PlannedDay) -> tuple[QColor | None, QColor | None, QColor]:
    """Ground, line, ink."""
    if planned.kind is DayKind.HOLIDAY:
        return tokens.color("bad_soft"), None, tokens.color("bad")
    if planned.kind is DayKind.WORKDAY:
        return tokens.color("accent_soft"), tokens.color("accent"), tokens.color("accent")
    weekend = planned.day.weekday() > _FRIDAY
    return None, None, tokens.color("faint" if weekend else "text")


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
