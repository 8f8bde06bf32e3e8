"""怎么算的: the sheet behind the amounts of one decision, to be read and to be copied as text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rulepack.wording import versions_text
from app.domain.settlement.types import Breakdown, Choices
from app.domain.sheet import Sheet, SheetRow, sheet, sheet_text
from app.domain.ticket import DecisionRecord, Ticket
from app.i18n import _
from ui.widgets.dialog import DraftDialog
from ui.widgets.grid import Column, LineTable
from ui.widgets.surface import Line
from ui.widgets.text import Look, PlainLabel, unbroken

_WIDTH = 720


class SheetDialog(DraftDialog):
    """Shows a finished sheet; its main button copies it and leaves it open."""

    def __init__(self, made: Sheet, about: str, parent: QWidget | None = None) -> None:
        parent = parent.window() if parent is not None else None
        title = _("怎么算的 · {kind}").format(kind=made.title)
        super().__init__(title, about, primary=_("复制为文字"), width=_WIDTH, parent=parent)
        self.sheet = made
        self.cancel.setText(_("关闭"))
        self._amounts(made)
        self._pieces(made)
        self._caps(made)
        self._both_ways(made)
        self._checks(made)
        if made.rules:
            text = _("规则版本：{rules}").format(rules=made.rules)
            self.form.addWidget(PlainLabel(unbroken(text), "tiny", wrap=True, selectable=True))

    def draft(self) -> str:
        return sheet_text(self.sheet)

    def submit(self) -> None:
        QGuiApplication.clipboard().setText(self.draft())
        self.set_hint(_("已复制，可以粘贴到聊天或备注里"))

    # ---------------------------------------------------------------------------- sections

    def _section(self, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(PlainLabel(title, "small"))
        self.form.addLayout(column)
        return column

    def _amounts(self, made: Sheet) -> None:
        column = self._section(_("金额"))
        for row in made.rows:
            column.addWidget(Line())
            column.addWidget(_Row(row))
        if not made.rows:
            column.addWidget(PlainLabel(_("这种处理方式没有金额。"), "muted"))

    def _pieces(self, made: Sheet) -> None:
        if not made.pieces:
            return
        table = LineTable(
            [
                Column(_("商品"), stretch=True),
                Column(_("第几件")),
                Column(_("款项")),
                Column(_("这一行实付"), right=True),
                Column(_("金额"), right=True),
            ]
        )
        for one in made.pieces:
            piece = one.piece or _("不分件")
            table.add_row([one.goods, piece, one.kind, one.share or _("未知"), one.amount])
        self._section(_("每件")).addWidget(table)

    def _caps(self, made: Sheet) -> None:
        if not made.caps:
            return
        table = LineTable(
            [
                Column(_("上限"), stretch=True),
                Column(_("一共"), right=True),
                Column(_("此前已用"), right=True),
                Column(_("还剩"), right=True),
            ]
        )
        for cap in made.caps:
            name = f"{cap.name}\n{cap.inputs}" if cap.inputs else cap.name
            table.add_row([name, cap.limit, cap.used, cap.left])
        self._section(_("上限（作决定前）")).addWidget(table)

    def _both_ways(self, made: Sheet) -> None:
        if not made.promotion:
            return
        table = LineTable([Column(_("满减的两种算法"), stretch=True), Column("", right=True)])
        for way, refund, chosen in made.promotion:
            name = _("{way}（采用）").format(way=way) if chosen else way
            table.add_row([name, refund], muted=not chosen)
        self._section(_("满减")).addWidget(table)

    def _checks(self, made: Sheet) -> None:
        if not made.checks and not made.charges:
            return
        column = self._section(_("检查"))
        for what, amount in made.charges:
            text = _("买家应付：{what} {amount}").format(what=what, amount=amount)
            column.addWidget(PlainLabel(unbroken(text), wrap=True, selectable=True))
        for level, said in made.checks:
            text = _("{level}：{text}").format(level=level, text=said)
            column.addWidget(PlainLabel(unbroken(text), wrap=True, selectable=True))
        if made.reason:
            text = _("确认理由：{reason}").format(reason=made.reason)
            column.addWidget(PlainLabel(unbroken(text), wrap=True, selectable=True))


class _Row(QWidget):
    """What and how much; below it the rule and what it was made of."""

    def __init__(self, row: SheetRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(1)
        line = QHBoxLayout()
        line.setSpacing(8)
        look: Look = "strong" if row.total else "text"
        line.addWidget(PlainLabel(row.what, look, wrap=True), 1)
        amount = PlainLabel(row.amount, look, right=True, selectable=True)
        line.addWidget(amount, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        about = "\n".join(part for part in (row.rule, row.inputs) if part)
        if about:
            column.addWidget(PlainLabel(unbroken(about), "tiny", wrap=True, selectable=True))


def sheet_of_record(ticket: Ticket, record: DecisionRecord, parent: QWidget) -> SheetDialog:
    """The sheet of a stored round, as it was shown then."""
    rules = versions_text(record.rules)
    made = sheet(ticket.order, record.choices, record.breakdown, record.guard_reason, rules)
    about = _("{number} · 第 {n} 轮").format(number=ticket.number, n=record.round)
    return SheetDialog(made, about, parent)


def sheet_of_draft(
    ticket: Ticket, choices: Choices, breakdown: Breakdown, parent: QWidget, reason: str = ""
) -> SheetDialog:
    """The sheet of what is being typed, as it stands now."""
    made = sheet(ticket.order, choices, breakdown, reason)
    about = _("{number} · 还没有确认").format(number=ticket.number)
    return SheetDialog(made, about, parent)
