"""What a letter says of times: that the goods left as promised, where the records prove it."""

from __future__ import annotations

from app.domain.decisions import wording
from app.domain.decisions.base import Letter
from app.i18n import _


def left_in_time(letter: Letter) -> str:
    """Promised and actual shipment, where lateness was spoken of and the records show none.

    Empty where one of the times is unknown: what cannot be proved is not said to a buyer.
    """
    promised, shipped = letter.order.promised_at, letter.order.shipped_at
    spoken_of = any(guard.code == "late_shipment" for guard in letter.breakdown.guards)
    if not spoken_of or promised is None or shipped is None or shipped > promised:
        return ""
    text = _("您的订单约定 {promised} 前发货，记录显示 {shipped} 已经发出。")
    return text.format(
        promised=wording.local(letter, promised), shipped=wording.local(letter, shipped)
    )
