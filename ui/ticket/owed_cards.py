"""Cards of what is owed: what the buyer has to pay us, and what we promised the buyer."""

from __future__ import annotations

from typing import Final

from app.domain.labels import label
from app.domain.money import Money
from app.domain.negotiation import CAN_BE_KEPT, Obligation, PromiseState
from app.domain.payment import Charge, MoneyState
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.i18n import N_, _
from ui.queue.due import span
from ui.ticket import wording
from ui.ticket.page import Page
from ui.ticket.verb_row import VerbRow
from ui.tokens import Tone
from ui.widgets.grid import Column, LineTable
from ui.widgets.pill import Pill
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

_CHARGE_WORDS: Final[dict[MoneyState, tuple[str, Tone]]] = {
    MoneyState.PLANNED: (N_("待补款"), "warn"),
    MoneyState.ARRIVED: (N_("已收到"), "ok"),
    MoneyState.WITHDRAWN: (N_("已免收"), "muted"),
    MoneyState.REVERSED: (N_("已退还"), "muted"),
}
_VERBS: Final[dict[MoneyState, tuple[Verb, ...]]] = {
    MoneyState.PLANNED: (Verb.CHARGE_ARRIVED, Verb.CHARGE_WAIVED),
    MoneyState.ARRIVED: (Verb.CHARGE_RETURNED,),
}
PROMISE_TONES: Final[dict[PromiseState, Tone]] = {
    PromiseState.OPEN: "warn",
    PromiseState.KEPT: "ok",
    PromiseState.EXPIRED: "muted",
    PromiseState.CALLED_OFF: "muted",
}


class ChargesCard(Card):
    """买家要付的款."""

    def __init__(self, page: Page) -> None:
        ticket = page.ticket
        super().__init__(_("买家要付的款"), _open_sum(ticket))
        self.body.setSpacing(8)
        table = LineTable(
            [
                Column(_("收什么"), stretch=True),
                Column(_("金额"), right=True),
                Column(_("状态"), right=True),
                Column(_("时间"), right=True),
            ]
        )
        for charge in ticket.charges:
            words, tone = _CHARGE_WORDS.get(charge.state, (label(charge.state), "muted"))
            table.add_row(
                [
                    _what(charge),
                    str(Money(charge.cents, charge.currency)),
                    Pill(_(words), tone),
                    page.when(charge.arrived_at or charge.planned_at),
                ],
                muted=charge.state in (MoneyState.WITHDRAWN, MoneyState.REVERSED),
            )
        self.body.addWidget(table)
        self.rows: list[VerbRow] = []
        for charge in ticket.charges:
            if charge.state in _VERBS:
                self._add_row(page, charge)

    def _add_row(self, page: Page, charge: Charge) -> None:
        """What can be done with one of them; its name where there are several."""
        if sum(1 for one in page.ticket.charges if one.state in _VERBS) > 1:
            text = f"{_what(charge)} {Money(charge.cents, charge.currency)}"
            self.body.addWidget(PlainLabel(text, "small", wrap=True))
        row = VerbRow(page, _VERBS[charge.state], explain=not self.rows, about=charge.id)
        self.body.addWidget(row)
        self.rows.append(row)


def _what(charge: Charge) -> str:
    if not charge.reference:
        return label(charge.reason)
    return _("{what} · 凭证 {reference}").format(
        what=label(charge.reason), reference=charge.reference
    )


def _open_sum(ticket: Ticket) -> str:
    currency = ticket.order.currency
    cents = sum(
        one.cents
        for one in ticket.charges
        if one.state is MoneyState.PLANNED and one.currency == currency
    )
    return _("待补款 {sum}").format(sum=Money(cents, currency)) if cents else ""


class PromisesCard(Card):
    """承诺: parts and discounts that stay open after the ticket has ended."""

    def __init__(self, page: Page) -> None:
        ticket = page.ticket
        super().__init__(_("承诺"), _("售后结束后仍然有效；过期了也可以兑现"))
        self.rows: list[VerbRow] = []
        self.body.setSpacing(8)
        table = LineTable(
            [
                Column(_("承诺了什么"), stretch=True),
                Column(_("状态"), right=True),
                Column(_("期限"), right=True),
            ]
        )
        for promise in ticket.obligations:
            over = promise.state in (PromiseState.EXPIRED, PromiseState.CALLED_OFF)
            table.add_row(
                [
                    _promised(promise, ticket.order.currency),
                    Pill(label(promise.state), PROMISE_TONES[promise.state]),
                    _until(promise, page),
                ],
                muted=over,
            )
        self.body.addWidget(table)
        open_ones = [one for one in ticket.obligations if one.state in CAN_BE_KEPT]
        for place, one in enumerate(open_ones):
            if len(open_ones) > 1:
                text = promise_text(one, ticket.order.currency)
                self.body.addWidget(PlainLabel(text, "small", wrap=True))
            row = VerbRow(page, (Verb.KEEP_PROMISE,), explain=not place, about=one.id)
            self.body.addWidget(row)
            self.rows.append(row)


def _promised(promise: Obligation, currency: str) -> str:
    text = promise_text(promise, currency)
    if promise.reference:
        return _("{what} · 凭证 {reference}").format(what=text, reference=promise.reference)
    return text


def promise_text(promise: Obligation, currency: str) -> str:
    """`随下一单寄 把手，下一单减 ¥ 10.00`."""
    parts = []
    if promise.part:
        parts.append(_("随下一单寄 {part}").format(part=promise.part))
    if promise.discount_cents:
        parts.append(_("下一单减 {sum}").format(sum=Money(promise.discount_cents, currency)))
    return "，".join(parts) or _("没有写明内容")


def _until(promise: Obligation, page: Page) -> str:
    if promise.state is PromiseState.KEPT:
        return page.when(promise.kept_at)
    if promise.expires_at is None:
        return _("不限期")
    if promise.state is PromiseState.OPEN and promise.expires_at > page.now:
        left = span(promise.expires_at - page.now)
        return wording.unbroken(_("还剩 {left}").format(left=left))
    return page.when(promise.expires_at)
