"""Stories of the review: one case of each class, claims in hand, talk, and what came too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.clock import local_day
from app.domain.case import AdviceResult, LateGround
from app.domain.checks import Verdict
from app.domain.contact import ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.deadlines.clock import OverdueCause
from app.domain.liability import Finding, LiabilityBasis, RootCause, Share
from app.domain.negotiation import TalkChannel
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.services.demo import scenes, stories
from app.services.demo import scenes_case as cases
from app.services.demo.clerk import Stage
from app.services.demo.goods import OWNER, STOREKEEPER, Scene
from app.services.demo.stories import Steps, Story

_HOUR = timedelta(hours=1)
_HALF_HOUR = timedelta(minutes=30)
_PHONE = TalkChannel.PHONE


def _begin(stage: Stage, scene: Scene, pictures: int = 3, **words: str) -> Steps:
    stage.arrive(pictures, scene)
    yield _HALF_HOUR
    stage.accept()
    stage.greet()
    stage.write_down(None, **words)
    stage.judge()


# ---------------------------------------------------------------------- the review


def _shrunk(stage: Stage) -> Steps:
    """Washed as the label says and shorter by more than is allowed; asked for the label."""
    yield from _begin(stage, cases.SHRUNK, conditions="冷水手洗一次，平铺晾干，没有烘干")
    yield _HOUR
    stage.talk(
        "电话里请买家平铺量了衣长，和照片上的尺一致；买家不接受换货，只退。",
        ContactPurpose.EXPLANATION,
        channel=_PHONE,
    )


def _rotten(stage: Stage) -> Steps:
    yield from _begin(stage, cases.ROTTEN)
    stage.come_back(FollowUpKind.PROMISE, 3 * _HOUR, "答应买家今天把坏果的钱退到账")


def _engraved(stage: Stage) -> Steps:
    """Made to order and not wrong: the review refuses, nobody has decided yet."""
    yield from _begin(stage, cases.ENGRAVED, 1)


def _tag_cut(stage: Stage) -> Steps:
    """The review refuses; the owner has seen the film of the packing."""
    yield from _begin(stage, cases.TAG_CUT)
    yield _HOUR
    with stage.by(OWNER):
        stage.services.checking.override(
            stage.ticket_id,
            stage.version,
            "resale",
            Verdict.PASS,
            "看了出库视频：吊牌装袋时就没有系上，不是买家剪的",
        )


def _too_late(stage: Stage) -> Steps:
    yield from _begin(stage, cases.FLICKERS)
    yield 2 * _HOUR
    with stage.by(OWNER):
        stage.services.cases.late_claim(
            stage.ticket_id,
            stage.version,
            LateGround.PROVEN_FAULT,
            "厂家售后出具的检测报告：2409 批次驱动板电容虚焊",
        )


def _rude(stage: Stage) -> Steps:
    yield from _begin(stage, cases.RUDE, 1, suggestion="希望客服把能不能机洗直接写在尺码表下面")


def _wobbles(stage: Stage) -> Steps:
    """Installed the day before; a colleague is asked whether a part could be missing."""
    stage.arrive(2, cases.WOBBLES)
    yield _HALF_HOUR
    stage.accept()
    stage.greet()
    installed = local_day(stage.ticket.applied_at, stage.shop.zone) - timedelta(days=1)
    known = replace(cases.WOBBLES.trouble.known, installed_on=installed)
    stage.write_down(known, conditions="放书以后往左歪，空架子不明显")
    stage.judge()
    stage.services.contacts.ask_colleague(
        stage.ticket_id,
        stage.version,
        stage.colleague(STOREKEEPER),
        "这一批五层书架的五金包里有背板固定件吗？帮忙拆一包看看，拍张照。",
    )


# ---------------------------------------------------------------------- paid by others


def _shared(stage: Stage) -> Steps:
    """The courier pressed it, our packing let it: 70 to 30. The courier's part is claimed."""
    yield from _begin(stage, cases.CRUSHED, 4)
    stage.judge(
        Finding(
            Liability.SHARED,
            (LiabilityBasis.BUYER_EVIDENCE, LiabilityBasis.COURIER_RECORD),
            (Share(Liability.COURIER, 70), Share(Liability.MERCHANT, 30)),
            "外箱压瘪在运输途中，但内衬只有一层气泡膜，不够",
            RootCause.PACKING,
        )
    )
    yield 2 * _HOUR
    stage.decide(Remedy.REFUND_ONLY, agreed=True)
    yield _HOUR
    _claim_back(stage, 4186, "ZT-LP-20261121-07")
    stage.pay()


