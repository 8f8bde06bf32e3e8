"""Who speaks and how to reach them, when it reached us, and whose it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.assigning import Hand
from app.domain.case import CaseDetails, CaseWords, IdentityCheck, Mood
from app.domain.labels import label
from app.domain.negotiation import TalkChannel
from app.i18n import _
from ui.drafts import put_back, state_of
from ui.forms import LabelledField
from ui.widgets.fields import Choice, TextField, Tick
from ui.widgets.moment_field import MomentField
from ui.widgets.text import PlainLabel

NOBODY = 0
_NOT_SAID = ""
_Plain = TypeVar("_Plain", Choice, TextField)


class AboutPart(QWidget):
    """`hands` empty: nobody is asked whose it becomes; `backdating` off: nor when it came."""

    changed = Signal()

    def __init__(
        self,
        now: datetime,
        zone: str,
        hands: Sequence[Hand] = (),
        suggested: Hand | None = None,
        *,
        backdating: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields: dict[str, QWidget] = {}
        self._hands = tuple(hands)
        self._backdating = backdating
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for number in range(3):
            self._grid.setColumnStretch(number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(_("联系与登记"), "strong"))
        column.addLayout(self._grid)
        self._make_contact()
        if hands:
            best = suggested.staff_id if suggested else NOBODY
            options = [
                (NOBODY, _("先不指派")),
                *((one.staff_id, _load(one, best)) for one in hands),
            ]
            self.assignee = self._add("assignee", _("负责人"), Choice(options, NOBODY))
        self._make_receipt(column, now, zone)
        self._show()

    def _make_contact(self) -> None:
        channels: list[tuple[object, str]] = [(_NOT_SAID, _("没有说明"))]
        channels += [(one, label(one)) for one in TalkChannel]
        self.preferred = self._add("preferred", _("希望怎样联系"), Choice(channels, _NOT_SAID))
        self.best_time = self._add(
            "best_time", _("方便联系的时间"), TextField(placeholder=_("例如 晚上八点以后"))
        )
        self.email = self._add("email", _("邮箱"), TextField(placeholder=_("可不填"), longest=120))
        checks = [(one, label(one)) for one in IdentityCheck]
        self.identity = self._add("identity", _("身份核对"), Choice(checks, IdentityCheck.NOT_DONE))
        moods: list[tuple[object, str]] = [(_NOT_SAID, _("不记"))]
        moods += [(one, label(one)) for one in Mood]
        self.mood = self._add("mood", _("买家情绪（可不填）"), Choice(moods, _NOT_SAID))

    def _make_receipt(self, column: QVBoxLayout, now: datetime, zone: str) -> None:
        self.back = Tick(_("补录：以前就收到了"))
        self.at = MomentField(now, zone)
        self.note = TextField(placeholder=_("为什么现在才录，例如 昨晚来电"), longest=200)
        self._at = LabelledField(_("收到时间"), self.at)
        self._why = LabelledField(_("补录说明"), self.note)
        for name, field in (("back", self.back), ("at", self.at), ("note", self.note)):
            self.fields[name] = field
            field.changed.connect(self._on_changed)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._at)
        row.addWidget(self._why, 1)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        self.back.setVisible(self._backdating)

    def _add(self, name: str, words: str, field: _Plain) -> _Plain:
        at = len(self.fields)
        self.fields[name] = field
        self._grid.addWidget(LabelledField(words, field), at // 3, at % 3)
        field.changed.connect(self._on_changed)
        return field

    def show_case(self, details: CaseDetails, words: Mapping[str, str]) -> None:
        """Fill in what is known of a ticket."""
        self.preferred.set_value(details.preferred_contact or _NOT_SAID)
        self.identity.set_value(details.identity)
        self.mood.set_value(details.mood or _NOT_SAID)
        self.best_time.set_value(words.get(CaseWords.BEST_TIME, ""))
        self.email.set_value(words.get(CaseWords.EMAIL, ""))

    def details(self) -> dict[str, object]:
        """Identity, wished contact, mood, by the names of `CaseDetails`."""
        wished, mood = self.preferred.value(), self.mood.value()
        return {
            "identity": IdentityCheck(str(self.identity.value())),
            "preferred_contact": TalkChannel(str(wished)) if wished else None,
            "mood": Mood(str(mood)) if mood else None,
        }

    def words(self) -> dict[str, str]:
        """E-mail, best time, and why the time of receipt lies back."""
        said = {
            CaseWords.EMAIL.value: self.email.value(),
            CaseWords.BEST_TIME.value: self.best_time.value(),
        }
        if self.back.value():
            said[CaseWords.RECEIVED_NOTE.value] = self.note.value()
        return said

    def received_at(self) -> datetime | None:
        """When it reached us (UTC); None: as it is, or now."""
        return self.at.value() if self.back.value() else None

    def assignee_id(self) -> int | None:
        """Whose it becomes."""
        return int(str(self.assignee.value() or NOBODY)) or None if self._hands else None

    def problem(self) -> str:
        """The first field that is wrong."""
        email = self.email.value()
        if email and ("@" not in email.strip("@") or " " in email):
            return _("邮箱「{email}」看起来不对，没有 @ 或有空格。").format(email=email)
        if self.back.value():
            if self.at.problem():
                return self.at.problem()
            if not self.note.value():
                return _("补录以前收到的申请，请写明原因。")
        return ""

    def state(self) -> object:
        """Everything."""
        return {name: state_of(field) for name, field in self.fields.items()}

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, dict):
            for name, field in self.fields.items():
                if name in state:
                    put_back(field, state[name])
            self._show()

    def _show(self) -> None:
        for place in (self._at, self._why):
            place.setVisible(self.back.value())

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()


def _load(hand: Hand, best: int) -> str:
    text = _("{name} · 手上 {n} 张").format(name=hand.name, n=hand.open_tickets)
    return _("{text} · 建议").format(text=text) if hand.staff_id == best else text
