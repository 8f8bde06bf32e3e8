"""Looking closely at one picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import click, press
from ui.evidence.canvas import FOOT, PictureCanvas
from ui.evidence.viewer import PictureViewer

RED, BLUE = QColor("#c82828"), QColor("#2828c8")


def picture(width: int, height: int) -> QImage:
    """Red on the left half, blue on the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    painter = QPainter(image)
    painter.fillRect(width // 2, 0, width, height, BLUE)
    painter.end()
    return image


@pytest.fixture
def viewer(home: QWidget) -> PictureViewer:
    made = PictureViewer(home)
    made.resize(400, 448)
    made.show()
    return made


@pytest.fixture
def canvas(viewer: PictureViewer) -> PictureCanvas:
    return viewer.canvas


def seen(canvas: PictureCanvas, x: int, y: int) -> str:
    """The colour at a point: red, blue, or something else."""
    color = canvas.grab().toImage().pixelColor(x, y)
    for name, wanted in (("red", RED), ("blue", BLUE)):
        apart = (
            abs(color.red() - wanted.red()),
            abs(color.green() - wanted.green()),
            abs(color.blue() - wanted.blue()),
        )
        if max(apart) < 40:
            return name
    return "other"


def wheel(canvas: PictureCanvas, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_a_picture_is_shown_whole_above_its_tools(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(3680, 3840), QSize(3680, 3840))
    assert canvas.fits
    assert canvas.percent == 10
    assert seen(canvas, 30, 200) == "red"
    assert seen(canvas, 370, 200) == "blue"
    assert seen(canvas, 200, 448 - FOOT // 2) == "other"


def test_a_small_picture_is_not_blown_up(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(40, 40), QSize(40, 40))
    assert canvas.percent == 100
    assert seen(canvas, 30, 200) == "other"


def test_a_preview_stands_where_the_original_will(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(368, 384), QSize(3680, 3840))
    assert canvas.percent == 10
    canvas.refine(picture(3680, 3840))
    assert canvas.percent == 10
    assert seen(canvas, 30, 200) == "red"


def test_the_original_is_asked_for_once_the_preview_is_too_coarse(
    canvas: PictureCanvas, qtbot: QtBot
) -> None:
    canvas.show_picture(picture(800, 800), QSize(4000, 4000))
    with qtbot.waitSignal(canvas.full_wanted, timeout=1000):
        canvas.one_to_one()
    with qtbot.assertNotEmitted(canvas.full_wanted):
        canvas.zoom_in()


def test_a_preview_that_holds_every_pixel_is_enough(canvas: PictureCanvas, qtbot: QtBot) -> None:
    canvas.show_picture(picture(800, 800), QSize(800, 800))
    with qtbot.assertNotEmitted(canvas.full_wanted):
        canvas.one_to_one()
        canvas.zoom_in()


def test_the_wheel_zooms_about_the_mouse(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(4000, 4000), QSize(4000, 4000))
    at = QPoint(195, 200)  # still red, close to the middle
    assert seen(canvas, at.x(), at.y()) == "red"
    for _step in range(6):
        wheel(canvas, at, 1)
    assert canvas.percent > 30
    assert not canvas.fits
    assert seen(canvas, at.x(), at.y()) == "red"
    assert seen(canvas, at.x() + 60, at.y()) == "blue"


def test_zooming_has_ends_and_comes_back_to_all_of_it(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(1000, 1000), QSize(1000, 1000))
    whole = canvas.percent
    for _step in range(60):
        canvas.zoom_in()
    assert canvas.percent == 800
    for _step in range(60):
        canvas.zoom_out()
    assert canvas.percent == whole
    assert canvas.fits


def test_dragging_moves_the_picture_and_never_loses_it(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(2000, 2000), QSize(2000, 2000))
    canvas.one_to_one()
    assert seen(canvas, 205, 200) == "blue"
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(280, 200))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(280, 200))
    assert seen(canvas, 205, 200) == "red"
    for _time in range(30):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 200))
        QTest.mouseMove(canvas, QPoint(390, 200))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(390, 200))
    assert seen(canvas, 390, 200) == "red"


def test_turning_turns_the_view_only(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(2000, 1000), QSize(2000, 1000))
    canvas.turn()
    assert canvas.quarters == 1
    assert seen(canvas, 200, 60) == "red"
    assert seen(canvas, 200, 340) == "blue"
    canvas.turn()
    assert seen(canvas, 340, 200) == "red"
    canvas.turn()
    canvas.turn()
    assert seen(canvas, 60, 200) == "red"


def test_the_next_picture_starts_upright_and_whole(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(2000, 1000), QSize(2000, 1000))
    canvas.turn()
    canvas.one_to_one()
    canvas.show_picture(picture(2000, 1000), QSize(2000, 1000))
    assert canvas.quarters == 0
    assert canvas.fits


def test_double_click_goes_near_and_back(canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(2000, 2000), QSize(2000, 2000))
    whole = canvas.percent
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert canvas.percent == 100
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert canvas.percent == whole


def test_keys_zoom_and_go_on(canvas: PictureCanvas, qtbot: QtBot) -> None:
    canvas.show_picture(picture(2000, 2000), QSize(2000, 2000))
    whole = canvas.percent
    press(canvas, Qt.Key.Key_Plus)
    assert canvas.percent > whole
    press(canvas, Qt.Key.Key_1)
    assert canvas.percent == 100
    press(canvas, Qt.Key.Key_0)
    assert canvas.percent == whole
    with qtbot.waitSignal(canvas.next_wanted, timeout=1000):
        press(canvas, Qt.Key.Key_Right)
    with qtbot.waitSignal(canvas.previous_wanted, timeout=1000):
        press(canvas, Qt.Key.Key_Left)


def test_a_picture_that_fits_goes_on_fitting_when_the_window_changes(
    viewer: PictureViewer, canvas: PictureCanvas
) -> None:
    canvas.show_picture(picture(2000, 2000), QSize(2000, 2000))
    before = canvas.percent
    viewer.resize(200, 248)
    assert canvas.percent < before
    viewer.resize(400, 448)
    assert canvas.percent == before


def test_the_tools_do_what_they_show(viewer: PictureViewer, canvas: PictureCanvas) -> None:
    canvas.show_picture(picture(2000, 2000), QSize(2000, 2000))
    tools = viewer.tools
    assert tools.isVisible()
    whole = tools.percent.text()
    click(tools.closer)
    assert tools.percent.text() == f"{canvas.percent}%" != whole
    click(tools.one_to_one)
    assert tools.percent.text() == "100%"
    click(tools.fit)
    assert tools.percent.text() == whole
    click(tools.turn)
    assert canvas.quarters == 1


def test_a_word_instead_of_a_picture_has_no_tools(
    viewer: PictureViewer, canvas: PictureCanvas
) -> None:
    canvas.show_picture(picture(100, 100), QSize(100, 100))
    canvas.show_message("warning", "这张图片不能显示", "图片不完整。")
    assert not viewer.tools.isVisible()
    assert canvas.message == "这张图片不能显示 图片不完整。"
    for act in (canvas.zoom_in, canvas.one_to_one, canvas.fit, canvas.turn):
        act()
    assert not canvas.has_picture
    canvas.refine(picture(100, 100))
    assert not canvas.has_picture


def test_the_tools_stay_inside_a_small_viewer(viewer: PictureViewer) -> None:
    viewer.canvas.show_picture(picture(100, 100), QSize(100, 100))
    viewer.resize(216, 200)
    assert viewer.rect().contains(viewer.tools.geometry())
