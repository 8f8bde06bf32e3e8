"""Who seems to be liable, and why: proposed from the problem, its details and the evidence there is.

Never set by itself. The order of the questions is that of a reviewer: what nobody could prevent,
what the buyer did, what the measures say, and only then what the kind of trouble usually means.
Quality, mismatch, wrong or missing goods are the shop's once they are shown: 消法 Art. 24; whoever
alleges a visible fault shows it first, and the shop proves that goods were signed for: 《淘宝平台争议
处理规则》 Art. 65-66, 75-76. Before the buyer has signed, goods travel at the shop's risk, which then
claims from the courier: Art. 10.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.case import CaseDetails, SubReason
from app.domain.evidence import Evidence, EvidenceKind, Party
from app.domain.labels import label
from app.domain.liability import LiabilityBasis, RootCause
from app.domain.remedy import Liability, ProblemClass
from app.domain.ticket import Ticket
from app.i18n import _

_PHOTOS = frozenset(
    {
        EvidenceKind.WHOLE_ITEM,
        EvidenceKind.CLOSE_UP,
        EvidenceKind.LABEL,
        EvidenceKind.PARCEL,
        EvidenceKind.UNBOXING_VIDEO,
    }
)
_NOBODY_COULD = ("台风", "洪水", "暴雨", "暴雪", "地震", "泥石流", "疫情", "封控", "山体滑坡")
_BY_WASHING = frozenset(
    {SubReason.SHRUNK, SubReason.COLOUR_LOSS, SubReason.DEFORMED, SubReason.PILLING}
)
_ON_THE_WAY = frozenset(
    {
        SubReason.LOST,
        SubReason.STALLED,
        SubReason.DAMAGED_ON_THE_WAY,
        SubReason.MISDELIVERED,
        SubReason.NOT_RECEIVED,
    }
)
_SHOWN_FIRST = frozenset(
    {ProblemClass.QUALITY, ProblemClass.NOT_AS_DESCRIBED, ProblemClass.WRONG_OR_MISSING}
)
_SHOWN_BY: Mapping[EvidenceKind, LiabilityBasis] = {
    EvidenceKind.TEST_REPORT: LiabilityBasis.TEST_REPORT,
    EvidenceKind.COURIER_CERTIFICATE: LiabilityBasis.COURIER_RECORD,
    EvidenceKind.OUTBOUND_RECORD: LiabilityBasis.OUTBOUND_RECORD,
    EvidenceKind.PACKING_VIDEO: LiabilityBasis.OUTBOUND_RECORD,
    EvidenceKind.CHAT: LiabilityBasis.DESCRIPTION,
}
_CAUSE_OF: Mapping[SubReason, RootCause] = {
    SubReason.PAGE_ERROR: RootCause.PAGE_TEXT,
    SubReason.WRONG_ITEM: RootCause.STAFF,
    SubReason.MISSING_ITEM: RootCause.STAFF,
    SubReason.MISSING_PART: RootCause.STAFF,
    SubReason.MISSING_GIFT: RootCause.STAFF,
    SubReason.COLOUR_DIFFERENCE: RootCause.SUPPLIER_BATCH,
    SubReason.DAMAGED_ON_THE_WAY: RootCause.COURIER,
    SubReason.LOST: RootCause.COURIER,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`liability` undetermined: nothing can be proposed yet, and `why` says what is missing.

    `basis` are the ticks the evidence speaks for.
    """

    liability: Liability
    why: str
    basis: tuple[LiabilityBasis, ...] = ()
    cause: RootCause | None = None


def suggest(ticket: Ticket, problem: ProblemClass, tolerance_mm: int | None = None) -> Suggestion:
    """What the ticket speaks for if its problem is of this class.

    `tolerance_mm`: up to which difference a size is as described; None: no rule says.
    """
    case = _Looked(ticket, problem, tolerance_mm)
    found = next((said for ask in _QUESTIONS if (said := ask(case)) is not None), None)
    liability, why = found or (
        Liability.UNDETERMINED,
        _("这类问题没有通常的责任方：请看证据，勾选依据后判定。"),
    )
    sub = case.details.sub_reason
    cause = _CAUSE_OF.get(sub) if sub is not None else None
    return Suggestion(liability, why, tuple(_basis(case)), cause)


def evidence_for(liability: Liability, problem: ProblemClass) -> tuple[EvidenceKind, ...]:
    """What a finding against this party is to be shown by; empty where nothing special is."""
    if liability is Liability.COURIER:
        return (EvidenceKind.COURIER_CERTIFICATE,)
    if liability is Liability.SUPPLIER:
        return (EvidenceKind.INSPECTION_PHOTO, EvidenceKind.TEST_REPORT)
    if liability is Liability.BUYER and problem in (ProblemClass.QUALITY, ProblemClass.USAGE):
        return (EvidenceKind.INSPECTION_PHOTO, EvidenceKind.TEST_REPORT)
    if liability is Liability.BUYER and problem is ProblemClass.WRONG_OR_MISSING:
        return (EvidenceKind.OUTBOUND_RECORD, EvidenceKind.PACKING_VIDEO)
    if liability is Liability.BUYER and problem is ProblemClass.LOGISTICS:
        return (EvidenceKind.COURIER_CERTIFICATE,)
    return ()


def evidence_missing(ticket: Ticket, wanted: tuple[EvidenceKind, ...]) -> bool:
    """Whether none of these kinds is there."""
    return bool(wanted) and not any(one.kind in wanted for one in _pieces(ticket))


