"""Dialogs of a repair: begin, done, cannot be repaired."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.facts import Work
from app.domain.goods_out import Repair
from app.domain.labels import label
from app.domain.money import Money
from app.domain.remedy import RepairPlace
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.decide.reasons import OneText
from ui.widgets.counter import Counter
from ui.widgets.fields import TextArea
from ui.widgets.grid import KeyValues

_MOST_MONTHS = 120
_COMES_BY_ITSELF = (RepairPlace.ON_SITE, RepairPlace.IN_STORE)


@dataclass(frozen=True, slots=True)
class DoneDraft:
    """What was repaired, and for how many months the replaced part is under warranty."""

    result: str
    part_warranty_months: int


def repair_in(ticket: Ticket, *states: Work) -> Repair | None:
    """The newest repair of a ticket in one of these states."""
    found = [one for one in ticket.repairs if one.state in states]
    return found[-1] if found else None


def terms_of(repair: Repair) -> list[tuple[str, str]]:
    """What was agreed on, as (name, value)."""
    warranty = _("保修期内") if repair.in_warranty else _("保修期外")
    quote = Money(repair.quote_cents, repair.currency)
    rows = [
        (_("维修方式"), label(repair.place)),
        (_("保修"), warranty),
        (_("买家付"), str(quote) if repair.quote_cents else _("免费")),
        (_("维修内容"), repair.work or _("没有写")),
    ]
    if repair.days:
        rows.append((_("约定时间"), _("{n} 天内").format(n=repair.days)))
    if repair.part_warranty_months:
        rows.append(
            (_("配件另保"), _("{n} 个月，从修好起算").format(n=repair.part_warranty_months))
        )
    return rows


class StartDialog(ActionDialog):
    """The work begins: what was agreed is shown once more, nothing is asked."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("开始维修"), primary=_("开始维修"), width=480, parent=parent)
        self.explain(_("开工后不能撤回方案；修不好时用「无法修复」，再定新方案。"))
        self.terms = KeyValues(columns=1)
        self.form.addWidget(self.terms)
        self._show_terms()
        self.check()

    def _show_terms(self) -> None:
        repair = repair_in(self.ticket, Work.CONSENTED)
        self.terms.show_pairs([] if repair is None else list(terms_of(repair)))

    def ticket_changed(self) -> None:
        self._show_terms()

    def draft(self) -> None:
        return None


class DoneDialog(FormDialog):
    """Repaired: what was done, and the part's own warranty beside the original one."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("已修好"), primary=_("记录修好"), width=560, parent=parent)
        repair = repair_in(ticket, Work.UNDER_REPAIR)
        self.outcome = TextArea(
            lines=3, placeholder=_("例如 更换电源板，通电测试 2 小时正常"), longest=1000
        )
        self.add("result", _("维修结果"), self.outcome, required=True)
        months = repair.part_warranty_months if repair is not None else 0
        self.months = Counter(months, 0, _MOST_MONTHS)
        self.months.changed.connect(self._on_months)
        self.add(
            "months",
            _("配件另保（月）"),
            self.months,
            note=_("从今天起算；原保修照原来的日期走，不因维修中断。0 表示没有另保。"),
        )
        self.after = self.remark(_after(repair))
        self.check()

    def _on_months(self, _value: int) -> None:
        self.check()

    def draft(self) -> DoneDraft:
        return DoneDraft(self.outcome.value(), self.months.value())


def _after(repair: Repair | None) -> str:
    """Where the goods go from here."""
    if repair is None:
        return ""
    if repair.place in _COMES_BY_ITSELF:
        return _("修好后商品就在买家手里，不用寄送。")
    return _("记录后列出一件待寄的包裹，把修好的商品寄回给买家。")


class FailedDialog(OneText):
    """It cannot be repaired: another way has to be found."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("无法修复"),
            _("没有收的维修费作废，商品列为原样寄回；请马上与买家另定方案，例如换货或退款。"),
            _("修不好的原因"),
            primary=_("记录无法修复"),
            kind="danger",
            placeholder=_("例如 主板烧毁，原厂已停产没有配件"),
            parent=parent,
        )
