"""Cases that turn on whose fault it is."""

from __future__ import annotations

from app.domain.case import CaseDetails, Receipt, Severity, SubReason
from app.domain.checks import Verdict
from app.domain.evidence import EvidenceKind, Party
from app.domain.liability import Finding, LiabilityBasis, Share
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import (
    FreightBearer,
    GoodsWay,
    Liability,
    ProblemClass,
    Remedy,
)
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from tests.scenarios.calls import MERCHANT_BY, ORDER, called
from tests.scenarios.stage import SHANGHAI, Story, at, scenario
from tests.services.bench import CUP, claim, order


@scenario(
    "发错货，先发后退",
    "买家收到的是另一款，有照片。认定商家责任；先把对的寄出，旧的由商家承担运费退回。",
    "《淘宝平台争议处理规则》第65、66条；《消费者权益保护法》第24条",
)
def wrong_item(story: Story) -> Ticket:
    story.services.staff.add("阿满", ("agent",))
    with story.somebody("阿满"):
        ticket = called(
            story,
            ProblemClass.WRONG_OR_MISSING,
            CaseDetails(receipt=Receipt.RECEIVED, sub_reason=SubReason.WRONG_ITEM),
            "我买的是白色，寄来的是黑色",
            requested=Remedy.EXCHANGE,
        )
        story.reads(ticket, "evidence", Verdict.PERSON)
        for kind in (EvidenceKind.WHOLE_ITEM, EvidenceKind.LABEL, EvidenceKind.PARCEL):
            story.photo(ticket, kind)
        story.photo(ticket, EvidenceKind.OUTBOUND_RECORD, Party.MERCHANT)
        story.did("买家补来整体照、标签照、面单照；本店附上出库记录")
        story.reads(ticket, "evidence", Verdict.PASS)
        story.services.review.describe(
            ticket.id, None, ProblemClass.WRONG_OR_MISSING, "发错颜色", MERCHANT_BY, "仓库拣错"
        )
        story.did("认定商家责任，换货，先发后退；先发要主管同意")
        story.services.decide.decide(
            story.draft(ticket, Remedy.EXCHANGE, way=GoodsWay.SHIP_FIRST, agreed=True)
        )
    story.stands(ticket, "待主管审批")
    story.did("店主审批通过，新货寄出")
    story.services.decide.approve(ticket.id, None)
    story.ship(ticket)
    ended = story.stands(ticket, "待买家退货")
    assert ended.decision is not None
    assert ended.decision.choices.freight_bearer is FreightBearer.MERCHANT
    return ended


@scenario(
    "运输破损，向快递追偿",
    "签收时外箱压坏，灯碎了。先赔买家，再凭物流证明向快递追偿，追回的钱减少本单净成本。",
    "《淘宝平台争议处理规则》第10条（签收前风险由卖家承担）",
    "tests/ui/scenarios/test_courier_damage.py"
    "::test_the_buyer_is_refunded_and_the_courier_is_asked_to_pay",
)
def broken_on_the_way(story: Story) -> Ticket:
    ticket = called(
        story,
        ProblemClass.LOGISTICS,
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.UNUSABLE,
            sub_reason=SubReason.DAMAGED_ON_THE_WAY,
        ),
        "箱子压扁了，灯罩全碎",
        requested=Remedy.REFUND_ONLY,
    )
    for kind in (EvidenceKind.WHOLE_ITEM, EvidenceKind.CLOSE_UP, EvidenceKind.PARCEL):
        story.photo(ticket, kind)
    story.photo(ticket, EvidenceKind.COURIER_CERTIFICATE, Party.COURIER)
    story.did("买家发来照片，快递出具破损证明；认定物流责任")
    finding = Finding(Liability.COURIER, (LiabilityBasis.COURIER_RECORD,), text="快递破损证明")
    story.services.review.describe(
        ticket.id, None, ProblemClass.LOGISTICS, "运输破损", finding, "外箱受压"
    )
    story.decide(ticket, Remedy.REFUND_ONLY, LineChoice(ticket.order.lines[0].id, (1,)))
    story.paid_out(ticket)
    story.did("退款打出并到账；登记向快递追偿 33.33 元，提交，快递赔付 30.00 元")
    services = story.services
    services.recoveries.open_recovery(ticket.id, None, RecoveryFrom.COURIER, 3333)
    (one,) = story.fresh(ticket).recoveries
    assert one.due_at is not None
    story.seen(f"提交期限：{one.due_at.astimezone(SHANGHAI):%m-%d %H:%M}，按本店规则")
    services.recoveries.file_recovery(ticket.id, None, one.id, 3333, "ZT-P-20260606")
    services.recoveries.end_recovery(ticket.id, None, one.id, RecoveryState.PARTLY, 3000)
    ended = story.stands(ticket, "待买家确认")
    assert ended.recovered == ((3000, "CNY"),)
    return ended


