"""核实清单: every check with its verdict, what was seen, the arithmetic and the rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.checks import CheckFinding, Verdict
from app.domain.labels import label
from app.domain.workflow import Action
from app.i18n import _
from ui.ticket.review_case import dress
from ui.ticket.review_marks import SIGN, VERDICT_TONES, MarkPill, VerdictSign
from ui.tokens import tokens_of
from ui.widgets.button import Button, IconButton
from ui.widgets.focus import draw_box
from ui.widgets.pill import Chip
from ui.widgets.text import Look, PlainLabel, unbroken

_TOP: Final = Qt.AlignmentFlag.AlignTop
_INKS: Final[dict[Verdict, Look]] = {
    Verdict.PASS: "ok",
    Verdict.REFUSE: "bad",
    Verdict.PERSON: "warn",
}
_SMALL: Final = 22
_BESIDE: Final = 8
_AROUND: Final = 8 + SIGN + 9 + 6 + _SMALL + 6 + 4
"""What stands left and right of the words of a line, and a little more."""


def tally(findings: Sequence[CheckFinding]) -> tuple[tuple[Verdict, str], ...]:
    """`12 项通过`, `1 项不符合`, `2 项需要人看`: what there is none of is left out."""
    said = {
        Verdict.PASS: _("{n} 项通过"),
        Verdict.REFUSE: _("{n} 项不符合"),
        Verdict.PERSON: _("{n} 项需要人看"),
    }
    counts = {verdict: sum(one.verdict is verdict for one in findings) for verdict in said}
    return tuple((one, said[one].format(n=n)) for one, n in counts.items() if n)


class TallyLine(QWidget):
    """How many passed, failed and need a person, each in its own colour.

    `only` leaves out what passed; it stands where whoever shows the line puts it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts = {verdict: PlainLabel("", _INKS[verdict]) for verdict in Verdict}
        self._dots = [PlainLabel("·", "faint") for _gap in range(len(Verdict) - 1)]
        self.only = Chip(_("只看没通过的"))
        self.only.set_tip(_("把通过的收起来"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, part in enumerate(self._parts.values()):
            if place:
                row.addWidget(self._dots[place - 1])
            row.addWidget(part)
        row.addStretch(1)

    @property
    def text(self) -> str:
        """What it says, as one sentence."""
        shown = [one.text() for one in self._parts.values() if one.text()]
        return " · ".join(shown)

    def show_findings(self, findings: Sequence[CheckFinding]) -> None:
        """Count these."""
        said = dict(tally(findings))
        for verdict, part in self._parts.items():
            part.setText(said.get(verdict, ""))
            part.setVisible(verdict in said)
        for place, dot in enumerate(self._dots):
            dot.setVisible(place < len(said) - 1)
        mixed = Verdict.PASS in said and len(said) > 1
        self.only.setVisible(mixed)


class CheckLine(QWidget):
    """One check. What did not pass stands on a coloured ground, with what would settle it."""

    override_wanted = Signal(str)
    """The id of a check whose verdict somebody wants to change."""
    rule_wanted = Signal(str)
    """The id of a check whose rule somebody wants to read."""
    verb_wanted = Signal(str)
    """The value of the verb that helps on where this check does not pass."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.finding: CheckFinding | None = None
        self._shown: tuple[CheckFinding, str, str] | None = None
        self.sign = VerdictSign()
        self.title = PlainLabel("", "strong")
        self.fact = PlainLabel("", wrap=True, selectable=True)
        self.sum = PlainLabel("", "muted", wrap=True, selectable=True)
        self.missing = PlainLabel("", "warn", wrap=True)
        self.changed = PlainLabel("", "info", wrap=True)
        self.source = PlainLabel("", "small", wrap=True)
        self.mark = MarkPill()
        self.read = IconButton("file", _("看规则原文"))
        self.override = IconButton("shield", _("改判…"))
        for part in (self.fact, self.sum, self.missing, self.changed, self.source):
            part.hide()
        for button in (self.read, self.override):
            button.setFixedSize(_SMALL, _SMALL)
        self.way_on = Button("")
        self.way_on.hide()
        self.way_on.clicked.connect(self._on_way)
        self.read.clicked.connect(self._on_read)
        self.override.clicked.connect(self._on_override)
        self._lay_out()

    def _lay_out(self) -> None:
        self._said = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._said.addWidget(self.title, 0, _TOP)
        self._said.addWidget(self.fact, 1)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addLayout(self._said, 1)
        head.addWidget(self.override, 0, _TOP)
        rule = QHBoxLayout()
        rule.setContentsMargins(0, 0, 0, 3)
        rule.setSpacing(6)
        rule.addWidget(self.mark, 0, _TOP)
        rule.addWidget(self.source, 1)
        rule.addWidget(self.read, 0, _TOP)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addLayout(head)
        for part in (self.sum, self.missing, self.changed):
            column.addWidget(part)
        column.addLayout(rule)
        column.addWidget(self.way_on, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(9)
        self._row.addWidget(self.sign, 0, _TOP)
        self._row.addLayout(column, 1)

    def show_finding(self, finding: CheckFinding, when: str, why_not: str) -> None:
        """`when`: the moment it was changed, in words; `why_not`: what forbids changing it now."""
        shown = (finding, when, why_not)
        if shown == self._shown:
            return  # most lines of two tickets say the same
        self._shown = shown
        self.finding = finding
        self.sign.show_verdict(finding.verdict)
        self.title.setText(finding.title)
        self._say(self.fact, finding.fact)
        self._say(self.sum, finding.arithmetic if finding.arithmetic != finding.fact else "")
        self._say(self.missing, _missing_words(finding))
        self._say(self.changed, changed_words(finding, when))
        self._say(self.source, finding.rule.source)
        self.mark.show_mark(finding.rule.mark)
        self.read.setVisible(bool(finding.rule.note or finding.rule.key))
        if why_not != self.override.reason:
            self.override.set_reason(why_not)
        self.setAccessibleName(f"{finding.title}：{label(finding.verdict)}")
        self._arrange()
        self.update()

    def _say(self, part: PlainLabel, text: str) -> None:
        if unbroken(text) != part.text():
            part.setText(unbroken(text))
            part.setVisible(bool(text))

    def _arrange(self) -> None:
        """What passed takes one line where it fits, so that what did not is seen between."""
        passed = self.finding is not None and self.finding.verdict is Verdict.PASS
        said = self.title.fontMetrics().horizontalAdvance(self.title.text()) + _BESIDE
        said += self.fact.fontMetrics().horizontalAdvance(self.fact.text())
        beside = passed and said <= self.width() - _AROUND
        direction = QBoxLayout.Direction
        self._said.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._said.setSpacing(_BESIDE if beside else 1)
        margins = QMargins(8, 1, 6, 2) if passed else QMargins(8, 5, 6, 6)
        if margins != self._row.contentsMargins():
            self._row.setContentsMargins(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_way(self, action: Action | None) -> None:
        """Offer the verb that helps on; None offers nothing."""
        self.way_on.setVisible(action is not None)
        if action is not None:
            self.way_on.setObjectName(action.verb.value)
            dress(self.way_on, action)

    def _on_way(self) -> None:
        self.verb_wanted.emit(self.way_on.objectName())

    def _on_read(self) -> None:
        if self.finding is not None:
            self.rule_wanted.emit(self.finding.check)

    def _on_override(self) -> None:
        if self.finding is not None:
            self.override_wanted.emit(self.finding.check)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.finding is None or self.finding.verdict is Verdict.PASS:
            return
        ink, ground = tokens_of(self).tone(VERDICT_TONES[self.finding.verdict])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), ground, None, 6)
        draw_box(painter, QRectF(0, 6, 3, self.height() - 12), ink, None, 1.5)


def _missing_words(finding: CheckFinding) -> str:
    """What would settle it, unless the fact has named all of it."""
    if all(item in finding.fact for item in finding.missing):
        return ""
    return _("还缺：{items}").format(items="、".join(finding.missing))


def changed_words(finding: CheckFinding, when: str) -> str:
    """`原判「不符合」，老王 今天 12:00 改判：…`; empty for a verdict nobody changed."""
    override = finding.override
    if override is None:
        return ""
    said = _("原判「{before}」，{who} {when} 改判").format(
        before=label(finding.found or finding.verdict), who=override.by, when=when
    )
    return f"{said}：{override.reason}" if override.reason else said


class CheckLines(QWidget):
    """All checks of a ticket below each other, in their fixed order; lines are used again."""

    override_wanted = Signal(str)
    rule_wanted = Signal(str)
    verb_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.lines: list[CheckLine] = []
        self._count = 0
        self._only_open = False

    def show_findings(
        self,
        findings: Sequence[CheckFinding],
        whens: Sequence[str],
        why: str,
        ways: Mapping[str, Action],
    ) -> None:
        """`whens`: beside each finding, when it was changed; `why`: what forbids changing any;
        `ways`: by check, the verb that helps on where it does not pass.
        """
        while len(self.lines) < len(findings):
            line = CheckLine()
            line.override_wanted.connect(self.override_wanted)
            line.rule_wanted.connect(self.rule_wanted)
            line.verb_wanted.connect(self.verb_wanted)
            self._column.addWidget(line)
            self.lines.append(line)
        self._count = len(findings)
        for line, finding, when in zip(self.lines, findings, whens, strict=False):
            line.show_finding(finding, when, why)
            line.show_way(ways.get(finding.check))
        self._sift()

    def show_only_open(self, only: bool) -> None:
        """Leave out what passed and nobody changed."""
        self._only_open = only
        self._sift()

    @property
    def shown(self) -> tuple[CheckLine, ...]:
        """The lines that can be seen."""
        return tuple(line for line in self.lines if not line.isHidden())

    def _sift(self) -> None:
        for place, line in enumerate(self.lines):
            finding = line.finding
            passed = (
                finding is not None and finding.verdict is Verdict.PASS and finding.override is None
            )
            line.setVisible(place < self._count and not (self._only_open and passed))
