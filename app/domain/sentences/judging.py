"""History in words: findings, verdicts somebody changed, and what is claimed back from others."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.checks.types import Verdict
from app.domain.evidence import Judgement
from app.domain.liability import LiabilityBasis, RootCause
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import Liability, ProblemClass
from app.domain.sentences.telling import Data, Make, limit, money, named, with_reference
from app.i18n import _


def _described(data: Data) -> str:
    """`认定：问题「质量」，责任「混合责任」（商家责任 70%、物流责任 30%），依据：…，根源：…`."""
    text = _("认定：问题「{problem}」，责任「{liability}」").format(
        problem=named(ProblemClass, data.get("problem")),
        liability=named(Liability, data.get("liability")),
    )
    parts = "、".join(f"{named(Liability, party)} {n}%" for party, n in data.get("shares") or ())
    if parts:
        text = _("{text}（{parts}）").format(text=text, parts=parts)
    basis = "、".join(named(LiabilityBasis, one) for one in data.get("basis") or ())
    if basis:
        text = _("{text}，依据「{basis}」").format(text=text, basis=basis)
    if data.get("cause"):
        text = _("{text}，根源「{cause}」").format(text=text, cause=named(RootCause, data["cause"]))
    return text


def _overridden(data: Data) -> str:
    """`改判核实「申请是否在时限内」：不符合 → 通过`."""
    # Loaded when a verdict was changed: most histories tell of none.
    from app.domain.checks.reviewing import title_of

    return _("改判核实「{title}」：{before} → {after}").format(
        title=title_of(str(data.get("check") or "")),
        before=named(Verdict, data.get("before")),
        after=named(Verdict, data.get("after")),
    )


def _opened(data: Data) -> str:
    text = _("登记追偿：向{whom}追 {amount}").format(whom=_whom(data), amount=money(data))
    until = limit(data, "due_at")
    return _("{text}，{until} 前提交").format(text=text, until=until) if until else text


def _filed(data: Data) -> str:
    text = _("向{whom}提交追偿 {amount}").format(whom=_whom(data), amount=money(data))
    text = with_reference(text, data)
    return _("{text}（过了提交期限）").format(text=text) if data.get("late") else text


def _ended(data: Data) -> str:
    state = named(RecoveryState, data.get("state"))
    if data.get("cents"):
        return _("向{whom}的追偿{state} {amount}").format(
            whom=_whom(data), state=state, amount=money(data)
        )
    return _("向{whom}的追偿结束：{state}").format(whom=_whom(data), state=state)


def _whom(data: Data) -> str:
    return named(RecoveryFrom, data.get("against"))


def _evidence_judged(data: Data) -> str:
    """`证据 E2 判断为存疑`, `证据 E2 判断为足以证明（原为存疑）`, `撤回对证据 E2 的判断（原为存疑）`."""
    if data.get("after"):
        text = _("证据 {code} 判断为{judgement}").format(
            code=data.get("code", ""), judgement=named(Judgement, data["after"])
        )
    else:
        text = _("撤回对证据 {code} 的判断").format(code=data.get("code", ""))
    if not data.get("before"):
        return text
    return _("{text}（原为{before}）").format(text=text, before=named(Judgement, data["before"]))


JUDGING: Mapping[str, Make] = {
    "evidence_judged": _evidence_judged,
    "describe": _described,
    "override_check": _overridden,
    "open_recovery": _opened,
    "file_recovery": _filed,
    "end_recovery": _ended,
}
