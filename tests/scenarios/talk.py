"""Cases that turn on what is asked, answered, remembered and run out of time."""

from __future__ import annotations

from datetime import timedelta

from app.domain.case import AdviceResult, CaseDetails, Receipt, Severity, SubReason
from app.domain.contact import ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.deadlines import OverdueCause
from app.domain.drafts import ClaimedLine
from app.domain.drafts_case import CaseDraft, ContactDraft, FollowUpDraft
from app.domain.evidence import EvidenceKind
from app.domain.facts import Closing
from app.domain.labels import label
from app.domain.negotiation import TalkChannel
from app.domain.remedy import CancelReason, ProblemClass, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from tests.scenarios.stage import SHANGHAI, Story, at, scenario
from tests.services.bench import CUP, LAMP, claim, order

ORDER = "3300008641975233001"


def _by_phone(story: Story, problem: ProblemClass, words: str, details: CaseDetails) -> Ticket:
    """A call on Monday 6/8 at ten, about an order that was imported before."""
    story.now_is(at(6, 8, 10))
    story.take(order(ORDER, LAMP, placed_at=at(6, 1), delivered_at=at(6, 5, 15)))
    known = story.services.intake.find_orders(ORDER)[0]
    ticket = story.phoned(
        order_id=known.id,
        lines=(ClaimedLine(known.lines[0].id, (1,)),),
        problem=problem,
        buyer_words=words,
        case=CaseDraft(problem, details, words={"buyer_words": words}),
    )
    story.did(f"6/8 10:00 买家来电：「{words}」")
    return ticket


def _ask(story: Story, ticket: Ticket) -> None:
    items = story.missing(ticket)
    assert len(items) >= 2, "everything is asked for at once"
    until = story.services.review.info_until(story.fresh(ticket))
    assert until is not None
    story.did("一次性请买家补齐全部缺项")
    story.services.review.request_info(ticket.id, None, "\n".join(items), until)
    story.seen(f"买家的期限：{until.astimezone(SHANGHAI):%m-%d %H:%M}；本店时钟暂停")
    story.stands(ticket, "待补充资料")


@scenario(
    "资料不全，一次性告知，买家补齐",
    "来电没有照片。程序列出全部缺项，一条消息问完；补齐后继续核实并定方案。",
    "一次性告知：缺什么一次说全",
    "tests/ui/scenarios/test_asked_once.py"
    "::test_a_call_is_taken_by_keys_asked_about_once_and_ends_in_an_exchange",
)
def asked_once(story: Story) -> Ticket:
    ticket = _by_phone(
        story,
        ProblemClass.QUALITY,
        "灯一闪一闪的",
        CaseDetails(receipt=Receipt.RECEIVED, sub_reason=SubReason.MALFUNCTION),
    )
    _ask(story, ticket)
    story.passes(hours=20)
    for kind in (EvidenceKind.WHOLE_ITEM, EvidenceKind.CLOSE_UP, EvidenceKind.LABEL):
        story.photo(ticket, kind)
    story.services.cases.set_case(
        ticket.id,
        None,
        CaseDraft(
            ProblemClass.QUALITY,
            CaseDetails(
                receipt=Receipt.RECEIVED,
                severity=Severity.SERIOUS,
                sub_reason=SubReason.MALFUNCTION,
                first_noticed_on=at(6, 6).date(),
            ),
            words={"conditions": "开灯十分钟后开始闪"},
        ),
    )
    story.services.review.info_received(ticket.id, None)
    story.did("第二天买家发来照片，说明 6/6 起、开灯十分钟后闪")
    left = story.missing(ticket)
    assert not set(left) & {"整体照", "瑕疵照片"}
    story.did("换一盏")
    story.decide(ticket, Remedy.EXCHANGE)
    return story.stands(ticket, "待买家退货")


