"""今日待跟进: what somebody comes back to until the end of today, across tickets."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import local_day
from app.domain.access import show_nickname
from app.domain.contact import ComeBack, ComeBackKind
from app.domain.deadlines.wording import end_text
from app.domain.labels import label
from app.i18n import _
from ui.desk import Desk
from ui.widgets.banner import EmptyState
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.grid import Column, LineTable
from ui.widgets.segments import Segments
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel, tip

MOST: Final = 80
"""Lines at once; the oldest stand first."""
_MINE, _ALL = "mine", "all"
_HEIGHT: Final = 480
_LONGEST: Final = 60


class TodayDialog(DraftDialog):
    """`ticket_wanted` carries the id of the ticket whose line was clicked; the dialog then closes."""

    ticket_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("今日待跟进"), primary=_("关闭"), width=860, parent=parent)
        self.cancel.hide()
        self._desk = desk
        self._found: tuple[ComeBack, ...] = ()
        self.buttons: dict[Button, ComeBack] = {}
        self.whose = Segments([(_MINE, ""), (_ALL, "")], _MINE)
        self.count = PlainLabel("", "small")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.whose)
        row.addWidget(self.count, 1)
        self.form.addLayout(row)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.form.addLayout(self._rows)
        self.whose.chosen.connect(self._on_whose)
        desk.changes.changed.connect(self._on_changes)
        self.setMinimumHeight(_HEIGHT)
        self._read()
        if not self._shown():
            # With nothing of one's own the others' stand there at once.
            self.whose.set_value(_ALL)
            self._show()

    def draft(self) -> object:
        return None

    def _read(self) -> None:
        outcome = self._desk.attempt(self._desk.services.contacts.due_today)
        self._found = outcome.result or ()
        mine = sum(1 for one in self._found if _is_mine(one))
        chosen = self.whose.value() or _MINE
        self.whose.set_options(
            [
                (_MINE, _("我的 {n}").format(n=mine)),
                (_ALL, _("全部 {n}").format(n=len(self._found))),
            ],
            chosen,
        )
        self._show()

    def _shown(self) -> list[ComeBack]:
        if self.whose.value() == _ALL:
            return list(self._found)
        return [one for one in self._found if _is_mine(one)]

    def _show(self) -> None:
        clear(self._rows)
        self.buttons = {}
        shown, now = self._shown(), self._desk.services.context.now()
        late = sum(1 for one in shown if one.due_at <= now)
        self.count.setText(_("{n} 件已经过了时间").format(n=late) if late else "")
        if not shown:
            said = _(
                "今天没有要跟进的事。安排好的跟进、答应买家的事和同事的问题到期那天会列在这里。"
            )
            self._rows.addWidget(EmptyState("confirm", _("都跟进完了"), said))
            return
        table = LineTable(
            [
                Column(_("截止")),
                Column(_("做什么"), stretch=True),
                Column(_("谁")),
                Column(_("售后单"), right=True),
            ]
        )
        for one in shown[:MOST]:
            table.add_row([self._when(one), _what(one), one.owner, self._button(one)])
        self._rows.addWidget(table)
        if len(shown) > MOST:
            more = _("还有 {n} 件，先处理上面这些。").format(n=len(shown) - MOST)
            self._rows.addWidget(PlainLabel(more, "small"))

    def _when(self, one: ComeBack) -> PlainLabel:
        now = self._desk.services.context.now()
        text = end_text(one.due_at, one.zone, local_day(now, one.zone))
        return PlainLabel(text, "bad" if one.due_at <= now else "text")

    def _button(self, one: ComeBack) -> Button:
        button = Button(one.number, "ghost", icon="open")
        button.setToolTip(tip(one.goods))
        button.setAccessibleName(_("打开 {number}").format(number=one.number))
        button.clicked.connect(self._on_button)
        self.buttons[button] = one
        return button

    def _on_whose(self) -> None:
        self._show()

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("ticket"):
            self._read()

    def _on_button(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.buttons:
            self.ticket_wanted.emit(self.buttons[button].ticket_id)
            self.accept()


def _is_mine(one: ComeBack) -> bool:
    """One's own, and what is nobody's in particular."""
    return one.mine or not one.owner


def _what(one: ComeBack) -> str:
    """`回电：问问尺码`, `等买家填退货单号 · 北欧羊毛地毯`."""
    name = label(one.follow_up) if one.follow_up is not None else label(one.kind)
    if one.kind is ComeBackKind.RETURN:
        return _("{name} · {goods}").format(name=name, goods=one.goods)
    plain = show_nickname(" ".join(one.what.split()))  # no phone stands in full on a list
    short = plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
    return _("{name}：{what}").format(name=name, what=short) if short else name
