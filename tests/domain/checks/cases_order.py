"""The order behind a ticket, and what the buyer has to show."""

from __future__ import annotations

from app.domain.case import ArrivedLine, CaseWords, IdentityCheck, Receipt, SubReason
from app.domain.evidence import EvidenceKind
from app.domain.order import Buyer, OrderSource, PaidClaim, PaidConflict, PaidTender, Unit
from app.domain.payment import Tender
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.domain.ticket import TicketLine
from tests.domain.checks.making import claim, line, of_units, paid_before
from tests.domain.checks.shape import NONE, PASS, PERSON, REFUSE, Chapter, row

_OWN = "本店核实步骤"
_CAP = "退款和补偿合计不超过实付"
_6 = "淘宝争议处理规则 6：已私下协商并履行的，平台可以不予受理"
_THREE = (line(1, quantity=3),)
_CONFLICT = PaidConflict((PaidClaim("order_list", 10_000), PaidClaim("refund", 0)), "不一致")

ORDERS = Chapter(
    "订单、付款、件数",
    "订单、实付、件数以平台文件为准；人录入的、冲突的、未知的由人核对，不猜。",
    (
        row("平台文件里的订单", "order_known", PASS, _OWN),
        row("人录入的订单", "order_known", PERSON, _OWN, order_source=OrderSource.TYPED,
            says="由人录入"),
        row("没有订单号", "order_known", PERSON, _OWN, order_number="", order_source=OrderSource.TYPED,
            missing=("订单号（订单详情页截图）",)),
        row("有订单没有商品明细", "order_known", PERSON, _OWN, lines=(), paid_cents=5000,
            says="没有商品明细"),
        row("付过款", "order_paid", PASS, _CAP, says="¥ 100.00"),
        row("两份文件的实付不一致", "order_paid", PERSON, _CAP, conflict=_CONFLICT),
        row("实付未知", "order_paid", PERSON, _CAP, paid_cents=None),
        row("实付零，没有付款时间", "order_paid", REFUSE, _CAP, paid_cents=0, paid_at=None,
            sum="没有付过，没有可退的"),
        row("实付零，却有付款时间", "order_paid", PERSON, _CAP, paid_cents=0),
        row("实付零，退款文件说的", "order_paid", PERSON, _CAP, paid_cents=0, paid_at=None,
            order_source=OrderSource.CLAIM_FILE),
        row("全用积分付", "order_paid", PASS, _CAP, paid_cents=0,
            tenders=(PaidTender(Tender.POINTS.value, 500),)),
        row("别的单没有退过", "not_refunded", PASS, _CAP),
        row("别的单已全部退还", "not_refunded", REFUSE, _CAP, order_money=(paid_before(10_000),),
            due="＝ ¥ 100.00", sum="100.00 ＋ 0.00 ＝ 100.00，实付 100.00"),
        row("退款加补偿正好退完", "not_refunded", REFUSE, _CAP,
            order_money=(paid_before(9_000), paid_before(1_000, given=True)),
            due="＝ ¥ 100.00", sum="90.00 ＋ 10.00 ＝ 100.00"),
        row("别的单退过一部分", "not_refunded", PASS, _CAP, order_money=(paid_before(4_000),),
            due="＝ ¥ 40.00", sum="40.00 ＋ 0.00 ＝ 40.00 ＜ 100.00"),
        row("同一商品补偿过", "not_refunded", PERSON, _6,
            order_money=(paid_before(1_000, given=True),), says="已经协商补偿过",
            sum="0.00 ＋ 10.00 ＝ 10.00 ＜ 100.00"),
        row("别的商品补偿过", "not_refunded", PASS, _6, lines=(line(1), line(2)),
            order_money=(paid_before(1_000, given=True, line_id=2),)),
        row("自己这张单退的不算", "not_refunded", PASS, _CAP,
            order_money=(paid_before(10_000, ticket=1),)),
        row("退过款，实付未知", "not_refunded", PERSON, _CAP, paid_cents=None,
            order_money=(paid_before(4_000),)),
        row("同一件退过款", "units_free", REFUSE, _CAP, lines=_THREE,
            order_money=(of_units(3333, 1),), says="第 1 件"),
        row("退过的是另一件", "units_free", PASS, _CAP, lines=_THREE,
            order_money=(of_units(3333, 2),)),
        row("同一件另有未完结的单", "units_free", PERSON, _OWN, lines=_THREE,
            claimed_elsewhere=frozenset({Unit(1, 1)}), says="是不是同一件事"),
        row("没写哪一件，订单还有别的单", "units_free", PERSON, _OWN,
            claimed=(TicketLine(1),), other_tickets=("AS-260701-0009",), says="AS-260701-0009"),
        row("没写哪一件，没有别的单", "units_free", PASS, _OWN, claimed=(TicketLine(1),)),
        row("三件里申请一件", "quantity", PASS, _OWN, lines=_THREE, says="买 3 件，申请 1 件"),
        row("没有写明申请几件", "quantity", PASS, _OWN, lines=_THREE, claimed=(TicketLine(1),),
            says="没有写明申请几件"),
        row("三件申请第四件", "quantity", REFUSE, "件数不超过所买", lines=_THREE,
            claimed=(TicketLine(1, (4,)),), says="只买了 3 件", sum="4 ＞ 3"),
        row("件数没有写明", "quantity", PERSON, _OWN, lines=(line(1, quantity=None),)),
        row("买三件收到两件，申请一件", "quantity", PASS, "少件按 买的 − 收到的", lines=_THREE,
            problem=ProblemClass.WRONG_OR_MISSING, sub_reason=SubReason.MISSING_ITEM,
            arrived=(ArrivedLine(1, 2),), sum="3 − 2 ＝ 1"),
        row("买三件收到两件，申请两件", "quantity", PERSON, "少件按 买的 − 收到的", lines=_THREE,
            problem=ProblemClass.WRONG_OR_MISSING, sub_reason=SubReason.MISSING_ITEM,
            arrived=(ArrivedLine(1, 2),), claimed=(TicketLine(1, (2, 3)),), due="3 − 2 ＝ 1",
            sum="3 − 2 ＝ 1，申请 2"),
        row("平台订单就是本店买的", "bought_here", PASS, _OWN),
        row("说是别处买的", "bought_here", REFUSE, "非本店商品", bought_elsewhere=True),
        row("录入的订单，没有核对购买", "bought_here", PERSON, _OWN, order_source=OrderSource.TYPED,
            missing=("购买凭证（订单截图或发票）",)),
        row("录入的订单，核对过", "bought_here", PASS, _OWN, order_source=OrderSource.TYPED,
            bought_elsewhere=False),
    ),
)  # fmt: skip

