"""Stories one of a kind: exchanges, repairs, a ladder of offers, approvals, small reimbursements."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.facts import GoodsIn
from app.domain.negotiation import TalkChannel
from app.domain.remedy import (
    CompensationForm,
    GoodsWay,
    ReapplyCause,
    Remedy,
    RepairPlace,
)
from app.domain.settlement.types import (
    Choices,
    PriceNow,
    Promise,
    RepairTerms,
    Replacement,
)
from app.services.demo import scenes
from app.services.demo.clerk import Stage
from app.services.demo.goods import STOREKEEPER, Scene
from app.services.demo.stories import Steps, Story

_HOUR = timedelta(hours=1)
_CHAT = TalkChannel.PLATFORM_CHAT


def _begin(stage: Stage, scene: Scene, pictures: int = 2) -> Steps:
    stage.arrive(pictures, scene)
    yield _HOUR
    stage.accept()
    stage.greet()
    stage.write_down()
    stage.judge()
    yield _HOUR


# ---------------------------------------------------------------------- exchanges


class _Change:
    """Other goods instead, at today's price; a small difference is not asked for."""

    def __init__(self, title: str, variant: str, sku: str, cents: int, way: GoodsWay) -> None:
        self._goods = (title, variant, sku, cents)
        self._way = way

    def __call__(self, choices: Choices) -> Choices:
        title, variant, sku, cents = self._goods
        return replace(
            choices,
            way=self._way,
            replacements=tuple(
                replace(one, title=title, variant=variant, sku=sku, price_cents=cents)
                for one in choices.replacements
            ),
            waive_difference=True,
        )


def _exchanged(stage: Stage) -> Steps:
    """Other goods, 3.90 more: waived. They are on their way."""
    yield from _begin(stage, scenes.OTHER_MUG)
    stage.decide(
        Remedy.EXCHANGE,
        agreed=True,
        change=_Change("手工陶瓷马克杯", "墨绿 380ml", "MUG-380-G", 4290, GoodsWay.RETURN_FIRST),
    )
    yield 20 * _HOUR
    stage.send_back()
    yield 48 * _HOUR
    stage.receive()
    yield _HOUR
    stage.inspect()
    stage.pay()
    yield 3 * _HOUR
    stage.ship()


def _dearer(choices: Choices) -> Choices:
    bigger = _Change("亚麻床品四件套", "2.0m 米白", "BED-20-W", 18500, GoodsWay.RETURN_FIRST)
    return replace(bigger(choices), waive_difference=False)


def _owes_the_difference(stage: Stage) -> Steps:
    """26.00 more: the buyer has been asked to pay it."""
    yield from _begin(stage, scenes.BED, 1)
    stage.decide(Remedy.EXCHANGE, agreed=True, change=_dearer)
    yield 22 * _HOUR
    stage.send_back()
    yield 40 * _HOUR
    stage.receive()
    yield _HOUR
    stage.inspect()


def _ship_first(choices: Choices) -> Choices:
    return replace(choices, way=GoodsWay.SHIP_FIRST)


def _new_one_first(stage: Stage) -> Steps:
    """The new lamp goes first: the owner has to agree."""
    yield from _begin(stage, scenes.LAMP, 3)
    stage.decide(Remedy.EXCHANGE, agreed=True, change=_ship_first, waits=True)


# ---------------------------------------------------------------------- the ladder


def _haggled(stage: Stage) -> Steps:
    """Five, fifteen, eight, no answer in time; ten is on the table."""
    yield from _begin(stage, scenes.CHIPPED, 3)
    stage.decide(Remedy.COMPENSATION, agreed=False, cents=500, hours=24)
    yield 5 * _HOUR
    stage.services.negotiation.counter_offer(
        stage.ticket_id, stage.version, _CHAT, "5 块也太少了，一套杯子就废了一个，至少 15", 1500
    )
    yield 2 * _HOUR
    stage.decide(Remedy.COMPENSATION, agreed=False, cents=800, hours=24)
    yield 26 * _HOUR
    stage.services.sweep.run()
    yield 4 * _HOUR
    stage.decide(Remedy.COMPENSATION, agreed=False, cents=1000)


