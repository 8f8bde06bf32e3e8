"""Texts for the buyer that one key copies: which there are, what each says, what it was about."""

from __future__ import annotations

from typing import Final

from app.domain.case import WearMark
from app.domain.contact import ContactPurpose
from app.domain.labels import label
from app.domain.negotiation import TalkChannel
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.actions import Command
from ui.desk import Desk

COPY_PROGRESS: Final = Command("copy-progress", N_("复制进度"), "copy", ("Shift+J",))
COPY_UNTIL: Final = Command("copy-until", N_("复制申请期限"), "calendar", ("Shift+Q",))
COPY_FIRST: Final = Command("copy-first", N_("首次联系"), "chat")
COPY_WAIT: Final = Command("copy-wait", N_("请稍等，正在核实"), "clock")
COPY_SORRY: Final = Command("copy-sorry", N_("致歉"), "apology")
COPY_OPEN: Final = Command("copy-open", N_("请在平台提交申请"), "reapply")
COPY_TRACKING: Final = Command("copy-tracking", N_("提醒填写退货单号"), "truck")
COPY_INTACT: Final = Command("copy-intact", N_("退货要保持完好"), "parcel-return")
LOG_COPIED: Final = Command(
    "log-copied", N_("刚复制的话已发给买家，记一笔联系"), "check", ("Shift+K",)
)
SHORT_TEXTS: Final = (
    COPY_FIRST, COPY_WAIT, COPY_SORRY, COPY_OPEN, COPY_TRACKING, COPY_INTACT,
)  # fmt: skip
TEXTS: Final = (COPY_PROGRESS, COPY_UNTIL, *SHORT_TEXTS)
PURPOSES: Final = {
    COPY_PROGRESS.id: ContactPurpose.PROGRESS,
    COPY_UNTIL.id: ContactPurpose.EXPLANATION,
    COPY_FIRST.id: ContactPurpose.FIRST,
    COPY_WAIT.id: ContactPurpose.PROGRESS,
    COPY_SORRY.id: ContactPurpose.EXPLANATION,
    COPY_OPEN.id: ContactPurpose.REQUEST,
    COPY_TRACKING.id: ContactPurpose.REQUEST,
    COPY_INTACT.id: ContactPurpose.EXPLANATION,
}
CHANNEL: Final = "contact.channel"
"""Under this name the window remembers where buyers were talked to last."""


def text_of(desk: Desk, ticket: Ticket, command_id: str) -> str:
    """What a command copies; empty where it does not fit the ticket, which `why_none` explains.

    Raises what the services raise.
    """
    # Loaded with the first text: no pane needs them to be painted.
    from app.domain import texts_short
    from app.domain.texts_progress import progress_text

    now = desk.services.context.now()
    if command_id == COPY_PROGRESS.id:
        return progress_text(ticket, now)
    if command_id == COPY_UNTIL.id:
        from app.domain.texts_window import apply_until_text

        return apply_until_text(desk.services.checking.case(ticket))
    if command_id == COPY_TRACKING.id:
        return texts_short.tracking_text(ticket, now)
    if command_id == COPY_INTACT.id:
        return texts_short.intact_text(ticket, _marks(desk, ticket))
    return {
        COPY_FIRST.id: texts_short.first_contact_text,
        COPY_WAIT.id: texts_short.wait_text,
        COPY_SORRY.id: texts_short.sorry_text,
        COPY_OPEN.id: texts_short.open_it_text,
    }[command_id](ticket)


def why_none(command_id: str) -> str:
    """Why a text is empty for a ticket."""
    if command_id == COPY_OPEN.id:
        return _("这家店不在有售后页面的平台上，没有可以引导的地方。")
    return _("没有在等的退货单号：要么不用寄回，要么单号已经有了。")


def usual_channel(desk: Desk, ticket: Ticket) -> TalkChannel:
    """Where the buyer wants to be spoken to, else where one talked last."""
    if ticket.details.preferred_contact is not None:
        return ticket.details.preferred_contact
    if ticket.contacts:
        return ticket.contacts[-1].channel
    try:
        return TalkChannel(desk.memory.text(CHANNEL))
    except ValueError:
        return TalkChannel.PLATFORM_CHAT


def _marks(desk: Desk, ticket: Ticket) -> tuple[str, ...]:
    """What the rules of these goods say would spoil them for the next buyer."""
    case = desk.services.checking.case(ticket)
    known = {mark.value for mark in WearMark}
    categories = dict.fromkeys(case.categories.values()) or {"": None}
    words = [word for one in categories for word in case.rules.words("goods.wear_marks", one)]
    return tuple(label(WearMark(word)) for word in dict.fromkeys(words) if word in known)
