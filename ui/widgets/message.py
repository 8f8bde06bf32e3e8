"""The two small dialogs of the desk: something went wrong, and are you sure."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.i18n import _
from ui.reply import Reply
from ui.widgets.button import Button, Kind
from ui.widgets.dialog import DraftDialog
from ui.widgets.text import PlainLabel


class Details(QPlainTextEdit):
    """Text to read and copy, in a fixed-width font."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.setFont(font)
        self.setTabChangesFocus(True)

        # As high as the text, within reason: a dialog of one line has no empty box.
        lines = min(max(text.count("\n") + 1 + len(text) // 90, 2), 12)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 18)


class MessageDialog(DraftDialog):
    """One sentence, what to do now, and details to copy."""

    def __init__(
        self,
        sentence: str,
        advice: str = "",
        details: str = "",
        *,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title or _("没有完成"), primary=_("知道了"), width=480, parent=parent)
        self.cancel.hide()
        self.form.addWidget(PlainLabel(sentence, wrap=True, selectable=True))
        if advice:
            self.form.addWidget(PlainLabel(advice, "muted", wrap=True, selectable=True))
        if details:
            self.details = Details(details)
            self.form.addWidget(self.details)
            self.copy = Button(_("复制详情"), icon="copy")
            self.copy.clicked.connect(self._on_copy)
            self.form.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def draft(self) -> object:
        return None

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.set_hint(_("已复制"))


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked before something that cannot be taken back."""

    title: str
    text: str
    yes_text: str
    details: str = ""
    danger: bool = False
    reason_required: bool = False


class ConfirmDialog(DraftDialog):
    """A question with one way on. Esc and Cancel change nothing."""

    def __init__(self, question: Question, yes: Reply, parent: QWidget | None = None) -> None:
        kind: Kind = "danger" if question.danger else "primary"
        super().__init__(
            question.title, primary=question.yes_text, kind=kind, width=460, parent=parent
        )
        self._yes = yes
        self.form.addWidget(PlainLabel(question.text, wrap=True))
        if question.details:
            self.form.addWidget(PlainLabel(question.details, "muted", wrap=True))
        self.reason: QPlainTextEdit | None = None
        if question.reason_required:
            self.reason = QPlainTextEdit()
            self.reason.setPlaceholderText(_("原因（写入记录）"))
            self.reason.setTabChangesFocus(True)
            self.reason.setFixedHeight(72)
            self.reason.textChanged.connect(self._on_reason)
            self.form.addWidget(self.reason)
            self._on_reason()
        self.accepted.connect(self._on_accepted)

    def draft(self) -> object:
        return self.reason.toPlainText().strip() if self.reason is not None else None

    def _on_reason(self) -> None:
        self.set_problem("" if self.draft() else _("请填写原因。"))

    def _on_accepted(self) -> None:
        if self.reason is None:
            self._yes()
        else:
            self._yes(self.draft())
