"""Cases that turn on what the goods are, and on what may be expected of them."""

from __future__ import annotations

from app.domain.case import CaseDetails, Receipt, Severity, SizeReading, SubReason
from app.domain.checks import Verdict
from app.domain.drafts_case import CaseDraft
from app.domain.evidence import EvidenceKind
from app.domain.facts import GoodsIn
from app.domain.remedy import (
    FreightBearer,
    Liability,
    ProblemClass,
    Remedy,
    RepairPlace,
)
from app.domain.rulepack import GoodsCategory, GoodsPolicy
from app.domain.settlement.types import LineChoice, RepairTerms
from app.domain.ticket import Ticket
from tests.scenarios.calls import MERCHANT_BY, ORDER, called
from tests.scenarios.stage import Story, at, scenario
from tests.services.bench import CUP, LAMP, claim, order


@scenario(
    "尺寸误差：2 厘米与 4 厘米",
    "同一件衣服，页面写衣长 70 cm。量得 68 cm 在误差之内，不算质量问题；量得 66 cm 超过 3 cm，算。",
    "《京东开放平台商品类问题纠纷处理标准》服饰：尺寸误差大于 3 cm",
)
def sizes(story: Story) -> Ticket:
    story.services.rules.save_goods(
        GoodsPolicy(0, story.shop_id, LAMP.sku or "", LAMP.title or "", GoodsCategory.CLOTHING)
    )
    ticket = called(
        story,
        ProblemClass.NOT_AS_DESCRIBED,
        CaseDetails(
            receipt=Receipt.RECEIVED,
            sub_reason=SubReason.SIZE_DIFFERENCE,
            sizes=(SizeReading("衣长", 700, 680),),
        ),
        "比页面写的短",
        requested=Remedy.RETURN_REFUND,
    )
    story.seen("页面 70 cm，实量 68 cm")
    small = story.verdict(ticket, "size")
    story.did("买家重新量：66 cm")
    story.services.cases.set_case(
        ticket.id,
        None,
        CaseDraft(
            ProblemClass.NOT_AS_DESCRIBED,
            CaseDetails(
                receipt=Receipt.RECEIVED,
                sub_reason=SubReason.SIZE_DIFFERENCE,
                sizes=(SizeReading("衣长", 700, 660),),
            ),
        ),
    )
    large = story.verdict(ticket, "size")
    assert (small.verdict, small.fact) != (large.verdict, large.fact)
    story.did("认定商家责任，退货退款")
    story.services.review.describe(
        ticket.id, None, ProblemClass.QUALITY, "衣长短 4 cm", MERCHANT_BY, "批次尺寸不对"
    )
    draft = story.draft(ticket, Remedy.RETURN_REFUND)
    assert draft.choices.freight_bearer is FreightBearer.MERCHANT
    story.services.decide.decide(draft)
    return story.stands(ticket, "待买家退货")


@scenario(
    "生鲜坏果四成",
    "水果坏了四成，拍照为证。按坏损比例退到一半为止，不要求寄回。",
    "《京东开放平台商品类问题纠纷处理标准》生鲜：坏损 30%–50%，退款不高于 50%",
)
def rotten_fruit(story: Story) -> Ticket:
    story.services.rules.save_goods(
        GoodsPolicy(0, story.shop_id, LAMP.sku or "", LAMP.title or "", GoodsCategory.FRESH)
    )
    ticket = called(
        story,
        ProblemClass.QUALITY,
        CaseDetails(receipt=Receipt.RECEIVED, sub_reason=SubReason.ROTTEN, bad_percent=40),
        "打开就坏了快一半",
        requested=Remedy.COMPENSATION,
    )
    story.verdict(ticket, "bad_share")
    for kind in (EvidenceKind.WHOLE_ITEM, EvidenceKind.CLOSE_UP):
        story.photo(ticket, kind)
    story.did("照片属实，补偿 16.66 元（实付 33.33 的一半），不用寄回")
    story.decide(
        ticket,
        Remedy.COMPENSATION,
        LineChoice(ticket.order.lines[0].id, (1,)),
        compensation_cents=1666,
        goods_damaged=True,
    )
    return story.stands(ticket, "待退款/发货")


@scenario(
    "定制商品：无理由不支持，质量问题照常",
    "定制商品不适用七天无理由；同一件商品有质量问题，仍然可以退换修。",
    "《消费者权益保护法》第25条；《网络购买商品七日无理由退货办法》第6条",
)
def custom_made(story: Story) -> Ticket:
    story.services.rules.save_goods(
        GoodsPolicy(0, story.shop_id, CUP.sku or "", CUP.title or "", GoodsCategory.CUSTOM_MADE)
    )
    story.now_is(at(6, 6, 10))
    story.take(order(ORDER, CUP, placed_at=at(6, 1), delivered_at=at(6, 3, 15)))
    story.take(claim("C1", ORDER, CUP, reason="7天无理由退换货", applied_at=at(6, 6, 9)))
    story.did("买家申请七天无理由；商品规则里这件是定制")
    ticket = story.claimed("C1")
    story.reads(ticket, "special_goods", Verdict.REFUSE)
    story.did("买家补充说杯底有裂纹，附照片；改按质量问题核实")
    story.photo(ticket, EvidenceKind.CLOSE_UP)
    story.services.review.describe(
        ticket.id, None, ProblemClass.QUALITY, "杯底裂纹", MERCHANT_BY, "烧制裂纹"
    )
    found = {f.check: f for f in story.services.checking.review(story.fresh(ticket))}
    assert "special_goods" not in found or found["special_goods"].verdict is Verdict.PASS
    story.seen("特殊商品一项不再拦住它")
    story.did("换一只新的")
    story.decide(ticket, Remedy.EXCHANGE, LineChoice(ticket.order.lines[0].id, (1,)))
    return story.stands(ticket, "待买家退货")


@scenario(
    "保修期内寄修",
    "用了五个月不亮，保修期内，没有人为损坏。寄修免费；修好寄回，换上的件另有保修。",
    "《网络购买商品七日无理由退货办法》之外的三包：保修期内维修；保修月数为本店设置",
)
def repair(story: Story) -> Ticket:
    story.services.rules.save_goods(
        GoodsPolicy(
            0, story.shop_id, LAMP.sku or "", LAMP.title or "", GoodsCategory.ELECTRONICS,
            warranty_months=12,
        )
    )  # fmt: skip
    ticket = called(
        story,
        ProblemClass.QUALITY,
        CaseDetails(
            receipt=Receipt.RECEIVED,
            severity=Severity.UNUSABLE,
            sub_reason=SubReason.MALFUNCTION,
            human_damage=False,
            repaired_elsewhere=False,
            serial="TD09-2206-0031",
        ),
        "插上电不亮",
        requested=Remedy.REPAIR,
    )
    story.reads(ticket, "warranty", Verdict.PASS)
    story.did("同意寄修，免费，商家承担来回运费")
    story.decide(
        ticket,
        Remedy.REPAIR,
        LineChoice(ticket.order.lines[0].id, (1,)),
        repair=RepairTerms(RepairPlace.SEND_IN, days=5, part_warranty_months=3, work="换驱动"),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
    )
    story.back(ticket, GoodsIn.DAMAGED)
    story.services.repairs.start(ticket.id, None)
    story.services.repairs.done(ticket.id, None, "换了驱动，老化两小时正常", 3)
    story.did("收到、开修、修好")
    return story.stands(ticket, "待退款/发货")
