"""Asking the buyer for everything that is missing, in one message with one limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.deadlines.wording import end_text
from app.domain.evidence import EvidenceKind
from app.domain.labels import label
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog, FormDialog
from ui.decide.words import BuyerWords
from ui.desk import Desk
from ui.widgets.day_field import DayField
from ui.widgets.fields import TextArea
from ui.widgets.flow import Flow
from ui.widgets.pill import Chip

if TYPE_CHECKING:
    from app.services import Services

_DAY: Final = timedelta(days=1)
_LONGEST_CHIP: Final = 16  # characters; what is longer stands in the text alone
_OFTEN_ASKED = (
    EvidenceKind.WHOLE_ITEM,
    EvidenceKind.CLOSE_UP,
    EvidenceKind.LABEL,
    EvidenceKind.PARCEL,
    EvidenceKind.UNBOXING_VIDEO,
    EvidenceKind.CHAT,
    EvidenceKind.ORDER_SCREENSHOT,
    EvidenceKind.INVOICE,
)


class MissingItems(QWidget):
    """What the buyer must supply, one item a line; the usual ones are a click or Space away."""

    changed = Signal()

    def __init__(self, missing: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """`missing`: what the review found missing; it stands in the text from the beginning."""
        super().__init__(parent)
        self.area = TextArea(
            "\n".join(missing),
            lines=max(4, min(len(missing) + 1, 7)),
            longest=1000,
            placeholder=_("一行一项，一次写全，避免反复索要"),
        )
        self.area.changed.connect(self._on_typed)
        flow = Flow()
        self.chips: list[Chip] = []
        usual = [label(kind) for kind in _OFTEN_ASKED]
        short = (one for one in missing if len(one) <= _LONGEST_CHIP)
        for name in dict.fromkeys((*short, *usual)):
            chip = Chip(name, icon="plus")
            chip.setChecked(name in missing)
            chip.clicked.connect(self._on_chip)
            self.chips.append(chip)
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.area)
        column.addLayout(flow)
        self.setFocusProxy(self.area)

    @property
    def items(self) -> tuple[str, ...]:
        """The items, without blanks and empty lines."""
        lines = (line.strip() for line in self.area.value().splitlines())
        return tuple(line for line in lines if line)

    def value(self) -> str:
        """The items, one a line; empty when there is none."""
        return "\n".join(self.items)

    def problem(self) -> str:
        """Too long, or nothing."""
        return self.area.problem()

    def state(self) -> object:
        """The text as typed."""
        return self.area.toPlainText()

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, str):
            self.area.set_value(state)

    def _on_chip(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        name = chip.text()
        kept = [item for item in self.items if item != name]
        if len(kept) == len(self.items):
            kept.append(name)
        self.area.set_value("\n".join(kept))

    def _on_typed(self) -> None:
        for chip in self.chips:
            chip.setChecked(chip.text() in self.items)
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class InfoDraft:
    """Items to ask for, one a line; `until` (UTC): the buyer's limit, None for none."""

    items: str
    until: datetime | None


class RequestInfoDialog(FormDialog):
    """Ask the buyer for everything that is missing, in one message."""

    def __init__(
        self,
        ticket: Ticket,
        missing: Sequence[str] = (),
        until: datetime | None = None,
        today: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`until` (UTC): the limit by the shop's rules; `today`: in the shop's zone."""
        super().__init__(
            ticket, _("请买家补充资料"), primary=_("记录并复制"), width=560, parent=parent
        )
        self._zone = ZoneInfo(ticket.shop.zone)
        self._rule = until
        self._rule_day = _last_day(until, self._zone)
        self._today = today
        self._again = ticket.asked_times > 0
        if self._again:
            self.remark(again_text(ticket), "warn")
        if missing:
            self.explain(
                _("核实清单里缺的 {n} 项都已列出；不需要的删掉，还要别的加上。").format(
                    n=len(missing)
                )
            )
        self.items = MissingItems(missing)
        self.add("items", _("需要补充的资料"), self.items, required=True)
        self.until = DayField(self._rule_day, optional=True)
        note = _("按「规则与时限」里的补充资料期限算出；过期又没有平台申请的，会自动关闭。")
        self.add("until", _("请买家在这天 24:00 前补充"), self.until, note=note)
        self.words = BuyerWords(lines=6)
        self.add("words", _("给买家的话（可编辑，确认后复制到剪贴板）"), self.words)
        self.check()

    def first_field(self) -> QWidget | None:
        # Nothing is missing any more once the review has named it all: only a look is needed.
        return self.items.area

    def check(self) -> None:
        self.words.suggest(request_text(self.items.items, self._limit_text()))
        super().check()

    def problem_now(self) -> str:
        day = self.until.value()
        if day is not None and self._today is not None and day < self._today:
            return _("期限已经过了，请改成今天或以后。")
        return self.fields.problem()

    def copied(self) -> str:
        return self.words.value()

    def draft(self) -> InfoDraft:
        return InfoDraft(self.items.value(), self._limit())

    def _limit(self) -> datetime | None:
        """The end of the chosen day; by the hour where the rule's own limit stands untouched."""
        day = self.until.value()
        if day is None:
            return None
        if day == self._rule_day:
            return self._rule
        return datetime.combine(day + _DAY, time(), self._zone).astimezone(UTC)

    def _limit_text(self) -> str:
        limit = self._limit()
        return end_text(limit, self._zone.key) if limit is not None else ""


def _last_day(until: datetime | None, zone: ZoneInfo) -> date | None:
    """The last day of a period that ends at `until`: midnight belongs to the day before it."""
    if until is None:
        return None
    return (until.astimezone(zone) - timedelta(microseconds=1)).date()


def again_text(ticket: Ticket) -> str:
    """That the buyer was asked before, how often, and for what."""
    items = "、".join(line.strip() for line in ticket.asked_for.splitlines() if line.strip())
    said = _(
        "已经向买家要过 {n} 次资料，上一次：{items}。能一次要全的请不要分次，这次会计入反复索要。"
    )
    return said.format(n=ticket.asked_times, items=items)


def request_text(items: tuple[str, ...], limit: str = "") -> str:
    """The polite request for these items, with its limit (`11/25 24:00`); empty without any."""
    if not items:
        return ""
    listed = "\n".join(f"{place}. {item}" for place, item in enumerate(items, 1))
    said = _("您好，为了尽快为您核实处理，麻烦您一次补充以下资料：\n{items}").format(items=listed)
    end = _("收到后我们会马上继续处理。")
    if limit:
        end = _("请在 {limit} 前发给我们，收到后会马上继续处理；需要更多时间请告诉我们。").format(
            limit=limit
        )
    return f"{said}\n{end}"


def request_dialog(desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
    """The dialog with everything the review misses and the limit of the shop's rules."""
    services = desk.services
    today = services.context.now().astimezone(ZoneInfo(ticket.shop.zone)).date()
    missing = services.checking.missing(ticket)
    return RequestInfoDialog(ticket, missing, services.review.info_until(ticket), today, parent)


def request_info(services: Services, t: Ticket, draft: InfoDraft) -> Ticket:
    """Record what was asked for."""
    return services.review.request_info(t.id, t.version, draft.items, draft.until)
