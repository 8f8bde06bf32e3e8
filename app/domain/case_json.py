"""The details of a case as they are stored: canonical JSON, only what somebody has said."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.case import (
    ArrivedLine,
    CaseDetails,
    Frequency,
    IdentityCheck,
    Mood,
    Receipt,
    Severity,
    SizeReading,
    SubReason,
    WearMark,
)
from app.domain.history import canonical, parsed
from app.domain.liability import Finding, LiabilityBasis, RootCause, Share
from app.domain.negotiation import TalkChannel
from app.domain.remedy import Liability

_EMPTY = CaseDetails()
_ENUMS: dict[str, type[StrEnum]] = {
    "receipt": Receipt,
    "severity": Severity,
    "sub_reason": SubReason,
    "frequency": Frequency,
    "identity": IdentityCheck,
    "preferred_contact": TalkChannel,
    "mood": Mood,
}
_DAYS = frozenset({"first_noticed_on", "used_since", "installed_on", "signed_on"})


def details_json(details: CaseDetails) -> str:
    """What differs from a case nobody has asked about."""
    said: dict[str, Any] = {}
    for field in fields(CaseDetails):
        value = getattr(details, field.name)
        if value != getattr(_EMPTY, field.name):
            said[field.name] = _plain(value)
    return canonical(said)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, SizeReading):
        return [value.name, value.page_mm, value.measured_mm]
    if isinstance(value, ArrivedLine):
        return [value.line_id, value.received]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def details_of(text: str) -> CaseDetails:
    """What was stored; a key a newer program wrote is left out, as is a word this one lacks."""
    said = parsed(text)
    known: dict[str, Any] = {}
    for field in fields(CaseDetails):
        if field.name not in said:
            continue
        value = said[field.name]
        if field.name in _ENUMS:
            if value not in set(_ENUMS[field.name]):
                continue
            value = _ENUMS[field.name](value)
        elif field.name in _DAYS:
            value = date.fromisoformat(value)
        elif field.name == "sizes":
            value = tuple(SizeReading(*one) for one in value)
        elif field.name == "arrived":
            value = tuple(ArrivedLine(*one) for one in value)
        elif field.name == "wear":
            value = tuple(WearMark(one) for one in value if one in set(WearMark))
        known[field.name] = value
    return CaseDetails(**known)


def finding_json(finding: Finding) -> str:
    """Basis, shares and cause of a liability; who is liable and the words stand in columns."""
    said: dict[str, Any] = {}
    if finding.basis:
        said["basis"] = [one.value for one in finding.basis]
    if finding.shares:
        said["shares"] = [[share.party.value, share.percent] for share in finding.shares]
    if finding.cause is not None:
        said["cause"] = finding.cause.value
    return canonical(said)


def finding_of(liability: Liability, text: str, marks: str) -> Finding:
    """The finding of a stored row."""
    said = parsed(marks)
    cause = said.get("cause")
    return Finding(
        liability,
        tuple(LiabilityBasis(one) for one in said.get("basis", ())),
        tuple(Share(Liability(party), int(percent)) for party, percent in said.get("shares", ())),
        text,
        RootCause(cause) if cause in set(RootCause) else None,
    )
