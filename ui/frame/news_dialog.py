"""The changes of the rules somebody has not been told yet, to be read at leisure."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.rulepack.sheet import RuleNotice
from app.i18n import _
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

_WIDTH: Final = 640


class NewsDialog(DraftDialog):
    """Every change with its day; the main button says that they were read."""

    rules_wanted = Signal()

    def __init__(self, notices: tuple[RuleNotice, ...], parent: QWidget | None = None) -> None:
        super().__init__(_("规则有变化"), primary=_("知道了"), width=_WIDTH, parent=parent)
        self._notices = notices
        self.cancel.setText(_("以后再看"))
        self.rules = Button(_("规则与时限…"), "ghost", icon="gavel")
        for notice in notices:
            card = Card(notice.title, _("{day} 起").format(day=notice.on))
            card.body.addWidget(PlainLabel(notice.text, wrap=True, selectable=True))
            self.form.addWidget(card)
        self.add_beside(self.rules)
        self.set_hint(_("每人只提示一次，之后可在「规则与时限」里查看"))
        self.rules.clicked.connect(self._on_rules)

    def draft(self) -> tuple[str, ...]:
        return tuple(notice.id for notice in self._notices)

    def _on_rules(self) -> None:
        self.submit()
        self.rules_wanted.emit()
