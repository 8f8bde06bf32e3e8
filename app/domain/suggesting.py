"""What shops usually do with such a case: goods first not received or received, then the cause.

Practice, no rule: a suggestion never keeps anybody from another way, and none stands in the way of
a true reason. It ends with the first decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.case import Receipt, Severity, SubReason
from app.domain.facts import Stage
from app.domain.remedy import ProblemClass
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.i18n import N_, _

_UNDECIDED: Final = frozenset({Stage.NEW, Stage.NEED_INFO, Stage.REVIEWING})
_BAD: Final = frozenset({Severity.SERIOUS, Severity.UNUSABLE})
_NO_GOODS: Final = frozenset({ProblemClass.ENQUIRY, ProblemClass.SERVICE})
_S, _P, _V = SubReason, ProblemClass, Verb


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One sentence, and the verb that begins it; None: it is done outside of the desk."""

    text: str
    verb: Verb | None = None


_WAY = tuple[str, Verb | None]
_MISSING: Final[_WAY] = (
    N_("少发的是商家的责任：先致歉，补发缺的；买家不要补发的，退缺的那部分。"),
    _V.DECIDE_RESHIP,
)
_LOST: Final[tuple[_WAY, ...]] = (
    (N_("先补发或退款给买家，再向快递追偿，不要让买家自己去找快递。"), _V.DECIDE_RESHIP),
    (N_("登记向快递的追偿，注意申报的时限。"), _V.OPEN_RECOVERY),
)
_BY_CAUSE: Final[Mapping[SubReason, tuple[_WAY, ...]]] = {
    _S.WRONG_ITEM: (
        (
            N_("发错货是商家的责任：先致歉，可以先寄出正确的，再请买家寄回，运费由商家承担。"),
            _V.DECIDE_EXCHANGE,
        ),
    ),
    _S.MISSING_ITEM: (_MISSING,),
    _S.MISSING_PART: (_MISSING,),
    _S.MISSING_GIFT: (_MISSING,),
    _S.EMPTY_PARCEL: ((N_("先核对打包视频和发货重量，再决定补发或退款。"), _V.DECIDE_RESHIP),),
    _S.LOST: _LOST,
    _S.STALLED: _LOST,
    _S.SIZE_UNSUITABLE: (
        (N_("先问要不要换个尺码；买家坚持退的照退。"), _V.DECIDE_EXCHANGE),
    ),
    _S.COLOUR_DIFFERENCE: (
        (N_("色差按与描述不符处理：可以退，也可以换别的颜色。"), _V.DECIDE_EXCHANGE),
    ),
}  # fmt: skip
_BY_CLASS: Final[Mapping[ProblemClass, tuple[_WAY, ...]]] = {
    _P.UNKNOWN: ((N_("先问清楚原因，再提方案。"), _V.SET_CASE),),
    _P.USAGE: (
        (N_("先教买家怎么用：按症状在「处理经验」（Ctrl+J）里找办法，教会了就结束。"), _V.SOLVED),
    ),
    _P.CHANGE_OF_MIND: (
        (
            N_("请买家保持商品完好，吊牌、包装和赠品一起寄回；收到验货后退款。"),
            _V.DECIDE_RETURN_REFUND,
        ),
    ),
}


def suggestions(ticket: Ticket) -> tuple[Suggestion, ...]:
    """At most three, the likeliest first; none once a decision was made."""
    if not ticket.facts.open or ticket.stage not in _UNDECIDED or ticket.decision is not None:
        return ()
    if ticket.problem in _NO_GOODS:
        return ()
    return tuple(Suggestion(_(text), verb) for text, verb in list(_ways(ticket))[:3])


def receipt_of(ticket: Ticket) -> Receipt:
    """Where the goods are: what somebody said, else what the order tells."""
    said, order = ticket.details.receipt, ticket.order
    if said is not Receipt.UNKNOWN:
        return said
    if order.delivered_at is not None:
        return Receipt.RECEIVED
    return Receipt.NOT_SHIPPED if order.shipped is False else Receipt.UNKNOWN


def _ways(ticket: Ticket) -> Iterator[_WAY]:
    receipt, cause = receipt_of(ticket), ticket.details.sub_reason
    if receipt is Receipt.NOT_SHIPPED:
        yield N_("还没有发货：先请仓库停发，确认没有发出再退款。"), _V.DECIDE_REFUND_ONLY
    elif receipt is Receipt.REFUSED:
        yield N_("买家拒签：包裹退回并验货后再退款。"), _V.DECIDE_RETURN_REFUND
    elif receipt is Receipt.NOT_RECEIVED and cause not in (_S.LOST, _S.STALLED):
        yield N_("货在途中：先请买家等到货，约好哪天再看。"), _V.PLAN_FOLLOW_UP
        yield N_("买家不愿意等：请快递拦截退回，拦截成功后再退款。"), None
    elif cause is not None and cause in _BY_CAUSE:
        yield from _BY_CAUSE[cause]
    elif ticket.problem in _BY_CLASS:
        yield from _BY_CLASS[ticket.problem]
    elif receipt is Receipt.UNKNOWN:
        yield N_("先问清楚买家收到货没有，再决定怎么处理。"), _V.SET_CASE
    else:
        yield from _faults(ticket)


def _faults(ticket: Ticket) -> Iterator[_WAY]:
    severity = ticket.details.severity
    if severity in _BAD:
        yield (
            N_("问题明显：买家可以坚持退货退款，不要只谈补偿。"),
            _V.DECIDE_RETURN_REFUND,
        )
        yield N_("买家还要这件的：换货，或能修的维修。"), _V.DECIDE_EXCHANGE
    elif severity is Severity.MINOR:
        yield N_("轻微瑕疵：可以商量部分补偿、商品留下；买家要退的照退。"), _V.DECIDE_COMPENSATION
    else:
        yield N_("先问清楚严重程度：轻微的可以补偿，用不了的要退换。"), _V.SET_CASE
