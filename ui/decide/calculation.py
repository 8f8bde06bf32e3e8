"""The right side of a decision: the calculation row by row, what is left of the caps, the checks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.money import Money, digits
from app.domain.payment import Cap, CapName, Leg, Tender
from app.domain.remedy import Remedy
from app.domain.settlement.types import Breakdown, BreakdownLine, Choices, GuardLevel, Row
from app.domain.sheet import inputs_text
from app.i18n import _
from ui.decide.destination import Destination
from ui.tokens import Tone, tokens_of
from ui.widgets.check_row import CheckList
from ui.widgets.focus import came_by_key, draw_ring
from ui.widgets.surface import Line, clear
from ui.widgets.text import Look, PlainLabel, sized, tip

_TONES: dict[GuardLevel, Tone] = {
    GuardLevel.PASS: "ok",
    GuardLevel.INFO: "muted",
    GuardLevel.WARN: "warn",
    GuardLevel.REFUSE: "bad",
}
_TOTALS = frozenset({Row.REFUND, Row.COMPENSATION, Row.DAMAGES, Row.CHARGE, Row.DIFFERENCE})
_TAKEN_AWAY = frozenset({Row.REFUNDED_BEFORE, Row.COMPENSATED_BEFORE, Row.DEDUCTION})
_LONG = 7  # signs a total may have in the largest letters
_PAID = (CapName.PAID, CapName.OUTBOUND)
_CAPS: Mapping[Remedy, tuple[CapName, ...]] = {
    Remedy.COMPENSATION: (CapName.COMPENSATION, CapName.PAID),
    Remedy.REFUND_ONLY: (*_PAID, CapName.TENDER),
    Remedy.RETURN_REFUND: (*_PAID, CapName.RETURN_FREIGHT, CapName.TENDER),
    Remedy.EXCHANGE: (CapName.PAID, CapName.RETURN_FREIGHT),
    Remedy.REPAIR: (CapName.RETURN_FREIGHT,),
    Remedy.PRICE_PROTECTION: (CapName.PAID,),
}
_CAPS_OF_LEG = {Leg.RETURN: (CapName.RETURN_FREIGHT,), Leg.OUTBOUND: (CapName.OUTBOUND,)}


def amount_text(line: BreakdownLine, currency: str, *, total: bool) -> str:
    """The amount of a row: signed where it adds or takes away, with its currency in totals."""
    if line.row is Row.TENDER and line.inputs.get("tender") == Tender.POINTS.value:
        return _("{n} 分").format(n=line.cents)
    if total:
        return str(Money(line.cents, currency))
    if line.row is Row.SHIPPING:
        return f"＋ {digits(line.cents, currency)}"
    if line.cents < 0 or line.row in _TAKEN_AWAY:
        return f"− {digits(abs(line.cents), currency)}"
    return digits(line.cents, currency)


def totals(lines: Sequence[BreakdownLine]) -> tuple[BreakdownLine, ...]:
    """The rows that are drawn large: what is paid by whom. Freight or the sum when all is quiet.

    A difference that is asked for stands in its own row, one that is waived is paid by nobody.
    """
    settled = any(line.row in (Row.CHARGE, Row.WAIVED) for line in lines)
    large = tuple(
        line
        for line in lines
        if line.row in _TOTALS and line.cents >= 0 and not (settled and line.row is Row.DIFFERENCE)
    )
    freight = tuple(line for line in lines if line.row is Row.RETURN_FREIGHT and line.cents)
    return large or freight[:1] or tuple(line for line in lines if line.row is Row.COST)[:1]


class HowLink(QAbstractButton):
    """A word that opens and closes an explanation."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_key = False
        self.setText(text)
        self.setCheckable(True)
        self.setFont(sized(self.font(), 12))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), 20)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        loud = self.isChecked() or self.underMouse()
        painter.setPen(tokens.color("accent" if loud else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus() and self._by_key:
            box = QRectF(self.rect()).adjusted(-2, 0, 2, 0)
            draw_ring(painter, box, tokens.color("accent"), 4)


def _look_of(line: BreakdownLine, *, total: bool) -> Look:
    if not total:
        return "text"
    return "heading" if len(line.label) > _LONG else "figure"


class Calculation(QWidget):
    """The rows of a breakdown. `怎么算的` writes rule and inputs below each row.

    `whole` asks for the sheet with everything behind them; whoever shows this opens it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[BreakdownLine, ...], str, bool] = ((), "", False)
        self._made: list[_RowOf] = []
        self.how = HowLink(_("怎么算的"))
        self.how.toggled.connect(self._on_how)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(PlainLabel(_("金额计算"), "small"), 1)
        head.addWidget(self.how)
        head.addSpacing(10)
        self.whole = HowLink(_("全部依据…"))
        self.whole.setCheckable(False)
        head.addWidget(self.whole)
        self._none = PlainLabel(_("这个方案不涉及金额。"), "muted")
        self._none.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._rows)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What is shown: (label, amount)."""
        lines, currency, _open = self._shown
        large = totals(lines)
        return tuple(
            (line.label, amount_text(line, currency, total=line in large)) for line in lines
        )

    def show_breakdown(self, breakdown: Breakdown) -> None:
        """Replace the rows; does nothing when they are shown already."""
        self._draw(breakdown.lines, breakdown.currency)

    def _draw(self, lines: tuple[BreakdownLine, ...], currency: str) -> None:
        now = (lines, currency, self.how.isChecked())
        if now == self._shown:
            return
        self._shown = now
        self.how.setVisible(bool(lines))
        self.whole.setVisible(bool(lines))
        self._none.setVisible(not lines)
        large = totals(lines)
        self._make_rows([_look_of(line, total=line in large) for line in lines])
        for row, line in zip(self._made, lines, strict=True):
            row.show_line(line, currency, how=self.how.isChecked())

    def _make_rows(self, looks: list[Look]) -> None:
        """Rows of these looks. Those before and after what is different stay: they cost time."""
        had = [row.look for row in self._made]
        shorter = min(len(had), len(looks))
        head = next((k for k in range(shorter) if had[k] != looks[k]), shorter)
        tail = 0
        while tail < shorter - head and had[-1 - tail] == looks[-1 - tail]:
            tail += 1
        for row in self._made[head : len(had) - tail]:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        fresh = [_RowOf(look) for look in looks[head : len(looks) - tail]]
        for place, row in enumerate(fresh, head):
            self._rows.insertWidget(place, row)
            # At once, not at the next turn of the event loop: no gap for one frame.
            row.show()
        self._made[head : len(had) - tail] = fresh

    def _on_how(self) -> None:
        lines, currency, _open = self._shown
        self._draw(lines, currency)


class _RowOf(QWidget):
    """One row: what on the left, how much on the right, how it came about below or in a tip."""

    def __init__(self, look: Look) -> None:
        """`look` of its name: that of a total is large, or bold where the name is long."""
        super().__init__()
        self.look = look
        self.total = look != "text"
        self._shown: object = None
        self._what = PlainLabel("", look, wrap=True)
        self._amount = PlainLabel("", "figure" if self.total else "text", right=True)
        self._how = PlainLabel("", "tiny", wrap=True)
        self._how.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        if self.total:
            column.setContentsMargins(0, 6, 0, 4)
            column.addWidget(Line())
            column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._what, 1)
        row.addWidget(self._amount, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self._how)

    def show_line(self, line: BreakdownLine, currency: str, *, how: bool) -> None:
        """Show this line; does nothing when it is shown already."""
        now = (line, currency, how)
        if now == self._shown:
            return
        self._shown = now
        self._what.setText(line.label)
        self._amount.setText(amount_text(line, currency, total=self.total))
        told = "\n".join(part for part in (line.rule, inputs_text(line.inputs, currency)) if part)
        self._how.setText(told if how else "")
        self._how.setVisible(how and bool(told))
        self.setToolTip("" if how else tip(told))


class CapsLeft(QWidget):
    """One small line for each limit: what is left of it before this decision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._shown: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What is shown: (limit, what is left)."""
        return self._shown

    def show_caps(self, choices: Choices, caps: tuple[Cap, ...], currency: str) -> None:
        """Show the limits that bear on this remedy."""
        wanted = _CAPS.get(choices.remedy, ())
        if choices.remedy is Remedy.FREIGHT:
            wanted = _CAPS_OF_LEG[choices.freight_leg]
        shown = tuple(
            _cap_text(cap, currency)
            for name in wanted
            for cap in caps
            if cap.name is name and cap.limit_cents
        )
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._column)
        for what, left in shown:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(PlainLabel(what, "small"), 1)
            row.addWidget(PlainLabel(left, "small", right=True))
            self._column.addWidget(line)
        self.setVisible(bool(shown))


