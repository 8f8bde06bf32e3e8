"""Cases that turn on time: within the window, after it, on what ground all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.case import CaseDetails, LateGround, Receipt, SubReason, WearMark
from app.domain.checks import Verdict
from app.domain.deadlines import TimeUnit
from app.domain.drafts_case import CaseDraft
from app.domain.evidence import EvidenceKind
from app.domain.facts import GoodsIn
from app.domain.liability import Finding
from app.domain.remedy import FreightBearer, Liability, ProblemClass, Remedy
from app.domain.rulepack import GoodsCategory, GoodsPolicy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from tests.scenarios.stage import Story, at, scenario
from tests.services.bench import CUP, claim, order

ORDER = "3300008641975231001"


def _claimed(story: Story, *, signed_on: int, asked: int, reason: str, **more: Any) -> Ticket:
    """An order of one line, signed for on a day of June, and a claim of another."""
    story.now_is(at(6, asked, 10))
    story.take(
        order(
            ORDER,
            CUP,
            placed_at=at(6, 1),
            paid_at=at(6, 1),
            shipped_at=at(6, 2),
            delivered_at=at(6, signed_on, 15),
        )
    )
    story.take(
        claim("C1", ORDER, CUP, cents=7800, reason=reason, applied_at=at(6, asked, 9), **more)
    )
    story.did(f"6/{asked} 9:00 买家在平台申请退货退款，原因「{reason}」；导入文件后建单")
    return story.claimed("C1")


@scenario(
    "七天无理由，在时限内",
    "买家 6/3 签收，6/10 申请。第七天还没有过完，按无理由办理，运费由买家承担。",
    "《网络购买商品七日无理由退货办法》第10、13、18条",
    "tests/ui/scenarios/test_in_time.py"
    "::test_a_plain_return_goes_from_the_dropped_file_to_the_buyer_with_two_clicks_to_decide",
)
def in_time(story: Story) -> Ticket:
    ticket = _claimed(story, signed_on=3, asked=10, reason="7天无理由退换货")
    found = story.reads(ticket, "in_time", Verdict.PASS)
    assert "签收 6/3 → 第 1 天 6/4 → 截止 6/10 24:00" in found.arithmetic
    draft = story.draft(ticket, Remedy.RETURN_REFUND)
    assert draft.choices.freight_bearer is FreightBearer.BUYER
    story.did("客服按「退货退款」确认，不用改任何一格")
    story.services.decide.decide(draft)
    story.stands(ticket, "待买家退货")
    story.did("货收到，验货合格，打款并到账")
    story.back(ticket, GoodsIn.SELLABLE)
    story.paid_out(ticket)
    ended = story.stands(ticket, "待买家确认")
    assert sum(p.cents for p in ended.payouts) == 7800
    story.seen(f"退款 {story.money(7800)}，没有另付运费")
    return ended


@scenario(
    "七天无理由，过了一天，善意处理",
    "买家 6/3 签收，6/12 才申请。核实不通过，但不自动拒绝；店主同意按善意处理，计入当月善意支出。"
    "这家店每月的善意预算是 50 元，这一单超过了。",
    "《网络购买商品七日无理由退货办法》第10条；逾期特殊处理为本店自愿",
    "tests/ui/scenarios/test_late_claim.py::test_the_agent_takes_it_late_and_the_owner_agrees",
)
def past_the_window(story: Story) -> Ticket:
    story.services.staff.add("阿满", ("agent",))
    shop = story.services.shops.get(story.shop_id)
    story.services.shops.save(replace(shop, goodwill_budget_cents=5000))
    ticket = _claimed(story, signed_on=3, asked=12, reason="7天无理由退换货")
    story.reads(ticket, "in_time", Verdict.REFUSE)
    with story.somebody("阿满"):
        story.did("客服登记「逾期特殊处理」，依据选「善意处理」")
        story.services.cases.late_claim(ticket.id, None, LateGround.GOODWILL, "老客户，只晚一天")
        story.reads(ticket, "in_time", Verdict.PERSON)
        story.did("客服提出退货退款")
        waits = story.services.decide.decide(story.draft(ticket, Remedy.RETURN_REFUND))
    story.stands(ticket, "待主管审批")
    assert waits.decision is not None
    for need in waits.decision.needs:
        story.seen(need)
    story.did("店主同意")
    story.services.decide.approve(ticket.id, None)
    ended = story.stands(ticket, "待买家退货")
    assert ended.late_ground is LateGround.GOODWILL
    assert ended.decision is not None
    assert ended.decision.choices.goodwill
    return ended


@scenario(
    "过了申请期限，但质量问题已经证明",
    "签收 40 天后发现开裂，买家给出检测报告。期限过了不等于可以拒绝：已证明的质量问题不受期限限制。",
    "《淘宝平台争议处理规则》第5条；《消费者权益保护法》第24条",
)
def proven_fault(story: Story) -> Ticket:
    story.now_is(at(7, 13, 10))
    story.take(order(ORDER, CUP, placed_at=at(6, 1), delivered_at=at(6, 3, 15)))
    story.take(claim("C1", ORDER, CUP, cents=7800, reason="质量问题", applied_at=at(7, 13, 9)))
    story.did("7/13 买家申请，原因「质量问题」")
    ticket = story.claimed("C1")
    story.reads(ticket, "in_time", Verdict.PERSON)
    code = story.photo(ticket, EvidenceKind.TEST_REPORT)
    story.did(f"买家补来检测报告 {code}；客服登记「逾期特殊处理」，依据「已证明质量问题」")
    story.services.cases.late_claim(ticket.id, None, LateGround.PROVEN_FAULT, "检测报告：釉裂")
    story.reads(ticket, "in_time", Verdict.PASS)
    story.services.review.describe(
        ticket.id, None, ProblemClass.QUALITY, "釉裂", Finding(Liability.MERCHANT), "检测报告属实"
    )
    draft = story.draft(ticket, Remedy.RETURN_REFUND)
    assert draft.choices.freight_bearer is FreightBearer.MERCHANT
    story.did("认定商家责任，退货退款，退货运费由商家承担")
    story.services.decide.decide(draft)
    return story.stands(ticket, "待买家退货")


@scenario(
    "签收时间没有人知道",
    "平台文件里没有签收时间。程序不猜：核实写「需要人看」，并说明问谁；补上签收时间后才有结论。",
    "《网络购买商品七日无理由退货办法》第10条",
)
def unknown_signing(story: Story) -> Ticket:
    story.now_is(at(6, 10, 10))
    story.take(order(ORDER, CUP, placed_at=at(6, 1), shipped_at=at(6, 2)))
    story.take(claim("C1", ORDER, CUP, reason="7天无理由退换货", applied_at=at(6, 10, 9)))
    story.did("6/10 买家申请七天无理由，订单文件里没有签收时间")
    ticket = story.claimed("C1")
    story.reads(ticket, "in_time", Verdict.PERSON)
    story.did("再导入一份带签收时间（6/5）的订单文件")
    story.take(order(ORDER, CUP, placed_at=at(6, 1), shipped_at=at(6, 2), delivered_at=at(6, 5)))
    story.reads(ticket, "in_time", Verdict.PASS)
    story.did("同意退货退款")
    story.decide(ticket, Remedy.RETURN_REFUND, LineChoice(ticket.order.lines[0].id, (1, 2)))
    return story.stands(ticket, "待买家退货")


@scenario(
    "规则改了，旧订单按旧规则",
    "店主把无理由期限放宽到 15 天，自 6/15 起。6/1 的订单仍按 7 天，6/16 的订单按 15 天。",
    "承诺的期限自公布之日起适用；下单时的规则为准",
)
def changed_rule(story: Story) -> Ticket:
    story.now_is(at(6, 14, 10))
    story.did("6/14 店主在「规则与时限」里把「七天无理由退货」改为 15 天，6/15 起生效")
    story.services.rules.change(
        story.shop_id,
        "window.change_of_mind",
        "",
        15,
        TimeUnit.NATURAL_DAYS,
        at(6, 15).date(),
        "周年活动",
    )
    reason = "7天无理由退换货"
    story.now_is(at(6, 30, 10))
    for number, day in (("1", 1), ("2", 16)):
        story.take(
            order(f"{ORDER}{number}", CUP, placed_at=at(6, day), delivered_at=at(6, day + 2, 9))
        )
        story.take(
            claim(f"C{number}", f"{ORDER}{number}", CUP, reason=reason, applied_at=at(6, 30, 9))
        )
    story.did("6/1 下单、6/3 签收的订单，6/30 申请")
    story.reads(story.claimed("C1"), "in_time", Verdict.REFUSE)
    story.did("6/16 下单、6/18 签收的订单，6/30 申请")
    ticket = story.claimed("C2")
    found = story.reads(ticket, "in_time", Verdict.PASS)
    assert "15 天" in found.arithmetic
    story.decide(ticket, Remedy.RETURN_REFUND, LineChoice(ticket.order.lines[0].id, (1, 2)))
    return story.stands(ticket, "待买家退货")


@scenario(
    "退货条件：吊牌已剪",
    "无理由退货，买家说吊牌剪了。核实写明不符合完好标准；店家提出折价协商，而不是把它改成别的原因。",
    "《网络购买商品七日无理由退货办法》第8、9条",
)
def tag_cut(story: Story) -> Ticket:
    story.services.rules.save_goods(
        GoodsPolicy(0, story.shop_id, CUP.sku or "", CUP.title or "", GoodsCategory.CLOTHING)
    )
    ticket = _claimed(story, signed_on=3, asked=5, reason="7天无理由退换货")
    story.did("通话中问到：吊牌已剪，没有洗过")
    story.services.cases.set_case(
        ticket.id,
        None,
        CaseDraft(
            ProblemClass.CHANGE_OF_MIND,
            CaseDetails(
                receipt=Receipt.RECEIVED,
                sub_reason=SubReason.NO_REASON,
                intact_asked=True,
                wear=(WearMark.TAG_CUT,),
            ),
        ),
    )
    story.reads(ticket, "resale", Verdict.REFUSE)
    story.did("提出退款并扣减，等买家答复")
    story.decide(ticket, Remedy.RETURN_REFUND, agreed=False)
    return story.stands(ticket, "协商中")


WINDOWS = (in_time, past_the_window, proven_fault, unknown_signing, changed_rule, tag_cut)