@scenario(
    "资料一直没有补来",
    "没有平台申请的来电，过了补充资料的期限就结束为「已过期」；平台上有申请的，绝不自己关掉，只提醒。",
    "平台申请由平台判定；本店的期限只管本店",
)
def never_answered(story: Story) -> Ticket:
    alone = _by_phone(
        story, ProblemClass.QUALITY, "好像坏了", CaseDetails(receipt=Receipt.RECEIVED)
    )
    _ask(story, alone)
    number = f"{ORDER}9"
    story.take(order(number, CUP, placed_at=at(6, 1), delivered_at=at(6, 5)))
    story.take(claim("C9", number, CUP, reason="质量问题", applied_at=at(6, 8, 9)))
    on_the_platform = story.claimed("C9")
    story.services.review.accept(on_the_platform.id, None)
    _ask(story, on_the_platform)
    story.passes(days=10)
    story.services.sweep.run()
    story.did("十天过去，买家没有回音")
    ended = story.stands(alone, "已过期")
    assert ended.facts.closing is Closing.EXPIRED
    story.seen("来电的这张：已过期")
    still = story.fresh(on_the_platform)
    assert still.facts.open
    story.seen("平台上有申请的那张：仍在进行，等平台判定")
    return ended


@scenario(
    "咨询：使用指导解决",
    "买家不会装灯泡。按咨询登记，不计入退货率；解答后直接结束，做法存为处理经验。",
    "咨询不是售后申请",
    "tests/ui/scenarios/test_enquiries.py"
    "::test_a_question_is_answered_and_what_helped_is_found_by_the_next",
)
def question(story: Story) -> Ticket:
    ticket = _by_phone(story, ProblemClass.ENQUIRY, "灯泡拧不进去", CaseDetails())
    story.did("客服查「处理经验」，照着说：先取下卡圈再拧；买家试好了")
    story.services.contacts.log_contact(
        ticket.id,
        None,
        ContactDraft(
            Direction.INCOMING,
            TalkChannel.PHONE,
            Reached.YES,
            ContactPurpose.EXPLANATION,
            "教买家先取卡圈",
        ),
    )
    story.services.cases.solved(ticket.id, None, AdviceResult.GUIDED, "先取卡圈再拧，已装好")
    ended = story.stands(ticket, "已完成")
    assert ended.advice is AdviceResult.GUIDED
    story.seen(f"结果：{label(AdviceResult.GUIDED)}")
    month = story.services.reports.month(2026, 6, story.shop_id)
    assert (sum(1 for _ in month.tickets), month.enquiry_count) == (0, 1)
    return ended


@scenario(
    "咨询变成售后申请",
    "先是问怎么用，后来发现是坏的。转为售后申请，原来的话都在，接着核实。",
    "咨询可以转为申请",
    "tests/ui/scenarios/test_enquiries.py::test_a_question_becomes_a_claim_and_is_decided",
)
def question_becomes_claim(story: Story) -> Ticket:
    ticket = _by_phone(story, ProblemClass.ENQUIRY, "开关怎么按没有反应", CaseDetails())
    story.passes(hours=1)
    story.services.cases.convert(ticket.id, None, ProblemClass.QUALITY, Remedy.RETURN_REFUND, 3333)
    story.did("试过之后确定是开关坏了，转为售后申请：质量问题，要求退货退款 33.33 元")
    fresh = story.fresh(ticket)
    assert (fresh.problem, fresh.requested) == (ProblemClass.QUALITY, Remedy.RETURN_REFUND)
    assert fresh.buyer_words == "开关怎么按没有反应"
    story.verdict(ticket, "in_time")
    story.decide(ticket, Remedy.RETURN_REFUND, LineChoice(ticket.order.lines[0].id, (1,)))
    return story.stands(ticket, "待买家退货")


