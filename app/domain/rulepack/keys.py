"""Every key a rule pack may speak of: its words, its kind, its group on the settings screen.

A pack with another key does not load: a misspelt rule would otherwise never hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.labels import label
from app.domain.remedy import ProblemClass, Remedy
from app.domain.rulepack.freight_table import FREE_FROM, FREIGHT_KEYS, INSURER_FIRST, freight_key
from app.i18n import N_, _


class ValueKind(StrEnum):
    """What a value is."""

    TIME = "time"
    NUMBER = "number"
    FLAG = "flag"
    WORD = "word"
    WORDS = "words"
    PAYER = "payer"


class RuleGroup(StrEnum):
    """Where a key stands on the screen."""

    WINDOWS = "windows"  # until when the buyer may apply
    PLATFORM_CLOCKS = "platform_clocks"
    OUR_CLOCKS = "our_clocks"
    GOODS = "goods"
    CHECKS = "checks"
    FREIGHT = "freight"
    EVIDENCE = "evidence"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class RuleKey:
    """One key. `title` is marked for translation, `hint` says in a sentence what it decides.

    `of`: the values the key is made for; their words stand before the title.
    """

    key: str
    title: str
    kind: ValueKind
    group: RuleGroup
    hint: str = ""
    by_category: bool = False
    of: tuple[StrEnum, ...] = ()

    def __str__(self) -> str:
        return " · ".join((*map(label, self.of), *((_(self.title),) if self.title else ())))


_T, _N, _F, _L = ValueKind.TIME, ValueKind.NUMBER, ValueKind.FLAG, ValueKind.WORDS


def _windows() -> Iterator[RuleKey]:
    for problem in ProblemClass:
        yield RuleKey(
            f"window.{problem.value}", "", _T, RuleGroup.WINDOWS,
            N_("签收后多久内可以提出"), by_category=True, of=(problem,),
        )  # fmt: skip


_WINDOWS_MORE = (
    RuleKey("window.return", N_("质量问题可退货"), _T, RuleGroup.WINDOWS, by_category=True),
    RuleKey("window.exchange", N_("质量问题可换货"), _T, RuleGroup.WINDOWS, by_category=True),
    RuleKey("window.proof", N_("开箱后举证"), _T, RuleGroup.WINDOWS, by_category=True),
    RuleKey("warranty.months", N_("保修期"), _T, RuleGroup.WINDOWS, by_category=True),
    RuleKey("warranty.repair", N_("保修维修最长用时"), _T, RuleGroup.WINDOWS, by_category=True),
    RuleKey("warranty.repairs", N_("修几次仍不好可退换"), _N, RuleGroup.WINDOWS, by_category=True),
)
_PLATFORM = tuple(
    RuleKey(f"platform.{name}", title, _T, RuleGroup.PLATFORM_CLOCKS, hint)
    for name, title, hint in (
        ("refund_unshipped", N_("未发货仅退款：商家处理"), ""),
        ("refund_shipped", N_("已发货仅退款：商家处理"), ""),
        ("return_request", N_("退货退款申请：商家处理"), ""),
        ("exchange_request", N_("换货、补寄、维修申请：商家处理"), ""),
        ("buyer_ships", N_("买家寄回"), N_("买家的时限")),
        ("shop_receives", N_("商家确认收货"), N_("从买家寄出起算")),
        ("after_refusal", N_("拒绝后买家修改或申请介入"), N_("买家的时限")),
        ("evidence", N_("平台介入：举证"), ""),
        ("evidence_more", N_("平台介入：补充举证"), ""),
        ("ruling", N_("执行裁决"), ""),
        ("appeal", N_("商家申诉"), ""),
        ("opinion_reply", N_("舆情：首次回应"), ""),
    )
)
_OURS = tuple(
    RuleKey(f"ours.{name}", title, _T, RuleGroup.OUR_CLOCKS, hint)
    for name, title, hint in (
        ("first_contact", N_("首次联系买家"), N_("从买家提出起算；来电、到店的已经联系过")),
        ("enquiry", N_("答复咨询"), ""),
        ("review", N_("核实"), ""),
        ("review_hard", N_("核实最长"), N_("超过即登记超时")),
        ("info", N_("买家补充资料"), N_("买家的时限；本店的时限暂停")),
        ("approval", N_("主管审批"), ""),
        ("negotiation", N_("提出新方案"), ""),
        ("inspection", N_("收到退货后验货"), ""),
        ("in_transit", N_("退货在途多久提醒"), ""),
        ("refund", N_("应退款打出"), ""),
        ("dispatch", N_("应寄的货寄出"), ""),
        ("repair", N_("维修"), ""),
        ("dispute", N_("平台介入：准备材料"), ""),
        ("confirmation", N_("无人反对即视为买家确认"), N_("到期自动确认，0 为从不")),
        ("silence", N_("多久没有联系买家就提醒"), ""),
        ("progress", N_("答应过的进度通报"), N_("每隔多久一次")),
        ("question", N_("同事答复"), ""),
        ("recovery", N_("向快递、供应商提出追偿"), ""),
    )
)
_MORE = (
    RuleKey("ours.reminders", N_("到期前提醒"), _L, RuleGroup.OUR_CLOCKS,
            N_("每行一个分钟数，从早到晚")),
    RuleKey("ours.nudges", N_("买家催几次后提示请主管"), _N, RuleGroup.OUR_CLOCKS,
            N_("0 为从不提示")),
    RuleKey("ours.season_percent", N_("旺季：本店时限放宽到"), _N, RuleGroup.OUR_CLOCKS,
            N_("只影响本店的时限，从不影响平台的")),
    RuleKey("ours.urgent_percent", N_("紧急售后：本店时限缩短到"), _N, RuleGroup.OUR_CLOCKS),
    RuleKey("ours.top_percent", N_("最优先的售后：本店时限缩短到"), _N, RuleGroup.OUR_CLOCKS),
    RuleKey("no_reason.allowed", N_("支持七天无理由"), _F, RuleGroup.GOODS, by_category=True),
    RuleKey("no_reason.confirmed", N_("下单时单独确认后才可不支持"), _F, RuleGroup.GOODS,
            by_category=True),
    RuleKey("goods.return_needed", N_("退款要把货退回"), _F, RuleGroup.GOODS, by_category=True),
    RuleKey("goods.bad_share_steps", N_("按坏损比例退款"), _L, RuleGroup.GOODS,
            N_("每行一级，坏损%:退款%，例如 10:10"), by_category=True),
    RuleKey("goods.wear_marks", N_("影响二次销售的痕迹"), _L, RuleGroup.GOODS, by_category=True),
    RuleKey("size.tolerance_mm", N_("尺寸误差容许"), _N, RuleGroup.CHECKS,
            by_category=True),
    RuleKey("size.shrink_mm", N_("洗后缩水容许"), _N, RuleGroup.CHECKS, by_category=True),
    RuleKey("late.penalty_percent", N_("未按约定时间发货：赔付比例"), _N, RuleGroup.CHECKS),
    RuleKey("late.penalty_cap_cents", N_("未按约定时间发货：赔付上限"), _N,
            RuleGroup.CHECKS),
    RuleKey("request.most", N_("同一商品最多申请次数"), _N, RuleGroup.CHECKS),
    RuleKey("history.many", N_("近一年售后多于几次时提示"), _N, RuleGroup.CHECKS),
    RuleKey("evidence.pictures", N_("商家举证最多图片"), _N, RuleGroup.EVIDENCE),
    RuleKey("page_error.percent", N_("页面信息有误：赔付比例"), _N, RuleGroup.CHECKS),
    RuleKey("page_error.cap_cents", N_("页面信息有误：赔付上限"), _N, RuleGroup.CHECKS),
    RuleKey("reasons", N_("平台的申请原因"), _L, RuleGroup.WORDS),
    RuleKey("reject_reasons", N_("平台的拒绝原因"), _L, RuleGroup.WORDS),
)  # fmt: skip


def _evidence() -> Iterator[RuleKey]:
    """Which evidence a problem class needs: kinds of evidence by name."""
    for problem in ProblemClass:
        yield RuleKey(
            f"evidence.{problem.value}", N_("买家提供"), _L, RuleGroup.EVIDENCE,
            by_category=True, of=(problem,),
        )  # fmt: skip
        yield RuleKey(
            f"evidence_shop.{problem.value}", N_("本店备好"), _L, RuleGroup.EVIDENCE,
            by_category=True, of=(problem,),
        )  # fmt: skip
    for remedy in (Remedy.REPAIR, Remedy.EXCHANGE, Remedy.RESHIP):
        yield RuleKey(
            f"evidence_remedy.{remedy.value}", N_("另需"), _L, RuleGroup.EVIDENCE,
            by_category=True, of=(remedy,),
        )  # fmt: skip


def _freight() -> Iterator[RuleKey]:
    for group, leg in FREIGHT_KEYS:
        yield RuleKey(
            freight_key(group, leg), "", ValueKind.PAYER, RuleGroup.FREIGHT, of=(group, leg)
        )


KEYS: Final[dict[str, RuleKey]] = {
    one.key: one
    for one in (
        *_windows(), *_WINDOWS_MORE, *_PLATFORM, *_OURS, *_MORE, *_evidence(), *_freight(),
        RuleKey(INSURER_FIRST, N_("有运费险时先由保险赔"), _F, RuleGroup.FREIGHT),
        RuleKey(FREE_FROM, N_("满多少包邮"), _N, RuleGroup.FREIGHT,
                N_("部分退货后留下的货不足这个金额时提示；0 为没有这样的门槛")),
    )
}  # fmt: skip