@dataclass(frozen=True, slots=True)
class _Looked:
    ticket: Ticket
    problem: ProblemClass
    tolerance_mm: int | None

    @property
    def details(self) -> CaseDetails:
        return self.ticket.details

    @property
    def said(self) -> str:
        one = self.ticket
        return f"{one.true_reason} {one.platform_reason} {one.summary}"

    @property
    def photos(self) -> tuple[Evidence, ...]:
        return tuple(
            one
            for one in _pieces(self.ticket)
            if one.party is Party.BUYER
            and (one.kind in _PHOTOS or (one.is_picture and one.kind is EvidenceKind.OTHER))
        )


def _pieces(ticket: Ticket) -> tuple[Evidence, ...]:
    return tuple(one for one in ticket.evidence if one.counts)


_Said = tuple[Liability, str] | None


def _nobody(case: _Looked) -> _Said:
    word = next((one for one in _NOBODY_COULD if one in case.said), "")
    if not word or case.problem not in (ProblemClass.LOGISTICS, ProblemClass.LATE_SHIPMENT):
        return None
    text = _("说到「{word}」：证明属实的按不可抗力；签收前的损失仍由商家先承担。")
    return Liability.FORCE_MAJEURE, text.format(word=word)


def _by_buyer(case: _Looked) -> _Said:
    details = case.details
    if case.problem in (ProblemClass.QUALITY, ProblemClass.USAGE):
        if details.human_damage:
            return Liability.BUYER, _("情况里记着人为损坏；要有验货照片或检测结论才站得住。")
        if details.repaired_elsewhere:
            return Liability.BUYER, _("情况里记着买家自行拆修过；先检测，确认与故障有关再认定。")
    if details.sub_reason in _BY_WASHING and details.washed_normally is False:
        return Liability.BUYER, _("没有按洗涤说明洗涤，不算质量问题。")
    return None


def _by_measure(case: _Looked) -> _Said:
    sizes, limit = case.details.sizes, case.tolerance_mm
    wanted = (SubReason.SIZE_DIFFERENCE, SubReason.SIZE_UNSUITABLE)
    if not sizes or limit is None or case.details.sub_reason not in wanted:
        return None
    worst = max(sizes, key=lambda one: abs(one.page_mm - one.measured_mm))
    off = abs(worst.page_mm - worst.measured_mm)
    shown = {"name": worst.name, "off": _cm(off), "limit": _cm(limit)}
    if off > limit:
        text = _("{name}相差 {off} 厘米，超过容许的 {limit} 厘米，按质量问题算商家责任。")
        return Liability.MERCHANT, text.format(**shown)
    text = _("{name}相差 {off} 厘米，在容许的 {limit} 厘米以内：页面没有写错的，属于尺码不合适。")
    return Liability.BUYER, text.format(**shown)


def _cm(millimetres: int) -> str:
    whole, rest = divmod(millimetres, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def _on_the_way(case: _Looked) -> _Said:
    lost = case.details.sub_reason in _ON_THE_WAY
    if case.problem is not ProblemClass.LOGISTICS and not lost:
        return None
    if case.details.sub_reason is SubReason.REFUSED_AT_DOOR:
        return Liability.BUYER, _("买家拒签而没有说出问题，按不想要处理；有破损、发错的除外。")
    text = _("破损、丢失、送错属于物流责任：请快递出具证明。")
    if any(one.kind is EvidenceKind.COURIER_CERTIFICATE for one in _pieces(case.ticket)):
        text = _("破损、丢失、送错属于物流责任，快递证明已经有了。")
    return Liability.COURIER, text


def _mind_changed(case: _Looked) -> _Said:
    if case.problem is not ProblemClass.CHANGE_OF_MIND:
        return None
    return Liability.BUYER, _("不喜欢、拍错、尺码不合适是买家的选择；页面写错的除外。")


def _shown_first(case: _Looked) -> _Said:
    """Wrong, missing, damaged or faulty: the shop's, once it can be seen."""
    if case.problem not in _SHOWN_FIRST:
        return None
    if case.details.sub_reason is SubReason.PAGE_ERROR:
        return Liability.MERCHANT, _("页面描述有误是商家的责任。")
    what = label(case.problem)
    if not case.photos:
        text = _("「{what}」通常是商家责任，但还没有买家的照片或视频：先请买家补充，再认定。")
        return Liability.UNDETERMINED, text.format(what=what)
    codes = "、".join(one.code for one in case.photos)
    text = _("「{what}」且买家已给出 {codes}，看过属实的是商家责任。")
    return Liability.MERCHANT, text.format(what=what, codes=codes)


def _promised(case: _Looked) -> _Said:
    if case.problem is ProblemClass.LATE_SHIPMENT:
        return Liability.MERCHANT, _("承诺了发货时间而没有做到，是商家责任。")
    if case.problem is ProblemClass.SERVICE:
        return Liability.MERCHANT, _("服务、承诺没有做到，是商家责任；先听通话、看聊天记录。")
    return None


_QUESTIONS: tuple[Callable[[_Looked], _Said], ...] = (
    _nobody,
    _by_buyer,
    _by_measure,
    _on_the_way,
    _mind_changed,
    _shown_first,
    _promised,
)


def _basis(case: _Looked) -> list[LiabilityBasis]:
    """The ticks for which there is something on the ticket, in the order of the list."""
    ticket = case.ticket
    found = {_SHOWN_BY[one.kind] for one in _pieces(ticket) if one.kind in _SHOWN_BY}
    if case.photos:
        found.add(LiabilityBasis.BUYER_EVIDENCE)
    if ticket.buyer_words:
        found.add(LiabilityBasis.DESCRIPTION)
    if ticket.order.verified:
        found.add(LiabilityBasis.TRADE_RECORD)
    if case.problem is ProblemClass.LOGISTICS and ticket.order.tracking:
        found.add(LiabilityBasis.COURIER_RECORD)
    return [one for one in LiabilityBasis if one in found]
