"""Draws every decision dialog with goods, people and sums like those of a real day: to be looked at.

python -m tests.ui.decision_pictures FOLDER [--look dark] [--size 1280x720] [--only exchange]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.ticket import Ticket
    from app.domain.workflow import Verb
    from tests.ui.shop_floor import ShopFloor
    from ui.decide.decision_dialog import DecisionDialog

SIZES = ("1440x900", "1280x720")
LOOKS = ("light", "dark")
_SCREEN = (
    '{{"screens": [{{"name": "pictures", "x": 0, "y": 0, "width": {0}, "height": {1},'
    ' "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}}]}}'
)
ORDER = "2749018355271180993"


def main() -> int:
    """One process for each size: the screen is fixed when Qt starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=SIZES, action="append")
    parser.add_argument("--look", choices=LOOKS, action="append")
    parser.add_argument("--only", action="append")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    sizes = given.size or list(SIZES)
    if len(sizes) > 1:
        import subprocess

        for size in sizes:
            subprocess.run(
                [sys.executable, "-m", __spec__.name, *sys.argv[1:], "--size", size], check=True
            )
        return 0
    width, height = sizes[0].split("x")
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as screen:
        screen.write(_SCREEN.format(width, height))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen.name}"
    for look in given.look or LOOKS:
        _draw(given.folder, look, sizes[0], given.only)
    Path(screen.name).unlink()
    return 0


def _draw(folder: Path, look: str, size: str, only: list[str] | None) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.ui.recording import RecordingAsk
    from tests.ui.shop_floor import ShopFloor
    from ui.changes import ChangeRelay
    from ui.decide.decision_dialog import DecisionDialog
    from ui.decide.opening import open_action
    from ui.desk import Desk
    from ui.jobs import JobsOnTheSpot
    from ui.memory import Memory
    from ui.theme import Theme

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme(app)
    theme.apply("dark" if look == "dark" else "light")
    for name, (verb, ready, act) in scenes().items():
        if only and name not in only:
            continue
        with tempfile.TemporaryDirectory() as data:
            floor = ShopFloor(Path(data))
            ticket = ready(floor)
            relay = ChangeRelay(floor.db.listen)
            desk = Desk(floor.services, relay, RecordingAsk(), JobsOnTheSpot(), theme, Memory(None))
            home = QWidget()
            width, height = (int(part) for part in size.split("x"))
            home.resize(width, height)
            home.show()
            open_action(desk, ticket, verb, home)
            dialog = next(one for one in app.topLevelWidgets() if isinstance(one, DecisionDialog))
            assert QTest.qWaitForWindowExposed(dialog)
            act(dialog)
            # What appeared asks for room, and is then laid out in it.
            for _turn in range(3):
                app.sendPostedEvents()
            room = dialog.screen().availableGeometry()
            assert room.contains(dialog.frameGeometry()), f"{name} leaves the screen"
            dialog.grab().save(str(folder / f"{name}-{look}-{width}.png"))
            dialog.reject()
            home.close()
            floor.close()
            app.sendPostedEvents(None, 52)  # deferred deletions


Ready = Callable[["ShopFloor"], "Ticket"]
Act = Callable[["DecisionDialog"], None]


def scenes() -> dict[str, tuple[Verb, Ready, Act]]:
    """By name: the verb, what the desk looks like before, and what is chosen in the dialog."""
    from app.domain.workflow import Verb

    return {
        "refund-unsent": (Verb.DECIDE_REFUND_ONLY, _unsent, _refund_unsent),
        "refund-kept": (Verb.DECIDE_REFUND_ONLY, _lamp, _refund_kept),
        "return": (Verb.DECIDE_RETURN_REFUND, _rug, _return),
        "exchange": (Verb.DECIDE_EXCHANGE, _rug, _exchange),
        "exchange-cheaper": (Verb.DECIDE_EXCHANGE, _lamp, _exchange_cheaper),
        "compensation": (Verb.DECIDE_COMPENSATION, _haggled, _compensation),
        "compensation-next": (Verb.DECIDE_COMPENSATION, _lamp, _compensation_next),
        "reship": (Verb.DECIDE_RESHIP, _lamp, _reship),
        "repair": (Verb.DECIDE_REPAIR, _lamp, _repair),
        "price-protection": (Verb.DECIDE_PRICE_PROTECTION, _cups, _price_protection),
        "freight": (Verb.DECIDE_FREIGHT, _rug, _freight),
        "apology": (Verb.DECIDE_APOLOGY, _rug, _nothing),
        "reapply": (Verb.DECIDE_REAPPLY, _rug, _reapply),
        "reapply-refused": (Verb.DECIDE_REAPPLY, _rug, _relabel),
        "approval": (Verb.DECIDE_RETURN_REFUND, _by_agent, _nothing),
        "long-order": (Verb.DECIDE_RETURN_REFUND, _fifty, _all_lines),
    }


