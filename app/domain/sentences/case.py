"""History in words: what is known of a case, how it began, and what ended without a claim."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.sentences.telling import Make, fixed
from app.i18n import N_

CASE: Mapping[str, Make] = {
    "set_case": fixed(N_("补充情况")),
    "convert": fixed(N_("咨询转为售后申请")),
    "solved": fixed(N_("解答完毕")),
    "late_claim": fixed(N_("逾期特殊处理")),
    "assign": fixed(N_("指派")),
}