def _recovered(stage: Stage) -> Steps:
    yield from _begin(stage, cases.POT)
    yield 2 * _HOUR
    stage.decide(Remedy.REFUND_ONLY, agreed=True)
    yield 2 * _HOUR
    stage.pay()
    _claim_back(stage, 12900, "ZT-LP-20261118-02")
    yield 20 * _HOUR
    stage.money_arrives()
    yield 44 * _HOUR
    (one,) = stage.ticket.recoveries
    stage.services.recoveries.end_recovery(
        stage.ticket_id, stage.version, one.id, RecoveryState.RECOVERED, 12900, "理赔款已到对公账户"
    )


def _claim_back(stage: Stage, cents: int, reference: str) -> None:
    services = stage.services.recoveries
    services.open_recovery(stage.ticket_id, stage.version, RecoveryFrom.COURIER, cents)
    one = stage.ticket.recoveries[-1]
    services.file_recovery(stage.ticket_id, stage.version, one.id, cents, reference)


def _lost(stage: Stage) -> Steps:
    """Looked for by the courier; the buyer hears of it every day and is called today."""
    yield from _begin(stage, cases.LOST, 1)
    yield _HOUR
    stage.talk(
        "打了两次没有人接，已在旺旺留言。",
        ContactPurpose.REQUEST,
        channel=_PHONE,
        reached=Reached.NO_ANSWER,
    )
    yield 2 * _HOUR
    stage.talk(
        "买家问怎么还没查到。",
        ContactPurpose.PROGRESS,
        reached=Reached.NUDGE,
        direction=Direction.INCOMING,
    )
    stage.talk("快递答应 24 小时内回复；买家同意等，找不到就全额退。", channel=_PHONE)
    stage.come_back(FollowUpKind.PROGRESS, 20 * _HOUR)
    stage.come_back(FollowUpKind.CALL_BACK, 2 * _HOUR, "快递回复后给买家打电话")


# ---------------------------------------------------------------------- colleagues, enquiries


def _asked_and_answered(stage: Stage) -> Steps:
    yield from _begin(stage, scenes.LOOSE, 2)
    stage.services.contacts.ask_colleague(
        stage.ticket_id,
        stage.version,
        stage.colleague(STOREKEEPER),
        "同一批椅子仓库还有没有榫头松的？",
    )
    yield _HOUR
    with stage.by(STOREKEEPER):
        (asked,) = stage.ticket.questions
        stage.services.contacts.answer_colleague(
            stage.ticket_id,
            stage.version,
            asked.id,
            "抽了 10 把，有 2 把能晃动，已经单独放到待检区，没有再发。",
        )


def _asks_how(stage: Stage) -> Steps:
    stage.ring(
        ProblemClass.ENQUIRY, "竹纤维浴巾 70×140 米白", "浴巾第一次要怎么洗？能不能用烘干机？"
    )
    yield from ()


def _was_told_how(stage: Stage) -> Steps:
    stage.ring(ProblemClass.ENQUIRY, "不锈钢保温壶 1.5L", "装了热水盖子打不开，是坏了吗？")
    yield _HALF_HOUR
    stage.talk("教买家先按下排气钮再旋盖，当场打开了。", ContactPurpose.EXPLANATION, channel=_PHONE)
    stage.services.cases.solved(
        stage.ticket_id, stage.version, AdviceResult.GUIDED, "壶内负压，按排气钮后能打开，买家满意"
    )


def _rings_too(stage: Stage) -> Steps:
    """Applied on the platform, then rang: two tickets of one case."""
    yield from _begin(stage, scenes.FREIGHT, 1)
    yield _HOUR
    stage.ring(
        ProblemClass.WRONG_OR_MISSING,
        "",
        "我在平台上申请过了，你们发错颜色，运费 12 块什么时候给我？",
        order_id=stage.ticket.order.id,
    )
    stage.talk("告诉买家平台上那一单已经在处理，今天回复。", channel=_PHONE)


