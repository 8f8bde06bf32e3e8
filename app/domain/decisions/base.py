"""What every kind of decision has: its draft, its words to the buyer, its line, its stored form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.decisions.codec import dumps, loads, pack, unpack, unreadable
from app.domain.facts import Offer
from app.domain.negotiation import TalkChannel
from app.domain.order import Order, Shop
from app.domain.payment import Payout
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.settlement.types import Breakdown, Choices, LineChoice, Situation
from app.domain.ticket import Ticket, TicketLine
from app.i18n import _

_TALK_GOES_ON = frozenset({Offer.DECLINED, Offer.LAPSED, Offer.WITHDRAWN, Offer.DENIED})


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What a dialog hands to the desk: the choices with everything said around them.

    `ticket_version` is the version the person looked at; `intent_key` (a UUID as text) makes the
    same click twice one decision. `guard_reason` answers the guards that ask for a confirmation.
    `agreed`: the buyer asked for exactly this or has already said yes. `channel` is where the offer
    is made and `valid_until` (UTC) how long it stands. `payee` and `payee_name` are the account and
    the real name behind it for a transfer: personal, kept beside the history and never in it.
    """

    ticket_id: int
    ticket_version: int
    intent_key: str
    choices: Choices
    platform_reason: str = ""
    true_reason: str = ""
    message: str = ""
    guard_reason: str = ""
    agreed: bool = False
    return_by: datetime | None = None
    channel: TalkChannel | None = None
    valid_until: datetime | None = None
    payee: str = ""
    payee_name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the buyer asks for and what is known of the cause. `cents` None: no amount named.

    `ship_hours` is the shop's preset: within how many hours something it sends leaves. `before` are
    the goods of the round that was last refused, withdrawn or left to run out.
    """

    lines: tuple[TicketLine, ...] = ()
    cents: int | None = None
    problem: ProblemClass = ProblemClass.UNKNOWN
    liability: Liability = Liability.UNDETERMINED
    platform_reason: str = ""
    ship_hours: int = 48
    remedy: Remedy | None = None
    before: tuple[LineChoice, ...] = ()

    @classmethod
    def of(cls, ticket: Ticket) -> Asked:
        """Read it off a ticket."""
        return cls(
            ticket.lines,
            ticket.requested_cents,
            ticket.problem,
            ticket.liability,
            ticket.platform_reason,
            ticket.shop.ship_hours,
            ticket.requested,
            _talked_of(ticket),
        )


def _talked_of(ticket: Ticket) -> tuple[LineChoice, ...]:
    """The goods of the last round where the talk goes on after it."""
    last = ticket.decisions[-1] if ticket.decisions else None
    return last.choices.lines if last is not None and last.state in _TALK_GOES_ON else ()


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the default text to the buyer is made of. `return_by`, `valid_until` are UTC.

    `goods_back`: nothing has to be sent any more, because it is with the shop again or because
    nothing of this decision comes back.
    `with_buyer`: whether the buyer holds the goods, None while nobody has said (`with_buyer_of`).
    `rest_is_ours`: what an insurer does not pay of the parcel back is the shop's by the table.
    """

    shop: Shop
    order: Order
    choices: Choices
    breakdown: Breakdown
    return_by: datetime | None = None
    platform_remedy: Remedy | None = None
    agreed: bool = False
    goods_back: bool = False
    with_buyer: bool | None = None
    valid_until: datetime | None = None
    rest_is_ours: bool = False


def with_buyer_of(ticket: Ticket) -> bool | None:
    """Whether the buyer has received the goods, from order and claims; None: nobody has said."""
    if ticket.order.delivered_at is not None or "交易成功" in ticket.order.status:
        return True
    said = "".join(claim.goods_state for claim in ticket.claims)
    if ticket.order.shipped is False or "未收到" in said:
        return False
    return True if "已收到" in said else None


Draft = Callable[[Order, Sequence[Payout], Situation, Asked], Choices]


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """One kind of decision. `title` is marked for translation: show it with `_()`.

    `draft_defaults(order, money, situation, asked)` preselects sensibly and decides nothing;
    `message(letter)` is the polite text to the buyer; `sentence(choices, breakdown)` is the one
    line for timeline, report and workbook. `goods_come_back`: they may; `comes_back(choices)` in the
    package says whether they do.
    """

    remedy: Remedy
    title: str
    schema_version: int
    goods_come_back: bool
    draft_defaults: Draft
    message: Callable[[Letter], str]
    sentence: Callable[[Choices, Breakdown], str]

    def to_json(self, choices: Choices, breakdown: Breakdown) -> str:
        """The stored form: canonical JSON with its schema version."""
        return dumps(
            {
                "schema": self.schema_version,
                "remedy": self.remedy.value,
                "choices": pack(choices),
                "breakdown": pack(breakdown),
            }
        )

    def from_json(self, text: str) -> tuple[Choices, Breakdown]:
        """What was stored, exactly as it was shown. Raises `RuleViolation` when unreadable."""
        stored = loads(text)
        schema = stored.get("schema")
        if type(schema) is not int or not 1 <= schema <= self.schema_version:
            raise unreadable(f"schema {schema}")
        if stored.get("remedy") != self.remedy.value:
            raise unreadable(str(stored.get("remedy")))
        choices: Choices = unpack(Choices, stored.get("choices"))
        if choices.remedy is not self.remedy:
            raise unreadable(choices.remedy.value)
        breakdown: Breakdown = unpack(Breakdown, stored.get("breakdown"))
        return choices, breakdown

    def __str__(self) -> str:
        return _(self.title)
