"""Invented tickets, months and slips for the tests of this folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from PIL import Image

from app.domain.facts import Stage
from app.domain.order import Address
from app.domain.payment import MoneyClass, PayMethod, PayoutSource
from app.domain.remedy import Liability, Remedy
from app.domain.reports import (
    CurrencySum,
    DayCount,
    Dossier,
    DossierEvidence,
    Month,
    MonthDecision,
    MonthMoney,
    MonthTicket,
    Opener,
    Slip,
    SlipLine,
)
from app.domain.sheet import Sheet, SheetCap, SheetPiece, SheetRow
from app.domain.ticket import TimelineEntry

START = datetime(2026, 11, 18, 2, 21, 30, tzinfo=UTC)  # 10:21:30 in Shanghai

SHEET = Sheet(
    title="部分补偿",
    currency="CNY",
    rows=(
        SheetRow("商品实付", "¥ 1,299.00", "按件分摊", "实付 ¥ 1,299.00，共 1 件，第 1 件"),
        SheetRow("补偿（不退货）", "¥ 86.00", "配件成本", "省下的运费 ¥ 90.00", total=True),
    ),
    pieces=(
        SheetPiece("餐椅", "第 1 件", "补偿", "¥ 80.00", "¥ 1,299.00"),
        SheetPiece("坐垫", "", "补偿", "¥ 6.00", ""),
    ),
    caps=(SheetCap("补偿上限", "¥ 90.00", "¥ 0.00", "¥ 90.00", "省下的运费 ¥ 90.00"),),
    checks=(("通过", "不超过补偿上限 ¥ 90.00"),),
    promotion=(),
    charges=(),
)

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "#N/A",
    "<b>粗体</b>",
    '<img src="/etc/hostname">',
    '<a href="file:///C:/x.exe">点我</a>',
    "&lt;&amp;&#65;",
    "<para><br/>未闭合",
    "一二三" * 40,
    "W" * 300,
    "'单引号\"双引号`",
    "_x0041_",
    "1299",
    "0001",
    "1e5",
    "%s {name} \\n",
)


def ticket(number: int = 1, **changes: object) -> MonthTicket:
    one = MonthTicket(
        number=f"AS-261118-{number:04}",
        shop="云岚家居旗舰店",
        platform="天猫",
        order_no="2749018355271180993",
        claims="152036471829",
        buyer="路***间",
        goods="实木餐椅 原木色 ×4",
        reason="质量问题",
        requested=Remedy.RETURN_REFUND,
        decided=Remedy.COMPENSATION,
        stage=Stage.COMPLETED,
        liability=Liability.BUYER,
        currency="CNY",
        requested_cents=129900,
        decided_cents=8600,
        arrived_cents=8600,
        applied_at=START,
        closed_at=START + timedelta(days=3),
        evidence_count=4,
        handler="小周",
    )
    return replace(one, **changes)  # type: ignore[arg-type]  # names of fields, checked at run time


def money(number: int = 1, **changes: object) -> MonthMoney:
    one = MonthMoney(
        ticket=f"AS-261118-{number:04}",
        shop="云岚家居旗舰店",
        order_no="2749018355271180993",
        money_class=MoneyClass.COMPENSATION,
        method=PayMethod.ALIPAY,
        source=PayoutSource.DESK,
        currency="CNY",
        cents=8600,
        reference="20261121220014550000",
        arrived_at=START + timedelta(days=3),
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def decision(**changes: object) -> MonthDecision:
    one = MonthDecision(
        ticket="AS-261118-0001",
        shop="云岚家居旗舰店",
        round=1,
        remedy=Remedy.COMPENSATION,
        sentence="部分补偿 1 件，补偿 ¥ 86.00（商品留用），责任：商家责任",
        state="买家已接受",
        currency="CNY",
        refund_cents=0,
        compensation_cents=8600,
        freight_cents=0,
        damages_cents=30000,
        cost_cents=38600,
        charge_cents=0,
        waived_cents=0,
        points=0,
        coupon_cents=0,
        stored_cents=0,
        goodwill=False,
        decided_by="小周",
        decided_at=START,
        approved_by="老板",
        approved_at=START,
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def month(tickets: Iterable[MonthTicket] = (), rows: Iterable[MonthMoney] = ()) -> Month:
    """A month whose counts agree with its rows. Every sum stands as compensation."""
    tickets, rows = list(tickets), list(rows)
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row.currency] += row.cents
    return Month(
        year=2026,
        month=11,
        zone="Asia/Shanghai",
        shops=("云岚家居旗舰店",),
        made_at=datetime(2026, 12, 1, 1, 30, tzinfo=UTC),
        made_by="小周",
        ticket_count=len(tickets),
        money_count=len(rows),
        by_stage=tuple(Counter(t.stage for t in tickets).items()),
        by_remedy=tuple(Counter(t.decided for t in tickets).items()),
        by_liability=tuple(Counter(t.liability for t in tickets).items()),
        sums=tuple(CurrencySum(c, 0, cents, 0, 0) for c, cents in sorted(sums.items())),
        days=tuple(
            DayCount(date(2026, 11, day), len(tickets) if day == 18 else 0, 0)
            for day in range(1, 31)
        ),
        tickets=iter(tickets),
        money=iter(rows),
    )


def picture(width: int = 320, height: int = 240, kind: str = "JPEG", **options: object) -> Opener:
    """An opener of a drawn picture."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    data = buffer.getvalue()
    return lambda: BytesIO(data)


