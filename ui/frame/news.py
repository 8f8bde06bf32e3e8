"""What changed of the rules, told once to each person: a quiet line, read when there is time.

Looked for a moment after the window is painted and after somebody else took over; never in front
of anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from ui.desk import Desk
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from app.domain.rulepack.sheet import RuleNotice

_SOON_MS: Final = 1500


class News(QWidget):
    """The line above the panes; hidden while there is nothing to tell."""

    rules_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.notices: tuple[RuleNotice, ...] = ()
        self.banner = Banner("", "info")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.banner)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)
        self.banner.pressed.connect(self._on_pressed)
        desk.changes.changed.connect(self._on_changes)
        self.hide()

    def begin(self) -> None:
        """Look in a moment; what was told to somebody else is not shown meanwhile."""
        self._show(())
        self._soon.start()

    def stop(self) -> None:
        """Nothing is read any more."""
        self._soon.stop()

    def look(self) -> None:
        """Show what the acting person has not been told."""
        found = self._desk.attempt(self._desk.services.rules.news)
        self._show(found.result or ())

    def _show(self, notices: tuple[RuleNotice, ...]) -> None:
        self.notices = notices
        if notices:
            more = _("（共 {n} 条）").format(n=len(notices)) if len(notices) > 1 else ""
            text = _("规则有变化{more}。{title}：{text}").format(
                more=more, title=notices[0].title, text=notices[0].text
            )
            self.banner.say(text, "info", button=_("查看"))
        self.setVisible(bool(notices))

    def _on_changes(self, changes: Any) -> None:
        # Only once the window was painted; several writes in a row are looked at together.
        told = changes.touches("rule") or changes.touches("notice")
        if told and not self._soon.isActive() and self.window().isVisible():
            self._soon.start()

    def _on_pressed(self) -> None:
        from ui.frame.news_dialog import NewsDialog

        dialog = NewsDialog(self.notices, self.window())
        dialog.submitted.connect(self._on_read)
        dialog.rules_wanted.connect(self.rules_wanted)
        dialog.open()

    def _on_read(self, ids: tuple[str, ...]) -> None:
        if self._desk.perform(self._desk.services.rules.seen, ids):
            self._show(tuple(one for one in self.notices if one.id not in ids))
