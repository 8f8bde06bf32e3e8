"""What is said before a dangerous click: refund-only while goods are out, late shipment, amounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.remedy import Remedy
from tests.domain.examples.making import goods, order, pieces, refund_only, send_back, situation
from tests.domain.examples.shape import Chapter, Example, Total, asks, informs, warns

_COAT = order(goods(1, "大衣", 100_00))
_WAITING = order(goods(1, "大衣", 100_00), shipped=False)
_UNKNOWN = order(goods(1, "大衣", 100_00), shipped=None)
_ON_TIME = replace(_COAT, shipped_at=datetime(2026, 11, 19, 8, 0, tzinfo=UTC))
_LATE = replace(_COAT, shipped_at=datetime(2026, 11, 21, 8, 0, tzinfo=UTC))
_PROMISED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

WARNINGS = Chapter(
    "打款前的红色提醒",
    "平台申请类型是「仅退款」而货已发出：同意就不退货打款，必须再次确认并写明理由。"
    "买家以「未按约定时间发货」为由时，只把约定和实际时间摆出来，不引导任何人改理由。",
    (
        Example(
            "货已发出的仅退款",
            _COAT,
            refund_only(pieces(1, 1)),
            "货在买家处，100.00 付出后收不回货",
            {Total.REFUND: 100_00},
            says=(asks("goods_out", "仅退款后货物留在买家处"),),
        ),
        Example(
            "平台类型也是仅退款",
            _COAT,
            send_back(pieces(1, 1)),
            "要退货，但平台上同意就直接打款 100.00",
            {Total.REFUND: 100_00},
            situation=situation(platform_remedy=Remedy.REFUND_ONLY),
            says=(asks("platform_refund_only", "直接同意会不退货打款"),),
        ),
        Example(
            "还没有发货的仅退款",
            _WAITING,
            refund_only(pieces(1, 1)),
            "没有发货，100.00 直接退",
            {Total.REFUND: 100_00},
            silent=("goods_out", "platform_refund_only"),
        ),
        Example(
            "不知道是否发货",
            _UNKNOWN,
            refund_only(pieces(1, 1)),
            "可能货款两失：100.00",
            {Total.REFUND: 100_00},
            says=(asks("goods_out", "不知道货是否已发出"),),
        ),
        Example(
            "没有发货却选退货",
            _WAITING,
            send_back(pieces(1, 1)),
            "没有可退的货：100.00",
            {Total.REFUND: 100_00},
            says=(warns("nothing_to_return", "通常应选「仅退款」"),),
        ),
        Example(
            "晚发货：记录显示晚了",
            _LATE,
            refund_only(pieces(1, 1)),
            "约定 11-20 18:00，实际 11-21 16:00",
            situation=situation(platform_reason="未按约定时间发货", promised_at=_PROMISED),
            says=(informs("late_shipment", "记录显示晚于约定"),),
        ),
        Example(
            "晚发货：记录显示按时",
            _ON_TIME,
            refund_only(pieces(1, 1)),
            "约定 11-20 18:00，实际 11-19 16:00",
            situation=situation(platform_reason="未按约定时间发货", promised_at=_PROMISED),
            says=(informs("late_shipment", "记录显示按时"),),
        ),
        Example(
            "晚发货：约定时间未知",
            _COAT,
            refund_only(pieces(1, 1)),
            "没有约定时间就不下结论",
            situation=situation(platform_reason="未按约定时间发货"),
            says=(informs("late_shipment", "约定发货时间未知"),),
        ),
        Example(
            "退得比买家申请的多",
            _COAT,
            refund_only(pieces(1, 1)),
            "100.00＞80.00",
            {Total.REFUND: 100_00},
            situation=situation(requested_cents=80_00),
            says=(warns("differs_from_request", "高于买家申请的 ¥ 80.00"),),
        ),
        Example(
            "退得比买家申请的少",
            _COAT,
            refund_only(pieces(1, 1, amount=80_00)),
            "80.00＜100.00",
            {Total.REFUND: 80_00},
            situation=situation(requested_cents=100_00),
            says=(informs("differs_from_request", "低于买家申请的 ¥ 100.00"),),
        ),
    ),
)
