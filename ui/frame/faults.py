"""What checking the data found wrong, to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.history import Fault
from app.i18n import _
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.message import Details
from ui.widgets.text import PlainLabel

_SHOWN = 500


class FaultsDialog(DraftDialog):
    """Names the place and what is wrong, one line each."""

    def __init__(self, faults: Sequence[Fault], parent: QWidget | None = None) -> None:
        title = _("发现 {n} 处不符").format(n=f"{len(faults):,}")
        super().__init__(title, primary=_("知道了"), width=640, parent=parent)
        self.cancel.hide()
        words = _(
            "有人在程序之外改动过数据，或磁盘出过错。请先不要继续记账："
            "复制整个数据文件夹留底，再换回完好的副本。"
        )
        self.form.addWidget(PlainLabel(words, wrap=True))
        lines = [f"{fault.place}　{fault.sentence}" for fault in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            lines.append(_("……还有 {n} 处").format(n=f"{len(faults) - _SHOWN:,}"))
        self.details = Details("\n".join(lines))
        self.form.addWidget(self.details)
        copy = Button(_("复制"), icon="copy")
        copy.clicked.connect(self._on_copy)
        self.add_beside(copy)

    def draft(self) -> object:
        return None

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.set_hint(_("已复制"))
