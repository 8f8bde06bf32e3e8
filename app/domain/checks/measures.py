"""Sizes against their tolerance, colours against the page, washing against the label."""

from __future__ import annotations

from app.domain.case import SizeReading, SubReason
from app.domain.checks.said import cited, law, open_question, passed, refused
from app.domain.checks.seen import goods_of
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.remedy import ProblemClass
from app.i18n import N_, _

_SIZE, _SIZE_TITLE = "size", N_("尺寸误差")
_COLOUR, _COLOUR_TITLE = "colour", N_("色差")
_CARE, _CARE_TITLE = "care", N_("洗涤与保养")
_AS_SHOWN = "《消费者权益保护法》第 23 条"
_ABOUT_SIZE = frozenset({SubReason.SIZE_DIFFERENCE, SubReason.SHRUNK})
_AFTER_WASHING = frozenset(
    {SubReason.SHRUNK, SubReason.COLOUR_LOSS, SubReason.PILLING, SubReason.DEFORMED}
)


def _size(case: Case) -> CheckFinding | None:
    """Beyond the tolerance it is a fault of the goods; within it, it is not."""
    details, problem = case.ticket.details, case.ticket.problem
    if problem is ProblemClass.ENQUIRY:
        return None
    if not details.sizes:
        if details.sub_reason not in _ABOUT_SIZE:
            return None
        asked = (_("量过的尺寸：哪一处、多少厘米（带尺拍照）"),)
        text = _("还没有量过的尺寸，不能与页面比较。")
        return open_question(_SIZE, _SIZE_TITLE, text, missing=asked)
    shrunk = details.sub_reason is SubReason.SHRUNK
    key = "size.shrink_mm" if shrunk else "size.tolerance_mm"
    value = case.rules.get(key, goods_of(case)[0].category)
    if value is None or type(value.value) is not int:
        return open_question(_SIZE, _SIZE_TITLE, _("规则里没有写容许的误差，请由人判断。"))
    most = value.value
    off = [_difference(reading, shrunk=shrunk) for reading in details.sizes]
    total = "；".join(
        _reading(reading, by, most) for reading, by in zip(details.sizes, off, strict=True)
    )
    rule = cited(value)
    if max(off) > most:
        if problem is ProblemClass.CHANGE_OF_MIND:
            text = _("登记为无理由，但误差超过容许，属于质量问题：请改问题类别，运费由商家承担。")
            return open_question(_SIZE, _SIZE_TITLE, text, rule, total)
        text = _("误差超过容许，属于质量问题；换货建议换另一款，免得再错。")
        return passed(_SIZE, _SIZE_TITLE, text, rule, total)
    if problem is ProblemClass.CHANGE_OF_MIND:
        text = _("误差在容许范围内，不是质量问题，按无理由处理。")
        return passed(_SIZE, _SIZE_TITLE, text, rule, total)
    text = _("误差在容许范围内，不算质量问题；符合条件的仍可七天无理由。")
    return refused(_SIZE, _SIZE_TITLE, text, rule, total)


def _difference(reading: SizeReading, *, shrunk: bool) -> int:
    by = reading.page_mm - reading.measured_mm
    return max(by, 0) if shrunk else abs(by)


def _reading(reading: SizeReading, by: int, most: int) -> str:
    template = (
        _("{name}：页面 {page}，实量 {measured}，差 {by} ＞ {most} 厘米")
        if by > most
        else _("{name}：页面 {page}，实量 {measured}，差 {by} ≤ {most} 厘米")
    )
    return template.format(
        name=reading.name,
        page=centimetres(reading.page_mm),
        measured=centimetres(reading.measured_mm),
        by=centimetres(by),
        most=centimetres(most),
    )


def centimetres(millimetres: int) -> str:
    """`35` → `3.5`."""
    return f"{millimetres // 10}.{millimetres % 10}"


def _colour(case: Case) -> CheckFinding | None:
    if case.ticket.details.sub_reason is not SubReason.COLOUR_DIFFERENCE:
        return None
    text = _("色差由商家承担：按与描述不符处理，可退货，也可换别的颜色或款式；请记下批次。")
    return passed(_COLOUR, _COLOUR_TITLE, text, law(_AS_SHOWN))


def _care(case: Case) -> CheckFinding | None:
    details = case.ticket.details
    if details.sub_reason not in _AFTER_WASHING:
        return None
    if details.washed_normally is None:
        asked = (_("怎么洗的（水温、方式），有没有按洗标"), _("洗标的照片"))
        return open_question(_CARE, _CARE_TITLE, _("还没有问过怎么洗的。"), missing=asked)
    if details.washed_normally:
        return passed(_CARE, _CARE_TITLE, _("按洗标正常洗涤后出现，属于质量问题。"))
    text = _("没有按洗标洗涤，通常不算质量问题；请对照洗标照片判断。")
    return open_question(_CARE, _CARE_TITLE, text)


MEASURES = (
    Check(_SIZE, _SIZE_TITLE, _size),
    Check(_COLOUR, _COLOUR_TITLE, _colour),
    Check(_CARE, _CARE_TITLE, _care),
)
