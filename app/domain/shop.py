"""A shop as lists, papers and forms see it: platform, zone, currency, addresses, couriers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.deadlines.calendar import Week


class Platform(StrEnum):
    """Where a shop sells."""

    TAOBAO = "taobao"
    TMALL = "tmall"
    JD = "jd"
    PDD = "pdd"
    DOUYIN = "douyin"
    XHS = "xhs"
    KUAISHOU = "kuaishou"
    WEIXIN = "weixin"
    WEIDIAN = "weidian"
    SHOPIFY = "shopify"
    WOOCOMMERCE = "woocommerce"
    AMAZON = "amazon"
    OFFLINE = "offline"


REMOTE_REGIONS = (
    "新疆", "西藏", "内蒙古", "青海", "宁夏", "甘肃", "海南", "香港", "澳门", "台湾",
)  # fmt: skip
"""Where freight is high: an unverified default, editable for each shop."""


@dataclass(frozen=True, slots=True)
class Address:
    """A shop's return address; printed in full on the return slip."""

    contact: str
    phone: str
    address: str
    postcode: str = ""
    id: int | None = None
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop on one platform. `zone` is an IANA name; days and months are counted in it."""

    id: int
    platform: Platform
    name: str
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    couriers: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    return_freight_cap_cents: int = 2500  # unverified default, editable per shop
    one_way_freight_cents: int = 1200  # what one parcel costs; unverified default, editable
    return_days: int = 7  # days the buyer has to send back; unverified default, editable
    version: int = 1
    goodwill_budget_cents: int | None = None  # per month; None: no budget is kept
    waived_difference_cents: int = 500  # exchange: up to here the difference is not asked for
    offer_hours: int = 48  # how long an offer to the buyer stands; unverified default, editable
    ship_hours: int = 48  # within how many hours a replacement leaves; unverified, editable
    remote_regions: tuple[str, ...] = REMOTE_REGIONS
    opening_hours: Week = ()  # empty: the usual week, an unverified default

    @property
    def return_address(self) -> Address | None:
        """The default return address, else the first, else none."""
        for address in self.addresses:
            if address.is_default:
                return address
        return self.addresses[0] if self.addresses else None
