"""The dialog that logs a talk: what was said first, everything else one click away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.domain.contact import (
    ContactPurpose,
    Direction,
    FollowUp,
    FollowUpKind,
    Reached,
)
from app.domain.deadlines.wording import end_text
from app.domain.drafts_case import ContactDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.labels import label
from app.domain.negotiation import TalkChannel
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.decide.contact_files import TalkFiles
from ui.decide.phrases import Phrases
from ui.desk import Desk
from ui.forms import LabelledField
from ui.ticket.buyer_texts import CHANNEL, usual_channel
from ui.widgets.fields import TextArea, Tick
from ui.widgets.moment_field import MomentField
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.services import Services

TALKED, MISSED, CAME, NUDGED = "talked", "missed", "came", "nudged"
_HOW: Final = {
    TALKED: (Direction.OUTGOING, Reached.YES),
    MISSED: (Direction.OUTGOING, Reached.NO_ANSWER),
    CAME: (Direction.INCOMING, Reached.YES),
    NUDGED: (Direction.INCOMING, Reached.NUDGE),
}
_NOW, _EARLIER = "now", "earlier"
_PHRASES: Final = {
    TALKED: (
        N_("说明了目前的进度"), N_("说明了原因"), N_("买家同意等"), N_("买家要求退款"),
        N_("平台已自动通知买家处理结果"),
    ),
    MISSED: (N_("无人接听"), N_("关机"), N_("发了消息没有回复"), N_("已发短信请买家回电")),
    CAME: (N_("问进度"), N_("补充了照片"), N_("要求主管处理"), N_("提到差评，没有作任何交换")),
    NUDGED: (N_("问什么时候有结果"), N_("问退款到了没有")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogDraft:
    """The talk, its files (`KeptFile`s), and the call-back it takes care of (0: none)."""

    contact: ContactDraft
    files: tuple[Any, ...] = ()
    done: int = 0


class TalkArea(TextArea):
    """Text as always; files and pictures that are pasted into it go along with the talk."""

    given = Signal(object)

    def __init__(self, files: TalkFiles, parent: QWidget | None = None) -> None:
        super().__init__(
            lines=4,
            placeholder=_("谈了什么、答应了什么、什么时候；截图可以直接粘贴"),
            parent=parent,
        )
        self._files = files

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return self._files.offers(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._files.offers(source):
            self._files.take(source)
        else:
            super().insertFromMimeData(source)


class ContactDialog(FormDialog):
    """`draft()` is a `LogDraft`. The channel is the one used last."""

    def __init__(self, desk: Desk, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("记录联系"), primary=_("记下来"), width=640, parent=parent)
        self._desk = desk
        self._now = desk.services.context.now()
        self.files = TalkFiles(desk, ticket.shop.zone)
        self.summary = TalkArea(self.files)
        self.how = Segments(
            [
                (TALKED, _("联系了买家")),
                (MISSED, _("没有联系上")),
                (CAME, _("买家来联系")),
                (NUDGED, _("买家催办")),
            ],
            TALKED,
        )
        self.channel = Segments(
            [(one, label(one)) for one in TalkChannel], usual_channel(desk, ticket)
        )
        first = ContactPurpose.PROGRESS if ticket.contacts else ContactPurpose.FIRST
        self.purpose = Segments([(one, label(one)) for one in ContactPurpose], first)
        self.phrases = Phrases(self.summary)
        self.when = Segments([(_NOW, _("刚刚")), (_EARLIER, _("更早…"))], _NOW)
        self.at = MomentField(self._now, ticket.shop.zone)
        self.also = Tick("", False)
        self._waiting = _call_back(ticket)
        self._make_fields()
        self.setAcceptDrops(True)
        self.how.changed.connect(self._on_how)
        self.when.changed.connect(self._on_when)
        self._show_how()
        self._on_when()
        self.check()

    def _make_fields(self) -> None:
        self.add("how", _("怎么联系的"), self.how)
        self.add("summary", _("内容（内部记录，不会发给买家）"), self.summary)
        self.fields.add(_("常用短语"), self.phrases)
        self.add("channel", _("渠道"), self.channel)
        self.add("purpose", _("为了什么"), self.purpose)
        # Kept files are no text: a form that was closed begins without them.
        self.fields.add(_("聊天截图、录音（存为证据）"), self.files)
        self.add("when", _("什么时候"), self.when)
        self._at: LabelledField = self.add("at", _("时间"), self.at)
        if self._waiting is not None:
            due = end_text(self._waiting.due_at, self.ticket.shop.zone)
            what = self._waiting.what or label(self._waiting.kind)
            self.also.setText(
                _("同时完成「{what}」（{due} 前）").format(what=_short(what), due=due)
            )
            self.form.addWidget(self.also)
            self.kept["also"] = self.also

    def first_field(self) -> QWidget | None:
        return self.summary

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.files.offers(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files.take(event.mimeData())
        event.acceptProposedAction()

    def _on_how(self) -> None:
        self._show_how()
        self.check()

    def _show_how(self) -> None:
        self.phrases.show_phrases([_(one) for one in _PHRASES[str(self.how.value() or TALKED)]])

    def _on_when(self) -> None:
        self._at.setVisible(self.when.value() == _EARLIER)

    def problem_now(self) -> str:
        at = self.at.value()
        if self.when.value() == _EARLIER and at is not None and at > self._now:
            return _("联系的时间还没有到；约好以后再联系请用「安排跟进」。")
        reached = _HOW[str(self.how.value() or TALKED)][1]
        if reached is Reached.YES and not self.summary.value():
            return _("请写一句谈了什么，接手的同事要看。")
        return self.fields.problem()

    def draft(self) -> LogDraft:
        direction, reached = _HOW[str(self.how.value() or TALKED)]
        channel = TalkChannel(str(self.channel.value()))
        self._desk.memory.put(CHANNEL, channel.value)
        contact = ContactDraft(
            direction,
            channel,
            reached,
            ContactPurpose(str(self.purpose.value())),
            self.summary.value(),
            self.at.value() if self.when.value() == _EARLIER else None,
        )
        done = self._waiting.id if self._waiting is not None and self.also.value() else 0
        return LogDraft(contact, self.files.value(), done)


def _call_back(ticket: Ticket) -> FollowUp | None:
    """The call-back that is due first; a promise and a check want their own answer."""
    kinds = (FollowUpKind.CALL_BACK, FollowUpKind.BUYER_WAITS)
    waiting = [one for one in ticket.follow_ups if one.done_at is None and one.kind in kinds]
    return min(waiting, key=_due) if waiting else None


def _due(one: FollowUp) -> Any:
    return one.due_at


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 24 else plain[:23] + "…"


def contact_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with the desk it asks for files."""
    return ContactDialog(desk, ticket, parent)


def log_contact(services: Services, t: Ticket, draft: LogDraft) -> Ticket:
    """Files first: the talk names them. A call-back it takes care of is done with it."""
    pieces = [
        services.evidence.attach(t.id, one, EvidenceKind.CHAT, Party.MERCHANT)
        for one in draft.files
    ]
    contact = replace(draft.contact, evidence_ids=tuple(piece.id for piece in pieces))
    # Files have changed the ticket since it was shown.
    fresh = services.contacts.log_contact(t.id, None if pieces else t.version, contact)
    if any(one.id == draft.done and one.done_at is None for one in fresh.follow_ups):
        return services.contacts.follow_up_done(
            fresh.id, fresh.version, draft.done, contact.summary
        )
    return fresh
