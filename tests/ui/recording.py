"""An `Ask` that shows nothing: it keeps what was said and answers when the test says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.ask import Ask, Said
from ui.reply import Reply
from ui.tokens import Tone
from ui.widgets.message import Question
from ui.widgets.toast import ToastAction


class RecordingAsk(Ask):
    """Everything said, in order, in `heard`."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Said] = []
        self.question: Question | None = None
        self.action: ToastAction | None = None
        self.said.connect(self._on_said)
        self._yes: Reply | None = None
        self._picked: Reply | None = None
        self._pick_list = False

    def _on_said(self, said: Said) -> None:
        self.heard.append(said)

    def the_only(self) -> Said:
        """The one thing that was said. Fails when it was nothing or more."""
        assert len(self.heard) == 1, f"one word was expected, heard: {self.heard}"
        return self.heard[0]

    def answer_yes(self, reason: str | None = None) -> None:
        """Press the button of the open question; give a reason where one is required."""
        assert self._yes is not None, "nothing was asked"
        assert self.question is not None, "nothing was asked"
        yes, question = self._yes, self.question
        self._yes = self.question = None
        if question.reason_required:
            assert reason, "this question wants a reason"
            yes(reason)
        else:
            yes()

    def answer_no(self) -> None:
        """Close the open question."""
        assert self.question is not None, "nothing was asked"
        self._yes = self.question = None

    def pick(self, *files: Path) -> None:
        """Choose in the open file dialog."""
        assert self._picked is not None, "no file was asked for"
        picked, self._picked = self._picked, None
        if self._pick_list:
            picked(list(files))
        else:
            assert len(files) == 1, "one file was asked for"
            picked(files[0])

    def _show_toast(self, text: str, tone: Tone, action: ToastAction | None) -> None:
        self.action = action

    def _show_error(self, sentence: str, advice: str, details: str) -> None:
        pass

    def _show_question(self, question: Question, yes: Reply) -> None:
        self.question, self._yes = question, yes

    def _show_picker(
        self,
        title: str,
        filters: Sequence[str],
        picked: Reply,
        mode: QFileDialog.FileMode,
        name: str,
    ) -> None:
        modes = QFileDialog.FileMode
        self._picked = picked
        self._pick_list = mode in (modes.ExistingFile, modes.ExistingFiles)
