"""超时登记: what ran out, why it did, and where it happens again and again."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import local_day
from app.domain.deadlines.clock import OverdueCause
from app.domain.deadlines.overdue import SIDES, OverdueLine, tally
from app.domain.deadlines.wording import end_text
from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.workflow import Verb, not_yours
from app.i18n import _
from ui.desk import Desk
from ui.queue.due import span
from ui.widgets.banner import EmptyState
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice, TextField, Tick
from ui.widgets.grid import Column, KeyValues, LineTable
from ui.widgets.segments import Segments
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel, tip

MOST: Final = 60
"""Lines at once; the latest stand first."""
_OPEN, _TOLD = "open", "told"
_HEIGHT: Final = 560
_FEW: Final = 4  # of each pattern


class OverdueDialog(DraftDialog):
    """`ticket_wanted` carries the id of the ticket whose number was clicked; the dialog then closes."""

    ticket_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("超时登记"), primary=_("关闭"), width=900, parent=parent)
        self.cancel.hide()
        self._desk = desk
        self._found: tuple[OverdueLine, ...] = ()
        self.ticks: dict[Tick, OverdueLine] = {}
        self.buttons: dict[Button, OverdueLine] = {}
        self.which = Segments([(_OPEN, _("未登记原因")), (_TOLD, _("已登记"))], _OPEN)
        self.count = PlainLabel("", "small")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.which)
        head.addWidget(self.count, 1)
        self.form.addLayout(head)
        self.form.addWidget(self._make_causes())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.form.addLayout(self._rows)
        self.patterns = KeyValues(columns=2, name_width=56)
        self.form.addWidget(self.patterns)
        self.which.chosen.connect(self._on_which)
        desk.changes.changed.connect(self._on_changes)
        self.setMinimumHeight(_HEIGHT)
        self._read()

    def draft(self) -> object:
        return None

    def _make_causes(self) -> QWidget:
        """One cause for everything that is ticked."""
        self.causes = QWidget()
        row = QHBoxLayout(self.causes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.every = Tick(_("全选"))
        self.cause = Choice(
            [(one.value, label(one)) for one in OverdueCause], placeholder=_("为什么超时")
        )
        self.note = TextField(placeholder=_("说明（可不填）"))
        self.go = Button(_("登记原因"), "normal")
        self.every.changed.connect(self._on_every)
        self.cause.changed.connect(self._show_go)
        self.go.clicked.connect(self._on_go)
        row.addWidget(self.every)
        row.addWidget(self.cause)
        row.addWidget(self.note, 1)
        row.addWidget(self.go)
        return self.causes

    # ------------------------------------------------------------------ what is shown

    def _read(self) -> None:
        told = self.which.value() == _TOLD
        outcome = self._desk.attempt(self._desk.services.clocks.overdue, explained=told)
        self._found = outcome.result or ()
        self._show()

    def _show(self) -> None:
        clear(self._rows)
        self.ticks, self.buttons = {}, {}
        told = self.which.value() == _TOLD
        self.causes.setVisible(not told and bool(self._found))
        self.count.setText(_("{n} 次").format(n=len(self._found)) if self._found else "")
        self._show_patterns()
        if not self._found:
            said = _("到期没有办完的事会列在这里，登记原因后月底能看出问题出在哪里。")
            title = _("还没有登记过原因") if told else _("没有未登记的超时")
            self._rows.addWidget(EmptyState("confirm", title, said))
            return
        columns = [
            Column(_("售后单")), Column(_("什么")), Column(_("应在")), Column(_("晚了")),
            Column(_("阶段")), Column(_("处理人")), Column(_("原因"), stretch=True),
        ]  # fmt: skip
        table = LineTable(columns if told else [Column(""), *columns])
        for line in self._found[:MOST]:
            table.add_row(self._cells(line) if told else [self._tick(line), *self._cells(line)])
        self._rows.addWidget(table)
        if len(self._found) > MOST:
            more = _("还有 {n} 次，先登记上面这些。").format(n=len(self._found) - MOST)
            self._rows.addWidget(PlainLabel(more, "small"))
        self._show_go()

    def _cells(self, line: OverdueLine) -> list[str | QWidget]:
        breach, now = line.breach, self._desk.services.context.now()
        why = label(breach.cause) if breach.cause is not None else ""
        if breach.note:
            why = f"{why}：{breach.note}"
        return [
            self._button(line),
            label(breach.kind),
            end_text(breach.due_at, line.zone, local_day(now, line.zone)),
            PlainLabel(span(now - breach.due_at), "bad")
            if line.running
            else PlainLabel(_("已办"), "muted"),
            label(Stage(breach.stage)),
            breach.assignee,
            why,
        ]

    def _tick(self, line: OverdueLine) -> Tick:
        tick = Tick("")
        tick.setAccessibleName(
            _("选中 {number} {what}").format(
                number=line.breach.number, what=label(line.breach.kind)
            )
        )
        tick.changed.connect(self._show_go)
        self.ticks[tick] = line
        return tick

    def _button(self, line: OverdueLine) -> Button:
        button = Button(line.breach.number, "ghost", icon="open")
        button.setToolTip(tip(_("打开 {number}").format(number=line.breach.number)))
        button.clicked.connect(self._on_button)
        self.buttons[button] = line
        return button

    def _show_patterns(self) -> None:
        """Where it happens again and again, each side with its most frequent few."""
        pairs = []
        for title, side in SIDES if len(self._found) > 1 else ():
            most = tally(self._found, side)[:_FEW]
            told = _("、").join(_("{name} {n}").format(name=name, n=n) for name, n in most)
            pairs.append((_("按{side}").format(side=_(title)), told))
        self.patterns.setVisible(bool(pairs))
        self.patterns.show_pairs(pairs)

    def _chosen(self) -> tuple[int, ...]:
        """The tickets of the ticked lines, each once."""
        ids = (line.breach.ticket_id for tick, line in self.ticks.items() if tick.value())
        return tuple(dict.fromkeys(ids))

    def _show_go(self) -> None:
        denied = not_yours(Verb.ACKNOWLEDGE, self._desk.roles)
        why = denied or ("" if self._chosen() else _("请先勾选。"))
        if not why and self.cause.value() is None:
            why = _("请选择原因。")
        self.go.setEnabled(not why)
        self.go.setToolTip(tip(why) if why else "")

    # ------------------------------------------------------------------ what was wanted

    def _on_which(self) -> None:
        self._read()

    def _on_every(self) -> None:
        for tick in self.ticks:
            tick.set_value(self.every.value())

    def _on_go(self) -> None:
        chosen = self._chosen()
        if not chosen or self.cause.value() is None:
            return
        done = self._desk.perform(
            self._desk.services.clocks.acknowledge_all,
            chosen,
            OverdueCause(str(self.cause.value())),
            self.note.value(),
            said=_("已登记 {n} 张售后单的超时原因。").format(n=len(chosen)),
        )
        if done:
            self.every.set_value(False)
            self.note.clear()
            self._read()

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("ticket"):
            self._read()

    def _on_button(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.buttons:
            self.ticket_wanted.emit(self.buttons[button].breach.ticket_id)
            self.accept()