# ------------------------------------------------------------------------------- the desk before


def _rug(floor: ShopFloor) -> Ticket:
    from tests.ui.shop_floor import RUG

    pad = replace(
        RUG, sku="DT-PAD", title="防滑垫", variant="160×230", unit_price_cents=0, quantity=1
    )
    floor.order(ORDER, (RUG, pad), paid_cents=25800)
    floor.gift("防滑垫")
    return floor.claim("188273644000001", ORDER, reason="商品与描述不符 — 颜色差异")


def _lamp_line() -> object:
    from tests.ui.shop_floor import RUG

    return replace(
        RUG, sku="TD-E27", title="胡桃木落地灯", variant="暖光 三档", unit_price_cents=45900
    )


def _lamp(floor: ShopFloor) -> Ticket:
    from app.domain.remedy import Remedy

    floor.order(ORDER, (_lamp_line(),), paid_cents=45900)  # type: ignore[arg-type]
    return floor.claim(
        "188273644000002",
        ORDER,
        remedy=Remedy.REFUND_ONLY,
        cents=3000,
        reason="功能/效果不符",
        sku="TD-E27",
        title="胡桃木落地灯",
    )


def _cups(floor: ShopFloor) -> Ticket:
    from app.domain.remedy import Remedy
    from tests.ui.shop_floor import CUP

    floor.order(ORDER, (CUP,), paid_cents=7800)
    return floor.claim(
        "188273644000003",
        ORDER,
        remedy=Remedy.PRICE_PROTECTION,
        cents=None,
        reason="其他",
        sku=CUP.sku,
        title=CUP.title,
    )


def _unsent(floor: ShopFloor) -> Ticket:
    from app.domain.remedy import Remedy
    from tests.ui.shop_floor import CUP, RUG

    floor.order(
        ORDER,
        (RUG, CUP),
        paid_cents=30600,
        shipping_cents=800,
        status="买家已付款，等待卖家发货",
        tracking=None,
        points=3000,
    )
    return floor.claim(
        "188273644000004", ORDER, remedy=Remedy.REFUND_ONLY, cents=None, reason="拍错/多拍"
    )


def _haggled(floor: ShopFloor) -> Ticket:
    from app.domain.decisions import Asked, DecisionDraft, by_remedy
    from app.domain.negotiation import TalkChannel
    from app.domain.remedy import Remedy

    ticket = _rug(floor)
    services = floor.services
    choices = by_remedy(Remedy.COMPENSATION).draft_defaults(
        ticket.order, ticket.order_money, services.decide.situation(ticket), Asked.of(ticket)
    )
    ticket = services.decide.decide(DecisionDraft(ticket.id, ticket.version, "first", choices))
    return services.negotiation.counter_offer(
        ticket.id,
        ticket.version,
        TalkChannel.WECHAT,
        "十块太少了，至少十五",
        1500,
        Remedy.COMPENSATION,
    )


def _by_agent(floor: ShopFloor) -> Ticket:
    from app.domain.remedy import Remedy
    from tests.ui.shop_floor import RUG

    sofa = replace(RUG, sku="SF-3", title="布艺三人沙发", variant="燕麦色", unit_price_cents=168000)
    floor.order(ORDER, (sofa,), paid_cents=168000)
    ticket = floor.claim(
        "188273644000005",
        ORDER,
        remedy=Remedy.RETURN_REFUND,
        cents=168000,
        reason="材质/面料不符",
        sku="SF-3",
        title="布艺三人沙发",
    )
    floor.services.staff.add("小周", ("agent",))
    floor.services.staff.act_as("小周")
    return floor.services.tickets.get(ticket.id)


def _fifty(floor: ShopFloor) -> Ticket:
    from tests.ui.shop_floor import CUP

    lines = tuple(
        replace(CUP, sku=f"S{n:02}", title=f"手工陶瓷杯 {n:02} 号", quantity=2) for n in range(50)
    )
    floor.order(ORDER, lines, paid_cents=390000)
    return floor.claim("188273644000006", ORDER, sku="S05", title="手工陶瓷杯 05 号", cents=None)


# ------------------------------------------------------------------------- chosen in the dialog


def _nothing(_dialog: DecisionDialog) -> None:
    """As it opens."""


