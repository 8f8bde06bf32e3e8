"""Light and dark: the palette, the style sheet, the font and the icons of the desk.

Fusion with an own palette on every platform, so that the desk looks the same everywhere. Widgets
that paint themselves read their colours with `tokens_of`; only menus and views ask here.
"""

from __future__ import annotations

import logging
from pathlib import Path
from string import Template
from typing import Final, Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from ui import icons
from ui.memory import Memory
from ui.tokens import DARK, LIGHT, Tokens

_log = logging.getLogger(__name__)

Mode = Literal["light", "dark", "system"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
FAMILY = "Noto Sans SC"
BASE_PX = 13
_REMEMBERED = "theme"
_FONT_LOADED = "bundled-font"

# Beside the mark of its own set (Accent) a palette gives Fusion every role it asks for.
_ROLES: Final[dict[QPalette.ColorRole, str]] = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "bg",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "on_toast",
    QPalette.ColorRole.Highlight: "button",
    QPalette.ColorRole.HighlightedText: "on_button",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "violet",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette of a colour set."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, tokens.color(name))
    pale = tokens.color("edge")
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, pale)
    # A table that lost the focus keeps showing what is selected, less loudly.
    palette.setColor(
        QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, tokens.color("sel")
    )
    palette.setColor(
        QPalette.ColorGroup.Inactive, QPalette.ColorRole.HighlightedText, tokens.color("text")
    )
    return palette


def load_fonts(folder: Path = RESOURCES / "fonts") -> bool:
    """Make the bundled Chinese font known to Qt; False (and a log line) when it is not there."""
    loaded = [
        QFontDatabase.addApplicationFont(str(folder / name)) >= 0
        for name in FONTS
        if (folder / name).is_file()
    ]
    if len(loaded) != len(FONTS) or not all(loaded):
        _log.info("the bundled font is not complete; the system's font is used")
        return False
    return True


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of a colour set."""
    file = RESOURCES / "styles" / "desk.qss"
    colors = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    folder = (RESOURCES / "styles").as_posix()
    return Template(file.read_text("utf-8")).substitute(colors, styles=folder)


class Theme(QObject):
    """The look that is on, and the door to change it. `changed` fires after everything is set."""

    changed = Signal()

    def __init__(
        self, app: QApplication, memory: Memory | None = None, parent: QObject | None = None
    ) -> None:
        """Loads the font and applies the remembered mode (`system` when there is none)."""
        super().__init__(parent)
        self._app = app
        self._memory = memory if memory is not None else Memory(None, self)
        self._icons: dict[tuple[str, str], QIcon] = {}
        app.setStyle("Fusion")
        if app.property(_FONT_LOADED) is None:
            app.setProperty(_FONT_LOADED, load_fonts())
        self.has_font = bool(app.property(_FONT_LOADED))
        app.setFont(base_font())
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        remembered = self._memory.text(_REMEMBERED, "system")
        self.mode: Mode = remembered if remembered in MODES else "system"
        self.tokens: Tokens = LIGHT
        self._show()

    def apply(self, mode: Mode) -> None:
        """Switch now and remember it."""
        self.mode = mode
        self._memory.put(_REMEMBERED, mode)
        self._show()

    def icon(self, name: str, role: str = "text") -> QIcon:
        """A drawing of the family in a token's colour; ask again after `changed`."""
        color = self.tokens.color(role)
        key = (name, color.name())
        if key not in self._icons:
            self._icons[key] = icons.icon(name, color)
        return self._icons[key]

    def _show(self) -> None:
        wanted = self.mode
        if wanted == "system":
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            wanted = "dark" if dark else "light"
        self.tokens = DARK if wanted == "dark" else LIGHT
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self.mode == "system":
            self._show()


def base_font() -> QFont:
    """The font of the desk: the bundled family, 13 logical pixels."""
    font = QFont()
    font.setFamilies([FAMILY, "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC"])
    font.setPixelSize(BASE_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
