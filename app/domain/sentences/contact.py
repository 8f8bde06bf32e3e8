"""History in words: talk with the buyer and with colleagues, and what somebody comes back to."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.sentences.telling import Make, fixed
from app.i18n import N_

CONTACT: Mapping[str, Make] = {
    "log_contact": fixed(N_("联系买家")),
    "plan_follow_up": fixed(N_("安排跟进")),
    "follow_up_done": fixed(N_("跟进完成")),
    "ask_colleague": fixed(N_("请同事协助")),
    "answer_colleague": fixed(N_("同事答复")),
}
