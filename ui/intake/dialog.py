"""A new ticket by hand, with the keyboard alone: which order and goods, what is wrong, what wish."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import local_day
from app.domain.case import CaseDetails, Urgency
from app.domain.case_fields import CaseField, narrowed
from app.domain.drafts import IntakeDraft
from app.domain.drafts_case import CaseDraft
from app.domain.order import Order, Shop
from app.domain.remedy import Channel
from app.domain.ticket import Ticket
from app.errors import RuleViolation, StorageProblem
from app.i18n import _
from ui.desk import Desk
from ui.drafts import DraftKeeper
from ui.field_dialog import FieldDialog
from ui.forms import LabelledField
from ui.intake.about_part import AboutPart
from ui.intake.complaint import Complaint
from ui.intake.intake_files import IntakeFiles
from ui.intake.order_part import OrderPart
from ui.intake.twin_list import TwinList
from ui.widgets.banner import Banner
from ui.widgets.fields import Choice
from ui.widgets.scroll import ScrollColumn
from ui.widgets.surface import Line

_WIDTH = 1160
_HEIGHT = 820
_LEFT_WIDTH = 430
_LEAST_DETAILS = 150
_MOST_HITS = 6


class IntakeDialog(FieldDialog):
    """Opens the ticket itself and tells which one; show it with `open()`."""

    made = Signal(object)
    """The new `Ticket`."""

    wanted = Signal(int)
    """The id of another ticket that shall be shown; this form is closed then."""

    def __init__(self, desk: Desk, shop_id: int | None, parent: QWidget | None = None) -> None:
        """`shop_id` None: the first shop, another can be chosen in the form.

        Raises `RuleViolation` while there is no shop, `NotFound` when that shop is gone.
        """
        shops: tuple[Shop, ...] = desk.services.shops.all()
        if not shops:
            raise RuleViolation(_("还没有店铺，不能建单。"), _("请先新建店铺或导入平台文件。"))
        shop: Shop = shops[0] if shop_id is None else desk.services.shops.get(shop_id)
        super().__init__(_("新建售后单"), shop.name, primary=_("建单"), width=_WIDTH, parent=parent)
        self._desk = desk
        self._shops = {one.id: one for one in shops}
        self._intent_key = str(uuid4())
        self.shop = Choice([(one.id, one.name) for one in shops], shop.id)
        place = LabelledField(_("店铺"), self.shop)
        place.setVisible(len(shops) > 1)
        self.form.addWidget(place)
        self._make_sides(shop)
        self.setAcceptDrops(True)
        self._left.viewport().installEventFilter(self)
        self._keeper.restore()
        self.shop.changed.connect(self._on_shop)
        self.submitted.connect(self._on_submitted)
        self.check()

    def _make_sides(self, shop: Shop) -> None:
        """The two sides for one shop: amounts are in its currency, orders are its own."""
        self._shop = shop
        self._looked_for: object = None
        self._asked_of: object = None
        self.subtitle.setText(shop.name)
        services, now = self._desk.services, self._desk.services.context.now()
        self.order = OrderPart(shop, self._find)
        self.foretold = Banner("", "info")
        self.twins = TwinList()
        self.files = IntakeFiles(self._desk, shop.zone)
        self.complaint = Complaint(shop.currency, local_day(now, shop.zone))
        self.complaint.words.files = self.files
        self.case = self.complaint.case
        self.about = AboutPart(now, shop.zone, services.cases.hands(), services.cases.suggest())
        self._body = self._lay_out()
        self.form.addWidget(self._body)
        # A body made later comes last in the order of the Tab key: put the buttons behind it.
        QWidget.setTabOrder(self.about.note, self.cancel)
        QWidget.setTabOrder(self.cancel, self.primary)
        self.kept = {
            "order": self.order, **self.complaint.kept, "about": self.about, "files": self.files,
        }  # fmt: skip
        for part in (self.order, self.complaint, self.about, self.files):
            part.changed.connect(self.check)
        self.twins.wanted.connect(self._on_twin)
        self._keeper = DraftKeeper(self._desk, f"intake/{shop.id}", self)
        for name, field in self.kept.items():
            self._keeper.keep(name, field)

    def _lay_out(self) -> QWidget:
        """Order and files at the left; at the right what is wrong, and details that scroll."""
        left = QWidget()
        left.setFixedWidth(_LEFT_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.order)
        column.addWidget(self.foretold)
        column.addWidget(self.twins)
        column.addWidget(LabelledField(_("买家发来的图片和文件"), self.files))
        column.addStretch(1)
        self.details = ScrollColumn((0, 0, 10, 0), 16)
        self.details.column.addWidget(self.case)
        self.details.column.addWidget(self.about)
        self.details.column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.complaint)
        right.addWidget(Line())
        right.addWidget(self.details, 1)
        body = QWidget()
        both = QHBoxLayout(body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addWidget(left)
        both.addLayout(right, 1)
        return body

    # ----------------------------------------------------------------------------------- room

    def sizeHint(self) -> QSize:
        return self._bounded(QSize(_WIDTH, _HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._left.viewport():
            self._share_room()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """The details take the height that is left and scroll in it; the rest stays in sight."""
        margins = self._left.column.contentsMargins()
        inside = self._left.widget() or self._body
        above = self._body.mapTo(inside, self._body.rect().topLeft()).y()
        room = self._left.viewport().height() - above - margins.bottom()
        room -= self.complaint.sizeHint().height() + 25
        self.details.setFixedHeight(max(_LEAST_DETAILS, room))

    def _on_shop(self) -> None:
        """Another shop: what was typed moves along, an order that was found does not."""
        old, keeper = self._body, self._keeper
        states = keeper.now()
        keeper.forget()
        keeper.retire()
        self.form.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._make_sides(self._shops[int(str(self.shop.value()))])
        self._body.show()
        self._keeper.put(states)
        self._keeper.save()
        self.check()

    def first_field(self) -> QWidget:
        return self.order

    def check(self) -> None:
        self.order.show_channel(self._channel())
        self.case.show_lines(self.order.claimed_lines())
        super().check()
        self.set_hint(_("Alt+1 到 9 跳到各栏 · Ctrl+Enter 建单 · 建单后进入「待受理」"))
        self._look_for_twins()
        self._foretell()

    def problem_now(self) -> str:
        return (
            self.order.problem()
            or self.complaint.problem()
            or self.about.problem()
            or self.files.problem()
        )

    def draft(self) -> IntakeDraft:
        said = self.complaint
        return self.order.fill(
            IntakeDraft(
                shop_id=self._shop.id,
                intent_key=self._intent_key,
                channel=self._channel(),
                requested=said.remedy(),
                requested_cents=said.amount.value(),
                problem=said.problem_now(),
                buyer_words=said.words.value(),
                summary=said.summary.value(),
                case=self._case(),
            )
        )

    def _case(self) -> CaseDraft:
        problem = self.complaint.problem_now()
        said = self.case.details() | self.about.details()
        return CaseDraft(
            problem=problem,
            details=narrowed(problem, CaseDetails(**said)),
            urgency=Urgency(int(str(self.complaint.urgency.value() or 0))),
            words={name: text for name, text in self._words().items() if text},
            received_at=self.about.received_at(),
            assignee_id=self.about.assignee_id(),
        )

    def _words(self) -> dict[str, str]:
        return self.case.words() | self.about.words()

    def _look_for_twins(self) -> None:
        """Ask again only when something that tells cases apart is different."""
        draft, files = self.draft(), self.files.fingerprints
        serial = draft.case.details.serial if draft.case else ""
        traits = (
            draft.order_id, draft.order_number, draft.phone, draft.buyer_words, serial, files
        )  # fmt: skip
        if traits == self._looked_for:
            return
        self._looked_for = traits
        outcome = self._desk.attempt(self._desk.services.cases.twins, draft, files)
        self.twins.show_twins(outcome.result or ())

    def _foretell(self) -> None:
        """What the rules say of this order and this class of problem; it stops nothing."""
        order = self.order.found
        lines = tuple(line.line_id for line in self.order.claimed_lines())
        signed = self.case.fields[CaseField.SIGNED_ON].value()
        problem = self.complaint.problem_now()
        asked = (order.id, lines, problem, signed) if order is not None else None
        if asked == self._asked_of:
            return
        self._asked_of = asked
        told: tuple[str, ...] = ()
        if asked is not None:
            outcome = self._desk.attempt(self._desk.services.cases.foretold, *asked)
            told = outcome.result or ()
        self.foretold.say("\n".join(told), "info")

    def _on_twin(self, ticket_id: int) -> None:
        """Look at the other ticket; what was typed here is kept for the next time."""
        self._keeper.save()
        self.reject()
        self.wanted.emit(ticket_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.files.offers(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files.take(event.mimeData())
        event.acceptProposedAction()

    def _channel(self) -> Channel:
        return Channel(str(self.complaint.channel.value()))

    def _find(self, text: str, shop_id: int) -> Sequence[Order]:
        outcome = self._desk.attempt(
            self._desk.services.intake.find_orders, text, shop_id, _MOST_HITS
        )
        found: Sequence[Order] = outcome.result or ()
        return found

    def _on_submitted(self, draft: IntakeDraft) -> None:
        outcome = self._desk.attempt(self._desk.services.intake.new_ticket, draft)
        ticket: Ticket | None = outcome.result
        if ticket is None:
            self.keep_open(outcome.sentence)
            if isinstance(outcome.error, StorageProblem):
                self._desk.explain(outcome.error)
            return
        self._keeper.forget()
        refused = self.files.attach(self._desk, ticket)
        if refused:
            self._desk.ask.warn(
                _("已建单 {number}；{n} 个文件没有加上：{why}").format(
                    number=ticket.number, n=len(refused), why=refused[0]
                )
            )
        else:
            self._desk.ask.tell(_("已建单 {number}。").format(number=ticket.number))
        self.made.emit(ticket)
