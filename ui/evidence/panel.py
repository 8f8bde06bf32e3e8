"""The evidence of one ticket: viewer, filmstrip, caption; drop, paste or pick adds.

It keeps looking at the same piece when the ticket is read again, and at the newest one after
something was added.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QPixmap,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.access import Permission, may, missing
from app.domain.evidence import SET_ASIDE, Evidence, EvidenceKind, Party
from app.domain.labels import label
from app.domain.media_types import type_label
from app.domain.ticket import Ticket
from app.i18n import _
from ui.desk import Desk
from ui.evidence.adding import Adding, given_files, offers_evidence
from ui.evidence.caption import Caption
from ui.evidence.drop_hint import DropHint
from ui.evidence.filmstrip import Filmstrip, Tile
from ui.evidence.loading import CHECK_UP_TO, PictureLoader, Shown
from ui.evidence.originals import Originals, Tidying
from ui.evidence.viewer import PictureViewer
from ui.jobs import Jobs
from ui.ticket import wording
from ui.widgets.banner import EmptyState
from ui.widgets.surface import Surface
from ui.widgets.text import PlainLabel

WIDTH: Final = 334
_FILTERS: Final = (
    "*.jpg *.jpeg *.png *.gif *.webp *.bmp *.tif *.tiff *.heic *.heif *.avif"
    " *.mp4 *.mov *.3gp *.pdf"
)


class EvidencePanel(Surface):
    """The right column of a ticket, or its last tab when the pane is narrow."""

    counted = Signal(int)
    """How many pieces the shown ticket has."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket: Ticket | None = None
        self._now: datetime | None = None
        self._piece: Evidence | None = None
        self._wanted: int | None = None  # a piece to look at once the ticket is read again
        # A pool of their own kind: a long import must not hold up what is looked at.
        self._loads: Jobs = type(desk.jobs)(self)
        self.loader = PictureLoader(desk.services, self._loads, self)
        self.adding = Adding(desk, self)
        self.originals = Originals(desk, self)
        self.viewer = PictureViewer()
        self.strip = Filmstrip()
        self.caption = Caption()
        self.hint = PlainLabel(_("拖入、粘贴截图（Ctrl+V）或点 ＋ 即可添加"), "tiny", elide=True)
        self.empty = EmptyState(
            "camera",
            _("还没有证据"),
            _("把照片、录像、聊天截图拖到这里；也可以截图后按 Ctrl+V 粘贴。"),
            button=_("选择文件…"),
            kind="normal",
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.veil = DropHint(self)
        self.setAcceptDrops(True)
        self._loads.run(_("整理证据"), Tidying(desk.services))

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 12, 0, 10)
        column.setSpacing(10)
        frame = QVBoxLayout()
        frame.setContentsMargins(12, 0, 12, 0)
        frame.addWidget(self.viewer)
        column.addLayout(frame, 1)
        column.addWidget(self.strip)
        column.addWidget(self.caption)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.hint)
        column.addLayout(foot)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.strip.chosen.connect(self._on_chosen)
        self.strip.add_wanted.connect(self.pick)
        self.empty.pressed.connect(self.pick)
        canvas = self.viewer.canvas
        canvas.next_wanted.connect(self.next)
        canvas.previous_wanted.connect(self.previous)
        canvas.full_wanted.connect(self._on_full_wanted)
        self.caption.changed.connect(self._on_changed)
        self.caption.open_wanted.connect(self._on_open)
        self.caption.copy_wanted.connect(self._on_copy)
        self.caption.check_wanted.connect(self._on_check)
        self.caption.judge_wanted.connect(self._on_judge)
        self.loader.thumb_ready.connect(self._on_thumb)
        self.loader.screen_ready.connect(self._on_screen)
        self.loader.full_ready.connect(self._on_full)
        self.loader.checked.connect(self._on_checked)
        self.adding.added.connect(self._on_added)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 600)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 300)

    # ------------------------------------------------------------------------------- showing

    @property
    def piece(self) -> Evidence | None:
        """The piece that is looked at."""
        return self._piece

    def show_ticket(self, ticket: Ticket | None, now: datetime) -> None:
        """Show the evidence of a ticket as it is `now`."""
        before = self._ticket
        self._ticket, self._now = ticket, now
        self.veil.hide()
        pieces = ticket.evidence if ticket is not None else ()
        self._pages.setCurrentIndex(1 if pieces else 0)
        self.empty.setEnabled(ticket is not None)
        same = before is not None and ticket is not None and before.id == ticket.id
        known = self._wanted if self._wanted is not None else None
        if known is None and same and self._piece is not None:
            known = self._piece.id
        keys = {piece.id for piece in pieces}
        if known not in keys:
            known = pieces[0].id if pieces else None
        if self._wanted in keys:
            self._wanted = None
        self.strip.show_tiles([self._tile(piece) for piece in pieces], known)
        for piece in pieces:
            if piece.is_picture:
                self.loader.thumb(piece)
        self._look_at(known)
        self.counted.emit(len(pieces))

    def _tile(self, piece: Evidence) -> Tile:
        story = _("{code} {kind} · {party}提供").format(
            code=piece.code, kind=label(piece.kind), party=label(piece.party)
        )
        if piece.judgement:
            story = _("{story} · {judgement}").format(story=story, judgement=label(piece.judgement))
        aside = piece.judgement in SET_ASIDE
        return Tile(piece.id, piece.code, icon_of(piece.media_type), story, aside)

    def _look_at(self, key: int | None) -> None:
        before = self._piece
        self._piece = self._find(key)
        if self._piece is None or self._now is None or self._ticket is None:
            self.viewer.canvas.show_message("", "")
            return
        piece = self._piece
        self.caption.show_piece(piece, self._now, ZoneInfo(self._ticket.shop.zone))
        roles, right = self._desk.roles, Permission.HANDLE
        self.caption.judge.set_reason("" if may(roles, right) else missing(roles, (right,)))
        if piece.size <= CHECK_UP_TO:
            self.loader.check(piece)
        if before is not None and before.sha256 == piece.sha256 and self.viewer.canvas.has_picture:
            return
        if piece.is_picture:
            self.viewer.canvas.show_message("image", _("正在读取…"))
            self.loader.screen(piece)
        else:
            self._show_type(piece)

    def _show_type(self, piece: Evidence) -> None:
        words = _("{type} · {size}").format(
            type=type_label(piece.media_type), size=wording.file_size(piece.size)
        )
        self.viewer.canvas.show_message(
            icon_of(piece.media_type), words, _("用下面的按钮打开副本或导出。")
        )

    def _find(self, key: int | None) -> Evidence | None:
        pieces = self._ticket.evidence if self._ticket is not None else ()
        return next((piece for piece in pieces if piece.id == key), None)

    def show_code(self, code: str) -> bool:
        """Look at the piece with this code (E1, E2 …); False when the ticket has none such."""
        for piece in self._ticket.evidence if self._ticket is not None else ():
            if piece.code == code:
                self.strip.choose(piece.id)
                self._look_at(piece.id)
                return True
        return False

    def next(self) -> None:
        """The piece to the right."""
        self.strip.step(1)

    def previous(self) -> None:
        """The piece to the left."""
        self.strip.step(-1)

    def check_all(self) -> None:
        """Check every piece of the ticket again, films too, and say what was found."""
        if self._ticket is not None:
            self.originals.check_all(self._ticket.evidence)
            for piece in self._ticket.evidence:
                self.loader.forget(piece.sha256)
            if self._piece is not None:
                self.loader.check(self._piece, again=True)

    # -------------------------------------------------------------------------------- adding

    def pick(self) -> None:
        """Let files be chosen."""
        if self._ticket is not None:
            filters = [_("照片、录像、PDF ({names})").format(names=_FILTERS), _("所有文件 (*)")]
            self._desk.ask.pick_files(_("添加证据"), filters, self._on_picked)

    def paste(self) -> None:
        """Add what the clipboard holds."""
        if self._ticket is not None:
            # An empty clipboard gives nothing at all, whatever Qt's stubs say.
            data: QMimeData | None = QGuiApplication.clipboard().mimeData()
            self.adding.take(self._ticket, data if data is not None else QMimeData())

    def take_files(self, files: list[Path]) -> None:
        """Add files that were dropped elsewhere on the ticket."""
        if self._ticket is not None and files:
            self.adding.take_files(self._ticket, files)

    def _on_picked(self, files: list[Path]) -> None:
        self.take_files(files)

    def _on_added(self, piece: Evidence) -> None:
        """The change itself arrives through the relay; here only what to look at then."""
        if self._ticket is None or piece.ticket_id != self._ticket.id:
            return
        if self._find(piece.id) is None:
            self._wanted = piece.id
        else:
            self.show_code(piece.code)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._ticket is not None and offers_evidence(event.mimeData()):
            event.acceptProposedAction()
            self.veil.lower_over(self._ticket.number)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        if self._ticket is None:
            return
        event.acceptProposedAction()
        files = given_files(event.mimeData())
        if files:
            self.adding.take_files(self._ticket, files)
        else:
            self.adding.take(self._ticket, event.mimeData())

    # ------------------------------------------------------------------------------- answers

    def _on_chosen(self, key: int) -> None:
        self._look_at(key)

    def _on_thumb(self, sha256: str, picture: QPixmap) -> None:
        for piece in self._ticket.evidence if self._ticket is not None else ():
            if piece.sha256 == sha256:
                self.strip.set_picture(piece.id, picture)

    def _on_screen(self, shown: Shown) -> None:
        if self._piece is None or self._piece.sha256 != shown.sha256:
            return
        if shown.image.isNull():
            self.viewer.canvas.show_message("warning", _("这张图片不能显示"), shown.why)
        else:
            self.viewer.canvas.show_picture(shown.image, shown.original)

    def _on_full_wanted(self) -> None:
        if self._piece is not None:
            self.loader.full(self._piece)

    def _on_full(self, shown: Shown) -> None:
        # A picture that cannot be had in full stays as it is: the preview is still true.
        if (
            self._piece is not None
            and self._piece.sha256 == shown.sha256
            and not shown.image.isNull()
        ):
            self.viewer.canvas.refine(shown.image)

    def _on_checked(self, sha256: str, state: object) -> None:
        if self._piece is not None and self._piece.sha256 == sha256:
            self.caption.show_state(state)

    # --------------------------------------------------------------------------------- acting

    def _on_changed(self, kind: EvidenceKind, party: Party) -> None:
        if self._piece is not None:
            self.adding.remember(self._piece, kind, party)
            self._desk.perform(self._desk.services.evidence.change, self._piece.id, kind, party)

    def _on_open(self) -> None:
        if self._piece is not None:
            self.originals.open(self._piece)

    def _on_copy(self) -> None:
        if self._piece is not None:
            self.originals.export(self._piece)

    def _on_check(self) -> None:
        if self._piece is not None:
            self.loader.check(self._piece, again=True)

    def _on_judge(self) -> None:
        # Loaded when it is wanted: most looking ends in no judgement.
        from ui.evidence.judging import JudgeDialog

        if self._piece is not None:
            JudgeDialog(self._desk, self._piece, self).open()


def icon_of(media_type: str) -> str:
    """The drawing that stands for a type."""
    if media_type.startswith("image/"):
        return "image"
    if media_type.startswith(("video/", "audio/")):
        return "video"
    return "pdf" if media_type == "application/pdf" else "file"
