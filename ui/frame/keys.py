"""Everything that can be done without the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.widgets.dialog import DraftDialog
from ui.widgets.grid import Column, LineTable


class KeysDialog(DraftDialog):
    """A list of (words, keys)."""

    def __init__(self, overview: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(_("快捷键"), primary=_("知道了"), width=440, parent=parent)
        self.cancel.hide()
        table = LineTable([Column(_("做什么"), stretch=True), Column(_("按键"), right=True)])
        for words, keys in overview:
            table.add_row([words, keys])
        self.form.addWidget(table)

    def draft(self) -> object:
        return None
