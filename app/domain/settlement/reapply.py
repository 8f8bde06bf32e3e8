"""引导重新申请: only where type or reason of the application is genuinely wrong.

Never to relabel a fault as a change of mind, and never to dodge a true claim of late shipment:
false reasons falsify the platform's records (消法实施条例 Art. 9).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.reasons import problem_of
from app.domain.remedy import ProblemClass, ReapplyCause
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

_FAULTS = frozenset(
    {ProblemClass.QUALITY, ProblemClass.NOT_AS_DESCRIBED, ProblemClass.WRONG_OR_MISSING}
)


def reapply_guards(scene: Scene) -> Iterator[Guard]:
    """Why the buyer may not be asked to apply again like this."""
    choices, situation = scene.choices, scene.situation
    if choices.reapply_cause is None:
        text = _("请写明买家的申请错在哪里：类型选错，还是原因选错。")
        yield Guard(GuardLevel.REFUSE, "reapply_cause", text)
        return
    reason = choices.reapply_reason.strip()
    if choices.reapply_cause is ReapplyCause.WRONG_TYPE:
        wanted = choices.reapply_remedy
        differs = wanted is not None and wanted is not situation.platform_remedy
    else:
        differs = bool(reason) and reason != situation.platform_reason.strip()
    if not differs:
        text = _("要重新申请的内容和平台上现有的申请一样，没有什么可改的。")
        yield Guard(GuardLevel.REFUSE, "nothing_differs", text)
    if not reason or reason == situation.platform_reason.strip():
        return
    proposed = problem_of(reason)
    if proposed is ProblemClass.CHANGE_OF_MIND and _real_fault(scene):
        text = _("问题出在商品上，不能让买家改成无理由；请按真实原因处理。")
        yield Guard(GuardLevel.REFUSE, "relabel", text)
    if proposed is not ProblemClass.LATE_SHIPMENT and _truly_late(scene):
        text = _(
            "买家的理由是未按约定时间发货，发货记录没有证明按时，不能让买家改理由；请按真实原因处理。"
        )
        yield Guard(GuardLevel.REFUSE, "steers_late", text)


def _real_fault(scene: Scene) -> bool:
    """A fault by our own finding; by the platform's reason where we have found nothing."""
    situation = scene.situation
    found = {situation.problem, problem_of(situation.true_reason)} - {ProblemClass.UNKNOWN}
    return bool((found or {problem_of(situation.platform_reason)}) & _FAULTS)


def _truly_late(scene: Scene) -> bool:
    situation = scene.situation
    if problem_of(situation.platform_reason) is not ProblemClass.LATE_SHIPMENT:
        return False
    promised, shipped = situation.promised_at, scene.order.shipped_at
    return promised is None or shipped is None or shipped > promised
