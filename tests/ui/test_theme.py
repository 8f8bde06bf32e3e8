"""Light and dark, the icons, and what the window remembers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import icons
from ui.memory import Memory
from ui.theme import FAMILY, Theme, palette_of, style_sheet
from ui.tokens import DARK, LIGHT, SETS, Tokens, tokens_of
from ui.widgets.button import Button

ON_GROUND = [
    *(
        (ink, ground)
        for ink in ("text", "muted", "faint", "accent")
        for ground in ("surface", "bg")
    ),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("violet", "violet_soft"),
    ("accent", "accent_soft"),
    ("text", "sel"),
    ("on_button", "button"),
    ("on_toast", "toast"),
    ("toast_link", "toast"),
    ("on_mark", "ok"),
    ("on_mark", "accent"),
]


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(color.redF()), linear(color.greenF()), linear(color.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def opaque_pixels(picture: QImage) -> int:
    size = range(picture.width())
    return sum(picture.pixelColor(x, y).alpha() > 60 for x in size for y in size)


@pytest.mark.parametrize("tokens", SETS, ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), ON_GROUND)
def test_text_can_be_read_on_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.color(ink), tokens.color(ground)) >= 4.5


def test_the_icon_family_is_large_enough_for_every_screen() -> None:
    assert len(icons.names()) >= 45


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_shows_in_both_themes(name: str) -> None:
    for tokens in SETS:
        drawn = icons.image(name, tokens.color("text"), 24, 1.0)
        assert 15 < opaque_pixels(drawn) < 24 * 24 * 0.7


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_is_drawn_in_the_one_style_of_the_family(name: str) -> None:
    source = (icons.FOLDER / f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke="currentColor"' in source
    assert 'stroke-linecap="round"' in source
    assert "#" not in source, "a colour of its own would not follow the theme"


def test_an_icon_is_sharp_on_a_dense_screen() -> None:
    drawn = icons.image("inbox", QColor("black"), 16, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)


def test_an_unknown_icon_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(FileNotFoundError):
        icons.image("no-such-drawing", QColor("black"))


def test_the_bundled_font_draws_chinese(theme: Theme, qapp: QApplication) -> None:
    assert qapp.font().families()[0] == FAMILY
    assert qapp.font().pixelSize() == 13


def test_widgets_find_their_colours_through_the_palette(theme: Theme, qtbot: QtBot) -> None:
    button = Button("退款")
    qtbot.addWidget(button)
    assert tokens_of(button) is LIGHT
    theme.apply("dark")
    assert tokens_of(button) is DARK


def test_a_foreign_palette_counts_as_light() -> None:
    assert tokens_of(QPalette(QColor("white"))) is LIGHT
    assert tokens_of(palette_of(DARK)) is DARK


def test_switching_tells_once_after_everything_is_set(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed) as told:
        theme.apply("dark")
    assert told.signal_triggered
    assert theme.tokens is DARK
    assert theme.icon("inbox").pixmap(16).toImage() != QImage()


def test_the_style_sheet_leaves_no_name_unfilled() -> None:
    for tokens in SETS:
        assert "$" not in style_sheet(tokens)


def test_the_style_sheet_has_no_rules_for_items_of_views() -> None:
    sheet = style_sheet(LIGHT)
    for view in ("QTableView::item", "QListView::item", "QTreeView::item", "View::item"):
        assert view not in sheet


def test_the_chosen_theme_is_remembered(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    first = Memory(file)
    chosen = Theme(qapp, first)
    chosen.apply("dark")
    first.save()
    again = Theme(qapp, Memory(file))
    assert (again.mode, again.tokens) == ("dark", DARK)
    theme.apply("light")


def test_a_broken_memory_file_costs_the_layout_only(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text("{ not json", "utf-8")
    memory = Memory(file)
    assert memory.text("theme", "system") == "system"
    memory.put("theme", "dark")
    memory.save()
    assert json.loads(file.read_text("utf-8")) == {"theme": "dark"}


def test_a_memory_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "no such folder" / "window.json")
    memory.put("width", 300)
    memory.save()
    assert memory.number("width") == 300


def test_values_of_the_wrong_kind_are_ignored(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text('{"theme": 3, "width": "x", "open": "yes", "recent": [1, "退款"]}', "utf-8")
    memory = Memory(file)
    assert memory.text("theme", "system") == "system"
    assert memory.number("width", 7) == 7
    assert memory.flag("open") is False
    assert memory.texts("recent") == ("退款",)
