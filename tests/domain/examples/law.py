"""Damages outside what was paid, exposure by law, and what nobody is steered away from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.payment import CapName
from app.domain.remedy import (
    DamageGround,
    FreightBearer,
    Liability,
    ProblemClass,
    ReapplyCause,
    RejectReason,
    Remedy,
)
from app.domain.settlement.types import Choices, Damages
from tests.domain.examples.making import (
    goods,
    order,
    pieces,
    refund_only,
    send_back,
    situation,
)
from tests.domain.examples.shape import (
    Chapter,
    Example,
    Total,
    asks,
    informs,
    refuses,
    warns,
)

_100 = order(goods(1, "手表", 100_00))
_200 = order(goods(1, "手表", 200_00))
_30 = order(goods(1, "糕点", 30_00))
_150 = order(goods(1, "礼盒", 150_00))


def _with(ground: DamageGround, cents: int, document: str = "和解书 12 号") -> Choices:
    return send_back(
        pieces(1, 1), damages=Damages(ground, cents, document), liability=Liability.MERCHANT
    )


DAMAGES = Chapter(
    "赔付和法定底线",
    "赔付在实付之外，要有裁决或文件，由店主同意，不占退款上限。"
    "欺诈：退款之外再赔价款三倍，不足 500 元按 500 元（消费者权益保护法第五十五条）；"
    "不安全食品：价款十倍或损失三倍，不足 1000 元按 1000 元（食品安全法第一百四十八条）。"
    "程序只列出底线，不替人认定。",
    (
        Example(
            "欺诈，价款 100.00",
            _100,
            _with(DamageGround.FRAUD, 500_00),
            "100.00×3＝300.00＜500.00，按 500.00；退款 100.00 另计，成本 600.00",
            {Total.REFUND: 100_00, Total.DAMAGES: 500_00, Total.COST: 600_00},
            says=(informs("law_floor", "即 ¥ 500.00"),),
        ),
        Example(
            "欺诈，价款 200.00",
            _200,
            _with(DamageGround.FRAUD, 600_00),
            "200.00×3＝600.00≥500.00，按 600.00",
            {Total.DAMAGES: 600_00},
            says=(informs("law_floor", "即 ¥ 600.00"),),
        ),
        Example(
            "不安全食品，价款 30.00",
            _30,
            _with(DamageGround.UNSAFE_FOOD, 1000_00),
            "30.00×10＝300.00＜1,000.00，按 1,000.00",
            {Total.DAMAGES: 1000_00},
            says=(informs("law_floor", "即 ¥ 1,000.00"),),
        ),
        Example(
            "不安全食品，价款 150.00",
            _150,
            _with(DamageGround.UNSAFE_FOOD, 1500_00),
            "150.00×10＝1,500.00≥1,000.00，按 1,500.00",
            {Total.DAMAGES: 1500_00},
            says=(informs("law_floor", "即 ¥ 1,500.00"),),
        ),
        Example(
            "赔付不占退款上限",
            _100,
            _with(DamageGround.RULING, 300_00, "仲裁裁决 88 号"),
            "退款 100.00＋赔付 300.00＝400.00，可退上限仍按 100.00 算",
            {Total.REFUND: 100_00, Total.DAMAGES: 300_00, Total.COST: 400_00},
            left={CapName.PAID: 100_00},
        ),
        Example(
            "没有文件",
            _100,
            _with(DamageGround.OTHER, 50_00, ""),
            "口说无凭，不能赔付",
            says=(refuses("damages_undocumented", "要有依据"),),
        ),
        Example(
            "没有填金额",
            _100,
            _with(DamageGround.RULING, 0),
            "赔付 0.00 没有意义",
            says=(refuses("damages_zero", "请填写赔付金额"),),
        ),
    ),
)

_PROMISED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
_LATE = replace(_100, shipped_at=datetime(2026, 11, 21, 8, 0, tzinfo=UTC))
_ON_TIME = replace(_100, shipped_at=datetime(2026, 11, 19, 8, 0, tzinfo=UTC))
_LATE_REASON = situation(platform_reason="未按约定时间发货", promised_at=_PROMISED)


def _again(reason: str) -> Choices:
    cause = ReapplyCause.WRONG_REASON
    return Choices(Remedy.REAPPLY, reapply_reason=reason, reapply_cause=cause)


HONEST = Chapter(
    "延迟发货、真实理由、退款不退货",
    "延迟发货的赔付比例（默认 30%，未核实，可改）只作风险提示。平台理由和认定的原因不是一类时要写理由。"
    "从不引导买家改掉真实理由，也不把质量问题改成无理由。退货运费不低于货值时提示可以退款不退货。",
    (
        Example(
            "晚了，赔付风险",
            _LATE,
            refund_only(pieces(1, 1)),
            "100.00×30%＝30.00",
            situation=_LATE_REASON,
            says=(warns("late_exposure", "¥ 100.00 × 30% ＝ ¥ 30.00"),),
        ),
        Example(
            "按时发货就没有风险",
            _ON_TIME,
            refund_only(pieces(1, 1)),
            "约定 11-20，实际 11-19",
            situation=_LATE_REASON,
            says=(informs("late_shipment", "记录显示按时"),),
            silent=("late_exposure",),
        ),
        Example(
            "比例算到分",
            replace(_LATE, paid_cents=33_35, lines=(goods(1, "手表", 33_35),)),
            refund_only(pieces(1, 1)),
            "33.35×30%＝10.005，四舍五入＝10.01",
            situation=_LATE_REASON,
            says=(warns("late_exposure", "¥ 10.01"),),
        ),
        Example(
            "平台理由和真实原因不是一类",
            _100,
            send_back(pieces(1, 1), liability=Liability.MERCHANT),
            "平台记七天无理由，我们认定是质量问题：写明为什么",
            situation=situation(platform_reason="七天无理由退换货", true_reason="质量问题"),
            says=(asks("reason_differs", "两者不是一类"),),
        ),
        Example(
            "不能让买家把质量问题改成无理由",
            _100,
            _again("七天无理由退换货"),
            "问题出在商品上",
            situation=situation(platform_reason="质量问题", problem=ProblemClass.QUALITY),
            says=(refuses("relabel", "只能改成同样属于这类问题的原因"),),
        ),
        Example(
            "也不能改成「与商家协商一致」",
            _100,
            _again("与商家协商一致"),
            "买家说的是质量问题，我们没有认定别的",
            situation=situation(platform_reason="质量问题"),
            says=(refuses("relabel", "只能改成同样属于这类问题的原因"),),
        ),
        Example(
            "买家选错了原因，要写明依据",
            _100,
            _again("七天无理由退换货"),
            "我们认定是拍错颜色，和平台上的「质量问题」不是一类",
            situation=situation(
                platform_reason="质量问题",
                true_reason="拍错颜色",
                problem=ProblemClass.CHANGE_OF_MIND,
            ),
            says=(asks("reason_differs", "两者不是一类"),),
            silent=("relabel",),
        ),
        Example(
            "不能让买家改掉真实的晚发货",
            _LATE,
            _again("不想要了"),
            "记录显示确实晚了",
            situation=_LATE_REASON,
            says=(refuses("steers_late", "不能让买家改理由"),),
        ),
        Example(
            "退货运费不低于货值",
            order(goods(1, "书签", 9_00)),
            send_back(
                pieces(1, 1), freight_bearer=FreightBearer.MERCHANT, liability=Liability.MERCHANT
            ),
            "9.00≤12.00，可以考虑退款不退货；按退货算退 9.00",
            {Total.REFUND: 9_00},
            situation=situation(avoided_freight_cents=12_00),
            says=(informs("returnless", "退货运费不低于货值"),),
        ),
        Example(
            "货值高于运费就不提",
            order(goods(1, "书签", 12_01)),
            send_back(
                pieces(1, 1), freight_bearer=FreightBearer.MERCHANT, liability=Liability.MERCHANT
            ),
            "12.01＞12.00，按退货算退 12.01",
            {Total.REFUND: 12_01},
            situation=situation(avoided_freight_cents=12_00),
            silent=("returnless",),
        ),
        Example(
            "没有发货的仅退款：先停止发货",
            order(goods(1, "手表", 100_00), shipped=False),
            refund_only(pieces(1, 1)),
            "确认仓库没有寄出，再退 100.00",
            {Total.REFUND: 100_00},
            says=(warns("stop_shipment", "先停止发货"),),
        ),
        Example(
            "拒绝要有原因",
            _100,
            Choices(Remedy.REJECT),
            "买家会看到原因和申诉途径",
            says=(refuses("reason_needed", "请选择拒绝的原因"),),
        ),
        Example(
            "有原因的拒绝不付钱",
            _100,
            Choices(Remedy.REJECT, reject_reason=RejectReason.OUT_OF_TIME),
            "拒绝不打款：0.00",
            {Total.REFUND: 0, Total.COST: 0},
            silent=("reason_needed",),
        ),
    ),
)