_65 = "淘宝争议处理规则 65–66：买家先提供初步凭证"
_ASK = "缺什么一次性告知"
_K = EvidenceKind

PROOF = Chapter(
    "凭证、联系、身份、描述",
    "缺的一次性列全，请买家补；缺凭证从不判「不符合」。本店的记录另列，不向买家要。",
    (
        row("质量问题没有照片", "evidence", PERSON, _65, missing=("整体照", "瑕疵照片")),
        row("质量问题只有整体照", "evidence", PERSON, _65, evidence=(_K.WHOLE_ITEM,),
            missing=("瑕疵照片",)),
        row("质量问题照片齐全", "evidence", PASS, _65, evidence=(_K.WHOLE_ITEM, _K.CLOSE_UP),
            missing=()),
        row("无理由不用举证", "evidence", PASS, "七日无理由办法：无须说明理由",
            problem=ProblemClass.CHANGE_OF_MIND, missing=()),
        row("要维修还要铭牌和发票", "evidence", PERSON, "维修登记：购买时间、型号、序列号",
            evidence=(_K.WHOLE_ITEM, _K.CLOSE_UP), requested=Remedy.REPAIR,
            missing=("标签/序列号", "发票")),
        row("没有收到货，不要买家拍货", "evidence", PASS, "淘宝争议处理规则 38：由商家举证",
            problem=ProblemClass.LOGISTICS, signed=None, receipt=Receipt.NOT_RECEIVED,
            says="货不在买家处", missing=()),
        row("路上破损要看包裹", "evidence", PERSON, "淘宝争议处理规则 37、65",
            problem=ProblemClass.LOGISTICS, missing=("包裹与面单",)),
        row("咨询不用举证", "evidence", NONE, "—", problem=ProblemClass.ENQUIRY),
        row("没收到货，本店要有快递证明", "evidence_shop", PERSON,
            "淘宝争议处理规则 38、75：由商家证明已正常签收", problem=ProblemClass.LOGISTICS,
            missing=(), says="物流证明"),
        row("没收到货，本店都备好了", "evidence_shop", PASS, "淘宝争议处理规则 38、75",
            problem=ProblemClass.LOGISTICS, evidence=(_K.COURIER_CERTIFICATE, _K.OUTBOUND_RECORD)),
        row("无理由不用本店举证", "evidence_shop", NONE, "—", problem=ProblemClass.CHANGE_OF_MIND),
        row("有手机号", "contact", PASS, _OWN, says="手机"),
        row("没有任何联系方式", "contact", PERSON, _ASK, buyer=Buyer(), missing=("手机号或邮箱",)),
        row("只有平台申请", "contact", PASS, _OWN, buyer=Buyer(), claims=(claim(),),
            says="平台账号"),
        row("只有邮箱", "contact", PASS, _OWN, buyer=Buyer(),
            words={CaseWords.EMAIL.value: "a@b.cn"}, says="邮箱"),
        row("电话来的，没有核对身份", "identity", PERSON, _ASK,
            missing=("下单手机号的后四位，或平台昵称",)),
        row("订单号加手机尾号对上了", "identity", PASS, _OWN,
            identity=IdentityCheck.ORDER_AND_PHONE),
        row("对不上", "identity", REFUSE, _OWN, identity=IdentityCheck.FAILED),
        row("平台上提出的申请", "identity", PASS, _OWN, claims=(claim(),)),
        row("平台聊天里提出的", "identity", PASS, _OWN, channel=Channel.PLATFORM_CHAT),
        row("质量问题什么都没说", "description", PERSON, _ASK,
            missing=("问题的具体情况", "什么时候发现的")),
        row("说了情况，没说什么时候", "description", PERSON, _ASK, buyer_words="开机没反应",
            missing=("什么时候发现的",)),
        row("都说了", "description", PASS, _ASK, buyer_words="开机没反应", first_noticed_on="7/2",
            missing=()),
        row("与描述不符不用说什么时候", "description", PASS, _ASK, summary="实物是浅蓝",
            problem=ProblemClass.NOT_AS_DESCRIBED),
        row("无理由不用说明", "description", NONE, "七日无理由办法：无须说明理由",
            problem=ProblemClass.CHANGE_OF_MIND),
    ),
)  # fmt: skip
CHAPTERS = (ORDERS, PROOF)
