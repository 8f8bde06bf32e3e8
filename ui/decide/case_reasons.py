"""The reason as the platform words it and what we found to be true, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.part import Part, beside, labelled
from ui.decide.platform_reasons import reason_options
from ui.widgets.fields import Choice, TextField


class CaseReasons(Part):
    """Neither is a choice of the settlement, which still warns where they contradict each other."""

    def __init__(
        self,
        ticket: Ticket,
        remedy: Remedy,
        listed: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        """`listed`: the reasons buyers choose from on the platform."""
        super().__init__(parent)
        self.platform = Choice(
            reason_options(ticket, listed), ticket.platform_reason, placeholder=_("请选择")
        )
        self.true = TextField(
            ticket.true_reason, placeholder=_("内部记录，例如 批次色差"), longest=120
        )
        refund = remedy in (Remedy.REFUND_ONLY, Remedy.RETURN_REFUND)
        said = _("退款原因（平台口径）") if refund else _("申请原因（平台口径）")
        self.setLayout(
            beside(
                labelled(said, self.platform),
                labelled(_("真实原因"), self.true),
                stretch=False,
            )
        )
        self.setFocusProxy(self.platform)
        for field in (self.platform, self.true):
            field.changed.connect(self._on_changed)

    def kept(self) -> Mapping[str, object]:
        return {"platform_reason": self.platform, "true_reason": self.true}
