"""The Chinese word on screen for every value of every enum, and how a stage is shown.

Values of different enums may be spelt alike, so a label is always looked up in the table of the
member's own class.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from app.domain.facts import Stage, StageGroup
from app.domain.label_tables import TABLES as LISTED
from app.i18n import N_, _

Tone = Literal["ok", "warn", "bad", "info", "violet", "muted"]

_TONES: dict[Stage, Tone] = {
    Stage.NEW: "muted",
    Stage.NEED_INFO: "warn",
    Stage.REVIEWING: "info",
    Stage.AWAITING_APPROVAL: "warn",
    Stage.NEGOTIATING: "info",
    Stage.AWAITING_RETURN: "violet",
    Stage.INSPECTING: "violet",
    Stage.REPAIRING: "violet",
    Stage.FULFILLING: "ok",
    Stage.DISPUTED: "bad",
    Stage.AWAITING_CONFIRMATION: "info",
    Stage.COMPLETED: "ok",
    Stage.REJECTED: "muted",
    Stage.CANCELLED: "muted",
    Stage.EXPIRED: "muted",
    Stage.MERGED: "muted",
}
_STEPS = (N_("受理"), N_("核实"), N_("协商方案"), N_("执行"), N_("买家确认"), N_("完成"))
_STEP_OF = {
    Stage.NEW: 0,
    Stage.NEED_INFO: 1,
    Stage.REVIEWING: 1,
    Stage.AWAITING_APPROVAL: 2,
    Stage.NEGOTIATING: 2,
    Stage.DISPUTED: 2,
    Stage.AWAITING_RETURN: 3,
    Stage.INSPECTING: 3,
    Stage.REPAIRING: 3,
    Stage.FULFILLING: 3,
    Stage.AWAITING_CONFIRMATION: 4,
}
_ENDED_OTHERWISE = frozenset({Stage.REJECTED, Stage.CANCELLED, Stage.EXPIRED, Stage.MERGED})


def label(member: StrEnum) -> str:
    """The word on screen for a value of a domain enum, translated. Raises `KeyError`."""
    kind = type(member)
    table = LISTED.get(kind)
    if table is None:
        from app.domain.label_tables_more import TABLES

        table = TABLES.get(kind)
    if table is None:
        from app.domain.label_tables_case import TABLES as CASE

        table = CASE[kind]
    return _(table[member])


def tone(stage: Stage) -> Tone:
    """The colour a stage is shown in."""
    return _TONES[stage]


def stage_group(stage: Stage) -> StageGroup:
    """Which of the five groups a merchant counts in a stage belongs to."""
    if stage is Stage.NEW:
        return StageGroup.NEW
    if stage is Stage.AWAITING_CONFIRMATION:
        return StageGroup.AWAITING_BUYER
    if stage is Stage.COMPLETED:
        return StageGroup.COMPLETED
    return StageGroup.CLOSED if stage in _ENDED_OTHERWISE else StageGroup.IN_PROGRESS


def stepper(stage: Stage) -> tuple[tuple[str, ...], int]:
    """The steps of a ticket, translated, and the index of the one it stands at.

    A ticket that ended otherwise than completed shows its beginning and its end only: which of
    the steps between it went through, its history tells.
    """
    steps = tuple(_(step) for step in _STEPS)
    if stage in _ENDED_OTHERWISE:
        return (steps[0], label(stage)), 1
    return steps, _STEP_OF.get(stage, len(steps) - 1)
