"""Kinds of goods for which other rules hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GoodsCategory(StrEnum):
    """`GENERAL`: none of the others. The first seven are those the law treats apart."""

    GENERAL = ""
    CUSTOM_MADE = "custom_made"
    FRESH = "fresh"
    DIGITAL = "digital"
    INTIMATE = "intimate"
    CUT_ON_SITE = "cut_on_site"
    PERIODICAL = "periodical"
    NEAR_EXPIRY = "near_expiry"
    FOOD = "food"
    COSMETICS = "cosmetics"
    CLOTHING = "clothing"
    SHOES = "shoes"
    BAGS = "bags"
    WATCHES = "watches"
    JEWELLERY = "jewellery"
    PRECIOUS_METAL = "precious_metal"
    ELECTRONICS = "electronics"
    APPLIANCE = "appliance"
    HOME = "home"
    TABLEWARE = "tableware"
    CAR = "car"
    LIVE_SEAFOOD = "live_seafood"
    EGGS = "eggs"
    FRUIT = "fruit"
    PET = "pet"
    AQUARIUM = "aquarium"
    SECOND_HAND = "second_hand"


@dataclass(frozen=True, slots=True)
class GoodsPolicy:
    """What the shop says of one of its goods, by merchant SKU (or title where there is none).

    `no_reason` None: as the category; `no_reason_days`, `warranty_months` None: as the rules say.
    `terms` is the warranty or return text of the product page, in the shop's own words.
    """

    id: int
    shop_id: int
    sku: str
    title: str = ""
    category: GoodsCategory = GoodsCategory.GENERAL
    no_reason: bool | None = None
    no_reason_days: int | None = None
    warranty_months: int | None = None
    buyer_pays_return: bool | None = None
    terms: str = ""


def category_of(policy: GoodsPolicy | None, special: str) -> GoodsCategory:
    """What kind of goods a line is: as the shop says of its SKU, else as the order's line says."""
    if policy is not None and policy.category is not GoodsCategory.GENERAL:
        return policy.category
    return _BY_NAME.get(special, GoodsCategory.GENERAL)


_BY_NAME = {one.value: one for one in GoodsCategory}
