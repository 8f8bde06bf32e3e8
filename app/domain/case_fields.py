"""Which details each class of problem asks for, in which order, and why each is asked.

A form shows what `fields_for` names; what a class does not ask for is left as it was. `wanted_for`
is the shorter list of what a case cannot be judged without: a check names what is missing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from app.domain.case import (
    CaseDetails,
    CaseWords,
    Frequency,
    Receipt,
    Severity,
    SubReason,
)
from app.domain.remedy import ProblemClass
from app.i18n import N_


class CaseField(StrEnum):
    """One detail of a case; values are names of `CaseDetails`, or of `CaseWords`."""

    RECEIPT = "receipt"
    SIGNED_ON = "signed_on"
    SUB_REASON = "sub_reason"
    SEVERITY = "severity"
    FIRST_NOTICED = "first_noticed_on"
    CONDITIONS = "conditions"
    USED_SINCE = "used_since"
    FREQUENCY = "frequency"
    SIZES = "sizes"
    ARRIVED = "arrived"
    WASHED_NORMALLY = "washed_normally"
    HUMAN_DAMAGE = "human_damage"
    REPAIRED_ELSEWHERE = "repaired_elsewhere"
    BOUGHT_ELSEWHERE = "bought_elsewhere"
    INSTALLED_ON = "installed_on"
    WEAR = "wear"
    BAD_PERCENT = "bad_percent"
    SERIAL = "serial"
    LOT = "lot"
    SPECIAL = "special"
    SUGGESTION = "suggestion"


_F = CaseField
_S = SubReason
_P = ProblemClass

HINTS: Mapping[CaseField, str] = {
    _F.RECEIPT: N_("决定能不能仅退款，以及期限从哪天算起。"),
    _F.SIGNED_ON: N_("平台文件里没有签收时间时，期限从这天的次日起算。"),
    _F.SUB_REASON: N_("决定要什么证据、运费由谁承担。"),
    _F.SEVERITY: N_("轻微瑕疵可以商量补偿，无法使用的要退换。"),
    _F.FIRST_NOTICED: N_("和签收日期比较，判断是不是到手就有。"),
    _F.CONDITIONS: N_("怎样操作、什么环境下出现，维修和检测要照着复现。"),
    _F.USED_SINCE: N_("用了多久，区分质量问题和正常磨损。"),
    _F.FREQUENCY: N_("偶尔出现的故障，检测时要多试几次。"),
    _F.SIZES: N_("页面写的和实际量的并排记，差多少自动算。"),
    _F.ARRIVED: N_("订购几件、收到几件，缺的才补。"),
    _F.WASHED_NORMALLY: N_("按洗涤说明洗过还变形、缩水、掉色，算质量问题。"),
    _F.HUMAN_DAMAGE: N_("人为损坏不在三包范围，要有照片或检测结论。"),
    _F.REPAIRED_ELSEWHERE: N_("自行拆修过的，先检测再定责任。"),
    _F.BOUGHT_ELSEWHERE: N_("不是在本店买的，请买家找购买的店铺。"),
    _F.INSTALLED_ON: N_("有些商品的保修从安装那天算起。"),
    _F.WEAR: N_("影响二次销售的痕迹，无理由退货前要问清楚。"),
    _F.BAD_PERCENT: N_("生鲜按坏损的比例退款，不用寄回。"),
    _F.SERIAL: N_("核对是不是本店卖出的那一件，出现在别的单上会提示。"),
    _F.LOT: N_("同一批次反复出问题，要找供应商。"),
    _F.SPECIAL: N_("例如礼物、急用、过敏，接手的人先看到。"),
    _F.SUGGESTION: N_("买家对商品或服务的建议，照原话记。"),
}
"""One sentence for each field: why it is asked."""

_FAULT = (
    _F.RECEIPT, _F.SIGNED_ON, _F.SUB_REASON, _F.SEVERITY, _F.FIRST_NOTICED, _F.CONDITIONS,
    _F.USED_SINCE, _F.FREQUENCY, _F.SERIAL, _F.LOT,
)  # fmt: skip
_HISTORY = (_F.HUMAN_DAMAGE, _F.REPAIRED_ELSEWHERE, _F.BOUGHT_ELSEWHERE)

_ASKED: Mapping[ProblemClass, tuple[CaseField, ...]] = {
    _P.QUALITY: (*_FAULT, *_HISTORY),
    _P.NOT_AS_DESCRIBED: (
        _F.RECEIPT, _F.SIGNED_ON, _F.SUB_REASON, _F.SEVERITY, _F.FIRST_NOTICED, _F.CONDITIONS,
        _F.LOT,
    ),
    _P.USAGE: (
        _F.RECEIPT, _F.SUB_REASON, _F.SEVERITY, _F.FIRST_NOTICED, _F.CONDITIONS, _F.USED_SINCE,
        _F.FREQUENCY, _F.INSTALLED_ON, _F.SERIAL, *_HISTORY,
    ),
    _P.LOGISTICS: (_F.RECEIPT, _F.SUB_REASON, _F.SEVERITY, _F.CONDITIONS),
    _P.WRONG_OR_MISSING: (
        _F.RECEIPT, _F.SIGNED_ON, _F.SUB_REASON, _F.ARRIVED, _F.CONDITIONS, _F.LOT,
    ),
    _P.CHANGE_OF_MIND: (_F.RECEIPT, _F.SIGNED_ON, _F.SUB_REASON, _F.WEAR),
    _P.SERVICE: (_F.SUB_REASON, _F.SEVERITY, _F.FIRST_NOTICED, _F.CONDITIONS, _F.SUGGESTION),
    _P.LATE_SHIPMENT: (_F.RECEIPT, _F.SUB_REASON, _F.CONDITIONS),
    _P.ENQUIRY: (_F.SUB_REASON, _F.CONDITIONS, _F.SERIAL, _F.SUGGESTION),
    _P.UNKNOWN: (_F.RECEIPT, _F.SEVERITY, _F.FIRST_NOTICED, _F.CONDITIONS),
}  # fmt: skip

# What only some finer reasons ask for, right behind the reason itself.
_MORE: Mapping[SubReason, tuple[CaseField, ...]] = {
    _S.SHRUNK: (_F.WASHED_NORMALLY, _F.SIZES),
    _S.COLOUR_LOSS: (_F.WASHED_NORMALLY,),
    _S.DEFORMED: (_F.WASHED_NORMALLY,),
    _S.PILLING: (_F.WASHED_NORMALLY,),
    _S.ROTTEN: (_F.BAD_PERCENT,),
    _S.EXPIRED: (_F.BAD_PERCENT,),
    _S.SIZE_DIFFERENCE: (_F.SIZES,),
    _S.SIZE_UNSUITABLE: (_F.SIZES,),
    _S.DAMAGED_ON_THE_WAY: (_F.BAD_PERCENT,),
    _S.WEIGHT: (_F.ARRIVED,),
    _S.EMPTY_PARCEL: (_F.ARRIVED,),
    _S.MISSING_ITEM: (_F.ARRIVED,),
    _S.INSTALLATION: (_F.INSTALLED_ON,),
    _S.MALFUNCTION: (_F.INSTALLED_ON,),
    _S.LOST: (_F.ARRIVED,),
}

_REASONS: Mapping[ProblemClass, tuple[SubReason, ...]] = {
    _P.QUALITY: (
        _S.STAIN, _S.LOOSE_THREAD, _S.TORN, _S.BROKEN, _S.SHRUNK, _S.COLOUR_LOSS, _S.PILLING,
        _S.DEFORMED, _S.MALFUNCTION, _S.ODOUR, _S.ROTTEN, _S.EXPIRED, _S.COUNTERFEIT,
        _S.CANNOT_BE_REPAIRED,
    ),
    _P.NOT_AS_DESCRIBED: (
        _S.COLOUR_DIFFERENCE, _S.SIZE_DIFFERENCE, _S.MATERIAL, _S.LOOK, _S.FUNCTION, _S.WEIGHT,
        _S.PAGE_ERROR,
    ),
    _P.USAGE: (_S.HOW_TO_USE, _S.INSTALLATION, _S.COMPATIBILITY, _S.MALFUNCTION),
    _P.LOGISTICS: (
        _S.NOT_RECEIVED, _S.LOST, _S.STALLED, _S.DAMAGED_ON_THE_WAY, _S.MISDELIVERED,
        _S.REFUSED_AT_DOOR,
    ),
    _P.WRONG_OR_MISSING: (
        _S.WRONG_ITEM, _S.MISSING_ITEM, _S.MISSING_PART, _S.MISSING_GIFT, _S.EMPTY_PARCEL,
    ),
    _P.CHANGE_OF_MIND: (
        _S.DISLIKE, _S.SIZE_UNSUITABLE, _S.ORDERED_WRONG, _S.TOO_MANY, _S.BY_MISTAKE, _S.NO_REASON,
    ),
    _P.SERVICE: (
        _S.ATTITUDE, _S.SLOW, _S.PROMISE_NOT_KEPT, _S.INVOICE, _S.PRICE,
    ),
    _P.LATE_SHIPMENT: (_S.STOCK, _S.STALLED, _S.PROMISE_NOT_KEPT),
    _P.ENQUIRY: (
        _S.HOW_TO_USE, _S.INSTALLATION, _S.COMPATIBILITY, _S.INVOICE, _S.PRICE, _S.STOCK,
    ),
    _P.UNKNOWN: (),
}  # fmt: skip

# Without these nobody can judge the case; asked for all at once when they are missing.
_WANTED: Mapping[ProblemClass, tuple[CaseField, ...]] = {
    _P.QUALITY: (_F.RECEIPT, _F.SUB_REASON, _F.SEVERITY, _F.FIRST_NOTICED, _F.CONDITIONS),
    _P.NOT_AS_DESCRIBED: (_F.RECEIPT, _F.SUB_REASON, _F.CONDITIONS),
    _P.USAGE: (_F.SUB_REASON, _F.FIRST_NOTICED, _F.CONDITIONS),
    _P.LOGISTICS: (_F.RECEIPT, _F.SUB_REASON),
    _P.WRONG_OR_MISSING: (_F.RECEIPT, _F.SUB_REASON),
    _P.CHANGE_OF_MIND: (_F.RECEIPT, _F.WEAR),
    _P.SERVICE: (_F.SUB_REASON, _F.CONDITIONS),
    _P.LATE_SHIPMENT: (_F.RECEIPT,),
    _P.ENQUIRY: (),
    _P.UNKNOWN: (_F.RECEIPT,),
}
# Of the finer reasons: what they ask for beside, when the case cannot be judged without.
_WANTED_TOO = frozenset(
    {CaseField.WASHED_NORMALLY, CaseField.SIZES, CaseField.BAD_PERCENT, CaseField.ARRIVED}
)
_DAMAGE = frozenset({_S.DAMAGED_ON_THE_WAY, _S.LOST})  # of goods of every kind, fresh or not


def sub_reasons_of(problem: ProblemClass) -> tuple[SubReason, ...]:
    """The finer reasons of a class, the commonest first; `OTHER` is the last of every class."""
    found = _REASONS[problem]
    return (*found, SubReason.OTHER) if found else ()


def fields_for(problem: ProblemClass, sub_reason: SubReason | None = None) -> tuple[CaseField, ...]:
    """What a form asks, from top to bottom; special circumstances last, for every class."""
    asked = _ASKED[problem]
    more = _MORE.get(sub_reason, ()) if sub_reason in sub_reasons_of(problem) else ()
    if sub_reason is None or not more:
        return (*asked, CaseField.SPECIAL)
    at = asked.index(CaseField.SUB_REASON) + 1
    fresh = tuple(field for field in more if field not in asked)
    return (*asked[:at], *fresh, *asked[at:], CaseField.SPECIAL)


def wanted_for(problem: ProblemClass, sub_reason: SubReason | None = None) -> tuple[CaseField, ...]:
    """What a case of this class cannot be judged without."""
    more = () if sub_reason is None or sub_reason in _DAMAGE else _MORE.get(sub_reason, ())
    asked = fields_for(problem, sub_reason)
    wanted = (*_WANTED[problem], *(field for field in more if field in _WANTED_TOO))
    return tuple(field for field in asked if field in wanted)


def missing_of(
    problem: ProblemClass, details: CaseDetails, words: Mapping[str, str]
) -> tuple[CaseField, ...]:
    """What is wanted and nobody has said; `words` maps values of `CaseWords` to text.

    The buyer's own words stand for how it shows when nobody wrote that apart.
    """
    return tuple(
        field
        for field in wanted_for(problem, details.sub_reason)
        if not _said(field, details, words)
    )


def _said(field: CaseField, details: CaseDetails, words: Mapping[str, str]) -> bool:
    if field is CaseField.CONDITIONS:
        return any(words.get(name, "").strip() for name in (CaseWords.CONDITIONS, CaseWords.BUYER))
    if field is CaseField.WEAR:
        return details.intact_asked or bool(details.wear)
    value = getattr(details, field.value, None)
    return value not in (None, "", (), Receipt.UNKNOWN, Severity.UNKNOWN, Frequency.UNKNOWN)


def narrowed(
    problem: ProblemClass, details: CaseDetails, before: CaseDetails | None = None
) -> CaseDetails:
    """The details a form of this class may change; what it does not ask stays as it was.

    `before` None: a new case. Fields that belong to no class (identity, contact, mood) are taken
    from `details`.
    """
    base = before or CaseDetails()
    asked = {field.value for field in fields_for(problem, details.sub_reason)}
    every = {field.value for field in CaseField if hasattr(base, field.value)}
    kept = {name: getattr(base, name) for name in every - asked}
    if CaseField.WEAR.value not in asked:
        kept["intact_asked"] = base.intact_asked
    return replace(details, **kept)
