"""Everything that can be done without the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from ui.widgets.dialog import DraftDialog
from ui.widgets.grid import Column, LineTable


class KeysDialog(DraftDialog):
    """Lists of (words, keys) side by side, so that they are seen at a glance."""

    def __init__(self, overview: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(_("快捷键"), primary=_("知道了"), width=720, parent=parent)
        self.cancel.hide()
        half = (len(overview) + 1) // 2
        both = QHBoxLayout()
        both.setSpacing(24)
        for part in (overview[:half], overview[half:]):
            table = LineTable([Column(_("做什么"), stretch=True), Column(_("按键"), right=True)])
            for words, keys in part:
                table.add_row([words, keys])
            both.addWidget(table, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(both)

    def draft(self) -> object:
        return None
