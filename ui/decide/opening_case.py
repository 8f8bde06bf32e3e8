"""Which dialog belongs to which verb about the case itself: details, talk, recoveries, delays."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.workflow import Verb
from app.i18n import N_
from ui.decide import (
    acknowledging,
    assigning,
    contact_follow_up,
    contact_log,
    contact_question,
    late,
    overriding,
    recovery,
    recovery_open,
    solved,
)
from ui.decide.way import Way, plain
from ui.intake import case_dialog

CASE_WAYS: Mapping[Verb, Way] = {
    Verb.SET_CASE: Way(
        case_dialog.set_case, N_("{number} 的情况已更新。"), case_dialog.case_dialog
    ),
    Verb.CONVERT: Way(
        case_dialog.convert, N_("{number} 已转为售后申请。"), case_dialog.convert_dialog
    ),
    Verb.SOLVED: Way(solved.solve, N_("{number} 已解答完毕。"), solved.solved_dialog),
    Verb.LATE_CLAIM: Way(
        late.late_claim, N_("{number} 已按逾期特殊处理登记。"), plain(late.LateClaimDialog)
    ),
    Verb.ASSIGN: Way(assigning.assign, N_("{number} 已指派。"), assigning.assign_dialog),
    Verb.OVERRIDE_CHECK: Way(
        overriding.override, N_("{number} 已改判。"), overriding.override_dialog
    ),
    Verb.LOG_CONTACT: Way(
        contact_log.log_contact, N_("{number} 联系已记下。"), contact_log.contact_dialog
    ),
    Verb.PLAN_FOLLOW_UP: Way(
        contact_follow_up.plan_follow_up,
        N_("{number} 已安排跟进。"),
        contact_follow_up.follow_up_dialog,
    ),
    Verb.FOLLOW_UP_DONE: Way(
        contact_follow_up.follow_up_done,
        N_("{number} 跟进已完成。"),
        plain(contact_follow_up.FollowUpDoneDialog),
    ),
    Verb.ASK_COLLEAGUE: Way(
        contact_question.ask, N_("{number} 已发给同事。"), contact_question.ask_dialog
    ),
    Verb.ANSWER_COLLEAGUE: Way(
        contact_question.answer, N_("{number} 已答复。"), contact_question.answer_dialog
    ),
    Verb.ACKNOWLEDGE: Way(
        acknowledging.acknowledge,
        N_("{number} 超时原因已登记。"),
        plain(acknowledging.AcknowledgeDialog),
    ),
    Verb.OPEN_RECOVERY: Way(
        recovery_open.open_recovery, N_("{number} 追偿已登记。"), recovery_open.open_dialog
    ),
    Verb.FILE_RECOVERY: Way(
        recovery.file_recovery, N_("{number} 追偿已提交。"), plain(recovery.FileRecoveryDialog)
    ),
    Verb.END_RECOVERY: Way(
        recovery.end_recovery, N_("{number} 追偿结果已记录。"), plain(recovery.EndRecoveryDialog)
    ),
}