def _refund_unsent(dialog: DecisionDialog) -> None:
    from ui.decide.refund_extras import PromotionChoice, StopShipment

    row = dialog.fields.goods.rows[1]
    assert row.counter is not None
    row.counter.set_value(1)
    dialog.fields.part(StopShipment).stopped.click()
    promotion = dialog.fields.part(PromotionChoice)
    promotion.more.click()
    promotion.threshold.set_value(30000)
    promotion.off.set_value(3800)


def _refund_kept(dialog: DecisionDialog) -> None:
    from app.domain.remedy import DamageGround
    from ui.decide.damages_choice import DamagesChoice

    damages = dialog.fields.part(DamagesChoice)
    damages.more.click()
    damages.ground.set_value(DamageGround.RULING)
    damages.amount.set_value(10000)
    damages.document.set_value("平台裁决 2026-11-0931")


def _return(dialog: DecisionDialog) -> None:
    from ui.decide.case_reasons import CaseReasons

    dialog.fields.part(CaseReasons).true.set_value("批次色差，与描述不符")


def _exchange(dialog: DecisionDialog) -> None:
    from ui.decide.replacements import Instead, Replacements

    block = dialog.fields.part(Replacements).blocks[0]
    block.kind.set_value(Instead.VARIANT)
    block.variant.set_value("160×230 米白")
    block.price.set_value(26200)


def _exchange_cheaper(dialog: DecisionDialog) -> None:
    from app.domain.remedy import GoodsWay
    from ui.decide.replacements import Instead, Replacements
    from ui.decide.sending import Sending

    block = dialog.fields.part(Replacements).blocks[0]
    block.kind.set_value(Instead.OTHER)
    block.title.set_value("白橡木落地灯")
    block.variant.set_value("暖光 可调光")
    block.sku.set_value("TD-E31")
    block.price.set_value(39900)
    dialog.fields.part(Sending).way.set_value(GoodsWay.SHIP_FIRST)


def _compensation(dialog: DecisionDialog) -> None:
    from ui.decide.compensation_choice import CompensationChoice

    dialog.fields.part(CompensationChoice).amount.set_value(1500)


def _compensation_next(dialog: DecisionDialog) -> None:
    from app.domain.remedy import CompensationForm
    from ui.decide.compensation_choice import CompensationChoice

    given = dialog.fields.part(CompensationChoice)
    given.form.set_value(CompensationForm.NEXT_ORDER)
    given.part.set_value("备用灯罩 1 个")
    given.goodwill.set_value(True)


def _reship(dialog: DecisionDialog) -> None:
    from ui.decide.loose_parts import LooseParts

    row = dialog.fields.goods.rows[0]
    assert row.counter is not None
    row.counter.set_value(0)
    loose = dialog.fields.part(LooseParts)
    loose.add.click()
    loose.rows[0].title.set_value("底座固定螺丝")
    loose.rows[0].count.set_value(4)
    loose.add.click()
    loose.rows[1].title.set_value("E27 灯泡 暖光")


def _repair(dialog: DecisionDialog) -> None:
    from ui.decide.repair_terms import RepairChoice

    terms = dialog.fields.part(RepairChoice)
    terms.in_warranty.set_value(False)
    terms.quote.set_value(6800)
    terms.cost.set_value(3500)
    terms.work.set_value("更换遥控开关并检查线路")


def _price_protection(dialog: DecisionDialog) -> None:
    amount = dialog.fields.goods.rows[0].amount
    assert amount is not None
    amount.set_value(3400)


def _freight(dialog: DecisionDialog) -> None:
    from app.domain.payment import PayMethod
    from ui.decide.freight_paid import FreightPaid

    paid = dialog.fields.part(FreightPaid)
    paid.amount.set_value(1500)
    paid.method.set_value(PayMethod.ALIPAY)
    paid.payee.set_value("13812342209")
    paid.payee_name.set_value("林小满")


def _reapply(dialog: DecisionDialog) -> None:
    from app.domain.remedy import ReapplyCause, Remedy
    from ui.decide.only_words import ReapplyChoice

    again = dialog.fields.part(ReapplyChoice)
    again.cause.set_value(ReapplyCause.WRONG_TYPE)
    again.remedy.set_value(Remedy.EXCHANGE)


def _relabel(dialog: DecisionDialog) -> None:
    from app.domain.remedy import ReapplyCause
    from ui.decide.only_words import ReapplyChoice

    again = dialog.fields.part(ReapplyChoice)
    again.cause.set_value(ReapplyCause.WRONG_REASON)
    again.reason.set_value("7天无理由")


def _all_lines(dialog: DecisionDialog) -> None:
    dialog.fields.goods.more.click()
    for row in dialog.fields.goods.rows[:8]:
        assert row.counter is not None
        row.counter.set_value(1)


if __name__ == "__main__":
    sys.exit(main())
