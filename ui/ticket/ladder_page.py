"""协商: the ladder on screen, each line with its side, its amount and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.facts import Offer
from app.domain.ticket import TimelineEntry
from app.domain.workflow import Action, Verb
from app.i18n import _
from ui import icons
from ui.ticket import verbs, wording
from ui.ticket.ladder import Rung, has_rounds, rungs
from ui.ticket.page import CardPage
from ui.ticket.verb_row import VerbRow
from ui.tokens import Tone, tokens_of
from ui.widgets.banner import EmptyState
from ui.widgets.button import Button
from ui.widgets.pill import Pill
from ui.widgets.surface import Card
from ui.widgets.text import Look, PlainLabel

_SIDES: Final[dict[str, Tone]] = {"us": "info", "buyer": "violet"}


class LadderPage(CardPage):
    """协商. Give it the history with `set_entries` before `show_ticket`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()
        self.rows: list[RungRow] = []

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """The history, oldest first."""
        self._entries = tuple(entries)

    def make_cards(self) -> None:
        self.rows = []
        found = verbs.offered(self.ticket, self.acting)
        again = verbs.likely(self.ticket, found)
        if not has_rounds(self.ticket):
            self._show_empty(again)
            return
        card = Card(_("协商"), _("按先后排列，最新的在最下面"))
        card.body.setSpacing(0)
        shown = rungs(self.ticket, self._entries, self.now)
        for place, rung in enumerate(shown):
            row = RungRow(rung, last=place == len(shown) - 1)
            self.rows.append(row)
            card.body.addWidget(row)
        self.column.addWidget(card)
        if self.ticket.facts.open:
            self.column.addWidget(self._buttons(found, again))

    def _show_empty(self, again: Action | None) -> None:
        text = _("提出方案或记下买家的还价后，这里按先后列出每一轮：谁提的、多少、有没有答复。")
        wish = wording.wish(self.ticket)
        if wish != wording.unknown():
            text = _("买家最初的诉求是「{wish}」。{text}").format(wish=wish, text=text)
        button = verbs.words(again) if again is not None else ""
        empty = EmptyState("negotiate", _("还没有协商"), text, button=button)
        if again is not None:
            empty.setObjectName(again.verb.value)
            empty.pressed.connect(self._on_empty)
        self.column.addWidget(empty, 1)

    def _buttons(self, found: dict[Verb, Action], again: Action | None) -> VerbRow:
        row = VerbRow(self, (Verb.COUNTER_OFFER, Verb.WITHDRAW_OFFER), explain=False)
        self.again = Button(_("再提方案…"), icon="decide")
        self.again.clicked.connect(self._on_again)
        if again is not None:
            self.again.setObjectName(again.verb.value)
            self.again.set_tip(verbs.words(again))
        else:
            self.again.set_reason(verbs.shared_reason(found) or _("现在不能提新方案。"))
        row.add(self.again)
        return row

    def tick(self, now: datetime) -> None:
        """Count down what the open offer has left."""
        decision = self.ticket.decision
        if decision is not None and decision.state == Offer.OFFERED and decision.valid_until:
            self.show_ticket(self.ticket, now)

    def _on_again(self) -> None:
        self.verb_wanted.emit(self.again.objectName())

    def _on_empty(self) -> None:
        empty = self.sender()
        if isinstance(empty, EmptyState):
            self.verb_wanted.emit(empty.objectName())


class RungRow(QWidget):
    """One line of the ladder; what no longer counts is fainter."""

    def __init__(self, rung: Rung, *, last: bool) -> None:
        super().__init__()
        self.rung = rung
        head = QHBoxLayout()
        head.setSpacing(8)
        self.side = Pill(_("我方") if rung.side == "us" else _("买家"), _SIDES[rung.side])
        look: Look = "muted" if rung.over else "strong"
        head.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(PlainLabel(rung.title, look, wrap=True), 1)
        if rung.amount:
            head.addWidget(PlainLabel(rung.amount, look, right=True), 0, Qt.AlignmentFlag.AlignTop)
        if rung.state:
            head.addWidget(Pill(rung.state, rung.tone), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 2 if last else 14)
        column.setSpacing(3)
        column.addLayout(head)
        if rung.detail:
            column.addWidget(PlainLabel(rung.detail, "faint" if rung.over else "text", wrap=True))
        if rung.words:
            column.addWidget(_Quote(rung.words))
        for remark in rung.remarks:
            column.addLayout(_remark(remark, locked=rung.locked))
        column.addWidget(PlainLabel(rung.told, "small", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(_Post(_SIDES[rung.side], over=rung.over, last=last))
        row.addLayout(column, 1)


def _remark(text: str, *, locked: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    if locked:
        row.addWidget(_Lock(), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(text, "ok" if locked else "muted", wrap=True), 1)
    return row


class _Lock(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(14, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink = tokens_of(self).color("ok")
        drawing = icons.image("lock", ink, 14, self.devicePixelRatioF())
        QPainter(self).drawImage(QPointF(0, 2), drawing)


class _Quote(QWidget):
    """What the buyer said, beside a line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 0, 1)
        row.addWidget(PlainLabel(text, wrap=True, selectable=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 1, 2, self.height() - 2), tokens_of(self).color("line"))


class _Post(QWidget):
    """The line at the left on which the rungs hang; a hollow dot for what no longer counts."""

    def __init__(self, tone: Tone, *, over: bool, last: bool) -> None:
        super().__init__()
        self._tone: Tone = tone
        self._over, self._last = over, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(11, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.fillRect(QRectF(5, 17, 1, self.height() - 15), tokens.color("line"))
        ink = tokens.tone(self._tone)[0]
        painter.setPen(tokens.color("faint") if self._over else ink)
        painter.setBrush(Qt.BrushStyle.NoBrush if self._over else ink)
        painter.drawEllipse(QRectF(2, 6, 7, 7))
