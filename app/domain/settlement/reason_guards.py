"""Guards on reasons: the true one beside the platform's, what the review says, late shipment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.reasons import problem_of
from app.domain.remedy import DamageGround, ProblemClass
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

LATE_SHIPMENT = "未按约定时间发货"
_ALIKE = frozenset({ProblemClass.QUALITY, ProblemClass.NOT_AS_DESCRIBED})


def reason_guard(scene: Scene) -> Iterator[Guard]:
    """A second look where what we found is not what the platform will count."""
    situation = scene.situation
    platform = problem_of(situation.platform_reason)
    said = problem_of(situation.true_reason)
    if platform in _ALIKE and said in _ALIKE:
        said = platform  # staff's own words are too loose to tell these two apart
    found = {said, situation.problem} - {ProblemClass.UNKNOWN}
    if platform is ProblemClass.UNKNOWN or found <= {platform}:
        return
    if situation.true_reason.strip():
        text = _("平台理由是「{platform}」，我们认定的是「{true}」，两者不是一类；请写明为什么。")
        shown = text.format(
            platform=situation.platform_reason.strip(), true=situation.true_reason.strip()
        )
    else:
        text = _("平台理由是「{platform}」，与我们认定的问题类别不同；请写明为什么。")
        shown = text.format(platform=situation.platform_reason.strip())
    yield Guard(GuardLevel.CONFIRM, "reason_differs", shown)


def review_guard(scene: Scene) -> Iterator[Guard]:
    """A second look before anything is given while a check of the review stands against it."""
    failing = scene.situation.failing
    if failing:
        text = _("核实有不符合的项：{titles}。仍要这样处理的，请写明为什么。")
        shown = text.format(titles="、".join(failing))
        yield Guard(GuardLevel.CONFIRM, "review_failing", shown)


def late_shipment_guard(scene: Scene) -> Iterator[Guard]:
    """Promised against actual shipment and what it may cost. Steers nobody from a true reason."""
    lead = _late_because(scene)
    if not lead:
        return
    promised, shipped = scene.situation.promised_at, scene.order.shipped_at
    yield Guard(GuardLevel.INFO, "late_shipment", lead + _times(scene))
    if promised is not None and shipped is not None and shipped <= promised:
        return
    late = promised is not None and (
        shipped is not None or (scene.order.shipped is False and scene.situation.now > promised)
    )
    yield from _exposure(scene, late=late)


def _late_because(scene: Scene) -> str:
    """Who speaks of late shipment; empty when nobody does."""
    situation, damages = scene.situation, scene.choices.damages
    if LATE_SHIPMENT in situation.platform_reason:
        return _("买家理由是「未按约定时间发货」；")
    if LATE_SHIPMENT in situation.true_reason or situation.problem is ProblemClass.LATE_SHIPMENT:
        return _("真实原因是「未按约定时间发货」；")
    if damages is not None and damages.ground is DamageGround.LATE_SHIPMENT:
        return _("赔付按「未按约定时间发货」计；")
    return ""


def _times(scene: Scene) -> str:
    promised, shipped = scene.situation.promised_at, scene.order.shipped_at
    if promised is None:
        return _("约定发货时间未知，无法核对是否按时。")
    promised_text = _local(promised, scene.situation.zone)
    if shipped is None:
        text = (
            _("约定 {promised} 前发货，还没有发货。")
            if scene.order.shipped is False
            else _("约定 {promised} 前发货，实际发货时间未知。")
        )
        return text.format(promised=promised_text)
    text = (
        _("约定 {promised} 前，实际 {shipped}，记录显示晚于约定。")
        if shipped > promised
        else _("约定 {promised} 前，实际 {shipped}，记录显示按时。")
    )
    return text.format(promised=promised_text, shipped=_local(shipped, scene.situation.zone))


def _exposure(scene: Scene, *, late: bool) -> Iterator[Guard]:
    paid, percent = scene.order.paid_cents, scene.situation.late_penalty_percent
    if not paid or percent <= 0:
        return
    text = _(
        "延迟发货的赔付风险：实付 {paid} × {percent}% ＝ {cents}（比例未核实，以平台规则为准，可修改）。"
    )
    cents = (2 * paid * percent + 100) // 200
    shown = text.format(paid=scene.show(paid), percent=percent, cents=scene.show(cents))
    cap = scene.situation.late_penalty_cap_cents
    if 0 < cap < cents:
        shown = _("{text}封顶 {cap}。").format(text=shown, cap=scene.show(cap))
    yield Guard(GuardLevel.WARN if late else GuardLevel.INFO, "late_exposure", shown)


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
