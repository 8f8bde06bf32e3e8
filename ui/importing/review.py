"""What the files would change: files, shop, counts, rows, problems, and what a person must know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.import_plan import Change
from app.domain.labels import label
from app.i18n import _
from ui.desk import Desk
from ui.importing.parts import FileLine
from ui.importing.preview import Preview
from ui.importing.tables import (
    NOTE_COLUMNS,
    PROBLEM_COLUMNS,
    ROW_COLUMNS,
    TableView,
    change_tone,
    change_words,
)
from ui.widgets.button import Button
from ui.widgets.fields import Choice, Tick
from ui.widgets.pill import Pill
from ui.widgets.surface import Line, clear
from ui.widgets.tabs import Tabs
from ui.widgets.text import PlainLabel

_TABLE_HEIGHT: Final = 210
_ROWS, _PROBLEMS, _CONFLICTS, _QUESTIONS = range(4)


class ReviewPage(QWidget):
    """`shop_chosen` carries a `Shop`; `other_files`: begin with other files."""

    shop_chosen = Signal(object)
    other_files = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preview: Preview | None = None
        self.files = QVBoxLayout()
        self.files.setSpacing(6)
        self.shop = PlainLabel("", "strong")
        self.choice = Choice(placeholder=_("请选择店铺"))
        self.again = Button(_("换文件…"), "ghost", icon="folder")
        self.counts = QHBoxLayout()
        self.counts.setSpacing(8)
        self.tickets = PlainLabel("", "small")
        self.tabs = Tabs()
        for name in (_("明细"), _("读不进的行"), _("实付对不上"), _("要人选择")):
            self.tabs.add(name)
        self.tables = (
            TableView(ROW_COLUMNS),
            TableView(PROBLEM_COLUMNS),
            TableView(NOTE_COLUMNS),
            TableView(NOTE_COLUMNS),
        )
        self.whole = PlainLabel("", "small", wrap=True, selectable=True)
        self.keep = Button(_("存为表格，改好再导…"), icon="export")
        self.address = Tick("")
        self._stack = QStackedWidget()
        self._lay_out()
        self.choice.changed.connect(self._on_choice)
        self.again.clicked.connect(self.other_files)
        self.keep.clicked.connect(self._on_keep)
        self.tabs.currentChanged.connect(self._on_tab)
        for table in self.tables:
            table.selectionModel().currentRowChanged.connect(self._on_row)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self.files)
        where = QHBoxLayout()
        where.setSpacing(8)
        self._where = PlainLabel(_("导入到"), "muted")
        where.addWidget(self._where)
        where.addWidget(self.shop)
        where.addWidget(self.choice)
        where.addStretch(1)
        where.addWidget(self.again)
        column.addLayout(where)
        sums = QHBoxLayout()
        sums.setSpacing(24)
        sums.addLayout(self.counts)
        sums.addStretch(1)
        sums.addWidget(self.tickets)
        column.addLayout(sums)
        self._lists = QWidget()
        lists = QVBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(0)
        lists.addWidget(self.tabs)
        lists.addWidget(Line())
        for table in self.tables:
            self._stack.addWidget(table)
        self._stack.setFixedHeight(_TABLE_HEIGHT)
        lists.addWidget(self._stack)
        lists.addWidget(Line())
        column.addWidget(self._lists)
        below = QHBoxLayout()
        below.addWidget(self.whole, 1)
        below.addWidget(self.keep)
        column.addLayout(below)
        column.addWidget(self.address)

    # ------------------------------------------------------------------ showing

    def show_preview(self, preview: Preview) -> None:
        """Show a plan; the list that needs attention stands in front."""
        self._preview = preview
        plan = preview.plan
        clear(self.files)
        for file in plan.files:
            line = FileLine(file)
            self.files.addWidget(line)
            line.show()
        # Where every file was refused there is nothing to count and nothing to choose.
        for part in (self._where, self._lists):
            part.setVisible(bool(plan.parsed))
        self._show_shop(preview)
        self._show_counts(preview)
        self.tickets.setText(
            _("将新建 {n} 张售后单。").format(n=f"{plan.tickets_new:,}") if plan.tickets_new else ""
        )
        self.tickets.setVisible(bool(plan.tickets_new))
        lists: tuple[Sequence[Any], ...] = (
            preview.rows,
            plan.problems,
            plan.conflicts,
            plan.questions,
        )
        for at, (table, rows) in enumerate(zip(self.tables, lists, strict=True)):
            table.show_rows(rows)
            self.tabs.set_count(at, len(rows), "muted" if at == _ROWS else "warn")
            self.tabs.setTabVisible(at, at == _ROWS or bool(rows))
        self.tabs.setCurrentIndex(_ROWS if preview.rows or not plan.problems else _PROBLEMS)
        self._on_tab(self.tabs.currentIndex())
        self._show_address(preview)

    def _show_counts(self, preview: Preview) -> None:
        clear(self.counts)
        for kind, name in (("order", _("订单")), ("claim", _("售后"))):
            found = [(change, preview.count(kind, change)) for change in Change]
            if not any(n for _change, n in found):
                continue
            if self.counts.count():
                self.counts.addSpacing(16)
            parts: list[QWidget] = [PlainLabel(name, "muted")]
            parts.extend(
                Pill(f"{change_words(change)} {n:,}", change_tone(change))
                for change, n in found
                if n
            )
            for part in parts:
                self.counts.addWidget(part)
                part.show()

    def _show_shop(self, preview: Preview) -> None:
        plan = preview.plan
        words = preview.shop_words()
        self.shop.setText(words)
        self.shop.setVisible(bool(words) and not plan.shop_choices)
        if plan.shop_choices:
            options = [
                (shop, f"{shop.name} · {label(shop.platform)}") for shop in plan.shop_choices
            ]
            self.choice.set_options(options, plan.shop)
        self.choice.setVisible(bool(plan.shop_choices))

    def _show_address(self, preview: Preview) -> None:
        proposed = preview.plan.address
        # A shop that is made by the import takes the address along.
        self.address.setVisible(proposed is not None and preview.plan.shop is not None)
        if proposed is None:
            return
        parts = (proposed.contact, proposed.phone, proposed.address)
        shown = "，".join(part for part in parts if part).replace("&", "&&")
        self.address.setText(_("把「{address}」用作店铺退货地址").format(address=shown))
        shop = preview.plan.shop
        # A shop without an address prints slips with blank lines: any is better than none.
        self.address.set_value(shop is None or not shop.addresses)

    def takes_address(self) -> bool:
        """Whether the proposed return address is wanted."""
        return not self.address.isHidden() and self.address.value()

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.keep.setVisible(index == _PROBLEMS)
        self.whole.setText("")
        if index == _PROBLEMS:
            words = _("这些行不会导入，其余的照常导入。改好后再导一次即可，不会重复。")
            self.whole.setText(words)
        elif index == _CONFLICTS:
            self.whole.setText(_("会照常导入，但在人核对之前，不能对这些订单做金额决定。"))
        elif index == _QUESTIONS:
            self.whole.setText(_("会照常导入，商品留空，之后在售后单里选择。"))

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self.tabs.currentIndex() != _ROWS:
            last = current.siblingAtColumn(current.model().columnCount() - 1)
            self.whole.setText(str(last.data()))

    # ------------------------------------------------------------------ what was wanted

    def _on_choice(self) -> None:
        shop = self.choice.value()
        if shop is not None:
            self.shop_chosen.emit(shop)

    def _on_keep(self) -> None:
        self._desk.ask.pick_save(
            _("把读不进的行存到哪里"),
            _("读不进的行.csv"),
            self._on_keep_file,
            filters=(_("表格 (*.csv)"),),
        )

    def _on_keep_file(self, file: Path) -> None:
        from exports import import_problems_csv

        if self._preview is not None:
            problems = self._preview.plan.problems
            self._desk.perform(
                import_problems_csv.write,
                problems,
                file,
                said=_("已存为 {name}").format(name=file.name),
            )
