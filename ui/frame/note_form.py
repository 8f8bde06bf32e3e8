"""One note of what helped: written anew, from an ended ticket, or worded better."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.contact import SolutionNote
from app.domain.labels import label
from app.domain.remedy import ProblemClass
from app.domain.ticket import Ticket
from app.i18n import _
from ui.desk import Desk
from ui.field_dialog import FieldDialog
from ui.forms import Form
from ui.widgets.fields import TextArea, TextField

_NEW = SolutionNote(0, "", "", "")


def note_of(ticket: Ticket) -> SolutionNote:
    """What our own people wrote about the case; the buyer's words stay on the ticket."""
    claimed = {line.line_id for line in ticket.lines}
    lines = [one for one in ticket.order.lines if not claimed or one.id in claimed]
    line = next((one for one in lines if not one.gift), None)
    problem = "" if ticket.problem is ProblemClass.UNKNOWN else label(ticket.problem)
    goods = line.title if line is not None else ""
    decision = ticket.in_force
    advice = [label(decision.remedy)] if decision is not None else []
    if ticket.closing_summary:
        advice.append(ticket.closing_summary)
    return SolutionNote(
        0,
        "：".join(part for part in (goods, problem) if part),
        ticket.true_reason or ticket.summary,
        "\n".join(advice),
        line.sku if line is not None else "",
    )


class NoteForm(FieldDialog):
    """Saves by itself; a refusal stays beside what was typed."""

    def __init__(
        self,
        desk: Desk,
        note: SolutionNote = _NEW,
        of: Ticket | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`of`: the ticket it comes from, whose buyer must not be named."""
        title = _("修改处理经验") if note.id else _("新增处理经验")
        super().__init__(title, primary=_("保存"), width=560, parent=parent)
        self._desk, self._note, self._of = desk, note, of
        self.explain(_("店里的人都看得到：写问题和做法，不写是哪位买家，也不写电话地址。"))
        self.name = TextField(
            note.title, longest=80, placeholder=_("例如 马克杯掉釉：先看批次再换新")
        )
        self.symptom = TextArea(
            note.symptom, lines=2, placeholder=_("买家怎么说、看到什么，方便以后搜到")
        )
        self.advice = TextArea(
            note.advice,
            lines=5,
            placeholder=_("怎么判断、怎么处理、怎么跟买家说；可以直接复制给买家"),
        )
        self.sku = TextField(note.sku, longest=80, placeholder=_("只对某件商品有用时填写"))
        self.fault_code = TextField(note.fault_code, longest=40, placeholder=_("例如 E-07"))
        self.fields = Form(columns=2)
        self.fields.add(_("标题"), self.name, required=True, span=True)
        self.fields.add(_("现象"), self.symptom, span=True)
        self.fields.add(_("怎么解决"), self.advice, required=True, span=True)
        self.fields.add(_("商品编码"), self.sku)
        self.fields.add(_("故障代码"), self.fault_code)
        self.fields.changed.connect(self.check)
        self.form.addWidget(self.fields)
        self.submitted.connect(self._on_submitted)
        self.check()

    def first_field(self) -> QWidget | None:
        return self.name

    def problem_now(self) -> str:
        return self.fields.problem()

    def draft(self) -> SolutionNote:
        return replace(
            self._note,
            title=self.name.value(),
            symptom=self.symptom.value(),
            advice=self.advice.value(),
            sku=self.sku.value(),
            fault_code=self.fault_code.value(),
        )

    def _on_submitted(self, note: SolutionNote) -> None:
        outcome = self._desk.attempt(self._desk.services.solution_notes.save, note, self._of)
        if outcome.error is not None:
            self.keep_open(outcome.sentence)
            return
        self._desk.ask.tell(_("「{title}」已存为处理经验。").format(title=note.title))
