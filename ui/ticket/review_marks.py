"""Small parts of the review: the sign of a verdict, how sure a rule is, a soft ground."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.checks import Verdict
from app.domain.labels import label
from app.domain.rulepack import Mark
from app.i18n import _
from ui import icons
from ui.tokens import Tone, tokens_of
from ui.widgets.pill import Pill
from ui.widgets.text import sized, tip

VERDICT_TONES: Final[dict[Verdict, Tone]] = {
    Verdict.PASS: "ok",
    Verdict.REFUSE: "bad",
    Verdict.PERSON: "warn",
}
_MARK_TONES: Final[dict[Mark, Tone]] = {
    Mark.VERIFIED: "ok",
    Mark.PARTLY: "info",
    Mark.UNVERIFIED: "warn",
    Mark.OWN: "violet",
}
SIGN: Final = 18


class VerdictSign(QWidget):
    """✓, ✕ or ? on a round ground: told apart by their shape, not by their colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = Verdict.PASS
        self.setFixedSize(QSize(SIGN, SIGN))

    @property
    def verdict(self) -> Verdict:
        """What it shows."""
        return self._verdict

    def show_verdict(self, verdict: Verdict) -> None:
        """Another verdict."""
        self._verdict = verdict
        self.setAccessibleName(label(verdict))
        self.setToolTip(tip(label(verdict)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        ink, ground = tokens.tone(VERDICT_TONES[self._verdict])
        passed = self._verdict is Verdict.PASS
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground if passed else ink)
        painter.drawEllipse(QRectF(self.rect()))
        sign = ink if passed else tokens.color("on_mark")
        if self._verdict is Verdict.PERSON:
            painter.setFont(sized(self.font(), 12, strong=True))
            painter.setPen(sign)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "?")
            return
        name = "check" if passed else "close"
        drawing = icons.image(name, sign, 12, self.devicePixelRatioF())
        painter.drawImage(QPointF(3, 3), drawing)


class MarkPill(Pill):
    """How sure the rule is: read in its own text, implied, a default nobody confirmed, our own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._mark = ""
        self.hide()

    def show_mark(self, mark: str) -> None:
        """Show a value of `Mark`; hidden for a verdict that rests on no rule."""
        if mark == self._mark:
            return
        self._mark = mark
        self.setVisible(bool(mark))
        if not mark:
            return
        known = Mark(mark)
        self.show_text(label(known), _MARK_TONES[known])
        self.updateGeometry()
        said = {
            Mark.VERIFIED: _("数值在规则原文里核对过。"),
            Mark.PARTLY: _("数值有旁证，没有在规则原文里逐条核对。"),
            Mark.UNVERIFIED: _("这是没有人核实过的默认值，可以在「规则与时限」里改。"),
            Mark.OWN: _("这是本店自己的设置。"),
        }[known]
        self.setToolTip(tip(said))
