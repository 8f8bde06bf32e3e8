"""History in words: verdicts somebody changed, and what is claimed back from others."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.sentences.telling import Make, fixed
from app.i18n import N_

JUDGING: Mapping[str, Make] = {
    "override_check": fixed(N_("改判核实结论")),
    "open_recovery": fixed(N_("登记追偿")),
    "file_recovery": fixed(N_("提交追偿")),
    "end_recovery": fixed(N_("追偿结果")),
}