def _cap_text(cap: Cap, currency: str) -> tuple[str, str]:
    kind = next(iter(cap.inputs), "") if cap.name is CapName.TENDER else ""
    if kind == Tender.POINTS.value:
        return label(Tender.POINTS), _("剩 {n} 分").format(n=cap.left_cents or 0)
    name = label(Tender(kind)) if kind else label(cap.name)
    left = Money(cap.left_cents or 0, currency)
    if cap.used_cents:
        limit = Money(cap.limit_cents or 0, currency)
        return name, _("剩 {left} / {limit}").format(left=left, limit=limit.digits())
    return name, str(left)


class QuotePanel:
    """Fills the panel of a decision dialog and keeps it in step with the breakdown."""

    def __init__(self, panel: QVBoxLayout, second_look: QWidget) -> None:
        """`second_look` speaks for the checks that ask for a reason; it stands before the others."""
        self.calculation = Calculation()
        self.caps = CapsLeft()
        self.destination = Destination()
        self.checks = CheckList()
        panel.addWidget(self.calculation)
        panel.addSpacing(4)
        panel.addWidget(self.caps)
        panel.addSpacing(4)
        panel.addWidget(self.destination)
        panel.addSpacing(6)
        self._head = PlainLabel(_("检查"), "small")
        panel.addWidget(self._head)
        panel.addWidget(second_look)
        panel.addWidget(self.checks)

    def show(
        self,
        choices: Choices,
        breakdown: Breakdown,
        more: tuple[tuple[str, Tone], ...] = (),
        done: Collection[str] = (),
    ) -> None:
        """Show this calculation.

        `more`: checks that are none of the settlement's; `done`: codes of those a tick has settled.
        """
        self.calculation.show_breakdown(breakdown)
        self.caps.show_caps(choices, breakdown.caps, breakdown.currency)
        said = tuple(
            (guard.text, _TONES[guard.level])
            for guard in breakdown.guards
            if guard.level is not GuardLevel.CONFIRM and guard.code not in done
        )
        self.checks.show_rows((*said, *more))
        self._head.setVisible(bool(said or more or breakdown.to_confirm))
