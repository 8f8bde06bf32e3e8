"""The colours of the desk: two sets with the same names, and how a widget finds its set.

The palette of the application carries the set: every set has its own accent colour and widgets
look it up there, so that a part which paints itself follows the theme without being told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

Tone = Literal["ok", "warn", "bad", "info", "violet", "muted"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour set; every value is `#RRGGBB`. Text on its ground reaches 4.5:1 everywhere."""

    dark: bool
    bg: str
    surface: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    button: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    violet: str
    violet_soft: str
    sel: str
    hover: str
    """A surface, a row or a ghost button under the mouse."""
    edge: str
    """The border of something that can be typed into or pressed, under the mouse."""
    button_over: str
    button_down: str
    on_button: str
    """Text on `button`."""
    on_mark: str
    """Text on a filled `ok` or `accent` mark."""
    stage: str
    """The ground behind pictures; dark in both sets, as in a light box turned off."""
    toast: str
    on_toast: str
    toast_link: str

    def color(self, name: str) -> QColor:
        """The colour of a field. Raises `AttributeError` for a name that is none."""
        return QColor(str(getattr(self, name)))

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Ink and soft ground of a tone."""
        ink, ground = _TONES[tone]
        return self.color(ink), self.color(ground)


_TONES: Final[dict[Tone, tuple[str, str]]] = {
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "info": ("accent", "accent_soft"),
    "violet": ("violet", "violet_soft"),
    "muted": ("muted", "bg"),
}

LIGHT: Final = Tokens(
    dark=False,
    bg="#F6F7F9",
    surface="#FFFFFF",
    line="#E3E6EB",
    text="#1D2129",
    muted="#5B6370",
    faint="#676F7B",
    accent="#2460D8",
    accent_soft="#E8F0FE",
    button="#2460D8",
    ok="#15703F",
    ok_soft="#E4F5EC",
    warn="#8A5200",
    warn_soft="#FFF3DC",
    bad="#B3261E",
    bad_soft="#FDEAE8",
    violet="#5B3BC0",
    violet_soft="#EFEAFC",
    sel="#EAF1FE",
    hover="#F2F4F7",
    edge="#B9C0CA",
    button_over="#1D54C4",
    button_down="#1848AB",
    on_button="#FFFFFF",
    on_mark="#FFFFFF",
    stage="#22262E",
    toast="#2A2F38",
    on_toast="#F4F5F7",
    toast_link="#9DBDFF",
)

DARK: Final = Tokens(
    dark=True,
    bg="#16181D",
    surface="#1F2229",
    line="#31353F",
    text="#E6E8EC",
    muted="#A7AEBB",
    faint="#9098A6",
    accent="#7FA9FF",
    accent_soft="#243250",
    button="#3566D6",
    ok="#5CCB95",
    ok_soft="#1D3529",
    warn="#F0B357",
    warn_soft="#3A2E17",
    bad="#FF8A80",
    bad_soft="#402220",
    violet="#B9A6FF",
    violet_soft="#2D2646",
    sel="#26324A",
    hover="#282C35",
    edge="#4B5262",
    button_over="#4474E0",
    button_down="#2B56BB",
    on_button="#FFFFFF",
    on_mark="#12151A",
    stage="#22262E",
    toast="#E6E8EC",
    on_toast="#1D2129",
    toast_link="#1D54C4",
)

SETS: Final = (LIGHT, DARK)
_BY_ACCENT: Final = {QColor(one.accent).rgb(): one for one in SETS}


def tokens_of(widget: QWidget | QPalette) -> Tokens:
    """The set a widget is shown in. A palette that is not ours counts as light."""
    palette = widget if isinstance(widget, QPalette) else widget.palette()
    accent = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Accent)
    return _BY_ACCENT.get(accent.rgb(), LIGHT)