@scenario(
    "混合责任 60/40",
    "包装偏薄，快递又摔了。店里认定商家六成、物流四成，依据写明；运费由占多的一方承担，再向快递追偿四成。",
    "《淘宝平台争议处理规则》第49条（谁过错谁承担）",
)
def shared(story: Story) -> Ticket:
    ticket = called(
        story,
        ProblemClass.LOGISTICS,
        CaseDetails(receipt=Receipt.RECEIVED, sub_reason=SubReason.DAMAGED_ON_THE_WAY),
        "灯座磕掉一块",
        requested=Remedy.RETURN_REFUND,
    )
    finding = Finding(
        Liability.SHARED,
        (LiabilityBasis.BUYER_EVIDENCE, LiabilityBasis.COURIER_RECORD),
        (Share(Liability.MERCHANT, 60), Share(Liability.COURIER, 40)),
        "包装照片、快递内部记录",
    )
    story.services.review.describe(
        ticket.id, None, ProblemClass.LOGISTICS, "包装薄，运输摔落", finding, "两边都有责任"
    )
    story.did("认定混合责任：商家 60%，物流 40%")
    draft = story.draft(ticket, Remedy.RETURN_REFUND)
    assert draft.choices.freight_bearer is FreightBearer.MERCHANT
    story.seen("退货运费：商家承担（两方都不是买家）")
    story.services.decide.decide(draft)
    story.services.recoveries.open_recovery(ticket.id, None, RecoveryFrom.COURIER, 1333)
    story.did("向快递登记追偿 13.33 元（四成）")
    return story.stands(ticket, "待买家退货")


@scenario(
    "责任定不了，请主管判断",
    "双方说法不一，没有录像。客服把责任留作「待定」并请主管判断；主管答复后再定方案。",
    "《淘宝平台争议处理规则》第7条（无法判定时的默认处理）",
)
def undetermined(story: Story) -> Ticket:
    lead = story.services.staff.add("老何", ("lead",))
    story.services.staff.add("阿满", ("agent",))
    with story.somebody("阿满"):
        ticket = called(
            story,
            ProblemClass.UNKNOWN,
            CaseDetails(receipt=Receipt.RECEIVED),
            "收到就有裂，你们说出库是好的",
            requested=Remedy.RETURN_REFUND,
        )
        story.services.review.describe(
            ticket.id, None, ProblemClass.UNKNOWN, "", Finding(), "双方各执一词", ask=lead.id
        )
        story.did("客服把责任记为「待定」，请主管老何判断")
        draft = story.draft(ticket, Remedy.RETURN_REFUND)
        assert draft.choices.freight_bearer is FreightBearer.BUYER
        story.seen("一直定不了时：退货退款，买家承担退回运费，商家承担首次运费")
    (question,) = story.fresh(ticket).questions
    with story.somebody("老何"):
        story.did("老何看了打包视频，答复：箱内缓冲不够，按商家责任")
        story.services.contacts.answer_colleague(
            ticket.id, None, question.id, "缓冲不够，按商家责任"
        )
        story.services.review.describe(
            ticket.id, None, ProblemClass.QUALITY, "缓冲不够", MERCHANT_BY, "打包视频"
        )
    story.decide(ticket, Remedy.RETURN_REFUND)
    ended = story.stands(ticket, "待买家退货")
    assert ended.decision is not None
    assert ended.decision.choices.freight_bearer is FreightBearer.MERCHANT
    return ended


@scenario(
    "没有按约定时间发货",
    "买家选「未按约定时间发货」。核实把承诺与实际时间并排写出，标出可能的赔付；不劝买家改原因。",
    "平台迟发赔付（比例未核实，可改）；《消费者权益保护法实施条例》第9条",
)
def late_shipment(story: Story) -> Ticket:
    story.now_is(at(6, 10, 10))
    story.take(
        order(
            ORDER,
            CUP,
            placed_at=at(6, 1),
            promised_at=at(6, 3),
            shipped_at=at(6, 7),
            delivered_at=at(6, 9),
        )
    )
    story.take(
        claim("C1", ORDER, CUP, reason="未按约定时间发货", applied_at=at(6, 10, 9), remedy=None)
    )
    ticket = story.claimed("C1")
    story.did("买家申请，原因「未按约定时间发货」；承诺 6/3 发，6/7 才发")
    found = story.reads(ticket, "late_shipment", Verdict.PASS)
    assert "23.40" in found.fact, "the exposure: 30 % of what was paid"
    story.did("致歉，并补偿 10 元，买家接受")
    story.services.review.describe(
        ticket.id, None, ProblemClass.LATE_SHIPMENT, "仓库缺货", MERCHANT_BY, "补货晚到"
    )
    story.decide(
        ticket,
        Remedy.COMPENSATION,
        LineChoice(ticket.order.lines[0].id, (1,)),
        compensation_cents=1000,
    )
    return story.stands(ticket, "待退款/发货")
