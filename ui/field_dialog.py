"""A dialog worked with the keyboard: fields have places, and room is made for what appears."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.forms import LabelledField
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.button import Kind
from ui.widgets.dialog import DraftDialog
from ui.widgets.text import PlainLabel, tip

_PLACES = 9


class FieldDialog(DraftDialog):
    """Subclasses add widgets to `form`, name what is kept in `kept`, and override `draft`.

    Alt and a digit goes to the field with that place; Ctrl+Enter confirms; Esc leaves.
    """

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        primary: str,
        kind: Kind = "primary",
        panel: bool = False,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title, subtitle, primary=primary, kind=kind, panel=panel, width=width, parent=parent
        )
        self.kept: dict[str, object] = {}
        # Shortcuts, not key events: a field that takes digits would take these too.
        self._shortcuts = [QShortcut(f"Alt+{place}", self) for place in range(1, _PLACES + 1)]
        for shortcut in self._shortcuts:
            shortcut.activated.connect(self._on_place)
        self.primary.set_tip(_("Ctrl+Enter"))
        self.cancel.set_tip(_("Esc"))

    def problem_now(self) -> str:
        """What stands between the draft and the main button; empty when nothing. Override."""
        return ""

    def check(self) -> None:
        """Judge the draft again; call after every change."""
        self.set_problem(self.problem_now())

    def first_field(self) -> QWidget | None:
        """Where the keyboard starts. Override when it is not the first field."""
        return None

    def remark(self, text: str, tone: Tone = "info") -> Banner:
        """A remark across the form; an empty one is there to `say` something later."""
        banner = Banner(text, tone)
        self.form.addWidget(banner)
        return banner

    def explain(self, text: str) -> PlainLabel:
        """A muted sentence above the fields."""
        label = PlainLabel(text, "muted", wrap=True)
        self.form.addWidget(label)
        return label

    def _places(self) -> list[LabelledField]:
        found = self.findChildren(LabelledField)
        return [place for place in found if place.isVisibleTo(self)]

    def showEvent(self, event: QShowEvent) -> None:
        for place, field in enumerate(self._places()[:_PLACES], 1):
            field.label.setToolTip(tip(f"Alt+{place}"))
        self.check()
        super().showEvent(event)
        places = self._places()
        first = self.first_field() or (places[0].field if places else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        """Make room for what appeared, as far as the screen allows; never take any away."""
        wanted = self.sizeHint().height()
        if wanted <= self.height():
            return
        self.resize(self.width(), wanted)
        room = self.screen().availableGeometry()
        over = self.frameGeometry().bottom() - room.bottom()
        if over > 0:
            self.move(self.x(), max(room.top(), self.y() - over))

    def _on_place(self) -> None:
        shortcut = self.sender()
        place = self._shortcuts.index(shortcut) if isinstance(shortcut, QShortcut) else 0
        places = self._places()
        if place < len(places):
            places[place].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
