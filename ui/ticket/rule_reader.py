"""The rule behind a verdict, to be read: its value, its own text, where it comes from, how sure."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.clock import local_day
from app.domain.checks import Cited
from app.domain.labels import label
from app.domain.rule_texts import note_behind
from app.domain.rulepack import KEYS, Mark, RuleNote, RuleValue
from app.domain.rulepack.wording import value_text
from app.domain.ticket import Ticket
from app.i18n import _
from ui.desk import Desk
from ui.ticket.facts import Fact, Facts
from ui.ticket.review_marks import MarkPill
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.dialog import DraftDialog
from ui.widgets.surface import Line
from ui.widgets.text import PlainLabel

_WIDTH = 520


class RuleDialog(DraftDialog):
    """Nothing is changed here; what a shop may change stands on the screen of the rules."""

    def __init__(
        self,
        cited: Cited,
        value: RuleValue | None,
        note: RuleNote | None,
        pack: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`pack`: the pack the value comes from, as staff know it."""
        super().__init__(_("规则原文"), primary=_("知道了"), width=_WIDTH, parent=parent)
        self.cancel.hide()
        self._text = _copied(cited, note)
        if note is not None:
            heading = _("{title}（{article}）").format(title=note.title, article=note.article)
            self.form.addWidget(PlainLabel(heading, "strong", wrap=True))
            self.form.addWidget(PlainLabel(note.text, wrap=True, selectable=True))
        else:
            self.form.addWidget(
                PlainLabel(_("程序里没有附这条规则的原文，请按出处查看。"), "muted", wrap=True)
            )
        self.form.addWidget(Line())
        self.facts = Facts(1)
        self.facts.show_facts(_facts(cited, value, note, pack))
        self.form.addWidget(self.facts)
        mark = cited.mark or (note.mark.value if note is not None else "")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.mark = MarkPill()
        self.mark.show_mark(mark)
        self.copy = Button(_("复制原文和出处"), icon="copy")
        self.copy.clicked.connect(self._on_copy)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.copy)
        self.form.addLayout(row)
        if mark == Mark.UNVERIFIED:
            said = _("这个数值没有人核实过，只是默认值：不要当作平台规则告诉买家。")
            self.form.addWidget(Banner(said, "warn"))

    def draft(self) -> object:
        return None

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.set_hint(_("已复制"))


def _facts(cited: Cited, value: RuleValue | None, note: RuleNote | None, pack: str) -> list[Fact]:
    key = KEYS.get(cited.key)
    read_on = note.read_on if note is not None else value.read_on if value is not None else None
    said = (
        (_("规则项"), str(key) if key is not None else ""),
        (_("数值"), value_text(value) if value is not None else ""),
        (_("从何时起"), _since(value)),
        (_("出处"), cited.source or (note.source if note is not None else "")),
        (_("查阅日期"), read_on.isoformat() if read_on is not None else ""),
        (_("规则包"), pack),
        (_("说明"), value.note if value is not None else ""),
    )
    return [Fact(name, text) for name, text in said if text]


def _since(value: RuleValue | None) -> str:
    """From when it holds, where that is more than "always"."""
    if value is None or value.valid_from.year <= 2000:
        return ""
    return value.valid_from.isoformat()


def _copied(cited: Cited, note: RuleNote | None) -> str:
    source = cited.source or (note.source if note is not None else "")
    if note is None:
        return source
    mark = label(Mark(note.mark))
    return f"{note.text}\n——{note.source}{note.article}（{mark}，{note.read_on.isoformat()}）"


def open_rule(desk: Desk, ticket: Ticket, cited: Cited, parent: QWidget) -> None:
    """Read the rule under which the ticket is judged: that of the day its order was placed."""
    rules = desk.services.rules
    placed = ticket.order.placed_at or ticket.applied_at
    found = rules.for_shop(ticket.shop.id, local_day(placed, ticket.shop.zone))
    # The same key holds different values for different kinds of goods: the one that was cited.
    value = next(
        (
            one
            for one in found.values.values()
            if cited.key and one.key == cited.key and one.source == cited.source
        ),
        None,
    )
    titles = {f"{one.id} {one.version}": f"{one.title} {one.version}" for one in rules.packs()}
    pack = titles.get(value.pack, "") if value is not None else ""
    RuleDialog(cited, value, note_behind(cited, rules.notes()), pack, parent).open()
