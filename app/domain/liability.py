"""Who is to blame: what a finding rests on, its shares, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.remedy import Liability
from app.i18n import _


class LiabilityBasis(StrEnum):
    """What a finding was weighed by: the tick list."""

    DESCRIPTION = "description"
    BUYER_EVIDENCE = "buyer_evidence"
    SHOP_REPLY = "shop_reply"
    PRODUCT_NATURE = "product_nature"
    TRADE_RECORD = "trade_record"
    OUTBOUND_RECORD = "outbound_record"
    COURIER_RECORD = "courier_record"
    TEST_REPORT = "test_report"
    PLATFORM_RULES = "platform_rules"
    LAW = "law"


class RootCause(StrEnum):
    """Where the trouble comes from, whoever is liable for it: what has to change."""

    PRODUCT = "product"
    SUPPLIER_BATCH = "supplier_batch"
    PACKING = "packing"
    COURIER = "courier"
    PAGE_TEXT = "page_text"
    STAFF = "staff"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class Share:
    """A party's part of a mixed liability, in whole percent."""

    party: Liability
    percent: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Who is liable, by what, and (for shared liability only) with which parts."""

    liability: Liability = Liability.UNDETERMINED
    basis: tuple[LiabilityBasis, ...] = ()
    shares: tuple[Share, ...] = ()
    text: str = ""
    cause: RootCause | None = None


def leading(shares: Sequence[Share]) -> Liability | None:
    """The party with the largest part; None without any, or where two have the same."""
    most = max((share.percent for share in shares), default=0)
    parties = [share.party for share in shares if share.percent == most]
    return parties[0] if len(parties) == 1 else None


def problem_with(finding: Finding) -> str:
    """The sentence why a finding does not hold; empty when it does."""
    if finding.liability is not Liability.SHARED:
        return _("只有「混合」责任才分比例。") if finding.shares else ""
    parties = [share.party for share in finding.shares]
    if len(parties) < 2 or len(set(parties)) != len(parties):
        return _("混合责任要写明至少两方，每方一次。")
    if {Liability.SHARED, Liability.UNDETERMINED} & set(parties):
        return _("混合责任的各方要是确定的一方。")
    if any(share.percent <= 0 for share in finding.shares):
        return _("每一方的比例要大于 0。")
    total = sum(share.percent for share in finding.shares)
    if total != 100:
        return _("各方比例合计 {total}%，应为 100%。").format(total=total)
    return ""