class _Promised:
    """A touch-up pen with the next order, and fifteen off it."""

    def __init__(self, until: str) -> None:
        self._until = until

    def __call__(self, choices: Choices) -> Choices:
        return replace(
            choices,
            compensation_cents=0,
            form=CompensationForm.NEXT_ORDER,
            promise=Promise("胡桃木色补漆笔 1 支", 1500, self._until),
        )


def _promised(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.SCRATCHED)
    until = (stage.end + timedelta(days=45)).date().isoformat()
    stage.decide(Remedy.COMPENSATION, agreed=True, change=_Promised(until))


# ---------------------------------------------------------------------- repairs


def _quoted_repair(choices: Choices) -> Choices:
    terms = RepairTerms(RepairPlace.SEND_IN, False, 3500, 1800, 5, 6, "更换灯罩")
    return replace(choices, repair=terms)


def _free_repair(choices: Choices) -> Choices:
    terms = RepairTerms(RepairPlace.SEND_IN, True, 0, 2200, 7, 12, "靠背榫头重新胶合")
    return replace(choices, repair=terms)


def _repaired(stage: Stage) -> Steps:
    """Quoted, paid, mended: the new part has a warranty of its own. It is on its way back."""
    yield from _begin(stage, scenes.DROPPED)
    stage.decide(Remedy.REPAIR, agreed=False, change=_quoted_repair)
    yield 6 * _HOUR
    stage.services.decide.buyer_accepts(stage.ticket_id, stage.version)
    yield 2 * _HOUR
    stage.charge_arrives()
    yield 16 * _HOUR
    stage.send_back()
    yield 45 * _HOUR
    stage.receive()
    yield 2 * _HOUR
    stage.inspect(GoodsIn.DAMAGED)
    _mend(stage)
    yield 40 * _HOUR
    with stage.by(STOREKEEPER):
        stage.services.repairs.done(
            stage.ticket_id, stage.version, "已更换灯罩，三档亮度正常，通电测试 8 小时", 6
        )
    yield 3 * _HOUR
    stage.ship()


def _in_repair(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.LOOSE)
    stage.decide(Remedy.REPAIR, agreed=True, change=_free_repair)
    yield 24 * _HOUR
    stage.send_back()
    yield 40 * _HOUR
    stage.receive()
    yield 3 * _HOUR
    stage.inspect(GoodsIn.DAMAGED)
    _mend(stage)


def _mend(stage: Stage) -> None:
    with stage.by(STOREKEEPER):
        stage.services.repairs.start(stage.ticket_id, stage.version)


def _quoted(stage: Stage) -> Steps:
    """The quote is with the buyer."""
    yield from _begin(stage, scenes.DROPPED, 1)
    stage.decide(Remedy.REPAIR, agreed=False, change=_quoted_repair)


# ---------------------------------------------------------------------- small money


class _Now:
    """Today's price of whatever was bought."""

    def __init__(self, cents: int) -> None:
        self._cents = cents

    def __call__(self, choices: Choices) -> Choices:
        prices = tuple(PriceNow(one.line_id, self._cents) for one in choices.prices_now)
        return replace(choices, prices_now=prices)


def _price_protected(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.CHEAPER, 1)
    stage.decide(Remedy.PRICE_PROTECTION, agreed=True, change=_Now(7900))
    yield 3 * _HOUR
    stage.pay()
    yield 20 * _HOUR
    stage.money_arrives()


def _freight_back(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.FREIGHT, 2)
    stage.decide(Remedy.FREIGHT, agreed=True)


def _two_screws(choices: Choices) -> Choices:
    screws = Replacement(None, (), "M6×50 长螺丝", "镀镍", "SCR-M6-50", None, 2)
    # The shelf itself is there: only what was missing is sent.
    return replace(choices, lines=(), replacements=(screws,))


def _screws_sent(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.SCREWS)
    stage.decide(Remedy.RESHIP, agreed=True, change=_two_screws)
    yield 6 * _HOUR
    stage.ship()


def _screws_to_send(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.SCREWS, 1)
    stage.decide(Remedy.RESHIP, agreed=True, change=_two_screws)


# ---------------------------------------------------------------------- a second person


def _big_refund(stage: Stage) -> Steps:
    """649.50 is more than an agent decides alone."""
    yield from _begin(stage, scenes.TWO_CHAIRS, 4)
    stage.decide(Remedy.REFUND_ONLY, agreed=True, waits=True)


