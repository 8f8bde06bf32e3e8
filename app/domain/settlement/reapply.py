"""引导重新申请: only where type or reason of the application is genuinely wrong.

Never to relabel a fault as a change of mind, and never to dodge a true claim of late shipment:
false reasons falsify the platform's records (消法实施条例 Art. 9).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.reasons import problem_of
from app.domain.remedy import ProblemClass, ReapplyCause
from app.domain.settlement.reason_guards import reason_guard
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

_FAULTS = frozenset(
    {
        ProblemClass.QUALITY,
        ProblemClass.NOT_AS_DESCRIBED,
        ProblemClass.WRONG_OR_MISSING,
        ProblemClass.LOGISTICS,
    }
)
_NOT_THE_BUYERS = _FAULTS | {ProblemClass.LATE_SHIPMENT}


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
    if reason and reason != situation.platform_reason.strip():
        yield from _another_reason(scene, problem_of(reason))
    yield from reason_guard(scene)


def _another_reason(scene: Scene, proposed: ProblemClass) -> Iterator[Guard]:
    """Whether the reason the buyer is to apply with may be this one."""
    if proposed not in _NOT_THE_BUYERS and _real_fault(scene):
        text = _("问题出在商品或运输上，只能改成同样属于这类问题的原因；请按真实原因处理。")
        yield Guard(GuardLevel.REFUSE, "relabel", text)
    elif proposed not in _found(scene) | {problem_of(scene.situation.platform_reason)}:
        text = _("要改成的原因和买家选的、我们认定的都不是一类；请写明依据。")
        yield Guard(GuardLevel.CONFIRM, "reason_unfounded", text)
    if proposed is not ProblemClass.LATE_SHIPMENT and _truly_late(scene):
        text = _(
            "买家的理由是未按约定时间发货，发货记录没有证明按时，不能让买家改理由；请按真实原因处理。"
        )
        yield Guard(GuardLevel.REFUSE, "steers_late", text)


def _found(scene: Scene) -> set[ProblemClass]:
    situation = scene.situation
    return {situation.problem, problem_of(situation.true_reason)} - {ProblemClass.UNKNOWN}


def _real_fault(scene: Scene) -> bool:
    """A fault by our own finding, or by the buyer's reason as long as we say no other in words.

    The class set on a ticket is not enough against what the buyer says: it takes one click.
    """
    found = _found(scene)
    if found & _FAULTS:
        return True
    if problem_of(scene.situation.platform_reason) not in _FAULTS:
        return False
    return not found or not scene.situation.true_reason.strip()


def _truly_late(scene: Scene) -> bool:
    situation = scene.situation
    if problem_of(situation.platform_reason) is not ProblemClass.LATE_SHIPMENT:
        return False
    promised, shipped = situation.promised_at, scene.order.shipped_at
    return promised is None or shipped is None or shipped > promised
