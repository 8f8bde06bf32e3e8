"""What a form says of a case, on its way into rows: checked, as columns, as words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from app.domain.case import CaseDetails, CaseWords
from app.domain.case_json import details_json
from app.domain.drafts_case import CaseDraft
from app.domain.history import parsed
from app.domain.remedy import ProblemClass
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_instant
from app.model.reading import Reader, Values
from app.model.search import number_key
from app.services.no_cards import demand_no_card

_LONGEST_NUMBER = 64
_LONGEST_NAME = 20
_LONGEST_MM = 100_000
_MOST_SIZES = 20


def columns_of(draft: CaseDraft) -> dict[str, Any]:
    """The columns of a ticket that hold the details and how urgent it is."""
    details = draft.details
    return {
        "receipt": details.receipt.value,
        "severity": details.severity.value,
        "sub_reason": details.sub_reason.value if details.sub_reason else "",
        "details": details_json(details),
        "urgency": int(draft.urgency),
    }


def words_of(draft: CaseDraft) -> dict[str, str]:
    """The words by their names, without outer blanks. Raises `ValueError` for an unknown name."""
    return {CaseWords(name).value: text.strip() for name, text in draft.words.items()}


def said_of(details: CaseDetails) -> Mapping[str, Any]:
    """The details as plain values, only what somebody has said."""
    said: dict[str, Any] = parsed(details_json(details))
    return said


def demand_details(details: CaseDetails, bought: Mapping[int, int | None]) -> None:
    """Raises `RuleViolation` for what cannot be. `bought`: pieces by line, None where unknown."""
    _demand_arrived(details, bought)
    _demand_sizes(details)
    if details.bad_percent is not None and not 1 <= details.bad_percent <= 100:
        raise RuleViolation(_("坏损比例是 1 到 100 的整数。"))
    if max(len(details.serial), len(details.lot)) > _LONGEST_NUMBER:
        raise RuleViolation(_("序列号和批次不超过 64 个字。"))
    used, noticed = details.used_since, details.first_noticed_on
    if used is not None and noticed is not None and noticed < used:
        raise RuleViolation(_("发现问题的日期早于开始使用的日期，请核对。"))


def _demand_arrived(details: CaseDetails, bought: Mapping[int, int | None]) -> None:
    for line in details.arrived:
        if line.line_id not in bought:
            raise NotFound(_("选中的商品不在这笔订单里。"))
        most = bought[line.line_id]
        if line.received < 0 or (most is not None and line.received > most):
            raise RuleViolation(
                _("实收 {received} 件，多于购买的 {bought} 件，请核对。").format(
                    received=line.received, bought=most
                )
                if line.received > 0
                else _("实收件数不能是负数。")
            )


def _demand_sizes(details: CaseDetails) -> None:
    for size in details.sizes:
        if not size.name.strip() or len(size.name) > _LONGEST_NAME:
            raise RuleViolation(_("请写明量的是哪里，例如「胸围」，不超过 20 个字。"))
        if not (0 < size.page_mm <= _LONGEST_MM and 0 < size.measured_mm <= _LONGEST_MM):
            raise RuleViolation(
                _("「{name}」的尺寸要大于 0，不超过 100 米。").format(name=size.name)
            )
    if len(details.sizes) > _MOST_SIZES:
        raise RuleViolation(_("尺寸对照最多 20 行。"))


def demand_days(details: CaseDetails, today: datetime) -> None:
    """Raises `RuleViolation` for a day still to come; `today` in the shop's zone."""
    for name, day in (
        (_("发现日期"), details.first_noticed_on),
        (_("开始使用"), details.used_since),
        (_("安装日期"), details.installed_on),
        (_("签收日期"), details.signed_on),
    ):
        if day is not None and day > today.date():
            raise RuleViolation(_("{name} {day} 还没有到，请核对。").format(name=name, day=day))


def demand_words(read: Reader, draft: CaseDraft, known: tuple[str, ...] = ()) -> None:
    """Raises `RuleViolation` for a bank card number anywhere in the words or numbers."""
    details = draft.details
    texts = (*draft.words.values(), details.serial, details.lot)
    demand_no_card(read, texts, known)


def received_at(draft: CaseDraft, order: Values, now: datetime) -> datetime:
    """When the case reached us; now unless a person set it back, which asks for a note.

    Raises `RuleViolation` for a time to come, before the order was placed, or without a note.
    """
    at = draft.received_at
    if at is None:
        return now
    if at > now:
        raise RuleViolation(_("收到时间还没有到，请核对。"))
    placed = to_instant(order["placed_at"]) if order.get("placed_at") else None
    if placed is not None and at < placed:
        raise RuleViolation(_("收到时间早于下单时间，请核对。"))
    if not draft.words.get(CaseWords.RECEIVED_NOTE, "").strip():
        raise RuleViolation(_("补录以前收到的申请，请写明原因，例如「昨晚电话，今早录入」。"))
    return at


def demand_same_side(ticket: Values, problem: ProblemClass) -> None:
    """An enquiry counts in no rate: becoming one, or ceasing to be one, is a step of its own.

    Raises `RuleViolation` where the ticket (a row) would change sides with this problem class.
    """
    was = str(ticket["problem"])
    if was == problem.value or ProblemClass.ENQUIRY.value not in (was, problem.value):
        return
    if problem is not ProblemClass.ENQUIRY:
        raise RuleViolation(_("这是咨询；要按售后处理，请用「转为售后申请」。"))
    raise RuleViolation(_("已经是售后申请，不能改成咨询；没有问题就用「解答完毕」结束。"))


def demand_staff(read: Reader, staff_id: int | None) -> None:
    """Raises `RuleViolation` unless this is somebody who works here; None is nobody."""
    if staff_id is None:
        return
    person = read.get(tables.Staff, staff_id)
    if person is None:
        raise NotFound(_("找不到这位同事。"))
    if not person["active"]:
        raise RuleViolation(_("{name} 已离职，不能指派。").format(name=person["name"]))


def tidy(details: CaseDetails) -> CaseDetails:
    """Numbers as they are searched for: no blanks, half width, upper case."""
    return replace(details, serial=number_key(details.serial), lot=number_key(details.lot))


def changes_between(before: CaseDetails, after: CaseDetails) -> dict[str, tuple[Any, Any]]:
    """What differs, by name, as plain values; None stands for nothing said."""
    old, new = said_of(before), said_of(after)
    names = (field.name for field in fields(CaseDetails))
    return {
        name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    }