def _big_compensation(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.STAINED)
    stage.decide(Remedy.COMPENSATION, agreed=False, cents=6000, waits=True)


def _denied(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.STAINED, 3)
    stage.decide(Remedy.COMPENSATION, agreed=True, cents=8000, waits=True)
    yield 3 * _HOUR
    stage.deny("同样的小面积染色之前都在 30 元以内，先按 30 元和买家谈；不行就退货。")


def _applies_again(choices: Choices) -> Choices:
    return replace(
        choices, reapply_cause=ReapplyCause.WRONG_TYPE, reapply_remedy=Remedy.RETURN_REFUND
    )


def _reapplies(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.WRONG_TYPE, 1)
    stage.decide(Remedy.REAPPLY, agreed=False, change=_applies_again)


class _Asks:
    """Accepted and looked at; what to decide is open."""

    def __init__(self, scene: Scene, pictures: int = 2) -> None:
        self._scene = scene
        self._pictures = pictures

    def __call__(self, stage: Stage) -> Steps:
        yield from _begin(stage, self._scene, self._pictures)


def _ago(days: int, hours: int = 0, minutes: int = 0) -> timedelta:
    return timedelta(days=days, hours=hours, minutes=minutes)


TALES: tuple[Story, ...] = (
    Story(_ago(5, 4), _exchanged, Remedy.EXCHANGE, due=timedelta(minutes=3120)),
    Story(_ago(4, 2), _owes_the_difference, Remedy.EXCHANGE, due=timedelta(minutes=1980)),
    Story(_ago(0, 4, 30), _new_one_first, Remedy.EXCHANGE, due=timedelta(minutes=410)),
    Story(_ago(3, 6), _haggled, Remedy.COMPENSATION, due=timedelta(minutes=1270)),
    Story(_ago(2, 5), _promised, Remedy.COMPENSATION, due=timedelta(minutes=2640)),
    Story(_ago(8, 3), _repaired, Remedy.REPAIR, due=timedelta(minutes=4470)),
    Story(_ago(5, 11), _in_repair, Remedy.REPAIR, due=timedelta(minutes=3890)),
    Story(_ago(1, 3), _quoted, Remedy.REPAIR, due=timedelta(minutes=2215)),
    Story(_ago(2, 20), _price_protected, Remedy.PRICE_PROTECTION, due=timedelta(minutes=1615)),
    Story(_ago(0, 13), _freight_back, Remedy.FREIGHT, due=timedelta(minutes=955)),
    Story(_ago(1, 17), _screws_sent, Remedy.RESHIP, due=timedelta(minutes=2875)),
    Story(_ago(0, 14), _screws_to_send, Remedy.RESHIP, due=timedelta(minutes=2050)),
    Story(_ago(0, 4), _big_refund, Remedy.REFUND_ONLY, due=timedelta(minutes=325)),
    Story(_ago(0, 5), _big_compensation, Remedy.COMPENSATION, due=timedelta(minutes=1135)),
    Story(_ago(0, 10), _denied, Remedy.COMPENSATION, due=timedelta(minutes=545)),
    Story(_ago(0, 21), _reapplies, Remedy.REFUND_ONLY, due=timedelta(minutes=1745)),
    Story(_ago(0, 6, 30), _Asks(scenes.BED, 1), Remedy.EXCHANGE, due=timedelta(minutes=2310)),
    Story(_ago(0, 5, 48), _Asks(scenes.DROPPED), Remedy.REPAIR, due=timedelta(minutes=2570)),
    Story(
        _ago(0, 5, 12),
        _Asks(scenes.CHEAPER, 1),
        Remedy.PRICE_PROTECTION,
        due=timedelta(minutes=1905),
    ),
    Story(_ago(0, 4, 48), _Asks(scenes.FREIGHT), Remedy.FREIGHT, due=timedelta(minutes=1430)),
    Story(_ago(0, 4, 12), _Asks(scenes.SCREWS), Remedy.RESHIP, due=timedelta(minutes=2705)),
    Story(_ago(0, 3, 42), _Asks(scenes.SCRATCHED), Remedy.COMPENSATION, due=timedelta(minutes=865)),
    Story(
        _ago(0, 3, 12), _Asks(scenes.WRONG_TYPE, 1), Remedy.REFUND_ONLY, due=timedelta(minutes=1185)
    ),
)
