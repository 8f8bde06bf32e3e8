"""A claim after its window: on which ground it is taken all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.domain.case import GRACE, LateGround
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.decide.action_dialog import FormDialog
from ui.decide.one_of import Offered, OneOf
from ui.widgets.fields import TextArea

if TYPE_CHECKING:
    from app.services import Services

_NOTES: Final = {
    LateGround.AUTHORITY: N_("例如判决书、市场监管的处理决定；写明编号。"),
    LateGround.PROVEN_FAULT: N_("例如检测报告、物流证明；写明证据编号。"),
    LateGround.LONGER_PROMISE: N_("商品页、客服或保修卡答应过更长的期限；写明在哪里答应的。"),
    LateGround.OUR_DELAY: N_("买家在期限内找过我们，是我们没有及时处理。"),
    LateGround.BUYER_HINDERED: N_("例如住院、出差、快递长期放在代收点。"),
    LateGround.GOODWILL: N_("没有别的理由，只是照顾这位买家。"),
}


@dataclass(frozen=True, slots=True)
class LateDraft:
    """The ground, and what shows it."""

    ground: LateGround
    words: str


class LateClaimDialog(FormDialog):
    """The grounds that lift the window by rule stand apart from those that are the shop's grace."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("逾期特殊处理"), primary=_("登记"), width=560, parent=parent)
        self.explain(
            _("过了申请期限不等于拒绝。登记理由后，核实清单按理由重新判断，再照常提方案。")
        )
        heads = {
            LateGround.AUTHORITY: _("按规则不受期限限制（《淘宝平台争议处理规则》第 5 条）"),
            LateGround.OUR_DELAY: _("本店的照顾（占用善意额度）"),
        }
        self.ground = OneOf(
            [
                Offered(one.value, label(one), _(_NOTES[one]), heads.get(one, ""))
                for one in LateGround
            ]
        )
        self.add("ground", _("理由"), self.ground, required=True)
        self.words = TextArea(
            lines=3, placeholder=_("例如 E4 检测报告显示出厂即有裂纹；或 11-02 曾答应买家延长一周")
        )
        self.add("words", _("依据（写入时间线）"), self.words, required=True)
        self.budget = self.remark("", "info")
        self.check()

    def check(self) -> None:
        chosen = self.ground.value()
        said = ""
        if chosen is not None and LateGround(str(chosen)) in GRACE:
            said = _(
                "照顾处理的花费计入本月善意支出；超过店铺的预算或你的额度时，方案要由别人审批。"
            )
        self.budget.say(said, "info")
        super().check()

    def problem_now(self) -> str:
        if self.ground.value() is None:
            return _("请选择理由。")
        return self.fields.problem()

    def draft(self) -> LateDraft:
        return LateDraft(LateGround(str(self.ground.value())), self.words.value())


def late_claim(services: Services, t: Ticket, draft: LateDraft) -> Ticket:
    """Take the claim although its window is over."""
    return services.cases.late_claim(t.id, t.version, draft.ground, draft.words)
