"""What changed of the rules is told once to each person, in a line that stands in nobody's way."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.domain.access import Role
from app.domain.deadlines.span import TimeUnit
from tests.ui.hands import click, front
from tests.ui.shop_floor import ShopFloor
from ui.frame.news import News
from ui.frame.news_dialog import NewsDialog
from ui.main_window import MainWindow
from ui.settings.rules import RulesDialog


def line(window: MainWindow) -> News:
    return window.page.news


def test_nothing_is_told_before_the_first_picture(window: MainWindow) -> None:
    assert line(window).isHidden()


def test_what_ships_is_told_in_a_line_and_never_again_once_read(
    window: MainWindow, floor: ShopFloor
) -> None:
    news = line(window)
    news.look()
    assert news.isVisible()
    assert QApplication.activeModalWidget() is None, "it stands in nobody's way"
    assert "规则有变化（共 2 条）" in news.banner.text
    click(news.banner._button)
    dialog = front(NewsDialog)
    click(dialog.cancel)
    news.look()
    assert news.isVisible(), "who reads it later is told again"
    click(news.banner._button)
    click(front(NewsDialog).primary)
    assert news.isHidden()
    news.look()
    assert news.isHidden()
    assert floor.services.rules.news() == ()


def test_somebody_else_is_told_what_the_owner_changed(window: MainWindow, floor: ShopFloor) -> None:
    news = line(window)
    staff, rules = floor.services.staff, floor.services.rules
    rules.seen(one.id for one in rules.news())
    staff.add("小周", (Role.AGENT,))
    today = rules.today(None)
    rules.change(None, "window.quality", "", 30, TimeUnit.NATURAL_DAYS, today, "页面写了三十天")
    news.look()
    assert news.isHidden()
    staff.act_as("小周")
    rules.seen(one.id for one in rules.news() if not one.id.startswith("own"))
    news.look()
    assert "改为 30 天" in news.banner.text
    click(news.banner._button)
    dialog = front(NewsDialog)
    click(dialog.rules)
    opened = front(RulesDialog)
    assert news.isHidden()
    opened.reject()


def test_behind_the_lock_nothing_is_told(window: MainWindow, floor: ShopFloor) -> None:
    news = line(window)
    floor.services.context.locked = True
    news.look()
    assert news.isHidden()
    floor.services.context.locked = False
    news.look()
    assert news.isVisible()
