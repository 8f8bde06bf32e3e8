"""Class (d): damages and penalties, outside what was paid, on a document, beside any remedy."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.payment import MoneyClass, PlannedPayout
from app.domain.remedy import DamageGround
from app.domain.settlement.ledger import worth
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.scene import Pick, Scene
from app.domain.settlement.types import BreakdownLine, Guard, GuardLevel, Row
from app.i18n import N_, _

_LABELS = {
    DamageGround.LATE_SHIPMENT: N_("赔付（延迟发货）"),
    DamageGround.FRAUD: N_("赔付（欺诈，价款三倍）"),
    DamageGround.UNSAFE_FOOD: N_("赔付（不安全食品，价款十倍）"),
    DamageGround.RULING: N_("赔付（裁决）"),
    DamageGround.OTHER: N_("赔付"),
}
_FRAUD_LEAST, _FOOD_LEAST = 50_000, 100_000  # 500 and 1,000 yuan


def pay_damages(scene: Scene, chosen: list[Pick], outcome: Outcome, guards: list[Guard]) -> None:
    """Add damages to whatever the remedy comes to, and show the floors the law sets."""
    damages = scene.choices.damages
    if damages is None:
        return
    if damages.cents <= 0:
        guards.append(Guard(GuardLevel.REFUSE, "damages_zero", _("请填写赔付金额。")))
        return
    if not damages.document.strip() and not damages.evidence:
        text = _("赔付在实付之外，要有依据：写明裁决或文件，或附上证据。")
        guards.append(Guard(GuardLevel.REFUSE, "damages_undocumented", text))
    guards.extend(_floors(scene, chosen, damages.ground))
    outcome.damages = damages.cents
    outcome.lines.append(
        BreakdownLine(
            _(_LABELS[damages.ground]),
            damages.cents,
            _("实付之外，凭裁决或文件，由店主同意"),
            {
                "document": damages.document,
                "evidence": "、".join(str(k) for k in damages.evidence),
                "price_cents": _price(scene, chosen),
            },
            Row.DAMAGES,
        )
    )
    method = scene.choices.pay_method
    outcome.payouts.append(PlannedPayout(MoneyClass.DAMAGES, damages.cents, method=method))


def _floors(scene: Scene, chosen: list[Pick], ground: DamageGround) -> Iterator[Guard]:
    """The arithmetic of the law. Source: 消费者权益保护法 Art. 55; 食品安全法 Art. 148."""
    if scene.order.currency != "CNY":
        return
    price = _price(scene, chosen)
    if ground is DamageGround.FRAUD:
        text = _(
            "《消费者权益保护法》第五十五条：退款之外，价款 {price} × 3 ＝ {times}，"
            "不足 {least} 的按 {least}，即 {due}。"
        )
        yield _floor(scene, text, price, 3, _FRAUD_LEAST)
    elif ground is DamageGround.UNSAFE_FOOD:
        text = _(
            "《食品安全法》第一百四十八条：退款之外，价款 {price} × 10 ＝ {times}（或损失的三倍），"
            "不足 {least} 的按 {least}，即 {due}。"
        )
        yield _floor(scene, text, price, 10, _FOOD_LEAST)


def _floor(scene: Scene, text: str, price: int, times: int, least: int) -> Guard:
    shown = text.format(
        price=scene.show(price),
        times=scene.show(price * times),
        least=scene.show(least),
        due=scene.show(max(price * times, least)),
    )
    return Guard(GuardLevel.INFO, "law_floor", shown)


def _price(scene: Scene, chosen: list[Pick]) -> int:
    """What was paid for the goods concerned: the chosen units, else all goods of the order."""
    total = 0
    for pick in chosen:
        line = pick.line
        if line is None or line.paid_share_cents is None:
            total += pick.amount or 0
        elif pick.ordinals:
            total += sum(worth(line, pick.ordinals, scene.held(line)).values())
        else:
            total += line.paid_share_cents
    if total or chosen:
        return total
    return sum(line.paid_share_cents or 0 for line in scene.order.lines)
