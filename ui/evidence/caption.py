"""What is known of the piece that is shown: what it is, who gave it, and that it was not altered."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.evidence import Evidence, EvidenceKind, Judgement, Party
from app.domain.file_names import display_name
from app.domain.labels import label
from app.domain.media_types import contradicts, media_type, type_label
from app.i18n import N_, _
from ui.ticket import wording
from ui.widgets.button import Button, IconButton
from ui.widgets.fields import Choice
from ui.widgets.text import Look, PlainLabel

_STATES: Final[dict[str, tuple[str, Look]]] = {
    "intact": (N_("✓ 未改动"), "ok"),
    "altered": (N_("✕ 文件已被改动"), "bad"),
    "missing": (N_("✕ 文件不见了"), "bad"),
}
_JUDGED: Final[dict[Judgement, Look]] = {
    Judgement.NOT_YET: "small",
    Judgement.SUFFICIENT: "ok",
    Judgement.INSUFFICIENT: "warn",
    Judgement.DOUBTFUL: "warn",
}


class Caption(QWidget):
    """Two choices, the facts, and what can be done with the original."""

    changed = Signal(object, object)
    """`EvidenceKind` and `Party`, chosen by a person."""
    open_wanted = Signal()
    copy_wanted = Signal()
    check_wanted = Signal()
    judge_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._piece: Evidence | None = None
        self.kind = Choice([(one, label(one)) for one in EvidenceKind])
        self.party = Choice([(one, _("{party}提供").format(party=label(one))) for one in Party])
        self.kind.setAccessibleName(_("证据种类"))
        self.party.setAccessibleName(_("谁提供的"))
        self.kind.changed.connect(self._on_changed)
        self.party.changed.connect(self._on_changed)
        self.open = IconButton("open", _("打开原件的副本"))
        self.copy = IconButton("export", _("导出证据…"))
        self.open.clicked.connect(self.open_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.name = PlainLabel("", "small", elide=True, selectable=True)
        self.facts = PlainLabel("", "small", elide=True, selectable=True)
        self.state = PlainLabel("", "small")
        self.check = Button(_("校验"), "ghost")
        self.check.setFixedHeight(20)
        self.check.clicked.connect(self.check_wanted)
        self.judged = PlainLabel("", "small", wrap=True, selectable=True)
        self.judge = Button(_("判断…"), "ghost")
        self.judge.set_tip(_("判断这份证据：足以证明、不足，还是存疑"))
        self.judge.setFixedHeight(20)
        self.judge.clicked.connect(self.judge_wanted)
        self.note = PlainLabel("", "small", wrap=True, selectable=True)
        self._lay_out()

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(self.kind, 1)
        choices.addWidget(self.party, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        line.addWidget(self.state)
        line.addWidget(self.check)
        rest = QHBoxLayout()
        rest.setSpacing(2)
        rest.addWidget(self.facts, 1)
        for button in (self.open, self.copy):
            button.setFixedSize(24, 24)
            rest.addWidget(button)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self.judged, 1)
        verdict.addWidget(self.judge, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(4)
        column.addLayout(choices)
        column.addSpacing(2)
        column.addLayout(line)
        column.addLayout(rest)
        column.addLayout(verdict)
        column.addWidget(self.note)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_piece(self, piece: Evidence, now: datetime, zone: ZoneInfo) -> None:
        """Show the facts of a piece."""
        self._piece = piece
        for choice, value in ((self.kind, piece.kind), (self.party, piece.party)):
            choice.blockSignals(True)
            choice.set_value(value)
            choice.blockSignals(False)
        name = display_name(piece.original_name, 60)
        if contradicts(piece.original_name, piece.media_type):
            name = _("{name}（实际是{type}）").format(name=name, type=type_label(piece.media_type))
        self.name.setText(f"{piece.code} · {name}")
        taken = piece.captured_at
        when = (
            _("拍摄 {when}").format(when=wording.instant(taken, now, zone))
            if taken is not None
            else wording.instant(piece.added_at, now, zone)
        )
        mark = f"SHA-256 {wording.fingerprint(piece.sha256)}"
        # In a narrow column the end is cut: the fingerprint must not be what goes.
        facts = [mark, wording.file_size(piece.size), when]
        self.facts.setText(" · ".join(facts))
        self.facts.setAccessibleDescription(piece.sha256)
        self.note.setText(piece.note)
        self.note.setVisible(bool(piece.note))
        opens = media_type(piece.media_type).opens
        why = _("{type}不直接打开；可以导出一份，自己判断后再打开。")
        self.open.set_reason("" if opens else why.format(type=type_label(piece.media_type)))
        self._show_judgement(piece)
        self.show_state(None)

    def _show_judgement(self, piece: Evidence) -> None:
        """`存疑：像是网图`, or that nobody has judged it yet."""
        said = label(piece.judgement)
        if piece.why:
            said = _("{judgement}：{why}").format(judgement=said, why=piece.why)
        self.judged.setText(said)
        self.judged.set_look(_JUDGED[piece.judgement])

    def show_state(self, state: object) -> None:
        """What the check found; None: not checked yet, and a button offers it."""
        known = _STATES.get(str(state)) if state is not None else None
        self.state.setVisible(known is not None)
        self.check.setVisible(known is None)
        if known is not None:
            words, look = known
            self.state.setText(_(words))
            self.state.set_look(look)

    def _on_changed(self) -> None:
        kind, party = self.kind.value(), self.party.value()
        if isinstance(kind, EvidenceKind) and isinstance(party, Party):
            self.changed.emit(kind, party)
