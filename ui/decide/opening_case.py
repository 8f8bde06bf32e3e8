"""Which dialog belongs to which verb about the case itself: details, talk, recoveries, delays."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.workflow import Verb
from app.i18n import N_
from ui.decide import assigning, late, overriding, solved
from ui.decide.way import Way, plain

CASE_WAYS: Mapping[Verb, Way] = {
    Verb.SOLVED: Way(solved.solve, N_("{number} 已解答完毕。"), solved.solved_dialog),
    Verb.LATE_CLAIM: Way(
        late.late_claim, N_("{number} 已按逾期特殊处理登记。"), plain(late.LateClaimDialog)
    ),
    Verb.ASSIGN: Way(assigning.assign, N_("{number} 已指派。"), assigning.assign_dialog),
    Verb.OVERRIDE_CHECK: Way(
        overriding.override, N_("{number} 已改判。"), overriding.override_dialog
    ),
}
