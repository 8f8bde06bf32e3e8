"""The rules of platforms and law as data: dated, sourced, marked, and open to change."""

from app.domain.rulepack.category import GoodsCategory, GoodsPolicy, category_of
from app.domain.rulepack.freight_table import (
    FreightLeg,
    FreightTable,
    Payer,
    ReasonGroup,
    freight_key,
    freight_table,
    group_of,
    stated_for_goods,
)
from app.domain.rulepack.keys import KEYS, RuleKey, ValueKind
from app.domain.rulepack.pack import ANY_GOODS, GENERIC, RuleNote, RulePack, Rules, resolve
from app.domain.rulepack.values import Expiry, Mark, RuleValue, Scalar

__all__ = [
    "ANY_GOODS",
    "GENERIC",
    "KEYS",
    "Expiry",
    "FreightLeg",
    "FreightTable",
    "GoodsCategory",
    "GoodsPolicy",
    "Mark",
    "Payer",
    "ReasonGroup",
    "RuleKey",
    "RuleNote",
    "RulePack",
    "RuleValue",
    "Rules",
    "Scalar",
    "ValueKind",
    "category_of",
    "freight_key",
    "freight_table",
    "group_of",
    "resolve",
    "stated_for_goods",
]