@scenario(
    "答应回电，忘了，登记原因",
    "客服答应当天 15:00 回电，没有做到。超时被记下来，主管看得到；登记原因「人手不足」，这件事不会消失。",
    "超时要上报并写明原因",
)
def forgotten_call(story: Story) -> Ticket:
    ticket = _by_phone(story, ProblemClass.SERVICE, "上次说查一下就没下文了", CaseDetails())
    story.services.contacts.plan_follow_up(
        ticket.id,
        None,
        FollowUpDraft(FollowUpKind.CALL_BACK, at(6, 8, 15), "把查到的结果告诉买家"),
    )
    story.did("客服答应 15:00 回电")
    story.now_is(at(6, 8, 15, 30))
    story.services.sweep.run()
    fresh = story.fresh(ticket)
    (breach,) = [one for one in fresh.breaches if one.due_at == at(6, 8, 15)]
    story.seen(f"15:30 超时登记：{label(breach.kind)}，应于 15:00")
    story.services.clocks.acknowledge(
        ticket.id, None, OverdueCause.SHORT_OF_HANDS, "午后只有一人在岗"
    )
    story.did("登记原因「人手不足」，随后回电，跟进完成")
    (task,) = story.fresh(ticket).follow_ups
    story.services.contacts.log_contact(
        ticket.id,
        None,
        ContactDraft(
            Direction.OUTGOING, TalkChannel.PHONE, Reached.YES, ContactPurpose.PROGRESS, "已说明"
        ),
    )
    story.services.contacts.follow_up_done(ticket.id, None, task.id, "已回电", kept=False)
    ended = story.fresh(ticket)
    assert not ended.facts.breaches_open
    assert ended.breaches[0].cause is OverdueCause.SHORT_OF_HANDS
    return ended


@scenario(
    "同一件事说了两遍",
    "买家先来电，后又在平台聊天里发同样的话。建单前就提示：同一订单、原话几乎一样。",
    "重复申请要指出，由人决定合并还是另办",
)
def said_twice(story: Story) -> Ticket:
    words = "灯罩上有一道很长的划痕，靠近灯座的位置"
    ticket = _by_phone(story, ProblemClass.QUALITY, words, CaseDetails(receipt=Receipt.RECEIVED))
    story.passes(hours=3)
    twin = story.phoned(
        order_id=ticket.order.id,
        problem=ProblemClass.QUALITY,
        buyer_words="燈罩上有一道很长的划痕，靠近 灯座的位置！",
    )
    found = story.services.cases.twins(story.fresh(twin))
    assert [one.number for one in found][:1] == [ticket.number]
    story.did("下午在聊天里又收到几乎一样的话（繁体、多了空格）")
    story.seen(f"提示：可能与 {found[0].number} 是同一件事（{'、'.join(found[0].by)}）")
    story.did("客服取消重复的一张，在第一张上继续")
    story.services.closing.cancel(twin.id, None, CancelReason.DUPLICATE, "与第一张重复")
    story.decide(ticket, Remedy.RETURN_REFUND, LineChoice(ticket.order.lines[0].id, (1,)))
    return story.stands(ticket, "待买家退货")


@scenario(
    "两个时钟",
    "平台给 48 小时，本店自己要求一个工作日内核实。周五傍晚来的申请：平台的钟周末照走，本店的钟停在下班。",
    "平台时限按自然时间，从不暂停；本店时限按工作时间",
)
def two_clocks(story: Story) -> Ticket:
    story.now_is(at(6, 12, 17))  # a Friday, an hour before the shop closes
    story.take(order(ORDER, CUP, placed_at=at(6, 8), delivered_at=at(6, 11)))
    due = at(6, 12, 16) + timedelta(hours=48)
    story.take(
        claim(
            "C1", ORDER, CUP, reason="质量问题", applied_at=at(6, 12, 16), due_at=due,
            due_whose="us",
        )
    )  # fmt: skip
    ticket = story.claimed("C1")
    story.did("周五 17:00 导入一笔 16:00 的申请，文件里平台时限 48 小时")
    for clock in story.fresh(ticket).clocks:
        if clock.due_at is not None:
            whose = label(clock.owner)
            story.seen(
                f"{label(clock.kind)}（{whose}）：{clock.due_at.astimezone(SHANGHAI):%m-%d %H:%M}"
            )
    fresh = story.fresh(ticket)
    assert fresh.due_at is not None
    assert fresh.due_at <= due
    story.did("请买家补资料：本店的钟暂停，平台的不停")
    story.services.review.accept(ticket.id, None)
    story.services.review.request_info(ticket.id, None, "瑕疵照片", at(6, 15, 12))
    kinds = {(c.kind.value, c.paused) for c in story.fresh(ticket).clocks}
    assert ("platform", False) in kinds
    story.seen("平台时限仍在走；核实暂停")
    return story.stands(ticket, "待补充资料")


TALK = (
    asked_once, never_answered, question, question_becomes_claim, forgotten_call, said_twice,
    two_clocks,
)  # fmt: skip
