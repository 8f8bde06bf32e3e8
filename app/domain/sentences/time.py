"""History in words: what the clock alone did, and what somebody said of being late."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.sentences.telling import Make, fixed
from app.i18n import N_

TIME: Mapping[str, Make] = {
    "overdue": fixed(N_("超时")),
    "acknowledge": fixed(N_("登记超时原因")),
    "info_expired": fixed(N_("买家未在期限内补充资料")),
    "auto_confirmed": fixed(N_("到期未见异议，视为买家确认")),
    "return_overdue": fixed(N_("买家未在期限内寄回")),
}
