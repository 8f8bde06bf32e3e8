"""The one door to the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import bury
from tests.ui.hands import click, press
from ui.ask import Ask, Said
from ui.reply import Reply
from ui.widgets.message import ConfirmDialog, MessageDialog
from ui.widgets.toast import Toast, ToastAction


class Listener(QObject):
    """Keeps what it was called with."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []

    def on_yes(self, *reason: str) -> None:
        self.calls.append(reason)

    def on_files(self, files: list[Path]) -> None:
        self.calls.append(files)

    def on_file(self, file: Path) -> None:
        self.calls.append(file)


@pytest.fixture
def said(home: QWidget) -> Ask:
    """An `Ask` that really shows."""
    return Ask(home)


def only(home: QWidget, kind: type[QWidget]) -> QWidget:
    found = [one for one in home.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_word_in_passing_appears_and_is_kept(said: Ask, home: QWidget) -> None:
    said.tell("已受理")
    toast = only(home, Toast)
    assert isinstance(toast, Toast)
    assert toast.text == "已受理"
    assert said.last == Said("tell", "已受理")


def test_a_new_word_replaces_the_old_one(said: Ask, home: QWidget) -> None:
    said.tell("已受理")
    said.warn("不能退款", "请先核对")
    toast = only(home, Toast)
    assert isinstance(toast, Toast)
    assert toast.text == "不能退款\n请先核对"


def test_the_toast_offers_one_act(said: Ask, home: QWidget, qtbot: QtBot) -> None:
    listener = Listener()
    said.tell("已付款", "ok", ToastAction("撤销", listener.on_yes))
    toast = only(home, Toast)
    assert isinstance(toast, Toast)
    click(toast.button)
    assert listener.calls == [()]
    assert not toast.isVisible()


def test_the_toast_stays_inside_a_small_window(said: Ask, home: QWidget) -> None:
    home.resize(360, 240)
    said.tell("这是一句很长的话，" * 8)
    toast = only(home, Toast)
    assert home.rect().contains(toast.geometry())


def test_yes_calls_the_method_and_the_dialog_dies(said: Ask, home: QWidget, qtbot: QtBot) -> None:
    listener = Listener()
    said.confirm("取消后不能恢复。", "取消这张单", listener.on_yes)
    dialog = only(home, ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    click(dialog.primary)
    assert listener.calls == [()]
    bury()
    assert not home.findChildren(ConfirmDialog)


def test_escape_changes_nothing(said: Ask, home: QWidget, qtbot: QtBot) -> None:
    listener = Listener()
    said.confirm("取消后不能恢复。", "取消这张单", listener.on_yes)
    press(only(home, ConfirmDialog), Qt.Key.Key_Escape)
    assert listener.calls == []


def test_a_required_reason_holds_the_button_until_it_is_given(
    said: Ask, home: QWidget, qtbot: QtBot
) -> None:
    listener = Listener()
    said.confirm("拒绝这张单？", "拒绝", listener.on_yes, reason_required=True, danger=True)
    dialog = only(home, ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    assert not dialog.primary.isEnabled()
    assert dialog.reason is not None
    dialog.reason.setPlainText("  买家自行解决 ")
    click(dialog.primary)
    assert listener.calls == [("买家自行解决",)]


def test_an_answer_to_a_screen_that_is_gone_goes_nowhere(said: Ask, home: QWidget) -> None:
    listener = Listener()
    said.confirm("继续？", "继续", listener.on_yes)
    heard = listener.calls
    listener.deleteLater()
    bury()
    dialog = only(home, ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    dialog.submit()
    assert heard == []


def test_only_bound_methods_are_taken(said: Ask) -> None:
    calls: list[int] = []
    with pytest.raises(TypeError):
        said.confirm("继续？", "继续", lambda: calls.append(1))
    with pytest.raises(TypeError):
        Reply(print)


def test_an_error_shows_its_sentence_and_its_details(said: Ask, home: QWidget) -> None:
    said.error("磁盘已满。", "OSError 28", "请清理后再试。")
    dialog = only(home, MessageDialog)
    assert isinstance(dialog, MessageDialog)
    assert dialog.details.toPlainText() == "OSError 28"
    assert said.last == Said("error", "磁盘已满。", "OSError 28")
    dialog.reject()


def test_several_files_come_back_as_a_list(said: Ask, home: QWidget, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"x")
    listener = Listener()
    said.pick_files("添加证据", ["图片 (*.png *.jpg)"], listener.on_files)
    picker = only(home, QFileDialog)
    assert isinstance(picker, QFileDialog)
    assert picker.nameFilters() == ["图片 (*.png *.jpg)"]
    labels = (QFileDialog.DialogLabel.LookIn, QFileDialog.DialogLabel.FileType)
    assert not any(picker.labelText(label).isascii() for label in labels), "words Qt leaves English"
    chosen = [str(tmp_path / "a.png"), str(tmp_path / "b.png")]
    picker.filesSelected.emit(chosen)
    picker.reject()
    assert listener.calls == [[Path(name) for name in chosen]]


def test_a_file_to_save_comes_back_once(said: Ask, home: QWidget, tmp_path: Path) -> None:
    listener = Listener()
    said.pick_save("导出月报", "2026-11.xlsx", listener.on_file, filters=["Excel (*.xlsx)"])
    picker = only(home, QFileDialog)
    assert isinstance(picker, QFileDialog)
    assert picker.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert picker.defaultSuffix() == "xlsx"
    name = str(tmp_path / "2026-11.xlsx")
    picker.fileSelected.emit(name)
    picker.filesSelected.emit([name])
    picker.reject()
    assert listener.calls == [Path(name)]


def test_a_written_file_can_be_found_again(
    said: Ask, home: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    file = tmp_path / "2026-11.xlsx"
    file.write_bytes(b"x")
    said.tell_saved("已导出 2026-11.xlsx", file)
    toast = only(home, Toast)
    assert isinstance(toast, Toast)
    click(toast.button)
    assert opened == [str(tmp_path)]
    said.tell_saved("已导出 2026-11.xlsx", file)
    click(toast.button)
    assert str(file) in toast.text, "where no program opens folders, the path is said"
