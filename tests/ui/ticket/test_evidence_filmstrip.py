"""The strip of pieces: choosing, moving, adding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import click, press
from ui.evidence.filmstrip import Filmstrip, Tile


def tiles(count: int) -> list[Tile]:
    return [Tile(100 + n, f"E{n + 1}", "image", f"第 {n + 1} 份") for n in range(count)]


@pytest.fixture
def strip(home: QWidget) -> Filmstrip:
    made = Filmstrip(home)
    made.resize(330, made.height())
    made.show()
    return made


def test_a_click_chooses(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.show_tiles(tiles(3), 100)
    with qtbot.waitSignal(strip.chosen, timeout=1000) as heard:
        click(strip, strip.tile_rect(2).center())
    assert heard.args == [102]
    assert strip.current == 102


def test_a_click_on_the_chosen_one_changes_nothing(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.show_tiles(tiles(3), 101)
    with qtbot.assertNotEmitted(strip.chosen):
        click(strip, strip.tile_rect(1).center())


def test_the_last_tile_adds(strip: Filmstrip, qtbot: QtBot) -> None:
    strip.show_tiles(tiles(2), 100)
    with qtbot.waitSignal(strip.add_wanted, timeout=1000):
        click(strip, strip.add_rect().center())


def test_arrows_go_along_and_stop_at_the_ends(strip: Filmstrip) -> None:
    strip.show_tiles(tiles(3), 100)
    for expected in (101, 102, 102):
        press(strip, Qt.Key.Key_Right)
        assert strip.current == expected
    for expected in (101, 100, 100):
        press(strip, Qt.Key.Key_Left)
        assert strip.current == expected


def test_the_chosen_one_of_many_is_brought_into_view(strip: Filmstrip) -> None:
    strip.show_tiles(tiles(20), 100)
    strip.choose(115)
    assert strip.tile_rect(15).right() < strip.add_rect().left()
    strip.choose(100)
    assert strip.rect().contains(strip.tile_rect(0))


def test_the_wheel_moves_a_long_strip_and_the_adding_tile_stays(strip: Filmstrip) -> None:
    strip.show_tiles(tiles(20), 100)
    for _notch in range(40):
        event = QWheelEvent(
            QPointF(50, 20),
            QPointF(strip.mapToGlobal(QPoint(50, 20))),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(strip, event)
    assert strip.tile_rect(19).right() < strip.add_rect().left()
    assert strip.rect().contains(strip.add_rect())


def test_pictures_of_pieces_that_stay_are_kept(strip: Filmstrip) -> None:
    strip.show_tiles(tiles(2), 100)
    green = QPixmap(256, 128)
    green.fill(QColor("#00c000"))
    strip.set_picture(101, green)
    strip.show_tiles(tiles(3), 101)
    middle = strip.tile_rect(1).center()
    color = strip.grab().toImage().pixelColor(middle)
    assert color.green() > 150 > color.red()


def test_a_picture_for_a_piece_that_is_gone_is_dropped(strip: Filmstrip) -> None:
    strip.show_tiles(tiles(1), 100)
    strip.set_picture(999, QPixmap(10, 10))
    assert strip._pictures == {}


def test_nothing_is_chosen_where_there_is_nothing(strip: Filmstrip) -> None:
    strip.show_tiles([], None)
    assert strip.current is None
    press(strip, Qt.Key.Key_Right)
    assert strip.current is None


def test_a_screen_reader_hears_what_is_chosen(strip: Filmstrip) -> None:
    strip.show_tiles(tiles(2), 101)
    assert strip.accessibleDescription() == "第 2 份"