# ---------------------------------------------------------------------- not in time


def _explained(stage: Stage, cause: OverdueCause, note: str) -> None:
    """What ran out is put into the book, and the owner says why it did."""
    stage.services.sweep.run()
    if not stage.ticket.facts.breaches_open:
        return  # a shop made at another hour of the day may just have been in time
    with stage.by(OWNER):
        stage.services.clocks.acknowledge(stage.ticket_id, stage.version, cause, note)


def _nobody_there(stage: Stage) -> Steps:
    """Nobody spoke to the buyer for more than a day."""
    stage.arrive(2)
    yield 32 * _HOUR
    _explained(stage, OverdueCause.SHORT_OF_HANDS, "双十一返场，客服只有一个人在岗")
    stage.accept()
    stage.greet()
    stage.write_down()
    stage.judge()
    stage.decide(Remedy.REFUND_ONLY, agreed=True)
    yield 2 * _HOUR
    stage.pay()


def _refunded_late(stage: Stage) -> Steps:
    yield from _begin(stage, cases.POT, 2)
    stage.decide(Remedy.REFUND_ONLY, agreed=True)
    yield 56 * _HOUR
    _explained(stage, OverdueCause.SYSTEM, "支付账户风控冻结两天，已解冻")
    stage.talk("向买家说明退款晚了的原因并道歉。")
    stage.pay()
    stage.money_arrives()


def _inspected_late(stage: Stage) -> Steps:
    yield from stories.in_transit(stage)
    yield 30 * _HOUR
    stage.receive()
    yield 80 * _HOUR
    _explained(stage, OverdueCause.COMMUNICATION, "收货登记了，没有人通知验货")
    stage.inspect()
    stage.pay()


def _forgotten(stage: Stage) -> Steps:
    """Nobody has answered since the day before yesterday."""
    stage.arrive(1)
    yield from ()


def _no_new_offer(stage: Stage) -> Steps:
    yield from stories.offered(stage)
    yield 2 * _HOUR
    stage.services.decide.buyer_declines(
        stage.ticket_id, stage.version, "10 块不够买胶水的，再想想"
    )


def _ago(days: int, hours: int = 0, minutes: int = 0) -> timedelta:
    return timedelta(days=days, hours=hours, minutes=minutes)


_RR, _RO, _PC = Remedy.RETURN_REFUND, Remedy.REFUND_ONLY, Remedy.COMPENSATION

CASES: tuple[Story, ...] = (
    Story(_ago(0, 5), _shrunk, _RR, due=_ago(1, 15)),
    Story(_ago(0, 4), _rotten, _RO, due=_ago(0, 20)),
    Story(_ago(0, 3, 30), _engraved, _RR, due=_ago(1, 18)),
    Story(_ago(0, 6), _tag_cut, _RR, due=_ago(1, 12)),
    Story(_ago(0, 7), _too_late, _RR, due=_ago(1, 9)),
    Story(_ago(0, 4, 30), _rude, _PC, due=_ago(1, 20)),
    Story(_ago(0, 3), _wobbles, Remedy.REPAIR, due=_ago(2)),
    Story(_ago(0, 9), _shared, _RO, due=_ago(1)),
    Story(_ago(4), _recovered, _RO, due=_ago(1)),
    Story(_ago(0, 7, 30), _lost, _RO, due=_ago(0, 22)),
    Story(_ago(0, 5, 30), _asked_and_answered, Remedy.EXCHANGE, due=_ago(1, 6)),
    Story(_ago(0, 1), _asks_how),
    Story(_ago(1, 3), _was_told_how),
    Story(_ago(0, 3), _rings_too, Remedy.FREIGHT, due=_ago(1, 4)),
    Story(_ago(6), _nobody_there, _RO, trouble=2),
    Story(_ago(5), _refunded_late, _RO, due=_ago(4)),
    Story(_ago(8), _inspected_late, _RR, trouble=3, due=_ago(4)),
    Story(_ago(2, 2), _forgotten, _RO, trouble=6, due=_ago(0, 18)),
    Story(_ago(2, 6), _no_new_offer, _PC, due=_ago(0, 26)),
    Story(_ago(0, 5), stories.reviewing, _RO, trouble=2, due=-timedelta(minutes=35)),
)
