"""Paid shares: what was paid for each line, and what one piece of it is worth."""

from __future__ import annotations

from tests.domain.examples.making import goods, order, pieces, refund_only
from tests.domain.examples.shape import Chapter, Example, Total, informs, refuses

_MUGS = order(goods(1, "马克杯", 100_00, 3))
_CENTS = order(goods(1, "图钉", 10_00, 7))

PIECES = Chapter(
    "每一件值多少",
    "一行 n 件、实付 P：前 k 件值 S(k)＝四舍五入(P×k÷n)，第 k 件值 S(k)−S(k−1)。"
    "不论分几次、按什么顺序退，全部件加起来正好是实付，一分不差。",
    (
        Example(
            "三件里的第一件",
            _MUGS,
            refund_only(pieces(1, 1)),
            "S(1)＝四舍五入(100.00×1÷3)＝33.33",
            {Total.REFUND: 33_33},
            units={(1, 1): 33_33},
        ),
        Example(
            "三件里的第二件",
            _MUGS,
            refund_only(pieces(1, 2)),
            "S(2)−S(1)＝66.67−33.33＝33.34",
            {Total.REFUND: 33_34},
        ),
        Example(
            "三件里的第三件",
            _MUGS,
            refund_only(pieces(1, 3)),
            "S(3)−S(2)＝100.00−66.67＝33.33",
            {Total.REFUND: 33_33},
        ),
        Example(
            "第一件和第三件",
            _MUGS,
            refund_only(pieces(1, 1, 3)),
            "33.33＋33.33＝66.66",
            {Total.REFUND: 66_66},
        ),
        Example(
            "三件全退",
            _MUGS,
            refund_only(pieces(1, 1, 2, 3)),
            "33.33＋33.34＋33.33＝100.00",
            {Total.REFUND: 100_00},
            units={(1, 1): 33_33, (1, 2): 33_34, (1, 3): 33_33},
        ),
        Example(
            "除不尽的一分钱归前一件",
            order(goods(1, "胶带", 5, 2)),
            refund_only(pieces(1, 1)),
            "S(1)＝四舍五入(0.05×1÷2＝0.025)＝0.03",
            {Total.REFUND: 3},
        ),
        Example(
            "七件里的第三、四件",
            _CENTS,
            refund_only(pieces(1, 3, 4)),
            "S(2)＝2.86，S(3)＝4.29，S(4)＝5.71；1.43＋1.42＝2.85",
            {Total.REFUND: 2_85},
            units={(1, 3): 1_43, (1, 4): 1_42},
        ),
        Example(
            "两分钱三件",
            order(goods(1, "样品", 2, 3)),
            refund_only(pieces(1, 1, 2, 3)),
            "S(1)＝0.01，S(2)＝0.01，S(3)＝0.02：三件值 0.01、0.00、0.01，共 0.02",
            {Total.REFUND: 2},
            units={(1, 1): 1, (1, 2): 0, (1, 3): 1},
        ),
    ),
)

SHARES = Chapter(
    "每一行付了多少",
    "文件写明每行实付就用文件的；没有写，就把商品实付（实付−运费）按单价×数量分摊，余下的分给"
    "小数部分最大的行，小数相同给靠前的行。赠品不分摊。分摊不出来就不猜，只能按金额退。",
    (
        Example(
            "整单优惠按单价分摊",
            order(
                goods(1, "衬衫", None, price=60_00),
                goods(2, "领带", None, price=30_00),
                paid=80_00,
            ),
            refund_only(pieces(2, 1)),
            "衬衫 80.00×60÷90＝53.33…，领带 80.00×30÷90＝26.66…；多出的一分给小数大的领带＝26.67",
            {Total.REFUND: 26_67},
            says=(informs("share_estimated", "按单价×数量分摊估算"),),
        ),
        Example(
            "另一行得到剩下的部分",
            order(
                goods(1, "衬衫", None, price=60_00),
                goods(2, "领带", None, price=30_00),
                paid=80_00,
            ),
            refund_only(pieces(1, 1)),
            "80.00−26.67＝53.33",
            {Total.REFUND: 53_33},
        ),
        Example(
            "小数一样，余数给前面的行",
            order(
                goods(1, "红袜", None, price=10_00),
                goods(2, "蓝袜", None, price=10_00),
                goods(3, "绿袜", None, price=10_00),
                paid=20_00,
            ),
            refund_only(pieces(1, 1), pieces(2, 1), pieces(3, 1)),
            "20.00÷3＝6.66…，余两分给前两行：6.67＋6.67＋6.66＝20.00",
            {Total.REFUND: 20_00},
            units={(1, 1): 6_67, (2, 1): 6_67, (3, 1): 6_66},
        ),
        Example(
            "数量也算进权重",
            order(
                goods(1, "碗", None, 4, price=10_00),
                goods(2, "锅", None, price=60_00),
                paid=90_00,
            ),
            refund_only(pieces(1, 1)),
            "碗 90.00×40÷100＝36.00，每只 36.00÷4＝9.00",
            {Total.REFUND: 9_00},
        ),
        Example(
            "赠品不分摊",
            order(
                goods(1, "耳机", None, price=100_00),
                goods(2, "收纳袋", None, gift=True),
                paid=90_00,
            ),
            refund_only(pieces(1, 1)),
            "赠品权重 0，耳机＝90.00",
            {Total.REFUND: 90_00},
        ),
        Example(
            "只有一行时不需要单价",
            order(goods(1, "台灯", None), paid=45_50, shipping=6_00),
            refund_only(pieces(1, 1)),
            "商品实付＝45.50−6.00＝39.50",
            {Total.REFUND: 39_50},
        ),
        Example(
            "文件写了一行，另一行得到剩下的",
            order(
                goods(1, "笔", 30_00),
                goods(2, "本子", None, price=60_00),
                paid=80_00,
            ),
            refund_only(pieces(2, 1)),
            "80.00−30.00＝50.00",
            {Total.REFUND: 50_00},
        ),
        Example(
            "没有单价就不猜",
            order(goods(1, "衬衫", None), goods(2, "领带", None), paid=80_00),
            refund_only(pieces(1, 1)),
            "两行都没有实付和单价，无法分摊",
            says=(refuses("share_unknown", "实付金额未知，不能按件计算"),),
        ),
    ),
)
