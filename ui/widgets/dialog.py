"""The base of every dialog that edits a draft.

Header, form on the left, perhaps a panel on the right, footer with a hint and two buttons. Opens
with `open()` and never blocks; dies when it is closed. It knows no service: it emits the draft.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Kind
from ui.widgets.scroll import ScrollColumn
from ui.widgets.surface import Ground, Line, Surface
from ui.widgets.text import PlainLabel
from ui.widgets.veil import Veil

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PANEL_WIDTH = 290
_SCREEN_MARGIN = 48


class DraftDialog(QDialog):
    """Subclasses fill `form` (and `panel`) and override `draft()`.

    `submitted` carries the draft. The dialog then closes, unless the slot called `keep_open`:
    a refused draft stays where the person typed it.
    """

    submitted = Signal(object)

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        primary: str = "",
        kind: Kind = "primary",
        panel: bool = False,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`panel` makes the right side; `width` 0 is 820 with a panel and 520 without."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self._width = width or (820 if panel else 520)
        self._kept = False
        self._submitting = False
        self._placed = False
        self._veil: Veil | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._make_head(title, subtitle)
        self._make_body(panel)
        self._make_foot(primary or _("确定"), kind)

    def _make_head(self, title: str, subtitle: str) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 14)
        head.setSpacing(10)
        self.title = PlainLabel(title, "heading")
        self.subtitle = PlainLabel(subtitle, "muted", elide=True)
        head.addWidget(self.title)
        head.addWidget(self.subtitle, 1)
        self._head = head
        self._outer.addLayout(head)
        self._outer.addWidget(Line())

    def _make_body(self, panel: bool) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        self._left = ScrollColumn((20, 16, 20, 16), 14)
        self.form = QVBoxLayout()
        self.form.setSpacing(14)
        self._complaint = Banner("", "bad")
        self._left.column.addWidget(self._complaint)
        self._left.column.addLayout(self.form)
        self._left.column.addStretch(1)
        body.addWidget(self._left, 1)
        self._right: ScrollColumn | None = None
        if panel:
            body.addWidget(Line(vertical=True))
            ground = Ground()
            ground.setFixedWidth(_PANEL_WIDTH)
            inside = QVBoxLayout(ground)
            inside.setContentsMargins(0, 0, 0, 0)
            self._right = ScrollColumn((18, 16, 18, 16), 6)
            inside.addWidget(self._right)
            body.addWidget(ground)
            self.panel = QVBoxLayout()
            self.panel.setSpacing(6)
            self._right.column.addLayout(self.panel)
            self._right.column.addStretch(1)
        self._outer.addLayout(body, 1)
        self._outer.addWidget(Line())

    def _make_foot(self, primary: str, kind: Kind) -> None:
        foot = Surface()
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        self.hint = PlainLabel("", "muted", elide=True)
        self.cancel = Button(_("取消"))
        self.primary = Button(primary, kind)
        self.primary.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.primary.clicked.connect(self.submit)
        row.addWidget(self.hint, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.primary)
        self._hint_text = ""
        self._foot_shown = ("", False)
        self._foot = foot
        self._outer.addWidget(foot)

    def draft(self) -> object:
        """What the person decided; called when there is no problem. Override."""
        raise NotImplementedError

    def set_hint(self, text: str) -> None:
        """What will happen, at the left of the buttons."""
        if text == self._hint_text:
            return
        self._hint_text = text
        self._show_foot()

    def set_primary(self, text: str) -> None:
        """What the main button says, such as the amount it confirms."""
        if text == self.primary.text():
            return
        self.primary.setText(text)
        self.primary.updateGeometry()

    def set_problem(self, reason: str) -> None:
        """Why the draft cannot be submitted, shown beside the disabled button; empty when it can."""
        if reason != self.primary.reason:
            self.primary.set_reason(reason)
        self._show_foot()

    def problem(self) -> str:
        """The reason set last."""
        return self.primary.reason

    def _show_foot(self) -> None:
        reason = self.primary.reason
        shown = (reason or self._hint_text, bool(reason))
        if shown == self._foot_shown:
            return
        self._foot_shown = shown
        self.hint.setText(shown[0])
        self.hint.set_look("bad" if reason else "muted")

    def add_beside(self, *widgets: QWidget) -> None:
        """Small widgets next to each other as one more row of the form."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.form.addLayout(row)

    def complain(self, sentence: str) -> None:
        """A sentence above the form, red; empty takes it away."""
        self._complaint.say(sentence, "bad")
        if sentence and self.isVisible():
            self.grow()

    def keep_open(self, sentence: str = "") -> None:
        """Call in the slot of `submitted` when the draft was refused."""
        self._kept = True
        self.complain(sentence)

    def submit(self) -> None:
        """What the main button does; nothing while there is a problem or a submit is on."""
        if self._submitting or not self.primary.isEnabled():
            return
        self._submitting = True
        self._kept = False
        self.complain("")
        try:
            self.submitted.emit(self.draft())
        finally:
            self._submitting = False
        if not self._kept:
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter submits from anywhere; in a text of several lines Enter alone makes a line.
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and control:
            self.submit()
            return
        on = self.focusWidget()
        if event.key() in _ENTER and isinstance(on, QPlainTextEdit):
            return
        if event.key() in _ENTER and isinstance(on, QAbstractButton):
            # Whoever stands on a button means that button: Enter on «取消» must never submit.
            on.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = self._bounded(QSize(self._width, 0)).width()
        left = self._left.height_for(width - (_PANEL_WIDTH + 1 if self._right else 0))
        right = self._right.height_for(_PANEL_WIDTH) if self._right else 0
        frame = self._head.sizeHint().height() + self._foot.sizeHint().height() + 2
        return self._bounded(QSize(width, max(left, right) + frame))

    def _bounded(self, size: QSize) -> QSize:
        room = self.screen().availableGeometry().size()
        room -= QSize(_SCREEN_MARGIN, _SCREEN_MARGIN)
        return size.boundedTo(room)

    def minimumSizeHint(self) -> QSize:
        return self._bounded(QSize(min(self._width, 420), 240))

    def fit(self) -> None:
        """As high as the content needs and the screen allows; call after rows were added."""
        self._left.column.activate()
        self._resize_in_place(self.sizeHint())

    def grow(self) -> None:
        """As `fit`, but never smaller than the person made it."""
        # What has just come to be seen counts from now on, not from the next turn.
        self._left.column.activate()
        self._resize_in_place(self.size().expandedTo(self.sizeHint()))

    def _resize_in_place(self, size: QSize) -> None:
        """Another size around the same middle, wholly on the screen."""
        before = self.frameGeometry()
        self.resize(size)
        if not self.isVisible() or before.size() == self.frameGeometry().size():
            return
        room = self.screen().availableGeometry()
        frame = self.frameGeometry()
        frame.moveCenter(before.center())
        left = max(room.left(), min(frame.left(), room.right() - frame.width() + 1))
        top = max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1))
        self.move(left, top)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._placed:
            # Qt places it over its parent only while nobody moved it; shown again after the lock
            # it keeps the size somebody gave it.
            self._placed = True
            self.resize(self.sizeHint())
        super().showEvent(event)
        behind = self.parentWidget()
        if behind is not None and self._veil is None:
            self._veil = Veil(behind.window())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
