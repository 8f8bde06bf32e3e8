"""Threshold promotions both ways, and what was paid beside money."""

from __future__ import annotations

from app.domain.payment import CapName, Tender
from app.domain.remedy import Liability, PromotionRule
from app.domain.settlement.types import Promotion, Row
from tests.domain.examples.making import (
    amount,
    before,
    goods,
    order,
    pieces,
    refund_only,
    send_back,
    situation,
)
from tests.domain.examples.shape import Chapter, Example, Total, informs, warns

_KEEP, _CLAW = PromotionRule.KEEP, PromotionRule.CLAW_BACK
_60 = Promotion(300_00, 60_00)
_60_BACK = Promotion(300_00, 60_00, _CLAW)
# 200 + 100 at list price, 60 off from 300 on: 240 paid, 160 and 80 of it for the two.
_SUIT = order(
    goods(1, "外套", None, price=200_00),
    goods(2, "裤子", None, price=100_00),
    paid=240_00,
)
_THREE = order(goods(1, "T 恤", 270_00, 3, price=100_00))
_FOUR = order(
    goods(1, "外套", 170_00, price=200_00),
    goods(2, "裤子", 85_00, price=100_00),
    goods(3, "衬衫", 85_00, price=100_00),
)

PROMOTIONS = Chapter(
    "满减的两种算法",
    "只退一部分、留下的不够满减门槛时，两种算法都算出来、都显示，由人选：保留优惠按实付退；"
    "收回优惠就从退款里扣回留下部分享受的优惠（优惠按标价×数量分摊）。"
    "以后留下的也全部退回时，扣回的补还：不论顺序，全部退完正好等于实付。"
    "依据：七日无理由退货暂行办法第十七条（套装、满减的重新计算）。",
    (
        Example(
            "退裤子，保留优惠",
            _SUIT,
            send_back(pieces(2, 1), promotion=_60),
            "裤子实付 240.00×100÷300＝80.00，退 80.00",
            {Total.REFUND: 80_00, Total.KEPT: 80_00, Total.CLAWED: 40_00},
        ),
        Example(
            "退裤子，收回优惠",
            _SUIT,
            send_back(pieces(2, 1), promotion=_60_BACK),
            "留下外套 200.00＜300.00；外套享受的优惠 60.00×200÷300＝40.00；80.00−40.00＝40.00"
            "（买家最终付 200.00＝外套原价）",
            {Total.REFUND: 40_00, Total.KEPT: 80_00, Total.CLAWED: 40_00},
            rows={Row.CLAW_BACK: -40_00},
            says=(informs("promotion", "不扣回退 ¥ 80.00；扣回留下部分的优惠退 ¥ 40.00"),),
        ),
        Example(
            "退外套，收回优惠",
            _SUIT,
            send_back(pieces(1, 1), promotion=_60_BACK),
            "裤子享受的优惠 60.00×100÷300＝20.00；160.00−20.00＝140.00（买家最终付 100.00）",
            {Total.REFUND: 140_00},
        ),
        Example(
            "先退裤子被扣回 40.00，后来外套也退",
            _SUIT,
            send_back(pieces(1, 1), promotion=_60_BACK),
            "外套 160.00＋补还 40.00＝200.00；两次共 40.00＋200.00＝240.00＝实付",
            {Total.REFUND: 200_00},
            money=(before(40_00, 2, {1: 40_00}),),
            situation=situation(clawed_back_cents=40_00),
            rows={Row.CLAW_BACK: 40_00},
        ),
        Example(
            "后来退外套时没有再填满减，也要补还",
            _SUIT,
            send_back(pieces(1, 1)),
            "160.00＋40.00＝200.00",
            {Total.REFUND: 200_00},
            money=(before(40_00, 2, {1: 40_00}),),
            situation=situation(clawed_back_cents=40_00),
        ),
        Example(
            "全部一起退，没有扣回",
            _SUIT,
            send_back(pieces(1, 1), pieces(2, 1), promotion=_60_BACK),
            "160.00＋80.00＝240.00＝实付",
            {Total.REFUND: 240_00, Total.KEPT: 240_00, Total.CLAWED: 240_00},
        ),
        Example(
            "留下的还够门槛",
            _FOUR,
            send_back(pieces(3, 1), promotion=_60_BACK),
            "留下 200.00＋100.00＝300.00，够门槛，衬衫 85.00 全退",
            {Total.REFUND: 85_00},
            rows={Row.CLAW_BACK: 0},
        ),
        Example(
            "同一种三件退一件",
            _THREE,
            send_back(pieces(1, 1), promotion=Promotion(300_00, 30_00, _CLAW)),
            "留下两件 200.00＜300.00；这两件享受的优惠 30.00×2÷3＝20.00；90.00−20.00＝70.00",
            {Total.REFUND: 70_00, Total.KEPT: 90_00, Total.CLAWED: 70_00},
        ),
        Example(
            "三件里再退一件，扣回的总数变少",
            _THREE,
            send_back(pieces(1, 2), promotion=Promotion(300_00, 30_00, _CLAW)),
            "只留第 3 件，应扣回 10.00，此前已扣回 20.00，补还 10.00：90.00＋10.00＝100.00",
            {Total.REFUND: 100_00},
            money=(before(70_00, 1, {1: 70_00}),),
            situation=situation(clawed_back_cents=20_00),
        ),
        Example(
            "应扣回的比应退的多",
            order(goods(1, "相机", 232_00, price=290_00), goods(2, "镜头布", 8_00, price=10_00)),
            send_back(pieces(2, 1), promotion=_60),
            "镜头布实付 8.00；收回优惠要扣 60.00×290÷300＝58.00，只够扣到 0.00；"
            "采用保留优惠，退 8.00，差额不向买家收",
            {Total.REFUND: 8_00, Total.KEPT: 8_00, Total.CLAWED: 0},
            says=(warns("claw_floored", "不会自动向买家收取"),),
        ),
    ),
)

