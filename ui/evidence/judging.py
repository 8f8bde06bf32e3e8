"""Whether a piece proves what it was given for: four answers and, for two of them, a reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.evidence import SET_ASIDE, Evidence, Judgement
from app.domain.file_names import display_name
from app.domain.labels import label
from app.i18n import _
from ui.desk import Desk
from ui.drafts import DraftKeeper
from ui.field_dialog import FieldDialog
from ui.forms import Form
from ui.widgets.fields import TextArea
from ui.widgets.segments import Segments

_WIDTH: Final = 480
_LONGEST: Final = 2000
_ORDER: Final = (Judgement.SUFFICIENT, Judgement.INSUFFICIENT, Judgement.DOUBTFUL)


class JudgeDialog(FieldDialog):
    """Writes the judgement itself; what was typed stays when it is refused."""

    def __init__(self, desk: Desk, piece: Evidence, parent: QWidget | None = None) -> None:
        name = f"{piece.code} · {label(piece.kind)} · {display_name(piece.original_name, 40)}"
        super().__init__(_("判断证据"), name, primary=_("保存"), width=_WIDTH, parent=parent)
        self._desk = desk
        self._piece = piece
        self.explain(
            _("不足或存疑的证据不计入证据清单，也不附在处理决定上。判断和理由只给本店看。")
        )
        # Only what was judged can be taken back.
        options = (*_ORDER, Judgement.NOT_YET) if piece.judgement else _ORDER
        self.judgement = Segments([(one, label(one)) for one in options], piece.judgement or None)
        self.why = TextArea(
            piece.why, lines=3, longest=_LONGEST, placeholder=_("例如 照片里没有快递单号，像是网图")
        )
        self._fields = Form(columns=1)
        self._fields.add(_("这份证据"), self.judgement)
        self._fields.add(_("理由（不足、存疑必须填）"), self.why)
        self.form.addWidget(self._fields)
        self._fields.changed.connect(self.check)
        self.submitted.connect(self._on_submitted)
        self._keeper = DraftKeeper(desk, f"ticket/{piece.ticket_id}/judge/{piece.id}", self)
        self._keeper.keep("why", self.why)
        self._keeper.restore()
        self.check()

    def problem_now(self) -> str:
        judgement = self.judgement.value()
        if judgement is None:
            return _("请选择这份证据能不能证明问题。")
        if judgement in SET_ASIDE and not self.why.value():
            return _("请写明理由，以后查得到。")
        return self.why.problem()

    def draft(self) -> tuple[Judgement, str]:
        judgement = Judgement(str(self.judgement.value()))
        # Taking a judgement back takes its reason with it.
        return judgement, self.why.value() if judgement else ""

    def _on_submitted(self, draft: tuple[Judgement, str]) -> None:
        verb = self._desk.services.evidence.judge
        outcome = self._desk.attempt(verb, self._piece.id, *draft)
        if outcome.error is not None:
            self.keep_open(outcome.sentence)
            return
        self._keeper.forget()
        self._desk.ask.tell(
            _("{code} 的判断已保存：{judgement}").format(
                code=self._piece.code, judgement=label(draft[0])
            ),
            "ok",
        )