def evidence(code: str, opener: Opener | None, **changes: object) -> DossierEvidence:
    one = DossierEvidence(
        code=code,
        kind="瑕疵照片",
        party="买家",
        at=START,
        original_name="IMG_2031.jpg",
        sha256=f"{int(code[1:]):02x}" * 32,
        size=1_234_567,
        media_type="image/jpeg",
        note="",
        opener=opener,
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def entry(seq: int, text: str, **changes: object) -> TimelineEntry:
    one = TimelineEntry(seq, START + timedelta(hours=seq), "客服 小周", "note", text)
    return replace(one, **changes)  # type: ignore[arg-type]


def dossier(**changes: object) -> Dossier:
    one = Dossier(
        ticket_number="AS-261118-0004",
        version=2,
        shop="云岚家居旗舰店",
        platform="天猫",
        order_no="2749018355271180993",
        zone="Asia/Shanghai",
        made_at=datetime(2026, 11, 22, 5, 5, tzinfo=UTC),
        made_by="小周",
        claims=("152036471829",),
        buyer="路过人间（*******7731）",
        placed_at=START - timedelta(days=29),
        paid_at=START - timedelta(days=29),
        delivered_at=START - timedelta(days=26),
        outbound="顺丰 SF1420881234567",
        goods=("实木餐椅 原木色 ×4",),
        currency="CNY",
        paid_cents=129900,
        buyer_claim="椅脚断裂，退货退款",
        our_claim="人为损坏；提供配件",
        conclusion="椅脚断裂系外力所致（断面照片 E7）。",
        liability="买家责任",
        timeline=(entry(1, "申请退货退款", evidence=("E1", "E2", "E3", "E7")),),
        sheet=SHEET,
        sheet_of="第 1 轮（买家已接受）",
        decisions=("第 1 轮：补偿 ¥ 86.00",),
        evidence=(evidence("E3", picture()), evidence("E7", picture(240, 320))),
        basis=("店铺承诺：配件终身成本价供应",),
        chain_ok=True,
        chain_count=29,
        chain_head="0d4c" + "0" * 56 + "e7b9",
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def slip(**changes: object) -> Slip:
    one = Slip(
        ticket_number="AS-261120-0031",
        shop="云岚家居旗舰店",
        kind="换货",
        address=Address("售后仓 王师傅", "13700000021", "浙江省杭州市余杭区示例路 8 号 2 幢"),
        lines=(
            SlipLine("亚麻床品四件套", "1.8m 米白", "YL-4P", 1),
            SlipLine("收纳袋", "", "", 1, gift=True),
        ),
        couriers=("中通", "圆通"),
        send_by=date(2026, 11, 27),
        freight="商家承担（先垫付）",
        order_no="2749018355271180993",
        claims=("152036471829",),
        buyer="阿May",
        phone_tail="2209",
        reason="尺码不合适",
    )
    return replace(one, **changes)  # type: ignore[arg-type]