_POINTS = order(goods(1, "马克杯", 100_00, 3), tenders=((Tender.POINTS, 100),))
_CARD = order(goods(1, "地毯", 60_00), goods(2, "防滑垫", 40_00), tenders=((Tender.STORED, 50_00),))
_COUPON = order(goods(1, "抱枕", 100_00, 2), tenders=((Tender.COUPON, 10_00),))

TENDERS = Chapter(
    "积分、店铺券、储值",
    "现金以外付的部分各记各的账：按商品实付分到行，再按 S(k) 分到件，原样退回，"
    "绝不和金额相加，全部退完正好等于当初付的。平台补贴不算买家付的。"
    "依据：七日无理由退货暂行办法第十五条。",
    (
        Example(
            "100 积分、三件，退第一件",
            _POINTS,
            refund_only(pieces(1, 1)),
            "金额 33.33；积分 S(1)＝四舍五入(100÷3)＝33 分",
            {Total.REFUND: 33_33},
            tenders={Tender.POINTS: 33},
        ),
        Example(
            "退第二件",
            _POINTS,
            refund_only(pieces(1, 2)),
            "金额 33.34；积分 S(2)−S(1)＝67−33＝34 分",
            {Total.REFUND: 33_34},
            tenders={Tender.POINTS: 34},
        ),
        Example(
            "第一件退过了，剩下两件",
            _POINTS,
            refund_only(pieces(1, 2, 3)),
            "金额 66.67；积分 100−33＝67 分",
            {Total.REFUND: 66_67},
            money=(
                before(33_33, 1, {1: 33_33}),
                before(33, 1, {1: 33}, tender=Tender.POINTS, key=101),
            ),
            tenders={Tender.POINTS: 67},
            left={CapName.TENDER: 67},
        ),
        Example(
            "储值卡按商品实付分摊",
            _CARD,
            refund_only(pieces(2, 1)),
            "储值 50.00×40÷100＝20.00，另退现金 40.00",
            {Total.REFUND: 40_00, Total.COST: 40_00},
            tenders={Tender.STORED: 20_00},
        ),
        Example(
            "店铺券两件退一件",
            _COUPON,
            refund_only(pieces(1, 1)),
            "券 10.00÷2＝5.00，金额 50.00",
            {Total.REFUND: 50_00},
            tenders={Tender.COUPON: 5_00},
        ),
        Example(
            "说好不退券",
            _COUPON,
            refund_only(pieces(1, 1), return_tenders=False),
            "只退金额 50.00",
            {Total.REFUND: 50_00},
            tenders={Tender.COUPON: 0},
            says=(warns("tender_kept", "本次不退回，请确认与买家有约定"),),
        ),
        Example(
            "全部用积分付的",
            order(goods(1, "兑换杯", 0), tenders=((Tender.POINTS, 500),), paid=0),
            refund_only(pieces(1, 1)),
            "没有付现金，积分 500 分全退，金额 0.00",
            {Total.REFUND: 0, Total.COST: 0},
            tenders={Tender.POINTS: 500},
        ),
        Example(
            "退货退款也一样：只有金额进成本",
            _CARD,
            send_back(pieces(1, 1), pieces(2, 1), freight=12_00, liability=Liability.MERCHANT),
            "现金 100.00＋运费 12.00＝112.00；储值 50.00 另退",
            {Total.REFUND: 100_00, Total.FREIGHT: 12_00, Total.COST: 112_00},
            tenders={Tender.STORED: 50_00},
        ),
        Example(
            "只退一部分金额，积分不动",
            _POINTS,
            refund_only(amount(1, 20_00)),
            "没有退任何一件：金额 20.00，积分 0 分",
            {Total.REFUND: 20_00},
            tenders={Tender.POINTS: 0},
        ),
    ),
)
